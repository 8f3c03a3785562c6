/**
 * Stands for `www/kit/site-address.js` in the package, which has no pages: a
 * host that has put the site up says where, by
 * `<meta name="unstable-gradients-site" content="https://…/">`.
 *
 * @param {'index.html' | 'embed.html'} file - a page
 * @returns {string} its address; '' where the site is not known
 */
export function siteAddress(file) {
  const $site = document.querySelector('meta[name=unstable-gradients-site]');
  const site = $site?.getAttribute('content');
  return site ? new URL(file, new URL(site, document.baseURI)).href : '';
}
