//! The bytes of a saved run: written and read by the same walk through what is kept.
//!
//! Whole numbers and floats are little-endian. First come [`MAGIC`], the version, the length of
//! all bytes and their CRC-32 (with the field itself left out), then what the run gives, which
//! `docs/reproducing.md` lists.
//!
//! Reading takes one pass after that of the checksum, and no list longer than the bytes that are left; the rest of the
//! memory is that of a run of the settings, which were checked before.

use crate::{
    Error,
    data::{Checksum, crc32},
    maths::Real,
    random::Generator,
};

use super::aligned::Aligned;

/// The first bytes.
const MAGIC: [u8; 8] = *b"UGSTATE\n";

/// Raised whenever the bytes after the head change their meaning.
const VERSION: u32 = 1;

const VERSION_AT: usize = MAGIC.len();
const LENGTH_AT: usize = VERSION_AT + 4;
const CHECKSUM_AT: usize = LENGTH_AT + 4;
const HEAD_BYTES: usize = CHECKSUM_AT + 4;

/// How many bytes are checked at once: about a millisecond's.
const PIECE: usize = 1 << 19;

/// Where the numbers of a run go to, or come from.
///
/// In either direction every method is called with the present number, and leaves the one that
/// is to stand there.
pub(super) enum Saved<'a> {
    /// What has been written so far.
    Out(Vec<u8>),
    /// What is still to be read.
    In(&'a [u8]),
}

type Outcome = Result<(), Error>;

/// An error in the part `place` of the bytes.
#[inline(never)]
pub(super) fn refused(place: &str, expected: String, got: String) -> Error {
    Error::Data { place: format!("saved run, {place}"), expected, got }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4].iter().rev().fold(0, |word, &byte| word << 8 | u32::from(byte))
}

fn checksum(bytes: &[u8]) -> u32 {
    crc32(&[&bytes[..CHECKSUM_AT], &bytes[HEAD_BYTES..]])
}

/// The bytes of a saved run that is taken up piece by piece.
#[derive(Debug)]
pub(super) struct Kept {
    bytes: Vec<u8>,
    /// Of all that was checked.
    checksum: Checksum,
    /// Where the next piece begins, of those to check and then of those to read.
    at: usize,
}

impl Kept {
    /// Those whose head is right.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] when they are none of this version, cut short or too long.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Error> {
        if bytes.len() < HEAD_BYTES || bytes[..VERSION_AT] != MAGIC {
            let expected = format!("{HEAD_BYTES} bytes or more that begin with UGSTATE");
            let got = if bytes.len() < HEAD_BYTES { "fewer" } else { "others" };
            return Err(refused("head", expected, got.to_owned()));
        }
        let [version, length] = [VERSION_AT, LENGTH_AT].map(|at| word(&bytes, at));
        if version != VERSION {
            return Err(refused("version", VERSION.to_string(), version.to_string()));
        }
        if length as usize != bytes.len() {
            let got = bytes.len().to_string();
            return Err(refused("bytes", length.to_string(), got));
        }
        let mut checksum = Checksum::default();
        checksum.add(&bytes[..CHECKSUM_AT]);
        Ok(Self { bytes, checksum, at: HEAD_BYTES })
    }

    /// Checks a piece, and returns whether all have been checked.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] when they are damaged.
    pub(super) fn check(&mut self) -> Result<bool, Error> {
        let to = self.bytes.len().min(self.at + PIECE);
        self.checksum.add(&self.bytes[self.at..to]);
        self.at = to;
        if to < self.bytes.len() {
            return Ok(false);
        }
        let (sum, found) = (word(&self.bytes, CHECKSUM_AT), self.checksum.value());
        if found != sum {
            return Err(refused("checksum", sum.to_string(), found.to_string()));
        }
        self.at = HEAD_BYTES;
        Ok(true)
    }

    /// What comes of reading on from where the last reading ended.
    ///
    /// # Errors
    ///
    /// Those of `read`.
    pub(super) fn read<Found>(
        &mut self,
        read: impl FnOnce(&mut Saved<'_>) -> Result<Found, Error>,
    ) -> Result<Found, Error> {
        let mut saved = Saved::In(&self.bytes[self.at..]);
        let found = read(&mut saved)?;
        if let Saved::In(rest) = saved {
            self.at = self.bytes.len() - rest.len();
        }
        Ok(found)
    }
}

