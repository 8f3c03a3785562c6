/**
 * The entry of a worker that trains: a module worker's script, or imported by a
 * classic one. It listens before its first await, so that no message is missed.
 */
import { TrainingHost } from './host.js';

new TrainingHost(self);
