/** The part of the core with rows of identity neurons in a trained network. */
export * from '../pkg/identity-rows.js';
export { default as initialise } from '../pkg/identity-rows.js';
