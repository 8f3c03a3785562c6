//! The parameters of a network as one list of numbers, as `RawTrainer` gives them.

use ndarray::{Array1, Array2};

use crate::Error;

/// The weights and the biases of all layers.
pub(super) type Layers = (Vec<Array2<f64>>, Vec<Array1<f64>>);

/// Reads layer by layer the weights, row by row, then the biases, of layers of these `sizes`, the
/// inputs' first. `place` is what they are called in an error.
pub(super) fn layers(
    sizes: &[usize],
    numbers: &[f64],
    place: &str,
) -> Result<Layers, Error> {
    let expected: usize = sizes.windows(2).map(|pair| (pair[0] + 1) * pair[1]).sum();
    if numbers.len() != expected {
        return Err(Error::Shape {
            place: place.to_owned(),
            expected: expected.to_string(),
            got: numbers.len().to_string(),
        });
    }
    let mut rest = numbers.iter().copied();
    let mut next = || rest.next().unwrap_or_default();
    let layers = sizes.windows(2).map(|pair| {
        let weights = Array2::from_shape_simple_fn((pair[1], pair[0]), &mut next);
        (weights, Array1::from_shape_simple_fn(pair[1], &mut next))
    });
    Ok(layers.unzip())
}