impl Saved<'_> {
    /// Nothing yet, to be written.
    pub(super) fn new() -> Self {
        Self::Out(vec![0; HEAD_BYTES])
    }

    /// What has been written, with its head.
    pub(super) fn finish(self) -> Vec<u8> {
        let Self::Out(mut bytes) = self else { return vec![] };
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        bytes[..VERSION_AT].copy_from_slice(&MAGIC);
        bytes[VERSION_AT..LENGTH_AT].copy_from_slice(&VERSION.to_le_bytes());
        bytes[LENGTH_AT..CHECKSUM_AT].copy_from_slice(&length.to_le_bytes());
        let sum = checksum(&bytes);
        bytes[CHECKSUM_AT..HEAD_BYTES].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    /// Whether it is being read.
    pub(super) fn is_read(&self) -> bool {
        matches!(self, Self::In(_))
    }

    /// Refuses bytes that nothing has been read of.
    pub(super) fn end(&self) -> Outcome {
        match self {
            Self::In(rest) if !rest.is_empty() => {
                Err(refused("end", "nothing more".to_owned(), rest.len().to_string()))
            }
            _ => Ok(()),
        }
    }

    /// Some bytes.
    #[inline(never)]
    fn raw(&mut self, value: &mut [u8], place: &str) -> Outcome {
        match self {
            Self::Out(bytes) => bytes.extend_from_slice(value),
            Self::In(rest) => {
                has_bytes(rest.len(), value.len(), place)?;
                let (own, after) = rest.split_at(value.len());
                value.copy_from_slice(own);
                *rest = after;
            }
        }
        Ok(())
    }

    /// Refuses a list of so many bytes, if it is read and there are fewer.
    fn room_for(&self, bytes: usize, place: &str) -> Outcome {
        match self {
            Self::Out(_) => Ok(()),
            Self::In(rest) => has_bytes(rest.len(), bytes, place),
        }
    }

    /// A whole number, at most `most`.
    #[inline(never)]
    pub(super) fn whole(
        &mut self,
        value: &mut usize,
        most: usize,
        place: &str,
    ) -> Outcome {
        let mut bytes = u32::try_from(*value).unwrap_or(u32::MAX).to_le_bytes();
        self.raw(&mut bytes, place)?;
        *value = u32::from_le_bytes(bytes) as usize;
        if *value <= most {
            return Ok(());
        }
        Err(refused(place, format!("at most {most}"), value.to_string()))
    }

    /// A whole number of 64 bits.
    #[inline(never)]
    pub(super) fn long(&mut self, value: &mut u64, place: &str) -> Outcome {
        let mut bytes = value.to_le_bytes();
        self.raw(&mut bytes, place)?;
        *value = u64::from_le_bytes(bytes);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn number(&mut self, value: &mut f64, place: &str) -> Outcome {
        let mut bits = value.to_bits();
        self.long(&mut bits, place)?;
        *value = f64::from_bits(bits);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn flag(&mut self, value: &mut bool, place: &str) -> Outcome {
        let mut whole = usize::from(*value);
        self.whole(&mut whole, 1, place)?;
        *value = whole == 1;
        Ok(())
    }

    /// A whole number that may be missing.
    pub(super) fn maybe(
        &mut self,
        value: &mut Option<usize>,
        most: usize,
        place: &str,
    ) -> Outcome {
        let mut next = value.map_or(0, |value| value + 1);
        self.whole(&mut next, most + 1, place)?;
        *value = next.checked_sub(1);
        Ok(())
    }

    /// As many numbers as there are, in their own precision.
    #[inline(never)]
    pub(super) fn numbers<T: Real>(&mut self, values: &mut [T], place: &str) -> Outcome {
        self.room_for(size_of_val(values), place)?;
        for value in values {
            if size_of::<T>() == 4 {
                let mut bytes = (value.to_f64() as f32).to_le_bytes();
                self.raw(&mut bytes, place)?;
                *value = T::from_f64(f64::from(f32::from_le_bytes(bytes)));
            } else {
                let mut number = value.to_f64();
                self.number(&mut number, place)?;
                *value = T::from_f64(number);
            }
        }
        Ok(())
    }

    /// Either no numbers or `length` of them.
    pub(super) fn some_numbers<T: Real>(
        &mut self,
        values: &mut Aligned<T>,
        length: usize,
        place: &str,
    ) -> Outcome {
        let mut is_there = !values.is_empty();
        self.flag(&mut is_there, place)?;
        if !is_there {
            return Ok(());
        }
        if self.is_read() {
            self.room_for(length * size_of::<T>(), place)?;
            *values = Aligned::filled(T::ZERO, length);
        }
        self.numbers(values, place)
    }

    /// A list of rows of `width` numbers each.
    #[inline(never)]
    pub(super) fn rows(
        &mut self,
        values: &mut Vec<f64>,
        width: usize,
        place: &str,
    ) -> Outcome {
        let mut length = values.len();
        self.whole(&mut length, u32::MAX as usize, place)?;
        if self.is_read() {
            self.room_for(length.saturating_mul(8), place)?;
            if !length.is_multiple_of(width.max(1)) {
                let expected = format!("a multiple of {width}");
                return Err(refused(place, expected, length.to_string()));
            }
            *values = vec![0.0; length];
        }
        self.numbers(values, place)
    }

    /// A list of whole numbers.
    #[inline(never)]
    pub(super) fn wholes(&mut self, values: &mut Vec<u32>, place: &str) -> Outcome {
        let mut length = values.len();
        self.whole(&mut length, u32::MAX as usize, place)?;
        if self.is_read() {
            self.room_for(length.saturating_mul(4), place)?;
            *values = vec![0; length];
        }
        for value in values {
            let mut whole = *value as usize;
            self.whole(&mut whole, u32::MAX as usize, place)?;
            *value = whole as u32;
        }
        Ok(())
    }

    /// The state of a generator that draws no normal deviates.
    pub(super) fn generator(&mut self, value: &mut Generator, place: &str) -> Outcome {
        let mut words = value.words();
        for word in &mut words {
            self.long(word, place)?;
        }
        if self.is_read() {
            *value = Generator::of_words(words).ok_or_else(|| {
                refused(place, "a number above 0".to_owned(), "0".to_owned())
            })?;
        }
        Ok(())
    }
}

#[inline(never)]
fn has_bytes(left: usize, wanted: usize, place: &str) -> Outcome {
    if left >= wanted {
        return Ok(());
    }
    Err(refused(place, format!("{wanted} bytes"), left.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_longer_than_its_bytes_is_refused_before_memory_is_taken() {
        let mut bytes = &[255, 255, 255, 255, 0, 0, 0, 0][..];
        for is_rows in [true, false] {
            let mut saved = Saved::In(bytes);
            let outcome = if is_rows {
                saved.rows(&mut vec![], 1, "rows")
            } else {
                saved.wholes(&mut vec![], "order")
            };
            let words = outcome.unwrap_err().to_string();
            assert!(words.ends_with(" bytes, got 4"), "{words}");
        }
        let mut values = Aligned::filled(0.0_f64, 0);
        bytes = &[1, 0, 0, 0];
        assert!(Saved::In(bytes).some_numbers(&mut values, 1 << 28, "memory").is_err());
    }
}
