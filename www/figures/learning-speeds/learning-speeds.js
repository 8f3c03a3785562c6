import { learningSpeedsSchema } from './state.js';
import { failureWords, gapWords, keptWords } from './words.js';
import { Backdrop } from './backdrop.js';
import { buildLayout } from './layout.js';
import { PRESETS, presetOf } from './presets.js';
import { Readout } from './readout.js';
import { RunFigure } from '../../run/run-figure.js';
import { RunHistory } from '../../run/run-history.js';

/** @import { LearningSpeedsState } from './state.js' */
/** @import { History, Row } from '../../run/run-history.js' */

/** @typedef {Row & { imagesPerSecond: number }} LearningSpeedsReadings */

/**
 * The chapter's plot, live: the speed of learning of each hidden layer while
 * the network trains in a worker, with its cost and accuracies beside it.
 *
 * It measures the untrained network once it comes near the viewport, and
 * trains on demand only. A run that plays is paused while nobody can see it,
 * and goes on when they can again.
 *
 * @augments {RunFigure<LearningSpeedsState, LearningSpeedsReadings>}
 */
export class LearningSpeedsElement extends RunFigure {
  /** @override */
  static figureName = 'learning-speeds';
  /** @override */
  static part = /** @type {const} */ ('training');
  /** @override */
  static schema = learningSpeedsSchema;
  /** @override */
  static styleSheets = [new URL('./learning-speeds.css', import.meta.url).href];

  /** @type {number | null} The epoch that the cursor stands at. */
  #cursorEpoch = null;
  #kept = '';
  /** @type {AbortSignal | undefined} Aborted when the element leaves. */
  #signal;
  /** @type {import('./layout.js').Layout | undefined} */
  #layout;

  #backdrop = new Backdrop(() => this.requestRender());

  /** @returns {import('../../run/run-session.js').RunSession} how the run stands */
  get #session() {
    return this.runControl.session;
  }

  /** @returns {History} all rows of the run so far, as typed arrays */
  get history() {
    return (this.#session.history ?? new RunHistory(0)).history;
  }

  /**
   * @override
   * @returns {import('../../run/run-controller.js').RunListener} what it hears
   */
  createListener() {
    return {
      begun: () => this.#begun(),
      pointed: (epoch) => {
        this.#cursorEpoch = epoch;
        this.#layout?.plots.speeds.point(epoch);
      },
      started: (layers) => this.#started(layers),
      measured: () => this.#measured(),
      settled: () => this.#settled(),
      failed: (failure) => this.#failed(failure),
    };
  }

  /**
   * @override
   * @param {HTMLElement} $body - the place for the figure
   */
  buildFigure($body) {
    this.#layout = buildLayout($body, {
      state: () => this.state,
      // tsc takes a plain assignment for a declaration of this class's own.
      set: (part) => void Reflect.set(this, 'state', part),
      choose: (name) => void Reflect.set(this, 'state', PRESETS[name]),
      history: () => this.#session.history,
      seed: () => this.state.seed,
      ground: () => this.ground,
      needsDrawing: () => this.requestRender(),
      pointAt: (epoch) => this.runControl.point(epoch),
      say: (epoch) => Readout.say(this.#session.history, epoch),
      toggle: () => this.runControl.toggle(),
      step: () => this.step(),
      reset: () => this.reset(),
      keep: () => this.#keepOrForget(),
      check: () => this.#session.check(),
      retry: () => this.#retry(),
      measuring: () => this.runControl.measuring,
      measure: (measuring) => this.measure(measuring),
      showBackdrop: (isWanted) => this.#backdrop.want(isWanted),
      comparison: {
        $host: this,
        signal: () => this.#signal,
        state: () => this.state,
        measuring: () => this.runControl.measuring,
        set: (state) => void Reflect.set(this, 'state', state),
        ground: () => this.ground,
        core: () => this.core,
      },
    });
  }

  /**
   * @override
   * @param {CoreParts['training']} core - loaded
   */
  coreReady(core) {
    this.#layout?.plots.begin(core);
    const { history } = this.#session;
    if (history) this.#started(history.layers);
  }

  /**
   * @override
   * @param {AbortSignal} signal - aborted when the element leaves
   */
  figureConnected(signal) {
    this.#signal = signal;
    this.#layout?.plots.observe(signal);
    this.#layout?.comparison.content?.connect(signal);
    super.figureConnected(signal);
  }

  /** @override */
  figureDisconnected() {
    this.#signal = undefined;
    super.figureDisconnected();
  }

  /** @override */
  renderFigure() {
    const layout = this.#layout;
    if (!layout) return;
    const { state, ground } = this;
    const looks = layout.plots.settings;
    const { history, phase, isPlaying, imagesPerSecond } = this.#session;
    layout.presets.mark(presetOf(state));
    const { measuring } = this.runControl;
    layout.settings.show();
    layout.digits.show();
    const rows = history?.rows ?? 0;
    const hasKept = this.#kept !== '';
    layout.transport.show(phase, { isPlaying, rows, hasKept });
    layout.$kept.textContent = this.#kept;
    // While new settings are being measured, the numbers before stay in sight.
    if (history && rows > 0) {
      layout.plots.append(history);
      layout.readout.show(history.row(this.#cursorEpoch ?? Infinity), {
        epochs: state.epochs,
        layers: history.layers,
        isExact: this.#cursorEpoch !== null,
        imagesPerSecond,
        ground,
      });
    }
    layout.meaning.show(this.#session, state);
    layout.$gaps.textContent = gapWords(history, measuring);
    layout.$backdrop.textContent = this.#backdrop.show(layout.plots, history);
    layout.$band.hidden = !this.#backdrop.isThere;
    layout.plots.draw(looks);
    layout.comparison.show();
  }

  #begun() {
    this.showError('', 'run');
    this.#layout?.hideRetry();
    this.#layout?.transport.forgetCheck();
    this.#backdrop.choose(this.state);
  }

  /** @param {number} layers - hidden layers of the run that begins */
  #started(layers) {
    this.#layout?.plots.startRun({ layers, epochs: this.state.epochs });
    this.requestRender();
  }

  #measured() {
    const { history, imagesPerSecond } = this.#session;
    if (!history || history.rows === 0) return;
    this.setReadings({ ...history.row(history.epoch), imagesPerSecond });
    // Of the later rows a table tells when the run stands.
    if (history.rows === 1) this.#layout?.data.show();
  }

  #settled() {
    this.#layout?.data.show();
    this.requestRender();
  }

  /** @param {import('../../run/protocol.js').Failed} failure - what went wrong */
  #failed(failure) {
    const { sentence, offer } = failureWords(failure, this.state.seed);
    this.showError(sentence, 'run');
    this.#layout?.showRetry(offer);
    this.requestRender();
  }

  #retry() {
    void this.#layout?.digits.content?.load();
    this.runControl.again();
  }

  #keepOrForget() {
    const { hidden, pixels, seed } = this.state;
    if (this.#kept === '') {
      this.#layout?.plots.keep();
      this.#kept = keptWords(pixels * pixels, hidden, seed);
    } else {
      this.#layout?.plots.forget();
      this.#kept = '';
    }
    this.requestRender();
  }
}

/** @typedef {import('../../core/core.js').CoreParts} CoreParts */
