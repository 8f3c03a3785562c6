use std::f64::consts::{LN_2, LOG10_E};

use super::{Function, SlopeParts};
use crate::maths::{self, Constants, Real};

/// tanh z, of slope 1 at 0 (LeCun, Bottou, Orr and Müller 1998, "Efficient BackProp",
/// section 4.4, recommend a scaled one).
pub(crate) struct Tanh;

impl Function for Tanh {
    const STEEPEST: f64 = 1.0;

    fn value_and_derivative(z: f64) -> (f64, f64) {
        // 1 − tanh² loses every digit far out, as σ(1−σ) does: sech² does not.
        let e = maths::exp(-2.0 * z.abs());
        let d = 1.0 + e;
        (maths::tanh(z), 4.0 * e / (d * d))
    }

    /// Near 0 the absolute error is that of 1 − e, half a unit in the last place of 1.
    #[inline(always)]
    fn value_and_slope<T: Real>(z: T, numbers: &Constants<T>) -> (T, T) {
        let two = T::ONE + T::ONE;
        let e = (-(two * z.abs())).exp_by(numbers);
        let d = T::ONE / (T::ONE + e);
        let a = (T::ONE - e) * d;
        let prime = two * two * e * d * d;
        (if z < T::ZERO { -a } else { a }, prime)
    }

    fn log10_derivative(z: f64) -> f64 {
        if z.abs() > f64::MAX / 2.0 {
            // 2|z| is beyond the range, and its part of the logarithm is not.
            return -2.0 * LOG10_E * z.abs();
        }
        (2.0 * LN_2 + maths::ln_sigmoid_prime(2.0 * z)) * LOG10_E
    }

    fn distance_to_one(z: f64) -> Option<f64> {
        Some(2.0 * maths::sigmoid(-2.0 * z))
    }

    #[inline(always)]
    fn slope_parts(z: f64) -> SlopeParts {
        SlopeParts::of_bell(4.0, 2.0 * z.abs())
    }
}
