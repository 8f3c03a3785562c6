//! Many random chains: how |∂C/∂b₁| / |∂C/∂b_L| is distributed at every depth L.
//!
//! The ratio does not depend on the cost: ∂C/∂b_L = σ′(z_L) ∂C/∂a_L is the tail that all
//! gradients share, and
//!
//! log₁₀(|∂C/∂b₁| / |∂C/∂b_L|) = Σ_{j=2…L} log₁₀|w_j σ′(z_{j−1})|.
//!
//! It is summed from logarithms, since the product leaves the range of 64-bit floats, as even
//! σ′ alone can: ln σ′(z) = −|z| − 2 ln(1 + e^−|z|). Every chain is drawn at the greatest
//! depth; its first L neurons are the chain of depth L. Eight chains are computed at a time.

use std::f64::consts::LOG10_E;

use super::MAX_NEURONS;
use crate::Error;
use crate::declaration::{Source, settings::random_chains};
use crate::maths::real::{LANES, Lanes, map, splat, zip};
use crate::maths::{self, ln};
use crate::measures::{DECADES, Fate, between};
use crate::network::{Activation, Function, With};
use crate::random::{Generator, Stream};

/// The least depth: with one neuron there is no ratio.
pub const LEAST_DEPTH: usize = random_chains::DEPTH.min as usize;
/// How many depths there are, 2 … 32.
pub const DEPTHS: usize = MAX_NEURONS - LEAST_DEPTH + 1;
/// Which quantiles a [`Summary`] has.
pub const QUANTILES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// Widths of bars, in decades. One always begins at −[`DECADES`], so that none lies across the
/// line between vanishing and not; up to twice [`DECADES`] none lies across that to exploding.
const STEPS: [f64; 9] = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0];
const MOST_BARS: f64 = 50.0;

/// How chains are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// How many.
    pub chains: u32,
    /// The standard deviation of every weight, whose mean is 0.
    pub weight_spread: f64,
    /// The standard deviation of every bias, whose mean is 0.
    pub bias_spread: f64,
    /// The input a_0 of every chain.
    pub input: f64,
    /// The activation of every neuron.
    pub activation: Activation,
    /// The seed; chain i has its own generator, [`Generator::of_item`] i.
    pub seed: u32,
}

impl Settings {
    /// The settings that `source` has.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] naming the first key whose value is out of its range.
    pub fn read(source: &dyn Source) -> Result<Self, Error> {
        Ok(Self {
            chains: random_chains::CHAINS.read_whole(source)? as u32,
            weight_spread: random_chains::WEIGHT_SPREAD.read(source)?,
            bias_spread: random_chains::BIAS_SPREAD.read(source)?,
            input: random_chains::INPUT.read(source)?,
            activation: random_chains::ACTIVATION.read(source)?,
            seed: random_chains::SEED.read_whole(source)? as u32,
        })
    }

    fn check(&self) -> Result<(), Error> {
        random_chains::CHAINS.check(f64::from(self.chains))?;
        random_chains::WEIGHT_SPREAD.check(self.weight_spread)?;
        random_chains::BIAS_SPREAD.check(self.bias_spread)?;
        random_chains::INPUT.check(self.input)?;
        Ok(())
    }

    /// The weights and the biases of chain `index`, `neurons` of each; neuron by neuron, so
    /// that a longer chain begins with the shorter one.
    #[must_use]
    pub fn chain(&self, index: u32, neurons: usize) -> (Vec<f64>, Vec<f64>) {
        let mut generator = self.generator(index);
        (0..neurons).map(|_| self.neuron(&mut generator)).unzip()
    }

    fn generator(&self, index: u32) -> Generator {
        Generator::of_item(self.seed, Stream::Chains, index)
    }

    #[inline(always)]
    fn neuron(&self, generator: &mut Generator) -> (f64, f64) {
        let weight = self.weight_spread * generator.normal();
        (weight, self.bias_spread * generator.normal())
    }
}

/// The chains of some settings, drawn and fed forward a few at a time.
#[derive(Debug, Clone)]
pub struct Ensemble {
    settings: Settings,
    /// log₁₀ of the ratios: for each of the `DEPTHS` depths one a chain so far.
    ratios: Vec<Vec<f64>>,
    /// The summaries of the first depths, as far as they have been made.
    summaries: Vec<Summary>,
}

