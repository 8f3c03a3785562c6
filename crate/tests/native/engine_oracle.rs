//! The fast engine against the chapter's backpropagation, and the trainer against itself.
#![allow(clippy::float_cmp, reason = "equal bits are what is promised")]

use ndarray::{Array1, Array2};
use proptest::prelude::*;
use unstable_gradients::{
    data::{CLASSES, Digits, IMAGE_BYTES, Set, Side},
    declaration::Choice,
    measures::{Tally, best_output},
    network::{Activation, Cost, Initialisation, Network, Output, Step},
    random::{Generator, Stream},
    training::{
        ByPixel, Engine, Examples, Normalisation, Optimiser, Precision, Settings, Trainer,
    },
};

/// Random images, four in five of whose pixels are 0.
fn noise(count: usize, seed: u32) -> Set {
    let mut generator = Generator::new(seed, Stream::Order);
    let bytes = (0..count * IMAGE_BYTES).map(|_| {
        let ink = generator.below(5) == 0;
        if ink { generator.below(256) as u8 } else { 0 }
    });
    let images = bytes.collect();
    let labels = (0..count).map(|_| generator.below(10) as u8).collect();
    Set::new(images, labels).unwrap()
}

/// The same images for the engine and, as rows with their targets, for the oracle.
fn images(
    inputs: usize,
    count: usize,
    seed: u32,
) -> (Examples<f64>, Array2<f64>, Array2<f64>) {
    let mut generator = Generator::new(seed, Stream::Order);
    let mut examples = Examples::empty(inputs);
    let mut x = Array2::zeros((count, inputs));
    let mut y = Array2::zeros((count, 10));
    for image in 0..count {
        for k in 0..inputs {
            if generator.below(3) == 0 {
                x[(image, k)] = f64::from(generator.below(256)) / 256.0;
            }
        }
        let label = generator.below(10) as usize;
        y[(image, label)] = 1.0;
        examples.push(&x.row(image).to_vec(), label as u8);
    }
    (examples, x, y)
}

fn assert_near(got: &[f64], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(got.len(), expected.len(), "{what}");
    let scale = expected.iter().fold(f64::MIN_POSITIVE, |m, x| m.max(x.abs()));
    for (g, e) in got.iter().zip(expected) {
        assert!((g - e).abs() <= tolerance * scale, "{what}: got {g}, expected {e}");
    }
}

fn flat(a: &Array2<f64>) -> Vec<f64> {
    a.iter().copied().collect()
}

