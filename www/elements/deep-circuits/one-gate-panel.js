import { create } from '../../view/create.js';
import { drawFunctions } from '../../view/two-input-functions.js';
import { circuitWords } from '../../words/deep-circuits.js';
import {
  functionWords,
  oneGateFound,
  twoLayersFound,
} from '../../words/two-input-functions.js';
import { disclosure } from '../controls.js';
import { twoInputFunctions } from './circuit-numbers.js';

/**
 * The sixteen functions of two inputs, and what computes each.
 *
 * @returns {{ $element: HTMLElement, show: (core: Core) => void }} the panel,
 *   and how to fill it once the core is there
 */
export function oneGatePanel() {
  const $content = create('div', { class: 'circuit-one-gate' });
  const $element = disclosure({
    summary: circuitWords.oneGate,
    control: 'functions',
    content: [$content],
  });
  /** @param {Core} core - the loaded core */
  const show = (core) => {
    const functions = twoInputFunctions(core);
    const gates = functions.filter(({ gate }) => gate).length;
    const neurons = functions.filter(({ neuron }) => neuron).length;
    $content.replaceChildren(
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
  };
  return { $element, show };
}

/** @typedef {import('../../core/core.js').CoreParts['circuits']} Core */
