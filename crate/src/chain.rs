//! The chain of single neurons: the product of the chapter, factor by factor.
//!
//! The chapter's simplest deep network has one neuron in each layer. Neuron j (1 … L) takes
//! the activation before it and gives z_j = w_j a_{j−1} + b_j and a_j = σ(z_j); a_0 is the
//! input, and the cost C compares a_L with the target y. The expression of the chapter,
//!
//! ∂C/∂b₁ = σ′(z₁) · w₂σ′(z₂) · w₃σ′(z₃) ⋯ w_Lσ′(z_L) · ∂C/∂a_L,
//!
//! is evaluated here from the cost back, one factor at a time: the value before the factor
//! of neuron j is ∂C/∂a_j, the value after it ∂C/∂a_{j−1}, and ∂C/∂b_j = σ′(z_j) ∂C/∂a_j.
//! That is backpropagation itself, so that [`Readings::product`] and the first of
//! [`Readings::dc_db`] are the same bits.
//!
//! # Out of range
//!
//! Thirty-two saturated neurons take the product below the smallest 64-bit float, and weights
//! of 10³⁰⁸ beyond the largest. Every gradient therefore comes with the decimal logarithm of its
//! size, summed from the logarithms of the factors, which are computed from z and never from a
//! factor that has underflowed. A gradient of 0 or ±∞ whose logarithm is finite has left the
//! range, and its sign is the gradient's; one whose logarithm is −∞ is 0. There is no NaN.
//!
//! What leaves the range on the way and comes back, such as w_jσ′(z_j) with a slope of 10⁻⁴³⁴
//! and a weight of 10³⁰⁸, is computed from its logarithm. A z that is too large for a float is
//! ±∞, and what follows from it is still right. A logarithm beyond ±1.8·10³⁰⁸ stays there.
//!
//! # How exact
//!
//! `tests/native/chain_edge.rs` compares random chains, to the ends of the range, with a
//! reference of 200 binary digits. With u = 2⁻⁵³, and for the a_{j−1}, z_j and ∂C/∂b_L that are shown,
//!
//! - z_j is off by at most 2u(|w_ja_{j−1}| + |z_j|);
//! - σ′(z_j) by at most 16u times itself, and w_jσ′(z_j) by 18u, where σ′(z_j) is a normal float;
//! - a logarithm by at most 4(L + 1)u times the sum of the sizes of its terms, log₁₀|w_j| and
//!   log₁₀σ′(z_j);
//! - ∂C/∂b_j by at most 18Lu times itself where nothing on the way left the range; where something
//!   did, by three times the bound of its logarithm and 10⁻¹².
//!
//! # Cross-entropy
//!
//! With a sigmoid output ∂C/∂a_L = (a_L − y) / σ′(z_L), so that δ_L = a_L − y exactly: σ′
//! cancels. δ_L is computed in that form; ∂C/∂a_L is only shown, and nothing is computed from
//! it. The product remains an identity: its last two factors are computed together, as
//! w_Lσ′(z_L) · ∂C/∂a_L = w_L (a_L − y). If σ′(z_L) has underflowed, the two are 0 and ±∞,
//! and the product is still right.
//!
//! ```
//! use unstable_gradients::chain::Chain;
//! use unstable_gradients::network::{Activation, Cost};
//!
//! // The chapter's exploding chain: w = 100 and b = −100a, so that every z is 0.
//! let chain = Chain::new(
//!     vec![100.0; 4],
//!     vec![-50.0; 4],
//!     0.5,
//!     0.0,
//!     Activation::Sigmoid,
//!     Cost::Quadratic,
//! )?;
//! assert_eq!(chain.readings().dc_db, [1953.125, 78.125, 3.125, 0.125]);
//! # Ok::<(), unstable_gradients::Error>(())
//! ```

mod attribution;
mod check;
pub mod ensemble;
pub mod identity;
pub(crate) mod preset;
mod sized;
pub mod window;

use std::f64::consts::LOG10_E;

