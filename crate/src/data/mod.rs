//! Handwritten digits: the file format, the reduction to fewer pixels, IDX files.
//!
//! An image stays the 784 bytes it is in MNIST; [`write_pixels`] gives the numbers that a
//! network sees. `docs/data.md` says where the digits come from and describes the file
//! byte by byte.

mod checksum;
mod digits;
mod file;
pub mod idx;
mod inflate;
mod pixels;

pub(crate) use checksum::crc32;
pub use digits::{CLASSES, Digits, Set};
pub use file::blank;
pub use pixels::{IMAGE_BYTES, IMAGE_SIDE, Side, write_pixels};
