/** Labels, titles and the expansion of the identity-neuron figure. */

export const identityWords = Object.freeze({
  presets: 'Try',
  weightIn: 'weight w₁',
  bias: 'bias b',
  weightOut: 'weight w₂',
  offset: 'constant left over',
  neuron: 'The neuron',
  expand: 'Follow the expansion',
  reset: 'Reset',
  answersTitle: 'What the neuron answers to x',
  errorTitle: 'How far that is from x',
  x: 'input x',
  answer: 'answer',
  error: 'answer − x',
  input: 'x',
  steps: 'The expansion, in five steps',
  network: 'Rows in a network',
  answersSvg: 'SVG of the answer',
  errorSvg: 'SVG of the error',
  tableCaption: 'Every number at full precision',
  quantity: 'quantity',
  value: 'value',
});

/** The rows of the table. */
export const identityRows = Object.freeze({
  weightIn: 'w₁',
  bias: 'b',
  weightOut: 'w₂',
  offset: 'constant added to the answer',
  largestError: 'largest error on [0, 1]',
  largestErrorAt: 'where it is, x =',
  errorAtZero: 'answer − x at x = 0',
  errorAtHalf: 'at x = ½',
  errorAtOne: 'at x = 1',
  slopeAtHalf: 'slope of the answer at x = ½',
  leadingTerm: 'w₁²/96',
  leastLiteral: 'least largest error with nothing added',
  bestLiteral: 'w₁ that has it',
});

/** The steps of the expansion; each stands before its formula. */
export const expansionSteps = Object.freeze([
  'The sigmoid is straightest at 0. So put the middle of the inputs there: write x as ½ and what is left, and choose b so that the half goes.',
  'Of the even powers the sigmoid has none but the first, its value ½ at 0:',
  'So this is what the next layer gets:',
  'The input has to come out with the weight 1, which decides w₂. Then the answer is x itself, and two things besides: a constant, and what the higher powers make.',
  'The constant is large, the larger the smaller w₁ is; but it is the same for every x, so the next neuron’s bias can take it away. What remains is largest at the ends, where x is half a unit from the middle:',
]);

export const expansionEnd =
  'With nothing to take the constant away, value and slope cannot both be right: at the middle the value asks for w₂s = ½ with s = σ(w₁/2 + b), the slope for w₁w₂s(1 − s) = 1. Together that is w₁ = 2/(1 − s), which is more than 2: no small weight will do, and a curve with a large one bends.';
