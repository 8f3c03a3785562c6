//! Parity by three designs.

use super::{Circuit, Cube, Operation, Wire};

/// One AND for every row of the truth table with an odd number of ones, all inputs in it,
/// and an OR. No smaller two-layer circuit exists: two such rows differ in at least two
/// bits, so no term covers more than one of them. Rows are in the order of x₁ x₂ … xₙ read
/// as a binary number.
pub(super) fn two_layer(circuit: &mut Circuit) {
    let bits = circuit.inputs;
    let all = (1 << bits) - 1;
    let terms: Vec<Cube> = (0..=all)
        .filter(|row: &u32| row.count_ones() % 2 == 1)
        .map(|row| Cube {
            care: all,
            value: row.reverse_bits() >> (u32::BITS - bits as u32),
        })
        .collect();
    let output = circuit.or_of_ands(&terms);
    circuit.outputs = vec![output];
}

/// A balanced tree of XORs: signals are paired up, an odd one is carried over.
pub(super) fn deep(circuit: &mut Circuit) {
    let mut signals: Vec<usize> = (0..circuit.inputs).collect();
    while signals.len() > 1 {
        signals = signals
            .chunks(2)
            .map(|pair| match *pair {
                [one, other] => circuit.xor(one, other).1,
                _ => pair[0],
            })
            .collect();
    }
    circuit.outputs = signals;
}

/// Neuron k of n fires where at least k inputs are 1; the last one weighs them +1, −1, +1 …,
/// which leaves 1 where an odd number of them fires.
pub(super) fn neurons(circuit: &mut Circuit) {
    let all: Vec<Wire> = (0..circuit.inputs).map(Wire::plain).collect();
    let counted: Vec<usize> = (1..=circuit.inputs as i32)
        .map(|least| circuit.add(Operation::AtLeast(least), all.clone()))
        .collect();
    let output = circuit.add(Operation::AtLeast(1), alternating(&counted));
    circuit.outputs = vec![output];
}

/// Weights +1, −1, +1 …
pub(super) fn alternating(signals: &[usize]) -> Vec<Wire> {
    let wire =
        |(place, &signal)| Wire { signal, weight: if place % 2 == 0 { 1 } else { -1 } };
    signals.iter().enumerate().map(wire).collect()
}

#[cfg(test)]
mod tests {
    use crate::circuits::{Circuit, Design, Problem, prime_implicants};

    #[test]
    fn the_terms_are_all_the_prime_implicants() {
        for bits in 2..=10 {
            let primes = prime_implicants(bits, |row| row.count_ones() % 2 == 1);
            let circuit =
                Circuit::new(Problem::Parity, Design::TwoLayer, bits).expect("in range");
            assert_eq!(primes.len(), circuit.gates().len() - 1);
            assert!(primes.iter().all(|prime| prime.literals().count() == bits));
        }
    }
}
