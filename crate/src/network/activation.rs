//! Activation functions: the output of a neuron as a function of its weighted input.

use std::f64::consts::{LN_2, LOG10_E};

use strum::{IntoStaticStr, VariantArray};

use crate::{
    maths,
    maths::real::{Constants, Lanes, Real},
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
    /// ln(1+e^z), a smooth max(0, z) whose derivative is σ(z) (Dugas, Bengio, Bélisle, Nadeau
    /// and Garcia 2001, "Incorporating second-order functional knowledge for better option
    /// pricing").
    Softplus,
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
            Self::Softplus => (maths::softplus(z), maths::sigmoid(z)),
        }
    }

    /// log₁₀ φ′(z), finite also where φ′(z) has underflowed; −∞ where it is 0.
    #[must_use]
    pub fn log10_derivative(self, z: f64) -> f64 {
        match self {
            Self::Sigmoid => maths::ln_sigmoid_prime(z) * LOG10_E,
            Self::Tanh => (2.0 * LN_2 + maths::ln_sigmoid_prime(2.0 * z)) * LOG10_E,
            Self::Relu => maths::log10(self.value_and_derivative(z).1),
            Self::Softplus => maths::ln_sigmoid(z) * LOG10_E,
        }
    }

    /// The largest derivative: a neuron passes on at most this much of each unit of weight.
    #[must_use]
    pub const fn steepest(self) -> f64 {
        match self {
            Self::Sigmoid => 0.25,
            Self::Tanh | Self::Relu | Self::Softplus => 1.0,
        }
    }

    /// 1 − φ(z) without cancellation, for the activations that approach 1.
    #[must_use]
    pub fn distance_to_one(self, z: f64) -> Option<f64> {
        match self {
            Self::Sigmoid => Some(maths::sigmoid(-z)),
            Self::Tanh => Some(2.0 * maths::sigmoid(-2.0 * z)),
            Self::Relu | Self::Softplus => None,
        }
    }

    /// φ(z) and φ′(z) by the exponential and the logarithm of the training kernel, whose
    /// `numbers` are [`Real::CONSTANTS`].
    ///
    /// For tanh near 0 the absolute error is that of 1 − e, half a unit in the last place of
    /// 1. Softplus is within 2.5 units in its last place.
    #[inline(always)]
    pub fn value_and_slope<T: Real>(self, z: T, numbers: &Constants<T>) -> (T, T) {
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
            Self::Softplus => {
                // max(0, z) + ln(1+e^−|z|), in which nothing overflows.
                let e = (-z.abs()).exp_by(numbers);
                let d = T::ONE / (T::ONE + e);
                let most = if z > T::ZERO { z } else { T::ZERO };
                (most + e.ln_1p_by(numbers), if z < T::ZERO { e * d } else { d })
            }
        }
    }

    /// φ(z) and φ′(z) of eight weighted inputs.
    #[inline(always)]
    pub fn lanes<T: Real>(self, z: Lanes<T>) -> (Lanes<T>, Lanes<T>) {
        let (mut a, mut primes) = (z, z);
        for ((a, prime), z) in a.iter_mut().zip(&mut primes).zip(z) {
            (*a, *prime) = self.value_and_slope(z, &T::CONSTANTS);
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
    fn softplus_is_within_its_units_in_the_last_place_of_values_of_many_digits() {
        let table = include_str!("../../../tests/fixtures/softplus.txt");
        let (mut worst, mut worst_lane, mut worst_single) = (0.0_f64, 0.0_f64, 0.0_f64);
        let mut rows = 0;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split(' ').collect();
            let z = f64::from_bits(u64::from_str_radix(fields[0], 16).unwrap());
            let truth: f64 = fields[1].parse().unwrap();
            // The true value less the nearest f64, in units of its last place.
            let rest: f64 = fields[2].parse().unwrap();
            let ulp = truth.next_up() - truth;
            let off = |got: f64| ((got - truth) / ulp - rest).abs();
            worst = worst.max(off(Activation::Softplus.value_and_derivative(z).0));
            worst_lane = worst_lane.max(off(Activation::Softplus.lanes(splat(z)).0[0]));
            let z = z as f32;
            let truth = maths::softplus(f64::from(z));
            let got = Activation::Softplus.lanes(splat(z)).0[0];
            let near = truth as f32;
            let ulp = f64::from(near.next_up()) - f64::from(near);
            worst_single = worst_single.max((f64::from(got) - truth).abs() / ulp);
            rows += 1;
        }
        assert!(rows >= 1000, "{rows} rows read");
        assert!(worst <= 2.0, "double precision, one number: {worst} ulp");
        assert!(worst_lane <= 2.5, "double precision, lanes: {worst_lane} ulp");
        assert!(worst_single <= 2.5, "single precision, lanes: {worst_single} ulp");
    }

    #[test]
    fn softplus_is_stable_far_out() {
        let softplus = |z: f64| Activation::Softplus.value_and_derivative(z);
        let lanes = |z: f64| {
            let (a, slopes) = Activation::Softplus.lanes(splat(z));
            (a[0], slopes[0])
        };
        for at in [softplus, lanes] {
            assert_eq!(at(f64::INFINITY), (f64::INFINITY, 1.0));
            assert_eq!(at(f64::NEG_INFINITY), (0.0, 0.0));
            assert_eq!(at(1e308), (1e308, 1.0));
            assert_eq!(at(-1e308), (0.0, 0.0));
        }
        assert_eq!(Activation::Softplus.log10_derivative(1e3), 0.0);
        let log10 = Activation::Softplus.log10_derivative(-1e3);
        assert!((log10 + 1e3 * LOG10_E).abs() < 1e-12, "{log10}");
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
