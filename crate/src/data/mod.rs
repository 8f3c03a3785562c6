//! Handwritten digits: the file format, the reduction to fewer pixels, IDX files.
//!
//! Every reader here goes over its bytes a fixed number of times, and takes memory only once a
//! length that the bytes claim has been held against how many there are: of DEFLATE at most
//! 1,032 bytes for one, of a digits file besides eight pixels for each byte of a mask. The
//! targets in `fuzz/` count what they ask for.
//!
//! An image stays the 784 bytes it is in MNIST; [`write_pixels`] gives the numbers that a
//! network sees. `docs/data.md` says where the digits come from and describes the file
//! byte by byte.
//!
//! ```
//! use unstable_gradients::data::{IMAGE_BYTES, Set, Side, write_pixels};
//!
//! let set = Set::new(vec![128; IMAGE_BYTES], vec![7])?;
//! assert_eq!((set.len(), set.label(0)), (1, 7));
//! let mut seen = [0.0; 49];
//! write_pixels(set.image(0), Side::Seven, &mut seen);
//! // A pixel is its byte over 256, as in the chapter.
//! assert_eq!(seen, [0.5; 49]);
//! # Ok::<(), unstable_gradients::Error>(())
//! ```

mod checksum;
mod digits;
mod file;
pub mod idx;
mod inflate;
mod pixels;

pub(crate) use checksum::{Checksum, crc32};
pub use digits::{CLASSES, Digits, Set};
pub use file::blank;
pub use pixels::{IMAGE_BYTES, IMAGE_SIDE, Side, write_pixels};
