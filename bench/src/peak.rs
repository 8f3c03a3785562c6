//! The most multiplications and additions that one core does in a second.

use std::hint::black_box;

use unstable_gradients::maths::{LANES, Real};

/// How many registers are worked on at a time: enough to fill the pipelines, few enough to
/// leave some for the factor and the term. They form blocks of lanes, as in the kernel.
const REGISTERS: usize = 12;

/// Does `rounds` rounds of multiplications and additions in 128-bit registers, each result
/// rounded, and returns the number of operations.
#[inline(never)]
pub fn multiply_and_add<T: Real>(rounds: usize) -> f64 {
    // A block of eight lanes is two registers or four.
    if size_of::<T>() == 4 {
        chains::<T, { REGISTERS / 2 }>(rounds)
    } else {
        double_chains(rounds)
    }
}

#[cfg(not(target_feature = "simd128"))]
#[inline(always)]
fn double_chains(rounds: usize) -> f64 {
    chains::<f64, { REGISTERS / 4 }>(rounds)
}

/// Written with intrinsics: the compiler leaves this one loop on doubles scalar.
#[cfg(target_feature = "simd128")]
#[inline(always)]
fn double_chains(rounds: usize) -> f64 {
    use std::arch::wasm32::{f64x2_add, f64x2_mul, f64x2_splat};
    let factor = f64x2_splat(black_box(0.999));
    let term = f64x2_splat(black_box(0.001));
    let mut sums = [f64x2_splat(1.0); REGISTERS];
    for _ in 0..rounds {
        for sum in &mut sums {
            *sum = f64x2_add(f64x2_mul(*sum, factor), term);
        }
    }
    black_box(sums);
    (2 * 2 * REGISTERS * rounds) as f64
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
