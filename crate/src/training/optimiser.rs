//! Optimisers: how the gradient of a mini-batch becomes a change of the parameters.
//!
//! Each is a file of this folder with a function `step`, and a line in the list below. In all
//! of them the regularisation stays apart from what the optimiser remembers: the weights first
//! shrink by it, and then take the optimiser's own step. For Adam that is what Loshchilov and
//! Hutter (2019, "Decoupled weight decay regularization") recommend.

use strum::{IntoStaticStr, VariantArray};

use super::{aligned::Aligned, saved::Saved};
use crate::{Error, maths::Real};

/// Declares the optimisers from a list of them, each with the module that has its step.
macro_rules! optimisers {
    ($($(#[doc = $words:literal])* $name:ident in $module:ident;)*) => {
        $(mod $module;)*

        /// How a gradient becomes a change of the weights and biases.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
        #[strum(serialize_all = "kebab-case")]
        pub enum Optimiser {
            $($(#[doc = $words])* $name,)*
        }

        impl Optimiser {
            /// Takes one step of `parameters` along the `sums` of their gradient, and has the
            /// optimiser remember in `memory` what the next step needs.
            #[inline(never)]
            pub(super) fn step<T: Real>(
                self,
                parameters: &mut [T],
                memory: &mut Memory<T>,
                sums: &[T],
                stride: &Stride<T>,
            ) {
                match self {
                    $(Self::$name => $module::step(parameters, memory, sums, stride),)*
                }
            }
        }
    };
}

optimisers! {
    /// Stochastic gradient descent, the chapter's: w → (1 − ηλ/n) w − η ∂C/∂w.
    Sgd in sgd;
    /// v → μv − η ∂C/∂w, w → (1 − ηλ/n) w + v, with μ = [`MOMENTUM`].
    Momentum in momentum;
    /// Momentum that looks ahead: w → (1 − ηλ/n) w + μv − η ∂C/∂w, with the same v.
    Nesterov in nesterov;
    /// Steps divided by the root of a running mean of the squared gradient.
    Rmsprop in rmsprop;
    /// Running means of the gradient and of its square, corrected for their start at 0.
    Adam in adam;
}

pub use momentum::MOMENTUM;

/// What a step needs to know besides the sums of the gradient.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stride<T> {
    /// What regularisation leaves of the parameters: 1 − ηλ/n of weights, 1 of biases.
    pub(super) kept: T,
    /// The learning rate η.
    pub(super) rate: T,
    /// 1/m, by which the sums over m images become the mean gradient.
    pub(super) mean: T,
    /// η/m.
    pub(super) rate_of_sums: T,
    /// How many steps there have been, this one included.
    pub(super) steps: usize,
}

/// What an optimiser remembers of the gradients of some parameters: at most two numbers of each,
/// all 0 before the first step.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory<T> {
    first: Aligned<T>,
    second: Aligned<T>,
}

impl<T: Real> Memory<T> {
    /// One number for each of `length` parameters.
    fn one(&mut self, length: usize) -> &mut [T] {
        allocate(&mut self.first, length);
        &mut self.first
    }

    /// Two numbers for each of `length` parameters.
    fn two(&mut self, length: usize) -> (&mut [T], &mut [T]) {
        allocate(&mut self.first, length);
        allocate(&mut self.second, length);
        (&mut self.first, &mut self.second)
    }

    /// Saves what is remembered of `length` parameters, or takes it up.
    pub(super) fn save(
        &mut self,
        saved: &mut Saved<'_>,
        length: usize,
    ) -> Result<(), Error> {
        saved.some_numbers(&mut self.first, length, "optimiser")?;
        saved.some_numbers(&mut self.second, length, "optimiser")
    }
}

/// Gives `values` the length `length`, in zeros, if they have none yet.
pub(super) fn allocate<T: Real>(values: &mut Aligned<T>, length: usize) {
    if values.is_empty() {
        *values = Aligned::filled(T::ZERO, length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where one parameter stands after each of three steps from 2 with η = 0.5, along the
    /// gradients 4, −2 and 1, each the sum over two images of which the mean is half.
    fn walk(optimiser: Optimiser, kept: f64) -> [f64; 3] {
        let mut memory = Memory::default();
        let mut x = [2.0];
        let mut steps = 0;
        [8.0, -4.0, 2.0].map(|sum| {
            steps += 1;
            let stride = Stride { kept, rate: 0.5, mean: 0.5, rate_of_sums: 0.25, steps };
            optimiser.step(&mut x, &mut memory, &[sum], &stride);
            x[0]
        })
    }

    fn assert_walk(optimiser: Optimiser, kept: f64, expected: [f64; 3]) {
        let got = walk(optimiser, kept);
        for (got, expected) in got.iter().zip(expected) {
            assert!((got - expected).abs() < 1e-14, "{optimiser:?}: {got}, {expected}");
        }
    }

    #[test]
    fn plain_descent_goes_against_the_gradient() {
        assert_walk(Optimiser::Sgd, 1.0, [0.0, 1.0, 0.5]);
        // 0.9·2 − 2, −0.9·0.2 + 1, 0.9·0.82 − 0.5.
        assert_walk(Optimiser::Sgd, 0.9, [-0.2, 0.82, 0.238]);
    }

    #[test]
    fn momentum_adds_nine_tenths_of_the_step_before() {
        // v = −2, −0.8, −1.22.
        assert_walk(Optimiser::Momentum, 1.0, [0.0, -0.8, -2.02]);
        // 0.5·2 − 2, −0.5 − 0.8, −0.65 − 1.22: the decay does not enter v.
        assert_walk(Optimiser::Momentum, 0.5, [-1.0, -1.3, -1.87]);
    }

    #[test]
    fn nesterov_looks_one_step_further_along_the_velocity() {
        // The same v; 0.9 v − η g = −3.8, 0.28, −1.598.
        assert_walk(Optimiser::Nesterov, 1.0, [-1.8, -1.52, -3.118]);
    }

    #[test]
    fn rmsprop_divides_by_the_root_of_the_mean_square() {
        // r = 1.6, 1.84, 1.756.
        let small = 1e-8;
        let steps = [
            0.5 * 4.0 / (1.6_f64.sqrt() + small),
            -0.5 * 2.0 / (1.84_f64.sqrt() + small),
            0.5 * 1.0 / (1.756_f64.sqrt() + small),
        ];
        let ends = [
            2.0 - steps[0],
            2.0 - steps[0] - steps[1],
            2.0 - steps[0] - steps[1] - steps[2],
        ];
        assert_walk(Optimiser::Rmsprop, 1.0, ends);
    }

    #[test]
    fn adams_first_step_is_the_rate_whatever_the_size_of_the_gradient() {
        // m = 0.4, 0.16, 0.244 over 1 − 0.9ᵗ = 0.1, 0.19, 0.271; v = 0.016, 0.019984,
        // 0.020964016 over 1 − 0.999ᵗ = 0.001, 0.001999, 0.002997001.
        let small = 1e-8;
        let steps = [
            0.5 * 4.0 / (4.0 + small),
            0.5 * (0.16 / 0.19) / ((0.019_984_f64 / 0.001_999).sqrt() + small),
            0.5 * (0.244 / 0.271) / ((0.020_964_016_f64 / 0.002_997_001).sqrt() + small),
        ];
        let ends = [
            2.0 - steps[0],
            2.0 - steps[0] - steps[1],
            2.0 - steps[0] - steps[1] - steps[2],
        ];
        assert_walk(Optimiser::Adam, 1.0, ends);
        assert!((walk(Optimiser::Adam, 1.0)[0] - 1.5).abs() < 1e-8);
    }
}
