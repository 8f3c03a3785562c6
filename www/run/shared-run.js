import { DigitsWish, agreement } from './digits-wish.js';
import { isCheap } from './moment.js';
import { paceField, strideOf } from './pace.js';
import { isSameRun, measuringField, shareOf } from './run-state.js';
import { RunSession, TO_THE_END } from './run-session.js';

/** @import { Moment } from './moment.js' */
/** @import { Pace } from './pace.js' */
/** @import { Measuring, RunState } from './run-state.js' */
/** @import { Goal, KeepActivations, KeepGradients, KeptRun, SessionEvent } from './run-session.js' */

/** @type {WeakMap<Document, Map<string, SharedRun>>} */
const runs = new WeakMap();

/**
 * A run and the figures (one or more) that show it. They share its settings: a
 * change in one of them changes all. Each can play and pause it, and each can
 * point at an epoch. It is paused while none of them is visible.
 *
 * Where the settings ask for digits that are still to be fetched, the run before
 * them stays, and can be moved, until they are there.
 */
export class SharedRun {
  /** At which epochs it is measured. */
  measuring = /** @type {Measuring} */ (measuringField.default);
  /** How fast it is shown. */
  pace = /** @type {Pace} */ (paceField.default);
  session;
  /** @type {DigitsWish | null} The digits that it waits for. */
  wish = null;

  /** @type {Map<RunMember, { isSeen: boolean, isKnown?: boolean }>} */
  #members = new Map();
  /** @type {RunState | null} */
  #settings = null;
  /** @type {{ settings: RunState, measuring: Measuring } | null} Of the session's run. */
  #shown = null;
  #hasGradients = false;
  #hasActivations = false;
  /** @type {Goal | null} What it plays on to once it is seen again. */
  #resumes = null;
  /** @type {Moment | null} What it does once it is seen. */
  #awaited = null;
  /** @type {Moment | Goal | null} What it does, or goes to, once its digits are there. */
  #pending = null;
  /** @type {number | null} The epoch from which it plays once it stands there. */
  #playsFrom = null;
  #emptied;

