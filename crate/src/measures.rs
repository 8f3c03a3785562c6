//! What is measured while a network trains: the speed of each layer, cost, accuracy.
//!
//! ```
//! use unstable_gradients::measures::{Fate, best_output, speed};
//!
//! assert_eq!(speed(&[3.0, 4.0]), 5.0);
//! // No square leaves the range of floats.
//! assert!(speed(&[3e-200, 4e-200]) > 4e-200);
//! assert_eq!(best_output(&[0.1, 0.7, 0.7]), 1);
//! // The first layer's gradient is a hundredth of the last one's.
//! assert_eq!(Fate::of(-2.0), Fate::Vanishing);
//! ```

use strum::IntoStaticStr;

use crate::{
    maths::Real,
    network::{Cost, Output},
};

/// The power of ten from which a gradient is said to vanish or to explode: the one threshold
/// of the whole page, which `www/kit/fate.js` has as well.
pub const DECADES: f64 = 1.0;

/// What becomes of a gradient on its way from the last bias to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Fate {
    /// The first is less than a tenth of the last.
    Vanishing,
    /// Neither; also where there is no ratio.
    Between,
    /// The first is more than ten times the last.
    Exploding,
}

impl Fate {
    /// The fate for this log₁₀ of the first gradient over the last; −∞ for a first of 0, NaN
    /// where there is no ratio.
    #[must_use]
    pub fn of(log10_ratio: f64) -> Self {
        if log10_ratio < -DECADES {
            Self::Vanishing
        } else if log10_ratio > DECADES {
            Self::Exploding
        } else {
            Self::Between
        }
    }
}

/// The sums over the images of a pass.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    /// How many images passed.
    pub images: usize,
    /// The sum of their costs, without the regularisation term.
    pub cost: f64,
    /// How many of them were classified correctly.
    pub correct: usize,
}

impl Tally {
    /// The mean cost of an image; NaN without images.
    #[must_use]
    pub fn mean_cost(&self) -> f64 {
        self.cost / self.images as f64
    }

    /// The share of images classified correctly; NaN without images.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        self.correct as f64 / self.images as f64
    }
}

/// The network's answer: the first of its most active outputs, as the chapter's `argmax`.
#[must_use]
pub fn best_output<T: Real>(activations: &[T]) -> usize {
    let mut best = 0;
    for (j, a) in activations.iter().enumerate() {
        if *a > activations[best] {
            best = j;
        }
    }
    best
}

/// The speed of learning ‖δˡ‖ of a layer: the Euclidean norm of `gradient`, its error
/// averaged over the images, one number a neuron.
///
/// The numbers are divided by the largest magnitude before they are squared, so that speeds
/// below 1e-154 are not lost.
///
/// NaN when a number is NaN, ∞ when one is infinite, 0 when all are 0.
#[must_use]
pub fn speed(gradient: &[f64]) -> f64 {
    let mut largest = 0.0_f64;
    for delta in gradient {
        let magnitude = delta.abs();
        if magnitude.is_nan() {
            return magnitude;
        }
        largest = largest.max(magnitude);
    }
    if largest == 0.0 || largest.is_infinite() {
        return largest;
    }
    let mut squares = 0.0;
    for delta in gradient {
        let part = delta / largest;
        squares += part * part;
    }
    largest * squares.sqrt()
}

/// The cost and accuracy of a network that ignores the image and always answers with the
/// frequencies of the digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// The mean cost: with cross-entropy Σ −(p ln p + (1−p) ln(1−p)), 3.2459 for the
    /// chapter's thousand images, or Σ −p ln p with softmax; with the quadratic cost Σ ½ p (1−p).
    pub cost: f64,
    /// The share of the most frequent digit.
    pub accuracy: f64,
}

impl Guess {
    /// The guess for images of which `counts` show each digit.
    #[must_use]
    #[inline(never)]
    pub fn from_counts(cost: Cost, output: Output, counts: &[usize]) -> Self {
        let images: usize = counts.iter().sum();
        let mut guess = Self { cost: 0.0, accuracy: 0.0 };
        for &count in counts {
            let p = count as f64 / images as f64;
            guess.accuracy = guess.accuracy.max(p);
            guess.cost += match cost {
                Cost::CrossEntropy => output.cross_entropy_of_guess(p),
                Cost::Quadratic => 0.5 * p * (1.0 - p),
            };
        }
        guess
    }
}

