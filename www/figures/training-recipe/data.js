/** The numbers of the check that is shown, with their files. */
import { pictureData } from '../../kit/data-drawer.js';
import { PythonCopy } from '../../kit/python/copy.js';

/** @import { Check } from './state.js' */

/**
 * @param {import('./training-recipe.js').TrainingRecipeElement} host - the figure
 * @param {object} of - what there is of a check
 * @param {(check: Check) => import('./workbench.js').Trained | undefined} of.trained - its runs
 * @param {(check: Check) => import('../../kit/number-table.js').NumberTable | null} of.table - its numbers
 * @param {(check: Check) => string} of.picture - the label of its picture; '' where it has none
 * @returns {() => unknown} renders the drawer
 */
export function dataDrawer(host, { trained, table, picture }) {
  const python = new PythonCopy(host, async () => {
    const { recomputed } = await import('./python.js');
    const { check } = host.state;
    return () => recomputed(check, trained(check));
  });
  return () => {
    const { check } = host.state;
    const name = `training-recipe-${check}`;
    const label = picture(check);
    return pictureData({
      host,
      python,
      name,
      table: table(check),
      pictures: label ? [{ name, label, selector: '.plot-canvas' }] : [],
    });
  };
}
