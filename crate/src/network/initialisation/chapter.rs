use super::Distribution;

/// Weights N(0, 1/√n_in), biases N(0, 1): the chapter's (Nielsen 2015, chapter 3, "Weight
/// initialization").
pub(crate) struct Chapter;

impl Distribution for Chapter {
    const BIAS_DEVIATION: f64 = 1.0;

    fn weight_deviation(inputs: f64, _: f64) -> f64 {
        1.0 / inputs.sqrt()
    }
}
