/** A run to be recomputed elsewhere: its weights as a file, and a script for it. */
import { CoreError } from '../core/core-error.js';
import { HEADER_BYTES, loadDigits } from '../core/digits.js';
import { linkTo } from '../kit/toolbar.js';
import { fingerprintOf } from './fingerprint.js';
import { npzFile } from './npz.js';
import { RECOMPUTE } from './recompute.js';
import { runOf } from './run-state.js';

/** @import { GradientHistory } from './gradient-history.js' */
/** @import { NpzArray } from './npz.js' */
/** @import { Parameters } from './protocol.js' */
/** @import { RunHistory, Row } from './run-history.js' */
/** @import { RunState } from './run-state.js' */

const OUTPUTS = 10;
const IMAGE_BYTES = 784;
const SIDE = 28;

/** A file has its images up to so many; beyond, the script reads MNIST's own files. */
const MOST_IMAGES = 1000;

/** How many validation images belong to so many training images. */
const VALIDATION = [
  [1000, 250],
  [8000, 2000],
  [Infinity, 10_000],
];

/**
 * What the script and the page may differ by, relative to the number: much more than
 * rounding in another order does, much less than any mistake.
 */
const TOLERANCE = { f32: '1e-4', f64: '1e-9' };
/** The same, absolute, for a normal deviate. */
const DRAW_TOLERANCE = { f32: '1e-6', f64: '1e-13' };

/**
 * @param {string} figure - its name
 * @param {RunState} state - of the run
 * @param {number} epoch - of its last row
 * @returns {string} the name of its file, without what comes after the dot
 */
export function runName(figure, { seed }, epoch) {
  return `${figure}-seed-${seed}-epoch-${epoch}`;
}

/**
 * @param {RunState} state - of the run
 * @param {RunHistory} history - its rows, up to the epoch of the parameters
 * @param {Parameters} parameters - of the run
 * @param {GradientHistory | null} gradients - if they were kept
 * @param {typeof loadDigits} [load] - fetches a digits file
 * @returns {Promise<Blob>} an `.npz` file
 */
export async function runFile(
  state,
  history,
  parameters,
  gradients,
  load = loadDigits,
) {
  const { layers, rows } = history;
  const columns = Object.entries(history.history)
    .filter(([, data]) => data.length > 0)
    .map(([name, data]) => {
      const shape = /speeds/i.test(name) ? [rows, layers] : [rows];
      return [name, { data: owned(data), shape }];
    });
  const neurons = gradients?.row(parameters.epoch);
  const digits =
    state.images <= MOST_IMAGES ? digitsIn(await load('first')) : null;
  return npzFile({
    settings: JSON.stringify(runOf(state)),
    epoch: { data: Uint32Array.of(parameters.epoch), shape: [] },
    fingerprint: fingerprintOf(history.row(parameters.epoch)) ?? '',
    ...arraysOf('', state, parameters.present),
    ...arraysOf('initial_', state, parameters.initial),
    ...Object.fromEntries(columns),
    ...(neurons?.epoch === parameters.epoch &&
      Object.fromEntries(
        neurons.layers.map((layer, index) => [
          `page_dCdb${index + 1}`,
          { data: owned(layer) },
        ]),
      )),
    ...digits?.(state.images),
  });
}

/**
 * @param {import('./training-figure.js').TrainingFigure<any, any>} figure - the host
 * @param {string} name - of the file
 * @param {Row} row - the last of the run
 * @returns {string} a script that recomputes the run from its file
 */
export function runScript(figure, name, row) {
  const { precision, images } = /** @type {RunState} */ (figure.shown);
  const kind = /** @type {keyof typeof TOLERANCE} */ (precision);
  const { schema } = /** @type {typeof import('../kit/figure.js').Figure} */ (
    figure.constructor
  );
  const needs =
    images <= MOST_IMAGES
      ? ''
      : `
Its ${images} images are too many for that file: name a folder that has MNIST's
train-images-idx3-ubyte and train-labels-idx1-ubyte (or .gz), as in

    python3 recompute.py ~/mnist
`;
  const fingerprint = fingerprintOf(row);
  const comment = fingerprint
    ? `# Its fingerprint, of the run at this epoch: ${fingerprint}\n`
    : '';
  return `"""Recomputes a run of "Unstable gradients" with NumPy, in double precision.

    ${linkTo(schema, figure.shown)}

Put the file ${name}.npz, which the page gives as
"Weights as .npz", into the folder that you run this in.
${needs}"""
import gzip, json, math, os, sys

import numpy as np

FILE = "${name}.npz"
FOLDER = sys.argv[1] if len(sys.argv) > 1 else "."
SETTINGS = json.loads('${JSON.stringify(runOf(figure.shown))}')
# What the page showed after this epoch.
PAGE = json.loads('${jsonOf(row)}')
${comment}VALIDATION = ${validationOf(images)}
# What is tolerated, relative to the page's number, and for a normal deviate.
TOLERANCE = ${TOLERANCE[kind]}
DRAW_TOLERANCE = ${DRAW_TOLERANCE[kind]}
${RECOMPUTE}`;
}

