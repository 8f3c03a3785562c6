//! The digits as JavaScript holds them.

use wasm_bindgen::prelude::*;

use super::error::to_js;
use crate::{
    Error,
    data::{Digits, Set, Side, write_pixels},
};

/// The training and the validation images; filled part by part, or a reader's own.
///
/// Errors are `CoreError`s of code `data`, or `setting` for a side or an index.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct RawDigits(pub(crate) Digits);

#[wasm_bindgen]
impl RawDigits {
    /// No digits yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next part of a digits file, as `www/core/digits.js` gives it: decompressed
    /// behind its header. After an error the digits are as before.
    #[wasm_bindgen(js_name = appendPart)]
    pub fn append_part(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.0.append_inflated(bytes).map_err(|error| to_js(&error))
    }

    /// How many images there are to train on.
    #[wasm_bindgen(getter, js_name = trainingCount)]
    pub fn training_count(&self) -> usize {
        self.0.training.len()
    }

    /// How many images there are to validate on.
    #[wasm_bindgen(getter, js_name = validationCount)]
    pub fn validation_count(&self) -> usize {
        self.0.validation.len()
    }

    /// The class, of a digit 0 to 9, that training image `index` shows.
    #[wasm_bindgen(js_name = trainingLabel)]
    pub fn training_label(&self, index: usize) -> Result<u8, JsValue> {
        Ok(self.0.training.label(checked(&self.0.training, index)?))
    }

    /// The pixel values of training image `index`, `side` (28, 14 or 7) a side, row by row:
    /// byte/256 or the exact mean of it over squares.
    #[wasm_bindgen(js_name = trainingPixels)]
    pub fn training_pixels(
        &self,
        index: usize,
        side: u32,
    ) -> Result<Box<[f32]>, JsValue> {
        let side = Side::try_from(f64::from(side)).map_err(|error| to_js(&error))?;
        let index = checked(&self.0.training, index)?;
        let mut values = vec![0.0; side.pixels()];
        write_pixels(self.0.training.image(index), side, &mut values);
        Ok(values.into_boxed_slice())
    }
}

/// For readers who compare what they draw.
#[cfg(feature = "training")]
#[wasm_bindgen]
impl RawDigits {
    /// The 784 bytes of validation image `index`, row by row, 0 for no ink.
    #[wasm_bindgen(js_name = validationImage)]
    pub fn validation_image(&self, index: usize) -> Result<Vec<u8>, JsValue> {
        let set = &self.0.validation;
        Ok(set.image(checked(set, index)?).to_vec())
    }

    /// The digit that it shows.
    #[wasm_bindgen(js_name = validationLabel)]
    pub fn validation_label(&self, index: usize) -> Result<u8, JsValue> {
        let set = &self.0.validation;
        Ok(set.label(checked(set, index)?))
    }
}

/// For readers who bring files of their own.
#[cfg(feature = "training")]
#[wasm_bindgen]
impl RawDigits {
    /// Takes images of so many classes, with the class of each from 0, in the place of those to
    /// train on, or of those to validate on.
    #[wasm_bindgen(js_name = takeSet)]
    pub fn take_set(
        &mut self,
        validates: bool,
        classes: usize,
        images: Vec<u8>,
        labels: Vec<u8>,
    ) -> Result<(), JsValue> {
        let set =
            Set::of_classes(classes, images, labels).map_err(|error| to_js(&error))?;
        self.0.classes = classes;
        if validates {
            self.0.validation = set;
        } else {
            self.0.training = set;
        }
        Ok(())
    }
}

/// `index`, if `set` has such an image: a panic would end the whole module.
fn checked(set: &Set, index: usize) -> Result<usize, JsValue> {
    if index < set.len() {
        return Ok(index);
    }
    Err(to_js(&Error::Setting {
        key: "index",
        expected: format!("an image below {}", set.len()),
        got: index.to_string(),
    }))
}
