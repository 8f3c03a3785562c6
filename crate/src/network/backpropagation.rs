//! The chapter's backpropagation, one example at a time, line by line.
//!
//! This is the readable version and the oracle of the tests; [`crate::training`] computes
//! the same gradients fast.

use ndarray::{Array1, Array2, ArrayView1, Axis};

use super::Network;

/// What a forward pass leaves behind: `z` and `a` of every layer after the input.
#[derive(Debug, Clone)]
pub struct ForwardPass {
    /// Weighted inputs zˡ = wˡ aˡ⁻¹ + bˡ, one array a layer.
    pub weighted_inputs: Vec<Array1<f64>>,
    /// Activations aˡ = φ(zˡ), one array a layer.
    pub activations: Vec<Array1<f64>>,
}

/// The gradient of the cost, in the shapes of the parameters.
#[derive(Debug, Clone)]
pub struct Gradient {
    /// ∂C/∂bˡ = δˡ, one array a layer.
    pub biases: Vec<Array1<f64>>,
    /// ∂C/∂wˡ, one `n_out` × `n_in` array a layer.
    pub weights: Vec<Array2<f64>>,
}

impl Gradient {
    /// A gradient of zeros in the shapes of `network`.
    #[must_use]
    pub fn zeros(network: &Network) -> Self {
        Self {
            biases: network.biases.iter().map(|b| Array1::zeros(b.len())).collect(),
            weights: network.weights.iter().map(|w| Array2::zeros(w.dim())).collect(),
        }
    }
}

/// What one step of gradient descent needs besides the gradient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The learning rate η.
    pub rate: f64,
    /// The regularisation parameter λ.
    pub lambda: f64,
    /// The size n of the whole training set, which divides λ.
    pub training_images: usize,
}

impl Network {
    /// Feeds `x` (one number a pixel) forward.
    ///
    /// **Panics** unless `x` has as many numbers as the network has inputs.
    #[must_use]
    #[track_caller]
    pub fn feed_forward(&self, x: ArrayView1<'_, f64>) -> ForwardPass {
        let mut pass = ForwardPass { weighted_inputs: vec![], activations: vec![] };
        let mut a = x.to_owned();
        for layer in 0..self.weights.len() {
            let z = self.weighted_input(layer, &a);
            a = self.activations(layer, &z);
            pass.weighted_inputs.push(z);
            pass.activations.push(a.clone());
        }
        pass
    }

    /// The cost C of the example `x` with target `y`, without the regularisation term.
    ///
    /// **Panics** if `x` or `y` do not fit the network.
    #[must_use]
    #[track_caller]
    pub fn cost_of(&self, x: ArrayView1<'_, f64>, y: ArrayView1<'_, f64>) -> f64 {
        self.cost_from(0, self.weighted_input(0, &x.to_owned()), y)
    }

    /// The cost C of an example with target `y`, computed from the weighted inputs `z` of
    /// `layer` on, without the regularisation term.
    ///
    /// **Panics** if `z` or `y` do not fit the network.
    #[must_use]
    #[track_caller]
    pub fn cost_from(
        &self,
        layer: usize,
        mut z: Array1<f64>,
        y: ArrayView1<'_, f64>,
    ) -> f64 {
        for layer in layer + 1..self.weights.len() {
            z = self.weighted_input(layer, &self.activations(layer - 1, &z));
        }
        self.output.cost(self.cost, &z.to_vec(), &y.to_vec())
    }

    /// zˡ = wˡ aˡ⁻¹ + bˡ, where `a` are the activations before `layer`.
    fn weighted_input(&self, layer: usize, a: &Array1<f64>) -> Array1<f64> {
        let rows = self.weights[layer].outer_iter().zip(&self.biases[layer]);
        rows.map(|(w, b)| w.dot(a) + b).collect()
    }

    /// aˡ = φ(zˡ).
    fn activations(&self, layer: usize, z: &Array1<f64>) -> Array1<f64> {
        match self.activation_of(layer) {
            Some(activation) => z.mapv(|z| activation.value_and_derivative(z).0),
            None => self.output.activations(&z.to_vec()).into(),
        }
    }

