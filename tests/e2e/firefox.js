/** What Playwright 1.65 and Firefox 153 do not say to each other by WebDriver BiDi. */
import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @import { Browser } from '@playwright/test' */

/** @param {Browser} browser - a Firefox, before it has any page */
export function mendFirefox(browser) {
  const { _connection } = /** @type {any} */ (browser);
  const { _browserSession: session } = _connection.toImpl(browser);
  spareColours(session);
  nameDownloads(session.connection._transport);
}

/**
 * Playwright tells each context its colours by a command that Firefox 153 does not
 * know, and would not open any. What asks for light colours has them anyway.
 *
 * @param {any} session - of the browser
 */
function spareColours(session) {
  const send = session.send.bind(session);
  session.send = async (
    /** @type {string} */ method,
    /** @type {any} */ params,
  ) =>
    method === 'emulation.setMediaFeaturesOverride' &&
    params.features['prefers-color-scheme'] === 'light'
      ? {}
      : send(method, params);
}

/**
 * Playwright passes over a download that is no navigation, as all of the figures'
 * are, unless the event gives it a name, and Firefox 153 gives none. It looks for
 * the file under the name that was suggested, where Firefox numbers those that come
 * twice: the later one takes the place of the one before.
 *
 * @param {any} transport - of the driver's messages
 */
function nameDownloads(transport) {
  const hear = transport.onmessage;
  /** @type {Map<string, any>} by address, what has begun */
  const begun = new Map();
  let count = 0;
  transport.onmessage = (/** @type {any} */ message) => {
    const { method, params } = message;
    if (method === 'browsingContext.downloadWillBegin') {
      count += 1;
      begun.set(params.url, { ...params, download: `download ${count}` });
      return;
    }
    const start = begun.get(params?.url);
    if (method !== 'browsingContext.downloadEnd' || !start) {
      hear(message);
      return;
    }
    begun.delete(params.url);
    const { download, suggestedFilename } = start;
    if (params.filepath) {
      const folder = dirname(params.filepath);
      renameSync(params.filepath, join(folder, suggestedFilename));
    }
    hear({
      ...message,
      method: 'browsingContext.downloadWillBegin',
      params: start,
    });
    hear({ ...message, params: { ...params, download } });
  };
}
