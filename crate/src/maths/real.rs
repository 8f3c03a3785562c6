//! The two precisions, and lanes of eight numbers of either.

use std::{
    fmt::Debug,
    iter::Sum,
    ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign},
};

/// How many numbers the kernel handles at a time.
///
/// Eight fill two 128-bit registers of `f32`, four of `f64`. Lanes are never combined with
/// each other, so the width of the registers changes no bit.
pub const LANES: usize = 8;

/// Eight numbers handled at a time.
pub type Lanes<T> = [T; LANES];

/// `f32` or `f64`: the precision that a network computes in.
pub trait Real:
    Copy
    + Debug
    + Default
    + PartialEq
    + PartialOrd
    + Send
    + Sync
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + DivAssign
    + Sum
    + 'static
{
    /// 0.
    const ZERO: Self;
    /// 1.
    const ONE: Self;
    /// Errors that have all become smaller than this are multiplied by 2^[`Real::LIFT`], well
    /// before they are subnormal: subnormal numbers are slow, and wasm cannot flush them to 0.
    const FAINT: Self;
    /// The exponent of the power of two by which faint errors are multiplied.
    const LIFT: i32;
    /// How many blocks of [`LANES`] numbers are summed at a time. They fill half of the sixteen
    /// 128-bit registers; the other half is for what is added to them.
    const TILE: usize;
    /// A step whose factor is below this changes no parameter and is taken to be 0.
    const NO_STEP: f64;

    /// The nearest number of this precision.
    fn from_f64(x: f64) -> Self;
    /// The same number, exactly.
    fn to_f64(self) -> f64;
    /// |x|.
    #[must_use]
    fn abs(self) -> Self;
    /// √x, correctly rounded on every machine.
    #[must_use]
    fn sqrt(self) -> Self;
    /// The numbers that [`Real::exp_by`] and [`Real::ln_1p_by`] compute with.
    const CONSTANTS: Constants<Self>;
    /// e^x, within 1 unit in the last place of the true value; subnormal and 0 below the
    /// normal range, ∞ above it, NaN for NaN.
    ///
    /// `numbers` are [`Real::CONSTANTS`]. A loop that hides their origin from the compiler
    /// ([`std::hint::black_box`]) keeps them in registers. Wasm engines otherwise build each
    /// constant anew in every round, which takes as long as the exponential itself.
    #[must_use]
    fn exp_by(self, numbers: &Constants<Self>) -> Self;
    /// ln(1 + x) for x from 0 to 1, within 1.5 units in the last place of the true value; NaN
    /// for NaN.
    ///
    /// `numbers` are as for [`Real::exp_by`].
    #[must_use]
    fn ln_1p_by(self, numbers: &Constants<Self>) -> Self;
    /// e^x in every lane.
    #[must_use]
    fn exp_lanes(x: Lanes<Self>) -> Lanes<Self> {
        map(x, |x| x.exp_by(&Self::CONSTANTS))
    }
}

/// The constants of e^x and ln(1 + x); the methods are described at the macro that computes
/// them.
#[derive(Debug, Clone, Copy)]
pub struct Constants<T> {
    /// Below `low` e^x is 0, above `high` ∞.
    low: T,
    high: T,
    log2_e: T,
    /// 1.5·2^mantissa: adding it leaves the nearest whole number in the low bits.
    shift: T,
    ln2_head: T,
    ln2_tail: T,
    /// The coefficients of q, the constant one first; single precision needs five.
    q: [T; 10],
    /// Those of p, likewise.
    p: [T; 10],
}

/// 2ⁿ for n from −1022 to 1023, exactly.
#[must_use]
pub const fn two_to(n: i32) -> f64 {
    debug_assert!(-1022 <= n && n <= 1023, "the power is normal");
    f64::from_bits(((n + 1023) as u64) << 52)
}

/// One number in every lane.
#[inline(always)]
pub fn splat<T: Real>(x: T) -> Lanes<T> {
    [x; LANES]
}

/// `f` of every lane.
#[inline(always)]
pub fn map<T: Real>(x: Lanes<T>, f: impl Fn(T) -> T) -> Lanes<T> {
    let mut y = x;
    for lane in &mut y {
        *lane = f(*lane);
    }
    y
}

/// `f` of every pair of lanes.
#[inline(always)]
pub fn zip<T: Real>(x: Lanes<T>, y: Lanes<T>, f: impl Fn(T, T) -> T) -> Lanes<T> {
    let mut out = x;
    for (lane, y) in out.iter_mut().zip(y) {
        *lane = f(*lane, y);
    }
    out
}

