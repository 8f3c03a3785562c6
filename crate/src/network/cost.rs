//! Cost functions: how wrong the output layer's activations are.

use strum::{IntoStaticStr, VariantArray};

use crate::maths;

/// The cost of one example, summed over the output neurons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Cost {
    /// −Σ (y ln a + (1−y) ln(1−a)) over sigmoid outputs; its output error is a − y.
    CrossEntropy,
    /// ½ Σ (a−y)²; its output error is (a−y) σ′(z).
    Quadratic,
}

impl Cost {
    /// The cost of one sigmoid output neuron of weighted input `z` and target `y`.
    ///
    /// Cross-entropy is max(z, 0) − y z + ln(1+e^−|z|), which is finite where the
    /// logarithm of a saturated activation is not.
    #[must_use]
    pub fn of_sigmoid(self, z: f64, y: f64) -> f64 {
        match self {
            Self::CrossEntropy => z.max(0.0) - y * z + maths::ln_1p(maths::exp(-z.abs())),
            Self::Quadratic => {
                let miss = maths::sigmoid(z) - y;
                0.5 * miss * miss
            }
        }
    }

    /// The output error ∂C/∂z of one sigmoid output neuron (BP1).
    #[must_use]
    pub fn delta_of_sigmoid(self, z: f64, y: f64) -> f64 {
        let miss = maths::sigmoid(z) - y;
        match self {
            Self::CrossEntropy => miss,
            Self::Quadratic => miss * maths::sigmoid_prime(z),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::declaration::Choice;

    #[test]
    fn output_errors_agree_with_central_differences() {
        for &cost in Cost::ALL {
            for z in [-6.0, -0.7, 0.1, 3.0] {
                for y in [0.0, 0.3, 1.0] {
                    let h = 1e-5;
                    let slope = (cost.of_sigmoid(z + h, y) - cost.of_sigmoid(z - h, y))
                        / (2.0 * h);
                    let delta = cost.delta_of_sigmoid(z, y);
                    assert!((slope - delta).abs() < 1e-9, "{cost:?} at {z}, {y}");
                }
            }
        }
    }

    #[test]
    fn cross_entropy_of_a_saturated_neuron_is_finite() {
        assert_eq!(Cost::CrossEntropy.of_sigmoid(800.0, 0.0), 800.0);
        assert_eq!(Cost::CrossEntropy.of_sigmoid(800.0, 1.0), 0.0);
        assert_eq!(Cost::CrossEntropy.of_sigmoid(-800.0, 1.0), 800.0);
    }
}
