/**
 * Registers every figure. Importing this module is all that a page has to do.
 * One whose code does not come leaves the others alone.
 */
import { defineFigure, figures } from './figures/index.js';

await Promise.allSettled(figures.map(({ name }) => defineFigure(name)));
