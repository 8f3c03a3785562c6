//! The simple recurrent network (Elman 1990, "Finding structure in time"), with tanh:
//! h_t = tanh(W h_{t−1} + U x_t + b).

use super::{Network, Way, tanh_with_slope};

/// tanh′(z_t).
pub(super) const KEPT: usize = 1;

pub(super) fn forward(
    network: &Network,
    h: &[f64],
    x: &[f64],
    h_after: &mut [f64],
    kept: &mut [f64],
) {
    network.affine(1).apply(&network.parameters, h, x, h_after);
    for (h, slope) in h_after.iter_mut().zip(kept) {
        (*h, *slope) = tanh_with_slope(*h);
    }
}

/// ∂L/∂z_t = ∂L/∂h_t ∘ tanh′(z_t), ∂L/∂h_{t−1} = Wᵀ ∂L/∂z_t.
pub(super) fn backward(way: Way<'_>, dh_after: &[f64], dh: &mut [f64]) {
    let Way { network, h, x, kept, scratch, gradient } = way;
    let n = network.neurons;
    let dz = &mut scratch[..n];
    for i in 0..n {
        dz[i] = dh_after[i] * kept[i];
    }
    let affine = network.affine(1);
    affine.back(&network.parameters, dz, dh);
    if let Some(gradient) = gradient {
        affine.add_gradient(gradient, dz, h, x);
    }
}
