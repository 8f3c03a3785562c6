//! The activations of Glorot and Bengio's networks (2010) against those that an independent
//! program found: `tests/fixtures/saturation.json`. Its random numbers are others, so that only
//! what hardly depends on them is compared.

use crate::digits;

use serde_json::Value;
use unstable_gradients::{
    network::{Initialisation, Output},
    training::{ACTIVATION_BINS, ACTIVATION_HEAD, Settings, Trainer},
};

use self::digits::site_digits;

/// Its epochs have a thousand updates, as ours with this many images.
const IMAGES: usize = 10_000;
const EPOCHS: usize = 3;

fn settings(hidden: &[usize], seed: u32) -> Settings {
    Settings {
        images: IMAGES,
        batch: 10,
        lambda: 0.0,
        initialisation: Initialisation::Standard,
        output: Output::Softmax,
        epochs: EPOCHS,
        seed,
        ..Settings::chapter(hidden)
    }
}

/// The mean, standard deviation and standard deviation over the images of each hidden layer,
/// after each epoch.
fn measured(hidden: &[usize], seed: u32) -> Vec<Vec<[f64; 3]>> {
    let mut trainer = Trainer::new(settings(hidden, seed), &site_digits(3)).unwrap();
    trainer.record_activations();
    trainer.advance(usize::MAX);
    let layer = ACTIVATION_HEAD + ACTIVATION_BINS;
    let rows = trainer.take_activations();
    let rows = rows.chunks_exact(2 + layer * hidden.len());
    rows.map(|row| row[2..].chunks(layer).map(|l| [l[0], l[1], l[2]]).collect()).collect()
}

#[test]
fn the_last_layer_falls_to_0_as_in_an_independent_run() {
    let fixture = include_str!("../../../tests/fixtures/saturation.json");
    let fixture: Value = serde_json::from_str(fixture).unwrap();
    let runs: Vec<&Value> = fixture["runs"].as_array().unwrap().iter().collect();
    for hidden in [[100; 4].to_vec(), [30; 4].to_vec()] {
        let same = |run: &&&Value| {
            run["name"] == "GB-like" && run["hidden"] == serde_json::json!(hidden)
        };
        let runs: Vec<&&Value> = runs.iter().filter(same).collect();
        assert_eq!(runs.len(), 2);
        let rows = measured(&hidden, 1);
        assert_eq!(rows.len(), EPOCHS + 1);
        // The weights of narrow layers differ more from seed to seed.
        let slack = if hidden[0] == 100 { 1.0 } else { 2.0 };
        for (epoch, row) in rows.iter().enumerate() {
            let at = |run: &Value, key: &str, layer: usize| {
                let trace = run["trace"].as_array().unwrap();
                let found = trace.iter().find(|t| t["update"] == 1000 * epoch).unwrap();
                found[key][layer].as_f64().unwrap()
            };
            for (layer, numbers) in row.iter().enumerate() {
                // Of the mean by its own spread over seeds, of the others relative to them.
                let keys =
                    [("mean", 0.03), ("std", 0.15), ("std_over_inputs", 0.35)].iter();
                for (got, (key, tolerance)) in numbers.iter().zip(keys) {
                    let tolerance = slack * tolerance;
                    let near = runs.iter().any(|run| {
                        let expected = at(run, key, layer);
                        let scale = if *key == "mean" { 1.0 } else { expected };
                        (got - expected).abs() <= tolerance * scale
                    });
                    assert!(
                        near,
                        "{hidden:?}, epoch {epoch}, layer {}: {key} {got}",
                        layer + 1
                    );
                }
            }
        }
        let last = |epoch: usize| rows[epoch][3][0];
        assert!(last(0) > 0.45 && last(3) < 0.3, "{} to {}", last(0), last(3));
    }
}

#[test]
fn no_other_number_depends_on_whether_activations_are_measured() {
    let digits = site_digits(1);
    let run = |is_recorded: bool| {
        let settings = Settings { images: 500, epochs: 2, ..settings(&[12, 12], 1) };
        let mut trainer = Trainer::new(settings, &digits).unwrap();
        if is_recorded {
            trainer.record_activations();
        }
        trainer.advance(usize::MAX);
        assert_eq!(trainer.activation_stride(), usize::from(is_recorded));
        assert_eq!(trainer.take_activations().is_empty(), !is_recorded);
        trainer.take_rows()
    };
    assert_eq!(run(true), run(false));
}

#[test]
fn a_reset_begins_the_rows_again() {
    let settings = Settings { images: 100, epochs: 2, ..settings(&[5, 4], 1) };
    let mut trainer = Trainer::new(settings, &site_digits(1)).unwrap();
    trainer.record_activations();
    trainer.advance(usize::MAX);
    let first = trainer.take_activations();
    assert_eq!(first.len(), 3 * (2 + 2 * (ACTIVATION_HEAD + ACTIVATION_BINS)));
    assert_eq!((first[0], first[1]), (0.0, 1.0));
    trainer.reset();
    trainer.advance(usize::MAX);
    assert_eq!(trainer.take_activations(), first);
}
