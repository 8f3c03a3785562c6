/**
 * The chapter's own runs, and one with mini-batches: whole settings but for
 * the seed, which stays the reader's.
 */

/** @import { LearningSpeedsState } from './state.js' */

/**
 * What the chapter says of the runs behind its figures.
 *
 * @satisfies {Partial<LearningSpeedsState>}
 */
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
 * @returns {PresetState} the run behind one of the chapter's figures
 */
function chapterRun(layers, pixels) {
  return Object.freeze({
    ...CHAPTER,
    hidden: Object.freeze(/** @type {number[]} */ (Array(layers).fill(30))),
    pixels,
  });
}

/**
 * @param {number} images - training images
 * @param {readonly number[]} hidden - widths of the hidden layers
 * @returns {PresetState} mini-batches of 10 and the chapter's λ/n
 */
function miniBatchRun(images, hidden) {
  // 1000 · 5/50000 has no rounding to show, but not every number of images.
  const lambda = Number((images * LAMBDA_PER_IMAGE).toPrecision(12));
  return Object.freeze({
    ...CHAPTER,
    hidden: Object.freeze([...hidden]),
    pixels: 28,
    images,
    batch: 10,
    lambda,
    epochs: 30,
  });
}

/**
 * The presets by name, in the order of the buttons.
 *
 * @type {Readonly<Record<PresetName, PresetState>>}
 */
export const PRESETS = Object.freeze({
  'two-28': chapterRun(2, 28),
  'three-28': chapterRun(3, 28),
  'four-28': chapterRun(4, 28),
  'two-14': chapterRun(2, 14),
  'three-14': chapterRun(3, 14),
  'four-14': chapterRun(4, 14),
  'mini-batch-1000': miniBatchRun(1000, [30, 30]),
  'mini-batch-8000': miniBatchRun(8000, [30, 30, 30, 30]),
});

/**
 * Finds the preset whose settings a state has, whatever its seed.
 *
 * @param {LearningSpeedsState} state - a whole state
 * @returns {PresetName | null} its name, if there is one
 */
export function presetOf(state) {
  for (const [name, preset] of Object.entries(PRESETS)) {
    if (isSame(state, preset)) return /** @type {PresetName} */ (name);
  }
  return null;
}

/**
 * Finds the chapter's figure whose network, data and training a state has:
 * with it the published values and the band may be shown. The arithmetic and
 * the length of the run do not matter.
 *
 * @param {LearningSpeedsState} state - a whole state
 * @returns {{ layers: 2 | 3 | 4, pixels: 28 | 14 } | null} which one, if any
 */
export function chapterFigureOf(state) {
  const { precision, epochs } = CHAPTER;
  for (const layers of /** @type {const} */ ([2, 3, 4])) {
    for (const pixels of /** @type {const} */ ([28, 14])) {
      if (isSame({ ...state, precision, epochs }, chapterRun(layers, pixels))) {
        return { layers, pixels };
      }
    }
  }
  return null;
}

/**
 * @param {LearningSpeedsState} state - a whole state
 * @param {PresetState} preset - all of one but the seed
 * @returns {boolean} whether they agree
 */
function isSame(state, preset) {
  const values = new Map(Object.entries(state));
  return Object.entries(preset).every(
    ([key, value]) => String(values.get(key)) === String(value),
  );
}

/** @typedef {Omit<LearningSpeedsState, 'seed'>} PresetState */
/**
 * @typedef {'two-28' | 'three-28' | 'four-28' | 'two-14' | 'three-14'
 *   | 'four-14' | 'mini-batch-1000' | 'mini-batch-8000'} PresetName
 */
