/**
 * The page without a network, and beside a newer version of itself: what the browser
 * keeps of it.
 */
import { execFileSync } from 'node:child_process';
import {
  cp,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../scripts/serve.mjs';
import { call, change, reach, readings } from './figures.js';
import { DIST, expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const NAME = 'neuron-gradients';
const WORKER = fileURLToPath(
  new URL('../../scripts/offline.mjs', import.meta.url),
);

test.describe.configure({ timeout: 480_000 });

/** Of a page whose host does not answer. */
const WITHOUT_NETWORK = [
  /ERR_CONNECTION|ERR_FAILED|INTERCEPTION_FAILED|Failed to (load|fetch)/,
];

/** @param {Page} page @returns {Promise<unknown>} once the browser has all of it */
function kept(page) {
  return page.evaluate(async () => {
    const { serviceWorker } = navigator;
    await serviceWorker.ready;
    if (serviceWorker.controller) return;
    await new Promise((resolve) => {
      serviceWorker.addEventListener('controllerchange', resolve);
    });
  });
}

/** @param {Page} page */
async function trains(page) {
  // No frame comes in a tab that is behind another.
  await page.bringToFront();
  await page.locator(NAME).scrollIntoViewIfNeeded();
  await readings(page, NAME);
  await call(page, 'play', NAME);
  await reach(page, 3, NAME);
  expect(
    await page.evaluate(
      (selector) =>
        /** @type {any} */ (document.querySelector(selector)).training.session
          .transport,
      NAME,
    ),
  ).toBe('worker');
}

/** @param {Page} page - that has been open for a while */
const registrations = (page) =>
  page.evaluate(async () => {
    await new Promise((resolve) => {
      requestIdleCallback(resolve);
    });
    const all = await navigator.serviceWorker.getRegistrations();
    return all.length;
  });

/**
 * Another version in the place of the one before, of whose scripts one is gone.
 *
 * @param {string} root - the folder that is served
 */
async function deploy(root) {
  const assets = join(root, 'www/assets');
  const names = await readdir(assets);
  const [script = ''] = names.filter((each) => /^index-.*\.js$/.test(each));
  await rename(join(assets, script), join(assets, 'index-NEWER123.js'));
  const page = join(root, 'index.html');
  const html = await readFile(page, 'utf8');
  await writeFile(
    page,
    html
      .replaceAll(script, 'index-NEWER123.js')
      .replace(/<title>[^<]*/, '<title>Newer'),
  );
  execFileSync(process.execPath, [WORKER, root]);
}

test('the page opens without a network and trains; a newer version waits to be asked for', async ({
  open,
}) => {
  const root = await mkdtemp(join(tmpdir(), 'offline-'));
  await cp(DIST, root, {
    recursive: true,
    filter: (path) => !/\.map$|digits-all|\/single$/.test(path),
  });
  const basePath = '/a/course/';
  let server = await startServer({ root, basePath });
  const { port, url } = server;
  try {
    const page = await open(`${url}index.html`, {
      isKept: true,
      expected: WITHOUT_NETWORK,
    });
    await readings(page, NAME);
    await kept(page);
    // Digits that are fetched are kept, too.
    await change(page, NAME, { images: 1500, batch: 100, pixels: 7 });
    await trains(page);

    await server.close();
    await page.reload();
    await trains(page);
    await change(page, NAME, { images: 1500, batch: 100, pixels: 7, seed: 2 });
    await trains(page);
    await change(page, NAME, { images: 50_000 });
    await call(page, 'play', NAME);
    await expect(
      page.getByText(/beyond the first 8.000 images are not here/).first(),
    ).toBeVisible();
    await page.goto(`${url}embed.html#figure=gradient-chain`);
    await readings(page, 'gradient-chain');

    // The host answers again, and has not the script of the page that is kept.
    await deploy(root);
    server = await startServer({ root, basePath, port });
    await page.goto(`${url}?figure=neuron-gradients&seed=4`);
    await expect(page).toHaveTitle(/^Unstable gradients/);
    const words = page.getByRole('status').filter({ hasText: /new version/ });
    await expect(words).toContainText('A new version of this page is ready.');
    await trains(page);
    const other = await page.context().newPage();
    await other.goto(`${url}index.html`);
    await expect(other).toHaveTitle(/^Unstable gradients/);
    await kept(other);
    await expect(
      other.getByRole('status').filter({ hasText: /is ready/ }),
    ).toBeVisible();

    await words.getByRole('button', { name: 'Reload' }).click();
    await expect(page).toHaveTitle('Newer');
    await expect(page).toHaveURL(/seed=4/);
    await trains(page);
    await expect(words).toHaveCount(0);
    await expect(other.getByText('Another tab has taken up')).toBeVisible();
    await other.close();

    await server.close();
    await page.reload();
    await expect(page).toHaveTitle('Newer');
    await readings(page, NAME);
  } finally {
    await server.close().catch(() => {});
    await rm(root, { recursive: true, force: true });
  }
});

test('no frame and no embed has anything kept, and the page can be installed', async ({
  open,
  site,
}) => {
  const page = await open('embed.html#figure=gradient-chain', { isKept: true });
  await readings(page, 'gradient-chain');
  expect(await registrations(page)).toBe(0);

  await page.route('**/framed.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<link rel="icon" href="data:," /><iframe src="index.html" width="900"></iframe>',
    }),
  );
  await page.goto(`${site.url}framed.html`);
  const [, frame] = page.frames();
  if (!frame) throw new Error('expected a frame');
  // Its drawers are fetched ahead; then a page would be kept.
  await frame.waitForFunction(() => {
    const $drawer = /** @type {any} */ (
      document.querySelector('gradient-chain')
    );
    return [...($drawer?.drawers ?? [])].length > 0 && $drawer.readings;
  });
  expect(await registrations(page)).toBe(0);

  const html = await (await page.request.get(`${site.url}index.html`)).text();
  const [, href = ''] = /<link rel="manifest" href="([^"]+)"/.exec(html) ?? [];
  const address = new URL(href, site.url).href;
  const manifest = await (await page.request.get(address)).json();
  expect(manifest).toMatchObject({ display: 'standalone', scope: './' });
  for (const { src, type } of manifest.icons) {
    const icon = await page.request.get(new URL(src, site.url).href);
    expect([icon.status(), icon.headers()['content-type']]).toEqual([
      200,
      type,
    ]);
  }
});
