//! The output layer: what becomes of its weighted inputs, and what cost and error follow.

use strum::{IntoStaticStr, VariantArray};

use super::{Activation, Cost};
use crate::maths::{self, Constants, Real};

/// The activation function of the output layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Output {
    /// σ(z) of each neuron by itself.
    Sigmoid,
    /// e^z_j / Σ_k e^z_k, which are positive and add up to 1 (Nielsen 2015, chapter 3, equation
    /// 78; Bridle 1990, "Probabilistic interpretation of feedforward classification network
    /// outputs").
    Softmax,
}

impl Output {
    /// The activations of weighted inputs `z`.
    #[must_use]
    pub fn activations(self, z: &[f64]) -> Vec<f64> {
        match self {
            Self::Sigmoid => z.iter().map(|&z| maths::sigmoid(z)).collect(),
            Self::Softmax => {
                let most = largest(z);
                let powers: Vec<f64> = z.iter().map(|z| maths::exp(z - most)).collect();
                let sum: f64 = powers.iter().sum();
                powers.into_iter().map(|power| power / sum).collect()
            }
        }
    }

    /// ∂a_j/∂z_j at weighted inputs `z`.
    #[must_use]
    pub fn slopes(self, z: &[f64]) -> Vec<f64> {
        match self {
            Self::Sigmoid => z.iter().map(|&z| maths::sigmoid_prime(z)).collect(),
            Self::Softmax => {
                self.activations(z).into_iter().map(|a| a * (1.0 - a)).collect()
            }
        }
    }

    /// The cost of one image with weighted inputs `z` and target `y`, one number a neuron.
    ///
    /// With softmax the cross-entropy is the chapter 3's log-likelihood cost −Σ y ln a, which is
    /// Σ y (ln Σ e^z − z): finite where the logarithm of an activation is not.
    #[must_use]
    pub fn cost(self, cost: Cost, z: &[f64], y: &[f64]) -> f64 {
        match (self, cost) {
            (Self::Sigmoid, _) => {
                z.iter().zip(y).map(|(&z, &y)| cost.of_sigmoid(z, y)).sum()
            }
            (Self::Softmax, Cost::CrossEntropy) => {
                let most = largest(z);
                let sum: f64 = z.iter().map(|z| maths::exp(z - most)).sum();
                let whole = maths::ln(sum);
                z.iter().zip(y).map(|(z, y)| y * (whole + (most - z))).sum()
            }
            (Self::Softmax, Cost::Quadratic) => {
                let misses = self.activations(z).into_iter().zip(y).map(|(a, y)| a - y);
                0.5 * misses.map(|miss| miss * miss).sum::<f64>()
            }
        }
    }

    /// The output errors ∂C/∂z (BP1) of one image with weighted inputs `z` and target `y`.
    ///
    /// With cross-entropy both outputs have a − y, if the targets add up to 1.
    #[must_use]
    pub fn errors(self, cost: Cost, z: &[f64], y: &[f64]) -> Vec<f64> {
        match self {
            Self::Sigmoid => {
                z.iter().zip(y).map(|(&z, &y)| cost.delta_of_sigmoid(z, y)).collect()
            }
            Self::Softmax => {
                let a = self.activations(z);
                let mut errors: Vec<f64> = a.iter().zip(y).map(|(a, y)| a - y).collect();
                if cost == Cost::Quadratic {
                    errors_of_softmax(&mut errors, &a);
                }
                errors
            }
        }
    }

    /// The cost of one image of the digit `label`, from the weighted inputs and the activations
    /// of the training kernel.
    ///
    /// The cross-entropy of sigmoids is Σ max(z, 0) − y z + ln(1+e^−|z|), and 1+e^−|z| is
    /// 1/max(a, 1−a): ten logarithms become one of a product, which is at least 2⁻¹⁰. With
    /// softmax it is ln Σ e^z − z at the label, and the largest activation is e^z / Σ e^z at the
    /// largest z.
    pub(crate) fn cost_of_label<T: Real>(
        self,
        cost: Cost,
        z: &[T],
        a: &[T],
        label: usize,
    ) -> f64 {
        let mut sum = 0.0;
        match (cost, self) {
            (Cost::CrossEntropy, Self::Sigmoid) => {
                let mut product = 1.0;
                for (z, a) in z.iter().zip(a) {
                    let (z, a) = (z.to_f64(), a.to_f64());
                    sum += z.max(0.0);
                    product *= a.max(1.0 - a);
                    // `max` passes over NaN, which must not vanish from the cost.
                    if z.is_nan() {
                        return z;
                    }
                }
                sum - z[label].to_f64() - maths::ln(product)
            }
            (Cost::CrossEntropy, Self::Softmax) => {
                let (most, highest) = (largest(z).to_f64(), largest(a).to_f64());
                (most - z[label].to_f64()) - maths::ln(highest)
            }
            (Cost::Quadratic, _) => {
                for (j, a) in a.iter().enumerate() {
                    let y = if j == label { 1.0 } else { 0.0 };
                    let miss = a.to_f64() - y;
                    sum += miss * miss;
                }
                0.5 * sum
            }
        }
    }

