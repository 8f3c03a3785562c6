//! The matrices between hidden layers against an independent computation: exact small cases,
//! and bands over seeds on real digits.
#![allow(clippy::disallowed_methods, reason = "bands are wider than the last bit")]

use crate::digits;

use ndarray::{Array1, Array2};
use proptest::prelude::*;
use serde_json::Value;
use unstable_gradients::{
    data::{Side, write_pixels},
    declaration::settings::jacobians as settings,
    jacobians::{
        Architecture, Factors, Jacobians, ScaledProduct, SeedFactors, Spectrum,
        fixed_point_factor, layer_jacobian, mean_field_factors, norm, target,
    },
    measures::quantiles,
    network::{Activation, Initialisation},
    training::{Engine, Examples},
};

use self::digits::site_digits;

fn fixture() -> Value {
    let text = include_str!("../../../tests/fixtures/jacobians.json");
    serde_json::from_str(text).expect("the fixture is JSON")
}

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list");
    list.iter().map(|x| x.as_f64().expect("a number")).collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn matrix(value: &Value) -> Array2<f64> {
    let rows: Vec<Vec<f64>> =
        value.as_array().expect("rows").iter().map(numbers).collect();
    Array2::from_shape_fn((rows.len(), rows[0].len()), |(j, k)| rows[j][k])
}

/// Within 1e-12 of the largest number expected.
#[track_caller]
fn close<'a>(what: &str, got: impl IntoIterator<Item = &'a f64>, expected: &[f64]) {
    let largest = expected.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    let got: Vec<f64> = got.into_iter().copied().collect();
    assert_eq!(got.len(), expected.len(), "{what}");
    for (got, expected) in got.iter().zip(expected) {
        let off = (got - expected).abs();
        assert!(off <= 1e-12 * largest, "{what}: got {got:e}, expected {expected:e}");
    }
}

#[test]
fn small_cases_are_reproduced() {
    for case in fixture()["fixture"].as_array().expect("cases") {
        let activation: Activation =
            settings::ACTIVATION.named(text(&case["act"])).expect("an activation");
        let factors: Vec<Array2<f64>> = (0..3)
            .map(|layer| {
                let slopes: Array1<f64> = numbers(&case["z"][layer])
                    .into_iter()
                    .map(|z| activation.value_and_derivative(z).1)
                    .collect();
                layer_jacobian(slopes.view(), &matrix(&case["w"][layer]))
            })
            .collect();
        for (layer, factor) in factors.iter().enumerate() {
            let expected = matrix(&case["J"][layer]);
            close("J", factor, expected.as_slice().expect("rows in order"));
            let spectrum = Spectrum::of(factor, 0).expect("numbers");
            close("singular values", &spectrum.values(), &numbers(&case["sv"][layer]));
        }
        let product =
            ScaledProduct::new(factors[2].clone()).after(&factors[1]).after(&factors[0]);
        let spectrum = product.spectrum().expect("numbers");
        close("of the product", &spectrum.values(), &numbers(&case["sv_product"]));
        for column in 0..5 {
            let unit = Array1::from_shape_fn(5, |k| f64::from(u8::from(k == column)));
            let expected = matrix(&case["product"]).column(column).to_vec();
            close("product", &product.apply(&unit), &expected);
        }
        let last = Array1::from(numbers(&case["delta_last"]));
        let first = numbers(&case["delta_first"]);
        close("first error", &product.apply(&last), &first);
        close("its norm", &[norm(&product.apply(&last))], &[norm(&first.into())]);
    }
}

/// The site's training images: pixels row by row, and what they show.
fn digits(count: usize) -> (Array2<f64>, Vec<u8>) {
    let digits = site_digits(1);
    let mut x = Array2::zeros((count, 784));
    let mut labels = vec![];
    for (index, mut row) in x.outer_iter_mut().enumerate() {
        let values = row.as_slice_mut().expect("a row");
        write_pixels(digits.training.image(index), Side::TwentyEight, values);
        labels.push(digits.training.label(index));
    }
    (x, labels)
}

fn architecture(case: &Value, width: &Value, depth: usize) -> Architecture {
    Architecture {
        depth,
        width: number(width) as usize,
        activation: settings::ACTIVATION
            .named(text(&case["activation"]))
            .expect("a name"),
        initialisation: settings::INITIALISATION
            .named(text(&case["initialisation"]))
            .expect("a name"),
    }
}

