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

    /// Appends the images of `other`.
    fn append(&mut self, other: &Self) {
        self.images.extend_from_slice(&other.images);
        self.labels.extend_from_slice(&other.labels);
    }

    /// Removes the images from `index` on, and returns them.
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

/// What the parts read so far say of the digits file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Source {
    parts: u16,
    parts_read: u16,
    series: u32,
    first_training: usize,
    first_validation: usize,
}

impl Digits {
    /// Digits that do not come from a digits file.
    #[must_use]
    pub fn new(training: Set, validation: Set, test: Set) -> Self {
        Self { training, validation, test, source: None }
    }

    /// Adds the next part of a digits file; all of it or, after an error, nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] for a file that is damaged, of another version or cut short, for a
    /// part out of order, and for a part of another set of digits.
    pub fn append_part(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.append(file::read(bytes)?)
    }

    /// [`Digits::append_part`] of a file whose payload has been decompressed already, behind
    /// the header as it was.
    ///
    /// # Errors
    ///
    /// As for [`Digits::append_part`]. A payload that was left compressed, since it could not
    /// be decompressed, is refused with the reason.
    pub fn append_inflated(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.append(file::read_inflated(bytes)?)
    }

    fn append(&mut self, part: file::Part) -> Result<(), Error> {
        let source = self.source_with(&part)?;
        self.training.append(&part.training);
        self.validation.append(&part.validation);
        self.source = Some(source);
        Ok(())
    }

    /// How many validation images belong to a run on the first `images` training images.
    ///
    /// Those of the first part, as long as the training images are in the first part too, since
    /// the measurements of a run must not depend on whether the rest has been loaded; otherwise
    /// all of them.
    #[must_use]
    pub fn validation_for(&self, images: usize) -> usize {
        match self.source {
            Some(source) if images <= source.first_training => source.first_validation,
            _ => self.validation.len(),
        }
    }

    /// The record of the parts read, with `part` added; an error if it is out of order.
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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{
        super::file::tests::{TINY_FIRST, TINY_REST, tiny_image, with_field},
        *,
    };

    fn digits_of(parts: &[&[u8]]) -> Digits {
        let mut digits = Digits::default();
        for part in parts {
            digits.append_part(part).expect("the fixture is whole and in order");
        }
        digits
    }

    #[track_caller]
    fn assert_refused(digits: &Digits, part: &[u8], message: &str) {
        let mut changed = digits.clone();
        let error = changed.append_part(part).expect_err("the part is out of place");
        assert_eq!(error.to_string(), message, "the words of the refusal");
        assert_eq!(&changed, digits, "a refused part leaves the digits as they were");
    }

    #[test]
    fn parts_follow_each_other_in_both_sets() {
        let digits = digits_of(&[TINY_FIRST, TINY_REST]);
        assert_eq!((digits.training.len(), digits.validation.len()), (30, 10));
        assert_eq!(digits.training.image(20), tiny_image(25));
        assert_eq!(digits.validation.image(5), tiny_image(35));
        assert_eq!(digits.training.class_counts(), [3; 10]);
        assert_eq!(digits.validation.labels(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert!(digits.test.is_empty());
    }

    #[test]
    fn the_rest_does_not_change_what_a_run_on_the_first_images_measures() {
        let first = digits_of(&[TINY_FIRST]);
        let all = digits_of(&[TINY_FIRST, TINY_REST]);
        for images in 0..=20 {
            assert_eq!(
                (first.validation_for(images), all.validation_for(images)),
                (5, 5)
            );
        }
        assert_eq!(all.validation_for(21), 10);
        let elsewhere = Digits::new(Set::default(), all.validation, Set::default());
        assert_eq!(elsewhere.validation_for(1), 10);
    }

    #[test]
    fn a_part_out_of_order_is_refused() {
        let place = "digits file, part: expected";
        let none = Digits::default();
        let first = digits_of(&[TINY_FIRST]);
        let all = digits_of(&[TINY_FIRST, TINY_REST]);
        assert_refused(
            &none,
            TINY_REST,
            &format!("{place} part 1 of 2, got part 2 of 2"),
        );
        assert_refused(
            &first,
            TINY_FIRST,
            &format!("{place} part 2 of 2, got part 1 of 2"),
        );
        let after = format!("{place} no part after all 2 were read, got part");
        assert_refused(&all, TINY_FIRST, &format!("{after} 1 of 2"));
        assert_refused(&all, TINY_REST, &format!("{after} 2 of 2"));
    }

    #[test]
    fn a_part_of_other_digits_is_refused() {
        let second = with_field(14, &[2, 0]);
        let series = u32::from_le_bytes(second[36..40].try_into().expect("four bytes"));
        let other = with_field(36, &(!series).to_le_bytes());
        let message = format!(
            "digits file, part: expected a part of series {:08x}, as the first, \
             got one of series {series:08x}",
            !series
        );
        assert_refused(&digits_of(&[&other]), &second, &message);
        let three = with_field(14, &[1, 0, 3, 0]);
        assert_refused(
            &digits_of(&[&three]),
            TINY_REST,
            "digits file, part: expected part 2 of 3, got part 2 of 2",
        );
    }

    #[test]
    fn digits_from_elsewhere_take_no_part() {
        let set = Set::new(vec![0; IMAGE_BYTES], vec![4]).expect("one label, one image");
        assert_refused(
            &Digits::new(set, Set::default(), Set::default()),
            TINY_FIRST,
            "digits file, part: expected no part: these digits are not from a digits file, \
             got part 1 of 2",
        );
    }

    #[test]
    fn a_damaged_part_changes_nothing() {
        let short = &TINY_REST[..TINY_REST.len() - 1];
        let whole = TINY_REST.len() - 44;
        assert_refused(
            &digits_of(&[TINY_FIRST]),
            short,
            &format!(
                "digits file, payload: expected {whole} bytes, got {} bytes",
                whole - 1
            ),
        );
    }

    #[test]
    fn labels_and_images_have_to_fit() {
        let error = Set::new(vec![0; 785], vec![0]).expect_err("a byte too many");
        assert_eq!(
            error.to_string(),
            "images: expected 784 bytes for each of 1 labels, got 785 bytes"
        );
        let error = Set::new(vec![0; 1568], vec![9, 10]).expect_err("no digit is 10");
        assert_eq!(error.to_string(), "label 1: expected 0 to 9, got 10");
    }

    #[test]
    #[should_panic(expected = "image 20 of 20")]
    fn an_image_beyond_the_last_panics() {
        let _ = digits_of(&[TINY_FIRST]).training.image(20);
    }
}
