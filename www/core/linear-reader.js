/** The part of the core that reads layers with linear readers. */
export * from '../pkg/linear-reader.js';
export { default as initialise } from '../pkg/linear-reader.js';
