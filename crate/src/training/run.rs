//! One run: epochs of training, measured before the first update of the next, in slices.

mod snapshot;

use std::ops::Range;

use super::{
    ByPixel, Cures, Divergence, Ending, Engine, Examples, Normalisation, Optimiser,
    Penalty, Settings, activations::Activations, plan::Plan, reading, record::Record,
    saved::Saved,
};
use crate::{
    Error,
    data::Digits,
    maths::Real,
    measures::{Guess, Plateau, Tally, speed},
    network::{DrawnLayer, Gradient, Network, Step},
    random::{Generator, Stream},
};

/// Where a run stands between two slices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Measuring on the training images, the next of which is this one.
    Measure(usize),
    /// Measuring on the validation images, the next of which is this one.
    Validate(usize),
    /// Training; the next image is at this place in the order of the epoch.
    Train(usize),
    /// The last row has been measured.
    Done,
}

/// What is measured of the weights' gradients.
#[derive(Debug, Clone, Default)]
struct WeightSpeeds {
    /// Of the row being measured.
    current: Vec<f64>,
    /// Of the rows that are complete and not taken yet.
    rows: Vec<f64>,
}

/// A run in the precision `T`.
#[derive(Debug, Clone)]
pub(super) struct Run<T> {
    settings: Settings,
    training: Examples<T>,
    validation: Examples<T>,
    /// The chunks of the training images listed by pixel, if they are all one batch.
    by_pixel: Vec<ByPixel<T>>,
    guess: Guess,
    /// Without layers until the run begins.
    start: Engine<T>,
    engine: Engine<T>,
    /// Whether `engine` is as it was at the start, so that a reset need not copy it.
    is_untouched: bool,
    generator: Generator,
    /// The images in the order of the present epoch.
    order: Vec<u32>,
    /// The images in their own order.
    ascending: Vec<u32>,
    phase: Phase,
    tally: Tally,
    validated: Tally,
    speeds: Vec<f64>,
    rows: Vec<f64>,
    row_epochs: Vec<u32>,
    rows_done: usize,
    /// How many epochs are done. The row that is measured now or next belongs to this epoch.
    epoch: usize,
    /// The epoch of the last row.
    measured: Option<usize>,
    /// Whether the row being measured is the last one again: a run that is taken up makes the
    /// gradient of a full batch anew.
    is_repeated: bool,
    /// Whether this epoch is in the plan.
    is_planned: bool,
    /// The epoch after whose row the run stops.
    stop: Option<usize>,
    plan: Plan,
    trained_images: usize,
    /// How many steps there have been since the start.
    steps_taken: usize,
    plateau: Plateau,
    /// The epoch of the best validation accuracy, and that accuracy.
    best: (usize, f64),
    /// Whether all outputs of the present step have been finite.
    is_in_range: bool,
    /// Where numbers left the range of floats, if they have.
    divergence: Option<Divergence>,
    record: Option<Record>,
    /// The speeds by weights, then those by weights and biases, if they are measured.
    weight_speeds: Option<WeightSpeeds>,
    /// Of the validation images, if they are measured.
    activations: Option<Activations>,
}

