import { depthWords as words } from './words.js';

const FULL = {
  data: 'mnist',
  validation: 'held-out',
  images: 50_000,
  batch: 10,
  epochs: 30,
  lambda: 5,
};

/** @type {readonly import('../../kit/presets.js').StatePreset[]} */
export const presets = Object.freeze([
  {
    name: 'chapter',
    label: words.chapter,
    changes: { ...FULL, depths: Object.freeze([1, 2, 3, 4]) },
  },
  {
    name: 'deeper',
    label: words.deeper,
    changes: {
      ...FULL,
      depths: Object.freeze([1, 2, 3, 4, 5, 6, 7, 8]),
    },
  },
  {
    name: 'few',
    label: words.few,
    changes: {
      ...FULL,
      images: 8000,
      lambda: 0.8,
      depths: Object.freeze([1, 2, 3, 4]),
    },
  },
  {
    name: 'decay',
    label: words.decay,
    title: words.decayTitle,
    changes: {
      ...FULL,
      images: 8000,
      depths: Object.freeze([1, 2, 3, 4]),
    },
  },
]);
