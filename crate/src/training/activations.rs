//! What the hidden layers answer while they train: the mean, spread and histogram of their
//! activations, and how many of their neurons are saturated.

use super::{Engine, record::Record, saved::Saved};
use crate::{Error, maths::Real, measures::between, network::Activation};

/// The first so many validation images are looked at.
pub const IMAGES: usize = 300;

/// In networks of many neurons fewer are, so that this is the most activations of a row.
const MOST: usize = 1 << 18;

/// The bins of a histogram, all equally wide.
pub const BINS: usize = 40;

/// The levels of the quantiles.
pub const LEVELS: [f64; 5] = [0.02, 0.25, 0.5, 0.75, 0.98];

/// An activation is saturated where the size of its slope is less than this share of the
/// largest: a factor that vanishes by the page's threshold ([`crate::measures::DECADES`]).
const SATURATED: f64 = 0.1;

/// How many numbers of a layer stand before its histogram.
pub const HEAD: usize = 8 + LEVELS.len();

/// The activations of the hidden layers on the first validation images, row by row.
///
/// A layer's part of a row is, over all of its neurons and those images: the mean; the standard
/// deviation; the standard deviation of a neuron over the images, averaged over the neurons; the
/// quantiles at [`LEVELS`]; the mean slope φ′(z), of which 1 is the largest that φ has; the share
/// of activations that are saturated; the share of neurons that are so on every image; the least
/// and the greatest number of the histogram; then the shares of its [`BINS`].
///
/// A sigmoid is saturated below 0.026 and above 0.974, a tanh beyond ±0.949, and a ReLU at 0:
/// one that is 0 on every image is called dead. The histogram of a bounded activation function spans its range, as in figure 4 of Glorot and
/// Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks";
/// that of any other the numbers that there are. Numbers that are not finite are in no bin.
#[derive(Debug, Clone)]
pub(super) struct Activations {
    images: usize,
    layers: Vec<Layer>,
    record: Record,
}

#[derive(Debug, Clone)]
struct Layer {
    activation: Activation,
    neurons: usize,
    /// Image by image.
    values: Vec<f64>,
    slopes: f64,
    saturated: usize,
    /// Whether a neuron was not saturated on an image.
    is_awake: Vec<bool>,
}

impl Activations {
    /// For a run of so many planned `rows`, with hidden layers of these `widths`.
    pub(super) fn new(rows: usize, widths: &[usize], activation: Activation) -> Self {
        let neurons: usize = widths.iter().sum();
        let layer = |&neurons| Layer {
            activation,
            neurons,
            values: vec![],
            slopes: 0.0,
            saturated: 0,
            is_awake: vec![false; neurons],
        };
        Self {
            images: IMAGES.min(MOST / neurons.max(1)),
            layers: widths.iter().map(layer).collect(),
            record: Record::new(rows, widths.len() * (HEAD + BINS)),
        }
    }

    /// Takes in the validation images that `engine` has last fed forward: so many from `from`
    /// on.
    pub(super) fn look<T: Real>(
        &mut self,
        engine: &Engine<T>,
        from: usize,
        count: usize,
    ) {
        for row in 0..count.min(self.images.saturating_sub(from)) {
            for (index, layer) in self.layers.iter_mut().enumerate() {
                let (activations, slopes) = engine.answers(index, row);
                let faint = SATURATED * layer.activation.steepest();
                for (neuron, (a, slope)) in activations.iter().zip(slopes).enumerate() {
                    let slope = slope.to_f64();
                    layer.values.push(a.to_f64());
                    layer.slopes += slope;
                    let is_saturated = slope.abs() < faint;
                    layer.saturated += usize::from(is_saturated);
                    layer.is_awake[neuron] |= !is_saturated;
                }
            }
        }
    }

    /// Completes the row of `epoch`, which is in the plan or not.
    pub(super) fn finish_row(&mut self, epoch: usize, is_planned: bool) {
        for layer in &mut self.layers {
            self.record.measure(epoch, &layer.summary());
            layer.clear();
        }
        self.record.finish_row(is_planned);
    }

    /// One in how many planned rows is kept.
    pub(super) fn stride(&self) -> usize {
        self.record.stride()
    }

    /// Takes the rows completed since the last call, as [`Record`] has them.
    pub(super) fn take(&mut self) -> Vec<f64> {
        self.record.take()
    }

    /// Forgets the row being measured.
    pub(super) fn drop_row(&mut self) {
        self.layers.iter_mut().for_each(Layer::clear);
        self.record.drop_row();
    }

    /// Saves the complete rows and how far they are, or takes them up.
    pub(super) fn save(&mut self, saved: &mut Saved<'_>) -> Result<(), Error> {
        self.record.save(saved)
    }

