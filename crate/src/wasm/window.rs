//! The exploding window at the boundary.

use wasm_bindgen::prelude::*;

use super::error::to_js;
use crate::Error;
use crate::chain::window::{
    GREATEST_WIDTH, Neuron, WIDEST_WEIGHT, centring_bias, size_of_width, width,
};
use crate::declaration::settings::window;

/// Where |wσ′(wa+b)| is at least 1, and how large it is; what there is not is undefined.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct WindowNumbers {
    /// z₊; none below |w| = 4.
    #[wasm_bindgen(readonly)]
    pub reach: Option<f64>,
    /// −b/w; none for w = 0.
    #[wasm_bindgen(readonly)]
    pub centre: Option<f64>,
    /// Where the window begins.
    #[wasm_bindgen(readonly)]
    pub from: Option<f64>,
    /// Where it ends.
    #[wasm_bindgen(readonly)]
    pub to: Option<f64>,
    /// Its width; 0 where there is none.
    #[wasm_bindgen(readonly)]
    pub width: f64,
    /// Where its part inside \[0, 1\] begins.
    #[wasm_bindgen(readonly, js_name = insideFrom)]
    pub inside_from: Option<f64>,
    /// Where that ends.
    #[wasm_bindgen(readonly, js_name = insideTo)]
    pub inside_to: Option<f64>,
    /// The width of that part; 0 where there is none.
    #[wasm_bindgen(readonly, js_name = insideWidth)]
    pub inside_width: f64,
    /// The factor at a = 0.
    #[wasm_bindgen(readonly, js_name = factorAtZero)]
    pub factor_at_zero: f64,
    /// At a = ½.
    #[wasm_bindgen(readonly, js_name = factorAtHalf)]
    pub factor_at_half: f64,
    /// At a = 1.
    #[wasm_bindgen(readonly, js_name = factorAtOne)]
    pub factor_at_one: f64,
    /// The greatest for a in \[0, 1\].
    #[wasm_bindgen(readonly, js_name = greatestInside)]
    pub greatest_inside: f64,
    /// log₁₀ of that, also where it underflows; −∞ only for w = 0.
    #[wasm_bindgen(readonly, js_name = log10GreatestInside)]
    pub log10_greatest_inside: f64,
    /// |w| of the widest window of all.
    #[wasm_bindgen(readonly, js_name = widestWeight)]
    pub widest_weight: f64,
    /// The width of that one.
    #[wasm_bindgen(readonly, js_name = widestWidth)]
    pub widest_width: f64,
}

/// The window of a neuron.
///
/// # Errors
///
/// Code `setting` when a parameter is out of its range.
#[wasm_bindgen(js_name = explodingWindow)]
pub fn exploding_window(weight: f64, bias: f64) -> Result<WindowNumbers, JsValue> {
    let checked = || -> Result<Neuron, Error> {
        Neuron::new(window::WEIGHT.check(weight)?, window::BIAS.check(bias)?)
    };
    let neuron = checked().map_err(|error| to_js(&error))?;
    let window = neuron.window();
    let inside = window.and_then(|window| window.inside);
    Ok(WindowNumbers {
        reach: window.map(|window| window.reach),
        centre: (weight != 0.0).then(|| neuron.centre()),
        from: window.map(|window| window.whole.from),
        to: window.map(|window| window.whole.to),
        width: window.map_or(0.0, |window| window.width),
        inside_from: inside.map(|inside| inside.from),
        inside_to: inside.map(|inside| inside.to),
        inside_width: inside.map_or(0.0, |inside| inside.to - inside.from),
        factor_at_zero: neuron.factor(0.0),
        factor_at_half: neuron.factor(0.5),
        factor_at_one: neuron.factor(1.0),
        greatest_inside: neuron.factor(neuron.best_inside()),
        log10_greatest_inside: neuron.log10_factor(neuron.best_inside()),
        widest_weight: WIDEST_WEIGHT,
        widest_width: GREATEST_WIDTH,
    })
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

/// The |w| of the widest window.
#[wasm_bindgen(js_name = widestWeight)]
#[must_use]
pub fn widest_weight() -> f64 {
    WIDEST_WEIGHT
}

/// The |w| of a window of this width: of the two that have it the one below that of the widest
/// window, or with `is_beyond` the one above.
#[wasm_bindgen(js_name = sizeOfWidth)]
#[must_use]
pub fn size_of(width: f64, is_beyond: bool) -> f64 {
    size_of_width(width, is_beyond)
}

/// The bias that puts the middle of the window at this activation.
#[wasm_bindgen(js_name = centringBias)]
#[must_use]
pub fn centring_bias_at(weight: f64, activation: f64) -> f64 {
    centring_bias(weight, activation)
}
