//! Stochastic gradient descent (Robbins and Monro 1951), as in the book's chapter 1.

use super::{Memory, Stride};
use crate::maths::Real;

/// x → kept · x − η/m · sum.
#[inline(never)]
pub(super) fn step<T: Real>(
    x: &mut [T],
    _: &mut Memory<T>,
    sums: &[T],
    &Stride { kept, rate_of_sums, .. }: &Stride<T>,
) {
    for (x, sum) in x.iter_mut().zip(sums) {
        *x = kept * *x - rate_of_sums * *sum;
    }
}
