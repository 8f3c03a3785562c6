//! RMSProp (Tieleman and Hinton 2012, "Neural networks for machine learning", lecture 6.5).

use super::{Memory, Stride};
use crate::maths::Real;

/// How much of the mean square the next gradient leaves.
const DECAY: f64 = 0.9;
/// Added to the root, which the lecture leaves bare; the number is that of Adam's paper.
const SMALL: f64 = 1e-8;

/// With g = sum/m: r → 0.9 r + 0.1 g², x → kept · x − η g / (√r + 10⁻⁸).
#[inline(never)]
pub(super) fn step<T: Real>(
    x: &mut [T],
    memory: &mut Memory<T>,
    sums: &[T],
    &Stride { kept, rate, mean, .. }: &Stride<T>,
) {
    let [old, new, small] = [DECAY, 1.0 - DECAY, SMALL].map(T::from_f64);
    let squares = memory.one(x.len());
    for ((x, square), sum) in x.iter_mut().zip(squares).zip(sums) {
        let gradient = mean * *sum;
        *square = old * *square + new * (gradient * gradient);
        *x = kept * *x - rate * gradient / (square.sqrt() + small);
    }
}
