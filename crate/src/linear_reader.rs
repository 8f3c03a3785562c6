//! What a linear reader can recover of the digits from the activations of a layer: least squares
//! with a ridge penalty, solved exactly.
//!
//! Each class has the target 1 for its images and 0 for all others; W minimises
//! ‖Y − (A − ā) W − ȳ‖² + λ‖W‖², A being the activations, image by image, and the reader answers
//! with the class of the largest value. Hoerl and Kennard (1970, "Ridge regression: biased
//! estimation for nonorthogonal problems", equation 2.1) have the solution
//! W = (ÃᵀÃ + λI)⁻¹ ÃᵀỸ, with centred Ã and Ỹ; Alain and Bengio (2017, "Understanding
//! intermediate layers using linear classifier probes") the idea of reading each layer so.
//!
//! ```
//! use unstable_gradients::linear_reader::LinearReader;
//!
//! let mut reader = LinearReader::new(2, 2);
//! for (activations, class) in [([0.1, 0.9], 0), ([0.2, 0.8], 0), ([0.9, 0.3], 1)] {
//!     reader.add(&activations, class);
//! }
//! let fitted = reader.fit_with(0.01).expect("finite numbers");
//! assert_eq!(fitted.read(&[0.15, 0.7]), 0);
//! assert_eq!(fitted.read(&[0.8, 0.2]), 1);
//! ```

/// What λ may be, as a share of the activations' mean variance, times the images. Being a share,
/// it reads activations that hardly differ as well as those that differ much. Which of them reads
/// best depends on the layer: [`LinearReader::try_out`] finds out.
pub const RIDGES: [f64; 6] = [1.0, 0.1, 0.01, 1e-3, 1e-4, 1e-5];

/// A reader of one layer, that is given its images one by one.
#[derive(Debug, Clone)]
pub struct LinearReader {
    inputs: usize,
    images: usize,
    /// Images of each class.
    counts: Vec<f64>,
    /// The activations on the first image, which are taken off all others: where they hardly
    /// differ, the sums below would otherwise lose what there is.
    first: Vec<f64>,
    sums: Vec<f64>,
    /// Σ a aᵀ, of which only the upper triangle is filled; row by row.
    products: Vec<f64>,
    /// For each class the sums over its images.
    class_sums: Vec<Vec<f64>>,
    /// One for each of [`RIDGES`], fitted to a part of the images.
    candidates: Vec<Option<Fitted>>,
    /// How many images of the others each has read rightly.
    hits: Vec<usize>,
}

/// What a reader answers by.
#[derive(Debug, Clone)]
pub struct Fitted {
    /// For each class, one weight an activation.
    weights: Vec<Vec<f64>>,
    biases: Vec<f64>,
    first: Vec<f64>,
}

impl LinearReader {
    /// A reader of `inputs` activations, that has seen no image yet.
    #[must_use]
    pub fn new(inputs: usize, classes: usize) -> Self {
        Self {
            inputs,
            images: 0,
            counts: vec![0.0; classes],
            first: vec![],
            sums: vec![0.0; inputs],
            products: vec![0.0; inputs * inputs],
            class_sums: vec![vec![0.0; inputs]; classes],
            candidates: vec![],
            hits: vec![0; RIDGES.len()],
        }
    }

    /// Takes in an image of class `label`.
    ///
    /// # Panics
    ///
    /// When there are fewer activations or classes.
    pub fn add(&mut self, activations: &[f64], label: usize) {
        if self.images == 0 {
            self.first = activations[..self.inputs].to_vec();
        }
        self.images += 1;
        self.counts[label] += 1.0;
        let a = less(activations, &self.first);
        for (place, &one) in a.iter().enumerate() {
            // So are most pixels.
            if one != 0.0 {
                let row = &mut self.products[place * self.inputs..][..self.inputs];
                add_times(&mut row[place..], &a[place..], one);
            }
        }
        add_times(&mut self.sums, &a, 1.0);
        add_times(&mut self.class_sums[label], &a, 1.0);
    }

    /// Fits a candidate for each of [`RIDGES`] to the images so far.
    pub fn prepare(&mut self) {
        self.candidates = RIDGES.iter().map(|&ridge| self.fit_with(ridge)).collect();
    }

