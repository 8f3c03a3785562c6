//! The gradient of a run against central differences, with a bound for what they may differ by.

use ndarray::{Array1, Array2, ArrayView1};

use super::{Precision, Settings};
use crate::{
    network::{ForwardPass, Gradient, Network},
    random::{Generator, Stream},
};

/// The direction along which a derivative is taken, all of it in one hidden layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
    /// The bias of one neuron, 0 for the layer's first.
    Bias(usize),
    /// A random direction of length 1 in the biases of the layer.
    Biases,
    /// A random direction of length 1 in the weights that lead to the layer.
    Weights,
}

/// One derivative of the mean cost, computed in two ways over the same images.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CheckedDerivative {
    /// The hidden layer, 0 for the first.
    pub layer: usize,
    /// Which of its parameters move.
    pub along: Along,
    /// By backpropagation, in the precision of the run.
    pub backpropagated: f64,
    /// By central differences of the cost, in double precision and by the chapter's own forward
    /// pass, independently of the engine.
    pub difference: f64,
    /// How far apart the two may be: what rounding does to the cost over the step, what the
    /// curvature leaves after extrapolation, and what rounding in the precision of the run does
    /// to backpropagation. ∞ where the precision of the run does not determine the gradient.
    pub bound: f64,
}

impl CheckedDerivative {
    /// |backpropagated − difference| / bound: at most 1 where the two agree; 0 where both are
    /// 0, NaN where one of them is NaN.
    #[must_use]
    pub fn excess(&self) -> f64 {
        let apart = (self.backpropagated - self.difference).abs();
        if apart == 0.0 { 0.0 } else { apart / self.bound }
    }
}

/// A check of the gradient of a run, over as many of its images as the budget allows, along
/// directions drawn by its seed. It knows no engine: the network, the gradient and the images
/// are given to it, so that its code is compiled apart from that of training.
#[derive(Debug, Clone)]
pub struct GradientCheck {
    /// On how many of the training images, the first ones.
    pub images: usize,
    /// What is compared, layer by layer; complete once the gradient and all images were given.
    pub derivatives: Vec<CheckedDerivative>,
    network: Network,
    directions: Vec<Direction>,
    /// The rounding in the run's precision.
    unit: f64,
}

/// The most biases of a layer that are checked one by one.
const NEURONS: usize = 8;
/// The random directions of either kind in a layer.
const DIRECTIONS: usize = 2;
/// The most layers that are checked: the first, the last and some between.
const LAYERS: usize = 8;
/// The fewest images.
const IMAGES: usize = 5;
/// Multiplications that a check may cost: about a second.
const BUDGET: usize = 1_500_000_000;

/// No z moves by more than about this much: the activations' series about a point converge
/// within π (σ, softplus) or π/2 (tanh).
const LARGEST_MOVE: f64 = 0.0625;
/// How often the step is taken, halved every time, before it is extrapolated to 0.
const STEPS: usize = 4;
/// Steps smaller than this part of the first one are not taken to avoid a kink of ReLU.
const SMALLEST_SHARE: f64 = 1e-5;
/// How many standard deviations of the rounding in a run are allowed for.
const DEVIATIONS: f64 = 4.0;
/// So many of them from its kink, a rectifier may be seen on the other side.
const DEVIATIONS_OF_KINK: f64 = 8.0;
/// The largest relative error of a gradient that is still one.
const MOST_RELATIVE: f64 = 0.5;
/// How many multiplications take as long as an activation.
const ACTIVATION: usize = 30;

impl GradientCheck {
    /// The check of a run with these settings, whose network is now this one.
    #[must_use]
    pub fn new(settings: &Settings, network: Network) -> Self {
        let layers = chosen_layers(settings.hidden.len());
        let images_in_budget =
            |neurons| BUDGET / multiplications(&network, &layers, neurons).max(1);
        // Every image comes first, then more neurons.
        let neurons = (1..=NEURONS)
            .rev()
            .find(|&n| images_in_budget(n) >= settings.images)
            .unwrap_or(1);
        let images = images_in_budget(neurons).clamp(IMAGES, settings.images);
        let unit = match settings.precision {
            Precision::F32 => f64::from(f32::EPSILON) / 2.0,
            Precision::F64 => f64::EPSILON / 2.0,
        };
        let directions = directions(&network, &layers, neurons, settings.seed);
        Self::along(directions, network, images, unit)
    }

