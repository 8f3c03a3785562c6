//! Forward: the activations of a chunk of images, their cost and answers.

use std::hint::black_box;

use super::{Engine, layout::Trace};
use crate::{
    maths::{self, Real},
    measures::{Tally, best_output},
    network::{Activation, Cost},
    training::{
        Examples,
        kernel::{Rows, padded, weigh_pixels, weigh_rows},
        normalisation::Pass,
    },
};

impl<T: Real> Engine<T> {
    /// Feeds the images `chosen`, at most a chunk of them, forward.
    pub fn feed_forward(&mut self, examples: &Examples<T>, chosen: &[u32]) {
        self.pass(examples, chosen, Pass::Measuring);
    }

    /// The same to train on them: dropout leaves neurons out, and batch normalisation takes the
    /// statistics of these images, which must then be the whole mini-batch.
    pub fn feed_forward_to_train(&mut self, examples: &Examples<T>, chosen: &[u32]) {
        self.pass(examples, chosen, Pass::Training);
    }

    /// Has batch normalisation begin with the statistics of the images `chosen`.
    pub fn settle(&mut self, examples: &Examples<T>, chosen: &[u32]) {
        if self.cures.is_some() {
            self.pass(examples, chosen, Pass::Settling);
        }
    }

    // Not a copy for each caller: its loops would have to be loaded with the page three times.
    #[inline(never)]
    pub(super) fn pass(&mut self, examples: &Examples<T>, chosen: &[u32], pass: Pass) {
        let mut cures = self.cures.as_deref_mut();
        let is_normalised = cures.as_ref().is_some_and(|cures| cures.is_normalised());
        if let Some(cures) = &mut cures {
            cures.begin(pass, chosen.len());
        }
        let last = self.layers.len() - 1;
        for index in 0..self.layers.len() {
            let layer = &self.layers[index];
            let (before, here) = self.traces.split_at_mut(index);
            let trace = &mut here[0];
            let filled = chosen.len() * layer.stride;
            let z = &mut trace.weighted_inputs[..filled];
            let is_normalised = is_normalised && index < last;
            let biases =
                if is_normalised { &self.zeros[..layer.stride] } else { &layer.biases };
            if let Some(before) = before.last() {
                let stride = padded(layer.inputs);
                let a = Rows { values: &before.activations, stride };
                weigh_rows(z, a, layer.inputs, chosen.len(), &layer.weights, biases);
            } else {
                let scale = T::from_f64(layer.scale);
                for (z, &image) in z.chunks_exact_mut(layer.stride).zip(chosen) {
                    let pixels = examples.pixels(image as usize);
                    weigh_pixels(z, pixels, &layer.weights, biases, scale);
                }
            }
            if let Some(cures) = &mut cures {
                cures.normalise(index, z, &layer.biases);
            }
            activate(layer.activation, trace, filled);
            if let Some(cures) = &mut cures {
                cures.connect(index, before.last(), trace, filled);
            }
        }
    }

    /// Adds the cost and the correct answers of the images last fed forward to `tally`.
    pub fn tally(&self, examples: &Examples<T>, chosen: &[u32], tally: &mut Tally) {
        let Some((layer, trace)) = self.layers.last().zip(self.traces.last()) else {
            return;
        };
        for (row, &image) in chosen.iter().enumerate() {
            let span = row * layer.stride..row * layer.stride + layer.outputs;
            let (z, a) = (&trace.weighted_inputs[span.clone()], &trace.activations[span]);
            let label = examples.label(image as usize);
            tally.images += 1;
            tally.cost += cost_of_outputs(self.cost, z, a, label);
            tally.correct += usize::from(best_output(a) == label);
        }
    }
}

/// a = φ(z) and φ′(z) of the first `filled` numbers of a trace.
fn activate<T: Real>(activation: Activation, trace: &mut Trace<T>, filled: usize) {
    let z = &trace.weighted_inputs[..filled];
    let a = &mut trace.activations[..filled];
    let slopes = &mut trace.slopes[..filled];
    let each = z.iter().zip(a).zip(slopes);
    let numbers = T::CONSTANTS;
    let numbers = black_box(&numbers);
    // One loop an activation: the choice is made outside of it.
    match activation {
        Activation::Sigmoid => {
            each.for_each(|((z, a), slope)| {
                (*a, *slope) = Activation::Sigmoid.value_and_slope(*z, numbers);
            });
        }
        other => {
            each.for_each(|((z, a), slope)| {
                (*a, *slope) = other.value_and_slope(*z, numbers);
            });
        }
    }
}

/// The cost of one image from its outputs' weighted inputs and activations.
///
/// Cross-entropy is Σ max(z, 0) − y z + ln(1+e^−|z|), and 1+e^−|z| is 1/max(a, 1−a): ten
/// logarithms become one of a product, which is at least 2⁻¹⁰.
fn cost_of_outputs<T: Real>(cost: Cost, z: &[T], a: &[T], label: usize) -> f64 {
    let mut sum = 0.0;
    match cost {
        Cost::CrossEntropy => {
            let mut product = 1.0;
            for (z, a) in z.iter().zip(a) {
                let (z, a) = (z.to_f64(), a.to_f64());
                sum += z.max(0.0);
                product *= a.max(1.0 - a);
                // `max` passes over NaN, which must not vanish from the cost.
                if z.is_nan() {
                    return z;
                }
            }
            sum - z[label].to_f64() - maths::ln(product)
        }
        Cost::Quadratic => {
            for (j, a) in a.iter().enumerate() {
                let y = if j == label { 1.0 } else { 0.0 };
                let miss = a.to_f64() - y;
                sum += miss * miss;
            }
            0.5 * sum
        }
    }
}
