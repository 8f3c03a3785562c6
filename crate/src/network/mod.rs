//! The network: sizes, activations, costs, initialisation, and the chapter's own
//! backpropagation.

mod activation;
mod backpropagation;
mod cost;
mod initialisation;

use ndarray::{Array1, Array2};

pub use activation::Activation;
pub use backpropagation::{ForwardPass, Gradient, Step};
pub use cost::Cost;
pub use initialisation::Initialisation;

use crate::random::{Generator, Stream};

/// A fully connected network with sigmoid outputs.
///
/// Layers are counted from 0 here: layer 0 is the first hidden layer, the last one the
/// output. (The chapter's words, "hidden layer 1", count from 1.)
///
/// ```
/// use unstable_gradients::network::{Activation, Cost, Initialisation, Network};
/// let network = Network::initialise(
///     &[784, 30, 30, 10],
///     Activation::Sigmoid,
///     Cost::CrossEntropy,
///     Initialisation::Chapter,
///     1,
/// );
/// assert_eq!(network.weights[0].dim(), (30, 784));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// wˡ_jk, one array a layer of shape `n_out` × `n_in`: from neuron k to neuron j.
    pub weights: Vec<Array2<f64>>,
    /// bˡ_j, one array a layer of length `n_out`.
    pub biases: Vec<Array1<f64>>,
    /// The activation function of the hidden layers.
    pub activation: Activation,
    /// The cost function.
    pub cost: Cost,
}

impl Network {
    /// A network of the layers' `sizes`, from the number of inputs to that of the outputs,
    /// with parameters drawn for `seed`: all biases first, in layer order, then the weights
    /// layer by layer and row by row.
    #[must_use]
    pub fn initialise(
        sizes: &[usize],
        activation: Activation,
        cost: Cost,
        initialisation: Initialisation,
        seed: u32,
    ) -> Self {
        let mut generator = Generator::new(seed, Stream::Parameters);
        let mut draw = |deviation: f64| deviation * generator.normal();
        let spread = initialisation.bias_deviation();
        let biases = sizes
            .iter()
            .skip(1)
            .map(|&n| Array1::from_shape_simple_fn(n, || draw(spread)));
        let biases = biases.collect();
        let weights = sizes.windows(2).map(|pair| {
            let spread = initialisation.weight_deviation(pair[0], pair[1]);
            Array2::from_shape_simple_fn((pair[1], pair[0]), || draw(spread))
        });
        Self { weights: weights.collect(), biases, activation, cost }
    }

    /// The activation function of `layer`: the chosen one, but sigmoid at the output.
    #[must_use]
    pub fn activation_of(&self, layer: usize) -> Activation {
        if layer + 1 == self.weights.len() {
            Activation::Sigmoid
        } else {
            self.activation
        }
    }

    /// The layers' sizes, from the number of inputs to that of the outputs.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        let inputs = self.weights.first().map(Array2::ncols);
        inputs.into_iter().chain(self.weights.iter().map(Array2::nrows)).collect()
    }
}