impl<T: Real> Run<T> {
    /// A run whose network is still to come: see [`Advance::take_layer`] and [`Advance::begin`].
    pub(super) fn new(settings: Settings, digits: &Digits) -> Self {
        let training = Examples::new(&digits.training, settings.images, settings.pixels);
        let validation = digits.validation_for(settings.images);
        let validation = Examples::new(&digits.validation, validation, settings.pixels);
        let Settings { activation, output, cost, .. } = settings;
        let engine_of = |sizes: &[usize]| Engine::blank(sizes, activation, output, cost);
        let guess = Guess::from_counts(
            settings.cost,
            settings.output,
            &training.class_counts(digits.classes),
        );
        let engine = engine_of(&settings.sizes(digits.classes))
            .with_cures(Cures::of(&settings))
            .with_frozen(settings.freeze);
        let longest = training.len().max(validation.len());
        let ascending: Vec<u32> =
            (0..u32::try_from(longest).unwrap_or(u32::MAX)).collect();
        let chunks = ascending[..training.len()].chunks(engine.chunk());
        let by_pixel = if settings.measures_its_steps() {
            chunks.map(|chosen| ByPixel::new(&training, chosen)).collect()
        } else {
            vec![]
        };
        let share = f64::INFINITY;
        let mut run = Self {
            plan: plan(&settings, share, training.len() + validation.len()),
            plateau: Plateau::new(guess),
            generator: Generator::new(settings.seed, Stream::Order),
            start: engine_of(&[]),
            engine,
            is_untouched: true,
            order: vec![],
            ascending,
            phase: Phase::Done,
            tally: Tally::default(),
            validated: Tally::default(),
            speeds: vec![],
            rows: vec![],
            row_epochs: vec![],
            rows_done: 0,
            epoch: 0,
            measured: None,
            is_repeated: false,
            is_planned: true,
            stop: None,
            trained_images: 0,
            steps_taken: 0,
            best: (0, 0.0),
            is_in_range: true,
            divergence: None,
            record: None,
            weight_speeds: None,
            activations: None,
            settings,
            training,
            validation,
            by_pixel,
            guess,
        };
        run.reset();
        run
    }

    fn examples(&self, is_validation: bool) -> &Examples<T> {
        if is_validation { &self.validation } else { &self.training }
    }

    /// What the next step needs besides the gradient.
    fn step(&self) -> Step {
        let Settings { rate, lambda, penalty, schedule, images, batch, epochs, .. } =
            self.settings;
        let steps = epochs * images.div_ceil(batch);
        Step {
            rate: rate * schedule.factor(self.steps_taken, steps),
            lambda: if penalty == Penalty::L2 { lambda } else { 0.0 },
            training_images: self.training.len(),
        }
    }

    /// Whether a mini-batch fits into one pass, so that its gradient need not be stored.
    fn batch_is_one_chunk(&self) -> bool {
        self.settings.batch <= self.engine.chunk()
            && self.settings.optimiser == Optimiser::Sgd
            && self.settings.penalty == Penalty::L2
            && self.settings.normalisation == Normalisation::None
            && !self.settings.measures_its_steps()
    }

    /// Takes a step along the gradients summed over `images` images.
    #[inline(never)]
    fn descend_by_sums(&mut self, images: usize, step: Step) {
        if self.settings.penalty == Penalty::L1 {
            let share = step.rate * self.settings.lambda;
            self.engine.shrink_weights(share / step.training_images as f64);
        }
        self.engine.descend_by_sums(images, step, self.settings.optimiser);
    }

    /// Passes one chunk of training images through, for the row of this epoch.
    fn measure(&mut self, from: usize) -> usize {
        let to = (from + self.engine.chunk()).min(self.training.len());
        let chosen = &self.ascending[from..to];
        self.engine.feed_forward(&self.training, chosen);
        self.engine.propagate_back(&self.training, chosen);
        self.engine.tally(&self.training, chosen, &mut self.tally);
        self.engine.add_bias_gradients(chosen.len());
        if self.settings.measures_its_steps() {
            // The gradient that is measured is also the one that updates.
            let images = &self.by_pixel[from / self.engine.chunk()];
            self.engine.add_weight_gradients_by_pixel(images);
            self.is_in_range &= self.engine.has_finite_outputs(chosen.len());
        } else if self.weight_speeds.is_some() {
            self.engine.add_weight_gradients(&self.training, chosen);
        }
        self.phase = Phase::Measure(to);
        if to == self.training.len() {
            for layer in 0..self.engine.hidden_layers() {
                let gradient = self.engine.mean_bias_gradient(layer, self.tally.images);
                self.speeds.push(speed(&gradient));
                if let Some(record) = &mut self.record {
                    record.measure(self.epoch, &gradient);
                }
            }
            self.measure_weights();
            if !self.settings.measures_its_steps() {
                self.engine.clear_gradients();
            }
            self.phase = Phase::Validate(0);
        }
        to - from
    }

