//! The fast engine: the same gradients as [`crate::network`]'s, a chunk of images at a time.

use ndarray::{Array1, Array2};

use super::{
    Examples,
    kernel::{
        Accumulate, Descend, Rows, padded, scatter_pixels, update_rows, weigh_pixels,
        weigh_rows,
    },
};
use crate::{
    maths::{self, LANES, Real},
    measures::{Tally, best_output},
    network::{Activation, Cost, Network, Step, sigmoid_lanes},
};

/// The parameters of one layer and what accumulates for them, input-major and padded.
#[derive(Debug, Clone)]
struct Layer<T> {
    inputs: usize,
    outputs: usize,
    /// `outputs` rounded up to whole lanes.
    stride: usize,
    /// [input][stride]; the weights themselves are `scale` times these.
    weights: Vec<T>,
    /// Kept at 1 but in the first layer, where weight decay is folded into it so that a
    /// mini-batch need not touch the weights of pixels that are 0 in all of its images.
    scale: f64,
    /// [output][inputs rounded up]: what backpropagation multiplies by (BP2).
    transposed: Vec<T>,
    biases: Vec<T>,
    weight_sums: Vec<T>,
    bias_sums: Vec<T>,
    weight_velocities: Vec<T>,
    bias_velocities: Vec<T>,
    activation: Activation,
}

/// What a pass over a chunk leaves behind for one layer: rows of `stride` numbers an image.
#[derive(Debug, Clone)]
struct Trace<T> {
    weighted_inputs: Vec<T>,
    activations: Vec<T>,
    primes: Vec<T>,
    deltas: Vec<T>,
}

/// A network laid out for speed, with the room for a chunk of images.
#[derive(Debug, Clone)]
pub struct Engine<T> {
    layers: Vec<Layer<T>>,
    traces: Vec<Trace<T>>,
    cost: Cost,
    chunk: usize,
    zeros: Vec<T>,
    steps: Vec<T>,
}

