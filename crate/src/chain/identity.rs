//! The chapter's other problem: a neuron that answers its input, w₂σ(w₁x+b) ≈ x on \[0, 1\].
//!
//! About the middle, x = ½ + Δ, with b = −w₁/2 and w₂ = 4/w₁,
//!
//! w₂σ(w₁Δ) = 2/w₁ + Δ − w₁²Δ³/12 + …,
//!
//! which is x but for the constant 2/w₁ − ½ and at most about w₁²/96. The constant is no
//! small one; a bias after the neuron takes it away. Without that no choice of w₁, b and w₂
//! comes closer than [`LEAST_LITERAL`].

use super::window::{Neuron, reach};
use crate::{Error, maths};

/// The middle of the range, about which the hint expands.
pub const MIDDLE: f64 = 0.5;
/// The least largest error on \[0, 1\] that w₂σ(w₁x+b) can have.
pub const LEAST_LITERAL: f64 = 0.056_050_384_441_151_4;
/// The w₁ that has it, with b = −w₁/2 and w₂ = 1.
pub const BEST_LITERAL: f64 = 5.647_643_565_962_444;

/// A neuron, the weight of its answer, and what is added to that.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Identity {
    weight_in: f64,
    bias: f64,
    weight_out: f64,
    offset: f64,
}

/// Where the answer is furthest from x.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worst {
    /// x, in \[0, 1\]; the least where several are as bad.
    pub at: f64,
    /// The answer less x there.
    pub error: f64,
}

impl Identity {
    /// w₂σ(w₁x+b); where the offset is absorbed, with the constant added that makes it ½ at
    /// x = ½.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] when a parameter is not finite.
    pub fn new(
        weight_in: f64,
        bias: f64,
        weight_out: f64,
        is_absorbed: bool,
    ) -> Result<Self, Error> {
        Neuron::new(weight_in, bias)?;
        Neuron::new(weight_out, 0.0)?;
        let literal = Self { weight_in, bias, weight_out, offset: 0.0 };
        let offset = if is_absorbed { MIDDLE - literal.answer(MIDDLE) } else { 0.0 };
        Ok(Self { offset, ..literal })
    }

    /// w₁.
    #[must_use]
    pub fn weight_in(self) -> f64 {
        self.weight_in
    }

    /// b.
    #[must_use]
    pub fn bias(self) -> f64 {
        self.bias
    }

    /// w₂.
    #[must_use]
    pub fn weight_out(self) -> f64 {
        self.weight_out
    }

    /// What is added to w₂σ(w₁x+b).
    #[must_use]
    pub fn offset(self) -> f64 {
        self.offset
    }

    /// The answer to x.
    #[must_use]
    pub fn answer(self, x: f64) -> f64 {
        self.weight_out * maths::sigmoid(self.weight_in * x + self.bias) + self.offset
    }

    /// Its slope at x, w₁w₂σ′(w₁x+b).
    #[must_use]
    pub fn slope(self, x: f64) -> f64 {
        let z = self.weight_in * x + self.bias;
        self.weight_in * self.weight_out * maths::sigmoid_prime(z)
    }

