/** What linear readers recover of the digits, layer by layer. */

/** @import { TrainingRun } from './training-run.js' */
/** @typedef {import('../../core/core.js').CoreParts['linear-reader']} LinearReaders */

/** Training images that readers are fitted to, at most, and validation images they read. */
export const MOST_FITTED = 4000;
export const MOST_READ = 2000;

/** The share of the training images that candidates of different penalties are fitted to. */
export const FITTED_FIRST = 0.8;

/** Numbers of activations that are taken in between two messages of the page. */
const SLICE = 2 ** 21;

/**
 * @param {TrainingRun} run - that is pausing or at rest
 * @param {LinearReaders} part - of the core
 * @param {() => boolean} isThere - whether it still is the worker's run
 * @param {(task: () => void, ms: number) => void} later - calls back after pending messages
 * @returns {Promise<Found | null>} null if the run has gone on meanwhile
 */
export async function probe(run, part, isThere, later) {
  const { trainer, spec } = run;
  const wait = () =>
    new Promise((resolve) => {
      later(() => resolve(undefined), 0);
    });
  // It may still be on its way to where it pauses.
  while (run.hasWork) {
    await wait();
    if (!isThere()) return null;
  }
  const { trainedImages } = trainer;
  const inputs = spec.pixels ** 2;
  const widths = [inputs, ...spec.hidden];
  const [labels, validation] = [false, true].map((isValidation) =>
    trainer.labels(isValidation),
  );
  if (!labels || !validation) return null;
  const images = Math.min(labels.length, MOST_FITTED);
  // The others decide on the penalty first.
  const kept = Math.ceil(images * FITTED_FIRST);
  const validationImages = Math.min(validation.length, MOST_READ);
  // A loop, since so many arguments are more than a call may have.
  const largest = (/** @type {Uint8Array} */ all) =>
    all.reduce((most, label) => Math.max(most, label), 0);
  const classes = Math.max(largest(labels), largest(validation)) + 1;
  const goOn = async () => {
    await wait();
    return isThere() && trainer.trainedImages === trainedImages;
  };
  /** @type {number[]} */
  const accuracies = [];
  for (const isInitial of [true, false]) {
    // The pixels are the same before and after.
    const skipped = isInitial ? 0 : inputs;
    const read = isInitial ? widths : spec.hidden;
    const readers = new part.RawLinearReader(Uint32Array.from(read), classes);
    try {
      const size = widths.reduce((sum, width) => sum + width * width, 0);
      const chunk = Math.max(1, Math.ceil(SLICE / size) * 8);
      /**
       * @param {boolean} isValidation
       * @param {number} start
       * @param {number} end
       * @param {(rows: Float64Array, labels: Uint8Array, skipped: number) => void} take
       */
      const pass = async (isValidation, start, end, take) => {
        const all = isValidation ? validation : labels;
        for (let from = start; from < end; from += chunk) {
          const to = Math.min(end, from + chunk);
          const rows = trainer.answers(isInitial, isValidation, from, to);
          take(rows, all.subarray(from, to), skipped);
          if (!(await goOn())) return false;
        }
        return true;
      };
      /** @param {(layer: number) => void} solve */
      const solveEach = async (solve) => {
        for (const layer of read.keys()) {
          solve(layer);
          if (!(await goOn())) return false;
        }
        return true;
      };
      const isDone =
        (await pass(false, 0, kept, (...some) => readers.add(...some))) &&
        (await solveEach((layer) => readers.prepare(layer))) &&
        (await pass(false, kept, images, (...some) => {
          readers.tryOut(...some);
          readers.add(...some);
        })) &&
        (await solveEach((layer) => readers.fit(layer))) &&
        (await pass(true, 0, validationImages, (...some) =>
          readers.judge(...some),
        ));
      if (!isDone) return null;
      accuracies.push(...readers.accuracies);
    } finally {
      readers.free();
    }
  }
  return {
    epoch: trainedImages / spec.images,
    images,
    validationImages,
    classes,
    accuracies: Float64Array.from(accuracies),
  };
}

/** @typedef {Pick<import('../protocol.js').Probed, 'epoch' | 'images' | 'validationImages' | 'classes' | 'accuracies'>} Found */
