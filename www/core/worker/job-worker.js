/**
 * The entry of a worker for jobs: a module worker's script, or imported by a
 * classic one. It listens before its first await, so that no message is missed.
 */
import { JobHost } from './job-host.js';

new JobHost(self);
