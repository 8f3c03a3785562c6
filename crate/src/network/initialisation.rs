//! How weights and biases start.

use serde::{Deserialize, Serialize};

use crate::Error;

/// The distribution of the initial weights and biases.
///
/// All of them scale the same deviates, so that two networks of one seed differ only in
/// the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Chapter, Self::Normal, Self::Xavier, Self::He];

    /// Its name in states and links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chapter => "chapter",
            Self::Normal => "normal",
            Self::Xavier => "xavier",
            Self::He => "he",
        }
    }

    /// The initialisation of that name.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for any other name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|known| known.name() == name).ok_or_else(|| {
            Error::Setting {
                key: "initialisation",
                expected: "chapter, normal, xavier or he".into(),
                got: name.into(),
            }
        })
    }

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
