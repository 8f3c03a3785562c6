//! The gated recurrent unit (Cho et al. 2014, "Learning phrase representations using RNN
//! encoder-decoder for statistical machine translation"):
//!
//! z, r = σ(W h_{t−1} + U x_t + b), each with its own W, U and b;
//! n = tanh(W (r ∘ h_{t−1}) + U x_t + b);
//! h_t = z ∘ h_{t−1} + (1 − z) ∘ n.
//!
//! With z near 1 the neuron keeps what it has; some libraries call 1 − z by that name.

use super::{Network, Way, sigmoid, tanh_with_slope};

/// The rows of weights of a neuron.
pub const GATES: usize = 3;
/// Update gate z.
pub const UPDATE: usize = 0;
/// Reset gate r.
pub const RESET: usize = 1;
/// What the update gate lets in, n.
pub const CANDIDATE: usize = 2;

/// The values of z, r and n, their slopes, and r ∘ h.
pub(super) const KEPT: usize = 2 * GATES + 1;

pub(super) fn forward(
    network: &Network,
    h: &[f64],
    x: &[f64],
    h_after: &mut [f64],
    kept: &mut [f64],
) {
    let n = network.neurons;
    let (values, rest) = kept.split_at_mut(GATES * n);
    let (slopes, reset) = rest.split_at_mut(GATES * n);
    let (gates, candidate) = values.split_at_mut(CANDIDATE * n);
    let (gate_slopes, candidate_slopes) = slopes.split_at_mut(CANDIDATE * n);
    let (first, second) = network.parameters.split_at(network.affine(2).len());
    network.affine(2).apply(first, h, x, gates);
    for (value, slope) in gates.iter_mut().zip(gate_slopes) {
        (*value, *slope) = sigmoid(*value);
    }
    for i in 0..n {
        reset[i] = gates[RESET * n + i] * h[i];
    }
    network.affine(1).apply(second, reset, x, candidate);
    for (value, slope) in candidate.iter_mut().zip(candidate_slopes) {
        (*value, *slope) = tanh_with_slope(*value);
    }
    for i in 0..n {
        let update = gates[i];
        h_after[i] = update * h[i] + (1.0 - update) * candidate[i];
    }
}

/// h_{t−1} acts through z ∘ h_{t−1}, through r ∘ h_{t−1} and through both gates.
pub(super) fn backward(way: Way<'_>, dh_after: &[f64], dh: &mut [f64]) {
    let Way { network, h, x, kept, scratch, gradient } = way;
    let n = network.neurons;
    let (values, rest) = kept.split_at(GATES * n);
    let (slopes, reset) = rest.split_at(GATES * n);
    let value = |gate: usize, i: usize| values[gate * n + i];
    let slope = |gate: usize, i: usize| slopes[gate * n + i];
    let (dz, d_reset) = scratch.split_at_mut(GATES * n);
    let (d_gates, d_candidate) = dz.split_at_mut(CANDIDATE * n);
    let (first, second) = network.parameters.split_at(network.affine(2).len());
    for i in 0..n {
        let update = value(UPDATE, i);
        dh[i] = dh_after[i] * update;
        d_gates[i] = dh_after[i] * (h[i] - value(CANDIDATE, i)) * slope(UPDATE, i);
        d_candidate[i] = dh_after[i] * (1.0 - update) * slope(CANDIDATE, i);
    }
    d_reset.fill(0.0);
    network.affine(1).back(second, d_candidate, d_reset);
    for i in 0..n {
        d_gates[RESET * n + i] = d_reset[i] * h[i] * slope(RESET, i);
        dh[i] += d_reset[i] * value(RESET, i);
    }
    network.affine(2).back(first, d_gates, dh);
    if let Some(gradient) = gradient {
        let (first, second) = gradient.split_at_mut(network.affine(2).len());
        network.affine(2).add_gradient(first, d_gates, h, x);
        network.affine(1).add_gradient(second, d_candidate, reset, x);
    }
}
