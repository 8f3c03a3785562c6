/** Everything that the random-chains figure says; numbers come in as text. */

export const chainsWords = Object.freeze({
  presets: 'Try',
  depth: 'neurons in a row',
  weightSpread: 'spread of the weights',
  biasSpread: 'spread of the biases',
  input: 'input a₀',
  activation: 'activation σ',
  chains: 'chains',
  seed: 'seed',
  settings: 'How the chains are drawn',
  drawing: 'Drawing the chains…',
  vanishing: 'vanish',
  between: 'in between',
  exploding: 'explode',
  limits: Object.freeze({
    vanishing: 'below 10⁻³',
    between: '10⁻³ to 10³',
    exploding: 'above 10³',
  }),
  histogramX: 'first gradient / last, log axis',
  histogramY: 'chains in a bar',
  quantilesTitle: 'The same ratio at every depth',
  quantilesX: 'neurons in a row',
  quantilesY: 'ratio of first to last, log axis',
  median: 'median',
  middleHalf: 'middle half',
  nineTenths: 'nine in ten',
  pick: 'Bars of the histogram',
  pickHint:
    'Choose a bar by pointer or by arrow keys; click or press Enter to open one of its chains.',
  open: 'Open one of them',
  goThere: 'Go to the chain',
  openElsewhere: 'Open it in the chain figure',
  histogramSvg: 'SVG of the histogram',
  quantilesSvg: 'SVG of the quantiles',
  tableCaption:
    'Shares of all chains, and quantiles and mean of log₁₀ of the ratio of the first gradient to the last, at every depth',
  failed: 'The chains could not be drawn.',
  tryAgain: 'Try again',
});

/** The columns of the table. */
export const chainsColumns = Object.freeze([
  'neurons',
  'vanish',
  'in between',
  'explode',
  'exactly 0',
  '5 %',
  '25 %',
  '50 %',
  '75 %',
  '95 %',
  'mean',
]);

/** @param {number} depth - neurons in a row */
export function histogramTitle(depth) {
  return `First gradient against last, in chains of ${depth} neurons`;
}

/** @param {string} chains @param {string} seconds - how long it took */
export function workWords(chains, seconds) {
  return `${chains} chains of 32 neurons, drawn and differentiated in ${seconds} s.`;
}

/** The sentence over the pictures. */
export const chainsSentences = Object.freeze({
  /**
   * @param {string} chains - how many
   * @param {string} depth - neurons in each
   * @param {string} vanishing - share
   * @param {string} between - share
   * @param {string} exploding - share
   */
  shares: (chains, depth, vanishing, between, exploding) =>
    `Of ${chains} random chains of ${depth} neurons, ${vanishing} vanish, ${between} lie in between and ${exploding} explode.`,
  /** @param {string} ratio - of the median chain @param {string} decades */
  loses: (ratio, decades) =>
    `In the median chain the first gradient is ${ratio} of the last: a loss of ${decades} decades a layer.`,
  /** @param {string} ratio - of the median chain @param {string} decades */
  gains: (ratio, decades) =>
    `In the median chain the first gradient is ${ratio} times the last: a gain of ${decades} decades a layer.`,
  /** @param {string} share - of chains */
  zero: (share) =>
    `In ${share} the first gradient is exactly 0: a neuron on the way is off.`,
  none: 'none',
  all: 'all',
  /** @param {string} count - of chains */
  allBut: (count) => `all but ${count}`,
});

/** What is said of a bar, and of the chain that was opened. */
export const barWords = Object.freeze({
  /** @param {string} from - its lower end @param {string} to - its upper end */
  range: (from, to) => `${from} to ${to}`,
  /**
   * @param {string} range - where it is
   * @param {string} count - how many chains it has
   * @param {string} share - of all
   */
  bar: (range, count, share) => `${range}: ${count} chains (${share})`,
  /** @param {string} count - how many chains @param {string} share - of all */
  zero: (count, share) => `exactly 0: ${count} chains (${share})`,
  /**
   * @param {string} number - of the chain, from 1
   * @param {string} ratio - of its gradients
   */
  opened: (number, ratio) =>
    `Chain ${number}, with a ratio of ${ratio}, is in the figure of the chain now.`,
  /**
   * @param {string} number - of the chain, from 1
   * @param {string} ratio - of its gradients
   */
  found: (number, ratio) => `Chain ${number} has a ratio of ${ratio}.`,
});
