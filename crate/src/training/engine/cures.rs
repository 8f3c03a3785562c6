//! Cures: what a pass does beyond the chapter's equations, in hidden layers alone.
//!
//! | cure | forward | backward |
//! |---|---|---|
//! | normalisation | z = γ ⊙ û + b, with u = w a | δ = ∂C/∂z as before; ∂C/∂u takes its place in BP2 and BP4 |
//! | dropout | a = m ⊙ φ(z) | δ = ∂C/∂a ⊙ m ⊙ φ′(z) |
//! | residual | aˡ = aˡ⁻¹ + φ(zˡ), where both layers are equally wide | ∂C/∂aˡ⁻¹ = (wˡ)ᵀ ∂C/∂uˡ + ∂C/∂aˡ |
//!
//! Normalisations are in `training/normalisation/`. Dropout is Srivastava, Hinton, Krizhevsky,
//! Sutskever and Salakhutdinov's (2014, "Dropout: a simple way to prevent neural networks from
//! overfitting", section 4) with the factor put into training (section 10): m is 0 with probability p,
//! else 1/(1 − p), so that measuring needs no factor. Residual connections are those of He, Zhang, Ren and
//! Sun (2016, "Deep residual learning for image recognition", equation 1), one layer long.
//!
//! None of this is inlined where both precisions' passes would have to be loaded with a copy of
//! it. An engine without cures passes all of this by with one test a layer and chunk.

use super::{
    Engine,
    faint::lift_if_faint,
    layout::{Layer, Trace},
};
use crate::{
    Error,
    maths::Real,
    random::{Generator, Stream},
    training::{
        Normalisation, Optimiser, Settings,
        aligned::Aligned,
        kernel::multiply_each,
        normalisation::{Pass, Statistics},
        optimiser::{Memory, Stride},
        saved::Saved,
    },
};

/// Which cures an engine has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cures {
    /// What weighted inputs are normalised over.
    pub normalisation: Normalisation,
    /// Whether there are residual connections.
    pub residual: bool,
    /// The share of the neurons that are left out for each image.
    pub dropout: f64,
    /// The seed of the choice of those neurons.
    pub seed: u32,
    /// Images of a mini-batch, which pass at once where they are normalised together.
    pub batch: usize,
}

impl Cures {
    /// Those of a run with these settings.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let &Settings { normalisation, residual, dropout, seed, batch, .. } = settings;
        Self { normalisation, residual, dropout, seed, batch }
    }

    fn are_none(self) -> bool {
        self.normalisation == Normalisation::None && !self.residual && self.dropout == 0.0
    }
}

/// An engine's cures and what they remember.
#[derive(Debug, Clone)]
pub(super) struct Cured<T> {
    cures: Cures,
    /// What the last images passed for.
    pass: Pass,
    generator: Generator,
    /// Its state at the end of the last mini-batch.
    generator_before: Generator,
    /// One a hidden layer.
    layers: Vec<CuredLayer<T>>,
}

#[derive(Debug, Clone)]
struct CuredLayer<T> {
    width: usize,
    stride: usize,
    /// Whether the activations of the layer before are added.
    is_residual: bool,
    /// γ, and 0 where the neurons end.
    gains: Aligned<T>,
    gain_sums: Aligned<T>,
    memory: Memory<T>,
    statistics: Statistics<T>,
    /// û, δ, ∂C/∂a and m of the images that pass: rows of `stride` numbers, as far as needed.
    normalised: Aligned<T>,
    deltas: Aligned<T>,
    errors: Aligned<T>,
    mask: Aligned<T>,
}

