//! The factor per layer on average, for layers of very many neurons.
//!
//! In a wide layer the weighted inputs are normal: z ~ N(0, n σ_w² q + σ_b²), q being the
//! mean square of the activations before it. Then δˡ is in root mean square
//! √(n σ_w² E[φ′(zˡ)²]) times δˡ⁺¹, where n is the number of neurons of layer l + 1. This
//! takes the weights of the forward and of the backward pass to be independent draws.

use super::Architecture;
use crate::{maths, network::Activation};

/// The integrals over the normal distribution: how many steps they take, and to how many
/// standard deviations they extend. For such integrands the trapezoidal rule converges
/// faster than any power of the step.
const STEPS: i32 = 1_000;
const REACH: f64 = 12.0;

/// After so many layers the factor hardly changes any more.
const MANY_LAYERS: usize = 100;

/// E[φ(z)²] and E[φ′(z)²] for z ~ N(0, `deviation`²).
fn moments(activation: Activation, deviation: f64) -> (f64, f64) {
    // Of max(0, z): half of the neurons are on.
    let rectified = (deviation * deviation / 2.0, 0.5);
    match activation {
        Activation::Sigmoid | Activation::Tanh => expectations(REACH, |t| {
            let (a, slope) = activation.value_and_derivative(deviation * t);
            (a * a, slope * slope)
        }),
        Activation::Relu => rectified,
        Activation::Softplus => {
            // Averaged over z and −z, φ(z)² is z²/2 + φ(z) φ(−z) and φ′(z)² = σ(z)² is
            // ½ − σ′(z). What is left to integrate falls off as e^−|z| does, far within the
            // normal density if that is wide.
            let reach = REACH.min(40.0 / deviation);
            let (excess, lack) = expectations(reach, |t| {
                let z = deviation * t;
                (maths::softplus(z) * maths::softplus(-z), maths::sigmoid_prime(z))
            });
            (rectified.0 + excess, rectified.1 - lack)
        }
    }
}

/// The expectations of `f` of t ~ N(0, 1), integrated from −`reach` to `reach`.
fn expectations(reach: f64, f: impl Fn(f64) -> (f64, f64)) -> (f64, f64) {
    let step = 2.0 * reach / f64::from(STEPS);
    let weight = step / (2.0 * std::f64::consts::PI).sqrt();
    let mut sums = (0.0, 0.0);
    for k in 0..=STEPS {
        let t = -reach + f64::from(k) * step;
        let density = weight * maths::exp(-0.5 * t * t);
        let (one, other) = f(t);
        sums.0 += density * one;
        sums.1 += density * other;
    }
    sums
}

/// The factor of each pair of hidden layers, index 0 that of layers 1 and 2, for images
/// whose pixels have the given mean square.
#[must_use]
pub fn mean_field_factors(
    architecture: Architecture,
    pixel_mean_square: f64,
) -> Vec<f64> {
    factors(architecture, pixel_mean_square, architecture.depth)
}

/// The factor per layer a hundred layers from the input: √(n σ_w² E[φ′(z)²]) with
/// z ~ N(0, n σ_w² q + σ_b²) and q = E[φ(z)²].
#[must_use]
pub fn fixed_point_factor(architecture: Architecture) -> f64 {
    let factors = factors(architecture, 0.1, MANY_LAYERS);
    factors[factors.len() - 1]
}

fn factors(architecture: Architecture, mean_square: f64, depth: usize) -> Vec<f64> {
    let Architecture { width, activation, initialisation, .. } = architecture;
    let bias = initialisation.bias_deviation();
    let mut q = mean_square;
    let mut found = Vec::with_capacity(depth - 1);
    for layer in 1..depth {
        let inputs = if layer == 1 { Architecture::INPUTS } else { width };
        let weight = initialisation.weight_deviation(inputs, width);
        let variance = inputs as f64 * weight * weight * q + bias * bias;
        let (next, slope) = moments(activation, variance.sqrt());
        let weight = initialisation.weight_deviation(width, width);
        found.push((width as f64 * weight * weight * slope).sqrt());
        q = next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Initialisation;

    fn factor(
        activation: Activation,
        initialisation: Initialisation,
        width: usize,
    ) -> f64 {
        fixed_point_factor(Architecture { depth: 8, width, activation, initialisation })
    }

    #[test]
    fn the_moments_of_small_weighted_inputs_are_those_of_the_tangent() {
        let (square, slope) = moments(Activation::Tanh, 1e-4);
        assert!((square - 1e-8).abs() < 1e-15);
        assert!((slope - 1.0).abs() < 1e-7);
        let (square, slope) = moments(Activation::Sigmoid, 1e-4);
        assert!((square - 0.25).abs() < 1e-8);
        assert!((slope - 0.0625).abs() < 1e-9);
    }

    #[test]
    fn the_chapters_sigmoids_lose_the_same_factor_at_every_width() {
        for width in [10, 30, 100] {
            let found = factor(Activation::Sigmoid, Initialisation::Chapter, width);
            assert!((found - 0.2048).abs() < 5e-5, "{width}: {found}");
            let found = factor(Activation::Sigmoid, Initialisation::Xavier, width);
            assert!((found - 0.2361).abs() < 5e-5, "{width}: {found}");
        }
    }

    #[test]
    fn large_weights_cross_one_at_a_hundred_and_six_sigmoids() {
        let at = |width| factor(Activation::Sigmoid, Initialisation::Normal, width);
        assert!(at(105) < 1.0 && at(106) >= 1.0, "{} {}", at(105), at(106));
    }

    #[test]
    fn the_moments_of_softplus_are_those_of_a_fine_sum() {
        for deviation in [1e-3, 0.3, 1.0, 3.0, 5.0, 30.0, 1000.0] {
            let (mut square, mut slope) = (0.0, 0.0);
            let step = 1e-4_f64.min(1e-2 / deviation);
            let steps = (REACH / step) as i32;
            for k in -steps..=steps {
                let t = step * f64::from(k);
                let density = maths::exp(-0.5 * t * t);
                let (a, prime) = Activation::Softplus.value_and_derivative(deviation * t);
                square += density * a * a;
                slope += density * prime * prime;
            }
            let weight = step / (2.0 * std::f64::consts::PI).sqrt();
            let got = moments(Activation::Softplus, deviation);
            assert!((got.0 / (weight * square) - 1.0).abs() < 1e-12, "{deviation}");
            assert!((got.1 / (weight * slope) - 1.0).abs() < 1e-12, "{deviation}");
        }
    }

    #[test]
    fn he_passes_a_gradient_of_rectifiers_on_as_it_is() {
        assert!((factor(Activation::Relu, Initialisation::He, 30) - 1.0).abs() < 1e-15);
    }
}
