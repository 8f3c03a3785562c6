//! Why ∂C/∂b₁ differs from ∂C/∂b_L: what happened to the gradient on its way back, and which
//! factor is the cause.
//!
//! From the last bias to the first the gradient takes the factors w_j σ′(z_{j−1}), j = 2 … L:
//!
//! ∂C/∂b₁ = ∂C/∂b_L · w_Lσ′(z_{L−1}) ⋯ w₃σ′(z₂) · w₂σ′(z₁).
//!
//! Only these can be to blame. The last slope σ′(z_L) and ∂C/∂a_L are in both gradients; where
//! they make both small, that is said apart, as [`Shared`].

use strum::IntoStaticStr;

use super::{Chain, Readings, held, log10_of_product};
use crate::maths;
use crate::measures::{DECADES, Fate};
use crate::network::{Activation, Cost};

/// A weight or a slope is to blame only if it loses more than this factor, which a sigmoid
/// loses even where it is steepest.
const UNREMARKABLE: f64 = 1.0 / Activation::Sigmoid.steepest();

/// What became of the gradient between the last neuron and the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Outcome {
    /// There is only one neuron.
    Single,
    /// ∂C/∂b₁ is exactly 0.
    Zero,
    /// |∂C/∂b₁| is less than a tenth of |∂C/∂b_L|.
    Vanishing,
    /// Neither.
    Between,
    /// |∂C/∂b₁| is more than ten times |∂C/∂b_L|.
    Exploding,
}

/// Why the blamed factor w_j σ′(z_{j−1}) is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Cause {
    /// The weight w_j, small, large, or 0.
    Weight,
    /// z_{j−1} is far out, where σ is flat (for ReLU: where it is off).
    Saturation,
    /// Neither stands out: ordinary factors below 1 (a sigmoid's steepest slope is ¼).
    Ceiling,
}

/// What ∂C/∂b₁ and ∂C/∂b_L share, where it makes both small or 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Shared {
    /// σ′(z_L) is less than a tenth of the steepest slope.
    OutputSlope,
    /// |a_L − y| is less than a tenth.
    OutputError,
}

/// What happened to the gradient, and which factor is the cause.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attribution {
    /// What became of the gradient.
    pub outcome: Outcome,
    /// log₁₀(|∂C/∂b₁| / |∂C/∂b_L|), from the logarithms; −∞ or NaN where one end is 0.
    pub log10_ratio: f64,
    /// The j, 2 … L, of the factor w_j σ′(z_{j−1}) that is the cause: the smallest one, or the
    /// largest if the gradient explodes, or the one that is 0.
    pub factor: Option<usize>,
    /// Why that factor is what it is; with no factor, why the output passes nothing on.
    pub cause: Option<Cause>,
    /// The neuron, 1 … L, whose weight or slope that is.
    pub neuron: Option<usize>,
    /// What makes both ends small, or all gradients 0.
    pub shared: Option<Shared>,
    /// The first neuron, coming from the cost, where ∂C/∂b_j is not 0 but its 64-bit float
    /// is 0, subnormal, or not finite; `None` when all are in range.
    pub left_range: Option<usize>,
}

