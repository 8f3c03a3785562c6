import { windowWords as words } from './words.js';

/** The activation in whose middle the window is put. */
export const MIDDLE = 0.5;

/** Neurons with a name; the widest takes its weight from the core. */
export const presets = Object.freeze([
  {
    name: 'ordinary',
    label: words.ordinary,
    title: words.ordinaryTitle,
    weight: 1,
  },
  { name: 'barely', label: words.barely, title: words.barelyTitle, weight: 4 },
  {
    name: 'widest',
    label: words.widest,
    title: words.widestTitle,
    weight: null,
  },
  { name: 'large', label: words.large, title: words.largeTitle, weight: 100 },
  {
    name: 'aside',
    label: words.aside,
    title: words.asideTitle,
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
