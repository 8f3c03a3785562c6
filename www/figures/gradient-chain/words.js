/** Everything that the gradient-chain figure says; numbers come in as text. */

export const chainWords = Object.freeze({
  presets: 'Try',
  vanishing: 'Vanishing',
  normal: 'As initialised, N(0, 1)',
  exploding: 'Exploding',
  saturated: 'One saturated neuron',
  vanishingTitle: 'Weights and biases of ordinary size',
  normalTitle: 'Weights and biases drawn from N(0, 1), to four decimals',
  explodingTitle: 'w = 100 and b = −100a, so that every z is 0',
  saturatedTitle: 'One bias of 12 takes its neuron far out on σ’s flat part',
  drawAgain: 'Draw again',
  addNeuron: 'More',
  removeNeuron: 'Fewer',
  neurons: 'Neurons',
  activation: 'Activation σ',
  cost: 'Cost C',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'ReLU',
  quadratic: 'quadratic',
  crossEntropy: 'cross-entropy',
  crossEntropyHint: 'Cross-entropy needs a sigmoid output.',
  ends: 'Ends of the chain',
  input: 'input a₀',
  target: 'target y',
  parameters: 'Weights and biases',
  actions: 'Actions',
  check: 'Check the gradient',
  closeCheck: 'Close the check',
  reset: 'Reset',
  table: 'All the numbers',
  tableCaption:
    'Every number at full precision. A reader can recompute each from the ones before it.',
  tableEnds: 'The ends of the chain',
  largeCaption:
    'The ring around a neuron shows how much of σ’s steepest slope is left at its z.',
  smallCaption:
    'On the arrows the weights, above each neuron σ′(z), below it z. The ring shows how much of σ’s steepest slope is left.',
  factorsTitle: 'Factors of the product, against 1',
  runningTitle: 'From the cost back to ∂C/∂b₁',
  gradientsTitle: '|∂C/∂b| of each neuron',
  slopesTitle: 'σ′, and where each z falls on it',
  logAxis: 'log axis',
  knifeEdge:
    'Large weights stand on a knife edge: the window of z in which a factor exceeds 1 is narrow, and one neuron moves the z of the next across it. Move b₁ by a thousandth and see.',
  nudgeUp: 'b₁ + 0.001',
  nudgeDown: 'b₁ − 0.001',
  checkCaption: 'Backpropagation against central differences of the cost',
  kink: 'no derivative at the kink',
  unresolved: 'no step is small enough',
});

/**
 * @param {number} seed - of the draw
 * @returns {string} what the draw is called
 */
export function seedWords(seed) {
  return `seed ${seed}`;
}

/**
 * @param {number} neurons - how many
 * @returns {string} the count
 */
export function neuronCount(neurons) {
  return neurons === 1 ? '1 neuron' : `${neurons} neurons`;
}

/**
 * @param {number} neuron - from 1
 * @returns {string} its heading
 */
export function neuronName(neuron) {
  return `Neuron ${neuron}`;
}

/**
 * @param {string} parameter - “w₂ = −0.7”
 * @param {string} factor - the factor that it is part of
 * @returns {string} what the slider of a weight says
 */
export function withFactor(parameter, factor) {
  return `${parameter}, factor ${factor}`;
}

/**
 * @param {string} parameter - “b₂ = −0.4”
 * @param {string} slope - σ′ of its neuron
 * @returns {string} what the slider of a bias says
 */
export function withSlope(parameter, slope) {
  return `${parameter}, slope ${slope}`;
}

/** The sentences under the chain. */
export const outcomeWords = Object.freeze({
  /** @param {string} product - ∂C/∂b₁ */
  single: (product) =>
    `With one neuron nothing lies between the bias and the cost: ∂C/∂b₁ = σ′(z₁) ∂C/∂a₁ = ${product}.`,
  /** @param {string} output - the output’s name */
  noError: (output) =>
    `The output is the target to the last bit, ${output} = y: nothing is left to learn, and every gradient is exactly 0.`,
  /** @param {string} weight - the weight’s name */
  cutByWeight: (weight) =>
    `∂C/∂b₁ is exactly 0: ${weight} = 0 cuts the chain, and nothing before it learns.`,
  /**
   * @param {number} neuron - from 1
   * @param {string} at - “z₂ = −3”
   */
  cutByRelu: (neuron, at) =>
    `∂C/∂b₁ is exactly 0: neuron ${neuron} is off (${at}, where ReLU is flat), and nothing before it learns.`,
  /**
   * @param {string} first - “∂C/∂b₁ = 0.00415”
   * @param {string} ratio - how many times
   * @param {string} last - “∂C/∂b₄ = −0.0814”
   */
  vanishing: (first, ratio, last) =>
    `The gradient vanishes: ${first} is ${ratio} times smaller than ${last}.`,
  /**
   * @param {string} first - “∂C/∂b₁ = 0.00415”
   * @param {string} last - “∂C/∂b₄ = −0.0814”
   */
  even: (first, last) =>
    `${first} and ${last} are within a factor of 2 of each other: here the factors balance.`,
  /**
   * @param {string} first - “∂C/∂b₁ = 1953”
   * @param {string} ratio - how many times
   * @param {string} last - “∂C/∂b₄ = 0.125”
   */
  exploding: (first, ratio, last) =>
    `The gradient explodes: ${first} is ${ratio} times larger than ${last}.`,
});

