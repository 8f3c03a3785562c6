use std::f64::consts::FRAC_1_SQRT_2;

use super::{Function, rectifier_moments};
use crate::maths::{self, Constants, Real};

/// z Φ(z), Φ being the distribution function of the standard normal distribution (Hendrycks
/// and Gimpel 2016, "Gaussian error linear units", equation 1: exactly, not by one of their
/// approximations). Its derivative is Φ(z) + z φ(z), φ being the density.
pub(crate) struct Gelu;

/// 1/√(2π).
const PEAK: f64 = 0.398_942_280_401_432_7;

impl Function for Gelu {
    /// At z = √2: Φ(√2) + √2 φ(√2).
    const STEEPEST: f64 = 1.128_904_145_185_155;

    // Not inlined: the error function would be loaded with the page once a precision.
    #[inline(never)]
    fn value_and_derivative(z: f64) -> (f64, f64) {
        if z.is_infinite() {
            return if z > 0.0 { (z, 1.0) } else { (0.0, 0.0) };
        }
        // ½ erfc(−z/√2) keeps its digits where z is far below 0; ½ (1 + erf(z/√2)) does not.
        let share = 0.5 * maths::erfc(-z * FRAC_1_SQRT_2);
        let density = PEAK * maths::exp(-0.5 * z * z);
        (z * share, share + z * density)
    }

    /// In double precision, then rounded to `T`: the error function has no version of its own
    /// for the training kernel.
    #[inline(always)]
    fn value_and_slope<T: Real>(z: T, _: &Constants<T>) -> (T, T) {
        let (a, slope) = Self::value_and_derivative(z.to_f64());
        (T::from_f64(a), T::from_f64(slope))
    }

    fn moments(deviation: f64) -> (f64, f64) {
        rectifier_moments::<Self>(deviation)
    }
}