    /// Forgets all rows.
    pub(super) fn clear(&mut self) {
        self.layers.iter_mut().for_each(Layer::clear);
        self.record.clear();
    }
}

impl Layer {
    fn clear(&mut self) {
        self.values.clear();
        self.slopes = 0.0;
        self.saturated = 0;
        self.is_awake.fill(false);
    }

    /// The layer's part of a row.
    fn summary(&mut self) -> Vec<f64> {
        let count = self.values.len() as f64;
        let mean = self.values.iter().sum::<f64>() / count;
        let asleep = self.is_awake.iter().filter(|is_awake| !**is_awake).count();
        let mut row = vec![mean, deviation(self.values.iter(), mean), self.over_images()];
        let range = self.range();
        let bins = histogram(&self.values, range);
        // These sort the values.
        row.extend(quantiles(&mut self.values));
        row.extend([
            self.slopes / count / self.activation.steepest(),
            self.saturated as f64 / count,
            asleep as f64 / self.neurons as f64,
            range.0,
            range.1,
        ]);
        row.extend(bins);
        row
    }

    /// How much a neuron's activation depends on the image: its standard deviation over them,
    /// averaged over the neurons.
    fn over_images(&self) -> f64 {
        let images = self.values.len() / self.neurons;
        let of = |neuron: usize| {
            let own = self.values.iter().skip(neuron).step_by(self.neurons);
            deviation(own.clone(), own.sum::<f64>() / images as f64)
        };
        (0..self.neurons).map(of).sum::<f64>() / self.neurons as f64
    }

    /// What the histogram spans: further than the range of a bounded function where connections
    /// past layers add to its values.
    fn range(&self) -> (f64, f64) {
        let limit = |z: f64| self.activation.value_and_derivative(z).0;
        let mut ends = (limit(f64::NEG_INFINITY), limit(f64::INFINITY));
        if !ends.0.is_finite() || !ends.1.is_finite() {
            ends = (f64::INFINITY, f64::NEG_INFINITY);
        }
        let finite = self.values.iter().filter(|a| a.is_finite());
        finite.fold(ends, |(low, high), &a| (low.min(a), high.max(a)))
    }
}

/// The standard deviation of numbers of this `mean`.
fn deviation<'a>(numbers: impl Iterator<Item = &'a f64>, mean: f64) -> f64 {
    let (mut squares, mut count) = (0.0, 0.0);
    for number in numbers {
        squares += (number - mean) * (number - mean);
        count += 1.0;
    }
    f64::sqrt(squares / count)
}

/// The share of `numbers` in each bin from `low` to `high`, which is in the last one.
fn histogram(numbers: &[f64], (low, high): (f64, f64)) -> Vec<f64> {
    let mut bins = vec![0.0; BINS];
    let scale = BINS as f64 / (high - low);
    for &number in numbers {
        if number >= low && number <= high {
            let place = if high > low { ((number - low) * scale) as usize } else { 0 };
            bins[place.min(BINS - 1)] += 1.0;
        }
    }
    let count = numbers.len() as f64;
    bins.iter().map(|bin| bin / count).collect()
}

/// The quantiles of `numbers` at [`LEVELS`], interpolated linearly; NaN if one of them is. The
/// numbers are left in another order.
fn quantiles(numbers: &mut [f64]) -> [f64; LEVELS.len()] {
    if numbers.is_empty() || numbers.iter().any(|number| number.is_nan()) {
        return [f64::NAN; LEVELS.len()];
    }
    LEVELS.map(|level| {
        let place = level * (numbers.len() - 1) as f64;
        let index = place as usize;
        let low = select(numbers, index);
        // What follows is no less.
        let high = numbers[index + 1..].iter().fold(f64::INFINITY, |a, &b| a.min(b));
        between(low, high, place - index as f64)
    })
}

