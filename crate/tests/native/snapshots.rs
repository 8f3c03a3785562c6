//! Snapshots: a run that is taken up ends with the bits of one that was never interrupted.

use crate::digits::{made_up_digits, noise};
use unstable_gradients::{
    Error,
    data::{Digits, Set, Side},
    random::{Generator, Stream},
    training::{
        Ending, Normalisation, Optimiser, Penalty, Precision, Schedule, Settings, Trainer,
    },
};

fn digits() -> Digits {
    made_up_digits(150, 70)
}

fn plain() -> Settings {
    Settings {
        pixels: Side::Seven,
        images: 150,
        batch: 10,
        epochs: 6,
        lambda: 0.5,
        ..Settings::chapter(&[9, 7])
    }
}

/// Settings of every kind, each with the share of measuring that it is to have.
fn kinds() -> Vec<(Settings, f64)> {
    let every = f64::INFINITY;
    let mut kinds = vec![];
    for precision in [Precision::F32, Precision::F64] {
        for optimiser in [
            Optimiser::Sgd,
            Optimiser::Momentum,
            Optimiser::Nesterov,
            Optimiser::Rmsprop,
            Optimiser::Adam,
        ] {
            // One chunk a mini-batch; several; the full batch, which measures its steps.
            for batch in [7, 100, 150] {
                let own = Settings { precision, optimiser, batch, rate: 0.01, ..plain() };
                kinds.push((own, every));
            }
        }
        let own = Settings { precision, ..plain() };
        let dropout = Settings { dropout: 0.3, ..own.clone() };
        kinds.push((dropout.clone(), every));
        kinds.push((Settings { batch: 100, ..dropout.clone() }, every));
        kinds.push((Settings { batch: 150, ..dropout }, every));
        for &normalisation in &[Normalisation::Batch, Normalisation::Layer] {
            let own = Settings { normalisation, residual: true, ..own.clone() };
            let optimiser = Optimiser::Adam;
            kinds.push((Settings { hidden: vec![8, 8], ..own.clone() }, every));
            kinds.push((Settings { optimiser, batch: 150, dropout: 0.2, ..own }, every));
        }
        let patience = Settings { patience: 2, epochs: 30, ..own.clone() };
        kinds.push((patience, every));
        kinds.push((Settings { schedule: Schedule::Cosine, ..own.clone() }, every));
        kinds.push((Settings { penalty: Penalty::L1, freeze: 1, ..own.clone() }, every));
        // Numbers leave the range of floats in the middle of it, by mini-batch and as a whole.
        let relu = unstable_gradients::network::Activation::Relu;
        for batch in [10, 150] {
            let own = Settings { rate: 1e30, activation: relu, batch, ..own.clone() };
            kinds.push((own, every));
        }
        // The allowance is 300,000 images: beyond it not every epoch is measured.
        if precision == Precision::F32 {
            let long =
                Settings { epochs: 1600, images: 20, batch: 20, dropout: 0.1, ..own };
            kinds.push((Settings { hidden: vec![1], ..long }, 0.01));
        }
    }
    kinds
}

fn trainer(settings: &Settings, share: f64) -> Trainer {
    let mut trainer = Trainer::new(settings.clone(), &digits()).unwrap();
    trainer.measure_at_most(share).unwrap();
    trainer.record_gradients();
    trainer.record_weight_speeds();
    trainer.record_activations();
    trainer
}

/// All that a run gives: its rows, their epochs, and what else is kept of them.
#[derive(Debug, Default, PartialEq)]
struct Given {
    epochs: Vec<u32>,
    numbers: [Vec<u64>; 4],
}

impl Given {
    fn take(&mut self, trainer: &mut Trainer) {
        self.epochs.extend(trainer.row_epochs());
        let taken = [
            trainer.take_rows(),
            trainer.take_gradients(),
            trainer.take_weight_speeds(),
            trainer.take_activations(),
        ];
        for (own, taken) in self.numbers.iter_mut().zip(taken) {
            own.extend(taken.iter().map(|number| number.to_bits()));
        }
    }
}

fn parameters(trainer: &Trainer) -> Vec<u64> {
    let network = trainer.network();
    let weights = network.weights.iter().flatten();
    let all = weights.chain(network.biases.iter().flatten());
    all.map(|number| number.to_bits()).collect()
}

/// What there is at the end: the weights, why the run ended, and what it counted.
fn outcome(trainer: &Trainer) -> (Vec<u64>, Option<Ending>, [Option<usize>; 3]) {
    let counts = [
        Some(trainer.rows_done()),
        Some(trainer.trained_images()),
        trainer.plateau_left_at(),
    ];
    (parameters(trainer), trainer.ending(), counts)
}

