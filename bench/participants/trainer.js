/**
 * The trainer as the page runs it: an epoch of training and the row that
 * measures it, with speeds, cost and both accuracies.
 */
import { LAMBDA, RATE } from './participant.js';

/** @import { Participant } from './participant.js' */

/** Half a millisecond of work or more; a run ends at most so much too late. */
const SLICE_IMAGES = 400;

/**
 * @param {{ core: string, build: string, parts: string[] }} options
 * @returns {Promise<Participant>}
 */
export async function open({ core: address, build, parts }) {
  const { openCore } = await import(address);
  const { inflateDigits } = await import(new URL('digits.js', address).href);
  const { core } = await openCore('training', { build });
  const digits = new core.RawDigits();
  for (const part of parts) {
    const bytes = await (await fetch(part)).arrayBuffer();
    digits.appendPart(await inflateDigits(new Uint8Array(bytes)));
  }
  let trainer = /** @type {any} */ (null);
  let asked = 0;
  return {
    version: 'this page',
    prepare(text, precision) {
      const [pixels, hidden = '', batch, images] = text.split(' ');
      trainer?.free();
      trainer = new core.RawTrainer(
        {
          hidden: hidden.split(',').map(Number),
          pixels: Number(pixels),
          images: Number(images),
          batch: Number(batch),
          rate: RATE,
          lambda: LAMBDA,
          activation: 'sigmoid',
          initialisation: 'chapter',
          costFunction: 'cross-entropy',
          optimiser: 'sgd',
          epochs: 10_000,
          seed: 1,
          precision,
        },
        digits,
      );
    },
    train(epochs) {
      trainer.reset();
      asked = epochs;
      while (trainer.rowsDone <= epochs) trainer.advance(SLICE_IMAGES);
    },
    cost() {
      const from = asked * trainer.rowLength + trainer.layers;
      return trainer.takeRows()[from];
    },
  };
}
