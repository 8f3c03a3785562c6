/**
 * The script of a module worker for jobs; a classic worker imports it. It listens
 * before its first await, so that no message is missed.
 */
import { JobHost } from './job-host.js';

new JobHost(self);
