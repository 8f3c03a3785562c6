//! Layout: where the parameters of a layer lie, and the room for a chunk of images.

use ndarray::{Array1, Array2};

use super::faint::Sums;
use crate::{
    maths::Real,
    network::Activation,
    training::{aligned::Aligned, kernel::padded, optimiser::Memory},
};

/// The parameters of one layer and what accumulates for them, input-major and padded.
#[derive(Debug, Clone)]
pub(super) struct Layer<T> {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    /// `outputs` rounded up to whole lanes.
    pub(super) stride: usize,
    /// [input][stride]; the weights themselves are `scale` times these.
    pub(super) weights: Aligned<T>,
    /// 1 except in the first layer, where it takes up the weight decay, so that a
    /// mini-batch need not touch the weights of pixels that are 0 in all of its images.
    pub(super) scale: f64,
    pub(super) biases: Aligned<T>,
    pub(super) weight_sums: Sums<T>,
    pub(super) bias_sums: Sums<T>,
    pub(super) weight_memory: Memory<T>,
    pub(super) bias_memory: Memory<T>,
    /// None where the neurons depend on each other.
    pub(super) activation: Option<Activation>,
}

/// What a pass over a chunk leaves behind for one layer: rows of `stride` numbers an image.
#[derive(Debug, Clone)]
pub(super) struct Trace<T> {
    pub(super) weighted_inputs: Aligned<T>,
    pub(super) activations: Aligned<T>,
    pub(super) slopes: Aligned<T>,
    /// The errors δ are 2^exponent times these.
    pub(super) deltas: Aligned<T>,
    /// 0, or less where the errors were lifted out of the range in which they are faint.
    pub(super) exponent: i32,
}

impl<T: Real> Layer<T> {
    /// A layer whose parameters are 0.
    #[inline(never)]
    pub(super) fn new(
        inputs: usize,
        outputs: usize,
        activation: Option<Activation>,
    ) -> Self {
        let stride = padded(outputs);
        Self {
            inputs,
            outputs,
            stride,
            weights: Aligned::filled(T::ZERO, inputs * stride),
            scale: 1.0,
            biases: Aligned::filled(T::ZERO, stride),
            weight_sums: Sums::new(0),
            bias_sums: Sums::new(stride),
            weight_memory: Memory::default(),
            bias_memory: Memory::default(),
            activation,
        }
    }

    /// Takes weights, row by row, and biases, rounded to `T`.
    #[inline(never)]
    pub(super) fn take(&mut self, weights: &[f64], biases: &[f64]) {
        for (j, row) in weights.chunks(self.inputs).enumerate() {
            for (k, &w) in row.iter().enumerate() {
                self.weights[k * self.stride + j] = T::from_f64(w);
            }
        }
        for (place, &b) in self.biases.iter_mut().zip(biases) {
            *place = T::from_f64(b);
        }
    }

    pub(super) fn weights(&self) -> Array2<f64> {
        let scale = T::from_f64(self.scale);
        Array2::from_shape_fn((self.outputs, self.inputs), |(j, k)| {
            (scale * self.weights[k * self.stride + j]).to_f64()
        })
    }

    pub(super) fn biases(&self) -> Array1<f64> {
        self.biases[..self.outputs].iter().map(|b| b.to_f64()).collect()
    }
}

impl<T: Real> Trace<T> {
    #[inline(never)]
    pub(super) fn new(length: usize) -> Self {
        let zeros = Aligned::filled(T::ZERO, length);
        Self {
            weighted_inputs: zeros.clone(),
            activations: zeros.clone(),
            slopes: zeros.clone(),
            deltas: zeros,
            exponent: 0,
        }
    }
}

/// How many images a pass takes: enough that they share the loading of weights, and that those
/// of a small mini-batch pass at once; few enough that a pass through the largest network takes
/// only a part of a frame.
pub(super) fn chunk_for(sizes: &[usize]) -> usize {
    const OPERATIONS: usize = 20_000_000;
    let multiplications: usize = sizes.windows(2).map(|pair| pair[0] * pair[1]).sum();
    // Forward, backward and update multiply once each, and add.
    (OPERATIONS / (6 * multiplications).max(1)).clamp(10, 64)
}
