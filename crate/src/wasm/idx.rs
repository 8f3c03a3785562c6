//! What IDX files of a reader's own hold. A part of the core of its own, which comes when files
//! are chosen; errors are `CoreError`s of code `data`.

use wasm_bindgen::prelude::*;

use super::error::to_js;
use crate::data::idx;

/// What the file that is called `file` holds, whose `length` bytes begin with `head`, at most 16:
/// 1 for images or 0 for labels, how many of them, and where they start.
#[wasm_bindgen(js_name = readIdxHeader)]
pub fn read_idx_header(
    file: &str,
    head: &[u8],
    length: usize,
) -> Result<Vec<u32>, JsValue> {
    let idx::Header { kind, count, start } =
        idx::Header::read(file, head, length).map_err(|error| to_js(&error))?;
    // Both fit: the count was checked.
    Ok(vec![u32::from(kind == idx::Kind::Images), count as u32, start as u32])
}

/// The different labels among `labels`, ascending.
#[wasm_bindgen(js_name = classesOf)]
pub fn classes_of(labels: &[u8]) -> Vec<u8> {
    idx::classes(labels)
}

/// For each label of `file` its place among `classes`; refused where it has none.
#[wasm_bindgen(js_name = classIndices)]
pub fn class_indices(
    file: &str,
    labels: &[u8],
    classes: &[u8],
) -> Result<Vec<u8>, JsValue> {
    idx::class_indices(file, labels, classes).map_err(|error| to_js(&error))
}
