//! The digits file: one part of a set of labelled images, as `scripts/data` writes it.
//!
//! `docs/data.md` has the format byte by byte.

use super::{IMAGE_BYTES, IMAGE_SIDE, Set, checksum::crc32, inflate::inflate};
use crate::Error;

/// Like PNG's: a byte above 127 and either kind of line end, so that a transfer that took the
/// file for text is found out in the first eight bytes.
const MAGIC: [u8; 8] = *b"\x89UGD\r\n\x1a\n";
const VERSION: u16 = 2;
const RAW_DEFLATE: u16 = 1;
const HEADER_BYTES: usize = 48;
/// A bit for each pixel of an image.
const MASK_BYTES: usize = IMAGE_BYTES / 8;
/// The place of the payload's length, decompressed.
const LENGTH_AT: usize = 36;
/// The place of the checksum, the last field of the header; it covers all that is before it.
const CHECKSUM_AT: usize = 44;
/// More than MNIST has; a count above it is damage, not data.
const MOST_IMAGES: u32 = 100_000;

/// One part of a digits file, checked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// From 1.
    pub(super) number: u16,
    /// Of how many.
    pub(super) parts: u16,
    /// The same in all parts that were made together.
    pub(super) series: u32,
    pub(super) training: Set,
    pub(super) validation: Set,
    pub(super) test: Set,
}

/// Reads one part.
///
/// # Errors
///
/// [`Error::Data`] for every way in which `bytes` are not exactly one whole part.
pub(super) fn read(bytes: &[u8]) -> Result<Part, Error> {
    let (header, payload) = Header::read(bytes)?;
    header.accept_compressed(payload)?;
    let (content, taken) = inflate(payload, header.length, "digits file, payload")?;
    if taken != payload.len() {
        return Err(refusal(
            "payload",
            format!("a DEFLATE stream of {} bytes", payload.len()),
            format!("one of {taken} bytes and {} more", payload.len() - taken),
        ));
    }
    header.part(&content)
}

/// Reads one part whose payload has been decompressed already, behind the header as it was:
/// a browser can do that, and the code for it need not be loaded.
///
/// Whoever could not decompress the payload leaves it as it is, and the error says what is
/// wrong with it.
///
/// # Errors
///
/// [`Error::Data`], as for [`read`].
pub(super) fn read_inflated(bytes: &[u8]) -> Result<Part, Error> {
    let (header, payload) = Header::read(bytes)?;
    if payload.len() != header.length {
        header.accept_compressed(payload)?;
        return Err(refusal(
            "payload",
            "a whole DEFLATE stream".to_owned(),
            "a damaged one".to_owned(),
        ));
    }
    header.part(payload)
}

/// The same part without ink: every pixel 0, the labels as they were. What trains on it
/// cannot know more than how often each digit occurs.
///
/// # Errors
///
/// [`Error::Data`], as for a part whose payload has been decompressed.
pub fn blank(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    read_inflated(bytes)?;
    let (header, payload) = Header::read(bytes)?;
    let (labels, masks) = (&payload[..header.images], header.images * MASK_BYTES);
    let length = u32::try_from(labels.len() + masks).unwrap_or(u32::MAX);
    let mut part = [header.bytes, labels].concat();
    part.resize(part.len() + masks, 0);
    part[LENGTH_AT..LENGTH_AT + 4].copy_from_slice(&length.to_le_bytes());
    let sum = crc32(&[&part[..CHECKSUM_AT], &part[HEADER_BYTES..]]);
    part[CHECKSUM_AT..HEADER_BYTES].copy_from_slice(&sum.to_le_bytes());
    Ok(part)
}

/// The header of a file, whose fields are in their ranges.
struct Header<'a> {
    bytes: &'a [u8; HEADER_BYTES],
    number: u16,
    parts: u16,
    training: usize,
    validation: usize,
    images: usize,
    /// Of the payload, decompressed.
    length: usize,
}

