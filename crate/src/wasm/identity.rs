//! The neuron that answers its input, at the boundary.

use wasm_bindgen::prelude::*;

use super::{error::to_js, spec::identity_of};
use crate::chain::identity::{BEST_LITERAL, LEAST_LITERAL, MIDDLE};

/// How far w₂σ(w₁x+b) is from x on \[0, 1\].
#[wasm_bindgen]
#[derive(Debug, Clone, Copy)]
pub struct IdentityNumbers {
    /// What is added to it: 0, or what makes it ½ at x = ½.
    #[wasm_bindgen(readonly)]
    pub offset: f64,
    /// The largest error.
    #[wasm_bindgen(readonly, js_name = largestError)]
    pub largest_error: f64,
    /// The x where it is.
    #[wasm_bindgen(readonly, js_name = largestErrorAt)]
    pub largest_error_at: f64,
    /// The error at x = 0: the answer less x.
    #[wasm_bindgen(readonly, js_name = errorAtZero)]
    pub error_at_zero: f64,
    /// At x = ½.
    #[wasm_bindgen(readonly, js_name = errorAtHalf)]
    pub error_at_half: f64,
    /// At x = 1.
    #[wasm_bindgen(readonly, js_name = errorAtOne)]
    pub error_at_one: f64,
    /// The slope at x = ½.
    #[wasm_bindgen(readonly, js_name = slopeAtHalf)]
    pub slope_at_half: f64,
    /// w₁²/96, the leading term of the largest error by the hint.
    #[wasm_bindgen(readonly, js_name = leadingTerm)]
    pub leading_term: f64,
    /// The least largest error without an offset.
    #[wasm_bindgen(readonly, js_name = leastLiteral)]
    pub least_literal: f64,
    /// The w₁ that has it.
    #[wasm_bindgen(readonly, js_name = bestLiteral)]
    pub best_literal: f64,
}

/// The error of such a neuron.
///
/// # Errors
///
/// Code `setting` when a parameter is out of its range.
#[wasm_bindgen(js_name = identityNeuron)]
pub fn identity_neuron(
    weight_in: f64,
    bias: f64,
    weight_out: f64,
    is_absorbed: bool,
) -> Result<IdentityNumbers, JsValue> {
    let neuron = identity_of(weight_in, bias, weight_out, is_absorbed)
        .map_err(|error| to_js(&error))?;
    let worst = neuron.worst();
    Ok(IdentityNumbers {
        offset: neuron.offset(),
        largest_error: worst.error.abs(),
        largest_error_at: worst.at,
        error_at_zero: neuron.answer(0.0),
        error_at_half: neuron.answer(MIDDLE) - MIDDLE,
        error_at_one: neuron.answer(1.0) - 1.0,
        slope_at_half: neuron.slope(MIDDLE),
        leading_term: weight_in * weight_in / 96.0,
        least_literal: LEAST_LITERAL,
        best_literal: BEST_LITERAL,
    })
}

/// The answers to each of these x.
///
/// # Errors
///
/// Code `setting` when a parameter is out of its range.
#[wasm_bindgen(js_name = identityCurve)]
pub fn identity_curve(
    weight_in: f64,
    bias: f64,
    weight_out: f64,
    is_absorbed: bool,
    mut inputs: Vec<f64>,
) -> Result<Vec<f64>, JsValue> {
    let neuron = identity_of(weight_in, bias, weight_out, is_absorbed)
        .map_err(|error| to_js(&error))?;
    for x in &mut inputs {
        *x = neuron.answer(*x);
    }
    Ok(inputs)
}
