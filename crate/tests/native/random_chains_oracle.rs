//! Random chains against an independent simulation, and against single chains.

use serde_json::Value;
use unstable_gradients::chain::Chain;
use unstable_gradients::chain::ensemble::{DEPTHS, Ensemble, LEAST_DEPTH, Settings};
use unstable_gradients::declaration::settings::random_chains as settings;
use unstable_gradients::network::{Activation, Cost};

const SETTINGS: Settings = Settings {
    chains: 100_000,
    weight_spread: 1.0,
    bias_spread: 1.0,
    input: 1.0,
    activation: Activation::Sigmoid,
    seed: 1,
};

fn drawn(settings: Settings) -> Ensemble {
    let mut ensemble = Ensemble::new(settings).expect("settings in range");
    while !ensemble.is_done() {
        ensemble.advance(u32::MAX);
    }
    ensemble
}

fn single(settings: &Settings, index: u32, neurons: usize) -> Chain {
    let (weights, biases) = settings.chain(index, neurons);
    let (input, activation) = (settings.input, settings.activation);
    Chain::new(weights, biases, input, 1.0, activation, Cost::Quadratic)
        .expect("a chain in range")
}

#[test]
fn quantiles_agree_with_a_million_other_chains() {
    let text = include_str!("../../../tests/fixtures/random-chains.json");
    let fixture: Value = serde_json::from_str(text).expect("the fixture is JSON");
    let number = |value: &Value| value.as_f64().expect("a number");
    let rows = fixture["mc"].as_array().expect("a list");
    let mut compared = 0;
    for (input, weight_spread) in
        [(1.0, 1.0), (0.5, 1.0), (1.0, 2.0), (1.0, 5.0), (1.0, 10.0)]
    {
        let ensemble = drawn(Settings { weight_spread, input, ..SETTINGS });
        for row in rows {
            let of = [number(&row["a0"]), number(&row["sigma_w"])];
            if of.map(f64::to_bits) != [input, weight_spread].map(f64::to_bits) {
                continue;
            }
            let depth = row["L"].as_u64().expect("a depth") as usize;
            let summary = &ensemble.summaries()[depth - LEAST_DEPTH];
            let sd = number(&row["sd"]);
            let error = sd / (f64::from(SETTINGS.chains)).sqrt();
            assert!((summary.mean - number(&row["mean"])).abs() < 5.0 * error, "{row}");
            let expected = row["quantiles"].as_array().expect("a list");
            for (quantile, expected) in summary.quantiles.iter().zip(expected) {
                // The error of an outer quantile of a skewed distribution is up to some
                // four times that of the mean; five of those.
                let off = (quantile - number(expected)).abs();
                assert!(off < 20.0 * error, "{quantile} at {row}");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 5 * 8 * 5);
}

#[test]
fn every_ratio_is_that_of_the_chain_itself() {
    for &activation in settings::ACTIVATION.options {
        for weight_spread in [1.0, 30.0] {
            let settings = Settings { chains: 50, weight_spread, activation, ..SETTINGS };
            let ensemble = drawn(settings);
            for index in 0..settings.chains {
                for depth in [2, 3, 7, 32] {
                    let chain = single(&settings, index, depth);
                    let readings = chain.readings();
                    let expected = chain.attribution(&readings).log10_ratio;
                    let got = ensemble.log10_ratios(depth)[index as usize];
                    if expected.is_finite() {
                        let off = (got - expected).abs();
                        assert!(
                            off <= 1e-11 * expected.abs().max(1.0),
                            "{got} {expected}"
                        );
                    } else if expected == f64::NEG_INFINITY {
                        assert_eq!(got.to_bits(), f64::NEG_INFINITY.to_bits());
                    }
                }
            }
        }
    }
}

#[test]
fn no_ratio_underflows() {
    let ensemble = drawn(Settings { weight_spread: 100.0, chains: 2000, ..SETTINGS });
    let deepest = &ensemble.summaries()[DEPTHS - 1];
    assert!(deepest.quantiles[0] < -330.0, "{:?}", deepest.quantiles);
    assert!(deepest.mean.is_finite() && deepest.first_zero.is_none());
}

#[test]
fn the_bars_hold_every_chain_once_and_an_example_of_each() {
    for &activation in settings::ACTIVATION.options {
        let settings = Settings { chains: 3000, activation, ..SETTINGS };
        let ensemble = drawn(settings);
        for depth in [2, 9, 32] {
            let summary = &ensemble.summaries()[depth - LEAST_DEPTH];
            let bars = &summary.bars;
            let zeros = (summary.zero * 3000.0).round() as u32;
            assert_eq!(bars.counts.iter().sum::<u32>() + zeros, 3000);
            assert_eq!(zeros == 0, summary.first_zero.is_none());
            for (bar, (&count, &example)) in
                bars.counts.iter().zip(&bars.examples).enumerate()
            {
                if count == 0 {
                    continue;
                }
                let from = bars.from + bar as f64 * bars.step;
                let ratio = ensemble.log10_ratios(depth)[example as usize];
                assert!(
                    (from - 1e-9..from + bars.step + 1e-9).contains(&ratio),
                    "{ratio}"
                );
            }
            assert!(bars.counts.len() <= 51, "{}", bars.counts.len());
        }
    }
}

#[test]
fn pauses_and_more_chains_change_no_chain() {
    let few = drawn(Settings { chains: 100, ..SETTINGS });
    let mut many = Ensemble::new(Settings { chains: 1003, ..SETTINGS }).unwrap();
    while !many.is_done() {
        many.advance(1);
    }
    assert_eq!(many.done(), 1003);
    assert_eq!(few.log10_ratios(32), &many.log10_ratios(32)[..100]);
}

#[test]
fn a_setting_out_of_range_is_named() {
    for (settings, key) in [
        (Settings { chains: 0, ..SETTINGS }, "chains"),
        (Settings { weight_spread: -1.0, ..SETTINGS }, "weightSpread"),
        (Settings { bias_spread: f64::NAN, ..SETTINGS }, "biasSpread"),
        (Settings { input: 11.0, ..SETTINGS }, "input"),
    ] {
        let error = Ensemble::new(settings).unwrap_err().to_string();
        assert!(error.starts_with(key), "{error}");
    }
}

#[test]
fn the_bits_are_the_same_as_in_the_browser() {
    let ensemble = drawn(Settings { chains: 64, ..SETTINGS });
    let last = ensemble.log10_ratios(32)[63];
    assert_eq!(last.to_bits(), 0xc041_d1cf_a20e_1953, "{last}");
}
