use super::Function;
use crate::maths::{Constants, Real};

/// z itself: a network of such layers is linear up to its output, whatever its depth (Saxe,
/// McClelland and Ganguli 2013, "Exact solutions to the nonlinear dynamics of learning in deep
/// linear neural networks", equation 1).
pub(crate) struct Identity;

impl Function for Identity {
    const STEEPEST: f64 = 1.0;

    fn value_and_derivative(z: f64) -> (f64, f64) {
        (z, 1.0)
    }

    #[inline(always)]
    fn value_and_slope<T: Real>(z: T, _: &Constants<T>) -> (T, T) {
        (z, T::ONE)
    }

    fn moments(deviation: f64) -> (f64, f64) {
        (deviation * deviation, 1.0)
    }
}
