//! What a network sees of an image: 28, 14 or 7 pixels a side.

use crate::{Error, maths::Real};

/// The side of a stored image, in pixels.
pub const IMAGE_SIDE: usize = 28;

/// The bytes of a stored image, row by row from the top left.
pub const IMAGE_BYTES: usize = IMAGE_SIDE * IMAGE_SIDE;

/// The side of the image that a network is shown.
///
/// ```
/// use unstable_gradients::data::Side;
/// assert_eq!(Side::try_from(14).map(Side::pixels), Ok(196));
/// assert!(Side::try_from(20).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The image as it is: 784 pixels.
    TwentyEight,
    /// The means of squares of 2 × 2: 196 pixels.
    Fourteen,
    /// The means of squares of 4 × 4: 49 pixels.
    Seven,
}

impl Side {
    /// Every side, the largest first.
    pub const ALL: [Self; 3] = [Self::TwentyEight, Self::Fourteen, Self::Seven];

    /// Pixels along one side: 28, 14 or 7.
    #[must_use]
    pub const fn side(self) -> usize {
        match self {
            Self::TwentyEight => 28,
            Self::Fourteen => 14,
            Self::Seven => 7,
        }
    }

    /// Pixels of the whole image: 784, 196 or 49, the size of the input layer.
    #[must_use]
    pub const fn pixels(self) -> usize {
        self.side() * self.side()
    }

    /// The side of the square of stored pixels behind one shown pixel: 1, 2 or 4.
    const fn square(self) -> usize {
        IMAGE_SIDE / self.side()
    }
}

impl TryFrom<u32> for Side {
    type Error = Error;

    fn try_from(side: u32) -> Result<Self, Error> {
        match side {
            28 => Ok(Self::TwentyEight),
            14 => Ok(Self::Fourteen),
            7 => Ok(Self::Seven),
            other => Err(Error::Setting {
                key: "pixels",
                expected: "28, 14 or 7".to_owned(),
                got: other.to_string(),
            }),
        }
    }
}

/// Writes the pixel values of `image` at `side` into `values`, row by row: byte/256, or the
/// mean of it over each square.
///
/// A value is a sum of at most 16 bytes, so a whole number of at most 4,080, over a power of
/// two: 12 significant bits. That is exact in `f32` (24 bits) and so in `f64` (53 bits):
/// both precisions train on the same numbers, and no order of summation can change them.
///
/// ```
/// use unstable_gradients::data::{IMAGE_BYTES, Side, write_pixels};
/// let mut values = [0.0_f64; 196];
/// write_pixels(&[255; IMAGE_BYTES], Side::Fourteen, &mut values);
/// assert_eq!(values[0], 255.0 / 256.0);
/// ```
///
/// # Panics
///
/// When `image` has not [`IMAGE_BYTES`] bytes or `values` not [`Side::pixels`] places.
pub fn write_pixels<T: Real>(image: &[u8], side: Side, values: &mut [T]) {
    assert_eq!(image.len(), IMAGE_BYTES, "bytes of an image");
    assert_eq!(values.len(), side.pixels(), "places for pixels {} a side", side.side());
    // 1/256, 1/1024 or 1/4096: a power of two, so that multiplying only moves the exponent.
    let scale = 1.0 / (256 * side.square() * side.square()) as f64;
    for (value, sum) in values.iter_mut().zip(square_sums(image, side)) {
        *value = T::from_f64(f64::from(sum) * scale);
    }
}

/// The sums of the bytes of each square of `image`, row by row; at most 16 · 255.
fn square_sums(image: &[u8], side: Side) -> impl Iterator<Item = u16> + '_ {
    let (across, square) = (side.side(), side.square());
    (0..side.pixels()).map(move |at| {
        let corner = (at / across * IMAGE_SIDE + at % across) * square;
        (0..square)
            .flat_map(|row| &image[corner + row * IMAGE_SIDE..][..square])
            .map(|&byte| u16::from(byte))
            .sum()
    })
}
