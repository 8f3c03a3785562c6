//! Epochs of training by the engine alone.

use unstable_gradients::{
    data::Digits,
    maths::Real,
    measures::Tally,
    network::Step,
    training::{ByPixel, Engine, Examples, Optimiser},
};

use crate::{Case, Precision};

/// A network and its images in one precision, ready to train.
///
/// An epoch does what a run's epoch does between two rows: every image forward and backward
/// once, and the updates, without the measuring. With the full batch the gradient that a run
/// measures is also the one that updates, so that only the tally is left out there.
#[derive(Debug, Clone)]
pub struct Course<T> {
    case: Case,
    examples: Examples<T>,
    /// The chunks of a full batch, listed by pixel.
    by_pixel: Vec<ByPixel<T>>,
    order: Vec<u32>,
    start: Engine<T>,
    engine: Engine<T>,
}

impl<T: Real> Course<T> {
    /// The course of `case` on the first images of `digits`, or `None` if there are too few.
    #[must_use]
    pub fn new(case: Case, digits: &Digits) -> Option<Self> {
        let examples = Examples::new(&digits.training, case.images, case.side);
        let engine = Engine::new(&case.network());
        if examples.len() != case.images {
            return None;
        }
        let order = case.order();
        let by_pixel = if case.batch == case.images {
            let chunks = order.chunks(engine.chunk());
            chunks.map(|chosen| ByPixel::new(&examples, chosen)).collect()
        } else {
            vec![]
        };
        Some(Self { order, by_pixel, start: engine.clone(), case, examples, engine })
    }

    /// Restores the initial weights.
    pub fn reset(&mut self) {
        self.engine = self.start.clone();
    }

    /// Trains for one epoch, in the same order of images every time.
    pub fn epoch(&mut self) {
        let step = Step { rate: 0.1, lambda: 5.0, training_images: self.case.images };
        let is_full_batch = self.case.batch == self.case.images;
        for batch in self.order.chunks(self.case.batch) {
            if batch.len() <= self.engine.chunk() && !is_full_batch {
                self.engine.feed_forward(&self.examples, batch);
                self.engine.descend_by_chunk(&self.examples, batch, step);
                continue;
            }
            for (index, chosen) in batch.chunks(self.engine.chunk()).enumerate() {
                self.engine.feed_forward(&self.examples, chosen);
                self.engine.propagate_back(&self.examples, chosen);
                self.engine.add_bias_gradients(chosen.len());
                if is_full_batch {
                    self.engine.add_weight_gradients_by_pixel(&self.by_pixel[index]);
                } else {
                    self.engine.add_weight_gradients(&self.examples, chosen);
                }
            }
            self.engine.descend_by_sums(batch.len(), step, Optimiser::Sgd);
        }
    }

    /// How many pixels of an image are not 0, on average.
    #[must_use]
    pub fn ink(&self) -> f64 {
        let ink =
            |image| self.examples.dense(image).iter().filter(|x| **x != 0.0).count();
        let sum: usize = (0..self.case.images).map(ink).sum();
        sum as f64 / self.case.images as f64
    }

    /// The mean cost on the training images now.
    #[must_use]
    pub fn cost(&mut self) -> f64 {
        let mut tally = Tally::default();
        for chosen in self.order.chunks(self.engine.chunk()) {
            self.engine.feed_forward(&self.examples, chosen);
            self.engine.tally(&self.examples, chosen, &mut tally);
        }
        tally.mean_cost()
    }
}

/// A course in either precision.
#[derive(Debug, Clone)]
pub enum AnyCourse {
    /// In 32-bit floats.
    F32(Box<Course<f32>>),
    /// In 64-bit floats.
    F64(Box<Course<f64>>),
}

impl AnyCourse {
    /// See [`Course::new`].
    #[must_use]
    pub fn new(case: Case, precision: Precision, digits: &Digits) -> Option<Self> {
        Some(match precision {
            Precision::F32 => Self::F32(Box::new(Course::new(case, digits)?)),
            Precision::F64 => Self::F64(Box::new(Course::new(case, digits)?)),
        })
    }

    /// Restores the initial weights and trains for `epochs`.
    pub fn train(&mut self, epochs: usize) {
        match self {
            Self::F32(course) => {
                course.reset();
                (0..epochs).for_each(|_| course.epoch());
            }
            Self::F64(course) => {
                course.reset();
                (0..epochs).for_each(|_| course.epoch());
            }
        }
    }

    /// See [`Course::ink`].
    #[must_use]
    pub fn ink(&self) -> f64 {
        match self {
            Self::F32(course) => course.ink(),
            Self::F64(course) => course.ink(),
        }
    }

    /// See [`Course::cost`].
    #[must_use]
    pub fn cost(&mut self) -> f64 {
        match self {
            Self::F32(course) => course.cost(),
            Self::F64(course) => course.cost(),
        }
    }
}

/// One epoch, in a function that a profiler finds by its name.
#[inline(never)]
pub fn counted_epoch(course: &mut Course<f32>) {
    course.epoch();
}
