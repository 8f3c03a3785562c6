//! Activation functions: the output of a neuron as a function of its weighted input.
//!
//! Each has a file with its [`Function`] and a line in the list below, which makes it an option
//! of every setting that takes an [`Activation`].

use strum::{IntoStaticStr, VariantArray};

use crate::{
    maths::{
        self,
        real::{Constants, Lanes, Real},
    },
    network::moments::{REACH, expectations, rectified_moments, rectifier_moments},
};

/// What an activation function is made of: φ, in a form for every use.
pub(crate) trait Function {
    /// The largest derivative: a neuron passes on at most this much of each unit of weight.
    const STEEPEST: f64;

    /// Whether the derivative jumps at 0.
    const HAS_KINK: bool = false;

    /// φ(z) and φ′(z), to full double precision.
    fn value_and_derivative(z: f64) -> (f64, f64);

    /// φ(z) and φ′(z) by the exponential and the logarithm of the training kernel, whose
    /// `numbers` are [`Real::CONSTANTS`].
    fn value_and_slope<T: Real>(z: T, numbers: &Constants<T>) -> (T, T);

    /// log₁₀ |φ′(z)|, finite also where φ′(z) has underflowed; −∞ where it is 0.
    fn log10_derivative(z: f64) -> f64 {
        maths::log10(Self::value_and_derivative(z).1.abs())
    }

    /// 1 − φ(z) without cancellation, for the activations that approach 1.
    fn distance_to_one(_: f64) -> Option<f64> {
        None
    }

    /// |φ′(z)| as a product neither of whose factors underflows.
    #[inline(always)]
    fn slope_parts(z: f64) -> SlopeParts {
        SlopeParts { scale: Self::value_and_derivative(z).1.abs(), decay: 0.0 }
    }

    /// E[φ(z)²] and E[φ′(z)²] for z ~ N(0, `deviation`²).
    fn moments(deviation: f64) -> (f64, f64) {
        expectations(REACH, |t| {
            let (a, slope) = Self::value_and_derivative(deviation * t);
            (a * a, slope * slope)
        })
    }
}

/// A slope as `scale` · e^−`decay`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SlopeParts {
    pub(crate) scale: f64,
    pub(crate) decay: f64,
}

impl SlopeParts {
    /// `most` · e^−`decay` / (1+e^−`decay`)²: σ′ and tanh′.
    #[inline(always)]
    fn of_bell(most: f64, decay: f64) -> Self {
        let below = 1.0 + (-decay).exp_by(&f64::CONSTANTS);
        Self { scale: most / (below * below), decay }
    }
}

/// What is done with an activation function once it is known which.
pub(crate) trait With {
    /// What comes of it.
    type Output;

    /// Does it with `F`.
    fn with<F: Function>(self) -> Self::Output;
}

