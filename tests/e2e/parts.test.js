/** What an embedded figure fetches of the compiled core, and when. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Site } from './harness.js';
import { reach, readingsOf } from './runs.js';

/** @import { Page } from 'playwright-core' */

const NAME = 'learning-speeds';
const EMBED = `embed.html#figure=${NAME}&images=100&batch=100&epochs=20`;

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

/**
 * @param {Page} page - whose requests are noted from now on
 * @returns {Map<string, number>} how often each file of the core was asked for
 */
function noted(page) {
  /** @type {Map<string, number>} */
  const files = new Map();
  page.on('request', (request) => {
    const [, name] = /\/www\/pkg\/([^/]+)$/.exec(request.url()) ?? [];
    if (name) files.set(name, (files.get(name) ?? 0) + 1);
  });
  return files;
}

/**
 * @param {Page} page - with the figure
 * @param {string} precision - of the arithmetic
 */
async function take(page, precision) {
  await page.evaluate((value) => {
    const $figure = /** @type {any} */ (
      document.querySelector('learning-speeds')
    );
    $figure.state = { ...$figure.state, precision: value };
  }, precision);
}

/**
 * @param {Page} page - with the figure
 * @param {number} speed - of the first layer, which is about to be another
 */
async function isOtherThan(page, speed) {
  await page.waitForFunction((old) => {
    const $figure = /** @type {any} */ (
      document.querySelector('learning-speeds')
    );
    const now = $figure.readings?.speeds[0];
    return now !== undefined && now !== old;
  }, speed);
}

/** @param {Map<string, number>} files */
function partsIn(files) {
  const names = [...files.keys()].filter((name) => name.endsWith('.wasm'));
  return names.map((name) => name.replace(/_bg\.wasm$/, '')).sort();
}

test('single and double precision are in one part', async () => {
  /** @type {Map<string, number>} */
  let files = new Map();
  await site.open(
    EMBED,
    async (page) => {
      await reach(page, 0, NAME);
      const single = await readingsOf(page, NAME);
      assert.deepEqual(partsIn(files), ['training']);

      await take(page, 'f64');
      await isOtherThan(page, single.speeds[0]);
      const double = await readingsOf(page, NAME);
      assert.deepEqual(partsIn(files), ['training']);
      for (const [layer, speed] of double.speeds.entries()) {
        const miss = Math.abs(single.speeds[layer] / speed - 1);
        assert.ok(miss > 0 && miss < 1e-5, `${miss}`);
      }

      await take(page, 'f32');
      await isOtherThan(page, double.speeds[0]);
      const again = await readingsOf(page, NAME);
      assert.deepEqual(again.speeds, single.speeds);
      assert.equal(again.cost, single.cost);
    },
    {
      prepare: async (page) => {
        files = noted(page);
      },
    },
  );
});

test('a run in double precision plays on when it is chosen while one plays', async () => {
  await site.open(EMBED, async (page) => {
    await reach(page, 0, NAME);
    await page.evaluate(() => {
      const $figure = /** @type {any} */ (
        document.querySelector('learning-speeds')
      );
      $figure.play();
      $figure.state = { ...$figure.state, precision: 'f64' };
    });
    await reach(page, 20, NAME);
  });
});

test('a part that cannot be fetched is told in words, and fetched when tried again', async () => {
  let isMissing = true;
  await site.open(
    EMBED,
    async (page) => {
      const figure = page.locator(NAME);
      await figure.getByText(/program.*could not be fetched/).waitFor();
      isMissing = false;
      await figure.getByRole('button', { name: 'Try again' }).click();
      await figure.getByText(/could not be fetched/).waitFor({
        state: 'detached',
      });
      await reach(page, 0, NAME);
    },
    {
      expected: [/404/, /training/],
      prepare: async (page) => {
        await page.route('**/pkg/training*', (route) =>
          isMissing ? route.fulfill({ status: 404 }) : route.continue(),
        );
      },
    },
  );
});

test('the picture as a file is made in the page, without another part', async () => {
  await site.open(EMBED, async (page) => {
    const figure = page.locator(NAME);
    await reach(page, 0, NAME);
    await figure.getByText('All the numbers').first().click();
    const files = noted(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      figure.getByRole('button', { name: /SVG/ }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    assert.match(text, /^<svg[^]*hidden layer 2[^]*<\/svg>\s*$/);
    assert.match(text, /<path d="M|<circle/);
    assert.equal(files.size, 0);
  });
});
