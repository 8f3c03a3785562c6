//! The chain against an independent computation: named, random and fragile chains.

use proptest::prelude::*;
use serde_json::Value;
use unstable_gradients::chain::{Chain, Preset, Readings};
use unstable_gradients::declaration::settings::chain as settings;
use unstable_gradients::maths;
use unstable_gradients::network::{Activation, Cost};

fn fixture() -> Value {
    let text = include_str!("../../../tests/fixtures/chain.json");
    serde_json::from_str(text).expect("the fixture is JSON")
}

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list");
    list.iter().map(|x| x.as_f64().expect("a number")).collect()
}

fn chain(case: &Value) -> Chain {
    let biases = numbers(&case["b"]);
    // The fragile chains have one weight for all neurons.
    let weights = match case["w"].as_f64() {
        Some(weight) => vec![weight; biases.len()],
        None => numbers(&case["w"]),
    };
    Chain::new(
        weights,
        biases,
        case["a0"].as_f64().expect("an input"),
        case["y"].as_f64().expect("a target"),
        Activation::Sigmoid,
        Cost::Quadratic,
    )
    .expect("the fixture's chains are in range")
}

/// `tolerance` is relative to each number's own size; zeros must be zeros.
#[track_caller]
fn close(what: &str, got: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(got.len(), expected.len(), "{what}");
    for (got, expected) in got.iter().zip(expected) {
        let off = (got - expected).abs();
        assert!(
            off <= tolerance * expected.abs(),
            "{what}: got {got:e}, expected {expected:e}"
        );
    }
}

fn reproduces(case: &Value, readings: &Readings) {
    let last = readings.dc_da.len() - 1;
    for (what, got) in [
        ("a", &readings.a),
        ("sigma_prime", &readings.sigma_prime),
        ("factor", &readings.factors),
        ("dC_db", &readings.dc_db),
    ] {
        // For the longer random chains only the gradients are listed.
        if !case[what].is_null() {
            close(what, got, &numbers(&case[what]), 1e-12);
        }
    }
    if !case["z"].is_null() {
        // z may be the small difference of larger numbers: relative to those.
        for (got, expected) in readings.z.iter().zip(numbers(&case["z"])) {
            let off = (got - expected).abs();
            assert!(off <= 1e-12 * expected.abs().max(1.0), "z: {got}");
        }
    }
    let number = |key: &str| case[key].as_f64().expect("a number");
    for (what, got) in [("dC_da_L", readings.dc_da[last]), ("product", readings.product)]
    {
        if !case[what].is_null() {
            close(what, &[got], &[number(what)], 1e-12);
        }
    }
    let ratio = readings.log10_dc_db[0] - readings.log10_dc_db[last];
    close("log10 ratio", &[ratio], &[number("log10_ratio_b1_bL")], 1e-12);
}

#[test]
fn named_chains_are_reproduced() {
    let fixture = fixture();
    let cases = fixture["named"].as_array().expect("a list");
    assert_eq!(cases.len(), 10);
    for case in cases {
        reproduces(case, &chain(case).readings());
    }
}

#[test]
fn random_chains_are_reproduced() {
    let fixture = fixture();
    let cases = fixture["random"].as_array().expect("a list");
    assert_eq!(cases.len(), 130);
    for case in cases {
        reproduces(case, &chain(case).readings());
    }
}

/// The reference has 60 digits; 64-bit arithmetic rounds every z by up to an ulp of its
/// summands, w/2. z_1's rounding reaches z_4 multiplied by up to (w/4)³, and each unit of z
/// changes a slope by at most its own size: that, and not 1e-12, is the bound for any 64-bit
/// computation of so unstable a chain.
#[test]
fn fragile_chains_are_reproduced_as_far_as_64_bits_go() {
    let fixture = fixture();
    let cases = fixture["fragility"].as_array().expect("a list");
    assert_eq!(cases.len(), 48);
    for case in cases {
        let weight = case["w"].as_f64().expect("a weight");
        let gain = (weight / 4.0).max(1.0);
        let tolerance = 1e-12_f64.max(4.0 * f64::EPSILON * weight * gain * gain * gain);
        let readings = chain(case).readings();
        let expected = numbers(&case["exact"]["dC_db"]);
        close("dC_db", &readings.dc_db, &expected, tolerance);
        let slopes = numbers(&case["exact"]["sigma_prime"]);
        close("sigma_prime", &readings.sigma_prime, &slopes, tolerance);
    }
}

#[test]
fn the_chapters_exploding_chain_is_exact() {
    let fixture = fixture();
    for case in fixture["named"].as_array().expect("a list") {
        if !case["name"].as_str().is_some_and(|name| name.starts_with("exploding")) {
            continue;
        }
        let got: Vec<u64> =
            chain(case).readings().dc_db.iter().map(|x| x.to_bits()).collect();
        let expected: Vec<u64> =
            numbers(&case["dC_db"]).iter().map(|x| x.to_bits()).collect();
        assert_eq!(got, expected, "{}", case["name"]);
    }
}

#[test]
fn the_slope_keeps_its_digits_at_the_edges() {
    let fixture = fixture();
    let cases = &fixture["sigmoid_edge_cases"];
    let z = numbers(&cases["z"]);
    let slope: Vec<f64> =
        z.iter().map(|&z| Activation::Sigmoid.value_and_derivative(z).1).collect();
    close("slope", &slope, &numbers(&cases["prime_exact_symmetric"]), 1e-15);
    let value: Vec<f64> =
        z.iter().map(|&z| Activation::Sigmoid.value_and_derivative(z).0).collect();
    close("value", &value, &numbers(&cases["sigma"]), 1e-15);
}

