//! The fast engine: the same gradients as [`crate::network`]'s, a chunk of images at a time.

use std::hint::black_box;

use ndarray::{Array1, Array2};

use super::{
    ByPixel, Examples,
    aligned::Aligned,
    kernel::{
        Accumulate, Descend, Rows, gather_pixels, multiply_each, padded, scatter_pixels,
        update_rows, weigh_pixels, weigh_rows,
    },
};
use crate::{
    maths::{self, LANES, Real, two_to},
    measures::{Tally, best_output},
    network::{Activation, Cost, Network, Step},
};

/// The parameters of one layer and what accumulates for them, input-major and padded.
#[derive(Debug, Clone)]
struct Layer<T> {
    inputs: usize,
    outputs: usize,
    /// `outputs` rounded up to whole lanes.
    stride: usize,
    /// [input][stride]; the weights themselves are `scale` times these.
    weights: Aligned<T>,
    /// Kept at 1 but in the first layer, where weight decay is folded into it so that a
    /// mini-batch need not touch the weights of pixels that are 0 in all of its images.
    scale: f64,
    /// [output][inputs rounded up]: what backpropagation multiplies by (BP2).
    transposed: Aligned<T>,
    biases: Aligned<T>,
    weight_sums: Sums<T>,
    bias_sums: Sums<T>,
    weight_velocities: Aligned<T>,
    bias_velocities: Aligned<T>,
    activation: Activation,
}

/// What a pass over a chunk leaves behind for one layer: rows of `stride` numbers an image.
#[derive(Debug, Clone)]
struct Trace<T> {
    weighted_inputs: Aligned<T>,
    activations: Aligned<T>,
    primes: Aligned<T>,
    /// The errors δ are 2^exponent times these.
    deltas: Aligned<T>,
    /// 0, or less where the errors were lifted out of the range in which they are faint.
    exponent: i32,
}

/// Sums that run over the chunks of images, 2^exponent times `values`.
#[derive(Debug, Clone)]
struct Sums<T> {
    values: Aligned<T>,
    exponent: i32,
    is_empty: bool,
}

