/** The part of the core with the chain of single neurons and its window. */
export * from '../pkg/chain.js';
export { default as initialise } from '../pkg/chain.js';
