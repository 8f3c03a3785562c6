/**
 * Every setting that the core reads, as the core declares it: ranges, defaults
 * and options, and what a control needs beyond them. `slider` is there where a
 * slider has steps or does not reach as far as the range, `scale` where it is
 * logarithmic, `control` where the kind does not say what sets the value, and
 * `narrowed` where another key's value narrows the range.
 *
 * Written by scripts/declaration from crate/src/declaration/settings.rs.
 */
export const declaration = /** @type {const} */ ({
  run: {
    hidden: {
      kind: 'numbers',
      minLength: 1,
      maxLength: 30,
      min: 1,
      max: 256,
      integer: true,
      default: [30, 30],
      attribute: 'hidden-layers',
      slider: {
        min: 2,
        max: 256,
      },
      scale: 'logarithmic',
      control: 'list',
    },
    pixels: {
      kind: 'choice',
      options: [28, 14, 7],
      default: 28,
    },
    images: {
      kind: 'number',
      min: 10,
      max: 8000,
      integer: true,
      default: 1000,
      scale: 'logarithmic',
    },
    batch: {
      kind: 'number',
      min: 1,
      max: 8000,
      integer: true,
      default: 1000,
      scale: 'logarithmic',
    },
    rate: {
      kind: 'number',
      min: 0,
      max: 100,
      aboveMin: true,
      default: 0.1,
      slider: {
        min: 0.001,
        max: 10,
      },
      scale: 'logarithmic',
    },
    lambda: {
      kind: 'number',
      min: 0,
      max: 1000,
      default: 5,
      slider: {
        min: 0,
        max: 10,
        step: 0.1,
      },
    },
    activation: {
      kind: 'choice',
      options: ['sigmoid', 'tanh', 'relu'],
      default: 'sigmoid',
    },
    initialisation: {
      kind: 'choice',
      options: ['chapter', 'normal', 'xavier', 'he'],
      default: 'chapter',
    },
    costFunction: {
      kind: 'choice',
      options: ['cross-entropy', 'quadratic'],
      default: 'cross-entropy',
    },
    optimiser: {
      kind: 'choice',
      options: ['sgd', 'momentum'],
      default: 'sgd',
    },
    epochs: {
      kind: 'number',
      min: 1,
      max: 10000,
      integer: true,
      default: 500,
      scale: 'logarithmic',
    },
    seed: {
      kind: 'number',
      min: 0,
      max: 4294967295,
      integer: true,
      default: 1,
      control: 'seed',
    },
    precision: {
      kind: 'choice',
      options: ['f32', 'f64'],
      default: 'f32',
    },
  },
  chain: {
    weights: {
      kind: 'numbers',
      minLength: 1,
      maxLength: 32,
      min: -1000,
      max: 1000,
      default: [0.9, -0.7, 0.6, 1.2],
      control: 'slider',
    },
    biases: {
      kind: 'numbers',
      minLength: 1,
      maxLength: 32,
      min: -100000,
      max: 100000,
      default: [0.3, -0.4, 0.5, -0.2],
      control: 'slider',
    },
    input: {
      kind: 'number',
      min: -10,
      max: 10,
      default: 0.5,
      slider: {
        min: -10,
        max: 10,
        step: 0.05,
      },
    },
    target: {
      kind: 'number',
      min: 0,
      max: 1,
      default: 1,
      slider: {
        min: 0,
        max: 1,
        step: 0.01,
      },
    },
    activation: {
      kind: 'choice',
      options: ['sigmoid', 'tanh', 'relu'],
      default: 'sigmoid',
    },
    cost: {
      kind: 'choice',
      options: ['quadratic', 'cross-entropy'],
      default: 'quadratic',
    },
  },
  randomChains: {
    depth: {
      kind: 'number',
      min: 2,
      max: 32,
      integer: true,
      default: 4,
    },
    weightSpread: {
      kind: 'number',
      min: 0.01,
      max: 100,
      default: 1,
      slider: {
        min: 0.1,
        max: 100,
      },
      scale: 'logarithmic',
    },
    biasSpread: {
      kind: 'number',
      min: 0,
      max: 100,
      default: 1,
      slider: {
        min: 0,
        max: 10,
        step: 0.1,
      },
    },
    input: {
      kind: 'number',
      min: -10,
      max: 10,
      default: 0.5,
      slider: {
        min: 0,
        max: 1,
        step: 0.05,
      },
    },
    activation: {
      kind: 'choice',
      options: ['sigmoid', 'tanh', 'relu'],
      default: 'sigmoid',
    },
    chains: {
      kind: 'number',
      min: 100,
      max: 100000,
      integer: true,
      default: 100000,
      scale: 'logarithmic',
    },
    seed: {
      kind: 'number',
      min: 0,
      max: 4294967295,
      integer: true,
      default: 1,
      control: 'seed',
    },
  },
  jacobians: {
    depth: {
      kind: 'number',
      min: 2,
      max: 30,
      integer: true,
      default: 10,
    },
    width: {
      kind: 'number',
      min: 2,
      max: 128,
      integer: true,
      default: 30,
    },
    activation: {
      kind: 'choice',
      options: ['sigmoid', 'tanh', 'relu'],
      default: 'sigmoid',
    },
    initialisation: {
      kind: 'choice',
      options: ['chapter', 'normal', 'xavier', 'he'],
      default: 'chapter',
    },
    seed: {
      kind: 'number',
      min: 0,
      max: 4294967295,
      integer: true,
      default: 1,
      control: 'seed',
    },
    digit: {
      kind: 'number',
      min: 0,
      max: 999,
      integer: true,
      default: 0,
    },
    seeds: {
      kind: 'number',
      min: 1,
      max: 100,
      integer: true,
      default: 20,
    },
  },
  window: {
    weight: {
      kind: 'number',
      min: -1000,
      max: 1000,
      default: 6.9,
      slider: {
        min: -20,
        max: 20,
        step: 0.1,
      },
    },
    bias: {
      kind: 'number',
      min: -100000,
      max: 100000,
      default: -3.45,
      slider: {
        min: -15,
        max: 15,
        step: 0.05,
      },
    },
  },
  circuits: {
    problem: {
      kind: 'choice',
      options: ['parity', 'addition'],
      default: 'parity',
    },
    bits: {
      kind: 'number',
      min: 1,
      max: 12,
      integer: true,
      default: 4,
      narrowed: {
        by: 'problem',
        ranges: {
          parity: {
            min: 2,
            max: 12,
          },
          addition: {
            min: 1,
            max: 6,
          },
        },
      },
    },
    inputs: {
      kind: 'numbers',
      minLength: 1,
      maxLength: 12,
      min: 0,
      max: 1,
      integer: true,
      default: [1, 0, 1, 1],
      control: 'switch',
    },
  },
  measuring: {
    kind: 'choice',
    options: [0.05, 0.1, 0.25, 'every'],
    default: 0.1,
  },
});
