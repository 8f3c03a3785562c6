//! The factor per layer on average, for layers of very many neurons.
//!
//! In a wide layer the weighted inputs are normal: z ~ N(0, n σ_w² q + σ_b²), q being the
//! mean square of the activations before it. Then δˡ is in root mean square
//! √(n σ_w² E[φ′(zˡ)²]) times δˡ⁺¹, where n is the number of neurons of layer l + 1. This
//! takes the weights of the forward and of the backward pass to be independent draws.

use super::Architecture;

/// After so many layers the factor hardly changes any more.
const MANY_LAYERS: usize = 100;

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
        let (next, slope) = activation.moments(variance.sqrt());
        let weight = initialisation.weight_deviation(width, width);
        found.push((width as f64 * weight * weight * slope).sqrt());
        q = next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        maths,
        network::{Activation, Initialisation},
    };

    fn factor(
        activation: Activation,
        initialisation: Initialisation,
        width: usize,
    ) -> f64 {
        fixed_point_factor(Architecture { depth: 8, width, activation, initialisation })
    }

    #[test]
    fn the_moments_of_small_weighted_inputs_are_those_of_the_tangent() {
        let (square, slope) = Activation::Tanh.moments(1e-4);
        assert!((square - 1e-8).abs() < 1e-15);
        assert!((slope - 1.0).abs() < 1e-7);
        let (square, slope) = Activation::Sigmoid.moments(1e-4);
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
            let steps = (12.0 / step) as i32;
            for k in -steps..=steps {
                let t = step * f64::from(k);
                let density = maths::exp(-0.5 * t * t);
                let (a, prime) = Activation::Softplus.value_and_derivative(deviation * t);
                square += density * a * a;
                slope += density * prime * prime;
            }
            let weight = step / (2.0 * std::f64::consts::PI).sqrt();
            let got = Activation::Softplus.moments(deviation);
            assert!((got.0 / (weight * square) - 1.0).abs() < 1e-12, "{deviation}");
            assert!((got.1 / (weight * slope) - 1.0).abs() < 1e-12, "{deviation}");
        }
    }

    #[test]
    fn he_passes_a_gradient_of_rectifiers_on_as_it_is() {
        assert!((factor(Activation::Relu, Initialisation::He, 30) - 1.0).abs() < 1e-15);
    }
}
