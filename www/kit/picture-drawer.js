import { Drawer } from './drawer.js';
import { dataWords } from './figure-words.js';

/**
 * The drawer of all the numbers of a figure, with them and its pictures as files.
 *
 * @param {import('./figure.js').Figure<any, any, any>} host - the figure, whose name
 *   the file of numbers has
 * @param {() => import('./number-table.js').NumberTable | null} table - the numbers,
 *   once there are any
 * @param {readonly { name: string, label: string, control: string }[]} pictures - each
 *   with its file's name, its button's label, and the part of the figure that it is in
 * @param {() => Promise<() => import('./python/script.js').Parts | null>} [script] - loads
 *   what makes a script that recomputes the numbers
 * @returns {Drawer} it
 */
export function pictureDrawer(host, table, pictures, script) {
  return new Drawer(host, {
    control: 'data',
    label: dataWords.numbers,
    load: async () => {
      const [{ pictureData }, { PythonCopy }] = await Promise.all([
        import('./data-drawer.js'),
        import('./python/copy.js'),
      ]);
      const python = script && new PythonCopy(host, script);
      return () =>
        pictureData({
          host,
          name: host.localName,
          table: table(),
          ...(python && { python }),
          pictures: pictures.map(({ name, label, control }) => ({
            name,
            label,
            selector: `[data-control=${control}] .plot-canvas`,
          })),
        });
    },
  });
}
