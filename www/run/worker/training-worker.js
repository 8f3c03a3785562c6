/**
 * The script of a module worker that trains; a classic worker imports it. It
 * listens before its first await, so that no message is missed.
 */
import { TrainingHost } from './host.js';

new TrainingHost(self);