    /// What one class adds to the cross-entropy of always answering with the classes'
    /// frequencies, `p` being its own.
    pub(crate) fn cross_entropy_of_guess(self, p: f64) -> f64 {
        // p ln p goes to 0 with p.
        let term = |p: f64| if p > 0.0 { p * maths::ln(p) } else { 0.0 };
        match self {
            Self::Sigmoid => -(term(p) + term(1.0 - p)),
            Self::Softmax => -term(p),
        }
    }

    /// The activation of a single output neuron, where it does not depend on the others.
    pub(crate) fn activation(self) -> Option<Activation> {
        match self {
            Self::Sigmoid => Some(Activation::Sigmoid),
            Self::Softmax => None,
        }
    }
}

/// The activations `a` of weighted inputs `z` by softmax in the training kernel, whose `numbers`
/// are [`Real::CONSTANTS`].
pub(crate) fn softmax<T: Real>(z: &[T], a: &mut [T], numbers: &Constants<T>) {
    let most = largest(z);
    let mut sum = T::ZERO;
    for (a, z) in a.iter_mut().zip(z) {
        *a = (*z - most).exp_by(numbers);
        sum += *a;
    }
    for a in a {
        *a /= sum;
    }
}

/// Turns the misses a − y into the errors of the quadratic cost: ∂a_k/∂z_j is
/// a_k (δ_jk − a_j), so that ∂C/∂z_j is a_j ((a_j − y_j) − Σ_k a_k (a_k − y_k)).
pub(crate) fn errors_of_softmax<T: Real>(misses: &mut [T], a: &[T]) {
    let mean: T = misses.iter().zip(a).map(|(miss, a)| *miss * *a).sum();
    for (miss, a) in misses.iter_mut().zip(a) {
        *miss = *a * (*miss - mean);
    }
}

/// The largest of `numbers`, of which there is one; NaN if one of them is.
fn largest<T: Real>(numbers: &[T]) -> T {
    let later = |most: T, x: &T| {
        // A comparison with NaN is false.
        if *x <= most || most.to_f64().is_nan() { most } else { *x }
    };
    numbers[1..].iter().fold(numbers[0], later)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::declaration::Choice;

    const Z: [f64; 4] = [0.3, -2.0, 1.7, 0.9];

    #[test]
    fn output_errors_agree_with_central_differences() {
        for &output in Output::ALL {
            for &cost in Cost::ALL {
                for y in [[0.0, 0.0, 1.0, 0.0], [0.1, 0.2, 0.3, 0.4]] {
                    let errors = output.errors(cost, &Z, &y);
                    for (j, error) in errors.into_iter().enumerate() {
                        let moved = |h: f64| {
                            let mut z = Z;
                            z[j] += h;
                            output.cost(cost, &z, &y)
                        };
                        let slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
                        assert!((slope - error).abs() < 1e-9, "{output:?} {cost:?} {j}");
                    }
                }
            }
        }
    }

    #[test]
    fn probabilities_add_up_to_one_however_large_the_weighted_inputs() {
        let a = Output::Softmax.activations(&[1000.0, 999.0, -1000.0]);
        assert!((a.iter().sum::<f64>() - 1.0).abs() < 1e-15 && a[2] == 0.0, "{a:?}");
        let y = [0.0, 0.0, 1.0];
        let cost =
            Output::Softmax.cost(Cost::CrossEntropy, &[1000.0, 999.0, -1000.0], &y);
        assert!((cost - 2_000.313_261_687_518).abs() < 1e-12, "{cost}");
    }

    #[test]
    fn the_kernels_costs_are_those_of_double_precision() {
        for z in [Z, [1000.0, 999.0, -1000.0, 0.0], [-3.0; 4]] {
            for &output in Output::ALL {
                let mut a = output.activations(&z);
                if output == Output::Softmax {
                    softmax(&z, &mut a, &f64::CONSTANTS);
                }
                for &cost in Cost::ALL {
                    for label in 0..4 {
                        let mut y = [0.0; 4];
                        y[label] = 1.0;
                        let (exact, got) = (
                            output.cost(cost, &z, &y),
                            output.cost_of_label(cost, &z, &a, label),
                        );
                        assert!((got - exact).abs() <= 1e-13 * exact.max(0.1), "{got}");
                    }
                }
            }
        }
    }

    #[test]
    fn nan_stays_nan() {
        for place in 0..3 {
            let mut z = [0.5_f32; 3];
            z[place] = f32::NAN;
            let mut a = [0.0; 3];
            softmax(&z, &mut a, &f32::CONSTANTS);
            assert!(a.iter().all(|a| a.is_nan()), "{a:?}");
            let cost = Output::Softmax.cost_of_label(Cost::CrossEntropy, &z, &a, 0);
            assert!(cost.is_nan());
        }
    }
}
