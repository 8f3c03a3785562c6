/**
 * Registers every figure. Importing this module is all that a page has to do.
 * One whose code does not come leaves the others alone, and says so in its place.
 */
import { defineFigure, figures } from './figures/index.js';
import { showMissing } from './figures/missing.js';

await Promise.all(
  figures.map(async ({ name, title }) => {
    try {
      await defineFigure(name);
    } catch (error) {
      // Where pages are built there is no document, and nothing to register in.
      for (const $figure of globalThis.document?.querySelectorAll(name) ?? []) {
        showMissing($figure, title, error, () => defineFigure(name));
      }
    }
  }),
);