/// Singular values of every J and every product, over seeds and images.
fn spectra(
    architecture: Architecture,
    seeds: u32,
    x: &Array2<f64>,
    labels: &[u8],
) -> Vec<Jacobians> {
    (1..=seeds)
        .flat_map(|seed| {
            let network = architecture.network(seed);
            x.outer_iter().zip(labels).map(move |(x, &label)| {
                let y = Array1::from_shape_fn(10, |digit| {
                    f64::from(u8::from(digit == usize::from(label)))
                });
                Jacobians::measure(&network, x, y.view()).expect("numbers")
            })
        })
        .collect()
}

fn median(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let numbers: Vec<f64> = numbers.into_iter().collect();
    let [median] = quantiles(&numbers, [0.5]);
    median
}

#[test]
fn singular_values_on_real_digits_lie_in_the_bands_of_other_seeds() {
    let (x, labels) = digits(2);
    for case in fixture()["configs"].as_array().expect("cases") {
        let architecture = architecture(case, &case["n"], 10);
        let seeds = if architecture.width == 30 { 20 } else { 12 };
        let found = spectra(architecture, seeds, &x, &labels);
        for pair in 0..9 {
            let layers = || found.iter().map(|one| &one.layers[pair]);
            let products = || found.iter().map(|one| &one.products[8 - pair]);
            let middle = |s: &Spectrum| {
                let values = s.values();
                0.5 * (values[(values.len() - 1) / 2] + values[values.len() / 2])
            };
            for (key, got) in [
                ("sv_max", median(layers().map(Spectrum::largest))),
                ("sv_median", median(layers().map(middle))),
                ("sv_rms", median(layers().map(Spectrum::root_mean_square))),
                ("log10_prod_sv_max", median(products().map(|s| s.log10_summary()[0]))),
                ("log10_prod_sv_rms", median(products().map(|s| s.log10_summary()[1]))),
            ] {
                let band: Vec<f64> =
                    (0..3).map(|level| number(&case[key][level][pair])).collect();
                assert!(
                    band[0] <= got && got <= band[2],
                    "{architecture:?}, {key}, {pair}: {got} is not in {band:?}"
                );
            }
        }
    }
}

#[test]
fn errors_on_real_digits_lie_in_the_bands_of_other_seeds() {
    // A few images would miss the rare ones whose errors are large.
    let (x, labels) = digits(1000);
    for case in fixture()["configs"].as_array().expect("cases") {
        let architecture = architecture(case, &case["n"], 10);
        let images = if architecture.width == 30 { 1000 } else { 200 };
        let means: Vec<f64> = (1..=20)
            .map(|seed| {
                SeedFactors::measure(architecture, seed, x.view(), &labels[..images])
                    .single
                    .mean
            })
            .collect();
        let ratio = median(means).ln() / std::f64::consts::LN_10 * 9.0;
        let band = numbers(&case["log10_rms_ratio_1_L"]);
        assert!(
            band[0] <= ratio && ratio <= band[2],
            "{architecture:?}: {ratio} is not in {band:?}"
        );
    }
}

/// The geometric mean over hidden layers 2 to 7 of 8.
fn inner_mean(layers: &[f64]) -> f64 {
    let inner = &layers[1..];
    inner.iter().map(|factor| factor.ln()).sum::<f64>() / inner.len() as f64
}

#[test]
fn the_factor_per_layer_grows_with_the_width_as_measured_elsewhere() {
    let (x, labels) = digits(60);
    for row in fixture()["width_sweep"].as_array().expect("rows") {
        let (activation, initialisation) = match (text(&row["act"]), text(&row["init"])) {
            ("sigmoid", "N(0,1), b N(0,1)") => ("sigmoid", "normal"),
            ("tanh", "N(0,1), b N(0,1)") => ("tanh", "normal"),
            ("sigmoid", "N(0,1/n), b N(0,1)") => ("sigmoid", "chapter"),
            // Between layers of one width, N(0, 1/n) without biases is Xavier's.
            ("sigmoid", _) => ("sigmoid", "xavier"),
            _ => continue,
        };
        let case = serde_json::json!({
            "activation": activation, "initialisation": initialisation,
        });
        let architecture = architecture(&case, &row["n"], 8);
        if architecture.checked().is_err() {
            continue;
        }
        let expected = number(&row["mean_field_factor"]);
        let predicted = fixed_point_factor(architecture);
        assert!((predicted - expected).abs() < 6e-5, "{row}: mean field {predicted}");
        let inner: Vec<f64> = (1..=10)
            .map(|seed| {
                let one = SeedFactors::measure(architecture, seed, x.view(), &labels);
                inner_mean(&one.single.layers).exp()
            })
            .collect();
        let got = median(inner);
        let band = numbers(&row["measured_per_layer_factor_q05_50_95"]);
        assert!(band[0] <= got && got <= band[2], "{row}: measured {got}");
    }
}

