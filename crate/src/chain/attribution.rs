//! What happened to the gradient on its way back, and which factor did it.

use strum::IntoStaticStr;

use super::{Chain, Readings};
use crate::maths;
use crate::network::Cost;

/// A weight or a slope is to blame only if it loses more than this factor, which is what a
/// sigmoid loses at its best.
const UNREMARKABLE: f64 = 4.0;
/// From one end of the chain to the other, less than this factor is called even.
const EVEN: f64 = 2.0;

/// What became of the gradient between the last neuron and the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Outcome {
    /// There is one neuron, hence nothing in between.
    Single,
    /// ∂C/∂b₁ is 0: not small, but absent.
    Zero,
    /// |∂C/∂b₁| is less than half of |∂C/∂b_L|.
    Vanishing,
    /// The two are within a factor of 2.
    Even,
    /// |∂C/∂b₁| is more than twice |∂C/∂b_L|.
    Exploding,
}

/// Why the factor named is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Cause {
    /// The output is the target: no error to send back.
    OutputError,
    /// The weight w_j, small, large, or 0.
    Weight,
    /// z_j is far out, where σ is flat (for ReLU: where it is off).
    Saturation,
    /// Neither stands out: ordinary factors below 1 (a sigmoid's steepest slope is ¼).
    Ceiling,
}

/// What happened, and which factor did it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attribution {
    /// What became of the gradient.
    pub outcome: Outcome,
    /// log₁₀(|∂C/∂b₁| / |∂C/∂b_L|), from the logarithms; −∞ or NaN where one end is 0.
    pub log10_ratio: f64,
    /// The neuron, 1 … L, whose factor did it: the smallest one, or when exploding the
    /// largest. For neuron 1 the factor is σ′(z₁) alone: w₁ does not enter the product.
    pub neuron: usize,
    /// Why that factor is what it is.
    pub cause: Cause,
    /// The first neuron, coming from the cost, where ∂C/∂b_j is not 0 but its 64-bit float
    /// is 0, subnormal, or not finite; `None` when all are in range.
    pub left_range: Option<usize>,
}

impl Chain {
    /// Names the outcome and the factor that did it.
    #[must_use]
    pub fn attribution(&self, readings: &Readings) -> Attribution {
        let last = self.neurons() - 1;
        let log10_ratio = readings.log10_dc_db[0] - readings.log10_dc_db[last];
        let left_range = (0..=last)
            .rev()
            .find(|&j| {
                readings.log10_dc_db[j].is_finite() && !readings.dc_db[j].is_normal()
            })
            .map(|j| j + 1);
        let even = maths::log10(EVEN);
        let outcome = if readings.log10_dc_db[0] == f64::NEG_INFINITY {
            Outcome::Zero
        } else if last == 0 {
            Outcome::Single
        } else if log10_ratio < -even {
            Outcome::Vanishing
        } else if log10_ratio > even {
            Outcome::Exploding
        } else {
            Outcome::Even
        };
        let (neuron, cause) = match outcome {
            Outcome::Zero => self.first_zero(readings),
            Outcome::Exploding => (largest_factor(readings), Cause::Weight),
            Outcome::Single | Outcome::Vanishing | Outcome::Even => {
                let neuron = self.smallest_factor(readings);
                (neuron, self.cause_of_smallness(readings, neuron))
            }
        };
        Attribution { outcome, log10_ratio, neuron: neuron + 1, cause, left_range }
    }

    /// With cross-entropy the last slope cancels, and its neuron is not to blame.
    fn smallest_factor(&self, readings: &Readings) -> usize {
        let last = self.neurons() - 1;
        let slopes = if self.cost == Cost::CrossEntropy { last.max(1) } else { last + 1 };
        log10_entering(readings)
            .take(slopes)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map_or(0, |(j, _)| j)
    }

    /// The first factor that is 0, coming from the cost.
    fn first_zero(&self, readings: &Readings) -> (usize, Cause) {
        let last = self.neurons() - 1;
        if readings.log10_dc_da[last] == f64::NEG_INFINITY {
            return (last, Cause::OutputError);
        }
        for j in (0..=last).rev() {
            if readings.log10_sigma_prime[j] == f64::NEG_INFINITY {
                return (j, Cause::Saturation);
            }
            if j > 0 && readings.log10_factors[j] == f64::NEG_INFINITY {
                return (j, Cause::Weight);
            }
        }
        (0, Cause::Saturation)
    }

    /// Which loss, in decades, is the greater: a weight below 1 or a slope below the
    /// steepest; neither where both are ordinary.
    fn cause_of_smallness(&self, readings: &Readings, neuron: usize) -> Cause {
        let steepest = maths::log10(self.activation.steepest());
        let by_weight = match neuron {
            0 => 0.0,
            _ => -maths::log10(self.weights[neuron].abs()),
        };
        let by_saturation = steepest - readings.log10_sigma_prime[neuron];
        if by_weight.max(by_saturation) <= maths::log10(UNREMARKABLE) {
            Cause::Ceiling
        } else if by_weight >= by_saturation {
            Cause::Weight
        } else {
            Cause::Saturation
        }
    }
}

