use std::f64::consts::LOG10_E;

use super::{Function, SlopeParts, rectifier_moments};
use crate::maths::{self, Constants, Real};

/// ln(1+e^z), a smooth max(0, z) whose derivative is σ(z) (Dugas, Bengio, Bélisle, Nadeau and
/// Garcia 2001, "Incorporating second-order functional knowledge for better option pricing").
pub(crate) struct Softplus;

impl Function for Softplus {
    const STEEPEST: f64 = 1.0;

    fn value_and_derivative(z: f64) -> (f64, f64) {
        (maths::softplus(z), maths::sigmoid(z))
    }

    /// Within 2.5 units in the last place.
    #[inline(always)]
    fn value_and_slope<T: Real>(z: T, numbers: &Constants<T>) -> (T, T) {
        // max(0, z) + ln(1+e^−|z|), in which nothing overflows.
        let e = (-z.abs()).exp_by(numbers);
        let d = T::ONE / (T::ONE + e);
        let most = if z > T::ZERO { z } else { T::ZERO };
        (most + e.ln_1p_by(numbers), if z < T::ZERO { e * d } else { d })
    }

    fn log10_derivative(z: f64) -> f64 {
        maths::ln_sigmoid(z) * LOG10_E
    }

    #[inline(always)]
    fn slope_parts(z: f64) -> SlopeParts {
        let e = (-z.abs()).exp_by(&f64::CONSTANTS);
        SlopeParts { scale: 1.0 / (1.0 + e), decay: if z < 0.0 { -z } else { 0.0 } }
    }

    fn moments(deviation: f64) -> (f64, f64) {
        rectifier_moments::<Self>(deviation)
    }
}
