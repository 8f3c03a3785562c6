//! Rows of neurons that answer their input, in a network that was trained without them.
//!
//! The chapter says of a deep network that "the extra layers can, in the worst case, simply do
//! nothing"; its problem of the neuron w₂σ(w₁x+b) ≈ x says how. A row has one such neuron for
//! each neuron a_k of the hidden layer before it. Its weight w₂ and its constant c
//! ([`Identity::offset`]) go into the layer after it, of the weights w_jk:
//!
//! Σ_k w_jk (w₂ s_k + c) + b_j = Σ_k (w₂ w_jk) s_k + (b_j + c Σ_k w_jk).

use ndarray::{Array1, Array2};

use super::{Engine, Examples};
use crate::{
    Error,
    chain::identity::Identity,
    declaration::Choice,
    maths::Real,
    measures::best_output,
    network::{Activation, Network},
};

/// A trained network, some images, and what it answers to them.
#[derive(Debug)]
pub struct IdentityRows<T> {
    network: Network,
    examples: Examples<T>,
    before: Answers<T>,
}

/// What a network answers to the images.
#[derive(Debug)]
struct Answers<T> {
    /// All outputs, image by image.
    outputs: Vec<T>,
    /// The digit answered to each image.
    digits: Vec<usize>,
    correct: usize,
}

/// The network with rows in it beside the one without.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compared {
    /// Images that the network without the rows gets right.
    pub correct_before: usize,
    /// Images that the network with the rows gets right.
    pub correct: usize,
    /// Images to which the two answer different digits.
    pub changed: usize,
    /// The largest change of an output; NaN where one is NaN.
    pub largest_change: f64,
}

impl<T: Real> IdentityRows<T> {
    /// A `network` that was trained, and images that it is to be asked about.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] of `activation` unless that of its hidden layers is the sigmoid.
    pub fn new(network: Network, examples: Examples<T>) -> Result<Self, Error> {
        if network.activation != Activation::Sigmoid {
            return Err(Error::Setting {
                key: "activation",
                expected: "sigmoid".to_owned(),
                got: network.activation.name().to_owned(),
            });
        }
        let before = answers(&network, &examples);
        Ok(Self { network, examples, before })
    }

    /// How many images there are.
    #[must_use]
    pub fn images(&self) -> usize {
        self.examples.len()
    }

    /// Asks the network with so many `rows` of `neuron` after its last hidden layer.
    #[must_use]
    pub fn compare(&self, neuron: Identity, rows: usize) -> Compared {
        let after = answers(&with_rows(&self.network, neuron, rows), &self.examples);
        let pairs = self.before.digits.iter().zip(&after.digits);
        let outputs = self.before.outputs.iter().zip(&after.outputs);
        let changes = outputs.map(|(&one, &other)| (other - one).abs().to_f64());
        Compared {
            correct_before: self.before.correct,
            correct: after.correct,
            changed: pairs.filter(|(one, other)| one != other).count(),
            largest_change: changes.fold(0.0, |most, change| {
                if change.is_nan() { change } else { most.max(change) }
            }),
        }
    }
}

/// `network` with so many `rows` of `neuron` after its last hidden layer.
fn with_rows(network: &Network, neuron: Identity, rows: usize) -> Network {
    let mut extended = network.clone();
    let (Some(mut weights), Some(mut biases)) =
        (extended.weights.pop(), extended.biases.pop())
    else {
        return extended;
    };
    let width = weights.ncols();
    for row in 0..rows {
        // What comes in is an activation, or what the row before answers by its w₂ and c.
        let (factor, constant) =
            if row == 0 { (1.0, 0.0) } else { (neuron.weight_out(), neuron.offset()) };
        let bias = neuron.bias() + neuron.weight_in() * constant;
        extended.weights.push(Array2::eye(width) * (neuron.weight_in() * factor));
        extended.biases.push(Array1::from_elem(width, bias));
    }
    if rows > 0 {
        for (bias, weights) in biases.iter_mut().zip(weights.rows()) {
            *bias += neuron.offset() * weights.sum();
        }
        weights *= neuron.weight_out();
    }
    extended.weights.push(weights);
    extended.biases.push(biases);
    extended
}