/// A network laid out for speed, with the room for a chunk of images.
#[derive(Debug, Clone)]
pub struct Engine<T> {
    layers: Vec<Layer<T>>,
    traces: Vec<Trace<T>>,
    cost: Cost,
    chunk: usize,
    zeros: Aligned<T>,
    steps: Aligned<T>,
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
            zeros: Aligned::filled(T::ZERO, widest.unwrap_or(0)),
            steps: Aligned::filled(
                T::ZERO,
                layers.first().map_or(0, |layer| layer.stride),
            ),
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
            multiply_each(deltas, &trace.primes[..filled]);
            trace.exponent = after[0].exponent - lift_if_faint(deltas);
        }
    }

    /// BP1: δ = a − y with cross-entropy, (a − y) ⊙ σ′(z) with the quadratic cost.
    fn output_errors(&mut self, examples: &Examples<T>, chosen: &[u32]) {
        let last = self.layers.len() - 1;
        let (layer, trace) = (&self.layers[last], &mut self.traces[last]);
        trace.exponent = 0;
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
            let scale = layer.bias_sums.make_room_for(trace.exponent);
            for delta in trace.deltas[..images * layer.stride].chunks_exact(layer.stride)
            {
                for (sum, delta) in layer.bias_sums.values.iter_mut().zip(delta) {
                    *sum += scale * *delta;
                }
            }
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

    /// The same of images that were turned over: the same bits, in less time.
    pub fn add_weight_gradients_by_pixel(&mut self, images: &ByPixel<T>) {
        let (layer, trace) = (&mut self.layers[0], &mut self.traces[0]);
        layer.match_exponents(trace, images.len());
        let delta = Rows { values: &trace.deltas, stride: layer.stride };
        gather_pixels(&mut layer.weight_sums.values, images.columns(), delta);
        self.add_later_weight_gradients(images.len());
    }

    fn add_later_weight_gradients(&mut self, images: usize) {
        for index in 1..self.layers.len() {
            let (layer, trace) = (&mut self.layers[index], &self.traces[index]);
            let scale = layer.make_room_for_weight_gradients(trace.exponent);
            let sums = &mut layer.weight_sums.values;
            let stride = padded(layer.inputs);
            let a = Rows { values: &self.traces[index - 1].activations, stride };
            let delta = Rows { values: &trace.deltas, stride: layer.stride };
            update_rows(sums, a, layer.inputs, delta, images, &Accumulate { scale });
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
            let rates: (T, T) = (
                step_factor(rate, layer.weight_sums.exponent),
                step_factor(rate, layer.bias_sums.exponent),
            );
            let (w, b) = (&mut layer.weights, &mut layer.biases);
            let (dw, db) = (&layer.weight_sums.values, &layer.bias_sums.values);
            if let Some(momentum) = momentum {
                make_room(&mut layer.weight_velocities, w.len());
                make_room(&mut layer.bias_velocities, b.len());
                let momentum = T::from_f64(momentum);
                roll(w, &mut layer.weight_velocities, dw, kept, rates.0, momentum);
                roll(b, &mut layer.bias_velocities, db, T::ONE, rates.1, momentum);
            } else {
                for (w, sum) in w.iter_mut().zip(dw.iter()) {
                    *w = kept * *w - rates.0 * *sum;
                }
                for (b, sum) in b.iter_mut().zip(db.iter()) {
                    *b -= rates.1 * *sum;
                }
            }
            layer.weight_sums.clear();
            layer.transpose();
        }
        self.clear_bias_gradients();
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
        self.clear_bias_gradients();
        self.add_bias_gradients(chosen.len());
        for index in 0..self.layers.len() {
            let layer = &mut self.layers[index];
            let trace = &self.traces[index];
            let deltas = &trace.deltas[..chosen.len() * layer.stride];
            if index == 0 {
                layer.settle_scale(keep);
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
                let descend = Descend {
                    keep: T::from_f64(keep),
                    rate: step_factor(rate, trace.exponent),
                };
                let w = &mut layer.weights;
                update_rows(w, a, layer.inputs, delta, chosen.len(), &descend);
                layer.transpose();
            }
            let rate: T = step_factor(rate, layer.bias_sums.exponent);
            for (b, sum) in layer.biases.iter_mut().zip(layer.bias_sums.values.iter()) {
                *b -= rate * *sum;
            }
        }
        self.clear_bias_gradients();
    }

    /// The mean bias gradient δ of `layer` (0 for the first hidden layer) over the `images`
    /// added since it was last cleared, one number a neuron.
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

    /// Starts the mean bias gradients again from no image.
    pub fn clear_bias_gradients(&mut self) {
        for layer in &mut self.layers {
            layer.bias_sums.clear();
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
}

/// Weight decay of one step: 1 − ηλ/n, n being the whole training set.
fn keep(step: Step) -> f64 {
    1.0 - step.rate * step.lambda / step.training_images as f64
}

/// Gives `values` the length `length`, in zeros, if they have none yet.
fn make_room<T: Real>(values: &mut Aligned<T>, length: usize) {
    if values.is_empty() {
        *values = Aligned::filled(T::ZERO, length);
    }
}

/// v → μ v − rate · sum, x → kept · x + v.
fn roll<T: Real>(x: &mut [T], v: &mut [T], sums: &[T], kept: T, rate: T, momentum: T) {
    for ((x, v), sum) in x.iter_mut().zip(v).zip(sums) {
        *v = momentum * *v - rate * *sum;
        *x = kept * *x + *v;
    }
}

/// `rate` · 2^exponent, or 0 when so small a step cannot change a parameter.
fn step_factor<T: Real>(rate: f64, exponent: i32) -> T {
    let factor = maths::scale_by_power(rate, exponent);
    if factor.abs() < T::NO_STEP { T::ZERO } else { T::from_f64(factor) }
}

/// Multiplies `deltas` by 2^[`Real::LIFT`] when all are faint, so that what is further
/// back does not become subnormal; gives the power.
fn lift_if_faint<T: Real>(deltas: &mut [T]) -> i32 {
    let mut largest = [T::ZERO; LANES];
    for lanes in deltas.as_chunks::<LANES>().0 {
        for (largest, delta) in largest.iter_mut().zip(lanes) {
            let magnitude = delta.abs();
            *largest = if magnitude > *largest { magnitude } else { *largest };
        }
    }
    let largest = largest.into_iter().fold(T::ZERO, |m, x| if x > m { x } else { m });
    if largest == T::ZERO || largest >= T::FAINT {
        return 0;
    }
    let factor = T::from_f64(two_to(T::LIFT));
    for delta in deltas {
        *delta *= factor;
    }
    T::LIFT
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
    let z = &trace.weighted_inputs[..filled];
    let a = &mut trace.activations[..filled];
    let primes = &mut trace.primes[..filled];
    let each = z.iter().zip(a).zip(primes);
    let numbers = T::EXPONENTIAL;
    let numbers = black_box(&numbers);
    // One loop an activation: the choice is made outside of it.
    match activation {
        Activation::Sigmoid => {
            each.for_each(|((z, a), prime)| {
                (*a, *prime) = Activation::Sigmoid.both(*z, numbers);
            });
        }
        other => {
            each.for_each(|((z, a), prime)| (*a, *prime) = other.both(*z, numbers));
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

impl<T: Real> Sums<T> {
    fn new(length: usize) -> Self {
        Self { values: Aligned::filled(T::ZERO, length), exponent: 0, is_empty: true }
    }

    fn clear(&mut self) {
        self.values.fill(T::ZERO);
        self.exponent = 0;
        self.is_empty = true;
    }

    /// Prepares to add numbers of 2^exponent times their values; gives the factor that
    /// brings those to the sums' own exponent.
    ///
    /// The sums keep the larger of the two exponents, as the faint of two numbers is lost
    /// in their sum.
    fn make_room_for(&mut self, exponent: i32) -> T {
        if self.is_empty {
            self.exponent = exponent;
            self.is_empty = false;
        } else if exponent > self.exponent {
            let factor =
                T::from_f64(maths::scale_by_power(1.0, self.exponent - exponent));
            for value in self.values.iter_mut() {
                *value *= factor;
            }
            self.exponent = exponent;
        }
        T::from_f64(maths::scale_by_power(1.0, exponent - self.exponent))
    }
}

impl<T: Real> Trace<T> {
    fn new(length: usize) -> Self {
        let zeros = Aligned::filled(T::ZERO, length);
        Self {
            weighted_inputs: zeros.clone(),
            activations: zeros.clone(),
            primes: zeros.clone(),
            deltas: zeros,
            exponent: 0,
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
        let mut weights = Aligned::filled(T::ZERO, inputs * stride);
        for ((j, k), &w) in w.indexed_iter() {
            weights[k * stride + j] = T::from_f64(w);
        }
        let mut biases = Aligned::filled(T::ZERO, stride);
        for (place, &b) in biases.iter_mut().zip(b) {
            *place = T::from_f64(b);
        }
        let mut layer = Self {
            inputs,
            outputs,
            stride,
            weights,
            scale: 1.0,
            transposed: Aligned::filled(
                T::ZERO,
                if transposed { outputs * padded(inputs) } else { 0 },
            ),
            biases,
            weight_sums: Sums::new(0),
            bias_sums: Sums::new(stride),
            weight_velocities: Aligned::filled(T::ZERO, 0),
            bias_velocities: Aligned::filled(T::ZERO, 0),
            activation,
        };
        layer.transpose();
        layer
    }

    /// Prepares the sums of the weight gradients as [`Sums::make_room_for`] does.
    fn make_room_for_weight_gradients(&mut self, exponent: i32) -> T {
        make_room(&mut self.weight_sums.values, self.weights.len());
        self.weight_sums.make_room_for(exponent)
    }

    /// Brings the errors of the first `images` images to the exponent of the sums of the
    /// weight gradients, to which they are to be added.
    fn match_exponents(&mut self, trace: &mut Trace<T>, images: usize) {
        let scale = self.make_room_for_weight_gradients(trace.exponent);
        if trace.exponent != self.weight_sums.exponent {
            for delta in &mut trace.deltas[..images * self.stride] {
                *delta *= scale;
            }
            trace.exponent = self.weight_sums.exponent;
        }
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
            for w in self.weights.iter_mut() {
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
