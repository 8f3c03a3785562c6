//! `docs/reproducing.md` against the code: its test vectors, number by number, and its words,
//! which `by_hand` follows in plain loops, bit by bit.
//!
//! `BLESS_SNAPSHOTS=1 cargo test --test native reproducing` writes the vectors anew.

use crate::digits;

use std::fmt::Debug;
use std::fs;

use crate::by_hand::{Draws, Image, Net, Rule, SplitMix};
use ndarray::Array1;
use unstable_gradients::{
    data::{CLASSES, Digits, IMAGE_BYTES, Set, Side, write_pixels},
    declaration::Choice,
    maths::{Real, real::splat},
    network::{Activation, Cost, Initialisation, Network, Output, Step},
    random::{Generator, Stream},
    training::{
        Ending, Engine, Examples, MOMENTUM, Optimiser, Precision, Settings, Trainer,
    },
};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/reproducing.md");

/// The lines of a test vector: a word or two, then numbers.
#[derive(Default)]
struct Vector(Vec<String>);

impl Vector {
    fn line<N: Debug>(&mut self, label: &str, numbers: impl IntoIterator<Item = N>) {
        let mut line = label.to_owned();
        for number in numbers {
            line += &format!(" {number:?}");
        }
        self.0.push(line.trim_start().to_owned());
    }

    fn hexadecimal(&mut self, label: &str, numbers: impl IntoIterator<Item = u64>) {
        let words = numbers.into_iter().map(|word| format!(" {word:016x}"));
        self.0.push(format!("{label}{}", words.collect::<String>()));
    }
}

/// Every test vector, by its name.
fn vectors() -> Vec<(&'static str, Vector)> {
    vec![
        ("state", state()),
        ("streams", streams()),
        ("normal", normal()),
        ("shuffle", shuffle()),
        ("parameters", parameters()),
        ("pixels", pixels()),
        ("functions", functions()),
        ("step", step()),
        ("momentum", momentum()),
        ("chunks", chunks()),
        ("run", run()),
    ]
}

fn state() -> Vector {
    let mut vector = Vector::default();
    let mut seeding = SplitMix(1);
    vector.hexadecimal("state", (0..4).map(|_| seeding.next()));
    let mut draws = Draws::new(1, 0, 0);
    vector.hexadecimal("next", (0..3).map(|_| draws.next()));
    let mut generator = Generator::new(1, Stream::Parameters);
    vector.line("uniform", (0..3).map(|_| generator.uniform()));
    vector
}

fn streams() -> Vector {
    let mut vector = Vector::default();
    for (stream, name) in [
        (Stream::Parameters, "0, seed 1:"),
        (Stream::Order, "1, seed 1:"),
        (Stream::Chain, "2, seed 1:"),
        (Stream::Check, "3, seed 1:"),
        (Stream::Chains, "7, seed 1:"),
        (Stream::Dropout, "8, seed 1:"),
    ] {
        vector.line(name, [Generator::new(1, stream).uniform()]);
    }
    let item = Generator::of_item(1, Stream::Chains, 5).uniform();
    vector.line("7, seed 1, item 5:", [item]);
    vector.line(
        "0, seed 4294967295:",
        [Generator::new(u32::MAX, Stream::Parameters).uniform()],
    );
    vector
}

fn normal() -> Vector {
    let mut vector = Vector::default();
    let mut draws = Draws::new(1, 0, 0);
    let (u, v) = (draws.uniform(), draws.uniform());
    vector.line("u v", [u, v]);
    let radius = (-2.0 * unstable_gradients::maths::ln(1.0 - u)).sqrt();
    vector.line("radius angle", [radius, std::f64::consts::TAU * v]);
    let mut generator = Generator::new(1, Stream::Parameters);
    vector.line("normal", (0..4).map(|_| generator.normal()));
    vector
}

fn shuffle() -> Vector {
    let mut vector = Vector::default();
    let mut generator = Generator::new(1, Stream::Order);
    let draws = (2..=10).rev().map(|bound| generator.below(bound));
    vector.line("places", draws);
    let mut generator = Generator::new(1, Stream::Order);
    let mut order: Vec<u32> = (0..10).collect();
    for epoch in ["first epoch", "second epoch"] {
        generator.shuffle(&mut order);
        vector.line(epoch, &order);
    }
    vector
}

fn parameters() -> Vector {
    let mut vector = Vector::default();
    for &initialisation in Initialisation::ALL {
        let network = Network::initialise(
            &[49, 3, 10],
            Activation::Sigmoid,
            Cost::CrossEntropy,
            initialisation,
            1,
        );
        let name = initialisation.name();
        vector.line(&format!("{name} b1"), &network.biases[0]);
        let first = network.weights[0].row(0);
        vector.line(&format!("{name} w1, neuron 1, inputs 1 2 3"), first.iter().take(3));
        let last = network.weights[1].row(9);
        vector.line(&format!("{name} w2, neuron 10, inputs 2 3"), last.iter().skip(1));
    }
    vector
}

