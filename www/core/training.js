/** The part of the core that trains, and plots runs. */
export * from '../pkg/training.js';
export { default as initialise } from '../pkg/training.js';
