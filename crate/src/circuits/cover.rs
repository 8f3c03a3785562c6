//! Prime implicants by enumeration of all products.

/// A product of literals: the rows of a truth table that agree with `value` wherever `care`
/// has a one. Bit i stands for input i.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cube {
    /// Which inputs occur in the product.
    pub care: u32,
    /// Which of them occur unnegated; the others are negated. 0 outside `care`.
    pub value: u32,
}

impl Cube {
    /// Whether the product is 1 in a row.
    #[must_use]
    pub fn covers(self, row: u32) -> bool {
        row & self.care == self.value
    }

    /// The inputs of the product, each with whether it is plain.
    pub fn literals(self) -> impl Iterator<Item = (usize, bool)> {
        (0..u32::BITS as usize)
            .filter(move |input| self.care >> input & 1 == 1)
            .map(move |input| (input, self.value >> input & 1 == 1))
    }
}

/// A digit of a product written to base 3: negated, plain, or absent.
const ABSENT: u8 = 2;

/// All products that imply the function, but no longer do so without any one literal.
///
/// `function` is called for every row of the truth table, bit i of which is input i. All
/// 3ⁿ products are looked at, for n inputs: n up to about 14 is quick.
pub fn prime_implicants(inputs: usize, function: impl Fn(usize) -> bool) -> Vec<Cube> {
    let powers: Vec<usize> =
        (0..=inputs as u32).map(|digit| 3_usize.pow(digit)).collect();
    let mut implies = Vec::with_capacity(powers[inputs]);
    let mut digits = vec![0_u8; inputs];
    for product in 0..powers[inputs] {
        let absent = digits.iter().position(|&digit| digit == ABSENT);
        implies.push(match absent {
            // A product implies the function if its two halves do; they were looked at before.
            Some(input) => {
                implies[product - powers[input]] && implies[product - 2 * powers[input]]
            }
            None => function(value_of(&digits)),
        });
        advance(&mut digits);
    }
    let mut primes = Vec::new();
    digits.fill(0);
    for product in 0..powers[inputs] {
        let is_prime = implies[product]
            && digits.iter().enumerate().all(|(input, &digit)| {
                let wider = product + usize::from(ABSENT - digit) * powers[input];
                digit == ABSENT || !implies[wider]
            });
        if is_prime {
            let present = |&(_, &digit): &(usize, &u8)| digit != ABSENT;
            let inputs = digits.iter().enumerate().filter(present);
            let care = inputs.map(|(input, _)| 1 << input).sum();
            primes.push(Cube { care, value: value_of(&digits) as u32 });
        }
        advance(&mut digits);
    }
    primes
}

/// The row in which the plain inputs are 1.
fn value_of(digits: &[u8]) -> usize {
    let plain = digits.iter().enumerate().filter(|&(_, &digit)| digit == 1);
    plain.map(|(input, _)| 1 << input).sum()
}

/// Counts on by one, to base 3.
fn advance(digits: &mut [u8]) {
    for digit in digits {
        if *digit < ABSENT {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_majority_of_three_has_its_three_pairs() {
        let primes = prime_implicants(3, |row| row.count_ones() >= 2);
        let cares: Vec<u32> = primes.iter().map(|prime| prime.care).collect();
        assert_eq!(cares, [0b110, 0b101, 0b011]);
        assert!(primes.iter().all(|prime| prime.care == prime.value));
    }

    #[test]
    fn a_constant_is_one_empty_product_or_none() {
        assert_eq!(prime_implicants(4, |_| true), [Cube { care: 0, value: 0 }]);
        assert_eq!(prime_implicants(4, |_| false), []);
    }

    #[test]
    fn the_primes_together_are_the_function() {
        // A function without structure, from the bits of a multiplication.
        let function = |row: usize| row.wrapping_mul(0x9e37_79b9) >> 7 & 1 == 1;
        let primes = prime_implicants(8, function);
        for row in 0..256 {
            let covered = primes.iter().any(|prime| prime.covers(row));
            assert_eq!(covered, function(row as usize), "{row}");
        }
    }
}
