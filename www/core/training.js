/** The part of the core that trains on the digits and plots it. */
export * from '../pkg/training.js';
export { default as initialise } from '../pkg/training.js';