fn pixels() -> Vector {
    let mut vector = Vector::default();
    let mut image = [0; IMAGE_BYTES];
    for (row, bytes) in [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 255]]
        .into_iter()
        .enumerate()
    {
        image[row * 28..row * 28 + 4].copy_from_slice(&bytes);
    }
    for (side, count) in [(Side::TwentyEight, 4), (Side::Fourteen, 2), (Side::Seven, 1)] {
        let mut values = vec![0.0_f64; side.pixels()];
        write_pixels(&image, side, &mut values);
        vector.line(&side.side().to_string(), &values[..count]);
    }
    vector
}

fn functions() -> Vector {
    let mut vector = Vector::default();
    for z in [0.5, -3.0] {
        for &activation in Activation::ALL {
            let name = activation.name();
            let (a, slope) = activation.value_and_slope(z, &f64::CONSTANTS);
            vector.line(&format!("f64 {name}"), [z, a, slope]);
            let (a, slope) = activation.value_and_slope(z as f32, &f32::CONSTANTS);
            vector.line(&format!("f32 {name}"), [z as f32, a, slope]);
        }
    }
    vector.line("f64 exp", [-1.0, f64::exp_lanes(splat(-1.0))[0]]);
    vector.line("f32 exp", [-1.0, f32::exp_lanes(splat(-1.0))[0]]);
    vector
}

/// The network and the images of the step by hand.
fn example() -> (Net<f64>, Vec<Image<f64>>, Rule) {
    let net = Net::new(
        &[2, 2, 2, 2],
        Activation::Sigmoid,
        Cost::CrossEntropy,
        Initialisation::Chapter,
        1,
    );
    let images = [([0.5, 0.25], 0), ([0.0, 0.75], 1), ([0.25, 0.5], 1)];
    let images = images.map(|(pixels, label)| Image { pixels: pixels.to_vec(), label });
    let rule = Rule { rate: 0.5, lambda: 0.3, images: 3, momentum: None };
    (net, images.into(), rule)
}

fn put_parameters(vector: &mut Vector, label: &str, net: &Net<f64>) {
    for (layer, at) in net.layers.iter().zip(1..) {
        vector.line(&format!("{label}b{at}"), &layer.b);
        vector.line(&format!("{label}w{at}"), layer.w.iter().flatten());
    }
}

fn step() -> Vector {
    let mut vector = Vector::default();
    let (mut net, images, rule) = example();
    put_parameters(&mut vector, "", &net);
    let pass = net.pass(&images[0]);
    for layer in 0..3 {
        let at = layer + 1;
        vector.line(&format!("first image z{at}"), &pass.z[layer]);
        vector.line(&format!("first image a{at}"), &pass.a[layer]);
        vector.line(&format!("first image slopes{at}"), &pass.slopes[layer]);
    }
    for layer in (0..3).rev() {
        vector.line(&format!("first image delta{}", layer + 1), &pass.deltas[layer]);
    }
    vector.line("first image cost", [net.cost_of(&pass, 0)]);
    let row = net.row(&images, &images);
    for layer in 0..3 {
        let at = layer + 1;
        vector.line(&format!("mean delta{at}"), net.mean_delta(layer, 3));
        let sums = net.layers[layer].dw.iter().flatten();
        vector.line(&format!("summed a delta for w{at}"), sums);
    }
    vector.line("speeds", &row[..2]);
    vector.line("cost", &row[2..3]);
    net.step(rule, 3);
    put_parameters(&mut vector, "after the step ", &net);
    vector
}

fn momentum() -> Vector {
    let mut vector = Vector::default();
    let (mut net, images, rule) = example();
    let rule = Rule { momentum: Some(MOMENTUM), ..rule };
    for _ in 0..2 {
        net.row(&images, &images);
        net.step(rule, 3);
    }
    put_parameters(&mut vector, "after two steps ", &net);
    vector
}

fn chunks() -> Vector {
    let mut vector = Vector::default();
    for sizes in [
        &[784, 30, 30, 10][..],
        &[784, 100, 100, 10],
        &[784, 256, 256, 256, 10],
        &[49, 30, 10],
    ] {
        let network = Network::initialise(
            sizes,
            Activation::Sigmoid,
            Cost::CrossEntropy,
            Initialisation::Chapter,
            1,
        );
        let names: Vec<String> = sizes.iter().map(usize::to_string).collect();
        let chunk = Engine::<f32>::new(&network).chunk();
        vector.line(&format!("{}:", names.join("-")), [chunk]);
    }
    vector
}

