import { timeWords } from './words.js';

const common = { length: 50, width: 16, input: 1, rate: 1, clipping: 'norm' };
const { cells } = timeWords;

/** Networks with a name; the seeds stay as they are. */
export const presets = Object.freeze([
  {
    name: 'tanh',
    label: cells.tanh,
    changes: { ...common, cell: 'tanh', radius: 1 },
  },
  {
    name: 'exploding',
    label: `${cells.tanh}, radius 1.5`,
    title: 'Weights large enough to explode, and faint inputs',
    changes: { ...common, cell: 'tanh', radius: 1.5, input: 0.1 },
  },
  ...[1, 3].map((forgetBias) => ({
    name: `lstm-${forgetBias}`,
    label: `${cells.lstm}, bias ${forgetBias}`,
    title: `Forget gates that begin with a bias of ${forgetBias}`,
    changes: { ...common, cell: 'lstm', forgetBias },
  })),
  {
    name: 'gru-3',
    label: `${cells.gru}, bias 3`,
    title: 'Update gates that begin with a bias of 3',
    changes: { ...common, cell: 'gru', updateBias: 3 },
  },
]);