#[test]
fn the_mean_field_of_each_layer_is_near_what_wide_networks_do() {
    let (x, labels) = digits(60);
    let square = x.iter().map(|v| v * v).sum::<f64>() / x.len() as f64;
    for &activation in settings::ACTIVATION.options {
        for &initialisation in settings::INITIALISATION.options {
            let architecture =
                Architecture { depth: 8, width: 128, activation, initialisation };
            let predicted = inner_mean(&mean_field_factors(architecture, square));
            let measured: Vec<f64> = (1..=4)
                .map(|seed| {
                    let one = SeedFactors::measure(architecture, seed, x.view(), &labels);
                    inner_mean(&one.single.layers)
                })
                .collect();
            let off = median(measured) - predicted;
            assert!(off.abs() < 0.08, "{architecture:?}: off by e^{off}");
        }
    }
}

/// The factors between lengths of the hidden layers' gradients, as they are defined.
#[track_caller]
fn assert_factors(what: &str, got: &Factors, lengths: &[f64]) {
    let expected: Vec<f64> = lengths.windows(2).map(|pair| pair[0] / pair[1]).collect();
    close(what, &got.layers, &expected);
    let ratio = lengths[0] / lengths[lengths.len() - 1];
    let mean = ratio.powf(1.0 / expected.len() as f64);
    assert!((got.mean / mean - 1.0).abs() < 1e-12, "{what}: {}", got.mean);
    assert!((got.log10_ratio - ratio.log10()).abs() < 1e-11, "{what}");
}

#[test]
fn both_measures_are_those_of_backpropagations_gradients_of_a_thousand_images() {
    let (x, labels) = digits(1000);
    let architecture = Architecture {
        depth: 5,
        width: 11,
        activation: Activation::Tanh,
        initialisation: Initialisation::Normal,
    };
    let network = architecture.network(3);
    let gradients: Vec<Vec<Array1<f64>>> = x
        .outer_iter()
        .zip(&labels)
        .map(|(x, &label)| network.backpropagate(x, target(label).view()).biases)
        .collect();
    let images = gradients.len() as f64;
    let (mut averaged, mut single) = (vec![], vec![]);
    for layer in 0..architecture.depth {
        let of_layer = || gradients.iter().map(|gradient| &gradient[layer]);
        let zero: Array1<f64> = Array1::zeros(11);
        let mean = of_layer().fold(zero, |sum, delta| sum + delta) / images;
        averaged.push(mean.dot(&mean).sqrt());
        let squares: f64 = of_layer().map(|delta| delta.dot(delta)).sum();
        single.push((squares / images).sqrt());
    }
    let found = SeedFactors::measure(architecture, 3, x.view(), &labels);
    assert_factors("averaged", &found.averaged, &averaged);
    assert_factors("single images", &found.single, &single);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn both_measures_are_those_of_the_trainers_engine(
        depth in 2_usize..6,
        width in 2_usize..9,
        activation in prop::sample::select(settings::ACTIVATION.options.to_vec()),
        initialisation in prop::sample::select(settings::INITIALISATION.options.to_vec()),
        seed in any::<u32>(),
        shown in prop::collection::vec((0_u8..10, any::<u32>()), 1..5),
    ) {
        let architecture = Architecture { depth, width, activation, initialisation };
        let labels: Vec<u8> = shown.iter().map(|image| image.0).collect();
        let x = Array2::from_shape_fn((shown.len(), 784), |(image, pixel)| {
            let ink = shown[image].1.wrapping_mul(2 * pixel as u32 + 1) >> 22;
            f64::from(if ink < 256 { ink } else { 0 }) / 256.0
        });
        let mut examples = Examples::<f64>::empty(784);
        for (x, &label) in x.outer_iter().zip(&labels) {
            examples.push(&x.to_vec(), label);
        }
        let mut engine = Engine::<f64>::new(&architecture.network(seed));
        // The lengths of the gradients averaged over the images `chosen`.
        let mut lengths = |chosen: &[u32]| -> Vec<f64> {
            engine.clear_bias_gradients();
            engine.feed_forward(&examples, chosen);
            engine.propagate_back(&examples, chosen);
            engine.add_bias_gradients(chosen.len());
            (0..depth)
                .map(|layer| engine.mean_bias_gradient(layer, chosen.len()))
                .map(|gradient| norm(&gradient.into()))
                .collect()
        };
        let all: Vec<u32> = (0..shown.len() as u32).collect();
        let averaged = lengths(&all);
        let mut single = vec![0.0; depth];
        for &image in &all {
            for (sum, length) in single.iter_mut().zip(lengths(&[image])) {
                *sum += length * length / all.len() as f64;
            }
        }
        let single: Vec<f64> = single.into_iter().map(f64::sqrt).collect();
        for layer in 0..depth {
            prop_assert!(averaged[layer] <= single[layer] * (1.0 + 1e-12));
        }
        let found = SeedFactors::measure(architecture, seed, x.view(), &labels);
        // A rectifier may let nothing through, and images may cancel to rounding.
        let is_sound = (0..depth).all(|layer| averaged[layer] > 1e-3 * single[layer]);
        prop_assume!(is_sound);
        assert_factors("averaged", &found.averaged, &averaged);
        assert_factors("single images", &found.single, &single);
    }
}

