//! The sine and the cosine of an angle within a turn, by the steps and to the bits of
//! `libm::sincos`, without its reduction of large angles: that is most of its code, and no
//! figure has any.
//!
//! After `k_sin.c`, `k_cos.c` and `e_rem_pio2.c` of FreeBSD's msun:
//!
//! Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
//!
//! Developed at SunPro, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and
//! distribute this software is freely granted, provided that this notice is preserved.

/// π/2 in parts of 33 bits each, so that their multiples are exact, and what each part leaves.
const QUARTERS: [(f64, f64); 3] = [
    (1.570_796_326_734_125_6, 6.077_100_506_506_192e-11),
    (6.077_100_506_303_966e-11, 2.022_266_248_795_950_6e-21),
    (2.022_266_248_711_166_5e-21, 8.478_427_660_368_9e-32),
];

/// The sine and the cosine of x, in that order, for x from 0 to below 7, which is more than a
/// turn; NaN for any other x.
#[must_use]
#[inline(never)]
pub fn sin_cos(x: f64) -> (f64, f64) {
    // The bits that decide in libm: those of the sign, of the exponent, and 20 more.
    let high = (x.to_bits() >> 32) as u32;
    if high >= 0x401c_0000 {
        return (f64::NAN, f64::NAN);
    }
    if high < 0x3e46_a09e {
        return (x, 1.0);
    }
    // Where libm goes on to the next multiple of π/2.
    let ends = [0x3fe9_21fb, 0x4002_d97c, 0x400f_6a7a, 0x4015_fdbc];
    let quarters = ends.iter().filter(|&&end| high > end).count();
    let reduced = (quarters > 0).then(|| reduce(x, high, quarters as f64));
    let (y, tail) = reduced.unwrap_or((x, 0.0));
    let (sin, cos) = (sin_near_0(y, reduced.map(|(_, tail)| tail)), cos_near_0(y, tail));
    match quarters {
        1 => (cos, -sin),
        2 => (-sin, -cos),
        3 => (-cos, sin),
        _ => (sin, cos),
    }
}

/// x − `quarters` · π/2, and what rounding has left of it.
fn reduce(x: f64, high: u32, quarters: f64) -> (f64, f64) {
    // So close to a multiple of π/2 that more of its bits may be needed.
    let is_close = matches!(high, 0x3ff9_21fb | 0x4009_21fb | 0x4012_d97c | 0x4019_21fb);
    let exponent = |x: f64| (x.to_bits() >> 52) as i32 & 0x7ff;
    let lost = |y: f64| if is_close { exponent(x) - exponent(y) } else { 0 };

    let [(first, after_first), (second, after_second), (third, after_third)] = QUARTERS;
    let mut rest = x - quarters * first;
    let mut rounding = quarters * after_first;
    let mut y = rest - rounding;
    for (least, part, after) in [(16, second, after_second), (49, third, after_third)] {
        if lost(y) <= least {
            break;
        }
        let before = rest;
        let step = quarters * part;
        rest = before - step;
        rounding = quarters * after - ((before - rest) - step);
        y = rest - rounding;
    }
    (y, (rest - y) - rounding)
}

/// sin(x + tail) for |x| up to about π/4.
fn sin_near_0(x: f64, tail: Option<f64>) -> f64 {
    const S: [f64; 6] = [
        -1.666_666_666_666_663_2e-1,
        8.333_333_333_322_49e-3,
        -1.984_126_982_985_795e-4,
        2.755_731_370_707_006_8e-6,
        -2.505_076_025_340_686_3e-8,
        1.589_690_995_211_55e-10,
    ];
    let z = x * x;
    let r = S[1] + z * (S[2] + z * S[3]) + z * (z * z) * (S[4] + z * S[5]);
    let v = z * x;
    let Some(tail) = tail else { return x + v * (S[0] + z * r) };
    x - ((z * (0.5 * tail - v * r) - tail) - v * S[0])
}

/// cos(x + tail) for |x| up to about π/4.
fn cos_near_0(x: f64, tail: f64) -> f64 {
    const C: [f64; 6] = [
        4.166_666_666_666_66e-2,
        -1.388_888_888_887_411e-3,
        2.480_158_728_947_673e-5,
        -2.755_731_435_139_066_3e-7,
        2.087_572_321_298_175e-9,
        -1.135_964_755_778_819_5e-11,
    ];
    let z = x * x;
    let w = z * z;
    let r = z * (C[0] + z * (C[1] + z * C[2])) + w * w * (C[3] + z * (C[4] + z * C[5]));
    let half = 0.5 * z;
    let w = 1.0 - half;
    w + (((1.0 - w) - half) + (z * r - x * tail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Generator, Stream};

    fn assert_bits_of_libm(x: f64) {
        let bits = |(sin, cos): (f64, f64)| (sin.to_bits(), cos.to_bits());
        assert_eq!(bits(sin_cos(x)), bits(libm::sincos(x)), "{x:e}");
    }

    #[test]
    fn the_bits_are_those_of_libm() {
        let mut generator = Generator::new(1, Stream::Parameters);
        for _ in 0..3_000_000 {
            let x = 7.0 * generator.uniform();
            assert_bits_of_libm(x);
            assert_bits_of_libm(x * x * x * x * 1e-4);
        }
    }

    #[test]
    fn they_are_where_the_steps_change_and_near_multiples_of_a_quarter_turn() {
        let changes = [
            0x3e46_a09e_u64,
            0x3fe9_21fb,
            0x3ff9_21fb,
            0x4002_d97c,
            0x4009_21fb,
            0x400f_6a7a,
            0x4012_d97c,
            0x4015_fdbc,
            0x4019_21fb,
        ];
        let mut generator = Generator::new(2, Stream::Parameters);
        for high in changes {
            for high in [high - 1, high, high + 1] {
                for low in [0, 1, 0x7fff_ffff, 0xffff_ffff] {
                    assert_bits_of_libm(f64::from_bits(high << 32 | low));
                }
                for _ in 0..10_000 {
                    let low = u64::from(generator.below(u32::MAX));
                    assert_bits_of_libm(f64::from_bits(high << 32 | low));
                }
            }
        }
        for quarter in 0..=4 {
            let x = f64::from(quarter) * std::f64::consts::FRAC_PI_2;
            for step in 0..2_000 {
                assert_bits_of_libm(f64::from_bits(x.to_bits() + step));
                assert_bits_of_libm(f64::from_bits(x.to_bits().saturating_sub(step)));
            }
        }
    }

    #[test]
    fn there_is_none_outside_the_range() {
        for x in [-1.0, -1e-300, 7.0, f64::INFINITY, f64::NAN] {
            assert!(sin_cos(x).0.is_nan() && sin_cos(x).1.is_nan(), "{x}");
        }
    }
}
