/**
 * Runs to start from: the chapter's own, and two with mini-batches. Each is a
 * whole set of settings but for the seed, which stays the reader's.
 */
import { presetsMenu } from '../kit/buttons.js';
import { isSameRun } from './run-state.js';
import { runWords } from './run-words.js';

/** @import { RunState } from './run-state.js' */

/** What the chapter says of the runs behind its figures. */
const CHAPTER = {
  images: 1000,
  batch: 1000,
  rate: 0.1,
  lambda: 5,
  activation: /** @type {const} */ ('sigmoid'),
  initialisation: /** @type {const} */ ('chapter'),
  costFunction: /** @type {const} */ ('cross-entropy'),
  optimiser: /** @type {const} */ ('sgd'),
  epochs: 500,
  precision: /** @type {const} */ ('f32'),
};

/** λ for each training image, of the chapter's 50,000. */
const LAMBDA_PER_IMAGE = 5 / 50_000;

/**
 * @param {2 | 3 | 4} layers - hidden layers of 30 neurons
 * @param {28 | 14} pixels - side of the image
 * @returns {RunPreset} the run behind one of the chapter's figures
 */
function chapterRun(layers, pixels) {
  return Object.freeze({
    name: `${layers}-${pixels}`,
    label: `${layers} layers, ${pixels}\u00a0px`,
    title: `The chapter’s network with ${layers} hidden layers, on images of ${pixels} × ${pixels} pixels`,
    settings: { ...CHAPTER, hidden: Array(layers).fill(30), pixels },
  });
}

/**
 * @param {number} images - training images
 * @param {number} layers - hidden layers of 30 neurons
 * @returns {RunPreset} mini-batches of 10 and the λ/n of the chapter's table
 */
function miniBatchRun(images, layers) {
  const count = images.toLocaleString('en');
  return Object.freeze({
    name: `mini-batch-${images}`,
    label: `${layers} layers, mini-batches`,
    title: `${layers} hidden layers, ${count} images in mini-batches of 10 for 30 epochs, with λ scaled to the subset`,
    settings: {
      ...CHAPTER,
      hidden: Array(layers).fill(30),
      pixels: /** @type {const} */ (28),
      images,
      batch: 10,
      // 1000 · 5/50000 has no rounding to show, but not every number of images.
      lambda: Number((images * LAMBDA_PER_IMAGE).toPrecision(12)),
      epochs: 30,
    },
  });
}

/** In the order of the buttons. */
export const presets = Object.freeze([
  chapterRun(2, 28),
  chapterRun(3, 28),
  chapterRun(4, 28),
  chapterRun(2, 14),
  chapterRun(3, 14),
  chapterRun(4, 14),
  miniBatchRun(1000, 2),
  miniBatchRun(8000, 4),
]);

/**
 * @param {{ state: RunState }} figure - that trains
 * @returns {unknown} a template: the presets as buttons that set its state
 */
export function presetButtons(figure) {
  return presetsMenu({
    label: runWords.presets,
    presets,
    chosen: presetOf(figure.state)?.name ?? null,
    onChoose: (name) => {
      const preset = presets.find((each) => each.name === name);
      figure.state = { ...figure.state, ...preset?.settings };
    },
  });
}

/**
 * @param {RunState} state - a whole state
 * @returns {RunPreset | null} the preset whose settings it has, whatever its seed
 */
export function presetOf(state) {
  return presets.find((preset) => hasSettings(state, preset)) ?? null;
}

/**
 * Finds the chapter's figure whose network, data and training a state has: with
 * it the published values and the band over seeds may be shown. The arithmetic
 * and the length of the run do not matter.
 *
 * @param {RunState} state - a whole state
 * @returns {ChapterFigure | null} which one, if any
 */
export function chapterFigureOf(state) {
  const { precision, epochs } = CHAPTER;
  const { hidden, pixels } = state;
  // The runs with mini-batches are shorter than the chapter's.
  return presetOf({ ...state, precision, epochs })
    ? { layers: hidden.length, pixels }
    : null;
}

/**
 * @param {RunState} state - a whole state
 * @param {RunPreset} preset - all of one but the seed
 * @returns {boolean} whether they agree
 */
function hasSettings(state, { settings }) {
  return isSameRun(state, { ...state, ...settings });
}

/**
 * @typedef {object} RunPreset
 * @property {string} name - tells it from the others
 * @property {string} label - what its button says
 * @property {string} title - more about it
 * @property {Omit<RunState, 'seed'>} settings - all but the seed
 */

/**
 * One of the chapter's figures, or the same network on smaller images.
 *
 * @typedef {object} ChapterFigure
 * @property {number} layers - hidden layers of 30 neurons
 * @property {number} pixels - side of the image
 */
