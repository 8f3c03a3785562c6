//! The chapter's problem: for which activations a is |w σ′(wa+b)| at least 1?
//!
//! σ′(z) = s(1−s) with s = σ(z). Both s and 1−s solve s² − s + σ′ = 0, so that
//! σ′(z) = 1/|w| at s± = (1 ± r)/2 with r = √(1 − 4/|w|), which takes |w| ≥ 4. There
//! |z| = ln(s₊/s₋), and with s₊s₋ = 1/|w| and s₊ + s₋ = 1
//!
//! z₊ = ln(s₊/s₋) = ln(|w| s₊ − 1) = ln(|w|(1 + √(1−4/|w|))/2 − 1).
//!
//! The factor is at least 1 while |wa + b| ≤ z₊: in a window about a = −b/w of width
//! 2z₊/|w|. With |w| = 4 cosh² t the width is t / cosh² t, which is largest where
//! t tanh t = ½.

use super::sized::{Sized, held, log10_of_product};
use crate::{Error, error::number_text, maths, network::Activation};

/// The least |w| that has a window at all, a single point.
pub const LEAST_WEIGHT: f64 = 1.0 / Activation::Sigmoid.steepest();
/// The |w| of the widest window, 4 cosh² t with t tanh t = ½.
pub const WIDEST_WEIGHT: f64 = 6.894_151_032_272_928;
/// The width of the widest window, t / cosh² t.
pub const GREATEST_WIDTH: f64 = 0.447_743_204_694_302_85;

/// A range of activations, ends included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The least of them.
    pub from: f64,
    /// The greatest.
    pub to: f64,
}

/// Where |w σ′(wa+b)| is at least 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// z₊: the factor is at least 1 while |wa + b| is no larger.
    pub reach: f64,
    /// All real a.
    pub whole: Interval,
    /// 2z₊/|w|, which has more correct digits than the difference of the ends.
    pub width: f64,
    /// The part inside \[0, 1\], the activations that a sigmoid can have, if there is any.
    pub inside: Option<Interval>,
}

/// A neuron's weight and bias, which give the factor as a function of the activation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neuron {
    weight: f64,
    bias: f64,
}

impl Neuron {
    /// A neuron with these parameters.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] when one of them is not finite.
    pub fn new(weight: f64, bias: f64) -> Result<Self, Error> {
        for (key, value) in [("weight", weight), ("bias", bias)] {
            if !value.is_finite() {
                return Err(Error::Setting {
                    key,
                    expected: "a finite number".to_owned(),
                    got: number_text(value),
                });
            }
        }
        Ok(Self { weight, bias })
    }

    /// |w σ′(wa+b)|.
    #[must_use]
    pub fn factor(self, activation: f64) -> f64 {
        let z = self.weight * activation + self.bias;
        let slope = maths::sigmoid_prime(z);
        // The weight may bring a slope that is too small for a float back.
        let is_sound = slope.is_normal() || self.weight == 0.0;
        let log10 = self.log10_factor(activation);
        Sized::settled(self.weight.abs() * slope, is_sound, 1.0, log10).value
    }

    /// log₁₀|w σ′(wa+b)|, also where the factor itself has underflowed; −∞ only for w = 0.
    #[must_use]
    pub fn log10_factor(self, activation: f64) -> f64 {
        let z = self.weight * activation + self.bias;
        let within = z.clamp(-f64::MAX, f64::MAX);
        let slope = held(Activation::Sigmoid.log10_derivative(within));
        log10_of_product(maths::log10(self.weight.abs()), slope)
    }

    /// −b/w, where the factor is largest; NaN or ±∞ for w = 0.
    #[must_use]
    pub fn centre(self) -> f64 {
        // Not −0 for b = 0.
        0.0 - self.bias / self.weight
    }

    /// The activation in \[0, 1\] with the largest factor.
    #[must_use]
    pub fn best_inside(self) -> f64 {
        // |w|/4 at the centre; if that is outside of [0, 1], the nearer end is best. For w = 0
        // any will do.
        if self.weight == 0.0 { 0.0 } else { self.centre().clamp(0.0, 1.0) }
    }