    fn along(
        directions: Vec<Direction>,
        network: Network,
        images: usize,
        unit: f64,
    ) -> Self {
        let derivatives = directions.iter().map(|direction| CheckedDerivative {
            layer: direction.layer,
            along: direction.along(),
            backpropagated: 0.0,
            difference: 0.0,
            bound: 0.0,
        });
        Self { images, derivatives: derivatives.collect(), network, directions, unit }
    }

    /// Takes the gradient to be checked: the mean over the first [`GradientCheck::images`]
    /// images in the run's precision, of the hidden layers at least.
    pub fn take_gradient(&mut self, gradient: &Gradient) {
        for (direction, found) in self.directions.iter().zip(&mut self.derivatives) {
            found.backpropagated = direction.derivative(gradient);
        }
    }

    /// Adds the differences of the next image, which is of the class `label`.
    ///
    /// # Panics
    ///
    /// If `x` does not fit the network, or `label` is no class.
    pub fn add(&mut self, x: Array1<f64>, label: usize) {
        let outputs = self.network.biases.last().map_or(0, Array1::len);
        let mut y = Array1::zeros(outputs);
        y[label] = 1.0;
        let image = Image::new(&self.network, x, y, self.unit, self.images);
        for (direction, found) in self.directions.iter().zip(&mut self.derivatives) {
            let Difference { value, error } = image.difference(direction);
            found.difference += value / self.images as f64;
            found.bound += error / self.images as f64;
        }
    }
}

/// The first layer, the last, and at most [`LAYERS`] in all, evenly spaced.
fn chosen_layers(hidden: usize) -> Vec<usize> {
    let count = hidden.min(LAYERS);
    (0..count).map(|i| i * (hidden - 1) / (count - 1).max(1)).collect()
}

/// How a layer's parameters move.
#[derive(Debug, Clone)]
enum Move {
    Bias(usize),
    Biases(Array1<f64>),
    Weights(Array2<f64>),
}

#[derive(Debug, Clone)]
struct Direction {
    layer: usize,
    parameters: Move,
}

impl Direction {
    fn along(&self) -> Along {
        match self.parameters {
            Move::Bias(neuron) => Along::Bias(neuron),
            Move::Biases(_) => Along::Biases,
            Move::Weights(_) => Along::Weights,
        }
    }

    /// How the layer's z move, with the activations `a` before it.
    fn of_z(&self, neurons: usize, a: ArrayView1<'_, f64>) -> Array1<f64> {
        match &self.parameters {
            Move::Bias(neuron) => {
                let mut dz = Array1::zeros(neurons);
                dz[*neuron] = 1.0;
                dz
            }
            Move::Biases(v) => v.clone(),
            Move::Weights(v) => v.dot(&a),
        }
    }

    /// The derivative in this direction, by the gradient.
    fn derivative(&self, gradient: &Gradient) -> f64 {
        let (b, w) = (&gradient.biases[self.layer], &gradient.weights[self.layer]);
        match &self.parameters {
            Move::Bias(neuron) => b[*neuron],
            Move::Biases(v) => v.dot(b),
            Move::Weights(v) => v.iter().zip(w).map(|(v, w)| v * w).sum(),
        }
    }
}

