import { mostAtOnce } from '../../run/run-memory.js';
import { RunPool, processors } from '../../run/run-pool.js';
import { runFields } from '../../run/run-state.js';

/** @import { PooledRun } from '../../run/run-pool.js' */
/** @import { KeptRun } from '../../run/run-session.js' */
/** @import { RunState } from '../../run/run-state.js' */
/** @import { DepthAccuracyState as State } from './state.js' */

/** Runs whose results are kept, besides those of the present table. */
const MOST_KEPT = 400;

/**
 * @param {State} state - of the table
 * @param {number} depth - hidden layers
 * @param {number} index - of the seed, from 0
 * @returns {RunState} the settings of one run
 */
export function runAt(state, depth, index) {
  const values = /** @type {Record<string, unknown>} */ ({
    ...state,
    hidden: Array(depth).fill(state.width),
    seed: state.seed + index,
  });
  const keys = Object.keys(runFields).filter((key) => key in values);
  return /** @type {any} */ (
    Object.freeze(Object.fromEntries(keys.map((key) => [key, values[key]])))
  );
}

/**
 * The runs of a table, in as many workers as there are processors. What a run has
 * come to is kept when the table is changed, and shown again where it belongs.
 */
export class Cells {
  #changed;
  #options;
  #pool;
  /** @type {Map<string, PooledRun>} By settings, oldest first. */
  #runs = new Map();
  #isWanted = false;
  #isSeen = true;
  /** @type {OwnSource | null} */
  #own = null;

  /**
   * @param {() => void} changed - told when there is something new to show
   * @param {ConstructorParameters<typeof RunPool>[0]} [options] - of the pool
   */
  constructor(changed, options) {
    this.#changed = changed;
    this.#options = options;
    this.#pool = new RunPool(options);
  }

  /** @returns {import('../../core/client/transports.js').TransportKind | null} where runs are trained; null before the first */
  get transport() {
    return this.#pool.transport;
  }

  /** @returns {boolean} whether runs are under way and nobody has paused them */
  get isPlaying() {
    return this.#isWanted && this.#open.length > 0;
  }

  /** @returns {boolean} whether some are under way but paused */
  get isPaused() {
    return !this.#isWanted && this.#open.length > 0;
  }

  /**
   * @param {OwnSource | null} own - images to train on, in the place of the site's.
   *   What other images have come to is kept for them.
   */
  set own(own) {
    if (own?.name === this.#own?.name) return;
    this.stop();
    this.#own = own;
  }

  /** @returns {PooledRun[]} those that wait or run */
  get #open() {
    return [...this.#runs.values()].filter((run) => !run.isOver);
  }

  /**
   * @param {RunState} settings - of a run
   * @returns {PooledRun | undefined} it, if it was ever begun
   */
  at(settings) {
    return this.#runs.get(this.#keyOf(settings));
  }

  /** @param {RunState} settings @returns {string} */
  #keyOf(settings) {
    return `${this.#own?.name ?? ''} ${JSON.stringify(settings)}`;
  }

  /**
   * Trains what is not trained yet of these runs; they go on where they were paused.
   *
   * @param {readonly RunState[]} wanted - in their order
   * @param {readonly (KeptRun | null)[]} [kept] - what each goes on from
   */
  play(wanted, kept = []) {
    this.#renew(wanted);
    for (const [index, settings] of wanted.entries()) {
      const run = this.at(settings);
      if (!run) {
        const added = this.#pool.add(settings, this.#changed, {
          measuring: Infinity,
          ...(kept[index] && { kept: kept[index] }),
        });
        this.#runs.set(this.#keyOf(settings), added);
      } else if (run.isOver) this.#pool.retry(run);
    }
    this.#want(true);
  }

  /** Stops all runs where they are. */
  pause() {
    this.#want(false);
  }

  /** Ends all runs that are not done; those that are stay. */
  stop() {
    this.#pool.cancel();
    for (const [key, run] of this.#runs) {
      if (run.phase !== 'done') this.#runs.delete(key);
    }
    this.#want(false);
  }

  /** @returns {boolean} whether no run was ever begun, or all are forgotten */
  get isEmpty() {
    return this.#runs.size === 0;
  }

  /** Forgets all runs. */
  reset() {
    this.stop();
    this.#runs.clear();
    this.#changed();
  }

  /** @param {boolean} isSeen - whether somebody can see it; else runs stand still */
  see(isSeen) {
    this.#isSeen = isSeen;
    this.#settle();
  }

  /** @param {readonly RunState[]} wanted - about to be trained */
  #renew(wanted) {
    // Runs of other settings would be in the way, and a pool keeps its limit.
    const keys = new Set(wanted.map((settings) => this.#keyOf(settings)));
    const isOther = [...this.#runs].some(
      ([key, run]) => !run.isOver && !keys.has(key),
    );
    if (isOther) this.stop();
    for (const [key, run] of this.#runs) {
      if (this.#runs.size <= MOST_KEPT) break;
      if (run.isOver && !keys.has(key)) this.#runs.delete(key);
    }
    if (this.#open.length > 0) return;
    const own = this.#own;
    const most = mostAtOnce(wanted, own?.memoryOf);
    const limit = Math.min(processors(), most);
    this.#pool.cancel();
    // The reader's files are not kept, so neither is what comes of them.
    const { session, keeper, ...others } = this.#options ?? {};
    const [images = 0] = wanted.map((settings) => settings.images);
    this.#pool = new RunPool({
      limit,
      ...others,
      ...(session && { session }),
      ...(own
        ? { session: { ...session, own: () => own.part(images) } }
        : keeper && { keeper }),
    });
  }

  /** @param {boolean} isWanted - whether the reader wants it to move */
  #want(isWanted) {
    this.#isWanted = isWanted;
    this.#settle();
    this.#changed();
  }

  #settle() {
    if (this.#isWanted && this.#isSeen) this.#pool.resume();
    else this.#pool.pause();
  }
}

/**
 * Images of the reader's own.
 *
 * @typedef {object} OwnSource
 * @property {string} name - by which their runs are told from those of others
 * @property {(images: number) => import('../../core/own-digits.js').OwnPart} part - a copy
 *   of what a run on the first so many images needs
 * @property {(settings: Parameters<typeof mostAtOnce>[0][number]) => number} memoryOf - bytes of a worker, about
 */
