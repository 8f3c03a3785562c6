/** What a gradient check came to, in words. */
import { countText, ordinalLayers, readable } from '../../kit/numbers.js';

/** @import { GradientCheck } from '../../run/protocol.js' */

/**
 * @typedef {GradientCheck['derivatives'][number]} Derivative
 */

/**
 * @param {GradientCheck} check - along some directions of hidden layers
 * @param {number} images - of the run
 * @returns {string} what was compared, and the verdict
 */
export function checkInWords(check, images) {
  return [compared(check, images), ...verdict(check.derivatives)].join(' ');
}

/** @param {GradientCheck} check @param {number} all - images of the run */
function compared({ images, derivatives }, all) {
  const single = derivatives.filter(({ along }) => along === 'bias').length;
  const of =
    images < all
      ? `the first ${countText(images)} of the ${countText(all)} images`
      : `${countText(images)} images`;
  const layers = [...new Set(derivatives.map(({ layer }) => layer + 1))];
  return (
    `The gradient on ${of}, by backpropagation and by central differences of ` +
    `the cost: the derivative by ${single} single ${single === 1 ? 'bias' : 'biases'}, ` +
    `and along ${derivatives.length - single} random directions of biases and ` +
    `of weights, in ${ordinalLayers(layers)}.`
  );
}

/**
 * @param {readonly Derivative[]} derivatives - compared
 * @returns {string[]} sentences
 */
function verdict(derivatives) {
  const undefinedOnes = derivatives.filter(({ backpropagated, difference }) =>
    Number.isNaN(backpropagated - difference),
  );
  if (undefinedOnes.length > 0) {
    return [
      `${undefinedOnes.length} of the ${derivatives.length} are no numbers, so there is nothing to compare.`,
    ];
  }
  const ratios = derivatives.map(excess);
  const worst = Math.max(...ratios);
  const at = derivatives[ratios.indexOf(worst)];
  if (worst > 1 && at) return [disagreement(at, worst)];
  const apart =
    worst > 0
      ? `: at most ${readable(100 * worst, 2)}\u202f% of it lies between them.`
      : '.';
  const sentences = [
    `They agree within the bound, which is what rounding does to the cost over the step and to backpropagation, and what the curvature leaves${apart}`,
  ];
  const open = derivatives.filter(({ bound }) => bound === Infinity).length;
  const faint = derivatives.filter(
    ({ bound, difference, backpropagated }) =>
      bound !== Infinity &&
      bound > 0 &&
      bound >= Math.max(Math.abs(difference), Math.abs(backpropagated)),
  );
  if (faint.length > 0) {
    const layers = [...new Set(faint.map(({ layer }) => layer + 1))];
    sentences.push(
      `${countText(faint.length)} of them, in ${ordinalLayers(layers)}, ${faint.length === 1 ? 'is' : 'are'} smaller than the bound: of these the check says no more than that.`,
    );
  }
  if (open > 0) {
    sentences.push(
      `Of ${countText(open)} nothing can be said, because in this network the rounding of the run’s arithmetic grows as large as the numbers themselves.`,
    );
  }
  return sentences;
}

/** @param {Derivative} one @param {number} times - the bound */
function disagreement(one, times) {
  const { layer, along, neuron, backpropagated, difference, bound } = one;
  const where = {
    bias: `by the bias of neuron ${neuron + 1}`,
    biases: 'along a direction of the biases',
    weights: 'along a direction of the weights',
  }[/** @type {'bias' | 'biases' | 'weights'} */ (along)];
  return (
    `They differ by up to ${readable(times, 2)} times the bound, which should not be: ` +
    `in hidden layer ${layer + 1}, ${where}, backpropagation gives ${readable(backpropagated, 6)}, ` +
    `the differences ${readable(difference, 6)}, and the bound is ${readable(bound, 2)}.`
  );
}

/** @param {Derivative} one @returns {number} their difference in units of the bound */
function excess({ backpropagated, difference, bound }) {
  const apart = Math.abs(backpropagated - difference);
  return apart === 0 ? 0 : apart / bound;
}