    /// The speeds of this row by weights, and by weights and biases together.
    fn measure_weights(&mut self) {
        let Some(WeightSpeeds { current, .. }) = &mut self.weight_speeds else { return };
        let images = self.tally.images;
        let layers = 0..self.engine.hidden_layers();
        let by_weights: Vec<f64> =
            layers.map(|layer| self.engine.weight_speed(layer, images)).collect();
        let both = by_weights.iter().zip(&self.speeds);
        let together: Vec<f64> = both.map(|(&w, &b)| speed(&[w, b])).collect();
        current.extend(by_weights);
        current.extend(together);
    }

    /// Passes one chunk of validation images through; after the last, the row is complete.
    fn validate(&mut self, from: usize) -> usize {
        let to = (from + self.engine.chunk()).min(self.validation.len());
        let chosen = &self.ascending[from..to];
        self.engine.feed_forward(&self.validation, chosen);
        self.engine.tally(&self.validation, chosen, &mut self.validated);
        if let Some(activations) = &mut self.activations {
            activations.look(&self.engine, from, chosen.len());
        }
        self.phase = Phase::Validate(to);
        if to == self.validation.len() {
            self.finish_row();
        }
        to - from
    }

    /// Forgets the row being measured, of which there may be a part.
    fn drop_row(&mut self) {
        self.tally = Tally::default();
        self.validated = Tally::default();
        self.speeds.clear();
        if let Some(WeightSpeeds { current, .. }) = &mut self.weight_speeds {
            current.clear();
        }
        if let Some(record) = &mut self.record {
            record.drop_row();
        }
        if let Some(activations) = &mut self.activations {
            activations.drop_row();
        }
    }

    fn finish_row(&mut self) {
        if std::mem::take(&mut self.is_repeated) {
            self.drop_row();
            return self.begin_epoch();
        }
        let cost = self.tally.mean_cost();
        self.plateau.watch(self.epoch, cost);
        if let Some(record) = &mut self.record {
            record.finish_row(self.is_planned);
        }
        if let Some(activations) = &mut self.activations {
            activations.finish_row(self.epoch, self.is_planned);
        }
        self.rows.append(&mut self.speeds);
        if let Some(WeightSpeeds { current, rows }) = &mut self.weight_speeds {
            rows.append(current);
        }
        let validated = self.validated.accuracy();
        self.rows.extend([cost, self.tally.accuracy(), validated]);
        if validated > self.best.1 {
            self.best = (self.epoch, validated);
        }
        self.row_epochs.push(u32::try_from(self.epoch).unwrap_or(u32::MAX));
        self.rows_done += 1;
        self.measured = Some(self.epoch);
        self.tally = Tally::default();
        self.validated = Tally::default();
        self.begin_epoch();
    }

    /// Why the run ends with this epoch, if it does.
    fn ending_here(&self) -> Option<Ending> {
        let (best, _) = self.best;
        let Settings { patience, epochs, .. } = self.settings;
        if let Some(divergence) = self.divergence {
            Some(Ending::Diverged(divergence))
        } else if self.epoch == epochs {
            Some(Ending::Finished)
        } else if patience > 0 && self.epoch - best >= patience {
            Some(Ending::Patience { best })
        } else {
            None
        }
    }

    /// Takes note of the step just taken, if a number left the range in it.
    #[inline(never)]
    fn watch_range(&mut self, is_finite: bool) {
        let was_in_range = std::mem::replace(&mut self.is_in_range, true);
        if is_finite && was_in_range || self.divergence.is_some() {
            return;
        }
        let found = self.engine.first_not_finite();
        self.divergence = Some(Divergence {
            epoch: self.epoch + 1,
            step: self.steps_taken,
            // Of the images that passed last, none may be among those.
            layer: found.unwrap_or(self.engine.hidden_layers()),
        });
    }

