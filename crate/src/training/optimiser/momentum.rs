//! Momentum (Polyak 1964), as in the book's chapter 3, equations 107 and 108.

use super::{Memory, Stride};
use crate::maths::Real;

/// The momentum coefficient μ.
pub const MOMENTUM: f64 = 0.9;

/// v → μ v − η/m · sum, x → kept · x + v.
#[inline(never)]
pub(super) fn step<T: Real>(
    x: &mut [T],
    memory: &mut Memory<T>,
    sums: &[T],
    &Stride { kept, rate_of_sums, .. }: &Stride<T>,
) {
    let momentum = T::from_f64(MOMENTUM);
    let v = memory.one(x.len());
    for ((x, v), sum) in x.iter_mut().zip(v).zip(sums) {
        *v = momentum * *v - rate_of_sums * *sum;
        *x = kept * *x + *v;
    }
}