impl<T: Real> Engine<T> {
    /// The same engine with these cures.
    #[must_use]
    #[inline(never)]
    pub fn with_cures(mut self, cures: Cures) -> Self {
        if cures.are_none() || !cfg!(feature = "cures") {
            return self;
        }
        if cures.normalisation == Normalisation::Batch && cures.batch > self.chunk {
            self.chunk = cures.batch;
            for (layer, trace) in self.layers.iter().zip(&mut self.traces) {
                *trace = Trace::new(self.chunk * layer.stride);
            }
        }
        let rows = |is_needed, stride: usize| {
            Aligned::filled(T::ZERO, if is_needed { self.chunk * stride } else { 0 })
        };
        let hidden = self.layers.len() - 1;
        let is_residual = |index: usize| {
            let layer = &self.layers[index];
            cures.residual && index > 0 && index < hidden && layer.inputs == layer.outputs
        };
        let is_normalised = cures.normalisation != Normalisation::None;
        let layers = (0..hidden).map(|index| {
            let &Layer { outputs: width, stride, .. } = &self.layers[index];
            let mut gains = Aligned::filled(T::ZERO, stride);
            gains[..width].fill(T::ONE);
            CuredLayer {
                width,
                stride,
                is_residual: is_residual(index),
                gains,
                gain_sums: Aligned::filled(T::ZERO, stride),
                memory: Memory::default(),
                statistics: Statistics::new(stride),
                normalised: rows(is_normalised, stride),
                deltas: rows(is_normalised, stride),
                errors: rows(is_residual(index), stride),
                mask: rows(cures.dropout > 0.0, stride),
            }
        });
        self.cures = Some(Box::new(Cured {
            cures,
            pass: Pass::Measuring,
            generator: Generator::new(cures.seed, Stream::Dropout),
            generator_before: Generator::new(cures.seed, Stream::Dropout),
            layers: layers.collect(),
        }));
        self
    }

    /// The gains γ of a hidden layer; none without normalisation.
    #[must_use]
    pub fn gains(&self, layer: usize) -> Vec<f64> {
        let Some(cured) = self.cures.as_ref().filter(|cured| cured.is_normalised())
        else {
            return vec![];
        };
        let CuredLayer { gains, width, .. } = &cured.layers[layer];
        gains[..*width].iter().map(|gain| gain.to_f64()).collect()
    }
}

/// What there is of cures. In a build for the browser without the feature `cures` the answer is
/// none at compile time, so that none of their code is in it.
#[inline(always)]
pub(super) fn at_hand<T>(cures: &mut Option<Box<Cured<T>>>) -> Option<&mut Cured<T>> {
    if cfg!(feature = "cures") { cures.as_deref_mut() } else { None }
}

impl<T: Real> Cured<T> {
    pub(super) fn is_normalised(&self) -> bool {
        self.cures.normalisation != Normalisation::None
    }

    /// Begins a pass of `images` images. Dropout's draws are made here, image by image, so that
    /// they do not depend on how many images pass at once.
    #[inline(never)]
    pub(super) fn begin(&mut self, pass: Pass, images: usize) {
        self.pass = pass;
        let dropout = self.cures.dropout;
        if pass != Pass::Training || dropout == 0.0 {
            return;
        }
        let kept = T::from_f64(1.0 / (1.0 - dropout));
        for image in 0..images {
            for layer in &mut self.layers {
                let row = &mut layer.mask[image * layer.stride..][..layer.width];
                for factor in row {
                    let is_left_out = self.generator.uniform() < dropout;
                    *factor = if is_left_out { T::ZERO } else { kept };
                }
            }
        }
    }

    /// u → z = γ ⊙ û + b in a hidden layer with these biases.
    #[inline(never)]
    pub(super) fn normalise(&mut self, index: usize, z: &mut [T], biases: &[T]) {
        let Some(layer) = self.layers.get_mut(index) else { return };
        if self.cures.normalisation == Normalisation::None {
            return;
        }
        let CuredLayer { statistics, normalised, gains, width, stride, .. } = layer;
        self.cures.normalisation.forward(z, *width, statistics, self.pass);
        normalised[..z.len()].copy_from_slice(z);
        for row in z.chunks_exact_mut(*stride) {
            for ((z, gain), bias) in row.iter_mut().zip(gains.iter()).zip(biases) {
                *z = *gain * *z + *bias;
            }
        }
    }

