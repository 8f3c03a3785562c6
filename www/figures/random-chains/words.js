import { countText, formatNumber } from '../../kit/numbers.js';

/** Labels, titles and hints of the random-chains figure. */

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
    vanishing: 'below a tenth',
    between: 'a tenth to ten times',
    exploding: 'above ten times',
  }),
  histogramX: 'first gradient / last, log axis',
  histogramY: 'chains in a bar',
  byDepth: 'At every depth',
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
  /** @param {import('./draws.js').Drawn} drawn @param {boolean} isStale - whether other settings are asked for by now */
  work: ({ state, seconds }, isStale) =>
    `${countText(state.chains)} chains of 32 neurons, drawn ${isStale ? `before, from seed ${state.seed}, ` : ''}and differentiated in ${formatNumber(seconds, 2)} s.`,
});

/** The columns of the table. */
export const chainsColumns = Object.freeze([
  'neurons',
  'vanish',
  'in between',
  'explode',
  'exactly 0',
  '¼ a layer or less',
  '5 %',
  '25 %',
  '50 %',
  '75 %',
  '95 %',
  'mean',
]);
