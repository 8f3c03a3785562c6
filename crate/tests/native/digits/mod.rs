//! The site's digits, for the tests that need real ones.

use std::fs;

use unstable_gradients::data::Digits;

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
