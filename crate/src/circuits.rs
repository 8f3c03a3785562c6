//! Circuits of gates: the chapter's opening argument that depth can save gates.
//!
//! Two problems, each solved by three designs whose gates are all evaluated, never assumed:
//!
//! - *parity*: whether an odd number of n bits is 1;
//! - *addition* of two numbers of n bits each.
//!
//! [`Design::TwoLayer`] is a layer of ANDs and a layer of ORs (a disjunctive normal form
//! with as few terms as each output allows), [`Design::Deep`] is made of two-input NANDs
//! alone, and [`Design::Neurons`] of threshold neurons in two layers. The last is there
//! because the exponential bound is one for AND, OR and NOT: neurons escape it.
//!
//! # What counts
//!
//! Inputs and their negations are free; every gate counts, the output gates included. The
//! depth is the number of gates on the longest path from an input.
//!
//! ```
//! use unstable_gradients::circuits::{Circuit, Design, Problem};
//!
//! let shallow = Circuit::new(Problem::Parity, Design::TwoLayer, 10)?;
//! let deep = Circuit::new(Problem::Parity, Design::Deep, 10)?;
//! assert_eq!((shallow.gates().len(), shallow.depth()), (513, 2));
//! assert_eq!((deep.gates().len(), deep.depth()), (36, 12));
//! # Ok::<(), unstable_gradients::Error>(())
//! ```

mod addition;
mod counts;
mod cover;
mod parity;
mod two_inputs;

use std::ops::RangeInclusive;

use strum::{IntoStaticStr, VariantArray};

use crate::Error;
use crate::declaration::{Number, settings::circuits};

pub use counts::{Counts, DesignCounts};
pub use cover::{Cube, prime_implicants};
pub use two_inputs::{
    Line, SingleGate, TwoInputFunction, two_input_functions, two_layer_functions,
};

pub use crate::declaration::settings::circuits::MAX_INPUTS;

/// What a circuit computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Problem {
    /// Whether an odd number of the bits is 1; of 2 to 12 bits.
    Parity,
    /// The sum of two numbers of 1 to 6 bits each. Inputs alternate, the least significant
    /// bits first: x₀, y₀, x₁, y₁ …; outputs are the bits of the sum, the least significant
    /// first.
    Addition,
}

/// How a circuit goes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Design {
    /// ANDs, and an OR of them for each output; negated inputs are free.
    TwoLayer,
    /// NANDs of one or two inputs: for parity a balanced tree of XORs of four NANDs each,
    /// for addition a row of full adders of nine.
    Deep,
    /// Threshold neurons in two layers.
    Neurons,
}

/// What a gate does with its inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Operation {
    /// 1 where all inputs are.
    And,
    /// 1 where any input is.
    Or,
    /// 0 where all inputs are 1.
    Nand,
    /// 0 where any input is 1.
    Nor,
    /// A neuron: 1 where the weighted sum of the inputs is at least this threshold.
    #[strum(serialize = "neuron")]
    AtLeast(i32),
}

/// A connection into a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wire {
    /// Where it comes from: inputs come first, then the gates in order.
    pub signal: usize,
    /// A neuron's weight; into any other gate 1, or −1 where the signal is negated.
    pub weight: i32,
}

impl Wire {
    fn plain(signal: usize) -> Self {
        Self { signal, weight: 1 }
    }

    fn literal(signal: usize, value: bool) -> Self {
        Self { signal, weight: if value { 1 } else { -1 } }
    }
}

/// A gate of a circuit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// What it does.
    pub operation: Operation,
    /// What comes in.
    pub wires: Vec<Wire>,
}

impl Gate {
    /// Sixty-four evaluations at once, one per bit.
    fn evaluate(&self, signals: &[u64]) -> u64 {
        let read = |wire: &Wire| {
            let signal = signals[wire.signal];
            if wire.weight < 0 { !signal } else { signal }
        };
        match self.operation {
            Operation::And => self.wires.iter().fold(!0, |all, wire| all & read(wire)),
            Operation::Nand => !self.wires.iter().fold(!0, |all, wire| all & read(wire)),
            Operation::Or => self.wires.iter().fold(0, |any, wire| any | read(wire)),
            Operation::Nor => !self.wires.iter().fold(0, |any, wire| any | read(wire)),
            Operation::AtLeast(threshold) => (0..u64::BITS)
                .filter(|lane| self.weighted_input(signals, *lane) >= threshold)
                .fold(0, |word, lane| word | 1 << lane),
        }
    }

