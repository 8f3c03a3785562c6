//! The one named generator of random numbers, and what is drawn from it.
//!
//! xoshiro256++ (Blackman and Vigna 2018, "Scrambled linear pseudorandom number generators"),
//! seeded through SplitMix64. It is named because `rand`'s standard generator may change between
//! versions, and a seed in a link must keep its meaning. The draws made from it (normal deviates,
//! shuffles) are written out here for the same reason, and so is the generator itself: a run that
//! is saved needs its four words, which `rand` does not give. The tests compare it with `rand`'s.
//!
//! ```
//! use unstable_gradients::random::{Generator, Stream};
//!
//! let mut order: Vec<usize> = (0..10).collect();
//! Generator::new(1, Stream::Order).shuffle(&mut order);
//! // What else is drawn for this seed, from another stream, does not change it.
//! let mut again: Vec<usize> = (0..10).collect();
//! Generator::new(1, Stream::Parameters).normal();
//! Generator::new(1, Stream::Order).shuffle(&mut again);
//! assert_eq!(order, again);
//! ```

use crate::maths;

/// What a stream of random numbers is for.
///
/// Streams of the same seed are independent, so that drawing more of one (a wider network)
/// leaves the others (the order of the images) as they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Stream {
    /// The initial weights and biases of a network.
    Parameters = 0,
    /// The order in which the images are trained on.
    Order = 1,
    /// The weights and biases of a chain of single neurons.
    Chain = 2,
    /// Which parameters a gradient check looks at.
    Check = 3,
    /// The weights and biases of many chains.
    Chains = 7,
    /// Which neurons dropout leaves out.
    Dropout = 8,
    /// What a recurrent network reads.
    Sequences = 9,
    /// Settings that are tried at random.
    Search = 12,
}

impl Stream {
    /// The weights of a recurrent network. It has no dropout, so that no network draws from this
    /// stream twice.
    pub const RECURRENT: Self = Self::Dropout;
}

/// xoshiro256++ with the draws that this project needs.
///
/// ```
/// use unstable_gradients::random::{Generator, Stream};
/// let mut one = Generator::new(7, Stream::Parameters);
/// let mut other = Generator::new(7, Stream::Parameters);
/// assert_eq!(one.normal().to_bits(), other.normal().to_bits());
/// ```
#[derive(Debug, Clone)]
pub struct Generator {
    words: [u64; 4],
    spare_normal: Option<f64>,
}

impl Generator {
    /// The generator of `stream` for `seed`.
    #[must_use]
    pub fn new(seed: u32, stream: Stream) -> Self {
        Self::of_item(seed, stream, 0)
    }