use crate::Error;
use crate::declaration::{Choice, Source, settings::chain};
use crate::maths;
use crate::network::{Activation, Cost};

pub use attribution::{Attribution, Cause, Outcome, Shared};
pub use check::Difference;
pub use preset::Preset;
use sized::{Sized, held, log10_of_product};

pub use crate::declaration::settings::chain::MAX_NEURONS;

/// Beyond this z an activation is so close to 1 that a − 1 has lost digits, and the
/// distance to 1 is computed from z instead. Below it the plain difference is exact enough
/// and is what a reader gets with a calculator.
const NEARLY_ONE: f64 = 4.0;

/// A chain of 1 to 32 neurons, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    weights: Vec<f64>,
    biases: Vec<f64>,
    input: f64,
    target: f64,
    activation: Activation,
    cost: Cost,
}

/// All that the figure shows. Index 0 is the first hidden neuron, the last is the output.
#[derive(Debug, Clone, PartialEq)]
pub struct Readings {
    /// Weighted inputs z_j = w_j a_{j−1} + b_j; n numbers.
    pub z: Vec<f64>,
    /// Activations a_j = σ(z_j); n numbers.
    pub a: Vec<f64>,
    /// Slopes σ′(z_j); n numbers.
    pub sigma_prime: Vec<f64>,
    /// Factors w_jσ′(z_j); n numbers. The first is listed though w_1 does not enter ∂C/∂b_1.
    pub factors: Vec<f64>,
    /// ∂C/∂b_j, which is the chapter's δ_j; n numbers.
    pub dc_db: Vec<f64>,
    /// The running product from the cost back: ∂C/∂a_j; n numbers, the last at the output.
    pub dc_da: Vec<f64>,
    /// σ′(z₁) w₂σ′(z₂) … w_Lσ′(z_L) ∂C/∂a_L = ∂C/∂b₁.
    pub product: f64,
    /// The cost C.
    pub cost: f64,
    /// log₁₀|∂C/∂b_j|, also where ∂C/∂b_j itself left the range; −∞ only for a true 0.
    pub log10_dc_db: Vec<f64>,
    /// log₁₀|∂C/∂a_j|, likewise.
    pub log10_dc_da: Vec<f64>,
    /// log₁₀|w_jσ′(z_j)|, likewise; n numbers.
    pub log10_factors: Vec<f64>,
    /// log₁₀ σ′(z_j), likewise; n numbers.
    pub log10_sigma_prime: Vec<f64>,
}

impl Chain {
    /// A chain with these parameters; `weights` and `biases` have one number per neuron.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] with the key of the first setting that is out of its range, whose
    /// length is not that of `weights`, or that does not go with the activation
    /// (cross-entropy needs a sigmoid output).
    pub fn new(
        weights: Vec<f64>,
        biases: Vec<f64>,
        input: f64,
        target: f64,
        activation: Activation,
        cost: Cost,
    ) -> Result<Self, Error> {
        chain::WEIGHTS.check(&weights)?;
        if biases.len() != weights.len() {
            return Err(Error::Setting {
                key: "biases",
                expected: format!("{} numbers, as many as weights", weights.len()),
                got: biases.len().to_string(),
            });
        }
        chain::BIASES.check(&biases)?;
        chain::INPUT.check(input)?;
        chain::TARGET.check(target)?;
        if cost == Cost::CrossEntropy && activation != Activation::Sigmoid {
            return Err(Error::Setting {
                key: "cost",
                expected: format!("quadratic with {} neurons", activation.name()),
                got: cost.name().to_owned(),
            });
        }
        Ok(Self { weights, biases, input, target, activation, cost })
    }

    /// The chain that `source` describes.
    ///
    /// # Errors
    ///
    /// As [`Chain::new`].
    pub fn read(source: &dyn Source) -> Result<Self, Error> {
        Self::new(
            chain::WEIGHTS.read(source)?,
            chain::BIASES.read(source)?,
            chain::INPUT.read(source)?,
            chain::TARGET.read(source)?,
            chain::ACTIVATION.read(source)?,
            chain::COST.read(source)?,
        )
    }

