//! A task that needs memory: which bit came first?

use strum::{IntoStaticStr, VariantArray};

use super::{Network, Setup, norm};
use crate::{
    maths,
    random::{Generator, Stream},
};

/// What is done to a long gradient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Clipping {
    /// Nothing.
    None,
    /// If its norm is above 1 it is divided by it (Pascanu, Mikolov and Bengio 2013, "On the
    /// difficulty of training recurrent neural networks", algorithm 1).
    Norm,
}

/// The norm above which a gradient is clipped.
pub const THRESHOLD: f64 = 1.0;

/// A network that learns by stochastic gradient descent to say, after T steps, which bit it was
/// shown at the first of them.
///
/// At the first step all inputs are 1, or all are −1: the bit. After it they are drawn from
/// N(0, 1) and mean nothing. The answer is a = σ(v · h_T + v_0), where v begins as a direction of
/// length 1 and v_0 as 0; the cost is cross-entropy. Every step of training draws
/// [`Memory::BATCH`] sequences of its own, so what it answers before it learns from them is what
/// it answers to sequences that it has never seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Memory {
    setup: Setup,
    seed: u32,
    network: Network,
    /// v, and v_0 after it.
    reader: Vec<f64>,
    steps: u32,
}

/// One step of training, as it was before the weights changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Mean cross-entropy of the batch.
    pub cost: f64,
    /// How many of the batch were answered right.
    pub correct: usize,
    /// ‖∂C/∂ of all parameters‖, before it was clipped.
    pub gradient: f64,
}

/// Some steps of training together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Row {
    steps: u32,
    costs: f64,
    correct: usize,
    /// The longest gradient of its steps, before it was clipped; NaN if one is.
    pub gradient: f64,
    has_diverged: bool,
}

impl Row {
    /// The steps of a full row: two hundred sequences.
    pub const STEPS: u32 = 10;
    /// The least mean cost of a batch that is called diverged: ten times that of guessing.
    pub const DIVERGED: f64 = 10.0 * std::f64::consts::LN_2;

    /// Adds a step.
    pub fn add(&mut self, step: Step) {
        self.steps += 1;
        self.costs += step.cost;
        self.correct += step.correct;
        // `max` would pass over NaN.
        if step.gradient > self.gradient || step.gradient.is_nan() {
            self.gradient = step.gradient;
        }
        self.has_diverged |= !(step.cost < Self::DIVERGED && step.gradient.is_finite());
    }

    /// Whether it has all its steps.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.steps == Self::STEPS
    }

    /// Whether a step's cost was [`Row::DIVERGED`] or more, or no number; or its gradient was
    /// not finite.
    #[must_use]
    pub const fn has_diverged(&self) -> bool {
        self.has_diverged
    }

    /// Mean cost of its sequences.
    #[must_use]
    pub fn cost(&self) -> f64 {
        self.costs / f64::from(self.steps)
    }

    /// Share of its sequences that were answered right.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        self.correct as f64 / (f64::from(self.steps) * Memory::BATCH as f64)
    }
}

impl Memory {
    /// Sequences of a step.
    pub const BATCH: usize = 20;

    /// The network of `seed` before its first step.
    #[must_use]
    pub fn new(setup: Setup, seed: u32) -> Self {
        let (network, mut reader) = setup.draw(seed);
        reader.push(0.0);
        Self { setup, seed, network, reader, steps: 0 }
    }

    /// All that training changes, for [`Memory::resume`].
    #[must_use]
    pub fn parameters(&self) -> Vec<f64> {
        [self.network.parameters(), &self.reader].concat()
    }

