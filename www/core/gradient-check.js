/** The part of the core that checks the gradient of a run. */
export * from '../pkg/gradient-check.js';
export { default as initialise } from '../pkg/gradient-check.js';
