//! Recurrent networks against an independent computation: exact small cases, and quantiles over
//! seeds; and their gradients against central differences.
#![allow(clippy::disallowed_methods, reason = "bands are wider than the last bit")]

use proptest::prelude::*;
use serde_json::Value;
use unstable_gradients::{
    random::{Generator, Stream},
    recurrent::{Cell, Memory, Network, Setup, Weight},
};

fn fixture() -> Value {
    let text = include_str!("../../../tests/fixtures/recurrent.json");
    serde_json::from_str(text).expect("the fixture is JSON")
}

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list");
    list.iter().map(|x| x.as_f64().expect("a number")).collect()
}

fn rows(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().expect("rows").iter().map(numbers).collect()
}

/// Within 1e-12 of the largest number expected.
#[track_caller]
fn close(what: &str, got: &[f64], expected: &[f64]) {
    let largest = expected.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    assert_eq!(got.len(), expected.len(), "{what}");
    for (got, expected) in got.iter().zip(expected) {
        let off = (got - expected).abs();
        assert!(off <= 1e-12 * largest, "{what}: got {got:e}, expected {expected:e}");
    }
}

/// A gate's W, U and b.
fn set(network: &mut Network, gate: usize, w: &[Vec<f64>], u: &[Vec<f64>], b: &[f64]) {
    for neuron in 0..network.neurons() {
        let weights = w[neuron].iter().enumerate().map(|(j, &w)| (Weight::Neuron(j), w));
        let inputs = u[neuron].iter().enumerate().map(|(k, &u)| (Weight::Input(k), u));
        let bias = [(Weight::Bias, b[neuron])];
        for (weight, value) in weights.chain(inputs).chain(bias) {
            let place = network.place(gate, neuron, weight);
            network.parameters_mut()[place] = value;
        }
    }
}

#[test]
fn one_cell_of_each_kind_is_the_fixtures() {
    let fixture = &fixture()["fixture"];
    let (x, g) = (rows(&fixture["X"]).concat(), numbers(&fixture["g"]));
    let n = g.len();
    for (cell, name) in [(Cell::Tanh, "rnn"), (Cell::Lstm, "lstm"), (Cell::Gru, "gru")] {
        let expected = &fixture[name];
        let mut network = Network::zeros(cell, n, 2);
        if cell == Cell::Gru {
            for (gate, letter) in ["z", "r", "n"].into_iter().enumerate() {
                let [w, u] =
                    ["W", "U"].map(|kind| rows(&expected[format!("{kind}{letter}")]));
                set(
                    &mut network,
                    gate,
                    &w,
                    &u,
                    &numbers(&expected[format!("b{letter}")]),
                );
            }
        } else {
            // Gates are stacked: i, f, o, g.
            let [w, u] = ["W", "U"].map(|kind| rows(&expected[kind]));
            let b = numbers(&expected["b"]);
            for gate in 0..cell.gates() {
                let own = gate * n..(gate + 1) * n;
                set(&mut network, gate, &w[own.clone()], &u[own.clone()], &b[own]);
            }
        }
        let trace = network.read(&x);
        let errors = network.propagate_back(&trace, &x, &g, None);
        close(name, &trace.h, &rows(&expected["h"]).concat());
        close(name, &errors.h, &rows(&expected["dL_dh"]).concat());
        if cell == Cell::Lstm {
            close(name, &trace.c, &rows(&expected["c"]).concat());
            close(name, &errors.c, &rows(&expected["dL_dc"]).concat());
        }
        if cell == Cell::Tanh {
            close(name, &errors.norms(n), &numbers(&expected["norms"]));
        }
    }
}

