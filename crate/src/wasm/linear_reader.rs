//! `RawLinearReader`: linear readers of all layers of a network. The trainer, of another part,
//! gives the activations.

use wasm_bindgen::prelude::*;

use crate::linear_reader::{Fitted, LinearReader};

/// A reader of each layer: first `add` for all training images, then `fit`, then `judge` for all
/// validation images.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawLinearReader {
    widths: Vec<usize>,
    readers: Vec<LinearReader>,
    fitted: Vec<Option<Fitted>>,
    /// How many images each has read rightly.
    correct: Vec<usize>,
    judged: usize,
}

#[wasm_bindgen]
impl RawLinearReader {
    /// The readers of layers of these widths, whose activations follow each other in a row of
    /// numbers; what is behind them in a row is not read.
    #[wasm_bindgen(constructor)]
    pub fn new(widths: &[u32], classes: usize) -> Self {
        let widths: Vec<usize> = widths.iter().map(|&width| width as usize).collect();
        let readers = widths.iter().map(|&width| LinearReader::new(width, classes));
        Self {
            readers: readers.collect(),
            fitted: vec![],
            correct: vec![0; widths.len()],
            judged: 0,
            widths,
        }
    }

    /// Takes in images, a row of numbers each, the first `skip` of which are not read, and their
    /// digits.
    pub fn add(&mut self, rows: &[f64], labels: &[u8], skip: usize) {
        for (row, &label) in rows.chunks_exact(rows.len() / labels.len()).zip(labels) {
            for (reader, activations) in
                self.readers.iter_mut().zip(parts(&self.widths, &row[skip..]))
            {
                reader.add(activations, usize::from(label));
            }
        }
    }

    /// Solves layer `layer`.
    pub fn fit(&mut self, layer: usize) {
        self.fitted.truncate(layer);
        self.fitted.push(self.readers[layer].fit());
    }

    /// Has images read, likewise.
    pub fn judge(&mut self, rows: &[f64], labels: &[u8], skip: usize) {
        self.judged += labels.len();
        for (row, &label) in rows.chunks_exact(rows.len() / labels.len()).zip(labels) {
            let layers = self.fitted.iter().zip(&mut self.correct);
            for ((fitted, correct), activations) in
                layers.zip(parts(&self.widths, &row[skip..]))
            {
                let read = fitted.as_ref().map(|fitted| fitted.read(activations));
                *correct += usize::from(read == Some(usize::from(label)));
            }
        }
    }

    /// The share of the images that each layer was read rightly on; NaN where its numbers have
    /// left the range of floats.
    #[wasm_bindgen(getter)]
    pub fn accuracies(&self) -> Vec<f64> {
        let each = self.correct.iter().zip(&self.fitted);
        each.map(|(&correct, fitted)| {
            fitted.as_ref().map_or(f64::NAN, |_| correct as f64 / self.judged as f64)
        })
        .collect()
    }
}

/// The activations of each layer.
fn parts<'a>(widths: &'a [usize], row: &'a [f64]) -> impl Iterator<Item = &'a [f64]> {
    let mut rest = row;
    widths.iter().map(move |&width| {
        let (part, after) = rest.split_at(width);
        rest = after;
        part
    })
}
