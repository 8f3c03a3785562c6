/**
 * Runs to start from: the chapter's own, and two with mini-batches. Each has all
 * settings but the seed, which stays as it is.
 */
import { html, nothing } from 'lit';
import { choice } from '../kit/fields.js';
import { isSameRun } from './run-state.js';
import { runWords } from './run-words.js';

/** @import { RunState } from './run-state.js' */

/** What the chapter says of the runs behind its figures. */
const CHAPTER = /** @type {const} */ ({
  images: 1000,
  batch: 1000,
  rate: 0.1,
  lambda: 5,
  activation: 'sigmoid',
  initialisation: 'chapter',
  output: 'sigmoid',
  costFunction: 'cross-entropy',
  optimiser: 'sgd',
  freeze: 0,
  epochs: 500,
  precision: 'f32',
});

/** λ/n of the chapter, with its 50,000 training images. */
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
    settings: { ...CHAPTER, hidden: Array(layers).fill(30), pixels },
  });
}

/**
 * @param {number} images - training images
 * @param {number} layers - hidden layers of 30 neurons
 * @returns {RunPreset} with mini-batches of 10 and the λ/n of the chapter's table
 */
function miniBatchRun(images, layers) {
  return Object.freeze({
    name: `mini-batch-${images}`,
    label: `${layers} layers, mini-batches`,
    settings: {
      ...CHAPTER,
      hidden: Array(layers).fill(30),
      pixels: /** @type {const} */ (28),
      images,
      batch: 10,
      // Rounded, so that no floating-point error is shown.
      lambda: Number((images * LAMBDA_PER_IMAGE).toPrecision(12)),
      epochs: 30,
    },
  });
}

/** @param {RunPreset} preset @returns {RunPreset} with its first layer as it is drawn */
function firstFrozen({ label, settings }) {
  return Object.freeze({
    name: 'first-frozen',
    label: `${label}, first frozen`,
    settings: { ...settings, freeze: 1 },
  });
}

/** In the order of the menu. */
export const presets = Object.freeze([
  chapterRun(2, 28),
  chapterRun(3, 28),
  chapterRun(4, 28),
  chapterRun(2, 14),
  chapterRun(3, 14),
  chapterRun(4, 14),
  miniBatchRun(1000, 2),
  firstFrozen(miniBatchRun(1000, 2)),
  miniBatchRun(8000, 4),
]);

/** What the menu shows where the settings are those of no preset. */
const OWN = '';

/**
 * @param {PresetsFigure} figure - whose state it sets
 * @param {unknown} [more] - to be beside it
 * @param {readonly RunPreset[]} [offered] - in the order of the menu
 * @returns {unknown} a template: a menu
 */
export function presetMenu(
  { controls, state },
  more = nothing,
  offered = presets,
) {
  const value = presetOf(state, offered)?.name ?? OWN;
  const names = offered.map(({ name }) => name);
  const options = value === OWN ? [OWN, ...names] : names;
  const presetNamed = (/** @type {string} */ wanted) =>
    offered.find(({ name }) => name === wanted);
  return html`<div class="run-transport run-start">
    ${controls.choice({
      id: 'presets',
      control: 'presets',
      label: runWords.presets,
      field: choice(options, value),
      value,
      optionName: (/** @type {string} */ name) =>
        presetNamed(name)?.label ?? runWords.ownSettings,
      change: (name) => presetNamed(name)?.settings,
    })}
    ${more}
  </div>`;
}

/**
 * @param {RunState} state - of a run
 * @param {readonly RunPreset[]} [offered] - to choose from
 * @returns {RunPreset | null} the preset with these settings, whatever the seed
 */
export function presetOf(state, offered = presets) {
  const isIt = (/** @type {RunPreset} */ { settings }) =>
    isSameRun(state, { ...state, ...settings });
  return offered.find(isIt) ?? null;
}

/**
 * Finds the chapter's figure with the network, data and training of a state, for
 * its published values and the band over seeds. The precision and the length of
 * the run do not matter.
 *
 * @param {RunState} state - a whole state
 * @returns {ChapterFigure | null} the figure, if there is one
 */
export function chapterFigureOf(state) {
  const { precision, epochs } = CHAPTER;
  const { hidden, pixels } = state;
  // The runs with mini-batches are shorter than the chapter's.
  return presetOf({ ...state, precision, epochs })
    ? { layers: hidden.length, pixels }
    : null;
}

/** @typedef {{ controls: import('../kit/controls.js').Controls, state: RunState }} PresetsFigure */
/** @typedef {{ name: string, label: string, settings: Partial<RunState> }} RunPreset */

/**
 * One of the chapter's figures, or the same network on smaller images.
 *
 * @typedef {object} ChapterFigure
 * @property {number} layers - hidden layers of 30 neurons
 * @property {number} pixels - side of the image
 */
