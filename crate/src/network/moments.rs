//! Means over normally distributed weighted inputs.

use super::activation::Function;
use crate::maths;

/// The integrals over the normal distribution: how many steps they take, and to how many
/// standard deviations they extend. For such integrands the trapezoidal rule converges
/// faster than any power of the step.
const STEPS: i32 = 1_000;
pub(super) const REACH: f64 = 12.0;

/// The expectations of `f` of t ~ N(0, 1), integrated from −`reach` to `reach`.
pub(super) fn expectations(reach: f64, f: impl Fn(f64) -> (f64, f64)) -> (f64, f64) {
    let step = 2.0 * reach / f64::from(STEPS);
    let weight = step / (2.0 * std::f64::consts::PI).sqrt();
    let mut sums = (0.0, 0.0);
    for k in 0..=STEPS {
        let t = -reach + f64::from(k) * step;
        let density = weight * maths::exp(-0.5 * t * t);
        let (one, other) = f(t);
        sums.0 += density * one;
        sums.1 += density * other;
    }
    sums
}

/// E[φ²] and E[φ′²] of max(0, z).
pub(super) fn rectified_moments(deviation: f64) -> (f64, f64) {
    (deviation * deviation / 2.0, 0.5)
}

/// E[φ²] and E[φ′²] of a smooth max(0, z) with φ(z) − φ(−z) = z.
///
/// Averaged over z and −z, φ(z)² is z²/2 + φ(z) φ(−z) and φ′(z)² is ½ − φ′(z) φ′(−z). The
/// products fall off as e^−|z| does or faster, far within the normal density if that is wide.
pub(super) fn rectifier_moments<F: Function>(deviation: f64) -> (f64, f64) {
    let reach = REACH.min(40.0 / deviation);
    let (excess, lack) = expectations(reach, |t| {
        let (a, slope) = F::value_and_derivative(deviation * t);
        let (mirrored, mirrored_slope) = F::value_and_derivative(-deviation * t);
        (a * mirrored, slope * mirrored_slope)
    });
    let rectified = rectified_moments(deviation);
    (rectified.0 + excess, rectified.1 - lack)
}