fn run() -> Vector {
    let mut vector = Vector::default();
    let digits = digits::site_digits(1);
    for precision in [Precision::F32, Precision::F64] {
        let settings = Settings { precision, epochs: 2, ..Settings::chapter(&[30, 30]) };
        let mut trainer = Trainer::new(settings, &digits).unwrap();
        trainer.advance(usize::MAX);
        let rows = trainer.take_rows();
        for (epoch, row) in rows.chunks(trainer.row_length()).enumerate() {
            vector.line(&format!("{} epoch {epoch}:", precision.name()), row);
        }
    }
    let settings = Settings {
        batch: 10,
        lambda: 0.1,
        epochs: 1,
        precision: Precision::F64,
        ..Settings::chapter(&[30, 30])
    };
    let mut trainer = Trainer::new(settings, &digits).unwrap();
    trainer.advance(usize::MAX);
    let rows = trainer.take_rows();
    vector.line("f64 mini-batches epoch 1:", &rows[rows.len() - 5..]);
    vector
}

/// The document, with every fenced block of kind `vector` replaced by what `write` makes of
/// its name; the names found.
fn rewritten(document: &str, write: impl Fn(&str) -> String) -> (String, Vec<String>) {
    let (mut text, mut names) = (String::new(), vec![]);
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        text += line;
        text.push('\n');
        let Some(name) = line.strip_prefix("```vector ") else { continue };
        text += &write(name);
        text += "```\n";
        names.push(name.to_owned());
        lines.find(|line| *line == "```").expect("the end of the block");
    }
    (text, names)
}

