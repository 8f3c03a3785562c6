/**
 * The entry of a worker that trains: a module worker's script, or imported by a
 * classic one. It listens before its first await, so that no message is missed.
 * A page that has no worker imports it for the host alone.
 */
import { TrainingHost } from './host.js';

export { TrainingHost };

/** @typedef {import('../../core/worker/messages.js').Port} Port */

if ('WorkerGlobalScope' in globalThis) {
  const port = /** @type {unknown} */ (self);
  new TrainingHost(/** @type {Port} */ (port));
}
