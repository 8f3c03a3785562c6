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
  send: 'Send the gradient back',
  equation: 'The product',
  charts: 'Each z on σ′',
  barsTitle: 'bars: each factor, against 1; dots: |∂C/∂b| of each neuron',
  drawing: 'The chain, from the input to the cost',
  table: 'All the numbers',
  /** Under the drawing, by what it has. */
  captions: Object.freeze({
    large:
      'The ring around a neuron shows how much of σ’s steepest slope is left at its z.',
    small:
      'On each arrow w, above each neuron σ′(z), below it z. Ring: the share of σ’s steepest slope.',
    tiny: 'Ring: the share of σ’s steepest slope that is left at z.',
    strips: 'Bar: the factor, against 1.',
  }),
});

/** @param {number} neurons */
export function neuronCount(neurons) {
  return neurons === 1 ? '1 neuron' : `${neurons} neurons`;
}
