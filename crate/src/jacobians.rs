//! Whole networks: the matrices that carry the error from layer to layer, and their
//! singular values.
//!
//! BP2 without its abbreviation is a product of a matrix and a vector,
//! δˡ = J_l δˡ⁺¹ with J_l = Σ′(zˡ)(wˡ⁺¹)ᵀ, where Σ′(zˡ) is the diagonal matrix of the
//! φ′(zˡ_j). So the error of an early layer is that of the last hidden layer L times
//! J_l J_{l+1} … J_{L−1}. How much a matrix stretches or shrinks a vector depends on the
//! vector: between the smallest and the largest singular value.
//!
//! The singular values come from nalgebra (`docs/decisions/7-singular-values.md`).
//!
//! ```
//! use ndarray::Array1;
//! use unstable_gradients::{
//!     jacobians::{Architecture, Jacobians},
//!     network::{Activation, Initialisation},
//! };
//!
//! let network = Architecture {
//!     depth: 3,
//!     width: 10,
//!     activation: Activation::Sigmoid,
//!     initialisation: Initialisation::Chapter,
//! }
//! .network(1);
//! let (x, y) = (Array1::from_elem(784, 0.3), Array1::from_elem(10, 0.1));
//! let found = Jacobians::measure(&network, x.view(), y.view())?;
//! // Two matrices lie between three hidden layers; a sigmoid's slope makes them small.
//! assert_eq!(found.layers.len(), 2);
//! assert!(found.layers[0].root_mean_square() < 1.0);
//! // Their product carries the last error to what backpropagation finds.
//! assert!(found.differences[0] < 1e-12 * found.delta_norms[0]);
//! # Ok::<(), unstable_gradients::Error>(())
//! ```

mod mean_field;
mod measurement;
mod product;
mod spectrum;
mod spread;

use ndarray::{Array1, Array2, ArrayView1};

pub use mean_field::{fixed_point_factor, mean_field_factors};
pub use measurement::Measurement;
pub use product::ScaledProduct;
pub use spectrum::Spectrum;
pub use spread::{Factors, SeedFactors, SeedMeasurement, target};

use crate::{
    Error,
    declaration::{Source, settings::jacobians},
    maths,
    network::{Activation, Cost, Initialisation, Network},
};

/// A network of equal hidden layers on MNIST's images: 784 inputs, 10 outputs,
/// cross-entropy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Architecture {
    /// How many hidden layers: 2 to 30.
    pub depth: usize,
    /// How many neurons in each: 2 to 128.
    pub width: usize,
    /// Their activation function; the output's is sigmoid.
    pub activation: Activation,
    /// How weights and biases are drawn.
    pub initialisation: Initialisation,
}

impl Architecture {
    /// Inputs of the network: 28 × 28 pixels.
    pub const INPUTS: usize = 784;
    /// Outputs of the network: one a digit.
    pub const OUTPUTS: usize = 10;

    /// The network that `source` describes.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] naming the first key whose value is out of its range.
    pub fn read(source: &dyn Source) -> Result<Self, Error> {
        Ok(Self {
            depth: jacobians::DEPTH.read_whole(source)?,
            width: jacobians::WIDTH.read_whole(source)?,
            activation: jacobians::ACTIVATION.read(source)?,
            initialisation: jacobians::INITIALISATION.read(source)?,
        })
    }

    /// This architecture, if its numbers are in range.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] naming the number that is out of range.
    pub fn checked(self) -> Result<Self, Error> {
        jacobians::DEPTH.check(self.depth as f64)?;
        jacobians::WIDTH.check(self.width as f64)?;
        Ok(self)
    }

    /// The network of `seed`, the same one that `learning-speeds` starts from.
    #[must_use]
    pub fn network(self, seed: u32) -> Network {
        let mut sizes = vec![self.width; self.depth];
        sizes.insert(0, Self::INPUTS);
        sizes.push(Self::OUTPUTS);
        Network::initialise(
            &sizes,
            self.activation,
            Cost::CrossEntropy,
            self.initialisation,
            seed,
        )
    }
}

/// J = Σ′(zˡ)(wˡ⁺¹)ᵀ, of shape n_l × n_{l+1}: `slopes` are the φ′(zˡ_j), `weights` is wˡ⁺¹
/// of shape n_{l+1} × n_l.
///
/// # Panics
///
/// Unless there is a slope for each column of `weights`.
#[must_use]
#[track_caller]
pub fn layer_jacobian(slopes: ArrayView1<'_, f64>, weights: &Array2<f64>) -> Array2<f64> {
    assert_eq!(slopes.len(), weights.ncols(), "a slope for each neuron of the layer");
    Array2::from_shape_fn((weights.ncols(), weights.nrows()), |(j, k)| {
        slopes[j] * weights[[k, j]]
    })
}

