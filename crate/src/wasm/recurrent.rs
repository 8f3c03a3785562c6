//! Recurrent networks at the boundary.

use js_sys::Float64Array;
use wasm_bindgen::prelude::*;

use super::{error::to_js, spec::Spec};
use crate::{
    Error,
    declaration::{Source, settings::recurrent},
    maths, measures,
    recurrent::{Clipping, Memory, Row, Setup},
};

#[wasm_bindgen(typescript_custom_section)]
const SPEC: &str = "
/** How a recurrent network is drawn. */
export interface RecurrentSpec {
  cell: string;
  radius: number;
  forgetBias: number;
  updateBias: number;
  length: number;
  width: number;
  input: number;
  /** Of the network, or of the first of several. */
  seed: number;
}

export interface GradientThroughTimeSpec extends RecurrentSpec {
  /** How many seeds, from `seed` on. */
  seeds: number;
}

export interface MemoryRunSpec extends RecurrentSpec {
  rate: number;
  clipping: string;
  /** Rows to train for. */
  rows: number;
  /** Steps that were made before. */
  from: number;
  /** What they gave; empty for a network that has not begun. */
  parameters: Float64Array;
}
";

/// About how many multiplications make a unit of work: some microseconds.
const UNIT: usize = 10_000;

/// The quantiles of a column, the least first.
const LEVELS: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

fn read_seed(spec: &Spec) -> Result<u32, Error> {
    Ok(recurrent::SEED.read_whole(spec)? as u32)
}

fn log10_all(norms: &[f64]) -> Vec<f64> {
    norms.iter().map(|&norm| maths::log10(norm)).collect()
}

/// log₁₀‖∂L/∂h_0‖ … log₁₀‖∂L/∂h_T‖.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct GradientThroughTime {
    /// Of the first seed; T + 1 numbers.
    #[wasm_bindgen(readonly)]
    pub one: Vec<f64>,
    /// 5, 25, 50, 75 and 95 % over the seeds; five numbers for each of the T + 1 steps.
    #[wasm_bindgen(readonly)]
    pub quantiles: Vec<f64>,
    /// For how many seeds ‖∂L/∂h_1‖ is less than a tenth of ‖∂L/∂h_T‖, neither, and more than
    /// ten times as much.
    #[wasm_bindgen(readonly)]
    pub fates: Vec<u32>,
}

/// The gradient of untrained networks at every step, over seeds, worked out in slices.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawGradientThroughTime {
    setup: Setup,
    seed: u32,
    seeds: usize,
    /// Of each seed so far.
    rows: Vec<f64>,
}

#[wasm_bindgen]
impl RawGradientThroughTime {
    /// # Errors
    ///
    /// Code `setting`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "GradientThroughTimeSpec")] spec: JsValue,
    ) -> Result<Self, JsValue> {
        let read = || -> Result<Self, Error> {
            let spec = Spec(spec);
            Ok(Self {
                setup: Setup::read(&spec)?,
                seed: read_seed(&spec)?,
                seeds: recurrent::SEEDS.read_whole(&spec)?,
                rows: vec![],
            })
        };
        read().map_err(|error| to_js(&error))
    }

    /// Whether there is an answer.
    #[wasm_bindgen(getter, js_name = isDone)]
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.rows.len() == self.seeds * (self.setup.length + 1)
    }

    /// Draws and measures as many networks as there are units for, and one at least.
    pub fn advance(&mut self, units: u32) {
        let networks = (units as usize * UNIT / self.setup.drawing_cost()).max(1);
        for _ in 0..networks {
            if self.is_done() {
                return;
            }
            let done = self.rows.len() / (self.setup.length + 1);
            let memory = Memory::new(self.setup, self.seed.wrapping_add(done as u32));
            self.rows.extend(log10_all(&memory.norms()));
        }
    }

    /// Of all seeds.
    #[must_use]
    pub fn answer(&self) -> GradientThroughTime {
        let columns = self.setup.length + 1;
        let mut fates = vec![0; 3];
        for row in self.rows.chunks_exact(columns) {
            fates[measures::Fate::of(row[1] - row[columns - 1]) as usize] += 1;
        }
        GradientThroughTime {
            one: self.rows[..columns].to_vec(),
            quantiles: measures::quantiles_of_columns(&self.rows, columns, LEVELS),
            fates,
        }
    }
}

