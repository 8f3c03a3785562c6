//! Recurrent networks: one layer whose activations h_t come back as its input at the next
//! step, and backpropagation through time.
//!
//! A [`Network`] reads inputs x_1 … x_T one after the other, from h_0 on. Three cells say how
//! h_t follows from h_{t−1} and x_t: [`tanh`], [`lstm`] and [`gru`], each in a file of its own.
//! Whatever the loss L makes of h_T, unrolling the network over its steps gives ∂L/∂h_t by the
//! chapter's BP2, with the same weights in every layer (Werbos 1990, "Backpropagation through
//! time: what it does and how to do it").
//!
//! ∂L/∂h_t is the change of L where h_t is moved and the recursion goes on from there; an LSTM's
//! c_t is held meanwhile.
//!
//! ```
//! use unstable_gradients::recurrent::{Cell, Network, Weight};
//!
//! // One neuron that keeps half of itself at each step, and reads nothing.
//! let mut network = Network::zeros(Cell::Tanh, 1, 1);
//! let place = network.place(0, 0, Weight::Neuron(0));
//! network.parameters_mut()[place] = 0.5;
//! let x = [0.0; 4];
//! let errors = network.propagate_back(&network.read(&x), &x, &[1.0], None);
//! assert_eq!(errors.norms(1), [0.0625, 0.125, 0.25, 0.5, 1.0]);
//! ```

mod affine;
pub mod gru;
pub mod lstm;
mod memory;
mod setup;
mod spectral_radius;
pub mod tanh;

use strum::{IntoStaticStr, VariantArray};

use self::affine::Affine;
pub use self::{
    memory::{Clipping, Memory, Row, Step, THRESHOLD},
    setup::Setup,
    spectral_radius::spectral_radius,
};
use crate::maths;

/// How an activation follows from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Cell {
    /// h = tanh(W h + U x + b).
    Tanh,
    /// Long short-term memory.
    Lstm,
    /// Gated recurrent unit.
    Gru,
}

impl Cell {
    /// How many rows of weights a neuron has: one, or one for each gate and for what is gated.
    #[must_use]
    pub const fn gates(self) -> usize {
        match self {
            Self::Tanh => 1,
            Self::Lstm => lstm::GATES,
            Self::Gru => gru::GATES,
        }
    }

    /// How many numbers a neuron keeps of each step for the way back.
    const fn kept(self) -> usize {
        match self {
            Self::Tanh => tanh::KEPT,
            Self::Lstm => lstm::KEPT,
            Self::Gru => gru::KEPT,
        }
    }
}

/// A weight, by what it multiplies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The activation of this neuron one step before, from 0.
    Neuron(usize),
    /// This input, from 0.
    Input(usize),
    /// 1.
    Bias,
}

/// One recurrent layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    cell: Cell,
    neurons: usize,
    inputs: usize,
    parameters: Vec<f64>,
    initial: Vec<f64>,
}

impl Network {
    /// A network all of whose weights, biases and first activations are 0.
    #[must_use]
    pub fn zeros(cell: Cell, neurons: usize, inputs: usize) -> Self {
        let count = cell.gates() * neurons * (neurons + inputs + 1);
        Self {
            cell,
            neurons,
            inputs,
            parameters: vec![0.0; count],
            initial: vec![0.0; neurons],
        }
    }

    /// Its kind of cell.
    #[must_use]
    pub const fn cell(&self) -> Cell {
        self.cell
    }

    /// n.
    #[must_use]
    pub const fn neurons(&self) -> usize {
        self.neurons
    }

    /// d.
    #[must_use]
    pub const fn inputs(&self) -> usize {
        self.inputs
    }

    /// All weights and biases; [`Network::place`] says which is where.
    #[must_use]
    pub fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    /// The same, to be changed.
    pub fn parameters_mut(&mut self) -> &mut [f64] {
        &mut self.parameters
    }

    /// h_0, n numbers, to be changed; an LSTM's c_0 is 0.
    pub fn initial_mut(&mut self) -> &mut [f64] {
        &mut self.initial
    }

    /// Where the weight of `gate` of `neuron` (both from 0) is among the parameters.
    ///
    /// # Panics
    ///
    /// If the index is out of range.
    #[must_use]
    pub fn place(&self, gate: usize, neuron: usize, of: Weight) -> usize {
        let (n, d) = (self.neurons, self.inputs);
        assert!(gate < self.cell.gates() && neuron < n, "no such row of weights");
        let row = match of {
            Weight::Neuron(j) if j < n => j,
            Weight::Input(k) if k < d => n + k,
            Weight::Bias => n + d,
            Weight::Neuron(_) | Weight::Input(_) => panic!("no such weight"),
        };
        // A GRU's third gate is a map of its own, after that of the first two.
        let (offset, gates, gate) = match self.cell {
            Cell::Tanh | Cell::Lstm => (0, self.cell.gates(), gate),
            Cell::Gru if gate < 2 => (0, 2, gate),
            Cell::Gru => (2 * n * (n + d + 1), 1, 0),
        };
        offset + (row * gates + gate) * n + neuron
    }

    /// The affine map of some gates together.
    const fn affine(&self, gates: usize) -> Affine {
        Affine {
            neurons: self.neurons,
            inputs: self.inputs,
            outputs: gates * self.neurons,
        }
    }

