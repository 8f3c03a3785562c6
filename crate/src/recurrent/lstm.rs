//! Long short-term memory (Hochreiter and Schmidhuber 1997, "Long short-term memory") with the
//! forget gate of Gers, Schmidhuber and Cummins 2000, "Learning to forget":
//!
//! i, f, o = σ(W h_{t−1} + U x_t + b), each with its own W, U and b;
//! g = tanh(W h_{t−1} + U x_t + b);
//! c_t = f ∘ c_{t−1} + i ∘ g;
//! h_t = o ∘ tanh(c_t).

use super::{Network, Way, sigmoid, tanh_with_slope};

/// The rows of weights of a neuron.
pub const GATES: usize = 4;
/// Input gate.
pub const INPUT: usize = 0;
/// Forget gate.
pub const FORGET: usize = 1;
/// Output gate.
pub const OUTPUT: usize = 2;
/// What the input gate lets in.
pub const CANDIDATE: usize = 3;

/// The values of the gates, their slopes, tanh(c_t) and its slope.
pub(super) const KEPT: usize = 2 * GATES + 2;

pub(super) fn forward(
    network: &Network,
    (h, c): (&[f64], &[f64]),
    x: &[f64],
    (h_after, c_after): (&mut [f64], &mut [f64]),
    kept: &mut [f64],
) {
    let n = network.neurons;
    let (values, rest) = kept.split_at_mut(GATES * n);
    let (slopes, outer) = rest.split_at_mut(GATES * n);
    network.affine(GATES).apply(&network.parameters, h, x, values);
    for (index, (value, slope)) in values.iter_mut().zip(slopes).enumerate() {
        let function = if index < CANDIDATE * n { sigmoid } else { tanh_with_slope };
        (*value, *slope) = function(*value);
    }
    for i in 0..n {
        let [input, forget, output, candidate] =
            [INPUT, FORGET, OUTPUT, CANDIDATE].map(|gate| values[gate * n + i]);
        c_after[i] = forget * c[i] + input * candidate;
        (outer[i], outer[n + i]) = tanh_with_slope(c_after[i]);
        h_after[i] = output * outer[i];
    }
}

/// ∂L/∂c_t gains ∂L/∂h_t ∘ o ∘ tanh′(c_t); ∂L/∂c_{t−1} = ∂L/∂c_t ∘ f; each gate's ∂L/∂z is
/// what it multiplies times its own slope, and ∂L/∂h_{t−1} is the sum of the Wᵀ ∂L/∂z.
pub(super) fn backward(
    way: Way<'_>,
    c: &[f64],
    (dh_after, dc_after): (&[f64], &mut [f64]),
    (dh, dc): (&mut [f64], &mut [f64]),
) {
    let Way { network, h, x, kept, scratch, gradient } = way;
    let n = network.neurons;
    let (values, rest) = kept.split_at(GATES * n);
    let (slopes, outer) = rest.split_at(GATES * n);
    let dz = &mut scratch[..GATES * n];
    for i in 0..n {
        let [input, forget, output, candidate] =
            [INPUT, FORGET, OUTPUT, CANDIDATE].map(|gate| values[gate * n + i]);
        dc_after[i] += dh_after[i] * output * outer[n + i];
        dc[i] = dc_after[i] * forget;
        let errors = [
            dc_after[i] * candidate,
            dc_after[i] * c[i],
            dh_after[i] * outer[i],
            dc_after[i] * input,
        ];
        for (gate, error) in errors.into_iter().enumerate() {
            dz[gate * n + i] = error * slopes[gate * n + i];
        }
    }
    let affine = network.affine(GATES);
    affine.back(&network.parameters, dz, dh);
    if let Some(gradient) = gradient {
        affine.add_gradient(gradient, dz, h, x);
    }
}
