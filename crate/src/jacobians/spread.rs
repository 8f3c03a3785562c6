//! The factor per layer over several seeds.

use ndarray::{Array1, ArrayView1, ArrayView2};

use super::Architecture;
use crate::{maths, network::Network};

/// How much of the gradient each layer of one seed's network passes on, over several images.
#[derive(Debug, Clone, PartialEq)]
pub struct SeedFactors {
    /// rms‖δˡ‖/rms‖δˡ⁺¹‖ of each pair of hidden layers, index 0 that of layers 1 and 2; the
    /// root mean square is over the images.
    pub layers: Vec<f64>,
    /// Their geometric mean.
    pub mean: f64,
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
}

impl SeedMeasurement {
    /// Draws the network of `seed`.
    #[must_use]
    pub fn new(architecture: Architecture, seed: u32) -> Self {
        let squares = vec![0.0; architecture.depth];
        Self { network: architecture.network(seed), squares }
    }

    /// Adds one more image.
    ///
    /// **Panics** unless `x` has 784 numbers.
    #[track_caller]
    pub fn add(&mut self, x: ArrayView1<'_, f64>, label: u8) {
        let pass = self.network.feed_forward(x);
        let deltas = self.network.errors(&pass, target(label).view());
        for (sum, delta) in self.squares.iter_mut().zip(&deltas) {
            *sum += delta.iter().map(|d| d * d).sum::<f64>();
        }
    }

    /// The factors over the images so far; NaN before the first.
    #[must_use]
    pub fn factors(&self) -> SeedFactors {
        let layers: Vec<f64> =
            self.squares.windows(2).map(|pair| (pair[0] / pair[1]).sqrt()).collect();
        let logs: f64 = layers.iter().map(|&factor| maths::ln(factor)).sum();
        let mean = maths::exp(logs / layers.len() as f64);
        SeedFactors { layers, mean }
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
        assert_eq!(found.layers.len(), 4);
        let product: f64 = found.layers.iter().product();
        let mean = product.sqrt().sqrt();
        assert!((found.mean - mean).abs() < 1e-14 * mean);
    }
}
