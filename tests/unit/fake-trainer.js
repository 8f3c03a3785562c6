import { SEED_OF_TRAP, coreError } from './fake-work.js';

/** @import { Trainer } from '../../www/run/worker/core-types.js' */
/** @import { TrainingSpec } from '../../www/run/protocol/message-types.js' */
/** @import { Ledger } from './fake-core.js' */

/** Where a share is asked for, every fifth epoch is measured by itself. */
const GAP = 5;

/**
 * Each row is as much work as there are images; so is each epoch's training.
 *
 * @implements {Trainer}
 */
export class FakeTrainer {
  rowLength;
  trainedImages = 0;
  constantCost = 3.25;
  constantAccuracy = 0.1125;
  plateauEnd = -1;
  imagesPerUnit = 1;
  gradientStride = 0;
  #spec;
  #ledger;
  #every;
  #stop = Infinity;
  #epoch = 0;
  #isTraining = false;
  /** Images of the present epoch or row that have passed. */
  #passed = 0;
  #measured = -1;
  /** @type {number[]} */
  #rows = [];
  /** @type {number[]} */
  #gradientRows = [];
  #calls = 0;

  /**
   * @param {TrainingSpec} spec
   * @param {Ledger} ledger
   * @param {number} [measuring]
   */
  constructor(spec, ledger, measuring = Infinity) {
    if (!(spec.rate > 0)) {
      throw coreError('setting', `rate: expected above 0, got ${spec.rate}`);
    }
    this.#spec = spec;
    this.#ledger = ledger;
    this.#every = measuring === Infinity ? 1 : GAP;
    this.layers = spec.hidden.length;
    this.rowLength = this.layers + 3;
    ledger.trainers += 1;
  }

  get isStopped() {
    return this.#measured >= this.#stop;
  }

  /** @param {number} epoch */
  stopAt(epoch) {
    this.#stop = epoch;
  }

  stopAtNext() {
    const next = this.#epoch + Number(this.#isTraining);
    const isBetween = this.#measured >= 0 && this.#measured + 1 < next;
    if (isBetween) this.stopAt(next);
    return isBetween;
  }

  /** @param {number} images */
  advance(images) {
    this.#calls += 1;
    if (this.#spec.seed === SEED_OF_TRAP && this.#calls === 3) {
      throw new WebAssembly.RuntimeError('unreachable');
    }
    let passed = 0;
    while (passed < images && !this.isStopped) {
      const now = this.#work(images - passed);
      if (now === 0) break;
      passed += now;
    }
    const ms = passed * this.#ledger.msPerImage;
    this.#ledger.time += ms;
    this.#ledger.slices.push(ms);
    return passed;
  }

  rowEpochs() {
    return Uint32Array.from(this.#rows);
  }

  takeRows() {
    const rows = this.#rows.flatMap((epoch) =>
      Array.from(
        { length: this.rowLength },
        (_, column) => this.#spec.seed + epoch + column / 100,
      ),
    );
    this.#rows = [];
    return Float64Array.from(rows);
  }

  recordGradients() {
    this.gradientStride = 1;
  }

  takeGradients() {
    const rows = [];
    for (const epoch of this.#gradientRows) {
      rows.push(epoch, 1);
      for (const [layer, width] of this.#spec.hidden.entries()) {
        for (let j = 0; j < width; j += 1) rows.push(epoch + layer + j / 1000);
      }
    }
    this.#gradientRows = [];
    return Float64Array.from(rows);
  }

  reset() {
    this.trainedImages = 0;
    this.#stop = Infinity;
    this.#epoch = 0;
    this.#isTraining = false;
    this.#passed = 0;
    this.#measured = -1;
    this.#rows = [];
    this.#gradientRows = [];
  }

  gradientCheck() {
    return [{ layer: 0, neuron: 0, backpropagated: 0.5, difference: 0.5 }];
  }

  free() {
    this.#ledger.trainers -= 1;
  }

  /**
   * @param {number} most
   * @returns {number} images that passed, of one epoch or one row
   */
  #work(most) {
    const { images, epochs } = this.#spec;
    if (this.#measured === epochs) return 0;
    const now = Math.min(most, images - this.#passed);
    this.#passed += now;
    if (this.#isTraining) this.trainedImages += now;
    if (this.#passed < images) return now;
    this.#passed = 0;
    if (this.#isTraining) {
      this.#epoch += 1;
      const isDue = this.#epoch % this.#every === 0 || this.#epoch === epochs;
      this.#isTraining = !isDue && this.#epoch < this.#stop;
    } else {
      this.#measured = this.#epoch;
      this.#rows.push(this.#epoch);
      this.#gradientRows.push(this.#epoch);
      this.#isTraining = true;
    }
    return now;
  }
}
