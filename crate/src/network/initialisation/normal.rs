use super::Distribution;

/// Weights and biases N(0, 1): the book's first chapters'.
pub(crate) struct Normal;

impl Distribution for Normal {
    const BIAS_DEVIATION: f64 = 1.0;

    fn weight_deviation(_: f64, _: f64) -> f64 {
        1.0
    }
}
