//! Descent: steps against the gradient, with weight decay.

use super::{Engine, cures::at_hand, faint::step_factor, layout::Layer};
use crate::{
    maths::Real,
    network::Step,
    training::{Examples, Optimiser, kernel::scatter_pixels, optimiser::Stride},
};

impl<T: Real> Engine<T> {
    /// Takes one step of `optimiser` along the gradients summed over `images` images, and
    /// sets the sums to 0.
    pub fn descend_by_sums(&mut self, images: usize, step: Step, optimiser: Optimiser) {
        let keep = keep(step);
        self.steps_taken += 1;
        let stride = |kept, exponent| Stride {
            kept,
            rate: T::from_f64(step.rate),
            mean: step_factor(1.0 / images as f64, exponent),
            rate_of_sums: step_factor(step.rate / images as f64, exponent),
            steps: self.steps_taken,
        };
        let (frozen, moving) = self.layers.split_at_mut(self.frozen);
        for layer in frozen {
            layer.weight_sums.clear();
        }
        for layer in moving {
            layer.decay_weights(keep);
            let of_weights = stride(T::from_f64(layer.scale), layer.weight_sums.exponent);
            let of_biases = stride(T::ONE, layer.bias_sums.exponent);
            layer.scale = 1.0;
            let (w, dw) = (&mut layer.weights, &layer.weight_sums.values);
            let (b, db) = (&mut layer.biases, &layer.bias_sums.values);
            optimiser.step(w, &mut layer.weight_memory, dw, &of_weights);
            optimiser.step(b, &mut layer.bias_memory, db, &of_biases);
            layer.weight_sums.clear();
        }
        if let Some(cures) = at_hand(&mut self.cures) {
            cures.descend(optimiser, &stride(T::ONE, 0), self.frozen);
        }
        self.clear_bias_gradients();
    }

    /// Takes the step of an L1 penalty: every weight moves by `amount` towards 0, if it is not
    /// 0: w → w − amount · sgn(w).
    #[inline(never)]
    pub fn shrink_weights(&mut self, amount: f64) {
        let amount = T::from_f64(amount);
        for layer in &mut self.layers[self.frozen..] {
            for w in layer.weights.iter_mut() {
                let way = if *w > T::ZERO { amount } else { -amount };
                // A weight of 0, and what fills up the lanes, stays.
                *w -= if *w == T::ZERO { T::ZERO } else { way };
            }
        }
    }

    /// Propagates the errors of the images last fed forward back, which are the whole
    /// mini-batch, and takes one step of gradient descent on them.
    pub fn descend_by_chunk(
        &mut self,
        examples: &Examples<T>,
        chosen: &[u32],
        step: Step,
    ) {
        let keep = keep(step);
        let rate = step.rate / chosen.len() as f64;
        self.back(examples, chosen, Some((keep, rate)));
        if self.frozen == 0 {
            let (layer, trace) = (&mut self.layers[0], &self.traces[0]);
            layer.decay_weights(keep);
            let rate_of_first: T = step_factor(-rate / layer.scale, trace.exponent);
            for (delta, &image) in trace.deltas.chunks_exact(layer.stride).zip(chosen) {
                for (step, delta) in self.steps.iter_mut().zip(delta) {
                    *step = rate_of_first * *delta;
                }
                let pixels = examples.pixels(image as usize);
                scatter_pixels(&mut layer.weights, pixels, &self.steps);
            }
        }
        self.clear_bias_gradients();
        self.add_bias_gradients(chosen.len());
        for layer in &mut self.layers[self.frozen..] {
            let rate: T = step_factor(rate, layer.bias_sums.exponent);
            let b = layer.biases.iter_mut().zip(layer.bias_sums.values.iter());
            for (b, sum) in b {
                *b -= rate * *sum;
            }
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
