//! The golden runs: what every build must reproduce to the last bit.
//!
//! Their images are drawn by the project's own generator, so that they need no data.

use unstable_gradients::{
    data::{Digits, IMAGE_BYTES, Set, Side},
    network::{Activation, Cost, Initialisation, Output},
    random::{Generator, Stream},
    training::{
        Normalisation, Optimiser, Penalty, Precision, Schedule, Settings, Trainer,
    },
};

/// Images of a bar for each class, in noise, with four in five pixels 0 as in MNIST.
fn pictures(count: usize, seed: u32) -> Set {
    let mut generator = Generator::new(seed, Stream::Order);
    let mut images = vec![0; count * IMAGE_BYTES];
    let mut labels = vec![];
    for image in images.chunks_exact_mut(IMAGE_BYTES) {
        let label = generator.below(10) as u8;
        labels.push(label);
        for (place, byte) in image.iter_mut().enumerate() {
            let on_bar = (place / 28 + 3 * usize::from(label)) % 28 < 5;
            if generator.below(5) == 0 || on_bar && generator.below(2) == 0 {
                *byte = generator.below(256) as u8;
            }
        }
    }
    Set::new(images, labels).expect("as many labels as images")
}

/// The runs by name: they take every branch of the engine, with sizes that fill no tile.
fn runs() -> Vec<(&'static str, Settings)> {
    let base =
        Settings { images: 130, batch: 130, epochs: 6, ..Settings::chapter(&[30, 30]) };
    let small = Settings { pixels: Side::Fourteen, batch: 10, epochs: 4, ..base.clone() };
    vec![
        ("full batch, 784-30-30-10, f32", base.clone()),
        (
            "full batch, 784-30-30-30-30-10, f64",
            Settings { hidden: vec![30; 4], precision: Precision::F64, ..base.clone() },
        ),
        ("mini-batch 10, 196-30-30-10, f32", small.clone()),
        (
            "mini-batch 7, 196-37-5-1-10, quadratic, f64",
            Settings {
                hidden: vec![37, 5, 1],
                batch: 7,
                cost: Cost::Quadratic,
                precision: Precision::F64,
                seed: 4_294_967_295,
                ..small.clone()
            },
        ),
        (
            "mini-batch 100, 49-256-10, tanh, momentum, f32",
            Settings {
                hidden: vec![256],
                pixels: Side::Seven,
                batch: 100,
                activation: Activation::Tanh,
                initialisation: Initialisation::Xavier,
                optimiser: Optimiser::Momentum,
                ..small.clone()
            },
        ),
        (
            "mini-batch 1, 196-11-19-10, relu, f32",
            Settings {
                hidden: vec![11, 19],
                batch: 1,
                rate: 0.01,
                activation: Activation::Relu,
                initialisation: Initialisation::He,
                ..small.clone()
            },
        ),
        (
            "mini-batch 10, 196-13-21-10, softplus, f32",
            Settings {
                hidden: vec![13, 21],
                activation: Activation::Softplus,
                initialisation: Initialisation::He,
                ..small.clone()
            },
        ),
        (
            "full batch, 784-30-30-10, softplus, momentum, f64",
            Settings {
                activation: Activation::Softplus,
                initialisation: Initialisation::Xavier,
                optimiser: Optimiser::Momentum,
                precision: Precision::F64,
                ..base.clone()
            },
        ),
        (
            "mini-batch 10, 196-13-21-10, gelu, softmax, orthogonal, f32",
            Settings {
                hidden: vec![13, 21],
                activation: Activation::Gelu,
                initialisation: Initialisation::Orthogonal,
                output: Output::Softmax,
                ..small.clone()
            },
        ),
        (
            "full batch, 784-30-30-10, gelu, softmax, quadratic, f64",
            Settings {
                activation: Activation::Gelu,
                initialisation: Initialisation::He,
                output: Output::Softmax,
                cost: Cost::Quadratic,
                precision: Precision::F64,
                ..base.clone()
            },
        ),
        (
            "mini-batch 10, 196-11-19-10, leaky-relu, softmax, uniform, f32",
            Settings {
                hidden: vec![11, 19],
                rate: 0.01,
                activation: Activation::LeakyRelu,
                initialisation: Initialisation::XavierUniform,
                output: Output::Softmax,
                ..small.clone()
            },
        ),
        (
            "mini-batch 10, 196-9-9-10, identity, zero, f64",
            Settings {
                hidden: vec![9, 9],
                activation: Activation::Identity,
                initialisation: Initialisation::Zero,
                precision: Precision::F64,
                ..small.clone()
            },
        ),
        // λ as large as the set: the weights of the first layer are rescaled more than once.
        (
            "mini-batch 10, heavy decay, 49-9-10, f32",
            Settings {
                hidden: vec![9],
                pixels: Side::Seven,
                lambda: 100.0,
                ..small.clone()
            },
        ),
        (
            "twenty layers, weights N(0,1), f32",
            Settings {
                hidden: vec![8; 20],
                initialisation: Initialisation::Normal,
                ..small.clone()
            },
        ),
        (
            "mini-batch 10, 196-30-30-10, Adam, layer normalisation, residual, f32",
            Settings {
                rate: 0.01,
                optimiser: Optimiser::Adam,
                normalisation: Normalisation::Layer,
                residual: true,
                ..small.clone()
            },
        ),
        (
            "mini-batch 7, 196-13-13-10, Nesterov, cosine, batch normalisation, f64",
            Settings {
                hidden: vec![13; 2],
                batch: 7,
                optimiser: Optimiser::Nesterov,
                schedule: Schedule::Cosine,
                normalisation: Normalisation::Batch,
                precision: Precision::F64,
                ..small.clone()
            },
        ),
        (
            "mini-batch 100, 196-30-10, RMSProp, warm-up, dropout, L1, f32",
            Settings {
                hidden: vec![30],
                batch: 100,
                rate: 0.01,
                lambda: 0.1,
                optimiser: Optimiser::Rmsprop,
                schedule: Schedule::WarmUp,
                penalty: Penalty::L1,
                dropout: 0.2,
                ..small.clone()
            },
        ),
        (
            "mini-batch 1, 196-9-9-9-10, step, residual, dropout, f32",
            Settings {
                hidden: vec![9; 3],
                batch: 1,
                schedule: Schedule::Step,
                residual: true,
                dropout: 0.1,
                ..small
            },
        ),
    ]
}

/// The golden runs as text: a line of the name, then a line of hexadecimal bits a row.
pub(crate) fn text() -> String {
    let digits = Digits::new(pictures(130, 1), pictures(30, 2), Set::default());
    let mut text = String::new();
    for (name, settings) in runs() {
        let mut trainer =
            Trainer::new(settings, &digits).expect("the settings are right");
        trainer.advance(usize::MAX);
        text += name;
        text += "\n";
        for row in trainer.take_rows().chunks(trainer.row_length()) {
            let bits = row.iter().map(|x| format!("{:016x}", x.to_bits()));
            text += &bits.collect::<Vec<_>>().join(" ");
            text += "\n";
        }
    }
    text
}

/// Compares the runs with the recorded bits, line by line.
pub(crate) fn assert_recorded() {
    let recorded = include_str!("../../../tests/snapshots/golden-runs.txt");
    let computed = text();
    for (number, (got, expected)) in computed.lines().zip(recorded.lines()).enumerate() {
        assert_eq!(got, expected, "line {} of the golden runs", number + 1);
    }
    assert_eq!(
        computed.lines().count(),
        recorded.lines().count(),
        "lines of golden runs"
    );
}
