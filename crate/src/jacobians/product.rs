//! A product of many matrices that never leaves the range of 64-bit floats.

use ndarray::{Array1, Array2};

use super::Spectrum;
use crate::{Error, maths};

/// A matrix · 2^exponent, its largest entry between 1 and 2 in size (or 0).
///
/// Powers of two scale without rounding, so the product has the bits that it would have if
/// floats had no range.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaledProduct {
    matrix: Array2<f64>,
    exponent: i32,
}

impl ScaledProduct {
    /// The product of one factor.
    #[must_use]
    pub fn new(factor: Array2<f64>) -> Self {
        Self { matrix: factor, exponent: 0 }.scaled()
    }

    /// `factor` times this product.
    ///
    /// Each entry is summed from the first term to the last, so that it has the same bits on
    /// every machine; ndarray's own product of matrices does not promise that.
    ///
    /// # Panics
    ///
    /// Unless `factor` has as many columns as this product has rows.
    #[must_use]
    #[track_caller]
    pub fn after(&self, factor: &Array2<f64>) -> Self {
        let (inner, columns) = self.matrix.dim();
        assert_eq!(factor.ncols(), inner, "shapes that fit");
        let mut matrix = Array2::zeros((factor.nrows(), columns));
        for (mut row, factors) in matrix.outer_iter_mut().zip(factor.outer_iter()) {
            for (&factor, terms) in factors.iter().zip(self.matrix.outer_iter()) {
                row.scaled_add(factor, &terms);
            }
        }
        Self { matrix, exponent: self.exponent }.scaled()
    }

    /// This product times a vector.
    ///
    /// **Panics** unless `v` has as many numbers as the product has columns.
    #[must_use]
    #[track_caller]
    pub fn apply(&self, v: &Array1<f64>) -> Array1<f64> {
        self.matrix.dot(v).mapv(|x| maths::scale_by_power(x, self.exponent))
    }

    /// Its singular values.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] if an entry is NaN or infinite.
    pub fn spectrum(&self) -> Result<Spectrum, Error> {
        Spectrum::of(&self.matrix, self.exponent)
    }

    fn scaled(mut self) -> Self {
        let largest = self.matrix.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
        if largest > 0.0 && largest.is_finite() {
            let power = maths::power_below(largest);
            self.matrix.mapv_inplace(|x| maths::scale_by_power(x, -power));
            self.exponent += power;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn the_product_is_that_of_the_matrices() {
        let a = array![[1.0, 2.0], [3.0, 4.0]];
        let b = array![[0.5, -1.0], [0.25, 8.0]];
        let product = ScaledProduct::new(b).after(&a);
        assert_eq!(product.apply(&array![1.0, 0.0]), array![1.0, 2.5]);
        assert_eq!(product.apply(&array![0.0, 1.0]), array![15.0, 29.0]);
    }

    #[test]
    fn a_product_beyond_the_range_keeps_its_logarithm() {
        for (entry, sign) in [(1e-100, -1.0), (1e100, 1.0)] {
            let factor = array![[entry, 0.0], [0.0, entry / 2.0]];
            let mut product = ScaledProduct::new(factor.clone());
            for _ in 1..5 {
                product = product.after(&factor);
            }
            let [largest, _, smallest] = product.spectrum().unwrap().log10_summary();
            assert!((largest - sign * 500.0).abs() < 1e-9, "{largest}");
            assert!((largest - smallest - maths::log10(32.0)).abs() < 1e-12);
        }
    }

    #[test]
    fn a_product_of_zeros_is_zero() {
        let product = ScaledProduct::new(Array2::zeros((2, 2)))
            .after(&array![[1.0, 2.0], [3.0, 4.0]]);
        assert_eq!(product.apply(&array![1.0, 1.0]), array![0.0, 0.0]);
        assert_eq!(product.spectrum().unwrap().rank(), 0);
    }
}
