//! Cost functions: how wrong the output layer's activations are.

use serde::{Deserialize, Serialize};

use crate::{Error, maths};

/// The cost of one example, summed over the output neurons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cost {
    /// −Σ (y ln a + (1−y) ln(1−a)) over sigmoid outputs; its output error is a − y.
    CrossEntropy,
    /// ½ Σ (a−y)²; its output error is (a−y) σ′(z).
    Quadratic,
}

impl Cost {
    /// All costs, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::CrossEntropy, Self::Quadratic];

    /// Its name in states and links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CrossEntropy => "cross-entropy",
            Self::Quadratic => "quadratic",
        }
    }

    /// The cost of that name.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for any other name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|known| known.name() == name).ok_or_else(|| {
            Error::Setting {
                key: "cost",
                expected: "cross-entropy or quadratic".into(),
                got: name.into(),
            }
        })
    }

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

    #[test]
    fn output_errors_agree_with_central_differences() {
        for cost in Cost::ALL {
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