/// `page/chain.rs` asserts the same constants in the browser.
#[test]
fn a_drawn_chain_has_the_same_bits_as_in_wasm() {
    let readings = Preset::Normal.chain(32, 1).readings();
    assert_eq!(readings.product.to_bits(), 0x38ca_5b2a_1034_d6d4);
    assert_eq!(readings.log10_dc_db[0].to_bits(), 0xc041_336a_8489_76d2);
    assert_eq!(readings.cost.to_bits(), 0x3f8a_6f76_aed4_4477);
}

fn settings() -> impl Strategy<Value = Chain> {
    let activation = prop::sample::select(settings::ACTIVATION.options);
    (1_usize..=12, activation, any::<bool>(), -2.0..2.0, 0.0..=1.0).prop_flat_map(
        |(neurons, activation, entropy, input, target)| {
            let weights = prop::collection::vec(-3.0..3.0, neurons);
            let biases = prop::collection::vec(-3.0..3.0, neurons);
            (weights, biases).prop_map(move |(weights, biases)| {
                let cost = if entropy && activation == Activation::Sigmoid {
                    Cost::CrossEntropy
                } else {
                    Cost::Quadratic
                };
                Chain::new(weights, biases, input, target, activation, cost)
                    .expect("in range")
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_product_of_the_factors_is_the_first_gradient(chain in settings()) {
        let readings = chain.readings();
        let last = chain.neurons() - 1;
        let factors: f64 = readings.factors[1..].iter().product();
        let product = readings.sigma_prime[0] * factors * readings.dc_da[last];
        prop_assert!((product - readings.dc_db[0]).abs() <= 1e-13 * product.abs());
    }

    /// BP2 as the chapter writes it, with the multiplications in another order.
    #[test]
    fn deltas_obey_the_chapters_second_equation(chain in settings()) {
        let readings = chain.readings();
        for j in 0..chain.neurons() - 1 {
            let delta =
                (chain.weights()[j + 1] * readings.dc_db[j + 1]) * readings.sigma_prime[j];
            prop_assert!((delta - readings.dc_db[j]).abs() <= 1e-14 * delta.abs());
        }
    }

    #[test]
    fn a_sigmoid_passes_at_most_a_quarter(z in -1000.0..1000.0) {
        let slope = Activation::Sigmoid.value_and_derivative(z).1;
        prop_assert!((0.0..=0.25).contains(&slope));
        let logarithm = Activation::Sigmoid.log10_derivative(z);
        prop_assert!(logarithm.is_finite());
        if slope.is_normal() {
            prop_assert!((maths::log10(slope) - logarithm).abs() < 1e-12);
        }
    }

    #[test]
    fn a_factor_is_at_most_a_quarter_of_its_weight(chain in settings()) {
        let readings = chain.readings();
        for ((factor, slope), weight) in
            readings.factors.iter().zip(&readings.sigma_prime).zip(chain.weights())
        {
            let steepest = slope.max(0.25);
            prop_assert!(factor.abs() <= weight.abs() * steepest);
        }
    }

    #[test]
    fn central_differences_agree_within_their_own_error(chain in settings()) {
        let Readings { dc_db: gradients, cost, .. } = chain.readings();
        // Rounding is relative to the cost, which activations without bound make large.
        let size = if chain.activation() == Activation::Softplus { cost } else { 0.0 };
        for (gradient, difference) in gradients.iter().zip(chain.gradient_check()) {
            let off = (difference.value - gradient).abs();
            prop_assert!(off <= difference.error, "{gradient:e}, {difference:?}");
            // With smooth neurons and ordinary weights the error must be small as well.
            if chain.activation() != Activation::Relu {
                prop_assert!(difference.error < 1e-8 * (1.0 + gradient.abs() + size));
            }
        }
    }

    /// σ(−z) = 1 − σ(z): neuron k may be replaced by its mirror image (w_k and b_k negated) if
    /// the next one makes up for it (w negated, b increased by w). All other gradients stay.
    #[test]
    fn a_mirrored_neuron_leaves_the_others_as_they_were(
        seed in 0_u32..1000,
        neurons in 2_usize..8,
        which in 0_usize..7,
    ) {
        let k = which % (neurons - 1);
        let drawn = Preset::Normal.chain(neurons, seed);
        let mut weights = drawn.weights().to_vec();
        let mut biases = drawn.biases().to_vec();
        weights[k] = -weights[k];
        biases[k] = -biases[k];
        biases[k + 1] += weights[k + 1];
        weights[k + 1] = -weights[k + 1];
        let mirrored = Chain::new(
            weights,
            biases,
            drawn.input(),
            drawn.target(),
            Activation::Sigmoid,
            Cost::Quadratic,
        )
        .expect("in range");
        let (one, other) = (drawn.readings(), mirrored.readings());
        for j in 0..neurons {
            let sign = if j == k { -1.0 } else { 1.0 };
            let off = (sign * other.dc_db[j] - one.dc_db[j]).abs();
            prop_assert!(off <= 1e-12 * one.dc_db[j].abs(), "neuron {j}");
        }
    }

    #[test]
    fn logarithms_place_what_is_in_range(chain in settings()) {
        let readings = chain.readings();
        for (gradient, logarithm) in readings.dc_db.iter().zip(&readings.log10_dc_db) {
            if gradient.is_normal() {
                prop_assert!((maths::log10(gradient.abs()) - logarithm).abs() < 1e-10);
            }
        }
    }
}
