//! What one neuron of a chain computes, and what its derivative is.

use std::f64::consts::{LN_2, LOG10_E};
use std::str::FromStr;

use crate::Error;
use crate::maths;

/// The activation σ of every neuron in a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    /// σ(z) = 1/(1+e^−z), the chapter's.
    Sigmoid,
    /// tanh z.
    Tanh,
    /// max(0, z).
    Relu,
}

/// The cost C of one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// ½(a−y)².
    Quadratic,
    /// −y ln a − (1−y) ln(1−a); wants a sigmoid output.
    CrossEntropy,
}

impl Activation {
    /// The name in the element's state.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Relu => "relu",
        }
    }

    /// σ(z).
    #[must_use]
    pub fn value(self, z: f64) -> f64 {
        match self {
            Self::Sigmoid => maths::sigmoid(z),
            Self::Tanh => maths::tanh(z),
            Self::Relu => z.max(0.0),
        }
    }

    /// σ′(z). At its kink, z = 0, the slope of ReLU is taken to be 0.
    ///
    /// tanh′(z) = 4e^−2|z| / (1+e^−2|z|)²: like σ′, it keeps its digits where 1 − tanh²
    /// has none left.
    #[must_use]
    pub fn slope(self, z: f64) -> f64 {
        match self {
            Self::Sigmoid => maths::sigmoid_prime(z),
            Self::Tanh => 4.0 * maths::sigmoid_prime(2.0 * z),
            Self::Relu => f64::from(u8::from(z > 0.0)),
        }
    }

    /// log₁₀ σ′(z), finite also where σ′(z) has underflowed.
    #[must_use]
    pub fn log10_slope(self, z: f64) -> f64 {
        let sigmoid = |z: f64| -z.abs() - 2.0 * maths::ln_1p(maths::exp(-z.abs()));
        match self {
            Self::Sigmoid => sigmoid(z) * LOG10_E,
            Self::Tanh => (2.0 * LN_2 + sigmoid(2.0 * z)) * LOG10_E,
            Self::Relu => maths::log10(self.slope(z)),
        }
    }

    /// The largest slope: a neuron lets through at most this much of each unit of weight.
    #[must_use]
    pub fn steepest(self) -> f64 {
        match self {
            Self::Sigmoid => 0.25,
            Self::Tanh | Self::Relu => 1.0,
        }
    }

    /// 1 − σ(z) without cancellation, for the activations that approach 1.
    pub(super) fn distance_to_one(self, z: f64) -> Option<f64> {
        match self {
            Self::Sigmoid => Some(maths::sigmoid(-z)),
            Self::Tanh => Some(2.0 * maths::sigmoid(-2.0 * z)),
            Self::Relu => None,
        }
    }
}

impl Cost {
    /// The name in the element's state.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Quadratic => "quadratic",
            Self::CrossEntropy => "cross-entropy",
        }
    }
}

impl FromStr for Activation {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        [Self::Sigmoid, Self::Tanh, Self::Relu]
            .into_iter()
            .find(|activation| activation.name() == name)
            .ok_or_else(|| Error::Setting {
                key: "activation",
                expected: "sigmoid, tanh or relu".to_owned(),
                got: name.to_owned(),
            })
    }
}

impl FromStr for Cost {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        [Self::Quadratic, Self::CrossEntropy]
            .into_iter()
            .find(|cost| cost.name() == name)
            .ok_or_else(|| Error::Setting {
                key: "cost",
                expected: "quadratic or cross-entropy".to_owned(),
                got: name.to_owned(),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_reach_their_ceiling_at_zero_and_nowhere_pass_it() {
        for activation in [Activation::Sigmoid, Activation::Tanh] {
            assert_eq!(activation.slope(0.0).to_bits(), activation.steepest().to_bits());
            for step in -400..=400 {
                let slope = activation.slope(f64::from(step) * 0.1);
                assert!((0.0..=activation.steepest()).contains(&slope), "{slope}");
            }
        }
    }

    #[test]
    fn tanh_keeps_the_slope_that_one_minus_its_square_loses() {
        let slope = Activation::Tanh.slope(20.0);
        assert!((slope / (4.0 * maths::exp(-40.0)) - 1.0).abs() < 1e-14, "{slope}");
    }

    #[test]
    fn relu_passes_all_or_nothing() {
        assert_eq!(Activation::Relu.slope(3.0).to_bits(), 1.0_f64.to_bits());
        assert_eq!(Activation::Relu.slope(0.0).to_bits(), 0.0_f64.to_bits());
        assert!(Activation::Relu.log10_slope(-1.0).is_infinite(), "a true zero");
    }

    #[test]
    fn names_are_read_back() {
        for activation in [Activation::Sigmoid, Activation::Tanh, Activation::Relu] {
            assert_eq!(activation.name().parse(), Ok(activation));
        }
        for cost in [Cost::Quadratic, Cost::CrossEntropy] {
            assert_eq!(cost.name().parse(), Ok(cost));
        }
        let error = "softplus".parse::<Activation>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "activation: expected sigmoid, tanh or relu, got softplus"
        );
        assert!("hinge".parse::<Cost>().is_err());
    }
}
