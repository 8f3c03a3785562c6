//! How weights and biases start.

use strum::{IntoStaticStr, VariantArray};

/// The distribution of the initial weights and biases.
///
/// All of them scale the same deviates, so that two networks of one seed differ only in
/// the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Initialisation {
    /// Weights N(0, 1/√n_in), biases N(0, 1): the chapter's.
    Chapter,
    /// Weights and biases N(0, 1): the book's first chapters'.
    Normal,
    /// Weights N(0, √(2/(n_in + n_out))), biases 0 (Glorot and Bengio 2010).
    Xavier,
    /// Weights N(0, √(2/n_in)), biases 0 (He and others 2015).
    He,
}

impl Initialisation {
    /// The standard deviation of the weights of a layer of `outputs` neurons with `inputs`
    /// inputs each.
    #[must_use]
    pub fn weight_deviation(self, inputs: usize, outputs: usize) -> f64 {
        let (inputs, outputs) = (inputs as f64, outputs as f64);
        match self {
            Self::Chapter => 1.0 / inputs.sqrt(),
            Self::Normal => 1.0,
            Self::Xavier => (2.0 / (inputs + outputs)).sqrt(),
            Self::He => (2.0 / inputs).sqrt(),
        }
    }

    /// The standard deviation of the biases.
    #[must_use]
    pub fn bias_deviation(self) -> f64 {
        match self {
            Self::Chapter | Self::Normal => 1.0,
            Self::Xavier | Self::He => 0.0,
        }
    }
}
