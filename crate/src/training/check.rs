//! The gradient of a run against central differences.

use ndarray::Array1;

use super::run::Advance;
use crate::{
    data::CLASSES,
    network::Network,
    random::{Generator, Stream},
};

/// One derivative ∂C/∂b_j, computed in two ways over the same images.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CheckedBias {
    /// The hidden layer, 0 for the first.
    pub layer: usize,
    /// The neuron, 0 for the first.
    pub neuron: usize,
    /// By backpropagation, in the precision of the run.
    pub backpropagated: f64,
    /// By central differences of the cost, in double precision and by the chapter's own forward
    /// pass, independently of the engine.
    pub difference: f64,
}

/// The step of the differences: a power of two, so that z ± h is nearly exact.
///
/// The five-point formula's truncation is of the order h⁴/30 ~ 1e-10 of the derivative's own
/// scale, its rounding ε C/h ~ 1e-13.
const STEP: f64 = 1.0 / 128.0;

/// The most neurons of a layer that are checked.
const NEURONS: usize = 8;

/// Multiplications that a check may cost: about a second.
const BUDGET: usize = 1_000_000_000;

/// Checks up to [`NEURONS`] biases of every hidden layer, drawn by the seed, over as many of
/// the run's images as the budget allows.
pub(super) fn check(run: &dyn Advance) -> Vec<CheckedBias> {
    let settings = run.settings();
    let network = run.network();
    let images_in_budget = |neurons| BUDGET / multiplications(&network, neurons);
    // Every layer comes first, then every image, then more neurons.
    let neurons = (1..=NEURONS)
        .rev()
        .find(|&n| images_in_budget(n) >= settings.images)
        .unwrap_or(1);
    let images = images_in_budget(neurons).clamp(10, settings.images);

    let mut checked = chosen(&run.bias_gradients(images), neurons, settings.seed);
    let examples = run.examples(images);
    for index in 0..images {
        let mut x: Array1<f64> = Array1::zeros(examples.inputs());
        for pixel in examples.pixels(index) {
            x[pixel.place as usize] = pixel.value;
        }
        let mut y = Array1::zeros(CLASSES);
        y[examples.label(index)] = 1.0;
        let pass = network.feed_forward(x.view());
        for bias in &mut checked {
            // A step of b_j is the same step of z_j.
            let cost_at = |steps: f64| {
                let mut z = pass.weighted_inputs[bias.layer].clone();
                z[bias.neuron] += steps * STEP;
                network.cost_from(bias.layer, z, y.view())
            };
            let near = cost_at(1.0) - cost_at(-1.0);
            let far = cost_at(2.0) - cost_at(-2.0);
            bias.difference += 8.0 * near - far;
        }
    }
    for bias in &mut checked {
        bias.difference /= 12.0 * STEP * images as f64;
    }
    checked
}

/// `neurons` of every layer (all if it has fewer), drawn by the seed, with differences of 0
/// for the moment.
fn chosen(gradients: &[Vec<f64>], neurons: usize, seed: u32) -> Vec<CheckedBias> {
    let mut generator = Generator::new(seed, Stream::Check);
    let mut checked = vec![];
    for (layer, gradient) in gradients.iter().enumerate() {
        let mut order: Vec<usize> = (0..gradient.len()).collect();
        generator.shuffle(&mut order);
        let drawn = &order[..neurons.min(order.len())];
        for (neuron, &backpropagated) in gradient.iter().enumerate() {
            if drawn.contains(&neuron) {
                checked.push(CheckedBias {
                    layer,
                    neuron,
                    backpropagated,
                    difference: 0.0,
                });
            }
        }
    }
    checked
}

/// How many multiplications an image costs when so many neurons of every hidden layer are
/// checked: those of one whole pass, and for each neuron four times those after its layer.
fn multiplications(network: &Network, neurons: usize) -> usize {
    let mut after = 0;
    let mut sum = 0;
    for weights in network.weights.iter().skip(1).rev() {
        let (outputs, inputs) = weights.dim();
        after += outputs * inputs;
        sum += 4 * inputs.min(neurons) * after;
    }
    sum + after + network.weights.first().map_or(0, ndarray::Array2::len)
}
