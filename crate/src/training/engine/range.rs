//! Range: whether numbers have left the range of floats, and where they first did.

use super::Engine;
use crate::maths::{LANES, Real};

impl<T: Real> Engine<T> {
    /// Whether every bias is finite. A NaN of a pass is in a bias after the step, as the errors
    /// of all layers before it have it too.
    #[must_use]
    pub fn has_finite_biases(&self) -> bool {
        self.layers.iter().all(|layer| are_finite(&layer.biases))
    }

    /// Whether the weighted inputs of the outputs are finite for the images last fed forward,
    /// `images` of them. Where they are not, the cost is no number, though saturated outputs
    /// may hide it from the errors.
    #[must_use]
    pub fn has_finite_outputs(&self, images: usize) -> bool {
        let output = self.layers.last().zip(self.traces.last());
        output.is_none_or(|(layer, trace)| {
            are_finite(&trace.weighted_inputs[..images * layer.stride])
        })
    }

    /// Whether every weight and bias is finite.
    #[must_use]
    pub fn has_finite_parameters(&self) -> bool {
        self.has_finite_biases() && self.layers.iter().all(|l| are_finite(&l.weights))
    }

    /// The layer, 0 for the first hidden one, in which numbers left the range of floats in the
    /// last pass or step: on the way forward, else on the way back, else of the parameters.
    #[must_use]
    #[inline(never)]
    pub fn first_not_finite(&self) -> Option<usize> {
        let mut forward = self.traces.iter();
        let forward = forward.position(|trace| !are_finite(&trace.weighted_inputs));
        let back = || self.traces.iter().rposition(|trace| !are_finite(&trace.deltas));
        let parameters = || {
            let mut layers = self.layers.iter();
            layers.position(|l| !are_finite(&l.biases) || !are_finite(&l.weights))
        };
        forward.or_else(back).or_else(parameters)
    }
}

/// Whether none of `values` is infinite or NaN: 0 · x is then 0, and else NaN.
#[inline(never)]
fn are_finite<T: Real>(values: &[T]) -> bool {
    let mut sums = [T::ZERO; LANES];
    let (blocks, rest) = values.as_chunks::<LANES>();
    for block in blocks {
        for (sum, x) in sums.iter_mut().zip(block) {
            *sum += *x * T::ZERO;
        }
    }
    let rest = rest.iter().map(|x| *x * T::ZERO);
    sums.into_iter().chain(rest).all(|sum| sum == T::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_out_of_range_is_found_wherever_it_is() {
        for length in [1, 8, 9, 30] {
            assert!(are_finite(&vec![f32::MAX; length]));
            for place in 0..length {
                for wrong in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
                    let mut values = vec![1.0; length];
                    values[place] = wrong;
                    assert!(!are_finite(&values), "{wrong} at {place} of {length}");
                }
            }
        }
        assert!(are_finite::<f64>(&[]));
    }
}
