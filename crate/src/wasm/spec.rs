//! Settings, as they come from JavaScript.

use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use crate::Error;

/// Reads a plain object, whose TypeScript type is called `kind`. Ranges and names are checked
/// by whoever uses it.
///
/// # Errors
///
/// [`Error::Setting`] when a key is missing or has a value of another type.
pub(super) fn read<T: DeserializeOwned>(spec: JsValue, kind: &str) -> Result<T, Error> {
    serde_wasm_bindgen::from_value(spec).map_err(|error| Error::Setting {
        key: "spec",
        expected: kind.to_owned(),
        got: error.to_string(),
    })
}
