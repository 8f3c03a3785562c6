use std::f64::consts::LOG10_E;

use super::{Function, SlopeParts};
use crate::maths::{self, Constants, Real};

/// σ(z) = 1/(1+e^−z), the chapter's.
pub(crate) struct Sigmoid;

impl Function for Sigmoid {
    const STEEPEST: f64 = 0.25;

    fn value_and_derivative(z: f64) -> (f64, f64) {
        (maths::sigmoid(z), maths::sigmoid_prime(z))
    }

    #[inline(always)]
    fn value_and_slope<T: Real>(z: T, numbers: &Constants<T>) -> (T, T) {
        // σ′(z) = e^−|z|/(1+e^−|z|)², which keeps its digits far out.
        let e = (-z.abs()).exp_by(numbers);
        let d = T::ONE / (T::ONE + e);
        let ed = e * d;
        (if z < T::ZERO { ed } else { d }, ed * d)
    }

    fn log10_derivative(z: f64) -> f64 {
        maths::ln_sigmoid_prime(z) * LOG10_E
    }

    fn distance_to_one(z: f64) -> Option<f64> {
        Some(maths::sigmoid(-z))
    }

    #[inline(always)]
    fn slope_parts(z: f64) -> SlopeParts {
        SlopeParts::of_bell(1.0, z.abs())
    }
}
