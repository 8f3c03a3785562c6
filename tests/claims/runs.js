/**
 * Runs of the site's networks on the site's digits, for the claims about them.
 */

import { readFileSync } from 'node:fs';
import { inflateDigits } from '../../www/core/digits.js';
import { openInNode } from '../unit/realm.js';

/** @import { TrainingSpec } from '../../www/run/protocol.js' */

/** @typedef {'first' | 'more' | 'all'} DigitsPart */

const DATA = new URL('../../www/data/', import.meta.url);
const { core } = await openInNode('training');
const digits = new core.RawDigits();
/** @type {DigitsPart[]} */
const unread = ['first', 'more', 'all'];

/** The chapter's networks: what the figure starts from, seed 1. */
export const CHAPTER = Object.freeze(
  /** @type {TrainingSpec} */ ({
    hidden: [30, 30],
    pixels: 28,
    images: 1000,
    batch: 1000,
    rate: 0.1,
    lambda: 5,
    activation: 'sigmoid',
    initialisation: 'chapter',
    costFunction: 'cross-entropy',
    optimiser: 'sgd',
    epochs: 500,
    seed: 1,
    precision: 'f32',
  }),
);

/**
 * Trains a network to its end.
 *
 * @param {Partial<TrainingSpec>} spec - what differs from the chapter's
 * @returns {Promise<{ rows: Row[], constantCost: number, constantAccuracy: number }>}
 *   a row for each epoch, from the untrained network on; the constants are
 *   those of answering without looking
 *
 * @typedef {object} Row
 * @property {number[]} speeds - ‖δˡ‖ of each hidden layer
 * @property {number} cost
 * @property {number} trainingAccuracy - a share
 * @property {number} validationAccuracy - a share
 */
export async function trained(spec) {
  const settings = { ...CHAPTER, ...spec };
  while (digits.trainingCount < settings.images) {
    const path = new URL(`digits-${unread.shift()}.bin`, DATA);
    digits.appendPart(await inflateDigits(new Uint8Array(readFileSync(path))));
  }
  const trainer = new core.RawTrainer(settings, digits);
  while (!trainer.isDone) trainer.advance(1_000_000);
  const { layers, rowLength, constantCost, constantAccuracy } = trainer;
  const numbers = [...trainer.takeRows()];
  trainer.free();
  const rows = [];
  for (let at = 0; at < numbers.length; at += rowLength) {
    const [cost, trainingAccuracy, validationAccuracy] =
      /** @type {[number, number, number]} */ (
        numbers.slice(at + layers, at + layers + 3)
      );
    rows.push({
      speeds: numbers.slice(at, at + layers),
      cost,
      trainingAccuracy,
      validationAccuracy,
    });
  }
  return { rows, constantCost, constantAccuracy };
}
