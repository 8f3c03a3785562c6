/**
 * Every script of the site, built or not, lies two folders below its pages.
 *
 * @param {'index.html' | 'embed.html'} file - a page
 * @param {string} [_figure] - which it is to show, where pages have one each
 * @returns {string} its address; in the package '' where the site is not known
 */
export function siteAddress(file, _figure) {
  const site = new URL(/* @vite-ignore */ '../../', import.meta.url);
  return new URL(file, site).href;
}
