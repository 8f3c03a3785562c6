//! `RawTrainer`: a run as JavaScript advances it.

use ndarray::{Array1, Array2};
use wasm_bindgen::prelude::*;

use super::{digits::RawDigits, error::to_js, spec::Spec};
use crate::{
    Error,
    data::IMAGE_BYTES,
    network::{Gradient, Network},
    training::{Beginning, Divergence, Ending, Settings, Trainer},
};

#[wasm_bindgen(typescript_custom_section)]
const TRAINING_SPEC: &str = r"
/** The state of `learning-speeds`: the settings of a run. */
export interface TrainingSpec {
  hidden: readonly number[];
  pixels: number;
  images: number;
  batch: number;
  rate: number;
  lambda: number;
  activation: string;
  initialisation: string;
  /** `sigmoid` if it is left out. */
  output?: string;
  costFunction: string;
  optimiser: string;
  epochs: number;
  seed: number;
  precision: string;
  schedule?: string;
  penalty?: string;
  dropout?: number;
  patience?: number;
  normalisation?: string;
  residual?: string;
  /** 0 if it is left out. */
  freeze?: number;
}
";

/// A `RawTrainer` in the making, piece by piece; see [`Beginning`].
#[wasm_bindgen]
pub struct RawBeginning(Beginning);

#[wasm_bindgen]
impl RawBeginning {
    /// The beginning of a trainer as of `new RawTrainer`. With the bytes of a `snapshot` that
    /// trainer goes on where the one stood that they are of, and measures what that one did.
    ///
    /// Throws a `CoreError` of code `setting` or `data`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "TrainingSpec")] spec: JsValue,
        digits: &RawDigits,
        measuring: Option<f64>,
        snapshot: Option<Vec<u8>>,
    ) -> Result<Self, JsValue> {
        let begin = || -> Result<Beginning, Error> {
            let settings = Settings::read(&Spec(spec))?;
            let mut beginning = Beginning::new(settings, &digits.0, snapshot)?;
            if let Some(share) = measuring {
                beginning.measure_at_most(share)?;
            }
            Ok(beginning)
        };
        begin().map(Self).map_err(|error| to_js(&error))
    }

    /// Does the next piece, and returns whether it was the last.
    ///
    /// Throws a `CoreError` of code `data` for a snapshot that is none of this run.
    pub fn advance(&mut self) -> Result<bool, JsValue> {
        self.0.advance().map_err(|error| to_js(&error))
    }

    /// Does what is left, and gives the trainer, in whose place this cannot be used any more.
    ///
    /// Throws as `advance` does.
    pub fn trainer(self) -> Result<RawTrainer, JsValue> {
        self.0.finish().map(RawTrainer).map_err(|error| to_js(&error))
    }
}

/// A run of training, advanced in slices; see [`Trainer`].
#[wasm_bindgen]
pub struct RawTrainer(Trainer);

