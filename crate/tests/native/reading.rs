//! What a trained network makes of single images, and layers that stay as they are drawn.
#![allow(clippy::float_cmp, reason = "equal bits are what is promised")]

use crate::digits::made_up_digits;
use ndarray::{Array1, Array2};
use unstable_gradients::{
    data::{CLASSES, Digits, IMAGE_BYTES, Side},
    measures::best_output,
    network::{Network, Step},
    random::{Generator, Stream},
    training::{Normalisation, Optimiser, Penalty, Precision, Settings, Trainer},
};

fn digits() -> Digits {
    made_up_digits(60, 20)
}

fn settings() -> Settings {
    Settings {
        pixels: Side::Fourteen,
        images: 60,
        batch: 10,
        epochs: 5,
        rate: 0.5,
        ..Settings::chapter(&[12, 12, 9])
    }
}

/// Every way of training and of answering that a run may have.
fn ways() -> Vec<Settings> {
    let plain = settings();
    let mut ways = vec![
        plain.clone(),
        Settings { batch: 60, ..plain.clone() },
        Settings { optimiser: Optimiser::Adam, rate: 0.01, ..plain.clone() },
        Settings { penalty: Penalty::L1, ..plain.clone() },
        Settings { dropout: 0.3, ..plain.clone() },
        Settings { residual: true, ..plain.clone() },
        Settings { normalisation: Normalisation::Batch, ..plain.clone() },
        Settings { normalisation: Normalisation::Layer, residual: true, ..plain },
    ];
    let double: Vec<_> = ways
        .iter()
        .map(|way| Settings { precision: Precision::F64, ..way.clone() })
        .collect();
    ways.extend(double);
    ways
}

fn trained(settings: &Settings) -> Trainer {
    let mut trainer = Trainer::new(settings.clone(), &digits()).unwrap();
    trainer.advance(usize::MAX);
    trainer
}

/// How many numbers are answered for an image.
fn row(settings: &Settings) -> usize {
    settings.sizes(CLASSES).iter().sum()
}

#[test]
fn an_image_is_read_with_the_bits_of_the_evaluation() {
    let digits = digits();
    for settings in ways() {
        let mut trainer = trained(&settings);
        let rows = trainer.take_rows();
        let together = trainer.answers(false, true, 0..20);
        let mut correct = 0;
        for (index, all) in together.chunks(row(&settings)).enumerate() {
            let read = trainer.read(digits.validation.image(index));
            let bits = |numbers: &[f64]| -> Vec<u64> {
                numbers.iter().map(|x| x.to_bits()).collect()
            };
            assert_eq!(bits(&read), bits(all), "{settings:?}");
            let label = usize::from(digits.validation.label(index));
            correct += usize::from(best_output(&read[read.len() - 10..]) == label);
        }
        let accuracy = rows.last().copied().unwrap();
        assert_eq!(correct as f64 / 20.0, accuracy, "{settings:?}");
        assert_eq!(trainer.labels(true), digits.validation.labels());
    }
}

#[test]
fn reading_changes_no_bit_of_a_run() {
    for settings in ways() {
        let mut alone = trained(&settings);
        let mut trainer = Trainer::new(settings.clone(), &digits()).unwrap();
        while !trainer.is_done() {
            let _ = trainer.read(&[100; IMAGE_BYTES]);
            trainer.advance(7);
        }
        assert_eq!(trainer.take_rows(), alone.take_rows(), "{settings:?}");
    }
}

#[test]
fn the_untrained_network_answers_after_training_as_it_did_before() {
    for settings in ways() {
        let start = Trainer::new(settings.clone(), &digits()).unwrap();
        let before = start.answers(false, false, 3..9);
        let after = trained(&settings).answers(true, false, 3..9);
        assert_eq!(before, after);
        assert_eq!(before.len(), 6 * row(&settings));
        assert_eq!(before[..196], start.image(3).0);
    }
}

fn layer(network: &Network, index: usize) -> Vec<u64> {
    let Network { weights, biases, .. } = network;
    weights[index].iter().chain(&biases[index]).map(|x| x.to_bits()).collect()
}

#[test]
fn frozen_layers_keep_their_bits_and_all_others_move() {
    for way in ways() {
        for freeze in [1, 2, 3, 30] {
            let settings = Settings { freeze, ..way.clone() };
            let mut trainer = trained(&settings);
            let (start, end) = (trainer.initial_network(), trainer.network());
            for index in 0..4 {
                let is_frozen = index < freeze.min(3);
                let is_same = layer(&start, index) == layer(&end, index);
                assert_eq!(is_same, is_frozen, "layer {index}, {settings:?}");
            }
            // What is frozen is measured.
            let rows = trainer.take_rows();
            assert!(rows[rows.len() - 6..][..3].iter().all(|&speed| speed > 0.0));
        }
    }
}

#[test]
fn nothing_frozen_is_a_run_as_ever() {
    for way in ways() {
        let settings = Settings { freeze: 0, ..way.clone() };
        assert_eq!(trained(&settings).take_rows(), trained(&way).take_rows());
    }
}

#[test]
fn layers_behind_a_frozen_one_take_the_chapters_steps() {
    let settings = Settings { freeze: 1, precision: Precision::F64, ..settings() };
    for batch in [10, 60] {
        let settings = Settings { batch, epochs: 1, ..settings.clone() };
        // The chapter's own backpropagation, with the first layer put back after each step.
        let trainer = Trainer::new(settings.clone(), &digits()).unwrap();
        let mut network = trainer.initial_network();
        let start = network.clone();
        let mut order: Vec<u32> = (0..60).collect();
        if batch < 60 {
            Generator::new(settings.seed, Stream::Order).shuffle(&mut order);
        }
        for chosen in order.chunks(batch) {
            let mut x = Array2::zeros((chosen.len(), 196));
            let mut y = Array2::zeros((chosen.len(), 10));
            for (row, &index) in chosen.iter().enumerate() {
                let (pixels, label) = trainer.image(index as usize);
                x.row_mut(row).assign(&Array1::from(pixels));
                y[[row, label]] = 1.0;
            }
            let Settings { rate, lambda, .. } = settings;
            network.update(&x, &y, Step { rate, lambda, training_images: 60 });
            network.weights[0].clone_from(&start.weights[0]);
            network.biases[0].clone_from(&start.biases[0]);
        }
        let got = trained(&settings).network();
        for index in 0..4 {
            let (got, expected) = (&got.weights[index], &network.weights[index]);
            let apart = (got - expected).iter().fold(0.0, |a: f64, b| a.max(b.abs()));
            assert!(apart < 1e-12, "layer {index}, batch {batch}: {apart}");
        }
    }
}
