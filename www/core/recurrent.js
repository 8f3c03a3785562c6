/** The part of the core with recurrent networks. */
export * from '../pkg/recurrent.js';
export { default as initialise } from '../pkg/recurrent.js';
