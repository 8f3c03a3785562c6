//! The settings of a run, checked whole before anything is allocated.

use strum::{IntoStaticStr, VariantArray};

use crate::{
    Error,
    data::Side,
    declaration::{
        Choice, Source, Switch, check_keys,
        settings::{cures, run},
    },
    network::{Activation, Cost, Initialisation, Output},
};

use super::{Normalisation, Optimiser, Schedule};

/// What the regularisation parameter λ keeps small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Penalty {
    /// The squares of the weights, as in the chapter: w → (1 − ηλ/n) w − η ∂C/∂w.
    L2,
    /// Their magnitudes (the book's chapter 3, equation 98): w → w − ηλ/n sgn(w) − η ∂C/∂w.
    L1,
}

/// The precision that a run computes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Precision {
    /// 32-bit floats.
    F32,
    /// 64-bit floats.
    F64,
}

/// The settings of a run, each within its range.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Widths of the hidden layers, the first one first: 1 to 30 of 1 to 256.
    pub hidden: Vec<usize>,
    /// The size at which a network sees an image.
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
    /// Activation function of the output layer.
    pub output: Output,
    /// Cost function.
    pub cost: Cost,
    /// How a gradient becomes a change.
    pub optimiser: Optimiser,
    /// How many hidden layers, the first ones, stay as they are drawn; all if there are no more.
    /// Their gradients are measured as ever.
    pub freeze: usize,
    /// Epochs of the whole run.
    pub epochs: usize,
    /// Seed of the weights and of the order of the images.
    pub seed: u32,
    /// Precision of every number of the run.
    pub precision: Precision,
    /// How η changes in the course of the run.
    pub schedule: Schedule,
    /// What λ keeps small.
    pub penalty: Penalty,
    /// The share of the hidden neurons that are left out for each image: 0 to 0.9.
    pub dropout: f64,
    /// Epochs without a better validation accuracy after which the run stops; 0 for none.
    pub patience: usize,
    /// What the weighted inputs of hidden layers are normalised over.
    pub normalisation: Normalisation,
    /// Whether a hidden layer as wide as the one before adds that one's activations to its own.
    pub residual: bool,
}

impl Settings {
    /// The settings of the chapter's figure for hidden layers of these widths.
    #[must_use]
    pub fn chapter(hidden: &[usize]) -> Self {
        Self {
            hidden: hidden.to_vec(),
            pixels: run::PIXELS.default,
            images: run::IMAGES.default as usize,
            batch: run::BATCH.default as usize,
            rate: run::RATE.default,
            lambda: run::LAMBDA.default,
            activation: run::ACTIVATION.default,
            initialisation: run::INITIALISATION.default,
            output: run::OUTPUT.default,
            cost: run::COST_FUNCTION.default,
            optimiser: run::OPTIMISER.default,
            freeze: run::FREEZE.default as usize,
            epochs: run::EPOCHS.default as usize,
            seed: run::SEED.default as u32,
            precision: run::PRECISION.default,
            schedule: cures::SCHEDULE.default,
            penalty: cures::PENALTY.default,
            dropout: cures::DROPOUT.default,
            patience: cures::PATIENCE.default as usize,
            normalisation: cures::NORMALISATION.default,
            residual: cures::RESIDUAL.default == Switch::On,
        }
    }

    /// The settings that `source` has, each checked. Those of [`cures`] may be missing, and
    /// then have their defaults, which change nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] naming the first key whose value is out of its range, or a key that
    /// is none.
    pub fn read(source: &dyn Source) -> Result<Self, Error> {
        // What this build cannot do is no key of it.
        let more: &[&str] = if cfg!(feature = "cures") { &cures::KEYS } else { &[] };
        check_keys(source, &[&run::KEYS[..], more].concat())?;
        let hidden = run::HIDDEN.read(source)?;
        let images = run::IMAGES.read(source)?;
        let normalisation = cures::NORMALISATION.read_or_default(source)?;
        let batch = if normalisation == Normalisation::Batch {
            cures::NORMALISED_BATCH.at_most(images.min(cures::NORMALISED_BATCH.max))
        } else {
            run::BATCH.at_most(images)
        };
        Ok(Self {
            hidden: hidden.into_iter().map(|width| width as usize).collect(),
            pixels: run::PIXELS.read(source)?,
            images: images as usize,
            batch: batch.read_whole(source)?,
            rate: run::RATE.read(source)?,
            lambda: run::LAMBDA.read(source)?,
            activation: run::ACTIVATION.read(source)?,
            initialisation: run::INITIALISATION.read(source)?,
            output: run::OUTPUT.read_or_default(source)?,
            cost: run::COST_FUNCTION.read(source)?,
            optimiser: run::OPTIMISER.read(source)?,
            freeze: run::FREEZE.read_or_default(source)? as usize,
            epochs: run::EPOCHS.read_whole(source)?,
            seed: run::SEED.read_whole(source)? as u32,
            precision: run::PRECISION.read(source)?,
            schedule: cures::SCHEDULE.read_or_default(source)?,
            penalty: cures::PENALTY.read_or_default(source)?,
            dropout: cures::DROPOUT.read_or_default(source)?,
            patience: cures::PATIENCE.read_or_default(source)? as usize,
            normalisation,
            residual: cures::RESIDUAL.read_or_default(source)? == Switch::On,
        })
    }

