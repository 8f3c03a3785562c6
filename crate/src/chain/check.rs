//! The gradient, checked against differences of the cost itself.

use super::{Chain, Readings};
use crate::network::Cost;

/// No z moves by more than about this much. The activations' series about a point
/// converge within π (σ) or π/2 (tanh), so that extrapolation gains some digits with every
/// halving.
const LARGEST_MOVE: f64 = 0.0625;
/// How often the step is halved, at most.
const HALVINGS: usize = 6;
/// Estimates extrapolated less often may agree by accident while both are wrong.
const FEWEST_EXTRAPOLATIONS: usize = 3;
/// The fewest units of rounding that a step must span to mean anything.
const FEWEST_ROUNDINGS: f64 = 1024.0;

/// One central difference, extrapolated to step 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The estimate of ∂C/∂b_j.
    pub value: f64,
    /// How far off the estimate may be, judged by the disagreement of its last extrapolations
    /// and by rounding; ∞ if no step resolves the derivative. That happens in a long exploding
    /// chain, where the smallest change of a 64-bit bias already saturates later neurons, and
    /// at the kink of ReLU, where there is no derivative.
    pub error: f64,
}

impl Chain {
    /// Central differences (C(b_j+h) − C(b_j−h)) / 2h for every neuron, by Richardson's
    /// extrapolation as Ridders arranged it.
    ///
    /// The first step is the largest that moves no z of the chain by more than a sixteenth,
    /// judged by the derivatives ∂z_k/∂b_j: 1/16 for an ordinary chain, 4·10⁻⁶ for the
    /// chapter's exploding one, which multiplies it by 15,625. Halving the step and
    /// extrapolating trades truncation against rounding; the estimate whose errors of either
    /// kind have the smallest bound is taken.
    #[must_use]
    pub fn gradient_check(&self) -> Vec<Difference> {
        let readings = self.readings();
        (0..self.neurons()).map(|j| self.difference(&readings, j)).collect()
    }

    fn difference(&self, readings: &Readings, neuron: usize) -> Difference {
        let wanted = self.first_step(readings, neuron);
        let rounding =
            f64::EPSILON * self.size_of_sum(readings, neuron).max(f64::MIN_POSITIVE);
        let smallest = FEWEST_ROUNDINGS * rounding;
        let resolved = wanted >= smallest;
        let step = wanted.max(smallest);

        let mut best = Difference { value: f64::NAN, error: f64::INFINITY };
        let mut before: Vec<f64> = Vec::new();
        for halving in 0..=HALVINGS {
            let step = step / f64::from(1_u32 << halving);
            if halving > 0 && step < smallest {
                break;
            }
            // Two costs, which the extrapolation weighs by up to two.
            let rounded = 4.0 * self.noise(readings, neuron, step) / step;
            let mut row = vec![self.central_difference(neuron, step)];
            let mut four = 1.0;
            for older in &before {
                four *= 4.0;
                let newer = row[row.len() - 1];
                row.push((four * newer - older) / (four - 1.0));
            }
            for m in FEWEST_EXTRAPOLATIONS..row.len() {
                let off = (row[m] - row[m - 1]).abs().max((row[m] - before[m - 1]).abs());
                if off + rounded < best.error {
                    best = Difference { value: row[m], error: off + rounded };
                }
            }
            before = row;
        }
        if best.value.is_nan() {
            best.value = before[0];
        }
        if !resolved {
            best.error = f64::INFINITY;
        }
        best
    }

    fn central_difference(&self, neuron: usize, step: f64) -> f64 {
        let cost = |bias: f64| {
            let mut biases = self.biases.clone();
            biases[neuron] = bias;
            let z = self.weighted_inputs(&biases);
            self.cost_at(z[z.len() - 1])
        };
        let (up, down) = (self.biases[neuron] + step, self.biases[neuron] - step);
        (cost(up) - cost(down)) / (up - down)
    }

