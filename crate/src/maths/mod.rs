//! Portable mathematics: the same bits natively and in wasm.
//!
//! Scalar functions come from the `libm` crate on every target, the sine and the cosine of a
//! deviate's angle from its steps in `turn`; the eight-lane exponential
//! and logarithm of the training kernel are in [`real`].
//!
//! ```
//! use unstable_gradients::maths::{ln_sigmoid_prime, sigmoid, sigmoid_prime};
//!
//! assert_eq!(sigmoid_prime(0.0), 0.25);
//! // σ(z) is 1 to the last bit here, and σ′(z) is not 0 all the same.
//! assert_eq!(sigmoid(40.0), 1.0);
//! assert!(sigmoid_prime(40.0) > 0.0);
//! // The slope is too small for a float there, and its logarithm is not.
//! assert_eq!(sigmoid_prime(1000.0), 0.0);
//! assert_eq!(ln_sigmoid_prime(1000.0), -1000.0);
//! ```

pub mod real;
mod turn;

pub use real::{Constants, LANES, Lanes, Real, two_to};
pub use turn::sin_cos;

/// e^x.
#[must_use]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// ln x.
#[must_use]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// ln(1 + x), exact for small x.
#[must_use]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// log₁₀ x.
#[must_use]
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// x^y.
#[must_use]
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// tanh x.
#[must_use]
pub fn tanh(x: f64) -> f64 {
    libm::tanh(x)
}

/// 1 − erf x, with all its digits where x is large.
#[must_use]
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

/// x · 2^n, rounded only if it is subnormal.
#[must_use]
pub fn scale_by_power(x: f64, n: i32) -> f64 {
    libm::scalbn(x, n)
}

/// The greatest n with 2^n ≤ |x|, for x finite and not 0.
#[must_use]
pub fn power_below(x: f64) -> i32 {
    libm::ilogb(x)
}

/// softplus(z) = ln(1+e^z), without overflow for any z.
#[must_use]
pub fn softplus(z: f64) -> f64 {
    z.max(0.0) + ln_1p(exp(-z.abs()))
}

/// σ(z) = 1/(1+e^−z), without overflow for any z.
#[must_use]
pub fn sigmoid(z: f64) -> f64 {
    let e = exp(-z.abs());
    if z >= 0.0 { 1.0 / (1.0 + e) } else { e / (1.0 + e) }
}

/// ln σ(z), finite for every finite z.
#[must_use]
pub fn ln_sigmoid(z: f64) -> f64 {
    -softplus(-z)
}

/// σ′(z) = e^−|z| / (1+e^−|z|)².
///
/// σ(z)(1−σ(z)) is the same on paper, but loses every digit by z = 37, where this still
/// gives e^−37.
#[must_use]
pub fn sigmoid_prime(z: f64) -> f64 {
    let e = exp(-z.abs());
    let d = 1.0 + e;
    e / (d * d)
}

/// ln σ′(z) = −|z| − 2 ln(1+e^−|z|), finite also where σ′(z) has underflowed.
#[must_use]
pub fn ln_sigmoid_prime(z: f64) -> f64 {
    -z.abs() - 2.0 * ln_1p(exp(-z.abs()))
}
