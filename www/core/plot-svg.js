/** The part of the core that draws a plot as an SVG file. */
export * from '../pkg/plot-svg.js';
export { default as initialise } from '../pkg/plot-svg.js';
