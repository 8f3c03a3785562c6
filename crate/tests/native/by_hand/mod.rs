//! What `docs/reproducing.md` says, in plain loops: no lanes, no tiles, no layout.

use unstable_gradients::{
    maths::{self, Real},
    network::{Activation, Cost, Initialisation, Output},
};

/// SplitMix64, which makes the state of the other generator.
pub(crate) struct SplitMix(pub(crate) u64);

impl SplitMix {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// xoshiro256++ and what is drawn from it.
pub(crate) struct Draws {
    pub(crate) state: [u64; 4],
    spare: Option<f64>,
}

impl Draws {
    /// Of item `item` of `stream`.
    pub(crate) fn new(seed: u32, stream: u64, item: u64) -> Self {
        let mut seeding = SplitMix(item << 40 | stream << 32 | u64::from(seed));
        Self { state: [(); 4].map(|()| seeding.next()), spare: None }
    }

    pub(crate) fn next(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let out = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d, shifted) = (c ^ a, d ^ b, b << 17);
        self.state = [a ^ d, b ^ c, c ^ shifted, d.rotate_left(45)];
        out
    }

    pub(crate) fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let radius = (-2.0 * maths::ln(1.0 - self.uniform())).sqrt();
        let (sin, cos) = maths::sin_cos(std::f64::consts::TAU * self.uniform());
        self.spare = Some(radius * sin);
        radius * cos
    }

    pub(crate) fn shuffle(&mut self, items: &mut [usize]) {
        for last in (1..items.len()).rev() {
            let product = u128::from(self.next()) * (last as u128 + 1);
            items.swap(last, (product >> 64) as usize);
        }
    }
}

/// An image: its pixels and the output that should be 1.
pub(crate) struct Image<T> {
    pub(crate) pixels: Vec<T>,
    pub(crate) label: usize,
}

/// How a run trains.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) rate: f64,
    pub(crate) lambda: f64,
    /// n, the size of the training set.
    pub(crate) images: usize,
    pub(crate) momentum: Option<f64>,
}

/// One layer: w[j][k] from neuron k to neuron j, and what accumulates.
pub(crate) struct Layer<T> {
    pub(crate) w: Vec<Vec<T>>,
    pub(crate) b: Vec<T>,
    /// What the weights of the first layer are to be multiplied by.
    scale: f64,
    pub(crate) dw: Vec<Vec<T>>,
    pub(crate) db: Vec<T>,
    vw: Vec<Vec<T>>,
    vb: Vec<T>,
}

/// What one image leaves behind, layer by layer.
#[derive(Default)]
pub(crate) struct Pass<T> {
    pub(crate) z: Vec<Vec<T>>,
    pub(crate) a: Vec<Vec<T>>,
    pub(crate) slopes: Vec<Vec<T>>,
    pub(crate) deltas: Vec<Vec<T>>,
}

pub(crate) struct Net<T> {
    pub(crate) layers: Vec<Layer<T>>,
    pub(crate) activation: Activation,
    pub(crate) output: Output,
    pub(crate) cost: Cost,
    /// Images a chunk.
    pub(crate) chunk: usize,
}

/// The weights of a layer, a row a neuron.
fn drawn_weights(
    inputs: usize,
    outputs: usize,
    initialisation: Initialisation,
    draws: &mut Draws,
) -> Vec<Vec<f64>> {
    let mut rows = vec![vec![0.0; inputs]; outputs];
    for w in rows.iter_mut().flatten() {
        *w = match initialisation {
            Initialisation::XavierUniform => {
                let reach = (6.0 / (inputs + outputs) as f64).sqrt();
                reach * (2.0 * draws.uniform() - 1.0)
            }
            Initialisation::Standard => {
                let reach = 1.0 / (inputs as f64).sqrt();
                reach * (2.0 * draws.uniform() - 1.0)
            }
            Initialisation::Orthogonal => draws.normal(),
            other => other.weight_deviation(inputs, outputs) * draws.normal(),
        };
    }
    if initialisation != Initialisation::Orthogonal {
        return rows;
    }
    let turned = |rows: &[Vec<f64>]| -> Vec<Vec<f64>> {
        (0..rows[0].len()).map(|k| rows.iter().map(|row| row[k]).collect()).collect()
    };
    let is_tall = outputs > inputs;
    let mut rows = if is_tall { turned(&rows) } else { rows };
    for i in 0..rows.len() {
        let mut row = std::mem::take(&mut rows[i]);
        for other in rows[..i].iter().chain(&rows[..i]) {
            let part = sum_in_fours(&row, other);
            for (x, y) in row.iter_mut().zip(other) {
                *x -= part * y;
            }
        }
        let norm = sum_in_fours(&row, &row).sqrt();
        rows[i] = row.into_iter().map(|x| x / norm).collect();
    }
    if is_tall { turned(&rows) } else { rows }
}

