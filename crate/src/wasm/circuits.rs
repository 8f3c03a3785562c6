//! Circuits at the boundary: numbers in, flat arrays of numbers out.

use wasm_bindgen::prelude::*;

use super::error::to_js;
use crate::Error;
use crate::circuits::{
    Circuit, Counts, DesignCounts, Operation, Problem, two_input_functions,
    two_layer_functions,
};

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
        let built = || Circuit::new(problem.parse()?, design.parse()?, bits);
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

    /// Gate after gate: operation (0 AND, 1 OR, 2 NAND, 3 NOR, 4 neuron), threshold (0 but
    /// for neurons), number of wires, and for each wire the signal that it brings and its
    /// weight (−1 for a negated one). Signals are numbered inputs first, then gates.
    pub fn structure(&self) -> Vec<i32> {
        let mut flat = Vec::new();
        for gate in self.0.gates() {
            let (code, threshold) = operation(gate.operation);
            flat.extend([code, threshold, gate.wires.len() as i32]);
            flat.extend(
                gate.wires.iter().flat_map(|wire| [wire.signal as i32, wire.weight]),
            );
        }
        flat
    }

    /// The signals that are the outputs.
    pub fn outputs(&self) -> Vec<u32> {
        self.0.outputs().iter().map(|&signal| signal as u32).collect()
    }

    /// Every signal as 0 or 1, the inputs first; an input is on where it is not 0.
    ///
    /// # Errors
    ///
    /// Code `shape` where there are not as many inputs as the circuit has.
    pub fn signals(&self, inputs: &[u8]) -> Result<Vec<u8>, JsValue> {
        let bits: Vec<bool> = inputs.iter().map(|&bit| bit != 0).collect();
        let signals = self.0.signals(&bits).map_err(|error| to_js(&error))?;
        Ok(signals.into_iter().map(u8::from).collect())
    }

    /// Rows of the truth table in which any output is wrong; all 2^inputs are tried.
    #[wasm_bindgen(js_name = wrongRows)]
    pub fn wrong_rows(&self) -> usize {
        self.0.wrong_rows()
    }
}

fn operation(operation: Operation) -> (i32, i32) {
    match operation {
        Operation::And => (0, 0),
        Operation::Or => (1, 0),
        Operation::Nand => (2, 0),
        Operation::Nor => (3, 0),
        Operation::AtLeast(threshold) => (4, threshold),
    }
}

/// Rows of 11 for each number of bits from `from` to `to` (at least 2 for parity, 1 for
/// addition; at most 31): the ANDs of the two-layer circuit; its gates, depth and wires; the
/// XORs of the deep one; its gates, depth and wires; the same three for neurons.
///
/// # Errors
///
/// Code `setting` when there is no problem of that name.
#[wasm_bindgen(js_name = circuitCounts)]
pub fn circuit_counts(problem: &str, from: u32, to: u32) -> Result<Vec<f64>, JsValue> {
    let problem: Problem = problem.parse().map_err(|error| to_js(&error))?;
    let least = *problem.range().start() as u32;
    let three = |counts: DesignCounts| {
        [counts.gates as f64, counts.depth as f64, counts.wires as f64]
    };
    let mut flat = Vec::new();
    for bits in from.max(least)..=to.min(31) {
        let counts = Counts::of(problem, bits);
        flat.push(counts.terms as f64);
        flat.extend(three(counts.two_layer));
        flat.push(counts.xors as f64);
        flat.extend(three(counts.deep));
        flat.extend(three(counts.neurons));
    }
    Ok(flat)
}

/// Rows of 9 for the sixteen functions of two inputs, in the order of their truth tables
/// (xy = 00, 01, 10, 11, the first in the lowest bit): the single gate's operation (as in
/// `RawCircuit.structure`, −1 for none) and which of x, ¬x, y, ¬y come into it (the first
/// in the lowest bit); 1 or 0 for whether a neuron computes it, its weights w₁ and w₂ and
/// its threshold; 1 or 0 for two layers of ANDs and NANDs without and with negated inputs;
/// the truth table.
#[wasm_bindgen(js_name = twoInputFunctions)]
pub fn two_input() -> Vec<i32> {
    two_input_functions()
        .into_iter()
        .flat_map(|function| {
            let gate = function.gate.map_or([-1, 0], |gate| {
                [operation(gate.operation).0, i32::from(gate.literals)]
            });
            let neuron = function.neuron.map_or([0; 4], |line| {
                [1, line.weights[0], line.weights[1], line.threshold]
            });
            let layers = [function.without_negations, function.with_negations];
            gate.into_iter()
                .chain(neuron)
                .chain(layers.map(i32::from))
                .chain([i32::from(function.table)])
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Of all functions of so many inputs (2 or 3), how many two layers of ANDs and NANDs
/// compute without negated inputs, how many with them, and how many there are.
///
/// # Errors
///
/// Code `setting` with another number of inputs.
#[wasm_bindgen(js_name = twoLayerReach)]
pub fn two_layer_reach(inputs: u32) -> Result<Vec<u32>, JsValue> {
    if !(2..=3).contains(&inputs) {
        return Err(to_js(&Error::Setting {
            key: "inputs",
            expected: "2 or 3".to_owned(),
            got: inputs.to_string(),
        }));
    }
    let layers = [Operation::And, Operation::Nand];
    let found = [false, true].map(|has_negations| {
        let functions = two_layer_functions(inputs, &layers, has_negations);
        functions.into_iter().filter(|is_found| *is_found).count() as u32
    });
    Ok(vec![found[0], found[1], 1 << (1 << inputs)])
}
