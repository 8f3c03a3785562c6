//! Snapshots: a run as bytes, from which it goes on with the same bits.
//!
//! A run is saved as it was at the beginning of its present mini-batch, or of the row that it is
//! measuring: the parameters do not change between these, and what is added up on the way need
//! not be kept. Where the gradient of a full batch is also the one that updates, the row is
//! measured again, and not counted.

use super::{Phase, Run, WeightSpeeds, plan};
use crate::{
    Error,
    data::crc32,
    declaration::Choice,
    maths::Real,
    training::{
        Divergence, Settings,
        saved::{Saved, refused},
    },
};

/// How a run goes on.
const MEASURING: usize = 0;
const TRAINING: usize = 1;
const DONE: usize = 2;

/// What a saved run must have in common with the settings that it is taken up with, by name.
fn marks(settings: &Settings) -> Vec<(&'static str, u64)> {
    let name = |text: &str| u64::from(crc32(&[text.as_bytes()]));
    let whole = |number: usize| number as u64;
    let mut marks = vec![
        ("pixels", whole(settings.pixels.pixels())),
        ("images", whole(settings.images)),
        ("batch", whole(settings.batch)),
        ("rate", settings.rate.to_bits()),
        ("lambda", settings.lambda.to_bits()),
        ("activation", name(settings.activation.name())),
        ("initialisation", name(settings.initialisation.name())),
        ("output", name(settings.output.name())),
        ("costFunction", name(settings.cost.name())),
        ("optimiser", name(settings.optimiser.name())),
        ("freeze", whole(settings.freeze)),
        ("epochs", whole(settings.epochs)),
        ("seed", u64::from(settings.seed)),
        ("precision", name(settings.precision.name())),
        ("schedule", name(settings.schedule.name())),
        ("penalty", name(settings.penalty.name())),
        ("dropout", settings.dropout.to_bits()),
        ("patience", whole(settings.patience)),
        ("normalisation", name(settings.normalisation.name())),
        ("residual", u64::from(settings.residual)),
        ("hidden", whole(settings.hidden.len())),
    ];
    marks.extend(settings.hidden.iter().map(|&width| ("hidden", whole(width))));
    marks
}

impl<T: Real> Run<T> {
    /// The bytes of the run as it is.
    pub(super) fn saved(&mut self) -> Vec<u8> {
        let mut saved = Saved::new();
        let mut piece = 0;
        // Writing fails nowhere, and leaves every number as it is.
        while let Ok(false) = self.save(&mut saved, piece) {
            piece += 1;
        }
        saved.finish()
    }

    /// Saves piece `piece` of the run, or takes it up, and returns whether it is the last. The
    /// first is where the run stands, then come the layers.
    #[inline(never)]
    pub(super) fn save(
        &mut self,
        saved: &mut Saved<'_>,
        piece: usize,
    ) -> Result<bool, Error> {
        let Some(layer) = piece.checked_sub(1) else {
            self.is_untouched &= !saved.is_read();
            self.save_marks(saved)?;
            self.save_place(saved)?;
            return Ok(false);
        };
        if self.engine.save_layer(saved, layer)? {
            return Ok(false);
        }
        self.engine.save_rest(saved, self.steps_taken)?;
        if !self.settings.measures_its_steps() {
            self.save_order(saved)?;
        }
        self.save_rows(saved)?;
        let is_over = self.ending_here().is_some();
        if self.phase == Phase::Done && !is_over {
            let got = "the end".to_owned();
            return Err(refused("place", "an epoch before the last".to_owned(), got));
        }
        saved.end()?;
        Ok(true)
    }

    /// What must agree with the settings and the digits.
    fn save_marks(&self, saved: &mut Saved<'_>) -> Result<(), Error> {
        let labels = crc32(&[self.training.labels(), self.validation.labels()]);
        let mut marks = marks(&self.settings);
        marks.push(("digits", u64::from(labels)));
        for (key, mark) in marks {
            let mut found = mark;
            saved.long(&mut found, key)?;
            if found != mark {
                let expected = "that of these settings".to_owned();
                return Err(refused(key, expected, "another".to_owned()));
            }
        }
        Ok(())
    }