    /// Has the candidates read an image that they were not fitted to.
    pub fn try_out(&mut self, activations: &[f64], label: usize) {
        for (candidate, hits) in self.candidates.iter().zip(&mut self.hits) {
            let read = candidate.as_ref().map(|one| one.read(activations));
            *hits += usize::from(read == Some(label));
        }
    }

    /// The solution for the images so far, with the λ whose candidate has read most images
    /// rightly, the greatest of several; none if a number has left the range of floats.
    #[must_use]
    pub fn fit(&self) -> Option<Fitted> {
        let most = self.hits.iter().max();
        let best = self.hits.iter().position(|hits| Some(hits) == most);
        self.fit_with(RIDGES[best.unwrap_or(0)])
    }

    /// The same with this share as λ.
    #[must_use]
    pub fn fit_with(&self, ridge: f64) -> Option<Fitted> {
        let (inputs, images) = (self.inputs, self.images as f64);
        let mut matrix = self.products.clone();
        for (row, sum) in matrix.chunks_exact_mut(inputs).zip(&self.sums) {
            add_times(row, &self.sums, -sum / images);
        }
        let squares: f64 = (0..inputs).map(|at| matrix[at * (inputs + 1)]).sum();
        let ridge = ridge * squares / inputs as f64;
        for at in 0..inputs {
            matrix[at * (inputs + 1)] += ridge;
        }
        // Where all images have the same activations there is nothing to read.
        let has_spread = squares > 0.0;
        if has_spread {
            factorise(&mut matrix, inputs);
        }
        let mut weights = vec![];
        let mut biases = vec![];
        for (sums, count) in self.class_sums.iter().zip(&self.counts) {
            let share = count / images;
            let mut w = vec![0.0; inputs];
            if has_spread {
                w.copy_from_slice(sums);
                add_times(&mut w, &self.sums, -share);
                solve(&matrix, &mut w);
            }
            let mean: f64 = w.iter().zip(&self.sums).map(|(w, sum)| w * sum).sum();
            biases.push(share - mean / images);
            weights.push(w);
        }
        let is_finite = squares.is_finite() && biases.iter().all(|b| b.is_finite());
        is_finite.then(|| Fitted { weights, biases, first: self.first.clone() })
    }
}

impl Fitted {
    /// The class that these activations are read as.
    ///
    /// # Panics
    ///
    /// When there are fewer activations than the reader was given before.
    #[must_use]
    pub fn read(&self, activations: &[f64]) -> usize {
        let a = less(activations, &self.first);
        let value = |(w, bias): (&Vec<f64>, &f64)| -> f64 {
            bias + w.iter().zip(&a).map(|(w, a)| w * a).sum::<f64>()
        };
        let mut best = (0, f64::NEG_INFINITY);
        for (class, value) in self.weights.iter().zip(&self.biases).map(value).enumerate()
        {
            if value > best.1 {
                best = (class, value);
            }
        }
        best.0
    }
}

fn less(activations: &[f64], first: &[f64]) -> Vec<f64> {
    activations.iter().zip(first).map(|(a, first)| a - first).collect()
}

/// sums += numbers · factor.
fn add_times(sums: &mut [f64], numbers: &[f64], factor: f64) {
    for (sum, number) in sums.iter_mut().zip(numbers) {
        *sum += number * factor;
    }
}

/// Cholesky's factor U of a symmetric matrix UᵀU, of which the upper triangle is given, in its
/// place.
fn factorise(matrix: &mut [f64], size: usize) {
    for at in 0..size {
        let (above, below) = matrix.split_at_mut((at + 1) * size);
        let row = &mut above[at * size..];
        let pivot = row[at].sqrt();
        for number in &mut row[at..] {
            *number /= pivot;
        }
        for (other, rest) in (at + 1..).zip(below.chunks_exact_mut(size)) {
            add_times(&mut rest[other..], &row[other..], -row[other]);
        }
    }
}

