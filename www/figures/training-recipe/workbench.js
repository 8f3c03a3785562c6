import { loadDigits } from '../../core/digits.js';
import { RunPool } from '../../run/run-pool.js';

/** @import { PooledRun } from '../../run/run-pool.js' */
/** @import { Planned } from './plans.js' */
/** @import { Check } from './state.js' */

/**
 * How a check stands: not begun, behind others, under way, over, or one of its runs
 * has failed.
 *
 * @typedef {'idle' | 'waiting' | 'running' | 'done' | 'failed'} Standing
 */

/**
 * A check that is to be run, its runs each from what is kept of it.
 *
 * @typedef {object} Wanted
 * @property {Check} check
 * @property {readonly Planned[]} planned
 * @property {readonly (import('../../run/run-session.js').KeptRun | null)[]} [kept]
 */

/**
 * The runs of one check.
 *
 * @typedef {{ key: string, planned: readonly Planned[], runs: PooledRun[] }} Trained
 */

/**
 * Trains what the checks need, one check after the other and its runs side by side,
 * in as many workers as there are processors.
 */
export class Workbench {
  #changed;
  #options;
  #blanken;
  /** @type {Map<Check, Trained>} */
  #trained = new Map();
  /** @type {Wanted[]} */
  #queue = [];
  /** @type {Map<PooledRun, RunPool>} Of the check under way. */
  #pools = new Map();
  /** @type {Check | null} */
  #current = null;
  #isWanted = true;
  #isSeen = true;

  /**
   * @param {() => void} changed - told when there is something new to show
   * @param {(bytes: Uint8Array) => Uint8Array} blanken - takes the ink out of a file of
   *   digits
   * @param {NonNullable<ConstructorParameters<typeof RunPool>[0]>} [options] - of the pools
   */
  constructor(changed, blanken, options = {}) {
    this.#changed = changed;
    this.#blanken = blanken;
    this.#options = options;
  }

  /** @returns {boolean} whether a check is under way, paused or not */
  get isBusy() {
    return this.#current !== null;
  }

  /** @returns {boolean} whether one is, and nobody has paused it */
  get isPlaying() {
    return this.isBusy && this.#isWanted;
  }

  /** @param {Check} check @returns {Trained | undefined} its runs, once it has begun */
  trained(check) {
    return this.#trained.get(check);
  }

