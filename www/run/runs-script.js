/**
 * A script for Python that recomputes several runs with NumPy, loaded when it is asked
 * for.
 */
import { loadDigits } from '../core/digits.js';
import { defaultState, schema } from '../kit/schema.js';
import { RECOMPUTE_RUNS } from './recompute-runs.js';
import { MOST_IMAGES, TOLERANCE, digitsIn, validationOf } from './run-file.js';
import { cureFields, runFields } from './run-state.js';

/** @import { Parts } from '../kit/python/script.js' */
/** @import { RunHistory, Row } from './run-history.js' */
/** @import { RunState } from './run-state.js' */

const words = Object.freeze({
  none: 'Nothing has been trained yet that a script could recompute: play first.',
  /** @param {number} images */
  files: (
    images,
  ) => `Its ${images} images are too many to stand in here: name a folder that has MNIST's
train-images-idx3-ubyte and train-labels-idx1-ubyte (or .gz), as in

    python3 recompute.py ~/mnist`,
  inside: 'The images are in it.',
  numbers: `Numbers after that choose among the runs: 2 3 recomputes the second and the third
alone. What a run has beyond its plain network is in the class Network.`,
});

/** Characters of a line of images. */
const LINE = 100;

/** Every setting by its default, cures that do nothing included. */
const DEFAULTS = defaultState(schema('run', { ...runFields, ...cureFields }));

/**
 * @param {readonly ScriptedRun[]} all - the runs of a figure; those that have not begun
 *   are left out
 * @param {object} [options] - all of them optional
 * @param {string} [options.note] - what is left out besides
 * @param {typeof loadDigits} [options.load] - fetches a digits file
 * @returns {Promise<Parts | string>} the script's parts; where there is nothing to
 *   recompute, why
 */
export async function runsScript(all, { note = '', load = loadDigits } = {}) {
  const runs = all.filter(({ history }) => history?.rows);
  if (runs.length === 0) return words.none;
  const settings = runs.map(({ name, state, isBlank }) => ({
    name,
    ...DEFAULTS,
    ...state,
    ...(isBlank && { blank: true }),
  }));
  const [shared, own] = apart(settings);
  const most = Math.max(...runs.map(({ state }) => state.images));
  const isInside = most <= MOST_IMAGES;
  const digits = isInside
    ? await packed(await load('first'), most)
    : 'data = {}';
  return {
    settings: { SHARED: shared, RUNS: own },
    page: Object.fromEntries(
      runs.map(({ history, last, also }, index) => [
        `run ${index + 1}`,
        rowsOf(/** @type {RunHistory} */ (history), last, also),
      ]),
    ),
    note: [isInside ? words.inside : words.files(most), words.numbers, note]
      .filter(Boolean)
      .join('\n'),
    body: `import base64, gzip, os, zlib

NUMBERS = [int(word) for word in sys.argv[1:] if word.isdigit()]
FOLDER = next((word for word in sys.argv[1:] if not word.isdigit()), ".")
VALIDATION = ${validationOf(most)}
# What is tolerated in runs of single and of double precision, relative to the page's number.
TOLERANCES = {"f32": ${TOLERANCE.f32}, "f64": ${TOLERANCE.f64}}
${digits}
${RECOMPUTE_RUNS}`,
  };
}

/**
 * @param {readonly Record<string, unknown>[]} all - settings of runs
 * @returns {[Record<string, unknown>, Record<string, unknown>[]]} what is the same in all
 *   of them, and what each has for itself
 */
function apart(all) {
  const [first = {}] = all;
  const textOf = (/** @type {unknown} */ value) => JSON.stringify(value);
  const isShared = (/** @type {string} */ key) =>
    key !== 'name' &&
    all.every((one) => textOf(one[key]) === textOf(first[key]));
  return [
    Object.fromEntries(Object.entries(first).filter(([key]) => isShared(key))),
    all.map((one) =>
      Object.fromEntries(Object.entries(one).filter(([key]) => !isShared(key))),
    ),
  ];
}

/**
 * @param {RunHistory} history
 * @param {number} [last] - the last epoch that counts
 * @param {readonly number[]} [also] - epochs of rows that are wanted besides
 * @returns {object[]} its rows at epochs that double, and at the last
 */
function rowsOf(history, last = Infinity, also = []) {
  const { epoch: end } = history.row(last);
  const wanted = new Set([0, ...also, end]);
  for (let epoch = 1; epoch < end; epoch *= 2) wanted.add(epoch);
  return history.epochs
    .filter((epoch, index) => epoch <= end && (index < 2 || wanted.has(epoch)))
    .map((epoch) => shown(history.row(epoch)));
}

/** @param {Row} row @returns {object} what of it is on the page */
function shown({ epoch, speeds, cost, trainingAccuracy, validationAccuracy }) {
  return { epoch, speeds, cost, trainingAccuracy, validationAccuracy };
}

/**
 * @param {Uint8Array} file - the first one of digits
 * @param {number} count - of training images
 * @returns {Promise<string>} Python that makes `data` of it
 */
async function packed(file, count) {
  const { images, labels, validationImages, validationLabels } =
    digitsIn(file)(count);
  const parts = [images, labels, validationImages, validationLabels].map(
    (part) => /** @type {{ data: Uint8Array<ArrayBuffer> }} */ (part).data,
  );
  const stream = new Blob(parts)
    .stream()
    .pipeThrough(new CompressionStream('deflate'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const text = btoa(
    Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''),
  );
  const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return `# The bytes of the images and their labels, first those to train with: zlib, base64.
DIGITS = """
${lines.join('\n')}
"""
packed = np.frombuffer(zlib.decompress(base64.b64decode(DIGITS)), np.uint8)
n, v = ${count}, ${parts[3]?.length}
images, labels, validation, others = np.split(packed, np.cumsum([784 * n, n, 784 * v]))
data = {"images": images.reshape(-1, 28, 28), "labels": labels,
        "validationImages": validation.reshape(-1, 28, 28), "validationLabels": others}`;
}

/**
 * @typedef {object} ScriptedRun
 * @property {string} name - of it, for readers
 * @property {RunState} state - its settings
 * @property {RunHistory | null | undefined} history - its rows, once it has begun
 * @property {number} [last] - the last epoch that is shown, if not the last one
 * @property {readonly number[]} [also] - epochs that matter besides
 * @property {boolean} [isBlank] - whether its images are without ink
 */
