use super::Distribution;

/// Weights N(0, √(2/n_in)), biases 0 (He, Zhang, Ren and Sun 2015, "Delving deep into
/// rectifiers", equation 10).
pub(crate) struct He;

impl Distribution for He {
    fn weight_deviation(inputs: f64, _: f64) -> f64 {
        (2.0 / inputs).sqrt()
    }
}
