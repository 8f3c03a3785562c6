//! Digits for the tests: the site's own for those that need real ones, and made-up ones.

use std::fs;

use unstable_gradients::data::{Digits, IMAGE_BYTES, Set};
use unstable_gradients::random::{Generator, Stream};

/// The digits of the first `parts` (1 … 3) of the site's files: up to 1,000, 8,000 and 50,000
/// training images.
///
/// # Panics
///
/// When `scripts/data` has not made them: a test that needs digits is never skipped.
#[must_use]
pub(crate) fn site_digits(parts: usize) -> Digits {
    let mut digits = Digits::default();
    for name in ["first", "more", "all"].iter().take(parts) {
        let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../www/data");
        let path = format!("{data}/digits-{name}.bin");
        let bytes = fs::read(&path)
            .unwrap_or_else(|error| panic!("{path}: {error}; scripts/data makes it"));
        digits.append_part(&bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    digits
}

/// Digits of noise, a fifth of it ink, with labels drawn at random: so many to train on, so many
/// to validate on, and none to test on.
pub(crate) fn made_up_digits(training: usize, validation: usize) -> Digits {
    Digits::new(noise(training, 1), noise(validation, 2), Set::default())
}

/// Images and labels of noise.
pub(crate) fn noise(count: usize, seed: u32) -> Set {
    let mut generator = Generator::new(seed, Stream::Order);
    let mut draw =
        || if generator.below(5) == 0 { generator.below(256) as u8 } else { 0 };
    let images = (0..count * IMAGE_BYTES).map(|_| draw()).collect();
    Set::new(images, (0..count).map(|_| generator.below(10) as u8).collect()).unwrap()
}
