/** What is said of code that is asked for late, and does not come. */
import { wordsOf } from '../core/core-error.js';
import { figureWords, panelFailed } from './figure-words.js';
import { reloadPage } from './reload-page.js';

/**
 * @param {unknown} error - of an import
 * @returns {Promise<string>} words; whether the site has been renewed is asked of it
 */
export async function missingWords(error) {
  const reason = wordsOf(error);
  const [address = ''] = /https?:\S+\.js/.exec(reason) ?? [];
  const asked = { method: 'HEAD', cache: /** @type {const} */ ('no-store') };
  const isGone = await fetch(address, asked).then(
    ({ status }) => address !== '' && status === 404,
    () => false,
  );
  return isGone ? figureWords.renewed : panelFailed(reason);
}

/**
 * Browsers may remember that a module did not come: only another page asks again.
 *
 * @param {import('./figure.js').Figure<any, any, any>} host - the figure that says it
 * @param {string} source - of the message
 * @returns {(error: unknown) => Promise<void>} what to do with the error of an import
 */
export function missingIn(host, source) {
  return async (error) => {
    const reload = async () => {
      const isAnswered = await reloadPage();
      if (!isAnswered) host.showError(figureWords.noHost, source, reload);
    };
    host.showError(await missingWords(error), source, reload);
  };
}
