//! Runs that are measured at a share of their epochs, against runs measured at each.

use std::collections::BTreeMap;

use unstable_gradients::{
    data::{Digits, IMAGE_BYTES, Set, Side},
    random::{Generator, Stream},
    training::{Optimiser, Precision, Settings, Trainer},
};

/// Random images, labelled with every digit in turn.
fn noise(count: usize, seed: u32) -> Set {
    let mut generator = Generator::new(seed, Stream::Order);
    let mut images = vec![0; count * IMAGE_BYTES];
    for byte in &mut images {
        if generator.below(5) == 0 {
            *byte = generator.below(256) as u8;
        }
    }
    let labels = (0..count).map(|image| (image % 10) as u8).collect();
    Set::new(images, labels).unwrap()
}

/// Ten images in mini-batches, but so many to validate on that epochs soon go unmeasured.
fn digits() -> Digits {
    Digits::new(noise(10, 1), noise(250, 2), Set::default())
}

fn settings() -> Settings {
    Settings {
        pixels: Side::Seven,
        images: 10,
        batch: 3,
        lambda: 0.1,
        epochs: 3000,
        ..Settings::chapter(&[3, 2])
    }
}

fn trainer(settings: &Settings, share: f64) -> Trainer {
    let mut trainer = Trainer::new(settings.clone(), &digits()).unwrap();
    trainer.measure_at_most(share).unwrap();
    trainer
}

/// The bits of every row by its epoch.
type Rows = BTreeMap<u32, Vec<u64>>;

fn take(trainer: &mut Trainer) -> Rows {
    let epochs = trainer.row_epochs().to_vec();
    let rows = trainer.take_rows();
    assert!(trainer.row_epochs().is_empty());
    assert_eq!(rows.len(), epochs.len() * trainer.row_length());
    let rows = rows.chunks(trainer.row_length());
    let bits = rows.map(|row| row.iter().map(|x| x.to_bits()).collect());
    epochs.into_iter().zip(bits).collect()
}

fn all(trainer: &mut Trainer) -> Rows {
    trainer.advance(usize::MAX);
    assert!(trainer.is_done());
    take(trainer)
}

fn is_part_of(part: &Rows, whole: &Rows) -> bool {
    part.iter().all(|(epoch, bits)| whole.get(epoch) == Some(bits))
}

#[test]
fn rows_have_the_bits_of_a_run_that_measures_every_epoch() {
    for (batch, optimiser, precision) in [
        (3, Optimiser::Sgd, Precision::F32),
        (1, Optimiser::Sgd, Precision::F64),
        (7, Optimiser::Momentum, Precision::F32),
    ] {
        let settings = Settings { batch, optimiser, precision, ..settings() };
        let every = all(&mut Trainer::new(settings.clone(), &digits()).unwrap());
        assert_eq!(every.len(), 3001);
        for share in [0.05, 0.1, 0.25] {
            let some = all(&mut trainer(&settings, share));
            assert!(some.len() < 1500, "{} rows", some.len());
            assert!(some.contains_key(&0) && some.contains_key(&3000));
            assert!(is_part_of(&some, &every), "share {share}, batch {batch}");
        }
        assert_eq!(all(&mut trainer(&settings, f64::INFINITY)), every);
    }
}

#[test]
fn a_full_batch_is_measured_at_every_epoch_whatever_the_share() {
    let settings = Settings { batch: 10, ..settings() };
    assert_eq!(all(&mut trainer(&settings, 0.05)).len(), 3001);
}

#[test]
fn stopping_adds_rows_and_moves_none() {
    let settings = settings();
    let every = all(&mut trainer(&settings, f64::INFINITY));
    let planned = all(&mut trainer(&settings, 0.1));
    let mut stopping = trainer(&settings, 0.1);
    let mut rows = Rows::new();
    for stop in [0, 3, 1500, 1501, 1502, 2222] {
        stopping.stop_at(stop);
        assert!(stopping.advance(usize::MAX) > 0);
        assert!(stopping.is_stopped() && !stopping.is_done());
        assert_eq!(stopping.advance(usize::MAX), 0, "it is stopped");
        rows.extend(take(&mut stopping));
        assert_eq!(rows.last_key_value().unwrap().0, &(stop as u32));
    }
    stopping.stop_at(usize::MAX);
    rows.extend(all(&mut stopping));
    assert!(is_part_of(&planned, &rows), "a planned row is missing or differs");
    assert!(is_part_of(&rows, &every));
    assert!(rows.len() >= planned.len() + 3, "{} and {}", rows.len(), planned.len());
}

#[test]
fn a_run_past_an_epoch_stops_at_the_end_of_the_next() {
    let settings = settings();
    let planned: Vec<u32> = all(&mut trainer(&settings, 0.1)).into_keys().collect();
    // Into the first gap: two epochs and a bit after the row before it.
    let gap = planned.windows(2).find(|pair| pair[1] > pair[0] + 4).unwrap();
    let mut run = trainer(&settings, 0.1);
    run.stop_at(gap[0] as usize);
    run.advance(usize::MAX);
    assert!(!run.stop_at_next(), "it has just measured a row");
    run.stop_at(usize::MAX);
    while run.trained_images() < (gap[0] as usize + 2) * 10 + 3 {
        run.advance(1);
    }
    take(&mut run);
    assert!(run.stop_at_next());
    run.advance(usize::MAX);
    assert_eq!(take(&mut run).into_keys().collect::<Vec<_>>(), [gap[0] + 3]);
    assert!(run.is_stopped() && !run.stop_at_next());
    // An epoch that has passed can no longer be measured; the next one serves.
    run.stop_at(gap[0] as usize + 1);
    assert!(run.is_stopped());
}

#[test]
fn in_a_run_without_gaps_there_is_nothing_to_finish_before_a_pause() {
    let mut run = trainer(&settings(), f64::INFINITY);
    for _ in 0..500 {
        assert!(!run.stop_at_next());
        run.advance(7);
    }
}

#[test]
fn a_reset_gives_the_same_rows_again_and_forgets_the_stop() {
    let mut run = trainer(&settings(), 0.1);
    let first = all(&mut run);
    run.reset();
    run.stop_at(40);
    run.advance(usize::MAX);
    run.reset();
    assert_eq!(all(&mut run), first);
}

#[test]
fn the_gradients_are_those_of_the_measured_epochs() {
    let mut run = trainer(&settings(), 0.1);
    run.record_gradients();
    run.advance(usize::MAX);
    let gradients = run.take_gradients();
    let epochs: Vec<u32> = gradients.chunks(2 + 5).map(|row| row[0] as u32).collect();
    assert_eq!(epochs, run.row_epochs());
    assert_eq!(run.gradient_stride(), 1);
    assert!(gradients.chunks(2 + 5).all(|row| row[1] > 0.0), "all are kept");
}

#[test]
fn an_invalid_share_is_refused_and_changes_nothing() {
    let mut run = trainer(&settings(), f64::INFINITY);
    for share in [0.0, -1.0, f64::NAN] {
        let error = run.measure_at_most(share).unwrap_err().to_string();
        assert_eq!(error, format!("measuring: expected a number above 0, got {share}"));
    }
    assert_eq!(all(&mut run).len(), 3001);
}
