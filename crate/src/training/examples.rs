//! Images as the engine reads them: their non-zero pixels.

use super::kernel::Pixels;
use crate::{
    data::{Set, Side, write_pixels},
    maths::Real,
};

/// Labelled images at one size, each as the list of its non-zero pixels.
///
/// Four of five pixels of MNIST are 0 and add nothing to any sum.
#[derive(Debug, Clone)]
pub struct Examples<T> {
    inputs: usize,
    starts: Vec<usize>,
    places: Vec<u32>,
    values: Vec<T>,
    labels: Vec<u8>,
}

impl<T: Real> Examples<T> {
    /// The first `count` images of `set`, or all when it has fewer, at `side`.
    #[must_use]
    pub fn new(set: &Set, count: usize, side: Side) -> Self {
        let count = count.min(set.len());
        let mut pixels = vec![T::ZERO; side.pixels()];
        let mut examples = Self::empty(side.pixels());
        for index in 0..count {
            write_pixels(set.image(index), side, &mut pixels);
            examples.push(&pixels, set.label(index));
        }
        examples
    }

    /// No images, of `inputs` pixels each.
    #[must_use]
    pub fn empty(inputs: usize) -> Self {
        Self { inputs, starts: vec![0], places: vec![], values: vec![], labels: vec![] }
    }

    /// Adds an image of as many pixels as the others have, showing the digit `label`.
    pub fn push(&mut self, pixels: &[T], label: u8) {
        debug_assert_eq!(pixels.len(), self.inputs, "pixels of an image");
        for (place, &value) in pixels.iter().enumerate() {
            if value != T::ZERO {
                self.places.push(u32::try_from(place).unwrap_or(u32::MAX));
                self.values.push(value);
            }
        }
        self.starts.push(self.values.len());
        self.labels.push(label);
    }

    /// The first `count` images, or all when there are fewer, in double precision: the same
    /// numbers, since pixels are exact in either.
    #[must_use]
    pub fn first_in_double_precision(&self, count: usize) -> Examples<f64> {
        let count = count.min(self.len());
        let pixels = self.starts[count];
        Examples {
            inputs: self.inputs,
            starts: self.starts[..=count].to_vec(),
            places: self.places[..pixels].to_vec(),
            values: self.values[..pixels].iter().map(|value| value.to_f64()).collect(),
            labels: self.labels[..count].to_vec(),
        }
    }

    /// The number of images.
    #[must_use]
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is no image.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The number of pixels of an image.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// The digit that image `index` shows.
    ///
    /// # Panics
    ///
    /// When there is no such image.
    #[must_use]
    pub fn label(&self, index: usize) -> usize {
        usize::from(self.labels[index])
    }

    /// How often each of the `classes` digits occurs.
    #[must_use]
    pub fn class_counts(&self, classes: usize) -> Vec<usize> {
        let mut counts = vec![0; classes];
        for &label in &self.labels {
            counts[usize::from(label)] += 1;
        }
        counts
    }

    #[inline(always)]
    pub(super) fn pixels(&self, index: usize) -> Pixels<'_, T> {
        let span = self.starts[index]..self.starts[index + 1];
        Pixels { places: &self.places[span.clone()], values: &self.values[span] }
    }
}
