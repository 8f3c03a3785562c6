//! Layer normalisation (Ba, Kiros and Hinton 2016, "Layer normalization", equations 3 and 4).

use super::{Pass, Statistics, inverse_deviation};
use crate::maths::Real;

#[inline(never)]
pub(super) fn forward<T: Real>(
    u: &mut [T],
    width: usize,
    memory: &mut Statistics<T>,
    _: Pass,
) {
    let count = T::from_f64(width as f64);
    memory.inverse_deviations.clear();
    for row in u.chunks_exact_mut(memory.stride) {
        // What fills up the lanes stays 0.
        let row = &mut row[..width];
        let mean = row.iter().copied().sum::<T>() / count;
        let mut squares = T::ZERO;
        for u in row.iter_mut() {
            *u -= mean;
            squares += *u * *u;
        }
        let inverse = inverse_deviation(squares / count);
        for u in row {
            *u *= inverse;
        }
        memory.inverse_deviations.push(inverse);
    }
}

/// With g = ∂C/∂û: (g − mean g − û mean(g û))/√(variance + ε), means over the layer.
#[inline(never)]
pub(super) fn backward<T: Real>(
    errors: &mut [T],
    normalised: &[T],
    width: usize,
    memory: &mut Statistics<T>,
    _: Pass,
) {
    let count = T::from_f64(width as f64);
    let stride = memory.stride;
    let rows = errors.chunks_exact_mut(stride).zip(normalised.chunks_exact(stride));
    for ((row, hats), &inverse) in rows.zip(&memory.inverse_deviations) {
        let (row, hats) = (&mut row[..width], &hats[..width]);
        let (mut mean, mut product) = (T::ZERO, T::ZERO);
        for (g, hat) in row.iter().zip(hats) {
            mean += *g;
            product += *g * *hat;
        }
        (mean, product) = (mean / count, product / count);
        for (g, hat) in row.iter_mut().zip(hats) {
            *g = inverse * (*g - mean - *hat * product);
        }
    }
}
