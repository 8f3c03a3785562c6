/** What the parts of the gradient-chain figure say that come when they are needed. */
export const drawerWords = Object.freeze({
  tableCaption:
    'Every number at full precision. A reader can recompute each from the ones before it.',
  tableEnds: 'The ends of the chain',
  factorsTitle: 'Factors of the product, against 1',
  gradientsTitle: '|∂C/∂b| of each neuron',
  slopesTitle: 'σ′, and where each z falls on it',
  slopesHint:
    'Drag a mark, or move it with the arrow keys: the bias of its neuron follows, b = z − w a with the activation a before it.',
  checkCaption: 'Backpropagation against central differences of the cost',
  kink: 'no derivative at the kink',
  unresolved: 'no step is small enough',
  checkHeadings: Object.freeze([
    'j',
    'backpropagation',
    'central difference',
    'they differ by',
    'rounding allows',
  ]),
});

/** Of the gradient on its way from the cost back to b₁. */
export const travelWords = Object.freeze({
  send: 'Send the gradient back',
  again: 'Send again',
  pause: 'Pause',
  goOn: 'Go on',
  end: 'Hide it',
  keys: 'Arrow keys go factor by factor, Escape hides it',
  /** @param {string} now - “∂C/∂a₄ = −0.355” */
  start: (now) => `${now} sets out from the cost.`,
  /** @param {string} factor - “w₄σ′(z₄) = 0.275” @param {string} now */
  passed: (factor, now) => `× ${factor} gives ${now}.`,
  /** @param {string} factor - “w₄σ′(z₄)” @param {string} now */
  cancels: (factor, now) =>
    `× ${factor}, whose slope cancels with cross-entropy, gives ${now}.`,
});

/** Of the knife edge. */
export const edgeWords = Object.freeze({
  knifeEdge:
    'Large weights make a knife edge: one neuron after the other multiplies a small shift of b₁, until one saturates. If that is the output, all gradients become small together, and their ratio hardly changes; if it is one before, the ratio falls too. Move b₁ by a thousandth and see.',
  nudgeUp: 'b₁ + 0.001',
  nudgeDown: 'b₁ − 0.001',
});

/** Of its numbers as files. */
export const fileWords = Object.freeze({
  downloads: 'Take it with you',
  csv: 'Neurons as CSV',
  json: 'Numbers as JSON',
  python: 'Copy as Python',
  pythonText: 'A Python script that recomputes this chain',
  tex: 'Copy as LaTeX',
  texText: 'The product with its numbers, in LaTeX',
  svg: 'Chain as SVG',
});
