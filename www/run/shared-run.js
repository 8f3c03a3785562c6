import { measuringField, shareOf, isSameRun } from './run-state.js';
import { RunSession } from './run-session.js';

/** @import { Measuring } from './run-state.js' */
/** @import { RunState } from './run-state.js' */
/** @import { KeepGradients, SessionEvent } from './run-session.js' */

/** @type {WeakMap<Document, Map<string, SharedRun>>} */
const runs = new WeakMap();

/**
 * A run and the figures that show it, which may be one. They have its settings
 * in common: where one of them takes others, all do. Each may move it, and each
 * may point at an epoch. It is paused while none of them is seen.
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

  /** @param {() => void} [emptied] - told when the last figure has left */
  constructor(emptied = () => {}) {
    this.#emptied = emptied;
  }

  /**
   * @param {Document} of - a document
   * @param {string} name - what its figures call the run
   * @returns {SharedRun} the one run of that name, made where there is none
   */
  static named(of, name) {
    const named = runs.get(of) ?? new Map();
    runs.set(of, named);
    const run = named.get(name) ?? new SharedRun(() => named.delete(name));
    named.set(name, run);
    return run;
  }

  /** @returns {boolean} whether more than one figure shows it */
  get isShared() {
    return this.#members.size > 1;
  }

  /**
   * A figure joins. It takes on the settings that are in force, unless only its
   * own are other than a fresh figure's.
   *
   * @param {RunMember} member - the figure
   * @param {RunState} settings - its own
   * @param {Measuring} measuring - at which epochs it would measure
   * @param {RunState} fresh - a fresh figure's settings
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

  /** @param {RunMember} member - leaves; with the last one the run ends */
  leave(member) {
    if (!this.#members.delete(member)) return;
    if (this.#members.size > 0) return this.#tell('changed');
    this.session.close();
    this.#settings = null;
    this.#emptied();
  }

  /**
   * Makes these the settings of all.
   *
   * @param {RunMember} member - has them already
   * @param {RunState} settings - of the run
   */
  propose(member, settings) {
    if (this.#settings && isSameRun(this.#settings, settings)) return;
    this.#settings = settings;
    for (const other of this.#others(member)) other.adopt(settings);
    if (this.session.isBegun) this.again();
  }

  /**
   * Has all figures measure at these epochs. A run that would be measured at
   * others begins anew; a full batch is measured at every epoch anyway.
   *
   * @param {RunMember} member - has it already
   * @param {Measuring} measuring - at which epochs
   */
  measure(member, measuring) {
    if (measuring === this.measuring) return;
    this.measuring = measuring;
    for (const other of this.#others(member)) other.adoptMeasuring(measuring);
    const { batch = 0, images = 0 } = this.#settings ?? {};
    if (this.session.isBegun && batch < images) this.again();
    else this.#tell('changed');
  }

  /** Makes the run and measures its first row, unless that was done. */
  begin() {
    if (!this.session.isBegun) this.again();
  }

  /** Makes the run anew. */
  again() {
    if (!this.#settings) return;
    const keepers = [...this.#members.keys()];
    const keepGradients =
      keepers.find((member) => member.keepGradients)?.keepGradients ?? null;
    this.#hasGradients = keepGradients !== null;
    this.point(null);
    this.#tell('begun');
    const measuring = shareOf(this.measuring);
    this.session.configure(this.#settings, { keepGradients, measuring });
  }

  /** Trains to the last epoch. */
  play() {
    this.begin();
    this.point(null);
    this.session.play();
  }

  /** Stops where it is. */
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

  /** @param {number | null} epoch - to be looked at by all; null for the last */
  point(epoch) {
    this.#tell('pointed', epoch);
  }

  /**
   * What a script sets playing off screen is meant to play there, so what is
   * seen at first does not matter.
   *
   * @param {RunMember} member - a figure
   * @param {boolean} isSeen - whether somebody can see it
   * @param {boolean} isFirst - whether that is known for the first time
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

  /** @param {RunMember} member - is left out */
  #others(member) {
    return [...this.#members.keys()].filter((other) => other !== member);
  }

  /** @param {RunEvent} event - for each figure */
  #tell(...event) {
    for (const member of [...this.#members.keys()]) member.hear(...event);
  }
}

/**
 * What a figure hears of its run: besides what happens in its session, that a
 * run of new settings is about to be made, and the epoch to look at, null for
 * the last.
 *
 * @typedef {SessionEvent | ['begun'] | ['pointed', number | null]} RunEvent
 */
/**
 * @typedef {object} RunMember
 * @property {KeepGradients | null} keepGradients - what it wants to have those
 *   of every neuron kept in, if it wants them
 * @property {(measuring: Measuring) => void} adoptMeasuring - another figure
 *   has chosen other epochs
 * @property {(settings: RunState) => void} adopt - another figure has changed
 *   the settings of the run
 * @property {(...event: RunEvent) => void} hear - told what happens
 */
