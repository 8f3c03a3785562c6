//! What a careful practitioner looks at besides a run's own rows: what a trained network
//! answers image by image, what an untrained one costs, what to try, what several make of it.
//!
//! The list is Karpathy's ("A Recipe for Training Neural Networks", 2019).
//!
//! ```
//! use unstable_gradients::{
//!     network::{Cost, Output},
//!     recipe::{first_cost, trials},
//! };
//!
//! // What the first cost should be, if the weights are small.
//! let expected = first_cost(Output::Softmax, Cost::CrossEntropy);
//! assert!((expected - 10_f64.ln()).abs() < 1e-15);
//! // Nine trials, drawn for a seed, and as many on a grid.
//! assert_eq!((trials(Some(1), 9).len(), trials(None, 9).len()), (9, 9));
//! ```

use ndarray::{Array1, Array2};

use crate::{
    data::{CLASSES, Set, Side, write_pixels},
    maths,
    network::{Cost, Network, Output},
    random::{Generator, Stream},
};

/// The range of learning rates that a search tries.
pub const RATES: [f64; 2] = [0.01, 10.0];
/// The range of regularisation parameters that it tries.
pub const LAMBDAS: [f64; 2] = [0.001, 10.0];

/// What a network answers to the images of a set, by the chapter's own forward pass.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    /// The output activations, a row an image.
    pub outputs: Array2<f64>,
    /// The cost of each image, without the regularisation term.
    pub costs: Vec<f64>,
}

/// What `network` answers to the first `images` images of `set`, `side` pixels a side.
///
/// **Panics** unless the network has as many inputs as an image has pixels.
#[must_use]
#[track_caller]
pub fn answers(network: &Network, set: &Set, side: Side, images: usize) -> Answers {
    let images = images.min(set.len());
    let mut outputs = Array2::zeros((images, CLASSES));
    let mut costs = vec![];
    let mut pixels = Array1::zeros(side.pixels());
    for index in 0..images {
        write_pixels(set.image(index), side, pixels.as_slice_mut().unwrap_or_default());
        let pass = network.feed_forward(pixels.view());
        let (z, a) = (pass.weighted_inputs.last(), pass.activations.last());
        let (Some(z), Some(a)) = (z, a) else { continue };
        outputs.row_mut(index).assign(a);
        let y = target(usize::from(set.label(index)));
        costs.push(network.output.cost(network.cost, &z.to_vec(), &y));
    }
    Answers { outputs, costs }
}

/// The digit that each row of `outputs` says: the first of the largest.
#[must_use]
pub fn digits_of(outputs: &Array2<f64>) -> Vec<usize> {
    outputs
        .rows()
        .into_iter()
        .map(|row| {
            let later =
                |best: usize, at: usize| if row[at] > row[best] { at } else { best };
            (0..row.len()).fold(0, later)
        })
        .collect()
}

/// The share of the images of `set`, from its first on, whose digit the rows of `outputs` say.
#[must_use]
pub fn accuracy(outputs: &Array2<f64>, set: &Set) -> f64 {
    let said = digits_of(outputs);
    let right = said.iter().zip(set.labels()).filter(|(a, b)| **a == usize::from(**b));
    right.count() as f64 / said.len() as f64
}

/// The accuracy of the first network alone, of the means of the outputs of the first two, and so
/// on.
#[must_use]
pub fn together(members: &[Array2<f64>], set: &Set) -> Vec<f64> {
    let mut sum: Option<Array2<f64>> = None;
    let each = members.iter().map(|outputs| {
        let next = sum.take().map_or_else(|| outputs.clone(), |sum| sum + outputs);
        // The largest of sums is the largest of means.
        let share = accuracy(&next, set);
        sum = Some(next);
        share
    });
    each.collect()
}

/// The cost of an image for a network whose weighted outputs are all 0, as with weights near 0:
/// ln 10 for softmax with cross-entropy, 10 ln 2 for sigmoids.
#[must_use]
pub fn first_cost(output: Output, cost: Cost) -> f64 {
    output.cost(cost, &[0.0; CLASSES], &target(0))
}

/// The learning rates and λ that a search of `budget` trials tries: those of a square grid, or as
/// many drawn for `seed`, both even on logarithmic scales over [`RATES`] and [`LAMBDAS`]. A grid
/// has the whole square root of `budget` on a side, each in the middle of its share of the range,
/// so that neither way has the ends for itself.
#[must_use]
pub fn trials(seed: Option<u32>, budget: usize) -> Vec<[f64; 2]> {
    let at = |[from, to]: [f64; 2], share: f64| {
        maths::exp(maths::ln(from) + share * (maths::ln(to) - maths::ln(from)))
    };
    let trial = |x, y| [at(RATES, x), at(LAMBDAS, y)];
    if let Some(seed) = seed {
        let mut generator = Generator::new(seed, Stream::Search);
        return (0..budget)
            .map(|_| {
                let x = generator.uniform();
                trial(x, generator.uniform())
            })
            .collect();
    }
    let side = budget.isqrt();
    let middle = |index: usize| (index as f64 + 0.5) / side as f64;
    let places = (0..side * side).map(|index| (index % side, index / side));
    places.map(|(x, y)| trial(middle(x), middle(y))).collect()
}

