//! Raw DEFLATE of a known length.

use miniz_oxide::inflate::{
    TINFLStatus,
    core::{
        DecompressorOxide, decompress,
        inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
    },
};

use crate::Error;

/// DEFLATE's best: a match of 258 bytes in two bits.
const BEST_RATIO: usize = 1032;

/// The `length` bytes that the DEFLATE stream at the start of `stream` holds, and how many
/// bytes of `stream` it took.
///
/// # Errors
///
/// [`Error::Data`], naming `place`, when the stream is damaged, ends early, or holds more or
/// fewer bytes. A length that no stream of this size can hold is refused before any memory
/// is asked for.
pub(super) fn inflate(
    stream: &[u8],
    length: usize,
    place: &str,
) -> Result<(Vec<u8>, usize), Error> {
    let refuse = |expected: String, got: String| {
        Err(Error::Data { place: place.to_owned(), expected, got })
    };
    let most = stream.len().saturating_mul(BEST_RATIO);
    if length > most {
        return refuse(
            format!("at most {most} bytes from {} compressed ones", stream.len()),
            format!("{length} bytes"),
        );
    }
    let mut bytes = vec![0; length];
    let (status, taken, given) = decompress(
        &mut DecompressorOxide::new(),
        stream,
        &mut bytes,
        0,
        TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
    );
    match status {
        TINFLStatus::Done if given == length => Ok((bytes, taken)),
        TINFLStatus::Done => refuse(
            format!("{length} bytes after decompression"),
            format!("{given} bytes"),
        ),
        TINFLStatus::HasMoreOutput => {
            refuse(format!("{length} bytes after decompression"), "more bytes".to_owned())
        }
        TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => {
            refuse("a whole DEFLATE stream".to_owned(), "one that ends early".to_owned())
        }
        _ => refuse("a DEFLATE stream".to_owned(), format!("damage after {given} bytes")),
    }
}
