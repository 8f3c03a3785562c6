import { TO_THE_END } from './run-session.js';
import { hasDiverged } from './run-words.js';

/** @import { Moment } from './moment.js' */
/** @import { Row, RunHistory } from './run-history.js' */
/** @import { Goal } from './run-session.js' */
/** @import { ComparedRun, RunsTogether } from './runs-together.js' */

/**
 * What moves several runs under one Play, for `transport`: as a figure's
 * `RunController` is for one.
 *
 * @template {RunsTogether} Runs
 */
export class RunsPlayed {
  /** @type {number | null} The epoch that is shown; null for the last. */
  pointed = null;
  runs;
  #host;
  /** @type {Goal | null} What they go on to once they have begun. */
  #onceBegun = null;
  /** @type {number | null} The epoch from which they play once they stand there. */
  #playsFrom = null;

  /**
   * @param {Runs} runs - that it moves
   * @param {import('lit').ReactiveControllerHost & { controls: import('../kit/controls.js').Controls,
   *   readonly isChanged: boolean, restore: () => void }} host - the figure
   */
  constructor(runs, host) {
    this.runs = runs;
    this.#host = host;
  }

  /** @returns {'idle' | 'resting' | 'playing' | 'done'} how they stand as a whole */
  get phase() {
    const { phase } = this.runs;
    return /** @type {const} */ ({
      idle: 'idle',
      paused: 'resting',
      running: 'playing',
      over: 'done',
    })[phase];
  }

  /** @returns {boolean} whether they play, or will once they have begun */
  get isPlaying() {
    return this.runs.phase === 'running' || this.#onceBegun !== null;
  }

  /** @returns {Goal | null} what they go on to once they have begun */
  get onceBegun() {
    return this.#onceBegun;
  }

  /** @returns {number} the epoch that is shown; 0 where there is none yet */
  get epochShown() {
    return this.pointed ?? this.history?.epoch ?? 0;
  }

  /** @returns {boolean} whether one of them ended because numbers left the range of floats */
  get hasDiverged() {
    return this.runs.runs.some(({ pooled }) => hasDiverged(pooled.ending));
  }

  /** @returns {RunHistory | null} of the run that is least far, of those that go on as far as they should */
  get history() {
    const { runs } = this.runs;
    const able = runs.filter(
      ({ phase, pooled }) =>
        phase !== 'failed' && phase !== 'cancelled' && !pooled.ending,
    );
    const histories = (able.length > 0 ? able : runs).flatMap(({ history }) =>
      history?.rows ? [history] : [],
    );
    const [first = null, ...others] = histories;
    return others.reduce(
      (least, one) => (least && least.epoch <= one.epoch ? least : one),
      first,
    );
  }

  /** @returns {readonly number[]} the epochs that all can show, ascending */
  get epochs() {
    return this.history?.epochs ?? [];
  }

  /** @returns {import('../kit/controls.js').Controls} of the figure */
  get controls() {
    return this.#host.controls;
  }

  /** @returns {{ imagesPerSecond: number }} of the slowest */
  get session() {
    const rates = this.runs.runs
      .map(({ pooled }) => pooled.imagesPerSecond)
      .filter((rate) => rate > 0);
    return { imagesPerSecond: rates.length > 0 ? Math.min(...rates) : 0 };
  }

  /** @returns {import('./fingerprint.js').CheckedRun[]} the runs that a fingerprint is of */
  get checkedRuns() {
    return this.runs.runs.map(({ history, pooled: { isOver } }) => ({
      history,
      isOver,
    }));
  }

  /** @param {number | null} epoch - to show; null for the last */
  point(epoch) {
    if (epoch === this.pointed) return;
    this.pointed = epoch;
    this.changed();
  }

  /** They are begun anew: nothing of what was wanted of those before counts. */
  forget() {
    this.pointed = null;
    this.#onceBegun = null;
  }

  /** Trains all to their last epoch, once they have begun. */
  play() {
    this.#playsFrom = null;
    this.resume(TO_THE_END);
  }

  /** @param {Goal} goal - to which they go on, once they have begun */
  resume(goal) {
    this.point(null);
    if (this.phase === 'idle') this.#onceBegun = goal;
    else this.runs.resume(goal);
    this.#host.requestUpdate();
  }

  /**
   * Trains all to an epoch, or, where they have come further, shows that epoch or
   * begins again.
   *
   * @param {Goal} goal - hurried to jump there, not hurried to play until then
   */
  goTo(goal) {
    this.#playsFrom = null;
    if (goal.epoch > (this.history?.epoch ?? 0)) return this.resume(goal);
    this.pause();
    if (goal.isHurried) return this.point(goal.epoch);
    this.restart();
    this.resume(goal);
  }

  /** @param {Moment} moment - to open at, as a link asks for */
  openAt({ epoch, play }) {
    if (epoch === null) return this.play();
    this.goTo({ epoch, isHurried: true });
    this.#playsFrom = play ? epoch : null;
    this.#playOn();
  }

  /** Plays on, if they stand where they were to play from. */
  #playOn() {
    const from = this.#playsFrom;
    if (from === null || this.isPlaying) return;
    if ((this.history?.epoch ?? -1) >= from) this.play();
  }

  /** Stops all. */
  pause() {
    this.#onceBegun = null;
    this.#playsFrom = null;
    this.runs.pause();
  }

  /** Trains one epoch of each. */
  step() {
    this.#playsFrom = null;
    this.point(null);
    this.runs.step();
  }

  /** @returns {boolean} whether any is beyond its start, or they play */
  get isMoved() {
    const { runs } = this.runs;
    return (
      this.isPlaying || runs.some(({ history }) => (history?.rows ?? 0) > 1)
    );
  }

  /** @returns {boolean} whether `reset` has anything to take back */
  get canReset() {
    return this.isMoved || this.#host.isChanged;
  }

  /** Goes back to the untrained networks; from there, to the settings that the page gave. */
  reset() {
    this.#playsFrom = null;
    if (this.isMoved) this.restart();
    else this.#host.restore();
  }

  /** Makes the untrained networks anew. */
  restart() {}

  /** The same. */
  stepShown() {
    this.step();
  }

  /** There are other numbers to show. */
  changed() {
    this.#host.requestUpdate();
    this.#playOn();
  }

  /** @param {ComparedRun} run @returns {Row | null} of the epoch shown, or of the last that all have */
  rowOf({ history }) {
    const epoch = this.pointed ?? this.history?.epoch ?? 0;
    return history?.rows ? history.row(epoch) : null;
  }
}
