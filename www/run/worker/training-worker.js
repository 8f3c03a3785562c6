/**
 * The entry of a worker that trains: a module worker's script, or imported by a
 * classic one. It listens before its first await, so that no message is missed.
 * A page that has no worker imports it for the host alone.
 */
import { TrainingHost } from './host.js';

export { TrainingHost };

if ('WorkerGlobalScope' in globalThis) new TrainingHost(self);
