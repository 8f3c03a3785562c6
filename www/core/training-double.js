/** The part of the core that trains in double precision, and draws nothing. */
export * from '../pkg/training-double.js';
export { default as initialise } from '../pkg/training-double.js';
