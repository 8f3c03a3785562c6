//! Training: the fast engine and the trainer that advances it in slices.
//!
//! ```
//! use unstable_gradients::{
//!     data::{Digits, IMAGE_BYTES, Set},
//!     training::{Settings, Trainer},
//! };
//!
//! let set = Set::new(vec![90; 20 * IMAGE_BYTES], (0..20).map(|n| n % 10).collect())?;
//! let digits = Digits::new(set.clone(), set, Set::default());
//! let settings =
//!     Settings { images: 20, batch: 10, epochs: 3, ..Settings::chapter(&[8, 8]) };
//! let mut whole = Trainer::new(settings.clone(), &digits)?;
//! while !whole.is_done() {
//!     whole.advance(1000);
//! }
//! // In slices, as a page advances it between two frames: the same bits.
//! let mut sliced = Trainer::new(settings, &digits)?;
//! while !sliced.is_done() {
//!     sliced.advance(10);
//! }
//! assert_eq!(whole.take_rows(), sliced.take_rows());
//! # Ok::<(), unstable_gradients::Error>(())
//! ```

mod activations;
mod aligned;
mod beginning;
mod check;
mod ending;
mod engine;
mod examples;
mod identity_rows;
mod kernel;
mod normalisation;
mod optimiser;
mod plan;
mod reading;
mod record;
mod run;
mod saved;
mod schedule;
mod settings;

pub use activations::{
    BINS as ACTIVATION_BINS, HEAD as ACTIVATION_HEAD, IMAGES as ACTIVATION_IMAGES,
    LEVELS as ACTIVATION_LEVELS,
};
pub use beginning::Beginning;
pub use check::{Along, CheckedDerivative, GradientCheck};
pub use ending::{Divergence, Ending};
pub use engine::{Cures, Engine};
pub use examples::{ByPixel, Examples};
pub use identity_rows::{Compared, IdentityRows};
pub use normalisation::Normalisation;
pub use optimiser::{MOMENTUM, Optimiser};
pub use schedule::Schedule;
pub use settings::{Penalty, Precision, Settings};

use run::Advance;

use crate::{
    Error,
    data::Digits,
    error::number_text,
    measures::Guess,
    network::{Gradient, Network},
};