    /// Where the factor is at least 1; `None` below |w| = 4, where it is so nowhere.
    #[must_use]
    pub fn window(self) -> Option<Window> {
        let size = self.weight.abs();
        let reach = reach(size)?;
        // An end at 0 is not −0.
        let ends = [-reach, reach].map(|z| 0.0 + (z - self.bias) / self.weight);
        let whole = Interval { from: ends[0].min(ends[1]), to: ends[0].max(ends[1]) };
        let inside = Interval { from: whole.from.max(0.0), to: whole.to.min(1.0) };
        Some(Window {
            reach,
            whole,
            width: 2.0 * reach / size,
            inside: (inside.from <= inside.to).then_some(inside),
        })
    }
}

/// The width of the window of a weight of this size; `None` below 4.
#[must_use]
pub fn width(size: f64) -> Option<f64> {
    reach(size).map(|reach| 2.0 * reach / size)
}

/// The |w| of a window of this width: one from 4 up to [`WIDEST_WEIGHT`], or with `is_beyond` one
/// from there on. Widths of 0 and less have the |w| of 4, or with `is_beyond` infinity; those
/// greater than [`GREATEST_WIDTH`] have [`WIDEST_WEIGHT`].
#[must_use]
pub fn size_of_width(wanted: f64, is_beyond: bool) -> f64 {
    if wanted >= GREATEST_WIDTH {
        return WIDEST_WEIGHT;
    }
    if wanted <= 0.0 {
        return if is_beyond { f64::INFINITY } else { LEAST_WEIGHT };
    }
    // Bisection: `wide` is a |w| whose window is at least as wide, `narrow` one of a narrower.
    let (mut wide, mut narrow) = (WIDEST_WEIGHT, LEAST_WEIGHT);
    if is_beyond {
        narrow = 2.0 * wide;
        while width(narrow).is_some_and(|found| found >= wanted) {
            (wide, narrow) = (narrow, 2.0 * narrow);
        }
    }
    loop {
        let middle = f64::midpoint(wide, narrow);
        // Next to each other, they have nothing in between.
        if middle <= wide.min(narrow) || middle >= wide.max(narrow) {
            return middle;
        }
        if width(middle).is_some_and(|found| found >= wanted) {
            wide = middle;
        } else {
            narrow = middle;
        }
    }
}

/// The bias that puts the middle of the window at this activation, −wa.
#[must_use]
pub fn centring_bias(weight: f64, activation: f64) -> f64 {
    // Not −0 for w = 0: that would be another state.
    0.0 - weight * activation
}