  /** @param {Check} check @returns {Standing} */
  standing(check) {
    if (this.#current === check) return 'running';
    if (this.#queue.some((one) => one.check === check)) return 'waiting';
    const runs = this.#trained.get(check)?.runs;
    if (!runs) return 'idle';
    if (runs.some(({ phase }) => phase === 'failed')) return 'failed';
    return runs.every(({ phase }) => phase === 'done') ? 'done' : 'idle';
  }

  /** @returns {{ check: Check, run: PooledRun }[]} the checks that have failed, and the run of each that did */
  get failures() {
    return [...this.#trained].flatMap(([check, { runs }]) => {
      const run = runs.find(({ phase }) => phase === 'failed');
      return run ? [{ check, run }] : [];
    });
  }

  /** @param {Check} check @returns {number} the share of its training that is done */
  progress(check) {
    const { runs = [] } = this.#trained.get(check) ?? {};
    let [total, done] = [0, 0];
    for (const { spec, history, phase } of runs) {
      const work = spec.epochs * spec.images;
      const epoch = Math.max(0, history?.epoch ?? 0);
      total += work;
      done += phase === 'done' ? work : epoch * spec.images;
    }
    return total > 0 ? done / total : 0;
  }

  /**
   * Trains for these checks, after those that wait already; what a check had before is
   * forgotten when its turn comes.
   *
   * @param {readonly Wanted[]} wanted - in order
   */
  start(wanted) {
    for (const one of wanted) {
      const standing = this.standing(one.check);
      if (standing !== 'running' && standing !== 'waiting') {
        this.#queue.push(one);
      }
    }
    this.#isWanted = true;
    this.#settle();
    this.#next();
  }

  /**
   * Trains again those runs of a check that have failed; all, where none is left under way.
   *
   * @param {Wanted} wanted
   */
  retry(wanted) {
    if (this.#current === wanted.check) {
      for (const [run, pool] of this.#pools) {
        if (run.phase === 'failed') pool.retry(run);
      }
    }
    this.start([wanted]);
  }

  /** Stops where it is. */
  pause() {
    this.#isWanted = false;
    this.#settle();
    this.#changed();
  }

  /** Goes on. */
  resume() {
    this.#isWanted = true;
    this.#settle();
    this.#changed();
  }

  /** @param {boolean} isSeen - whether somebody can see it; else runs stand still */
  see(isSeen) {
    this.#isSeen = isSeen;
    this.#settle();
  }

  /** Ends what is under way and what waits; what is over stays. */
  stop() {
    const current = this.#current;
    this.#queue = [];
    this.#current = null;
    const pools = new Set(this.#pools.values());
    this.#pools.clear();
    for (const pool of pools) pool.cancel();
    if (current) this.#trained.delete(current);
    this.#changed();
  }

  /** Forgets all. */
  reset() {
    this.stop();
    this.#trained.clear();
    this.#changed();
  }

  /**
   * Forgets the checks whose runs would be others now, and ends what is under way for
   * other settings.
   *
   * @param {(check: Check) => readonly Planned[]} planOf - what each needs now
   */
  settle(planOf) {
    const isOther = (/** @type {Check} */ check, /** @type {string} */ key) =>
      keyOf(planOf(check)) !== key;
    const current = this.#current && this.#trained.get(this.#current);
    if (this.#current && current && isOther(this.#current, current.key)) {
      this.stop();
    }
    this.#queue = this.#queue.filter(
      ({ check, planned }) => !isOther(check, keyOf(planned)),
    );
    for (const [check, { key }] of this.#trained) {
      if (isOther(check, key)) this.#trained.delete(check);
    }
  }

  #next() {
    if (this.#current) return;
    const next = this.#queue.shift();
    if (!next) {
      this.#changed();
      return;
    }
    const { check, planned, kept = [] } = next;
    this.#current = check;
    /** @type {Map<Planned['kind'], RunPool>} */
    const pools = new Map();
    const runs = planned.map(({ state, kind, keepWeights = false }, index) => {
      const pool = pools.get(kind) ?? this.#open(kind);
      pools.set(kind, pool);
      const run = pool.add(state, () => this.#hear(check), {
        measuring: Infinity,
        keepWeights,
        kind: kindOf(check, index),
        ...(kept[index] && { kept: kept[index] }),
      });
      this.#pools.set(run, pool);
      return run;
    });
    this.#trained.set(check, { key: keyOf(planned), planned, runs });
    this.#settle();
    this.#changed();
  }

  /** @param {Planned['kind']} kind @returns {RunPool} for runs of this kind */
  #open(kind) {
    const { session, ...options } = this.#options;
    const { digits = loadDigits } = session ?? {};
    return new RunPool({
      ...options,
      session: {
        part: 'cures',
        ...session,
        ...(kind === 'blank' && {
          digits: async (part) => this.#blanken(await digits(part)),
        }),
      },
    });
  }

  /** @param {Check} check */
  #hear(check) {
    const { runs = [] } = this.#trained.get(check) ?? {};
    if (this.#current === check && runs.every((run) => run.isOver)) {
      this.#current = null;
      this.#pools.clear();
      // Later, so that a pool is through with its own run.
      queueMicrotask(() => this.#next());
    }
    this.#changed();
  }

  #settle() {
    const isMoving = this.#isWanted && this.#isSeen;
    for (const pool of new Set(this.#pools.values())) {
      if (isMoving) pool.resume();
      else pool.pause();
    }
  }
}

/** @param {Check} check @param {number} index @returns {string} what tells the run of that place from others of its settings */
export function kindOf(check, index) {
  return `${check} ${index}`;
}

/** @param {readonly Planned[]} planned @returns {string} the same for the same runs */
function keyOf(planned) {
  return JSON.stringify(planned);
}
