//! Images with their labels, and the two sets of them that a run needs.

use super::{IMAGE_BYTES, file};
use crate::Error;

/// How many kinds of digit there are, and so the neurons of the output layer. Sets of a reader's
/// own may have other classes ([`Digits::of_classes`]).
pub const CLASSES: usize = 10;

/// Labelled images: as many labels, each the number of a class, as images of [`IMAGE_BYTES`]
/// bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Set {
    images: Vec<u8>,
    labels: Vec<u8>,
}

impl Set {
    /// The set of digits `images`, one after the other, with their `labels`.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] when the numbers of images and labels differ, or a label is above 9.
    pub fn new(images: Vec<u8>, labels: Vec<u8>) -> Result<Self, Error> {
        Self::of_classes(CLASSES, images, labels)
    }

    /// The set of `images`, one after the other, with their `labels`, each below `classes`.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] when the numbers of images and labels differ, or a label is no class.
    pub fn of_classes(
        classes: usize,
        images: Vec<u8>,
        labels: Vec<u8>,
    ) -> Result<Self, Error> {
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
        if let Some(at) = labels.iter().position(|&label| usize::from(label) >= classes) {
            return Err(Error::Data {
                place: format!("label {at}"),
                expected: format!("0 to {}", classes.saturating_sub(1)),
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

    /// The class of image `index`: of a digit 0 … 9.
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

    /// How often each of the `classes` occurs.
    ///
    /// # Panics
    ///
    /// When a label is none of them.
    #[must_use]
    pub fn class_counts(&self, classes: usize) -> Vec<usize> {
        let mut counts = vec![0; classes];
        for &label in &self.labels {
            counts[usize::from(label)] += 1;
        }
        counts
    }

    /// Appends the images of `other`, in the memory of the larger of the two.
    fn append(&mut self, mut other: Self) {
        if other.len() > self.len() {
            put_before(&mut other.images, &self.images);
            put_before(&mut other.labels, &self.labels);
            *self = other;
        } else {
            self.images.append(&mut other.images);
            self.labels.append(&mut other.labels);
        }
    }

    /// Removes the images from `index` on, and returns them.
    pub(super) fn split_off(&mut self, index: usize) -> Self {
        Self {
            images: self.images.split_off(index * IMAGE_BYTES),
            labels: self.labels.split_off(index),
        }
    }
}

/// Like `splice(0..0, …)`, in a fifth of its code.
fn put_before(bytes: &mut Vec<u8>, first: &[u8]) {
    let end = bytes.len();
    bytes.resize(end + first.len(), 0);
    bytes.copy_within(..end, first.len());
    bytes[..first.len()].copy_from_slice(first);
}

/// The images to train on, and those to measure on that no network trains on.
///
/// Filled from the parts of a digits file, in order, or from IDX files ([`super::idx`]). The
/// images are in MNIST's own order, and a run takes the first of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digits {
    /// How many classes the images show, and so the neurons of the output layer.
    pub classes: usize,
    /// The images that a network trains on.
    pub training: Set,
    /// The images that its accuracy is measured on while it trains.
    pub validation: Set,
    /// The images kept for the end, of which no run takes any: the last part of a digits file
    /// brings them.
    pub test: Set,
    source: Option<Source>,
}

/// What the parts read so far say of the digits file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Source {
    parts: u16,
    series: u32,
    /// How many training and validation images there are up to the end of each part read.
    ends: Vec<(usize, usize)>,
}

impl Source {
    fn parts_read(&self) -> usize {
        self.ends.len()
    }
}

impl Default for Digits {
    fn default() -> Self {
        Self::new(Set::default(), Set::default(), Set::default())
    }
}

impl Digits {
    /// Digits that do not come from a digits file.
    #[must_use]
    pub fn new(training: Set, validation: Set, test: Set) -> Self {
        Self { classes: CLASSES, training, validation, test, source: None }
    }

    /// Images of so many classes, which do not come from a digits file.
    #[must_use]
    pub fn of_classes(classes: usize, training: Set, validation: Set) -> Self {
        Self { classes, ..Self::new(training, validation, Set::default()) }
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
        let mut source = self.source_with(&part)?;
        self.training.append(part.training);
        self.validation.append(part.validation);
        self.test.append(part.test);
        source.ends.push((self.training.len(), self.validation.len()));
        self.source = Some(source);
        Ok(())
    }

    /// How many validation images belong to a run on the first `images` training images.
    ///
    /// Those that come with the training images: of the parts up to the last one that the run
    /// needs. The measurements of a run must not depend on whether more has been loaded.
    #[must_use]
    pub fn validation_for(&self, images: usize) -> usize {
        let ends = self.source.iter().flat_map(|source| &source.ends);
        let enough = ends.copied().find(|&(training, _)| images <= training);
        enough.map_or(self.validation.len(), |(_, validation)| validation)
    }

    /// The record of the parts read so far; an error if `part` is not the next of them.
    fn source_with(&self, part: &file::Part) -> Result<Source, Error> {
        let refuse = |expected: String, got: String| {
            Err(Error::Data { place: "digits file, part".to_owned(), expected, got })
        };
        let &file::Part { number, parts, series, .. } = part;
        let got = format!("part {number} of {parts}");
        let Some(source) = &self.source else {
            if !(self.training.is_empty() && self.validation.is_empty()) {
                let expected = "no part: these digits are not from a digits file";
                return refuse(expected.to_owned(), got);
            }
            if number != 1 {
                return refuse(format!("part 1 of {parts}"), got);
            }
            return Ok(Source { parts, series, ends: vec![] });
        };
        if source.parts_read() == usize::from(source.parts) {
            return refuse(format!("no part after all {} were read", source.parts), got);
        }
        let next = source.parts_read() + 1;
        if (usize::from(number), parts) != (next, source.parts) {
            return refuse(format!("part {next} of {}", source.parts), got);
        }
        if series != source.series {
            return refuse(
                format!("a part of series {:08x}, as the first", source.series),
                format!("one of series {series:08x}"),
            );
        }
        Ok(source.clone())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{
        super::file::tests::{TINY_ALL, TINY_FIRST, TINY_MORE, tiny_image, with_field},
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
        let digits = digits_of(&[TINY_FIRST, TINY_MORE]);
        assert_eq!((digits.training.len(), digits.validation.len()), (30, 10));
        assert_eq!(digits.training.image(20), tiny_image(25));
        assert_eq!(digits.validation.image(5), tiny_image(35));
        assert_eq!(digits.training.class_counts(CLASSES), [3; 10]);
        assert_eq!(digits.validation.labels(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert!(digits.test.is_empty());
        let all = digits_of(&[TINY_FIRST, TINY_MORE, TINY_ALL]);
        assert_eq!((all.training.len(), all.validation.len()), (40, 15));
        assert_eq!(all.training.image(30), tiny_image(40));
        assert_eq!(all.test.len(), 10);
        assert_eq!(all.test.image(0), tiny_image(55));
    }

    #[test]
    fn what_is_loaded_later_does_not_change_what_a_run_measures() {
        let first = digits_of(&[TINY_FIRST]);
        let all = digits_of(&[TINY_FIRST, TINY_MORE, TINY_ALL]);
        for images in 0..=20 {
            assert_eq!(
                (first.validation_for(images), all.validation_for(images)),
                (5, 5)
            );
        }
        for (images, validation) in [(21, 10), (30, 10), (31, 15), (40, 15)] {
            assert_eq!(all.validation_for(images), validation, "of {images} images");
        }
        let elsewhere = Digits::new(Set::default(), all.validation, Set::default());
        assert_eq!(elsewhere.validation_for(1), 15);
    }

    #[test]
    fn a_part_out_of_order_is_refused() {
        let place = "digits file, part: expected";
        let none = Digits::default();
        let first = digits_of(&[TINY_FIRST]);
        let all = digits_of(&[TINY_FIRST, TINY_MORE, TINY_ALL]);
        assert_refused(
            &none,
            TINY_MORE,
            &format!("{place} part 1 of 3, got part 2 of 3"),
        );
        assert_refused(
            &first,
            TINY_FIRST,
            &format!("{place} part 2 of 3, got part 1 of 3"),
        );
        let after = format!("{place} no part after all 3 were read, got part");
        assert_refused(&all, TINY_FIRST, &format!("{after} 1 of 3"));
        assert_refused(&all, TINY_MORE, &format!("{after} 2 of 3"));
    }

    #[test]
    fn a_part_of_other_digits_is_refused() {
        let second = with_field(14, &[2, 0]);
        let series = u32::from_le_bytes(second[40..44].try_into().expect("four bytes"));
        let other = with_field(40, &(!series).to_le_bytes());
        let message = format!(
            "digits file, part: expected a part of series {:08x}, as the first, \
             got one of series {series:08x}",
            !series
        );
        assert_refused(&digits_of(&[&other]), &second, &message);
        let four = with_field(14, &[1, 0, 4, 0]);
        assert_refused(
            &digits_of(&[&four]),
            TINY_MORE,
            "digits file, part: expected part 2 of 4, got part 2 of 3",
        );
    }

    #[test]
    fn digits_from_elsewhere_take_no_part() {
        let set = Set::new(vec![0; IMAGE_BYTES], vec![4]).expect("one label, one image");
        assert_refused(
            &Digits::new(set, Set::default(), Set::default()),
            TINY_FIRST,
            "digits file, part: expected no part: these digits are not from a digits file, \
             got part 1 of 3",
        );
    }

    #[test]
    fn a_damaged_part_changes_nothing() {
        let short = &TINY_MORE[..TINY_MORE.len() - 1];
        let whole = TINY_MORE.len() - 48;
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
        let letters = |label| Set::of_classes(26, vec![0; 784], vec![label]);
        assert_eq!(letters(25).expect("a letter").class_counts(26)[25], 1);
        let error = letters(26).expect_err("there are 26");
        assert_eq!(error.to_string(), "label 0: expected 0 to 25, got 26");
    }

    #[test]
    #[should_panic(expected = "image 20 of 20")]
    fn an_image_beyond_the_last_panics() {
        let _ = digits_of(&[TINY_FIRST]).training.image(20);
    }
}
