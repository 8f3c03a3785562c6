import { html, unsafeCSS } from 'lit';
import { Drawer } from '../../kit/drawer.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { stage } from '../../kit/stage.js';
import { RunHistory, speedsOf } from '../../run/run-history.js';
import { presetButtons } from '../../run/run-presets.js';
import { gapWords, networkAndSeed, runWords } from '../../run/run-words.js';
import runStyles from '../../run/run.css?inline';
import { TrainingFigure } from '../../run/training-figure.js';
import { transport } from '../../run/transport.js';
import { figureNamed } from '../index.js';
import { Backdrop } from './backdrop.js';
import comparisonStyles from './comparison/comparison.css?inline';
import speedsStyles from './learning-speeds.css?inline';
import { meaningOf } from './meaning.js';
import { Plots } from './plots.js';
import { accuracyReadout, costReadout, rateReadout } from './readout.js';
import { learningSpeedsSchema } from './state.js';
import { dataWords, learningSpeedsWords as words } from './words.js';

/** @import { History, Measure, Row } from '../../run/run-history.js' */

/**
 * The chapter's plot, live: the speed of learning of each hidden layer while
 * the network trains in a worker, with its cost and accuracies next to it.
 *
 * It measures the untrained network once it comes near the viewport, and
 * trains on demand only. A run that plays is paused while nobody can see it,
 * and resumes when somebody can.
 *
 * @augments {TrainingFigure<State, Readings>}
 */
export class LearningSpeedsElement extends TrainingFigure {
  /** @override */
  static figure = figureNamed('learning-speeds');
  /** @override */
  static schema = learningSpeedsSchema;
  /** @override */
  static styles = [
    TrainingFigure.styles,
    unsafeCSS(plotStyles),
    unsafeCSS(runStyles),
    unsafeCSS(speedsStyles),
    unsafeCSS(comparisonStyles),
  ];

  #backdrop = new Backdrop(this);
  #plots = new Plots(this, this.#backdrop, this.training);
  /** What is said of the run kept; '' where none is. */
  #kept = '';
  /** What the last gradient check came to. */
  #checked = '';
  #announced = { occasion: '', sentence: '' };
  /** @type {import('./digit-strip.js').DigitStrip | undefined} */
  #strip;
  /** @type {import('./comparison/drawer.js').ComparisonDrawer | undefined} */
  #comparison;

