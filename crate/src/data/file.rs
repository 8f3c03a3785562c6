//! The digits file: one part of a set of labelled images, as `scripts/data` writes it.
//!
//! `docs/data.md` has the format byte by byte.

use super::{IMAGE_BYTES, IMAGE_SIDE, Set, checksum::crc32, inflate::inflate};
use crate::Error;

/// As PNG's: a byte above 127 and both kinds of line end, so that a transfer that took the
/// file for text shows in the first eight bytes.
const MAGIC: [u8; 8] = *b"\x89UGD\r\n\x1a\n";
const VERSION: u16 = 1;
const RAW_DEFLATE: u16 = 1;
const HEADER_BYTES: usize = 44;
/// A bit for each pixel of an image.
const MASK_BYTES: usize = IMAGE_BYTES / 8;
/// Where the checksum is, the header's last field: it covers all that is before it.
const CHECKSUM_AT: usize = 40;
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
}

/// Reads one part.
///
/// # Errors
///
/// [`Error::Data`] for every way in which `bytes` are not exactly one whole part.
pub(super) fn read(bytes: &[u8]) -> Result<Part, Error> {
    let Some((header, payload)) = bytes.split_first_chunk::<HEADER_BYTES>() else {
        let got = format!("{} bytes", bytes.len());
        return Err(refusal("header", format!("{HEADER_BYTES} bytes"), got));
    };
    let short = |at: usize| u16::from_le_bytes([header[at], header[at + 1]]);
    let long = |at: usize| {
        u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
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
    let (training, validation) = (long(20), long(24));
    for (field, count) in [("training count", training), ("validation count", validation)]
    {
        if count > MOST_IMAGES {
            return Err(refusal(
                field,
                format!("at most {MOST_IMAGES}"),
                count.to_string(),
            ));
        }
    }
    let images = (training + validation) as usize;
    let (least, most) =
        (images * (1 + MASK_BYTES), images * (1 + MASK_BYTES + IMAGE_BYTES));
    let length = long(32) as usize;
    if !(least..=most).contains(&length) {
        return Err(refusal(
            "uncompressed length",
            format!("{least} to {most} for {images} images"),
            length.to_string(),
        ));
    }
    if payload.len() != long(28) as usize {
        return Err(refusal(
            "payload",
            format!("{} bytes", long(28)),
            format!("{} bytes", payload.len()),
        ));
    }
    let (bytes, taken) = inflate(payload, length, "digits file, payload")?;
    if taken != payload.len() {
        return Err(refusal(
            "payload",
            format!("a DEFLATE stream of {} bytes", payload.len()),
            format!("one of {taken} bytes and {} more", payload.len() - taken),
        ));
    }
    let sum = crc32(&[&header[..CHECKSUM_AT], &bytes]);
    if sum != long(CHECKSUM_AT) {
        return Err(refusal(
            "checksum",
            format!("{:08x}", long(CHECKSUM_AT)),
            format!("{sum:08x}"),
        ));
    }
    let (labels, rest) = bytes.split_at(images);
    let (masks, ink) = rest.split_at(images * MASK_BYTES);
    let mut set = Set::new(inked(masks, ink)?, labels.to_vec())
        .map_err(|error| within("digits file", error))?;
    let validation = set.split_off(training as usize);
    Ok(Part { number, parts, series: long(36), training: set, validation })
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
    let bits = masks.iter().flat_map(|mask| (0..8).map(move |bit| mask >> bit & 1 == 1));
    Ok(bits
        .map(|has_ink| if has_ink { ink.next().copied().unwrap_or_default() } else { 0 })
        .collect())
}

fn refusal(field: &str, expected: String, got: String) -> Error {
    Error::Data { place: format!("digits file, {field}"), expected, got }
}

/// `error` with the file that it is about put before its place.
pub(super) fn within(file: &str, error: Error) -> Error {
    match error {
        Error::Data { place, expected, got } => {
            Error::Data { place: format!("{file}, {place}"), expected, got }
        }
        other => other,
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}
