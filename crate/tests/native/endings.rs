//! How runs end: at their last epoch, for want of progress, or out of the range of floats.
#![allow(clippy::float_cmp, reason = "equal bits are what is promised")]

use crate::digits::made_up_digits;
use unstable_gradients::{
    data::{Digits, Side},
    network::{Activation, Initialisation},
    training::{Divergence, Ending, Normalisation, Optimiser, Settings, Trainer},
};

fn digits() -> Digits {
    made_up_digits(60, 20)
}

fn settings() -> Settings {
    Settings {
        pixels: Side::Seven,
        images: 60,
        batch: 10,
        epochs: 40,
        lambda: 0.0,
        ..Settings::chapter(&[12, 9])
    }
}

/// A run from its start to its end, in slices of so many images.
fn run(settings: &Settings, slice: usize) -> (Vec<f64>, Trainer) {
    let mut trainer = Trainer::new(settings.clone(), &digits()).unwrap();
    let mut rows = vec![];
    while !trainer.is_done() {
        assert_eq!(trainer.ending(), None);
        trainer.advance(slice);
        rows.extend(trainer.take_rows());
    }
    (rows, trainer)
}

fn bits(rows: &[f64]) -> Vec<u64> {
    rows.iter().map(|x| x.to_bits()).collect()
}

#[test]
fn a_run_ends_after_its_last_epoch() {
    let (rows, trainer) = run(&settings(), usize::MAX);
    assert_eq!(trainer.ending(), Some(Ending::Finished));
    assert_eq!(rows.len(), 41 * trainer.row_length());
}

#[test]
fn a_patient_run_ends_when_so_many_epochs_have_brought_nothing_and_keeps_its_rows() {
    for batch in [10, 60] {
        let whole = Settings { batch, ..settings() };
        let (all, trainer) = run(&whole, usize::MAX);
        let length = trainer.row_length();
        let validated: Vec<f64> = all.chunks(length).map(|row| row[length - 1]).collect();
        for patience in [1, 3, 5] {
            let mut best = 0;
            let mut end = 0;
            for (epoch, &accuracy) in validated.iter().enumerate() {
                end = epoch;
                if accuracy > validated[best] {
                    best = epoch;
                } else if epoch - best >= patience {
                    break;
                }
            }
            assert!(end < 40, "the run is long enough to end early");
            let patient = Settings { patience, ..whole.clone() };
            for slice in [1, 70, usize::MAX] {
                let (rows, trainer) = run(&patient, slice);
                assert_eq!(trainer.ending(), Some(Ending::Patience { best }));
                assert_eq!(bits(&rows), bits(&all[..(end + 1) * length]));
            }
        }
    }
}

#[test]
fn a_patient_run_is_measured_at_every_epoch_whatever_the_share() {
    let patient = Settings { patience: 7, ..settings() };
    let (all, _) = run(&patient, usize::MAX);
    let mut trainer = Trainer::new(patient, &digits()).unwrap();
    trainer.measure_at_most(1e-9).unwrap();
    trainer.advance(usize::MAX);
    assert_eq!(bits(&trainer.take_rows()), bits(&all));
}

/// Settings under which numbers grow beyond all bounds.
fn diverging() -> Vec<(&'static str, Settings)> {
    // 1 − ηλ/n is −15.7: the weights change sign and grow at every step.
    let decay = Settings { rate: 10.0, lambda: 100.0, epochs: 200, ..settings() };
    let softplus = Settings { activation: Activation::Softplus, ..decay.clone() };
    let relu = Settings {
        hidden: vec![60; 6],
        activation: Activation::Relu,
        initialisation: Initialisation::Normal,
        rate: 100.0,
        ..settings()
    };
    vec![
        ("sigmoid, mini-batches", decay.clone()),
        ("sigmoid, full batch", Settings { batch: 60, ..decay.clone() }),
        ("softplus, mini-batches", softplus.clone()),
        (
            "softplus, momentum",
            Settings { optimiser: Optimiser::Momentum, ..softplus.clone() },
        ),
        ("softplus, Adam", Settings { optimiser: Optimiser::Adam, ..softplus.clone() }),
        (
            "softplus, residual",
            Settings { hidden: vec![9; 6], residual: true, ..softplus.clone() },
        ),
        ("normalised", Settings { normalisation: Normalisation::Layer, ..softplus }),
        ("ReLU with weights N(0, 1)", relu),
    ]
}

#[test]
fn a_diverging_run_ends_with_the_epoch_and_says_at_which_step_and_layer_it_did() {
    for (what, settings) in diverging() {
        // Step by step, with an eye on every parameter.
        let mut trainer = Trainer::new(settings.clone(), &digits()).unwrap();
        let is_finite = |trainer: &Trainer| {
            let network = trainer.network();
            let weights = network.weights.iter().flatten();
            weights.chain(network.biases.iter().flatten()).all(|x| x.is_finite())
        };
        while is_finite(&trainer) && !trainer.is_done() {
            trainer.advance(1);
        }
        let step = trainer.trained_images().div_ceil(settings.batch);
        assert!(!is_finite(&trainer), "{what} stays in range");

        let (rows, trainer) = run(&settings, usize::MAX);
        let Some(Ending::Diverged(found)) = trainer.ending() else {
            panic!("{what}: {:?}", trainer.ending());
        };
        let Divergence { epoch, step: found, layer } = found;
        // A weight alone may be infinite some steps before anything shows it, and an output
        // before any weight is.
        assert!(found.abs_diff(step) < 6, "{what}: step {found}, not {step}");
        assert_eq!(epoch, found.div_ceil(60 / settings.batch), "{what}");
        assert!(layer <= settings.hidden.len(), "{what}: layer {layer}");
        assert!(epoch < settings.epochs, "{what} ends early");
        assert_eq!(rows.len(), (epoch + 1) * trainer.row_length(), "{what}");

        let (sliced, again) = run(&settings, 7);
        assert_eq!(bits(&sliced), bits(&rows), "{what}");
        assert_eq!(again.ending(), trainer.ending(), "{what}");
    }
}

#[test]
fn a_run_that_ended_begins_again_after_a_reset() {
    let (_, settings) = diverging().swap_remove(0);
    let (rows, mut trainer) = run(&settings, usize::MAX);
    let ending = trainer.ending();
    trainer.reset();
    assert_eq!(trainer.ending(), None);
    trainer.advance(usize::MAX);
    assert_eq!(bits(&trainer.take_rows()), bits(&rows));
    assert_eq!(trainer.ending(), ending);
}

#[test]
fn a_huge_step_is_blamed_on_the_layer_whose_weighted_inputs_leave_first() {
    // Weights N(0, 1) of six wide layers of ReLU: the activations grow from layer to layer,
    // and with them the gradient.
    let settings = Settings {
        hidden: vec![60; 6],
        activation: Activation::Relu,
        initialisation: Initialisation::Normal,
        rate: 100.0,
        ..settings()
    };
    let (_, trainer) = run(&settings, usize::MAX);
    let Some(Ending::Diverged(Divergence { step, layer, .. })) = trainer.ending() else {
        panic!("{:?}", trainer.ending());
    };
    assert!(step <= 4, "step {step}");
    assert!(layer > 0, "the first layer has pixels before it, and starts in range");
}
