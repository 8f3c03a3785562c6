//! The matrices between hidden layers, one after the other from the last to the first.

use ndarray::{Array1, Array2, ArrayView1};

use super::{Jacobians, ScaledProduct, Spectrum, layer_jacobian, norm};
use crate::{Error, network::Network};

/// A measurement in steps, so that a caller can do other work between them.
#[derive(Debug, Clone)]
pub struct Measurement {
    /// The slopes φ′(zˡ) and the weights wˡ⁺¹ of the layers that are still to be measured; the
    /// last of the list is next.
    ahead: Vec<(Array1<f64>, Array2<f64>)>,
    /// δˡ by backpropagation, of every hidden layer.
    deltas: Vec<Array1<f64>>,
    product: Option<ScaledProduct>,
    found: Jacobians,
}

impl Measurement {
    /// Begins with `network` at the image `x` with target `y`.
    ///
    /// **Panics** if `x` or `y` do not fit the network.
    #[must_use]
    #[track_caller]
    pub fn new(
        network: &Network,
        x: ArrayView1<'_, f64>,
        y: ArrayView1<'_, f64>,
    ) -> Self {
        let pass = network.feed_forward(x);
        // What the products of the matrices are compared with, in the hidden layers.
        let mut deltas = network.errors(&pass, y);
        deltas.pop();
        let last = deltas.len() - 1;
        let ahead = (0..last).map(|layer| {
            let slopes = network.slopes(layer, &pass.weighted_inputs[layer]);
            (slopes, network.weights[layer + 1].clone())
        });
        let found = Jacobians {
            layers: vec![],
            products: vec![],
            delta_norms: deltas.iter().map(norm).collect(),
            product_norms: vec![norm(&deltas[last])],
            differences: vec![0.0],
        };
        Self { ahead: ahead.collect(), deltas, product: None, found }
    }

    /// Whether all matrices are measured.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.ahead.is_empty()
    }

    /// Measures one more matrix, and the product that it completes.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] if an entry is NaN or infinite, or the search for singular values does
    /// not converge.
    pub fn step(&mut self) -> Result<(), Error> {
        let Some((slopes, weights)) = self.ahead.pop() else { return Ok(()) };
        let jacobian = layer_jacobian(slopes.view(), &weights);
        self.found.layers.push(Spectrum::of(&jacobian, 0)?);
        let product = match self.product.take() {
            None => ScaledProduct::new(jacobian),
            Some(product) => product.after(&jacobian),
        };
        self.found.products.push(product.spectrum()?);
        let delta = product.apply(&self.deltas[self.deltas.len() - 1]);
        let off = &delta - &self.deltas[self.ahead.len()];
        self.found.differences.push(norm(&off));
        self.found.product_norms.push(norm(&delta));
        self.product = Some(product);
        Ok(())
    }

    /// The results so far, from the first layer on; complete once all matrices are measured.
    #[must_use]
    pub fn found(&self) -> Jacobians {
        let mut found = self.found.clone();
        found.layers.reverse();
        found.products.reverse();
        found.product_norms.reverse();
        found.differences.reverse();
        found
    }
}
