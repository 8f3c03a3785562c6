//! Forward: the activations of a chunk of images, their cost and answers.

use std::hint::black_box;

use super::{
    Engine,
    cures::at_hand,
    layout::{Layer, Trace},
};
use crate::{
    maths::Real,
    measures::{Tally, best_output},
    network::{Function, With, softmax},
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
        if at_hand(&mut self.cures).is_some() {
            self.pass(examples, chosen, Pass::Settling);
        }
    }

    // Not a copy for each caller: its loops would have to be loaded with the page three times.
    #[inline(never)]
    pub(super) fn pass(&mut self, examples: &Examples<T>, chosen: &[u32], pass: Pass) {
        let mut cures = at_hand(&mut self.cures);
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
                let (count, w) = (chosen.len(), &layer.weights);
                weigh_rows(z, layer.stride, a, layer.inputs, count, w, biases);
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
            if let Some(activation) = layer.activation {
                activation.apply(Activate::new(trace, filled));
            } else {
                let z = trace.weighted_inputs[..filled].chunks_exact(layer.stride);
                let a = trace.activations[..filled].chunks_exact_mut(layer.stride);
                for (z, a) in z.zip(a) {
                    softmax(&z[..layer.outputs], &mut a[..layer.outputs], &T::CONSTANTS);
                }
            }
            if let Some(cures) = &mut cures {
                cures.connect(index, before.last(), trace, filled);
            }
        }
    }

    /// The activations and slopes φ′(z) of a hidden layer (0-based) on image `row` of those last
    /// fed forward.
    pub(in crate::training) fn answers(&self, layer: usize, row: usize) -> (&[T], &[T]) {
        let Layer { stride, outputs, .. } = self.layers[layer];
        let span = row * stride..row * stride + outputs;
        let trace = &self.traces[layer];
        (&trace.activations[span.clone()], &trace.slopes[span])
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
            tally.cost += self.output.cost_of_label(self.cost, z, a, label);
            tally.correct += usize::from(best_output(a) == label);
        }
    }
}

/// A layer's numbers, of which a = φ(z) and φ′(z) are to be computed.
struct Activate<'a, T> {
    z: &'a [T],
    a: &'a mut [T],
    slopes: &'a mut [T],
}

impl<'a, T: Real> Activate<'a, T> {
    /// The first `filled` numbers of a trace.
    fn new(trace: &'a mut Trace<T>, filled: usize) -> Self {
        Self {
            z: &trace.weighted_inputs[..filled],
            a: &mut trace.activations[..filled],
            slopes: &mut trace.slopes[..filled],
        }
    }
}

impl<T: Real> With for Activate<'_, T> {
    type Output = ();

    /// One loop an activation: the choice is made outside of it.
    #[inline(always)]
    fn with<F: Function>(self) {
        let numbers = T::CONSTANTS;
        let numbers = black_box(&numbers);
        self.z.iter().zip(self.a).zip(self.slopes).for_each(|((z, a), slope)| {
            (*a, *slope) = F::value_and_slope(*z, numbers);
        });
    }
}
