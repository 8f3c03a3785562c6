//! A picture as a file, which is a part of the core of its own.

use wasm_bindgen::prelude::*;

use super::{contents::Contents, look::Look};
use crate::{Error, plot::lines_svg, wasm::error::to_js};

/// The picture of these settings and contents, with its labels, as one SVG file.
///
/// # Errors
///
/// `setting` or `shape` for what `OldRawPlot` would not take; `drawing`, with the backend's words.
#[wasm_bindgen(js_name = plotSvg)]
pub fn plot_svg(
    #[wasm_bindgen(unchecked_param_type = "PlotSettings")] settings: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "PlotContents")] contents: &JsValue,
) -> Result<String, JsValue> {
    draw(settings, contents).map_err(|error| to_js(&error))
}

fn draw(settings: &JsValue, contents: &JsValue) -> Result<String, Error> {
    let look = Look::read(settings)?;
    let contents = Contents::read(contents, look.styles.len())?;
    lines_svg(&contents.picture(&look))
}
