//! `RawIdentityRows`: rows of neurons that answer their input, in a trained network. The trainer,
//! of another part, gives the network.

use wasm_bindgen::prelude::*;

use super::{
    digits::RawDigits,
    error::to_js,
    parameters::layers,
    spec::{Spec, identity_of},
};
use crate::{
    Error,
    data::CLASSES,
    declaration::settings::identity,
    maths::Real,
    network::Network,
    training::{Compared, Examples, IdentityRows, Settings},
};

/// A trained network, its validation images, and what it answers to them in either precision.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawIdentityRows {
    single: IdentityRows<f32>,
    double: IdentityRows<f64>,
}

#[wasm_bindgen]
impl RawIdentityRows {
    /// The network of a run with the settings `spec` (a `TrainingSpec`) that has these
    /// parameters: see `RawTrainer.presentParameters`.
    ///
    /// # Errors
    ///
    /// Code `setting` or `shape`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "object")] spec: JsValue,
        parameters: &[f64],
        digits: &RawDigits,
    ) -> Result<Self, JsValue> {
        let begin = || -> Result<Self, Error> {
            let settings = Settings::read(&Spec(spec))?;
            settings.check_is_plain()?;
            let sizes = settings.sizes(CLASSES);
            let (weights, biases) = layers(&sizes, parameters, "parameters")?;
            let Settings { activation, output, cost, .. } = settings;
            let network = Network { weights, biases, activation, output, cost };
            Ok(Self {
                single: rows_in(network.clone(), &settings, digits)?,
                double: rows_in(network, &settings, digits)?,
            })
        };
        begin().map_err(|error| to_js(&error))
    }

    /// Asks the network with so many `rows` of the neuron w₂σ(w₁x+b) after its last hidden
    /// layer, in single or in double precision.
    ///
    /// # Errors
    ///
    /// Code `setting` when one of them is out of its range.
    pub fn compare(
        &self,
        weight_in: f64,
        bias: f64,
        weight_out: f64,
        is_absorbed: bool,
        rows: f64,
        is_single: bool,
    ) -> Result<RowsCompared, JsValue> {
        let compare = || -> Result<Compared, Error> {
            let neuron = identity_of(weight_in, bias, weight_out, is_absorbed)?;
            let rows = identity::ROWS.check(rows)? as usize;
            Ok(if is_single {
                self.single.compare(neuron, rows)
            } else {
                self.double.compare(neuron, rows)
            })
        };
        let images = self.single.images();
        compare()
            .map(|found| RowsCompared::new(images, found))
            .map_err(|error| to_js(&error))
    }
}

fn rows_in<T: Real>(
    network: Network,
    settings: &Settings,
    digits: &RawDigits,
) -> Result<IdentityRows<T>, Error> {
    let images = digits.0.validation_for(settings.images);
    let examples = Examples::new(&digits.0.validation, images, settings.pixels);
    IdentityRows::new(network, examples)
}

/// The network with rows in it beside the one without.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy)]
pub struct RowsCompared {
    /// Validation images that both were asked about.
    #[wasm_bindgen(readonly)]
    pub images: usize,
    /// How many of them the network without the rows gets right.
    #[wasm_bindgen(readonly, js_name = correctBefore)]
    pub correct_before: usize,
    /// How many the one with them gets right.
    #[wasm_bindgen(readonly)]
    pub correct: usize,
    /// To how many the two answer different digits.
    #[wasm_bindgen(readonly)]
    pub changed: usize,
    /// The largest change of an output.
    #[wasm_bindgen(readonly, js_name = largestChange)]
    pub largest_change: f64,
}

impl RowsCompared {
    fn new(images: usize, found: Compared) -> Self {
        let Compared { correct_before, correct, changed, largest_change } = found;
        Self { images, correct_before, correct, changed, largest_change }
    }
}
