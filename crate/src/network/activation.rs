//! Activation functions: what a neuron makes of its weighted input.

use serde::{Deserialize, Serialize};

use crate::{
    Error, maths,
    maths::real::{Lanes, Real, zip},
};

/// The activation function of a hidden layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Activation {
    /// σ(z) = 1/(1+e^−z), the chapter's.
    Sigmoid,
    /// tanh z.
    Tanh,
    /// max(0, z); its derivative at 0 is taken to be 0.
    Relu,
}

impl Activation {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Sigmoid, Self::Tanh, Self::Relu];

    /// Its name in states and links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Relu => "relu",
        }
    }

    /// The activation of that name.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for any other name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|known| known.name() == name).ok_or_else(|| {
            Error::Setting {
                key: "activation",
                expected: "sigmoid, tanh or relu".into(),
                got: name.into(),
            }
        })
    }

    /// The activation a = φ(z) and the derivative φ′(z), to full double precision.
    #[must_use]
    pub fn value_and_derivative(self, z: f64) -> (f64, f64) {
        match self {
            Self::Sigmoid => (maths::sigmoid(z), maths::sigmoid_prime(z)),
            Self::Tanh => {
                // 1 − tanh² loses every digit far out, as σ(1−σ) does: sech² does not.
                let e = maths::exp(-2.0 * z.abs());
                let d = 1.0 + e;
                (maths::tanh(z), 4.0 * e / (d * d))
            }
            Self::Relu if z > 0.0 => (z, 1.0),
            // Adding z to 0 would turn −∞ into NaN; NaN must stay NaN.
            Self::Relu if z.is_nan() => (z, z),
            Self::Relu => (0.0, 0.0),
        }
    }

    /// φ(z) and φ′(z) of eight weighted inputs, by the kernel's exponential.
    ///
    /// For tanh near 0 the error is that of 1 − e, an absolute one of half a unit in the
    /// last place of 1.
    #[inline(always)]
    pub fn lanes<T: Real>(self, z: Lanes<T>) -> (Lanes<T>, Lanes<T>) {
        match self {
            Self::Sigmoid => sigmoid_lanes(z),
            Self::Tanh => {
                let two = T::ONE + T::ONE;
                let e = T::exp_lanes(z.map(|z| -(two * z.abs())));
                let d = e.map(|e| T::ONE / (T::ONE + e));
                let a = zip(e, d, |e, d| (T::ONE - e) * d);
                let prime = zip(e, d, |e, d| two * two * e * d * d);
                (zip(z, a, |z, a| if z < T::ZERO { -a } else { a }), prime)
            }
            Self::Relu => (
                z.map(|z| if z < T::ZERO { T::ZERO } else { z }),
                z.map(|z| if z > T::ZERO { T::ONE } else { T::ZERO }),
            ),
        }
    }
}

/// σ(z) and σ′(z) = e^−|z|/(1+e^−|z|)² of eight weighted inputs.
#[inline(always)]
pub fn sigmoid_lanes<T: Real>(z: Lanes<T>) -> (Lanes<T>, Lanes<T>) {
    let e = T::exp_lanes(z.map(|z| -z.abs()));
    let d = e.map(|e| T::ONE / (T::ONE + e));
    let ed = zip(e, d, |e, d| e * d);
    let mut a = d;
    for lane in 0..a.len() {
        if z[lane] < T::ZERO {
            a[lane] = ed[lane];
        }
    }
    (a, zip(ed, d, |ed, d| ed * d))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::real::splat;

    #[test]
    fn names_lead_back_to_activations() {
        for activation in Activation::ALL {
            assert_eq!(Activation::from_name(activation.name()), Ok(activation));
        }
        let error = Activation::from_name("softplus").unwrap_err();
        assert_eq!(
            error.to_string(),
            "activation: expected sigmoid, tanh or relu, got softplus"
        );
    }

    #[test]
    fn derivatives_agree_with_central_differences() {
        for activation in Activation::ALL {
            for z in [-4.0, -1.3, -0.2, 0.4, 2.5] {
                let h = 1e-5;
                let up = activation.value_and_derivative(z + h).0;
                let down = activation.value_and_derivative(z - h).0;
                let slope = (up - down) / (2.0 * h);
                let prime = activation.value_and_derivative(z).1;
                assert!((slope - prime).abs() < 1e-9, "{activation:?} at {z}");
            }
        }
    }

    #[test]
    fn lanes_agree_with_the_scalar_functions() {
        for activation in Activation::ALL {
            for k in -1200..=1200 {
                let z = f64::from(k) / 16.0;
                let (a, prime) = activation.value_and_derivative(z);
                let (lanes, primes) = activation.lanes(splat(z));
                assert!(
                    (lanes[0] - a).abs() <= 4e-16 * a.abs().max(1.0),
                    "{activation:?} {z}"
                );
                // Relative, however small: σ′ far out is e^−|z|, not 0.
                assert!((primes[0] - prime).abs() <= 8e-16 * prime, "{activation:?} {z}");
            }
        }
    }

    #[test]
    fn the_derivative_of_relu_at_zero_is_zero() {
        assert_eq!(Activation::Relu.value_and_derivative(0.0), (0.0, 0.0));
        assert_eq!(Activation::Relu.lanes(splat(0.0_f32)), (splat(0.0), splat(0.0)));
    }

    #[test]
    fn nan_stays_nan() {
        for activation in Activation::ALL {
            assert!(activation.value_and_derivative(f64::NAN).0.is_nan());
            assert!(activation.lanes(splat(f32::NAN)).0[0].is_nan(), "{activation:?}");
        }
    }
}
