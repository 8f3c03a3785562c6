/**
 * The entry of a worker for jobs: a module worker's script, or imported by a
 * classic one. It listens before its first await, so that no message is missed.
 * A page that has no worker imports it for the host alone.
 */
import { JobHost } from './job-host.js';

export { JobHost };

/** @typedef {import('./messages.js').Port} Port */

if ('WorkerGlobalScope' in globalThis) {
  const port = /** @type {unknown} */ (self);
  new JobHost(/** @type {Port} */ (port));
}
