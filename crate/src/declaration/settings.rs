//! The settings of each figure that the core reads.

use super::{Control, Field, Literal, Narrowed, Number, Numbers, OneOf};
use crate::data::Side;

/// The least learning rate: divided by the most images of a batch it is still a normal number
/// in 32 bits, so that whatever is accepted can be trained with.
const LEAST_RATE: f64 = 1e-30;

/// The size of the largest weights and biases of single neurons, which is all but that of the
/// largest 64-bit float.
const FURTHEST: f64 = 1e308;

/// A run of training: `learning-speeds`, and every other figure that trains.
pub mod run {
    use super::*;
    use crate::network::{Activation, Cost, Initialisation, Output};
    use crate::training::{Optimiser, Precision};

    /// Widths of the hidden layers, the first one first; the slider sets all at once.
    pub const HIDDEN: Numbers = Numbers {
        each: Number {
            control: Some(Control::List),
            ..Number::whole("hidden", 1.0, 256.0, 30.0).logarithmic_slider(2.0, 256.0)
        },
        min_length: 1,
        max_length: 30,
        default: &[30.0, 30.0],
        attribute: Some("hidden-layers"),
    };
    /// Pixels along the side of an image.
    pub const PIXELS: OneOf<Side> =
        OneOf { key: "pixels", options: &Side::ALL, default: Side::TwentyEight };
    /// As many images as a file of a reader's own may have.
    const OWN: f64 = 250_000.0;
    /// Training images, the first so many of the set; a figure has the site's own.
    pub const IMAGES: Number = Number {
        core: Some((10.0, OWN)),
        ..Number::whole("images", 10.0, 50_000.0, 1000.0).logarithmic()
    };
    /// Images of a mini-batch, no more than there are.
    pub const BATCH: Number = Number::whole("batch", 1.0, 50_000.0, 1000.0).logarithmic();
    /// Learning rate η.
    pub const RATE: Number =
        Number::real("rate", LEAST_RATE, 100.0, 0.1).logarithmic_slider(0.001, 10.0);
    /// Regularisation parameter λ.
    pub const LAMBDA: Number =
        Number::real("lambda", 0.0, 1000.0, 5.0).slider(0.0, 10.0, 0.1);
    /// Activation function of the hidden layers.
    pub const ACTIVATION: OneOf<Activation> =
        OneOf::of("activation", Activation::Sigmoid);
    /// Distribution of the initial weights and biases.
    pub const INITIALISATION: OneOf<Initialisation> =
        OneOf::of("initialisation", Initialisation::Chapter);
    /// Activation function of the output layer.
    pub const OUTPUT: OneOf<Output> = OneOf::of("output", Output::Sigmoid);
    /// Cost function.
    pub const COST_FUNCTION: OneOf<Cost> = OneOf::of("costFunction", Cost::CrossEntropy);
    /// How a gradient becomes a change.
    pub const OPTIMISER: OneOf<Optimiser> = OneOf::of("optimiser", Optimiser::Sgd);
    /// Hidden layers, the first ones, whose weights and biases stay as they are drawn.
    pub const FREEZE: Number = Number::whole("freeze", 0.0, 30.0, 0.0);
    /// Epochs of the whole run.
    pub const EPOCHS: Number =
        Number::whole("epochs", 1.0, 10_000.0, 500.0).logarithmic();
    /// Seed of the weights and of the order of the images.
    pub const SEED: Number = Number::seed();
    /// Precision of every number of the run.
    pub const PRECISION: OneOf<Precision> = OneOf::of("precision", Precision::F32);

    /// The keys of all of them.
    pub const KEYS: [&str; 15] = [
        HIDDEN.each.key,
        PIXELS.key,
        IMAGES.key,
        BATCH.key,
        RATE.key,
        LAMBDA.key,
        ACTIVATION.key,
        INITIALISATION.key,
        OUTPUT.key,
        COST_FUNCTION.key,
        OPTIMISER.key,
        FREEZE.key,
        EPOCHS.key,
        SEED.key,
        PRECISION.key,
    ];