/// `neurons` single biases of each layer (all if it has fewer) and [`DIRECTIONS`] of either
/// kind, drawn by the seed.
fn directions(
    network: &Network,
    layers: &[usize],
    neurons: usize,
    seed: u32,
) -> Vec<Direction> {
    let mut generator = Generator::new(seed, Stream::Check);
    let mut directions = vec![];
    for &layer in layers {
        let (outputs, inputs) = network.weights[layer].dim();
        let mut order: Vec<usize> = (0..outputs).collect();
        generator.shuffle(&mut order);
        order.truncate(neurons);
        order.sort_unstable();
        let mut push = |parameters| directions.push(Direction { layer, parameters });
        for neuron in order {
            push(Move::Bias(neuron));
        }
        for _ in 0..DIRECTIONS {
            let v = Array1::from_shape_simple_fn(outputs, || generator.normal());
            push(Move::Biases(&v / v.dot(&v).sqrt()));
        }
        for _ in 0..DIRECTIONS {
            let shape = (outputs, inputs);
            let v = Array2::from_shape_simple_fn(shape, || generator.normal());
            let length = v.iter().map(|v| v * v).sum::<f64>().sqrt();
            push(Move::Weights(v / length));
        }
    }
    directions
}

/// A derivative of one image's cost, and how far backpropagation may be from it.
struct Difference {
    value: f64,
    error: f64,
}

/// A rectifier so close to its kink that the precision of the run may see it on the other side.
struct Wavering {
    layer: usize,
    neuron: usize,
    /// |∂C/∂a| of it.
    reach: f64,
}

/// One image in the network, in double precision.
struct Image<'a> {
    network: &'a Network,
    x: Array1<f64>,
    y: Array1<f64>,
    pass: ForwardPass,
    errors: Vec<Array1<f64>>,
    slopes: Vec<Array1<f64>>,
    /// What rounding one z after another can do to the cost, from each layer to the output.
    noise_from: Vec<f64>,
    /// What rounding can do to the cost itself.
    noise_of_cost: f64,
    /// The relative error of the image's gradient in the precision of the run, apart from that
    /// of the output's error.
    relative: f64,
    /// The relative error of the output's error: where an output is nearly right, a − y is
    /// small and its rounding is not.
    relative_of_output: f64,
    wavering: Vec<Wavering>,
}

impl<'a> Image<'a> {
    fn new(
        network: &'a Network,
        x: Array1<f64>,
        y: Array1<f64>,
        unit: f64,
        images: usize,
    ) -> Self {
        let pass = network.feed_forward(x.view());
        let errors = network.errors(&pass, y.view());
        let z = &pass.weighted_inputs;
        let last = z.len() - 1;
        let slopes: Vec<_> = (0..=last).map(|l| network.slopes(l, &z[l])).collect();

        // Σ|w a| + |b|, to which the rounding of z is relative.
        let mut sizes = vec![];
        // The deviation of z in the precision of the run.
        let mut deviations: Vec<Array1<f64>> = vec![];
        let mut relative = unit * ((last + 2) as f64 + (images as f64).sqrt());
        for layer in 0..=last {
            let a = if layer == 0 { &x } else { &pass.activations[layer - 1] };
            let before = layer.checked_sub(1).map(|before| {
                let moved = &deviations[before] * &slopes[before];
                &moved * &moved
            });
            let rows = network.weights[layer].outer_iter().zip(&network.biases[layer]);
            let each = rows.map(|(w, b)| {
                let size =
                    w.iter().zip(a).map(|(w, a)| (w * a).abs()).sum::<f64>() + b.abs();
                let carried = before.as_ref().map_or(0.0, |before| {
                    w.iter().zip(before).map(|(w, square)| w * w * square).sum()
                });
                let own = unit * size;
                (size, (carried + own * own).sqrt())
            });
            let (size, deviation): (Vec<f64>, Vec<f64>) = each.unzip();
            let (size, deviation) = (Array1::from(size), Array1::from(deviation));
            // |φ″/φ′| is at most 2 (tanh) or 1.
            relative += 2.0 * root_mean_square(&deviation);
            sizes.push(size);
            deviations.push(deviation);
        }
        let output = errors[last].dot(&errors[last]).sqrt();
        let relative_of_output = if output > 0.0 { unit / output } else { 0.0 };

        let mut noise_from = vec![0.0; last + 1];
        let mut noise = 0.0;
        for layer in (0..=last).rev() {
            let own: f64 =
                errors[layer].iter().zip(&z[layer]).map(|(d, z)| (d * z).abs()).sum();
            noise_from[layer] = noise + own;
            let sums = errors[layer].iter().zip(&sizes[layer]);
            noise += 3.0 * sums.map(|(d, s)| (d * s).abs()).sum::<f64>();
        }
        let cost = network.cost_from(last, z[last].clone(), y.view());
        let noise_of_cost = 2.0 * (cost + z[last].iter().map(|z| z.abs()).sum::<f64>());

        let mut wavering = vec![];
        if network.activation.has_kink() {
            for layer in 0..last {
                for neuron in 0..z[layer].len() {
                    let reach = DEVIATIONS_OF_KINK * deviations[layer][neuron];
                    if z[layer][neuron].abs() <= reach {
                        let after = network.weights[layer + 1].column(neuron);
                        let reach = after.dot(&errors[layer + 1]).abs();
                        wavering.push(Wavering { layer, neuron, reach });
                    }
                }
            }
        }
        Self {
            network,
            x,
            y,
            pass,
            errors,
            slopes,
            noise_from,
            noise_of_cost,
            relative,
            relative_of_output,
            wavering,
        }
    }

