/** Runs whose page is loaded again or closed, with the browser's own storage. */
import { call, embed, property, readings } from './figures.js';
import { expect, test } from './site.js';

/** @import { Frame, Page } from '@playwright/test' */

const SPEEDS = 'learning-speeds';
const RUN =
  'images=500&pixels=14&hidden=30,30&batch=10&epochs=400&lambda=1&seed=5';
const LONG = embed(SPEEDS, RUN, 'pace=slow');

const OFFER = '[data-control="kept-run"]';

/** @param {Page} page @param {string} name */
async function playUntilKept(page, name) {
  await readings(page, name);
  await call(page, 'play', name);
  const isKept = () => page.evaluate(() => localStorage.length > 0);
  await expect.poll(isKept, { timeout: 30_000 }).toBe(true);
}

/** @param {Page | Frame} page @param {string} name @param {number} epoch @returns {Promise<string>} */
async function fingerprintAt(page, name, epoch) {
  await page.evaluate(([selector, to]) => {
    /** @type {any} */ (document.querySelector(String(selector))).jumpTo(to);
  }, /** @type {const} */ ([name, epoch]));
  await page.waitForFunction(([selector, to]) => {
    const { readings: now } = /** @type {any} */ (
      document.querySelector(String(selector))
    );
    return now?.epoch === to && now.fingerprint;
  }, /** @type {const} */ ([name, epoch]));
  return (await property(page, name, 'readings')).fingerprint;
}

test('a run is taken up after a reload and after its page was closed, with the same bits; not where another tab has it', async ({
  open,
}) => {
  const page = await open(LONG, { isPaced: true });
  await playUntilKept(page, SPEEDS);
  await page.reload();
  await readings(page, SPEEDS);
  const offer = page.locator(OFFER);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(offer).toBeHidden();
  const context = page.context();
  const tab = await context.newPage();
  await tab.goto(page.url());
  await readings(tab, SPEEDS);
  // Its drawing takes longer than a look into the storage does.
  await expect(tab.locator(OFFER)).toHaveCount(0);
  await page.close();
  await tab.reload();
  await readings(tab, SPEEDS);
  await tab.getByRole('button', { name: 'Continue' }).click();
  const kept = await fingerprintAt(tab, SPEEDS, 300);
  await call(tab, 'reset', SPEEDS);
  expect(await fingerprintAt(tab, SPEEDS, 300)).toBe(kept);
});

// Passed in Firefox too; left out there to keep it short.
test(
  'the runs of gradient-cures are taken up after a reload, and end with the same numbers',
  { tag: '@chromium' },
  async ({ open }) => {
    const CURES = 'gradient-cures';
    const of = (/** @type {string} */ name, /** @type {string} */ state) =>
      embed(name, state, 'images=1000&pixels=14&batch=10');
    const page = await open(
      of(CURES, 'hidden=30,30&lambda=0.1&epochs=150&runs=4&pace=slow'),
      { isPaced: true },
    );
    await playUntilKept(page, CURES);
    const epochs = async () => {
      const { runs } = await property(page, CURES, 'readings');
      return runs.map((/** @type {any} */ { epoch }) => epoch);
    };
    await page.reload();
    await readings(page, CURES);
    await expect(page.locator(OFFER)).toContainText(/Of the 4 runs/);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Pace').selectOption('full speed');
    await expect
      .poll(async () => Math.min(...(await epochs())), { timeout: 60_000 })
      .toBe(150);
    const { runs } = await property(page, CURES, 'readings');
    await call(page, 'reset', CURES);
    await call(page, 'play', CURES);
    await expect
      .poll(async () => (await epochs()).join())
      .toBe('150,150,150,150');
    expect((await property(page, CURES, 'readings')).runs).toEqual(runs);
  },
);
