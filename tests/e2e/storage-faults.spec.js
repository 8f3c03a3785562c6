/** A browser's own storage that is full, forbidden or damaged: runs go on, with a word. */
import { call, embed, reach, readings, sandbox } from './figures.js';
import { expect, test } from './site.js';

/** @import { Frame, Page } from '@playwright/test' */

const NAME = 'learning-speeds';
const LONG = embed(
  NAME,
  'images=500&pixels=14&hidden=30,30&batch=10&epochs=5000&lambda=1&seed=5',
  'pace=slow',
);
const UNKEPT = 'This browser does not keep runs for this page';

/** Puts what is no run in the place of every run that is kept, and a mark that is none beside them. */
async function damageAll() {
  const [{ name = '' } = {}] = await indexedDB.databases();
  /** @template Value @param {IDBRequest<Value>} request @returns {Promise<Value>} */
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await done(indexedDB.open(name));
  const change = database.transaction(['files', 'marks'], 'readwrite');
  const files = change.objectStore('files');
  const keys = await done(files.getAllKeys());
  for (const key of keys) {
    await done(files.put(Uint8Array.from([85, 71, 82, 7, 0, 255]), key));
  }
  await done(change.objectStore('marks').put({ id: 'x', figure: {}, at: '' }));
  database.close();
  return keys.length;
}

/** @param {Page | Frame} page - whose figure plays @returns {Promise<void>} resolves once it has trained a little more */
async function goesOn(page) {
  const { epoch } = await readings(page, NAME);
  await reach(page, epoch + 1, NAME);
}

test('where storage is full, forbidden or damaged a run goes on and says so', async ({
  open,
  site,
}) => {
  test.slow();
  const page = await open(LONG, { isPaced: true });
  const figure = page.locator(NAME);
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  const quota = (/** @type {object} */ size) =>
    devtools.send('Storage.overrideQuotaForOrigin', { origin, ...size });
  await quota({ quotaSize: 1 });
  await readings(page, NAME);
  await call(page, 'play', NAME);

  // The choice page's own policy has no frames in it.
  const host = await open('embed.html', {
    context: { bypassCSP: true },
    isPaced: true,
  });
  const frame = await sandbox(host, `${site.url}${LONG}`);
  await readings(frame, NAME);
  await call(frame, 'play', NAME);

  const unkept = figure.getByText(UNKEPT);
  await expect(unkept).toBeVisible();
  await goesOn(page);
  await expect(frame.getByText(UNKEPT)).toBeVisible();
  await goesOn(frame);
  await host.close();

  // Once there is room again, the word is not true any more.
  await quota({});
  await expect(unkept).toBeHidden({ timeout: 60_000 });
  await call(page, 'pause', NAME);
  await page.reload();
  await readings(page, NAME);
  await expect(figure.locator('[data-control="kept-run"]')).toBeVisible();
  expect(await page.evaluate(damageAll)).toBe(1);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(figure.getByText(/cannot be gone on with/)).toBeVisible();
  await call(page, 'play', NAME);
  await goesOn(page);
});
