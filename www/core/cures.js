/** The part of the core that trains with normalisation, dropout and the like as well. */
export * from '../pkg/cures.js';
export { default as initialise } from '../pkg/cures.js';