/// A run of training, advanced in slices and measured between epochs.
///
/// A row is measured before the first epoch and after every one, unless
/// [`Trainer::measure_at_most`] asks for fewer: the speed of every hidden layer, the mean cost
/// and the accuracy on the training images, the accuracy on the validation images.
///
/// # Determinism
///
/// The row of an epoch depends on the settings and the digits alone: not on how the run is
/// sliced, nor on which other epochs are measured. Which epochs are measured depends on the
/// settings, the share, and the epochs at which the run was told to stop.
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
        Beginning::new(settings, digits, None)?.finish()
    }

    /// The bytes from which [`Trainer::resume`] takes the run up where it is, at any time: at
    /// rest or between two slices, in the middle of an epoch or of a row. The epoch to stop at is
    /// not part of them; the rows that have not been taken are. The run itself stays as it is.
    #[must_use]
    pub fn snapshot(&mut self) -> Vec<u8> {
        self.run.snapshot()
    }

    /// The run of these settings and digits that `bytes` are a snapshot of. It measures what that
    /// one measured, and goes on with the same bits; at most the present mini-batch and the row
    /// being measured are done again.
    ///
    /// # Errors
    ///
    /// As [`Trainer::new`]; [`Error::Data`] that names the part when the bytes are cut short or
    /// damaged, of another version, or of a run of other settings or digits.
    pub fn resume(
        settings: Settings,
        digits: &Digits,
        bytes: &[u8],
    ) -> Result<Self, Error> {
        Beginning::new(settings, digits, Some(bytes.to_vec()))?.finish()
    }

    /// The settings of the run.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.run.settings()
    }

    /// Limits measuring in a run with mini-batches to `share` of the training, and resets the
    /// run. With a share of ∞, the default, every epoch is measured. So is, whatever the share,
    /// every epoch of a full batch whose gradient is also the one that updates, and of a run
    /// that may stop early.
    ///
    /// Every image counts the same, whether it passes through the network for training or for
    /// measuring. After every measured epoch but the last, at most 300,000 plus `share` × the
    /// images trained on so far have passed for measuring; the first and the last epoch are
    /// always measured. The numbers of a row do not depend on the share.
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

    /// Stops the run once `epoch` has been measured, which it then is whatever the share; if the
    /// run has already passed that epoch without measuring it, once the next epoch has been. A
    /// row that is measured only for this does not count towards the share, so that later rows
    /// are measured at the same epochs as without it.
    pub fn stop_at(&mut self, epoch: usize) {
        self.run.stop_at(epoch);
    }

    /// If epochs have passed unmeasured since the last row, stops the run at the end of the
    /// present epoch, which is then measured, and returns true. Otherwise changes nothing.
    pub fn stop_at_next(&mut self) -> bool {
        self.run.stop_at_next()
    }

    /// Whether the run has stopped where it was told to.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.run.is_stopped()
    }

    /// Passes about `images` more images through the network, to train or to measure, and
    /// returns how many did pass: at least [`Trainer::images_per_unit`], unless the run is done
    /// or stopped.
    pub fn advance(&mut self, images: usize) -> usize {
        self.run.advance(images)
    }

    /// Starts again with the same weights and the same order of images, and with no epoch to
    /// stop at.
    pub fn reset(&mut self) {
        self.run.reset();
    }

    /// The epochs of the rows that [`Trainer::take_rows`] would return now, ascending.
    #[must_use]
    pub fn row_epochs(&self) -> &[u32] {
        self.run.row_epochs()
    }

    /// The rows completed since they were last taken, one after the other; in each a speed for
    /// every hidden layer, the cost, the training accuracy and the validation accuracy.
    pub fn take_rows(&mut self) -> Vec<f64> {
        self.run.take_rows()
    }

    /// Keeps the gradient of every hidden bias as well, for [`Trainer::take_gradients`], from
    /// the next row on.
    pub fn record_gradients(&mut self) {
        self.run.record_gradients();
    }

    /// One in so many measured epochs has its row of gradients kept, a power of two: 1 unless
    /// the whole run would come to more than 2²¹ numbers. 0 if gradients are not kept.
    #[must_use]
    pub fn gradient_stride(&self) -> usize {
        self.run.gradient_stride()
    }

    /// The gradients of the rows completed since they were last taken, one row after the
    /// other: the epoch, 1 if the row is one of those kept or 0 if it is included only as the
    /// latest, then ∂C/∂b of each hidden neuron, layer by layer, averaged over the training
    /// images. Their norm over a layer is its speed ‖δˡ‖.
    pub fn take_gradients(&mut self) -> Vec<f64> {
        self.run.take_gradients()
    }

    /// Measures the speeds by weights as well, for [`Trainer::take_weight_speeds`], and resets
    /// the run. With a full batch the weights' gradient is at hand; with mini-batches it makes
    /// a measurement longer.
    pub fn record_weight_speeds(&mut self) {
        self.run.record_weight_speeds();
    }

    /// Of the rows completed since they were last taken, one after the other: for every hidden
    /// layer the norm of the gradient by its weights, averaged over the training images, then
    /// for every hidden layer that of the gradient by its weights and biases together. Neither
    /// contains the regularisation term. Empty unless they are recorded.
    pub fn take_weight_speeds(&mut self) -> Vec<f64> {
        self.run.take_weight_speeds()
    }

    /// Measures the activations of the hidden layers as well, for
    /// [`Trainer::take_activations`], and resets the run. No other number depends on it.
    pub fn record_activations(&mut self) {
        self.run.record_activations();
    }

    /// One in so many measured epochs has its row of activations kept, as with
    /// [`Trainer::gradient_stride`]; 0 if they are not measured.
    #[must_use]
    pub fn activation_stride(&self) -> usize {
        self.run.activation_stride()
    }

    /// The activations of the rows completed since they were last taken, one row after the
    /// other: the epoch, 1 if the row is one of those kept or 0 if it is included only as the
    /// latest, then [`ACTIVATION_HEAD`] + [`ACTIVATION_BINS`] numbers of each hidden layer, over
    /// all of its neurons and the first [`ACTIVATION_IMAGES`] validation images (fewer if there
    /// are not as many, or the network is large).
    ///
    /// These are the mean; the standard deviation; that of a neuron over the images, averaged
    /// over the neurons; the quantiles at [`ACTIVATION_LEVELS`]; the mean slope φ′(z), of which 1
    /// is the largest that φ has; the share of activations that are saturated, their slope being
    /// less than a tenth of that; the share of neurons that are so on every image; the ends of
    /// the histogram; and the shares of its bins.
    pub fn take_activations(&mut self) -> Vec<f64> {
        self.run.take_activations()
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

    /// Whether the row of the last epoch has been measured, or that of the epoch at which the run
    /// ended before: see [`Trainer::ending`].
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.run.is_done()
    }

    /// Why the run is over, if it is.
    ///
    /// A run that diverges finishes the epoch in which it does, is measured, and ends.
    #[must_use]
    pub fn ending(&self) -> Option<Ending> {
        self.run.ending()
    }

    /// What always answering with the frequencies of the digits would achieve on the training
    /// images.
    #[must_use]
    pub fn guess(&self) -> Guess {
        self.run.guess()
    }

    /// The first measured epoch from which on the run has been off the plateau of guessing, if
    /// it is off it.
    #[must_use]
    pub fn plateau_left_at(&self) -> Option<usize> {
        self.run.plateau_left_at()
    }

    /// The most images that pass in one indivisible piece of work.
    #[must_use]
    pub fn images_per_unit(&self) -> usize {
        self.run.images_per_unit()
    }

    /// The network as it is now.
    #[must_use]
    pub fn network(&self) -> Network {
        self.run.network()
    }

    /// The network that the run started from.
    #[must_use]
    pub fn initial_network(&self) -> Network {
        self.run.initial_network()
    }

    /// Whether the network as it is now is the one that the last row was measured on: not
    /// once training has gone on, within an epoch or past epochs that are not measured.
    #[must_use]
    pub fn is_at_row(&self) -> bool {
        self.run.is_at_row()
    }

    /// Compares backpropagation with central differences along single biases and random
    /// directions of the biases and of the weights of hidden layers, at the network as it is
    /// now. It takes no notice of normalisation and residual connections, of which it knows
    /// nothing: see [`Settings::check_is_plain`].
    #[must_use]
    pub fn check_gradient(&self) -> GradientCheck {
        let mut check = GradientCheck::new(self.settings(), self.network());
        check.take_gradient(&self.gradient(check.images));
        for index in 0..check.images {
            let (pixels, label) = self.image(index);
            check.add(pixels.into(), label);
        }
        check
    }

    /// The mean gradient of the hidden layers over the first `images` training images, in the
    /// run's precision, without regularisation.
    #[must_use]
    pub fn gradient(&self, images: usize) -> Gradient {
        self.run.gradient(images)
    }

    /// What the network, as it is now, makes of an image that is none of the run's, 784 bytes,
    /// row by row, 0 for no ink: its pixels as the network gets them, then the activations of
    /// every layer, the output's last. No number of the run depends on it.
    ///
    /// # Panics
    ///
    /// When the image has another number of bytes.
    #[must_use]
    pub fn read(&self, image: &[u8]) -> Vec<f64> {
        self.run.read(image)
    }

    /// The same of the images `chosen` of the run, one after the other: training images, or
    /// validation images if `is_validation`. With `is_initial` it is the network that the run
    /// started from.
    ///
    /// # Panics
    ///
    /// When the run has no such image.
    #[must_use]
    pub fn answers(
        &self,
        is_initial: bool,
        is_validation: bool,
        chosen: std::ops::Range<usize>,
    ) -> Vec<f64> {
        self.run.answers(is_initial, is_validation, chosen)
    }

    /// The digits that the training images show, or the validation images.
    #[must_use]
    pub fn labels(&self, is_validation: bool) -> Vec<u8> {
        self.run.labels(is_validation)
    }

    /// The pixels of a training image as the network sees it, and its digit.
    ///
    /// # Panics
    ///
    /// When the run has no such image.
    #[must_use]
    pub fn image(&self, index: usize) -> (Vec<f64>, usize) {
        self.run.image(index)
    }
}