    fn weighted_input(&self, signals: &[u64], lane: u32) -> i32 {
        let inputs =
            self.wires.iter().filter(|wire| signals[wire.signal] >> lane & 1 == 1);
        inputs.map(|wire| wire.weight).sum()
    }
}

/// A circuit that computes one of the problems by one of the designs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circuit {
    problem: Problem,
    bits: usize,
    inputs: usize,
    gates: Vec<Gate>,
    outputs: Vec<usize>,
}

impl Circuit {
    /// Builds the circuit for `bits` bits (of each of the two numbers, in an addition).
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] naming `bits` where they are not in [`Problem::range`].
    pub fn new(problem: Problem, design: Design, bits: usize) -> Result<Self, Error> {
        problem.bits().check(bits as f64)?;
        let mut circuit = Self {
            problem,
            bits,
            inputs: problem.inputs(bits),
            gates: Vec::new(),
            outputs: Vec::new(),
        };
        match (problem, design) {
            (Problem::Parity, Design::TwoLayer) => parity::two_layer(&mut circuit),
            (Problem::Parity, Design::Deep) => parity::deep(&mut circuit),
            (Problem::Parity, Design::Neurons) => parity::neurons(&mut circuit),
            (Problem::Addition, Design::TwoLayer) => addition::two_layer(&mut circuit),
            (Problem::Addition, Design::Deep) => addition::deep(&mut circuit),
            (Problem::Addition, Design::Neurons) => addition::neurons(&mut circuit),
        }
        Ok(circuit)
    }

    /// How many inputs.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// The gates, each after the ones that it reads.
    #[must_use]
    pub fn gates(&self) -> &[Gate] {
        &self.gates
    }

    /// Which signals are the outputs.
    #[must_use]
    pub fn outputs(&self) -> &[usize] {
        &self.outputs
    }

    /// Gates on the longest path from an input.
    #[must_use]
    pub fn depth(&self) -> usize {
        let mut depths = vec![0; self.inputs];
        for gate in &self.gates {
            let before = gate.wires.iter().map(|wire| depths[wire.signal]).max();
            depths.push(before.unwrap_or(0) + 1);
        }
        depths.into_iter().max().unwrap_or(0)
    }

    /// Connections into gates.
    #[must_use]
    pub fn wires(&self) -> usize {
        self.gates.iter().map(|gate| gate.wires.len()).sum()
    }

    /// All signals, the inputs first, then what each gate answers.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] where there are not as many inputs as the circuit has.
    pub fn signals(&self, inputs: &[bool]) -> Result<Vec<bool>, Error> {
        if inputs.len() != self.inputs {
            return Err(Error::Shape {
                place: "inputs".to_owned(),
                expected: format!("{} bits", self.inputs),
                got: inputs.len().to_string(),
            });
        }
        let words = inputs.iter().map(|&bit| u64::from(bit)).collect();
        let signals = self.evaluate(words);
        Ok(signals.into_iter().map(|word| word & 1 == 1).collect())
    }

    /// Rows of the truth table in which any output is wrong: all are tried.
    #[must_use]
    pub fn wrong_rows(&self) -> usize {
        let rows = 1_usize << self.inputs;
        let mut wrong = 0;
        for first in (0..rows).step_by(u64::BITS as usize) {
            let lanes = (rows - first).min(u64::BITS as usize);
            let word = |input: usize| {
                (0..lanes).fold(0, |word, lane| {
                    word | (((first + lane) >> input & 1) as u64) << lane
                })
            };
            let signals = self.evaluate((0..self.inputs).map(word).collect());
            wrong += (0..lanes)
                .filter(|lane| {
                    let output = |(place, &at): (usize, &usize)| {
                        ((signals[at] >> lane & 1) as usize) << place
                    };
                    let answer: usize = self.outputs.iter().enumerate().map(output).sum();
                    answer != self.problem.answer(self.bits, first + lane)
                })
                .count();
        }
        wrong
    }

    fn evaluate(&self, mut signals: Vec<u64>) -> Vec<u64> {
        signals.reserve(self.gates.len());
        for gate in &self.gates {
            signals.push(gate.evaluate(&signals));
        }
        signals
    }

    /// Adds a gate, and gives the number of its signal.
    fn add(&mut self, operation: Operation, wires: Vec<Wire>) -> usize {
        self.gates.push(Gate { operation, wires });
        self.inputs + self.gates.len() - 1
    }

    fn nand(&mut self, one: usize, other: usize) -> usize {
        self.add(Operation::Nand, vec![Wire::plain(one), Wire::plain(other)])
    }

    /// Four NANDs; gives the first of them, whose negation is the AND, and the last.
    fn xor(&mut self, one: usize, other: usize) -> (usize, usize) {
        let not_both = self.nand(one, other);
        let left = self.nand(one, not_both);
        let right = self.nand(other, not_both);
        (not_both, self.nand(left, right))
    }

    /// An OR of ANDs. A single term needs no OR.
    fn or_of_ands(&mut self, terms: &[Cube]) -> usize {
        let ands: Vec<usize> = terms
            .iter()
            .map(|term| {
                let literals =
                    term.literals().map(|(input, value)| Wire::literal(input, value));
                self.add(Operation::And, literals.collect())
            })
            .collect();
        match ands[..] {
            [single] => single,
            _ => self.add(Operation::Or, ands.into_iter().map(Wire::plain).collect()),
        }
    }
}

