/**
 * A core that trains nothing but counts everything, to try the worker's host
 * and the page's client without a browser.
 */

import { FakeWork, SEED_OF_TRAP, coreError } from './fake-work.js';

export { SEED_OF_TRAP } from './fake-work.js';

/** @import { Core, Digits, Door, Trainer } from '../../www/worker/core-types.js' */
/** @import { TrainingSpec } from '../../www/protocol/messages.js' */

/**
 * What the fake core does, and the clock that it moves.
 *
 * @typedef {object} Ledger
 * @property {number} time - milliseconds on the clock
 * @property {number} msPerImage - what an image costs
 * @property {number} overshoot - epochs by which each `advance` goes too far
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
      /** @param {TrainingSpec} spec */
      constructor(spec) {
        super(spec, ledger);
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

/**
 * Each row is as much work as there are images; so is each epoch's training.
 *
 * @implements {Trainer}
 */
class FakeTrainer {
  rowLength;
  rowsDone = 0;
  trainedImages = 0;
  constantCost = 3.25;
  constantAccuracy = 0.1125;
  plateauEnd = -1;
  imagesPerUnit = 1;
  gradientStride = 0;
  #spec;
  #ledger;
  #work = 0;
  #taken = 0;
  #takenGradients = 0;
  #calls = 0;

  /**
   * @param {TrainingSpec} spec
   * @param {Ledger} ledger
   */
  constructor(spec, ledger) {
    if (!(spec.rate > 0)) {
      throw coreError('setting', `rate: expected above 0, got ${spec.rate}`);
    }
    this.#spec = spec;
    this.#ledger = ledger;
    this.layers = spec.hidden.length;
    this.rowLength = this.layers + 3;
    ledger.trainers += 1;
  }

  /** @param {number} images */
  advance(images) {
    const { seed, epochs, images: all } = this.#spec;
    this.#calls += 1;
    if (seed === SEED_OF_TRAP && this.#calls === 3) {
      throw new WebAssembly.RuntimeError('unreachable');
    }
    const ms = images * this.#ledger.msPerImage;
    this.#ledger.time += ms;
    this.#ledger.slices.push(ms);
    this.#work += images + this.#ledger.overshoot * 2 * all;
    const before = this.rowsDone;
    const epochsDone = Math.floor((this.#work + all) / (2 * all));
    this.rowsDone = Math.min(epochs + 1, epochsDone);
    const inEpoch = Math.max(0, (this.#work % (2 * all)) - all);
    const trained = Math.floor(this.#work / (2 * all)) * all + inEpoch;
    this.trainedImages = Math.min(epochs * all, trained);
    return this.rowsDone - before;
  }

  takeRows() {
    const rows = [];
    for (; this.#taken < this.rowsDone; this.#taken += 1) {
      for (let column = 0; column < this.rowLength; column += 1) {
        rows.push(this.#spec.seed + this.#taken + column / 100);
      }
    }
    return Float64Array.from(rows);
  }

  recordGradients() {
    this.gradientStride = 1;
  }

  takeGradients() {
    const rows = [];
    const { hidden } = this.#spec;
    for (; this.#takenGradients < this.rowsDone; this.#takenGradients += 1) {
      const epoch = this.#takenGradients;
      rows.push(epoch);
      for (const [layer, width] of hidden.entries()) {
        for (let j = 0; j < width; j += 1) rows.push(epoch + layer + j / 1000);
      }
    }
    return Float64Array.from(rows);
  }

  reset() {
    this.rowsDone = 0;
    this.trainedImages = 0;
    this.#work = 0;
    this.#taken = 0;
    this.#takenGradients = 0;
  }

  gradientCheck() {
    return Float64Array.of(0, 0, 0.5, 0.5);
  }

  free() {
    this.#ledger.trainers -= 1;
  }
}
