//! The sixteen functions of two inputs: which a single gate, a single neuron and two layers
//! compute, by trying all.

use super::{Gate, Operation, Wire};

/// The gates that are tried.
const GATES: [Operation; 4] =
    [Operation::And, Operation::Or, Operation::Nand, Operation::Nor];

/// A gate fed with some of x, ¬x, y, ¬y.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SingleGate {
    /// What it computes.
    pub operation: Operation,
    /// Which of x, ¬x, y, ¬y are its inputs, the first in the lowest bit; at least one.
    pub literals: u8,
}

/// A neuron: 1 where w₁x + w₂y is at least the threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// w₁ and w₂.
    pub weights: [i32; 2],
    /// The least weighted sum that makes it fire.
    pub threshold: i32,
}

/// One of the sixteen, with what computes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoInputFunction {
    /// Its values for xy = 00, 01, 10, 11, the first in the lowest bit.
    pub table: u8,
    /// A single gate that computes it: of all sixty the one with the fewest negated inputs.
    pub gate: Option<SingleGate>,
    /// A neuron that computes it. Where there is none, the two corners with value 1 and the
    /// two with value 0 have the same sum, and no weighted sum can tell them apart.
    pub neuron: Option<Line>,
    /// Whether two layers of ANDs and NANDs compute it from x and y alone.
    pub without_negations: bool,
    /// Whether they do where ¬x and ¬y are given too.
    pub with_negations: bool,
}

/// The sixteen, in the order of their tables.
#[must_use]
pub fn two_input_functions() -> Vec<TwoInputFunction> {
    let layers = [Operation::And, Operation::Nand];
    let without = two_layer_functions(2, &layers, false);
    let with = two_layer_functions(2, &layers, true);
    (0..16)
        .map(|table| TwoInputFunction {
            table,
            gate: single_gate(table),
            neuron: neuron(table),
            without_negations: without[usize::from(table)],
            with_negations: with[usize::from(table)],
        })
        .collect()
}

/// x and y in the four rows 00, 01, 10, 11, the first row in the lowest bit.
const X: u64 = 0b1100;
const Y: u64 = 0b1010;
const ROWS: u64 = 0b1111;
/// ¬x and ¬y among the literals.
const NEGATED: u8 = 0b1010;

fn single_gate(table: u8) -> Option<SingleGate> {
    let signals = [X, !X, Y, !Y];
    let gates = GATES.into_iter().flat_map(|operation| {
        (1..16_u8).map(move |literals| SingleGate { operation, literals })
    });
    gates
        .filter(|&SingleGate { operation, literals }| {
            let wires = (0..4).filter(|literal| literals >> literal & 1 == 1);
            let gate = Gate { operation, wires: wires.map(Wire::plain).collect() };
            gate.evaluate(&signals) & ROWS == u64::from(table)
        })
        .min_by_key(|gate| {
            ((gate.literals & NEGATED).count_ones(), gate.literals.count_ones())
        })
}

/// Tries weights of −1, 0 and 1 and every threshold that makes a difference. If none of these
/// computes the function, no weights do: see [`TwoInputFunction::neuron`]; the tests check it.
fn neuron(table: u8) -> Option<Line> {
    let weights = [0, 1, -1];
    let pairs = weights.into_iter().flat_map(|v| weights.map(|w| [v, w]));
    pairs
        .flat_map(|weights| [1, 0, -1, 2].map(|threshold| Line { weights, threshold }))
        .find(|line| {
            let wires =
                [0, 1].map(|signal| Wire { signal, weight: line.weights[signal] });
            let gate = Gate {
                operation: Operation::AtLeast(line.threshold),
                wires: wires.to_vec(),
            };
            gate.evaluate(&[X, Y]) & ROWS == u64::from(table)
        })
}

