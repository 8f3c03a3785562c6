//! Adam (Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 1).

use super::{Memory, Stride};
use crate::{maths, maths::Real};

/// β₁, the decay of the mean gradient.
const FIRST: f64 = 0.9;
/// β₂, the decay of the mean square.
const SECOND: f64 = 0.999;
/// ε.
const SMALL: f64 = 1e-8;

/// With g = sum/m, at step t: m → β₁ m + (1 − β₁) g, v → β₂ v + (1 − β₂) g²,
/// x → kept · x − η m̂ / (√v̂ + ε), where m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ).
#[inline(never)]
pub(super) fn step<T: Real>(
    x: &mut [T],
    memory: &mut Memory<T>,
    sums: &[T],
    &Stride { kept, rate, mean, steps, .. }: &Stride<T>,
) {
    let [old_mean, new_mean] = [FIRST, 1.0 - FIRST].map(T::from_f64);
    let [old_square, new_square] = [SECOND, 1.0 - SECOND].map(T::from_f64);
    let small = T::from_f64(SMALL);
    let corrections = [FIRST, SECOND].map(|decay| 1.0 - maths::pow(decay, steps as f64));
    let [of_mean, of_square] = corrections.map(T::from_f64);
    let (means, squares) = memory.two(x.len());
    for (((x, first), second), sum) in x.iter_mut().zip(means).zip(squares).zip(sums) {
        let gradient = mean * *sum;
        *first = old_mean * *first + new_mean * gradient;
        *second = old_square * *second + new_square * (gradient * gradient);
        let root = (*second / of_square).sqrt();
        *x = kept * *x - rate * (*first / of_mean) / (root + small);
    }
}
