//! The largest modulus of a matrix's eigenvalues.

use crate::maths;

/// How often the matrix is squared: the power is 2³⁰.
const SQUARINGS: i32 = 30;

/// ρ(A) of an n × n matrix, rows one after the other; 0 of one whose powers come to 0.
///
/// Gelfand's formula ρ(A) = lim ‖Aᵐ‖^(1/m) (Gelfand 1941, "Normierte Ringe"), m = 2³⁰ by repeated
/// squaring: the bound ‖Aᵐ‖ ≤ κ ρᵐ leaves a relative error of about ln κ / 2³⁰.
///
/// # Panics
///
/// Unless there are n² numbers.
#[must_use]
pub fn spectral_radius(matrix: &[f64], n: usize) -> f64 {
    assert_eq!(matrix.len(), n * n, "a square matrix");
    let mut power = matrix.to_vec();
    let mut square = vec![0.0; n * n];
    // log₂ of what was divided out of the power.
    let mut exponent = 0.0;
    for squaring in 0..=SQUARINGS {
        let largest = power.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
        if largest == 0.0 {
            return 0.0;
        }
        let scale = maths::power_below(largest);
        for x in &mut power {
            *x = maths::scale_by_power(*x, -scale);
        }
        exponent += f64::from(scale);
        if squaring == SQUARINGS {
            break;
        }
        square.fill(0.0);
        for (target, row) in square.chunks_exact_mut(n).zip(power.chunks_exact(n)) {
            for (&a, other) in row.iter().zip(power.chunks_exact(n)) {
                for (sum, &b) in target.iter_mut().zip(other) {
                    *sum += a * b;
                }
            }
        }
        std::mem::swap(&mut power, &mut square);
        exponent *= 2.0;
    }
    let squares: f64 = power.iter().map(|x| x * x).sum();
    let m = f64::from(1 << SQUARINGS);
    let log = (exponent * std::f64::consts::LN_2 + 0.5 * maths::ln(squares)) / m;
    maths::exp(log)
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::*;
    use crate::random::{Generator, Stream};

    #[test]
    fn it_is_that_of_the_eigenvalues() {
        let mut generator = Generator::new(1, Stream::RECURRENT);
        for n in [1, 2, 5, 16, 33] {
            let numbers: Vec<f64> = (0..n * n).map(|_| generator.normal()).collect();
            let eigenvalues =
                DMatrix::from_row_slice(n, n, &numbers).complex_eigenvalues();
            let expected = eigenvalues.iter().map(|z| z.re.hypot(z.im));
            let expected = expected.fold(0.0, f64::max);
            let got = spectral_radius(&numbers, n);
            assert!((got / expected - 1.0).abs() < 1e-7, "{n}: {got} {expected}");
        }
    }

    #[test]
    fn of_known_matrices_it_is_known() {
        assert_eq!(spectral_radius(&[0.0, 1.0, 0.0, 0.0], 2), 0.0);
        for scale in [1e-200, 1.0, 1e200] {
            // A rotation by 90 degrees, twice as long.
            let got = spectral_radius(&[0.0, -2.0 * scale, 2.0 * scale, 0.0], 2);
            assert!((got / (2.0 * scale) - 1.0).abs() < 1e-7, "{got}");
        }
    }
}