/// What the matrices between the hidden layers do at one image.
///
/// Index 0 belongs to hidden layer 1. There are as many matrices and products as hidden
/// layers less one.
#[derive(Debug, Clone, PartialEq)]
pub struct Jacobians {
    /// The singular values of each J_l.
    pub layers: Vec<Spectrum>,
    /// The singular values of each J_l … J_{L−1}.
    pub products: Vec<Spectrum>,
    /// ‖δˡ‖ by backpropagation, of every hidden layer.
    pub delta_norms: Vec<f64>,
    /// ‖J_l … J_{L−1} δᴸ‖, of every hidden layer; the last one is ‖δᴸ‖ itself.
    pub product_norms: Vec<f64>,
    /// ‖J_l … J_{L−1} δᴸ − δˡ‖, of every hidden layer.
    pub differences: Vec<f64>,
}

impl Jacobians {
    /// Measures `network` at the image `x` with target `y`.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] if an entry of a matrix is NaN or infinite, or the search for its
    /// singular values does not converge.
    ///
    /// **Panics** if `x` or `y` do not fit the network.
    #[track_caller]
    pub fn measure(
        network: &Network,
        x: ArrayView1<'_, f64>,
        y: ArrayView1<'_, f64>,
    ) -> Result<Self, Error> {
        let mut measurement = Measurement::new(network, x, y);
        while !measurement.is_done() {
            measurement.step()?;
        }
        Ok(measurement.found())
    }
}

/// ‖v‖, computed without leaving the range of 64-bit floats.
#[must_use]
pub fn norm(v: &Array1<f64>) -> f64 {
    let largest = v.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    if largest == 0.0 || !v.iter().all(|x| x.is_finite()) {
        // The sum rather than the maximum, which would lose a NaN.
        return v.iter().map(|x| x.abs()).sum();
    }
    // A power of two scales without rounding.
    let power = maths::power_below(largest);
    let squares = v.iter().map(|&x| {
        let x = maths::scale_by_power(x, -power);
        x * x
    });
    maths::scale_by_power(squares.sum::<f64>().sqrt(), power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::declaration::Choice;

    fn architecture(
        activation: Activation,
        initialisation: Initialisation,
    ) -> Architecture {
        Architecture { depth: 6, width: 12, activation, initialisation }
    }

    fn example() -> (Array1<f64>, Array1<f64>) {
        let x = Array1::from_shape_fn(784, |i| ((i * 37) % 256) as f64 / 256.0);
        let y = Array1::from_shape_fn(10, |digit| f64::from(u8::from(digit == 3)));
        (x, y)
    }

    #[test]
    fn the_product_of_the_matrices_gives_backpropagations_gradient() {
        let (x, y) = example();
        for &activation in Activation::ALL {
            for &initialisation in Initialisation::ALL {
                let network = architecture(activation, initialisation).network(5);
                let found = Jacobians::measure(&network, x.view(), y.view()).unwrap();
                assert_eq!(found.layers.len(), 5);
                assert_eq!(found.delta_norms.len(), 6);
                for layer in 0..6 {
                    let (size, off) =
                        (found.delta_norms[layer], found.differences[layer]);
                    assert!(off <= 1e-13 * size, "layer {layer}: {off:e} of {size:e}");
                }
            }
        }
    }

    #[test]
    fn the_gradient_grows_by_no_more_than_the_largest_singular_value() {
        let (x, y) = example();
        let network = architecture(Activation::Tanh, Initialisation::Normal).network(1);
        let found = Jacobians::measure(&network, x.view(), y.view()).unwrap();
        let last = found.delta_norms[5];
        for layer in 0..5 {
            let product = &found.products[layer];
            let gain = found.delta_norms[layer] / last;
            assert!(gain <= product.largest() * (1.0 + 1e-12), "layer {layer}");
            assert!(gain >= product.smallest() * (1.0 - 1e-12), "layer {layer}");
        }
        assert_eq!(found.layers[4], found.products[4]);
    }

    #[test]
    fn sizes_out_of_range_are_refused() {
        let fine = architecture(Activation::Relu, Initialisation::He);
        assert!(fine.checked().is_ok());
        assert!(Architecture { depth: 1, ..fine }.checked().is_err());
        let error = Architecture { width: 129, ..fine }.checked().unwrap_err();
        assert_eq!(
            error.to_string(),
            "width: expected a whole number from 2 to 128, got 129"
        );
    }

    #[test]
    fn a_norm_neither_overflows_nor_hides_a_nan() {
        assert_eq!(norm(&Array1::from(vec![3.0, 4.0])), 5.0);
        let large = norm(&Array1::from(vec![3e200, 4e200]));
        assert!((large - 5e200).abs() < 1e185);
        let small = norm(&Array1::from(vec![3e-200, 4e-200]));
        assert!((small - 5e-200).abs() < 1e-215);
        assert_eq!(norm(&Array1::zeros(3)), 0.0);
        assert!(norm(&Array1::from(vec![1.0, f64::NAN])).is_nan());
        assert_eq!(norm(&Array1::from(vec![1.0, f64::NEG_INFINITY])), f64::INFINITY);
    }
}