    fn first_step(&self, readings: &Readings, neuron: usize) -> f64 {
        // ∂z_k/∂b_j, k = j … L.
        let mut reach = 1.0_f64;
        let mut furthest = 1.0_f64;
        let mut kink = f64::INFINITY;
        for k in neuron..self.neurons() {
            if k > neuron {
                reach *= self.weights[k] * readings.sigma_prime[k - 1];
            }
            furthest = furthest.max(reach.abs());
            if self.activation.has_kink() && reach.abs() > 0.0 {
                // Half way to the kink, beyond which the derivative differs.
                kink = kink.min(0.5 * readings.z[k].abs() / reach.abs());
            }
        }
        (LARGEST_MOVE / furthest).min(kink)
    }

    /// |w_j a_{j−1}| + |b_j|, to which the rounding of z_j is relative.
    fn size_of_sum(&self, readings: &Readings, neuron: usize) -> f64 {
        let before = if neuron == 0 { self.input } else { readings.a[neuron - 1] };
        (self.weights[neuron] * before).abs() + self.biases[neuron].abs()
    }

    /// What rounding can do to the cost while b_j moves by `step`: every z_k from neuron j
    /// on is off by a few units of its summands, which reaches z_L multiplied by ∂z_L/∂z_k
    /// and the cost by ∂C/∂z_L; a_L and the cost are rounded too. ∂C/∂z_L is taken where it
    /// is largest: at a_L = y it is 0, but not a step away.
    fn noise(&self, readings: &Readings, neuron: usize, step: f64) -> f64 {
        let last = self.neurons() - 1;
        let mut reach = 1.0;
        let mut in_z = 3.0 * self.size_of_sum(readings, last);
        for k in (neuron..last).rev() {
            reach *= (self.weights[k + 1] * readings.sigma_prime[k]).abs();
            in_z += 3.0 * self.size_of_sum(readings, k) * reach;
        }
        let moved = step * reach * self.activation.steepest();
        let error = self.output_error(readings.z[last]).abs() + moved;
        let in_cost = match self.cost {
            Cost::Quadratic => {
                let in_a =
                    in_z * readings.sigma_prime[last] + 2.0 * readings.a[last].abs();
                error * in_a + 2.0 * error * error
            }
            Cost::CrossEntropy => error * in_z + 4.0 * readings.cost,
        };
        f64::EPSILON * in_cost
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{chain::Preset, network::Activation};

    fn agrees(chain: &Chain) {
        let gradients = chain.readings().dc_db;
        for (gradient, difference) in gradients.iter().zip(chain.gradient_check()) {
            let off = (difference.value - gradient).abs();
            assert!(off <= difference.error, "{gradient} against {difference:?}");
        }
    }

    #[test]
    fn the_default_chain_agrees_to_many_digits() {
        let chain = Preset::Vanishing.chain(4, 1);
        agrees(&chain);
        for difference in chain.gradient_check() {
            assert!(difference.error < 1e-12, "{difference:?}");
        }
    }

    #[test]
    fn the_exploding_chain_of_four_agrees() {
        let chain = Preset::Exploding.chain(4, 1);
        agrees(&chain);
        let first = chain.gradient_check()[0];
        assert!((first.value / 1953.125 - 1.0).abs() < 1e-6, "{first:?}");
        assert!(first.error < 1.0, "{first:?}");
    }

    #[test]
    fn a_long_exploding_chain_says_that_no_step_resolves_it() {
        let differences = Preset::Exploding.chain(32, 1).gradient_check();
        assert!(differences[0].error.is_infinite(), "no step resolves it");
        assert!(differences[31].error < 1e-10, "the output neuron is resolved");
    }

    #[test]
    fn relu_is_exact_away_from_its_kink_and_undefined_on_it() {
        let chain = |bias| {
            Chain::new(
                vec![2.0, 1.5, -0.5],
                vec![bias, 0.25, 2.0],
                0.5,
                1.0,
                Activation::Relu,
                Cost::Quadratic,
            )
            .unwrap()
        };
        agrees(&chain(0.5));
        assert!(chain(0.5).gradient_check()[0].error < 1e-12);
        assert!(chain(-1.0).gradient_check()[0].error.is_infinite(), "z is on the kink");
    }
}
