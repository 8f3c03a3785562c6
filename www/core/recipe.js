/** The part of the core that reads trained networks for the checks of a recipe. */
export * from '../pkg/recipe.js';
export { default as initialise } from '../pkg/recipe.js';
