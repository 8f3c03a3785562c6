use super::{Distribution, Generator, Layer, normal_deviates};

/// A matrix whose rows are orthonormal, or whose columns are if it has more rows than columns;
/// biases 0 (Saxe, McClelland and Ganguli 2013, "Exact solutions to the nonlinear dynamics of
/// learning in deep linear neural networks", section 3).
///
/// It is the factor Q of a matrix of normal deviates, so that every such matrix is as likely as
/// any other.
pub(crate) struct Orthogonal;

impl Distribution for Orthogonal {
    /// That of a single weight.
    fn weight_deviation(inputs: f64, outputs: f64) -> f64 {
        1.0 / inputs.max(outputs).sqrt()
    }

    fn deviates(_: Layer, count: usize, generator: &mut Generator) -> Vec<f64> {
        normal_deviates(count, 1.0, generator)
    }

    /// One row a step, or one column.
    fn arrange(w: &mut Vec<f64>, layer: Layer, step: usize) -> bool {
        let Layer { inputs, outputs } = layer;
        let is_tall = outputs > inputs;
        if is_tall && step == 0 {
            *w = transposed(w, inputs);
        }
        orthonormalise(w, inputs.max(outputs), step);
        let is_last = step + 1 >= inputs.min(outputs);
        if is_tall && is_last {
            *w = transposed(w, outputs);
        }
        is_last
    }
}

/// The columns of a matrix of rows of `length` numbers, one after the other.
#[inline(never)]
fn transposed(rows: &[f64], length: usize) -> Vec<f64> {
    (0..length).flat_map(|k| rows.iter().copied().skip(k).step_by(length)).collect()
}

/// Makes row `index` of rows of `length` numbers orthonormal to those before it, by Gram and
/// Schmidt's method in its modified form. R then has a positive diagonal, as Q needs to have no
/// preferred direction.
///
/// What is left of a row that was nearly in the span of those before it is not orthogonal to
/// them to the last digits; a second pass mends that.
fn orthonormalise(rows: &mut [f64], length: usize, index: usize) {
    let (before, rest) = rows.split_at_mut(index * length);
    let Some(row) = rest.get_mut(..length) else { return };
    for _ in 0..2 {
        for other in before.chunks_exact(length) {
            let part = dot(row, other);
            for (x, y) in row.iter_mut().zip(other) {
                *x -= part * y;
            }
        }
    }
    let norm = dot(row, row).sqrt();
    for x in row {
        *x /= norm;
    }
}

/// Σ x y, in four sums of every fourth product, which do not wait for each other.
#[inline(never)]
fn dot(x: &[f64], y: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    for (x, y) in x.chunks(4).zip(y.chunks(4)) {
        for ((sum, x), y) in sums.iter_mut().zip(x).zip(y) {
            *sum += x * y;
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Stream;

    fn weights(layer: Layer, generator: &mut Generator) -> Vec<f64> {
        let count = layer.inputs * layer.outputs;
        let mut w = Orthogonal::deviates(layer, count, generator);
        let mut steps = 0..;
        while !Orthogonal::arrange(&mut w, layer, steps.next().expect("a step")) {}
        w
    }

    #[test]
    fn rows_or_columns_are_orthonormal_to_the_last_digits() {
        for (inputs, outputs) in [(1, 1), (7, 7), (49, 30), (30, 49), (256, 256)] {
            let mut generator = Generator::new(4, Stream::Parameters);
            let w = weights(Layer { inputs, outputs }, &mut generator);
            let (rows, length) = if outputs <= inputs {
                (w, inputs)
            } else {
                (transposed(&w, inputs), outputs)
            };
            for (i, one) in rows.chunks(length).enumerate() {
                for (j, other) in rows.chunks(length).enumerate() {
                    let off = dot(one, other) - if i == j { 1.0 } else { 0.0 };
                    assert!(off.abs() < 2e-15, "{outputs} × {inputs}: {i} {j} {off}");
                }
            }
        }
    }

    #[test]
    fn a_square_one_turns_either_way() {
        let sign = |seed| {
            let mut generator = Generator::new(seed, Stream::Parameters);
            let w = weights(Layer { inputs: 2, outputs: 2 }, &mut generator);
            (w[0] * w[3] - w[1] * w[2]).signum()
        };
        let positive = (0..400).filter(|&seed| sign(seed) > 0.0).count();
        assert!((150..250).contains(&positive), "{positive} of 400 are rotations");
    }
}
