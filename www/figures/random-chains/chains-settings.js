import { randomChainsSchema } from './state.js';
import { defaultState } from '../../kit/schema.js';
import { create } from '../../kit/create.js';
import { chainsWords } from './words.js';
import { fieldGroup } from '../../kit/controls/field-group.js';
import { presetsMenu } from '../../kit/controls/buttons.js';
import { seedField } from '../../kit/controls/seed-field.js';
import { selectField } from '../../kit/controls/select-field.js';
import { sliderField } from '../../kit/controls/slider-field.js';

const fresh = defaultState(randomChainsSchema);

/** Every control of the figure. */
export class ChainsSettings {
  #presets;
  /** @type {Record<string, { setValue: (value: any) => void }>} */
  #fields;

  /** @param {(changes: Partial<State>) => void} change - throws to refuse */
  constructor(change) {
    this.#presets = presetsMenu({
      label: chainsWords.presets,
      presets: chainsPresets,
      onChoose: (name) => change(presetChanges(name)),
    });
    this.$presets = this.#presets.$element;
    const depth = sliderField({
      control: 'depth',
      label: chainsWords.depth,
      min: 2,
      max: 32,
      step: 1,
      value: fresh.depth,
      onInput: (value) => change({ depth: value }),
    });
    const weightSpread = sliderField({
      control: 'weight-spread',
      label: chainsWords.weightSpread,
      min: 0.1,
      max: 100,
      isLog: true,
      value: fresh.weightSpread,
      onInput: (value) => change({ weightSpread: value }),
    });
    const biasSpread = sliderField({
      control: 'bias-spread',
      label: chainsWords.biasSpread,
      min: 0,
      max: 10,
      step: 0.1,
      value: fresh.biasSpread,
      onInput: (value) => change({ biasSpread: value }),
    });
    const input = sliderField({
      control: 'input',
      label: chainsWords.input,
      min: 0,
      max: 1,
      step: 0.05,
      value: fresh.input,
      onInput: (value) => change({ input: value }),
    });
    const activation = selectField({
      control: 'activation',
      label: chainsWords.activation,
      options: [
        { value: 'sigmoid', label: chainsWords.sigmoid },
        { value: 'tanh', label: chainsWords.tanh },
        { value: 'relu', label: chainsWords.relu },
      ],
      value: fresh.activation,
      onChange: (value) =>
        change({ activation: /** @type {State['activation']} */ (value) }),
    });
    const chains = sliderField({
      control: 'chains',
      label: chainsWords.chains,
      min: 100,
      max: 100000,
      isLog: true,
      isInteger: true,
      value: fresh.chains,
      onInput: (value) => change({ chains: value }),
    });
    const seed = seedField({
      control: 'seed',
      label: chainsWords.seed,
      value: fresh.seed,
      onChange: (value) => change({ seed: value }),
    });
    this.#fields = {
      depth,
      weightSpread,
      biasSpread,
      input,
      activation,
      chains,
      seed,
    };
    this.$depth = create('div', { class: 'chains-depth' }, depth.$element);
    this.$element = fieldGroup({
      legend: chainsWords.settings,
      control: 'settings',
      fields: [weightSpread, biasSpread, input, activation, chains, seed].map(
        ({ $element }) => $element,
      ),
    });
  }

  /** @param {State} state - what the controls have to show */
  show(state) {
    for (const [key, field] of Object.entries(this.#fields)) {
      field.setValue(state[/** @type {keyof State} */ (key)]);
    }
    const inForce = chainsPresets.find(({ name }) =>
      Object.entries(presetChanges(name)).every(
        ([key, value]) => state[/** @type {keyof State} */ (key)] === value,
      ),
    );
    this.#presets.mark(inForce?.name ?? null);
  }
}

/** Spreads and activations with a name; depth, number and seed stay. */
export const chainsPresets = Object.freeze([
  {
    name: 'standard',
    label: chainsWords.standard,
    title: chainsWords.standardTitle,
    changes: {},
  },
  {
    name: 'wider',
    label: chainsWords.wider,
    title: chainsWords.widerTitle,
    changes: { weightSpread: 5 },
  },
  {
    name: 'tanh',
    label: chainsWords.tanh,
    title: chainsWords.tanhTitle,
    changes: { activation: /** @type {const} */ ('tanh') },
  },
  {
    name: 'relu',
    label: chainsWords.relu,
    title: chainsWords.reluTitle,
    changes: { activation: /** @type {const} */ ('relu') },
  },
]);

/**
 * @param {string} name - of a preset
 * @returns {Partial<State>} what it sets
 */
function presetChanges(name) {
  const { weightSpread, biasSpread, input, activation } = fresh;
  const preset = chainsPresets.find((candidate) => candidate.name === name);
  return { weightSpread, biasSpread, input, activation, ...preset?.changes };
}

/** @typedef {import('./state.js').RandomChainsState} State */