/// The methods of e^x and ln(1 + x), written once for both precisions.
///
/// x = n ln 2 + r with |r| ≤ ½ ln 2, and e^r = 1 + r + r² q(r), where q is the polynomial that
/// minimises the largest relative error of the whole (found by Remez' exchange algorithm for
/// this project). The result is multiplied by 2ⁿ in two steps, of which only the second can
/// leave the normal range, so that a subnormal result is rounded once.
///
/// With s = x / (2 + x) and u = s², which is at most 1/9, ln(1 + x) = 2 artanh s =
/// 2 s + s u p(u), where p is found as q is. 2 s is computed as x − s x, so that the rounding of
/// the quotient weighs less.
macro_rules! functions {
    ($float:ident, $bits:ty, $int:ty, $mantissa:expr, $bias:expr, $halve:expr, $terms:expr,
     $numbers:expr) => {
        const CONSTANTS: Constants<Self> = $numbers;

        #[inline(always)]
        fn exp_by(self, numbers: &Constants<Self>) -> Self {
            // Comparisons with NaN are false, which lets NaN through.
            let x = if self < numbers.low { numbers.low } else { self };
            let x = if x > numbers.high { numbers.high } else { x };
            let shifted = x * numbers.log2_e + numbers.shift;
            let n = shifted - numbers.shift;
            let whole =
                (shifted.to_bits() as $int).wrapping_sub(numbers.shift.to_bits() as $int);
            let r = (x - n * numbers.ln2_head) - n * numbers.ln2_tail;
            let mut k = $terms - 1;
            let mut q = numbers.q[k];
            while k > 0 {
                k -= 1;
                q = q * r + numbers.q[k];
            }
            let p = (r * r * q + r) + 1.0;
            let half = $halve(whole);
            let rest = whole.wrapping_sub(half);
            let scale = |n: $int| {
                <$float>::from_bits((n.wrapping_add($bias) << $mantissa) as $bits)
            };
            p * scale(half) * scale(rest)
        }

        #[inline(always)]
        fn ln_1p_by(self, numbers: &Constants<Self>) -> Self {
            let s = self / (2.0 + self);
            let u = s * s;
            let mut k = $terms - 1;
            let mut p = numbers.p[k];
            while k > 0 {
                k -= 1;
                p = p * u + numbers.p[k];
            }
            self - s * (self - u * p)
        }
    };
}

macro_rules! real {
    ($float:ident, $lift:expr, $no_step:expr, $($functions:tt)*) => {
        impl Real for $float {
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;
            #[allow(clippy::cast_possible_truncation, reason = "a power of two is exact")]
            const FAINT: Self = two_to(-$lift / 2) as Self;
            const LIFT: i32 = $lift;
            const TILE: usize = 8 * 16 / (LANES * size_of::<Self>());
            const NO_STEP: f64 = two_to($no_step);

            #[inline(always)]
            #[allow(
                clippy::cast_possible_truncation,
                reason = "rounding to the nearest is what is promised"
            )]
            fn from_f64(x: f64) -> Self {
                x as Self
            }
            #[inline(always)]
            fn to_f64(self) -> f64 {
                f64::from(self)
            }
            #[inline(always)]
            fn abs(self) -> Self {
                <$float>::abs(self)
            }
            #[inline(always)]
            fn sqrt(self) -> Self {
                <$float>::sqrt(self)
            }
            functions!($float, $($functions)*);
        }
    };
}

