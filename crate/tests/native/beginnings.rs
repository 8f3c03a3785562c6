//! Beginnings: a run that is made in pieces is the one that is made at once.

use crate::digits::made_up_digits;
use strum::VariantArray;
use unstable_gradients::{
    data::{Digits, Side},
    network::{Initialisation, Network},
    training::{Beginning, Normalisation, Optimiser, Precision, Settings, Trainer},
};

fn digits() -> Digits {
    made_up_digits(60, 30)
}

/// Layers that take several pieces each, one taller and one wider than the one before it.
fn settings() -> Settings {
    Settings {
        pixels: Side::Fourteen,
        images: 60,
        batch: 10,
        epochs: 2,
        ..Settings::chapter(&[90, 110, 70])
    }
}

fn bits(network: &Network) -> Vec<u64> {
    let weights = network.weights.iter().flatten();
    let all = weights.chain(network.biases.iter().flatten());
    all.map(|number| number.to_bits()).collect()
}

fn trained(mut trainer: Trainer) -> Vec<u64> {
    while !trainer.is_done() {
        trainer.advance(50);
    }
    let rows = trainer.take_rows();
    rows.iter().map(|number| number.to_bits()).chain(bits(&trainer.network())).collect()
}

/// The trainer, made a piece at a time, and how many pieces it took.
fn in_pieces(settings: &Settings, saved: Option<Vec<u8>>) -> (Trainer, usize) {
    let mut beginning = Beginning::new(settings.clone(), &digits(), saved).unwrap();
    let mut pieces = 1;
    while !beginning.advance().unwrap() {
        pieces += 1;
    }
    (beginning.finish().unwrap(), pieces)
}

#[test]
fn every_initialisation_gives_the_same_bits_in_pieces_and_in_both_precisions() {
    for &initialisation in Initialisation::VARIANTS {
        for precision in [Precision::F32, Precision::F64] {
            let own = Settings { initialisation, precision, ..settings() };
            let (trainer, pieces) = in_pieces(&own, None);
            let sizes = [196, 90, 110, 70, 10];
            let weights: usize = sizes.windows(2).map(|pair| pair[0] * pair[1]).sum();
            assert!(pieces > weights / 4096, "{initialisation:?}: {pieces} pieces");
            let mut drawn = Network::initialise(
                &sizes,
                own.activation,
                own.cost,
                initialisation,
                own.seed,
            );
            if precision == Precision::F32 {
                let round = |number: &mut f64| *number = f64::from(*number as f32);
                drawn.weights.iter_mut().flatten().for_each(round);
                drawn.biases.iter_mut().flatten().for_each(round);
            }
            assert_eq!(bits(&trainer.network()), bits(&drawn), "{initialisation:?}");
            assert_eq!(bits(&trainer.initial_network()), bits(&drawn));
            let whole = Trainer::new(own, &digits()).unwrap();
            assert_eq!(trained(trainer), trained(whole), "{initialisation:?}");
        }
    }
}

#[test]
fn a_saved_run_is_taken_up_in_pieces_with_the_same_bits() {
    for (normalisation, optimiser) in
        [(Normalisation::None, Optimiser::Adam), (Normalisation::Batch, Optimiser::Sgd)]
    {
        for precision in [Precision::F32, Precision::F64] {
            let own = Settings { normalisation, optimiser, precision, ..settings() };
            let mut trainer = Trainer::new(own.clone(), &digits()).unwrap();
            trainer.advance(170);
            let bytes = trainer.snapshot();
            let (resumed, _) = in_pieces(&own, Some(bytes.clone()));
            assert_eq!(bits(&resumed.network()), bits(&trainer.network()));
            assert_eq!(trained(resumed), trained(trainer), "{own:?}");
            let (mut again, _) = in_pieces(&own, Some(bytes));
            again.reset();
            let whole = Trainer::new(own, &digits()).unwrap();
            assert_eq!(trained(again), trained(whole), "after a reset");
        }
    }
}