impl Chain {
    /// Names the outcome and the factor that is the cause.
    #[must_use]
    pub fn attribution(&self, readings: &Readings) -> Attribution {
        let last = self.neurons() - 1;
        let log10_ratio = self.log10_ratio(readings);
        let left_range = (0..=last)
            .rev()
            .find(|&j| {
                readings.log10_dc_db[j].is_finite() && !readings.dc_db[j].is_normal()
            })
            .map(|j| j + 1);
        let outcome = if readings.log10_dc_db[0] == f64::NEG_INFINITY {
            Outcome::Zero
        } else if last == 0 {
            Outcome::Single
        } else {
            match Fate::of(log10_ratio) {
                Fate::Vanishing => Outcome::Vanishing,
                Fate::Between => Outcome::Between,
                Fate::Exploding => Outcome::Exploding,
            }
        };
        let shared = self.shared(readings);
        let factor = match outcome {
            Outcome::Single | Outcome::Between => None,
            // Where the shared part is 0, no factor need be.
            Outcome::Zero => self
                .log10_factors_between(readings)
                .filter(|(_, log10)| *log10 == f64::NEG_INFINITY)
                .last()
                .filter(|_| readings.log10_dc_db[last].is_finite()),
            Outcome::Vanishing => self
                .log10_factors_between(readings)
                .min_by(|one, other| one.1.total_cmp(&other.1)),
            // Of equal factors the first, as above: `max_by` would give the last.
            Outcome::Exploding => self
                .log10_factors_between(readings)
                .min_by(|one, other| other.1.total_cmp(&one.1)),
        }
        .map(|(j, _)| j);
        let cause = match (outcome, factor) {
            (Outcome::Exploding, Some(_)) => Some(Cause::Weight),
            (_, Some(j)) => Some(self.cause_of_smallness(readings, j)),
            (Outcome::Zero, None) if shared == Some(Shared::OutputSlope) => {
                Some(Cause::Saturation)
            }
            (_, None) => None,
        };
        let neuron = match cause {
            Some(Cause::Weight) => factor,
            Some(Cause::Saturation) => Some(factor.map_or(last + 1, |j| j - 1)),
            Some(Cause::Ceiling) | None => None,
        };
        Attribution { outcome, log10_ratio, factor, cause, neuron, shared, left_range }
    }