    /// Reads `x`, T rows of d inputs.
    ///
    /// # Panics
    ///
    /// Unless `x` is a whole number of rows.
    #[must_use]
    pub fn read(&self, x: &[f64]) -> Trace {
        assert_eq!(x.len() % self.inputs, 0, "whole rows of inputs");
        let (n, length) = (self.neurons, x.len() / self.inputs);
        let mut trace = Trace {
            h: vec![0.0; (length + 1) * n],
            c: vec![0.0; (length + 1) * n],
            kept: vec![0.0; length * self.cell.kept() * n],
        };
        trace.h[..n].copy_from_slice(&self.initial);
        for (t, x) in x.chunks_exact(self.inputs).enumerate() {
            let (h, h_after) = trace.h[t * n..].split_at_mut(n);
            let (c, c_after) = trace.c[t * n..].split_at_mut(n);
            let kept = &mut trace.kept[t * self.cell.kept() * n..];
            let kept = &mut kept[..self.cell.kept() * n];
            let (h_after, c_after) = (&mut h_after[..n], &mut c_after[..n]);
            match self.cell {
                Cell::Tanh => tanh::forward(self, h, x, h_after, kept),
                Cell::Lstm => lstm::forward(self, (h, c), x, (h_after, c_after), kept),
                Cell::Gru => gru::forward(self, h, x, h_after, kept),
            }
        }
        trace
    }

    /// Backpropagation through time: `trace` is what [`Network::read`] made of `x`, `error` is
    /// ∂L/∂h_T. Adds ∂L/∂ of the parameters to `gradient`, where one is wanted.
    ///
    /// # Panics
    ///
    /// Unless there is a number of `error` for each neuron.
    #[must_use]
    pub fn propagate_back(
        &self,
        trace: &Trace,
        x: &[f64],
        error: &[f64],
        mut gradient: Option<&mut [f64]>,
    ) -> Errors {
        let n = self.neurons;
        assert_eq!(error.len(), n, "an error for each neuron");
        let length = x.len() / self.inputs;
        let mut errors =
            Errors { h: vec![0.0; (length + 1) * n], c: vec![0.0; (length + 1) * n] };
        errors.h[length * n..].copy_from_slice(error);
        let mut scratch = vec![0.0; (self.cell.gates() + 1) * n];
        for t in (0..length).rev() {
            let x = &x[t * self.inputs..][..self.inputs];
            let kept = &trace.kept[t * self.cell.kept() * n..][..self.cell.kept() * n];
            let (h, c) = (&trace.h[t * n..][..n], &trace.c[t * n..][..n]);
            let (dh, dh_after) = errors.h[t * n..].split_at_mut(n);
            let (dc, dc_after) = errors.c[t * n..].split_at_mut(n);
            let (dh_after, dc_after) = (&dh_after[..n], &mut dc_after[..n]);
            let way = Way {
                network: self,
                h,
                x,
                kept,
                scratch: &mut scratch,
                gradient: gradient.as_deref_mut(),
            };
            match self.cell {
                Cell::Tanh => tanh::backward(way, dh_after, dh),
                Cell::Lstm => lstm::backward(way, c, (dh_after, dc_after), (dh, dc)),
                Cell::Gru => gru::backward(way, dh_after, dh),
            }
        }
        errors
    }
}

/// What a network's step back needs.
#[derive(Debug)]
struct Way<'a> {
    network: &'a Network,
    /// h_{t−1}.
    h: &'a [f64],
    /// x_t.
    x: &'a [f64],
    /// Of the step forward.
    kept: &'a [f64],
    /// Numbers for each gate and one row more, whatever they were.
    scratch: &'a mut [f64],
    gradient: Option<&'a mut [f64]>,
}

/// What a network did with its inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// h_0 … h_T, rows of n.
    pub h: Vec<f64>,
    /// c_0 … c_T of an LSTM, rows of n; 0 of the others.
    pub c: Vec<f64>,
    kept: Vec<f64>,
}

impl Trace {
    /// h_T of `neurons` neurons.
    #[must_use]
    pub fn last(&self, neurons: usize) -> &[f64] {
        &self.h[self.h.len() - neurons..]
    }
}

/// The gradient at every step.
#[derive(Debug, Clone, PartialEq)]
pub struct Errors {
    /// ∂L/∂h_0 … ∂L/∂h_T, rows of n.
    pub h: Vec<f64>,
    /// ∂L/∂c_0 … ∂L/∂c_T of an LSTM, rows of n, where h_t = o_t ∘ tanh(c_t) follows c_t;
    /// 0 of the others.
    pub c: Vec<f64>,
}

impl Errors {
    /// ‖∂L/∂h_0‖ … ‖∂L/∂h_T‖.
    #[must_use]
    pub fn norms(&self, neurons: usize) -> Vec<f64> {
        self.h.chunks_exact(neurons).map(norm).collect()
    }
}

/// ‖v‖, computed without leaving the range of 64-bit floats.
fn norm(v: &[f64]) -> f64 {
    let largest = v.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    if largest == 0.0 || !v.iter().all(|x| x.is_finite()) {
        // The sum rather than the maximum, which would lose a NaN.
        return v.iter().map(|x| x.abs()).sum();
    }
    // A power of two scales without rounding.
    let power = maths::power_below(largest);
    let squares: f64 = v
        .iter()
        .map(|&x| {
            let x = maths::scale_by_power(x, -power);
            x * x
        })
        .sum();
    maths::scale_by_power(squares.sqrt(), power)
}

/// σ(z) and σ′(z).
fn sigmoid(z: f64) -> (f64, f64) {
    let e = maths::exp(-z.abs());
    let d = 1.0 + e;
    // σ(1 − σ) would lose every digit far out.
    (if z >= 0.0 { 1.0 / d } else { e / d }, e / (d * d))
}

/// tanh z and 1 − tanh² z.
fn tanh_with_slope(z: f64) -> (f64, f64) {
    let e = maths::exp(-2.0 * z.abs());
    let d = 1.0 + e;
    (maths::tanh(z), 4.0 * e / (d * d))
}
