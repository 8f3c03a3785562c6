use super::{Distribution, Generator, Layer, uniform_deviates, xavier::Xavier};

/// Weights uniform in ±√(6/(n_in + n_out)), biases 0 (Glorot and Bengio 2010, "Understanding
/// the difficulty of training deep feedforward neural networks", equation 16).
pub(crate) struct XavierUniform;

impl Distribution for XavierUniform {
    /// That of the normal one: a uniform deviate in ±√3 has a variance of 1.
    fn weight_deviation(inputs: f64, outputs: f64) -> f64 {
        Xavier::weight_deviation(inputs, outputs)
    }

    fn deviates(layer: Layer, count: usize, generator: &mut Generator) -> Vec<f64> {
        let Layer { inputs, outputs } = layer;
        let reach = (6.0 / (inputs + outputs) as f64).sqrt();
        uniform_deviates(count, reach, generator)
    }
}