    /// All of them.
    #[must_use]
    pub fn fields() -> Vec<Field> {
        vec![
            HIDDEN.into(),
            PIXELS.into(),
            IMAGES.into(),
            BATCH.into(),
            RATE.into(),
            LAMBDA.into(),
            ACTIVATION.into(),
            INITIALISATION.into(),
            OUTPUT.into(),
            COST_FUNCTION.into(),
            OPTIMISER.into(),
            FREEZE.into(),
            EPOCHS.into(),
            SEED.into(),
            PRECISION.into(),
        ]
    }
}

/// What helps a run where plain gradient descent does not: settings that a figure may add to
/// those of [`run`]. Where they are missing they have their defaults, which change nothing.
pub mod cures {
    use super::*;
    use crate::declaration::Switch;
    use crate::training::{Normalisation, Penalty, Schedule};

    /// How η changes in the course of a run.
    pub const SCHEDULE: OneOf<Schedule> = OneOf::of("schedule", Schedule::Constant);

    /// What λ keeps small.
    pub const PENALTY: OneOf<Penalty> = OneOf::of("penalty", Penalty::L2);
    /// The share of the hidden neurons that are left out for each image.
    pub const DROPOUT: Number =
        Number::real("dropout", 0.0, 0.9, 0.0).slider(0.0, 0.9, 0.05);
    /// Epochs without a better validation accuracy after which a run stops; 0 for none.
    pub const PATIENCE: Number = Number::whole("patience", 0.0, 1000.0, 0.0);
    /// What the weighted inputs of hidden layers are normalised over.
    pub const NORMALISATION: OneOf<Normalisation> =
        OneOf::of("normalisation", Normalisation::None);
    /// Images of a mini-batch with batch normalisation: one has no spread, and all pass at once.
    pub const NORMALISED_BATCH: Number =
        run::BATCH.at_least(2.0).at_most(MOST_NORMALISED);
    const MOST_NORMALISED: f64 = 1000.0;
    /// Whether a hidden layer as wide as the one before adds that one's activations to its own.
    pub const RESIDUAL: OneOf<Switch> = OneOf::of("residual", Switch::Off);

    /// The keys of all of them.
    pub const KEYS: [&str; 6] = [
        SCHEDULE.key,
        PENALTY.key,
        DROPOUT.key,
        PATIENCE.key,
        NORMALISATION.key,
        RESIDUAL.key,
    ];

    /// All of them.
    #[must_use]
    pub fn fields() -> Vec<Field> {
        vec![
            SCHEDULE.into(),
            PENALTY.into(),
            DROPOUT.into(),
            PATIENCE.into(),
            NORMALISATION.into(),
            RESIDUAL.into(),
        ]
    }
}

/// How often a run with mini-batches is measured. It is no part of a state, since no number
/// depends on it.
pub mod measuring {
    use super::*;

    /// The shares of the training that measuring may take.
    const SHARES: [f64; 3] = [0.05, 0.1, 0.25];

    /// The shares, and `every` for every epoch.
    #[must_use]
    pub fn field() -> Field {
        let shares = SHARES.map(Literal::Number);
        Field::Choice {
            key: "measuring",
            options: shares.into_iter().chain([Literal::Text("every")]).collect(),
            default: shares[1],
        }
    }
}

/// A chain of single neurons: `gradient-chain`.
pub mod chain {
    use super::*;
    use crate::chain::{Preset, preset};
    use crate::network::{Activation, Cost};

    /// The most neurons.
    pub const MAX_NEURONS: usize = 32;

    const fn list(each: Number, default: &'static [f64]) -> Numbers {
        Numbers {
            each: Number { control: Some(Control::Sliders), ..each },
            min_length: 1,
            max_length: MAX_NEURONS,
            default,
            attribute: None,
        }
    }

