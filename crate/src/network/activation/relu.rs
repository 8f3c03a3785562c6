use super::{Function, SlopeParts, rectified_moments};
use crate::maths::{Constants, Real};

/// max(0, z) (Nair and Hinton 2010, "Rectified linear units improve restricted Boltzmann
/// machines"); its derivative at 0 is taken to be 0.
pub(crate) struct Relu;

impl Function for Relu {
    const STEEPEST: f64 = 1.0;
    const HAS_KINK: bool = true;

    fn value_and_derivative(z: f64) -> (f64, f64) {
        if z > 0.0 {
            (z, 1.0)
        } else if z.is_nan() {
            // Adding z to 0 would turn −∞ into NaN; NaN must stay NaN.
            (z, z)
        } else {
            (0.0, 0.0)
        }
    }

    #[inline(always)]
    fn value_and_slope<T: Real>(z: T, _: &Constants<T>) -> (T, T) {
        (
            if z < T::ZERO { T::ZERO } else { z },
            if z > T::ZERO { T::ONE } else { T::ZERO },
        )
    }

    #[inline(always)]
    fn slope_parts(z: f64) -> SlopeParts {
        SlopeParts { scale: if z > 0.0 { 1.0 } else { 0.0 }, decay: 0.0 }
    }

    /// Half of the neurons are on.
    fn moments(deviation: f64) -> (f64, f64) {
        rectified_moments(deviation)
    }
}
