import { create } from '../../kit/create.js';
import { drawFunctions } from './two-input-functions.js';
import {
  functionWords,
  oneGateFound,
  twoLayersFound,
} from './two-input-words.js';
import { twoInputFunctions } from './circuit-numbers.js';

/**
 * The sixteen functions of two inputs, and what computes each.
 *
 * @param {Core} core - the loaded core
 * @returns {{ $element: HTMLElement }} the panel
 */
export function oneGatePanel(core) {
  const functions = twoInputFunctions(core);
  const gates = functions.filter(({ gate }) => gate).length;
  const neurons = functions.filter(({ neuron }) => neuron).length;
  const $element = create(
    'div',
    { class: 'circuit-one-gate' },
    create('p', {}, oneGateFound(gates, neurons)),
    drawFunctions(functions),
    create('p', { class: 'ug-hint' }, functionWords.key),
    create('p', {}, functionWords.proof),
    create(
      'p',
      {},
      twoLayersFound(core.twoLayerReach(2), core.twoLayerReach(3)),
    ),
  );
  return { $element };
}

/** @typedef {import('../../core/core.js').CoreParts['circuits']} Core */
