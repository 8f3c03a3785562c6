//! Random chains at the boundary: settings in, one flat array of numbers out.

use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::error::to_js;
use crate::Error;
use crate::chain::Chain;
use crate::chain::ensemble::{Ensemble, Settings};
use crate::network::{Activation, Cost};

#[wasm_bindgen(typescript_custom_section)]
const SPEC: &str = "
/** How random chains are drawn. */
export interface RandomChainsSpec {
  chains: number;
  weightSpread: number;
  biasSpread: number;
  input: number;
  activation: string;
  seed: number;
}
";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawSettings {
    chains: u32,
    weight_spread: f64,
    bias_spread: f64,
    input: f64,
    activation: String,
    seed: u32,
}

fn settings(spec: JsValue) -> Result<Settings, JsValue> {
    let read = || -> Result<Settings, Error> {
        let raw: RawSettings =
            serde_wasm_bindgen::from_value(spec).map_err(|error| Error::Setting {
                key: "spec",
                expected: "a RandomChainsSpec".to_owned(),
                got: error.to_string(),
            })?;
        Ok(Settings {
            chains: raw.chains,
            weight_spread: raw.weight_spread,
            bias_spread: raw.bias_spread,
            input: raw.input,
            activation: Activation::from_name(&raw.activation)?,
            seed: raw.seed,
        })
    };
    read().map_err(|error| to_js(&error))
}

/// The ratios of first to last gradient in many random chains, worked out in slices.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawRandomChains(Ensemble);

#[wasm_bindgen]
impl RawRandomChains {
    /// # Errors
    ///
    /// Code `setting`, the message naming the key.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "RandomChainsSpec")] spec: JsValue,
    ) -> Result<Self, JsValue> {
        let ensemble = Ensemble::new(settings(spec)?);
        ensemble.map(Self).map_err(|error| to_js(&error))
    }

    /// Whether there is an answer.
    #[wasm_bindgen(getter, js_name = isDone)]
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.0.is_done()
    }

    /// Draws about so many chains more, or summarises one depth of them.
    pub fn advance(&mut self, units: u32) {
        self.0.advance(units);
    }

    /// For each depth, 2 to 32, one row after the other: the shares of chains that vanish,
    /// that explode and that have a ratio of 0; five quantiles and the mean of log₁₀ of the
    /// ratio; the first chain with a ratio of 0 (−1 for none); where the first bar of the
    /// histogram begins, the width of a bar, the number of bars; then the count of each bar,
    /// then the first chain of each.
    #[must_use]
    pub fn answer(&self) -> Vec<f64> {
        let mut flat = Vec::new();
        for summary in self.0.summaries() {
            let bars = &summary.bars;
            flat.extend([summary.vanishing, summary.exploding, summary.zero]);
            flat.extend(summary.quantiles);
            flat.extend([
                summary.mean,
                summary.first_zero.map_or(-1.0, f64::from),
                bars.from,
                bars.step,
                bars.counts.len() as f64,
            ]);
            flat.extend(bars.counts.iter().copied().map(f64::from));
            flat.extend(bars.examples.iter().copied().map(f64::from));
        }
        flat
    }
}

/// Chain `index` of those settings: its first `neurons` weights, then as many biases, then
/// log₁₀ of the ratio of its first gradient to its last, when it is to answer 1 and is
/// judged by the quadratic cost (NaN where both are 0).
///
/// # Errors
///
/// Code `setting`, the message naming the key.
#[wasm_bindgen(js_name = randomChain)]
pub fn random_chain(
    #[wasm_bindgen(unchecked_param_type = "RandomChainsSpec")] spec: JsValue,
    index: u32,
    neurons: usize,
) -> Result<Vec<f64>, JsValue> {
    let settings = settings(spec)?;
    let (weights, biases) = settings.chain(index, neurons);
    let mut flat = [weights.as_slice(), &biases].concat();
    let (input, activation) = (settings.input, settings.activation);
    let chain = Chain::new(weights, biases, input, 1.0, activation, Cost::Quadratic)
        .map_err(|error| to_js(&error))?;
    let logarithms = chain.readings().log10_dc_db;
    flat.push(logarithms[0] - logarithms[logarithms.len() - 1]);
    Ok(flat)
}
