//! The sum of two numbers by three designs. Inputs 2k and 2k + 1 are bit k of each.

use super::parity::alternating;
use super::{Circuit, Operation, Wire, prime_implicants};

/// For every bit of the sum the OR of all its prime implicants, found by enumeration.
///
/// That is also the smallest two-layer circuit for the bit: every one of them is essential
/// (see the tests), so none can be left out. Terms are not shared between bits. The topmost
/// sum bit alone has 5·2^(n−1) − 4 terms, so that sharing could not save the design.
pub(super) fn two_layer(circuit: &mut Circuit) {
    for place in 0..=circuit.bits {
        // A bit of the sum does not depend on the bits above its own place.
        let known = 2 * (place + 1).min(circuit.bits);
        let terms = prime_implicants(known, |row| sum_bit(row, place));
        let output = circuit.or_of_ands(&terms);
        circuit.outputs.push(output);
    }
}

/// Bit `place` of the sum; bit i of `row` is input i.
fn sum_bit(row: usize, place: usize) -> bool {
    let number = |first: usize| -> usize {
        (0..=place).map(|bit| (row >> (2 * bit + first) & 1) << bit).sum()
    };
    (number(0) + number(1)) >> place & 1 == 1
}

/// The carry ripples from bit to bit: five NANDs for the first (four of its XOR, and one
/// that turns the first of those into the carry), then a full adder of nine each: the XOR
/// of the two bits, the XOR of that and the carry, and the NAND that makes the next carry.
pub(super) fn deep(circuit: &mut Circuit) {
    let (not_both, sum) = circuit.xor(0, 1);
    let mut carry = circuit.add(Operation::Nand, vec![Wire::plain(not_both)]);
    circuit.outputs.push(sum);
    for place in 1..circuit.bits {
        let (not_both, half) = circuit.xor(2 * place, 2 * place + 1);
        let (not_carried, sum) = circuit.xor(half, carry);
        carry = circuit.nand(not_both, not_carried);
        circuit.outputs.push(sum);
    }
    circuit.outputs.push(carry);
}

/// Bit k of the sum is 1 where the lowest k + 1 bits of both numbers, weighed 1, 2, 4 …, add
/// up to at least 2ᵏ but not to 2·2ᵏ, or to at least 3·2ᵏ: a neuron for each of the three
/// bounds, and one that weighs them +1, −1, +1. The last carry is the top bit's second.
pub(super) fn neurons(circuit: &mut Circuit) {
    let mut carry = 0;
    let mut groups = Vec::new();
    for place in 0..circuit.bits {
        let wires: Vec<Wire> = (0..=2 * place + 1)
            .map(|input| Wire { signal: input, weight: 1 << (input / 2) })
            .collect();
        // Two single bits never add up to 3.
        let bounds = if place == 0 { 1..=2 } else { 1..=3 };
        let hidden: Vec<usize> = bounds
            .map(|bound| circuit.add(Operation::AtLeast(bound << place), wires.clone()))
            .collect();
        carry = hidden[1];
        groups.push(hidden);
    }
    for hidden in groups {
        let output = circuit.add(Operation::AtLeast(1), alternating(&hidden));
        circuit.outputs.push(output);
    }
    circuit.outputs.push(carry);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::circuits::Cube;

    /// Whether some row is covered by this term and by no other.
    fn is_essential(term: Cube, terms: &[Cube], inputs: usize) -> bool {
        (0..1_u32 << inputs).any(|row| {
            term.covers(row)
                && terms.iter().filter(|other| other.covers(row)).count() == 1
        })
    }

    #[test]
    fn every_term_of_a_sum_bit_is_needed() {
        for place in 0..=4 {
            let inputs = 2 * (place + 1);
            let terms = prime_implicants(inputs, |row| sum_bit(row, place));
            assert!(terms.iter().all(|&term| is_essential(term, &terms, inputs)));
            // The carry out of as many bits.
            let carry = prime_implicants(inputs, |row| sum_bit(row, place + 1));
            assert!(carry.iter().all(|&term| is_essential(term, &carry, inputs)));
        }
    }
}