    /// The derivative along `direction`, by Richardson's extrapolation of central differences.
    fn difference(&self, direction: &Direction) -> Difference {
        let Self { network, pass, errors, .. } = self;
        let layer = direction.layer;
        let z = &pass.weighted_inputs[layer];
        let before = layer.checked_sub(1);
        let a = before.map_or(self.x.view(), |before| pass.activations[before].view());
        let dz = direction.of_z(z.len(), a);
        let last = pass.weighted_inputs.len() - 1;

        // How far every later z moves with it, which decides on the step.
        let mut moves = vec![dz.clone()];
        for after in layer + 1..=last {
            let moved = &moves[after - 1 - layer] * &self.slopes[after - 1];
            moves.push(network.weights[after].dot(&moved));
        }
        let furthest = moves.iter().flatten().fold(0.0_f64, |most, t| most.max(t.abs()));
        if furthest == 0.0 {
            return Difference { value: 0.0, error: 0.0 };
        }
        let wanted = LARGEST_MOVE / furthest;
        let mut step = wanted;
        if network.activation.has_kink() {
            for (z, t) in pass.weighted_inputs[layer..last].iter().zip(&moves) {
                for (z, t) in z.iter().zip(t).filter(|(_, t)| **t != 0.0) {
                    // Half way to the kink, beyond which the derivative differs.
                    step = step.min(0.5 * (z / t).abs());
                }
            }
        }
        let is_kinked = step < SMALLEST_SHARE * wanted;
        step = step.max(SMALLEST_SHARE * wanted);

        let cost = |step: f64| network.cost_from(layer, z + &(&dz * step), self.y.view());
        let mut before: Vec<f64> = vec![];
        for halving in 0..STEPS {
            let step = step / f64::from(1_u32 << halving);
            let mut row = vec![(cost(step) - cost(-step)) / (2.0 * step)];
            let mut four = 1.0;
            for older in &before {
                four *= 4.0;
                row.push((four * row[row.len() - 1] - older) / (four - 1.0));
            }
            if halving + 1 < STEPS {
                before = row;
                continue;
            }
            let value = row[halving];
            let older = before[halving - 1];
            let off = (value - row[halving - 1]).abs().max((value - older).abs());
            let kink = if is_kinked {
                let middle = cost(0.0);
                ((cost(step) + cost(-step) - 2.0 * middle) / step).abs()
            } else {
                0.0
            };
            // The output's error, and with it all others, grows on the way.
            let largest = |values: &Array1<f64>| {
                values.iter().fold(f64::MIN_POSITIVE, |most, x| most.max(x.abs()))
            };
            let output_move = step * largest(&moves[last - layer]);
            let growth = 1.0 + output_move / largest(&errors[last]);
            let noise = self.noise_of_cost + growth * self.noise_from[layer];
            // The extrapolation weighs the two costs by less than two.
            let rounded = 2.0 * f64::EPSILON * noise / step;
            let error = off + kink + rounded + self.rounding(layer, &dz, &moves, value);
            return Difference { value, error };
        }
        unreachable!("the last step returns")
    }

