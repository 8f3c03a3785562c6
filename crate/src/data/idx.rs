//! IDX files, the format that MNIST itself comes in, plain or in gzip.
//!
//! An IDX file is a big-endian header (two bytes of 0, the type of the numbers, the number
//! of dimensions, then each dimension in four bytes) and the numbers, the last dimension
//! running fastest.
//!
//! ```
//! use unstable_gradients::data::idx::read_set;
//!
//! let mut images = vec![0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28];
//! images.extend([0; 28 * 28]);
//! let labels = [0, 0, 8, 1, 0, 0, 0, 1, 4];
//! assert_eq!(read_set(&images, &labels)?.labels(), [4]);
//!
//! // A file that is cut short is refused, in words.
//! let error = read_set(&images[..700], &labels).unwrap_err();
//! assert!(error.to_string().contains("images file"));
//! # Ok::<(), unstable_gradients::Error>(())
//! ```

use super::{
    Digits, IMAGE_BYTES, IMAGE_SIDE, Set, checksum::crc32, file::within, inflate::inflate,
};
use crate::Error;

/// Four bytes at the start of a file of images: bytes, in three dimensions.
const IMAGES_MAGIC: u32 = 0x0803;
/// Of a file of labels: bytes, in one dimension.
const LABELS_MAGIC: u32 = 0x0801;
/// More than EMNIST's digits, 240,000, which are the most that a network is trained on in one
/// tab; a count above it is damage, or too much for the memory of the page.
const MOST_IMAGES: usize = 250_000;
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
    let (pixels, count) = read(images, Kind::Images, images_file)?;
    let (labels, label_count) = read(labels, Kind::Labels, labels_file)?;
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
/// on and the last 10,000 to validate on; the test images separately.
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

/// What an IDX file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Images of 28 × 28 bytes.
    Images,
    /// A byte for each image.
    Labels,
}

impl Kind {
    const fn magic(self) -> u32 {
        match self {
            Self::Images => IMAGES_MAGIC,
            Self::Labels => LABELS_MAGIC,
        }
    }

    /// The bytes before the numbers: the magic, the count, and two sides.
    const fn header_bytes(self) -> usize {
        match self {
            Self::Images => 16,
            Self::Labels => 8,
        }
    }

    /// The bytes of one image, or of one label.
    const fn item_bytes(self) -> usize {
        match self {
            Self::Images => IMAGE_BYTES,
            Self::Labels => 1,
        }
    }
}

/// The header of a whole IDX file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// What follows.
    pub kind: Kind,
    /// How many of them.
    pub count: usize,
    /// Where they start.
    pub start: usize,
}

impl Header {
    /// The header of a file of `length` bytes, decompressed, that begins with `head`: 16 bytes,
    /// or all that there are. `file` is what errors call it.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] for a file that is of no [`Kind`], whose images are not of 28 × 28, that
    /// has more than 250,000 of them, or whose length is not what its header says.
    pub fn read(file: &str, head: &[u8], length: usize) -> Result<Self, Error> {
        let kind = match head.first_chunk().map(|magic| u32::from_be_bytes(*magic)) {
            Some(LABELS_MAGIC) => Kind::Labels,
            Some(IMAGES_MAGIC) => Kind::Images,
            found => {
                return Err(refusal(
                    file,
                    "magic",
                    format!(
                        "{IMAGES_MAGIC:08x} of images or {LABELS_MAGIC:08x} of labels"
                    ),
                    found.map_or_else(
                        || format!("{length} bytes"),
                        |magic| format!("{magic:08x}"),
                    ),
                ));
            }
        };
        Self::of_kind(kind, file, head, length)
    }

    fn of_kind(
        kind: Kind,
        file: &str,
        head: &[u8],
        length: usize,
    ) -> Result<Self, Error> {
        let start = kind.header_bytes();
        // The length is said apart from the bytes, and may be less than they are.
        if head.len().min(length) < start {
            return Err(refusal(
                file,
                "header",
                format!("{start} bytes"),
                format!("{length} bytes"),
            ));
        }
        let magic = big_endian(head, 0);
        if magic != kind.magic() {
            let expected = format!("{:08x}", kind.magic());
            return Err(refusal(file, "magic", expected, format!("{magic:08x}")));
        }
        let count = big_endian(head, 4) as usize;
        if count > MOST_IMAGES {
            let expected = format!("at most {MOST_IMAGES}");
            return Err(refusal(file, "count", expected, count.to_string()));
        }
        if kind == Kind::Images {
            for (field, at) in [("rows", 8), ("columns", 12)] {
                let got = big_endian(head, at) as usize;
                if got != IMAGE_SIDE {
                    let expected = IMAGE_SIDE.to_string();
                    return Err(refusal(file, field, expected, got.to_string()));
                }
            }
        }
        let expected = count * kind.item_bytes();
        if length - start != expected {
            return Err(refusal(
                file,
                "content",
                format!("{expected} bytes for {count} of them"),
                format!("{} bytes", length - start),
            ));
        }
        Ok(Self { kind, count, start })
    }
}

