import { create } from '../../../kit/create.js';
import { PlotView } from '../../../kit/plot-view.js';
import { comparisonWords as words, runTitle, standingWords } from './words.js';
import { failureWords, learningSpeedsWords } from '../words.js';
import { freshId } from '../../../kit/controls/field.js';
import { ratioOf, troubleOf } from '../meaning.js';
import { speedLines } from '../plots.js';

/** @import { PlotSettings } from '../../../core/training.js' */
/** @import { RunHistory } from '../../../run/run-history.js' */
/** @import { ComparedRun } from './comparison.js' */
/** @import { Subject } from './plan.js' */

/** Room for the names of the lines, in CSS pixels. */
const RIGHT = 64;
const RIGHT_OF_ODD_NAMES = 98;

/** One run of a comparison: its picture, how it stands, what may be done. */
export class RunCard {
  /** @type {PlotView} */
  #view;
  #run;
  #options;
  /** @type {RunHistory | null} The rows that the picture has. */
  #drawn = null;
  #drawnRows = 0;
  /** @type {readonly [number, number] | null} What the axis spans by itself. */
  range = null;

  #$standing = create('span', { class: 'ug-run-standing' });
  #$show;
  #$sentence = create('p', { class: 'ug-hint' });
  #$failure = create('p', { class: 'ug-problem', role: 'alert' });
  #$retry;

  /**
   * @param {ComparedRun} run - what it shows
   * @param {CardOptions} options - where, and what its buttons do
   */
  constructor(run, options) {
    this.#run = run;
    this.#options = options;
    const title = runTitle(options.subject, run.value);
    this.#view = new PlotView({
      control: 'comparison-plot',
      title: words.plotTitle(title),
      describe: (size, theme) => this.#settings(size, theme),
      needsDrawing: options.needsDrawing,
    });
    this.#$show = create(
      'button',
      {
        type: 'button',
        'data-control': 'show-run',
        'aria-label': words.showRunTitle(title),
      },
      words.showRun,
    );
    this.#$show.addEventListener('click', () => options.choose(run));
    this.#$retry = create(
      'button',
      { type: 'button', hidden: true, 'aria-label': words.retryTitle(title) },
      words.retry,
    );
    this.#$retry.addEventListener('click', () => {
      // The button goes; the focus stays in the same place.
      this.#$show.focus();
      options.retry(run);
    });
    const id = freshId();
    this.$element = create(
      'section',
      { class: 'ug-run', 'aria-labelledby': id },
      create('div', {}, create('strong', { id }, title), this.#$standing),
      this.#view.$element,
      this.#$sentence,
      this.#$failure,
      create('div', { class: 'ug-buttons' }, this.#$show, this.#$retry),
    );
  }

  /** @param {AbortSignal} signal - ends following the size */
  observe(signal) {
    this.#view.observe(signal);
  }

  /** @param {typeof import('../../../core/training.js')} core - loaded */
  begin(core) {
    this.#view.begin(core);
  }

  /** Gives the core's picture back. */
  free() {
    this.#view.free();
  }

  /**
   * Says how the run stands.
   *
   * @param {object} about - what is known besides
   * @param {boolean} about.isPaused - whether all runs stand still
   * @param {boolean} about.isChosen - whether the figure shows this run
   */
  show({ isPaused, isChosen }) {
    const { state, phase, failure, lastRow } = this.#run;
    const epoch = lastRow
      ? learningSpeedsWords.wordsOfEpoch(lastRow.epoch, state.epochs)
      : '';
    const standing = standingWords(phase, isPaused);
    setText(this.#$standing, epoch ? `${epoch}, ${standing}` : standing);
    const sentences = lastRow ? troubleOf(lastRow.speeds, state) : [];
    if (lastRow && sentences.length === 0) {
      sentences.push(...ratioOf(lastRow.speeds));
    }
    setText(this.#$sentence, sentences.join(' '));
    const why = failure ? failureWords(failure, state.seed).sentence : '';
    setText(this.#$failure, why);
    this.#$failure.hidden = why === '';
    this.#$retry.hidden = phase !== 'failed' && phase !== 'cancelled';
    this.#$show.setAttribute('aria-pressed', String(isChosen));
  }

  /** @returns {boolean} whether the run has rows that its picture has not */
  get hasNewRows() {
    const { history } = this.#run;
    if (!this.#view.plot || !history || history.rows === 0) return false;
    return history !== this.#drawn || history.rows !== this.#drawnRows;
  }

  /**
   * Hands new rows to the picture and measures what its axis would span.
   *
   * @returns {boolean} whether there were any
   */
  takeRows() {
    const { plot } = this.#view;
    const { history } = this.#run;
    if (!plot || !history || !this.hasNewRows) return false;
    if (history !== this.#drawn) {
      this.#drawn = history;
      this.#drawnRows = 0;
      plot.clear();
    }
    const epochs = Uint32Array.from(history.epochs.slice(this.#drawnRows));
    plot.append(epochs, history.columns(this.#drawnRows, 0, history.layers));
    this.#drawnRows = history.rows;
    const frame = this.#view.measure();
    this.range = frame && [frame.low, frame.high];
    return true;
  }

  /** @returns {PlotSettings} what drawing needs, read off the page */
  get settings() {
    return this.#view.settings;
  }

  /** @param {PlotSettings | undefined} settings - as `settings` gave them */
  draw(settings) {
    this.#view.draw(settings);
  }

  /**
   * @param {import('../../../kit/plot-view.js').Size} size - of the picture
   * @param {PlotSettings['theme']} theme - colours of the ground
   * @returns {PlotSettings} how it looks
   */
  #settings(size, theme) {
    const { hidden, epochs } = this.#run.state;
    const { ground, range, subject } = this.#options;
    const speeds = this.#run.lastRow?.speeds ?? [];
    // A name at the edge says as well that its number is 0, NaN or ∞.
    const right = speeds.every((speed) => Number.isFinite(Math.log(speed)))
      ? RIGHT
      : RIGHT_OF_ODD_NAMES;
    return {
      ...size,
      title: words.plotTitle(runTitle(subject, this.#run.value)),
      margins: { left: 42, right, top: 26, bottom: 44 },
      theme,
      epochs,
      horizontalTitle: learningSpeedsWords.epoch,
      verticalTitle: learningSpeedsWords.speed,
      verticalScale: 'logarithmic',
      unit: 'plain',
      range: range(),
      lines: speedLines(hidden.length, ground(), false),
    };
  }
}

/**
 * @param {HTMLElement} $element - a place for words
 * @param {string} text - written only where it is another: it may be read aloud
 */
function setText($element, text) {
  if ($element.textContent !== text) $element.textContent = text;
}

/**
 * @typedef {object} CardOptions
 * @property {Subject} subject - what the comparison is about
 * @property {() => readonly [number, number] | null} range - that all axes
 *   span; null for each its own
 * @property {() => 'light' | 'dark'} ground - what colours must stand out from
 * @property {() => void} needsDrawing - asks for a frame
 * @property {(run: ComparedRun) => void} choose - shows it in the figure
 * @property {(run: ComparedRun) => void} retry - begins it anew
 */
