/** The part of the core with the circuits. */
export * from '../pkg/circuits.js';
export { default as initialise } from '../pkg/circuits.js';
