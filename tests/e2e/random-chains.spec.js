import { readFile } from 'node:fs/promises';
import { embed, readings, readingsOf, without } from './figures.js';
import { expect, test } from './site.js';

const NAME = 'random-chains';
const ORACLE = new URL('../fixtures/random-chains.json', import.meta.url);
const FEW = embed(NAME, 'chains=2000');

test('a hundred thousand chains have the quantiles of a million others', async ({
  open,
}) => {
  const { mc } = JSON.parse(await readFile(ORACLE, 'utf8'));
  const link = embed(NAME, 'weightSpread=1&biasSpread=1&input=1');
  const page = await open(link);
  const { chains, depths, quantilesByDepth } = await readings(page, NAME);
  expect(chains).toBe(100_000);
  for (const { a0, sigma_w: spread, L, quantiles, sd } of mc) {
    if (a0 !== 1 || spread !== 1) continue;
    const row = 5 * depths.indexOf(L);
    quantiles.forEach(
      (/** @type {number} */ quantile, /** @type {number} */ index) => {
        const off = Math.abs(quantilesByDepth[row + index] - quantile);
        // An outer quantile errs up to some four times as far as the mean.
        expect(off, `${L}: ${off}`).toBeLessThan((20 * sd) / Math.sqrt(chains));
      },
    );
  }
});

test('the same link gives the same bits', async ({ open }) => {
  /** @type {any[]} */
  const seen = [];
  for (const link of [FEW, `${FEW}&seed=1`, `${FEW}&seed=2`]) {
    const page = await open(link);
    seen.push(await readings(page, NAME));
  }
  expect(seen[0]).toStrictEqual(seen[1]);
  expect(seen[0].counts).not.toStrictEqual(seen[2].counts);
});

test('the depth slider answers at once, without drawing anew', async ({
  open,
}) => {
  const page = await open(FEW);
  const shallow = await readings(page, NAME);
  await page.getByRole('slider', { name: 'neurons in a row' }).press('End');
  const deep = await readingsOf(page, NAME);
  expect(deep.depth).toBe(32);
  expect(deep.quantilesByDepth).toStrictEqual(shallow.quantilesByDepth);
  await expect(
    page.getByText(/chains of 32 neurons, all vanish/),
  ).toBeVisible();
});

test('on the page a bar chosen by keys opens one of its chains in the other figure', async ({
  open,
}) => {
  const page = await open('index.html#figure=random-chains&chains=2000');
  const { barFrom, barStep, counts } = await readings(page, NAME);
  const picker = page.getByRole('slider', {
    name: 'Bars of the histogram',
  });
  await picker.focus();
  await page.keyboard.press('Home');
  await expect(picker).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`${counts[0]} chain`),
  );
  await page.keyboard.press('Enter');
  await expect(
    page.getByText(/is in the figure of the chain now/),
  ).toBeVisible();
  const { dCdb } = await readings(page, 'gradient-chain');
  const ratio = Math.log10(Math.abs(dCdb[0] / dCdb.at(-1)));
  expect(ratio).toBeGreaterThanOrEqual(barFrom);
  expect(ratio).toBeLessThanOrEqual(barFrom + barStep);
  await page.getByRole('link', { name: 'Go to the chain' }).click();
  await page.waitForFunction(() => {
    const $chain = document.querySelector('gradient-chain');
    const top = $chain?.getBoundingClientRect().top ?? Infinity;
    return top >= 0 && top < window.innerHeight;
  });
});

test('in an embed a click on a bar offers a link that brings the chain', async ({
  open,
}) => {
  const page = await open(FEW);
  await readings(page, NAME);
  const picker = page.getByRole('slider', { name: 'Bars of the histogram' });
  await picker.click();
  const link = page.getByRole('link', {
    name: 'Open it in the chain figure',
  });
  await expect(link).toHaveAttribute(
    'href',
    /index\.html#figure=gradient-chain&weights=/,
  );
  await expect(link).toHaveAttribute('target', '_blank');
});

test('a chain of ReLU neurons that is cut has its own bar and opens too', async ({
  open,
}) => {
  const page = await open(`${FEW}&activation=relu`);
  const { zero, vanishing } = await readings(page, NAME);
  expect(zero).toBeGreaterThan(0.8);
  expect(zero).toBeLessThanOrEqual(vanishing);
  const picker = page.getByRole('slider', { name: 'Bars of the histogram' });
  await picker.focus();
  await page.keyboard.press('Home');
  await expect(picker).toHaveAttribute('aria-valuetext', /^exactly 0/);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Chain .* has a ratio of 0/)).toBeVisible();
});

test('where no worker can start the chains are drawn on the page, the same', async ({
  open,
}) => {
  const inWorker = await readings(await open(FEW), NAME);
  const page = await open(FEW, {
    prepare: (fresh) => without(fresh, 'Worker'),
  });
  expect(await readings(page, NAME)).toStrictEqual(inWorker);
});

test('on a small phone the bars keep a quarter of the screen', async ({
  open,
}) => {
  const page = await open(FEW, {
    context: { viewport: { width: 400, height: 600 } },
  });
  await readings(page, NAME);
  const picture = page.locator(`${NAME} [data-control=histogram] svg.plot`);
  await expect(picture).toBeVisible();
  const { height = 0 } = (await picture.boundingBox()) ?? {};
  expect(height).toBeGreaterThan(150);
});
