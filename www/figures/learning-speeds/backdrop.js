/**
 * What is known of the chapter's networks besides the run: the values behind its
 * figures, and the spread over a hundred independent seeds.
 */
import { fetchFile } from '../../core/fetch-file.js';
import { chapterFigureOf } from '../../run/run-presets.js';
import { learningSpeedsWords as words } from './words.js';

/** @import { ReactiveControllerHost } from 'lit' */
/** @import { LiveBands, LiveMark } from '../../kit/plot/live-plot.js' */
/** @import { ChapterFigure } from '../../run/run-presets.js' */
/** @import { Measure } from '../../run/run-history.js' */
/** @import { RunState } from '../../run/run-state.js' */

/** The spread of each network, by its pixels a side and hidden layers. */
const BANDS = new Map([
  ['28 2', new URL('../../data/speed-bands-28-2.json', import.meta.url)],
  ['28 3', new URL('../../data/speed-bands-28-3.json', import.meta.url)],
  ['28 4', new URL('../../data/speed-bands-28-4.json', import.meta.url)],
  ['14 2', new URL('../../data/speed-bands-14-2.json', import.meta.url)],
  ['14 3', new URL('../../data/speed-bands-14-3.json', import.meta.url)],
  ['14 4', new URL('../../data/speed-bands-14-4.json', import.meta.url)],
]);

/**
 * Speeds of the hidden layers at epochs 0, 100 and 499, from the data behind
 * the chapter's figures, by the number of hidden layers. All of them are at 28
 * pixels a side.
 *
 * @type {Readonly<Record<number, Readonly<Record<number, readonly number[]>>>>}
 */
const PUBLISHED = Object.freeze({
  2: {
    0: [0.065741, 0.30922],
    100: [0.0014879, 0.001857],
    499: [0.0034346, 0.0096304],
  },
  3: {
    0: [0.011838, 0.059965, 0.28314],
    100: [8.0527e-5, 0.00028092, 0.0013845],
    499: [8.5561e-5, 0.00021816, 0.0012614],
  },
  4: {
    0: [0.0029753, 0.017077, 0.069539, 0.28514],
    100: [1.8335e-5, 4.2399e-5, 0.0002215, 0.00095997],
    499: [8.2121e-6, 2.6144e-5, 0.00018253, 0.00092473],
  },
});

/**
 * @param {ChapterFigure | null} figure - one of the chapter's, if any
 * @returns {LiveMark[]} the published values of each hidden layer
 */
export function publishedMarks(figure) {
  const published = figure?.pixels === 28 ? PUBLISHED[figure.layers] : null;
  return Object.entries(published ?? {}).flatMap(([epoch, speeds]) =>
    speeds.map((value, line) => ({ epoch: Number(epoch), line, value })),
  );
}

/**
 * @param {ChapterFigure} figure - one of the chapter's
 * @returns {URL | null} of the file with its spread, if there is one
 */
export function bandFileOf({ pixels, layers }) {
  return BANDS.get(`${pixels} ${layers}`) ?? null;
}

/**
 * @param {BandFile} file - the spread of a network
 * @returns {LiveBands} between which 90 of 100 seeds lie
 */
export function bandsIn({ epochs, low, high }) {
  return {
    epochs: Float64Array.from(epochs),
    low: Float64Array.from(low),
    high: Float64Array.from(high),
  };
}

/** @type {Map<URL, Promise<LiveBands>>} For all figures of a page. */
const fetched = new Map();

/**
 * @param {URL} url - of a file
 * @returns {Promise<LiveBands>} what is in it
 */
async function fetchBands(url) {
  const response = await fetchFile(url);
  return bandsIn(await response.json());
}

/**
 * @param {ChapterFigure} figure - one of the chapter's
 * @returns {Promise<LiveBands | null>} null where they cannot be had
 */
async function bandsOf(figure) {
  const url = bandFileOf(figure);
  if (url === null) return null;
  const fetching = fetched.get(url) ?? fetchBands(url);
  fetched.set(url, fetching);
  try {
    return await fetching;
  } catch {
    // Whoever asks again tries again.
    fetched.delete(url);
    return null;
  }
}

/** The data drawn behind a run of one of the chapter's networks. */
export class Backdrop {
  /** Whether the reader wants to see it. */
  isWanted = true;
  /** @type {ChapterFigure | null} Of the run. */
  figure = null;
  /** @type {LiveBands | null} */
  #bands = null;
  #isMissing = false;
  #host;

  /** @param {ReactiveControllerHost} host - shows it */
  constructor(host) {
    this.#host = host;
  }

  /** @param {RunState} state - of the run that is to begin */
  choose(state) {
    const figure = chapterFigureOf(state);
    const isSame =
      String(Object.values(figure ?? {})) ===
      String(Object.values(this.figure ?? {}));
    if (isSame && (this.#bands || !figure)) return;
    this.figure = figure;
    this.#bands = null;
    this.#isMissing = false;
    if (figure) void this.#fetch(figure);
  }

  /**
   * @param {number} layers - hidden layers of the run shown
   * @param {Measure} measure - by which it is shown; what is known is by the biases
   * @returns {{ bands: LiveBands | null, marks: LiveMark[] }} what to draw behind it
   */
  behind(layers, measure) {
    const figure = measure === 'biases' ? this.#fitting(layers) : null;
    return {
      bands: figure ? this.#bands : null,
      marks: publishedMarks(figure),
    };
  }

  /**
   * @param {number} layers - hidden layers of the run shown
   * @param {Measure} measure - by which it is shown
   * @returns {string} what is drawn, in words
   */
  inWords(layers, measure) {
    if (measure !== 'biases') return this.figure ? words.noBackdrop : '';
    const { bands, marks } = this.behind(layers, measure);
    const sentences = [];
    if (bands) sentences.push(words.band);
    if (this.#isMissing && this.#fitting(layers)) {
      sentences.push(words.bandMissing);
    }
    if (marks.length > 0) sentences.push(words.marks);
    return sentences.join(' ');
  }

  /**
   * @param {number} layers - hidden layers of the run shown
   * @returns {ChapterFigure | null} the chapter's figure that matches it
   */
  #fitting(layers) {
    return this.isWanted && this.figure?.layers === layers ? this.figure : null;
  }

  /** @param {ChapterFigure} figure - wanted */
  async #fetch(figure) {
    const bands = await bandsOf(figure);
    if (figure !== this.figure) return;
    this.#bands = bands;
    this.#isMissing = bands === null;
    this.#host.requestUpdate();
  }
}

/**
 * Bounds row-major by epoch, one number a hidden layer.
 *
 * @typedef {object} BandFile
 * @property {number[]} epochs - of the rows
 * @property {number[]} low - below which 5 of 100 seeds lie
 * @property {number[]} high - above which 5 of 100 seeds lie
 */
