/** The part of the core that reads IDX files. */
export * from '../pkg/idx.js';
export { default as initialise } from '../pkg/idx.js';
