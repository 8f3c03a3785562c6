/**
 * The service worker of the pages: keeps what they are made of, whole and of one
 * version, so that they open without a network. It is built into a script of its
 * own, with the list of files (`scripts/offline.mjs`), and only pages register it
 * (`offline.js`).
 *
 * A newer one waits until a reader asks for it. Frames with one figure are not for
 * it to hold back, as nobody could ask there: they are kept for the time without a
 * network alone.
 */
import { clientsClaim } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import {
  cleanupOutdatedCaches,
  matchPrecache,
  precacheAndRoute,
} from 'workbox-precaching';
import { RangeRequestsPlugin } from 'workbox-range-requests';
import { registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';

const worker = /** @type {ServiceWorkerGlobalScope} */ (
  /** @type {unknown} */ (self)
);

worker.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') void worker.skipWaiting();
});
clientsClaim();
cleanupOutdatedCaches();

registerRoute(
  ({ request, url }) =>
    request.mode === 'navigate' && url.pathname.endsWith('/embed.html'),
  async ({ request }) => {
    try {
      return await fetch(request);
    } catch {
      return (await matchPrecache('embed.html')) ?? Response.error();
    }
  },
);

// A link may stand behind “?”, as may what others hang on addresses.
// @ts-expect-error -- the build writes the list in this place
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/^/] });

/** The larger files of digits, and the core for browsers without SIMD: once they have been fetched, by names that change with their content. */
const later = {
  cacheName: 'unstable-gradients-later',
  plugins: /** @type {any[]} */ ([
    new RangeRequestsPlugin(),
    new ExpirationPlugin({ maxEntries: 16, purgeOnQuotaError: true }),
  ]),
};
const kept = new CacheFirst(later);
const anew = new NetworkFirst(later);
registerRoute(
  ({ sameOrigin, url }) =>
    sameOrigin && /\/www\/assets\/[^/]+\.(bin|wasm)$/.test(url.pathname),
  (options) =>
    // Whoever goes past the browser's cache has found it damaged.
    (options.request.cache === 'reload' ? anew : kept).handle(options),
);
