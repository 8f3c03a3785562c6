/** @type {Readonly<Record<string, string>>} The options of choices, as readers see them. */
const NAMES = Object.freeze({
  28: '28 × 28',
  14: '14 × 14',
  7: '7 × 7',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'ReLU',
  'leaky-relu': 'leaky ReLU',
  gelu: 'GELU',
  softmax: 'softmax',
  chapter: 'the chapter’s, N(0, 1/√n)',
  normal: 'N(0, 1)',
  xavier: 'Xavier',
  'xavier-uniform': 'Xavier, uniform',
  he: 'He',
  zero: 'all zero',
  'cross-entropy': 'cross-entropy',
  quadratic: 'quadratic',
  sgd: 'plain gradient descent',
  momentum: 'momentum 0.9',
  nesterov: 'Nesterov’s momentum 0.9',
  rmsprop: 'RMSProp',
  adam: 'Adam',
  constant: 'constant',
  step: 'a tenth after a half, a hundredth after three quarters',
  cosine: 'falling to 0 along half a cosine',
  'warm-up': 'rising over the first tenth',
  f32: '32-bit floats',
  f64: '64-bit floats',
  parity: 'the parity of some bits',
  addition: 'the sum of two numbers',
  compare: 'two layers and many',
  'two-layer': 'two layers of gates',
  deep: 'many layers of gates',
  neurons: 'two layers of neurons',
  linear: 'linear',
  logarithmic: 'logarithmic',
});

/** @param {string | number} option - as in states and links @returns {string} its name */
export function optionName(option) {
  return NAMES[option] ?? String(option);
}
