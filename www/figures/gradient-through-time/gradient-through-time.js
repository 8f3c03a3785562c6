import { html, nothing, unsafeCSS } from 'lit';
import { JobClient } from '../../core/client/job-client.js';
import { wordsOf } from '../../core/core-error.js';
import { Announcement } from '../../kit/announcement.js';
import { buttonGroup } from '../../kit/buttons.js';
import { Drawer } from '../../kit/drawer.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { Predict } from '../../kit/predict/predict.js';
import { statePresets } from '../../kit/presets.js';
import { RoomController } from '../../kit/room-controller.js';
import { stage } from '../../kit/stage.js';
import { Visibility } from '../../kit/visibility.js';
import { mayHaveRuns } from '../../run/checkpoint-mark.js';
import { Commentary } from '../../run/commentary.js';
import { FigureWithRuns } from '../../run/figure-with-runs.js';
import { checkOf } from '../../run/fingerprint.js';
import { paceChoice } from '../../run/playback.js';
import { smallerRate } from '../../run/run-words.js';
import { slowerButton } from '../../run/transport.js';
import { figureNamed } from '../index.js';
import styles from './gradient-through-time.css?inline';
import { historyOf, isOver, Learning, ROW } from './learning.js';
import { drawAccuracy, drawGradient } from './pictures.js';
import { presets } from './presets.js';
import { readingsOf } from './readings.js';
import {
  gradientSentence,
  othersSentence,
  trainingSentence,
  spokenOf,
  untoldSentence,
} from './sentences.js';
import { gradientThroughTimeSchema, networkOf, ofRun, OWN } from './state.js';
import { Study } from './study.js';
import { timeWords as words } from './words.js';

/** A training that has been under way for so long, in ms, may be worth keeping. */
const LONG_MS = 2000;

/**
 * A recurrent network: its gradient back through time over many seeds, and one
 * network that learns to remember.
 *
 * The readings say which state they belong to. It trains on demand only, and stands
 * still while nobody can see it.
 *
 * @augments {FigureWithRuns<State, Readings, Core>}
 */
export class GradientThroughTimeElement extends FigureWithRuns {
  /** @override */
  static figure = figureNamed('gradient-through-time');
  /** @override */
  static schema = gradientThroughTimeSchema;
  /** @override */
  static styles = [
    FigureWithRuns.styles,
    unsafeCSS(plotStyles),
    unsafeCSS(styles),
  ];

