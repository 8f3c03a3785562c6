/** The older names for what the list of figures offers. */
import { coreReadyFor } from './figure-needs.js';
import { defineFigure, figures } from './index.js';

export { defineFigure };

/** The figures there are, in the page's order. */
export const figureNames = figures.map(({ name }) => name);

/**
 * Begins to fetch all that a figure needs, for a page that is still busy with
 * something else. What goes wrong is told when the figure is asked for.
 *
 * @param {string} name - of the figure, if there is one
 */
export function prepareFigure(name) {
  const entry = figures.find((figure) => figure.name === name);
  if (!entry) return;
  for (const coming of [entry.load(), coreReadyFor(name)]) {
    coming.catch(() => {});
  }
}

/** @typedef {import('./index.js').FigureClass} FigureClass */
