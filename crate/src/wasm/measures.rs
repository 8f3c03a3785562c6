//! Statistics of several runs.

use wasm_bindgen::prelude::*;

use crate::measures::quantiles_of_columns;

/// The lowest, the median and the highest of every column of `values`, rows one after the
/// other; NaN for a column that has one.
#[wasm_bindgen(js_name = spreadOfColumns)]
pub fn spread_of_columns(values: &[f64], columns: usize) -> Vec<f64> {
    quantiles_of_columns(values, columns, [0.0, 0.5, 1.0])
}
