//! Which epochs of a run are measured.

use super::saved::Saved;
use crate::Error;

/// How many images may pass for measuring before the share matters: a fraction of a second
/// for the chapter's networks, so that a short run is measured at every epoch.
const ALLOWANCE: f64 = 300_000.0;

/// The epochs of a mini-batch run at which it is measured, so that measuring takes at most a
/// share of the training.
///
/// An image that passes for measuring counts as much as one that is trained on, though it
/// costs less. After each measured epoch at most [`ALLOWANCE`] + share × images trained on have
/// passed for measuring; the first and the last epoch are always measured. The plan depends on
/// the run's settings alone, so a run that was paused has the same.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    share: f64,
    /// Images trained on in an epoch.
    epoch_images: f64,
    /// Images that pass for a row.
    row_images: f64,
    last: usize,
    /// Images that have passed for the planned rows so far.
    passed: f64,
}

impl Plan {
    /// The plan of a run of `epochs` epochs that trains on `epoch_images` in each, and measures
    /// on `row_images`; with a `share` of ∞ it has every epoch.
    pub(super) fn new(
        share: f64,
        epochs: usize,
        epoch_images: usize,
        row_images: usize,
    ) -> Self {
        Self {
            share,
            epoch_images: epoch_images as f64,
            row_images: row_images as f64,
            last: epochs,
            passed: 0.0,
        }
    }

    /// Whether `epoch` is in the plan; to be called for every epoch once, in order.
    pub(super) fn takes_in(&mut self, epoch: usize) -> bool {
        let after = self.passed + self.row_images;
        let trained = self.epoch_images * epoch as f64;
        let is_due =
            epoch == 0 || epoch == self.last || after <= ALLOWANCE + self.share * trained;
        if is_due {
            self.passed = after;
        }
        is_due
    }

    /// How many epochs of a whole run are in the plan.
    pub(super) fn rows(&self) -> usize {
        let mut plan = Self { passed: 0.0, ..self.clone() };
        (0..=self.last).filter(|&epoch| plan.takes_in(epoch)).count()
    }

    /// Saves how far it is, or takes it up.
    pub(super) fn save(&mut self, saved: &mut Saved<'_>) -> Result<(), Error> {
        saved.number(&mut self.passed, "images measured")
    }

    /// The share that it was made with.
    pub(super) fn share(&self) -> f64 {
        self.share
    }

    /// Begins again at epoch 0.
    pub(super) fn reset(&mut self) {
        self.passed = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epochs_of(mut plan: Plan) -> Vec<usize> {
        (0..=plan.last).filter(|&epoch| plan.takes_in(epoch)).collect()
    }

    #[test]
    fn measuring_never_exceeds_the_allowance_and_the_share() {
        for (images, validation) in [(1000, 250), (8000, 2000), (10, 250), (4321, 2000)] {
            for share in [0.05, 0.1, 0.25] {
                let rows = images + validation;
                let epochs = epochs_of(Plan::new(share, 9_999, images, rows));
                let (last, planned) = epochs.split_last().expect("a last epoch");
                assert_eq!((epochs[0], *last), (0, 9_999));
                for (row, &epoch) in planned.iter().enumerate() {
                    let passed = ((row + 1) * rows) as f64;
                    let most = ALLOWANCE + share * (epoch * images) as f64;
                    assert!(passed <= most, "{images} images, epoch {epoch}");
                }
                // Nothing that is allowed is left out either.
                let room = ALLOWANCE + share * (9_998 * images) as f64;
                assert!(((epochs.len() + 1) * rows) as f64 > room, "{images} images");
            }
        }
    }

    #[test]
    fn a_short_run_is_measured_at_every_epoch() {
        // The presets with mini-batches: thirty epochs of 1,000 and of 8,000 images.
        for (images, validation) in [(1000, 250), (8000, 2000)] {
            let plan = Plan::new(0.1, 30, images, images + validation);
            assert_eq!(plan.rows(), 31);
        }
    }

    #[test]
    fn an_infinite_share_takes_every_epoch_in() {
        let plan = Plan::new(f64::INFINITY, 10_000, 8000, 10_000);
        assert_eq!(plan.rows(), 10_001);
    }

    #[test]
    fn the_first_and_the_last_epoch_are_measured_even_beyond_the_allowance() {
        let plan = Plan::new(0.1, 5, 10, 400_000);
        assert_eq!(epochs_of(plan), [0, 5]);
    }

    #[test]
    fn a_plan_is_the_same_after_a_reset() {
        let mut plan = Plan::new(0.1, 800, 1000, 1250);
        let first = epochs_of(plan.clone());
        assert!(first.len() < 801 && first.len() == plan.rows(), "{}", first.len());
        (0..=800).for_each(|epoch| {
            plan.takes_in(epoch);
        });
        plan.reset();
        assert_eq!(epochs_of(plan), first);
    }
}
