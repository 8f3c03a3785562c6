//! CRC-32, as gzip has it.
//!
//! It finds every change within 32 consecutive bits, and all others but one in four thousand
//! million. Its purpose is to find files that a cache or a proxy has damaged. The gzip trailer
//! of MNIST's own files has the same checksum.

/// The reflected polynomial of IEEE 802.3.
const POLYNOMIAL: u32 = 0xedb8_8320;

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut remainder = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            remainder = if remainder & 1 == 1 {
                remainder >> 1 ^ POLYNOMIAL
            } else {
                remainder >> 1
            };
            bit += 1;
        }
        table[byte] = remainder;
        byte += 1;
    }
    table
};

/// The CRC-32 of the bytes of `pieces`, one piece after the other.
pub(crate) fn crc32(pieces: &[&[u8]]) -> u32 {
    let mut sum = Checksum::default();
    pieces.iter().for_each(|piece| sum.add(piece));
    sum.value()
}

/// The CRC-32 of bytes that are added piece by piece.
#[derive(Debug, Clone, Default)]
pub(crate) struct Checksum(u32);

impl Checksum {
    /// Adds the bytes that come next.
    pub(crate) fn add(&mut self, piece: &[u8]) {
        let sum = |sum: u32, &byte| TABLE[usize::from(sum as u8 ^ byte)] ^ sum >> 8;
        self.0 = !piece.iter().fold(!self.0, sum);
    }

    /// That of the bytes so far.
    pub(crate) fn value(&self) -> u32 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_published_one() {
        assert_eq!(crc32(&[b"123456789"]), 0xcbf4_3926);
        assert_eq!(crc32(&[]), 0);
    }

    #[test]
    fn pieces_count_as_one_text() {
        assert_eq!(crc32(&[b"1234", b"", b"56789"]), crc32(&[b"123456789"]));
    }
}
