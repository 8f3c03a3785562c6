//! The most multiplications and additions that one core does in a second.

use std::hint::black_box;

use unstable_gradients::maths::{LANES, Real};

/// How many chains run side by side: enough to fill the pipelines, few enough to leave
/// registers for the factor and the term. In blocks of lanes, as the kernel has them.
const REGISTERS: usize = 12;

/// Does `rounds` rounds of multiplications and additions in 128-bit registers, each
/// rounded, and gives how many operations that was.
#[inline(never)]
pub fn multiply_and_add<T: Real>(rounds: usize) -> f64 {
    // A block of eight lanes is two registers or four.
    if size_of::<T>() == 4 {
        chains::<T, { REGISTERS / 2 }>(rounds)
    } else {
        chains::<T, { REGISTERS / 4 }>(rounds)
    }
}

#[inline(always)]
fn chains<T: Real, const BLOCKS: usize>(rounds: usize) -> f64 {
    let factor = black_box(T::from_f64(0.999));
    let term = black_box(T::from_f64(0.001));
    let mut sums = [[T::ONE; LANES]; BLOCKS];
    for _ in 0..rounds {
        for block in &mut sums {
            for sum in block {
                *sum = *sum * factor + term;
            }
        }
    }
    black_box(sums);
    (2 * LANES * BLOCKS * rounds) as f64
}
