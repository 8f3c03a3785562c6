//! Chains with a name: the ones that the chapter discusses.

use strum::{IntoStaticStr, VariantArray};

use super::{Chain, MAX_NEURONS};
use crate::network::{Activation, Cost};
use crate::random::{Generator, Stream};

/// The input of every preset.
pub(crate) const INPUT: f64 = 0.5;
/// σ(0), the activation of every neuron of the exploding chain.
const HALF: f64 = 0.5;
const EXPLODING_WEIGHT: f64 = 100.0;
pub(crate) const WEIGHTS: [f64; 4] = [0.9, -0.7, 0.6, 1.2];
pub(crate) const BIASES: [f64; 4] = [0.3, -0.4, 0.5, -0.2];
/// z₃ is then above 12, and σ′(z₃) below e^−12.
const SATURATING_BIAS: f64 = 12.0;
const SATURATED_NEURON: usize = 2;

/// A chain with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Preset {
    /// Weights and biases of ordinary size: the gradient vanishes. The figure's default.
    Vanishing,
    /// The same with one bias of 12: its neuron is saturated.
    Saturated,
    /// The chapter's construction: w = 100 and b_j = −100 a_{j−1}, so that every z is 0.
    Exploding,
    /// Weights and biases as initialised: N(0, 1), drawn with a seed and rounded to four
    /// decimals, so that a reader can type them in and get the same readings.
    Normal,
}

impl Preset {
    /// The chain, sigmoid throughout with the quadratic cost.
    ///
    /// `neurons` (clamped to 1 … 32) is for the chains that can have any length; the vanishing
    /// and the saturated one always have four. Only the one with random parameters uses
    /// `seed`.
    #[must_use]
    pub fn chain(self, neurons: usize, seed: u32) -> Chain {
        let neurons = neurons.clamp(1, MAX_NEURONS);
        let (weights, biases, target) = match self {
            Self::Vanishing => (WEIGHTS.to_vec(), BIASES.to_vec(), 1.0),
            Self::Saturated => {
                let mut biases = BIASES.to_vec();
                biases[SATURATED_NEURON] = SATURATING_BIAS;
                (WEIGHTS.to_vec(), biases, 1.0)
            }
            Self::Exploding => {
                let mut biases = vec![-EXPLODING_WEIGHT * HALF; neurons];
                biases[0] = -EXPLODING_WEIGHT * INPUT;
                (vec![EXPLODING_WEIGHT; neurons], biases, 0.0)
            }
            Self::Normal => {
                let mut generator = Generator::new(seed, Stream::Chain);
                // Neuron by neuron, so that a longer chain begins with the shorter one.
                let (weights, biases) = (0..neurons)
                    .map(|_| {
                        (four_decimals(&mut generator), four_decimals(&mut generator))
                    })
                    .unzip();
                (weights, biases, 1.0)
            }
        };
        Chain {
            weights,
            biases,
            input: INPUT,
            target,
            activation: Activation::Sigmoid,
            cost: Cost::Quadratic,
        }
    }
}

/// A normal deviate rounded to four decimals; a division, since 10⁻⁴ is no binary number.
fn four_decimals(generator: &mut Generator) -> f64 {
    (generator.normal() * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::declaration::Choice;
    use crate::maths;

    #[test]
    fn the_exploding_chain_is_exact_at_every_length() {
        for neurons in [1, 4, 10, 32] {
            let readings = Preset::Exploding.chain(neurons, 1).readings();
            assert!(readings.z.iter().all(|&z| z == 0.0), "every z is 0");
            let mut expected = 0.125;
            for &gradient in readings.dc_db.iter().rev() {
                assert_eq!(gradient.to_bits(), f64::to_bits(expected));
                expected *= 25.0;
            }
        }
    }

    #[test]
    fn a_nudge_of_a_thousandth_saturates_the_output_and_leaves_the_ratio() {
        let ends = |nudge: f64, cost| {
            let mut chain = Preset::Exploding.chain(4, 1);
            chain.biases[0] += nudge;
            chain.cost = cost;
            let readings = chain.readings();
            let log10_ratio = chain.attribution(&readings).log10_ratio;
            let ratio = maths::exp(log10_ratio * std::f64::consts::LN_10);
            (readings.product, ratio)
        };
        let (product, ratio) = ends(0.0, Cost::Quadratic);
        assert_eq!((product, ratio.round()), (1953.125, 15_625.0));
        let (product, ratio) = ends(0.001, Cost::Quadratic);
        assert!((0.0037..0.0039).contains(&product), "{product}");
        assert_eq!(ratio.round(), 14_191.0);
        // Where the slope of the output cancels, the same nudge makes the gradient grow.
        assert_eq!(ends(0.0, Cost::CrossEntropy).0, 7812.5);
        assert_eq!(ends(0.001, Cost::CrossEntropy).0.round(), 14_191.0);
        assert!(ends(0.017, Cost::Quadratic).1 > 1.0);
        assert!(ends(0.019, Cost::Quadratic).1 < 1.0);
    }

    #[test]
    fn a_seed_draws_the_same_chain_whatever_its_length() {
        let short = Preset::Normal.chain(4, 7);
        let long = Preset::Normal.chain(9, 7);
        assert_eq!(short.weights(), &long.weights()[..4]);
        assert_eq!(short.biases(), &long.biases()[..4]);
        assert_ne!(short.weights(), Preset::Normal.chain(4, 8).weights());
    }

    #[test]
    fn every_preset_is_a_chain_that_the_constructor_takes() {
        for preset in Preset::ALL {
            let chain = preset.chain(32, 3);
            let again = Chain::new(
                chain.weights.clone(),
                chain.biases.clone(),
                chain.input,
                chain.target,
                chain.activation,
                chain.cost,
            );
            assert_eq!(again, Ok(chain));
        }
    }
}
