//! Chains to the ends of the range of floats against a reference of 200 binary digits.
#![allow(clippy::float_cmp, reason = "0 and ∞ are exact")]
#![allow(
    clippy::disallowed_methods,
    reason = "what is drawn need not have the same bits everywhere"
)]

use dashu_float::{FBig, round::mode::HalfEven};
use proptest::prelude::*;
use unstable_gradients::chain::window::{Neuron, width};
use unstable_gradients::chain::{Chain, Readings};
use unstable_gradients::declaration::settings::chain as settings;
use unstable_gradients::network::{Activation, Cost};

type Big = FBig<HalfEven, 2>;

const DIGITS: usize = 200;
/// Half a unit in the last place of 1.
const U: f64 = f64::EPSILON / 2.0;
/// Beyond this z the reference has the logarithm of a slope alone.
const FAR: f64 = 1e7;

fn big(value: f64) -> Big {
    Big::try_from(value).expect("a finite number").with_precision(DIGITS).value()
}

fn size(value: &Big) -> Big {
    if *value < Big::ZERO { -value.clone() } else { value.clone() }
}

fn log10(value: &Big) -> Big {
    size(value).ln() / big(10.0).ln()
}

/// σ′(z); for a z of less than [`FAR`].
fn slope(activation: Activation, z: f64) -> Big {
    let one = big(1.0);
    let decay = |by: f64| (-big(by)).exp();
    match activation {
        Activation::Sigmoid => {
            let e = decay(z.abs());
            let below = &one + &e;
            e / (&below * &below)
        }
        Activation::Tanh => {
            let e = decay(2.0 * z.abs());
            let below = &one + &e;
            big(4.0) * e / (&below * &below)
        }
        Activation::Softplus => {
            let e = decay(z.abs());
            (if z < 0.0 { e.clone() } else { one.clone() }) / (one + e)
        }
        Activation::Relu => big(f64::from(u8::from(z > 0.0))),
        other => panic!("{other:?} is in no chain"),
    }
}

fn log10_slope(activation: Activation, z: f64) -> Big {
    if z.abs() < FAR {
        return log10(&slope(activation, z));
    }
    let decay = match activation {
        Activation::Sigmoid => z.abs(),
        Activation::Tanh => {
            return log10(&big(4.0)) - big(2.0) * big(z.abs()) / big(10.0).ln();
        }
        Activation::Softplus => (-z).max(0.0),
        _ => 0.0,
    };
    -big(decay) / big(10.0).ln()
}

/// Whether `got` is the float for `truth`, off by `relative` of itself where that is normal.
fn agrees(got: f64, truth: &Big, relative: f64) -> Result<(), TestCaseError> {
    let far = size(truth);
    prop_assert!(!got.is_nan());
    if *truth != Big::ZERO {
        prop_assert_eq!(
            got.is_sign_negative(),
            *truth < Big::ZERO,
            "the sign of {}",
            got
        );
    }
    // At the brink a bound of the relative error decides neither.
    if far > big(f64::MAX) * big(1.0 - relative) {
        prop_assert!(got.abs() > f64::MAX * (1.0 - 2.0 * relative), "{got:e}, not ∞");
    } else if far < big(f64::MIN_POSITIVE) * big(1.0 + relative) {
        prop_assert!(got.abs() <= f64::MIN_POSITIVE * (1.0 + 2.0 * relative), "{got:e}");
    } else {
        prop_assert!(got.is_finite(), "∞ for what is in range");
        let off = size(&(big(got) - truth));
        prop_assert!(
            off <= far * big(relative),
            "{got:e} is off by more than {relative:e}"
        );
    }
    Ok(())
}

fn is_sound(value: f64) -> bool {
    value.is_normal()
}

