//! What a handful of runs says.

use wasm_bindgen::prelude::*;

use crate::statistics::Sample;

/// The mean of some values and how well it is known; see [`Sample`].
#[wasm_bindgen]
pub struct RawSample(Sample);

#[wasm_bindgen]
impl RawSample {
    /// The sample of `values`; with as many `others`, that of what each is above its partner.
    #[wasm_bindgen(constructor)]
    pub fn new(values: &[f64], others: Option<Vec<f64>>) -> Self {
        Self(match others {
            Some(others) => Sample::of_differences(values, &others),
            None => Sample::of(values),
        })
    }

    /// The mean; NaN of nothing.
    #[wasm_bindgen(getter)]
    pub fn mean(&self) -> f64 {
        self.0.mean
    }

    /// The standard deviation; NaN of fewer than two.
    #[wasm_bindgen(getter)]
    pub fn deviation(&self) -> f64 {
        self.0.deviation
    }

    /// The standard error of the mean; likewise.
    #[wasm_bindgen(getter)]
    pub fn error(&self) -> f64 {
        self.0.error
    }

    /// Whether a t-test at the level of 5 % tells the mean from 0.
    #[wasm_bindgen(getter, js_name = differsFrom0)]
    pub fn differs_from_0(&self) -> bool {
        self.0.differs_from_0
    }
}
