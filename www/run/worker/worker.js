/**
 * The worker's entry: a module worker's script, or imported by a classic one.
 *
 * It listens before its first await, so that no message is missed.
 */
import { BUILD_ID, openCore } from '../../core/core.js';
import { TrainingHost } from './host.js';

new TrainingHost(self, { door: { BUILD_ID, openCore } });
