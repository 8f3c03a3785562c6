//! The chain at the boundary: numbers in, one flat array of numbers out.

use wasm_bindgen::prelude::*;

use super::error::to_js;
use crate::Error;
use crate::chain::{Chain, Preset};
use crate::network::{Activation, Cost};

fn chain(
    weights: Vec<f64>,
    biases: Vec<f64>,
    input: f64,
    target: f64,
    activation: &str,
    cost: &str,
) -> Result<Chain, JsValue> {
    let checked = || {
        let (activation, cost) =
            (Activation::from_name(activation)?, Cost::from_name(cost)?);
        Chain::new(weights, biases, input, target, activation, cost)
    };
    checked().map_err(|error| to_js(&error))
}

/// All that the figure shows of a chain with n neurons, one list after the other:
/// z\[n\], a\[n\], sigmaPrime\[n\], factors\[n\], dCdb\[n\], dCda, product, cost, and then
/// running\[n\] (∂C/∂a_j), the decimal logarithms of |dCdb|, |running|, |factors| and sigmaPrime
/// (n each), and five numbers of attribution: outcome, log₁₀ of the ratio of the first gradient to
/// the last, neuron (1 … n), cause, and the neuron where the range of 64-bit floats was left
/// (0 for none). 10n + 8 numbers in all.
///
/// # Errors
///
/// Code `setting`, the message naming the key.
#[wasm_bindgen(js_name = chainReadings)]
pub fn chain_readings(
    weights: Vec<f64>,
    biases: Vec<f64>,
    input: f64,
    target: f64,
    activation: &str,
    cost: &str,
) -> Result<Vec<f64>, JsValue> {
    let chain = chain(weights, biases, input, target, activation, cost)?;
    let readings = chain.readings();
    let found = chain.attribution(&readings);
    let neurons = chain.neurons();
    let mut flat = Vec::with_capacity(10 * neurons + 8);
    for list in [
        &readings.z,
        &readings.a,
        &readings.sigma_prime,
        &readings.factors,
        &readings.dc_db,
    ] {
        flat.extend_from_slice(list);
    }
    flat.extend([readings.dc_da[neurons - 1], readings.product, readings.cost]);
    for list in [
        &readings.dc_da,
        &readings.log10_dc_db,
        &readings.log10_dc_da,
        &readings.log10_factors,
        &readings.log10_sigma_prime,
    ] {
        flat.extend_from_slice(list);
    }
    flat.extend([
        f64::from(found.outcome as u8),
        found.log10_ratio,
        found.neuron as f64,
        f64::from(found.cause as u8),
        found.left_range.unwrap_or(0) as f64,
    ]);
    Ok(flat)
}

/// n central differences of the cost with respect to the biases, then n bounds on their
/// errors (∞ where no step resolves the derivative).
///
/// # Errors
///
/// Code `setting`, the message naming the key.
#[wasm_bindgen(js_name = chainGradientCheck)]
pub fn chain_gradient_check(
    weights: Vec<f64>,
    biases: Vec<f64>,
    input: f64,
    target: f64,
    activation: &str,
    cost: &str,
) -> Result<Vec<f64>, JsValue> {
    let chain = chain(weights, biases, input, target, activation, cost)?;
    let differences = chain.gradient_check();
    let values = differences.iter().map(|difference| difference.value);
    let errors = differences.iter().map(|difference| difference.error);
    Ok(values.chain(errors).collect())
}

/// The named preset as weights\[n\], biases\[n\], input, target; sigmoid, quadratic cost.
///
/// # Errors
///
/// Code `setting` when there is no preset of that name.
#[wasm_bindgen(js_name = chainPreset)]
pub fn chain_preset(name: &str, neurons: usize, seed: u32) -> Result<Vec<f64>, JsValue> {
    let preset = Preset::named(name, seed).ok_or_else(|| {
        to_js(&Error::Setting {
            key: "preset",
            expected: "vanishing, saturated, exploding or normal".to_owned(),
            got: name.to_owned(),
        })
    })?;
    let chain = preset.chain(neurons);
    let mut flat = [chain.weights(), chain.biases()].concat();
    flat.extend([chain.input(), chain.target()]);
    Ok(flat)
}

/// `count` pairs of σ(z) and σ′(z), z going evenly from `from` to `to`.
///
/// # Errors
///
/// Code `setting` when there is no activation of that name.
#[wasm_bindgen(js_name = activationCurve)]
pub fn activation_curve(
    activation: &str,
    from: f64,
    to: f64,
    count: usize,
) -> Result<Vec<f64>, JsValue> {
    let activation = Activation::from_name(activation).map_err(|error| to_js(&error))?;
    let last = count.saturating_sub(1).max(1) as f64;
    Ok((0..count)
        .map(|point| from + (to - from) * (point as f64 / last))
        .map(|z| activation.value_and_derivative(z))
        .flat_map(<[f64; 2]>::from)
        .collect())
}
