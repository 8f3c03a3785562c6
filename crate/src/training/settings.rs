//! The settings of a run, checked whole before anything is allocated.

use serde::Deserialize;
use strum::{IntoStaticStr, VariantArray};

use crate::{
    Error,
    data::Side,
    declaration::settings::run,
    network::{Activation, Cost, Initialisation},
};

/// How a gradient becomes a change of the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Optimiser {
    /// w → (1 − ηλ/n) w − η ∂C/∂w.
    Sgd,
    /// v → μv − η ∂C/∂w, w → (1 − ηλ/n) w + v, with μ = [`MOMENTUM`].
    Momentum,
}

/// The momentum coefficient μ.
pub const MOMENTUM: f64 = 0.9;

/// The precision that a run computes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Precision {
    /// 32-bit floats.
    F32,
    /// 64-bit floats.
    F64,
}

/// The settings as they come from outside: numbers of any size, names of any spelling.
///
/// [`Settings::check`] turns it into settings that a run can rely on.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RawSettings {
    /// Widths of the hidden layers, the first one first.
    pub hidden: Vec<f64>,
    /// Pixels along the side of an image.
    pub pixels: f64,
    /// Training images.
    pub images: f64,
    /// Images a mini-batch.
    pub batch: f64,
    /// Learning rate η.
    pub rate: f64,
    /// Regularisation parameter λ.
    pub lambda: f64,
    /// Name of the activation function.
    pub activation: String,
    /// Name of the initialisation.
    pub initialisation: String,
    /// Name of the cost function.
    pub cost_function: String,
    /// Name of the optimiser.
    pub optimiser: String,
    /// Epochs of the whole run.
    pub epochs: f64,
    /// Seed of weights and order.
    pub seed: f64,
    /// Name of the precision.
    pub precision: String,
}

/// The settings of a run, each within its range.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Widths of the hidden layers, the first one first: 1 to 30 of 1 to 256.
    pub hidden: Vec<usize>,
    /// What a network sees of an image.
    pub pixels: Side,
    /// Training images, the first so many of the set.
    pub images: usize,
    /// Images a mini-batch; `images` for the full batch.
    pub batch: usize,
    /// Learning rate η.
    pub rate: f64,
    /// Regularisation parameter λ; the weights shrink by ηλ/n a step, n being `images`.
    pub lambda: f64,
    /// Activation function of the hidden layers.
    pub activation: Activation,
    /// Distribution of the initial weights and biases.
    pub initialisation: Initialisation,
    /// Cost function.
    pub cost: Cost,
    /// How a gradient becomes a change.
    pub optimiser: Optimiser,
    /// Epochs of the whole run.
    pub epochs: usize,
    /// Seed of the weights and of the order of the images.
    pub seed: u32,
    /// Precision of every number of the run.
    pub precision: Precision,
}

impl Settings {
    /// The settings of the chapter's figure for hidden layers of these widths.
    #[must_use]
    pub fn chapter(hidden: &[usize]) -> Self {
        Self {
            hidden: hidden.to_vec(),
            pixels: run::PIXELS,
            images: run::IMAGES.default as usize,
            batch: run::BATCH.default as usize,
            rate: run::RATE.default,
            lambda: run::LAMBDA.default,
            activation: run::ACTIVATION.default,
            initialisation: run::INITIALISATION.default,
            cost: run::COST_FUNCTION.default,
            optimiser: run::OPTIMISER.default,
            epochs: run::EPOCHS.default as usize,
            seed: run::SEED.default as u32,
            precision: run::PRECISION.default,
        }
    }