/// 1 for the digit `label`, 0 for the others.
fn target(label: usize) -> [f64; CLASSES] {
    let mut y = [0.0; CLASSES];
    y[label] = 1.0;
    y
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::{
        data::IMAGE_BYTES,
        network::{Activation, Initialisation},
    };

    /// A set of images that are all grey, of these labels.
    fn grey(labels: &[u8]) -> Set {
        Set::new(vec![128; IMAGE_BYTES * labels.len()], labels.to_vec()).expect("it fits")
    }

    fn network(initialisation: Initialisation) -> Network {
        let sizes = [49, 6, 10];
        Network::initialise(
            &sizes,
            Activation::Sigmoid,
            Cost::CrossEntropy,
            initialisation,
            1,
        )
    }

    #[test]
    fn answers_are_those_of_the_chapters_forward_pass() {
        let (set, network) = (grey(&[3, 7, 3]), network(Initialisation::Chapter));
        let Answers { outputs, costs } = answers(&network, &set, Side::Seven, 2);
        let x = Array1::from_elem(49, 0.5);
        let pass = network.feed_forward(x.view());
        assert_eq!(outputs.dim(), (2, 10));
        assert_eq!(outputs.row(1), pass.activations[1]);
        let y = |label| Array1::from(target(label).to_vec());
        assert_eq!(costs, [3, 7].map(|label| network.cost_of(x.view(), y(label).view())));
    }

    #[test]
    fn the_first_cost_is_that_of_a_network_without_weights() {
        let ln = maths::ln;
        for (output, cost, expected) in [
            (Output::Softmax, Cost::CrossEntropy, ln(10.0)),
            (Output::Sigmoid, Cost::CrossEntropy, 10.0 * ln(2.0)),
            (Output::Sigmoid, Cost::Quadratic, 10.0 / 8.0),
            (Output::Softmax, Cost::Quadratic, 0.45),
        ] {
            let first = first_cost(output, cost);
            assert!((first - expected).abs() < 1e-15 * 10.0, "{output:?}: {first}");
            let network =
                Network { cost, ..network(Initialisation::Zero).with_output(output) };
            let Answers { costs, .. } = answers(&network, &grey(&[4]), Side::Seven, 1);
            assert!((costs[0] - expected).abs() < 1e-14);
        }
    }

    #[test]
    fn the_mean_of_several_outputs_outvotes_one() {
        let mut one = Array2::zeros((2, 10));
        let mut other = one.clone();
        one[[0, 3]] = 0.6;
        one[[1, 5]] = 0.4;
        other[[0, 3]] = 0.1;
        other[[1, 7]] = 0.9;
        let set = grey(&[3, 7]);
        assert_eq!(digits_of(&one), [3, 5]);
        assert_eq!(together(&[one, other], &set), [0.5, 1.0]);
        assert_eq!(digits_of(&array![[0.0, 0.5, 0.5]]), [1]);
    }

    #[test]
    fn trials_are_as_many_in_the_same_range_and_even_on_logarithmic_scales() {
        let grid = trials(None, 9);
        let middles = [0.01 * 10.0_f64.sqrt(), 0.1 * 10.0_f64.sqrt(), 10.0_f64.sqrt()];
        for (index, [rate, lambda]) in grid.iter().enumerate() {
            assert!((rate / middles[index % 3] - 1.0).abs() < 1e-12, "{rate}");
            let decades = -3.0 + 4.0 * (index / 3) as f64 / 3.0 + 2.0 / 3.0;
            let third = maths::exp(decades * maths::ln(10.0));
            assert!((lambda / third - 1.0).abs() < 1e-12, "{lambda}");
        }
        let drawn = trials(Some(1), 4000);
        assert_eq!(drawn.len(), 4000);
        assert!(drawn.iter().all(|[rate, lambda]| {
            (RATES[0]..RATES[1]).contains(rate)
                && (LAMBDAS[0]..LAMBDAS[1]).contains(lambda)
        }));
        let low = drawn.iter().filter(|[rate, _]| *rate < middles[1]).count();
        assert!((1900..2100).contains(&low), "{low} of 4000 below the middle");
        assert_eq!(trials(Some(1), 4), drawn[..4]);
        assert_ne!(trials(Some(2), 4), drawn[..4]);
    }
}
