//! The chain at the boundary.

use wasm_bindgen::prelude::*;

use super::{error::to_js, spec::Spec};
use crate::chain::{Chain, Difference};
use crate::declaration::{Choice, settings::chain};

#[wasm_bindgen(typescript_custom_section)]
const SPEC: &str = "
/** The state of `gradient-chain`: a number for each neuron, and what all share. */
export interface ChainSpec {
  weights: readonly number[];
  biases: readonly number[];
  input: number;
  target: number;
  activation: string;
  cost: string;
}
";

fn read(spec: JsValue) -> Result<Chain, JsValue> {
    Chain::read(&Spec(spec)).map_err(|error| to_js(&error))
}

/// What a figure shows of a chain with n neurons: index 0 is the first hidden neuron, the
/// last is the output.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct ChainNumbers {
    /// The readings of the element.
    #[wasm_bindgen(readonly)]
    pub readings: ChainReadings,
    /// ∂C/∂a_j, the running product from the cost back; n numbers.
    #[wasm_bindgen(readonly)]
    pub running: Vec<f64>,
    /// The largest slope that the activation has, or approaches.
    #[wasm_bindgen(readonly)]
    pub steepest: f64,
    /// Decimal logarithms, also of what left the range of floats.
    #[wasm_bindgen(readonly)]
    pub log10: ChainLogarithms,
    /// What happened to the gradient, and which factor is the cause.
    #[wasm_bindgen(readonly)]
    pub attribution: ChainAttribution,
}

/// The readings of `gradient-chain`.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct ChainReadings {
    /// Weighted inputs z_j; n numbers.
    #[wasm_bindgen(readonly)]
    pub z: Vec<f64>,
    /// Activations a_j; n numbers.
    #[wasm_bindgen(readonly)]
    pub a: Vec<f64>,
    /// Slopes σ′(z_j); n numbers.
    #[wasm_bindgen(readonly, js_name = sigmaPrime)]
    pub sigma_prime: Vec<f64>,
    /// Factors w_jσ′(z_j); n numbers.
    #[wasm_bindgen(readonly)]
    pub factors: Vec<f64>,
    /// ∂C/∂b_j; n numbers.
    #[wasm_bindgen(readonly, js_name = dCdb)]
    pub dc_db: Vec<f64>,
    /// ∂C/∂a at the output.
    #[wasm_bindgen(readonly, js_name = dCda)]
    pub dc_da: f64,
    /// The product of the chapter, ∂C/∂b_1.
    #[wasm_bindgen(readonly)]
    pub product: f64,
    /// The cost C.
    #[wasm_bindgen(readonly)]
    pub cost: f64,
}

/// log₁₀ of sizes; −∞ only for a true 0.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct ChainLogarithms {
    /// Of |∂C/∂b_j|; n numbers.
    #[wasm_bindgen(readonly, js_name = dCdb)]
    pub dc_db: Vec<f64>,
    /// Of |∂C/∂a_j|; n numbers.
    #[wasm_bindgen(readonly)]
    pub running: Vec<f64>,
    /// Of |w_jσ′(z_j)|; n numbers.
    #[wasm_bindgen(readonly)]
    pub factors: Vec<f64>,
    /// Of σ′(z_j); n numbers.
    #[wasm_bindgen(readonly, js_name = sigmaPrime)]
    pub sigma_prime: Vec<f64>,
}

/// Why ∂C/∂b_1 differs from ∂C/∂b_L: which of the factors w_jσ′(z_{j−1}), j = 2 … L, is the cause.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct ChainAttribution {
    /// `single`, `zero`, `vanishing`, `between` or `exploding`.
    #[wasm_bindgen(readonly)]
    pub outcome: String,
    /// log₁₀ of |∂C/∂b_1| / |∂C/∂b_L|.
    #[wasm_bindgen(readonly, js_name = log10Ratio)]
    pub log10_ratio: f64,
    /// The j of the factor; 0 for none.
    #[wasm_bindgen(readonly)]
    pub factor: usize,
    /// Its value; NaN for none.
    #[wasm_bindgen(readonly)]
    pub value: f64,
    /// log₁₀ of its size, also where that left the range of floats.
    #[wasm_bindgen(readonly)]
    pub log10: f64,
    /// `weight`, `saturation` or `ceiling`; empty for none.
    #[wasm_bindgen(readonly)]
    pub cause: String,
    /// The neuron whose weight or slope that is, from 1; 0 for none.
    #[wasm_bindgen(readonly)]
    pub neuron: usize,
    /// What makes both gradients small, `output-slope` or `output-error`; empty for neither.
    #[wasm_bindgen(readonly)]
    pub shared: String,
    /// The first neuron from the cost whose gradient left the range of normal floats; 0 for
    /// none.
    #[wasm_bindgen(readonly, js_name = leftRange)]
    pub left_range: usize,
}

