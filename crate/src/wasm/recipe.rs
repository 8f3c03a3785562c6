//! What the checks of a recipe read off trained networks.

use ndarray::Array2;
use wasm_bindgen::prelude::*;

use super::{digits::RawDigits, error::to_js, parameters::layers, spec::Spec};
use crate::{
    Error,
    data::{CLASSES, Side},
    declaration::settings::run,
    network::Network,
    recipe,
};

/// The network of a run, which answers images one by one.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawReader {
    network: Network,
    side: Side,
}

#[wasm_bindgen]
impl RawReader {
    /// The network of a run with the settings `spec` (a `TrainingSpec`) that has these parameters:
    /// layer by layer the weights, row by row, then the biases.
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
            let spec = Spec(spec);
            let side = run::PIXELS.read(&spec)?;
            let hidden = run::HIDDEN.read(&spec)?;
            let hidden = hidden.into_iter().map(|width| width as usize);
            let sizes: Vec<usize> =
                [side.pixels()].into_iter().chain(hidden).chain([CLASSES]).collect();
            let (weights, biases) = layers(&sizes, parameters, "parameters")?;
            let network = Network {
                weights,
                biases,
                activation: run::ACTIVATION.read(&spec)?,
                output: run::OUTPUT.read_or_default(&spec)?,
                cost: run::COST_FUNCTION.read(&spec)?,
            };
            Ok(Self { network, side })
        };
        begin().map_err(|error| to_js(&error))
    }

    /// What it answers to the first `images` training images.
    #[wasm_bindgen(js_name = readTraining)]
    pub fn read_training(&self, digits: &RawDigits, images: usize) -> ReadImages {
        self.read(&digits.0.training, images)
    }

    /// What it answers to all validation images.
    #[wasm_bindgen(js_name = readValidation)]
    pub fn read_validation(&self, digits: &RawDigits) -> ReadImages {
        self.read(&digits.0.validation, digits.0.validation.len())
    }
}

impl RawReader {
    fn read(&self, set: &crate::data::Set, images: usize) -> ReadImages {
        let recipe::Answers { outputs, costs } =
            recipe::answers(&self.network, set, self.side, images);
        let digits = recipe::digits_of(&outputs).into_iter();
        ReadImages {
            accuracy: recipe::accuracy(&outputs, set),
            digits: digits.map(|digit| digit as u32).collect(),
            outputs: outputs.into_iter().collect(),
            costs,
        }
    }
}

/// What a network answers to some images.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct ReadImages {
    /// The output activations, ten an image.
    #[wasm_bindgen(readonly)]
    pub outputs: Vec<f64>,
    /// The cost of each image, without the regularisation term.
    #[wasm_bindgen(readonly)]
    pub costs: Vec<f64>,
    /// The digit that it says of each.
    #[wasm_bindgen(readonly)]
    pub digits: Vec<u32>,
    /// The share of the images whose digit it says.
    #[wasm_bindgen(readonly)]
    pub accuracy: f64,
}

/// The validation accuracy of the first network alone, of the mean of the outputs of the first
/// two, and so on; `outputs` are those of `members` networks, one after the other, as
/// `ReadImages.outputs` has them of all validation images.
#[wasm_bindgen(js_name = ensembleAccuracies)]
#[must_use]
pub fn ensemble_accuracies(
    outputs: &[f64],
    members: usize,
    digits: &RawDigits,
) -> Vec<f64> {
    let set = &digits.0.validation;
    let shape = (set.len(), CLASSES);
    let each = outputs.chunks_exact((shape.0 * shape.1).max(1)).take(members);
    let each = each.filter_map(|one| Array2::from_shape_vec(shape, one.to_vec()).ok());
    recipe::together(&each.collect::<Vec<_>>(), set)
}

/// The cost of an image for a network whose weighted outputs are all 0.
///
/// # Errors
///
/// Code `setting`.
#[wasm_bindgen(js_name = firstCost)]
pub fn first_cost(
    #[wasm_bindgen(unchecked_param_type = "object")] spec: JsValue,
) -> Result<f64, JsValue> {
    let spec = Spec(spec);
    let both = || Ok((run::OUTPUT.read(&spec)?, run::COST_FUNCTION.read(&spec)?));
    both()
        .map(|(output, cost)| recipe::first_cost(output, cost))
        .map_err(|error| to_js(&error))
}

/// Learning rate and λ of each trial of a search, one pair after the other: at random for `seed`,
/// or without one on a grid.
#[wasm_bindgen(js_name = searchTrials)]
#[must_use]
pub fn search_trials(seed: Option<u32>, budget: usize) -> Vec<f64> {
    recipe::trials(seed, budget).into_flattened()
}

/// The least and the greatest learning rate, then λ, that a search tries.
#[wasm_bindgen(js_name = searchRanges)]
#[must_use]
pub fn search_ranges() -> Vec<f64> {
    [recipe::RATES, recipe::LAMBDAS].concat()
}

/// How many of the first `images` training images show each digit.
#[wasm_bindgen(js_name = classCounts)]
#[must_use]
pub fn class_counts(digits: &RawDigits, images: usize) -> Vec<u32> {
    let labels = digits.0.training.labels();
    let mut counts = vec![0; CLASSES];
    for label in labels.iter().take(images) {
        counts[usize::from(*label)] += 1;
    }
    counts
}

/// A digits file as `www/core/digits.js` gives it, with every pixel 0.
///
/// # Errors
///
/// Code `data`.
#[wasm_bindgen(js_name = blankDigits)]
pub fn blank_digits(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    crate::data::blank(bytes).map_err(|error| to_js(&error))
}