    /// Begins the next epoch, if there is one.
    fn begin_epoch(&mut self) {
        self.phase = if self.ending_here().is_some() {
            Phase::Done
        } else if self.settings.measures_its_steps() {
            // The step itself is left to the next slice, so that the parameters are still those
            // of the latest row.
            Phase::Train(self.training.len())
        } else {
            self.generator.shuffle(&mut self.order);
            Phase::Train(0)
        };
    }

    /// Ends an epoch, and measures the network if the plan or a stop requires it.
    fn end_epoch(&mut self) {
        self.watch_range(self.engine.has_finite_parameters());
        self.epoch += 1;
        self.is_planned = self.plan.takes_in(self.epoch);
        // The plan does not count a row that only a stop requires, or the end.
        let is_wanted = self.stop.is_some_and(|stop| stop <= self.epoch);
        if self.is_planned || is_wanted || self.ending_here().is_some() {
            self.phase = Phase::Measure(0);
        } else {
            self.begin_epoch();
        }
    }

    /// Trains on one chunk, which is a mini-batch or a part of one.
    fn train(&mut self, from: usize) -> usize {
        let images = self.training.len();
        let step = self.step();
        if self.settings.measures_its_steps() {
            self.descend_by_sums(images, step);
            self.steps_taken += 1;
            self.trained_images += images;
            self.end_epoch();
            return 0;
        }
        let batch_start = from - from % self.settings.batch;
        let batch_end = (batch_start + self.settings.batch).min(images);
        let to = (from + self.engine.chunk()).min(batch_end);
        let chosen = &self.order[from..to];
        self.engine.feed_forward_to_train(&self.training, chosen);
        self.is_in_range &= self.engine.has_finite_outputs(chosen.len());
        if self.batch_is_one_chunk() {
            self.engine.descend_by_chunk(&self.training, chosen, step);
        } else {
            self.engine.propagate_back(&self.training, chosen);
            self.engine.add_bias_gradients(chosen.len());
            self.engine.add_weight_gradients(&self.training, chosen);
            if to == batch_end {
                self.descend_by_sums(batch_end - batch_start, step);
            }
        }
        if to == batch_end {
            self.steps_taken += 1;
            self.watch_range(self.engine.has_finite_biases());
            self.engine.end_batch();
        }
        self.trained_images += to - from;
        if to == images {
            self.end_epoch();
        } else {
            self.phase = Phase::Train(to);
        }
        to - from
    }
}

/// The plan of a run that measures on `row_images`: every epoch of a full batch, where the gradient
/// that updates is at hand, and of a run that may stop early, which depends on every row.
fn plan(settings: &Settings, share: f64, row_images: usize) -> Plan {
    let is_whole = settings.measures_its_steps() || settings.patience > 0;
    let share = if is_whole { f64::INFINITY } else { share };
    Plan::new(share, settings.epochs, settings.images, row_images)
}

/// What [`super::Trainer`] needs of a run, whatever its precision.
pub(super) trait Advance {
    fn take_layer(&mut self, layer: &DrawnLayer);
    fn begin(&mut self);
    fn take_up(&mut self, saved: &mut Saved<'_>, piece: usize) -> Result<bool, Error>;
    fn advance(&mut self, images: usize) -> usize;
    fn reset(&mut self);
    fn measure_at_most(&mut self, share: f64);
    fn stop_at(&mut self, epoch: usize);
    fn stop_at_next(&mut self) -> bool;
    fn is_stopped(&self) -> bool;
    fn row_epochs(&self) -> &[u32];
    fn take_rows(&mut self) -> Vec<f64>;
    fn record_gradients(&mut self);
    fn gradient_stride(&self) -> usize;
    fn take_gradients(&mut self) -> Vec<f64>;
    fn rows_done(&self) -> usize;
    fn trained_images(&self) -> usize;
    fn is_done(&self) -> bool;
    fn ending(&self) -> Option<Ending>;
    fn guess(&self) -> Guess;
    fn plateau_left_at(&self) -> Option<usize>;
    fn images_per_unit(&self) -> usize;
    fn network(&self) -> Network;
    fn initial_network(&self) -> Network;
    fn is_at_row(&self) -> bool;
    fn settings(&self) -> &Settings;
    fn image(&self, index: usize) -> (Vec<f64>, usize);
    fn gradient(&self, images: usize) -> Gradient;
    fn read(&self, image: &[u8]) -> Vec<f64>;
    fn answers(
        &self,
        is_initial: bool,
        is_validation: bool,
        chosen: Range<usize>,
    ) -> Vec<f64>;
    fn labels(&self, is_validation: bool) -> Vec<u8>;
    fn record_weight_speeds(&mut self);
    fn take_weight_speeds(&mut self) -> Vec<f64>;
    fn record_activations(&mut self);
    fn activation_stride(&self) -> usize;
    fn take_activations(&mut self) -> Vec<f64>;
    fn snapshot(&mut self) -> Vec<u8>;
}

impl<T: Real> Advance for Run<T> {
    fn take_layer(&mut self, layer: &DrawnLayer) {
        self.engine.take(layer);
    }