    /// log₁₀|w_j σ′(z_{j−1})| for j = 2 … L, each with its j.
    pub fn log10_factors_between<'a>(
        &'a self,
        readings: &'a Readings,
    ) -> impl Iterator<Item = (usize, f64)> + 'a {
        let pairs = self.weights[1..].iter().zip(&readings.log10_sigma_prime);
        pairs
            .map(|(weight, slope)| log10_of_product(maths::log10(weight.abs()), *slope))
            .enumerate()
            .map(|(index, log10)| (index + 2, log10))
    }

    /// Where the ends are not 0, the sum over the factors between them: with softplus the
    /// logarithms of the ends themselves may be so large that their difference has no digits.
    fn log10_ratio(&self, readings: &Readings) -> f64 {
        let last = self.neurons() - 1;
        let ends = readings.log10_dc_db[0] - readings.log10_dc_db[last];
        if !ends.is_finite() {
            return ends;
        }
        held(self.log10_factors_between(readings).map(|(_, log10)| log10).sum())
    }

    /// Which of the two that every gradient shares is smaller, in decades below what it can be;
    /// neither if both are within a decade of that. With cross-entropy the last slope cancels.
    fn shared(&self, readings: &Readings) -> Option<Shared> {
        let last = self.neurons() - 1;
        let steepest = maths::log10(self.activation.steepest());
        let (by_slope, by_error) = match self.cost {
            Cost::Quadratic => {
                (steepest - readings.log10_sigma_prime[last], -readings.log10_dc_da[last])
            }
            Cost::CrossEntropy => (0.0, -readings.log10_dc_db[last]),
        };
        if by_slope.max(by_error) <= DECADES {
            None
        } else if by_error >= by_slope {
            Some(Shared::OutputError)
        } else {
            Some(Shared::OutputSlope)
        }
    }

    /// Of the factor w_j σ′(z_{j−1}): which loss is greater in decades, that by a weight below 1
    /// or that by a slope below the steepest; neither if both losses are ordinary.
    fn cause_of_smallness(&self, readings: &Readings, j: usize) -> Cause {
        let steepest = maths::log10(self.activation.steepest());
        let by_weight = -maths::log10(self.weights[j - 1].abs());
        let by_saturation = steepest - readings.log10_sigma_prime[j - 2];
        if by_weight.max(by_saturation) <= maths::log10(UNREMARKABLE) {
            Cause::Ceiling
        } else if by_weight >= by_saturation {
            Cause::Weight
        } else {
            Cause::Saturation
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::Preset;
    use crate::chain::ensemble::Settings;
    use crate::declaration::settings::chain as chain_settings;

    fn chain(weights: &[f64], biases: &[f64], activation: Activation) -> Chain {
        let (weights, biases) = (weights.to_vec(), biases.to_vec());
        Chain::new(weights, biases, 0.5, 1.0, activation, Cost::Quadratic).unwrap()
    }

    fn sigmoid(weights: &[f64], biases: &[f64]) -> Chain {
        chain(weights, biases, Activation::Sigmoid)
    }

    fn attribute(chain: &Chain) -> Attribution {
        chain.attribution(&chain.readings())
    }

    fn blamed(found: &Attribution) -> (Option<usize>, Option<Cause>, Option<usize>) {
        (found.factor, found.cause, found.neuron)
    }

    #[test]
    fn the_factors_between_multiply_to_the_ratio() {
        let mut compared = 0;
        for &activation in chain_settings::ACTIVATION.options {
            for (weight_spread, seed) in [(1.0, 1), (5.0, 2)] {
                let settings = Settings {
                    chains: 100,
                    weight_spread,
                    bias_spread: 1.0,
                    input: 0.5,
                    activation,
                    seed,
                };
                for index in 0..settings.chains {
                    let neurons = 2 + index as usize % 6;
                    let (weights, biases) = settings.chain(index, neurons);
                    let chain = chain(&weights, &biases, activation);
                    let readings = chain.readings();
                    let ratio = readings.dc_db[0] / readings.dc_db[neurons - 1];
                    if !ratio.is_normal() {
                        continue;
                    }
                    let mut product = 1.0;
                    for (j, log10) in chain.log10_factors_between(&readings) {
                        let factor = weights[j - 1] * readings.sigma_prime[j - 2];
                        assert!((maths::log10(factor.abs()) - log10).abs() < 1e-12);
                        product *= factor;
                    }
                    assert!((product / ratio - 1.0).abs() < 1e-12, "{product} {ratio}");
                    let found = chain.attribution(&readings).log10_ratio;
                    assert!((found - maths::log10(ratio.abs())).abs() < 1e-11);
                    compared += 1;
                }
            }
        }
        assert!(compared > 500, "{compared}");
    }

    #[test]
    fn ordinary_numbers_vanish_because_of_the_ceiling() {
        let found = attribute(&Preset::Vanishing.chain(4, 1));
        assert_eq!(found.outcome, Outcome::Vanishing);
        assert_eq!(blamed(&found), (Some(3), Some(Cause::Ceiling), None));
        assert!((found.log10_ratio + 2.292_886_987_516_937).abs() < 1e-12);
        assert_eq!((found.shared, found.left_range), (None, None));
    }

    #[test]
    fn a_saturated_neuron_is_found() {
        let found = attribute(&Preset::Saturated.chain(4, 1));
        assert_eq!(found.outcome, Outcome::Vanishing);
        // Its slope goes with the weight behind it.
        assert_eq!(blamed(&found), (Some(4), Some(Cause::Saturation), Some(3)));
    }

    #[test]
    fn the_slope_of_the_output_is_never_to_blame_since_both_ends_have_it() {
        let with = |weights: &[f64], biases: &[f64], input, target, cost| {
            let (weights, biases) = (weights.to_vec(), biases.to_vec());
            let activation = Activation::Sigmoid;
            attribute(
                &Chain::new(weights, biases, input, target, activation, cost).unwrap(),
            )
        };
        let quadratic = Cost::Quadratic;
        let large = with(&[1.0, 100.0], &[-0.5, 0.0], 0.5, 0.0, quadratic);
        assert_eq!(large.outcome, Outcome::Exploding);
        assert!((large.log10_ratio - maths::log10(25.0)).abs() < 1e-12);
        assert_eq!(blamed(&large), (Some(2), Some(Cause::Weight), Some(2)));
        assert_eq!(large.shared, Some(Shared::OutputSlope));
        let short = with(&[1.0, 1.0], &[0.0, 12.0], 0.5, 0.0, quadratic);
        assert_eq!(short.outcome, Outcome::Between);
        assert_eq!(blamed(&short), (None, None, None));
        assert_eq!(short.shared, Some(Shared::OutputSlope));
        let even = with(&[1.0, 4.0, 4.0], &[0.0, -2.0, 30.0], 0.0, 0.0, quadratic);
        assert_eq!((even.outcome, even.log10_ratio), (Outcome::Between, 0.0));
        assert_eq!(even.shared, Some(Shared::OutputSlope));
        // With cross-entropy it is not even in them.
        let cancels = with(&[1.0; 3], &[0.0, 0.0, 800.0], 0.5, 0.0, Cost::CrossEntropy);
        assert_eq!(blamed(&cancels), (Some(3), Some(Cause::Ceiling), None));
        assert_eq!(cancels.shared, None);
    }

    #[test]
    fn an_output_that_is_almost_the_target_makes_both_ends_small() {
        let found = attribute(&chain(&[1.0, 1.0], &[0.0, 0.51], Activation::Softplus));
        assert_eq!((found.outcome, found.shared), (Outcome::Between, None));
        let near = attribute(&chain(&[1.0, 1.0], &[0.0, 0.49], Activation::Relu));
        assert_eq!(near.shared, Some(Shared::OutputError));
    }

    #[test]
    fn a_small_weight_is_found() {
        let found = attribute(&sigmoid(&[1.0, 0.001, 1.0], &[0.0; 3]));
        assert_eq!(blamed(&found), (Some(2), Some(Cause::Weight), Some(2)));
    }

    #[test]
    fn a_slope_a_little_below_the_steepest_is_not_saturated() {
        let found =
            attribute(&chain(&[0.9, -0.3, 0.3], &[0.3, -0.4, 0.5], Activation::Tanh));
        assert_eq!(
            (found.outcome, found.cause),
            (Outcome::Vanishing, Some(Cause::Ceiling))
        );
    }

    #[test]
    fn the_first_weight_is_never_to_blame() {
        let found = attribute(&sigmoid(&[0.0, 4.0, 4.0], &[0.0, -2.0, -2.0]));
        assert_eq!((found.outcome, found.cause), (Outcome::Between, None));
    }

    #[test]
    fn exploding_names_the_largest_factor() {
        let found = attribute(&Preset::Exploding.chain(4, 1));
        assert_eq!(found.outcome, Outcome::Exploding);
        assert_eq!(blamed(&found), (Some(2), Some(Cause::Weight), Some(2)));
    }

    #[test]
    fn a_zero_is_traced_to_what_made_it() {
        let weight = attribute(&sigmoid(&[1.0, 0.0, 1.0], &[0.0; 3]));
        assert_eq!(weight.outcome, Outcome::Zero);
        assert_eq!(blamed(&weight), (Some(2), Some(Cause::Weight), Some(2)));
        let off = attribute(&chain(&[1.0; 3], &[0.0, -9.0, 2.0], Activation::Relu));
        assert_eq!(off.outcome, Outcome::Zero);
        assert_eq!(blamed(&off), (Some(3), Some(Cause::Saturation), Some(2)));
        let out = attribute(&chain(&[1.0; 3], &[0.0, 0.0, -9.0], Activation::Relu));
        assert_eq!(out.shared, Some(Shared::OutputSlope));
        assert_eq!(blamed(&out), (None, Some(Cause::Saturation), Some(3)));
        let done = attribute(&chain(&[1.0, 1.0], &[0.0, 0.5], Activation::Relu));
        assert_eq!(
            (done.outcome, done.shared),
            (Outcome::Zero, Some(Shared::OutputError))
        );
        assert_eq!(blamed(&done), (None, None, None));
    }

    #[test]
    fn the_neuron_where_the_range_was_left_is_named() {
        let found = attribute(&sigmoid(&[0.5; 20], &[-40.0; 20]));
        assert_eq!(found.outcome, Outcome::Vanishing);
        assert!(found.left_range.is_some_and(|j| (2..20).contains(&j)), "{found:?}");
    }

    #[test]
    fn one_neuron_is_neither_vanishing_nor_exploding() {
        let found = attribute(&sigmoid(&[1.0], &[0.0]));
        assert_eq!((found.outcome, found.factor), (Outcome::Single, None));
    }
}
