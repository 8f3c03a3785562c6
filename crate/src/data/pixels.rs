//! What a network sees of an image: 28, 14 or 7 pixels a side.

use crate::{Error, declaration::listed, error::number_text, maths::Real};

/// The side of a stored image, in pixels.
pub const IMAGE_SIDE: usize = 28;

/// The bytes of a stored image, row by row from the top left.
pub const IMAGE_BYTES: usize = IMAGE_SIDE * IMAGE_SIDE;

/// The side of the image that a network is shown.
///
/// ```
/// use unstable_gradients::data::Side;
/// assert_eq!(Side::try_from(14.0).map(Side::pixels), Ok(196));
/// assert!(Side::try_from(20.0).is_err());
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

impl TryFrom<f64> for Side {
    type Error = Error;

    fn try_from(side: f64) -> Result<Self, Error> {
        let has_side = |known: &Self| (known.side() as f64).total_cmp(&side).is_eq();
        Self::ALL.into_iter().find(has_side).ok_or_else(|| {
            let names = Self::ALL.map(|known| known.side().to_string());
            Error::Setting {
                key: "pixels",
                expected: listed(&names.each_ref().map(String::as_str)),
                got: number_text(side),
            }
        })
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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values(image: &[u8], side: Side) -> Vec<f64> {
        let mut values = vec![0.0; side.pixels()];
        write_pixels(image, side, &mut values);
        values
    }

    #[test]
    fn a_side_that_the_image_has_not_is_refused_by_name() {
        let error = Side::try_from(15.0).expect_err("15 is not a side");
        assert_eq!(error.to_string(), "pixels: expected 28, 14 or 7, got 15");
        assert_eq!(error.code(), "setting");
        for side in Side::ALL {
            assert_eq!(Side::try_from(side.side() as f64), Ok(side));
            assert_eq!(side.pixels(), side.side() * side.side());
        }
    }

    #[test]
    fn white_is_not_one_and_ink_of_one_is_not_lost() {
        for side in Side::ALL {
            let white = values(&[255; IMAGE_BYTES], side);
            assert!(
                white.iter().all(|value| value.to_bits() == 0.996_093_75_f64.to_bits())
            );
        }
        let mut faint = [0; IMAGE_BYTES];
        faint[IMAGE_BYTES - 1] = 1;
        let last = values(&faint, Side::Seven)[48];
        assert_eq!(last.to_bits(), (1.0_f64 / 4096.0).to_bits());
    }

    #[test]
    fn a_square_is_made_of_neighbours_in_both_directions() {
        let mut image = [0; IMAGE_BYTES];
        // The four pixels of row 3, column 5 of the smaller image.
        for (row, column, byte) in [(6, 10, 1), (6, 11, 2), (7, 10, 4), (7, 11, 8)] {
            image[row * IMAGE_SIDE + column] = byte;
        }
        let fourteen = values(&image, Side::Fourteen);
        let inked: Vec<usize> = (0..196).filter(|&at| fourteen[at] > 0.0).collect();
        assert_eq!(inked, [3 * 14 + 5]);
        assert_eq!(fourteen[3 * 14 + 5].to_bits(), (15.0_f64 / 1024.0).to_bits());
        assert_eq!(
            values(&image, Side::Seven)[7 + 2].to_bits(),
            (15.0_f64 / 4096.0).to_bits()
        );
    }

    #[test]
    #[should_panic(expected = "bytes of an image")]
    fn half_an_image_panics() {
        write_pixels(&[0; IMAGE_BYTES / 2], Side::Seven, &mut [0.0_f32; 49]);
    }

    #[test]
    #[should_panic(expected = "places for pixels 14 a side")]
    fn too_few_places_panic() {
        write_pixels(&[0; IMAGE_BYTES], Side::Fourteen, &mut [0.0_f32; 49]);
    }

    proptest! {
        #[test]
        fn means_are_those_of_whole_numbers_in_both_precisions(
            image in prop::collection::vec(any::<u8>(), IMAGE_BYTES),
        ) {
            for side in Side::ALL {
                let double = values(&image, side);
                let mut single = vec![0.0_f32; side.pixels()];
                write_pixels(&image, side, &mut single);
                let square = IMAGE_SIDE / side.side();
                for at in 0..side.pixels() {
                    let (row, column) = (at / side.side(), at % side.side());
                    let mut sum = 0_u64;
                    for y in 0..square {
                        for x in 0..square {
                            let place = (row * square + y) * IMAGE_SIDE + column * square + x;
                            sum += u64::from(image[place]);
                        }
                    }
                    let denominator = (256 * square * square) as f64;
                    prop_assert_eq!((double[at] * denominator).to_bits(), (sum as f64).to_bits());
                    prop_assert_eq!(f64::from(single[at]).to_bits(), double[at].to_bits());
                }
            }
        }

        #[test]
        fn fewer_pixels_of_fewer_pixels_are_the_fewest(
            image in prop::collection::vec(any::<u8>(), IMAGE_BYTES),
        ) {
            let fourteen = values(&image, Side::Fourteen);
            let seven = values(&image, Side::Seven);
            for (at, coarse) in seven.into_iter().enumerate() {
                let corner = at / 7 * 28 + at % 7 * 2;
                let sum: f64 = [0, 1, 14, 15].iter().map(|by| fourteen[corner + by]).sum();
                prop_assert_eq!((sum / 4.0).to_bits(), coarse.to_bits());
            }
        }
    }
}