    /// Weights w_1 … w_L.
    pub const WEIGHTS: Numbers =
        list(Number::real("weights", -FURTHEST, FURTHEST, 0.0), &preset::WEIGHTS);
    /// Biases b_1 … b_L, as many.
    pub const BIASES: Numbers =
        list(Number::real("biases", -FURTHEST, FURTHEST, 0.0), &preset::BIASES);
    /// Input a_0.
    pub const INPUT: Number =
        Number::real("input", -10.0, 10.0, preset::INPUT).slider(-10.0, 10.0, 0.05);
    /// Target y.
    pub const TARGET: Number =
        Number::real("target", 0.0, 1.0, 1.0).slider(0.0, 1.0, 0.01);
    /// Activation of every neuron.
    pub const ACTIVATION: OneOf<Activation> = OneOf {
        key: "activation",
        options: &[
            Activation::Sigmoid,
            Activation::Tanh,
            Activation::Relu,
            Activation::Softplus,
        ],
        default: Activation::Sigmoid,
    };
    /// Cost C; cross-entropy needs a sigmoid output.
    pub const COST: OneOf<Cost> = OneOf {
        key: "cost",
        options: &[Cost::Quadratic, Cost::CrossEntropy],
        default: Cost::Quadratic,
    };
    /// Chains with a name; which one it is is no part of a state.
    pub const PRESET: OneOf<Preset> = OneOf::of("preset", Preset::Vanishing);

    /// All of them.
    #[must_use]
    pub fn fields() -> Vec<Field> {
        vec![
            WEIGHTS.into(),
            BIASES.into(),
            INPUT.into(),
            TARGET.into(),
            ACTIVATION.into(),
            COST.into(),
        ]
    }
}

/// Many chains drawn at random: `random-chains`.
pub mod random_chains {
    use super::*;
    use crate::network::Activation;

    /// Neurons of the chains that the histogram shows; with one there is no ratio.
    pub const DEPTH: Number = Number::whole("depth", 2.0, chain::MAX_NEURONS as f64, 4.0);
    /// Standard deviation of the weights. Times the largest normal deviate, 8.6, it is a
    /// weight that a single chain takes.
    pub const WEIGHT_SPREAD: Number =
        Number::real("weightSpread", 0.01, 100.0, 1.0).logarithmic_slider(0.1, 100.0);
    /// Standard deviation of the biases.
    pub const BIAS_SPREAD: Number =
        Number::real("biasSpread", 0.0, 100.0, 1.0).slider(0.0, 10.0, 0.1);
    /// Input a_0.
    pub const INPUT: Number = chain::INPUT.slider(0.0, 1.0, 0.05);
    /// Activation of every neuron.
    pub const ACTIVATION: OneOf<Activation> = chain::ACTIVATION;
    /// How many are drawn; each keeps a number for every depth. The core takes fewer than a
    /// figure, whose shares would mean nothing.
    pub const CHAINS: Number = Number {
        core: Some((1.0, 100_000.0)),
        ..Number::whole("chains", 100.0, 100_000.0, 100_000.0).logarithmic()
    };
    /// Seed of the draws.
    pub const SEED: Number = Number::seed();

    /// All of them.
    #[must_use]
    pub fn fields() -> Vec<Field> {
        vec![
            DEPTH.into(),
            WEIGHT_SPREAD.into(),
            BIAS_SPREAD.into(),
            INPUT.into(),
            ACTIVATION.into(),
            CHAINS.into(),
            SEED.into(),
        ]
    }
}

/// A network of equal hidden layers at one digit: `layer-jacobians`.
pub mod jacobians {
    use super::*;
    use crate::network::{Activation, Initialisation};

