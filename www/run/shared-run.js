import { measuringField, shareOf, isSameRun } from './run-state.js';
import { RunSession } from './run-session.js';

/** @import { Measuring } from './run-state.js' */
/** @import { RunState } from './run-state.js' */
/** @import { SessionListener } from './run-session.js' */

/** @type {WeakMap<Document, Map<string, SharedRun>>} */
const runs = new WeakMap();

/**
 * @param {Document} of - a document
 * @param {string} name - what its figures call the run
 * @returns {SharedRun} the one run of that name, made where there is none
 */
export function sharedRun(of, name) {
  const named = runs.get(of) ?? new Map();
  runs.set(of, named);
  const run = named.get(name) ?? new SharedRun(() => named.delete(name));
  named.set(name, run);
  return run;
}

/**
 * A run and the figures that show it. They have its settings in common: where
 * one of them takes others, all do. Each may move it, and each may point at an
 * epoch. It is paused while none of them is seen.
 */
export class SharedRun {
  /** @type {Map<RunMember, { isSeen: boolean }>} */
  #members = new Map();
  /** @type {RunState | null} */
  #settings = null;
  #hasGradients = false;
  /** @type {Measuring} */
  #measuring = measuringField.default;
  #resumes = false;
  #emptied;

  session = new RunSession({
    changed: () => this.#tell((member) => member.changed()),
    started: (layers) => this.#tell((member) => member.started(layers)),
    measured: () => this.#tell((member) => member.measured()),
    settled: () => this.#tell((member) => member.settled()),
    failed: (failure) => this.#tell((member) => member.failed(failure)),
  });

  /** @param {() => void} [emptied] - told when the last figure has left */
  constructor(emptied = () => {}) {
    this.#emptied = emptied;
  }

  /** @returns {boolean} whether more than one figure shows it */
  get isShared() {
    return this.#members.size > 1;
  }

  /** @returns {Measuring} at which epochs it is measured */
  get measuring() {
    return this.#measuring;
  }

  /**
   * A figure takes its seat. It takes on the settings that are in force, unless
   * only its own are other than a fresh figure's.
   *
   * @param {RunMember} member - the figure
   * @param {RunState} settings - its own
   * @param {RunState} fresh - a fresh figure's
   */
  join(member, settings, fresh) {
    this.#members.set(member, { isSeen: true });
    const before = this.#settings;
    if (!before || (isSameRun(before, fresh) && !isSameRun(settings, fresh))) {
      this.propose(member, settings);
    } else if (!isSameRun(before, settings)) {
      member.adopt(before);
    }
    const own = member.measuring();
    if (this.#measuring === measuringField.default) this.measure(member, own);
    else if (own !== this.#measuring) member.adoptMeasuring(this.#measuring);
    const { session } = this;
    if (!session.isBegun) return;
    if (member.keepGradients && !this.#hasGradients) this.again();
    else if (session.history) {
      member.started(session.history.layers);
      member.measured();
    }
  }

  /** @param {RunMember} member - leaves; with the last one the run ends */
  leave(member) {
    this.#members.delete(member);
    if (this.#members.size > 0) {
      this.#tell((other) => other.changed());
      return;
    }
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
    this.#tell((other) => {
      if (other !== member) other.adopt(settings);
    });
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
    if (measuring === this.#measuring) return;
    this.#measuring = measuring;
    this.#tell((other) => {
      if (other !== member) other.adoptMeasuring(measuring);
    });
    const { batch = 0, images = 0 } = this.#settings ?? {};
    if (this.session.isBegun && batch < images) this.again();
    else this.#tell((other) => other.changed());
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
    this.#tell((member) => member.begun());
    this.session.configure(this.#settings, {
      keepGradients,
      measuring: shareOf(this.#measuring),
    });
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
    this.#tell((member) => member.pointed(epoch));
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

  /** @param {(member: RunMember) => void} tell - called for each figure */
  #tell(tell) {
    for (const member of [...this.#members.keys()]) tell(member);
  }
}

/**
 * @typedef {object} MemberOnly
 * @property {import('./run-record.js').KeepGradients | null} keepGradients - what
 *   it wants to have those of every neuron kept in, if it wants them
 * @property {() => Measuring} measuring - at which epochs it would measure
 * @property {(measuring: Measuring) => void} adoptMeasuring - another figure
 *   has chosen other epochs
 * @property {(settings: RunState) => void} adopt - another figure has changed
 *   the settings of the run
 * @property {() => void} begun - a run of these settings is about to be made
 * @property {(epoch: number | null) => void} pointed - the epoch to look at,
 *   null for the last
 */
/** @typedef {SessionListener & MemberOnly} RunMember */
