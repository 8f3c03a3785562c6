//! Images of other classes than ten digits: the output layer is as wide as there are classes.

use ndarray::{Array1, Array2};
use unstable_gradients::{
    data::{Digits, IMAGE_BYTES, Set},
    training::{Precision, Settings, Trainer},
};

const LETTERS: usize = 26;

/// Images that are easy to tell apart: of class k the bytes from 30 k on are ink.
fn letters(count: usize) -> Set {
    let class = |index: usize| (7 * index) % LETTERS;
    let pixel = |class: usize, at: usize| u8::from(at / 30 == class) * 200;
    let images = (0..count)
        .flat_map(|index| (0..IMAGE_BYTES).map(move |at| pixel(class(index), at)));
    let labels = (0..count).map(|index| class(index) as u8).collect();
    Set::of_classes(LETTERS, images.collect(), labels).unwrap()
}

fn trainer(precision: Precision) -> Trainer {
    let digits = Digits::of_classes(LETTERS, letters(260), letters(52));
    let settings = Settings {
        images: 260,
        batch: 10,
        rate: 3.0,
        lambda: 0.0,
        epochs: 30,
        precision,
        ..Settings::chapter(&[20])
    };
    Trainer::new(settings, &digits).unwrap()
}

#[test]
fn letters_are_learned_beyond_a_guess_of_one_in_26() {
    for precision in [Precision::F32, Precision::F64] {
        let mut trainer = trainer(precision);
        assert_eq!(trainer.network().sizes(), [784, 20, 26]);
        assert!((trainer.guess().accuracy - 1.0 / 26.0).abs() < 1e-12);
        trainer.advance(usize::MAX);
        let rows = trainer.take_rows();
        let accuracy = *rows.last().unwrap();
        assert!(accuracy > 0.99, "{precision:?}: {accuracy}");
    }
}

#[test]
fn the_gradient_of_the_engine_is_that_of_the_chapters_backpropagation() {
    let trainer = trainer(Precision::F64);
    let images = 52;
    let mut x = Array2::zeros((images, IMAGE_BYTES));
    let mut y = Array2::zeros((images, LETTERS));
    for index in 0..images {
        let (pixels, label) = trainer.image(index);
        x.row_mut(index).assign(&Array1::from(pixels));
        y[(index, label)] = 1.0;
    }
    let expected = trainer.network().mean_gradient(&x, &y);
    let got = trainer.gradient(images);
    for (one, other) in got.biases[0].iter().zip(&expected.biases[0]) {
        assert!((one - other).abs() <= 1e-13 * (1.0 + other.abs()), "{one} {other}");
    }
    for (one, other) in got.weights[0].iter().zip(&expected.weights[0]) {
        assert!((one - other).abs() <= 1e-13 * (1.0 + other.abs()), "{one} {other}");
    }
}