/// Everything that the figure shows of a chain.
///
/// # Errors
///
/// Code `setting`, the message naming the key.
#[wasm_bindgen(js_name = chainNumbers)]
pub fn chain_numbers(
    #[wasm_bindgen(unchecked_param_type = "ChainSpec")] spec: JsValue,
) -> Result<ChainNumbers, JsValue> {
    let chain = read(spec)?;
    let readings = chain.readings();
    let found = chain.attribution(&readings);
    let blamed =
        chain.log10_factors_between(&readings).find(|(j, _)| Some(*j) == found.factor);
    Ok(ChainNumbers {
        steepest: chain.activation().steepest(),
        attribution: ChainAttribution {
            outcome: <&str>::from(found.outcome).to_owned(),
            log10_ratio: found.log10_ratio,
            factor: found.factor.unwrap_or(0),
            value: found.factor.map_or(f64::NAN, |j| chain.factor_between(&readings, j)),
            log10: blamed.map_or(f64::NAN, |(_, log10)| log10),
            cause: found.cause.map_or("", <&str>::from).to_owned(),
            neuron: found.neuron.unwrap_or(0),
            shared: found.shared.map_or("", <&str>::from).to_owned(),
            left_range: found.left_range.unwrap_or(0),
        },
        log10: ChainLogarithms {
            dc_db: readings.log10_dc_db,
            running: readings.log10_dc_da,
            factors: readings.log10_factors,
            sigma_prime: readings.log10_sigma_prime,
        },
        readings: ChainReadings {
            z: readings.z,
            a: readings.a,
            sigma_prime: readings.sigma_prime,
            factors: readings.factors,
            dc_db: readings.dc_db,
            dc_da: readings.dc_da[chain.neurons() - 1],
            product: readings.product,
            cost: readings.cost,
        },
        running: readings.dc_da,
    })
}

/// A central difference of the cost.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct CentralDifference {
    /// The estimate of ∂C/∂b_j.
    #[wasm_bindgen(readonly)]
    pub value: f64,
    /// How far off it may be; ∞ where no step resolves the derivative.
    #[wasm_bindgen(readonly)]
    pub error: f64,
}

/// A central difference for the bias of each neuron.
///
/// # Errors
///
/// Code `setting`, the message naming the key.
#[wasm_bindgen(js_name = chainGradientCheck)]
pub fn chain_gradient_check(
    #[wasm_bindgen(unchecked_param_type = "ChainSpec")] spec: JsValue,
) -> Result<Vec<CentralDifference>, JsValue> {
    let checked = read(spec)?.gradient_check().into_iter();
    let row =
        |found: Difference| CentralDifference { value: found.value, error: found.error };
    Ok(checked.map(row).collect())
}

/// The state of `gradient-chain` for a chain with a name.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct ChainState {
    /// w_1 … w_L.
    #[wasm_bindgen(readonly)]
    pub weights: Vec<f64>,
    /// b_1 … b_L.
    #[wasm_bindgen(readonly)]
    pub biases: Vec<f64>,
    /// a_0.
    #[wasm_bindgen(readonly)]
    pub input: f64,
    /// y.
    #[wasm_bindgen(readonly)]
    pub target: f64,
    /// Of every neuron.
    #[wasm_bindgen(readonly)]
    pub activation: String,
    /// C.
    #[wasm_bindgen(readonly)]
    pub cost: String,
}

/// The chain of that name. `neurons` is for those that can have any length, `seed` for the
/// one that is drawn.
///
/// # Errors
///
/// Code `setting` when there is no preset of that name.
#[wasm_bindgen(js_name = chainPreset)]
pub fn chain_preset(
    name: &str,
    neurons: usize,
    seed: u32,
) -> Result<ChainState, JsValue> {
    let preset = chain::PRESET.named(name).map_err(|error| to_js(&error))?;
    let chain = preset.chain(neurons, seed);
    Ok(ChainState {
        weights: chain.weights().to_vec(),
        biases: chain.biases().to_vec(),
        input: chain.input(),
        target: chain.target(),
        activation: chain.activation().name().to_owned(),
        cost: chain.cost().name().to_owned(),
    })
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
    let activation =
        chain::ACTIVATION.named(activation).map_err(|error| to_js(&error))?;
    let last = count.saturating_sub(1).max(1) as f64;
    Ok((0..count)
        .map(|point| from + (to - from) * (point as f64 / last))
        .map(|z| activation.value_and_derivative(z))
        .flat_map(<[f64; 2]>::from)
        .collect())
}
