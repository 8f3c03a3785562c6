/** The files that open without a host: each by itself, as from a memory stick. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  FIGURES,
  call,
  download,
  property,
  reach,
  readings,
  settle,
  stateOf,
} from './figures.js';
import { DIST, expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */
/** @import { Open } from './site.js' */

/** Figures that compute in the page alone. */
const WITHOUT_WORKER = [
  'gradient-chain',
  'exploding-window',
  'identity-neuron',
  'deep-circuits',
];

/** Figures of one run. */
const PLAYED = ['neuron-gradients', 'learning-speeds', 'activation-saturation'];

/** Figures whose workers start when they are played. */
const MOVES = [
  ...PLAYED,
  'depth-accuracy',
  'gradient-cures',
  'training-recipe',
];

/**
 * @param {Open} open
 * @param {string} name - of a file, and what follows
 * @returns {Promise<{ page: Page, asked: string[], workers: string[], failed: () => Promise<string[]> }>}
 */
async function openFile(open, name) {
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const workers = [];
  const [file = '', hash = ''] = name.split('#');
  const address = pathToFileURL(join(DIST, 'single', file)).href;
  const page = await open(hash ? `${address}#${hash}` : address, {
    prepare: async (fresh) => {
      fresh.context().on('request', (request) => asked.push(request.url()));
      fresh.on('worker', (worker) => workers.push(worker.url()));
      await fresh.addInitScript(() => {
        /** @type {string[]} */
        const all = [];
        Reflect.set(globalThis, 'failed', all);
        addEventListener('figureerror', (event) =>
          all.push(String(Reflect.get(event, 'detail'))),
        );
      });
    },
  });
  const failed = () => page.evaluate(() => Reflect.get(globalThis, 'failed'));
  return { page, asked, workers, failed };
}

/** @param {Page} page @param {string} name - of a figure of one run @returns {Promise<string>} where it trains */
function transportOf(page, name) {
  return page.evaluate(
    (selector) =>
      /** @type {any} */ (document.querySelector(selector)).training.session
        .transport,
    name,
  );
}

/** @param {readonly string[]} asked @param {string} name - of the file @returns {string[]} what is not in it */
const beside = (asked, name) =>
  asked.filter(
    (url) =>
      !/^(blob|data):/.test(url) &&
      !new URL(url).pathname.endsWith(`/${name}.html`),
  );

for (const { name, quick, panels, other } of FIGURES) {
  const title = `${name}.html opens as a file, computes, and asks for nothing`;
  // One is enough in Firefox: all of them passed there.
  const tag = name === 'neuron-gradients' ? [] : '@chromium';
  test(title, { tag }, async ({ open }) => {
    const { page, asked, workers, failed } = await openFile(
      open,
      `${name}.html#figure=${name}&${quick}&open=${panels}`,
    );
    await readings(page, name);
    await settle(page);
    // Its link is its own file's, wherever that lies, and brings the state back.
    await page.evaluate(
      ([selector, state]) =>
        Object.assign(/** @type {any} */ (document.querySelector(selector)), {
          state,
        }),
      /** @type {const} */ ([name, other]),
    );
    const there = await readings(page, name);
    const link = await property(page, name, 'permalink');
    expect(link).toMatch(new RegExp(`^${name}\\.html#figure=${name}&`));
    await page.goto(new URL(link, page.url()).href);
    await page.reload();
    await readings(page, name);
    expect(await stateOf(page, name)).toMatchObject({ ...other });
    expect(await readings(page, name)).toStrictEqual(there);
    if (!WITHOUT_WORKER.includes(name)) {
      if (MOVES.includes(name)) await call(page, 'play', name);
      await expect.poll(() => workers.length).toBeGreaterThan(0);
      expect(workers.every((url) => url.startsWith('blob:'))).toBe(true);
    }
    if (PLAYED.includes(name)) {
      await reach(page, 3, name);
      expect(await transportOf(page, name)).toBe('worker');
    }
    expect(await failed()).toEqual([]);
    expect(beside(asked, name)).toEqual([]);
  });
}

test('a single file without a link shows its figure, gives files, and says which digits it lacks', async ({
  open,
}) => {
  const { page } = await openFile(open, 'learning-speeds.html');
  await readings(page, 'learning-speeds');
  await expect(page).toHaveTitle('Speed of learning in each hidden layer');
  await page.getByText('All the numbers').click();
  const got = await download(page, () =>
    page
      .getByRole('button', { name: /as CSV/ })
      .first()
      .click(),
  );
  expect(await readFile(await got.path(), 'utf8')).toMatch(/^\uFEFF?epoch,/);
  await page.evaluate(() => {
    const $figure = /** @type {any} */ (
      document.querySelector('learning-speeds')
    );
    $figure.state = { images: 2000 };
    $figure.play();
  });
  await expect(
    page.getByText(/put up without the file of digits.*at most 1.000 images/),
  ).toBeVisible();
  await expect(page.locator('[data-control~=copy-embed]')).toHaveCount(0);
});

test('the whole page opens as one file, and trains in a worker', async ({
  open,
}) => {
  const { page, asked, workers, failed } = await openFile(
    open,
    'unstable-gradients.html#figure=learning-speeds&images=100&batch=100&pixels=7&epochs=20&play',
  );
  await reach(page, 20, 'learning-speeds');
  await readings(page, 'random-chains');
  await readings(page, 'gradient-chain');
  await expect.poll(() => workers.length).toBeGreaterThan(1);
  expect(workers.every((url) => url.startsWith('blob:'))).toBe(true);
  await expect(page.locator('.builder')).toBeHidden();
  await expect(page.locator('[data-served]')).toHaveCount(0);
  expect(await failed()).toEqual([]);
  expect(beside(asked, 'unstable-gradients')).toEqual([]);
});
