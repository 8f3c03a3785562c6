//! The chapter's backpropagation against gradients computed independently, and against
//! central differences.

use ndarray::{Array1, Array2};
use proptest::prelude::*;
use serde_json::Value;
use unstable_gradients::declaration::Choice;
use unstable_gradients::network::{
    Activation, Cost, Initialisation, Network, Output, Step,
};

const FIXTURE: &str = include_str!("../../../tests/fixtures/backpropagation.json");

fn vector(value: &Value) -> Array1<f64> {
    value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

fn matrix(value: &Value) -> Array2<f64> {
    let rows: Vec<_> = value.as_array().unwrap().iter().map(vector).collect();
    Array2::from_shape_fn((rows.len(), rows[0].len()), |(i, j)| rows[i][j])
}

/// Within 1e-12 of the largest magnitude of the layer, the fixture's own tolerance.
fn assert_close(got: &[f64], expected: &[f64], what: &str) {
    assert_eq!(got.len(), expected.len(), "{what}: lengths");
    let scale = expected.iter().fold(0.0_f64, |m, x| m.max(x.abs()));
    for (k, (g, e)) in got.iter().zip(expected).enumerate() {
        assert!((g - e).abs() <= 1e-12 * scale, "{what}[{k}]: got {g}, expected {e}");
    }
}

fn flat(a: &Array2<f64>) -> Vec<f64> {
    a.iter().copied().collect()
}

#[test]
fn backpropagation_gives_the_independent_numbers() {
    let fixture: Value = serde_json::from_str(FIXTURE).unwrap();
    let mut compared = 0;
    for (number, net) in fixture["nets"].as_array().unwrap().iter().enumerate() {
        let list = |key: &str| net[key].as_array().unwrap();
        for (name, cost) in [("ce", Cost::CrossEntropy), ("quad", Cost::Quadratic)] {
            let truth = &net["by_cost"][name];
            let mut network = Network {
                weights: list("weights").iter().map(matrix).collect(),
                biases: list("biases").iter().map(vector).collect(),
                activation: Activation::Sigmoid,
                output: Output::Sigmoid,
                cost,
            };
            let (x, y) = (matrix(&net["x"]), matrix(&net["y"]));
            let mut total = 0.0;
            for (example, (x, y)) in x.outer_iter().zip(y.outer_iter()).enumerate() {
                let what = format!("net {number}, {name}, example {example}");
                let pass = network.feed_forward(x);
                let gradient = network.backpropagate(x, y);
                for layer in 0..network.weights.len() {
                    let at = |key: &str| vector(&truth[key][layer][example]).to_vec();
                    let what = format!("{what}, layer {layer}");
                    assert_close(&pass.weighted_inputs[layer].to_vec(), &at("z"), &what);
                    assert_close(&pass.activations[layer].to_vec(), &at("a"), &what);
                    let delta = at("delta_per_example");
                    assert_close(&gradient.biases[layer].to_vec(), &delta, &what);
                    compared += delta.len();
                }
                let own = network.cost_of(x, y);
                let theirs = truth["cost_per_example"][example].as_f64().unwrap();
                assert_close(&[own], &[theirs], &what);
                total += own;
            }
            total /= x.nrows() as f64;
            assert_close(&[total], &[truth["total_cost_no_reg"].as_f64().unwrap()], name);

            let mean = network.mean_gradient(&x, &y);
            for layer in 0..network.weights.len() {
                let what = format!("net {number}, {name}, mean, layer {layer}");
                let biases = vector(&truth["nabla_b_mean"][layer]).to_vec();
                assert_close(&mean.biases[layer].to_vec(), &biases, &what);
                let weights = flat(&matrix(&truth["nabla_w_mean"][layer]));
                assert_close(&flat(&mean.weights[layer]), &weights, &what);
                let norm = mean.biases[layer].dot(&mean.biases[layer]).sqrt();
                let theirs = truth["norm_of_mean_delta"][layer].as_f64().unwrap();
                assert_close(&[norm], &[theirs], &what);
            }

            let settings = &net["step"];
            let step = Step {
                rate: settings["eta"].as_f64().unwrap(),
                lambda: settings["lambda"].as_f64().unwrap(),
                training_images: settings["n_train"].as_u64().unwrap() as usize,
            };
            network.update(&x, &y, step);
            for layer in 0..network.weights.len() {
                let what = format!("net {number}, {name}, after a step, layer {layer}");
                let weights = flat(&matrix(&truth["after_step_weights"][layer]));
                assert_close(&flat(&network.weights[layer]), &weights, &what);
            }
            for _ in 1..10 {
                network.update(&x, &y, step);
            }
            for layer in 0..network.weights.len() {
                let what =
                    format!("net {number}, {name}, after ten steps, layer {layer}");
                let biases = vector(&truth["after_10_steps_biases"][layer]).to_vec();
                assert_close(&network.biases[layer].to_vec(), &biases, &what);
            }
        }
    }
    assert!(compared > 300, "only {compared} numbers were compared");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn gradients_agree_with_central_differences(
        hidden in prop::collection::vec(1_usize..7, 0..4),
        activation in prop::sample::select(Activation::ALL.to_vec()),
        output in prop::sample::select(Output::ALL.to_vec()),
        cost in prop::sample::select(Cost::ALL.to_vec()),
        seed in any::<u32>(),
    ) {
        let sizes: Vec<usize> = [5].into_iter().chain(hidden).chain([3]).collect();
        let network =
            Network::initialise(&sizes, activation, cost, Initialisation::Chapter, seed)
                .with_output(output);
        let x = Array1::from_iter((0..5).map(|k| f64::from(k) / 5.0));
        let y = Array1::from_iter([0.0, 1.0, 0.0]);
        // No difference may reach over a kink.
        let hidden = network.feed_forward(x.view()).weighted_inputs;
        let nearest = hidden[..hidden.len() - 1].iter().flatten();
        let nearest = nearest.fold(f64::INFINITY, |near, z| near.min(z.abs()));
        prop_assume!(!activation.has_kink() || nearest > 0.03);
        let gradient = network.backpropagate(x.view(), y.view());
        // Five-point differences: truncation h⁴, rounding ε/h.
        let h = 1e-3;
        let slope = |nudge: &dyn Fn(&mut Network, f64)| {
            let at = |step: f64| {
                let mut moved = network.clone();
                nudge(&mut moved, step);
                moved.cost_of(x.view(), y.view())
            };
            (8.0 * (at(h) - at(-h)) - (at(2.0 * h) - at(-2.0 * h))) / (12.0 * h)
        };
        for layer in 0..network.weights.len() {
            for j in 0..network.biases[layer].len() {
                let difference = slope(&|n, s| n.biases[layer][j] += s);
                let backpropagated = gradient.biases[layer][j];
                prop_assert!((difference - backpropagated).abs() < 1e-9);
                let k = (j * 7) % network.weights[layer].ncols();
                let difference = slope(&|n, s| n.weights[layer][(j, k)] += s);
                let backpropagated = gradient.weights[layer][(j, k)];
                prop_assert!((difference - backpropagated).abs() < 1e-9);
            }
        }
    }
}