/** @param {number} images - for training @returns {number} how many there are for validation */
export function validationOf(images) {
  const [, validation = 0] =
    VALIDATION.find(([most = 0]) => images <= most) ?? [];
  return validation;
}

/**
 * JSON as Python reads it: with NaN and infinities.
 *
 * @param {object} value - plain
 * @returns {string} on one line
 */
export function jsonOf(value) {
  const text = JSON.stringify(value, (_, item) =>
    typeof item === 'number' && !Number.isFinite(item) ? `#${item}#` : item,
  );
  return text.replace(/"#(NaN|-?Infinity)#"/g, '$1');
}

/**
 * @param {string} prefix - of the names
 * @param {RunState} state - of the run
 * @param {Float64Array} parameters - layer by layer its weights, then its biases
 * @returns {Record<string, NpzArray>} w1, b1, w2 … in the precision of the run
 */
function arraysOf(prefix, { pixels, hidden, precision }, parameters) {
  const Numbers = precision === 'f32' ? Float32Array : Float64Array;
  let at = 0;
  const next = (/** @type {number} */ length) => {
    at += length;
    return new Numbers(parameters.subarray(at - length, at));
  };
  const sizes = [pixels ** 2, ...hidden, OUTPUTS];
  return Object.fromEntries(
    sizes.slice(1).flatMap((outputs, index) => {
      const inputs = sizes[index] ?? 0;
      const layer = `${index + 1}`;
      return [
        [
          `${prefix}w${layer}`,
          { data: next(outputs * inputs), shape: [outputs, inputs] },
        ],
        [`${prefix}b${layer}`, { data: next(outputs) }],
      ];
    }),
  );
}

/**
 * Reads a digits file, as docs/data.md describes it.
 *
 * @param {Uint8Array} bytes - of the first file, inflated
 * @returns {(count: number) => Record<string, NpzArray>} its first so many training
 *   images and all its validation images, with their labels
 */
function digitsIn(bytes) {
  if (bytes.length < HEADER_BYTES) {
    throw refused(`${HEADER_BYTES} bytes`, bytes.length);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const training = view.getUint32(20, true);
  const validation = view.getUint32(24, true);
  // The first file has no test images.
  const all = training + validation;
  const payload = bytes.subarray(HEADER_BYTES);
  if (all * (1 + IMAGE_BYTES / 8) > payload.length) {
    throw refused(`${all} images`, payload.length);
  }
  const masks = payload.subarray(all, all + (all * IMAGE_BYTES) / 8);
  const ink = payload.subarray(all + masks.length);
  const images = new Uint8Array(all * IMAGE_BYTES);
  let inked = 0;
  for (let pixel = 0; pixel < images.length; pixel += 1) {
    if (((masks[pixel >> 3] ?? 0) >> (pixel & 7)) & 1) {
      images[pixel] = ink[inked] ?? 0;
      inked += 1;
    }
  }
  /** @param {number} from @param {number} to */
  const part = (from, to) => [
    {
      data: images.slice(from * IMAGE_BYTES, to * IMAGE_BYTES),
      shape: [to - from, SIDE, SIDE],
    },
    { data: payload.slice(from, to) },
  ];
  return (count) => {
    const [seen, labels] = part(0, count);
    const [unseen, others] = part(training, all);
    return /** @type {Record<string, NpzArray>} */ ({
      images: seen,
      labels,
      validationImages: unseen,
      validationLabels: others,
    });
  };
}

/** @param {string} expected @param {number} bytes - there are @returns {CoreError} */
function refused(expected, bytes) {
  const words = `digits file: expected ${expected}, got ${bytes} bytes`;
  return new CoreError('data', words);
}

/**
 * @template {ArrayBufferView} View
 * @param {View} view - of memory that is not shared
 * @returns {any} the same: the types leave that open
 */
function owned(view) {
  return view;
}
