//! Activation functions: what a neuron makes of its weighted input.

use std::f64::consts::{LN_2, LOG10_E};

use strum::{IntoStaticStr, VariantArray};

use crate::{
    maths,
    maths::real::{Exponential, Lanes, Real},
};

/// The activation function of a hidden layer, or of every neuron of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Activation {
    /// σ(z) = 1/(1+e^−z), the chapter's.
    Sigmoid,
    /// tanh z.
    Tanh,
    /// max(0, z); its derivative at 0 is taken to be 0.
    Relu,
}

impl Activation {
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

    /// log₁₀ φ′(z), finite also where φ′(z) has underflowed; −∞ where it is 0.
    #[must_use]
    pub fn log10_derivative(self, z: f64) -> f64 {
        match self {
            Self::Sigmoid => maths::ln_sigmoid_prime(z) * LOG10_E,
            Self::Tanh => (2.0 * LN_2 + maths::ln_sigmoid_prime(2.0 * z)) * LOG10_E,
            Self::Relu => maths::log10(self.value_and_derivative(z).1),
        }
    }

    /// The largest derivative: a neuron lets through at most this much of each unit of
    /// weight.
    #[must_use]
    pub fn steepest(self) -> f64 {
        match self {
            Self::Sigmoid => 0.25,
            Self::Tanh | Self::Relu => 1.0,
        }
    }

    /// 1 − φ(z) without cancellation, for the activations that approach 1.
    #[must_use]
    pub fn distance_to_one(self, z: f64) -> Option<f64> {
        match self {
            Self::Sigmoid => Some(maths::sigmoid(-z)),
            Self::Tanh => Some(2.0 * maths::sigmoid(-2.0 * z)),
            Self::Relu => None,
        }
    }

    /// φ(z) and φ′(z), by the kernel's exponential, whose `numbers` are
    /// [`Real::EXPONENTIAL`].
    ///
    /// For tanh near 0 the error is that of 1 − e, an absolute one of half a unit in the
    /// last place of 1.
    #[inline(always)]
    pub fn both<T: Real>(self, z: T, numbers: &Exponential<T>) -> (T, T) {
        match self {
            Self::Sigmoid => {
                // σ′(z) = e^−|z|/(1+e^−|z|)², which keeps its digits far out.
                let e = (-z.abs()).exp_by(numbers);
                let d = T::ONE / (T::ONE + e);
                let ed = e * d;
                (if z < T::ZERO { ed } else { d }, ed * d)
            }
            Self::Tanh => {
                let two = T::ONE + T::ONE;
                let e = (-(two * z.abs())).exp_by(numbers);
                let d = T::ONE / (T::ONE + e);
                let a = (T::ONE - e) * d;
                let prime = two * two * e * d * d;
                (if z < T::ZERO { -a } else { a }, prime)
            }
            Self::Relu => (
                if z < T::ZERO { T::ZERO } else { z },
                if z > T::ZERO { T::ONE } else { T::ZERO },
            ),
        }
    }

    /// φ(z) and φ′(z) of eight weighted inputs.
    #[inline(always)]
    pub fn lanes<T: Real>(self, z: Lanes<T>) -> (Lanes<T>, Lanes<T>) {
        let (mut a, mut primes) = (z, z);
        for ((a, prime), z) in a.iter_mut().zip(&mut primes).zip(z) {
            (*a, *prime) = self.both(z, &T::EXPONENTIAL);
        }
        (a, primes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::declaration::Choice;
    use crate::maths::real::splat;

    #[test]
    fn derivatives_agree_with_central_differences() {
        for &activation in Activation::ALL {
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
        for &activation in Activation::ALL {
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
    fn derivatives_reach_their_ceiling_at_zero_and_nowhere_pass_it() {
        for activation in [Activation::Sigmoid, Activation::Tanh] {
            let slope = |z| activation.value_and_derivative(z).1;
            assert_eq!(slope(0.0).to_bits(), activation.steepest().to_bits());
            for step in -400..=400 {
                let slope = slope(f64::from(step) * 0.1);
                assert!((0.0..=activation.steepest()).contains(&slope), "{slope}");
            }
        }
    }

    #[test]
    fn tanh_keeps_the_derivative_that_one_minus_its_square_loses() {
        let slope = Activation::Tanh.value_and_derivative(20.0).1;
        assert!((slope / (4.0 * maths::exp(-40.0)) - 1.0).abs() < 1e-14, "{slope}");
    }

    #[test]
    fn the_logarithm_of_a_derivative_of_zero_is_infinite() {
        let log10 = Activation::Relu.log10_derivative(-1.0);
        assert!(log10.is_infinite(), "a true zero, {log10}");
        assert!(Activation::Sigmoid.log10_derivative(800.0).is_finite(), "an underflow");
    }

    #[test]
    fn nan_stays_nan() {
        for &activation in Activation::ALL {
            assert!(activation.value_and_derivative(f64::NAN).0.is_nan());
            assert!(activation.lanes(splat(f32::NAN)).0[0].is_nan(), "{activation:?}");
        }
    }
}
