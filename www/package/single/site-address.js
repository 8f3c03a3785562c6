import { figures } from '../../figures/index.js';

/**
 * Stands for `www/kit/site-address.js` in a single file, which has no site: it is
 * the page of its figures, and the files of others lie beside it.
 *
 * @param {'index.html' | 'embed.html'} file - a page
 * @param {string} [figure] - which it is to show
 * @returns {string} its address, of something opened as a file the name alone: the
 *   folders of a reader's machine are nobody's business; '' for an embed
 */
export function siteAddress(file, figure) {
  if (file === 'embed.html') return '';
  const { protocol, pathname, href } = location;
  const isOwn = !figure || figures.some(({ name }) => name === figure);
  const page = new URL(isOwn ? pathname : `${figure}.html`, href).href;
  return protocol === 'file:' ? page.slice(page.lastIndexOf('/') + 1) : page;
}
