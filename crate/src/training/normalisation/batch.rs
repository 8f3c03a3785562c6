//! Batch normalisation (Ioffe and Szegedy 2015, "Batch normalization: accelerating deep network
//! training by reducing internal covariate shift", algorithms 1 and 2).
//!
//! For measuring, mean and variance are running means over the mini-batches, to which each adds
//! a tenth of its own. Before the first step they are those of as many images as a mini-batch
//! has, the first ones.

use super::{Pass, Statistics, inverse_deviation};
use crate::maths::Real;

/// How much of the running statistics the next mini-batch replaces.
const SHARE: f64 = 0.1;

#[inline(never)]
pub(super) fn forward<T: Real>(
    u: &mut [T],
    _: usize,
    memory: &mut Statistics<T>,
    how: Pass,
) {
    let Statistics { stride, inverse_deviations, running_means, running_variances, sums } =
        memory;
    let stride = *stride;
    let images = u.len() / stride;
    let [means, variances] = sums;
    if how == Pass::Measuring {
        means.copy_from_slice(running_means);
        variances.copy_from_slice(running_variances);
    } else {
        let count = T::from_f64(images as f64);
        means.fill(T::ZERO);
        variances.fill(T::ZERO);
        for row in u.chunks_exact(stride) {
            for (sum, u) in means.iter_mut().zip(row) {
                *sum += *u;
            }
        }
        for mean in means.iter_mut() {
            *mean /= count;
        }
        for row in u.chunks_exact(stride) {
            for ((sum, u), mean) in variances.iter_mut().zip(row).zip(means.iter()) {
                let apart = *u - *mean;
                *sum += apart * apart;
            }
        }
        for variance in variances.iter_mut() {
            *variance /= count;
        }
        let share = if how == Pass::Settling { 1.0 } else { SHARE };
        let [old, new] = [1.0 - share, share].map(T::from_f64);
        // The variance of a population of which the mini-batch is a sample (algorithm 2).
        let sampled = new * T::from_f64(images as f64 / (images.max(2) - 1) as f64);
        for (running, mean) in running_means.iter_mut().zip(means.iter()) {
            *running = old * *running + new * *mean;
        }
        for (running, variance) in running_variances.iter_mut().zip(variances.iter()) {
            *running = old * *running + sampled * *variance;
        }
    }
    inverse_deviations.clear();
    inverse_deviations
        .extend(variances.iter().map(|&variance| inverse_deviation(variance)));
    for row in u.chunks_exact_mut(stride) {
        for ((u, mean), inverse) in
            row.iter_mut().zip(means.iter()).zip(inverse_deviations.iter())
        {
            *u = (*u - *mean) * *inverse;
        }
    }
}

/// With g = ∂C/∂û: (g − mean g − û mean(g û))/√(variance + ε), means over the mini-batch; with
/// running statistics g/√(variance + ε).
#[inline(never)]
pub(super) fn backward<T: Real>(
    errors: &mut [T],
    normalised: &[T],
    _: usize,
    memory: &mut Statistics<T>,
    how: Pass,
) {
    let Statistics { stride, inverse_deviations, sums, .. } = memory;
    let stride = *stride;
    let count = T::from_f64((errors.len() / stride) as f64);
    let [means, products] = sums;
    means.fill(T::ZERO);
    products.fill(T::ZERO);
    if how != Pass::Measuring {
        for (row, hats) in
            errors.chunks_exact(stride).zip(normalised.chunks_exact(stride))
        {
            let both = means.iter_mut().zip(products.iter_mut());
            for (((mean, product), g), hat) in both.zip(row).zip(hats) {
                *mean += *g;
                *product += *g * *hat;
            }
        }
        for (mean, product) in means.iter_mut().zip(products.iter_mut()) {
            *mean /= count;
            *product /= count;
        }
    }
    for (row, hats) in
        errors.chunks_exact_mut(stride).zip(normalised.chunks_exact(stride))
    {
        let both = means.iter().zip(products.iter());
        for (((g, hat), (mean, product)), inverse) in
            row.iter_mut().zip(hats).zip(both).zip(inverse_deviations.iter())
        {
            *g = *inverse * (*g - *mean - *hat * *product);
        }
    }
}