  /**
   * @param {() => void} [emptied] - called when the last figure has left
   * @param {ConstructorParameters<typeof RunSession>[1]} [options] - of its
   *   session
   */
  constructor(emptied = () => {}, options = {}) {
    this.#emptied = emptied;
    this.session = new RunSession((...event) => this.#hear(...event), options);
    this.session.pace = strideOf(this.pace);
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

  /** @returns {RunState | null} the settings of the run that is shown, once there are any */
  get shown() {
    return (this.wish && this.#shown?.settings) ?? this.#settings;
  }

  /** @returns {boolean} whether it plays, or will once it has started */
  get isPlaying() {
    const { session, wish } = this;
    return session.isPlaying || (!session.isBegun && wish?.next === 'play');
  }

  /**
   * Adds a figure. It adopts the current settings, unless those are the defaults
   * and its own are not: then its own apply to all.
   *
   * @param {RunMember} member - the figure
   * @param {RunState} settings - its own
   * @param {Measuring} measuring - its own
   * @param {RunState} fresh - the defaults
   * @param {Pace} [pace] - its own
   */
  join(member, settings, measuring, fresh, pace = paceField.default) {
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
    if (this.pace === paceField.default) this.keepPace(member, pace);
    else if (pace !== this.pace) member.adoptPace(this.pace);
    const { session } = this;
    if (!session.isBegun) return;
    const lacks =
      (member.keepGradients && !this.#hasGradients) ||
      (member.keepActivations && !this.#hasActivations);
    if (lacks) this.again();
    else if (session.history) {
      member.hear('started', session.history.layers);
      member.hear('measured');
    }
  }

  /** @param {RunMember} member - to remove; the run ends with the last one */
  leave(member) {
    if (!this.#members.delete(member)) return;
    if (this.#members.size > 0) return this.#tell('changed');
    this.#drop();
    this.session.close();
    this.#settings = null;
    this.#shown = null;
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
    this.#forget();
    for (const other of this.#others(member)) other.adopt(settings);
    if (this.#isBackAtShown) {
      this.#drop();
      this.#tell('changed');
    } else if (this.#isBegun) this.again();
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
    if (this.#isBegun && batch < images) this.again();
    else this.#tell('changed');
  }

  /** @param {RunMember} member - that has the new pace already @param {Pace} pace - of all figures */
  keepPace(member, pace) {
    if (pace === this.pace) return;
    this.pace = pace;
    this.session.pace = strideOf(pace);
    for (const other of this.#others(member)) other.adoptPace(pace);
    this.#tell('changed');
  }

  /** Creates the run and measures its first row, unless it exists. */
  begin() {
    if (!this.#isBegun) this.again();
  }

  /**
   * Goes on with a run that was kept, at rest where it stands, and applies its settings to
   * all figures but one.
   *
   * @param {RunMember} member - the figure that takes them over itself
   * @param {RunState} settings - of the run
   * @param {Measuring} measuring - likewise
   * @param {KeptRun} kept - what there is of it
   */
  restore(member, settings, measuring, kept) {
    this.#forget();
    this.#drop();
    this.session.pause();
    this.#settings = settings;
    this.measuring = measuring;
    for (const other of this.#others(member)) other.adopt(settings);
    for (const one of this.#members.keys()) one.adoptMeasuring(measuring);
    this.#create(settings, kept);
  }

  /** Creates the run again, once its digits are there. */
  again() {
    if (!this.#settings) return;
    const { images } = this.#settings;
    if (this.session.missing(images).length > 0) return this.#wait(images);
    this.#drop();
    this.#create(this.#settings);
  }

  /** Fetches the digits that it waits for, and trains to the last epoch. */
  fetch() {
    this.#fetchAnd(this.wish?.next || 'play');
  }

  /** @param {RunState} settings - whose digits are there @param {KeptRun} [kept] - of it */
  #create(settings, kept) {
    const members = [...this.#members.keys()];
    const keepGradients =
      members.find((member) => member.keepGradients)?.keepGradients ?? null;
    this.#hasGradients = keepGradients !== null;
    const keepActivations =
      members.find((member) => member.keepActivations)?.keepActivations ?? null;
    this.#hasActivations = keepActivations !== null;
    this.point(null);
    this.#tell('begun');
    this.#shown = { settings, measuring: this.measuring };
    const measuring = shareOf(this.measuring);
    const extras = {
      keepGradients,
      keepActivations,
      weightSpeeds: true,
      measuring,
      ...(kept && { kept }),
    };
    this.session.configure(settings, extras);
  }

  /** Trains to the last epoch; fetches what that takes, without a question. */
  play() {
    this.#forget();
    this.begin();
    if (this.wish) return this.#fetchAnd('play');
    this.point(null);
    this.session.play();
  }

  /**
   * Trains to an epoch, or, where it has come further, shows that epoch or begins
   * again; fetches what that takes, without a question.
   *
   * @param {Goal} goal - hurried to jump there, not hurried to play until then
   */
  goTo(goal) {
    this.#forget();
    this.begin();
    if (!this.wish || this.session.isBegun) return this.#goTo(goal);
    this.#pending = goal;
    this.#fetchAnd('play');
  }

  /** @param {Goal} goal - as of `goTo`, of a run that there is */
  #goTo(goal) {
    const { session } = this;
    const { epoch, isHurried } = goal;
    // Rows of before a reset may still be there.
    if (epoch > session.epoch) {
      this.point(null);
      return session.play(goal);
    }
    if (session.isPlaying) session.pause();
    if (isHurried) return this.point(epoch);
    this.point(null);
    session.reset();
    session.play(goal);
  }

  /**
   * Opens at a moment, as a link asks for; whether to fetch much for it is still the
   * reader's choice. What takes long, and playing, waits until a figure is seen.
   *
   * @param {RunMember} member - the figure
   * @param {Moment} moment - to open at
   */
  openAt(member, moment) {
    const { epoch, play } = moment;
    const { isSeen, isKnown } = this.#members.get(member) ?? {};
    const settings = this.#settings;
    const isAtOnce = epoch !== null && settings && isCheap(settings, epoch);
    this.#forget();
    if (!isAtOnce && !(isKnown && isSeen)) {
      this.#awaited = moment;
      return;
    }
    this.begin();
    if (this.wish) {
      this.#pending = moment;
      if (play && this.wish.phase === 'fetching') this.wish.next = 'play';
      this.#tell('changed');
    } else if (epoch === null) this.play();
    else {
      this.#playsFrom = play ? epoch : null;
      this.#goTo({ epoch, isHurried: true });
      this.#playOn();
    }
  }

  /** Plays on, if it stands where it was to play from. */
  #playOn() {
    const { history, isPlaying } = this.session;
    const from = this.#playsFrom;
    if (from === null || isPlaying || (history?.epoch ?? -1) < from) return;
    this.#playsFrom = null;
    const members = [...this.#members.values()];
    if (members.some(({ isSeen, isKnown }) => isSeen && isKnown)) this.play();
    else this.#awaited = { epoch: null, play: true };
  }

  /** Drops what it was to do later. */
  #forget() {
    this.#awaited = null;
    this.#pending = null;
    this.#playsFrom = null;
    this.#resumes = null;
  }

  /** Pauses training. */
  pause() {
    this.#forget();
    if (this.wish) this.wish.next = '';
    this.session.pause();
  }

  /** Trains one epoch; fetches what that takes, without a question. */
  step() {
    this.#forget();
    this.begin();
    if (this.wish) return this.#fetchAnd('step');
    this.point(null);
    this.session.step();
  }

  /** Plays, pauses or runs again what is shown: what the main button does. */
  toggle() {
    const { session, wish } = this;
    this.#forget();
    if (wish && !session.isBegun) {
      // What is being fetched can be told to play; a question is answered first.
      if (wish.phase !== 'fetching') return;
      wish.next = wish.next === 'play' ? '' : 'play';
      return this.#tell('changed');
    }
    if (session.isPlaying) {
      return session.pause();
    }
    if (session.phase === 'done') this.reset();
    if (!wish) return this.play();
    this.point(null);
    session.play();
  }

  /** Trains one epoch of what is shown. */
  stepShown() {
    if (!this.wish) return this.step();
    this.point(null);
    this.session.step();
  }

  /** Goes back to the untrained network: the same seed, the same weights. */
  reset() {
    this.#forget();
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
    this.#members.set(member, { isSeen, isKnown: true });
    if (isSeen && this.#awaited) this.openAt(member, this.#awaited);
    if (isFirst || wasSeen === this.#isSeen) return;
    if (isSeen) {
      if (this.#resumes) this.session.play(this.#resumes);
      this.#resumes = null;
    } else {
      this.#resumes = this.session.goal;
      if (this.#resumes) this.session.pause();
    }
  }

  /** @param {number} images - for which digits are missing */
  #wait(images) {
    const parts = this.session.missing(images);
    if (String(this.wish?.parts) === String(parts) && this.wish) {
      this.wish.images = images;
    } else {
      this.#drop();
      const wish = new DigitsWish(this.session, images, {
        changed: () => this.#tell('changed'),
        arrived: () => this.#arrive(wish.next),
      });
      this.wish = wish;
      if (wish.isAgreed) void wish.fetch();
    }
    this.#tell('changed');
  }

  /** @param {'play' | 'step'} next - what to do then */
  #fetchAnd(next) {
    if (!this.wish) return;
    agreement.isGiven = true;
    this.wish.next = next;
    void this.wish.fetch();
    this.#tell('changed');
  }

  /** @param {DigitsWish['next']} next - what the run is to do now */
  #arrive(next) {
    this.wish = null;
    this.again();
    const pending = this.#pending;
    const goal = pending && 'isHurried' in pending ? pending : TO_THE_END;
    const [member] = this.#members.keys();
    if (pending && 'play' in pending && member) this.openAt(member, pending);
    else if (next === 'step') this.session.step();
    else if (next === 'play' && this.#isSeen) this.session.play(goal);
    else if (next === 'play') this.#resumes = goal;
    if (goal === pending) this.#pending = null;
  }

  #drop() {
    this.wish?.drop();
    this.wish = null;
  }

  /** Whether there is a run, or will be once its digits are there. */
  get #isBegun() {
    return this.session.isBegun || this.wish !== null;
  }

  /** Whether the settings were changed back to those of the run that is shown. */
  get #isBackAtShown() {
    const { phase } = this.session;
    const shown = this.#shown;
    if (!this.wish || !shown || phase === 'idle' || phase === 'failed') {
      return false;
    }
    return (
      shown.measuring === this.measuring &&
      this.#settings !== null &&
      isSameRun(shown.settings, this.#settings)
    );
  }

  get #isSeen() {
    return [...this.#members.values()].some(({ isSeen }) => isSeen);
  }

  /** @param {RunMember} member - left out */
  #others(member) {
    return [...this.#members.keys()].filter((other) => other !== member);
  }

  /** @param {SessionEvent} event */
  #hear(...event) {
    const [type, detail] = event;
    // The digits went with the worker, of which the figures hear now.
    if (type === 'failed' && detail.fatal) this.#drop();
    this.#tell(...event);
    if (type === 'settled') this.#playOn();
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
 * @property {KeepActivations | null} [keepActivations] - likewise
 * @property {(measuring: Measuring) => void} adoptMeasuring - takes over what
 *   another figure has set
 * @property {(pace: Pace) => void} adoptPace - likewise
 * @property {(settings: RunState) => void} adopt - likewise
 * @property {(...event: RunEvent) => void} hear - gets every event
 */
