import { html, nothing } from 'lit';
import { Drawer } from '../kit/drawer.js';
import { missingIn } from '../kit/code-missing.js';
import { mayHaveRuns } from './checkpoint-mark.js';
import { FigureWithRuns } from './figure-with-runs.js';
import { checkOf, fingerprintShown } from './fingerprint.js';
import { openByAttributes } from './moment.js';
import { RunController } from './run-controller.js';
import { runOf } from './run-state.js';
import { endingWords, failureWords, runWords } from './run-words.js';
import { retryButton } from './transport.js';

/** @import { RunState } from './run-state.js' */
/** @import { RunListener } from './run-controller.js' */
/** @typedef {import('../core/core.js').CoreParts['training']} Core */

/** A run that has played for so long, in ms, may be worth keeping. */
const LONG_MS = 2000;

/**
 * A figure that trains a network: its run, what moves it, its settings, and what
 * is said and offered when it fails.
 *
 * @template {RunState} State
 * @template {object} Readings
 * @augments {FigureWithRuns<State, Readings, Core>}
 */
export class TrainingFigure extends FigureWithRuns {
  /** @override */
  static get observedAttributes() {
    return [...super.observedAttributes, 'measuring'];
  }

  /** The run, as the figure's controller. */
  training;
  settingsDrawer = new Drawer(this, {
    control: 'settings',
    label: runWords.settings,
    load: async () => {
      const { runSettings } = await import('./run-settings.js');
      return () => runSettings(this, this.training);
    },
  });
  /** In which a digit is drawn, for the network to read. */
  readerDrawer = new Drawer(this, {
    control: 'draw',
    label: runWords.draw,
    load: async () => {
      const { runReader } = await import('./reader/run-reader.js');
      return runReader(this, this.training);
    },
  });
  /** What a failed run offers; '' where none has failed. */
  #offer = '';
  /** @type {typeof import('./fetch-panel.js').fetchPanel | undefined} Loaded when first needed. */
  #fetchPanel;
  #isFetchPanelComing = false;
  /** @type {import('./safekeeping.js').Safekeeping | undefined} Loaded when a run takes long, or one was kept. */
  #safe;
  #isSafeComing = false;
  #playsSince = 0;

  /**
   * @param {Omit<RunListener, 'failed'>} listener - told what happens
   * @param {import('./kept-runs.js').OwnSeries} [series] - of kept runs, where it draws
   *   something else than their speeds, costs and accuracies
   */
  constructor(listener, series) {
    super({
      base: () => runOf(this.state),
      source: async () => {
        const { keptOfTraining } = await import('./kept-networks.js');
        return keptOfTraining(this, series);
      },
    });
    this.training = new RunController(this, {
      ...listener,
      begun: () => {
        this.showError('', 'run');
        this.#offer = '';
        this.#safe?.begun();
        listener.begun?.();
      },
      measured: () => {
        listener.measured?.();
        this.#keepSafe();
      },
      settled: () => {
        listener.settled?.();
        this.#safe?.settled();
      },
      failed: (failure) => {
        const { sentence, offer } = failureWords(failure, this.state.seed);
        this.showError(sentence, 'run');
        this.#offer = offer;
        if (failure.fatal) this.#safe?.failed();
      },
    });
  }

  /**
   * @returns {State} the state, with the settings of the run that is shown: not
   *   the figure's own while the digits for those are still to be fetched
   */
  get shown() {
    return { ...this.state, ...this.training.shown };
  }

  /** @override */
  get printedNote() {
    const epoch = this.training.history?.epoch ?? 0;
    const { epochs } = this.shown;
    return epoch > 0
      ? runWords.printed(epoch, epochs)
      : runWords.printedUnplayed(epochs);
  }

  /** @returns {string} why the run has ended before its last epoch; '' where it has not, or is shown at another */
  get endingSentence() {
    const { session, pointed } = this.training;
    const { ending } = session;
    return ending && pointed === null ? endingWords(ending, this.shown) : '';
  }

  /** @returns {Moved} what the methods move */
  get moved() {
    return this.training;
  }

