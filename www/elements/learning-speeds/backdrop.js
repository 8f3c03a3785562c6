import { learningSpeedsWords as words } from '../../words/learning-speeds.js';
import { chapterFigureOf } from './presets.js';
import { fetchBands, publishedMarks } from './published.js';

/** @import { LearningSpeedsState } from '../../state/learning-speeds-state.js' */

/**
 * What stands behind a run of one of the chapter's networks: the spread over a
 * hundred seeds, and the published values.
 */
export class Backdrop {
  /** @type {import('./published.js').ChapterFigure | null} */
  #figure = null;
  /** @type {import('./published.js').Bands | null} */
  #bands = null;
  #isMissing = false;
  #isWanted = true;
  /** @type {unknown[]} */
  #shown = [];
  #changed;

  /** @param {() => void} changed - told when there is something new to show */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @returns {boolean} whether there is anything to show */
  get isThere() {
    return this.#figure !== null;
  }

  /** @param {boolean} isWanted - whether the reader wants to see it */
  want(isWanted) {
    this.#isWanted = isWanted;
    this.#changed();
  }

  /** @param {LearningSpeedsState} state - of the run that is to begin */
  choose(state) {
    const figure = chapterFigureOf(state);
    const isSame =
      figure?.layers === this.#figure?.layers &&
      figure?.pixels === this.#figure?.pixels;
    if (isSame && (this.#bands || !figure)) return;
    this.#figure = figure;
    this.#bands = null;
    this.#isMissing = false;
    if (figure) void this.#fetch(figure);
  }

  /**
   * Puts it behind the plot of a run, where it has changed.
   *
   * @param {import('./plots.js').Plots} plots - of the run
   * @param {import('../run/run-history.js').RunHistory | null} history - the run
   * @returns {string} what there is to see, in words
   */
  show(plots, history) {
    const figure = this.#isWanted ? this.#figure : null;
    const fits = figure && history?.layers === figure.layers ? figure : null;
    const bands = fits ? this.#bands : null;
    const marks = publishedMarks(fits);
    this.#put(plots, bands, marks);
    if (!fits) return '';
    const sentences = [];
    if (bands) sentences.push(words.band);
    if (this.#isMissing) sentences.push(words.bandMissing);
    if (marks.length > 0) sentences.push(words.marks);
    return sentences.join(' ');
  }

  /**
   * @param {import('./plots.js').Plots} plots - of the run
   * @param {import('./published.js').Bands | null} bands - over seeds
   * @param {Float64Array} marks - published values
   */
  #put(plots, bands, marks) {
    if (!plots.speeds.plot) return;
    const what = [bands, marks.join(), plots.runCount];
    if (what.every((part, index) => part === this.#shown[index])) return;
    this.#shown = what;
    plots.setBackground(bands, marks);
  }

  /** @param {import('./published.js').ChapterFigure} figure - wanted */
  async #fetch(figure) {
    try {
      const bands = await fetchBands(figure);
      if (figure === this.#figure) this.#bands = bands;
    } catch {
      if (figure === this.#figure) this.#isMissing = true;
    }
    this.#changed();
  }
}