fn check(chain: &Chain) -> Result<(), TestCaseError> {
    let n = chain.neurons();
    let activation = chain.activation();
    let readings = chain.readings();
    no_nan(&readings)?;

    let mut before = chain.input();
    for j in 0..n {
        let (w, b, z) = (chain.weights()[j], chain.biases()[j], readings.z[j]);
        if before.is_normal() || (j == 0 && before == 0.0) {
            let product = big(w) * big(before);
            let truth = &product + big(b);
            if z.is_finite() {
                let off = size(&(big(z) - &truth));
                let bound = big(2.0 * U) * (size(&product) + big(z.abs()));
                prop_assert!(off <= bound + big(5e-324), "z{} = {z:e}", j + 1);
            } else {
                agrees(z, &truth, U)?;
            }
        }
        before = readings.a[j];
    }
    // What follows is for the z that are shown: an infinite one is less than its logarithm
    // says, and of one that has underflowed ReLU knows the sign.
    let is_shown =
        |z: f64| z.is_finite() && (z.is_normal() || activation != Activation::Relu);
    if !readings.z.iter().all(|&z| is_shown(z)) {
        return Ok(());
    }

    let mut logs = Vec::new();
    for j in 0..n {
        let (w, z) = (chain.weights()[j], readings.z[j]);
        if activation == Activation::Relu && z <= 0.0 {
            prop_assert_eq!(readings.log10_sigma_prime[j], f64::NEG_INFINITY);
            return Ok(());
        }
        let log = log10_slope(activation, z);
        near(readings.log10_sigma_prime[j], &log, 8.0 * U, &size(&log))?;
        logs.push(log);
        if z.abs() >= FAR {
            continue;
        }
        let slope = slope(activation, z);
        agrees(readings.sigma_prime[j], &slope, 16.0 * U)?;
        let relative = if is_sound(readings.sigma_prime[j]) {
            18.0 * U
        } else {
            1e-12 + 24.0 * U * log10(&slope).to_f64().value().abs()
        };
        if w != 0.0 {
            agrees(readings.factors[j], &(big(w) * slope), relative)?;
        }
    }

    // From the last bias back.
    let last = n - 1;
    if readings.log10_dc_db[last] == f64::NEG_INFINITY {
        return Ok(());
    }
    let mut log = big(readings.log10_dc_db[last]);
    let mut terms = size(&log);
    let mut delta = big(readings.dc_db[last]);
    let mut is_whole = is_sound(readings.dc_db[last]);
    let mut was_in_range = is_whole && is_sound(readings.dc_da[last]);
    for j in (0..last).rev() {
        let w = chain.weights()[j + 1];
        if w == 0.0 {
            prop_assert_eq!(readings.log10_dc_db[j], f64::NEG_INFINITY);
            return Ok(());
        }
        let by_weight = log10(&big(w));
        terms = terms + size(&by_weight) + size(&logs[j]);
        log = log + by_weight + &logs[j];
        let bound = 4.0 * (n as f64 + 1.0) * U;
        if size(&log) < big(1e300) {
            near(readings.log10_dc_db[j], &log, bound, &terms)?;
        }
        is_whole = is_whole && readings.z[j].abs() < FAR;
        if is_whole {
            let steep = slope(activation, readings.z[j]);
            delta = delta * big(w) * steep;
            was_in_range = was_in_range
                && [
                    readings.sigma_prime[j],
                    readings.sigma_prime[j + 1],
                    readings.factors[j + 1],
                    readings.dc_da[j],
                    readings.dc_db[j],
                ]
                .into_iter()
                .all(is_sound);
            let relative = if was_in_range {
                18.0 * n as f64 * U
            } else {
                1e-12 + 3.0 * bound * terms.to_f64().value()
            };
            if relative < 0.1 {
                agrees(readings.dc_db[j], &delta, relative)?;
            }
        }
    }
    Ok(())
}

fn near(got: f64, truth: &Big, bound: f64, of: &Big) -> Result<(), TestCaseError> {
    prop_assert!(got.is_finite(), "{got}");
    let off = size(&(big(got) - truth));
    prop_assert!(off <= big(bound) * of + big(1e-15), "log₁₀ {got}, truly {truth}");
    Ok(())
}

fn no_nan(readings: &Readings) -> Result<(), TestCaseError> {
    let Readings { z, a, sigma_prime, factors, dc_db, dc_da, .. } = readings;
    for values in [z, a, sigma_prime, factors, dc_db, dc_da] {
        prop_assert!(values.iter().all(|value| !value.is_nan()), "{readings:?}");
    }
    prop_assert!(!readings.cost.is_nan());
    let logs = [
        &readings.log10_dc_db,
        &readings.log10_dc_da,
        &readings.log10_factors,
        &readings.log10_sigma_prime,
    ];
    for log10 in logs.into_iter().flatten() {
        prop_assert!(log10.is_finite() || *log10 == f64::NEG_INFINITY, "{readings:?}");
    }
    Ok(())
}