real!(
    f32,
    32,
    -100,
    u32,
    i32,
    23,
    127,
    |whole: i32| whole >> 1,
    5,
    Constants {
        low: -104.0,
        high: 89.0,
        log2_e: std::f32::consts::LOG2_E,
        shift: 12_582_912.0,
        // The head has 15 significant bits, so that n times it is exact for |n| < 512.
        ln2_head: 0.693_145_75,
        ln2_tail: 1.428_606_8e-6,
        q: [
            0.499_999_94,
            0.166_665_21,
            0.041_668_39,
            0.008_368_717,
            0.001_381_46,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
        ],
        p: [
            0.666_666_75,
            0.399_988_9,
            0.286_165_97,
            0.214_307_4,
            0.242_895_6,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
        ],
    }
);
real!(
    f64,
    256,
    -800,
    u64,
    i64,
    52,
    1023,
    // As above, by a shift that 128-bit registers have for whole numbers of 64 bits.
    |whole: i64| ((whole.wrapping_add(4096) as u64 >> 1) as i64).wrapping_sub(2048),
    10,
    Constants {
        low: -746.0,
        high: 710.0,
        log2_e: std::f64::consts::LOG2_E,
        shift: 6_755_399_441_055_744.0,
        // The head has 32 significant bits.
        ln2_head: 0.693_147_180_369_123_8,
        ln2_tail: 1.908_214_929_270_587_7e-10,
        q: [
            0.500_000_000_000_001_1,
            0.166_666_666_666_664_12,
            0.041_666_666_666_530_16,
            0.008_333_333_333_494_468,
            0.001_388_888_894_362_999,
            0.000_198_412_695_065_64,
            0.000_024_801_493_099_030_417,
            2.755_758_638_842_914_4e-6,
            2.763_024_833_611_640_6e-7,
            2.500_005_660_451_325_8e-8,
        ],
        p: [
            0.666_666_666_666_663_1,
            0.400_000_000_001_551_2,
            0.285_714_285_481_174_83,
            0.222_222_239_536_700_53,
            0.181_817_444_784_432_57,
            0.153_865_484_031_670_83,
            0.133_011_212_691_155_2,
            0.121_049_456_154_241_6,
            0.083_449_689_175_312_63,
            0.170_097_606_783_910_64,
        ],
    }
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths;

    /// The distance between a result and the true value, in units of the result's last
    /// place (the smallest subnormal below the normal range).
    fn ulps(got: f64, truth: f64, ulp: f64) -> f64 {
        (got - truth).abs() / ulp
    }

    #[test]
    fn exp_is_within_one_ulp_in_f32_over_the_whole_range() {
        let mut worst = 0.0_f64;
        let mut x = -104.5_f32;
        while x < 89.0 {
            let got = f32::exp_lanes(splat(x))[0];
            // Double precision is exact to some 2⁻²⁸ of f32's last place.
            let truth = maths::exp(f64::from(x));
            if f64::from(f32::MAX) < truth {
                assert_eq!(got, f32::INFINITY, "e^{x}");
            } else {
                let near = (truth as f32).max(f32::MIN_POSITIVE);
                let ulp = f64::from(near) - f64::from(near.next_down());
                worst = worst.max(ulps(f64::from(got), truth, ulp));
            }
            x += 0.000_37;
        }
        assert!(worst <= 1.0, "worst error {worst} ulp");
    }

    #[test]
    fn exp_is_within_one_ulp_in_f64_of_sixty_digit_values() {
        let table = include_str!("../../../tests/fixtures/exponential.txt");
        let worst = worst_of(table, 2000, |x| f64::exp_lanes(splat(x))[0]);
        assert!(worst <= 1.0, "worst error {worst} ulp");
    }

    #[test]
    fn ln_1p_is_within_one_and_a_half_ulp_in_f64_of_sixty_digit_values() {
        let table = include_str!("../../../tests/fixtures/logarithm.txt");
        let worst = worst_of(table, 1000, |x| x.ln_1p_by(&f64::CONSTANTS));
        assert!(worst <= 1.5, "worst error {worst} ulp");
    }

    #[test]
    fn ln_1p_is_within_one_and_a_half_ulp_in_f32_from_0_to_1() {
        let mut worst = 0.0_f64;
        for step in 0..=4_000_000 {
            let x = step as f32 / 4_000_000.0;
            let got = f64::from(x.ln_1p_by(&f32::CONSTANTS));
            let truth = maths::ln_1p(f64::from(x));
            let near = (truth as f32).max(f32::MIN_POSITIVE);
            let ulp = f64::from(near) - f64::from(near.next_down());
            worst = worst.max(ulps(got, truth, ulp));
        }
        assert!(worst <= 1.5, "worst error {worst} ulp");
    }

    #[test]
    fn ln_1p_keeps_0_subnormal_numbers_and_nan() {
        for x in [0.0, f64::from_bits(1), 1e-310, 1e-300] {
            assert_eq!(x.ln_1p_by(&f64::CONSTANTS), x);
        }
        assert!(f32::NAN.ln_1p_by(&f32::CONSTANTS).is_nan());
    }

    /// The largest error of `f` against a `table` of at least so many rows, in units of the last
    /// place.
    fn worst_of(table: &str, least: usize, f: impl Fn(f64) -> f64) -> f64 {
        let mut worst = 0.0_f64;
        let mut rows = 0;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split(' ');
            let x =
                f64::from_bits(u64::from_str_radix(fields.next().unwrap(), 16).unwrap());
            let truth: f64 = fields.next().unwrap().parse().unwrap();
            // The true value less the nearest f64, in units of its last place.
            let rest: f64 = fields.next().unwrap().parse().unwrap();
            let got = f(x);
            let near = truth.max(f64::MIN_POSITIVE);
            let ulp = near - near.next_down();
            worst = worst.max(((got - truth) / ulp - rest).abs());
            rows += 1;
        }
        assert!(rows >= least, "{rows} rows read");
        worst
    }

    #[test]
    fn exp_is_right_at_the_ends_of_its_range() {
        assert_eq!(f32::exp_lanes(splat(0.0)), splat(1.0));
        assert_eq!(f32::exp_lanes(splat(-200.0)), splat(0.0));
        assert_eq!(f32::exp_lanes(splat(f32::NEG_INFINITY)), splat(0.0));
        assert_eq!(f32::exp_lanes(splat(f32::INFINITY)), splat(f32::INFINITY));
        assert!(f32::exp_lanes(splat(f32::NAN)).iter().all(|x| x.is_nan()));
        let subnormal = f32::exp_lanes(splat(-100.0))[0];
        assert!(subnormal > 0.0 && subnormal < f32::MIN_POSITIVE, "{subnormal}");
        assert_eq!(f64::exp_lanes(splat(-750.0)), splat(0.0));
        assert_eq!(f64::exp_lanes(splat(710.0)), splat(f64::INFINITY));
        assert!(f64::exp_lanes(splat(f64::NAN)).iter().all(|x| x.is_nan()));
        let subnormal = f64::exp_lanes(splat(-740.0))[0];
        assert!(subnormal > 0.0 && subnormal < f64::MIN_POSITIVE, "{subnormal}");
    }
}