    /// The gradient of the cost of one example, by BP1 to BP4.
    ///
    /// **Panics** if `x` or `y` do not fit the network.
    #[must_use]
    #[track_caller]
    pub fn backpropagate(
        &self,
        x: ArrayView1<'_, f64>,
        y: ArrayView1<'_, f64>,
    ) -> Gradient {
        let pass = self.feed_forward(x);
        // BP3: ∂C/∂b = δ.
        let biases = self.errors(&pass, y);
        // BP4: ∂C/∂w_jk = a_k δ_j.
        let before = std::iter::once(x).chain(pass.activations.iter().map(|a| a.view()));
        let outer = |(a, delta): (ArrayView1<'_, f64>, &Array1<f64>)| {
            Array2::from_shape_fn((delta.len(), a.len()), |(j, k)| a[k] * delta[j])
        };
        Gradient { weights: before.zip(&biases).map(outer).collect(), biases }
    }

    /// The errors δˡ of all layers for an example with target `y` that was fed forward in
    /// `pass`, by BP1 and BP2.
    ///
    /// **Panics** if `pass` or `y` do not fit the network.
    #[must_use]
    #[track_caller]
    pub fn errors(&self, pass: &ForwardPass, y: ArrayView1<'_, f64>) -> Vec<Array1<f64>> {
        let last = self.weights.len() - 1;
        let (z, y) = (pass.weighted_inputs[last].to_vec(), y.to_vec());
        let mut errors = vec![Array1::zeros(0); last + 1];
        // BP1: the output error; with cross-entropy σ′ has cancelled.
        errors[last] = self.output.errors(self.cost, &z, &y).into();
        for layer in (0..last).rev() {
            // BP2: δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ φ′(zˡ). Row by row of w, which lies in memory so.
            let mut after = Array1::zeros(self.biases[layer].len());
            for (row, &delta) in
                self.weights[layer + 1].outer_iter().zip(&errors[layer + 1])
            {
                after.scaled_add(delta, &row);
            }
            errors[layer] = after * self.slopes(layer, &pass.weighted_inputs[layer]);
        }
        errors
    }

    /// φ′(zˡ) of the weighted inputs `z` of `layer`; ∂a_j/∂z_j with softmax outputs.
    #[must_use]
    pub fn slopes(&self, layer: usize, z: &Array1<f64>) -> Array1<f64> {
        match self.activation_of(layer) {
            Some(activation) => z.mapv(|z| activation.value_and_derivative(z).1),
            None => self.output.slopes(&z.to_vec()).into(),
        }
    }

    /// The gradient averaged over examples (rows of `x` and `y`).
    ///
    /// **Panics** if the rows do not fit the network.
    #[must_use]
    #[track_caller]
    pub fn mean_gradient(&self, x: &Array2<f64>, y: &Array2<f64>) -> Gradient {
        let mut mean = Gradient::zeros(self);
        let examples = x.len_of(Axis(0)) as f64;
        for (x, y) in x.outer_iter().zip(y.outer_iter()) {
            let one = self.backpropagate(x, y);
            for layer in 0..self.weights.len() {
                mean.biases[layer] += &one.biases[layer];
                mean.weights[layer] += &one.weights[layer];
            }
        }
        for layer in 0..self.weights.len() {
            mean.biases[layer] /= examples;
            mean.weights[layer] /= examples;
        }
        mean
    }

    /// One step of gradient descent with L2 regularisation over a mini-batch (rows of `x`
    /// and `y`): w → (1 − ηλ/n) w − η ∂C/∂w, b → b − η ∂C/∂b.
    ///
    /// **Panics** if the rows do not fit the network.
    #[track_caller]
    pub fn update(&mut self, x: &Array2<f64>, y: &Array2<f64>, step: Step) {
        let gradient = self.mean_gradient(x, y);
        let keep = 1.0 - step.rate * step.lambda / step.training_images as f64;
        for layer in 0..self.weights.len() {
            self.weights[layer] *= keep;
            self.weights[layer].scaled_add(-step.rate, &gradient.weights[layer]);
            self.biases[layer].scaled_add(-step.rate, &gradient.biases[layer]);
        }
    }
}
