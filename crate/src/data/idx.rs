//! IDX files, the format that MNIST itself comes in, plain or in gzip.
//!
//! An IDX file is a big-endian header (two bytes of 0, the type of the numbers, the number
//! of dimensions, then each dimension in four bytes) and the numbers, the last dimension
//! running fastest.

use super::{
    Digits, IMAGE_BYTES, IMAGE_SIDE, Set, checksum::crc32, file::within, inflate::inflate,
};
use crate::Error;

/// The type of bytes, in an IDX header.
const BYTES: u8 = 8;
/// More than MNIST has; a count above it is damage, not data.
const MOST_IMAGES: usize = 100_000;
const MOST_BYTES: usize = MOST_IMAGES * IMAGE_BYTES + 16;

/// The images of MNIST's training files that the chapter trains on; it validates on the
/// other 10,000.
pub const CHAPTER_TRAINING: usize = 50_000;
const CHAPTER_ALL: usize = 60_000;

/// The images and labels of a pair of IDX files, such as `train-images-idx3-ubyte` and
/// `train-labels-idx1-ubyte`, each plain or in gzip.
///
/// # Errors
///
/// [`Error::Data`] when a file is not an IDX file of bytes, is damaged or cut short, when
/// the images are not of 28 × 28, and when the two do not fit each other.
pub fn read_set(images: &[u8], labels: &[u8]) -> Result<Set, Error> {
    let images_file = "images file";
    let labels_file = "labels file";
    let (pixels, count) = read(images, &[IMAGE_SIDE, IMAGE_SIDE], images_file)?;
    let (labels, label_count) = read(labels, &[], labels_file)?;
    if count != label_count {
        return Err(refusal(
            labels_file,
            "count",
            format!("{count}, as of images"),
            label_count.to_string(),
        ));
    }
    Set::new(pixels, labels).map_err(|error| within(labels_file, error))
}

/// MNIST divided as in the chapter: of its 60,000 training images the first 50,000 to train
/// on and the last 10,000 to validate on; the test images apart.
///
/// # Errors
///
/// As [`read_set`], and [`Error::Data`] when the first pair has not 60,000 images.
pub fn read_chapter(
    training: (&[u8], &[u8]),
    test: Option<(&[u8], &[u8])>,
) -> Result<Digits, Error> {
    let mut training =
        read_set(training.0, training.1).map_err(|error| within("training", error))?;
    if training.len() != CHAPTER_ALL {
        return Err(refusal(
            "training, images file",
            "count",
            CHAPTER_ALL.to_string(),
            training.len().to_string(),
        ));
    }
    let validation = training.split_off(CHAPTER_TRAINING);
    let test = match test {
        Some((images, labels)) => {
            read_set(images, labels).map_err(|error| within("test", error))?
        }
        None => Set::default(),
    };
    Ok(Digits::new(training, validation, test))
}

/// The bytes of an IDX file whose dimensions are a count and then `shape`; and the count.
fn read(bytes: &[u8], shape: &[usize], file: &str) -> Result<(Vec<u8>, usize), Error> {
    let mut bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
        gunzip(bytes, file)?
    } else {
        bytes.to_vec()
    };
    let dimensions = 1 + shape.len();
    let magic = [0, 0, BYTES, dimensions as u8];
    let header_bytes = 4 + 4 * dimensions;
    if bytes.len() < header_bytes {
        return Err(refusal(
            file,
            "header",
            format!("{header_bytes} bytes"),
            format!("{} bytes", bytes.len()),
        ));
    }
    if bytes[..4] != magic {
        return Err(refusal(
            file,
            "magic",
            format!("{:08x}", u32::from_be_bytes(magic)),
            format!("{:08x}", big_endian(&bytes, 0)),
        ));
    }
    let count = big_endian(&bytes, 4) as usize;
    if count > MOST_IMAGES {
        return Err(refusal(
            file,
            "count",
            format!("at most {MOST_IMAGES}"),
            count.to_string(),
        ));
    }
    for (dimension, &expected) in shape.iter().enumerate() {
        let got = big_endian(&bytes, 8 + 4 * dimension) as usize;
        if got != expected {
            let field = if dimension == 0 { "rows" } else { "columns" };
            return Err(refusal(file, field, expected.to_string(), got.to_string()));
        }
    }
    let expected = count * shape.iter().product::<usize>();
    bytes.drain(..header_bytes);
    if bytes.len() != expected {
        return Err(refusal(
            file,
            "content",
            format!("{expected} bytes for {count} of them"),
            format!("{} bytes", bytes.len()),
        ));
    }
    Ok((bytes, count))
}

/// What a gzip file (RFC 1952) of one member holds.
fn gunzip(bytes: &[u8], file: &str) -> Result<Vec<u8>, Error> {
    const HEADER_CHECKSUM: u8 = 1 << 1;
    const EXTRA: u8 = 1 << 2;
    const NAME: u8 = 1 << 3;
    const COMMENT: u8 = 1 << 4;
    const RESERVED: u8 = 0b1110_0000;
    const TRAILER_BYTES: usize = 8;

    let cut_short = || {
        refusal(
            file,
            "gzip header",
            "a whole one".to_owned(),
            format!("{} bytes of file", bytes.len()),
        )
    };
    let &[_, _, method, flags, _, _, _, _, _, _, ref rest @ ..] = bytes else {
        return Err(cut_short());
    };
    if method != 8 || flags & RESERVED != 0 {
        return Err(refusal(
            file,
            "gzip header",
            "method 8 and no reserved flag".to_owned(),
            format!("method {method} and flags {flags:08b}"),
        ));
    }
    let mut rest = rest;
    if flags & EXTRA != 0 {
        let (length, after) = rest.split_first_chunk().ok_or_else(cut_short)?;
        let length = usize::from(u16::from_le_bytes(*length));
        rest = after.get(length..).ok_or_else(cut_short)?;
    }
    for flag in [NAME, COMMENT] {
        if flags & flag != 0 {
            let end = rest.iter().position(|&byte| byte == 0).ok_or_else(cut_short)?;
            rest = &rest[end + 1..];
        }
    }
    if flags & HEADER_CHECKSUM != 0 {
        rest = rest.get(2..).ok_or_else(cut_short)?;
    }
    let (stream, trailer) =
        rest.split_last_chunk::<TRAILER_BYTES>().ok_or_else(cut_short)?;
    let [sum @ .., l0, l1, l2, l3] = *trailer;
    let (sum, length) = (u32::from_le_bytes(sum), u32::from_le_bytes([l0, l1, l2, l3]));
    if length as usize > MOST_BYTES {
        return Err(refusal(
            file,
            "gzip length",
            format!("at most {MOST_BYTES} bytes"),
            format!("{length} bytes"),
        ));
    }
    let (content, taken) = inflate(stream, length as usize, file)?;
    if taken != stream.len() {
        return Err(refusal(
            file,
            "gzip stream",
            format!("{} bytes", stream.len()),
            format!("{taken} bytes and {} more", stream.len() - taken),
        ));
    }
    if crc32(&[&content]) != sum {
        return Err(refusal(
            file,
            "gzip checksum",
            format!("{sum:08x}"),
            format!("{:08x}", crc32(&[&content])),
        ));
    }
    Ok(content)
}

fn big_endian(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn refusal(file: &str, field: &str, expected: String, got: String) -> Error {
    Error::Data { place: format!("{file}, {field}"), expected, got }
}
