//! How a recurrent network is drawn.

use super::{Cell, Memory, Network, Weight, gru, lstm, norm, spectral_radius};
use crate::{
    Error,
    declaration::{Source, settings::recurrent},
    random::{Generator, Stream},
};

/// Standard deviation of h_0 of a tanh network, which would else stay at 0 without inputs.
const FIRST_ACTIVATION: f64 = 0.5;

/// What a network is drawn by.
///
/// W is drawn from N(0, 1/n) and U from N(0, s²/d), where s is `input`; a tanh network's W is
/// then multiplied so that its spectral radius is `radius`. Biases are 0, but for those of the
/// gates that keep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setup {
    /// The kind of cell.
    pub cell: Cell,
    /// Spectral radius of the tanh network's W.
    pub radius: f64,
    /// Bias of an LSTM's forget gates.
    pub forget_bias: f64,
    /// Bias of a GRU's update gates.
    pub update_bias: f64,
    /// T: 2 to 200.
    pub length: usize,
    /// n: 1 to 64.
    pub width: usize,
    /// s.
    pub input: f64,
}

impl Setup {
    /// d.
    pub const INPUTS: usize = 16;

    /// What `source` describes.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] naming the first key whose value is out of its range.
    pub fn read(source: &dyn Source) -> Result<Self, Error> {
        Ok(Self {
            cell: recurrent::CELL.read(source)?,
            radius: recurrent::RADIUS.read(source)?,
            forget_bias: recurrent::FORGET_BIAS.read(source)?,
            update_bias: recurrent::UPDATE_BIAS.read(source)?,
            length: recurrent::LENGTH.read_whole(source)?,
            width: recurrent::WIDTH.read_whole(source)?,
            input: recurrent::INPUT.read(source)?,
        })
    }

    /// About how many multiplications it takes to draw a network and measure its gradient.
    #[must_use]
    pub const fn drawing_cost(self) -> usize {
        // The powers of W, then forward and back.
        let radius =
            if matches!(self.cell, Cell::Tanh) { 30 * self.width.pow(3) } else { 0 };
        radius + 2 * self.pass_cost()
    }

    /// About how many multiplications a step of training takes.
    #[must_use]
    pub const fn step_cost(self) -> usize {
        3 * Memory::BATCH * self.pass_cost()
    }

    const fn pass_cost(self) -> usize {
        self.length * self.cell.gates() * self.width * (self.width + Self::INPUTS + 1)
    }

    /// The network of `seed`, and a direction of length 1 in which h_T is read.
    ///
    /// Drawn in this order: W of each gate, neuron by neuron; U of each gate likewise; h_0; the
    /// direction.
    #[must_use]
    pub fn draw(self, seed: u32) -> (Network, Vec<f64>) {
        let (n, d) = (self.width, Self::INPUTS);
        let mut generator = Generator::new(seed, Stream::RECURRENT);
        let mut network = Network::zeros(self.cell, n, d);
        let mut draw = |columns: usize, spread: f64, weight: fn(usize) -> Weight| {
            for gate in 0..self.cell.gates() {
                for neuron in 0..n {
                    for column in 0..columns {
                        let place = network.place(gate, neuron, weight(column));
                        network.parameters[place] = spread * generator.normal();
                    }
                }
            }
        };
        draw(n, 1.0 / (n as f64).sqrt(), Weight::Neuron);
        draw(d, self.input / (d as f64).sqrt(), Weight::Input);
        let mut bias = |gate, value| {
            for neuron in 0..n {
                let place = network.place(gate, neuron, Weight::Bias);
                network.parameters[place] = value;
            }
        };
        match self.cell {
            Cell::Tanh => self.scale(&mut network),
            Cell::Lstm => bias(lstm::FORGET, self.forget_bias),
            Cell::Gru => bias(gru::UPDATE, self.update_bias),
        }
        for first in network.initial_mut() {
            let drawn = FIRST_ACTIVATION * generator.normal();
            *first = if self.cell == Cell::Tanh { drawn } else { 0.0 };
        }
        let mut direction: Vec<f64> = (0..n).map(|_| generator.normal()).collect();
        let length = norm(&direction);
        for part in &mut direction {
            *part /= length;
        }
        (network, direction)
    }

    /// Gives W its spectral radius.
    fn scale(self, network: &mut Network) {
        let n = self.width;
        // A transposed matrix has the same eigenvalues.
        let matrix = &mut network.parameters[..n * n];
        let factor = self.radius / spectral_radius(matrix, n);
        for weight in matrix {
            *weight *= factor;
        }
    }
}
