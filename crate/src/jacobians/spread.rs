//! The factor per layer over several seeds, by two measures.
//!
//! The chapter's speed averages δˡ over the images first and then takes its length: what
//! gradient descent follows. The other measure takes the length of each image's own δˡ, and
//! then their root mean square. Averaging is a sum of vectors in which images cancel one
//! another, and they do so the more the further back: in layers whose neurons are saturated,
//! every image passes through other neurons, and what reaches the first layer has another
//! direction for each. So the averaged gradient may vanish where the images' own do not.

use ndarray::{Array1, ArrayView1, ArrayView2};

use super::Architecture;
use crate::{maths, measures, network::Network};

/// How much of the gradient each layer of one network passes on, by one measure of its
/// length.
#[derive(Debug, Clone, PartialEq)]
pub struct Factors {
    /// ‖δˡ‖/‖δˡ⁺¹‖ of each pair of hidden layers, index 0 that of layers 1 and 2.
    pub layers: Vec<f64>,
    /// Their geometric mean.
    pub mean: f64,
    /// log₁₀(‖δ¹‖/‖δᴸ‖); −∞ if nothing arrives, NaN if nothing sets out.
    pub log10_ratio: f64,
}

impl Factors {
    /// The factors between the lengths of the hidden layers' gradients.
    fn between(lengths: &[f64]) -> Self {
        let layers: Vec<f64> = lengths.windows(2).map(|pair| pair[0] / pair[1]).collect();
        let ratio = lengths[0] / lengths[layers.len()];
        Self {
            mean: maths::exp(maths::ln(ratio) / layers.len() as f64),
            log10_ratio: maths::log10(ratio),
            layers,
        }
    }
}

/// How much of the gradient each layer of one seed's network passes on, over several images.
#[derive(Debug, Clone, PartialEq)]
pub struct SeedFactors {
    /// By the root mean square of single images' ‖δˡ‖.
    pub single: Factors,
    /// By the norm of δˡ averaged over the images: the chapter's speed.
    pub averaged: Factors,
}

impl SeedFactors {
    /// Measures the network of `seed` on images (rows of `x`) with digits `labels`.
    ///
    /// **Panics** unless `x` has 784 columns.
    #[must_use]
    #[track_caller]
    pub fn measure(
        architecture: Architecture,
        seed: u32,
        x: ArrayView2<'_, f64>,
        labels: &[u8],
    ) -> Self {
        let mut measurement = SeedMeasurement::new(architecture, seed);
        for (x, &label) in x.outer_iter().zip(labels) {
            measurement.add(x, label);
        }
        measurement.factors()
    }
}

/// A measurement of one seed, image by image.
#[derive(Debug, Clone)]
pub struct SeedMeasurement {
    network: Network,
    /// Σ ‖δˡ‖² over the images, of every hidden layer.
    squares: Vec<f64>,
    /// Σ δˡ over the images, of every hidden layer.
    sums: Vec<Vec<f64>>,
}

impl SeedMeasurement {
    /// Draws the network of `seed`.
    #[must_use]
    pub fn new(architecture: Architecture, seed: u32) -> Self {
        Self {
            network: architecture.network(seed),
            squares: vec![0.0; architecture.depth],
            sums: vec![vec![0.0; architecture.width]; architecture.depth],
        }
    }

    /// Adds one more image.
    ///
    /// **Panics** unless `x` has 784 numbers.
    #[track_caller]
    pub fn add(&mut self, x: ArrayView1<'_, f64>, label: u8) {
        let pass = self.network.feed_forward(x);
        let deltas = self.network.errors(&pass, target(label).view());
        let kept = self.squares.iter_mut().zip(&mut self.sums);
        for ((square, sum), delta) in kept.zip(&deltas) {
            for (sum, delta) in sum.iter_mut().zip(delta) {
                *square += delta * delta;
                *sum += delta;
            }
        }
    }

    /// The factors over the images so far; NaN before the first.
    #[must_use]
    pub fn factors(&self) -> SeedFactors {
        // The number of images is in both lengths of each ratio.
        let single: Vec<f64> = self.squares.iter().map(|square| square.sqrt()).collect();
        let averaged: Vec<f64> =
            self.sums.iter().map(|sum| measures::speed(sum)).collect();
        SeedFactors {
            single: Factors::between(&single),
            averaged: Factors::between(&averaged),
        }
    }
}

/// The target of a digit: 1 at its place, else 0.
#[must_use]
pub fn target(label: u8) -> Array1<f64> {
    Array1::from_shape_fn(Architecture::OUTPUTS, |digit| {
        f64::from(u8::from(digit == usize::from(label)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, Initialisation};
    use ndarray::Array2;

    #[test]
    fn the_mean_factor_is_the_ratio_of_the_ends_per_layer() {
        let architecture = Architecture {
            depth: 5,
            width: 9,
            activation: Activation::Tanh,
            initialisation: Initialisation::Xavier,
        };
        let x = Array2::from_shape_fn((3, 784), |(i, j)| {
            ((i * 91 + j * 37) % 256) as f64 / 256.0
        });
        let found = SeedFactors::measure(architecture, 2, x.view(), &[1, 7, 3]);
        for Factors { layers, mean, log10_ratio } in [found.single, found.averaged] {
            assert_eq!(layers.len(), 4);
            let product: f64 = layers.iter().product();
            let expected = product.sqrt().sqrt();
            assert!((mean - expected).abs() < 1e-14 * mean);
            assert!((log10_ratio - maths::log10(product)).abs() < 1e-14);
        }
    }
}