    /// Where it stands, and how it got there.
    fn save_place(&mut self, saved: &mut Saved<'_>) -> Result<(), Error> {
        let Settings { images, batch, epochs, .. } = self.settings;
        let measures_its_steps = self.settings.measures_its_steps();
        let (mut kind, mut from, mut is_repeated) = match self.phase {
            Phase::Done => (DONE, 0, false),
            Phase::Train(_) if measures_its_steps => (MEASURING, 0, true),
            Phase::Train(from) => (TRAINING, from - from % batch, false),
            Phase::Measure(_) | Phase::Validate(_) => (MEASURING, 0, self.is_repeated),
        };
        saved.whole(&mut kind, DONE, "place")?;
        saved.whole(&mut from, images - 1, "place in the epoch")?;
        let is_beside = !from.is_multiple_of(batch) || (kind != TRAINING && from > 0);
        if is_beside || (kind == TRAINING && measures_its_steps) {
            let expected = "the beginning of a mini-batch".to_owned();
            return Err(refused("place in the epoch", expected, from.to_string()));
        }
        saved.whole(&mut self.epoch, epochs, "epoch")?;
        saved.maybe(&mut self.measured, self.epoch, "epoch of the last row")?;
        saved.flag(&mut is_repeated, "row measured again")?;
        saved.flag(&mut self.is_planned, "row in the plan")?;
        saved.whole(&mut self.rows_done, epochs + 1, "rows")?;
        let mut left_at = self.plateau.left_at();
        saved.maybe(&mut left_at, self.epoch, "end of the plateau")?;
        saved.whole(&mut self.best.0, self.epoch, "best epoch")?;
        saved.number(&mut self.best.1, "best accuracy")?;
        let Divergence { mut epoch, mut step, mut layer } =
            self.divergence.unwrap_or(Divergence { epoch: 0, step: 0, layer: 0 });
        saved.whole(&mut epoch, epochs, "epoch of divergence")?;
        saved.whole(&mut step, u32::MAX as usize, "step of divergence")?;
        saved.whole(&mut layer, self.engine.hidden_layers(), "layer of divergence")?;
        if saved.is_read() {
            self.phase = match kind {
                DONE => Phase::Done,
                TRAINING => Phase::Train(from),
                _ => Phase::Measure(0),
            };
            self.is_repeated = is_repeated;
            self.trained_images = self.epoch * images + from;
            self.steps_taken = self.epoch * images.div_ceil(batch) + from / batch;
            self.plateau.resume(left_at);
            self.divergence = (epoch > 0).then_some(Divergence { epoch, step, layer });
        }
        Ok(())
    }

    /// The order of the images, and what the next will be drawn from.
    fn save_order(&mut self, saved: &mut Saved<'_>) -> Result<(), Error> {
        saved.generator(&mut self.generator, "generator")?;
        saved.wholes(&mut self.order, "order of images")?;
        let images = self.training.len();
        let mut is_there = vec![false; images];
        for &image in &self.order {
            if let Some(found) = is_there.get_mut(image as usize) {
                *found = true;
            }
        }
        if self.order.len() == images && is_there.iter().all(|&is_there| is_there) {
            return Ok(());
        }
        let got = format!("{} others", self.order.len());
        Err(refused("order of images", format!("each of {images} once"), got))
    }

    /// What is measured, and the rows that were not taken.
    fn save_rows(&mut self, saved: &mut Saved<'_>) -> Result<(), Error> {
        let layers = self.engine.hidden_layers();
        let mut share = self.plan.share();
        saved.number(&mut share, "measuring")?;
        if share.is_nan() || share <= 0.0 {
            let expected = "a number above 0".to_owned();
            return Err(refused("measuring", expected, "another".to_owned()));
        }
        if saved.is_read() {
            let row_images = self.training.len() + self.validation.len();
            self.plan = plan(&self.settings, share, row_images);
        }
        self.plan.save(saved)?;
        saved.wholes(&mut self.row_epochs, "epochs of rows")?;
        saved.rows(&mut self.rows, layers + 3, "rows")?;
        let rows = self.row_epochs.len();
        if self.rows.len() != rows * (layers + 3) {
            let got = self.rows.len().to_string();
            return Err(refused("rows", format!("{rows}"), got));
        }
        let mut kept = [
            self.record.is_some(),
            self.weight_speeds.is_some(),
            self.activations.is_some(),
        ];
        for is_kept in &mut kept {
            saved.flag(is_kept, "what is kept")?;
        }
        if saved.is_read() {
            self.keep(kept);
        }
        if let Some(record) = &mut self.record {
            record.save(saved)?;
        }
        if let Some(WeightSpeeds { rows, .. }) = &mut self.weight_speeds {
            saved.rows(rows, 2 * layers, "speeds by weights")?;
        }
        if let Some(activations) = &mut self.activations {
            activations.save(saved)?;
        }
        Ok(())
    }

    /// Begins to keep the gradients, the speeds by weights and the activations.
    fn keep(&mut self, [gradients, weight_speeds, activations]: [bool; 3]) {
        let rows = self.plan.rows();
        let Settings { hidden, activation, .. } = &self.settings;
        self.record = gradients.then(|| super::Record::new(rows, hidden.iter().sum()));
        self.weight_speeds = weight_speeds.then(WeightSpeeds::default);
        self.activations =
            activations.then(|| super::Activations::new(rows, hidden, *activation));
    }
}
