//! Circuits at the boundary.

use wasm_bindgen::prelude::*;

use super::error::to_js;
use crate::Error;
use crate::circuits::{
    Circuit, Counts, Gate, Line, Operation, SingleGate, Wire, two_input_functions,
    two_layer_functions,
};
use crate::declaration::settings::circuits;

/// A circuit that was built, to be drawn and evaluated.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawCircuit(Circuit);

#[wasm_bindgen]
impl RawCircuit {
    /// `problem` is `parity` or `addition`, `design` is `two-layer`, `deep` or `neurons`,
    /// `bits` are 2 to 12 for parity and 1 to 6 (of each number) for addition.
    ///
    /// # Errors
    ///
    /// Code `setting`, the message naming the key.
    #[wasm_bindgen(constructor)]
    pub fn new(problem: &str, design: &str, bits: usize) -> Result<Self, JsValue> {
        let built = || -> Result<Circuit, Error> {
            let problem = circuits::PROBLEM.named(problem)?;
            Circuit::new(problem, circuits::DESIGN.named(design)?, bits)
        };
        built().map(Self).map_err(|error| to_js(&error))
    }

    /// How many inputs.
    #[wasm_bindgen(getter)]
    pub fn inputs(&self) -> usize {
        self.0.inputs()
    }

    /// Gates on the longest path from an input.
    #[wasm_bindgen(getter)]
    pub fn depth(&self) -> usize {
        self.0.depth()
    }

    /// What each gate computes: `and`, `or`, `nand`, `nor` or `neuron`.
    #[wasm_bindgen(getter)]
    pub fn operations(&self) -> Vec<String> {
        self.0.gates().iter().map(|gate| name(gate.operation)).collect()
    }

    /// The threshold of each gate; 0 but for neurons.
    #[wasm_bindgen(getter)]
    pub fn thresholds(&self) -> Vec<i32> {
        let threshold = |gate: &Gate| match gate.operation {
            Operation::AtLeast(threshold) => threshold,
            _ => 0,
        };
        self.0.gates().iter().map(threshold).collect()
    }

    /// How many wires go into each gate.
    #[wasm_bindgen(getter, js_name = wireCounts)]
    pub fn wire_counts(&self) -> Vec<u32> {
        self.0.gates().iter().map(|gate| gate.wires.len() as u32).collect()
    }

    /// The signal that each wire brings, gate after gate. Signals are numbered inputs first,
    /// then gates.
    #[wasm_bindgen(getter, js_name = wireSignals)]
    pub fn wire_signals(&self) -> Vec<u32> {
        self.wires().map(|wire| wire.signal as u32).collect()
    }

    /// The weight of each wire, gate after gate; −1 for one that negates.
    #[wasm_bindgen(getter, js_name = wireWeights)]
    pub fn wire_weights(&self) -> Vec<i32> {
        self.wires().map(|wire| wire.weight).collect()
    }

    /// The signals that are the outputs.
    #[wasm_bindgen(getter)]
    pub fn outputs(&self) -> Vec<u32> {
        self.0.outputs().iter().map(|&signal| signal as u32).collect()
    }

    /// Every signal as 0 or 1, the inputs first; an input is on where it is not 0.
    ///
    /// # Errors
    ///
    /// Code `shape` unless there are as many inputs as the circuit has.
    pub fn signals(&self, inputs: &[u8]) -> Result<Vec<u8>, JsValue> {
        let bits: Vec<bool> = inputs.iter().map(|&bit| bit != 0).collect();
        let signals = self.0.signals(&bits).map_err(|error| to_js(&error))?;
        Ok(signals.into_iter().map(u8::from).collect())
    }

    /// How many of all 2^inputs rows of the truth table have a wrong output.
    #[wasm_bindgen(js_name = wrongRows)]
    pub fn wrong_rows(&self) -> usize {
        self.0.wrong_rows()
    }
}

impl RawCircuit {
    fn wires(&self) -> impl Iterator<Item = &Wire> {
        self.0.gates().iter().flat_map(|gate| &gate.wires)
    }
}

fn name(operation: Operation) -> String {
    <&str>::from(operation).to_owned()
}

/// What each design needs for one number of bits.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct CircuitCounts {
    /// Of how many bits.
    #[wasm_bindgen(readonly)]
    pub bits: u32,
    /// ANDs of the two-layer circuit.
    #[wasm_bindgen(readonly, js_name = twoLayerTerms)]
    pub two_layer_terms: f64,
    /// Its gates.
    #[wasm_bindgen(readonly, js_name = twoLayerGates)]
    pub two_layer_gates: f64,
    /// Its layers.
    #[wasm_bindgen(readonly, js_name = twoLayerDepth)]
    pub two_layer_depth: f64,
    /// Its connections.
    #[wasm_bindgen(readonly, js_name = twoLayerWires)]
    pub two_layer_wires: f64,
    /// XORs of the deep circuit.
    #[wasm_bindgen(readonly)]
    pub xors: f64,
    /// Its NANDs.
    #[wasm_bindgen(readonly, js_name = deepGates)]
    pub deep_gates: f64,
    /// Its layers.
    #[wasm_bindgen(readonly, js_name = deepDepth)]
    pub deep_depth: f64,
    /// Its connections.
    #[wasm_bindgen(readonly, js_name = deepWires)]
    pub deep_wires: f64,
    /// Neurons of the circuit made of them.
    #[wasm_bindgen(readonly, js_name = neuronGates)]
    pub neuron_gates: f64,
    /// Its layers.
    #[wasm_bindgen(readonly, js_name = neuronDepth)]
    pub neuron_depth: f64,
    /// Its connections.
    #[wasm_bindgen(readonly, js_name = neuronWires)]
    pub neuron_wires: f64,
}