impl<'a> Header<'a> {
    /// The header of a file, and the payload behind it.
    fn read(bytes: &'a [u8]) -> Result<(Self, &'a [u8]), Error> {
        let Some((header, payload)) = bytes.split_first_chunk::<HEADER_BYTES>() else {
            let got = format!("{} bytes", bytes.len());
            return Err(refusal("header", format!("{HEADER_BYTES} bytes"), got));
        };
        let short = |at| short(header, at);
        let long = |at| long(header, at);
        if header[..8] != MAGIC {
            return Err(refusal("magic", hexadecimal(&MAGIC), hexadecimal(&header[..8])));
        }
        for (field, at, expected) in [
            ("version", 8, VERSION),
            ("compression", 10, RAW_DEFLATE),
            ("side", 12, IMAGE_SIDE as u16),
            ("reserved field", 18, 0),
        ] {
            if short(at) != expected {
                return Err(refusal(field, expected.to_string(), short(at).to_string()));
            }
        }
        let (number, parts) = (short(14), short(16));
        if number == 0 || number > parts {
            return Err(refusal("part", format!("1 to {parts}"), number.to_string()));
        }
        let (training, validation, test) = (long(20), long(24), long(28));
        for (field, count) in [
            ("training count", training),
            ("validation count", validation),
            ("test count", test),
        ] {
            if count > MOST_IMAGES {
                return Err(refusal(
                    field,
                    format!("at most {MOST_IMAGES}"),
                    count.to_string(),
                ));
            }
        }
        let images = (training + validation + test) as usize;
        let (least, most) =
            (images * (1 + MASK_BYTES), images * (1 + MASK_BYTES + IMAGE_BYTES));
        let length = long(LENGTH_AT) as usize;
        if !(least..=most).contains(&length) {
            return Err(refusal(
                "uncompressed length",
                format!("{least} to {most} for {images} images"),
                length.to_string(),
            ));
        }
        let (training, validation) = (training as usize, validation as usize);
        let bytes = header;
        Ok((Self { bytes, number, parts, training, validation, images, length }, payload))
    }

    /// Refuses a payload that has not the length it was compressed to.
    fn accept_compressed(&self, payload: &[u8]) -> Result<(), Error> {
        let expected = long(self.bytes, 32);
        if payload.len() == expected as usize {
            return Ok(());
        }
        let got = format!("{} bytes", payload.len());
        Err(refusal("payload", format!("{expected} bytes"), got))
    }

    /// The part whose decompressed payload is `content`.
    fn part(&self, content: &[u8]) -> Result<Part, Error> {
        let &Self { bytes: header, number, parts, training, validation, images, .. } =
            self;
        let expected = long(header, CHECKSUM_AT);
        let sum = crc32(&[&header[..CHECKSUM_AT], content]);
        if sum != expected {
            return Err(refusal(
                "checksum",
                format!("{expected:08x}"),
                format!("{sum:08x}"),
            ));
        }
        let (labels, rest) = content.split_at(images);
        let (masks, ink) = rest.split_at(images * MASK_BYTES);
        let mut set = Set::new(inked(masks, ink)?, labels.to_vec())
            .map_err(|error| within("digits file", error))?;
        let test = set.split_off(training + validation);
        let validation = set.split_off(training);
        let series = long(header, 40);
        Ok(Part { number, parts, series, training: set, validation, test })
    }
}

/// The number of two bytes at `at`.
fn short(header: &[u8; HEADER_BYTES], at: usize) -> u16 {
    u16::from_le_bytes([header[at], header[at + 1]])
}

/// The number of four bytes at `at`.
fn long(header: &[u8; HEADER_BYTES], at: usize) -> u32 {
    u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
}

/// The pixels whose bits are set in `masks`, lowest bit first, each with its byte of `ink`;
/// 0 for the others.
fn inked(masks: &[u8], ink: &[u8]) -> Result<Vec<u8>, Error> {
    let places: usize = masks.iter().map(|mask| mask.count_ones() as usize).sum();
    if places != ink.len() {
        return Err(refusal(
            "ink",
            format!("{places} bytes"),
            format!("{} bytes", ink.len()),
        ));
    }
    let mut ink = ink.iter();
    // A vector that grows as it is filled takes up to three times the memory, and wasm's is
    // never given back.
    let mut pixels = Vec::with_capacity(8 * masks.len());
    for mask in masks {
        for bit in 0..8 {
            let has_ink = mask >> bit & 1 == 1;
            pixels.push(if has_ink { ink.next().copied().unwrap_or(0) } else { 0 });
        }
    }
    Ok(pixels)
}

fn refusal(field: &str, expected: String, got: String) -> Error {
    Error::Data { place: format!("digits file, {field}"), expected, got }
}