/// A network whose parameters and first activations are drawn from N(0, 1/2²).
fn drawn(cell: Cell, n: usize, d: usize, generator: &mut Generator) -> Network {
    let mut network = Network::zeros(cell, n, d);
    network.parameters_mut().fill_with(|| 0.5 * generator.normal());
    network.initial_mut().fill_with(|| 0.5 * generator.normal());
    network
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_gradient_is_that_of_central_differences(
        cell in prop_oneof![Just(Cell::Tanh), Just(Cell::Lstm), Just(Cell::Gru)],
        n in 1..6_usize,
        d in 1..4_usize,
        length in 1..6_usize,
        seed in 0..1000_u32,
    ) {
        let mut generator = Generator::new(seed, Stream::RECURRENT);
        let mut network = drawn(cell, n, d, &mut generator);
        let x: Vec<f64> = (0..length * d).map(|_| generator.normal()).collect();
        let g: Vec<f64> = (0..n).map(|_| generator.normal()).collect();
        let loss = |network: &Network| -> f64 {
            network.read(&x).last(n).iter().zip(&g).map(|(h, g)| h * g).sum()
        };
        let mut gradient = vec![0.0; network.parameters().len()];
        let trace = network.read(&x);
        let errors = network.propagate_back(&trace, &x, &g, Some(&mut gradient));
        // The error is of third order in the step, and of rounding over it.
        const STEP: f64 = 1e-5;
        const TOLERANCE: f64 = 1e-8;
        for (index, &slope) in gradient.iter().enumerate() {
            let own = network.parameters()[index];
            let [above, below] = [own + STEP, own - STEP].map(|moved| {
                network.parameters_mut()[index] = moved;
                loss(&network)
            });
            network.parameters_mut()[index] = own;
            let expected = (above - below) / (2.0 * STEP);
            prop_assert!((slope - expected).abs() < TOLERANCE, "{index}: {slope} {expected}");
        }
        for index in 0..n {
            let own = network.initial_mut()[index];
            let [above, below] = [own + STEP, own - STEP].map(|moved| {
                network.initial_mut()[index] = moved;
                loss(&network)
            });
            network.initial_mut()[index] = own;
            let expected = (above - below) / (2.0 * STEP);
            prop_assert!((errors.h[index] - expected).abs() < TOLERANCE);
        }
    }
}

/// Seeds on this side, and on the fixture's.
const SEEDS: [u32; 2] = [200, 100];

/// Compares log₁₀‖∂L/∂h_{T−k}‖ over seeds with those of the fixture.
fn over_seeds(cell: Cell, name: &str) {
    let fixture = fixture();
    let levels = [0.05, 0.25, 0.5, 0.75, 0.95];
    for expected in fixture["statistics"].as_array().expect("a list") {
        if expected["cell"] != name || expected["wrt"] == "c" {
            continue;
        }
        let get = |key: &str, or: f64| expected[key].as_f64().unwrap_or(or);
        let setup = Setup {
            cell,
            radius: get("rho", 1.0),
            forget_bias: get("forget_bias", 0.0),
            update_bias: get("update_bias", 0.0),
            length: 100,
            width: 64,
            input: get("sigma_in", 1.0),
        };
        let norms: Vec<Vec<f64>> =
            (1..=SEEDS[0]).map(|seed| Memory::new(setup, seed).norms()).collect();
        assert!(norms.iter().all(|norms| (norms[100] - 1.0).abs() < 1e-12));
        let lags = numbers(&expected["lags"]);
        // At the last step all norms are 1.
        for (lag, there) in lags.iter().zip(rows(&expected["quantiles"])).skip(1) {
            for (level, quantile) in levels.into_iter().zip(there) {
                let is_below =
                    |norms: &&Vec<f64>| norms[100 - *lag as usize].log10() < quantile;
                let below = norms.iter().filter(is_below).count() as f64;
                let share = below / f64::from(SEEDS[0]);
                // Whatever the distribution, both are shares of seeds, and so binomial.
                let [here, there] = SEEDS.map(f64::from);
                let pooled = (here * share + there * level) / (here + there);
                let error = (pooled * (1.0 - pooled) * (1.0 / here + 1.0 / there)).sqrt();
                assert!(
                    (share - level).abs() <= 4.0 * error,
                    "{setup:?}, {lag} steps back: {share} below {quantile}, not {level}",
                );
            }
        }
    }
}

#[test]
fn gradients_of_tanh_networks_are_as_long_as_the_fixtures() {
    over_seeds(Cell::Tanh, "tanh");
}

#[test]
fn gradients_of_long_short_term_memory_are_as_long_as_the_fixtures() {
    over_seeds(Cell::Lstm, "lstm");
}

#[test]
fn gradients_of_gated_recurrent_units_are_as_long_as_the_fixtures() {
    over_seeds(Cell::Gru, "gru");
}