    /// Starts from the layers that were taken.
    fn begin(&mut self) {
        if self.settings.normalisation == Normalisation::Batch {
            self.engine.settle(&self.training, &self.ascending[..self.settings.batch]);
        }
        self.start = self.engine.clone();
    }

    fn take_up(&mut self, saved: &mut Saved<'_>, piece: usize) -> Result<bool, Error> {
        self.save(saved, piece)
    }

    fn advance(&mut self, images: usize) -> usize {
        self.is_untouched = false;
        let mut passed = 0;
        while passed < images.max(1) && !self.is_stopped() {
            passed += match self.phase {
                Phase::Measure(from) => self.measure(from),
                Phase::Validate(from) => self.validate(from),
                Phase::Train(from) => self.train(from),
                Phase::Done => break,
            };
        }
        passed
    }

    fn reset(&mut self) {
        if !self.is_untouched {
            self.engine = self.start.clone();
            self.is_untouched = true;
        }
        self.generator = Generator::new(self.settings.seed, Stream::Order);
        self.order = self.ascending[..self.training.len()].to_vec();
        self.phase = Phase::Measure(0);
        self.tally = Tally::default();
        self.validated = Tally::default();
        self.speeds.clear();
        self.rows.clear();
        self.row_epochs.clear();
        if let Some(weights) = &mut self.weight_speeds {
            *weights = WeightSpeeds::default();
        }
        self.rows_done = 0;
        self.epoch = 0;
        self.measured = None;
        self.is_repeated = false;
        self.plan.reset();
        self.is_planned = self.plan.takes_in(0);
        self.stop = None;
        self.trained_images = 0;
        self.steps_taken = 0;
        self.best = (0, 0.0);
        self.is_in_range = true;
        self.divergence = None;
        self.plateau = Plateau::new(self.guess);
        if let Some(record) = &mut self.record {
            record.clear();
        }
        if let Some(activations) = &mut self.activations {
            activations.clear();
        }
    }

    fn measure_at_most(&mut self, share: f64) {
        let row_images = self.training.len() + self.validation.len();
        self.plan = plan(&self.settings, share, row_images);
        if self.record.take().is_some() {
            self.record_gradients();
        }
        if self.activations.is_some() {
            self.record_activations();
        }
        self.reset();
    }

    fn stop_at(&mut self, epoch: usize) {
        self.stop = Some(epoch.min(self.settings.epochs));
    }

    fn stop_at_next(&mut self) -> bool {
        let next = self.epoch + usize::from(matches!(self.phase, Phase::Train(_)));
        let has_gap = self.measured.is_some_and(|measured| measured + 1 < next);
        if has_gap {
            self.stop_at(next);
        }
        has_gap
    }

    fn is_stopped(&self) -> bool {
        self.stop.is_some_and(|stop| self.measured.is_some_and(|epoch| epoch >= stop))
    }

