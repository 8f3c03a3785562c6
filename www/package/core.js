/**
 * The numbers without any figure: for notebooks, and for Node. Everything is
 * computed on the caller's own thread.
 */
import { openCore } from '../core/core.js';
import { loadDigits, partsFor } from '../core/digits.js';
import { fetchDigits } from '../core/fetch-digits.js';
import { computeChain } from '../figures/gradient-chain/chain-numbers.js';
import { gradientChainSchema } from '../figures/gradient-chain/state.js';
import { defaultState, schema, validate } from '../kit/schema.js';
import { RunHistory } from '../run/run-history.js';
import {
  checkRun,
  cureFields,
  runFields,
  runSchema,
} from '../run/run-state.js';

export { BUILD_ID, CoreError, hasSimd, openCore } from '../core/core.js';
export { digitsSizes, loadDigits, partsFor } from '../core/digits.js';
export { take } from '../core/plain.js';
export { StateError } from '../kit/schema.js';

/** @typedef {import('../run/run-state.js').RunState} RunState */
/** @typedef {import('../core/core.js').CoreParts['training']} TrainingCore */

/** Images that one call of the core passes through the network. */
const SLICE = 100_000;

const cureSchema = schema('run', cureFields);

/** @type {import('../kit/schema.js').Schema<RunState>} */
const wholeSchema = /** @type {any} */ (
  schema('run', { ...runFields, ...cureFields }, checkRun)
);

/** The settings of a run that is given none. */
export const runDefaults = defaultState(runSchema);

/**
 * A training run on the first images of MNIST, as in the figure
 * `learning-speeds`: the same settings give the same numbers, to the last bit.
 */
export class Run {
  /** @type {Readonly<RunState>} All of them. */
  settings;
  #trainer;
  #rows;

  /**
   * Made by `openRun`.
   *
   * @param {Readonly<RunState>} settings - valid
   * @param {InstanceType<TrainingCore['RawTrainer']>} trainer - of just these
   */
  constructor(settings, trainer) {
    this.settings = settings;
    this.#trainer = trainer;
    this.#rows = new RunHistory(settings.hidden.length);
    this.#take();
  }

  /** @returns {boolean} whether the last epoch is measured, or the run has ended early */
  get isDone() {
    return this.#trainer.isDone;
  }

  /** @returns {number} the last epoch measured; −1 before the first */
  get epoch() {
    return this.#rows.epoch;
  }

  /**
   * Every row measured so far, each before the first update of its epoch; the
   * speeds are row-major, a number for each hidden layer.
   *
   * @returns {Pick<import('../run/run-history.js').History,
   *   'epochs' | 'speeds' | 'cost' | 'trainingAccuracy' | 'validationAccuracy'>} a copy
   */
  get history() {
    const { epochs, speeds, cost, trainingAccuracy, validationAccuracy } =
      this.#rows.history;
    return { epochs, speeds, cost, trainingAccuracy, validationAccuracy };
  }

  /**
   * The parameters of the network: layer by layer the weights, row by row, then
   * the biases.
   *
   * @returns {Float64Array} as they are now
   */
  get parameters() {
    return this.#trainer.presentParameters();
  }

  /**
   * Trains to the end, and blocks the thread while it does.
   *
   * @returns {this} the run
   */
  train() {
    while (!this.isDone) this.advance();
    return this;
  }

  /**
   * Passes some more images through the network, for those who share the thread.
   *
   * @param {number} [images] - about so many
   */
  advance(images = SLICE) {
    this.#trainer.advance(images);
    this.#take();
  }

  /** Gives the memory of the core back; the run cannot be used any more. */
  free() {
    this.#trainer.free();
  }

  #take() {
    const epochs = this.#trainer.rowEpochs();
    if (epochs.length > 0) this.#rows.append(epochs, this.#trainer.takeRows());
  }
}

/**
 * Makes a run, and brings the digits that it needs.
 *
 * @param {Partial<RunState>} [settings] - keys left out have their default
 * @returns {Promise<Run>} before its first epoch
 * @throws {import('../kit/schema.js').StateError} a `TypeError` with the `key`
 *   at fault
 * @throws {import('../core/core-error.js').CoreError} `load-failed` or `data`
 *   where the core or the digits do not come
 */
export async function openRun(settings = {}) {
  const state = validate(wholeSchema, settings);
  const cures = cureSchema.keys.some((key) => Object.hasOwn(settings, key));
  const [core, first] = await Promise.all([
    /** @type {Promise<TrainingCore>} */ (
      openCore(cures ? 'cures' : 'training').then((part) => part.core)
    ),
    loadDigits('first'),
  ]);
  const digits = new core.RawDigits();
  try {
    digits.appendPart(first);
    for (const part of partsFor(state.images).slice(1)) {
      await fetchDigits(part, (file) => digits.appendPart(file));
    }
    // Each key that the core does not know would be refused.
    const known = cures ? wholeSchema : runSchema;
    const spec = Object.fromEntries(
      known.keys.map((key) => [key, Reflect.get(state, key)]),
    );
    const trainer = new core.RawTrainer(/** @type {any} */ (spec), digits);
    return new Run(state, trainer);
  } finally {
    digits.free();
  }
}

/**
 * The chain with one neuron per layer, as in the figure `gradient-chain`.
 *
 * @param {Partial<import('../figures/gradient-chain/state.js').GradientChainState>} [state] -
 *   keys left out have their default
 * @returns {Promise<import('../figures/gradient-chain/chain-numbers.js').ChainReadings>}
 *   its numbers
 * @throws {import('../kit/schema.js').StateError} a `TypeError` with the `key` at fault
 */
export async function chain(state = {}) {
  const valid = validate(gradientChainSchema, state);
  const { core } = await openCore('chain');
  return computeChain(core, valid).readings;
}
