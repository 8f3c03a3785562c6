//! How many gates and layers each design takes, by formula.
//!
//! The tests compare every formula with circuits that were built, and those with their truth
//! tables.

use super::Problem;

/// What one design needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DesignCounts {
    /// All gates, the outputs' included.
    pub gates: u64,
    /// Gates on the longest path from an input.
    pub depth: u64,
    /// Connections into gates.
    pub wires: u64,
}

/// What each design needs for one number of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// ANDs of the two-layer circuit; the rest of its gates are ORs.
    pub terms: u64,
    /// ANDs and ORs, negated inputs free.
    pub two_layer: DesignCounts,
    /// XORs of the deep circuit.
    pub xors: u64,
    /// NANDs of at most two inputs.
    pub deep: DesignCounts,
    /// Threshold neurons.
    pub neurons: DesignCounts,
}

impl Counts {
    /// The counts for `bits` bits, 2 or more for parity, 1 or more for each number of an
    /// addition; both at most 31.
    ///
    /// Parity of n bits: 2ⁿ⁻¹ terms and an OR; n − 1 XORs of four NANDs, 3⌈log₂ n⌉ deep;
    /// n + 1 neurons. Addition: 9n − 4 NANDs, 4n − 1 neurons, and 6·2ⁿ − 4n − 5 terms, see
    /// `Terms`.
    #[must_use]
    pub fn of(problem: Problem, bits: u32) -> Self {
        let n = u64::from(bits);
        match problem {
            Problem::Parity => Self {
                terms: 1 << (n - 1),
                two_layer: DesignCounts {
                    gates: (1 << (n - 1)) + 1,
                    depth: 2,
                    wires: (n + 1) << (n - 1),
                },
                xors: n - 1,
                deep: DesignCounts {
                    gates: 4 * (n - 1),
                    depth: 3 * u64::from(n.next_power_of_two().ilog2()),
                    wires: 8 * (n - 1),
                },
                neurons: DesignCounts { gates: n + 1, depth: 2, wires: n * (n + 1) },
            },
            Problem::Addition => {
                let terms = Terms::of_addition(n);
                // The carry of two single bits is one AND, which needs no OR.
                let ors = if n == 1 { 1 } else { n + 1 };
                let into_ors = if n == 1 { 2 } else { terms.count };
                Self {
                    terms: terms.count,
                    two_layer: DesignCounts {
                        gates: terms.count + ors,
                        depth: 2,
                        wires: terms.literals + into_ors,
                    },
                    xors: 2 * n - 1,
                    deep: DesignCounts {
                        gates: 9 * n - 4,
                        depth: if n == 1 { 3 } else { 2 * n + 2 },
                        wires: 18 * n - 9,
                    },
                    // Two bounds for the first bit, three for each other.
                    neurons: DesignCounts {
                        gates: 4 * n - 1,
                        depth: 2,
                        wires: 6 + 3 * (n * (n + 1) - 2) + 3 * (n - 1),
                    },
                }
            }
        }
    }
}

/// How many products, and literals in them, a smallest OR of ANDs has.
#[derive(Debug, Clone, Copy)]
struct Terms {
    count: u64,
    literals: u64,
}

impl Terms {
    const NONE: Self = Self { count: 0, literals: 0 };

    /// All bits of a sum. Every product for sum bit k fixes both its input bits, since
    /// changing one changes the sum: twice the products of the carry into it, twice those of
    /// the carry's negation, two literals longer each.
    fn of_addition(bits: u64) -> Self {
        let mut all = Self::NONE;
        // No carry comes into the first bit: its negation is the empty product.
        let (mut carry, mut no_carry) = (Self::NONE, Self { count: 1, literals: 0 });
        for _ in 0..bits {
            for half in [carry, no_carry, carry, no_carry] {
                all = all.plus(half.longer(2));
            }
            carry = carry.majority();
            // xy absorbs into x and y where the carry before is always 0.
            no_carry = if no_carry.literals == 0 {
                Self { count: 2, literals: 2 }
            } else {
                no_carry.majority()
            };
        }
        all.plus(carry)
    }

    /// The carry c out of a bit is xy ∨ xc′ ∨ yc′ with c′ the carry into it; likewise its
    /// negation with all three negated. Both are free of mixed signs, so that these products
    /// are prime and all needed.
    fn majority(self) -> Self {
        let one = self.longer(1);
        Self { count: 1, literals: 2 }.plus(one).plus(one)
    }

    fn longer(self, by: u64) -> Self {
        Self { count: self.count, literals: self.literals + by * self.count }
    }

    fn plus(self, other: Self) -> Self {
        Self { count: self.count + other.count, literals: self.literals + other.literals }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::circuits::{Circuit, Design, Operation};

    #[test]
    fn the_formulas_are_what_the_circuits_have() {
        for problem in [Problem::Parity, Problem::Addition] {
            for bits in problem.range() {
                let counts = Counts::of(problem, bits as u32);
                let built = |design| {
                    let circuit = Circuit::new(problem, design, bits).expect("in range");
                    DesignCounts {
                        gates: circuit.gates().len() as u64,
                        depth: circuit.depth() as u64,
                        wires: circuit.wires() as u64,
                    }
                };
                assert_eq!(counts.two_layer, built(Design::TwoLayer), "{bits}");
                assert_eq!(counts.deep, built(Design::Deep), "{bits}");
                assert_eq!(counts.neurons, built(Design::Neurons), "{bits}");
                let shallow =
                    Circuit::new(problem, Design::TwoLayer, bits).expect("in range");
                let ands = shallow.gates().iter();
                let ands = ands.filter(|gate| gate.operation == Operation::And).count();
                assert_eq!(counts.terms, ands as u64, "{bits}");
            }
        }
    }

    #[test]
    fn the_terms_of_an_addition_grow_like_six_times_two_to_the_bits() {
        for n in 1..=31_u32 {
            let closed = 6 * (1_u64 << n) - 4 * u64::from(n) - 5;
            assert_eq!(Counts::of(Problem::Addition, n).terms, closed, "{n}");
        }
    }
}