/// `error` with the name of the file put before its place.
pub(super) fn within(file: &str, error: Error) -> Error {
    match error {
        Error::Data { place, expected, got } => {
            Error::Data { place: format!("{file}, {place}"), expected, got }
        }
        other => other,
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    let mut digits = String::new();
    for byte in bytes {
        if !digits.is_empty() {
            digits.push(' ');
        }
        digits.push(digit(byte >> 4));
        digits.push(digit(byte & 15));
    }
    digits
}

#[cfg(all(test, not(target_arch = "wasm32")))]
pub(super) mod tests {
    use miniz_oxide::deflate::compress_to_vec;
    use proptest::prelude::*;

    use super::*;

    /// Written by the site's own writer; see tests/fixtures/digits-tiny.js.
    pub(in crate::data) const TINY_FIRST: &[u8] =
        include_bytes!("../../../tests/fixtures/digits-tiny-first.bin");
    pub(in crate::data) const TINY_MORE: &[u8] =
        include_bytes!("../../../tests/fixtures/digits-tiny-more.bin");
    pub(in crate::data) const TINY_ALL: &[u8] =
        include_bytes!("../../../tests/fixtures/digits-tiny-all.bin");

    /// The pixels of the fixture's image `n`.
    pub(in crate::data) fn tiny_image(n: usize) -> Vec<u8> {
        (0..IMAGE_BYTES)
            .map(|at| (at / IMAGE_SIDE, at % IMAGE_SIDE))
            .map(|(row, column)| match (row + column + n) % 3 {
                0 => 0,
                _ => (29 * n + 7 * row + 3 * column) as u8,
            })
            .collect()
    }

    /// The fixture's first part with `field` overwritten and the checksum made to fit.
    pub(in crate::data) fn with_field(at: usize, field: &[u8]) -> Vec<u8> {
        let mut bytes = TINY_FIRST.to_vec();
        bytes[at..at + field.len()].copy_from_slice(field);
        seal(&mut bytes, &tiny_payload());
        bytes
    }

    fn tiny_payload() -> Vec<u8> {
        let length =
            u32::from_le_bytes(TINY_FIRST[36..40].try_into().expect("four bytes"));
        inflate(&TINY_FIRST[HEADER_BYTES..], length as usize, "fixture")
            .expect("it is whole")
            .0
    }

    fn seal(bytes: &mut [u8], payload: &[u8]) {
        let sum = crc32(&[&bytes[..CHECKSUM_AT], payload]);
        bytes[CHECKSUM_AT..HEADER_BYTES].copy_from_slice(&sum.to_le_bytes());
    }

    /// The fixture's first part with another payload.
    fn with_payload(payload: &[u8]) -> Vec<u8> {
        let compressed = compress_to_vec(payload, 6);
        let mut bytes = TINY_FIRST[..HEADER_BYTES].to_vec();
        bytes[32..36].copy_from_slice(&(compressed.len() as u32).to_le_bytes());
        bytes[36..40].copy_from_slice(&(payload.len() as u32).to_le_bytes());
        seal(&mut bytes, payload);
        bytes.extend_from_slice(&compressed);
        bytes
    }

    #[track_caller]
    fn assert_refused(bytes: &[u8], message: &str) {
        let error = read(bytes).expect_err("the file is damaged");
        assert_eq!(error.to_string(), format!("digits file, {message}"), "its words");
        assert_eq!(error.code(), "data", "its code");
    }

    fn inflated(file: &[u8]) -> Vec<u8> {
        let (header, payload) = Header::read(file).expect("a whole header");
        let (content, _) =
            inflate(payload, header.length, "fixture").expect("a whole payload");
        [header.bytes.as_slice(), &content].concat()
    }

    #[test]
    fn a_file_that_was_inflated_is_the_same_part() {
        for file in [TINY_FIRST, TINY_MORE, TINY_ALL] {
            assert_eq!(read_inflated(&inflated(file)), read(file));
        }
    }

    #[test]
    fn what_could_not_be_inflated_is_refused_in_words() {
        let refused = |bytes: &[u8], message: &str| {
            let error = read_inflated(bytes).expect_err("the payload is not whole");
            assert_eq!(error.to_string(), format!("digits file, {message}"));
        };
        let whole = TINY_FIRST.len() - HEADER_BYTES;
        refused(
            TINY_FIRST,
            "payload: expected a whole DEFLATE stream, got a damaged one",
        );
        refused(
            &TINY_FIRST[..TINY_FIRST.len() - 10],
            &format!("payload: expected {whole} bytes, got {} bytes", whole - 10),
        );
        let mut other = inflated(TINY_FIRST);
        other[HEADER_BYTES] ^= 1;
        let error = read_inflated(&other).expect_err("a label changed").to_string();
        assert!(error.starts_with("digits file, checksum: expected "), "{error}");
    }

    #[test]
    fn what_the_writer_wrote_is_read_byte_for_byte() {
        let mut n = 0;
        let mut series = None;
        for (number, file) in (1..).zip([TINY_FIRST, TINY_MORE, TINY_ALL]) {
            let part = read(file).expect("the fixture is whole");
            assert_eq!((part.number, part.parts), (number, 3));
            assert_eq!(*series.get_or_insert(part.series), part.series);
            for set in [&part.training, &part.validation, &part.test] {
                for index in 0..set.len() {
                    assert_eq!(
                        usize::from(set.label(index)),
                        n % 10,
                        "label of image {n}"
                    );
                    assert_eq!(set.image(index), tiny_image(n), "image {n}");
                    n += 1;
                }
            }
        }
        assert_eq!(n, 65);
    }

    #[test]
    fn a_file_without_a_whole_header_is_refused() {
        assert_refused(&[], "header: expected 48 bytes, got 0 bytes");
        assert_refused(&TINY_FIRST[..47], "header: expected 48 bytes, got 47 bytes");
    }

    #[test]
    fn a_file_of_another_kind_is_refused() {
        let page = b"<!doctype html><title>Not found</title><p>No such file here";
        assert_refused(
            page,
            "magic: expected 89 55 47 44 0d 0a 1a 0a, got 3c 21 64 6f 63 74 79 70",
        );
    }

    #[test]
    fn another_version_is_refused() {
        assert_refused(&with_field(8, &[3, 0]), "version: expected 2, got 3");
        assert_refused(&with_field(10, &[0, 0]), "compression: expected 1, got 0");
        assert_refused(&with_field(18, &[0, 1]), "reserved field: expected 0, got 256");
    }

    #[test]
    fn images_of_another_size_are_refused() {
        assert_refused(&with_field(12, &[14, 0]), "side: expected 28, got 14");
    }

    #[test]
    fn a_part_number_out_of_range_is_refused() {
        assert_refused(&with_field(14, &[0, 0]), "part: expected 1 to 3, got 0");
        assert_refused(&with_field(14, &[4, 0]), "part: expected 1 to 3, got 4");
    }

    #[test]
    fn absurd_counts_are_refused_before_memory_is_allocated() {
        assert_refused(
            &with_field(20, &[0xff; 4]),
            "training count: expected at most 100000, got 4294967295",
        );
        assert_refused(
            &with_field(24, &100_001_u32.to_le_bytes()),
            "validation count: expected at most 100000, got 100001",
        );
        assert_refused(
            &with_field(28, &100_001_u32.to_le_bytes()),
            "test count: expected at most 100000, got 100001",
        );
        // 100,020 images of no ink, in a file of a few kilobytes.
        let mut bytes = with_field(24, &100_000_u32.to_le_bytes());
        bytes[36..40].copy_from_slice(&(100_020_u32 * 99).to_le_bytes());
        let compressed = TINY_FIRST.len() - HEADER_BYTES;
        assert_refused(
            &bytes,
            &format!(
                "payload: expected at most {} bytes from {compressed} compressed ones, \
                 got 9901980 bytes",
                compressed * 1032
            ),
        );
    }

    #[test]
    fn lengths_that_do_not_fit_the_counts_are_refused() {
        for length in [0, 25 * 99 - 1, 25 * 883 + 1, u32::MAX] {
            assert_refused(
                &with_field(36, &length.to_le_bytes()),
                &format!(
                    "uncompressed length: expected 2475 to 22075 for 25 images, got {length}"
                ),
            );
        }
    }

    #[test]
    fn a_file_cut_short_says_both_lengths() {
        let whole = TINY_FIRST.len() - HEADER_BYTES;
        assert_refused(
            &TINY_FIRST[..TINY_FIRST.len() - 10],
            &format!("payload: expected {whole} bytes, got {} bytes", whole - 10),
        );
    }

    #[test]
    fn trailing_bytes_are_refused_wherever_they_are() {
        let whole = TINY_FIRST.len() - HEADER_BYTES;
        let mut after = TINY_FIRST.to_vec();
        after.push(0);
        assert_refused(
            &after,
            &format!("payload: expected {whole} bytes, got {} bytes", whole + 1),
        );
        after[32..36].copy_from_slice(&(whole as u32 + 1).to_le_bytes());
        assert_refused(
            &after,
            &format!(
                "payload: expected a DEFLATE stream of {} bytes, got one of {whole} bytes and 1 more",
                whole + 1
            ),
        );
    }

    #[test]
    fn a_checksum_that_does_not_fit_is_refused() {
        let mut bytes = with_payload(&tiny_payload());
        let right = u32::from_le_bytes(bytes[44..48].try_into().expect("four bytes"));
        bytes[44..48].copy_from_slice(&(!right).to_le_bytes());
        assert_refused(
            &bytes,
            &format!("checksum: expected {:08x}, got {right:08x}", !right),
        );
    }

    #[test]
    fn a_header_changed_by_a_bit_fails_its_checksum() {
        let mut bytes = TINY_FIRST.to_vec();
        bytes[16] = 2;
        let error = read(&bytes).expect_err("3 parts became 2").to_string();
        assert!(error.starts_with("digits file, checksum: expected "), "{error}");
    }

    #[test]
    fn a_label_that_is_no_digit_is_refused() {
        let mut payload = tiny_payload();
        payload[3] = 10;
        assert_refused(&with_payload(&payload), "label 3: expected 0 to 9, got 10");
    }

    #[test]
    fn ink_that_does_not_fit_its_places_is_refused() {
        let mut payload = tiny_payload();
        let ink = payload.len() - 25 * 99;
        payload.pop();
        assert_refused(
            &with_payload(&payload),
            &format!("ink: expected {ink} bytes, got {} bytes", ink - 1),
        );
    }

    #[test]
    fn a_blank_part_has_the_labels_and_no_ink() {
        let whole = inflated(TINY_FIRST);
        let (part, empty) =
            (read(TINY_FIRST), blank(&whole).and_then(|b| read_inflated(&b)));
        let (part, empty) = (part.expect("whole"), empty.expect("a whole part as well"));
        for (set, blank) in
            [(&part.training, &empty.training), (&part.validation, &empty.validation)]
        {
            assert_eq!(set.labels(), blank.labels());
            assert!((0..set.len()).all(|at| blank.image(at).iter().all(|&ink| ink == 0)));
            assert!((0..set.len()).any(|at| set.image(at).iter().any(|&ink| ink > 0)));
        }
        assert!(blank(&whole[..whole.len() - 1]).is_err());
    }

    proptest! {
        #[test]
        fn no_truncation_succeeds(length in 0..TINY_FIRST.len()) {
            prop_assert!(read(&TINY_FIRST[..length]).is_err());
        }

        #[test]
        fn no_truncation_of_what_was_inflated_succeeds(cut in 1..TINY_FIRST.len()) {
            let whole = inflated(TINY_FIRST);
            prop_assert!(read_inflated(&whole[..whole.len().saturating_sub(cut)]).is_err());
        }

        #[test]
        fn flipped_bits_never_give_other_digits(
            flips in prop::collection::vec((0..TINY_FIRST.len(), 0..8), 1..6),
        ) {
            let mut bytes = TINY_FIRST.to_vec();
            for (at, bit) in flips {
                bytes[at] ^= 1_u8 << bit;
            }
            // The bits after the stream's end, up to a whole byte, mean nothing.
            if let Ok(part) = read(&bytes) {
                prop_assert_eq!(Ok(part), read(TINY_FIRST));
            }
        }

        #[test]
        fn no_header_makes_the_reader_panic(
            header in prop::collection::vec(any::<u8>(), HEADER_BYTES - 8),
            payload in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            prop_assert!(read(&[&MAGIC[..], &header, &payload].concat()).is_err());
        }

        #[test]
        fn no_payload_makes_the_reader_panic(payload in prop::collection::vec(any::<u8>(), 0..3000)) {
            let mut bytes = TINY_FIRST[..HEADER_BYTES].to_vec();
            bytes[32..36].copy_from_slice(&(payload.len() as u32).to_le_bytes());
            bytes.extend_from_slice(&payload);
            prop_assert!(read(&bytes).is_err());
        }
    }
}
