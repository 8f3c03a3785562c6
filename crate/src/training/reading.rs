//! What all layers answer, to the images of the run and to one of a reader's own.

use super::{Engine, Examples};
use crate::{
    data::{IMAGE_BYTES, Side, write_pixels},
    maths::Real,
};

/// Of each of the images `chosen`, one after the other: its pixels, then the activations of every
/// layer, the output's last. They have the bits with which the run is measured.
pub(super) fn answers<T: Real>(
    engine: &Engine<T>,
    examples: &Examples<T>,
    chosen: &[u32],
) -> Vec<f64> {
    // What the engine last passed may still be needed for a step.
    let mut engine = engine.clone();
    let mut numbers = vec![];
    for chosen in chosen.chunks(engine.chunk()) {
        engine.feed_forward(examples, chosen);
        for (row, &image) in chosen.iter().enumerate() {
            numbers.extend(examples.dense(image as usize));
            for layer in 0..=engine.hidden_layers() {
                let (activations, _) = engine.answers(layer, row);
                numbers.extend(activations.iter().map(|a| a.to_f64()));
            }
        }
    }
    numbers
}

/// The same of an image that is none of the run's: its 784 bytes, row by row, 0 for no ink.
///
/// # Panics
///
/// When the image has another number of bytes.
pub(super) fn read<T: Real>(engine: &Engine<T>, side: Side, image: &[u8]) -> Vec<f64> {
    assert_eq!(image.len(), IMAGE_BYTES, "bytes of an image");
    let mut pixels = vec![T::ZERO; side.pixels()];
    write_pixels(image, side, &mut pixels);
    let mut examples = Examples::empty(side.pixels());
    examples.push(&pixels, 0);
    answers(engine, &examples, &[0])
}
