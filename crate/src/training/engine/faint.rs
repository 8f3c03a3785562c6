//! Faint errors: the lifting of errors that would become subnormal, and sums that keep
//! account of it.
//!
//! In a deep network of small weights the errors of the first layers leave the normal range
//! of single precision, where arithmetic is slow and inexact. Errors that are all faint are
//! therefore multiplied by a power of two, which rounds nothing, and the power is kept next to
//! them as an exponent: δ = 2^exponent × what is stored.

use super::layout::{Layer, Trace};
use crate::{
    maths::{self, LANES, Real, two_to},
    training::{aligned::Aligned, optimiser::allocate},
};

/// Sums that run over the chunks of images, 2^exponent times `values`.
#[derive(Debug, Clone)]
pub(super) struct Sums<T> {
    pub(super) values: Aligned<T>,
    pub(super) exponent: i32,
    is_empty: bool,
}

impl<T: Real> Sums<T> {
    pub(super) fn new(length: usize) -> Self {
        Self { values: Aligned::filled(T::ZERO, length), exponent: 0, is_empty: true }
    }

    pub(super) fn clear(&mut self) {
        self.values.fill(T::ZERO);
        self.exponent = 0;
        self.is_empty = true;
    }

    /// Prepares to add numbers that are 2^exponent times what is stored of them, and gives the
    /// factor that brings those to the sums' own exponent.
    ///
    /// The sums keep the larger of the two exponents: of two numbers, the fainter is the one
    /// that their sum may lose.
    pub(super) fn rescale_for(&mut self, exponent: i32) -> T {
        if self.is_empty {
            self.exponent = exponent;
            self.is_empty = false;
        } else if exponent > self.exponent {
            let factor =
                T::from_f64(maths::scale_by_power(1.0, self.exponent - exponent));
            for value in self.values.iter_mut() {
                *value *= factor;
            }
            self.exponent = exponent;
        }
        T::from_f64(maths::scale_by_power(1.0, exponent - self.exponent))
    }
}

impl<T: Real> Layer<T> {
    /// [`Sums::rescale_for`] of the sums of the weight gradients, allocated if need be.
    pub(super) fn prepare_weight_sums(&mut self, exponent: i32) -> T {
        allocate(&mut self.weight_sums.values, self.weights.len());
        self.weight_sums.rescale_for(exponent)
    }

    /// Brings the errors of the first `images` images to the exponent of the sums of the
    /// weight gradients, to which they are to be added.
    pub(super) fn match_exponents(&mut self, trace: &mut Trace<T>, images: usize) {
        let scale = self.prepare_weight_sums(trace.exponent);
        if trace.exponent != self.weight_sums.exponent {
            for delta in &mut trace.deltas[..images * self.stride] {
                *delta *= scale;
            }
            trace.exponent = self.weight_sums.exponent;
        }
    }
}

/// Multiplies `deltas` by 2^[`Real::LIFT`] when all are faint, so that the errors of earlier
/// layers do not become subnormal; gives the exponent, or 0.
pub(super) fn lift_if_faint<T: Real>(deltas: &mut [T]) -> i32 {
    let mut largest = [T::ZERO; LANES];
    for lanes in deltas.as_chunks::<LANES>().0 {
        for (largest, delta) in largest.iter_mut().zip(lanes) {
            let magnitude = delta.abs();
            *largest = if magnitude > *largest { magnitude } else { *largest };
        }
    }
    let largest = largest.into_iter().fold(T::ZERO, |m, x| if x > m { x } else { m });
    if largest == T::ZERO || largest >= T::FAINT {
        return 0;
    }
    let factor = T::from_f64(two_to(T::LIFT));
    for delta in deltas {
        *delta *= factor;
    }
    T::LIFT
}

/// `rate` · 2^exponent, or 0 when so small a step cannot change a parameter.
pub(super) fn step_factor<T: Real>(rate: f64, exponent: i32) -> T {
    let factor = maths::scale_by_power(rate, exponent);
    if factor.abs() < T::NO_STEP { T::ZERO } else { T::from_f64(factor) }
}
