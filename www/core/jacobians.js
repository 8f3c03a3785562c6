/** The part of the core with the matrices between layers, and the digits. */
export * from '../pkg/jacobians.js';
export { default as initialise } from '../pkg/jacobians.js';