/// Watches for the epoch at which a network leaves the plateau of guessing.
///
/// It left the plateau at the earliest measured epoch from which on its cost has stayed below
/// 98 % of a guess's. Nothing is known of epochs that were not measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Plateau {
    threshold: f64,
    left_at: Option<usize>,
}

impl Plateau {
    /// The share of the guess's cost below which a network has learned something.
    pub const SHARE: f64 = 0.98;

    /// The watch for a run whose guess is `guess`.
    #[must_use]
    pub fn new(guess: Guess) -> Self {
        Self { threshold: Self::SHARE * guess.cost, left_at: None }
    }

    /// Takes note of the cost measured at `epoch`.
    pub fn watch(&mut self, epoch: usize, cost: f64) {
        if cost < self.threshold {
            self.left_at.get_or_insert(epoch);
        } else {
            self.left_at = None;
        }
    }

    /// Goes on from where an earlier watch of the same run had come to.
    pub(crate) fn resume(&mut self, left_at: Option<usize>) {
        self.left_at = left_at;
    }

    /// The epoch at which the network left the plateau, if it has.
    #[must_use]
    pub fn left_at(&self) -> Option<usize> {
        self.left_at
    }
}

/// The quantiles of a few `numbers` at `levels`, from 0 (the least number) to 1 (the
/// greatest), interpolated linearly, see [`between`].
///
/// All are NaN when there are no numbers or one of them is NaN.
///
/// **Panics** if a level is outside of 0 to 1.
#[must_use]
#[track_caller]
pub fn quantiles<const N: usize>(numbers: &[f64], levels: [f64; N]) -> [f64; N] {
    if numbers.is_empty() || numbers.iter().any(|number| number.is_nan()) {
        return [f64::NAN; N];
    }
    // Insertion is enough for so few numbers as there are runs or seeds.
    let mut sorted: Vec<f64> = Vec::with_capacity(numbers.len());
    for number in numbers {
        sorted.insert(sorted.partition_point(|other| other < number), *number);
    }
    levels.map(|level| {
        let place = level * (sorted.len() - 1) as f64;
        let index = place as usize;
        let next = sorted.get(index + 1).copied().unwrap_or(f64::INFINITY);
        between(sorted[index], next, place - index as f64)
    })
}

/// The [`quantiles`] of every column of `values`, which are rows of `columns` numbers; first
/// all of the first column, then all of the second, and so on.
#[must_use]
#[track_caller]
pub fn quantiles_of_columns<const N: usize>(
    values: &[f64],
    columns: usize,
    levels: [f64; N],
) -> Vec<f64> {
    let column = |column| values.iter().copied().skip(column).step_by(columns);
    (0..columns)
        .flat_map(|index| quantiles(&column(index).collect::<Vec<f64>>(), levels))
        .collect()
}

