//! A rate that falls to 0 along half a cosine (Loshchilov and Hutter 2017, "SGDR: stochastic
//! gradient descent with warm restarts", equation 5), without restarts.

use crate::maths;

/// ½ (1 + cos(π t/T)).
pub(super) fn factor(step: usize, steps: usize) -> f64 {
    let angle = std::f64::consts::PI * (step as f64 / steps as f64);
    0.5 * (1.0 + maths::sin_cos(angle).1)
}
