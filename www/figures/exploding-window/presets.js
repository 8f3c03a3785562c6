/** The activation at which the window is centred. */
export const MIDDLE = 0.5;

/** Neurons with a name; the widest takes its weight from the core. */
export const presets = Object.freeze([
  {
    name: 'ordinary',
    label: 'w = 1',
    title: 'A weight of ordinary size, as drawn from N(0, 1)',
    weight: 1,
  },
  {
    name: 'barely',
    label: 'w = 4',
    title: 'The least weight with which a factor reaches 1, at a single point',
    weight: 4,
  },
  {
    name: 'widest',
    label: 'The widest window',
    title: 'The weight of 6.894 for which the window is widest',
    weight: null,
  },
  {
    name: 'large',
    label: 'w = 100',
    title: 'A high and narrow peak',
    weight: 100,
  },
  {
    name: 'aside',
    label: 'Out of reach',
    title: 'A bias that puts the window where no activation is',
    weight: 8,
    bias: 3,
  },
]);

/**
 * @param {Core} core @param {string} name - of a preset
 * @returns {State} the whole state; the window is centred unless the preset
 *   says where it is
 */
export function presetState(core, name) {
  const preset = presets.find((candidate) => candidate.name === name);
  const weight = preset?.weight ?? core.widestWeight();
  return { weight, bias: preset?.bias ?? core.centringBias(weight, MIDDLE) };
}

/**
 * @param {Core} core @param {State} state
 * @returns {string | null} the preset that it is, if it is one
 */
export function presetInForce(core, { weight, bias }) {
  const found = presets.find(({ name }) => {
    const preset = presetState(core, name);
    return preset.weight === weight && preset.bias === bias;
  });
  return found?.name ?? null;
}

/** @typedef {import('./state.js').ExplodingWindowState} State */
/** @typedef {import('../../core/core.js').CoreParts['chain']} Core */
