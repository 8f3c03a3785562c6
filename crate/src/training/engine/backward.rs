//! Backward: the errors of a chunk of images (BP1, BP2) and the gradients that they add up
//! to (BP3, BP4).

use ndarray::Array2;

use super::{
    Engine,
    cures::at_hand,
    faint::{lift_if_faint, step_factor},
    layout::Layer,
};
use crate::{
    maths::{self, LANES, Real},
    measures::speed,
    network::{Cost, Output, errors_of_softmax},
    training::{
        ByPixel, Examples,
        kernel::{
            Back, Change, Rows, gather_pixels, multiply_each, padded, scatter_pixels,
            update_rows, weigh_back,
        },
    },
};

impl<T: Real> Engine<T> {
    /// Propagates the errors δ of the images last fed forward back to the first hidden
    /// layer: BP1 at the output, BP2 before it.
    pub fn propagate_back(&mut self, examples: &Examples<T>, chosen: &[u32]) {
        self.back(examples, chosen, None);
    }

    /// The same; with a `descent`, the factor of the weights and the rate at which they follow
    /// the sum of their gradients, all weights but the first layer's, and those that are frozen, take their step on the way,
    /// each as soon as the errors before it are known.
    #[inline(never)]
    pub(super) fn back(
        &mut self,
        examples: &Examples<T>,
        chosen: &[u32],
        descent: Option<(f64, f64)>,
    ) {
        let last = self.layers.len() - 1;
        self.output_errors(examples, chosen);
        for index in (0..last).rev() {
            let next = &mut self.layers[index + 1];
            let (before, after) = self.traces.split_at_mut(index + 1);
            let (trace, after) = (&mut before[index], &after[0]);
            let stride = padded(next.inputs);
            let filled = chosen.len() * stride;
            let deltas = &mut trace.deltas[..filled];
            let moves = descent.filter(|_| index + 1 >= self.frozen);
            let back = Back {
                delta: Rows { values: &after.deltas, stride: next.stride },
                outputs: next.outputs,
                update: moves.map(|(keep, rate)| {
                    let a = Rows { values: &trace.activations, stride };
                    let rate = step_factor(rate, after.exponent);
                    (a, Change { keep: T::from_f64(keep), rate })
                }),
            };
            let (w, panel) = (&mut next.weights, &mut self.panel);
            weigh_back(deltas, back, next.inputs, chosen.len(), w, panel, &self.zeros);
            if let Some(cures) = at_hand(&mut self.cures) {
                cures.propagate_back(index, trace, filled, after.exponent);
                continue;
            }
            multiply_each(deltas, &trace.slopes[..filled]);
            trace.exponent = after.exponent - lift_if_faint(deltas);
        }
    }

    /// BP1: δ = a − y with cross-entropy; with the quadratic cost (a − y) ⊙ σ′(z), or what
    /// [`errors_of_softmax`] says.
    fn output_errors(&mut self, examples: &Examples<T>, chosen: &[u32]) {
        let last = self.layers.len() - 1;
        let (layer, trace) = (&self.layers[last], &mut self.traces[last]);
        trace.exponent = 0;
        for (row, &image) in chosen.iter().enumerate() {
            let span = row * layer.stride..row * layer.stride + layer.outputs;
            let delta = &mut trace.deltas[span.clone()];
            delta.copy_from_slice(&trace.activations[span.clone()]);
            delta[examples.label(image as usize)] -= T::ONE;
            match (self.cost, self.output) {
                (Cost::CrossEntropy, _) => {}
                (Cost::Quadratic, Output::Sigmoid) => {
                    for (delta, slope) in delta.iter_mut().zip(&trace.slopes[span]) {
                        *delta *= *slope;
                    }
                }
                (Cost::Quadratic, Output::Softmax) => {
                    errors_of_softmax(delta, &trace.activations[span]);
                }
            }
        }
    }

    /// Adds the errors of the images last propagated back to the sums of the bias gradients
    /// (BP3), from which the layers' speeds come.
    pub fn add_bias_gradients(&mut self, images: usize) {
        let traces = self.traces.iter().enumerate();
        for (layer, (index, trace)) in self.layers.iter_mut().zip(traces) {
            let scale = layer.bias_sums.rescale_for(trace.exponent);
            let cured = at_hand(&mut self.cures).and_then(|cures| cures.deltas(index));
            let deltas = cured.unwrap_or(&trace.deltas);
            for delta in deltas[..images * layer.stride].chunks_exact(layer.stride) {
                for (sum, delta) in layer.bias_sums.values.iter_mut().zip(delta) {
                    *sum += scale * *delta;
                }
            }
        }
        if let Some(cures) = at_hand(&mut self.cures) {
            cures.add_gain_gradients(images);
        }
    }

