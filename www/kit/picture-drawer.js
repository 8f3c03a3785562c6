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
 * @returns {Drawer} it
 */
export function pictureDrawer(host, table, pictures) {
  return new Drawer(host, {
    control: 'data',
    label: dataWords.numbers,
    load: async () => {
      const { pictureData } = await import('./data-drawer.js');
      return () =>
        pictureData({
          host,
          name: host.localName,
          table: table(),
          pictures: pictures.map(({ name, label, control }) => ({
            name,
            label,
            selector: `[data-control=${control}] .plot-canvas`,
          })),
        });
    },
  });
}