  /** Trains to the last epoch; fetches the digits for it without a question. */
  play() {
    this.moved.play();
  }

  /** Plays as a link with `play` does. */
  playOnceSeen() {
    this.openAt({ epoch: null, play: true });
  }

  /** @param {import('./moment.js').Moment} moment - to open at, as a link with `epoch` does */
  openAt(moment) {
    this.moved.openAt(moment);
  }

  /** @param {number} epoch - to train to as fast as it can; where it has been there, shows it */
  jumpTo(epoch) {
    this.moved.goTo({ epoch, isHurried: true });
  }

  /** @param {number} epoch - to play until, at the pace; where it has been there, from the start */
  playUntil(epoch) {
    this.moved.goTo({ epoch, isHurried: false });
  }

  /** @override */
  get epochShown() {
    return this.moved.epochShown;
  }

  /** @returns {readonly import('./fingerprint.js').CheckedRun[]} the runs that a fingerprint is of */
  get checkedRuns() {
    const { history, phase, wish } = this.training;
    // The run that is shown while digits are fetched has other settings.
    return wish ? [] : [{ history, isOver: phase === 'done' }];
  }

  /** @override */
  get check() {
    return checkOf(this);
  }

  /** @param {Readings} readings @override */
  setReadings(readings) {
    const fingerprint = fingerprintShown(this)?.text ?? null;
    super.setReadings({ ...readings, fingerprint });
  }

  /** @param {AbortSignal} signal @override */
  figureConnected(signal) {
    super.figureConnected(signal);
    queueMicrotask(() => openByAttributes(this));
    if (mayHaveRuns()) void this.#loadSafe();
  }

  /** Stops where it is. */
  pause() {
    this.moved.pause();
  }

  /** Trains one epoch; likewise. */
  step() {
    this.moved.step();
  }

  /**
   * Shows an epoch that was measured before.
   *
   * @param {number | null} epoch - which one; null to follow the run again
   */
  show(epoch) {
    this.moved.point(epoch);
  }

  /**
   * Goes back to the untrained network: the same seed, the same weights. From there, to
   * the settings that the page gave.
   *
   * @override
   */
  reset() {
    this.moved.reset();
  }

  /** @override */
  tryAgain() {
    super.tryAgain();
    if (this.#offer) this.training.again();
  }

  /** @override */
  stateChanged() {
    this.training.settle();
  }

  /** @param {() => void} [again] - called before the run is made anew */
  renderRetry(again) {
    const button = retryButton(this.#offer, () => {
      again?.();
      this.training.again();
    });
    return html`${button} ${this.#renderFetch()}
    ${this.#safe?.render() ?? nothing}`;
  }

  #keepSafe() {
    if (this.#safe) return this.#safe.measured();
    const now = performance.now();
    if (!this.training.isPlaying) this.#playsSince = now;
    else if (now - this.#playsSince > LONG_MS) void this.#loadSafe();
  }

  async #loadSafe() {
    if (this.#isSafeComing) return;
    this.#isSafeComing = true;
    try {
      const { Safekeeping } = await import('./safekeeping.js');
      this.#safe = new Safekeeping(this);
    } catch {
      // The run goes on as well without.
    }
  }

  #renderFetch() {
    const { wish, history } = this.training;
    if (!wish) return nothing;
    if (!this.#fetchPanel) {
      void this.#loadFetchPanel();
      return nothing;
    }
    return this.#fetchPanel(wish, {
      state: this.state,
      hasRun: (history?.rows ?? 0) > 0,
      fetch: () => this.training.fetch(),
    });
  }

  async #loadFetchPanel() {
    if (this.#isFetchPanelComing) return;
    this.#isFetchPanelComing = true;
    try {
      this.#fetchPanel = (await import('./fetch-panel.js')).fetchPanel;
      this.requestUpdate();
    } catch (error) {
      void missingIn(this, 'fetch')(error);
    }
  }
}

/** @typedef {Pick<RunController, 'play' | 'openAt' | 'goTo' | 'pause' | 'step' | 'reset' | 'point' | 'epochShown'>} Moved */
