//! Numbers that may leave the range of 64-bit floats and come back.

use std::f64::consts::LN_10;

use crate::maths;

/// The largest 64-bit float, for logarithms: one that is beyond it stays there, so that −∞ means
/// a true 0 and nothing else.
const FURTHEST: f64 = f64::MAX;

/// A power of two by which the largest weights, biases and inputs can be scaled down so far that
/// their products and sums are in range.
const SCALE: f64 = 1.0 / (1_u128 << 64) as f64;

/// From this logarithm on a product outweighs every bias to the last bit.
const OUTWEIGHS: f64 = 325.0;

/// A number and the logarithm of its size, which is known where the number itself is 0 or ±∞
/// only because floats end. Its sign is the number's in any case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sized {
    pub(super) value: f64,
    /// log₁₀|value|; −∞ only for a true 0.
    pub(super) log10: f64,
}

impl Sized {
    /// A number that is what it is.
    pub(super) fn of(value: f64) -> Self {
        Self { value, log10: maths::log10(value.abs()) }
    }

    /// `computed` from numbers that were all in range, or else the number of this sign and this
    /// logarithm: right within about 10⁻¹² of itself, ±∞ or ±0 where it has no float.
    pub(super) fn settled(computed: f64, is_sound: bool, sign: f64, log10: f64) -> Self {
        let value = if is_sound {
            computed
        } else if log10 == f64::NEG_INFINITY {
            0.0
        } else {
            maths::exp(log10 * LN_10).copysign(sign)
        };
        Self { value, log10 }
    }

    /// Whether `value` has all its digits.
    pub(super) fn is_in_range(self) -> bool {
        self.value.is_normal() || self.log10 == f64::NEG_INFINITY
    }

    /// Whether it is greater than 0, however little.
    pub(super) fn is_positive(self) -> bool {
        self.log10 > f64::NEG_INFINITY && self.value.is_sign_positive()
    }

    /// z = `weight` · `self` + `bias`, where nothing is beyond the range but z itself.
    pub(super) fn weighted(self, weight: f64, bias: f64) -> Self {
        let z = weight * self.value + bias;
        if z.is_normal() && self.is_in_range() {
            return Self::of(z);
        }
        let log10 = log10_of_product(maths::log10(weight.abs()), self.log10);
        if log10 == f64::NEG_INFINITY {
            return Self::of(bias);
        }
        let product = Self::settled(
            weight * self.value,
            self.is_in_range(),
            weight.signum() * self.value.signum(),
            log10,
        );
        if bias == 0.0 || log10 > OUTWEIGHS {
            return product;
        }
        let z = product.value + bias;
        if z.is_finite() {
            return Self::of(z);
        }
        // Beyond the range is the product, and perhaps not the sum.
        let scaled = if self.is_in_range() {
            weight * SCALE * self.value
        } else {
            let log10 = log10 + maths::log10(SCALE);
            Self::settled(0.0, false, product.value, log10).value
        };
        let sum = scaled + bias * SCALE;
        Self { value: sum / SCALE, log10: maths::log10(sum.abs()) - maths::log10(SCALE) }
    }
}

/// The logarithm of a product: −∞ only if a factor is 0, and finite otherwise.
pub(super) fn log10_of_product(one: f64, other: f64) -> f64 {
    if one == f64::NEG_INFINITY || other == f64::NEG_INFINITY {
        f64::NEG_INFINITY
    } else {
        held(one + other)
    }
}

/// A logarithm of what is not 0.
pub(super) fn held(log10: f64) -> f64 {
    log10.clamp(-FURTHEST, FURTHEST)
}
