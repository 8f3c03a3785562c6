/** Ready-made settings that leave some keys as they are. */
import { presetsMenu } from './buttons.js';
import { isSame } from './schema.js';

/**
 * @param {{ state: object }} figure - whose state the presets change
 * @param {string} label - what the row of buttons is
 * @param {readonly StatePreset[]} presets - in order
 */
export function statePresets(figure, label, presets) {
  return presetsMenu({
    label,
    presets,
    chosen: presetOf(presets, figure.state),
    onChoose: (chosen) => {
      const preset = presets.find(({ name }) => name === chosen);
      if (preset) figure.state = preset.changes;
    },
  });
}

/**
 * @param {readonly StatePreset[]} presets - in order
 * @param {object} state - of a figure
 * @returns {string | null} the name of the one that it has, if it has one
 */
export function presetOf(presets, state) {
  const values = new Map(Object.entries(state));
  const found = presets.find(({ changes }) =>
    Object.entries(changes).every(([key, value]) =>
      isSame(values.get(key), value),
    ),
  );
  return found?.name ?? null;
}

/** @typedef {import('./buttons.js').Preset<string> & { changes: object }} StatePreset */
