/** Moving from neuron to neuron with the keyboard. */
import { range } from './network-layout.js';

/**
 * @param {string} key - that was pressed
 * @param {Place} place - the neuron that the keys have reached
 * @param {View} view - which neurons are drawn
 * @returns {{ place: Place, first: number } | null} where they stand then, and
 *   the first neuron to be drawn; null for a key without a use there
 */
export function moveFor(key, place, view) {
  const target = targetOf(key, place, view);
  if (!target) return null;
  const { layer, neuron } = target;
  const width = view.hidden[layer];
  if (width === undefined) return null;
  const wanted = Math.max(0, Math.min(width - 1, neuron));
  if (layer === place.layer && wanted === place.neuron) return null;
  return {
    place: { layer, neuron: wanted },
    first: firstShowing(wanted, width, view),
  };
}

/**
 * @param {string} key - that was pressed
 * @param {Place} place - the neuron that the keys have reached
 * @param {View} view - which neurons are drawn
 * @returns {Place | null} where the key leads, perhaps beyond the network
 */
function targetOf(key, { layer, neuron }, { hidden, neurons, first }) {
  switch (key) {
    case 'ArrowUp':
      return { layer, neuron: neuron - 1 };
    case 'ArrowDown':
      return { layer, neuron: neuron + 1 };
    case 'PageUp':
      return { layer, neuron: neuron - neurons };
    case 'PageDown':
      return { layer, neuron: neuron + neurons };
    case 'Home':
      return { layer, neuron: 0 };
    case 'End':
      return { layer, neuron: Infinity };
    case 'ArrowLeft':
    case 'ArrowRight': {
      // To the neuron at the same height, which may have another number.
      const next = layer + (key === 'ArrowLeft' ? -1 : 1);
      const here = range(hidden[layer] ?? 0, neurons, first);
      const there = range(hidden[next] ?? 0, neurons, first);
      const row = Math.min(here.indexOf(neuron), there.length - 1);
      return { layer: next, neuron: there[Math.max(0, row)] ?? 0 };
    }
    default:
      return null;
  }
}

/**
 * @param {number} neuron - to be seen, from 0
 * @param {number} width - of its layer
 * @param {View} view - which neurons are drawn
 * @returns {number} the first neuron to draw, from 1: the same as before where
 *   that will do
 */
function firstShowing(neuron, width, { neurons, first }) {
  const shown = range(width, neurons, first);
  if (shown.includes(neuron)) return first;
  return neuron < (shown[0] ?? 0) ? neuron + 1 : neuron - neurons + 2;
}

/** @typedef {{ layer: number, neuron: number }} Place From 0. */
/** @typedef {{ hidden: readonly number[], neurons: number, first: number }} View */