fn assert_same_network(got: &Network, expected: &Network, tolerance: f64, what: &str) {
    for layer in 0..expected.weights.len() {
        let what = format!("{what}, layer {layer}");
        let (w, b) = (&expected.weights[layer], &expected.biases[layer]);
        assert_near(&flat(&got.weights[layer]), &flat(w), tolerance, &what);
        assert_near(&got.biases[layer].to_vec(), &b.to_vec(), tolerance, &what);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_engine_descends_as_the_chapters_code_does(
        inputs in 1_usize..40,
        hidden in prop::collection::vec(1_usize..45, 0..4),
        count in 1_usize..24,
        activation in prop::sample::select(Activation::ALL.to_vec()),
        output in prop::sample::select(Output::ALL.to_vec()),
        cost in prop::sample::select(Cost::ALL.to_vec()),
        initialisation in prop::sample::select(Initialisation::ALL.to_vec()),
        seed in any::<u32>(),
        lambda in prop::sample::select(vec![0.0, 0.3, 7.0]),
    ) {
        let sizes: Vec<usize> = [inputs].into_iter().chain(hidden).chain([10]).collect();
        let network = Network::initialise(&sizes, activation, cost, initialisation, seed)
            .with_output(output);
        let (examples, x, y) = images(inputs, count, seed);
        let chosen: Vec<u32> = (0..count as u32).collect();
        let step = Step { rate: 0.3, lambda, training_images: 2 * count };
        let what = format!("{sizes:?}, {activation:?}, {output:?}, {cost:?}, {count} images");

        let mut oracle = network.clone();
        let mut by_chunk = Engine::<f64>::new(&network);
        let mut by_sums = by_chunk.clone();
        let mut by_pixel = by_chunk.clone();
        for _ in 0..3 {
            let gradient = oracle.mean_gradient(&x, &y);
            by_chunk.feed_forward(&examples, &chosen);
            by_chunk.propagate_back(&examples, &chosen);
            by_chunk.add_bias_gradients(count);
            for layer in 0..by_chunk.hidden_layers() {
                let mean = by_chunk.mean_bias_gradient(layer, count);
                // δ can cancel over the images: the scale is that of one image's.
                assert_near(&mean, &gradient.biases[layer].to_vec(), 1e-9, &what);
            }
            by_chunk.clear_bias_gradients();
            by_chunk.descend_by_chunk(&examples, &chosen, step);

            for chosen in chosen.chunks(5) {
                by_sums.feed_forward(&examples, chosen);
                by_sums.propagate_back(&examples, chosen);
                by_sums.add_bias_gradients(chosen.len());
                by_sums.add_weight_gradients(&examples, chosen);
                by_pixel.feed_forward(&examples, chosen);
                by_pixel.propagate_back(&examples, chosen);
                by_pixel.add_bias_gradients(chosen.len());
                by_pixel.add_weight_gradients_by_pixel(&ByPixel::new(&examples, chosen));
            }
            by_sums.descend_by_sums(count, step, Optimiser::Sgd);
            by_pixel.descend_by_sums(count, step, Optimiser::Sgd);
            prop_assert_eq!(by_pixel.network(), by_sums.network(), "{}", &what);

            oracle.update(&x, &y, step);
            assert_same_network(&by_chunk.network(), &oracle, 1e-11, &what);
            assert_same_network(&by_sums.network(), &oracle, 1e-11, &what);
        }
    }

    #[test]
    fn the_tally_is_the_oracles_cost_and_accuracy(
        hidden in prop::collection::vec(1_usize..20, 0..3),
        cost in prop::sample::select(Cost::ALL.to_vec()),
        seed in any::<u32>(),
    ) {
        let sizes: Vec<usize> = [12].into_iter().chain(hidden).chain([10]).collect();
        let network =
            Network::initialise(&sizes, Activation::Sigmoid, cost, Initialisation::Normal, seed);
        let (examples, x, y) = images(12, 9, seed);
        let chosen: Vec<u32> = (0..9).collect();
        let mut engine = Engine::<f64>::new(&network);
        let mut tally = Tally::default();
        engine.feed_forward(&examples, &chosen);
        engine.tally(&examples, &chosen, &mut tally);
        let rows = || x.outer_iter().zip(y.outer_iter());
        let total: f64 = rows().map(|(x, y)| network.cost_of(x, y)).sum();
        let correct = rows().filter(|(x, y)| {
            let pass = network.feed_forward(*x);
            let outputs: &Array1<f64> = pass.activations.last().unwrap();
            y[best_output(outputs.as_slice().unwrap())] == 1.0
        });
        assert_near(&[tally.mean_cost()], &[total / 9.0], 1e-12, "cost");
        prop_assert_eq!(tally.correct, correct.count());
    }

    #[test]
    fn a_run_is_the_same_however_it_is_sliced(
        slices in prop::collection::vec(1_usize..90, 1..6),
        batch in prop::sample::select(vec![1, 7, 10, 33, 100]),
        width in prop::sample::select(vec![3, 30, 200]),
        optimiser in prop::sample::select(Optimiser::ALL.to_vec()),
        precision in prop::sample::select(vec![Precision::F32, Precision::F64]),
        normalisation in prop::sample::select(Normalisation::ALL.to_vec()),
        dropout in prop::sample::select(vec![0.0, 0.3]),
    ) {
        let digits = Digits::new(noise(100, 1), noise(20, 2), Set::default());
        let mut settings = Settings::chapter(&[width, 9, 9]);
        settings.images = 100;
        settings.batch = batch;
        settings.pixels = Side::Seven;
        settings.epochs = 3;
        settings.optimiser = optimiser;
        settings.precision = precision;
        settings.normalisation = normalisation;
        settings.dropout = dropout;
        settings.residual = dropout > 0.0;
        if normalisation == Normalisation::Batch {
            settings.batch = batch.max(2);
        }
        let mut whole = Trainer::new(settings.clone(), &digits).unwrap();
        whole.advance(usize::MAX);
        let expected = whole.take_rows();
        prop_assert_eq!(expected.len(), 4 * whole.row_length());

        let mut sliced = Trainer::new(settings, &digits).unwrap();
        for round in 0..2 {
            let mut rows = vec![];
            for images in slices.iter().cycle() {
                if sliced.is_done() {
                    break;
                }
                sliced.advance(*images);
                rows.extend(sliced.take_rows());
            }
            let bits = |rows: &[f64]| rows.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(bits(&rows), bits(&expected), "round {}", round);
            prop_assert_eq!(sliced.advance(10), 0);
            sliced.reset();
        }
    }
}

#[test]
fn momentum_of_a_constant_gradient_adds_up() {
    let network = Network::initialise(
        &[3, 2, 10],
        Activation::Sigmoid,
        Cost::Quadratic,
        Initialisation::Chapter,
        4,
    );
    let (examples, x, y) = images(3, 6, 8);
    let chosen: Vec<u32> = (0..6).collect();
    let step = Step { rate: 0.2, lambda: 0.5, training_images: 6 };
    let mut engine = Engine::<f64>::new(&network);
    let mut oracle = network;
    let mut velocity: Vec<Array2<f64>> =
        oracle.weights.iter().map(|w| Array2::zeros(w.dim())).collect();
    for _ in 0..5 {
        let gradient = oracle.mean_gradient(&x, &y);
        for (layer, v) in velocity.iter_mut().enumerate() {
            *v *= 0.9;
            v.scaled_add(-step.rate, &gradient.weights[layer]);
            oracle.weights[layer] *= 1.0 - step.rate * step.lambda / 6.0;
            oracle.weights[layer] += &*v;
        }
        // The biases are followed from the engine: the weights are what is compared.
        engine.feed_forward(&examples, &chosen);
        engine.propagate_back(&examples, &chosen);
        engine.add_bias_gradients(6);
        engine.add_weight_gradients(&examples, &chosen);
        engine.descend_by_sums(6, step, Optimiser::Momentum);
        oracle.biases = engine.network().biases;
        for (layer, w) in oracle.weights.iter().enumerate() {
            assert_near(
                &flat(&engine.network().weights[layer]),
                &flat(w),
                1e-12,
                "weights",
            );
        }
    }
}

#[test]
fn a_network_much_wider_than_a_tile_is_trained_right() {
    let sizes = [50, 256, 111, 10];
    let network = Network::initialise(
        &sizes,
        Activation::Tanh,
        Cost::CrossEntropy,
        Initialisation::Chapter,
        3,
    );
    let (examples, x, y) = images(50, 11, 5);
    let chosen: Vec<u32> = (0..11).collect();
    let step = Step { rate: 0.1, lambda: 5.0, training_images: 11 };
    let mut engine = Engine::<f64>::new(&network);
    let mut single = Engine::<f32>::new(&network);
    let mut narrow = Examples::<f32>::empty(50);
    for (row, target) in x.outer_iter().zip(y.outer_iter()) {
        let row: Vec<f32> = row.iter().map(|&x| x as f32).collect();
        let label = target.iter().position(|&y| y == 1.0).unwrap();
        narrow.push(&row, label as u8);
    }
    let mut oracle = network;
    engine.feed_forward(&examples, &chosen);
    engine.descend_by_chunk(&examples, &chosen, step);
    single.feed_forward(&narrow, &chosen);
    single.descend_by_chunk(&narrow, &chosen, step);
    oracle.update(&x, &y, step);
    assert_same_network(&engine.network(), &oracle, 1e-12, "f64");
    assert_same_network(&single.network(), &oracle, 1e-5, "f32");
}

#[test]
fn too_few_images_are_refused_with_both_numbers() {
    let digits = Digits::new(noise(20, 1), noise(5, 2), Set::default());
    let error = Trainer::new(Settings::chapter(&[4]), &digits).unwrap_err();
    assert_eq!(error.to_string(), "training images: expected at least 1000, got 20");
}

#[test]
fn the_gradient_check_finds_backpropagation_right() {
    let digits = Digits::new(noise(40, 1), noise(5, 2), Set::default());
    for precision in [Precision::F64, Precision::F32] {
        let mut settings = Settings::chapter(&[12, 3, 5]);
        settings.images = 40;
        settings.batch = 40;
        settings.pixels = Side::Fourteen;
        settings.precision = precision;
        let mut trainer = Trainer::new(settings, &digits).unwrap();
        trainer.advance(500);
        let check = trainer.check_gradient();
        // Up to eight biases, and two directions of the biases and of the weights.
        assert_eq!((check.images, check.derivatives.len()), (40, 8 + 3 + 5 + 3 * 4));
        let tolerance = if precision == Precision::F64 { 1e-9 } else { 1e-4 };
        for one in check.derivatives {
            assert!(one.excess() < 1.0, "{one:?}");
            assert!(one.bound < tolerance && one.difference != 0.0, "{one:?}");
        }
    }
}

#[test]
fn the_gradient_check_blames_no_network_whose_gradient_is_right() {
    let digits = Digits::new(noise(40, 1), noise(5, 2), Set::default());
    let networks = [
        (vec![30; 30], Side::Seven, Activation::Sigmoid),
        (vec![256; 30], Side::Seven, Activation::Sigmoid),
        (vec![30; 2], Side::TwentyEight, Activation::Relu),
        (vec![30; 8], Side::Fourteen, Activation::Tanh),
    ];
    for (hidden, side, activation) in networks {
        for initialisation in [Initialisation::Chapter, Initialisation::He] {
            let mut settings = Settings::chapter(&hidden);
            settings.images = 40;
            settings.batch = 40;
            settings.pixels = side;
            settings.activation = activation;
            settings.initialisation = initialisation;
            let what = format!("{hidden:?}, {activation:?}, {initialisation:?}");
            let mut trainer = Trainer::new(settings, &digits).unwrap();
            trainer.stop_at(3);
            trainer.advance(usize::MAX);
            let check = trainer.check_gradient();
            assert!(check.images >= 5, "{what}: {}", check.images);
            for one in check.derivatives {
                assert!(one.excess() < 1.0, "{what}: {one:?}");
            }
        }
    }
}

/// Runs the trainer to its end, and returns its rows and its rows of gradients.
fn recorded(settings: &Settings, digits: &Digits) -> (Vec<f64>, Vec<f64>) {
    let mut trainer = Trainer::new(settings.clone(), digits).unwrap();
    trainer.record_gradients();
    let (mut rows, mut gradients) = (vec![], vec![]);
    while !trainer.is_done() {
        trainer.advance(37);
        rows.extend(trainer.take_rows());
        gradients.extend(trainer.take_gradients());
    }
    (rows, gradients)
}

#[test]
fn the_recorded_gradients_are_the_chapters_and_their_norms_the_speeds() {
    let count = 40;
    let set = noise(count, 1);
    let mut y = Array2::zeros((count, 10));
    let mut x = Array2::zeros((count, IMAGE_BYTES));
    for image in 0..count {
        for (k, &byte) in set.image(image).iter().enumerate() {
            x[(image, k)] = f64::from(byte) / 256.0;
        }
        y[(image, usize::from(set.label(image)))] = 1.0;
    }
    let digits = Digits::new(set, noise(7, 2), Set::default());
    for batch in [count, 10] {
        let mut settings = Settings::chapter(&[12, 3, 5]);
        settings.images = count;
        settings.batch = batch;
        settings.precision = Precision::F64;
        settings.epochs = 3;
        let (rows, gradients) = recorded(&settings, &digits);
        let mut oracle = Network::initialise(
            &settings.sizes(CLASSES),
            settings.activation,
            settings.cost,
            settings.initialisation,
            settings.seed,
        );
        assert_eq!(gradients.len(), 4 * (2 + 12 + 3 + 5));
        for (epoch, row) in gradients.chunks(22).enumerate() {
            assert_eq!(row[..2], [epoch as f64, 1.0]);
            let expected = oracle.mean_gradient(&x, &y);
            let mut rest = &row[2..];
            for (layer, width) in [12, 3, 5].into_iter().enumerate() {
                let (own, others) = rest.split_at(width);
                rest = others;
                let speed = rows[epoch * 6 + layer];
                let norm = own.iter().map(|g| g * g).sum::<f64>().sqrt();
                assert!((norm - speed).abs() <= 1e-14 * speed, "{norm}, {speed}");
                // Mini-batches come in an order that the oracle does not follow.
                if batch == count || epoch == 0 {
                    let what = format!("epoch {epoch}, layer {layer}");
                    assert_near(own, &expected.biases[layer].to_vec(), 1e-9, &what);
                }
            }
            let step = Step { rate: 0.1, lambda: 5.0, training_images: count };
            oracle.update(&x, &y, step);
        }
    }
}

#[test]
fn speeds_by_weights_are_the_chapters_and_change_no_bit_of_the_run() {
    let count = 40;
    let set = noise(count, 1);
    let mut y = Array2::zeros((count, 10));
    let mut x = Array2::zeros((count, IMAGE_BYTES));
    for image in 0..count {
        for (k, &byte) in set.image(image).iter().enumerate() {
            x[(image, k)] = f64::from(byte) / 256.0;
        }
        y[(image, usize::from(set.label(image)))] = 1.0;
    }
    let digits = Digits::new(set, noise(7, 2), Set::default());
    let optimisers = [Optimiser::Sgd, Optimiser::Momentum];
    for (batch, optimiser) in
        [count, 10].into_iter().flat_map(|batch| optimisers.map(|o| (batch, o)))
    {
        for precision in [Precision::F64, Precision::F32] {
            let mut settings = Settings::chapter(&[12, 3, 5]);
            settings.images = count;
            settings.batch = batch;
            settings.optimiser = optimiser;
            settings.precision = precision;
            settings.epochs = 3;
            let mut plain = Trainer::new(settings.clone(), &digits).unwrap();
            plain.advance(usize::MAX);
            assert!(plain.take_weight_speeds().is_empty());
            let mut trainer = Trainer::new(settings, &digits).unwrap();
            trainer.record_weight_speeds();
            let (mut rows, mut weights) = (vec![], vec![]);
            for epoch in 0..=3 {
                trainer.stop_at(epoch);
                trainer.advance(usize::MAX);
                let row = trainer.take_rows();
                let own = trainer.take_weight_speeds();
                // The network of the row, whatever trained it.
                let expected = trainer.network().mean_gradient(&x, &y);
                let tolerance = if precision == Precision::F64 { 1e-11 } else { 1e-4 };
                for layer in 0..3 {
                    let squares =
                        |values: &[f64]| values.iter().map(|g| g * g).sum::<f64>();
                    let w = squares(&flat(&expected.weights[layer]));
                    let b = squares(&expected.biases[layer].to_vec());
                    let near = |got: f64, expected: f64| {
                        assert_near(&[got], &[expected], tolerance, "speed");
                    };
                    near(row[layer], b.sqrt());
                    near(own[layer], w.sqrt());
                    near(own[3 + layer], (w + b).sqrt());
                }
                rows.extend(row);
                weights.extend(own);
            }
            assert_eq!(plain.take_rows(), rows);
            trainer.reset();
            assert!(trainer.take_weight_speeds().is_empty());
            // Whatever the slices, rows come with their speeds by weights.
            let mut again = vec![];
            while !trainer.is_done() {
                trainer.advance(1);
                let rows = trainer.take_rows().len() / trainer.row_length();
                let own = trainer.take_weight_speeds();
                assert_eq!(own.len(), 6 * rows);
                again.extend(own);
            }
            assert_eq!(again, weights);
        }
    }
}

#[test]
fn a_record_changes_no_bit_of_the_run_and_starts_again_with_it() {
    let digits = Digits::new(noise(40, 1), noise(5, 2), Set::default());
    let mut settings = Settings::chapter(&[6, 4]);
    settings.images = 40;
    settings.batch = 10;
    settings.pixels = Side::Seven;
    settings.epochs = 3;
    let (rows, gradients) = recorded(&settings, &digits);
    let mut plain = Trainer::new(settings, &digits).unwrap();
    plain.advance(usize::MAX);
    assert_eq!(plain.take_rows(), rows);
    assert_eq!(plain.gradient_stride(), 0);
    assert!(plain.take_gradients().is_empty());

    plain.record_gradients();
    assert_eq!(plain.gradient_stride(), 1);
    plain.reset();
    plain.advance(usize::MAX);
    assert_eq!(plain.take_gradients(), gradients);
}

/// Thirty layers with weights N(0, 0.01): the error falls by a factor of 80 a layer, out of
/// the range of single precision by the twentieth.
fn faint_network() -> Network {
    let sizes: Vec<usize> = [20].into_iter().chain([30; 30]).chain([10]).collect();
    let cost = Cost::CrossEntropy;
    let mut network =
        Network::initialise(&sizes, Activation::Sigmoid, cost, Initialisation::Normal, 5);
    for weights in &mut network.weights {
        *weights *= 0.01;
    }
    network
}

#[test]
fn gradients_below_the_range_of_single_precision_are_right() {
    let network = faint_network();
    let (_, x, y) = images(20, 12, 3);
    let truth = network.mean_gradient(&x, &y);
    let mut examples = Examples::<f32>::empty(20);
    for (row, target) in x.outer_iter().zip(y.outer_iter()) {
        let row: Vec<f32> = row.iter().map(|&x| x as f32).collect();
        examples.push(&row, target.iter().position(|&y| y == 1.0).unwrap() as u8);
    }
    let mut engine = Engine::<f32>::new(&network);
    // In chunks, whose exponents differ in the sums.
    for chosen in [0_u32, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].chunks(5) {
        engine.feed_forward(&examples, chosen);
        engine.propagate_back(&examples, chosen);
        engine.add_bias_gradients(chosen.len());
        let mut by_pixel = engine.clone();
        by_pixel.add_weight_gradients_by_pixel(&ByPixel::new(&examples, chosen));
        engine.add_weight_gradients(&examples, chosen);
        let step = Step { rate: 1e30, lambda: 0.0, training_images: 12 };
        let mut by_image = engine.clone();
        by_pixel.descend_by_sums(12, step, Optimiser::Sgd);
        by_image.descend_by_sums(12, step, Optimiser::Sgd);
        assert_eq!(by_pixel.network(), by_image.network(), "pixel by pixel");
    }
    let faintest = truth.biases[0].iter().fold(0.0_f64, |m, x| m.max(x.abs()));
    assert!(faintest > 0.0 && faintest < 1e-50, "{faintest}");
    for layer in 0..30 {
        let mean = engine.mean_bias_gradient(layer, 12);
        let what = format!("layer {layer}");
        assert_near(&mean, &truth.biases[layer].to_vec(), 2e-4, &what);
    }
    // So small a step leaves the early layers unchanged, and moves the late ones.
    let step = Step { rate: 0.5, lambda: 0.0, training_images: 12 };
    engine.descend_by_sums(12, step, Optimiser::Sgd);
    let mut oracle = network;
    oracle.update(&x, &y, step);
    assert_same_network(&engine.network(), &oracle, 1e-5, "after a step");
}
