//! Plain objects of JavaScript: read key by key, and made.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use crate::Error;

/// A plain object to be read. Every error names the key, what was expected there, and the
/// type of what came.
pub(super) struct Fields<'a>(&'a JsValue);

impl<'a> Fields<'a> {
    /// Of `value`, which errors call `key`.
    ///
    /// # Errors
    ///
    /// `setting` when it is no object.
    pub(super) fn of(value: &'a JsValue, key: &'static str) -> Result<Self, Error> {
        if value.is_object() {
            return Ok(Self(value));
        }
        Err(refused(key, "an object", value))
    }

    /// What is at `key`; undefined where nothing is.
    pub(super) fn value(&self, key: &str) -> JsValue {
        // Only the getter of some other object could throw.
        Reflect::get(self.0, &key.into()).unwrap_or(JsValue::UNDEFINED)
    }

    /// The number at `key`.
    pub(super) fn number(&self, key: &'static str) -> Result<f64, Error> {
        number(key, &self.value(key))
    }

    /// The text at `key`.
    pub(super) fn text(&self, key: &'static str) -> Result<String, Error> {
        let value = self.value(key);
        value.as_string().ok_or_else(|| refused(key, "a text", &value))
    }

    /// The numbers at `key`.
    pub(super) fn numbers(&self, key: &'static str) -> Result<Vec<f64>, Error> {
        self.list(key, |value| number(key, value))
    }

    /// What `read` makes of each value of the array at `key`.
    pub(super) fn list<T>(
        &self,
        key: &'static str,
        read: impl Fn(&JsValue) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let value = self.value(key);
        if !Array::is_array(&value) {
            return Err(refused(key, "an array", &value));
        }
        Array::from(&value).iter().map(|item| read(&item)).collect()
    }
}

fn number(key: &'static str, value: &JsValue) -> Result<f64, Error> {
    value.as_f64().ok_or_else(|| refused(key, "a number", value))
}

fn refused(key: &'static str, expected: &str, value: &JsValue) -> Error {
    let got = value.js_typeof().as_string().unwrap_or_default();
    Error::Setting { key, expected: expected.to_owned(), got }
}

/// An object with these keys.
#[cfg(feature = "training")]
pub(super) fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (key, value) in entries {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}