/// The different labels of a set, ascending: those of EMNIST's letters are 1 to 26. A network
/// has an output for each, in this order.
#[must_use]
pub fn classes(labels: &[u8]) -> Vec<u8> {
    let mut is_there = [false; 256];
    for &label in labels {
        is_there[usize::from(label)] = true;
    }
    (0..=u8::MAX).filter(|&label| is_there[usize::from(label)]).collect()
}

/// For each of `labels` its place among `classes`, from 0.
///
/// # Errors
///
/// [`Error::Data`] for a label that is none of them.
pub fn class_indices(
    file: &str,
    labels: &[u8],
    classes: &[u8],
) -> Result<Vec<u8>, Error> {
    let mut places = [None; 256];
    for (place, &class) in (0..=u8::MAX).zip(classes) {
        places[usize::from(class)] = Some(place);
    }
    let place_of = |(at, &label): (usize, &u8)| {
        places[usize::from(label)].ok_or_else(|| {
            let expected = format!("one of the {} training labels", classes.len());
            refusal(file, &format!("label {at}"), expected, label.to_string())
        })
    };
    labels.iter().enumerate().map(place_of).collect()
}

/// The bytes of an IDX file behind its header, and how many things they are.
fn read(bytes: &[u8], kind: Kind, file: &str) -> Result<(Vec<u8>, usize), Error> {
    let mut bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
        gunzip(bytes, file)?
    } else {
        bytes.to_vec()
    };
    let Header { count, start, .. } = Header::of_kind(kind, file, &bytes, bytes.len())?;
    bytes.drain(..start);
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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use miniz_oxide::deflate::compress_to_vec;
    use proptest::prelude::*;

    use super::*;

    fn idx(magic: u32, dimensions: &[usize], content: &[u8]) -> Vec<u8> {
        let mut bytes = magic.to_be_bytes().to_vec();
        for &dimension in dimensions {
            bytes.extend_from_slice(&(dimension as u32).to_be_bytes());
        }
        bytes.extend_from_slice(content);
        bytes
    }

    fn images(count: usize) -> Vec<u8> {
        let content: Vec<u8> =
            (0..count * IMAGE_BYTES).map(|at| (at % 251) as u8).collect();
        idx(0x0803, &[count, 28, 28], &content)
    }

    fn labels(count: usize) -> Vec<u8> {
        let content: Vec<u8> = (0..count).map(|at| (at % 10) as u8).collect();
        idx(0x0801, &[count], &content)
    }

    /// A gzip file; `extra` is what stands between the fixed header and the stream.
    fn gzip(flags: u8, extra: &[u8], content: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3];
        bytes.extend_from_slice(extra);
        bytes.extend_from_slice(&compress_to_vec(content, 6));
        bytes.extend_from_slice(&crc32(&[content]).to_le_bytes());
        bytes.extend_from_slice(&(content.len() as u32).to_le_bytes());
        bytes
    }

    #[track_caller]
    fn assert_refused(images: &[u8], labels: &[u8], message: &str) {
        let error = read_set(images, labels).expect_err("the files are damaged");
        assert_eq!(error.to_string(), message, "its words");
        assert_eq!(error.code(), "data", "its code");
    }

    #[test]
    fn plain_files_are_read() {
        let set = read_set(&images(3), &labels(3)).expect("the files are whole");
        assert_eq!(set.labels(), [0, 1, 2]);
        assert_eq!(set.image(1)[..3], [31, 32, 33]);
    }

    #[test]
    fn files_in_gzip_are_the_same_whatever_their_header_says() {
        let plain = read_set(&images(3), &labels(3));
        let every_field = b"\x03\x00xyzname\0a comment\0\xab\xcd";
        for (flags, extra) in [(0, &b""[..]), (1, b""), (8, b"name\0"), (31, every_field)]
        {
            let packed = gzip(flags, extra, &images(3));
            assert_eq!(
                read_set(&packed, &gzip(0, b"", &labels(3))),
                plain,
                "flags {flags}"
            );
        }
    }

    #[test]
    fn a_file_without_a_whole_header_is_refused() {
        assert_refused(
            &[],
            &labels(3),
            "images file, header: expected 16 bytes, got 0 bytes",
        );
        let short = &labels(3)[..7];
        assert_refused(
            &images(3),
            short,
            "labels file, header: expected 8 bytes, got 7 bytes",
        );
    }

    #[test]
    fn labels_in_the_place_of_images_are_refused() {
        let message = "images file, magic: expected 00000803, got 00000801";
        assert_refused(&labels(20), &labels(20), message);
        let message = "labels file, magic: expected 00000801, got 00000803";
        assert_refused(&images(1), &images(1), message);
    }

    #[test]
    fn images_of_another_size_are_refused() {
        let wide = idx(0x0803, &[1, 28, 32], &[0; 896]);
        assert_refused(&wide, &labels(1), "images file, columns: expected 28, got 32");
        let flat = idx(0x0803, &[1, 14, 28], &[0; 392]);
        assert_refused(&flat, &labels(1), "images file, rows: expected 28, got 14");
    }

    #[test]
    fn absurd_counts_are_refused_before_memory_is_allocated() {
        let many = idx(0x0803, &[u32::MAX as usize, 28, 28], &[]);
        let message = "images file, count: expected at most 250000, got 4294967295";
        assert_refused(&many, &labels(1), message);
        let mut packed = gzip(0, b"", &labels(3));
        let length = packed.len() - 4;
        packed[length..].copy_from_slice(&[0xff; 4]);
        let message = "labels file, gzip length: expected at most 196000016 bytes, got 4294967295 bytes";
        assert_refused(&images(3), &packed, message);
    }

    #[test]
    fn content_of_another_length_is_refused() {
        let mut bytes = images(3);
        bytes.pop();
        let message =
            "images file, content: expected 2352 bytes for 3 of them, got 2351 bytes";
        assert_refused(&bytes, &labels(3), message);
        let mut bytes = labels(3);
        bytes.push(0);
        let message = "labels file, content: expected 3 bytes for 3 of them, got 4 bytes";
        assert_refused(&images(3), &bytes, message);
    }

    #[test]
    fn files_that_do_not_belong_together_are_refused() {
        let message = "labels file, count: expected 3, as of images, got 4";
        assert_refused(&images(3), &labels(4), message);
    }

    #[test]
    fn a_label_that_is_no_digit_is_refused() {
        let bytes = idx(0x0801, &[3], &[1, 26, 2]);
        assert_refused(
            &images(3),
            &bytes,
            "labels file, label 1: expected 0 to 9, got 26",
        );
    }

    #[test]
    fn a_header_says_what_follows_it_or_is_refused_by_the_files_name() {
        let header = |bytes: &[u8]| {
            let head = &bytes[..bytes.len().min(16)];
            Header::read("some.gz", head, bytes.len()).map_err(|error| error.to_string())
        };
        assert_eq!(
            header(&images(3)),
            Ok(Header { kind: Kind::Images, count: 3, start: 16 })
        );
        assert_eq!(
            header(&labels(1)),
            Ok(Header { kind: Kind::Labels, count: 1, start: 8 })
        );
        for (bytes, words) in [
            (
                &b"PK\x03\x04 and so on"[..],
                "magic: expected 00000803 of images or 00000801 of labels, got 504b0304",
            ),
            (
                b"\0\0",
                "magic: expected 00000803 of images or 00000801 of labels, got 2 bytes",
            ),
            (&images(2)[..10], "header: expected 16 bytes, got 10 bytes"),
            (
                &images(2)[..800],
                "content: expected 1568 bytes for 2 of them, got 784 bytes",
            ),
            (&idx(0x0803, &[1, 32, 28], &[0; 896]), "rows: expected 28, got 32"),
            (&idx(0x0801, &[250_001], &[]), "count: expected at most 250000, got 250001"),
        ] {
            assert_eq!(header(bytes), Err(format!("some.gz, {words}")));
        }
        // A length that is less than the bytes it is the length of.
        let error = Header::read("a", &labels(0), 3).expect_err("there are 8 bytes");
        assert_eq!(error.to_string(), "a, header: expected 8 bytes, got 3 bytes");
    }

    #[test]
    fn the_classes_are_the_labels_that_there_are() {
        let letters: Vec<u8> = (0..60).map(|at| 26 - at % 26).collect();
        let found = classes(&letters);
        assert_eq!(found, (1..=26).collect::<Vec<u8>>());
        let indices = class_indices("test", &letters, &found).expect("all are classes");
        assert_eq!(indices[..3], [25, 24, 23]);
        assert_eq!(indices.iter().max(), Some(&25));
        let error = class_indices("test", &[3, 0], &found)
            .expect_err("0 is no letter")
            .to_string();
        assert_eq!(error, "test, label 1: expected one of the 26 training labels, got 0");
        assert_eq!(classes(&[7, 255, 0, 7]), [0, 7, 255]);
        assert!(classes(&[]).is_empty());
        let every: Vec<u8> = (0..=255).collect();
        assert_eq!(class_indices("all", &every, &classes(&every)), Ok(every));
    }

    #[test]
    fn damaged_gzip_is_refused() {
        let packed = gzip(0, b"", &labels(3));
        let message =
            "labels file, gzip header: expected a whole one, got 9 bytes of file";
        assert_refused(&images(3), &packed[..9], message);
        let unending = [0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3, b'n', b'a', b'm', b'e'];
        let message =
            "labels file, gzip header: expected a whole one, got 14 bytes of file";
        assert_refused(&images(3), &unending, message);
        let mut method = packed.clone();
        method[2] = 7;
        let message = "labels file, gzip header: expected method 8 and no reserved flag, \
                       got method 7 and flags 00000000";
        assert_refused(&images(3), &method, message);
        let mut checksum = packed.clone();
        let at = packed.len() - 8;
        let right =
            u32::from_le_bytes(packed[at..at + 4].try_into().expect("four bytes"));
        checksum[at..at + 4].copy_from_slice(&(!right).to_le_bytes());
        let message = format!(
            "labels file, gzip checksum: expected {:08x}, got {right:08x}",
            !right
        );
        assert_refused(&images(3), &checksum, &message);
        let stream = packed.len() - 18;
        let mut more = packed[..at].to_vec();
        more.push(0);
        more.extend_from_slice(&packed[at..]);
        let message = format!(
            "labels file, gzip stream: expected {} bytes, got {stream} bytes and 1 more",
            stream + 1
        );
        assert_refused(&images(3), &more, &message);
    }

    #[test]
    fn the_chapter_divides_60_000_images_and_takes_no_others() {
        let all = gzip(0, b"", &images(CHAPTER_ALL));
        let digits =
            read_chapter((&all, &labels(CHAPTER_ALL)), Some((&images(2), &labels(2))))
                .expect("the files are whole");
        assert_eq!(digits.training.len(), 50_000);
        assert_eq!(digits.validation.len(), 10_000);
        assert_eq!(digits.test.len(), 2);
        assert_eq!(
            digits.validation.image(0)[0],
            (CHAPTER_TRAINING * IMAGE_BYTES % 251) as u8
        );
        let few =
            read_chapter((&images(10), &labels(10)), None).expect_err("ten are too few");
        assert_eq!(
            few.to_string(),
            "training, images file, count: expected 60000, got 10"
        );
        let message =
            read_chapter((&all, &labels(CHAPTER_ALL)), Some((&images(2), &labels(1))))
                .expect_err("a label is missing")
                .to_string();
        assert_eq!(message, "test, labels file, count: expected 2, as of images, got 1");
    }

    proptest! {
        #[test]
        fn damaged_files_never_give_other_digits(
            length in 0..2000_usize,
            flips in prop::collection::vec((0..2000_usize, 0..8), 0..4),
        ) {
            let whole = gzip(0, b"", &images(3));
            let mut bytes = whole[..length.min(whole.len())].to_vec();
            for (at, bit) in flips {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1_u8 << bit;
                }
            }
            // The header's date and system say nothing about the content.
            if let Ok(set) = read_set(&bytes, &labels(3)) {
                prop_assert_eq!(Ok(set), read_set(&whole, &labels(3)));
            }
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            prop_assert!(read_set(&bytes, &labels(1)).is_err());
            let packed = [&[0x1f, 0x8b, 8], &bytes[..]].concat();
            prop_assert!(read_set(&packed, &labels(1)).is_err());
        }
    }
}