    /// Adds the weight gradients of the images last propagated back to their sums (BP4).
    pub fn add_weight_gradients(&mut self, examples: &Examples<T>, chosen: &[u32]) {
        let (layer, trace) = (&mut self.layers[0], &mut self.traces[0]);
        layer.match_exponents(trace, chosen.len());
        let deltas = trace.deltas.chunks_exact(layer.stride);
        for (delta, &image) in deltas.zip(chosen) {
            let pixels = examples.pixels(image as usize);
            scatter_pixels(&mut layer.weight_sums.values, pixels, delta);
        }
        self.add_later_weight_gradients(chosen.len());
    }

    /// The same for images listed by pixel: the same bits in less time.
    pub fn add_weight_gradients_by_pixel(&mut self, images: &ByPixel<T>) {
        let (layer, trace) = (&mut self.layers[0], &mut self.traces[0]);
        layer.match_exponents(trace, images.len());
        let delta = Rows { values: &trace.deltas, stride: layer.stride };
        gather_pixels(&mut layer.weight_sums.values, images.columns(), delta);
        self.add_later_weight_gradients(images.len());
    }

    /// BP4 in every layer but the first.
    fn add_later_weight_gradients(&mut self, images: usize) {
        for index in 1..self.layers.len() {
            let (layer, trace) = (&mut self.layers[index], &self.traces[index]);
            let scale = layer.prepare_weight_sums(trace.exponent);
            let sums = &mut layer.weight_sums.values;
            let stride = padded(layer.inputs);
            let a = Rows { values: &self.traces[index - 1].activations, stride };
            let delta = Rows { values: &trace.deltas, stride: layer.stride };
            let add = Change { keep: T::ONE, rate: -scale };
            update_rows(sums, a, 0, delta, images, add);
        }
    }

    /// The mean bias gradient δ of `layer` (0 for the first hidden layer) over the `images`
    /// added since the sums were last cleared, one number a neuron.
    ///
    /// # Panics
    ///
    /// When there is no such layer.
    #[must_use]
    pub fn mean_bias_gradient(&self, layer: usize, images: usize) -> Vec<f64> {
        let sums = &self.layers[layer].bias_sums;
        let mean =
            |sum: &T| maths::scale_by_power(sum.to_f64() / images as f64, sums.exponent);
        sums.values[..self.layers[layer].outputs].iter().map(mean).collect()
    }

    /// The mean weight gradient of `layer` (0 for the first hidden layer) over the `images`
    /// added since the sums were last cleared, a row a neuron, without regularisation.
    ///
    /// # Panics
    ///
    /// When there is no such layer, or no image was added.
    #[must_use]
    pub fn mean_weight_gradient(&self, layer: usize, images: usize) -> Array2<f64> {
        let Layer { weight_sums: sums, outputs, inputs, stride, .. } =
            &self.layers[layer];
        Array2::from_shape_fn((*outputs, *inputs), |(j, k)| {
            let sum = sums.values[k * stride + j].to_f64();
            maths::scale_by_power(sum / images as f64, sums.exponent)
        })
    }

    /// The Euclidean norm of [`Engine::mean_weight_gradient`].
    ///
    /// # Panics
    ///
    /// When there is no such layer.
    #[must_use]
    pub fn weight_speed(&self, layer: usize, images: usize) -> f64 {
        let sums = &self.layers[layer].weight_sums;
        // What fills up the lanes is 0.
        let norm = norm(&sums.values);
        maths::scale_by_power(norm / images as f64, sums.exponent)
    }

    /// Sets the sums of the gradients to 0.
    pub fn clear_gradients(&mut self) {
        self.clear_bias_gradients();
        for layer in &mut self.layers {
            layer.weight_sums.clear();
        }
    }

    /// Sets the sums of the bias gradients to 0.
    pub fn clear_bias_gradients(&mut self) {
        for layer in &mut self.layers {
            layer.bias_sums.clear();
        }
        if let Some(cures) = at_hand(&mut self.cures) {
            cures.clear();
        }
    }
}

/// The Euclidean norm of so many numbers that their order of summation has to be one that
/// vectors can follow.
fn norm<T: Real>(values: &[T]) -> f64 {
    let mut lanes = [0.0_f64; LANES];
    let (rows, rest) = values.as_chunks::<LANES>();
    for row in rows {
        for (sum, value) in lanes.iter_mut().zip(row) {
            let value = value.to_f64();
            *sum += value * value;
        }
    }
    for (sum, value) in lanes.iter_mut().zip(rest) {
        let value = value.to_f64();
        *sum += value * value;
    }
    let squares: f64 = lanes.into_iter().sum();
    if (1e-250..=1e250).contains(&squares) {
        return squares.sqrt();
    }
    // Squares beyond the range of floats, 0, ∞ or NaN.
    speed(&values.iter().map(|value| value.to_f64()).collect::<Vec<f64>>())
}
