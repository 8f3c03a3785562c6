//! Five epochs of every activation function with every output layer and cost, and of every
//! initialisation, against an independent computation with NumPy:
//! `tests/fixtures/five-epochs.py`.

use serde_json::Value;
use unstable_gradients::{
    data::{Digits, IMAGE_BYTES, Set, Side},
    declaration::{Choice, settings::run},
    network::{Activation, Cost, Initialisation, Output},
    training::{Precision, Settings, Trainer},
};

const IMAGES: usize = 60;

/// The images of the script.
fn images() -> Set {
    let byte = |image: usize, place: usize| {
        let byte = 31 * image * image + 7 * place * place + 13 * image * place;
        if (5 * image + 3 * place).is_multiple_of(4) { (byte % 256) as u8 } else { 0 }
    };
    let bytes = (0..IMAGES)
        .flat_map(|image| (0..IMAGE_BYTES).map(move |place| byte(image, place)))
        .collect();
    let labels = (0..IMAGES).map(|image| (7 * image % 10) as u8).collect();
    Set::new(bytes, labels).unwrap()
}

#[test]
fn five_epochs_agree_with_numpy() {
    let fixture = include_str!("../../../tests/fixtures/five-epochs.json");
    let fixture: Value = serde_json::from_str(fixture).unwrap();
    let digits = Digits::new(images(), images(), Set::default());
    let mut seen = vec![];
    for case in fixture.as_array().unwrap() {
        let name = |key: &str| case[key].as_str().unwrap();
        let settings = Settings {
            pixels: Side::Seven,
            images: IMAGES,
            batch: 10,
            rate: 0.05,
            lambda: 2.0,
            activation: run::ACTIVATION.named(name("activation")).unwrap(),
            initialisation: run::INITIALISATION.named(name("initialisation")).unwrap(),
            output: run::OUTPUT.named(name("output")).unwrap(),
            cost: run::COST_FUNCTION.named(name("costFunction")).unwrap(),
            epochs: 5,
            seed: 3,
            precision: Precision::F64,
            ..Settings::chapter(&[12, 9])
        };
        let mut trainer = Trainer::new(settings.clone(), &digits).unwrap();
        trainer.advance(usize::MAX);
        let rows = trainer.take_rows();
        let expected = case["rows"].as_array().unwrap();
        assert_eq!(rows.len(), expected.len() * trainer.row_length());
        for (epoch, (row, expected)) in
            rows.chunks(trainer.row_length()).zip(expected).enumerate()
        {
            for (got, expected) in row.iter().zip(expected.as_array().unwrap()) {
                let expected = expected.as_f64().unwrap();
                let off = (got - expected).abs();
                assert!(
                    off <= 1e-9 * expected.abs(),
                    "epoch {epoch} of {settings:?}: {got:e}, NumPy has {expected:e}"
                );
            }
        }
        seen.push(settings);
    }
    for &activation in Activation::ALL {
        for &output in Output::ALL {
            for &cost in Cost::ALL {
                assert!(
                    seen.iter().any(|s| (s.activation, s.output, s.cost)
                        == (activation, output, cost))
                );
            }
        }
    }
    for &initialisation in Initialisation::ALL {
        assert!(seen.iter().any(|s| s.initialisation == initialisation));
    }
}