    /// The largest error on \[0, 1\]: at an end, or where the slope is 1, that is where
    /// |w₁x+b| is the z₊ of a window of the weight w₁w₂.
    #[must_use]
    pub fn worst(self) -> Worst {
        let inner = reach(self.weight_in * self.weight_out).map_or([0.0; 2], |z| {
            [-z, z].map(|z| ((z - self.bias) / self.weight_in).clamp(0.0, 1.0))
        });
        [0.0, inner[0].min(inner[1]), inner[0].max(inner[1]), 1.0]
            .map(|at| Worst { at, error: self.answer(at) - at })
            .into_iter()
            .reduce(
                |worst, next| {
                    if next.error.abs() > worst.error.abs() { next } else { worst }
                },
            )
            .unwrap_or(Worst { at: 0.0, error: f64::NAN })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worst(weight_in: f64, bias: f64, weight_out: f64, is_absorbed: bool) -> f64 {
        let neuron = Identity::new(weight_in, bias, weight_out, is_absorbed).unwrap();
        neuron.worst().error.abs()
    }

    /// By the hint: b = −w₁/2, w₂ = 4/w₁.
    fn hinted(weight_in: f64, is_absorbed: bool) -> f64 {
        worst(weight_in, -weight_in / 2.0, 4.0 / weight_in, is_absorbed)
    }

    #[test]
    fn the_largest_error_is_at_least_that_of_every_x() {
        for (w1, b, w2) in
            [(1.0, -0.5, 4.0), (8.0, -3.0, 1.2), (-6.0, 3.5, -1.0), (3.0, 0.0, 0.1)]
        {
            for is_absorbed in [false, true] {
                let neuron = Identity::new(w1, b, w2, is_absorbed).unwrap();
                let found = neuron.worst();
                let most = (0..=4000)
                    .map(|step| f64::from(step) / 4000.0)
                    .map(|x| (neuron.answer(x) - x).abs())
                    .fold(0.0, f64::max);
                assert!(found.error.abs() >= most, "{w1} {b} {w2}: {found:?} {most}");
                assert!(
                    found.error.abs() < most + 1e-6,
                    "{w1} {b} {w2}: {found:?} {most}"
                );
                assert_eq!(neuron.answer(found.at) - found.at, found.error);
            }
        }
    }

    // A browser has no file to read.
    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn with_the_offset_absorbed_the_error_is_a_ninety_sixth_of_the_square() {
        let path =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/identity.json");
        let text = std::fs::read_to_string(path).unwrap();
        let oracle: serde_json::Value = serde_json::from_str(&text).unwrap();
        let rows = oracle["rows"].as_array().unwrap();
        assert!(rows.len() > 10);
        for row in rows {
            let [w1, error, offset] = ["w1", "taylor_max_error", "taylor_output_bias"]
                .map(|key| row[key].as_f64().unwrap());
            let got = hinted(w1, true);
            assert!((got - error).abs() < 1e-12, "{w1}: {got}, {error}");
            let neuron = Identity::new(w1, -w1 / 2.0, 4.0 / w1, true).unwrap();
            assert!((neuron.offset() - offset).abs() < 1e-12, "{w1}");
            assert!((neuron.slope(MIDDLE) - 1.0).abs() < 1e-15, "{w1}");
            if w1 <= 0.25 {
                assert!((got * 96.0 / (w1 * w1) - 1.0).abs() < 2e-3, "{w1}: {got}");
            }
            let (b, w2) = (row["literal_b"].as_f64(), row["literal_w2"].as_f64());
            if let (Some(b), Some(w2)) = (b, w2) {
                let best = row["literal_no_output_bias_minimax_error"].as_f64().unwrap();
                assert!((worst(w1, b, w2, false) - best).abs() < 1e-6, "{w1}");
            }
        }
    }

    #[test]
    fn taken_literally_nothing_comes_closer_than_the_best() {
        let best = worst(BEST_LITERAL, -BEST_LITERAL / 2.0, 1.0, false);
        assert!((best - LEAST_LITERAL).abs() < 1e-15, "{best}");
        let mut least = f64::INFINITY;
        for w1 in (1..=120).map(|step| f64::from(step) / 8.0) {
            for b in (0..=120).map(|step| -f64::from(step) / 10.0) {
                for w2 in (0..=100).map(|step| 0.5 + f64::from(step) / 40.0) {
                    least = least.min(worst(w1, b, w2, false));
                }
            }
        }
        assert!((LEAST_LITERAL..0.07).contains(&least), "{least}");
        // No step from the best makes it better.
        for step in [1e-2, 1e-4, 1e-6, 1e-8] {
            for (x, y, z) in [
                (1.0, 0.0, 0.0),
                (0.0, 1.0, 0.0),
                (0.0, 0.0, 1.0),
                (1.0, -0.5, 0.0),
                (1.0, 1.0, 1.0),
            ] {
                for step in [step, -step] {
                    let near = worst(
                        BEST_LITERAL + step * x,
                        -BEST_LITERAL / 2.0 + step * y,
                        1.0 + step * z,
                        false,
                    );
                    assert!(near >= LEAST_LITERAL, "{step} {x} {y} {z}: {near}");
                }
            }
        }
        assert!(hinted(0.1, false) > 19.0);
    }

    #[test]
    fn weights_of_zero_have_an_error_too() {
        assert_eq!(worst(0.0, 0.0, 1.0, false), 0.5);
        assert_eq!(worst(0.0, 3.0, 7.0, true), 0.5);
        assert_eq!(worst(5.0, 0.0, 0.0, false), 1.0);
        assert!(Identity::new(1.0, f64::NAN, 1.0, false).is_err());
        assert!(Identity::new(1.0, 0.0, f64::INFINITY, true).is_err());
    }
}