    /// Hidden layers.
    pub const DEPTH: Number = Number::whole("depth", 2.0, 30.0, 10.0);
    /// Neurons of each.
    pub const WIDTH: Number = Number::whole("width", 2.0, 128.0, 30.0);
    /// Activation function of the hidden layers.
    pub const ACTIVATION: OneOf<Activation> = chain::ACTIVATION;
    /// Distribution of the weights and biases.
    pub const INITIALISATION: OneOf<Initialisation> = OneOf {
        key: "initialisation",
        options: &[
            Initialisation::Chapter,
            Initialisation::Normal,
            Initialisation::Xavier,
            Initialisation::He,
        ],
        default: Initialisation::Chapter,
    };
    /// Seed of the network whose matrices are shown.
    pub const SEED: Number = Number::seed();
    /// The training image that it is shown, from 0; the site's first file has a thousand.
    pub const DIGIT: Number = Number::whole("digit", 0.0, 999.0, 0.0);
    /// How many networks the spread is taken over.
    pub const SEEDS: Number = Number::whole("seeds", 1.0, 100.0, 20.0);

    /// All of them.
    #[must_use]
    pub fn fields() -> Vec<Field> {
        vec![
            DEPTH.into(),
            WIDTH.into(),
            ACTIVATION.into(),
            INITIALISATION.into(),
            SEED.into(),
            DIGIT.into(),
            SEEDS.into(),
        ]
    }
}

/// One neuron and its window: `exploding-window`.
pub mod window {
    use super::*;

    /// Weight w.
    pub const WEIGHT: Number =
        Number::real("weight", -FURTHEST, FURTHEST, 6.9).slider(-20.0, 20.0, 0.1);
    /// Bias b.
    pub const BIAS: Number =
        Number::real("bias", -FURTHEST, FURTHEST, -3.45).slider(-15.0, 15.0, 0.05);

    /// All of them.
    #[must_use]
    pub fn fields() -> Vec<Field> {
        vec![WEIGHT.into(), BIAS.into()]
    }
}

/// The neuron that answers its input: `identity-neuron`.
pub mod identity {
    use super::*;

    /// Weight w₁ of the input.
    pub const WEIGHT_IN: Number =
        Number::real("weightIn", -100.0, 100.0, 1.0).slider(0.1, 10.0, 0.1);
    /// Bias b.
    pub const BIAS: Number =
        Number::real("bias", -100.0, 100.0, -0.5).slider(-6.0, 2.0, 0.05);
    /// Weight w₂ of the answer.
    pub const WEIGHT_OUT: Number =
        Number::real("weightOut", -10_000.0, 10_000.0, 4.0).slider(0.0, 40.0, 0.1);
    /// Rows of such neurons that are put into a trained network.
    pub const ROWS: Number = Number::whole("rows", 1.0, 20.0, 1.0);
    /// Seed of that network.
    pub const SEED: Number = Number::seed();

    /// All of them.
    #[must_use]
    pub fn fields() -> Vec<Field> {
        vec![WEIGHT_IN.into(), BIAS.into(), WEIGHT_OUT.into(), ROWS.into(), SEED.into()]
    }
}

/// Circuits of gates: `deep-circuits`.
pub mod circuits {
    use super::*;
    use crate::circuits::{Design, Problem};

    /// The most inputs that a circuit has: twelve switches, 4096 rows of a truth table.
    pub const MAX_INPUTS: usize = 12;
    const MOST: f64 = MAX_INPUTS as f64;

