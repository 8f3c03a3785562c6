/** Labels, titles and the derivation of the exploding-window figure. */

export const windowWords = Object.freeze({
  presets: 'Try',
  weight: 'weight w',
  bias: 'bias b',
  centre: 'Find b that centres the window',
  reset: 'Reset',
  settings: 'The neuron',
  curveTitle: '|wσ′(wa + b)| for every activation a',
  curveX: 'activation a',
  curveY: '|wσ′(wa + b)|',
  outside: 'no sigmoid’s activation',
  widthTitle: 'The width of the window for every weight',
  widthX: '|w|, log axis',
  widthY: 'width of the window',
  none: 'no window',
  gripWindow: 'The window: drag it to change b',
  gripFrom: 'Left edge of the window',
  gripTo: 'Right edge of the window',
  gripPeak: 'Top of the curve: up and down for |w|, left and right for b',
  gripWeight: 'The weight |w|, with the middle of the window where it is',
  derivation: 'Where the width comes from, in six steps',
  curveSvg: 'SVG of the factor',
  widthSvg: 'SVG of the widths',
  tableCaption: 'Every number at full precision',
  quantity: 'quantity',
  value: 'value',
  nothing: 'none',
});

/** The rows of the table. */
export const windowRows = Object.freeze({
  weight: 'w',
  bias: 'b',
  reach: 'z₊, the largest |z| with |w|σ′(z) ≥ 1',
  centre: 'centre of the window, −b/w',
  from: 'window from a =',
  to: 'window to a =',
  width: 'width of the window',
  insideFrom: 'part inside [0, 1], from a =',
  insideTo: 'part inside [0, 1], to a =',
  insideWidth: 'width of that part',
  factorAtZero: 'factor at a = 0',
  factorAtHalf: 'factor at a = ½',
  factorAtOne: 'factor at a = 1',
  greatestInside: 'largest factor for a in [0, 1]',
  log10GreatestInside: 'log₁₀ of that',
  widestWeight: '|w| of the widest window',
  widestWidth: 'its width',
});

/** The steps of the derivation; each stands before its formula. */
export const derivationSteps = Object.freeze([
  'The slope of the sigmoid is a product of two numbers that sum to 1: with s = σ(z),',
  'So |w|σ′(z) ≥ 1 means s(1 − s) ≥ 1/|w|. Where the two sides are equal stands a quadratic equation,',
  'which has real solutions only for |w| ≥ 4. Between them the factor is at least 1. In terms of z, since z = ln(s/(1 − s)) and the two solutions sum to 1, that is',
  'The product of the two solutions is 1/|w|, so their quotient is |w|s₊², and by the quadratic equation that is |w|s₊ − 1:',
  'As a goes up by 1, z = wa + b moves by w. The 2z₊ are therefore crossed in',
  'Put |w| = 4cosh²t. Then r = tanh t, z₊ = 2t, and the width is t/cosh²t. Its derivative is 0 where',
]);

export const derivationEnd =
  'that is at t = 0.7717, or |w| = 6.894, with a width of 0.4477. The bias only says where the window lies; what falls outside [0, 1] is lost, so no activation range is wider than that.';