/** The second sentence: which factor did it. */
export const causeWords = Object.freeze({
  /**
   * @param {string} factor - “w₂σ′(z₂) = 25”
   * @param {string} weight - “w₂ = 100”
   * @param {string} slope - “σ′(z₂) = 0.25”
   */
  largest: (factor, weight, slope) =>
    `The largest factor is ${factor}: ${weight} outweighs the slope ${slope}.`,
  /**
   * @param {string} factor - “w₂σ′(z₂) = 2.5×10⁻⁴”
   * @param {string} weight - “w₂ = 0.001”
   */
  weight: (factor, weight) =>
    `The smallest factor is ${factor}, because ${weight} is small.`,
  /**
   * @param {string} factor - “w₂σ′(z₂) = 2.5×10⁻⁴”
   * @param {number} neuron - from 1
   * @param {string} at - “z₂ = 12.2”
   */
  saturation: (factor, neuron, at) =>
    `The smallest factor is ${factor}, because neuron ${neuron} is saturated: at ${at} the curve is flat.`,
  /** @param {string} factor - “w₂σ′(z₂) = −0.145” */
  sigmoidCeiling: (factor) =>
    `The smallest factor is ${factor}; no single neuron is to blame, since even at its steepest a sigmoid passes on only ¼.`,
  /** @param {string} factor - “w₂σ′(z₂) = −0.368” */
  ordinary: (factor) =>
    `The smallest factor is ${factor}; no single neuron is to blame.`,
});

/** Under the equation, with the cost in which σ′ of the output cancels. */
export const cancelWords = Object.freeze({
  /** @param {string} delta - “a₁ − y = 0.3” */
  single: (delta) =>
    `With cross-entropy σ′(z₁) cancels: what is computed is ${delta}.`,
  /**
   * @param {string} slope - “σ′(z₄)”
   * @param {string} product - “w₄(a₄ − y) = 0.3”
   */
  several: (slope, product) =>
    `With cross-entropy ${slope} cancels in the last two terms: what is computed is ${product}.`,
});

/** A last sentence where a value is no normal float. */
export const rangeWords = Object.freeze({
  /**
   * @param {string} at - the gradient where the range was left
   * @param {string} size - what ∂C/∂b₁ is about
   * @param {string} computed - what it is computed as
   */
  lost: (at, size, computed) =>
    `On the way back the product leaves the range of 64-bit floats at ${at}: ∂C/∂b₁, about ${size}, is computed as ${computed}.`,
  /** @param {string} at - the gradient where the range was left */
  passed: (at) =>
    `On the way back the product leaves the range of 64-bit floats at ${at}, and digits are lost.`,
});

/** What the check found. */
export const checkWords = Object.freeze({
  nothing:
    'No central difference says anything here: even the smallest step of a bias throws the chain out of the point where it is taken.',
  /** @param {string} off - the largest difference */
  agrees: (off) =>
    `The largest difference is ${off}, within what central differences in 64 bits can tell.`,
  /** @param {string} off - the largest difference */
  differs: (off) =>
    `The largest difference is ${off}, more than rounding explains.`,
  /** @param {number} neurons - how many */
  blind: (neurons) =>
    `The gradients of ${neuronCount(neurons)} are smaller than rounding allows, and a difference cannot see them.`,
  /** @param {number} neurons - how many */
  unresolved: (neurons) => `For ${neuronCount(neurons)} they can tell nothing.`,
  headings: Object.freeze([
    'backpropagation',
    'central difference',
    'they differ by',
    'rounding allows',
  ]),
});
