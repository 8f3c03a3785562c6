//! Descent: steps against the gradient, with weight decay and momentum.

use super::{
    Engine,
    faint::step_factor,
    layout::{Layer, allocate},
};
use crate::{
    maths::Real,
    network::Step,
    training::{
        Examples,
        kernel::{Change, Rows, padded, scatter_pixels, update_rows},
    },
};

impl<T: Real> Engine<T> {
    /// Takes one step of gradient descent along the gradients summed over `images` images,
    /// and sets the sums to 0.
    ///
    /// With `momentum` μ the step is added to μ times the previous one.
    pub fn descend_by_sums(&mut self, images: usize, step: Step, momentum: Option<f64>) {
        let keep = keep(step);
        let rate = step.rate / images as f64;
        for layer in &mut self.layers {
            layer.decay_weights(keep);
            let kept = T::from_f64(layer.scale);
            layer.scale = 1.0;
            let rates: (T, T) = (
                step_factor(rate, layer.weight_sums.exponent),
                step_factor(rate, layer.bias_sums.exponent),
            );
            let (w, b) = (&mut layer.weights, &mut layer.biases);
            let (dw, db) = (&layer.weight_sums.values, &layer.bias_sums.values);
            if let Some(momentum) = momentum {
                let (vw, vb) = (&mut layer.weight_velocities, &mut layer.bias_velocities);
                allocate(vw, w.len());
                allocate(vb, b.len());
                let momentum = T::from_f64(momentum);
                step_with_momentum(w, vw, dw, [kept, rates.0, momentum]);
                step_with_momentum(b, vb, db, [T::ONE, rates.1, momentum]);
            } else {
                step_without_momentum(w, dw, kept, rates.0);
                step_without_momentum(b, db, T::ONE, rates.1);
            }
            layer.weight_sums.clear();
            layer.transpose();
        }
        self.clear_bias_gradients();
    }

    /// Takes one step of gradient descent on the images last propagated back, which are the
    /// whole mini-batch.
    pub fn descend_by_chunk(
        &mut self,
        examples: &Examples<T>,
        chosen: &[u32],
        step: Step,
    ) {
        let keep = keep(step);
        let rate = step.rate / chosen.len() as f64;
        self.clear_bias_gradients();
        self.add_bias_gradients(chosen.len());
        for index in 0..self.layers.len() {
            let layer = &mut self.layers[index];
            let trace = &self.traces[index];
            let deltas = &trace.deltas[..chosen.len() * layer.stride];
            if index == 0 {
                layer.decay_weights(keep);
                let rate: T = step_factor(-rate / layer.scale, trace.exponent);
                for (delta, &image) in deltas.chunks_exact(layer.stride).zip(chosen) {
                    for (step, delta) in self.steps.iter_mut().zip(delta) {
                        *step = rate * *delta;
                    }
                    let pixels = examples.pixels(image as usize);
                    scatter_pixels(&mut layer.weights, pixels, &self.steps);
                }
            } else {
                let stride = padded(layer.inputs);
                let a = Rows { values: &self.traces[index - 1].activations, stride };
                let delta = Rows { values: deltas, stride: layer.stride };
                let descend = Change {
                    keep: T::from_f64(keep),
                    rate: step_factor(rate, trace.exponent),
                };
                let w = &mut layer.weights;
                update_rows(w, a, layer.inputs, delta, chosen.len(), descend);
                layer.transpose();
            }
            let rate: T = step_factor(rate, layer.bias_sums.exponent);
            step_without_momentum(
                &mut layer.biases,
                &layer.bias_sums.values,
                T::ONE,
                rate,
            );
        }
        self.clear_bias_gradients();
    }
}

impl<T: Real> Layer<T> {
    /// Multiplies the weights by `keep`, by way of the scale as long as that is far from 0.
    ///
    /// Whether the weights themselves are multiplied depends on the scale alone, so that it
    /// happens at the same step in every run.
    fn decay_weights(&mut self, keep: f64) {
        self.scale *= keep;
        // Also catches ηλ > n, where the weights change sign at every step.
        if self.scale < 0.25 {
            let scale = T::from_f64(self.scale);
            for w in self.weights.iter_mut() {
                *w *= scale;
            }
            self.scale = 1.0;
        }
    }
}

/// The factor by which weight decay shrinks the weights in a step: 1 − ηλ/n, n being the
/// size of the whole training set.
fn keep(step: Step) -> f64 {
    1.0 - step.rate * step.lambda / step.training_images as f64
}

/// x → kept · x − rate · sum.
#[inline(never)]
fn step_without_momentum<T: Real>(x: &mut [T], sums: &[T], kept: T, rate: T) {
    for (x, sum) in x.iter_mut().zip(sums) {
        *x = kept * *x - rate * *sum;
    }
}

/// v → μ v − rate · sum, x → kept · x + v.
#[inline(never)]
fn step_with_momentum<T: Real>(
    x: &mut [T],
    v: &mut [T],
    sums: &[T],
    [kept, rate, momentum]: [T; 3],
) {
    for ((x, v), sum) in x.iter_mut().zip(v).zip(sums) {
        *v = momentum * *v - rate * *sum;
        *x = kept * *x + *v;
    }
}
