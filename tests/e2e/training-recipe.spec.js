/** A careful practitioner's list: run, shown, stopped, and handed on. */
import {
  call,
  change,
  embed,
  readings,
  readingsOf,
  stateOf,
} from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const NAME = 'training-recipe';
const QUICK =
  'images=200&pixels=7&epochs=2&hidden=8&budget=4&searches=1&members=2';

/** @param {Page} page @param {...string} checks - that are to have a verdict */
async function judged(page, ...checks) {
  await page.waitForFunction(
    ([name, ...wanted]) => {
      const $figure = /** @type {any} */ (document.querySelector(String(name)));
      return wanted.every((check) => $figure?.readings?.verdicts[check]);
    },
    /** @type {const} */ ([NAME, ...checks]),
  );
}

test('one button works down the whole list, and each check has its verdict', async ({
  open,
}) => {
  const page = await open(embed(NAME, QUICK));
  await readings(page, NAME);
  const $figure = page.locator(NAME);
  await $figure.getByRole('button', { name: 'Run all checks' }).click();
  await judged(page, 'data', 'ensemble');
  const { verdicts } = await readingsOf(page, NAME);
  expect(Object.values(verdicts)).not.toContain(null);
  expect(verdicts).toMatchObject({
    data: 'holds',
    seed: 'holds',
    'first-loss': 'holds',
    shapes: 'holds',
    search: 'told',
  });
  for (const $button of await $figure.locator('.recipe-check').all()) {
    await $button.click();
    await expect($button).toHaveAttribute('aria-pressed', 'true');
    await expect($figure.locator('.recipe-verdict')).toHaveText(
      /holds|does not hold|done/,
    );
    await expect($figure.locator('.plot-sentence')).not.toContainText('NaN');
  }
});

test('each check can be run by itself, and a setting forgets what depends on it', async ({
  open,
}) => {
  const page = await open(embed(NAME, QUICK));
  await readings(page, NAME);
  const $figure = page.locator(NAME);
  await $figure.getByRole('button', { name: 'Run check 2' }).click();
  await judged(page, 'seed');
  expect(await stateOf(page, NAME)).toMatchObject({ check: 'seed' });
  await expect($figure.locator('.plot-sentence')).toContainText(
    'The same bits',
  );
  await change(page, NAME, { members: 3 });
  expect((await readingsOf(page, NAME)).verdicts.seed).toBe('holds');
  await change(page, NAME, { rate: 0.2 });
  expect((await readingsOf(page, NAME)).verdicts.seed).toBe(null);
});

test('the digits are searched by what they show, page by page', async ({
  open,
}) => {
  const page = await open(embed(NAME, QUICK));
  await readings(page, NAME);
  const $figure = page.locator(NAME);
  const $digits = $figure.locator('.recipe-digits');
  await expect($digits.getByRole('img')).toHaveCount(40);
  await $figure.getByRole('button', { name: 'Next' }).click();
  await expect($digits.getByRole('img').first()).toHaveAccessibleName(
    /^image 41: \d$/,
  );
  await $figure.getByRole('button', { name: /^3 \d+$/ }).click();
  const { counts } = await readingsOf(page, NAME);
  await expect($digits.getByRole('img')).toHaveCount(Math.min(40, counts[3]));
  for (const $image of await $digits.getByRole('img').all()) {
    await expect($image).toHaveAccessibleName(/: 3$/);
  }
  await $figure.getByLabel('Order').selectOption('cost');
  await expect($figure.locator('.recipe-pages')).toContainText('Run the check');
  await call(page, 'step', NAME);
  await judged(page, 'data');
  await expect($digits.getByRole('img').first()).toHaveAccessibleName(
    /: 3, read as \d, cost/,
  );
});

test('what is under way can be stopped, and what was found is kept', async ({
  open,
}) => {
  const page = await open(
    embed(NAME, 'pixels=7&hidden=8&epochs=500&searches=10&budget=25'),
  );
  await readings(page, NAME);
  const $figure = page.locator(NAME);
  await $figure.getByRole('button', { name: 'Run check 6' }).click();
  await judged(page, 'shapes');
  await $figure.getByRole('button', { name: 'Run check 8' }).click();
  await expect($figure.getByRole('progressbar')).toBeVisible();
  await $figure.getByRole('button', { name: 'Stop' }).click();
  await expect($figure.getByRole('progressbar')).toHaveCount(0);
  const { verdicts } = await readingsOf(page, NAME);
  expect([verdicts.shapes, verdicts.search]).toEqual(['holds', null]);
});

test('a worker that dies is said, and the check can be run again', async ({
  open,
}) => {
  const page = await open(
    embed(NAME, 'check=baseline&images=1000&epochs=500&hidden=256,256'),
    { expected: [/harmed by the test/] },
  );
  await readings(page, NAME);
  const $figure = page.locator(NAME);
  const born = page.waitForEvent('worker');
  await call(page, 'step', NAME);
  const worker = await born;
  await expect($figure.getByRole('progressbar')).toBeVisible();
  await page.waitForFunction((name) => {
    const $path = document
      .querySelector(name)
      ?.shadowRoot?.querySelector('.recipe-line');
    return Boolean($path?.getAttribute('d'));
  }, NAME);
  await worker.evaluate(() => {
    queueMicrotask(() => {
      throw new Error('harmed by the test');
    });
  });
  await expect($figure.getByRole('alert').last()).toContainText(
    'worker that trains has stopped',
  );
  await $figure.getByRole('button', { name: 'Stop' }).click();
  await change(page, NAME, { hidden: [4], epochs: 1 });
  await call(page, 'step', NAME);
  await judged(page, 'baseline');
});

test('the settings that a search has found go to this figure and to the others', async ({
  open,
}) => {
  const page = await open(`index.html#figure=${NAME}&check=search&${QUICK}`);
  const $figure = page.locator(NAME);
  await $figure.scrollIntoViewIfNeeded();
  await readings(page, NAME);
  await call(page, 'step', NAME);
  await judged(page, 'search');
  const { finding } = await readingsOf(page, NAME);
  const rate = Number(finding.best.rate.toPrecision(3));
  const lambda = Number(finding.best.lambda.toPrecision(3));
  await $figure.getByRole('button', { name: 'Use these settings' }).click();
  expect(await stateOf(page, NAME)).toMatchObject({ rate, lambda });
  await expect($figure.locator('.recipe-results')).toBeVisible();
  await $figure.getByRole('link', { name: 'gradient-cures' }).click();
  await expect
    .poll(() => stateOf(page, 'gradient-cures'))
    .toMatchObject({ rate1: rate, lambda, hidden: [8] });
  await $figure.getByRole('link', { name: 'learning-speeds' }).click();
  await expect
    .poll(() => stateOf(page, 'learning-speeds'))
    .toMatchObject({ rate, lambda, hidden: [8], images: 200, pixels: 7 });
});
