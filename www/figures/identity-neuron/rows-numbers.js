import { take } from '../../core/plain.js';
import { defaultState } from '../../kit/schema.js';
import { runSchema } from '../../run/run-state.js';

/** The run behind the network, but for its seed: mini-batches and the λ/n of the chapter's table. */
const RUN = Object.freeze({
  ...defaultState(runSchema),
  hidden: Object.freeze([30]),
  batch: 10,
  rate: 0.5,
  lambda: 0.1,
  epochs: 30,
});

/** @param {number} seed - of its weights @returns {import('../../run/run-state.js').RunState} the settings of the run */
export function networkOf(seed) {
  return { ...RUN, seed };
}

/**
 * @param {Network} network - trained
 * @param {Pick<State, 'weightIn' | 'bias' | 'weightOut' | 'offset' | 'rows'>} state - of the figure
 * @returns {RowsFound} what the network answers with the rows in it, in both precisions
 */
export function compareRows(network, state) {
  const { weightIn, bias, weightOut, offset, rows } = state;
  const isAbsorbed = offset === 'absorbed';
  const [double, single] = [false, true].map((isSingle) =>
    take(
      network.compare(weightIn, bias, weightOut, isAbsorbed, rows, isSingle),
    ),
  );
  return /** @type {RowsFound} */ ({ double, single });
}

/** @typedef {import('./state.js').IdentityNeuronState} State */
/** @typedef {InstanceType<import('../../core/core.js').CoreParts['identity-rows']['RawIdentityRows']>} Network */
/** @typedef {import('../../core/plain.js').Plain<import('../../core/identity-rows.js').RowsCompared>} Compared */
/** @typedef {{ double: Compared, single: Compared }} RowsFound - in 64 and in 32 bits */