/// Which functions of 2 or 3 inputs at most two layers of gates compute.
///
/// Gates may have any number of inputs, none included; the second layer may read the inputs
/// as well as the first layer. The place of a function is its truth table as a number, the
/// row of all zeros in the lowest bit.
///
/// # Panics
///
/// With another number of inputs: there would be too many functions.
#[must_use]
pub fn two_layer_functions(
    inputs: u32,
    operations: &[Operation],
    has_negations: bool,
) -> Vec<bool> {
    assert!((2..=3).contains(&inputs), "two or three inputs, not {inputs}");
    let rows = 1_u32 << inputs;
    let all = (1_usize << rows) - 1;
    let mut given: Vec<usize> = (0..inputs)
        .map(|input| {
            (0..rows).filter(|row| row >> input & 1 == 1).map(|row| 1 << row).sum()
        })
        .collect();
    if has_negations {
        given.extend(given.clone().into_iter().map(|signal| !signal & all));
    }
    let first = [given.clone(), one_layer(&given, operations, all)].concat();
    let second = one_layer(&first, operations, all);
    let mut found = vec![false; all + 1];
    for function in first.into_iter().chain(second) {
        found[function] = true;
    }
    found
}

/// What single gates compute from some of the signals.
fn one_layer(signals: &[usize], operations: &[Operation], all: usize) -> Vec<usize> {
    let ands = closure(signals, all, |one, other| one & other);
    let ors = closure(signals, 0, |one, other| one | other);
    let not = |functions: &[usize]| functions.iter().map(|f| !f & all).collect();
    operations
        .iter()
        .flat_map(|operation| match operation {
            Operation::And => ands.clone(),
            Operation::Nand => not(&ands),
            Operation::Or => ors.clone(),
            Operation::Nor => not(&ors),
            Operation::AtLeast(_) => Vec::new(),
        })
        .collect()
}

/// All results of a fold over some of the signals.
fn closure(
    signals: &[usize],
    empty: usize,
    join: impl Fn(usize, usize) -> usize,
) -> Vec<usize> {
    let mut reached = vec![empty];
    for &signal in signals {
        for place in 0..reached.len() {
            let joined = join(reached[place], signal);
            if !reached.contains(&joined) {
                reached.push(joined);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    const XOR: u8 = 0b0110;
    const XNOR: u8 = 0b1001;

    #[test]
    fn one_gate_or_one_neuron_computes_all_but_xor_and_its_negation() {
        for function in two_input_functions() {
            let is_either = function.table == XOR || function.table == XNOR;
            assert_eq!(function.gate.is_none(), is_either, "{function:?}");
            assert_eq!(function.neuron.is_none(), is_either, "{function:?}");
            assert_eq!(function.without_negations, !is_either, "{function:?}");
            assert!(function.with_negations);
        }
    }

    /// A weighted sum w₁x + w₂y over two corners depends on the sum of the corners alone. If
    /// two corners with value 1 have the sum of two with value 0, both pairs have the same
    /// weighted sum, though each of the first reaches the threshold and none of the second.
    #[test]
    fn where_no_neuron_was_found_none_exists() {
        let corners = [[0, 0], [0, 1], [1, 0], [1, 1]];
        for function in two_input_functions() {
            let pairs = |value: u8| {
                let places: Vec<usize> =
                    (0..4).filter(|row| function.table >> row & 1 == value).collect();
                let mut sums = Vec::new();
                for &one in &places {
                    for &other in &places {
                        sums.push([0, 1].map(|i| corners[one][i] + corners[other][i]));
                    }
                }
                sums
            };
            let ones = pairs(1);
            let is_impossible = pairs(0).iter().any(|sum| ones.contains(sum));
            assert_eq!(is_impossible, function.neuron.is_none(), "{function:?}");
        }
    }

    #[test]
    fn the_gate_with_the_fewest_negations_is_found() {
        let functions = two_input_functions();
        let gate = |table: usize| functions[table].gate.expect("a single gate does it");
        let and = SingleGate { operation: Operation::And, literals: 0b0101 };
        assert_eq!(gate(0b1000), and);
        let or = SingleGate { operation: Operation::Or, literals: 0b0101 };
        assert_eq!(gate(0b1110), or);
        let nand = SingleGate { operation: Operation::Nand, literals: 0b0101 };
        assert_eq!(gate(0b0111), nand);
    }
}