    /// What the precision of the run may do to the derivative `value` along `dz`, under which
    /// the z from `layer` on move as `moves` says.
    fn rounding(
        &self,
        layer: usize,
        dz: &Array1<f64>,
        moves: &[Array1<f64>],
        value: f64,
    ) -> f64 {
        if self.relative > MOST_RELATIVE {
            return f64::INFINITY;
        }
        let relative = DEVIATIONS * (self.relative + self.relative_of_output);
        let delta = &self.errors[layer];
        let typical =
            (delta.dot(delta) * dz.dot(dz)).sqrt() / (delta.len() as f64).sqrt();
        let flips = self.wavering.iter().filter(|one| one.layer >= layer);
        let flips =
            flips.map(|one| one.reach * moves[one.layer - layer][one.neuron].abs());
        relative * value.abs().max(typical) + flips.sum::<f64>()
    }
}

fn root_mean_square(values: &Array1<f64>) -> f64 {
    (values.dot(values) / values.len() as f64).sqrt()
}

/// How many multiplications an image costs when so many neurons of these layers are checked:
/// those of two whole passes, and in each direction two for every step after its layer.
fn multiplications(network: &Network, layers: &[usize], neurons: usize) -> usize {
    let of_layer = |w: &Array2<f64>| w.len() + ACTIVATION * w.nrows();
    let of_layers: Vec<usize> = network.weights.iter().map(of_layer).collect();
    let mut sum = 4 * of_layers.iter().sum::<usize>();
    for &layer in layers {
        let after: usize = of_layers[layer + 1..].iter().sum();
        let directions = network.biases[layer].len().min(neurons) + 2 * DIRECTIONS;
        sum += directions * (2 * STEPS + 1) * after + DIRECTIONS * of_layers[layer];
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        data::CLASSES,
        declaration::Choice,
        network::{Activation, Cost, Initialisation, Output},
        training::Examples,
    };

    /// Thirty images of 20 pixels.
    fn examples() -> Examples<f64> {
        examples_of(10)
    }

    fn examples_of(classes: u8) -> Examples<f64> {
        let mut generator = Generator::new(3, Stream::Order);
        let mut examples = Examples::empty(20);
        for index in 0..30 {
            let pixels: Vec<f64> =
                (0..20).map(|_| f64::from(generator.below(256)) / 256.0).collect();
            examples.push(&pixels, index % classes);
        }
        examples
    }

    /// The chapter's backpropagation of the network, in double precision.
    fn gradient_of(network: &Network, examples: &Examples<f64>) -> Gradient {
        let mut x = Array2::zeros((examples.len(), examples.inputs()));
        let outputs = network.biases.last().map_or(0, Array1::len);
        let mut y = Array2::zeros((examples.len(), outputs));
        for index in 0..examples.len() {
            x.row_mut(index).assign(&Array1::from(examples.dense(index)));
            y[(index, examples.label(index))] = 1.0;
        }
        network.mean_gradient(&x, &y)
    }

    fn network(hidden: &[usize], activation: Activation, seed: u32) -> Network {
        network_of(CLASSES, hidden, activation, seed)
    }

    fn network_of(
        classes: usize,
        hidden: &[usize],
        activation: Activation,
        seed: u32,
    ) -> Network {
        let sizes: Vec<usize> =
            [20].into_iter().chain(hidden.iter().copied()).chain([classes]).collect();
        let initialisation = Initialisation::Chapter;
        Network::initialise(&sizes, activation, Cost::CrossEntropy, initialisation, seed)
    }

    fn checked(network: &Network, gradient: &Gradient, unit: f64) -> GradientCheck {
        checked_on(&examples(), network, gradient, unit)
    }

    fn checked_on(
        examples: &Examples<f64>,
        network: &Network,
        gradient: &Gradient,
        unit: f64,
    ) -> GradientCheck {
        let layers = chosen_layers(network.biases.len() - 1);
        let directions = directions(network, &layers, NEURONS, 1);
        let images = examples.len();
        let mut check = GradientCheck::along(directions, network.clone(), images, unit);
        check.take_gradient(gradient);
        for index in 0..images {
            check.add(examples.dense(index).into(), examples.label(index));
        }
        check
    }

    fn worst(check: &GradientCheck) -> f64 {
        check.derivatives.iter().map(CheckedDerivative::excess).fold(0.0, f64::max)
    }

    const DOUBLE: f64 = f64::EPSILON / 2.0;
    const SINGLE: f64 = f32::EPSILON as f64 / 2.0;

    #[test]
    fn the_chapters_backpropagation_agrees_to_many_digits() {
        for &activation in Activation::ALL {
            for seed in 1..=6 {
                let output = Output::ALL[seed as usize % 2];
                let network = network(&[12, 9], activation, seed).with_output(output);
                let gradient = gradient_of(&network, &examples());
                let check = checked(&network, &gradient, DOUBLE);
                assert_eq!(check.images, 30);
                assert!(worst(&check) < 1.0, "{activation:?}, {seed}: {check:?}");
                for derivative in check.derivatives {
                    assert!(derivative.bound < 1e-9, "{activation:?}: {derivative:?}");
                }
            }
        }
    }

    #[test]
    fn so_it_does_with_an_output_for_each_of_26_letters() {
        let examples = examples_of(26);
        for output in Output::ALL {
            let network =
                network_of(26, &[12, 9], Activation::Sigmoid, 1).with_output(*output);
            let gradient = gradient_of(&network, &examples);
            let check = checked_on(&examples, &network, &gradient, DOUBLE);
            assert!(worst(&check) < 1.0, "{output:?}: {check:?}");
            assert!(check.derivatives.iter().all(|one| one.bound < 1e-9));
        }
    }

    #[test]
    fn an_error_of_a_thousandth_is_found_in_biases_and_in_weights() {
        for unit in [DOUBLE, SINGLE] {
            for layer in 0..2 {
                let network = network(&[12, 9], Activation::Sigmoid, 1);
                let mut gradient = gradient_of(&network, &examples());
                gradient.biases[layer] *= 1.001;
                let check = checked(&network, &gradient, unit);
                assert!(worst(&check) > 1.0, "{check:?}");
                for one in check.derivatives {
                    let is_planted = one.layer == layer && one.along != Along::Weights;
                    assert!(is_planted || one.excess() <= 1.0, "{one:?}");
                }
                let mut gradient = gradient_of(&network, &examples());
                gradient.weights[layer] *= 0.999;
                let check = checked(&network, &gradient, unit);
                assert!(worst(&check) > 1.0, "{check:?}");
                for one in check.derivatives {
                    let is_planted = one.layer == layer && one.along == Along::Weights;
                    assert!(is_planted || one.excess() <= 1.0, "{one:?}");
                }
            }
        }
    }

    #[test]
    fn a_layer_out_of_reach_of_differences_is_bounded_and_not_blamed() {
        let network = network(&[8; 30], Activation::Sigmoid, 1);
        let check = checked(&network, &gradient_of(&network, &examples()), DOUBLE);
        let layers: Vec<usize> = check.derivatives.iter().map(|one| one.layer).collect();
        assert_eq!((layers[0], layers[layers.len() - 1]), (0, 29));
        assert!(worst(&check) < 1.0, "{check:?}");
        let first = check.derivatives[0];
        assert!(first.bound > first.backpropagated.abs() && first.bound < 1e-11);
    }

    #[test]
    fn zeros_agree_and_what_is_no_number_does_not() {
        let zero = CheckedDerivative {
            layer: 0,
            along: Along::Bias(0),
            backpropagated: 0.0,
            difference: 0.0,
            bound: 0.0,
        };
        assert_eq!(zero.excess(), 0.0);
        assert!(CheckedDerivative { backpropagated: f64::NAN, ..zero }.excess().is_nan());
    }

    #[test]
    fn many_layers_are_sampled_from_the_first_to_the_last() {
        assert_eq!(chosen_layers(1), [0]);
        assert_eq!(chosen_layers(3), [0, 1, 2]);
        assert_eq!(chosen_layers(30), [0, 4, 8, 12, 16, 20, 24, 29]);
    }
}