#[test]
fn the_vectors_of_the_document_are_those_of_the_code() {
    let document = fs::read_to_string(DOCUMENT).unwrap();
    let known = vectors();
    let write = |name: &str| -> String {
        let found = known.iter().find(|(known, _)| *known == name);
        let (_, Vector(lines)) = found.unwrap_or_else(|| panic!("no vector {name}"));
        lines.iter().map(|line| format!("{line}\n")).collect()
    };
    let (text, names) = rewritten(&document, write);
    assert_eq!(names, known.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    if std::env::var_os("BLESS_SNAPSHOTS").is_some() {
        fs::write(DOCUMENT, text).unwrap();
    } else {
        for (line, (stands, is)) in document.lines().zip(text.lines()).enumerate() {
            assert_eq!(stands, is, "line {} of docs/reproducing.md", line + 1);
        }
    }
}

#[test]
fn the_generator_is_the_one_described() {
    for (stream, number) in
        [(Stream::Parameters, 0), (Stream::Order, 1), (Stream::Chains, 7)]
    {
        for item in [0, 1, 99] {
            let mut generator = Generator::of_item(77, stream, item);
            let mut draws = Draws::new(77, number, u64::from(item));
            for _ in 0..50 {
                assert_eq!(generator.normal().to_bits(), draws.normal().to_bits());
            }
            assert_eq!(generator.uniform().to_bits(), draws.uniform().to_bits());
            let mut order: Vec<usize> = (0..100).collect();
            let mut other = order.clone();
            generator.shuffle(&mut order);
            draws.shuffle(&mut other);
            assert_eq!(order, other);
        }
    }
}

/// Random images of seven pixels a side, with a digit each.
fn noise(count: usize, seed: u32) -> Set {
    let mut generator = Generator::new(seed, Stream::Order);
    let mut images = vec![0; count * IMAGE_BYTES];
    for byte in &mut images {
        if generator.below(40) == 0 {
            *byte = generator.below(256) as u8;
        }
    }
    let labels = (0..count).map(|image| (image * 7 % 10) as u8).collect();
    Set::new(images, labels).unwrap()
}

fn images_of<T: Real>(set: &Set) -> Vec<Image<T>> {
    let image = |index| {
        let mut pixels = vec![T::ZERO; 49];
        write_pixels(set.image(index), Side::Seven, &mut pixels);
        Image { pixels, label: usize::from(set.label(index)) }
    };
    (0..set.len()).map(image).collect()
}

/// Trains in plain loops; the rows of the epochs one after the other.
fn trained_by_hand<T: Real>(settings: &Settings, digits: &Digits) -> Vec<f64> {
    let (training, validation) =
        (images_of::<T>(&digits.training), images_of::<T>(&digits.validation));
    let mut net = Net::<T>::new(
        &settings.sizes(CLASSES),
        settings.activation,
        settings.cost,
        settings.initialisation,
        settings.seed,
    );
    net.output = settings.output;
    let rule = Rule {
        rate: settings.rate,
        lambda: settings.lambda,
        images: training.len(),
        momentum: (settings.optimiser == Optimiser::Momentum).then_some(MOMENTUM),
    };
    let mut draws = Draws::new(settings.seed, 1, 0);
    let mut order: Vec<usize> = (0..training.len()).collect();
    let mut rows = net.row(&training, &validation);
    for _ in 0..settings.epochs {
        if settings.is_full_batch() {
            // The gradient that was measured.
            net.step(rule, training.len());
        } else {
            net.clear();
            draws.shuffle(&mut order);
            for batch in order.chunks(settings.batch) {
                let images: Vec<&Image<T>> =
                    batch.iter().map(|&index| &training[index]).collect();
                if settings.batch <= net.chunk && rule.momentum.is_none() {
                    net.step_on(rule, &images);
                } else {
                    net.add_gradient(&images);
                    net.step(rule, images.len());
                }
            }
        }
        rows.extend(net.row(&training, &validation));
    }
    rows
}

#[test]
fn the_engine_computes_in_the_order_described() {
    let digits = Digits::new(noise(100, 1), noise(30, 2), Set::default());
    let usual = Settings {
        pixels: Side::Seven,
        images: 100,
        batch: 100,
        rate: 0.4,
        epochs: 4,
        ..Settings::chapter(&[11, 9])
    };
    let sgd = Optimiser::Sgd;
    for (batch, lambda, optimiser) in [
        (100, 5.0, sgd),
        (100, 5.0, Optimiser::Momentum),
        // The weights of the first layer decay in a scale, now and then taken up.
        (10, 10.0, sgd),
        // More than a chunk, and a smaller last one.
        (70, 1.0, sgd),
        (30, 1.0, Optimiser::Momentum),
        // Weights that change their sign.
        (100, 600.0, sgd),
    ] {
        for &activation in Activation::ALL {
            for (&cost, &output) in
                Cost::ALL.iter().flat_map(|c| Output::ALL.iter().map(move |o| (c, o)))
            {
                let settings = Settings {
                    batch,
                    lambda,
                    optimiser,
                    activation,
                    output,
                    cost,
                    ..usual.clone()
                };
                for precision in [Precision::F32, Precision::F64] {
                    let settings = Settings { precision, ..settings.clone() };
                    let mut trainer = Trainer::new(settings.clone(), &digits).unwrap();
                    trainer.advance(usize::MAX);
                    let by_hand = match precision {
                        Precision::F32 => trained_by_hand::<f32>(&settings, &digits),
                        Precision::F64 => trained_by_hand::<f64>(&settings, &digits),
                    };
                    // Which of the NaNs it is differs from processor to processor.
                    let bits = |rows: &[f64]| -> Vec<u64> {
                        let one = |x: &f64| if x.is_nan() { f64::NAN } else { *x };
                        rows.iter().map(|number| one(number).to_bits()).collect()
                    };
                    let rows = trainer.take_rows();
                    // The engine ends a run that has diverged.
                    let by_hand = match trainer.ending() {
                        Some(Ending::Diverged(_)) => &by_hand[..rows.len()],
                        _ => &by_hand[..],
                    };
                    assert_eq!(bits(&rows), bits(by_hand), "{settings:?}: {by_hand:?}");
                }
            }
        }
    }
}

#[test]
fn the_step_by_hand_is_the_chapters() {
    let (mut net, images, rule) = example();
    let mut network = Network::initialise(
        &[2, 2, 2, 2],
        Activation::Sigmoid,
        Cost::CrossEntropy,
        Initialisation::Chapter,
        1,
    );
    let mut examples = Examples::<f64>::empty(2);
    for image in &images {
        examples.push(&image.pixels, image.label as u8);
    }
    let mut engine = Engine::new(&network);
    engine.feed_forward(&examples, &[0, 1, 2]);
    engine.propagate_back(&examples, &[0, 1, 2]);
    engine.add_bias_gradients(3);
    engine.add_weight_gradients(&examples, &[0, 1, 2]);
    net.row(&images, &images);
    for layer in 0..2 {
        assert_eq!(engine.mean_bias_gradient(layer, 3), net.mean_delta(layer, 3));
    }
    let step = Step { rate: rule.rate, lambda: rule.lambda, training_images: 3 };
    engine.descend_by_sums(3, step, Optimiser::Sgd);
    net.step(rule, 3);
    network = engine.network();
    for (layer, (w, b)) in
        net.layers.iter().zip(network.weights.iter().zip(&network.biases))
    {
        assert_eq!(Array1::from(layer.b.clone()), *b);
        assert!(layer.w.iter().flatten().eq(w.iter()));
    }
}
