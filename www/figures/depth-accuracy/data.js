/** The numbers of the table, with their files. */
import { pictureData } from '../../kit/data-drawer.js';
import { PythonCopy } from '../../kit/python/copy.js';
import { dataTable } from './table.js';
import { depthWords as words } from './words.js';

/**
 * @param {import('./depth-accuracy.js').DepthAccuracyElement} host - the figure
 * @param {import('./cells.js').Cells} cells - what its runs have come to
 * @param {() => string} trainedOn - the images, for files
 * @returns {() => unknown} renders the drawer
 */
export function dataDrawer(host, cells, trainedOn) {
  const name = 'depth-accuracy';
  const python = new PythonCopy(host, async () => {
    const { recomputed } = await import('./python.js');
    return () => recomputed(host.state, cells);
  });
  return () =>
    pictureData({
      host,
      python,
      name,
      table: dataTable(host.state, cells, trainedOn()),
      pictures: [{ name, label: words.svg, selector: '.plot-canvas' }],
    });
}