    fn row_epochs(&self) -> &[u32] {
        &self.row_epochs
    }

    fn take_rows(&mut self) -> Vec<f64> {
        self.row_epochs.clear();
        std::mem::take(&mut self.rows)
    }

    fn record_gradients(&mut self) {
        let neurons = self.settings.hidden.iter().sum();
        let rows = self.plan.rows();
        self.record.get_or_insert_with(|| Record::new(rows, neurons));
    }

    fn gradient_stride(&self) -> usize {
        self.record.as_ref().map_or(0, Record::stride)
    }

    fn take_gradients(&mut self) -> Vec<f64> {
        self.record.as_mut().map_or_else(Vec::new, Record::take)
    }

    fn rows_done(&self) -> usize {
        self.rows_done
    }

    fn trained_images(&self) -> usize {
        self.trained_images
    }

    fn is_done(&self) -> bool {
        self.phase == Phase::Done
    }

    fn ending(&self) -> Option<Ending> {
        self.ending_here().filter(|_| self.phase == Phase::Done)
    }

    fn guess(&self) -> Guess {
        self.guess
    }

    fn plateau_left_at(&self) -> Option<usize> {
        self.plateau.left_at()
    }

    fn images_per_unit(&self) -> usize {
        self.engine.chunk()
    }

    fn network(&self) -> Network {
        self.engine.network()
    }

    fn initial_network(&self) -> Network {
        self.start.network()
    }

    fn is_at_row(&self) -> bool {
        let has_left = matches!(self.phase, Phase::Train(from) if 0 < from && from < self.training.len());
        self.measured == Some(self.epoch) && !has_left
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn image(&self, index: usize) -> (Vec<f64>, usize) {
        (self.training.dense(index), self.training.label(index))
    }

    fn gradient(&self, images: usize) -> Gradient {
        let mut engine = self.engine.clone();
        engine.clear_gradients();
        let images = images.min(self.training.len());
        for chosen in self.ascending[..images].chunks(engine.chunk()) {
            engine.feed_forward(&self.training, chosen);
            engine.propagate_back(&self.training, chosen);
            engine.add_bias_gradients(chosen.len());
            engine.add_weight_gradients(&self.training, chosen);
        }
        let layers = 0..engine.hidden_layers();
        let biases = layers.clone().map(|l| engine.mean_bias_gradient(l, images).into());
        Gradient {
            biases: biases.collect(),
            weights: layers.map(|l| engine.mean_weight_gradient(l, images)).collect(),
        }
    }

    fn read(&self, image: &[u8]) -> Vec<f64> {
        reading::read(&self.engine, self.settings.pixels, image)
    }

    fn answers(
        &self,
        is_initial: bool,
        is_validation: bool,
        chosen: Range<usize>,
    ) -> Vec<f64> {
        let engine = if is_initial { &self.start } else { &self.engine };
        reading::answers(engine, self.examples(is_validation), &self.ascending[chosen])
    }

    fn labels(&self, is_validation: bool) -> Vec<u8> {
        self.examples(is_validation).labels().to_vec()
    }

    fn record_weight_speeds(&mut self) {
        self.weight_speeds.get_or_insert_default();
        self.reset();
    }

    fn take_weight_speeds(&mut self) -> Vec<f64> {
        let taken = |weights: &mut WeightSpeeds| std::mem::take(&mut weights.rows);
        self.weight_speeds.as_mut().map_or_else(Vec::new, taken)
    }

    fn record_activations(&mut self) {
        let Settings { hidden, activation, .. } = &self.settings;
        self.activations = Some(Activations::new(self.plan.rows(), hidden, *activation));
        self.reset();
    }

    fn activation_stride(&self) -> usize {
        self.activations.as_ref().map_or(0, Activations::stride)
    }

    fn take_activations(&mut self) -> Vec<f64> {
        self.activations.as_mut().map_or_else(Vec::new, Activations::take)
    }

    fn snapshot(&mut self) -> Vec<u8> {
        self.saved()
    }
}