/// z₊ = ln((1+r)/(1−r)) as 2 ln(1+r) + ln(|w|/4): two terms that are not negative, so that
/// no digits are lost near |w| = 4.
pub(super) fn reach(size: f64) -> Option<f64> {
    let above = size - LEAST_WEIGHT;
    let r = (above / size).sqrt();
    // NaN below 4.
    (r >= 0.0).then(|| 2.0 * maths::ln_1p(r) + maths::ln_1p(above / LEAST_WEIGHT))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn neuron(weight: f64, bias: f64) -> Neuron {
        Neuron::new(weight, bias).unwrap()
    }

    #[test]
    fn below_four_there_is_no_window() {
        for weight in [0.0, 1.0, -3.999_999, 3.999_999_999_999_999] {
            assert_eq!(neuron(weight, 0.3).window(), None, "{weight}");
            assert_eq!(width(weight.abs()), None);
        }
    }

    #[test]
    fn at_four_the_window_is_a_single_point() {
        let window = neuron(4.0, -2.0).window().unwrap();
        assert_eq!(window.whole, Interval { from: 0.5, to: 0.5 });
        assert_eq!(window.width, 0.0);
        assert_eq!(window.inside, Some(window.whole));
    }

    #[test]
    fn the_factor_is_one_at_the_ends_of_the_window() {
        for (weight, bias) in [(4.5, -2.0), (6.9, 1.0), (-8.0, 4.0), (100.0, -50.0)] {
            let neuron = neuron(weight, bias);
            let window = neuron.window().unwrap();
            for end in [window.whole.from, window.whole.to] {
                assert!((neuron.factor(end) - 1.0).abs() < 1e-12, "{weight} at {end}");
            }
            let outside = window.whole.to + 1e-6;
            assert!(neuron.factor(outside) < 1.0, "{weight} at {outside}");
            let wide = window.whole.to - window.whole.from;
            assert!((wide - window.width).abs() < 1e-14, "{wide}");
        }
    }

    #[test]
    fn the_part_inside_ends_at_the_ends_of_the_unit_interval() {
        let cut = neuron(6.9, 0.0).window().unwrap();
        assert_eq!(cut.inside.unwrap().from, 0.0);
        assert!((cut.inside.unwrap().to - cut.width / 2.0).abs() < 1e-15);
        assert_eq!(neuron(6.9, 10.0).window().unwrap().inside, None);
        let greatest = |neuron: Neuron| neuron.factor(neuron.best_inside());
        assert!(greatest(neuron(6.9, 10.0)) < 1.0);
        assert_eq!(greatest(neuron(6.9, -3.45)), 6.9 / 4.0);
        assert_eq!(greatest(neuron(0.0, 1.0)), 0.0);
    }

    #[test]
    fn a_factor_that_underflows_keeps_its_logarithm() {
        let far = neuron(10.0, 1000.0);
        let at = far.best_inside();
        assert_eq!((at, far.factor(at)), (0.0, 0.0));
        let expected = 1.0 - 1000.0 * std::f64::consts::LOG10_E;
        assert!((far.log10_factor(at) - expected).abs() < 1e-9);
        assert_eq!(neuron(0.0, 1.0).log10_factor(0.5), f64::NEG_INFINITY);
        let near = neuron(6.9, -3.0);
        let known = maths::log10(near.factor(0.3));
        assert!((near.log10_factor(0.3) - known).abs() < 1e-14);
    }

    #[test]
    fn no_place_is_minus_zero() {
        assert!(neuron(5.0, 0.0).centre().is_sign_positive());
        assert!(neuron(-5.0, 0.0).centre().is_sign_positive());
        for weight in [5.0_f64, -5.0] {
            let reach = reach(weight.abs()).unwrap();
            for bias in [reach, -reach] {
                let whole = neuron(weight, bias).window().unwrap().whole;
                let at_zero = if whole.from == 0.0 { whole.from } else { whole.to };
                assert_eq!(at_zero.to_bits(), 0.0_f64.to_bits(), "{whole:?}");
            }
        }
    }

    #[test]
    fn the_centring_bias_centres() {
        for weight in [4.5, -9.0, 250.0] {
            let window =
                neuron(weight, centring_bias(weight, 0.5)).window().unwrap().whole;
            assert!((window.from + window.to - 1.0).abs() < 1e-15, "{window:?}");
        }
        assert!(centring_bias(0.0, 0.5).is_sign_positive());
    }

    #[test]
    fn the_widest_window_obeys_its_equation() {
        // |w| = 4 cosh² t, t = z₊/2.
        let t = reach(WIDEST_WEIGHT).unwrap() / 2.0;
        assert!((t * maths::tanh(t) - 0.5).abs() < 1e-14, "{t}");
        assert_eq!(width(WIDEST_WEIGHT), Some(GREATEST_WIDTH));
        assert!(
            width(6.8).unwrap() < GREATEST_WIDTH && width(7.0).unwrap() < GREATEST_WIDTH
        );
    }

    #[test]
    fn a_width_has_a_weight_on_either_side_of_the_widest() {
        // Near |w| = 4 the width is steep: its weight has fewer of its digits.
        for wanted in [0.02, 0.1, 0.2, 0.3, 0.447_743] {
            for is_beyond in [false, true] {
                let size = size_of_width(wanted, is_beyond);
                let got = width(size).unwrap();
                assert!(
                    (got - wanted).abs() < 1e-14,
                    "{wanted} {is_beyond}: {size}, {got}"
                );
                assert_eq!(size > WIDEST_WEIGHT, is_beyond, "{wanted}: {size}");
            }
        }
        for is_beyond in [false, true] {
            assert_eq!(size_of_width(0.5, is_beyond), WIDEST_WEIGHT);
        }
        assert_eq!(size_of_width(-0.1, false), LEAST_WEIGHT);
        assert_eq!(size_of_width(0.0, true), f64::INFINITY);
    }

    #[test]
    fn what_is_not_finite_is_refused() {
        assert!(Neuron::new(f64::NAN, 0.0).is_err());
        assert!(Neuron::new(1.0, f64::INFINITY).is_err());
    }
}
