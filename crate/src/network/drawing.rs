//! Drawing: the first parameters of a network, piece by piece.

use super::initialisation::{Initialisation, Layer, normal_deviates};
use crate::random::{Generator, Stream};

/// Deviates of one piece: a small part of a millisecond.
const PIECE: usize = 4096;

/// The parameters of a network for a seed, drawn in the order of [`super::Network::initialise`].
/// The largest networks have millions, more than a page can draw between two frames.
#[derive(Debug, Clone)]
pub(crate) struct Drawing {
    sizes: Vec<usize>,
    initialisation: Initialisation,
    generator: Generator,
    biases: Vec<Vec<f64>>,
    /// The layer that is being drawn.
    layer: usize,
    /// Its weights so far.
    weights: Vec<f64>,
    /// How many steps they have been arranged by.
    steps: usize,
}

impl Drawing {
    /// Draws the biases.
    pub(crate) fn new(
        sizes: &[usize],
        initialisation: Initialisation,
        seed: u32,
    ) -> Self {
        let mut generator = Generator::new(seed, Stream::Parameters);
        let spread = initialisation.bias_deviation();
        let biases = sizes
            .iter()
            .skip(1)
            .map(|&n| normal_deviates(n, spread, &mut generator))
            .collect();
        Self {
            sizes: sizes.to_vec(),
            initialisation,
            generator,
            biases,
            layer: 0,
            weights: vec![],
            steps: 0,
        }
    }

    /// Whether all layers have been drawn.
    pub(crate) fn is_done(&self) -> bool {
        self.layer == self.biases.len()
    }

    /// Draws a piece, unless all are drawn; a layer, once it is complete.
    pub(crate) fn advance(&mut self) -> Option<DrawnLayer> {
        let &[inputs, outputs] = self.sizes.get(self.layer..self.layer + 2)? else {
            return None;
        };
        let layer = Layer { inputs, outputs };
        let missing = inputs * outputs - self.weights.len();
        let piece = missing.min(PIECE);
        if piece > 0 {
            let generator = &mut self.generator;
            self.weights.extend(self.initialisation.deviates(layer, piece, generator));
        } else if self.initialisation.arrange(&mut self.weights, layer, self.steps) {
            let index = self.layer;
            self.layer += 1;
            self.steps = 0;
            return Some(DrawnLayer {
                index,
                weights: std::mem::take(&mut self.weights),
                biases: std::mem::take(&mut self.biases[index]),
            });
        } else {
            self.steps += 1;
        }
        None
    }
}

/// A layer whose parameters have been drawn.
#[derive(Debug)]
pub(crate) struct DrawnLayer {
    /// Which it is, 0 for the first.
    pub(crate) index: usize,
    /// Row by row.
    pub(crate) weights: Vec<f64>,
    pub(crate) biases: Vec<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::VariantArray;

    #[test]
    fn the_size_of_a_piece_changes_no_bit() {
        // Of one row and of many, wider and taller than before.
        let sizes = [120, 61, 95, 1, 3];
        let bits = |numbers: &[f64]| -> Vec<u64> {
            numbers.iter().map(|number| number.to_bits()).collect()
        };
        for &initialisation in Initialisation::VARIANTS {
            let mut generator = Generator::new(5, Stream::Parameters);
            let spread = initialisation.bias_deviation();
            let outputs = &sizes[1..];
            let biases: Vec<_> = outputs
                .iter()
                .map(|&n| normal_deviates(n, spread, &mut generator))
                .collect();
            let mut drawing = Drawing::new(&sizes, initialisation, 5);
            for (index, pair) in sizes.windows(2).enumerate() {
                let layer = Layer { inputs: pair[0], outputs: pair[1] };
                let count = layer.inputs * layer.outputs;
                let mut weights = initialisation.deviates(layer, count, &mut generator);
                let mut steps = 0;
                while !initialisation.arrange(&mut weights, layer, steps) {
                    steps += 1;
                }
                let drawn = (0..2 + steps + count / PIECE)
                    .find_map(|_| drawing.advance())
                    .expect("a layer after so many pieces");
                assert_eq!(drawn.index, index);
                assert_eq!(bits(&drawn.weights), bits(&weights), "{initialisation:?}");
                assert_eq!(bits(&drawn.biases), bits(&biases[index]));
            }
            assert!(drawing.is_done() && drawing.advance().is_none());
        }
    }
}
