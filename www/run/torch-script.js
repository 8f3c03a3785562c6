/** A run as a program for PyTorch, loaded when it is asked for. */
import { linkTo } from '../kit/toolbar.js';
import { RECOMPUTE_TORCH } from './recompute-torch.js';
import { jsonOf, validationOf } from './run-file.js';
import { runOf } from './run-state.js';

/** @import { Row } from './run-history.js' */
/** @import { RunState } from './run-state.js' */

/** What the untrained network may differ by, relative to the page's numbers. */
const TOLERANCE = { f32: '1e-5', f64: '1e-10' };

/**
 * @param {import('./training-figure.js').TrainingFigure<any, any>} figure - the host
 * @param {string} name - of the file with the images of the run
 * @param {Row} start - the first row of the run
 * @param {Row} row - its last
 * @returns {string} a program that builds and trains the same network
 */
export function torchScript(figure, name, start, row) {
  const { shown } = figure;
  const { precision, images } = /** @type {RunState} */ (shown);
  const kind = /** @type {keyof typeof TOLERANCE} */ (precision);
  const { schema } = /** @type {typeof import('../kit/figure.js').Figure} */ (
    figure.constructor
  );
  return `"""Trains the network of a run of "Unstable gradients" with PyTorch.

    ${linkTo(schema, shown)}

It draws the same initial weights and takes the images in the same order. Put the
file ${name}.npz, which the page gives as "Weights as .npz", into
the folder that you run this in, or name a folder that has MNIST's own files,
train-images-idx3-ubyte and train-labels-idx1-ubyte (or .gz).
"""
import gzip, json, math, os, sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional

FILE = "${name}.npz"
FOLDER = sys.argv[1] if len(sys.argv) > 1 else "."
SETTINGS = json.loads('${JSON.stringify(runOf(shown))}')
# What the page showed of the untrained network, and after its last epoch.
START = json.loads('${jsonOf(start)}')
PAGE = json.loads('${jsonOf(row)}')
VALIDATION = ${validationOf(images)}
# What is tolerated of the untrained network, relative to the page's numbers.
TOLERANCE = ${TOLERANCE[kind]}
${RECOMPUTE_TORCH}`;
}
