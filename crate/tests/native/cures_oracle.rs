//! Five epochs under every optimiser and schedule, against an independent script:
//! `tests/fixtures/cures.py`.

use serde_json::Value;
use unstable_gradients::{
    data::{Digits, IMAGE_BYTES, Set},
    declaration::Source,
    random::{Generator, Stream},
    training::{Settings, Trainer},
};

const FIXTURE: &str = include_str!("../../../tests/fixtures/cures.json");

/// Settings as the fixture has them.
struct Spec(Value);

impl Source for Spec {
    fn keys(&self) -> Vec<String> {
        self.0.as_object().unwrap().keys().cloned().collect()
    }

    fn number(&self, key: &str) -> Option<f64> {
        self.0[key].as_f64()
    }

    fn numbers(&self, key: &str) -> Option<Vec<f64>> {
        Some(numbers(&self.0[key]))
    }

    fn text(&self, key: &str) -> Option<String> {
        self.0[key].as_str().map(str::to_owned)
    }

    fn kind(&self, key: &str) -> String {
        self.0[key].to_string()
    }
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

/// The images that the script draws.
fn pictures(count: usize, seed: u32) -> Set {
    let mut generator = Generator::new(seed, Stream::Order);
    let mut draw =
        || if generator.below(5) == 0 { generator.below(256) as u8 } else { 0 };
    let images = (0..count * IMAGE_BYTES).map(|_| draw()).collect();
    Set::new(images, (0..count).map(|_| generator.below(10) as u8).collect()).unwrap()
}

fn assert_near(got: &[f64], expected: &[f64], what: &str) {
    assert_eq!(got.len(), expected.len(), "{what}");
    let scale = expected.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    for (got, expected) in got.iter().zip(expected) {
        assert!((got - expected).abs() <= 1e-9 * scale, "{what}: {got}, {expected}");
    }
}

#[test]
fn five_epochs_of_each_are_those_of_an_independent_script() {
    let fixture: Value = serde_json::from_str(FIXTURE).unwrap();
    let images = fixture["base"]["images"].as_u64().unwrap() as usize;
    let validation = fixture["validation"].as_u64().unwrap() as usize;
    let digits =
        Digits::new(pictures(images, 1), pictures(validation, 2), Set::default());
    for case in fixture["cases"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let mut spec = fixture["base"].clone();
        for (key, value) in case["settings"].as_object().unwrap() {
            spec[key] = value.clone();
        }
        let mut trainer =
            Trainer::new(Settings::read(&Spec(spec)).unwrap(), &digits).unwrap();
        trainer.advance(usize::MAX);
        let length = trainer.row_length();
        let rows = trainer.take_rows();
        let expected = case["rows"].as_array().unwrap();
        assert_eq!(rows.len(), length * expected.len(), "{name}");
        for (epoch, (row, expected)) in rows.chunks(length).zip(expected).enumerate() {
            // One by one: a row has numbers of several kinds.
            for (got, expected) in row.iter().zip(numbers(expected)) {
                assert_near(&[*got], &[expected], &format!("{name}, epoch {epoch}"));
            }
        }
        let network = trainer.network();
        for layer in 0..network.biases.len() {
            let what = format!("{name}, layer {layer}");
            let biases = numbers(&case["biases"][layer]);
            assert_near(&network.biases[layer].to_vec(), &biases, &what);
            let weights = numbers(&case["firstNeurons"][layer]);
            assert_near(&network.weights[layer].row(0).to_vec(), &weights, &what);
        }
    }
}
