use super::{Distribution, Generator, Layer, uniform_deviates};

/// Weights uniform in ±1/√n_in, biases 0: what Glorot and Bengio call the standard
/// initialisation, and compare theirs with (2010, "Understanding the difficulty of training deep
/// feedforward neural networks", equation 1).
pub(crate) struct Standard;

impl Distribution for Standard {
    /// A uniform deviate in ±√3 has a variance of 1.
    fn weight_deviation(inputs: f64, _: f64) -> f64 {
        1.0 / (3.0 * inputs).sqrt()
    }

    fn deviates(layer: Layer, count: usize, generator: &mut Generator) -> Vec<f64> {
        let Layer { inputs, .. } = layer;
        let reach = 1.0 / (inputs as f64).sqrt();
        uniform_deviates(count, reach, generator)
    }
}
