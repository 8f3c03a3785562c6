/** A run taken out of its session, with what is needed to go on with it. */

/** @import { KeptRun, RunSession } from './run-session.js' */

/**
 * Takes a run as it is, while it trains or not.
 *
 * @param {RunSession} session - that has it
 * @returns {Promise<KeptRun | null>} null without a run, or if it is replaced before the
 *   answer; rejects if the run fails
 */
export async function keptOf(session) {
  const saved = await session.snapshot();
  const { history, gradients, activations, plateauEnd } = session;
  if (!saved || !history || history.epoch !== saved.epoch) return null;
  return {
    snapshot: saved.bytes,
    epoch: saved.epoch,
    plateauEnd,
    rows: {
      epochs: Uint32Array.from(history.epochs),
      values: history.columns(0, 0, history.layers + 3),
      weightSpeeds: byWeights(history),
    },
    gradients: gradients?.appended ?? null,
    activations: activations?.appended ?? null,
  };
}

/** @param {import('./run-history.js').RunHistory} history @returns {Float64Array} as it takes them */
function byWeights(history) {
  const { layers, rows } = history;
  const [weights, both] = [
    history.speedsBy('weights'),
    history.speedsBy('both'),
  ];
  const all = new Float64Array(2 * weights.length);
  if (weights.length === 0) return all;
  for (let row = 0; row < rows; row += 1) {
    const [from, to] = [row * layers, (row + 1) * layers];
    all.set(weights.subarray(from, to), 2 * from);
    all.set(both.subarray(from, to), 2 * from + layers);
  }
  return all;
}