    /// How many parameters there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.network.parameters().len() + self.reader.len()
    }

    /// Goes on after `steps` steps that gave these parameters.
    ///
    /// # Panics
    ///
    /// Unless there are as many as [`Memory::count`].
    pub fn resume(&mut self, steps: u32, parameters: &[f64]) {
        assert_eq!(parameters.len(), self.count(), "all parameters");
        let (network, reader) = parameters.split_at(self.network.parameters().len());
        self.network.parameters_mut().copy_from_slice(network);
        self.reader.copy_from_slice(reader);
        self.steps = steps;
    }

    /// How many steps were made.
    #[must_use]
    pub const fn steps(&self) -> u32 {
        self.steps
    }

    /// ‖∂L/∂h_0‖ … ‖∂L/∂h_T‖ for L = v · h_T / ‖v‖ at one sequence, the same after every step.
    #[must_use]
    pub fn norms(&self) -> Vec<f64> {
        let mut generator = Generator::new(self.seed, Stream::Sequences);
        let (_, x) = self.sequence(&mut generator);
        let v = &self.reader[..self.setup.width];
        let length = norm(v);
        let direction: Vec<f64> = v.iter().map(|part| part / length).collect();
        let trace = self.network.read(&x);
        self.network.propagate_back(&trace, &x, &direction, None).norms(self.setup.width)
    }

    /// Learns from one batch by w → w − η ∂C/∂w.
    pub fn step(&mut self, rate: f64, clipping: Clipping) -> Step {
        let n = self.setup.width;
        let mut generator =
            Generator::of_item(self.seed, Stream::Sequences, self.steps + 1);
        let mut gradient = vec![0.0; self.count()];
        let (of_network, of_reader) =
            gradient.split_at_mut(self.network.parameters().len());
        let mut step = Step { cost: 0.0, correct: 0, gradient: 0.0 };
        let share = 1.0 / Self::BATCH as f64;
        for _ in 0..Self::BATCH {
            let (bit, x) = self.sequence(&mut generator);
            let trace = self.network.read(&x);
            let h = trace.last(n);
            let z = self.reader[n]
                + h.iter().zip(&self.reader).map(|(h, v)| h * v).sum::<f64>();
            step.cost += share * maths::softplus(if bit { -z } else { z });
            step.correct += usize::from((z > 0.0) == bit);
            // BP1: a − y.
            let error = share * (maths::sigmoid(z) - f64::from(u8::from(bit)));
            for (slot, &h) in of_reader.iter_mut().zip(h.iter().chain(&[1.0])) {
                *slot += error * h;
            }
            let at_last: Vec<f64> = self.reader[..n].iter().map(|v| error * v).collect();
            let _ = self.network.propagate_back(&trace, &x, &at_last, Some(of_network));
        }
        step.gradient = norm(&gradient);
        let is_clipped = clipping == Clipping::Norm && step.gradient > THRESHOLD;
        let rate = if is_clipped { rate * THRESHOLD / step.gradient } else { rate };
        let parameters = self.network.parameters_mut().iter_mut().chain(&mut self.reader);
        for (parameter, slope) in parameters.zip(&gradient) {
            *parameter -= rate * slope;
        }
        self.steps += 1;
        step
    }

    /// A bit, and the T rows of inputs that show it.
    fn sequence(&self, generator: &mut Generator) -> (bool, Vec<f64>) {
        let bit = generator.uniform() < 0.5;
        let first = if bit { 1.0 } else { -1.0 };
        let noise = (1..self.setup.length).flat_map(|_| [0.0; Setup::INPUTS]);
        let mut x: Vec<f64> = [first; Setup::INPUTS].into_iter().chain(noise).collect();
        for value in &mut x[Setup::INPUTS..] {
            *value = generator.normal();
        }
        (bit, x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recurrent::Cell;

    fn setup(cell: Cell) -> Setup {
        Setup {
            cell,
            radius: 1.0,
            forget_bias: 2.0,
            update_bias: 2.0,
            length: 8,
            width: 12,
            input: 1.0,
        }
    }

    const CELLS: [Cell; 3] = [Cell::Tanh, Cell::Lstm, Cell::Gru];

    #[test]
    fn a_network_learns_what_it_can_remember() {
        for cell in CELLS {
            let mut memory = Memory::new(setup(cell), 1);
            let mut rows = [Row::default(); 60];
            for row in &mut rows {
                while !row.is_full() {
                    row.add(memory.step(1.0, Clipping::Norm));
                }
            }
            assert!(rows[0].accuracy() < 0.8, "{cell:?} {:?}", rows[0]);
            assert!(rows[59].accuracy() > 0.95, "{cell:?} {:?}", rows[59]);
            assert!(!rows[59].has_diverged());
        }
    }

    #[test]
    fn training_goes_on_where_it_stopped() {
        for cell in CELLS {
            let mut whole = Memory::new(setup(cell), 3);
            for _ in 0..3 {
                whole.step(1.0, Clipping::None);
            }
            let mut resumed = Memory::new(setup(cell), 3);
            resumed.resume(3, &whole.parameters());
            assert_eq!(whole, resumed);
            assert_eq!(
                whole.step(1.0, Clipping::None),
                resumed.step(1.0, Clipping::None)
            );
            assert_eq!(whole.parameters(), resumed.parameters());
        }
    }

    #[test]
    fn a_step_is_down_the_gradient_of_the_batchs_cost() {
        for cell in CELLS {
            let start = Memory::new(setup(cell), 2);
            let before = start.parameters();
            const RATE: f64 = 1e-3;
            const MOVE: f64 = 1e-5;
            let mut stepped = start.clone();
            stepped.step(RATE, Clipping::None);
            let after = stepped.parameters();
            let last = before.len() - 1;
            for index in [0, last / 3, last / 2, last - 1, last] {
                let [above, below] = [MOVE, -MOVE].map(|by| {
                    let mut moved = before.clone();
                    moved[index] += by;
                    let mut there = start.clone();
                    there.resume(0, &moved);
                    there.step(RATE, Clipping::None).cost
                });
                let expected = (above - below) / (2.0 * MOVE);
                let got = (before[index] - after[index]) / RATE;
                assert!((got - expected).abs() < 1e-8, "{cell:?} {got} {expected}");
            }
        }
    }

    #[test]
    fn a_clipped_step_is_no_longer_than_the_rate() {
        let wild = Setup { radius: 3.0, input: 0.1, ..setup(Cell::Tanh) };
        let start = Memory::new(wild, 1);
        let length_of = |clipping| {
            let mut memory = start.clone();
            let step = memory.step(0.1, clipping);
            let moves: Vec<f64> = memory
                .parameters()
                .iter()
                .zip(start.parameters())
                .map(|(after, before)| after - before)
                .collect();
            (norm(&moves) / 0.1, step.gradient)
        };
        let (free, gradient) = length_of(Clipping::None);
        assert!(gradient > THRESHOLD && (free / gradient - 1.0).abs() < 1e-9);
        assert!((length_of(Clipping::Norm).0 - THRESHOLD).abs() < 1e-9);
    }

    #[test]
    fn a_cost_ten_times_that_of_guessing_has_diverged() {
        let mut row = Row::default();
        row.add(Step { cost: 6.9, correct: 10, gradient: 1.0 });
        assert!(!row.has_diverged());
        row.add(Step { cost: 7.0, correct: 10, gradient: 1.0 });
        assert!(row.has_diverged());
        for step in [
            Step { cost: f64::NAN, correct: 0, gradient: 1.0 },
            Step { cost: 0.1, correct: 0, gradient: f64::NAN },
        ] {
            let mut row = Row::default();
            row.add(step);
            assert!(
                row.has_diverged() && row.gradient.to_bits() == step.gradient.to_bits()
            );
        }
    }
}