/// The number that would be at `index` if they were sorted; no number before it is greater then,
/// and none behind it less (Hoare 1961, "Algorithm 65: Find"). None may be NaN.
///
/// A whole sort of the standard library would weigh several kilobytes in every page that trains.
fn select(numbers: &mut [f64], index: usize) -> f64 {
    let mut span = 0..numbers.len();
    while span.len() > 1 {
        let pivot = numbers[index];
        // Below `less` all are less than the pivot, from `more` on all are greater.
        let (mut less, mut next, mut more) = (span.start, span.start, span.end);
        while next < more {
            let number = numbers[next];
            if number < pivot {
                numbers.swap(less, next);
                less += 1;
                next += 1;
            } else if number > pivot {
                more -= 1;
                numbers.swap(next, more);
            } else {
                next += 1;
            }
        }
        if index < less {
            span.end = less;
        } else if index >= more {
            span.start = more;
        } else {
            break;
        }
    }
    numbers[index]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        measures,
        random::{Generator, Stream},
    };

    fn layer(activation: Activation, z: &[f64], neurons: usize) -> Layer {
        let mut layer =
            Activations::new(1, &[neurons], activation).layers.pop().expect("a layer");
        for (place, &z) in z.iter().enumerate() {
            let (a, slope) = activation.value_and_derivative(z);
            layer.values.push(a);
            layer.slopes += slope;
            let is_saturated = slope.abs() < SATURATED * activation.steepest();
            layer.saturated += usize::from(is_saturated);
            layer.is_awake[place % neurons] |= !is_saturated;
        }
        layer
    }

    #[test]
    fn quantiles_are_those_of_sorted_numbers() {
        let mut generator = Generator::new(1, Stream::Order);
        for count in [1, 2, 3, 50, 777] {
            // With many ties, as ReLU has.
            for values in [10, 1_000_000] {
                let mut numbers: Vec<f64> =
                    (0..count).map(|_| generator.below(values) as f64).collect();
                let expected = measures::quantiles(&numbers, LEVELS);
                assert_eq!(quantiles(&mut numbers), expected, "{count} of {values}");
            }
        }
        assert!(quantiles(&mut [0.0, f64::NAN]).iter().all(|q| q.is_nan()));
    }

    #[test]
    fn a_row_of_a_layer_is_as_computed_by_hand() {
        // Two neurons on two images.
        let row = layer(Activation::Identity, &[1.0, 5.0, 3.0, 5.0], 2).summary();
        assert_eq!(row.len(), HEAD + BINS);
        assert_eq!(row[0], 3.5);
        assert_eq!(row[1], 2.75_f64.sqrt());
        assert_eq!(row[2], 0.5, "the first neuron's is 1, the second's 0");
        assert_eq!(row[5], 4.0, "the median");
        assert_eq!(row[8..HEAD], [1.0, 0.0, 0.0, 1.0, 5.0]);
        let bins = &row[HEAD..];
        assert_eq!((bins[0], bins[20], bins[39]), (0.25, 0.25, 0.5));
    }

    #[test]
    fn an_activation_is_saturated_where_its_slope_is_less_than_a_tenth_of_the_largest() {
        for (activation, edge, answer) in [
            (Activation::Sigmoid, 3.636_6, 0.974_3),
            (Activation::Tanh, 1.818_3, 0.948_7),
        ] {
            assert!((activation.value_and_derivative(edge).0 - answer).abs() < 1e-4);
            let z = [edge + 1e-3, -edge - 1e-3, edge - 1e-3, 0.0];
            let row = layer(activation, &z, 2).summary();
            assert_eq!(row[9], 0.5, "{activation:?}");
            assert_eq!(row[10], 0.0);
            assert_eq!(layer(activation, &z[..2], 2).summary()[10], 1.0);
        }
        let dead = layer(Activation::Relu, &[-1.0, 2.0, -3.0, -1.0], 2).summary();
        assert_eq!(dead[8..11], [0.25, 0.75, 0.5]);
    }

    #[test]
    fn a_bounded_function_has_its_range_binned_and_any_other_its_numbers() {
        let spans = |activation| {
            let row = layer(activation, &[-0.25, 0.75], 1).summary();
            (row[11], row[12])
        };
        assert_eq!(spans(Activation::Sigmoid), (0.0, 1.0));
        assert_eq!(spans(Activation::Tanh), (-1.0, 1.0));
        assert_eq!(spans(Activation::Relu), (0.0, 0.75));
        assert_eq!(spans(Activation::Identity), (-0.25, 0.75));
        let mut shortcut = layer(Activation::Sigmoid, &[0.0, 0.0], 1);
        shortcut.values[1] = 1.5;
        let row = shortcut.summary();
        assert_eq!((row[11], row[12], row[HEAD + BINS - 1]), (0.0, 1.5, 0.5));
        let row = layer(Activation::Identity, &[0.5, 0.5], 1).summary();
        assert_eq!((row[11], row[12], row[HEAD]), (0.5, 0.5, 1.0), "all one number");
    }

    #[test]
    fn numbers_that_are_not_finite_are_in_no_bin_and_show_in_the_mean() {
        let row = layer(Activation::Identity, &[f64::NAN, 1.0, 2.0, f64::INFINITY], 4)
            .summary();
        assert!(row[0].is_nan() && row[3].is_nan());
        assert_eq!(row[HEAD..].iter().sum::<f64>(), 0.5);
    }

    #[test]
    fn a_large_network_is_looked_at_on_fewer_images() {
        let images =
            |widths: &[usize]| Activations::new(1, widths, Activation::Sigmoid).images;
        assert_eq!(images(&[100; 4]), 300);
        assert_eq!(images(&[256; 30]), 34);
    }
}
