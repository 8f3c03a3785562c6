//! Images with their labels, and the two sets of them that a run needs.

use super::{IMAGE_BYTES, file};
use crate::Error;

/// How many kinds of digit there are, and so the neurons of the output layer.
pub const CLASSES: usize = 10;

/// Labelled images: as many labels, each 0 … 9, as images of [`IMAGE_BYTES`] bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Set {
    images: Vec<u8>,
    labels: Vec<u8>,
}

impl Set {
    /// The set of `images`, one after the other, with their `labels`.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] when the numbers of images and labels differ, or a label is above 9.
    pub fn new(images: Vec<u8>, labels: Vec<u8>) -> Result<Self, Error> {
        if images.len() != labels.len() * IMAGE_BYTES {
            return Err(Error::Data {
                place: "images".to_owned(),
                expected: format!(
                    "{IMAGE_BYTES} bytes for each of {} labels",
                    labels.len()
                ),
                got: format!("{} bytes", images.len()),
            });
        }
        if let Some(at) = labels.iter().position(|&label| usize::from(label) >= CLASSES) {
            return Err(Error::Data {
                place: format!("label {at}"),
                expected: "0 to 9".to_owned(),
                got: labels[at].to_string(),
            });
        }
        Ok(Self { images, labels })
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

    /// The [`IMAGE_BYTES`] bytes of image `index`, row by row, 0 for the background.
    ///
    /// # Panics
    ///
    /// When `index` is not below [`Set::len`].
    #[must_use]
    pub fn image(&self, index: usize) -> &[u8] {
        assert!(index < self.len(), "image {index} of {}", self.len());
        &self.images[index * IMAGE_BYTES..][..IMAGE_BYTES]
    }

    /// The digit, 0 … 9, that image `index` shows.
    ///
    /// # Panics
    ///
    /// When `index` is not below [`Set::len`].
    #[must_use]
    pub fn label(&self, index: usize) -> u8 {
        assert!(index < self.len(), "label {index} of {}", self.len());
        self.labels[index]
    }

    /// The labels of all images, in order.
    #[must_use]
    pub fn labels(&self) -> &[u8] {
        &self.labels
    }

    /// How often each digit occurs.
    #[must_use]
    pub fn class_counts(&self) -> [usize; CLASSES] {
        let mut counts = [0; CLASSES];
        for &label in &self.labels {
            counts[usize::from(label)] += 1;
        }
        counts
    }

    /// Puts the images of `other` after these.
    fn append(&mut self, other: &Self) {
        self.images.extend_from_slice(&other.images);
        self.labels.extend_from_slice(&other.labels);
    }

    /// Takes the images from `index` on away, and gives them back.
    pub(super) fn split_off(&mut self, index: usize) -> Self {
        Self {
            images: self.images.split_off(index * IMAGE_BYTES),
            labels: self.labels.split_off(index),
        }
    }
}

/// The images to train on, and those to measure on that no network trains on.
///
/// Filled from the parts of a digits file, in order, or from IDX files ([`super::idx`]).
/// Every prefix of either set of a digits file is balanced over the classes, so that a run
/// takes the first images of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digits {
    /// The images that a network trains on.
    pub training: Set,
    /// The images that its accuracy is measured on while it trains.
    pub validation: Set,
    /// The images kept for the end; empty unless they were read from IDX files.
    pub test: Set,
    source: Option<Source>,
}

/// What is known of the digits file after its first part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Source {
    parts: u16,
    parts_read: u16,
    series: u32,
    first_training: usize,
    first_validation: usize,
}

impl Digits {
    /// Digits that come from elsewhere than a digits file.
    #[must_use]
    pub fn new(training: Set, validation: Set, test: Set) -> Self {
        Self { training, validation, test, source: None }
    }

    /// Adds the next part of a digits file; all of it or, after an error, nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] for a file that is damaged, of another version or cut short, for a
    /// part out of its turn, and for a part of another set of digits.
    pub fn append_part(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let part = file::read(bytes)?;
        let source = self.source_with(&part)?;
        self.training.append(&part.training);
        self.validation.append(&part.validation);
        self.source = Some(source);
        Ok(())
    }

    /// How many validation images belong to a run on the first `images` training images.
    ///
    /// The first part's, while the training images are the first part's too: what a run
    /// measures must not depend on whether the rest has been loaded. All of them beyond.
    #[must_use]
    pub fn validation_for(&self, images: usize) -> usize {
        match self.source {
            Some(source) if images <= source.first_training => source.first_validation,
            _ => self.validation.len(),
        }
    }

    /// The record of parts read, once `part` is among them; an error when it is not its turn.
    fn source_with(&self, part: &file::Part) -> Result<Source, Error> {
        let refuse = |expected: String, got: String| {
            Err(Error::Data { place: "digits file, part".to_owned(), expected, got })
        };
        let got = format!("part {} of {}", part.number, part.parts);
        match self.source {
            None if !(self.training.is_empty() && self.validation.is_empty()) => {
                refuse("no part: these digits are not from a digits file".to_owned(), got)
            }
            None if part.number != 1 => refuse(format!("part 1 of {}", part.parts), got),
            None => Ok(Source {
                parts: part.parts,
                parts_read: 1,
                series: part.series,
                first_training: part.training.len(),
                first_validation: part.validation.len(),
            }),
            Some(source) if source.parts_read == source.parts => {
                refuse(format!("no part after all {} were read", source.parts), got)
            }
            Some(source)
                if (part.number, part.parts) != (source.parts_read + 1, source.parts) =>
            {
                refuse(format!("part {} of {}", source.parts_read + 1, source.parts), got)
            }
            Some(source) if part.series != source.series => refuse(
                format!("a part of series {:08x}, as the first", source.series),
                format!("one of series {:08x}", part.series),
            ),
            Some(source) => Ok(Source { parts_read: source.parts_read + 1, ..source }),
        }
    }
}