    /// The weights w_1 … w_L.
    #[must_use]
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The biases b_1 … b_L.
    #[must_use]
    pub fn biases(&self) -> &[f64] {
        &self.biases
    }

    /// The input a_0.
    #[must_use]
    pub fn input(&self) -> f64 {
        self.input
    }

    /// The target y.
    #[must_use]
    pub fn target(&self) -> f64 {
        self.target
    }

    /// The activation of every neuron.
    #[must_use]
    pub fn activation(&self) -> Activation {
        self.activation
    }

    /// The cost.
    #[must_use]
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// How many neurons the chain has.
    #[must_use]
    pub fn neurons(&self) -> usize {
        self.weights.len()
    }

    /// Feeds the input forward and the cost back.
    #[must_use]
    pub fn readings(&self) -> Readings {
        let n = self.neurons();
        let last = n - 1;
        let z = self.forward(&self.biases);
        let slopes: Vec<Sized> = z.iter().map(|&z| self.slope(z)).collect();
        let factors: Vec<Sized> = self
            .weights
            .iter()
            .zip(&slopes)
            .map(|(&weight, &slope)| factor(weight, slope))
            .collect();
        let error = self.sized_error(z[last]);
        // ∂C/∂a_j and ∂C/∂b_j, of the last neuron first.
        let (mut da, mut db) = (Vec::with_capacity(n), Vec::with_capacity(n));
        match self.cost {
            Cost::Quadratic => {
                da.push(error);
                db.push(product(slopes[last], error));
            }
            Cost::CrossEntropy => {
                da.push(Sized::settled(
                    self.cross_entropy_slope(z[last].value, error.value),
                    slopes[last].is_in_range(),
                    error.value,
                    log10_of_product(error.log10, -slopes[last].log10),
                ));
                db.push(error);
            }
        }
        for j in (0..last).rev() {
            let (after, delta) = (da[last - 1 - j], db[last - 1 - j]);
            let log10 = log10_of_product(log10_size(self.weights[j + 1]), delta.log10);
            let sign = self.weights[j + 1].signum() * delta.value.signum();
            let (computed, is_sound) = match self.cost {
                Cost::CrossEntropy if j + 1 == last => {
                    (self.weights[last] * error.value, error.is_in_range())
                }
                _ => (
                    factors[j + 1].value * after.value,
                    factors[j + 1].is_in_range() && after.is_in_range(),
                ),
            };
            let passed = Sized::settled(computed, is_sound, sign, log10);
            da.push(passed);
            db.push(product(slopes[j], passed));
        }
        da.reverse();
        db.reverse();
        let (sigma_prime, log10_sigma_prime) = apart(&slopes);
        let (factors, log10_factors) = apart(&factors);
        let (dc_da, log10_dc_da) = apart(&da);
        let (dc_db, log10_dc_db) = apart(&db);
        Readings {
            product: dc_db[0],
            cost: self.cost_at(z[last].value),
            a: z.iter().map(|&z| self.fire(z).value).collect(),
            z: apart(&z).0,
            sigma_prime,
            factors,
            dc_db,
            dc_da,
            log10_dc_db,
            log10_dc_da,
            log10_factors,
            log10_sigma_prime,
        }
    }

    /// w_jσ′(z_{j−1}), what lies between ∂C/∂b_j and ∂C/∂b_{j−1}, for j of 2 … L; also where
    /// the slope is too small for a float and their product is not.
    ///
    /// # Panics
    ///
    /// For another `j`.
    #[must_use]
    pub fn factor_between(&self, readings: &Readings, j: usize) -> f64 {
        let slope = Sized {
            value: readings.sigma_prime[j - 2],
            log10: readings.log10_sigma_prime[j - 2],
        };
        factor(self.weights[j - 1], slope).value
    }

    /// z_1 … z_L with other biases than the chain's own.
    fn weighted_inputs(&self, biases: &[f64]) -> Vec<f64> {
        apart(&self.forward(biases)).0
    }

