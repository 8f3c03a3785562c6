/** What is said of a digit that a network reads. */
import { readable } from '../../kit/numbers.js';

/** @param {number} output @returns {string} such as “0.93” */
const outputText = (output) => {
  if (output > 0 && output < 0.005) return '<0.01';
  if (output < 1 && output > 0.995) return '>0.99';
  return Number.isFinite(output) && Math.abs(output) < 1000
    ? output.toFixed(2).replace('-', '−')
    : readable(output, 2);
};

export const readerWords = Object.freeze({
  draw: 'Draw a digit',
  pad: 'The pad: draw with a pointer, or move the pen with the arrow keys; the space bar puts it down and lifts it, Backspace takes a stroke back, Delete clears',
  keys: 'With the keyboard: arrow keys move the pen, Space puts it down or lifts it, Backspace takes a stroke back, Delete clears.',
  undo: 'Undo stroke',
  clear: 'Clear',
  next: 'A validation image',
  output: outputText,
  seen: (/** @type {number} */ side) => `It sees ${side} × ${side}`,
  outputs: 'Outputs',
  layer: (/** @type {number} */ index) => `Layer ${index}`,
  layers: 'What the hidden layers answer',
  range: (/** @type {number} */ least, /** @type {number} */ most) =>
    least === most
      ? `all ${outputText(least)}`
      : `${outputText(least)} to ${outputText(most)}`,
  responsesAloud: (/** @type {number} */ layer, /** @type {string} */ range) =>
    `Hidden layer ${layer}, one cell a neuron, activations ${range}`,
  empty: 'Draw a digit, and the network reads it.',
  waiting: 'There is no network yet to read it.',
  gone: 'This network is no longer kept: its worker has gone on to another run. Start the runs anew to read with it.',
  failed: (/** @type {string} */ reason) => `It could not be read: ${reason}`,
  compared: (/** @type {number} */ index, /** @type {number} */ label) =>
    `Validation image ${index + 1} is a ${label}.`,
  how: 'What is drawn is fitted into 20 × 20 pixels and put into 28 × 28 by its centre of mass, as the images of MNIST were. It stays in this tab.',
  /**
   * @param {readonly number[]} outputs
   * @returns {string} the answer
   */
  answer: (outputs) => {
    if (outputs.some((output) => !Number.isFinite(output))) {
      return 'The outputs have left the range of floats: the network reads nothing any more.';
    }
    const order = outputs
      .map((output, digit) => ({ output, digit }))
      .sort((a, b) => b.output - a.output);
    const [best, next] = order;
    if (!best || !next) return '';
    if (best.output === next.output) {
      return `It cannot tell: ${best.digit} and ${next.digit} have the same output, ${outputText(best.output)}.`;
    }
    return `Reads a ${best.digit}, output ${outputText(best.output)}; next ${next.digit}: ${outputText(next.output)}.`;
  },
  /** @param {number} epoch - which may be in the middle of one */
  by: (epoch) =>
    epoch === 0
      ? 'Read by the network before training.'
      : `Read by the network as it is now, after ${readable(Math.floor(epoch))} ${Math.floor(epoch) === 1 ? 'epoch' : 'epochs'}.`,
  pointed: (/** @type {number} */ epoch) =>
    `The weights of epoch ${epoch} are not kept, so it is the present network that reads.`,
});
