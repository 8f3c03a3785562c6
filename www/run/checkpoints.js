import { keptOf } from './kept-run.js';

/** @import { KeptRun, RunSession } from './run-session.js' */

/** Milliseconds between two checkpoints, at least. */
export const EVERY_MS = 5000;

/** They take at most one part in so many of the time. */
const SHARE = 50;

/**
 * Taking more weights than so many on the page's own thread would cost the reader a frame:
 * there a larger run is not kept.
 */
const MOST_ON_PAGE = 100_000;

/** So often a run is taken up at one place by itself: what kills it may lie there. */
const MOST_RESUMES = 2;

/**
 * Takes a run from time to time as it trains, so that it can be gone on with where its worker
 * dies; and hands each to be stored, for the case that the page goes.
 */
export class Checkpoints {
  /** @type {Checkpoint | null} */
  #last = null;
  /** @type {import('./run-history.js').RunHistory | null} The rows that the last belongs to. */
  #history = null;
  /** Whether the session has yet to take up the last one. */
  #isResuming = false;
  #isTaking = false;
  #nextAt = 0;
  #resumes = 0;
  #session;
  #taken;
  #now;
  #everyMs;

  /**
   * @param {RunSession} session - that trains
   * @param {(checkpoint: Checkpoint) => Promise<void>} taken - stores it
   * @param {{ now?: () => number, everyMs?: number }} [options] - for tests
   */
  constructor(
    session,
    taken,
    { now = () => performance.now(), everyMs = EVERY_MS } = {},
  ) {
    this.#session = session;
    this.#taken = taken;
    this.#now = now;
    this.#everyMs = everyMs;
  }

  /** @returns {Checkpoint | null} the last of the session's run, dead or alive */
  get last() {
    const isIts = this.#isResuming || this.#history === this.#session.history;
    return isIts ? this.#last : null;
  }

  /** @returns {boolean} whether it may be taken up without a question */
  get mayResume() {
    return this.last !== null && this.#resumes < MOST_RESUMES;
  }

  /**
   * The session takes up a checkpoint, by the caller.
   *
   * @param {Checkpoint} checkpoint - the last one, or one that was stored
   */
  resumed(checkpoint) {
    this.#resumes = checkpoint === this.#last ? this.#resumes + 1 : 0;
    this.#last = checkpoint;
    this.#isResuming = true;
  }

  /** Drops what there is: another run begins. */
  forget() {
    this.#last = null;
    this.#isResuming = false;
    this.#resumes = 0;
  }

  /**
   * The session has more rows, or has come to rest.
   *
   * @param {boolean} isPressing - whether the next is due at once
   */
  async heard(isPressing = false) {
    const session = this.#session;
    if (this.#isResuming && session.history) {
      this.#isResuming = false;
      this.#history = session.history;
      this.#nextAt = this.#now() + this.#everyMs;
    }
    const epoch = session.history?.epoch ?? 0;
    const isDue = isPressing || this.#now() >= this.#nextAt;
    const isOver = session.phase === 'done' || session.phase === 'failed';
    const isLarge =
      session.transport === 'page' && weightsOf(session.spec) > MOST_ON_PAGE;
    if (
      !isDue ||
      this.#isTaking ||
      isOver ||
      isLarge ||
      epoch <= (this.last?.epoch ?? 0)
    ) {
      return;
    }
    this.#isTaking = true;
    const from = this.#now();
    try {
      const kept = await keptOf(session);
      // A run that has ended meanwhile is not to be offered as broken off.
      if (kept && session.phase !== 'done') await this.#take(kept);
    } catch {
      // The run has failed, which is told elsewhere.
    }
    this.#isTaking = false;
    const spent = this.#now() - from;
    this.#nextAt = this.#now() + Math.max(this.#everyMs, SHARE * spent);
  }

  /** @param {KeptRun} kept */
  async #take(kept) {
    const id = this.last?.id ?? crypto.randomUUID();
    this.#last = { id, epoch: kept.epoch, kept };
    this.#history = this.#session.history;
    this.#resumes = 0;
    await this.#taken(this.#last);
  }
}

/** @param {RunSession['spec']} spec @returns {number} the weights of its network, but for those of its output */
function weightsOf(spec) {
  const { hidden = [], pixels = 0 } = spec ?? {};
  const inputs = [pixels ** 2, ...hidden];
  return hidden.reduce(
    (sum, width, layer) => sum + width * (inputs[layer] ?? 0),
    0,
  );
}

/**
 * @typedef {object} Checkpoint
 * @property {string} id - of the run
 * @property {number} epoch - of its last row
 * @property {KeptRun} kept - the run
 */
