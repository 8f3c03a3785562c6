/** The part of the core that trains in single precision, and plots any run. */
export * from '../pkg/training.js';
export { default as initialise } from '../pkg/training.js';