    fn forward(&self, biases: &[f64]) -> Vec<Sized> {
        let mut before = Sized::of(self.input);
        self.weights
            .iter()
            .zip(biases)
            .map(|(&weight, &bias)| {
                let z = before.weighted(weight, bias);
                before = self.fire(z);
                z
            })
            .collect()
    }

    /// a = σ(z), whose size is that of z where the activation is a line.
    fn fire(&self, z: Sized) -> Sized {
        let value = self.activation.value_and_derivative(z.value).0;
        let is_line = match self.activation {
            Activation::Relu => z.is_positive(),
            Activation::Softplus => value.is_infinite(),
            Activation::Tanh => !z.is_in_range() && z.value.abs() < 1.0,
            _ => false,
        };
        if is_line { Sized { value, log10: z.log10 } } else { Sized::of(value) }
    }

    /// σ′(z), and its logarithm from z, never from a slope that has underflowed.
    fn slope(&self, z: Sized) -> Sized {
        if self.activation == Activation::Relu {
            return Sized::of(f64::from(u8::from(z.is_positive())));
        }
        let within = z.value.clamp(-f64::MAX, f64::MAX);
        Sized {
            value: self.activation.value_and_derivative(z.value).1,
            log10: held(self.activation.log10_derivative(within)),
        }
    }

    /// a_L − y, and the logarithm of its size.
    fn sized_error(&self, z: Sized) -> Sized {
        let computed = self.output_error(z.value);
        let a = self.fire(z);
        let is_tiny = a.value.abs() < f64::MIN_POSITIVE
            && self.target == 0.0
            && self.activation != Activation::Sigmoid
            && self.activation != Activation::Softplus;
        let log10 = if is_tiny || a.value.is_infinite() {
            a.log10
        } else {
            self.log10_output_error(z.value.clamp(-f64::MAX, f64::MAX))
        };
        // What is left of the distance to a target of 1 is below it.
        let sign = if self.target > 0.5 { -1.0 } else { computed.signum() };
        let is_sound = computed.is_normal() || log10 == f64::NEG_INFINITY;
        Sized::settled(computed, is_sound, sign, log10)
    }

    /// The cost C when the output neuron's weighted input is `z`.
    ///
    /// Cross-entropy is y·softplus(−z) + (1−y)·softplus(z): finite where ln a is not, and
    /// exact to its own last digits, on which the gradient check relies;
    /// [`Cost::of_sigmoid`] loses them if y is close to an end of its range.
    fn cost_at(&self, z: f64) -> f64 {
        match self.cost {
            Cost::Quadratic => {
                let error = self.output_error(z);
                0.5 * error * error
            }
            Cost::CrossEntropy => {
                // 0 times ∞ would be no number.
                let z = z.clamp(-f64::MAX, f64::MAX);
                self.target * maths::softplus(-z)
                    + (1.0 - self.target) * maths::softplus(z)
            }
        }
    }

    /// a_L − y.
    fn output_error(&self, z: f64) -> f64 {
        match self.activation.distance_to_one(z) {
            // Only a target near 1 is close enough to cancel; 1 − y is then exact.
            Some(distance) if z > NEARLY_ONE && self.target > 0.5 => {
                (1.0 - self.target) - distance
            }
            _ => self.activation.value_and_derivative(z).0 - self.target,
        }
    }

    /// log₁₀|a_L − y|, finite also where the difference has underflowed.
    fn log10_output_error(&self, z: f64) -> f64 {
        // Only against the ends of the activation's range does the difference become
        // small without digits being lost: there it is a single exponential.
        if z < 0.0 && self.target <= 0.0 {
            match self.activation {
                Activation::Sigmoid => return log10_sigmoid(z),
                // Beyond this z softplus is e^z to the last digit.
                Activation::Softplus if z < -40.0 => return z * LOG10_E,
                _ => {}
            }
        }
        if z > NEARLY_ONE && self.target >= 1.0 {
            match self.activation {
                Activation::Sigmoid => return log10_sigmoid(-z),
                Activation::Tanh => {
                    return std::f64::consts::LOG10_2 + log10_sigmoid(-2.0 * z);
                }
                _ => {}
            }
        }
        maths::log10(self.output_error(z).abs())
    }