#[wasm_bindgen]
impl RawTrainer {
    /// The trainer of `spec` on the first images of `digits`, of which it keeps its own copy.
    ///
    /// With mini-batches, measuring takes at most the share `measuring` of the training, ∞ or
    /// nothing for every epoch; see [`Trainer::measure_at_most`].
    ///
    /// Throws a `CoreError` of code `setting` or `data`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "TrainingSpec")] spec: JsValue,
        digits: &RawDigits,
        measuring: Option<f64>,
    ) -> Result<Self, JsValue> {
        RawBeginning::new(spec, digits, measuring, None)?.trainer()
    }

    /// The run as it is, for `RawBeginning`.
    pub fn snapshot(&mut self) -> Vec<u8> {
        self.0.snapshot()
    }

    /// The number of hidden layers.
    #[wasm_bindgen(getter)]
    pub fn layers(&self) -> usize {
        self.0.settings().hidden.len()
    }

    /// How many numbers a row has: a speed for each hidden layer, and three more.
    #[wasm_bindgen(getter, js_name = rowLength)]
    pub fn row_length(&self) -> usize {
        self.0.row_length()
    }

    /// How many rows have been measured since the start.
    #[wasm_bindgen(getter, js_name = rowsDone)]
    pub fn rows_done(&self) -> usize {
        self.0.rows_done()
    }

    /// How many images have gone through an update since the start.
    #[wasm_bindgen(getter, js_name = trainedImages)]
    pub fn trained_images(&self) -> f64 {
        self.0.trained_images() as f64
    }

    /// Whether the row of the last epoch, or of that at which the run ended, has been measured.
    #[wasm_bindgen(getter, js_name = isDone)]
    pub fn is_done(&self) -> bool {
        self.0.is_done()
    }

    /// Why the run ended before its last epoch, if it has.
    #[wasm_bindgen(getter, js_name = earlyEnding)]
    pub fn early_ending(&self) -> Option<EarlyEnding> {
        match self.0.ending()? {
            Ending::Finished => None,
            Ending::Patience { best } => Some(EarlyEnding {
                reason: "patience".to_owned(),
                epoch: best,
                step: 0,
                layer: 0,
            }),
            Ending::Diverged(Divergence { epoch, step, layer }) => {
                Some(EarlyEnding { reason: "diverged".to_owned(), epoch, step, layer })
            }
        }
    }

    /// The cost of always answering with the frequencies of the digits.
    #[wasm_bindgen(getter, js_name = constantCost)]
    pub fn constant_cost(&self) -> f64 {
        self.0.guess().cost
    }

    /// The training accuracy of that answer, a share of 1.
    #[wasm_bindgen(getter, js_name = constantAccuracy)]
    pub fn constant_accuracy(&self) -> f64 {
        self.0.guess().accuracy
    }

    /// The first measured epoch from which on the run has been off the plateau of guessing, or
    /// −1.
    #[wasm_bindgen(getter, js_name = plateauEnd)]
    pub fn plateau_end(&self) -> i32 {
        let epoch = self.0.plateau_left_at();
        epoch.and_then(|epoch| i32::try_from(epoch).ok()).unwrap_or(-1)
    }

    /// The most images that pass in one indivisible piece of work.
    #[wasm_bindgen(getter, js_name = imagesPerUnit)]
    pub fn images_per_unit(&self) -> usize {
        self.0.images_per_unit()
    }

    /// Stops the run once `epoch` has been measured or, if it has passed unmeasured, once the
    /// next epoch has been.
    #[wasm_bindgen(js_name = stopAt)]
    pub fn stop_at(&mut self, epoch: usize) {
        self.0.stop_at(epoch);
    }

    /// If epochs have passed unmeasured, stops the run at the end of the present one, which is
    /// then measured, and returns true.
    #[wasm_bindgen(js_name = stopAtNext)]
    pub fn stop_at_next(&mut self) -> bool {
        self.0.stop_at_next()
    }

    /// Whether the run has stopped where it was told to.
    #[wasm_bindgen(getter, js_name = isStopped)]
    pub fn is_stopped(&self) -> bool {
        self.0.is_stopped()
    }

    /// Passes about `images` more images through the network, and returns how many did pass.
    pub fn advance(&mut self, images: usize) -> usize {
        self.0.advance(images)
    }

    /// The epochs of the rows that `takeRows` would return now, ascending.
    #[wasm_bindgen(js_name = rowEpochs)]
    pub fn row_epochs(&self) -> Vec<u32> {
        self.0.row_epochs().to_vec()
    }

    /// The rows completed since they were last taken, one after the other: speeds of the
    /// hidden layers, cost, training accuracy, validation accuracy.
    #[wasm_bindgen(js_name = takeRows)]
    pub fn take_rows(&mut self) -> Vec<f64> {
        self.0.take_rows()
    }

    /// Keeps the gradient of every hidden bias as well, from the next row on.
    #[wasm_bindgen(js_name = recordGradients)]
    pub fn record_gradients(&mut self) {
        self.0.record_gradients();
    }

    /// One in so many measured epochs has its gradients kept; 0 if none has.
    #[wasm_bindgen(getter, js_name = gradientStride)]
    pub fn gradient_stride(&self) -> usize {
        self.0.gradient_stride()
    }

    /// The gradients of the rows completed since they were last taken: the epoch, 1 if the
    /// row is kept or 0 if it is included only as the latest, then ∂C/∂b of each hidden
    /// neuron, layer by layer.
    #[wasm_bindgen(js_name = takeGradients)]
    pub fn take_gradients(&mut self) -> Vec<f64> {
        self.0.take_gradients()
    }

    /// Starts again: the same weights, the same order of images.
    pub fn reset(&mut self) {
        self.0.reset();
    }

    /// The parameters that the last row was measured on, or those at the start: layer by layer
    /// the weights, row by row (the row of neuron j has w_jk for every input k), then the
    /// biases. Nothing if training has gone on since that row.
    pub fn parameters(&self, initial: bool) -> Option<Vec<f64>> {
        if !initial && !self.0.is_at_row() {
            return None;
        }
        if !initial {
            return Some(self.present_parameters());
        }
        let Network { weights, biases, .. } = self.0.initial_network();
        Some(flat(&weights, &biases))
    }

    /// Measures the speeds by weights as well, and resets the run.
    #[wasm_bindgen(js_name = recordWeightSpeeds)]
    pub fn record_weight_speeds(&mut self) {
        self.0.record_weight_speeds();
    }

    /// Of the rows completed since they were last taken: the speeds of the hidden layers by
    /// weights, then by weights and biases together. Empty unless they are recorded.
    #[wasm_bindgen(js_name = takeWeightSpeeds)]
    pub fn take_weight_speeds(&mut self) -> Vec<f64> {
        self.0.take_weight_speeds()
    }

    /// Measures the activations of the hidden layers as well, and resets the run.
    #[wasm_bindgen(js_name = recordActivations)]
    pub fn record_activations(&mut self) {
        self.0.record_activations();
    }

    /// One in so many measured epochs has its activations kept; 0 if none has.
    #[wasm_bindgen(getter, js_name = activationStride)]
    pub fn activation_stride(&self) -> usize {
        self.0.activation_stride()
    }

    /// The activations of the rows completed since they were last taken: the epoch, 1 if the row
    /// is kept or 0 if it is included only as the latest, then of each hidden layer the numbers
    /// of [`Trainer::take_activations`].
    #[wasm_bindgen(js_name = takeActivations)]
    pub fn take_activations(&mut self) -> Vec<f64> {
        self.0.take_activations()
    }

    /// What a gradient check needs of the network as it is now: its parameters, as those of
    /// `parameters` are.
    #[wasm_bindgen(js_name = presentParameters)]
    pub fn present_parameters(&self) -> Vec<f64> {
        let Network { weights, biases, .. } = self.0.network();
        flat(&weights, &biases)
    }

    /// The mean gradient of the hidden layers over the first `images` images, in the order of
    /// the parameters.
    pub fn gradient(&self, images: usize) -> Vec<f64> {
        let Gradient { weights, biases } = self.0.gradient(images);
        flat(&weights, &biases)
    }

    /// What the network, as it is now, makes of an image of 784 bytes, row by row, 0 for no ink:
    /// its pixels as the network gets them, then the activations of every layer, the output's
    /// last.
    ///
    /// Throws a `CoreError` of code `shape`.
    pub fn read(&self, image: &[u8]) -> Result<Vec<f64>, JsValue> {
        if image.len() == IMAGE_BYTES {
            return Ok(self.0.read(image));
        }
        Err(to_js(&Error::Shape {
            place: "image".to_owned(),
            expected: format!("{IMAGE_BYTES} bytes"),
            got: image.len().to_string(),
        }))
    }

    /// The same of images `from` to `to`, without the latter, one after the other: training
    /// images, or validation images. With `initial` it is the network that the run started from.
    pub fn answers(
        &self,
        initial: bool,
        validation: bool,
        from: usize,
        to: usize,
    ) -> Vec<f64> {
        self.0.answers(initial, validation, from..to)
    }

    /// The digits that the training images show, or the validation images.
    pub fn labels(&self, validation: bool) -> Vec<u8> {
        self.0.labels(validation)
    }

    /// The pixels of training image `index`.
    pub fn pixels(&self, index: usize) -> Vec<f64> {
        self.0.image(index).0
    }

    /// The digit that training image `index` shows.
    pub fn label(&self, index: usize) -> usize {
        self.0.image(index).1
    }
}

/// Why a run ended before its last epoch.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct EarlyEnding {
    /// `patience`: no validation accuracy has been better for long enough; `diverged`: numbers
    /// have left the range of floats.
    #[wasm_bindgen(readonly)]
    pub reason: String,
    /// Of the best validation accuracy, or the one in which numbers left the range, from 1.
    #[wasm_bindgen(readonly)]
    pub epoch: usize,
    /// The step of the run in which they did, from 1.
    #[wasm_bindgen(readonly)]
    pub step: usize,
    /// The layer in which it began, 0 for the first hidden one; the output comes after them.
    #[wasm_bindgen(readonly)]
    pub layer: usize,
}

/// Layer by layer the weights, row by row, then the biases.
fn flat(weights: &[Array2<f64>], biases: &[Array1<f64>]) -> Vec<f64> {
    let mut numbers = vec![];
    for (w, b) in weights.iter().zip(biases) {
        numbers.extend_from_slice(w.as_slice().unwrap_or_default());
        numbers.extend_from_slice(b.as_slice().unwrap_or_default());
    }
    numbers
}
