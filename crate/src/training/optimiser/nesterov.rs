//! Nesterov's accelerated gradient, in the form of Bengio, Boulanger-Lewandowski and Pascanu
//! (2013, "Advances in optimizing recurrent networks", equation 7): the parameters that are kept
//! are those at which the gradient is taken, a step of the velocity ahead.

use super::{MOMENTUM, Memory, Stride};
use crate::maths::Real;

/// v → μ v − η/m · sum, x → kept · x + (μ v − η/m · sum).
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
        let down = rate_of_sums * *sum;
        *v = momentum * *v - down;
        *x = kept * *x + (momentum * *v - down);
    }
}