    /// ∂C/∂a_L of cross-entropy, (a − y)/σ′ = (1−y)/(1−a) − y/a.
    ///
    /// At the ends of the target's range one term is absent, and with it the 0/0.
    fn cross_entropy_slope(&self, z: f64, error: f64) -> f64 {
        if self.target <= 0.0 {
            1.0 / maths::sigmoid(-z)
        } else if self.target >= 1.0 {
            -1.0 / maths::sigmoid(z)
        } else {
            error / maths::sigmoid_prime(z)
        }
    }
}

/// w_jσ′(z).
fn factor(weight: f64, slope: Sized) -> Sized {
    let log10 = log10_of_product(log10_size(weight), slope.log10);
    Sized::settled(weight * slope.value, slope.is_in_range(), weight, log10)
}

/// ∂C/∂b_j from σ′(z_j), which is not negative, and ∂C/∂a_j.
fn product(slope: Sized, passed: Sized) -> Sized {
    Sized::settled(
        slope.value * passed.value,
        slope.is_in_range() && passed.is_in_range(),
        passed.value,
        log10_of_product(slope.log10, passed.log10),
    )
}

fn log10_size(weight: f64) -> f64 {
    maths::log10(weight.abs())
}

/// The values, and the logarithms of their sizes.
fn apart(sized: &[Sized]) -> (Vec<f64>, Vec<f64>) {
    sized.iter().map(|it| (it.value, it.log10)).unzip()
}

/// log₁₀ σ(z), finite for every finite z.
fn log10_sigmoid(z: f64) -> f64 {
    maths::ln_sigmoid(z) * LOG10_E
}

#[cfg(test)]
mod tests {
    use super::*;

    fn default_chain() -> Chain {
        Preset::Vanishing.chain(4, 1)
    }

    fn sigmoid_chain(
        weights: Vec<f64>,
        biases: Vec<f64>,
        target: f64,
        cost: Cost,
    ) -> Chain {
        Chain::new(weights, biases, 0.5, target, Activation::Sigmoid, cost).unwrap()
    }