/// Sizes of the factors that enter the product, as logarithms: neuron 1's is σ′(z₁).
fn log10_entering(readings: &Readings) -> impl Iterator<Item = (usize, f64)> + '_ {
    std::iter::once(readings.log10_sigma_prime[0])
        .chain(readings.log10_factors.iter().copied().skip(1))
        .enumerate()
}

fn largest_factor(readings: &Readings) -> usize {
    // Of equal factors the first, as for the smallest: `max_by` would give the last.
    log10_entering(readings)
        .skip(1)
        .min_by(|a, b| b.1.total_cmp(&a.1))
        .map_or(0, |(j, _)| j)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::Preset;
    use crate::network::Activation;

    fn attribute(weights: &[f64], biases: &[f64], activation: Activation) -> Attribution {
        let chain = Chain::new(
            weights.to_vec(),
            biases.to_vec(),
            0.5,
            1.0,
            activation,
            Cost::Quadratic,
        )
        .unwrap();
        chain.attribution(&chain.readings())
    }

    #[test]
    fn ordinary_numbers_vanish_because_of_the_ceiling() {
        let chain = Preset::Vanishing.chain(4, 1);
        let found = chain.attribution(&chain.readings());
        assert_eq!(found.outcome, Outcome::Vanishing);
        assert_eq!((found.neuron, found.cause), (3, Cause::Ceiling));
        assert!((found.log10_ratio + 2.292_886_987_516_937).abs() < 1e-12);
        assert_eq!(found.left_range, None);
    }

    #[test]
    fn a_saturated_neuron_is_found() {
        let chain = Preset::Saturated.chain(4, 1);
        let found = chain.attribution(&chain.readings());
        assert_eq!(found.outcome, Outcome::Vanishing);
        assert_eq!((found.neuron, found.cause), (3, Cause::Saturation));
    }

    #[test]
    fn cross_entropy_does_not_blame_the_slope_that_cancels() {
        let chain = Chain::new(
            vec![1.0, 1.0, 1.0],
            vec![0.0, 0.0, 800.0],
            0.5,
            0.0,
            Activation::Sigmoid,
            Cost::CrossEntropy,
        )
        .unwrap();
        let found = chain.attribution(&chain.readings());
        assert_eq!((found.neuron, found.cause), (2, Cause::Ceiling));
    }

    #[test]
    fn a_small_weight_is_found() {
        let found = attribute(&[1.0, 0.001, 1.0], &[0.0; 3], Activation::Sigmoid);
        assert_eq!((found.neuron, found.cause), (2, Cause::Weight));
    }

    #[test]
    fn a_slope_a_little_below_the_steepest_is_not_saturated() {
        let found = attribute(&[0.9, -0.7, 0.6], &[0.3, -0.4, 0.5], Activation::Tanh);
        assert_eq!(found.cause, Cause::Ceiling);
    }

    #[test]
    fn the_first_weight_is_never_to_blame() {
        let found = attribute(&[0.0, 4.0, 4.0], &[0.0, -2.0, -2.0], Activation::Sigmoid);
        assert_eq!(found.outcome, Outcome::Even);
        assert_ne!(found.cause, Cause::Weight);
    }

    #[test]
    fn exploding_names_the_largest_factor() {
        let chain = Preset::Exploding.chain(4, 1);
        let found = chain.attribution(&chain.readings());
        assert_eq!(found.outcome, Outcome::Exploding);
        assert_eq!((found.neuron, found.cause), (2, Cause::Weight));
    }

    #[test]
    fn a_zero_is_traced_to_what_made_it() {
        let weight = attribute(&[1.0, 0.0, 1.0], &[0.0; 3], Activation::Sigmoid);
        assert_eq!(
            (weight.outcome, weight.neuron, weight.cause),
            (Outcome::Zero, 2, Cause::Weight)
        );
        let off = attribute(&[1.0, 1.0, 1.0], &[0.0, -9.0, 2.0], Activation::Relu);
        assert_eq!(
            (off.outcome, off.neuron, off.cause),
            (Outcome::Zero, 2, Cause::Saturation)
        );
        let done = attribute(&[1.0, 1.0], &[0.0, 0.5], Activation::Relu);
        assert_eq!((done.outcome, done.cause), (Outcome::Zero, Cause::OutputError));
    }

    #[test]
    fn the_neuron_where_the_range_was_left_is_named() {
        let found = attribute(&[0.5; 20], &[-40.0; 20], Activation::Sigmoid);
        assert_eq!(found.outcome, Outcome::Vanishing);
        assert!(found.left_range.is_some_and(|j| (2..20).contains(&j)), "{found:?}");
    }

    #[test]
    fn one_neuron_is_neither_vanishing_nor_exploding() {
        let found = attribute(&[1.0], &[0.0], Activation::Sigmoid);
        assert_eq!((found.outcome, found.neuron), (Outcome::Single, 1));
    }
}