/// Σ x y by the places' remainders in a division by 4: (s₀ + s₁) + (s₂ + s₃).
fn sum_in_fours(x: &[f64], y: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    for place in 0..x.len() {
        sums[place % 4] += x[place] * y[place];
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

impl<T: Real> Net<T> {
    pub(crate) fn new(
        sizes: &[usize],
        activation: Activation,
        cost: Cost,
        initialisation: Initialisation,
        seed: u32,
    ) -> Self {
        let mut draws = Draws::new(seed, 0, 0);
        let spread = initialisation.bias_deviation();
        let mut bias = || T::from_f64(spread * draws.normal());
        let biases: Vec<Vec<T>> =
            sizes[1..].iter().map(|&n| (0..n).map(|_| bias()).collect()).collect();
        let layers = sizes.windows(2).zip(biases).map(|(pair, b)| {
            let zeros = vec![vec![T::ZERO; pair[0]]; pair[1]];
            let w = drawn_weights(pair[0], pair[1], initialisation, &mut draws);
            let w = w.into_iter().map(|row| row.into_iter().map(T::from_f64).collect());
            Layer {
                w: w.collect(),
                scale: 1.0,
                dw: zeros.clone(),
                db: vec![T::ZERO; b.len()],
                vw: zeros,
                vb: vec![T::ZERO; b.len()],
                b,
            }
        });
        let layers = layers.collect();
        let products: usize = sizes.windows(2).map(|pair| pair[0] * pair[1]).sum();
        let chunk = (20_000_000 / (6 * products)).clamp(4, 64);
        Self { layers, activation, output: Output::Sigmoid, cost, chunk }
    }

    /// Forward, then back.
    pub(crate) fn pass(&self, image: &Image<T>) -> Pass<T> {
        let last = self.layers.len() - 1;
        let mut pass = Pass::default();
        for (index, layer) in self.layers.iter().enumerate() {
            let z: Vec<T> = if index == 0 {
                layer
                    .w
                    .iter()
                    .zip(&layer.b)
                    .map(|(w, &b)| {
                        let mut sum = T::ZERO;
                        for (&x, &w) in image.pixels.iter().zip(w) {
                            if x != T::ZERO {
                                sum += x * w;
                            }
                        }
                        b + T::from_f64(layer.scale) * sum
                    })
                    .collect()
            } else {
                layer
                    .w
                    .iter()
                    .zip(&layer.b)
                    .map(|(w, &b)| {
                        let mut sum = b;
                        for (&a, &w) in pass.a[index - 1].iter().zip(w) {
                            sum += a * w;
                        }
                        sum
                    })
                    .collect()
            };
            let activation =
                if index == last { Activation::Sigmoid } else { self.activation };
            let both = z.iter().map(|&z| activation.value_and_slope(z, &T::CONSTANTS));
            let (mut a, slopes): (Vec<T>, Vec<T>) = both.unzip();
            if index == last && self.output == Output::Softmax {
                a = softmax(&z);
            }
            pass.z.push(z);
            pass.a.push(a);
            pass.slopes.push(slopes);
        }
        let mut delta = pass.a[last].clone();
        delta[image.label] -= T::ONE;
        if self.cost == Cost::Quadratic && self.output == Output::Sigmoid {
            for (delta, &slope) in delta.iter_mut().zip(&pass.slopes[last]) {
                *delta *= slope;
            }
        } else if self.cost == Cost::Quadratic {
            let mut mean = T::ZERO;
            for (&miss, &a) in delta.iter().zip(&pass.a[last]) {
                mean += miss * a;
            }
            for (delta, &a) in delta.iter_mut().zip(&pass.a[last]) {
                *delta = a * (*delta - mean);
            }
        }
        pass.deltas = vec![vec![]; last + 1];
        for index in (0..last).rev() {
            let after = &self.layers[index + 1].w;
            let before = pass.slopes[index].iter().enumerate().map(|(k, &slope)| {
                let mut sum = T::ZERO;
                for (&delta, w) in delta.iter().zip(after) {
                    sum += delta * w[k];
                }
                sum * slope
            });
            let before = before.collect();
            pass.deltas[index + 1] = std::mem::replace(&mut delta, before);
        }
        pass.deltas[0] = delta;
        pass
    }

    /// The cost of an image that passed, in double precision.
    pub(crate) fn cost_of(&self, pass: &Pass<T>, label: usize) -> f64 {
        let outputs = pass.z.last().unwrap().iter().zip(pass.a.last().unwrap());
        let mut sum = 0.0;
        match self.cost {
            Cost::CrossEntropy if self.output == Output::Softmax => {
                let most = |values: &[T]| {
                    let values = values.iter().map(|x| x.to_f64());
                    values.fold(f64::NEG_INFINITY, f64::max)
                };
                let (z, a) = (pass.z.last().unwrap(), pass.a.last().unwrap());
                (most(z) - z[label].to_f64()) - maths::ln(most(a))
            }
            Cost::CrossEntropy => {
                let (mut product, mut right) = (1.0, 0.0);
                for (j, (z, a)) in outputs.enumerate() {
                    let (z, a) = (z.to_f64(), a.to_f64());
                    sum += z.max(0.0);
                    product *= a.max(1.0 - a);
                    if j == label {
                        right = z;
                    }
                }
                sum - right - maths::ln(product)
            }
            Cost::Quadratic => {
                for (j, (_, a)) in outputs.enumerate() {
                    let miss = a.to_f64() - if j == label { 1.0 } else { 0.0 };
                    sum += miss * miss;
                }
                0.5 * sum
            }
        }
    }

    /// Adds the gradient of the images, chunk by chunk, to the sums.
    pub(crate) fn add_gradient(&mut self, images: &[&Image<T>]) {
        for chunk in images.chunks(self.chunk) {
            let passes: Vec<Pass<T>> =
                chunk.iter().map(|image| self.pass(image)).collect();
            for (index, layer) in self.layers.iter_mut().enumerate() {
                for j in 0..layer.b.len() {
                    for pass in &passes {
                        layer.db[j] += pass.deltas[index][j];
                    }
                    for k in 0..layer.dw[j].len() {
                        let parts = passes.iter().zip(chunk).map(|(pass, image)| {
                            let a = match index {
                                0 => image.pixels[k],
                                _ => pass.a[index - 1][k],
                            };
                            (a, pass.deltas[index][j])
                        });
                        if index == 0 {
                            // Image by image into the sum over all chunks.
                            for (x, delta) in parts.filter(|part| part.0 != T::ZERO) {
                                layer.dw[j][k] += x * delta;
                            }
                        } else {
                            let mut sum = T::ZERO;
                            for (a, delta) in parts {
                                sum += a * delta;
                            }
                            layer.dw[j][k] += sum;
                        }
                    }
                }
            }
        }
    }

    /// The mean of the bias gradients of `layer`.
    pub(crate) fn mean_delta(&self, layer: usize, images: usize) -> Vec<f64> {
        self.layers[layer].db.iter().map(|sum| sum.to_f64() / images as f64).collect()
    }

    pub(crate) fn clear(&mut self) {
        for layer in &mut self.layers {
            layer.dw.iter_mut().for_each(|row| row.fill(T::ZERO));
            layer.db.fill(T::ZERO);
        }
    }

    /// One step along the sums over so many images, which are then cleared.
    pub(crate) fn step(&mut self, rule: Rule, images: usize) {
        let keep = 1.0 - rule.rate * rule.lambda / rule.images as f64;
        let rate = T::from_f64(rule.rate / images as f64);
        for layer in &mut self.layers {
            layer.decay(keep);
            let kept = T::from_f64(layer.scale);
            layer.scale = 1.0;
            let rows = layer.w.iter_mut().zip(&mut layer.vw).zip(&layer.dw);
            let weights = rows.flat_map(|((w, v), d)| w.iter_mut().zip(v).zip(d));
            let biases = layer.b.iter_mut().zip(&mut layer.vb).zip(&layer.db);
            let with = |kept| {
                move |((x, v), &d): ((&mut T, &mut T), &T)| match rule.momentum {
                    Some(momentum) => {
                        *v = T::from_f64(momentum) * *v - rate * d;
                        *x = kept * *x + *v;
                    }
                    None => *x = kept * *x - rate * d,
                }
            };
            weights.for_each(with(kept));
            biases.for_each(with(T::ONE));
        }
        self.clear();
    }

    /// One step on a mini-batch of at most a chunk, without momentum.
    pub(crate) fn step_on(&mut self, rule: Rule, images: &[&Image<T>]) {
        let keep = 1.0 - rule.rate * rule.lambda / rule.images as f64;
        let rate = rule.rate / images.len() as f64;
        let passes: Vec<Pass<T>> = images.iter().map(|image| self.pass(image)).collect();
        for (index, layer) in self.layers.iter_mut().enumerate() {
            if index == 0 {
                layer.decay(keep);
            }
            let step = T::from_f64(-rate / layer.scale);
            for j in 0..layer.b.len() {
                for k in 0..layer.w[j].len() {
                    if index == 0 {
                        for (pass, image) in passes.iter().zip(images) {
                            if image.pixels[k] != T::ZERO {
                                let step = step * pass.deltas[0][j];
                                layer.w[j][k] += image.pixels[k] * step;
                            }
                        }
                    } else {
                        let mut sum = T::ZERO;
                        for pass in &passes {
                            sum += pass.a[index - 1][k] * pass.deltas[index][j];
                        }
                        layer.w[j][k] =
                            T::from_f64(keep) * layer.w[j][k] - T::from_f64(rate) * sum;
                    }
                }
                let mut sum = T::ZERO;
                for pass in &passes {
                    sum += pass.deltas[index][j];
                }
                layer.b[j] -= T::from_f64(rate) * sum;
            }
        }
    }

    /// The speeds, the cost and the accuracies; leaves the gradient in the sums.
    pub(crate) fn row(
        &mut self,
        training: &[Image<T>],
        validation: &[Image<T>],
    ) -> Vec<f64> {
        let all: Vec<&Image<T>> = training.iter().collect();
        self.add_gradient(&all);
        let hidden = 0..self.layers.len() - 1;
        let mut row: Vec<f64> =
            hidden.map(|layer| norm(&self.mean_delta(layer, training.len()))).collect();
        let mut cost = 0.0;
        for image in training {
            cost += self.cost_of(&self.pass(image), image.label);
        }
        row.push(cost / training.len() as f64);
        for images in [training, validation] {
            let right = images.iter().filter(|image| {
                let pass = self.pass(image);
                let a = pass.a.last().unwrap();
                let best =
                    (1..a.len()).fold(0, |best, j| if a[j] > a[best] { j } else { best });
                best == image.label
            });
            row.push(right.count() as f64 / images.len() as f64);
        }
        row
    }
}

impl<T: Real> Layer<T> {
    fn decay(&mut self, keep: f64) {
        self.scale *= keep;
        if self.scale < 0.25 {
            let scale = T::from_f64(self.scale);
            self.w.iter_mut().flatten().for_each(|w| *w *= scale);
            self.scale = 1.0;
        }
    }
}

/// The Euclidean norm, the largest magnitude taken out before squaring.
pub(crate) fn norm(numbers: &[f64]) -> f64 {
    let largest = numbers.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    let mut squares = 0.0;
    for x in numbers {
        squares += (x / largest) * (x / largest);
    }
    largest * squares.sqrt()
}

fn softmax<T: Real>(z: &[T]) -> Vec<T> {
    let most = z.iter().fold(z[0], |most, &z| if z > most { z } else { most });
    let powers: Vec<T> = z.iter().map(|&z| (z - most).exp_by(&T::CONSTANTS)).collect();
    let mut sum = T::ZERO;
    for &power in &powers {
        sum += power;
    }
    powers.into_iter().map(|power| power / sum).collect()
}