impl<T: Real> Engine<T> {
    /// The engine that starts from `network`'s parameters, rounded to `T`.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let chunk = chunk_for(&network.sizes());
        let parameters = network.weights.iter().zip(&network.biases).enumerate();
        let layers: Vec<_> = parameters
            .map(|(index, (w, b))| {
                Layer::new(w, b, network.activation_of(index), index > 0)
            })
            .collect();
        let traces =
            layers.iter().map(|layer| Trace::new(chunk * layer.stride)).collect();
        let widest = layers.iter().map(|l| l.stride.max(padded(l.inputs))).max();
        Self {
            zeros: vec![T::ZERO; widest.unwrap_or(0)],
            steps: vec![T::ZERO; layers.first().map_or(0, |layer| layer.stride)],
            layers,
            traces,
            cost: network.cost,
            chunk,
        }
    }

    /// The most images that one pass takes.
    ///
    /// It depends on the sizes alone, so that the order of summation, and with it every
    /// bit, is the same on every machine.
    #[must_use]
    pub fn chunk(&self) -> usize {
        self.chunk
    }

    /// The number of hidden layers.
    #[must_use]
    pub fn hidden_layers(&self) -> usize {
        self.layers.len().saturating_sub(1)
    }

    /// Feeds the images `chosen`, at most a chunk of them, forward.
    pub fn feed_forward(&mut self, examples: &Examples<T>, chosen: &[u32]) {
        for index in 0..self.layers.len() {
            let layer = &self.layers[index];
            let (before, here) = self.traces.split_at_mut(index);
            let trace = &mut here[0];
            let filled = chosen.len() * layer.stride;
            let z = &mut trace.weighted_inputs[..filled];
            if let Some(before) = before.last() {
                let stride = padded(layer.inputs);
                let a = Rows { values: &before.activations, stride };
                weigh_rows(
                    z,
                    a,
                    layer.inputs,
                    chosen.len(),
                    &layer.weights,
                    &layer.biases,
                );
            } else {
                let scale = T::from_f64(layer.scale);
                for (z, &image) in z.chunks_exact_mut(layer.stride).zip(chosen) {
                    let pixels = examples.pixels(image as usize);
                    weigh_pixels(z, pixels, &layer.weights, &layer.biases, scale);
                }
            }
            activate(layer.activation, trace, filled);
        }
    }

    /// Propagates the errors δ of the images last fed forward back to the first hidden
    /// layer: BP1 at the output, BP2 before it.
    pub fn propagate_back(&mut self, examples: &Examples<T>, chosen: &[u32]) {
        let last = self.layers.len() - 1;
        self.output_errors(examples, chosen);
        for index in (0..last).rev() {
            let next = &self.layers[index + 1];
            let (before, after) = self.traces.split_at_mut(index + 1);
            let trace = &mut before[index];
            let stride = self.layers[index].stride;
            let filled = chosen.len() * stride;
            let deltas = &mut trace.deltas[..filled];
            let rows = Rows { values: &after[0].deltas, stride: next.stride };
            let zeros = &self.zeros[..stride];
            weigh_rows(deltas, rows, next.outputs, chosen.len(), &next.transposed, zeros);
            for (delta, prime) in deltas.iter_mut().zip(&trace.primes) {
                *delta *= *prime;
            }
        }
    }

    /// BP1: δ = a − y with cross-entropy, (a − y) ⊙ σ′(z) with the quadratic cost.
    fn output_errors(&mut self, examples: &Examples<T>, chosen: &[u32]) {
        let last = self.layers.len() - 1;
        let (layer, trace) = (&self.layers[last], &mut self.traces[last]);
        for (row, &image) in chosen.iter().enumerate() {
            let span = row * layer.stride..row * layer.stride + layer.outputs;
            let delta = &mut trace.deltas[span.clone()];
            delta.copy_from_slice(&trace.activations[span.clone()]);
            delta[examples.label(image as usize)] -= T::ONE;
            if self.cost == Cost::Quadratic {
                for (delta, prime) in delta.iter_mut().zip(&trace.primes[span]) {
                    *delta *= *prime;
                }
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

    /// Adds the errors of the images last propagated back to the sums behind the layers'
    /// speeds (BP3).
    pub fn add_bias_gradients(&mut self, images: usize) {
        for (layer, trace) in self.layers.iter_mut().zip(&self.traces) {
            for delta in trace.deltas[..images * layer.stride].chunks_exact(layer.stride)
            {
                for (sum, delta) in layer.bias_sums.iter_mut().zip(delta) {
                    *sum += *delta;
                }
            }
        }
    }

    /// Adds the weight gradients of the images last propagated back to their sums (BP4).
    pub fn add_weight_gradients(&mut self, examples: &Examples<T>, chosen: &[u32]) {
        for index in 0..self.layers.len() {
            let layer = &mut self.layers[index];
            layer.weight_sums.resize(layer.weights.len(), T::ZERO);
            let deltas = &self.traces[index].deltas;
            let delta = Rows { values: deltas, stride: layer.stride };
            if index == 0 {
                for (delta, &image) in deltas.chunks_exact(layer.stride).zip(chosen) {
                    let pixels = examples.pixels(image as usize);
                    scatter_pixels(&mut layer.weight_sums, pixels, delta);
                }
            } else {
                let stride = padded(layer.inputs);
                let a = Rows { values: &self.traces[index - 1].activations, stride };
                let sums = &mut layer.weight_sums;
                update_rows(sums, a, layer.inputs, delta, chosen.len(), &Accumulate);
            }
        }
    }

    /// One step of gradient descent by the summed gradients of `images` images; the sums
    /// start again from 0.
    ///
    /// With `momentum` μ the step is added to μ times the one before.
    pub fn descend_by_sums(&mut self, images: usize, step: Step, momentum: Option<f64>) {
        let keep = keep(step);
        let rate = step.rate / images as f64;
        for layer in &mut self.layers {
            layer.settle_scale(keep);
            let kept = T::from_f64(layer.scale);
            layer.scale = 1.0;
            let rate = T::from_f64(rate);
            let (w, b) = (&mut layer.weights, &mut layer.biases);
            if let Some(momentum) = momentum {
                layer.weight_velocities.resize(w.len(), T::ZERO);
                layer.bias_velocities.resize(b.len(), T::ZERO);
                let momentum = T::from_f64(momentum);
                roll(
                    w,
                    &mut layer.weight_velocities,
                    &layer.weight_sums,
                    kept,
                    rate,
                    momentum,
                );
                roll(
                    b,
                    &mut layer.bias_velocities,
                    &layer.bias_sums,
                    T::ONE,
                    rate,
                    momentum,
                );
            } else {
                for (w, sum) in w.iter_mut().zip(&layer.weight_sums) {
                    *w = kept * *w - rate * *sum;
                }
                for (b, sum) in b.iter_mut().zip(&layer.bias_sums) {
                    *b -= rate * *sum;
                }
            }
            layer.weight_sums.fill(T::ZERO);
            layer.transpose();
        }
        self.clear_bias_sums();
    }

    /// One step of gradient descent by the images last propagated back, which are the whole
    /// mini-batch.
    pub fn descend_by_chunk(
        &mut self,
        examples: &Examples<T>,
        chosen: &[u32],
        step: Step,
    ) {
        let keep = keep(step);
        let rate = step.rate / chosen.len() as f64;
        for index in 0..self.layers.len() {
            let layer = &mut self.layers[index];
            let deltas = &self.traces[index].deltas[..chosen.len() * layer.stride];
            if index == 0 {
                layer.settle_scale(keep);
                let rate = T::from_f64(-rate / layer.scale);
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
                let descend =
                    Descend { keep: T::from_f64(keep), rate: T::from_f64(rate) };
                let w = &mut layer.weights;
                update_rows(w, a, layer.inputs, delta, chosen.len(), &descend);
                layer.transpose();
            }
            let rate = T::from_f64(rate);
            for delta in deltas.chunks_exact(layer.stride) {
                for (sum, delta) in layer.bias_sums.iter_mut().zip(delta) {
                    *sum += *delta;
                }
            }
            for (b, sum) in layer.biases.iter_mut().zip(&mut layer.bias_sums) {
                *b -= rate * *sum;
                *sum = T::ZERO;
            }
        }
    }

    /// The sums of the bias gradients δ of `layer` (0 for the first hidden layer) since
    /// they were last cleared, one number a neuron.
    ///
    /// # Panics
    ///
    /// When there is no such layer.
    #[must_use]
    pub fn bias_gradient_sums(&self, layer: usize) -> &[T] {
        &self.layers[layer].bias_sums[..self.layers[layer].outputs]
    }

    /// Sets the sums of the bias gradients to 0.
    pub fn clear_bias_sums(&mut self) {
        for layer in &mut self.layers {
            layer.bias_sums.fill(T::ZERO);
        }
    }

    /// The parameters as a network, exactly.
    #[must_use]
    pub fn network(&self) -> Network {
        let layers = self.layers.iter();
        Network {
            weights: layers.clone().map(Layer::weights).collect(),
            biases: layers.map(Layer::biases).collect(),
            activation: self.layers.first().map_or(Activation::Sigmoid, |l| l.activation),
            cost: self.cost,
        }
    }

    /// Adds `step` to bias `neuron` of `layer`.
    ///
    /// # Panics
    ///
    /// When there is no such neuron.
    pub fn nudge_bias(&mut self, layer: usize, neuron: usize, step: T) {
        self.layers[layer].biases[neuron] += step;
    }
}

/// Weight decay of one step: 1 − ηλ/n, n being the whole training set.
fn keep(step: Step) -> f64 {
    1.0 - step.rate * step.lambda / step.training_images as f64
}

/// v → μ v − rate · sum, x → kept · x + v.
fn roll<T: Real>(x: &mut [T], v: &mut [T], sums: &[T], kept: T, rate: T, momentum: T) {
    for ((x, v), sum) in x.iter_mut().zip(v).zip(sums) {
        *v = momentum * *v - rate * *sum;
        *x = kept * *x + *v;
    }
}

/// How many images a pass takes: enough to share the loading of weights, few enough that a
/// pass over the largest network stays a small part of a frame.
fn chunk_for(sizes: &[usize]) -> usize {
    const OPERATIONS: usize = 20_000_000;
    let multiplications: usize = sizes.windows(2).map(|pair| pair[0] * pair[1]).sum();
    // Forward, backward and update multiply once each, and add.
    (OPERATIONS / (6 * multiplications).max(1)).clamp(4, 64)
}

/// a = φ(z) and φ′(z) of the first `filled` numbers of a trace.
fn activate<T: Real>(activation: Activation, trace: &mut Trace<T>, filled: usize) {
    let z = trace.weighted_inputs[..filled].as_chunks::<LANES>().0;
    let a = trace.activations[..filled].as_chunks_mut::<LANES>().0;
    let primes = trace.primes[..filled].as_chunks_mut::<LANES>().0;
    let each = z.iter().zip(a).zip(primes);
    // One loop an activation: the choice is made outside of it.
    match activation {
        Activation::Sigmoid => {
            each.for_each(|((z, a), prime)| (*a, *prime) = sigmoid_lanes(*z));
        }
        other => each.for_each(|((z, a), prime)| (*a, *prime) = other.lanes(*z)),
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

impl<T: Real> Trace<T> {
    fn new(length: usize) -> Self {
        let zeros = vec![T::ZERO; length];
        Self {
            weighted_inputs: zeros.clone(),
            activations: zeros.clone(),
            primes: zeros.clone(),
            deltas: zeros,
        }
    }
}

impl<T: Real> Layer<T> {
    fn new(
        w: &Array2<f64>,
        b: &Array1<f64>,
        activation: Activation,
        transposed: bool,
    ) -> Self {
        let (outputs, inputs) = w.dim();
        let stride = padded(outputs);
        let mut weights = vec![T::ZERO; inputs * stride];
        for ((j, k), &w) in w.indexed_iter() {
            weights[k * stride + j] = T::from_f64(w);
        }
        let mut biases = vec![T::ZERO; stride];
        for (place, &b) in biases.iter_mut().zip(b) {
            *place = T::from_f64(b);
        }
        let mut layer = Self {
            inputs,
            outputs,
            stride,
            weights,
            scale: 1.0,
            transposed: vec![
                T::ZERO;
                if transposed { outputs * padded(inputs) } else { 0 }
            ],
            biases,
            weight_sums: vec![],
            bias_sums: vec![T::ZERO; stride],
            weight_velocities: vec![],
            bias_velocities: vec![],
            activation,
        };
        layer.transpose();
        layer
    }

    /// Copies the weights into the transposed layout, where the layer has one.
    fn transpose(&mut self) {
        if self.transposed.is_empty() {
            return;
        }
        let across = padded(self.inputs);
        // Eight inputs at a time, so that each line of the target is written whole.
        for (block, rows) in self.weights.chunks(LANES * self.stride).enumerate() {
            for j in 0..self.outputs {
                let place = j * across + block * LANES;
                let target = &mut self.transposed[place..place + LANES];
                for (target, row) in target.iter_mut().zip(rows.chunks_exact(self.stride))
                {
                    *target = row[j];
                }
            }
        }
    }

    /// Multiplies the weights by `keep`, through the scale while that is far from 0.
    ///
    /// The rule looks at the scale alone, so that it falls on the same step in every run.
    fn settle_scale(&mut self, keep: f64) {
        self.scale *= keep;
        // Also catches ηλ > n, where the weights change sign at every step.
        if self.scale < 0.25 {
            let scale = T::from_f64(self.scale);
            for w in &mut self.weights {
                *w *= scale;
            }
            self.scale = 1.0;
        }
    }

    fn weights(&self) -> Array2<f64> {
        let scale = T::from_f64(self.scale);
        Array2::from_shape_fn((self.outputs, self.inputs), |(j, k)| {
            (scale * self.weights[k * self.stride + j]).to_f64()
        })
    }

    fn biases(&self) -> Array1<f64> {
        self.biases[..self.outputs].iter().map(|b| b.to_f64()).collect()
    }
}
