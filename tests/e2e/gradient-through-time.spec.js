import { call, change, embed, readings, show } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const NAME = 'gradient-through-time';
const SMALL = 'length=8&width=6&seeds=3';

/**
 * @param {Page} page - with the figure
 * @param {number} steps - of training to wait for
 */
async function train(page, steps) {
  await page.waitForFunction(([selector, wanted]) => {
    const $figure = /** @type {any} */ (document.querySelector(selector));
    return ($figure.readings?.steps ?? 0) >= wanted;
  }, /** @type {const} */ ([NAME, steps]));
}

test('an LSTM whose forget gates begin with a bias of 1 still vanishes at random weights', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'cell=lstm&width=64&length=100'));
  const { median, vanishing, quantiles } = await readings(page, NAME);
  // The independent computation: -9.25 from h_100 to h_1.
  expect(Math.abs(median + 9.25)).toBeLessThan(0.25);
  expect(vanishing).toBe(100);
  expect(quantiles.length).toBe(505);
  await expect(
    page.getByText(/untrained LSTMs: it vanishes, in 100 of 100/).first(),
  ).toBeVisible();
});

test('a network learns to remember, and its link gives the same bits', async ({
  open,
}) => {
  const hash = `${SMALL}&cell=lstm&forgetBias=3`;
  const page = await open(embed(NAME, hash));
  const before = await readings(page, NAME);
  expect(before.trained).toStrictEqual([]);
  await page.getByRole('button', { name: 'Train' }).press('Enter');
  await expect(page.getByText(/: it remembers the first bit/)).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Train' })).toBeVisible();
  const one = await readings(page, NAME);
  expect(one.one).toStrictEqual(before.one);
  expect(one.trained.length).toBe(9);

  const other = await open(embed(NAME, hash));
  await readings(other, NAME);
  await call(other, 'step', NAME);
  await train(other, 10);
  await call(other, 'play', NAME);
  await train(other, one.steps);
  const two = await readings(other, NAME);
  expect(two.costs.slice(0, one.costs.length)).toStrictEqual(one.costs);
});

test('the run of another cell stays, and one of other settings goes', async ({
  open,
}) => {
  const page = await open(embed(NAME, SMALL));
  await readings(page, NAME);
  const lines = page.locator('[data-control=accuracy] .time-run');
  for (const [count, cell] of /** @type {const} */ ([
    [1, 'tanh'],
    [2, 'gru'],
  ])) {
    await change(page, NAME, { cell });
    await readings(page, NAME);
    await page.getByRole('button', { name: 'Ten steps' }).press('Enter');
    await train(page, 10);
    await expect(lines).toHaveCount(count);
  }
  await change(page, NAME, { rate: 0.1 });
  await expect(lines).toHaveCount(0);
  expect((await readings(page, NAME)).steps).toBe(0);
});

test('a training that diverges says so, and offers a smaller rate', async ({
  open,
}) => {
  const hash = `${SMALL}&radius=3&input=0.5&rate=1000&clipping=none`;
  const page = await open(embed(NAME, hash));
  await readings(page, NAME);
  await call(page, 'play', NAME);
  await expect(
    page.getByText(/The training diverged at step \d+:/).first(),
  ).toBeVisible();
  await page
    .getByRole('button', { name: 'Again with a tenth of the rate' })
    .press('Enter');
  await train(page, 1);
  await expect(page.getByLabel('Learning rate η').last()).toHaveValue('100');
});

test('it trains only while somebody can see it', async ({ open }) => {
  const page = await open(embed(NAME, 'width=16&seeds=1'));
  await readings(page, NAME);
  await call(page, 'play', NAME);
  await train(page, 10);
  await show(page, NAME, false);
  const button = page.locator(`${NAME} button[data-control=play]`);
  await expect(button).toHaveText(/Train/);
  await show(page, NAME, true);
  await expect(button).toHaveText(/Pause/);
});

test('a step is read out by keyboard', async ({ open }) => {
  const page = await open(embed(NAME, SMALL));
  await readings(page, NAME);
  const plot = page.getByRole('slider', { name: 'The gradient at each step' });
  await plot.focus();
  await page.keyboard.press('End');
  await expect(plot).toHaveAttribute(
    'aria-valuetext',
    /^step 8: 95 % 1\.000, median 1\.000, /,
  );
  await page.keyboard.press('Home');
  await expect(plot).toHaveAttribute('aria-valuetext', /^step 0: /);
});

test('a plot of a run that is gone has nothing to be read, and that of the next is read as the first was', async ({
  open,
}) => {
  const page = await open(embed(NAME, SMALL));
  await readings(page, NAME);
  const plot = page.locator('[data-control="accuracy"] svg').first();
  const counter = await page.context().newCDPSession(page);
  const listeners = async () => {
    await counter.send('HeapProfiler.collectGarbage');
    return (await counter.send('Memory.getDOMCounters')).jsEventListeners;
  };
  const read = async () => {
    for (const steps of [10, 20, 30]) {
      await call(page, 'step', NAME);
      await train(page, steps);
    }
    await plot.press('Home');
    await expect(plot).toHaveAttribute('aria-valuetext', /^10 steps/);
    await plot.press('ArrowRight');
    await expect(plot).toHaveAttribute('aria-valuetext', /^20 steps/);
  };
  await read();
  const before = await listeners();
  for (let times = 0; times < 2; times += 1) {
    await call(page, 'reset', NAME);
    await expect(plot).toHaveRole('img');
    await expect(plot.locator('.plot-over')).toHaveCount(0);
    await read();
  }
  await expect.poll(listeners).toBe(before);
});