impl Ensemble {
    /// An ensemble of these settings, without a chain so far.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] with the key of the first setting out of range.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        settings.check()?;
        let room = settings.chains as usize + LANES;
        let ratios = (0..DEPTHS).map(|_| Vec::with_capacity(room)).collect();
        Ok(Self { settings, ratios, summaries: Vec::with_capacity(DEPTHS) })
    }

    /// How many chains have been drawn so far.
    #[must_use]
    pub fn done(&self) -> u32 {
        u32::try_from(self.ratios[0].len()).unwrap_or(u32::MAX)
    }

    /// Whether all chains have been drawn and every depth summarised.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.summaries.len() == DEPTHS
    }

    /// Draws about `chains` more chains, at least eight; once all are drawn, summarises one more
    /// depth.
    pub fn advance(&mut self, chains: u32) {
        if self.done() >= self.settings.chains {
            if let Some(ratios) = self.ratios.get(self.summaries.len()) {
                let factors = self.summaries.len() + LEAST_DEPTH - 1;
                self.summaries.push(Summary::of(ratios, factors));
            }
            return;
        }
        let end = self.done().saturating_add(chains.max(1)).min(self.settings.chains);
        while self.done() < end {
            self.draw_eight();
        }
        for ratios in &mut self.ratios {
            ratios.truncate(self.settings.chains as usize);
        }
    }

    /// log₁₀ of the ratio of each chain so far at a `depth` of 2 … 32; −∞ where the gradient is
    /// 0.
    #[must_use]
    pub fn log10_ratios(&self, depth: usize) -> &[f64] {
        &self.ratios[depth - LEAST_DEPTH]
    }

    fn draw_eight(&mut self) {
        let settings = self.settings;
        let first = self.done();
        let mut generators: [Generator; LANES] =
            std::array::from_fn(|lane| settings.generator(first + lane as u32));
        let mut slopes = Slopes { scale: splat(0.0), decay: splat(0.0) };
        let mut activations = splat(settings.input);
        let mut sums = splat(0.0_f64);
        for neuron in 0..MAX_NEURONS {
            let mut weights = splat(0.0);
            let mut biases = splat(0.0);
            for lane in 0..LANES {
                (weights[lane], biases[lane]) = settings.neuron(&mut generators[lane]);
            }
            if neuron > 0 {
                // |w_j| σ′(z_{j−1}): `slopes` are those of the neuron before.
                let scaled = zip(weights, slopes.scale, |w, scale| ln(w.abs() * scale));
                sums = zip(sums, zip(scaled, slopes.decay, |s, d| s - d), |a, b| a + b);
                self.ratios[neuron - 1].extend(map(sums, |sum| sum * LOG10_E));
            }
            let z = zip(zip(weights, activations, |w, a| w * a), biases, |z, b| z + b);
            activations = settings.activation.lanes(z).0;
            slopes = settings.activation.apply(z);
        }
    }

    /// The summaries of depths 2, 3 … as far as they have been made.
    #[must_use]
    pub fn summaries(&self) -> &[Summary] {
        &self.summaries
    }
}

/// |φ′(z)| of eight neurons as scale · e^−decay, neither of which underflows.
pub(crate) struct Slopes {
    scale: Lanes<f64>,
    decay: Lanes<f64>,
}

impl With for Lanes<f64> {
    type Output = Slopes;

    #[inline(always)]
    fn with<F: Function>(self) -> Slopes {
        let mut slopes = Slopes { scale: self, decay: self };
        for (lane, z) in self.into_iter().enumerate() {
            let parts = F::slope_parts(z);
            (slopes.scale[lane], slopes.decay[lane]) = (parts.scale, parts.decay);
        }
        slopes
    }
}

