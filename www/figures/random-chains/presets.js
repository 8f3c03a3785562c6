import { defaultState } from '../../kit/schema.js';
import { randomChainsSchema } from './state.js';
import { chainsWords as words } from './words.js';

const fresh = defaultState(randomChainsSchema);

/** Spreads and activations with a name; depth, number and seed stay. */
export const presets = Object.freeze([
  {
    name: 'standard',
    label: words.standard,
    title: words.standardTitle,
    changes: {},
  },
  {
    name: 'wider',
    label: words.wider,
    title: words.widerTitle,
    changes: { weightSpread: 5 },
  },
  {
    name: 'tanh',
    label: words.tanh,
    title: words.tanhTitle,
    changes: { activation: /** @type {const} */ ('tanh') },
  },
  {
    name: 'relu',
    label: words.relu,
    title: words.reluTitle,
    changes: { activation: /** @type {const} */ ('relu') },
  },
]);

/** @param {string} name - of a preset @returns {Partial<State>} what it sets */
export function presetChanges(name) {
  const { weightSpread, biasSpread, input, activation } = fresh;
  const preset = presets.find((candidate) => candidate.name === name);
  return { weightSpread, biasSpread, input, activation, ...preset?.changes };
}

/**
 * @param {State} state - of the figure
 * @returns {string | null} the preset that it has, if it has one
 */
export function presetOf(state) {
  const found = presets.find(({ name }) =>
    Object.entries(presetChanges(name)).every(
      ([key, value]) => state[/** @type {keyof State} */ (key)] === value,
    ),
  );
  return found?.name ?? null;
}

/** @typedef {import('./state.js').RandomChainsState} State */
