/**
 * What is known of the chapter's three networks from elsewhere: the values
 * behind its figures, and the spread over a hundred independent seeds.
 */
import { learningSpeedsWords as words } from './words.js';
import { chapterFigureOf } from './presets.js';

/** @import { LearningSpeedsState } from './state.js' */

const BANDS = new URL('../../data/speed-bands.json', import.meta.url);

/**
 * Speeds of the hidden layers at epochs 0, 100 and 499, from the data behind
 * the chapter's figures, by the number of hidden layers. All of them are at 28
 * pixels a side.
 *
 * @type {Readonly<Record<number, Readonly<Record<number, readonly number[]>>>>}
 */
const PUBLISHED = Object.freeze({
  2: Object.freeze({
    0: [0.065741, 0.30922],
    100: [0.0014879, 0.001857],
    499: [0.0034346, 0.0096304],
  }),
  3: Object.freeze({
    0: [0.011838, 0.059965, 0.28314],
    100: [8.0527e-5, 0.00028092, 0.0013845],
    499: [8.5561e-5, 0.00021816, 0.0012614],
  }),
  4: Object.freeze({
    0: [0.0029753, 0.017077, 0.069539, 0.28514],
    100: [1.8335e-5, 4.2399e-5, 0.0002215, 0.00095997],
    499: [8.2121e-6, 2.6144e-5, 0.00018253, 0.00092473],
  }),
});

/**
 * The published values as marks for the plot.
 *
 * @param {ChapterFigure | null} figure - one of the chapter's, if any
 * @returns {Float64Array} threes: epoch, hidden layer (0-based), speed
 */
export function publishedMarks(figure) {
  const published = figure?.pixels === 28 ? PUBLISHED[figure.layers] : null;
  const marks = Object.entries(published ?? {}).flatMap(([epoch, speeds]) =>
    speeds.flatMap((speed, layer) => [Number(epoch), layer, speed]),
  );
  return Float64Array.from(marks);
}

/** @type {Promise<BandFile> | null} */
let fetching = null;

/**
 * Fetches the spread over seeds, once for all figures of a page.
 *
 * @param {ChapterFigure} figure - one of the chapter's, or its 14-pixel sister
 * @returns {Promise<Bands | null>} null where there is none for it
 * @throws {Error} where the file cannot be had
 */
export async function fetchBands(figure) {
  fetching ??= fetchFile().catch((error) => {
    fetching = null;
    throw error;
  });
  return bandsIn(await fetching, figure);
}

/**
 * @param {BandFile} file - all of them
 * @param {ChapterFigure} figure - which one is wanted
 * @returns {Bands | null} its bounds
 */
export function bandsIn(file, figure) {
  const run = file.runs.find(
    ({ pixels, layers }) =>
      pixels === figure.pixels && layers === figure.layers,
  );
  if (!run) return null;
  return {
    epochs: Float64Array.from(file.epochs),
    low: Float64Array.from(run.low),
    high: Float64Array.from(run.high),
  };
}

/** @returns {Promise<BandFile>} all of them */
async function fetchFile() {
  const response = await fetch(BANDS);
  if (!response.ok) throw new Error(`${BANDS.pathname}: ${response.status}`);
  return response.json();
}

/**
 * What stands behind a run of one of the chapter's networks: the spread over a
 * hundred seeds, and the published values.
 */
export class Backdrop {
  /** @type {ChapterFigure | null} */
  #figure = null;
  /** @type {Bands | null} */
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
   * @param {import('../../run/run-history.js').RunHistory | null} history - the run
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
   * @param {Bands | null} bands - over seeds
   * @param {Float64Array} marks - published values
   */
  #put(plots, bands, marks) {
    if (!plots.speeds.plot) return;
    const what = [bands, marks.join(), plots.runCount];
    if (what.every((part, index) => part === this.#shown[index])) return;
    this.#shown = what;
    plots.setBackground(bands, marks);
  }

  /** @param {ChapterFigure} figure - wanted */
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

/** @typedef {{ layers: number, pixels: number }} ChapterFigure */

/**
 * Bounds row-major by epoch, one number a hidden layer.
 *
 * @typedef {object} Bands
 * @property {Float64Array} epochs - ascending
 * @property {Float64Array} low - 5 % of the seeds lie below
 * @property {Float64Array} high - 5 % of the seeds lie above
 */

/**
 * @typedef {object} BandFile
 * @property {number[]} epochs - of all runs
 * @property {{ pixels: number, layers: number, low: number[],
 *   high: number[] }[]} runs - one a network
 */