/// What the audit of the two measures found on the chapter's thousand images: the geometric
/// mean over `seeds` of the averaged gradient's factor per layer, and of single images'.
#[test]
fn the_two_measures_part_where_the_audit_saw_them_part() {
    let (x, labels) = digits(1000);
    let (sigmoid, normal) = (Activation::Sigmoid, Initialisation::Normal);
    for (activation, initialisation, width, seeds, averaged, single) in [
        (sigmoid, normal, 106, 10, 0.755, 0.978),
        (sigmoid, normal, 128, 10, 0.773, 1.035),
        (sigmoid, normal, 256, 3, 0.9055, 1.247),
        (sigmoid, Initialisation::Chapter, 30, 10, 0.208, 0.208),
        (Activation::Relu, Initialisation::He, 30, 20, 0.917, 1.012),
        (Activation::Tanh, normal, 8, 10, 0.857, 1.186),
    ] {
        let architecture = Architecture { depth: 10, width, activation, initialisation };
        let found: Vec<SeedFactors> = (1..=seeds)
            .map(|seed| SeedFactors::measure(architecture, seed, x.view(), &labels))
            .collect();
        let mean = |of: fn(&SeedFactors) -> &Factors| {
            let logs: f64 = found.iter().map(|found| of(found).mean.ln()).sum();
            (logs / f64::from(seeds)).exp()
        };
        for (what, got, expected) in [
            ("averaged", mean(|found| &found.averaged), averaged),
            ("single images", mean(|found| &found.single), single),
        ] {
            let off = (got - expected).abs();
            assert!(off < 6e-4, "{architecture:?}, {what}: {got}, not {expected}");
        }
        if activation == Activation::Relu {
            let ratios = found.iter().map(|found| found.averaged.log10_ratio);
            let ratio = 10_f64.powf(median(ratios));
            assert!((ratio - 0.464).abs() < 5e-4, "{ratio}");
        }
    }
}

#[test]
fn the_singular_values_have_the_bits_that_they_have_in_a_browser() {
    // `worker/jacobians.rs` asserts the same constants.
    let (largest, smallest, last) = golden();
    assert_eq!(
        [largest, smallest, last].map(f64::to_bits),
        [0x3fa5_76a7_558a_04d2, 0x3f4d_221f_c7b8_710d, 0x3f71_edfa_7823_3dfa],
        "{largest:e} {smallest:e} {last:e}"
    );
}

fn golden() -> (f64, f64, f64) {
    let architecture = Architecture {
        depth: 12,
        width: 37,
        activation: Activation::Tanh,
        initialisation: Initialisation::Chapter,
    };
    let x = Array1::from_shape_fn(784, |i| ((i * 37) % 256) as f64 / 256.0);
    let y = Array1::from_shape_fn(10, |digit| f64::from(u8::from(digit == 3)));
    let found = Jacobians::measure(&architecture.network(1), x.view(), y.view())
        .expect("numbers");
    (found.products[0].largest(), found.layers[5].smallest(), found.product_norms[0])
}
