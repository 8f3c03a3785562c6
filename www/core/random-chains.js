/** The part of the core that draws random chains. */
export * from '../pkg/random-chains.js';
export { default as initialise } from '../pkg/random-chains.js';