/// What a stretch of training came to; rows are of ten steps each.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct MemoryStretch {
    /// Steps made so far.
    #[wasm_bindgen(readonly)]
    pub steps: u32,
    /// Mean cross-entropy of each row's sequences, before they were learned from.
    #[wasm_bindgen(readonly)]
    pub costs: Vec<f64>,
    /// Share of them that were answered right.
    #[wasm_bindgen(readonly)]
    pub accuracies: Vec<f64>,
    /// The longest gradient of each row's steps, before it was clipped.
    #[wasm_bindgen(readonly)]
    pub gradients: Vec<f64>,
    /// log₁₀‖∂L/∂h_0‖ … log₁₀‖∂L/∂h_T‖ after the last step.
    #[wasm_bindgen(readonly)]
    pub norms: Vec<f64>,
    /// Whether the last step's cost was ten times that of guessing, or no number.
    #[wasm_bindgen(readonly, js_name = hasDiverged)]
    pub has_diverged: bool,
    /// What to go on from.
    #[wasm_bindgen(readonly)]
    pub parameters: Float64Array,
}

/// A stretch of the training of one network, worked out in slices.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawMemoryRun {
    setup: Setup,
    memory: Memory,
    rate: f64,
    clipping: Clipping,
    wanted: usize,
    row: Row,
    rows: Vec<Row>,
}

#[wasm_bindgen]
impl RawMemoryRun {
    /// # Errors
    ///
    /// Code `setting` or `shape`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "MemoryRunSpec")] spec: JsValue,
    ) -> Result<Self, JsValue> {
        let read = || -> Result<Self, Error> {
            let spec = Spec(spec);
            let setup = Setup::read(&spec)?;
            let mut memory = Memory::new(setup, read_seed(&spec)?);
            let from = spec.number("from").unwrap_or(0.0) as u32;
            if from > 0 {
                let parameters: Float64Array = spec.typed_array("parameters");
                if parameters.length() as usize != memory.count() {
                    return Err(Error::Shape {
                        place: "parameters".to_owned(),
                        expected: memory.count().to_string(),
                        got: parameters.length().to_string(),
                    });
                }
                memory.resume(from, &parameters.to_vec());
            }
            Ok(Self {
                setup,
                memory,
                rate: recurrent::RATE.read(&spec)?,
                clipping: recurrent::CLIPPING.read(&spec)?,
                wanted: spec.number("rows").unwrap_or(1.0) as usize,
                row: Row::default(),
                rows: vec![],
            })
        };
        read().map_err(|error| to_js(&error))
    }

    /// Whether there is an answer.
    #[wasm_bindgen(getter, js_name = isDone)]
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.rows.len() >= self.wanted || self.has_diverged()
    }

    /// Makes as many steps as there are units for, and one at least.
    pub fn advance(&mut self, units: u32) {
        let steps = (units as usize * UNIT / self.setup.step_cost()).max(1);
        for _ in 0..steps {
            if self.is_done() {
                return;
            }
            self.row.add(self.memory.step(self.rate, self.clipping));
            if self.row.is_full() || self.row.has_diverged() {
                self.rows.push(std::mem::take(&mut self.row));
            }
        }
    }

    /// The rows, and what to go on from.
    #[must_use]
    pub fn answer(&self) -> MemoryStretch {
        MemoryStretch {
            steps: self.memory.steps(),
            costs: self.rows.iter().map(Row::cost).collect(),
            accuracies: self.rows.iter().map(Row::accuracy).collect(),
            gradients: self.rows.iter().map(|row| row.gradient).collect(),
            norms: log10_all(&self.memory.norms()),
            has_diverged: self.has_diverged(),
            parameters: self.memory.parameters().as_slice().into(),
        }
    }

    fn has_diverged(&self) -> bool {
        self.rows.last().is_some_and(Row::has_diverged)
    }
}