    /// The layers' sizes, from the number of pixels to an output for each of the `classes`.
    #[must_use]
    pub fn sizes(&self, classes: usize) -> Vec<usize> {
        let inputs = [self.pixels.pixels()].into_iter();
        inputs.chain(self.hidden.iter().copied()).chain([classes]).collect()
    }

    /// Whether every epoch is one step on all images, as in the chapter's figure.
    #[must_use]
    pub fn is_full_batch(&self) -> bool {
        self.batch >= self.images
    }

    /// Refuses what the chapter's own backpropagation does not know.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] of `normalisation` or `residual`, which would change the network.
    pub fn check_is_plain(&self) -> Result<(), Error> {
        let refuse = |key, expected: &str, got: &str| {
            let (expected, got) = (expected.to_owned(), got.to_owned());
            Err(Error::Setting { key, expected, got })
        };
        if self.normalisation != Normalisation::None {
            return refuse("normalisation", "none", self.normalisation.name());
        }
        if self.residual { refuse("residual", "off", "on") } else { Ok(()) }
    }

    /// Whether the gradient that is measured is also the one that updates: that of a full batch,
    /// unless training passes images otherwise than measuring does.
    #[must_use]
    pub fn measures_its_steps(&self) -> bool {
        let is_plain = self.dropout == 0.0 && self.normalisation != Normalisation::Batch;
        self.is_full_batch() && is_plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::declaration::sources::{Given, Plain};

    fn given() -> Plain {
        Plain(vec![
            ("hidden", Given::Numbers(vec![30.0, 30.0])),
            ("pixels", Given::Number(28.0)),
            ("images", Given::Number(1000.0)),
            ("batch", Given::Number(1000.0)),
            ("rate", Given::Number(0.1)),
            ("lambda", Given::Number(5.0)),
            ("activation", Given::Text("sigmoid")),
            ("initialisation", Given::Text("chapter")),
            ("costFunction", Given::Text("cross-entropy")),
            ("optimiser", Given::Text("sgd")),
            ("epochs", Given::Number(500.0)),
            ("seed", Given::Number(1.0)),
            ("precision", Given::Text("f32")),
        ])
    }

    fn message(key: &'static str, value: Given) -> String {
        let mut given = given();
        given.set(key, value);
        Settings::read(&given).unwrap_err().to_string()
    }

    fn number(key: &'static str, value: f64) -> String {
        message(key, Given::Number(value))
    }

    fn hidden(widths: &[f64]) -> String {
        message("hidden", Given::Numbers(widths.to_vec()))
    }

    #[test]
    fn the_chapters_settings_pass() {
        assert_eq!(Settings::read(&given()), Ok(Settings::chapter(&[30, 30])));
    }

    #[test]
    fn the_output_layer_may_be_given_and_is_checked() {
        let mut given = given();
        given.set("output", Given::Text("softmax"));
        assert_eq!(Settings::read(&given).unwrap().output, Output::Softmax);
        assert_eq!(
            message("output", Given::Text("softplus")),
            "output: expected sigmoid or softmax, got softplus"
        );
        assert!(message("output", Given::Number(1.0)).ends_with("got a number"));
    }

    #[test]
    fn cures_may_be_missing_and_are_checked_where_they_are_not() {
        let mut given = given();
        given.set("dropout", Given::Number(0.5));
        given.set("residual", Given::Text("on"));
        given.set("schedule", Given::Text("warm-up"));
        let settings = Settings::read(&given).unwrap();
        assert_eq!(settings.dropout, 0.5);
        assert!(settings.residual && settings.schedule == Schedule::WarmUp);
        assert_eq!(number("dropout", 0.95), "dropout: expected 0 to 0.9, got 0.95");
        assert_eq!(
            message("residual", Given::Number(1.0)),
            "residual: expected off or on, got a number"
        );
        assert_eq!(
            message("normalisation", Given::Text("group")),
            "normalisation: expected none, batch or layer, got group"
        );
        assert_eq!(
            number("patience", -1.0),
            "patience: expected a whole number from 0 to 1000, got -1"
        );
    }

    #[test]
    fn batch_normalisation_takes_more_than_one_image_and_no_more_than_pass_at_once() {
        let batch = |images: f64, batch: f64| {
            let mut given = given();
            given.set("normalisation", Given::Text("batch"));
            given.set("images", Given::Number(images));
            given.set("batch", Given::Number(batch));
            Settings::read(&given).map(|settings| settings.batch)
        };
        assert_eq!(batch(1000.0, 2.0), Ok(2));
        assert_eq!(batch(8000.0, 1000.0), Ok(1000));
        for (images, size, most) in
            [(1000.0, 1.0, 1000), (8000.0, 1001.0, 1000), (100.0, 101.0, 100)]
        {
            let words = batch(images, size).unwrap_err().to_string();
            let expected =
                format!("batch: expected a whole number from 2 to {most}, got {size}");
            assert_eq!(words, expected);
        }
    }

    #[test]
    fn a_check_by_the_chapters_backpropagation_needs_the_chapters_network() {
        let plain = Settings::chapter(&[30, 30]);
        assert_eq!(plain.check_is_plain(), Ok(()));
        assert_eq!(Settings { dropout: 0.5, ..plain.clone() }.check_is_plain(), Ok(()));
        let residual = Settings { residual: true, ..plain.clone() };
        let normalised = Settings { normalisation: Normalisation::Layer, ..plain };
        let words = [residual, normalised]
            .map(|settings| settings.check_is_plain().unwrap_err().to_string());
        assert_eq!(
            words,
            ["residual: expected off, got on", "normalisation: expected none, got layer"]
        );
    }

    #[test]
    fn what_is_of_another_kind_is_named_with_what_was_expected() {
        assert_eq!(
            message("rate", Given::Text("0.1")),
            "rate: expected 0.000000000000000000000000000001 to 100, got a text"
        );
        assert_eq!(
            number("hidden", 30.0),
            "hidden: expected 1 to 30 numbers, got a number"
        );
        assert_eq!(
            number("precision", 32.0),
            "precision: expected f32 or f64, got a number"
        );
        assert!(number("depth", 2.0).ends_with(", got depth"));
    }

    #[test]
    fn every_setting_out_of_range_is_named_with_what_was_expected() {
        assert_eq!(hidden(&[]), "hidden: expected 1 to 30 numbers, got 0");
        assert_eq!(
            hidden(&[30.0, 257.0]),
            "hidden: expected a whole number from 1 to 256, got 257 at position 2"
        );
        assert_eq!(
            hidden(&[2.5, 30.0]),
            "hidden: expected a whole number from 1 to 256, got 2.5 at position 1"
        );
        assert_eq!(number("pixels", 20.0), "pixels: expected 28, 14 or 7, got 20");
        assert_eq!(
            number("images", 9.0),
            "images: expected a whole number from 10 to 250000, got 9"
        );
        assert_eq!(
            number("batch", 1001.0),
            "batch: expected a whole number from 1 to 1000, got 1001"
        );
        assert_eq!(
            number("rate", 0.0),
            "rate: expected 0.000000000000000000000000000001 to 100, got 0"
        );
        assert_eq!(
            number("rate", f64::NAN),
            "rate: expected 0.000000000000000000000000000001 to 100, got NaN"
        );
        assert_eq!(number("lambda", -1.0), "lambda: expected 0 to 1000, got -1");
        assert_eq!(
            message("activation", Given::Text("swish")),
            "activation: expected sigmoid, tanh, relu, leaky-relu, gelu, softplus or identity, \
             got swish"
        );
        assert_eq!(
            message("costFunction", Given::Text("")),
            "costFunction: expected cross-entropy or quadratic, got "
        );
        assert_eq!(
            number("epochs", f64::INFINITY),
            "epochs: expected a whole number from 1 to 10000, got inf"
        );
        assert_eq!(
            number("seed", 4_294_967_296.0),
            "seed: expected a whole number from 0 to 4294967295, got 4294967296"
        );
        assert_eq!(
            message("precision", Given::Text("f16")),
            "precision: expected f32 or f64, got f16"
        );
    }
}