    /// What to compute.
    pub const PROBLEM: OneOf<Problem> = OneOf::of("problem", Problem::Parity);
    /// By which design; each figure decides which circuits it draws.
    pub const DESIGN: OneOf<Design> = OneOf::of("design", Design::TwoLayer);
    /// Bits of parity.
    pub const PARITY_BITS: Number = Number::whole("bits", 2.0, MOST, 4.0);
    /// Bits of each number of an addition.
    pub const ADDITION_BITS: Number = Number::whole("bits", 1.0, MOST / 2.0, 4.0);
    /// Of how many bits, whatever is computed.
    pub const BITS: Number = Number {
        narrowed: Some(Narrowed {
            by: PROBLEM.key,
            ranges: &[
                ("parity", PARITY_BITS.min, PARITY_BITS.max),
                ("addition", ADDITION_BITS.min, ADDITION_BITS.max),
            ],
        }),
        ..Number::whole("bits", ADDITION_BITS.min, PARITY_BITS.max, 4.0)
    };
    /// What comes in, 0 or 1 each.
    pub const INPUTS: Numbers = Numbers {
        each: Number {
            control: Some(Control::Switches),
            ..Number::whole("inputs", 0.0, 1.0, 0.0)
        },
        min_length: 1,
        max_length: MAX_INPUTS,
        default: &[1.0, 0.0, 1.0, 1.0],
        attribute: None,
    };

    /// All of them.
    #[must_use]
    pub fn fields() -> Vec<Field> {
        vec![PROBLEM.into(), BITS.into(), INPUTS.into()]
    }
}

/// A recurrent network and the task that it learns: `gradient-through-time`.
pub mod recurrent {
    use super::*;
    use crate::recurrent::{Cell, Clipping};

    /// How an activation follows from the one before.
    pub const CELL: OneOf<Cell> = OneOf::of("cell", Cell::Tanh);
    /// Spectral radius of the tanh network's recurrent weights.
    pub const RADIUS: Number =
        Number::real("radius", 0.0, 10.0, 1.0).slider(0.1, 2.0, 0.05);
    /// Bias of an LSTM's forget gates, with which they begin.
    pub const FORGET_BIAS: Number =
        Number::real("forgetBias", -20.0, 20.0, 1.0).slider(-2.0, 6.0, 0.25);
    /// Bias of a GRU's update gates, with which they begin.
    pub const UPDATE_BIAS: Number =
        Number::real("updateBias", -20.0, 20.0, 1.0).slider(-2.0, 6.0, 0.25);
    /// Steps T.
    pub const LENGTH: Number = Number::whole("length", 2.0, 200.0, 50.0);
    /// Neurons n.
    pub const WIDTH: Number = Number::whole("width", 1.0, 64.0, 16.0);
    /// What the weights of the inputs are multiplied by.
    pub const INPUT: Number =
        Number::real("input", 0.0, 10.0, 1.0).slider(0.0, 2.0, 0.05);
    /// Learning rate η.
    pub const RATE: Number =
        Number::real("rate", LEAST_RATE, 1000.0, 1.0).logarithmic_slider(0.01, 100.0);
    /// What is done to a long gradient.
    pub const CLIPPING: OneOf<Clipping> = OneOf::of("clipping", Clipping::Norm);
    /// Seed of the network that is shown, and learns.
    pub const SEED: Number = Number::seed();
    /// How many networks the spread is taken over.
    pub const SEEDS: Number = Number::whole("seeds", 1.0, 100.0, 100.0);

    /// All of them.
    #[must_use]
    pub fn fields() -> Vec<Field> {
        vec![
            CELL.into(),
            RADIUS.into(),
            FORGET_BIAS.into(),
            UPDATE_BIAS.into(),
            LENGTH.into(),
            WIDTH.into(),
            INPUT.into(),
            RATE.into(),
            CLIPPING.into(),
            SEED.into(),
            SEEDS.into(),
        ]
    }
}

/// The settings of every figure, by the name of the group in `www/core/declaration.js`.
#[must_use]
pub fn groups() -> Vec<(&'static str, Vec<Field>)> {
    vec![
        ("run", run::fields()),
        ("cures", cures::fields()),
        ("chain", chain::fields()),
        ("randomChains", random_chains::fields()),
        ("jacobians", jacobians::fields()),
        ("window", window::fields()),
        ("identity", identity::fields()),
        ("circuits", circuits::fields()),
        ("recurrent", recurrent::fields()),
    ]
}
