use super::Distribution;

/// Weights N(0, √(2/(n_in + n_out))), biases 0 (Glorot and Bengio 2010, "Understanding the
/// difficulty of training deep feedforward neural networks", equation 12).
pub(crate) struct Xavier;

impl Distribution for Xavier {
    fn weight_deviation(inputs: f64, outputs: f64) -> f64 {
        (2.0 / (inputs + outputs)).sqrt()
    }
}