impl Problem {
    /// The numbers of bits that there are circuits for.
    #[must_use]
    pub fn range(self) -> RangeInclusive<usize> {
        let bits = self.bits();
        bits.min as usize..=bits.max as usize
    }

    fn bits(self) -> Number {
        match self {
            Self::Parity => circuits::PARITY_BITS,
            Self::Addition => circuits::ADDITION_BITS,
        }
    }

    /// How many inputs a circuit for so many bits has.
    #[must_use]
    pub fn inputs(self, bits: usize) -> usize {
        match self {
            Self::Parity => bits,
            Self::Addition => 2 * bits,
        }
    }

    /// What is to be computed, as a whole number; bit i of `row` is input i.
    fn answer(self, bits: usize, row: usize) -> usize {
        match self {
            Self::Parity => (row.count_ones() % 2) as usize,
            Self::Addition => {
                let number = |first: usize| -> usize {
                    (0..bits).map(|bit| (row >> (2 * bit + first) & 1) << bit).sum()
                };
                number(0) + number(1)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESIGNS: &[Design] = Design::VARIANTS;

    #[test]
    fn every_circuit_is_right_on_every_row_of_its_truth_table() {
        for problem in [Problem::Parity, Problem::Addition] {
            for bits in problem.range() {
                for &design in DESIGNS {
                    let circuit = Circuit::new(problem, design, bits).expect("in range");
                    assert_eq!(circuit.wrong_rows(), 0, "{problem:?} {design:?} {bits}");
                }
            }
        }
    }

    #[test]
    fn a_broken_circuit_is_found_out() {
        let mut circuit =
            Circuit::new(Problem::Parity, Design::Deep, 8).expect("in range");
        circuit.gates[0].operation = Operation::And;
        assert!(circuit.wrong_rows() > 0);
    }

    #[test]
    fn one_row_and_sixty_four_at_once_agree() {
        for &design in DESIGNS {
            let circuit = Circuit::new(Problem::Addition, design, 3).expect("in range");
            for row in 0..64_usize {
                let inputs: Vec<bool> = (0..6).map(|i| row >> i & 1 == 1).collect();
                let signals = circuit.signals(&inputs).expect("six bits");
                let sum: usize = circuit
                    .outputs()
                    .iter()
                    .enumerate()
                    .map(|(place, &at)| usize::from(signals[at]) << place)
                    .sum();
                assert_eq!(sum, Problem::Addition.answer(3, row));
            }
        }
    }

    #[test]
    fn two_layers_are_two_and_nands_have_two_inputs_at_most() {
        for problem in [Problem::Parity, Problem::Addition] {
            for bits in problem.range() {
                let depth = |design| {
                    Circuit::new(problem, design, bits).expect("in range").depth()
                };
                assert_eq!((depth(Design::TwoLayer), depth(Design::Neurons)), (2, 2));
                let deep = Circuit::new(problem, Design::Deep, bits).expect("in range");
                assert!(deep.gates().iter().all(|gate| {
                    gate.operation == Operation::Nand
                        && (1..=2).contains(&gate.wires.len())
                }));
            }
        }
    }

    #[test]
    fn bits_out_of_range_and_wrong_numbers_of_inputs_are_refused() {
        for (problem, bits) in
            [(Problem::Parity, 1), (Problem::Parity, 13), (Problem::Addition, 7)]
        {
            let refused = Circuit::new(problem, Design::Deep, bits);
            assert_eq!(refused.expect_err("out of range").code(), "setting");
        }
        let circuit = Circuit::new(Problem::Parity, Design::Deep, 3).expect("in range");
        assert_eq!(circuit.signals(&[true]).expect_err("one").code(), "shape");
        assert!(circuits::DESIGN.named("and").is_err());
        assert!(circuits::PROBLEM.named("sum").is_err());
    }
}