/// The counts for each number of bits, to [`circuits::MAX_INPUTS`] for both problems: those of
/// a sum go on, by their recurrence, where its circuits are no longer built.
///
/// # Errors
///
/// Code `setting` when there is no problem of that name.
#[wasm_bindgen(js_name = circuitCounts)]
pub fn circuit_counts(problem: &str) -> Result<Vec<CircuitCounts>, JsValue> {
    let problem = circuits::PROBLEM.named(problem).map_err(|error| to_js(&error))?;
    let row = |bits: usize| {
        let bits = bits as u32;
        let Counts { terms, two_layer, xors, deep, neurons } = Counts::of(problem, bits);
        CircuitCounts {
            bits,
            two_layer_terms: terms as f64,
            two_layer_gates: two_layer.gates as f64,
            two_layer_depth: two_layer.depth as f64,
            two_layer_wires: two_layer.wires as f64,
            xors: xors as f64,
            deep_gates: deep.gates as f64,
            deep_depth: deep.depth as f64,
            deep_wires: deep.wires as f64,
            neuron_gates: neurons.gates as f64,
            neuron_depth: neurons.depth as f64,
            neuron_wires: neurons.wires as f64,
        }
    };
    let least = *problem.range().start();
    Ok((least..=circuits::MAX_INPUTS).map(row).collect())
}

/// One of the sixteen functions of two inputs, with what computes it.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct TwoInputFunction {
    /// A single gate, if one does.
    #[wasm_bindgen(readonly)]
    pub gate: Option<TwoInputGate>,
    /// A neuron, if one does.
    #[wasm_bindgen(readonly)]
    pub neuron: Option<TwoInputNeuron>,
    /// Whether two layers of ANDs and NANDs do.
    #[wasm_bindgen(readonly, js_name = withoutNegations)]
    pub without_negations: bool,
    /// Whether they do with negated inputs.
    #[wasm_bindgen(readonly, js_name = withNegations)]
    pub with_negations: bool,
    /// Its truth table: xy = 00, 01, 10, 11, the first in the lowest bit.
    #[wasm_bindgen(readonly)]
    pub table: u8,
}

/// A gate of some of x, ¬x, y, ¬y.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct TwoInputGate {
    /// `and`, `or`, `nand` or `nor`.
    #[wasm_bindgen(readonly)]
    pub operation: String,
    /// Which of x, ¬x, y, ¬y are its inputs, the first in the lowest bit.
    #[wasm_bindgen(readonly)]
    pub literals: u8,
}

/// A neuron of x and y.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct TwoInputNeuron {
    /// w₁ and w₂.
    #[wasm_bindgen(readonly)]
    pub weights: Vec<i32>,
    /// The least weighted sum that makes it fire.
    #[wasm_bindgen(readonly)]
    pub threshold: i32,
}

/// The sixteen functions of two inputs, in the order of their truth tables.
#[wasm_bindgen(js_name = twoInputFunctions)]
pub fn two_input() -> Vec<TwoInputFunction> {
    let gate = |SingleGate { operation, literals }| TwoInputGate {
        operation: name(operation),
        literals,
    };
    let neuron = |Line { weights, threshold }| TwoInputNeuron {
        weights: weights.to_vec(),
        threshold,
    };
    let functions = two_input_functions().into_iter();
    functions
        .map(|function| TwoInputFunction {
            gate: function.gate.map(gate),
            neuron: function.neuron.map(neuron),
            without_negations: function.without_negations,
            with_negations: function.with_negations,
            table: function.table,
        })
        .collect()
}

/// How many functions two layers of ANDs and NANDs compute.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct TwoLayerReach {
    /// Without negated inputs.
    #[wasm_bindgen(readonly, js_name = withoutNegations)]
    pub without_negations: u32,
    /// With them.
    #[wasm_bindgen(readonly, js_name = withNegations)]
    pub with_negations: u32,
    /// How many functions there are.
    #[wasm_bindgen(readonly)]
    pub functions: u32,
}

/// How many of all functions of so many inputs (2 or 3) two layers compute.
///
/// # Errors
///
/// Code `setting` with another number of inputs.
#[wasm_bindgen(js_name = twoLayerReach)]
pub fn two_layer_reach(inputs: u32) -> Result<TwoLayerReach, JsValue> {
    if !(2..=3).contains(&inputs) {
        return Err(to_js(&Error::Setting {
            key: "inputs",
            expected: "2 or 3".to_owned(),
            got: inputs.to_string(),
        }));
    }
    let layers = [Operation::And, Operation::Nand];
    let count = |has_negations| {
        let functions = two_layer_functions(inputs, &layers, has_negations);
        functions.into_iter().filter(|is_found| *is_found).count() as u32
    };
    Ok(TwoLayerReach {
        without_negations: count(false),
        with_negations: count(true),
        functions: 1 << (1 << inputs),
    })
}
