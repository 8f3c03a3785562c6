//! What is measured while a network trains: the speed of each layer, cost, accuracy.

use crate::{maths, maths::Real, network::Cost};

/// What adds up over the images of a pass.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    /// Images that passed.
    pub images: usize,
    /// The sum of their costs, without the regularisation term.
    pub cost: f64,
    /// How many of them were answered with their own digit.
    pub correct: usize,
}

impl Tally {
    /// The mean cost of an image; NaN when there was none.
    #[must_use]
    pub fn mean_cost(&self) -> f64 {
        self.cost / self.images as f64
    }

    /// The share of images answered with their own digit; NaN when there was none.
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

/// The speed of learning ‖δˡ‖ of a layer: the Euclidean norm of `gradient`, the error that
/// has been averaged over the images before, one number a neuron.
///
/// The largest magnitude is taken out before squaring, so that speeds below 1e-154 are not
/// lost.
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

/// What ignoring the image and always giving the frequencies of the digits would achieve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// The mean cost: with cross-entropy Σ −(p ln p + (1−p) ln(1−p)), 3.2459 for the
    /// chapter's thousand images; with the quadratic cost Σ ½ p (1−p).
    pub cost: f64,
    /// The share of the most frequent digit.
    pub accuracy: f64,
}

impl Guess {
    /// The guess for images of which `counts` show each digit.
    #[must_use]
    pub fn from_counts(cost: Cost, counts: &[usize]) -> Self {
        let images: usize = counts.iter().sum();
        let mut guess = Self { cost: 0.0, accuracy: 0.0 };
        for &count in counts {
            let p = count as f64 / images as f64;
            guess.accuracy = guess.accuracy.max(p);
            guess.cost += match cost {
                // p ln p goes to 0 with p.
                Cost::CrossEntropy if count == 0 || count == images => 0.0,
                Cost::CrossEntropy => {
                    -(p * maths::ln(p) + (1.0 - p) * maths::ln(1.0 - p))
                }
                Cost::Quadratic => 0.5 * p * (1.0 - p),
            };
        }
        guess
    }
}

/// Watches for the epoch at which a network leaves the plateau of guessing.
///
/// It is off the plateau from the first measured epoch since which its cost has stayed below
/// 98 % of a guess's; of epochs that were not measured nothing is known.
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

    /// The epoch at which the network left the plateau, if it has.
    #[must_use]
    pub fn left_at(&self) -> Option<usize> {
        self.left_at
    }
}

/// How far apart the numbers of several runs lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The least of them.
    pub lowest: f64,
    /// The one in the middle, or the mean of the two in the middle.
    pub median: f64,
    /// The greatest of them.
    pub highest: f64,
}

impl Spread {
    /// The spread of `numbers`; NaN throughout where there are none or one of them is NaN.
    #[must_use]
    pub fn of(numbers: &[f64]) -> Self {
        if numbers.is_empty() || numbers.iter().any(|number| number.is_nan()) {
            return Self { lowest: f64::NAN, median: f64::NAN, highest: f64::NAN };
        }
        // The runs of a comparison are few: each number is put in its place.
        let mut sorted: Vec<f64> = Vec::with_capacity(numbers.len());
        for number in numbers {
            sorted.insert(sorted.partition_point(|other| other < number), *number);
        }
        let last = sorted.len() - 1;
        Self {
            lowest: sorted[0],
            median: f64::midpoint(sorted[last / 2], sorted[last.div_ceil(2)]),
            highest: sorted[last],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn speeds_that_are_no_numbers_say_so() {
        assert!(speed(&[1.0, f64::NAN]).is_nan());
        assert!(speed(&[f64::INFINITY, 1.0]).is_infinite());
    }

    #[test]
    fn the_guess_on_the_chapters_images_costs_what_was_computed_independently() {
        let counts = [97, 116, 99, 93, 105, 92, 94, 117, 87, 100];
        let guess = Guess::from_counts(Cost::CrossEntropy, &counts);
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
    }

    #[test]
    fn the_answer_is_the_first_of_the_most_active() {
        assert_eq!(best_output(&[0.1, 0.7, 0.7]), 1);
        assert_eq!(best_output(&[f32::NAN; 3]), 0);
    }

    #[test]
    fn the_spread_is_the_ends_and_the_middle_in_any_order() {
        let spread = Spread::of(&[5.0, 1.0, 2.0]);
        assert_eq!(spread, Spread { lowest: 1.0, median: 2.0, highest: 5.0 });
        assert_eq!(Spread::of(&[4.0, 1.0, 2.0, 8.0]).median, 3.0);
        assert_eq!(Spread::of(&[7.0]).median, 7.0);
    }

    #[test]
    fn a_spread_keeps_subnormal_numbers_and_infinities_and_does_not_hide_a_nan() {
        let subnormal = f64::from_bits;
        let spread = Spread::of(&[subnormal(4), 0.0, subnormal(2)]);
        assert_eq!((spread.lowest, spread.median), (0.0, subnormal(2)));
        assert_eq!(Spread::of(&[f64::INFINITY; 2]).median, f64::INFINITY);
        assert_eq!(Spread::of(&[1.0, f64::INFINITY]).lowest, 1.0);
        assert!(Spread::of(&[1.0, f64::NAN]).lowest.is_nan());
        assert!(Spread::of(&[]).highest.is_nan());
    }
}
