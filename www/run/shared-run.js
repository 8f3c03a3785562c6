import { isSameRun, measuringField, shareOf } from './run-state.js';
import { RunSession } from './run-session.js';

/** @import { Measuring, RunState } from './run-state.js' */
/** @import { KeepGradients, SessionEvent } from './run-session.js' */

/** @type {WeakMap<Document, Map<string, SharedRun>>} */
const runs = new WeakMap();

/**
 * A run and the figures (one or more) that show it. They share its settings: a
 * change in one of them changes all. Each can play and pause it, and each can
 * point at an epoch. It is paused while none of them is visible.
 */
export class SharedRun {
  /** At which epochs it is measured. */
  measuring = /** @type {Measuring} */ (measuringField.default);
  session = new RunSession((...event) => this.#tell(...event));

  /** @type {Map<RunMember, { isSeen: boolean }>} */
  #members = new Map();
  /** @type {RunState | null} */
  #settings = null;
  #hasGradients = false;
  #resumes = false;
  #emptied;

  /** @param {() => void} [emptied] - called when the last figure has left */
  constructor(emptied = () => {}) {
    this.#emptied = emptied;
  }

  /**
   * @param {Document} of - of the figures
   * @param {string} name - of the run
   * @returns {SharedRun} the document's run of that name, created if necessary
   */
  static named(of, name) {
    const named = runs.get(of) ?? new Map();
    runs.set(of, named);
    const run = named.get(name) ?? new SharedRun(() => named.delete(name));
    named.set(name, run);
    return run;
  }

  /** @returns {boolean} whether several figures show it */
  get isShared() {
    return this.#members.size > 1;
  }

  /**
   * Adds a figure. It adopts the current settings, unless those are the defaults
   * and its own are not: then its own apply to all.
   *
   * @param {RunMember} member - the figure
   * @param {RunState} settings - its own
   * @param {Measuring} measuring - its own
   * @param {RunState} fresh - the defaults
   */
  join(member, settings, measuring, fresh) {
    this.#members.set(member, { isSeen: true });
    const before = this.#settings;
    if (!before || (isSameRun(before, fresh) && !isSameRun(settings, fresh))) {
      this.propose(member, settings);
    } else if (!isSameRun(before, settings)) {
      member.adopt(before);
    }
    if (this.measuring === measuringField.default) {
      this.measure(member, measuring);
    } else if (measuring !== this.measuring) {
      member.adoptMeasuring(this.measuring);
    }
    const { session } = this;
    if (!session.isBegun) return;
    if (member.keepGradients && !this.#hasGradients) this.again();
    else if (session.history) {
      member.hear('started', session.history.layers);
      member.hear('measured');
    }
  }

  /** @param {RunMember} member - to remove; the run ends with the last one */
  leave(member) {
    if (!this.#members.delete(member)) return;
    if (this.#members.size > 0) return this.#tell('changed');
    this.session.close();
    this.#settings = null;
    this.#emptied();
  }

  /**
   * Applies new settings to the run and to all figures.
   *
   * @param {RunMember} member - the figure that has them already
   * @param {RunState} settings - of the run
   */
  propose(member, settings) {
    if (this.#settings && isSameRun(this.#settings, settings)) return;
    this.#settings = settings;
    for (const other of this.#others(member)) other.adopt(settings);
    if (this.session.isBegun) this.again();
  }

  /**
   * Changes when the run is measured, in all figures. The run starts again,
   * except with a full batch, which is measured at every epoch anyway.
   *
   * @param {RunMember} member - the figure that has the new value already
   * @param {Measuring} measuring - the new value
   */
  measure(member, measuring) {
    if (measuring === this.measuring) return;
    this.measuring = measuring;
    for (const other of this.#others(member)) other.adoptMeasuring(measuring);
    const { batch = 0, images = 0 } = this.#settings ?? {};
    if (this.session.isBegun && batch < images) this.again();
    else this.#tell('changed');
  }

  /** Creates the run and measures its first row, unless it exists. */
  begin() {
    if (!this.session.isBegun) this.again();
  }

  /** Creates the run again. */
  again() {
    if (!this.#settings) return;
    const members = [...this.#members.keys()];
    const keepGradients =
      members.find((member) => member.keepGradients)?.keepGradients ?? null;
    this.#hasGradients = keepGradients !== null;
    this.point(null);
    this.#tell('begun');
    const measuring = shareOf(this.measuring);
    const extras = { keepGradients, weightSpeeds: true, measuring };
    this.session.configure(this.#settings, extras);
  }

  /** Trains to the last epoch. */
  play() {
    this.begin();
    this.point(null);
    this.session.play();
  }

  /** Pauses training. */
  pause() {
    this.#resumes = false;
    this.session.pause();
  }

  /** Trains one epoch. */
  step() {
    this.begin();
    this.point(null);
    this.session.step();
  }

  /** Goes back to the untrained network: the same seed, the same weights. */
  reset() {
    this.#resumes = false;
    this.point(null);
    this.session.reset();
  }

  /** @param {number | null} epoch - to show in all figures; null for the last */
  point(epoch) {
    this.#tell('pointed', epoch);
  }

  /**
   * Pauses the run when its last visible figure disappears, and resumes it. The
   * first report is ignored: a script may start a run off screen on purpose.
   *
   * @param {RunMember} member - a figure
   * @param {boolean} isSeen - whether it is visible
   * @param {boolean} isFirst - whether this is its first report
   */
  see(member, isSeen, isFirst) {
    const wasSeen = this.#isSeen;
    this.#members.set(member, { isSeen });
    if (isFirst || wasSeen === this.#isSeen) return;
    if (isSeen) {
      if (this.#resumes) this.session.play();
      this.#resumes = false;
    } else {
      this.#resumes = this.session.isPlaying;
      if (this.#resumes) this.session.pause();
    }
  }

  get #isSeen() {
    return [...this.#members.values()].some(({ isSeen }) => isSeen);
  }

  /** @param {RunMember} member - left out */
  #others(member) {
    return [...this.#members.keys()].filter((other) => other !== member);
  }

  /** @param {RunEvent} event - for every figure */
  #tell(...event) {
    for (const member of [...this.#members.keys()]) member.hear(...event);
  }
}

/**
 * The events of a session, and: a run is about to be created; the epoch to show,
 * null for the last.
 *
 * @typedef {SessionEvent | ['begun'] | ['pointed', number | null]} RunEvent
 */
/**
 * @typedef {object} RunMember
 * @property {KeepGradients | null} keepGradients - as in `RunExtras`
 * @property {(measuring: Measuring) => void} adoptMeasuring - takes over what
 *   another figure has set
 * @property {(settings: RunState) => void} adopt - likewise
 * @property {(...event: RunEvent) => void} hear - gets every event
 */
