//! The singular values of one matrix.

use nalgebra::DMatrix;
use ndarray::Array2;

use crate::{Error, maths};

/// The tolerance of nalgebra's own `svd`.
const PRECISION: f64 = 5.0 * f64::EPSILON;

/// The number of sweeps after which the search for singular values is given up; it takes a
/// few for each.
const MOST_SWEEPS: usize = 100_000;

/// The singular values of a matrix that may be known up to a power of two.
#[derive(Debug, Clone, PartialEq)]
pub struct Spectrum {
    /// s of the matrix as stored, the largest first, as many as it has rows or columns
    /// (the fewer); each is s · 2^`exponent` in truth.
    scaled: Vec<f64>,
    /// The power of two by which all of them are to be multiplied.
    exponent: i32,
    /// How many stand out from rounding.
    rank: usize,
}

impl Spectrum {
    /// The singular values of `matrix` · 2^`exponent`.
    ///
    /// A row of zeros (a neuron of slope 0) is left out beforehand, and gives a singular value
    /// of exactly 0. The others are known to within a few roundings of the largest. One that
    /// does not exceed n ε times the largest (n the greater of rows and columns, ε = 2⁻⁵²)
    /// cannot be told from 0, and [`Spectrum::rank`] does not count it, as in MATLAB and
    /// NumPy.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] if an entry is NaN or infinite, or the search does not converge.
    pub fn of(matrix: &Array2<f64>, exponent: i32) -> Result<Self, Error> {
        let (rows, columns) = matrix.dim();
        let failed = |expected: &str, got: &str| Error::Data {
            place: "singular values".to_owned(),
            expected: expected.to_owned(),
            got: got.to_owned(),
        };
        if !matrix.iter().all(|x| x.is_finite()) {
            return Err(failed("a matrix of finite numbers", "NaN or ∞"));
        }
        let kept: Vec<f64> = matrix
            .outer_iter()
            .filter(|row| row.iter().any(|&x| x != 0.0))
            .flat_map(|row| row.to_vec())
            .collect();
        let mut scaled = vec![];
        if !kept.is_empty() {
            // Row by row is column by column of the transpose, whose values are the same.
            let transpose = DMatrix::from_vec(columns, kept.len() / columns, kept);
            let svd = transpose
                .try_svd_unordered(false, false, PRECISION, MOST_SWEEPS)
                .ok_or_else(|| failed("a search that ends", "one that does not"))?;
            scaled = svd.singular_values.iter().copied().collect();
        }
        scaled.resize(rows.min(columns), 0.0);
        // Insertion: for a few hundred numbers the library's sort would be more code than it
        // is worth.
        let mut sorted: Vec<f64> = Vec::with_capacity(scaled.len());
        for s in scaled {
            sorted.insert(sorted.partition_point(|other| other.total_cmp(&s).is_ge()), s);
        }
        let scaled = sorted;
        let noise = rows.max(columns) as f64 * f64::EPSILON * scaled[0];
        let rank = scaled.iter().filter(|&&s| s > noise).count();
        Ok(Self { scaled, exponent, rank })
    }

    /// How many singular values stand out from rounding.
    #[must_use]
    pub fn rank(&self) -> usize {
        self.rank
    }

    /// All singular values, the largest first: ∞ or 0 where one leaves the range of 64-bit
    /// floats.
    #[must_use]
    pub fn values(&self) -> Vec<f64> {
        self.scaled.iter().map(|&s| maths::scale_by_power(s, self.exponent)).collect()
    }

    /// log₁₀ of all singular values, the largest first; −∞ for 0. Never out of range.
    #[must_use]
    pub fn log10_values(&self) -> Vec<f64> {
        self.scaled.iter().map(|&s| self.log10(s)).collect()
    }

    /// The largest: the factor by which a vector grows at most.
    #[must_use]
    pub fn largest(&self) -> f64 {
        maths::scale_by_power(self.scaled[0], self.exponent)
    }

    /// The smallest, as computed: only rounding error where the rank is not full.
    #[must_use]
    pub fn smallest(&self) -> f64 {
        maths::scale_by_power(self.scaled[self.scaled.len() - 1], self.exponent)
    }

