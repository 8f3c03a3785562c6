use super::{Function, rectified_moments};
use crate::maths::{Constants, Real};

/// z where z > 0 and 0.01 z elsewhere (Maas, Hannun and Ng 2013, "Rectifier nonlinearities
/// improve neural network acoustic models", equation 2); its derivative at 0 is taken to be
/// 0.01.
pub(crate) struct LeakyRelu;

/// The slope below 0.
const LEAK: f64 = 0.01;

impl Function for LeakyRelu {
    const STEEPEST: f64 = 1.0;
    const HAS_KINK: bool = true;

    fn value_and_derivative(z: f64) -> (f64, f64) {
        if z > 0.0 { (z, 1.0) } else { (LEAK * z, LEAK) }
    }

    #[inline(always)]
    fn value_and_slope<T: Real>(z: T, _: &Constants<T>) -> (T, T) {
        let slope = if z > T::ZERO { T::ONE } else { T::from_f64(LEAK) };
        (slope * z, slope)
    }

    fn moments(deviation: f64) -> (f64, f64) {
        let (square, slope) = rectified_moments(deviation);
        let both = 1.0 + LEAK * LEAK;
        (both * square, both * slope)
    }
}