/// The distribution of the ratios of many chains of one depth.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Share of chains whose ratio is below a tenth, including those with 0.
    pub vanishing: f64,
    /// Share of chains whose ratio is above ten.
    pub exploding: f64,
    /// Share of chains whose ratio is at most (¼)^(L−1), as it would be if every factor were
    /// at most ¼, which the chapter says is usual.
    pub quartered: f64,
    /// Share of chains whose ratio is 0.
    pub zero: f64,
    /// [`QUANTILES`] of log₁₀ of the ratio; −∞ where that many are 0.
    pub quantiles: [f64; 5],
    /// The mean of log₁₀ of the ratio; −∞ where a single one is 0.
    pub mean: f64,
    /// The histogram of log₁₀ of the ratios that are not 0.
    pub bars: Bars,
    /// The first chain whose ratio is 0.
    pub first_zero: Option<u32>,
    /// The first chain that neither vanishes nor explodes.
    pub first_between: Option<u32>,
    /// The first chain that explodes.
    pub first_exploding: Option<u32>,
}

/// A histogram.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// Where the first bar begins, a whole number of `step`s from −[`DECADES`].
    pub from: f64,
    /// The width of each, in decades.
    pub step: f64,
    /// How many chains each has.
    pub counts: Vec<u32>,
    /// The first chain of each; 0 where there is none.
    pub examples: Vec<u32>,
}

impl Summary {
    /// Of log₁₀ of the ratios, each a product of so many factors.
    fn of(ratios: &[f64], factors: usize) -> Self {
        let count = ratios.len() as f64;
        let share = |is: &dyn Fn(f64) -> bool| {
            ratios.iter().filter(|&&ratio| is(ratio)).count() as f64 / count
        };
        let zero = |ratio: f64| ratio == f64::NEG_INFINITY;
        let quarter = maths::log10(Activation::Sigmoid.steepest());
        let first = |is: &dyn Fn(f64) -> bool| {
            let index = ratios.iter().position(|&ratio| is(ratio));
            index.and_then(|index| u32::try_from(index).ok())
        };
        Self {
            vanishing: share(&|ratio| Fate::of(ratio) == Fate::Vanishing),
            exploding: share(&|ratio| Fate::of(ratio) == Fate::Exploding),
            quartered: share(&|ratio| ratio <= quarter * factors as f64),
            zero: share(&zero),
            quantiles: quantiles(&mut ratios.to_vec()),
            mean: ratios.iter().sum::<f64>() / count,
            bars: Bars::of(ratios),
            first_zero: first(&zero),
            first_between: first(&|ratio| Fate::of(ratio) == Fate::Between),
            first_exploding: first(&|ratio| Fate::of(ratio) == Fate::Exploding),
        }
    }
}

impl Bars {
    fn of(ratios: &[f64]) -> Self {
        let finite = || ratios.iter().copied().filter(|ratio| ratio.is_finite());
        let least = finite().fold(f64::INFINITY, f64::min);
        let most = finite().fold(f64::NEG_INFINITY, f64::max);
        // The histogram also shows the ratios in between, from a tenth to ten.
        let range = most.max(DECADES) - least.min(-DECADES);
        let step = STEPS
            .into_iter()
            .find(|step| range <= MOST_BARS * step)
            .unwrap_or_else(|| range / MOST_BARS);
        if least > most {
            return Self { from: 0.0, step, counts: Vec::new(), examples: Vec::new() };
        }
        let place = |ratio: f64| ((ratio + DECADES) / step).floor();
        let first = place(least);
        let bars = (place(most) - first) as usize + 1;
        let mut counts = vec![0_u32; bars];
        let mut examples = vec![0_u32; bars];
        for (index, &ratio) in ratios.iter().enumerate() {
            if !ratio.is_finite() {
                continue;
            }
            let bar = (place(ratio) - first) as usize;
            if counts[bar] == 0 {
                examples[bar] = index as u32;
            }
            counts[bar] += 1;
        }
        Self { from: first * step - DECADES, step, counts, examples }
    }
}

/// [`QUANTILES`], without sorting a hundred thousand ratios.
fn quantiles(ratios: &mut [f64]) -> [f64; 5] {
    let last = ratios.len() - 1;
    let mut rest = ratios;
    let mut before = 0;
    QUANTILES.map(|quantile| {
        let place = quantile * last as f64;
        let index = place as usize;
        // Ratios below one quantile are not needed for the next.
        let slice = std::mem::take(&mut rest);
        let (_, &mut low, above) =
            slice.select_nth_unstable_by(index - before, f64::total_cmp);
        let high = above.iter().copied().fold(f64::INFINITY, f64::min);
        rest = &mut slice[index - before..];
        before = index;
        between(low, high, place - index as f64)
    })
}