    /// The checked settings.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] naming the first key whose value is out of its range.
    pub fn check(raw: &RawSettings) -> Result<Self, Error> {
        run::HIDDEN.check(&raw.hidden)?;
        let images = run::IMAGES.check_whole(raw.images)?;
        Ok(Self {
            hidden: raw.hidden.iter().map(|&width| width as usize).collect(),
            pixels: Side::try_from(raw.pixels)?,
            images,
            batch: run::BATCH.at_most(images as f64).check_whole(raw.batch)?,
            rate: run::RATE.check(raw.rate)?,
            lambda: run::LAMBDA.check(raw.lambda)?,
            activation: run::ACTIVATION.read(&raw.activation)?,
            initialisation: run::INITIALISATION.read(&raw.initialisation)?,
            cost: run::COST_FUNCTION.read(&raw.cost_function)?,
            optimiser: run::OPTIMISER.read(&raw.optimiser)?,
            epochs: run::EPOCHS.check_whole(raw.epochs)?,
            seed: run::SEED.check_whole(raw.seed)? as u32,
            precision: run::PRECISION.read(&raw.precision)?,
        })
    }

    /// The layers' sizes, from the number of pixels to the ten outputs.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        let inputs = [self.pixels.pixels()].into_iter();
        inputs.chain(self.hidden.iter().copied()).chain([crate::data::CLASSES]).collect()
    }

    /// Whether every epoch is one step on all images, as in the chapter's figure.
    #[must_use]
    pub fn is_full_batch(&self) -> bool {
        self.batch >= self.images
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw() -> RawSettings {
        RawSettings {
            hidden: vec![30.0, 30.0],
            pixels: 28.0,
            images: 1000.0,
            batch: 1000.0,
            rate: 0.1,
            lambda: 5.0,
            activation: "sigmoid".into(),
            initialisation: "chapter".into(),
            cost_function: "cross-entropy".into(),
            optimiser: "sgd".into(),
            epochs: 500.0,
            seed: 1.0,
            precision: "f32".into(),
        }
    }

    fn message(change: impl Fn(&mut RawSettings)) -> String {
        let mut raw = raw();
        change(&mut raw);
        Settings::check(&raw).unwrap_err().to_string()
    }

    #[test]
    fn the_chapters_settings_pass() {
        assert_eq!(Settings::check(&raw()), Ok(Settings::chapter(&[30, 30])));
    }

    #[test]
    fn every_setting_out_of_range_is_named_with_what_was_expected() {
        assert_eq!(
            message(|r| r.hidden.clear()),
            "hidden: expected 1 to 30 numbers, got 0"
        );
        assert_eq!(
            message(|r| r.hidden[1] = 257.0),
            "hidden: expected a whole number from 1 to 256, got 257 at position 2"
        );
        assert_eq!(
            message(|r| r.hidden[0] = 2.5),
            "hidden: expected a whole number from 1 to 256, got 2.5 at position 1"
        );
        assert_eq!(message(|r| r.pixels = 20.0), "pixels: expected 28, 14 or 7, got 20");
        assert_eq!(
            message(|r| r.images = 9.0),
            "images: expected a whole number from 10 to 60000, got 9"
        );
        assert_eq!(
            message(|r| r.batch = 1001.0),
            "batch: expected a whole number from 1 to 1000, got 1001"
        );
        assert_eq!(
            message(|r| r.rate = 0.0),
            "rate: expected above 0, at most 100, got 0"
        );
        assert_eq!(
            message(|r| r.rate = f64::NAN),
            "rate: expected above 0, at most 100, got NaN"
        );
        assert_eq!(message(|r| r.lambda = -1.0), "lambda: expected 0 to 1000, got -1");
        assert_eq!(
            message(|r| r.activation = "swish".into()),
            "activation: expected sigmoid, tanh or relu, got swish"
        );
        assert_eq!(
            message(|r| r.cost_function = String::new()),
            "costFunction: expected cross-entropy or quadratic, got "
        );
        assert_eq!(
            message(|r| r.epochs = f64::INFINITY),
            "epochs: expected a whole number from 1 to 10000, got inf"
        );
        assert_eq!(
            message(|r| r.seed = 4_294_967_296.0),
            "seed: expected a whole number from 0 to 4294967295, got 4294967296"
        );
        assert_eq!(
            message(|r| r.precision = "f16".into()),
            "precision: expected f32 or f64, got f16"
        );
    }
}