/// What `network` answers, by the engine that trains.
fn answers<T: Real>(network: &Network, examples: &Examples<T>) -> Answers<T> {
    let mut engine = Engine::<T>::new(network);
    let mut answers = Answers { outputs: vec![], digits: vec![], correct: 0 };
    let images: Vec<u32> = (0..).take(examples.len()).collect();
    for chosen in images.chunks(engine.chunk()) {
        engine.feed_forward(examples, chosen);
        for (row, &image) in chosen.iter().enumerate() {
            let (outputs, _) = engine.answers(engine.hidden_layers(), row);
            let digit = best_output(outputs);
            answers.outputs.extend(outputs);
            answers.digits.push(digit);
            answers.correct += usize::from(digit == examples.label(image as usize));
        }
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Cost, Initialisation};

    const SIZES: [usize; 4] = [9, 7, 5, 4];

    fn network(activation: Activation) -> Network {
        let (cost, initialisation) = (Cost::CrossEntropy, Initialisation::Chapter);
        let mut network =
            Network::initialise(&SIZES, activation, cost, initialisation, 3);
        // Or one output is the largest for every image.
        network.biases[2].fill(0.0);
        network
    }

    fn examples<T: Real>() -> Examples<T> {
        let mut examples = Examples::empty(SIZES[0]);
        for image in 0..300_u32 {
            let pixel = |k: u32| T::from_f64(f64::from((image * 7 + k * 11) % 8) / 8.0);
            let pixels: Vec<T> = (0..9).map(pixel).collect();
            examples.push(&pixels, (image % 4) as u8);
        }
        examples
    }

    fn by_the_hint(weight_in: f64) -> Identity {
        Identity::new(weight_in, -weight_in / 2.0, 4.0 / weight_in, true).unwrap()
    }

    /// The chapter's own forward pass, neuron by neuron, with the answers of `neuron` in it.
    fn naive(
        network: &Network,
        pixels: &[f64],
        neuron: Identity,
        rows: usize,
    ) -> Vec<f64> {
        let pass = network.feed_forward(Array1::from(pixels.to_vec()).view());
        let mut a = pass.activations[1].to_vec();
        for _ in 0..rows {
            for a in &mut a {
                *a = neuron.answer(*a);
            }
        }
        let outputs = network.weights[2].rows().into_iter().zip(&network.biases[2]);
        outputs
            .map(|(weights, bias)| {
                let products = weights.iter().zip(&a).map(|(w, a)| w * a);
                crate::maths::sigmoid(products.sum::<f64>() + bias)
            })
            .collect()
    }

    #[test]
    fn the_network_with_rows_is_the_one_whose_hidden_neurons_pass_through_them() {
        let (network, examples) = (network(Activation::Sigmoid), examples::<f64>());
        for rows in [0, 1, 2, 5] {
            for neuron in [
                by_the_hint(0.01),
                by_the_hint(3.0),
                Identity::new(2.0, -0.7, 1.5, false).unwrap(),
                Identity::new(-4.0, 1.0, 0.5, true).unwrap(),
            ] {
                let found = answers(&with_rows(&network, neuron, rows), &examples);
                for image in 0..examples.len() {
                    let naive = naive(&network, &examples.dense(image), neuron, rows);
                    let got = &found.outputs[4 * image..4 * image + 4];
                    for (got, naive) in got.iter().zip(&naive) {
                        assert!((got - naive).abs() < 1e-9, "{rows} {got} {naive}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_rows_change_nothing_and_good_ones_little() {
        let rows_in =
            IdentityRows::new(network(Activation::Sigmoid), examples::<f64>()).unwrap();
        let none = rows_in.compare(by_the_hint(1.0), 0);
        assert_eq!((none.changed, none.largest_change), (0, 0.0));
        assert_eq!(none.correct, none.correct_before);
        let good = rows_in.compare(by_the_hint(0.01), 3);
        assert!(good.largest_change > 0.0 && good.largest_change < 1e-5, "{good:?}");
        assert_eq!(good.changed, 0);
        let bad = rows_in.compare(Identity::new(1.0, 0.0, 0.0, false).unwrap(), 1);
        assert!(bad.changed > 0 && bad.largest_change > 0.01, "{bad:?}");
        assert_eq!(rows_in.images(), 300);
    }

    #[test]
    fn in_single_precision_too_small_a_weight_is_worse_than_a_small_one() {
        let rows_in =
            IdentityRows::new(network(Activation::Sigmoid), examples::<f32>()).unwrap();
        let [tiny, small, large] = [4e-4, 0.03, 3.0]
            .map(|weight| rows_in.compare(by_the_hint(weight), 1).largest_change);
        assert!(small < tiny && small < large, "{tiny} {small} {large}");
    }

    #[test]
    fn only_sigmoid_layers_have_sigmoid_neurons() {
        let words = IdentityRows::new(network(Activation::Tanh), examples::<f64>())
            .unwrap_err()
            .to_string();
        assert_eq!(words, "activation: expected sigmoid, got tanh");
    }
}