#[test]
fn a_run_interrupted_at_random_moments_ends_with_the_same_bits() {
    let digits = digits();
    let mut generator = Generator::new(4, Stream::Check);
    for (settings, share) in kinds() {
        let mut whole = trainer(&settings, share);
        let mut expected = Given::default();
        while !whole.is_done() {
            whole.advance(usize::MAX);
            expected.take(&mut whole);
        }
        let mut parts = trainer(&settings, share);
        let mut given = Given::default();
        let most = if settings.epochs > 100 { 4000 } else { 400 };
        while !parts.is_done() {
            parts.advance(generator.below(most) as usize);
            // Some rows are taken, others are in the snapshot.
            if generator.below(2) == 0 {
                given.take(&mut parts);
            }
            let bytes = parts.snapshot();
            let resumed = Trainer::resume(settings.clone(), &digits, &bytes);
            let resumed = resumed.expect("its own snapshot");
            assert_eq!(parameters(&resumed), parameters(&parts), "{settings:?}");
            // The snapshot changes nothing: either of them goes on.
            if generator.below(3) > 0 {
                parts = resumed;
            }
        }
        given.take(&mut parts);
        assert_eq!(outcome(&parts), outcome(&whole), "{settings:?}");
        assert_eq!(given.epochs, expected.epochs, "{settings:?}");
        assert_eq!(given.numbers[0], expected.numbers[0], "{settings:?}");
        assert_eq!(given, expected, "{settings:?}");
        // One that is over stays so.
        let bytes = parts.snapshot();
        let over = Trainer::resume(settings.clone(), &digits, &bytes).unwrap();
        assert!(over.is_done() && outcome(&over) == outcome(&whole));
        let mut again = over;
        again.reset();
        let mut anew = Given::default();
        while !again.is_done() {
            again.advance(usize::MAX);
            anew.take(&mut again);
        }
        assert_eq!(anew, expected, "after a reset, {settings:?}");
    }
}

/// A snapshot in the middle of an epoch, with all that may be in it.
fn snapshot() -> (Settings, Vec<u8>) {
    let settings = Settings {
        optimiser: Optimiser::Adam,
        dropout: 0.2,
        normalisation: Normalisation::Batch,
        hidden: vec![2],
        images: 20,
        pixels: Side::Seven,
        ..plain()
    };
    let mut trainer = trainer(&settings, f64::INFINITY);
    trainer.advance(500);
    let bytes = trainer.snapshot();
    (settings, bytes)
}

fn refusal(settings: &Settings, bytes: &[u8]) -> String {
    match Trainer::resume(settings.clone(), &digits(), bytes) {
        Err(error @ Error::Data { .. }) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_truncation_and_every_changed_byte_is_refused() {
    let (settings, mut bytes) = snapshot();
    assert!(Trainer::resume(settings.clone(), &digits(), &bytes).is_ok());
    let digits = digits();
    let is_refused =
        |bytes: &[u8]| Trainer::resume(settings.clone(), &digits, bytes).is_err();
    assert!((0..bytes.len()).all(|length| is_refused(&bytes[..length])));
    for at in 0..bytes.len() {
        bytes[at] ^= 1 << (at % 8);
        assert!(is_refused(&bytes), "byte {at}");
        bytes[at] ^= 1 << (at % 8);
    }
    bytes.push(0);
    assert!(is_refused(&bytes));
}

/// The CRC-32 of gzip, bit by bit.
fn crc32(bytes: impl Iterator<Item = u8>) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    !sum
}

#[test]
fn bytes_made_to_deceive_are_refused_or_give_a_run_that_runs() {
    let (settings, bytes) = snapshot();
    let mut generator = Generator::new(6, Stream::Check);
    for _ in 0..300 {
        let mut forged = bytes.clone();
        if generator.below(3) == 0 {
            forged.truncate(20 + generator.below(bytes.len() as u32 - 20) as usize);
        }
        for _ in 0..=generator.below(3) {
            // What decides is near the head, or near the end.
            let near = generator.below(600.min(forged.len() as u32 - 20)) as usize;
            let is_head = generator.below(2) == 0;
            let at = if is_head { 20 + near } else { forged.len() - 1 - near };
            forged[at] = generator.below(256) as u8;
        }
        let length = forged.len() as u32;
        forged[12..16].copy_from_slice(&length.to_le_bytes());
        let sum = crc32(forged[..16].iter().chain(&forged[20..]).copied());
        forged[16..20].copy_from_slice(&sum.to_le_bytes());
        if let Ok(mut run) = Trainer::resume(settings.clone(), &digits(), &forged) {
            run.advance(2000);
            run.take_rows();
            let _ = run.snapshot();
        }
    }
}

#[test]
fn a_refusal_says_what_is_wrong() {
    let (settings, bytes) = snapshot();
    let changed = |at: usize, byte: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = byte;
        refusal(&settings, &bytes)
    };
    assert_eq!(
        changed(0, b'u'),
        "saved run, head: expected 20 bytes or more that begin with UGSTATE, got others"
    );
    assert_eq!(changed(8, 9), "saved run, version: expected 1, got 9");
    assert_eq!(
        refusal(&settings, &bytes[..100]),
        format!("saved run, bytes: expected {}, got 100", bytes.len())
    );
    assert!(changed(100, bytes[100] ^ 1).starts_with("saved run, checksum: expected "));
    let other = Settings { rate: 0.2, ..settings.clone() };
    assert_eq!(
        refusal(&other, &bytes),
        "saved run, rate: expected that of these settings, got another"
    );
    let others = Digits::new(noise(150, 5), noise(70, 2), Set::default());
    let error = Trainer::resume(settings, &others, &bytes).unwrap_err();
    assert!(error.to_string().starts_with("saved run, digits: "), "{error}");
}
