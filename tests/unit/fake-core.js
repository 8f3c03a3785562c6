/**
 * A core that trains nothing but counts everything, to try the worker's host
 * and the page's client without a browser.
 */

import { FakeTrainer } from './fake-trainer.js';
import { FakeWork, coreError } from './fake-work.js';

export { SEED_OF_TRAP } from './fake-work.js';

/** @import { Core, Digits, Door } from '../../www/run/worker/core-types.js' */
/** @import { TrainingSpec } from '../../www/run/protocol/message-types.js' */

/**
 * What the fake core does, and the clock that it moves.
 *
 * @typedef {object} Ledger
 * @property {number} time - milliseconds on the clock
 * @property {number} msPerImage - what an image costs
 * @property {number[]} slices - how long each lasted
 * @property {number} trainers - made and not freed
 * @property {Uint8Array[]} files - digits files that came
 * @property {object[]} loads - the part and the options of each `openCore`
 */

export const BUILD_ID = 'fake';

/** @type {TrainingSpec} */
export const SPEC = {
  hidden: [30, 30],
  pixels: 28,
  images: 100,
  batch: 10,
  rate: 0.1,
  lambda: 5,
  activation: 'sigmoid',
  initialisation: 'chapter',
  costFunction: 'cross-entropy',
  optimiser: 'sgd',
  epochs: 20,
  seed: 1,
  precision: 'f32',
};

/** The bytes of a digits file that the fake core refuses. */
export const DAMAGED = Uint8Array.of(0xff);

/**
 * @param {Ledger} ledger
 * @returns {Door}
 */
export function fakeDoor(ledger) {
  return {
    BUILD_ID,
    async openCore(part, options) {
      ledger.loads.push({ part, ...options });
      // The chain is computed on the page: its part has nothing for a worker.
      const core = part === 'chain' ? {} : fakeCore(ledger);
      return { core, build: options.build ?? 'simd' };
    },
  };
}

/**
 * @param {Ledger} ledger
 * @returns {Core} that has everything, whatever the part
 */
function fakeCore(ledger) {
  return {
    RawDigits: class extends FakeDigits {
      constructor() {
        super(ledger);
      }
    },
    RawRandomChains: class extends FakeWork {
      /** @param {any} spec */
      constructor(spec) {
        super(spec, ledger);
      }
    },
    RawLayerJacobians: class extends FakeWork {
      /** @param {any} spec */
      constructor(spec) {
        super(spec, ledger);
      }
    },
    RawSeedFactors: class extends FakeWork {
      /** @param {any} spec */
      constructor(spec) {
        super(spec, ledger);
      }
    },
    RawTrainer: class extends FakeTrainer {
      /**
       * @param {TrainingSpec} spec
       * @param {any} _digits
       * @param {number} [measuring]
       */
      constructor(spec, _digits, measuring) {
        super(spec, ledger, measuring);
      }
    },
  };
}

/** @implements {Digits} */
class FakeDigits {
  trainingCount = 0;
  validationCount = 0;
  #ledger;

  /** @param {Ledger} ledger */
  constructor(ledger) {
    this.#ledger = ledger;
  }

  /** @param {Uint8Array} bytes */
  appendPart(bytes) {
    if (bytes[0] === DAMAGED[0]) {
      throw coreError('data', 'magic: expected UGD1, got damage');
    }
    this.#ledger.files.push(bytes);
    this.trainingCount += 1000;
    this.validationCount += 250;
  }

  free() {}
}
