/** The table of accuracies: trained, paused, stopped, and kept. */
import { change, embed, readings, readingsOf } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const NAME = 'depth-accuracy';
const QUICK =
  'images=100&pixels=7&epochs=3&lambda=0.1&depths=1,2,4&seeds=2&batch=10';

/** @param {Page} page @param {number} count - of networks that are trained */
async function trained(page, count) {
  await page.waitForFunction(
    ([name, wanted]) =>
      /** @type {any} */ (document.querySelector(String(name)))?.readings
        ?.trained === wanted,
    /** @type {const} */ ([NAME, count]),
  );
}

test('each network fills its cell, and the sentence waits for all', async ({
  open,
}) => {
  const page = await open(embed(NAME, QUICK));
  await readings(page, NAME);
  const $figure = page.locator(NAME);
  await $figure.getByRole('button', { name: 'Train 6 networks' }).click();
  await trained(page, 6);
  const { accuracies, rows } = await readingsOf(page, NAME);
  expect(accuracies.map((/** @type {number[]} */ one) => one.length)).toEqual([
    2, 2, 2,
  ]);
  const cells = $figure.locator('tbody td');
  await expect(cells).toHaveCount(6);
  await expect(cells.first()).toHaveText((100 * accuracies[0][0]).toFixed(2));
  await expect($figure.locator('.plot-sentence')).toContainText(
    /hidden layers?/,
  );
  expect(rows[0].seeds).toBe(2);
  await expect(
    $figure.getByRole('button', { name: 'All are trained' }),
  ).toHaveAttribute('aria-disabled', 'true');
});

test('what is done stays when it is stopped, or the table grows', async ({
  open,
}) => {
  const page = await open(embed(NAME, QUICK));
  await readings(page, NAME);
  await page.evaluate((name) => {
    /** @type {any} */ (document.querySelector(name)).step();
  }, NAME);
  await trained(page, 1);
  const $figure = page.locator(NAME);
  await $figure.getByRole('button', { name: 'Train 5 networks' }).click();
  await trained(page, 6);
  await change(page, NAME, { seeds: 3 });
  await trained(page, 6);
  await $figure.getByRole('button', { name: 'Train 3 networks' }).click();
  await trained(page, 9);
  await $figure.getByRole('button', { name: 'Forget all results' }).click();
  await trained(page, 0);
});

test('at full size it says what it fetches before, and a link fetches nothing', async ({
  open,
}) => {
  /** @type {string[]} */
  const asked = [];
  const page = await open(embed(NAME, 'play'), {
    prepare: async (fresh) => {
      fresh.on('request', (request) => asked.push(request.url()));
    },
  });
  await readings(page, NAME);
  const $figure = page.locator(NAME);
  await expect($figure).toContainText(/Fetches \d+(\.\d)?\sMB of digits first/);
  await expect(
    $figure.getByRole('button', { name: 'Train 4 networks' }),
  ).toBeVisible();
  expect(asked.filter((url) => /digits-(more|all)/.test(url))).toEqual([]);
});
