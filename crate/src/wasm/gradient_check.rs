//! `RawGradientCheck`: the gradient of a run against central differences. The trainer, of another
//! part, gives the network, the gradient and the images.

use wasm_bindgen::prelude::*;

use super::{error::to_js, parameters::layers, spec::Spec};
use crate::{
    Error,
    data::CLASSES,
    network::{Gradient, Network},
    training::{Along, GradientCheck, Settings},
};

/// A check of the gradient of a run.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawGradientCheck {
    check: GradientCheck,
    /// The layers' sizes.
    sizes: Vec<usize>,
}

#[wasm_bindgen]
impl RawGradientCheck {
    /// The check of a run with the settings `spec` (a `TrainingSpec`), whose network has these
    /// parameters: see `RawTrainer.presentParameters`.
    ///
    /// # Errors
    ///
    /// Code `setting` or `shape`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "object")] spec: JsValue,
        parameters: &[f64],
    ) -> Result<Self, JsValue> {
        let begin = || -> Result<Self, Error> {
            let settings = Settings::read(&Spec(spec))?;
            settings.check_is_plain()?;
            let sizes = settings.sizes(CLASSES);
            let (weights, biases) = layers(&sizes, parameters, "parameters")?;
            let Settings { activation, output, cost, .. } = settings;
            let network = Network { weights, biases, activation, output, cost };
            Ok(Self { check: GradientCheck::new(&settings, network), sizes })
        };
        begin().map_err(|error| to_js(&error))
    }

    /// On how many images, the first ones of the run.
    #[wasm_bindgen(getter)]
    pub fn images(&self) -> usize {
        self.check.images
    }

    /// Takes the mean gradient of the hidden layers over these images.
    ///
    /// # Errors
    ///
    /// Code `shape`.
    #[wasm_bindgen(js_name = takeGradient)]
    pub fn take_gradient(&mut self, gradient: &[f64]) -> Result<(), JsValue> {
        let hidden = &self.sizes[..self.sizes.len() - 1];
        let (weights, biases) =
            layers(hidden, gradient, "gradient").map_err(|error| to_js(&error))?;
        self.check.take_gradient(&Gradient { weights, biases });
        Ok(())
    }

    /// Adds the differences of the next image.
    pub fn add(&mut self, pixels: Vec<f64>, label: usize) {
        self.check.add(pixels.into(), label);
    }

    /// What was compared, layer by layer.
    #[wasm_bindgen(getter)]
    pub fn derivatives(&self) -> Vec<CheckedDerivative> {
        let derivatives = self.check.derivatives.iter();
        derivatives
            .map(|one| CheckedDerivative {
                layer: one.layer,
                along: match one.along {
                    Along::Bias(_) => "bias",
                    Along::Biases => "biases",
                    Along::Weights => "weights",
                }
                .to_owned(),
                neuron: match one.along {
                    Along::Bias(neuron) => neuron as i32,
                    Along::Biases | Along::Weights => -1,
                },
                backpropagated: one.backpropagated,
                difference: one.difference,
                bound: one.bound,
            })
            .collect()
    }
}

/// One derivative of the mean cost, computed in two ways.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct CheckedDerivative {
    /// The hidden layer, 0 for the first.
    #[wasm_bindgen(readonly)]
    pub layer: usize,
    /// What moves: `bias`, one of them; `biases` or `weights`, a random direction in all.
    #[wasm_bindgen(readonly)]
    pub along: String,
    /// The neuron whose bias it is, 0 for the first; −1 for a random direction.
    #[wasm_bindgen(readonly)]
    pub neuron: i32,
    /// By backpropagation.
    #[wasm_bindgen(readonly)]
    pub backpropagated: f64,
    /// By central differences.
    #[wasm_bindgen(readonly)]
    pub difference: f64,
    /// How far apart the two may be.
    #[wasm_bindgen(readonly)]
    pub bound: f64,
}