    /// The generator of item `item` (below 2²⁴) of many of one kind. Each has its own, so that
    /// any of them can be drawn without the ones before it; that of item 0 is the one of
    /// [`Generator::new`].
    #[must_use]
    pub fn of_item(seed: u32, stream: Stream, item: u32) -> Self {
        let mut state =
            (u64::from(item) << 40) | (u64::from(stream as u8) << 32) | u64::from(seed);
        // SplitMix64 (Steele, Lea and Flood 2014).
        let words = [(); 4].map(|()| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state;
            z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ z >> 31
        });
        Self { words, spare_normal: None }
    }

    /// The state of a generator that has drawn no half pair of normal deviates.
    pub(crate) fn words(&self) -> [u64; 4] {
        self.words
    }

    /// The generator of this state; none of all zeros, which it could not leave.
    pub(crate) fn of_words(words: [u64; 4]) -> Option<Self> {
        (words != [0; 4]).then_some(Self { words, spare_normal: None })
    }

    #[inline]
    fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.words;
        let drawn = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        drawn
    }

    /// A uniform deviate in [0, 1), a multiple of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.next() >> 11) as f64 * STEP
    }

    /// A normal deviate N(0, 1), by Box and Muller's method.
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare_normal.take() {
            return spare;
        }
        // 1 − u is in (0, 1], so that its logarithm is finite.
        let radius = (-2.0 * maths::ln(1.0 - self.uniform())).sqrt();
        let (sin, cos) = maths::sin_cos(std::f64::consts::TAU * self.uniform());
        self.spare_normal = Some(radius * sin);
        radius * cos
    }

    /// A whole number in 0 … `bound` − 1; 0 when `bound` is 0.
    ///
    /// The upper half of a 64-bit product: the bias, below `bound`/2⁶⁴, is far beyond
    /// notice at the sizes of image sets.
    pub fn below(&mut self, bound: u32) -> u32 {
        let product = u128::from(self.next()) * u128::from(bound);
        (product >> 64) as u32
    }

    /// Puts `items` in a random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let bound = u32::try_from(last + 1).unwrap_or(u32::MAX);
            items.swap(last, self.below(bound) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_keeps_its_bits() {
        let mut generator = Generator::new(1, Stream::Parameters);
        let first: Vec<u64> = (0..3).map(|_| generator.next()).collect();
        // The first output for SplitMix64 state 1, from the algorithm's definition.
        let s0 = 0x910a_2dec_8902_5cc1_u64;
        let s3 = 0x71c1_8690_ee42_c90b_u64;
        assert_eq!(first[0], s0.wrapping_add(s3).rotate_left(23).wrapping_add(s0));
        assert_ne!(first[1], first[2]);
    }

    // Only native builds of the tests have `rand`.
    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn the_generator_is_the_one_of_rand() {
        use rand::{Rng, SeedableRng, rngs::Xoshiro256PlusPlus};
        for (seed, stream, item) in
            [(0, Stream::Parameters, 0), (u32::MAX, Stream::Search, 9)]
        {
            let state = u64::from(item) << 40 | (stream as u64) << 32 | u64::from(seed);
            let mut theirs = Xoshiro256PlusPlus::seed_from_u64(state);
            let mut ours = Generator::of_item(seed, stream, item);
            assert!((0..1000).all(|_| ours.next() == theirs.next_u64()));
            let mut again = Generator::of_words(ours.words()).expect("a state");
            assert!((0..10).all(|_| again.next() == theirs.next_u64()));
        }
        assert!(Generator::of_words([0; 4]).is_none());
    }

    #[test]
    fn normal_deviates_have_the_moments_of_a_normal() {
        let mut generator = Generator::new(3, Stream::Parameters);
        let n = 200_000;
        let draws: Vec<f64> = (0..n).map(|_| generator.normal()).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        let variance = draws.iter().map(|x| x * x).sum::<f64>() / f64::from(n);
        let fourth = draws.iter().map(|x| x * x * x * x).sum::<f64>() / f64::from(n);
        // Five standard errors: 1/√n, √2/√n and √96/√n.
        assert!(mean.abs() < 0.0112, "mean {mean}");
        assert!((variance - 1.0).abs() < 0.0159, "variance {variance}");
        assert!((fourth - 3.0).abs() < 0.11, "fourth moment {fourth}");
    }

    #[test]
    fn streams_of_one_seed_differ() {
        let a = Generator::new(5, Stream::Parameters).uniform();
        let b = Generator::new(5, Stream::Order).uniform();
        assert_ne!(a.to_bits(), b.to_bits());
    }

    #[test]
    fn items_of_one_stream_differ_and_the_first_is_the_streams_own() {
        let uniform =
            |item| Generator::of_item(5, Stream::Chains, item).uniform().to_bits();
        assert_eq!(uniform(0), Generator::new(5, Stream::Chains).uniform().to_bits());
        assert_ne!(uniform(1), uniform(2));
    }

    #[test]
    fn a_shuffle_is_a_permutation_and_every_place_is_reached() {
        let mut seen = [[0_u32; 5]; 5];
        let mut generator = Generator::new(11, Stream::Order);
        for _ in 0..5000 {
            let mut items = [0, 1, 2, 3, 4];
            generator.shuffle(&mut items);
            for (place, &item) in items.iter().enumerate() {
                seen[place][item] += 1;
            }
        }
        for row in seen {
            assert_eq!(row.iter().sum::<u32>(), 5000);
            // Expected 1000, standard deviation 28.
            assert!(row.iter().all(|&n| (850..1150).contains(&n)), "{row:?}");
        }
    }

    #[test]
    fn a_number_below_stays_below() {
        let mut generator = Generator::new(2, Stream::Order);
        assert_eq!(generator.below(0), 0);
        assert_eq!(generator.below(1), 0);
        assert!((0..1000).all(|_| generator.below(7) < 7));
    }
}
