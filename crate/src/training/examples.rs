//! Images as the engine reads them: their non-zero pixels.

use super::kernel::{Column, Pixel};
use crate::{
    data::{Set, Side, write_pixels},
    maths::Real,
};

/// Labelled images at one size, each as the list of its non-zero pixels.
///
/// Four in five pixels of MNIST are 0 and add nothing to any sum.
#[derive(Debug, Clone)]
pub struct Examples<T> {
    inputs: usize,
    starts: Vec<usize>,
    pixels: Vec<Pixel<T>>,
    labels: Vec<u8>,
}

impl<T: Real> Examples<T> {
    /// The first `count` images of `set`, or all when it has fewer, at `side`.
    #[must_use]
    #[inline(never)]
    pub fn new(set: &Set, count: usize, side: Side) -> Self {
        let count = count.min(set.len());
        let mut pixels = vec![T::ZERO; side.pixels()];
        let mut examples = Self::empty(side.pixels());
        // Counted first: a list of all of MNIST that doubles when it is full takes twice the
        // memory or more.
        let ink = |index| {
            write_pixels(set.image(index), side, &mut pixels);
            pixels.iter().filter(|&&value| value != T::ZERO).count()
        };
        examples.pixels.reserve_exact((0..count).map(ink).sum());
        for index in 0..count {
            write_pixels(set.image(index), side, &mut pixels);
            examples.push(&pixels, set.label(index));
        }
        examples
    }

    /// No images, of `inputs` pixels each.
    #[must_use]
    pub fn empty(inputs: usize) -> Self {
        Self { inputs, starts: vec![0], pixels: vec![], labels: vec![] }
    }

    /// Adds an image of as many pixels as the others have, of the class `label`.
    pub fn push(&mut self, pixels: &[T], label: u8) {
        debug_assert_eq!(pixels.len(), self.inputs, "pixels of an image");
        for (place, &value) in pixels.iter().enumerate() {
            if value != T::ZERO {
                let place = u32::try_from(place).unwrap_or(u32::MAX);
                self.pixels.push(Pixel { place, value });
            }
        }
        self.starts.push(self.pixels.len());
        self.labels.push(label);
    }

    /// All pixels of image `index`: the same numbers in either precision, which are exact.
    ///
    /// # Panics
    ///
    /// When there is no such image.
    #[must_use]
    pub fn dense(&self, index: usize) -> Vec<f64> {
        let mut pixels = vec![0.0; self.inputs];
        for pixel in self.pixels(index) {
            pixels[pixel.place as usize] = pixel.value.to_f64();
        }
        pixels
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

    /// The class of image `index`.
    ///
    /// # Panics
    ///
    /// When there is no such image.
    #[must_use]
    pub fn label(&self, index: usize) -> usize {
        usize::from(self.labels[index])
    }

    /// The digits that the images show.
    #[must_use]
    pub fn labels(&self) -> &[u8] {
        &self.labels
    }

    /// How often each of the `classes` occurs.
    #[must_use]
    pub fn class_counts(&self, classes: usize) -> Vec<usize> {
        let mut counts = vec![0; classes];
        for &label in &self.labels {
            counts[usize::from(label)] += 1;
        }
        counts
    }

    #[inline(always)]
    pub(super) fn pixels(&self, index: usize) -> &[Pixel<T>] {
        &self.pixels[self.starts[index]..self.starts[index + 1]]
    }
}

/// A chunk of images listed by pixel: for every pixel the images in which it is not 0.
///
/// With the full batch a chunk is the same in every epoch, so that the list is made once. Each
/// row of the gradient is then written only once a chunk.
#[derive(Debug, Clone)]
pub struct ByPixel<T> {
    images: usize,
    /// Places of the pixels that are not 0 in all images, and where their entries end.
    ends: Vec<(u32, usize)>,
    /// For each pixel, image by image: the image's place in the chunk, and the pixel's value.
    entries: Vec<Pixel<T>>,
}

impl<T: Real> ByPixel<T> {
    /// The images `chosen` of `examples`.
    ///
    /// # Panics
    ///
    /// When there is no such image.
    #[must_use]
    #[inline(never)]
    pub fn new(examples: &Examples<T>, chosen: &[u32]) -> Self {
        let mut columns = vec![vec![]; examples.inputs()];
        for (image, &index) in (0..).zip(chosen) {
            for pixel in examples.pixels(index as usize) {
                let entry = Pixel { place: image, value: pixel.value };
                columns[pixel.place as usize].push(entry);
            }
        }
        let mut by_pixel = Self { images: chosen.len(), ends: vec![], entries: vec![] };
        for (place, column) in (0..).zip(columns) {
            if !column.is_empty() {
                by_pixel.entries.extend(column);
                by_pixel.ends.push((place, by_pixel.entries.len()));
            }
        }
        by_pixel
    }

    /// The number of images.
    #[must_use]
    pub(super) fn len(&self) -> usize {
        self.images
    }

    #[inline(always)]
    pub(super) fn columns(&self) -> impl Iterator<Item = Column<'_, T>> + Clone {
        self.ends.iter().scan(0, |start, &(place, end)| {
            let images = &self.entries[*start..end];
            *start = end;
            Some(Column { place, images })
        })
    }
}
