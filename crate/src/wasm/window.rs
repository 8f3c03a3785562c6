//! The exploding window at the boundary: numbers in, flat arrays of numbers out.

use wasm_bindgen::prelude::*;

use super::error::to_js;
use crate::chain::window::{GREATEST_WIDTH, Neuron, WIDEST_WEIGHT, centring_bias, width};

/// Where |wσ′(wa+b)| is at least 1, and how large it is: z₊, the ends of the window, its
/// width, the ends of its part inside \[0, 1\], that part's width; the centre −b/w; the factor
/// at a = 0, ½ and 1, and the greatest for a in \[0, 1\]. 12 numbers, NaN for what there is not;
/// a width is then 0.
///
/// # Errors
///
/// Code `setting` when a parameter is not finite.
#[wasm_bindgen(js_name = explodingWindow)]
pub fn exploding_window(weight: f64, bias: f64) -> Result<Vec<f64>, JsValue> {
    let neuron = Neuron::new(weight, bias).map_err(|error| to_js(&error))?;
    let window = neuron.window();
    let inside = window.and_then(|window| window.inside);
    let or_nan = |number: Option<f64>| number.unwrap_or(f64::NAN);
    Ok(vec![
        or_nan(window.map(|window| window.reach)),
        or_nan(window.map(|window| window.whole.from)),
        or_nan(window.map(|window| window.whole.to)),
        window.map_or(0.0, |window| window.width),
        or_nan(inside.map(|inside| inside.from)),
        or_nan(inside.map(|inside| inside.to)),
        inside.map_or(0.0, |inside| inside.to - inside.from),
        neuron.centre(),
        neuron.factor(0.0),
        neuron.factor(0.5),
        neuron.factor(1.0),
        neuron.greatest_inside(),
    ])
}

/// |wσ′(wa+b)| at each of these a.
///
/// # Errors
///
/// Code `setting` when a parameter is not finite.
#[wasm_bindgen(js_name = factorCurve)]
pub fn factor_curve(
    weight: f64,
    bias: f64,
    mut activations: Vec<f64>,
) -> Result<Vec<f64>, JsValue> {
    let neuron = Neuron::new(weight, bias).map_err(|error| to_js(&error))?;
    for a in &mut activations {
        *a = neuron.factor(*a);
    }
    Ok(activations)
}

/// The width of the window of each of these |w|; 0 where there is none.
#[wasm_bindgen(js_name = windowWidths)]
#[must_use]
pub fn window_widths(mut sizes: Vec<f64>) -> Vec<f64> {
    for size in &mut sizes {
        *size = width(*size).unwrap_or(0.0);
    }
    sizes
}

/// The |w| of the widest window, and its width.
#[wasm_bindgen(js_name = widestWindow)]
#[must_use]
pub fn widest_window() -> Vec<f64> {
    vec![WIDEST_WEIGHT, GREATEST_WIDTH]
}

/// The bias that puts the middle of the window at this activation.
#[wasm_bindgen(js_name = centringBias)]
#[must_use]
pub fn centring_bias_at(weight: f64, activation: f64) -> f64 {
    centring_bias(weight, activation)
}
