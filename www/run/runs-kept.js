/**
 * Keeps the runs that a figure trains together safe. What does so is loaded once they take
 * long, or where some were kept.
 */
import { nothing } from 'lit';
import { mayHaveRuns } from './checkpoint-mark.js';

/** @import { RunKeeper } from './run-pool.js' */
/** @import { RunsSafekeeping, SafeRuns } from './runs-safekeeping.js' */

/** Runs that have been under way for so long, in ms, may be worth keeping. */
const LONG_MS = 2000;

/** @implements {RunKeeper} */
export class RunsKept {
  #runs;
  /** @type {RunsSafekeeping | undefined} */
  #safe;
  #isComing = false;
  #since = NaN;

  /** @param {SafeRuns} runs - of a figure */
  constructor(runs) {
    this.#runs = runs;
    runs.host.addController(this);
  }

  hostConnected() {
    if (mayHaveRuns()) void this.#load();
  }

  hostDisconnected() {
    this.#safe?.leave();
  }

  /** @type {RunKeeper['measured']} */
  measured(session, run) {
    if (this.#safe) return this.#safe.measured(session, run);
    const now = performance.now();
    if (Number.isNaN(this.#since)) this.#since = now;
    else if (now - this.#since > LONG_MS) void this.#load();
  }

  /** @type {RunKeeper['settled']} */
  settled(session, run) {
    this.#safe?.settled(session, run);
  }

  /** @type {RunKeeper['ended']} */
  ended(session, run) {
    return this.#safe?.ended(session, run);
  }

  /** @type {RunKeeper['failed']} */
  failed(session, run, failure) {
    return this.#safe?.failed(session, run, failure) ?? false;
  }

  /** The figure begins its runs anew. */
  begun() {
    this.#since = NaN;
    this.#safe?.begun();
  }

  /** The figure has other settings, of which runs may be kept. */
  look() {
    void this.#safe?.look();
  }

  /** What the figure had come to is not wanted any more. */
  discard() {
    this.#safe?.discard();
  }

  /** @returns {unknown} a template: what is offered or said */
  render() {
    return this.#safe?.render() ?? nothing;
  }

  async #load() {
    if (this.#isComing) return;
    this.#isComing = true;
    try {
      const { RunsSafekeeping } = await import('./runs-safekeeping.js');
      this.#safe = new RunsSafekeeping(this.#runs);
    } catch {
      // The runs go on as well without.
    }
  }
}