    fn key(result: Result<Chain, Error>) -> &'static str {
        match result {
            Err(Error::Setting { key, .. }) => key,
            other => panic!("expected a setting error, got {other:?}"),
        }
    }

    #[test]
    fn a_setting_out_of_range_is_named() {
        let make = |weights: &[f64], biases: &[f64], input, target, activation, cost| {
            Chain::new(weights.to_vec(), biases.to_vec(), input, target, activation, cost)
        };
        let (sigmoid, quadratic) = (Activation::Sigmoid, Cost::Quadratic);
        assert_eq!(key(make(&[], &[], 0.5, 0.0, sigmoid, quadratic)), "weights");
        assert_eq!(
            key(make(&[1.0; 33], &[0.0; 33], 0.5, 0.0, sigmoid, quadratic)),
            "weights"
        );
        assert_eq!(
            key(make(&[1.0; 3], &[0.0; 2], 0.5, 0.0, sigmoid, quadratic)),
            "biases"
        );
        assert_eq!(
            key(make(&[f64::NAN], &[0.0], 0.5, 0.0, sigmoid, quadratic)),
            "weights"
        );
        assert_eq!(
            key(make(&[1.0], &[f64::INFINITY], 0.5, 0.0, sigmoid, quadratic)),
            "biases"
        );
        assert_eq!(key(make(&[1.0], &[0.0], 10.5, 0.0, sigmoid, quadratic)), "input");
        assert_eq!(key(make(&[1.0], &[0.0], 0.5, 1.5, sigmoid, quadratic)), "target");
        assert_eq!(
            key(make(&[1.0], &[0.0], 0.5, 1.0, Activation::Tanh, Cost::CrossEntropy)),
            "cost"
        );
    }

    #[test]
    fn a_chain_says_what_it_was_made_of() {
        let chain = sigmoid_chain(vec![2.0, -3.0], vec![0.5, 4.0], 0.25, Cost::Quadratic);
        assert_eq!(
            (chain.weights(), chain.biases()),
            (&[2.0, -3.0][..], &[0.5, 4.0][..])
        );
        assert_eq!((chain.input(), chain.target()), (0.5, 0.25));
        assert_eq!(chain.activation(), Activation::Sigmoid);
        assert_eq!((chain.cost(), chain.neurons()), (Cost::Quadratic, 2));
    }

    #[test]
    fn an_error_says_where_in_the_list_the_number_stands() {
        let error = Chain::new(
            vec![1.0, 1.5e308],
            vec![0.0; 2],
            0.5,
            0.0,
            Activation::Sigmoid,
            Cost::Quadratic,
        )
        .unwrap_err();
        assert_eq!(
            error.to_string(),
            "weights: expected -1e308 to 1e308, got 1.5e308 at position 2"
        );
    }

    /// A single neuron with this activation, whose answer should be `target`.
    fn output(activation: Activation, target: f64) -> Chain {
        let quadratic = Cost::Quadratic;
        Chain::new(vec![1.0], vec![0.0], 0.5, target, activation, quadratic).unwrap()
    }

    fn assert_near(actual: f64, expected: f64) {
        let bound = 1e-13 * expected.abs();
        assert!((actual - expected).abs() <= bound, "{actual} is not {expected}");
    }

    #[test]
    fn the_output_error_keeps_its_digits_close_to_a_target_of_1() {
        let near = output(Activation::Sigmoid, 1.0).output_error(30.0);
        assert_near(near, -maths::sigmoid(-30.0));
        for (z, target) in [(0.3, 0.9), (30.0, 0.25), (-2.0, 1.0)] {
            let error = output(Activation::Sigmoid, target).output_error(z);
            assert_eq!(error.to_bits(), (maths::sigmoid(z) - target).to_bits());
        }
    }

    #[test]
    fn the_logarithm_of_the_output_error_goes_on_where_the_error_underflows() {
        use Activation::{Sigmoid, Softplus, Tanh};
        let log10 =
            |activation, target, z| output(activation, target).log10_output_error(z);
        assert_near(log10(Sigmoid, 0.0, -800.0), -800.0 * LOG10_E);
        assert_near(log10(Sigmoid, 1.0, 800.0), -800.0 * LOG10_E);
        assert_near(log10(Softplus, 0.0, -800.0), -800.0 * LOG10_E);
        let twice = std::f64::consts::LOG10_2;
        assert_near(log10(Tanh, 1.0, 400.0), twice - 800.0 * LOG10_E);
        for (activation, target, z) in [
            (Sigmoid, 0.0, -1.0),
            (Sigmoid, 0.0, 1.0),
            (Sigmoid, 1.0, -1.0),
            (Sigmoid, 1.0, 5.0),
            (Sigmoid, 0.5, -30.0),
            (Sigmoid, 0.5, 30.0),
            (Softplus, 0.0, -1.0),
            (Softplus, 0.0, -39.0),
            (Softplus, 1.0, -50.0),
            (Tanh, 0.0, -1.0),
            (Tanh, 1.0, 1.0),
            (Tanh, 1.0, 5.0),
        ] {
            let error = output(activation, target).output_error(z);
            assert_near(log10(activation, target, z), maths::log10(error.abs()));
        }
    }

    #[test]
    fn the_slope_of_cross_entropy_has_one_term_at_each_end() {
        let slope = |target: f64, z: f64| {
            let chain = sigmoid_chain(vec![1.0], vec![0.0], target, Cost::CrossEntropy);
            chain.cross_entropy_slope(z, chain.output_error(z))
        };
        for z in [-3.0, 0.5, 2.0] {
            let a = maths::sigmoid(z);
            assert_near(slope(0.0, z), 1.0 / (1.0 - a));
            assert_near(slope(1.0, z), -1.0 / a);
            assert_near(slope(0.3, z), (a - 0.3) / (a * (1.0 - a)));
        }
    }

    #[test]
    fn what_is_too_small_for_a_float_keeps_its_logarithm_and_its_sign() {
        let tiny = Sized { value: -0.0, log10: -400.0 };
        assert_near(output(Activation::Tanh, 0.0).fire(tiny).log10, -400.0);
        assert_near(product(Sized::of(0.5), Sized::of(-3.0)).value, -1.5);
        let passed = product(Sized { value: 0.0, log10: -400.0 }, Sized::of(-1e150));
        assert_near(passed.log10, -250.0);
        assert!((passed.value * 1e250 + 1.0).abs() < 1e-10, "{}", passed.value);
        let back = product(Sized::of(1e150), tiny);
        assert!((back.value * 1e250 + 1.0).abs() < 1e-10, "{}", back.value);
    }

    #[test]
    fn the_product_is_the_chapters_product() {
        let readings = default_chain().readings();
        let mut product = readings.sigma_prime[0];
        for factor in &readings.factors[1..] {
            product *= factor;
        }
        product *= readings.dc_da[3];
        assert!((product / readings.product - 1.0).abs() < 1e-14, "{product}");
        assert_eq!(readings.product.to_bits(), readings.dc_db[0].to_bits());
    }

    #[test]
    fn a_factor_is_that_of_its_own_neuron_where_only_the_product_is_a_float() {
        let weights = vec![1.0, 1e200, 1.0, 1.0, 1.0];
        let biases = vec![-1000.0, 0.0, 0.0, 0.0, 0.0];
        let chain = sigmoid_chain(weights, biases, 0.0, Cost::Quadratic);
        let readings = chain.readings();
        assert_eq!(readings.sigma_prime[0], 0.0);
        let factor = chain.factor_between(&readings, 2);
        let expected = 200.0 + readings.log10_sigma_prime[0];
        assert!((maths::log10(factor) - expected).abs() < 1e-9);
        assert!((expected + 234.0771).abs() < 1e-3, "e^-999.5 of 1e200");
    }

    #[test]
    fn the_distance_to_the_target_has_the_size_of_an_activation_that_is_no_float() {
        for (activation, weight, expected) in [
            (Activation::Relu, 1e200, 400.0 + maths::log10(0.5)),
            (Activation::Tanh, 1e-200, -400.0 + maths::log10(0.5)),
        ] {
            let chain = Chain::new(
                vec![weight; 2],
                vec![0.0; 2],
                0.5,
                0.0,
                activation,
                Cost::Quadratic,
            );
            let log10 = chain.unwrap().readings().log10_dc_da[1];
            assert!((log10 - expected).abs() < 1e-9, "{activation:?}: {log10}");
        }
    }

    #[test]
    fn a_single_neuron_has_no_factor_between() {
        let chain = sigmoid_chain(vec![2.0], vec![-1.0], 0.0, Cost::Quadratic);
        let readings = chain.readings();
        assert_eq!(readings.z, [0.0]);
        assert_eq!(readings.product.to_bits(), (0.25_f64 * 0.5).to_bits());
        assert_eq!(readings.dc_da, [0.5]);
    }

    #[test]
    fn logarithms_agree_with_the_values_while_these_are_in_range() {
        let readings = default_chain().readings();
        let pairs = [
            (&readings.dc_db, &readings.log10_dc_db),
            (&readings.dc_da, &readings.log10_dc_da),
            (&readings.factors, &readings.log10_factors),
            (&readings.sigma_prime, &readings.log10_sigma_prime),
        ];
        for (values, logarithms) in pairs {
            for (value, logarithm) in values.iter().zip(logarithms) {
                assert!((maths::log10(value.abs()) - logarithm).abs() < 1e-14, "{value}");
            }
        }
    }

    #[test]
    fn a_product_below_the_range_keeps_its_logarithm() {
        // Each factor is about e^−40; ten of them are far below 10^−324. The weights are
        // 0.5 so that the values before underflow are not lost to anything else.
        let chain = sigmoid_chain(vec![0.5; 20], vec![-40.0; 20], 1.0, Cost::Quadratic);
        let readings = chain.readings();
        assert_eq!(readings.product.to_bits() << 1, 0, "the product underflows to 0");
        assert!(readings.log10_dc_db[0].is_finite(), "its logarithm does not");
        let sum: f64 = readings.log10_factors[1..].iter().sum::<f64>()
            + readings.log10_sigma_prime[0]
            + readings.log10_dc_da[19];
        assert!((readings.log10_dc_db[0] / sum - 1.0).abs() < 1e-13, "{sum}");
        assert!(
            readings.dc_db.iter().any(|d| d.is_subnormal()),
            "one value on the way is subnormal"
        );
    }

    #[test]
    fn a_true_zero_has_no_logarithm() {
        let mut weights = vec![0.9; 4];
        weights[2] = 0.0;
        let readings =
            sigmoid_chain(weights, vec![0.1; 4], 1.0, Cost::Quadratic).readings();
        assert!(readings.log10_dc_db[1].is_infinite(), "neurons before the cut do not");
        assert!(
            readings.log10_dc_db[2].is_finite(),
            "neurons behind the cut still learn"
        );
    }

    #[test]
    fn a_slope_below_the_range_keeps_its_logarithm() {
        let readings =
            sigmoid_chain(vec![1.0], vec![800.0], 0.0, Cost::Quadratic).readings();
        assert_eq!(readings.sigma_prime, [0.0]);
        assert!((readings.log10_sigma_prime[0] + 800.5 * LOG10_E).abs() < 1e-9);
    }

    #[test]
    fn cross_entropy_has_no_slope_at_the_output() {
        let chain =
            sigmoid_chain(vec![1.0, 2.0], vec![0.0, 8.0], 0.0, Cost::CrossEntropy);
        let readings = chain.readings();
        assert_eq!(readings.dc_db[1].to_bits(), readings.a[1].to_bits());
        let identity = readings.sigma_prime[0] * readings.factors[1] * readings.dc_da[1];
        assert!((identity / readings.product - 1.0).abs() < 1e-14, "{identity}");
    }

    #[test]
    fn cross_entropy_survives_a_saturated_output() {
        // σ′ and ∂C/∂a are 0 and ∞ here; their product is 1, and nothing is NaN.
        let wrong = sigmoid_chain(vec![1.0], vec![800.0], 0.0, Cost::CrossEntropy);
        let readings = wrong.readings();
        assert_eq!(readings.dc_da, [f64::INFINITY]);
        assert_eq!(readings.dc_db, [1.0]);
        assert!((readings.cost - 800.5).abs() < 1e-9, "{}", readings.cost);
        let right = sigmoid_chain(vec![1.0], vec![800.0], 1.0, Cost::CrossEntropy);
        let readings = right.readings();
        assert_eq!(readings.dc_da, [-1.0]);
        assert_eq!(readings.dc_db, [0.0]);
        assert!((readings.log10_dc_db[0] + 800.5 * LOG10_E).abs() < 1e-9);
        assert!(readings.cost < 1e-300, "{}", readings.cost);
    }

    #[test]
    fn the_distance_to_the_target_keeps_its_digits_when_saturated() {
        let readings =
            sigmoid_chain(vec![0.0], vec![40.0], 1.0, Cost::Quadratic).readings();
        assert_eq!(readings.a, [1.0]);
        assert!((readings.dc_da[0] / -4.248_354_255_291_589e-18 - 1.0).abs() < 1e-12);
        let readings = Chain::new(
            vec![0.0],
            vec![30.0],
            0.5,
            1.0,
            Activation::Tanh,
            Cost::Quadratic,
        )
        .unwrap()
        .readings();
        assert!((readings.dc_da[0] / (-2.0 * maths::exp(-60.0)) - 1.0).abs() < 1e-12);
        assert!(
            (readings.log10_dc_da[0] - maths::log10(2.0) + 60.0 * LOG10_E).abs() < 1e-9
        );
    }
}
