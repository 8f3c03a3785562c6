/** What the gradient-chain figure says around its numbers. */
export const chainWords = Object.freeze({
  presets: 'Try',
  drawAgain: 'Draw again',
  /** @param {number} seed - of the draw */
  seed: (seed) => `seed ${seed}`,
  activation: 'Activation σ',
  cost: 'Cost C',
  neurons: 'Neurons',
  addNeuron: 'More',
  removeNeuron: 'Fewer',
  ends: 'Ends of the chain',
  input: 'input a₀',
  target: 'target y',
  parameters: 'Weights and biases',
  check: 'Check the gradient',
  closeCheck: 'Close the check',
  reset: 'Reset',
  equation: 'The product',
  charts: 'Charts',
  barsTitle: 'bars: each factor, against 1; dots: |∂C/∂b| of each neuron',
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
  knifeEdge:
    'Large weights make a knife edge: one neuron after the other multiplies a small shift of b₁, until one saturates. If that is the output, all gradients become small together, and their ratio hardly changes; if it is one before, the ratio falls too. Move b₁ by a thousandth and see.',
  nudgeUp: 'b₁ + 0.001',
  nudgeDown: 'b₁ − 0.001',
  checkCaption: 'Backpropagation against central differences of the cost',
  checkHeadings: Object.freeze([
    'j',
    'backpropagation',
    'central difference',
    'they differ by',
    'rounding allows',
  ]),
  kink: 'no derivative at the kink',
  unresolved: 'no step is small enough',
});

/** Of its numbers as files. */
export const fileWords = Object.freeze({
  downloads: 'Take it with you',
  json: 'Numbers as JSON',
  python: 'Copy as Python',
  pythonText: 'A Python script that recomputes this chain',
});

/** @param {number} neurons */
export function neuronCount(neurons) {
  return neurons === 1 ? '1 neuron' : `${neurons} neurons`;
}
