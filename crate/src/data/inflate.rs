//! Raw DEFLATE of a known length.

use miniz_oxide::inflate::{
    TINFLStatus,
    core::{
        DecompressorOxide, decompress,
        inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
    },
};

use crate::Error;

/// The best compression of DEFLATE: a match of 258 bytes in two bits.
const BEST_RATIO: usize = 1032;

/// The `length` bytes that the DEFLATE stream at the start of `stream` holds, and how many
/// bytes of `stream` it took.
///
/// # Errors
///
/// [`Error::Data`], naming `place`, when the stream is damaged, ends early, or holds more or
/// fewer bytes. A length that no stream of this size can hold is refused before any memory
/// is allocated.
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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use miniz_oxide::deflate::compress_to_vec;

    use super::*;

    fn message(stream: &[u8], length: usize) -> String {
        inflate(stream, length, "here").expect_err("it is damaged").to_string()
    }

    #[test]
    fn what_follows_the_stream_is_not_taken() {
        let mut stream = compress_to_vec(b"a digit, a digit, a digit", 9);
        let whole = stream.len();
        stream.extend_from_slice(&[0xff; 20]);
        let (bytes, taken) = inflate(&stream, 25, "here").expect("the stream is whole");
        assert_eq!((bytes.as_slice(), taken), (&b"a digit, a digit, a digit"[..], whole));
    }

    #[test]
    fn an_empty_stream_can_be_inflated() {
        assert_eq!(inflate(&compress_to_vec(b"", 9), 0, "here"), Ok((Vec::new(), 2)));
    }

    #[test]
    fn another_length_is_refused() {
        let stream = compress_to_vec(&[7; 100], 9);
        assert_eq!(
            message(&stream, 99),
            "here: expected 99 bytes after decompression, got more bytes"
        );
        assert_eq!(
            message(&stream, 101),
            "here: expected 101 bytes after decompression, got 100 bytes"
        );
    }

    #[test]
    fn an_impossible_length_is_refused_before_memory_is_allocated() {
        assert_eq!(
            message(&[0; 10], usize::MAX),
            format!(
                "here: expected at most 10320 bytes from 10 compressed ones, got {} bytes",
                usize::MAX
            ),
        );
    }

    #[test]
    fn the_best_that_deflate_can_do_is_allowed() {
        let zeros = vec![0; 1_000_000];
        let stream = compress_to_vec(&zeros, 9);
        assert!(stream.len() < 1100, "{} bytes", stream.len());
        assert_eq!(
            inflate(&stream, zeros.len(), "here").map(|(bytes, _)| bytes),
            Ok(zeros)
        );
    }

    #[test]
    fn a_stream_that_ends_early_is_refused() {
        let stream = compress_to_vec(b"0123456789", 9);
        assert_eq!(
            message(&stream[..stream.len() - 3], 10),
            "here: expected a whole DEFLATE stream, got one that ends early",
        );
    }

    #[test]
    fn an_impossible_block_is_refused() {
        // The block type 3 does not exist.
        assert_eq!(
            message(&[0b111, 0, 0], 10),
            "here: expected a DEFLATE stream, got damage after 0 bytes"
        );
    }
}