/// Any size that floats have, ordinary ones among them.
fn parameter() -> impl Strategy<Value = f64> {
    let sign = || prop_oneof![Just(1.0), Just(-1.0)];
    prop_oneof![
        4 => -10.0..10.0_f64,
        2 => -1000.0..1000.0_f64,
        2 => (-320.0..308.0_f64, sign()).prop_map(|(power, sign)| sign * 10.0_f64.powf(power)),
        1 => (300.0..308.0_f64, sign()).prop_map(|(power, sign)| sign * 10.0_f64.powf(power)),
        1 => prop_oneof![Just(0.0), Just(-0.0), Just(5e-324), Just(1e308), Just(-1e308)],
    ]
}

fn any_chain() -> impl Strategy<Value = Chain> {
    let neurons = prop::collection::vec((parameter(), parameter()), 1..=12);
    let input = prop_oneof![-10.0..10.0_f64, Just(0.0), Just(10.0), Just(1e-310)];
    let target = prop_oneof![Just(0.0), Just(1.0), 0.0..1.0_f64];
    let activation = prop::sample::select(settings::ACTIVATION.options);
    (neurons, input, target, activation, any::<bool>()).prop_map(
        |(neurons, input, target, activation, has_entropy)| {
            let (weights, biases) = neurons.into_iter().unzip();
            let cost = if has_entropy && activation == Activation::Sigmoid {
                Cost::CrossEntropy
            } else {
                Cost::Quadratic
            };
            Chain::new(weights, biases, input, target, activation, cost).unwrap()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_chain_is_as_exact_as_its_documentation_says(chain in any_chain()) {
        check(&chain)?;
        let found = chain.attribution(&chain.readings());
        prop_assert!(!found.log10_ratio.is_nan() || chain.readings().log10_dc_db[0].is_infinite());
    }

    #[test]
    fn a_window_is_as_wide_as_its_documentation_says(
        size in prop_oneof![4.0..10.0_f64, (0.61..308.0_f64).prop_map(|power| 10.0_f64.powf(power))],
    ) {
        let root = (big(1.0) - big(4.0) / big(size)).sqrt();
        // (1+r)/(1−r) = (1+r)²|w|/4.
        let above = big(1.0) + &root;
        let reach = (&above * &above * big(size) / big(4.0)).ln();
        let truth = big(2.0) * reach / big(size);
        agrees(width(size).unwrap(), &truth, 12.0 * U)?;
    }

    #[test]
    fn a_factor_of_the_window_keeps_what_its_weight_brings_back(
        weight in parameter(), bias in parameter(), activation in 0.0..1.0_f64,
    ) {
        let neuron = Neuron::new(weight, bias).unwrap();
        let factor = neuron.factor(activation);
        prop_assert!(!factor.is_nan());
        let z = weight * activation + bias;
        if weight != 0.0 && z.abs() < FAR {
            let slope = slope(Activation::Sigmoid, z);
            let lost = 1e-12 + 24.0 * U * log10(&slope).to_f64().value().abs();
            agrees(factor, &(big(weight.abs()) * slope), lost)?;
        }
    }
}

#[test]
fn a_slope_too_small_for_a_float_comes_back_with_its_weight() {
    let chain = Chain::new(
        vec![0.0, 1e308],
        vec![-1000.0, 0.0],
        0.5,
        1.0,
        Activation::Sigmoid,
        Cost::Quadratic,
    )
    .unwrap();
    let readings = chain.readings();
    assert_eq!(readings.sigma_prime[0], 0.0);
    // e^−1000 · 10³⁰⁸ · ¼ · −½.
    assert!(
        (readings.dc_db[0] / -6.344_948_621_936_82e-128 - 1.0).abs() < 1e-9,
        "{:e}",
        readings.dc_db[0]
    );
}

#[test]
fn a_weighted_input_is_in_range_whatever_its_product() {
    let chain = |weight, bias, input| {
        Chain::new(
            vec![weight, 0.0],
            vec![bias, 0.25],
            input,
            1.0,
            Activation::Relu,
            Cost::Quadratic,
        )
        .unwrap()
        .readings()
    };
    let readings = chain(1e308, -1e308, 2.0);
    assert_eq!(readings.z, [1e308, 0.25]);
    // Beyond the range, and then times 0.
    let readings = chain(1e308, 1e308, 10.0);
    assert_eq!(readings.z, [f64::INFINITY, 0.25]);
    assert_eq!(readings.dc_db[0], 0.0);
}