    /// Dropout of the first `filled` activations of a hidden layer, and the residual connection
    /// from the activations `before`.
    #[inline(never)]
    pub(super) fn connect(
        &mut self,
        index: usize,
        before: Option<&Trace<T>>,
        trace: &mut Trace<T>,
        filled: usize,
    ) {
        let Some(layer) = self.layers.get_mut(index) else { return };
        if self.pass == Pass::Training && self.cures.dropout > 0.0 {
            let mask = &layer.mask[..filled];
            multiply_each(&mut trace.activations[..filled], mask);
            multiply_each(&mut trace.slopes[..filled], mask);
        }
        if let Some(before) = before.filter(|_| layer.is_residual) {
            let sums = trace.activations[..filled].iter_mut();
            for (a, before) in sums.zip(before.activations.iter()) {
                *a += *before;
            }
        }
    }

    /// Turns what BP2 has gathered for a hidden layer, (wˡ⁺¹)ᵀ ∂C/∂uˡ⁺¹, into ∂C/∂u.
    #[inline(never)]
    pub(super) fn propagate_back(
        &mut self,
        index: usize,
        trace: &mut Trace<T>,
        filled: usize,
        exponent: i32,
    ) {
        let deltas = &mut trace.deltas[..filled];
        if let Some(next) = self.layers.get(index + 1).filter(|next| next.is_residual) {
            for (error, next) in deltas.iter_mut().zip(next.errors.iter()) {
                *error += *next;
            }
        }
        let layer = &mut self.layers[index];
        if layer.is_residual {
            layer.errors[..filled].copy_from_slice(deltas);
        }
        multiply_each(deltas, &trace.slopes[..filled]);
        if self.cures.normalisation == Normalisation::None {
            // Sums of errors of several layers would need one power for all.
            let is_lifted = !self.cures.residual;
            trace.exponent = exponent - if is_lifted { lift_if_faint(deltas) } else { 0 };
            return;
        }
        trace.exponent = 0;
        let CuredLayer { statistics, normalised, gains, width, stride, .. } = layer;
        layer.deltas[..filled].copy_from_slice(deltas);
        for row in deltas.chunks_exact_mut(*stride) {
            multiply_each(row, gains);
        }
        let normalised = &normalised[..filled];
        self.cures
            .normalisation
            .backward(deltas, normalised, *width, statistics, self.pass);
    }

    /// δ of a hidden layer, where it is not what BP4 takes.
    pub(super) fn deltas(&self, index: usize) -> Option<&[T]> {
        let layer = self.layers.get(index).filter(|_| self.is_normalised());
        layer.map(|layer| &layer.deltas[..])
    }

    /// Adds the gradients of the gains, ∂C/∂γ = δ ⊙ û, of so many images to their sums.
    #[inline(never)]
    pub(super) fn add_gain_gradients(&mut self, images: usize) {
        if !self.is_normalised() {
            return;
        }
        for layer in &mut self.layers {
            let filled = images * layer.stride;
            let deltas = layer.deltas[..filled].chunks_exact(layer.stride);
            for (deltas, hats) in deltas.zip(layer.normalised.chunks_exact(layer.stride))
            {
                let each = layer.gain_sums.iter_mut().zip(deltas).zip(hats);
                for ((sum, delta), hat) in each {
                    *sum += *delta * *hat;
                }
            }
        }
    }

    /// Takes a step of the gains, except those of the first `frozen` layers.
    #[inline(never)]
    pub(super) fn descend(
        &mut self,
        optimiser: Optimiser,
        stride: &Stride<T>,
        frozen: usize,
    ) {
        if !self.is_normalised() {
            return;
        }
        for layer in &mut self.layers[frozen..] {
            let CuredLayer { gains, memory, gain_sums, .. } = layer;
            optimiser.step(gains, memory, gain_sums, stride);
        }
    }

