//! What a handful of runs says: means, spreads, and whether two settings differ.
//!
//! ```
//! use unstable_gradients::statistics::Sample;
//!
//! let sample = Sample::of(&[0.94, 0.95, 0.96]);
//! assert!((sample.mean - 0.95).abs() < 1e-12);
//! // Three seeds each, the same three: the second setting is better in all of them.
//! let better = Sample::of_differences(&[0.95, 0.96, 0.98], &[0.94, 0.95, 0.96]);
//! assert!(better.mean > 0.0);
//! ```

/// The mean of a sample and how well it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// The mean; NaN of nothing.
    pub mean: f64,
    /// Standard deviation of the values, with n − 1; NaN of fewer than two.
    pub deviation: f64,
    /// Standard error of the mean, `deviation` / √n; likewise.
    pub error: f64,
    /// Whether Student's t-test at the level of 5 %, two-sided, tells the mean from 0. Never
    /// with fewer than two values.
    pub differs_from_0: bool,
}

/// The quantile 0.975 of Student's t-distribution with 1, 2, … degrees of freedom. Beyond
/// these it is taken to be that of the normal distribution, 1.96, which is 6 % less.
const T: [f64; 19] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179,
    2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093,
];

impl Sample {
    /// The sample of `values`, summed in their order.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 =
            values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let deviation =
            if values.len() < 2 { f64::NAN } else { (squares / (n - 1.0)).sqrt() };
        let error = deviation / n.sqrt();
        let t = values
            .len()
            .checked_sub(2)
            .map(|index| T.get(index).copied().unwrap_or(1.96));
        let differs_from_0 = t.is_some_and(|t| mean.abs() > t * error);
        Self { mean, deviation, error, differs_from_0 }
    }

    /// The sample of what each of `values` is above its partner in `others`: runs of the same
    /// seed share much of their chance, so their differences spread less than they do.
    #[must_use]
    pub fn of_differences(values: &[f64], others: &[f64]) -> Self {
        let differences: Vec<f64> =
            values.iter().zip(others).map(|(value, other)| value - other).collect();
        Self::of(&differences)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_worked_by_hand() {
        // 1, 2, 3, 6: mean 3, squares 4 + 1 + 0 + 9.
        let Sample { mean, deviation, error, differs_from_0 } =
            Sample::of(&[1.0, 2.0, 3.0, 6.0]);
        assert!((mean - 3.0).abs() < 1e-15);
        assert!((deviation - (14.0_f64 / 3.0).sqrt()).abs() < 1e-15);
        assert!((error - deviation / 2.0).abs() < 1e-15);
        // t is 2.78 here, below 3.182.
        assert!(!differs_from_0);
    }

    #[test]
    fn a_difference_is_told_by_its_pairs() {
        let shallow = [96.5, 96.1, 96.9, 96.3];
        let deep = [96.2, 95.7, 96.6, 95.9];
        assert!(Sample::of_differences(&deep, &shallow).differs_from_0);
        assert!(!Sample::of_differences(&shallow, &shallow).differs_from_0);
    }

    #[test]
    fn one_value_has_no_spread_and_none_no_mean() {
        let one = Sample::of(&[0.5]);
        assert!(
            (one.mean - 0.5).abs() < 1e-15
                && one.deviation.is_nan()
                && !one.differs_from_0
        );
        assert!(Sample::of(&[]).mean.is_nan());
    }
}