    /// √(mean of s²), the factor by which vectors of random direction grow in root mean
    /// square.
    #[must_use]
    pub fn root_mean_square(&self) -> f64 {
        maths::scale_by_power(self.scaled_root_mean_square(), self.exponent)
    }

    /// log₁₀ of largest, root mean square and smallest.
    #[must_use]
    pub fn log10_summary(&self) -> [f64; 3] {
        let smallest = self.scaled[self.scaled.len() - 1];
        [self.scaled[0], self.scaled_root_mean_square(), smallest].map(|s| self.log10(s))
    }

    fn scaled_root_mean_square(&self) -> f64 {
        let largest = self.scaled[0];
        if largest == 0.0 {
            return 0.0;
        }
        let squares = self.scaled.iter().map(|s| (s / largest) * (s / largest));
        largest * (squares.sum::<f64>() / self.scaled.len() as f64).sqrt()
    }

    fn log10(&self, scaled: f64) -> f64 {
        maths::log10(scaled) + f64::from(self.exponent) * std::f64::consts::LOG10_2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn a_diagonal_matrix_has_the_sizes_of_its_entries() {
        let spectrum =
            Spectrum::of(&array![[0.0, -3.0, 0.0], [0.5, 0.0, 0.0], [0.0, 0.0, 2.0]], 0)
                .unwrap();
        assert_eq!(spectrum.values(), [3.0, 2.0, 0.5]);
        assert_eq!(spectrum.rank(), 3);
        let mean = (13.25_f64 / 3.0).sqrt();
        assert!((spectrum.root_mean_square() - mean).abs() < 1e-15);
    }

    #[test]
    fn a_neuron_of_slope_zero_gives_a_singular_value_of_exactly_zero() {
        let spectrum =
            Spectrum::of(&array![[1.0, 2.0, 3.0], [0.0, -0.0, 0.0], [4.0, 5.0, 6.5]], 0)
                .unwrap();
        assert_eq!(spectrum.values()[2], 0.0);
        assert_eq!(spectrum.log10_values()[2], f64::NEG_INFINITY);
        assert_eq!(spectrum.rank(), 2);
        let nothing = Spectrum::of(&Array2::zeros((4, 3)), 0).unwrap();
        assert_eq!(nothing.values(), [0.0; 3]);
        assert_eq!((nothing.rank(), nothing.root_mean_square()), (0, 0.0));
    }

    #[test]
    fn rounding_errors_do_not_count_towards_the_rank() {
        // Rank 1 on paper, and in the first bits.
        let matrix = Array2::from_shape_fn((6, 6), |(j, k)| {
            (1.0 + j as f64 / 7.0) * (1.0 + k as f64 / 3.0)
        });
        let spectrum = Spectrum::of(&matrix, 0).unwrap();
        assert_eq!(spectrum.rank(), 1);
        assert!(spectrum.smallest() < 1e-14);
    }

    #[test]
    fn logarithms_hold_far_outside_the_range_of_floats() {
        let spectrum = Spectrum::of(&array![[4.0, 0.0], [0.0, 1.0]], -2000).unwrap();
        assert_eq!(spectrum.values(), [0.0, 0.0]);
        let log = maths::log10(2.0) * -2000.0;
        assert!((spectrum.log10_values()[1] - log).abs() < 1e-9);
        let spectrum = Spectrum::of(&array![[4.0, 0.0], [0.0, 1.0]], 2000).unwrap();
        assert_eq!(spectrum.largest(), f64::INFINITY);
        assert!(spectrum.log10_summary()[0].is_finite());
    }

    #[test]
    fn matrices_of_tiny_and_huge_numbers_have_singular_values_too() {
        for size in [1e-300, 1e-150, 1e150, 1e300] {
            let matrix = array![[3.0 * size, 0.0], [4.0 * size, size]];
            let values = Spectrum::of(&matrix, 0).unwrap().values();
            // The product of singular values is the determinant, 3 size².
            let product = (values[0] / size) * (values[1] / size);
            assert!((product - 3.0).abs() < 1e-14, "{size:e}: {product}");
        }
    }

    #[test]
    fn nan_and_infinity_are_refused() {
        for bad in [f64::NAN, f64::INFINITY] {
            let error = Spectrum::of(&array![[1.0, bad], [0.0, 1.0]], 0).unwrap_err();
            assert_eq!(error.code(), "data");
        }
    }
}
