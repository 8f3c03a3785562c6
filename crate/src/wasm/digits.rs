//! The digits as JavaScript holds them.

use wasm_bindgen::prelude::*;

use super::error::to_js;
use crate::{
    Error,
    data::{Digits, Set, Side, write_pixels},
};

/// The training and the validation images; filled part by part, or from IDX files.
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

    /// The digit, 0 to 9, that training image `index` shows.
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

/// For readers who bring MNIST's own files.
#[cfg(feature = "idx")]
#[wasm_bindgen]
impl RawDigits {
    /// MNIST's own files, plain or in gzip, divided as in the chapter: the first 50,000 of
    /// the 60,000 training images train, the last 10,000 validate. The test files come as a
    /// pair or not at all.
    #[wasm_bindgen(js_name = fromIdx)]
    pub fn from_idx(
        training_images: &[u8],
        training_labels: &[u8],
        test_images: Option<Box<[u8]>>,
        test_labels: Option<Box<[u8]>>,
    ) -> Result<Self, JsValue> {
        let test = match (&test_images, &test_labels) {
            (Some(images), Some(labels)) => Some((&**images, &**labels)),
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => {
                return Err(to_js(&Error::Data {
                    place: "test".to_owned(),
                    expected: "an images file and a labels file, or neither".to_owned(),
                    got: "one of the two".to_owned(),
                }));
            }
        };
        crate::data::idx::read_chapter((training_images, training_labels), test)
            .map(Self)
            .map_err(|error| to_js(&error))
    }

    /// How many images are kept for the end; 0 except after `fromIdx` with test files.
    #[wasm_bindgen(getter, js_name = testCount)]
    pub fn test_count(&self) -> usize {
        self.0.test.len()
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
