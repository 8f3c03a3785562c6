//! Training: the fast engine and the trainer that advances it in slices.

mod aligned;
mod check;
mod engine;
mod examples;
mod kernel;
mod plan;
mod record;
mod run;
mod settings;

pub use check::CheckedBias;
pub use engine::Engine;
pub use examples::{ByPixel, Examples};
pub use settings::{MOMENTUM, Optimiser, Precision, Settings};

use run::{Advance, Run};

use crate::{
    Error, data::Digits, error::number_text, maths::Real, measures::Guess,
    network::Network,
};

/// A run of training, advanced in slices and measured between epochs.
///
/// A row is measured after so many epochs, before the first update of the next: the speed of
/// every hidden layer, the mean cost and the accuracy on the training images, the accuracy
/// on the validation images. Every epoch has one, unless [`Trainer::measure_at_most`] asks
/// for less.
///
/// # Determinism
///
/// What is measured at an epoch depends on the settings and the digits alone: not on how the
/// run is sliced, nor on which other epochs are measured. Which ones are depends on the
/// settings and the share, and on the epochs at which the run was told to stop.
pub struct Trainer {
    run: Box<dyn Advance>,
}

impl std::fmt::Debug for Trainer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Trainer")
            .field("settings", self.settings())
            .finish_non_exhaustive()
    }
}

impl Trainer {
    /// The trainer of `settings` on the first images of `digits`, before its first row.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] when `digits` has fewer training images than the settings ask for, or
    /// no validation images.
    pub fn new(settings: Settings, digits: &Digits) -> Result<Self, Error> {
        match settings.precision {
            Precision::F32 => Self::of::<f32>(settings, digits),
            Precision::F64 => Self::of::<f64>(settings, digits),
        }
    }

    fn of<T: Real>(settings: Settings, digits: &Digits) -> Result<Self, Error> {
        let available = digits.training.len();
        if available < settings.images {
            return Err(Error::Data {
                place: "training images".to_owned(),
                expected: format!("at least {}", settings.images),
                got: available.to_string(),
            });
        }
        if digits.validation.is_empty() {
            return Err(Error::Data {
                place: "validation images".to_owned(),
                expected: "at least 1".to_owned(),
                got: "0".to_owned(),
            });
        }
        Ok(Self { run: Box::new(Run::<T>::new(settings, digits)) })
    }

    /// The settings of the run.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.run.settings()
    }

    /// Has measuring take at most `share` of the training, for a run with mini-batches; it
    /// begins again. A share of ∞ measures every epoch, as a run does that was told nothing,
    /// and as a full batch does in any case: there the gradient that measures is the one
    /// that updates.
    ///
    /// An image that passes for measuring, of the training or of the validation set, counts as
    /// much as one that is trained on. At every measured epoch but the last at most 300,000 and
    /// `share` × the images trained on so far have passed; the first epoch and the last are
    /// measured in any case. The numbers of a row do not depend on it.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] of key `measuring` unless `share` is above 0.
    pub fn measure_at_most(&mut self, share: f64) -> Result<(), Error> {
        if share > 0.0 {
            self.run.measure_at_most(share);
            return Ok(());
        }
        Err(Error::Setting {
            key: "measuring",
            expected: "a number above 0".to_owned(),
            got: number_text(share),
        })
    }

    /// Has the run stand still once `epoch` has been measured, whether or not the share asks
    /// for it; where it has gone past it unmeasured, once the next has. A row that only this
    /// brings about is not counted towards the share, so that it moves no later one.
    pub fn stop_at(&mut self, epoch: usize) {
        self.run.stop_at(epoch);
    }

    /// Where epochs have gone by unmeasured since the last row, has the run stand still at the
    /// end of the one it is in, with its row, and gives true. Else nothing changes.
    pub fn stop_at_next(&mut self) -> bool {
        self.run.stop_at_next()
    }

    /// Whether the run stands still for having been told to.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.run.is_stopped()
    }

    /// Passes about `images` more images through the network, to train or to measure, and
    /// gives how many have.
    ///
    /// At least [`Trainer::images_per_unit`] pass, unless the run is done or stopped.
    pub fn advance(&mut self, images: usize) -> usize {
        self.run.advance(images)
    }

    /// Starts again: the same weights, the same order of images; it is told to stop nowhere.
    pub fn reset(&mut self) {
        self.run.reset();
    }

    /// The epochs of the rows that [`Trainer::take_rows`] would give now, ascending.
    #[must_use]
    pub fn row_epochs(&self) -> &[u32] {
        self.run.row_epochs()
    }

    /// The rows completed since they were last taken, one after the other: a speed for each
    /// hidden layer, cost, training accuracy, validation accuracy.
    pub fn take_rows(&mut self) -> Vec<f64> {
        self.run.take_rows()
    }

    /// Keeps the gradient of every hidden bias as well, for [`Trainer::take_gradients`]; it
    /// begins with the next row to be measured.
    pub fn record_gradients(&mut self) {
        self.run.record_gradients();
    }

    /// One in how many measured epochs has its row of gradients kept, a power of two: 1
    /// unless the whole run would come to more than 2²¹ numbers. 0 where none is kept.
    #[must_use]
    pub fn gradient_stride(&self) -> usize {
        self.run.gradient_stride()
    }

    /// The gradients of the rows completed since they were last taken, one row after the
    /// other: the epoch, 1 if the row is kept or 0 if it is there for being the last only, then
    /// ∂C/∂b of each hidden neuron, layer by layer, averaged over the training images. Their
    /// norm over a layer is its speed ‖δˡ‖.
    pub fn take_gradients(&mut self) -> Vec<f64> {
        self.run.take_gradients()
    }

    /// How many numbers a row has.
    #[must_use]
    pub fn row_length(&self) -> usize {
        self.settings().hidden.len() + 3
    }

    /// How many rows have been measured since the start.
    #[must_use]
    pub fn rows_done(&self) -> usize {
        self.run.rows_done()
    }

    /// How many images have gone through an update since the start.
    #[must_use]
    pub fn trained_images(&self) -> usize {
        self.run.trained_images()
    }

    /// Whether the row after the last epoch has been measured.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.run.is_done()
    }

    /// What answering with the frequencies of the digits would achieve on these images.
    #[must_use]
    pub fn guess(&self) -> Guess {
        self.run.guess()
    }

    /// The first epoch measured off the plateau of guessing since it was left for good so far,
    /// if it was.
    #[must_use]
    pub fn plateau_left_at(&self) -> Option<usize> {
        self.run.plateau_left_at()
    }

    /// The most images of one indivisible piece of work.
    #[must_use]
    pub fn images_per_unit(&self) -> usize {
        self.run.images_per_unit()
    }

    /// The network as it is now.
    #[must_use]
    pub fn network(&self) -> Network {
        self.run.network()
    }

    /// Compares backpropagation with central differences for some biases of every hidden
    /// layer, at the network as it is now.
    #[must_use]
    pub fn check_gradient(&self) -> Vec<CheckedBias> {
        check::check(self.run.as_ref())
    }
}