/// Solves UᵀU x = b, in the place of b.
fn solve(upper: &[f64], b: &mut [f64]) {
    let size = b.len();
    for (at, row) in upper.chunks_exact(size).enumerate() {
        b[at] /= row[at];
        let found = b[at];
        add_times(&mut b[at + 1..], &row[at + 1..], -found);
    }
    for (at, row) in upper.chunks_exact(size).enumerate().rev() {
        let known: f64 = row[at + 1..].iter().zip(&b[at + 1..]).map(|(u, x)| u * x).sum();
        b[at] = (b[at] - known) / row[at];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Generator, Stream};

    const RIDGE: f64 = 0.1;

    /// Images of three classes, whose activations differ by about `spread` around 0.5.
    fn images(count: usize, inputs: usize, spread: f64) -> Vec<(Vec<f64>, usize)> {
        let mut generator = Generator::new(3, Stream::Check);
        let image = |_| {
            let label = generator.below(3) as usize;
            let mut a: Vec<f64> =
                (0..inputs).map(|_| 0.5 + spread * generator.uniform()).collect();
            a[label] += spread;
            (a, label)
        };
        (0..count).map(image).collect()
    }

    fn fitted(images: &[(Vec<f64>, usize)]) -> (LinearReader, Fitted) {
        let mut reader = LinearReader::new(images[0].0.len(), 3);
        for (a, label) in images {
            reader.add(a, *label);
        }
        let fitted = reader.fit_with(RIDGE).expect("finite");
        (reader, fitted)
    }

    #[test]
    fn the_gradient_of_what_is_minimised_is_0() {
        let images = images(40, 6, 1.0);
        let (_, fitted) = fitted(&images);
        let count = images.len() as f64;
        let mean = |k: usize| images.iter().map(|(a, _)| a[k]).sum::<f64>() / count;
        let variance = |k: usize| {
            let squares = images.iter().map(|(a, _)| {
                let apart = a[k] - mean(k);
                apart * apart
            });
            squares.sum::<f64>() / count
        };
        let lambda = RIDGE * count * (0..6).map(variance).sum::<f64>() / 6.0;
        for class in 0..3 {
            let w = &fitted.weights[class];
            let miss = |(a, label): &(Vec<f64>, usize)| {
                let a = less(a, &fitted.first);
                let value: f64 = w.iter().zip(&a).map(|(w, a)| w * a).sum();
                value + fitted.biases[class] - f64::from(u8::from(*label == class))
            };
            for (k, weight) in w.iter().enumerate() {
                let slope: f64 = images.iter().map(|i| miss(i) * i.0[k]).sum();
                assert!((slope + lambda * weight).abs() < 1e-10, "class {class}, {k}");
            }
            assert!(images.iter().map(miss).sum::<f64>().abs() < 1e-10);
        }
    }

    #[test]
    fn activations_that_hardly_differ_are_read_as_well_as_those_that_do() {
        let read = |spread| {
            let images = images(60, 5, spread);
            let (_, fitted) = fitted(&images);
            images.iter().map(|(a, _)| fitted.read(a)).collect::<Vec<_>>()
        };
        assert_eq!(read(1.0), read(1e-9));
    }

    #[test]
    fn the_penalty_is_the_one_that_reads_others_best() {
        // Eight images in thirty dimensions, most of whose differences mean nothing.
        let all = images(60, 30, 1.0);
        let (mut reader, _) = fitted(&all[..8]);
        reader.prepare();
        for (a, label) in &all[8..] {
            reader.try_out(a, *label);
        }
        let hits = |ridge: f64| {
            let fitted = reader.fit_with(ridge).expect("finite");
            all[8..].iter().filter(|(a, label)| fitted.read(a) == *label).count()
        };
        let each = RIDGES.map(hits);
        assert_eq!(reader.hits, each);
        let best = each.iter().position(|n| Some(n) == each.iter().max()).expect("one");
        let chosen = reader.fit().expect("finite");
        let expected = reader.fit_with(RIDGES[best]).expect("finite");
        assert_eq!(chosen.weights, expected.weights);
    }

    #[test]
    fn more_activations_than_images_are_read() {
        let images = images(12, 40, 1.0);
        let (_, fitted) = fitted(&images);
        assert!(images.iter().all(|(a, label)| fitted.read(a) == *label));
    }

    #[test]
    fn where_all_activations_are_the_same_the_answer_is_the_most_frequent_class() {
        let same = [0, 2, 2, 1, 2].map(|label| (vec![0.5; 4], label));
        let (_, fitted) = fitted(&same);
        assert_eq!(fitted.read(&[0.1; 4]), 2);
    }

    #[test]
    fn what_has_left_the_range_of_floats_is_not_read() {
        for number in [f64::NAN, f64::INFINITY] {
            let mut reader = LinearReader::new(2, 2);
            reader.add(&[0.1, 0.2], 0);
            reader.add(&[0.3, number], 1);
            assert!(reader.fit().is_none());
        }
    }
}
