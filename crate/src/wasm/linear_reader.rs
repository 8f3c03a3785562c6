//! `RawLinearReader`: linear readers of all layers of a network. The trainer, of another part,
//! gives the activations.

use wasm_bindgen::prelude::*;

use super::error::to_js;
use crate::{
    Error,
    linear_reader::{Fitted, LinearReader},
};

/// A reader of each layer. Errors are `CoreError`s of code `shape`. In this order: `add` for most training images and `prepare`, `tryOut` and `add` for the
/// others, then `fit`, then `judge` for all validation images.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawLinearReader {
    widths: Vec<usize>,
    classes: usize,
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
            classes,
        }
    }

    /// Takes in images, a row of numbers each, the first `skip` of which are not read, and their
    /// digits.
    pub fn add(
        &mut self,
        rows: &[f64],
        labels: &[u8],
        skip: usize,
    ) -> Result<(), JsValue> {
        let length = self.row_length(rows, labels, skip)?;
        for (row, &label) in rows.chunks_exact(length).zip(labels) {
            for (reader, activations) in
                self.readers.iter_mut().zip(parts(&self.widths, &row[skip..]))
            {
                reader.add(activations, usize::from(label));
            }
        }
        Ok(())
    }

    /// Fits candidates of layer `layer`, of different penalties, to the images so far.
    pub fn prepare(&mut self, layer: usize) {
        self.readers[layer].prepare();
    }

    /// Has the candidates read images, likewise.
    #[wasm_bindgen(js_name = tryOut)]
    pub fn try_out(
        &mut self,
        rows: &[f64],
        labels: &[u8],
        skip: usize,
    ) -> Result<(), JsValue> {
        let length = self.row_length(rows, labels, skip)?;
        for (row, &label) in rows.chunks_exact(length).zip(labels) {
            let parts = parts(&self.widths, &row[skip..]);
            for (reader, activations) in self.readers.iter_mut().zip(parts) {
                reader.try_out(activations, usize::from(label));
            }
        }
        Ok(())
    }

    /// Solves layer `layer`, with the penalty whose candidate has read most images rightly.
    pub fn fit(&mut self, layer: usize) {
        self.fitted.truncate(layer);
        self.fitted.push(self.readers[layer].fit());
    }

    /// Has images read, likewise.
    pub fn judge(
        &mut self,
        rows: &[f64],
        labels: &[u8],
        skip: usize,
    ) -> Result<(), JsValue> {
        let length = self.row_length(rows, labels, skip)?;
        self.judged += labels.len();
        for (row, &label) in rows.chunks_exact(length).zip(labels) {
            let layers = self.fitted.iter().zip(&mut self.correct);
            for ((fitted, correct), activations) in
                layers.zip(parts(&self.widths, &row[skip..]))
            {
                let read = fitted.as_ref().map(|fitted| fitted.read(activations));
                *correct += usize::from(read == Some(usize::from(label)));
            }
        }
        Ok(())
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

impl RawLinearReader {
    /// How many numbers a row has.
    fn row_length(
        &self,
        rows: &[f64],
        labels: &[u8],
        skip: usize,
    ) -> Result<usize, JsValue> {
        let least = skip + self.widths.iter().sum::<usize>();
        let images = labels.len().max(1);
        let length = rows.len() / images;
        let has_rows = rows.len() == length * images && length >= least;
        let has_classes = labels.iter().all(|&label| usize::from(label) < self.classes);
        if has_rows && has_classes {
            return Ok(length);
        }
        Err(to_js(&Error::Shape {
            place: "activations".to_owned(),
            expected: format!(
                "{images} equal rows of at least {least}, of {} classes",
                self.classes
            ),
            got: rows.len().to_string(),
        }))
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