  #isNear = false;
  #isWaiting = false;
  /** @type {Visibility | undefined} */
  #visibility;
  /** @type {JobClient | undefined} */
  #jobs;
  /** @type {Study | undefined} */
  #study;
  /** @type {Learning | undefined} */
  #learning;
  /** @type {import('./safe-learning.js').SafeLearning | undefined} Loaded when it takes long, or a run was kept. */
  #safe;
  #isSafeComing = false;
  #playsSince = NaN;
  /** @type {import('./study.js').Found | undefined} */
  #found;
  /** What is drawn of each cell. */
  #predicts = {
    tanh: this.#predictOf('tanh'),
    lstm: this.#predictOf('lstm'),
    gru: this.#predictOf('gru'),
  };
  #announcement = new Announcement(this);
  #gradientRoom = new RoomController(this, { isFilled: true });
  #accuracyRoom = new RoomController(this, { isFilled: true });
  #more = new Drawer(this, {
    control: 'more',
    label: words.more,
    load: async () => () => this.#renderMore(),
  });
  #table = new Drawer(this, {
    control: 'table',
    label: words.table,
    load: async () => {
      const { dataDrawer } = await import('./table.js');
      const { learningFilm } = await import('./learning-film.js');
      return dataDrawer(this, () =>
        learningFilm(this, () => this.#learning?.failure),
      );
    },
  });

  constructor() {
    super({
      base: () => ofRun(this.state),
      source: async () => {
        const { keptOfTime } = await import('./kept.js');
        return keptOfTime(this, () => this.#learning?.run);
      },
    });
    new Commentary(this, this.#announcement, () => ({
      runs: [],
      isMoving: this.#learning?.isPlaying ?? false,
      of: this.#learning?.run.id,
      ...spokenOf(this.#learning?.run),
    }));
  }

  /** @returns {import('../../run/fingerprint.js').CheckedRun[]} the training that a fingerprint is of, row by row */
  get checkedRuns() {
    const run = this.#learning?.run;
    return run ? [{ history: historyOf(run), isOver: isOver(run) }] : [];
  }

  /** @override */
  get check() {
    return checkOf({ checkedRuns: this.checkedRuns, epochShown: Infinity });
  }

  /** @override */
  get countedIn() {
    return 'step';
  }

  /** @param {AbortSignal} signal @override */
  figureConnected(signal) {
    const visibility = (this.#visibility = new Visibility({
      near: () => {
        this.#isNear = true;
        if (this.loadedCore) this.compute(this.loadedCore);
      },
      sight: (isSeen) => {
        const learning = this.#learning;
        if (!isSeen && learning?.isPlaying) {
          this.#isWaiting = true;
          learning.pause();
        } else if (isSeen && this.#isWaiting) {
          this.play();
        }
      },
    }));
    visibility.observe(this, signal);
    signal.addEventListener('abort', () => {
      this.#safe?.leave();
      this.#study?.close();
      this.#learning?.close();
      this.#jobs?.close();
      this.#study = undefined;
      this.#learning = undefined;
      this.#jobs = undefined;
      this.#isNear = false;
    });
  }

  /** @param {Core} _core @override */
  compute(_core) {
    if (!this.#isNear) return;
    this.#start();
    this.#learning?.follow(this.state);
    this.#safe?.heard();
    this.#study?.want(this.state);
    this.#read();
  }

  /** @param {Cell} cell @returns {Predict} of how well it learns */
  #predictOf(cell) {
    const predict = new Predict(this);
    const rows = () =>
      this.#learning?.runs.find((run) => run.cell === cell)?.accuracies ?? [];
    predict.cursor = {
      epochs: () => rows().map((_, row) => (row + 1) * ROW),
      values: (step) => [rows()[step / ROW - 1] ?? NaN],
    };
    return predict;
  }

  get #isMoved() {
    const { run, isPlaying = false } = this.#learning ?? {};
    return isPlaying || Boolean(run?.steps);
  }

  #start() {
    if (this.#jobs) return;
    const jobs = new JobClient({ part: 'recurrent' });
    this.#jobs = jobs;
    const failed = (/** @type {unknown} */ error) =>
      this.showError(words.failed(wordsOf(error)), 'measure', () =>
        this.#study?.again(),
      );
    this.#study = new Study(jobs, {
      found: (found) => {
        this.showError('', 'measure');
        this.#found = found;
        this.#read();
      },
      failed,
    });
    this.#learning = new Learning(jobs, this.state, {
      changed: () => {
        this.#keep();
        this.#read();
      },
      failed,
    });
    this.#learning.pace = this.pacing;
    if (mayHaveRuns()) void this.#loadSafe();
    if (this.#isWaiting && this.#visibility?.isSeen) this.play();
  }

  /** Sees to it that a training that takes long is not lost. */
  #keep() {
    const isPlaying = this.#learning?.isPlaying ?? false;
    const now = performance.now();
    if (!isPlaying) this.#playsSince = NaN;
    else if (Number.isNaN(this.#playsSince)) this.#playsSince = now;
    else if (now - this.#playsSince > LONG_MS) void this.#loadSafe();
    this.#safe?.heard();
  }

  async #loadSafe() {
    if (this.#isSafeComing) return;
    this.#isSafeComing = true;
    try {
      const { SafeLearning } = await import('./safe-learning.js');
      this.#safe = new SafeLearning(this, () => this.#learning);
    } catch {
      // It learns as well without.
    }
  }

  /** Tells what was found, and how far the training is. */
  #read() {
    const found = this.#found;
    if (found && this.#learning) {
      // What only the training depends on changes no measurement.
      const state = isSameNetwork(found.state, this.state)
        ? this.state
        : found.state;
      this.setReadings(readingsOf({ ...found, state }, this.#learning.run));
    }
    this.requestUpdate();
  }

  /** Trains until it is told to stop, or is done. */
  play() {
    this.#isWaiting = !this.#learning;
    this.#learning?.play();
  }

  /** The same as soon as somebody sees the figure, as a link with `play` does. */
  playOnceSeen() {
    this.#isWaiting = true;
    if (this.#visibility?.isSeen) this.play();
  }

  /** Stops within a stretch of training. */
  pause() {
    this.#isWaiting = false;
    this.#learning?.pause();
  }

  /** Trains for ten steps. */
  step() {
    this.#isWaiting = false;
    this.#learning?.step();
  }

  /** Goes back to the untrained network; from there, to what the page gave. @override */
  reset() {
    this.#isWaiting = false;
    if (this.#isMoved) this.#learning?.reset();
    else this.restore();
  }

  /** @override */
  renderFigure() {
    const { readings } = this;
    if (this.#learning) this.#learning.pace = this.pacing;
    const isStale = this.#isStale ? 'is-stale' : '';
    const untrained = readings ? gradientSentence(readings) : words.measuring;
    const trained = readings ? trainingSentence(readings) : '';
    const { runs = [] } = this.#learning ?? {};
    const others = trained ? othersSentence(runs, this.state.cell) : '';
    const sentence = [untrained, trained, others].filter(Boolean).join(' ');
    return stage({
      top: html`${statePresets(this, words.presets, presets)}
        <div class="time-top">
          ${this.#renderButtons()}
          ${paceChoice({
            controls: this.controls,
            pace: this.pacing,
            keepPace: (pace) => (this.pace = pace),
          })}
          ${this.#renderKey()}
        </div>
        ${this.keptDoor.runs?.render()}`,
      picture: html`<div data-control="gradient">
          <p class="plot-heading">${words.gradientTitle}</p>
          <div class="plot-canvas ${isStale}" ${this.#gradientRoom.ref()}>
            ${this.#drawGradient()}
          </div>
        </div>
        <div data-control="accuracy">
          <p class="plot-heading">${words.accuracyTitle}</p>
          <div class="plot-canvas" ${this.#accuracyRoom.ref()}>
            ${this.#drawAccuracy(runs, trained !== '')}
          </div>
        </div>`,
      controls: html`<div class="ug-fields" data-control="settings">
        ${this.controls.of('cell', {
          label: words.cell,
          optionName: (/** @type {Cell} */ cell) => words.cells[cell],
        })}
        ${this.#renderOwn()}
        ${this.controls.of('length', { label: words.length })}
        ${this.controls.of('input', { label: words.input })}
        ${this.controls.of('rate', { label: words.rate })}
        ${this.controls.of('clipping', {
          label: words.clipping,
          optionName: (/** @type {'none' | 'norm'} */ name) =>
            words.clippings[name],
        })}
      </div>`,
      sentence: html`<div data-control="meaning">
        ${this.#predicts[this.state.cell].around(
          html`<p class="plot-sentence time-sentence">
            <span id="untrained">${untrained}</span>
            <span id="trained">${trained} ${others}</span>
          </p>`,
        )}
        ${this.#safe?.render() ?? nothing}
        ${this.#announcement.render(readings ? sentence : '')}
      </div>`,
      drawers: [this.#more.render(), this.#table.render()],
    });
  }

  /** @returns {boolean} whether what is shown is of older settings */
  get #isStale() {
    const { state, readings } = this;
    return Boolean(readings && !isSameNetwork(readings.state, state));
  }

  /** @returns {unknown} the setting that the cell has to itself */
  #renderOwn() {
    const own = OWN[this.state.cell];
    return this.controls.of(own, { label: words[own] });
  }

  /** @returns {unknown} what is not changed as often */
  #renderMore() {
    return html`<p class="ug-hint">${words.task}</p>
      <div class="ug-fields">
        ${this.controls.of('width', { label: words.width })}
        ${this.controls.of('seed', { label: words.seed })}
        ${this.controls.of('seeds', { label: words.seeds })}
      </div>`;
  }

  /** @returns {unknown} what moves the training */
  #renderButtons() {
    const learning = this.#learning;
    const run = learning?.run;
    const over = run ? isOver(run) : false;
    const isPlaying = learning?.isPlaying ?? false;
    const moving = isPlaying ? words.pause : words.play;
    return buttonGroup({
      label: words.training,
      buttons: [
        {
          control: 'play',
          label: over ? words.again : moving,
          look: 'primary',
          isDisabled: !learning,
          onClick: () => (isPlaying ? this.pause() : this.play()),
        },
        {
          control: 'step',
          label: words.step,
          isDisabled: !learning || over,
          onClick: () => this.step(),
        },
        {
          control: 'reset',
          label: words.reset,
          isDisabled: !this.#isMoved && !this.isChanged,
          onClick: () => this.reset(),
        },
        { ...this.keptDoor.button(!run?.steps), label: words.keep },
        ...(run?.hasDiverged
          ? [
              slowerButton(() => {
                this.change({ rate: smallerRate(this.state.rate) });
                this.play();
              }),
            ]
          : []),
      ],
    });
  }

  /** @returns {unknown} what the lines of the gradient are */
  #renderKey() {
    const { readings } = this;
    if (!readings) return nothing;
    const { seeds, steps, state } = readings;
    return html`<ul class="time-key" data-control="key">
      <li>${words.median(seeds)}</li>
      <li class="is-one">${words.one(state.seed)}</li>
      ${steps > 0 ? html`<li class="is-now">${words.now(steps)}</li>` : nothing}
    </ul>`;
  }

  /** @param {string} what - of theirs: `accuracy` or `gradient` */
  #kept(what) {
    return this.keptDoor.runs?.overlay(what) ?? null;
  }

  /** @returns {unknown} the gradient at each step */
  #drawGradient() {
    const { room } = this.#gradientRoom;
    const { readings } = this;
    if (!room || !readings) return nothing;
    return drawGradient(
      readings,
      room,
      words.gradientPick,
      this.#kept('gradient'),
    );
  }

  /**
   * @param {readonly import('./learning.js').Run[]} runs - of all cells that have begun
   * @param {boolean} isTold - whether the sentence of the stage says what it shows
   * @returns {unknown} the accuracies
   */
  #drawAccuracy(runs, isTold) {
    const { room } = this.#accuracyRoom;
    if (!room) return nothing;
    const { cell } = this.state;
    const predict = this.#predicts[cell];
    const { prediction } = predict;
    const aloud = {
      label: words.accuracyPick,
      ...(isTold
        ? { told: 'trained' }
        : { told: 'accuracy-told', says: untoldSentence(runs) }),
    };
    return [
      drawAccuracy(runs, cell, room, aloud, this.#kept('accuracy'), prediction),
      prediction?.over(),
      predict.renderButton(),
    ];
  }
}

/** @param {State} one @param {State} other - of a figure @returns {boolean} */
function isSameNetwork(one, other) {
  return networkOf(one, one.cell) === networkOf(other, other.cell);
}

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./state.js').Cell} Cell */
/** @typedef {import('./readings.js').Readings} Readings */
/** @typedef {import('../../core/core.js').CoreParts['recurrent']} Core */
