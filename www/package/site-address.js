/**
 * Stands for `www/kit/site-address.js` in the package, which has no pages: a
 * host that has put the site up says where, by
 * `<meta name="unstable-gradients-site" content="https://…/">`.
 *
 * @param {'index.html' | 'embed.html'} file - a page
 * @param {string} [_figure] - which it is to show, where pages have one each
 * @returns {string} its address; '' where the site is not known
 */
export function siteAddress(file, _figure) {
  const $site = document.querySelector('meta[name=unstable-gradients-site]');
  const site = $site?.getAttribute('content');
  return site ? new URL(file, new URL(site, document.baseURI)).href : '';
}
