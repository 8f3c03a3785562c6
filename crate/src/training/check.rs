//! The gradient on screen against central differences.

use super::{Engine, run::Advance};
use crate::{
    measures::Tally,
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
    /// By central differences of the cost, in double precision.
    pub difference: f64,
}

/// The step of the differences: a power of two, so that b ± h is nearly exact.
///
/// The five-point formula's truncation is of the order h⁴/30 ~ 1e-10 of the derivative's own
/// scale, its rounding ε C/h ~ 1e-13.
const STEP: f64 = 1.0 / 128.0;

/// The most neurons of a layer that are looked at.
const NEURONS: usize = 8;

/// Multiplications that a check may cost: about a second.
const BUDGET: usize = 1_000_000_000;

/// Checks up to [`NEURONS`] biases of every hidden layer, drawn by the seed, over as many of
/// the run's images as the budget allows.
pub(super) fn check(run: &dyn Advance) -> Vec<CheckedBias> {
    let settings = run.settings();
    let network = run.network();
    let multiplications: usize =
        settings.sizes().windows(2).map(|pair| pair[0] * pair[1]).sum();
    let passes_over_budget = |neurons: usize| {
        let evaluations =
            4 * settings.hidden.iter().map(|&n| n.min(neurons)).sum::<usize>();
        BUDGET / (evaluations * multiplications)
    };
    // Every layer first, then every image, then more neurons.
    let neurons = (1..=NEURONS)
        .rev()
        .find(|&n| passes_over_budget(n) >= settings.images)
        .unwrap_or(1);
    let images = passes_over_budget(neurons).clamp(10, settings.images);

    let examples = run.examples(images);
    let chosen: Vec<u32> = (0..u32::try_from(images).unwrap_or(u32::MAX)).collect();
    let engine = Engine::<f64>::new(&network);
    let mean_cost = |engine: &mut Engine<f64>| {
        let mut tally = Tally::default();
        for chosen in chosen.chunks(engine.chunk()) {
            engine.feed_forward(&examples, chosen);
            engine.tally(&examples, chosen, &mut tally);
        }
        tally.mean_cost()
    };
    let gradients = run.bias_gradients(images);
    let mut generator = Generator::new(settings.seed, Stream::Check);
    let mut checked = vec![];
    for (layer, gradient) in gradients.iter().enumerate() {
        let mut order: Vec<usize> = (0..gradient.len()).collect();
        generator.shuffle(&mut order);
        order.truncate(neurons);
        order.sort_unstable();
        for neuron in order {
            let cost_at = |steps: f64| {
                // A fresh engine each time, so that the steps leave no rounding behind.
                let mut moved = engine.clone();
                moved.nudge_bias(layer, neuron, steps * STEP);
                mean_cost(&mut moved)
            };
            let near = cost_at(1.0) - cost_at(-1.0);
            let far = cost_at(2.0) - cost_at(-2.0);
            let difference = (8.0 * near - far) / (12.0 * STEP);
            let backpropagated = gradient[neuron];
            checked.push(CheckedBias { layer, neuron, backpropagated, difference });
        }
    }
    checked
}