/// The number that lies `part` (0 to less than 1) of the way from `low` to `high`, the next
/// greater one; −∞ if `low` is.
#[must_use]
pub fn between(low: f64, high: f64, part: f64) -> f64 {
    if part > 0.0 && low.is_finite() { low + part * (high - low) } else { low }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gradient_vanishes_below_a_tenth_and_explodes_above_ten_times() {
        assert_eq!(Fate::of(f64::NEG_INFINITY), Fate::Vanishing);
        assert_eq!(Fate::of(-DECADES.next_up()), Fate::Vanishing);
        for between in [-DECADES, -0.3, 0.3, DECADES, f64::NAN] {
            assert_eq!(Fate::of(between), Fate::Between);
        }
        assert_eq!(Fate::of(DECADES.next_up()), Fate::Exploding);
    }

    #[test]
    fn speed_is_the_euclidean_norm() {
        assert_eq!(speed(&[3.0, -4.0]), 5.0);
        assert_eq!(speed(&[0.0; 4]), 0.0);
    }

    #[test]
    fn tiny_speeds_are_not_lost_in_their_squares() {
        assert_eq!(speed(&[3e-300, 4e-300]), 5e-300);
        let subnormal = f64::from_bits;
        assert_eq!(speed(&[subnormal(3), subnormal(4)]), subnormal(5));
    }

    #[test]
    fn the_speed_of_nan_is_nan_and_of_infinity_infinity() {
        assert!(speed(&[1.0, f64::NAN]).is_nan());
        assert!(speed(&[f64::INFINITY, 1.0]).is_infinite());
    }

    #[test]
    fn the_guess_on_the_chapters_images_costs_what_was_computed_independently() {
        let counts = [97, 116, 99, 93, 105, 92, 94, 117, 87, 100];
        let guess = Guess::from_counts(Cost::CrossEntropy, Output::Sigmoid, &counts);
        assert!((guess.cost - 3.245_922_292_554_051_4).abs() < 1e-12, "{}", guess.cost);
        assert_eq!(guess.accuracy, 0.117);
    }

    #[test]
    fn the_plateau_ends_where_the_cost_stays_low() {
        let mut plateau = Plateau::new(Guess { cost: 1.0, accuracy: 0.1 });
        for (epoch, cost) in [2.0, 0.97, 0.99, 0.97, 0.9].into_iter().enumerate() {
            plateau.watch(epoch, cost);
        }
        assert_eq!(plateau.left_at(), Some(3));
        plateau.watch(5, f64::NAN);
        assert_eq!(plateau.left_at(), None);
        plateau.watch(6, Plateau::SHARE);
        assert_eq!(plateau.left_at(), None, "98 % itself is not below it");
    }

    #[test]
    fn a_pass_without_images_has_no_mean() {
        let tally = Tally { images: 4, cost: 3.0, correct: 1 };
        assert_eq!((tally.mean_cost(), tally.accuracy()), (0.75, 0.25));
        let none = Tally::default();
        assert!(none.mean_cost().is_nan() && none.accuracy().is_nan());
    }

    #[test]
    fn the_answer_is_the_first_of_the_most_active() {
        assert_eq!(best_output(&[0.1, 0.7, 0.7]), 1);
        assert_eq!(best_output(&[f32::NAN; 3]), 0);
    }

    #[test]
    fn quantiles_are_interpolated_whatever_the_order_of_the_numbers() {
        let thirds = [0.0, 0.5, 1.0];
        assert_eq!(quantiles(&[5.0, 1.0, 2.0], thirds), [1.0, 2.0, 5.0]);
        assert_eq!(quantiles(&[4.0, 1.0, 2.0, 8.0], thirds), [1.0, 3.0, 8.0]);
        assert_eq!(quantiles(&[7.0], thirds), [7.0; 3]);
        let [low, high] = quantiles(&[5.0, 1.0, 3.0, 2.0, 4.0], [0.05, 0.95]);
        assert!((low - 1.2).abs() < 1e-15 && (high - 4.8).abs() < 1e-15, "{low} {high}");
    }

    #[test]
    fn columns_have_their_quantiles_one_after_the_other() {
        let rows = [1.0, 10.0, 3.0, f64::NAN, 2.0, 30.0];
        let found = quantiles_of_columns(&rows, 2, [0.0, 0.5]);
        assert_eq!(found[..2], [1.0, 2.0]);
        assert!(found[2..].iter().all(|quantile| quantile.is_nan()) && found.len() == 4);
        assert!(quantiles_of_columns(&[], 0, [0.5]).is_empty());
    }

    #[test]
    fn quantiles_keep_subnormal_numbers_and_infinities_and_do_not_hide_a_nan() {
        let subnormal = f64::from_bits;
        let [lowest, median] = quantiles(&[subnormal(4), 0.0, subnormal(2)], [0.0, 0.5]);
        assert_eq!((lowest, median), (0.0, subnormal(2)));
        assert_eq!(quantiles(&[f64::INFINITY; 2], [0.5]), [f64::INFINITY]);
        assert_eq!(quantiles(&[f64::NEG_INFINITY, 1.0], [0.5]), [f64::NEG_INFINITY]);
        assert_eq!(quantiles(&[1.0, f64::INFINITY], [0.0]), [1.0]);
        assert_eq!(quantiles(&[1.0, f64::INFINITY], [0.5]), [f64::INFINITY]);
        assert!(quantiles(&[1.0, f64::NAN], [0.0])[0].is_nan());
        assert!(quantiles(&[], [1.0])[0].is_nan());
    }
}