    /// Ends a mini-batch: a run that is taken up goes back to the end of one.
    pub(super) fn end_batch(&mut self) {
        self.generator_before = self.generator.clone();
    }

    /// Saves what the cures remember at the end of the last mini-batch, or takes it up.
    pub(super) fn save(&mut self, saved: &mut Saved<'_>) -> Result<(), Error> {
        saved.generator(&mut self.generator_before, "dropout")?;
        if saved.is_read() {
            self.generator = self.generator_before.clone();
        }
        if !self.is_normalised() {
            return Ok(());
        }
        for layer in &mut self.layers {
            saved.numbers(&mut layer.gains, "gains")?;
            layer.memory.save(saved, layer.stride)?;
            layer.statistics.save(saved)?;
        }
        Ok(())
    }

    pub(super) fn clear(&mut self) {
        for layer in &mut self.layers {
            layer.gain_sums.fill(T::ZERO);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        declaration::Choice,
        measures::Tally,
        network::{Activation, Cost, Initialisation, Network},
        training::Examples,
    };

    /// Images of random pixels and digits.
    fn images(inputs: usize, count: usize, generator: &mut Generator) -> Examples<f64> {
        let mut examples = Examples::empty(inputs);
        for _ in 0..count {
            let pixels: Vec<f64> = (0..inputs).map(|_| generator.uniform()).collect();
            examples.push(&pixels, generator.below(10) as u8);
        }
        examples
    }

    /// An engine of random shape and parameters with these cures.
    fn engine(sizes: &[usize], cures: Cures, generator: &mut Generator) -> Engine<f64> {
        let (activation, cost) = (Activation::Tanh, Cost::CrossEntropy);
        let seed = generator.below(1000);
        let network =
            Network::initialise(sizes, activation, cost, Initialisation::Chapter, seed);
        let mut engine = Engine::new(&network).with_cures(cures);
        // Gains of 1 would hide where one is left out.
        for layer in &mut engine.cures.as_mut().expect("cures").layers {
            for gain in &mut layer.gains[..layer.width] {
                *gain = 0.5 + generator.uniform();
            }
        }
        engine
    }

    /// The cost of all images, passed for `pass` with the draws that are next.
    fn cost(engine: &Engine<f64>, examples: &Examples<f64>, pass: Pass) -> f64 {
        let chosen: Vec<u32> = (0..examples.len() as u32).collect();
        let (mut engine, mut tally) = (engine.clone(), Tally::default());
        engine.pass(examples, &chosen, pass);
        engine.tally(examples, &chosen, &mut tally);
        tally.cost
    }

    /// Compares what backpropagation finds for one parameter with a central difference.
    fn assert_derivative(
        engine: &Engine<f64>,
        examples: &Examples<f64>,
        pass: Pass,
        found: f64,
        parameter: impl Fn(&mut Engine<f64>) -> &mut f64,
        what: &str,
    ) {
        let step = 1e-5;
        let moved = |by| {
            let mut moved = engine.clone();
            *parameter(&mut moved) += by;
            cost(&moved, examples, pass)
        };
        let difference = (moved(step) - moved(-step)) / (2.0 * step);
        let apart = (found - difference).abs();
        assert!(
            apart < 1e-6 * difference.abs().max(1.0),
            "{what}: {found}, {difference}"
        );
    }

    #[test]
    fn gradients_agree_with_central_differences_on_random_shapes() {
        let mut generator = Generator::new(5, Stream::Check);
        let mut compared = 0;
        for round in 0..12 {
            for &normalisation in Normalisation::ALL {
                let residual = round % 2 == 0;
                let dropout = [0.0, 0.4][round / 2 % 2];
                let pass = [Pass::Training, Pass::Training, Pass::Measuring][round % 3];
                let count = 3 + generator.below(6) as usize;
                let inputs = 1 + generator.below(6) as usize;
                let widths = [2 + generator.below(8), 2 + generator.below(8)];
                let [one, other] = widths.map(|width| width as usize);
                let sizes = [inputs, one, other, other, other, 10];
                let cures =
                    Cures { normalisation, residual, dropout, seed: 1, batch: count };
                if cures.are_none() {
                    continue;
                }
                let what = format!("{sizes:?}, {count} images, {pass:?}, {cures:?}");
                let examples = images(inputs, count, &mut generator);
                let chosen: Vec<u32> = (0..count as u32).collect();
                let mut start = engine(&sizes, cures, &mut generator);
                start.settle(&examples, &chosen);
                let mut engine = start.clone();
                engine.pass(&examples, &chosen, pass);
                engine.propagate_back(&examples, &chosen);
                engine.add_bias_gradients(count);
                engine.add_weight_gradients(&examples, &chosen);
                for index in 0..sizes.len() - 1 {
                    let Layer { inputs, outputs, stride, .. } = engine.layers[index];
                    let j = generator.below(outputs as u32) as usize;
                    let k = generator.below(inputs as u32) as usize * stride + j;
                    let what = format!("{what}, layer {index}");
                    let check =
                        |found, parameter: &dyn Fn(&mut Engine<f64>) -> &mut f64| {
                            assert_derivative(
                                &start, &examples, pass, found, parameter, &what,
                            );
                        };
                    let layer = &engine.layers[index];
                    check(layer.bias_sums.values[j], &|e| &mut e.layers[index].biases[j]);
                    let sums = &layer.weight_sums.values;
                    check(sums[k], &|e| &mut e.layers[index].weights[k]);
                    let cured = &engine.cures.as_ref().expect("cures").layers;
                    if normalisation != Normalisation::None && index < cured.len() {
                        check(cured[index].gain_sums[j], &|e| {
                            &mut e.cures.as_mut().expect("cures").layers[index].gains[j]
                        });
                    }
                    compared += 1;
                }
            }
        }
        assert!(compared > 150, "{compared}");
    }

    #[test]
    fn dropout_leaves_out_its_share_and_keeps_the_mean() {
        let mut generator = Generator::new(6, Stream::Check);
        let cures = Cures {
            normalisation: Normalisation::None,
            residual: false,
            dropout: 0.25,
            seed: 9,
            batch: 10,
        };
        let mut engine = engine(&[3, 40, 40, 10], cures, &mut generator);
        let cured = engine.cures.as_mut().expect("cures");
        cured.begin(Pass::Training, 60);
        let factors: Vec<f64> = cured
            .layers
            .iter()
            .flat_map(|layer| layer.mask[..60 * 40].to_vec())
            .collect();
        let left_out = factors.iter().filter(|&&factor| factor == 0.0).count();
        // Of 4,800 draws, within five standard deviations.
        assert!(left_out.abs_diff(1200) < 150, "{left_out}");
        assert!(factors.iter().all(|&factor| factor == 0.0 || factor == 1.0 / 0.75));
    }

    #[test]
    fn dropout_draws_the_same_however_many_images_pass_at_once() {
        let mut generator = Generator::new(7, Stream::Check);
        let cures = Cures {
            normalisation: Normalisation::None,
            residual: false,
            dropout: 0.5,
            seed: 9,
            batch: 10,
        };
        let engine = engine(&[3, 5, 4, 10], cures, &mut generator);
        let row = |cured: &Cured<f64>, image: usize| -> Vec<f64> {
            let rows =
                cured.layers.iter().map(|l| &l.mask[image * l.stride..][..l.width]);
            rows.flatten().copied().collect()
        };
        let (mut whole, mut parts) = (engine.clone(), engine);
        let whole = whole.cures.as_mut().expect("cures");
        whole.begin(Pass::Training, 7);
        let parts = parts.cures.as_mut().expect("cures");
        for images in [0..3, 3..4, 4..7] {
            parts.begin(Pass::Training, images.len());
            for (place, image) in images.enumerate() {
                assert_eq!(row(whole, image), row(parts, place), "image {image}");
            }
        }
    }
}
