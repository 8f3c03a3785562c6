//! The network: sizes, activations, costs, initialisation, and the chapter's own
//! backpropagation.
//!
//! ```
//! use ndarray::{Array1, array};
//! use unstable_gradients::network::{Activation, Cost, Initialisation, Network};
//!
//! let network = Network::initialise(
//!     &[2, 3, 3, 1],
//!     Activation::Sigmoid,
//!     Cost::CrossEntropy,
//!     Initialisation::Chapter,
//!     1,
//! );
//! let pass = network.feed_forward(array![0.5, 0.25].view());
//! // BP1 to BP4: ∂C/∂b of each layer is its error δ.
//! let errors = network.errors(&pass, array![1.0].view());
//! assert_eq!(errors.iter().map(Array1::len).collect::<Vec<_>>(), [3, 3, 1]);
//! // With cross-entropy δ at the output is a − y.
//! assert_eq!(errors[2][0], pass.activations[2][0] - 1.0);
//! ```

mod activation;
mod backpropagation;
mod cost;
mod drawing;
mod initialisation;
mod moments;
mod output;

use ndarray::{Array1, Array2};

pub use activation::Activation;
pub(crate) use activation::{Function, With};
pub use backpropagation::{ForwardPass, Gradient, Step};
pub use cost::Cost;
pub(crate) use drawing::{Drawing, DrawnLayer};
pub use initialisation::Initialisation;
pub use output::Output;
pub(crate) use output::{errors_of_softmax, softmax};

/// A fully connected network.
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
    /// The activation function of the output layer.
    pub output: Output,
    /// The cost function.
    pub cost: Cost,
}

impl Network {
    /// A network of the layers' `sizes`, from the number of inputs to that of the outputs,
    /// with sigmoid outputs and parameters drawn for `seed`: all biases first, in layer order, then the weights
    /// layer by layer and row by row.
    #[must_use]
    pub fn initialise(
        sizes: &[usize],
        activation: Activation,
        cost: Cost,
        initialisation: Initialisation,
        seed: u32,
    ) -> Self {
        let mut drawing = Drawing::new(sizes, initialisation, seed);
        let (mut weights, mut biases) = (vec![], vec![]);
        while !drawing.is_done() {
            let Some(drawn) = drawing.advance() else { continue };
            let mut w = Array2::zeros((sizes[drawn.index + 1], sizes[drawn.index]));
            for (place, weight) in w.iter_mut().zip(drawn.weights) {
                *place = weight;
            }
            weights.push(w);
            biases.push(Array1::from(drawn.biases));
        }
        Self { weights, biases, activation, output: Output::Sigmoid, cost }
    }

    /// The same network with another output layer.
    #[must_use]
    pub fn with_output(self, output: Output) -> Self {
        Self { output, ..self }
    }

    /// The activation function of the neurons of `layer`; none where they depend on each other,
    /// in an output layer of softmax.
    #[must_use]
    pub fn activation_of(&self, layer: usize) -> Option<Activation> {
        if layer + 1 == self.weights.len() {
            self.output.activation()
        } else {
            Some(self.activation)
        }
    }

    /// The layers' sizes, from the number of inputs to that of the outputs.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        let inputs = self.weights.first().map(Array2::ncols);
        inputs.into_iter().chain(self.weights.iter().map(Array2::nrows)).collect()
    }
}
