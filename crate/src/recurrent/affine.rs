//! z = W h + U x + b, and its way back.

/// The shape of an affine map. Its parameters are stored by what they multiply: a row of
/// weights to all outputs for each neuron, one for each input, and one of biases, so that every
/// loop runs over neighbours in memory.
#[derive(Debug, Clone, Copy)]
pub(super) struct Affine {
    pub(super) neurons: usize,
    pub(super) inputs: usize,
    pub(super) outputs: usize,
}

/// Partial sums of a dot product: a fixed order of summation that vectors can follow.
const PARTS: usize = 8;

impl Affine {
    /// How many parameters there are.
    pub(super) const fn len(self) -> usize {
        (self.neurons + self.inputs + 1) * self.outputs
    }

    /// z = W h + U x + b.
    pub(super) fn apply(self, parameters: &[f64], h: &[f64], x: &[f64], z: &mut [f64]) {
        let mut rows = parameters[..self.len()].chunks_exact(self.outputs);
        let biases = (self.neurons + self.inputs) * self.outputs;
        z.copy_from_slice(&parameters[biases..][..self.outputs]);
        for (&a, row) in h.iter().chain(x).zip(&mut rows) {
            for (z, &w) in z.iter_mut().zip(row) {
                *z += w * a;
            }
        }
    }

    /// error_h += Wᵀ error_z.
    pub(super) fn back(self, parameters: &[f64], error_z: &[f64], error_h: &mut [f64]) {
        for (error, row) in error_h.iter_mut().zip(parameters.chunks_exact(self.outputs))
        {
            *error += dot(row, error_z);
        }
    }

    /// Adds ∂L/∂W = error_z hᵀ, ∂L/∂U and ∂L/∂b to `gradient`.
    pub(super) fn add_gradient(
        self,
        gradient: &mut [f64],
        error_z: &[f64],
        h: &[f64],
        x: &[f64],
    ) {
        let sources = h.iter().chain(x).chain(&[1.0]);
        for (&a, row) in sources.zip(gradient.chunks_exact_mut(self.outputs)) {
            for (slot, &error) in row.iter_mut().zip(error_z) {
                *slot += error * a;
            }
        }
    }
}

/// a · b, in partial sums.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut parts = [0.0; PARTS];
    let (a, b) = (a.chunks_exact(PARTS), b.chunks_exact(PARTS));
    let rest: f64 = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a.zip(b) {
        for lane in 0..PARTS {
            parts[lane] += a[lane] * b[lane];
        }
    }
    parts.iter().sum::<f64>() + rest
}
