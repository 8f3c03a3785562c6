//! What the wasm build exports.

use unstable_gradients::data::Digits;
use wasm_bindgen::prelude::*;

use crate::{AnyCourse, Case, Precision};

/// The digits of a benchmark.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct BenchDigits(Digits);

#[wasm_bindgen]
impl BenchDigits {
    /// No digits yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the next part of a digits file.
    ///
    /// # Errors
    ///
    /// As [`Digits::append_part`].
    #[wasm_bindgen(js_name = appendPart)]
    pub fn append_part(&mut self, bytes: &[u8]) -> Result<(), JsError> {
        Ok(self.0.append_part(bytes)?)
    }
}

/// A course of training; see [`crate::Course`].
#[wasm_bindgen]
#[derive(Debug)]
pub struct BenchCourse(AnyCourse);

#[wasm_bindgen]
impl BenchCourse {
    /// The course of a case in words, in single precision or not.
    ///
    /// # Errors
    ///
    /// When the words are no case, or the digits too few for it.
    #[wasm_bindgen(constructor)]
    pub fn new(digits: &BenchDigits, case: &str, single: bool) -> Result<Self, JsError> {
        let precision = if single { Precision::F32 } else { Precision::F64 };
        Case::from_text(case)
            .and_then(|case| AnyCourse::new(case, precision, &digits.0))
            .map(Self)
            .ok_or_else(|| JsError::new(&format!("no such case: {case}")))
    }

    /// Restores the initial weights and trains for `epochs`.
    pub fn train(&mut self, epochs: usize) {
        self.0.train(epochs);
    }

    /// The mean cost on the training images now.
    pub fn cost(&mut self) -> f64 {
        self.0.cost()
    }
}

/// Multiplies and adds in registers, and returns the number of operations.
#[wasm_bindgen(js_name = multiplyAndAdd)]
#[must_use]
pub fn multiply_and_add(rounds: usize, single: bool) -> f64 {
    if single {
        crate::multiply_and_add::<f32>(rounds)
    } else {
        crate::multiply_and_add::<f64>(rounds)
    }
}
