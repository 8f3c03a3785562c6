/** @type {Readonly<Record<string, string>>} The options of choices, as readers see them. */
const NAMES = Object.freeze({
  28: '28 × 28',
  14: '14 × 14',
  7: '7 × 7',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'ReLU',
  chapter: 'the chapter’s, N(0, 1/√n)',
  normal: 'N(0, 1)',
  xavier: 'Xavier',
  he: 'He',
  'cross-entropy': 'cross-entropy',
  quadratic: 'quadratic',
  sgd: 'plain gradient descent',
  momentum: 'momentum 0.9',
  f32: '32-bit floats',
  f64: '64-bit floats',
  parity: 'the parity of some bits',
  addition: 'the sum of two numbers',
  compare: 'two layers and many',
  'two-layer': 'two layers of gates',
  deep: 'many layers of gates',
  neurons: 'two layers of neurons',
  absorbed: 'taken away',
  literal: 'left as it is',
  linear: 'linear',
  logarithmic: 'logarithmic',
});

/** @param {string | number} option - as in states and links @returns {string} its name */
export function optionName(option) {
  return NAMES[option] ?? String(option);
}