  #comparisonDrawer = new Drawer(this, {
    control: 'compare-runs',
    label: words.compareRuns,
    isKept: true,
    load: async () => {
      const { ComparisonDrawer } = await import('./comparison/drawer.js');
      const comparison = new ComparisonDrawer(this, this.training);
      this.#comparison = comparison;
      comparison.opened(this.#comparisonDrawer.isOpen);
      return () => comparison.render();
    },
    toggled: (isOpen) => this.#comparison?.opened(isOpen),
  });
  #notesDrawer = new Drawer(this, {
    control: 'notes',
    label: words.notes,
    load: async () => () => [
      this.#renderNotes(),
      rateReadout(this.training.session.imagesPerSecond),
    ],
  });
  #digitsDrawer = new Drawer(this, {
    control: 'digits',
    label: words.digits,
    load: async () => {
      const { DigitStrip } = await import('./digit-strip.js');
      const strip = new DigitStrip(this);
      this.#strip = strip;
      return () => strip.render(this.state.pixels);
    },
  });
  #dataDrawer = new Drawer(this, {
    control: 'data',
    label: dataWords.data,
    load: async () => {
      const { runData } = await import('./data.js');
      return runData(this, this.#plots.speeds);
    },
  });

  constructor() {
    super({
      begun: () => {
        this.#checked = '';
        this.#backdrop.choose(this.shown);
      },
      started: (layers) => this.#plots.start(layers, this.shown.epochs),
      measured: () => {
        const { history, imagesPerSecond } = this.training.session;
        if (!history?.rows) return;
        this.setReadings({ ...history.row(Infinity), imagesPerSecond });
      },
    });
  }

  /** @returns {History} all rows of the run so far, as typed arrays */
  get history() {
    return (this.training.history ?? new RunHistory(0)).history;
  }

  /** @param {Core} core @override */
  coreReady(core) {
    this.#plots.begin(core);
  }

  /** @override */
  renderFigure() {
    const { history } = this.training;
    const { speeds, cost, accuracy } = this.#plots;
    if (history) this.#plots.append(history, this.state.measure);
    const epoch = this.training.pointed ?? Infinity;
    const row = history?.rows ? history.row(epoch) : null;
    return html`
      ${this.renderRetry(() => void this.#strip?.load())}
      ${stage({
        top: html`${presetButtons(this)}
          <div class="run-transport" data-control="transport">
            ${transport(this.training, this.#moreButtons())}
          </div>
          <p class="ug-hint speeds-said" role="status">${this.#checked}</p>
          <p class="ug-hint speeds-said">${this.#kept}</p>`,
        picture: html`<div class="speeds-main">${speeds.render()}</div>
          <div class="speeds-side" data-control="side">
            <div>${cost.render()} ${costReadout(row)}</div>
            <div>${accuracy.render()} ${accuracyReadout(row)}</div>
          </div>`,
        sentence: html`<p class="run-meaning" data-control="meaning">
            ${this.#meaning()}
          </p>
          <p class="ug-unseen" role="status">${this.#announced.sentence}</p>`,
        drawers: [
          this.settingsDrawer,
          this.#notesDrawer,
          this.#comparisonDrawer,
          this.#digitsDrawer,
          this.#dataDrawer,
        ].map((drawer) => drawer.render()),
      })}
    `;
  }

  /** @returns {unknown} by what the speed is measured, and what stands behind it */
  #renderNotes() {
    const { history, measuring } = this.training;
    const { measure } = this.state;
    return html`<div class="speeds-view">
        ${this.controls.of('measure', {
          label: words.measure,
          optionName: (/** @type {Measure} */ name) => words.measures[name],
        })}
        ${this.controls.switch({
          control: 'band',
          label: words.showBand,
          value: this.#backdrop.isWanted,
          hidden: this.#backdrop.figure === null || measure !== 'biases',
          onChange: (isWanted) => {
            this.#backdrop.isWanted = isWanted;
            this.requestUpdate();
          },
        })}
      </div>
      ${[
        gapWords(history, measuring),
        this.#backdrop.inWords(history?.layers ?? 0, measure),
      ]
        .filter((sentence) => sentence !== '')
        .map((sentence) => html`<p class="ug-hint">${sentence}</p>`)}`;
  }

  /** @returns {import('../../kit/buttons.js').ButtonOptions[]} after play, step, reset */
  #moreButtons() {
    const hasNoRows = !this.training.history?.rows;
    return [
      {
        control: 'compare',
        label: this.#kept === '' ? words.keep : words.forget,
        isDisabled: this.#kept === '' && hasNoRows,
        onClick: () => this.#keepOrForget(),
      },
      {
        control: 'check',
        label: words.check,
        isDisabled: hasNoRows || this.training.phase === 'failed',
        onClick: () => void this.#check(),
      },
    ];
  }

  /** @returns {string} what the last row means */
  #meaning() {
    const { history, phase, session } = this.training;
    if (!history?.rows) {
      // The message above the figure says what went wrong.
      const isComing = phase !== 'idle' && phase !== 'failed';
      return isComing ? runWords.starting : '';
    }
    const { constants, plateauEnd, isMoving, ending } = session;
    const row = history.row(Infinity);
    const plateauLast = history.before(plateauEnd);
    const plateau = { plateauEnd, plateauLast };
    const state = this.shown;
    const { measure } = this.state;
    const atStart = speedsOf(history.row(0), measure);
    const what = { row, state, ending, constants, measure, atStart };
    const about = { ...what, ...plateau };
    const sentence = meaningOf(about).join(' ');
    // Announced when the run stops and when the plateau ends, not at 30 Hz.
    const occasion = `${isMoving ? plateauEnd : row.epoch} ${measure}`;
    if (occasion !== this.#announced.occasion) {
      this.#announced = { occasion, sentence };
    }
    return sentence;
  }

  #keepOrForget() {
    const { history } = this.training;
    if (this.#kept === '' && history) {
      this.#plots.keep(history);
      this.#kept = words.kept(networkAndSeed(this.shown));
    } else {
      this.#plots.forget();
      this.#kept = '';
    }
    this.requestUpdate();
  }

  async #check() {
    this.#checked = words.checking;
    this.requestUpdate();
    const { images } = this.shown;
    const { session } = this.training;
    try {
      const [{ checkInWords }, check] = await Promise.all([
        import('./gradient-check.js'),
        session.check(),
      ]);
      this.#checked = check ? checkInWords(check, images) : '';
    } catch {
      // If the run is over, the figure already says why.
      this.#checked = session.phase === 'failed' ? '' : words.noCheck;
    }
    this.requestUpdate();
  }
}

/** @typedef {import('./state.js').LearningSpeedsState} State */
/** @typedef {Row & { imagesPerSecond: number }} Readings */
/** @typedef {import('../../core/core.js').CoreParts['training']} Core */