/// Declares the modules, one an activation, and [`Activation`].
macro_rules! activations {
    ($($name:ident in $module:ident: $words:literal;)*) => {
        $(mod $module;)*

        /// The activation function of a hidden layer, or of every neuron of a chain.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
        #[strum(serialize_all = "kebab-case")]
        pub enum Activation {
            $(#[doc = $words] $name,)*
        }

        impl Activation {
            /// Does `what` with this function. The choice is made here, once: in `what` nothing
            /// is left of it.
            #[inline(always)]
            pub(crate) fn apply<W: With>(self, what: W) -> W::Output {
                match self {
                    $(Self::$name => what.with::<$module::$name>(),)*
                }
            }

            /// The activation a = φ(z) and the derivative φ′(z), to full double precision.
            #[must_use]
            pub fn value_and_derivative(self, z: f64) -> (f64, f64) {
                match self {
                    $(Self::$name => $module::$name::value_and_derivative(z),)*
                }
            }

            /// log₁₀ |φ′(z)|, finite also where φ′(z) has underflowed; −∞ where it is 0.
            #[must_use]
            pub fn log10_derivative(self, z: f64) -> f64 {
                match self {
                    $(Self::$name => $module::$name::log10_derivative(z),)*
                }
            }

            /// The largest derivative: a neuron passes on at most this much of each unit of
            /// weight.
            #[must_use]
            pub const fn steepest(self) -> f64 {
                match self {
                    $(Self::$name => $module::$name::STEEPEST,)*
                }
            }

            /// Whether the derivative jumps at 0.
            #[must_use]
            pub const fn has_kink(self) -> bool {
                match self {
                    $(Self::$name => $module::$name::HAS_KINK,)*
                }
            }

            /// 1 − φ(z) without cancellation, for the activations that approach 1.
            #[must_use]
            pub fn distance_to_one(self, z: f64) -> Option<f64> {
                match self {
                    $(Self::$name => $module::$name::distance_to_one(z),)*
                }
            }

            /// E[φ(z)²] and E[φ′(z)²] for z ~ N(0, `deviation`²).
            #[must_use]
            pub fn moments(self, deviation: f64) -> (f64, f64) {
                match self {
                    $(Self::$name => $module::$name::moments(deviation),)*
                }
            }

            /// φ(z) and φ′(z) by the exponential and the logarithm of the training kernel, whose
            /// `numbers` are [`Real::CONSTANTS`].
            #[inline(always)]
            pub fn value_and_slope<T: Real>(self, z: T, numbers: &Constants<T>) -> (T, T) {
                match self {
                    $(Self::$name => $module::$name::value_and_slope(z, numbers),)*
                }
            }
        }
    };
}

activations! {
    Sigmoid in sigmoid: "σ(z) = 1/(1+e^−z), the chapter's.";
    Tanh in tanh: "tanh z.";
    Relu in relu: "max(0, z).";
    LeakyRelu in leaky_relu: "z where z > 0, 0.01 z elsewhere.";
    Gelu in gelu: "z Φ(z), Φ being the normal distribution function.";
    Softplus in softplus: "ln(1+e^z).";
    Identity in identity: "z.";
}

impl Activation {
    /// φ(z) and φ′(z) of eight weighted inputs.
    #[inline(always)]
    pub fn lanes<T: Real>(self, z: Lanes<T>) -> (Lanes<T>, Lanes<T>) {
        let (mut a, mut primes) = (z, z);
        for ((a, prime), z) in a.iter_mut().zip(&mut primes).zip(z) {
            (*a, *prime) = self.value_and_slope(z, &T::CONSTANTS);
        }
        (a, primes)
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::LOG10_E;

    use super::*;
    use crate::declaration::Choice;
    use crate::maths::real::splat;

    #[test]
    fn derivatives_agree_with_central_differences() {
        for &activation in Activation::ALL {
            for z in [-4.0, -1.3, -0.2, 0.4, 2.5] {
                let h = 1e-5;
                let up = activation.value_and_derivative(z + h).0;
                let down = activation.value_and_derivative(z - h).0;
                let slope = (up - down) / (2.0 * h);
                let prime = activation.value_and_derivative(z).1;
                assert!((slope - prime).abs() < 1e-9, "{activation:?} at {z}");
            }
        }
    }

    #[test]
    fn lanes_agree_with_the_scalar_functions() {
        for &activation in Activation::ALL {
            for k in -1200..=1200 {
                let z = f64::from(k) / 16.0;
                let (a, prime) = activation.value_and_derivative(z);
                let (lanes, primes) = activation.lanes(splat(z));
                assert!(
                    (lanes[0] - a).abs() <= 4e-16 * a.abs().max(1.0),
                    "{activation:?} {z}"
                );
                // Relative, however small: σ′ far out is e^−|z|, not 0.
                assert!(
                    (primes[0] - prime).abs() <= 8e-16 * prime.abs(),
                    "{activation:?} {z}"
                );
            }
        }
    }

    #[test]
    fn the_derivative_of_relu_at_zero_is_zero() {
        assert_eq!(Activation::Relu.value_and_derivative(0.0), (0.0, 0.0));
        assert_eq!(Activation::Relu.lanes(splat(0.0_f32)), (splat(0.0), splat(0.0)));
    }

    #[test]
    fn derivatives_reach_their_ceiling_at_zero_and_nowhere_pass_it() {
        for activation in [Activation::Sigmoid, Activation::Tanh] {
            let slope = |z| activation.value_and_derivative(z).1;
            assert_eq!(slope(0.0).to_bits(), activation.steepest().to_bits());
            for step in -400..=400 {
                let slope = slope(f64::from(step) * 0.1);
                assert!((0.0..=activation.steepest()).contains(&slope), "{slope}");
            }
        }
    }

    #[test]
    fn no_derivative_passes_the_steepest() {
        for &activation in Activation::ALL {
            let slopes = (-4000..=4000)
                .map(|k| activation.value_and_derivative(f64::from(k) / 400.0).1);
            let most = slopes.fold(0.0_f64, |most, slope| most.max(slope.abs()));
            let steepest = activation.steepest();
            assert!(
                most <= steepest && most > 0.999 * steepest,
                "{activation:?}: {most}"
            );
        }
    }

    #[test]
    fn gelu_keeps_its_digits_far_below_zero_and_its_ends() {
        let gelu = |z| Activation::Gelu.value_and_derivative(z);
        // By mpmath with fifty digits.
        for (z, a, slope) in [
            (1.0, 0.841_344_746_068_542_9, 1.083_315_470_587_686_3),
            (-0.5, -0.154_268_769_362_993_45, 0.132_504_875_343_837_16),
            (-10.0, -7.619_853_024_160_526e-23, -7.618_400_096_464_814e-22),
            (-30.0, -1.472_014_178_144_456e-196, -4.416_031_690_708_494e-195),
        ] {
            let (got, got_slope) = gelu(z);
            assert!((got / a - 1.0_f64).abs() < 1e-13, "{z}: {got:e}");
            assert!((got_slope / slope - 1.0_f64).abs() < 1e-13, "{z}: {got_slope:e}");
        }
        assert_eq!(gelu(f64::INFINITY), (f64::INFINITY, 1.0));
        assert_eq!(gelu(f64::NEG_INFINITY), (0.0, 0.0));
        assert_eq!(gelu(1e200), (1e200, 1.0));
    }

    #[test]
    fn the_moments_are_those_of_a_fine_sum() {
        for &activation in Activation::ALL {
            // The sum over a bell is coarse where the bell is much narrower than the density.
            let is_bell = activation.distance_to_one(0.0).is_some();
            for deviation in [1e-3, 0.3, 1.0, 3.0, if is_bell { 5.0 } else { 30.0 }] {
                let (mut square, mut slope) = (0.0, 0.0);
                let step = 1e-4_f64.min(1e-2 / deviation);
                let steps = (12.0 / step) as i32;
                for k in -steps..=steps {
                    let t = step * f64::from(k);
                    let density = maths::exp(-0.5 * t * t);
                    let (a, prime) = activation.value_and_derivative(deviation * t);
                    square += density * a * a;
                    slope += density * prime * prime;
                }
                let weight = step / (2.0 * std::f64::consts::PI).sqrt();
                let got = activation.moments(deviation);
                // At its kink a sum is off by about half a step.
                let tolerance = if activation.has_kink() { step } else { 1e-6 };
                assert!(
                    (got.0 / (weight * square) - 1.0).abs() < tolerance,
                    "{activation:?}"
                );
                assert!(
                    (got.1 / (weight * slope) - 1.0).abs() < tolerance,
                    "{activation:?}"
                );
            }
        }
    }

    #[test]
    fn tanh_keeps_the_derivative_that_one_minus_its_square_loses() {
        let slope = Activation::Tanh.value_and_derivative(20.0).1;
        assert!((slope / (4.0 * maths::exp(-40.0)) - 1.0).abs() < 1e-14, "{slope}");
    }

    #[test]
    fn softplus_is_within_its_units_in_the_last_place_of_values_of_many_digits() {
        let table = include_str!("../../../../tests/fixtures/softplus.txt");
        let (mut worst, mut worst_lane, mut worst_single) = (0.0_f64, 0.0_f64, 0.0_f64);
        let mut rows = 0;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split(' ').collect();
            let z = f64::from_bits(u64::from_str_radix(fields[0], 16).unwrap());
            let truth: f64 = fields[1].parse().unwrap();
            // The true value less the nearest f64, in units of its last place.
            let rest: f64 = fields[2].parse().unwrap();
            let ulp = truth.next_up() - truth;
            let off = |got: f64| ((got - truth) / ulp - rest).abs();
            worst = worst.max(off(Activation::Softplus.value_and_derivative(z).0));
            worst_lane = worst_lane.max(off(Activation::Softplus.lanes(splat(z)).0[0]));
            let z = z as f32;
            let truth = maths::softplus(f64::from(z));
            let got = Activation::Softplus.lanes(splat(z)).0[0];
            let near = truth as f32;
            let ulp = f64::from(near.next_up()) - f64::from(near);
            worst_single = worst_single.max((f64::from(got) - truth).abs() / ulp);
            rows += 1;
        }
        assert!(rows >= 1000, "{rows} rows read");
        assert!(worst <= 2.0, "double precision, one number: {worst} ulp");
        assert!(worst_lane <= 2.5, "double precision, lanes: {worst_lane} ulp");
        assert!(worst_single <= 2.5, "single precision, lanes: {worst_single} ulp");
    }

    #[test]
    fn softplus_is_stable_far_out() {
        let softplus = |z: f64| Activation::Softplus.value_and_derivative(z);
        let lanes = |z: f64| {
            let (a, slopes) = Activation::Softplus.lanes(splat(z));
            (a[0], slopes[0])
        };
        for at in [softplus, lanes] {
            assert_eq!(at(f64::INFINITY), (f64::INFINITY, 1.0));
            assert_eq!(at(f64::NEG_INFINITY), (0.0, 0.0));
            assert_eq!(at(1e308), (1e308, 1.0));
            assert_eq!(at(-1e308), (0.0, 0.0));
        }
        assert_eq!(Activation::Softplus.log10_derivative(1e3), 0.0);
        let log10 = Activation::Softplus.log10_derivative(-1e3);
        assert!((log10 + 1e3 * LOG10_E).abs() < 1e-12, "{log10}");
    }

    #[test]
    fn the_logarithm_of_a_derivative_of_zero_is_infinite() {
        let log10 = Activation::Relu.log10_derivative(-1.0);
        assert!(log10.is_infinite(), "a true zero, {log10}");
        assert!(Activation::Sigmoid.log10_derivative(800.0).is_finite(), "an underflow");
    }

    #[test]
    fn nan_stays_nan() {
        for &activation in Activation::ALL {
            assert!(activation.value_and_derivative(f64::NAN).0.is_nan());
            assert!(activation.lanes(splat(f32::NAN)).0[0].is_nan(), "{activation:?}");
        }
    }
}
