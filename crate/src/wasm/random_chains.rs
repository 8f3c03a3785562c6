//! Random chains at the boundary.

use wasm_bindgen::prelude::*;

use super::{error::to_js, spec::Spec};
use crate::Error;
use crate::chain::Chain;
use crate::chain::ensemble::{Ensemble, LEAST_DEPTH, Settings};
use crate::network::Cost;

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

/// The distribution of |∂C/∂b₁| / |∂C/∂b_L| over all chains of one depth L; logarithms are
/// decimal.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct DepthSummary {
    /// Neurons in a row.
    #[wasm_bindgen(readonly)]
    pub depth: usize,
    /// Share of ratios below a tenth, including those of 0.
    #[wasm_bindgen(readonly)]
    pub vanishing: f64,
    /// Share of ratios that are neither below nor above.
    #[wasm_bindgen(readonly)]
    pub between: f64,
    /// Share of ratios above ten.
    #[wasm_bindgen(readonly)]
    pub exploding: f64,
    /// Share of ratios that are 0.
    #[wasm_bindgen(readonly)]
    pub zero: f64,
    /// Share of ratios that are at most (¼)^(L−1): a factor of ¼ a layer or less.
    #[wasm_bindgen(readonly)]
    pub quartered: f64,
    /// 5, 25, 50, 75 and 95 % of the logarithm.
    #[wasm_bindgen(readonly)]
    pub quantiles: Vec<f64>,
    /// The mean of the logarithm.
    #[wasm_bindgen(readonly)]
    pub mean: f64,
    /// The first chain with a ratio of 0, or −1.
    #[wasm_bindgen(readonly, js_name = firstZero)]
    pub first_zero: f64,
    /// The first chain that neither vanishes nor explodes, or −1.
    #[wasm_bindgen(readonly, js_name = firstBetween)]
    pub first_between: f64,
    /// The first chain that explodes, or −1.
    #[wasm_bindgen(readonly, js_name = firstExploding)]
    pub first_exploding: f64,
    /// The logarithm where the first bar of the histogram begins.
    #[wasm_bindgen(readonly)]
    pub from: f64,
    /// The width of a bar, in decades.
    #[wasm_bindgen(readonly)]
    pub step: f64,
    /// Chains in each bar.
    #[wasm_bindgen(readonly)]
    pub counts: Vec<u32>,
    /// The first chain of each bar.
    #[wasm_bindgen(readonly)]
    pub examples: Vec<u32>,
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
        Settings::read(&Spec(spec))
            .and_then(Ensemble::new)
            .map(Self)
            .map_err(|error| to_js(&error))
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

    /// A summary of each depth, 2 to 32.
    #[must_use]
    pub fn answer(&self) -> Vec<DepthSummary> {
        let chains = f64::from(self.0.done());
        let summaries = self.0.summaries().iter().enumerate();
        summaries
            .map(|(index, summary)| DepthSummary {
                depth: LEAST_DEPTH + index,
                vanishing: summary.vanishing,
                // From counts of chains: the difference of the shares would be rounded.
                between: ((1.0 - summary.vanishing - summary.exploding) * chains).round()
                    / chains,
                exploding: summary.exploding,
                zero: summary.zero,
                quartered: summary.quartered,
                quantiles: summary.quantiles.to_vec(),
                mean: summary.mean,
                first_zero: summary.first_zero.map_or(-1.0, f64::from),
                first_between: summary.first_between.map_or(-1.0, f64::from),
                first_exploding: summary.first_exploding.map_or(-1.0, f64::from),
                from: summary.bars.from,
                step: summary.bars.step,
                counts: summary.bars.counts.clone(),
                examples: summary.bars.examples.clone(),
            })
            .collect()
    }
}

/// One of the chains.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct RandomChain {
    /// w_1 … w_L.
    #[wasm_bindgen(readonly)]
    pub weights: Vec<f64>,
    /// b_1 … b_L.
    #[wasm_bindgen(readonly)]
    pub biases: Vec<f64>,
    /// log₁₀ of the ratio of its first gradient to its last; NaN where both are 0.
    #[wasm_bindgen(readonly, js_name = log10Ratio)]
    pub log10_ratio: f64,
}

/// The first `neurons` of chain `index`, when it is to answer 1 and is judged by the
/// quadratic cost.
///
/// # Errors
///
/// Code `setting`, the message naming the key.
#[wasm_bindgen(js_name = randomChain)]
pub fn random_chain(
    #[wasm_bindgen(unchecked_param_type = "RandomChainsSpec")] spec: JsValue,
    index: u32,
    neurons: usize,
) -> Result<RandomChain, JsValue> {
    let found = || -> Result<RandomChain, Error> {
        let settings = Settings::read(&Spec(spec))?;
        let (weights, biases) = settings.chain(index, neurons);
        let (input, activation) = (settings.input, settings.activation);
        let chain = Chain::new(weights, biases, input, 1.0, activation, Cost::Quadratic)?;
        let logarithms = chain.readings().log10_dc_db;
        Ok(RandomChain {
            weights: chain.weights().to_vec(),
            biases: chain.biases().to_vec(),
            log10_ratio: logarithms[0] - logarithms[logarithms.len() - 1],
        })
    };
    found().map_err(|error| to_js(&error))
}
