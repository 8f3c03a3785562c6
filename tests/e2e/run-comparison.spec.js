/**
 * Several runs side by side: the same bits as each alone, kept settings, and
 * what a reader does with them.
 */
import { FOR_AXE, axeFindings } from './axe.js';
import {
  comparisonOf,
  SMALL,
  allDone,
  button,
  downloadRows,
  openComparison,
} from './comparisons.js';
import { expect, test } from './site.js';
import { call, change, excess, hashOf, reach, readingsOf } from './figures.js';

const NAME = 'learning-speeds';

test('each compared depth has the bits that its own link gives', async ({
  open,
}) => {
  /** @type {{ link: string, row: Map<string, string> }[]} */
  const runs = [];
  const first = await open(`${SMALL}&epochs=12&seed=5`);
  const comparison = await openComparison(first);
  await button(comparison, 'Start').click();
  await allDone(comparison, 4);
  const rows = await downloadRows(first, comparison);
  expect(rows.length).toBe(4);
  for (const [index, row] of rows.entries()) {
    const layers = `${index + 1} hidden layer${index === 0 ? '' : 's'}`;
    await button(comparison, `Show this run: ${layers}`).click();
    runs.push({ link: await hashOf(first, NAME), row });
  }
  for (const [index, { link, row }] of runs.entries()) {
    const page = await open(`embed.html${link}`);
    await reach(page, 0, NAME);
    await call(page, 'play', NAME);
    await reach(page, 12, NAME);
    const { speeds, ...readings } = await readingsOf(page, NAME);
    expect(speeds.length).toBe(index + 1);
    expect([
      Number(row.get('epoch')),
      Number(row.get('speed_first')),
      Number(row.get('speed_last')),
      Number(row.get('cost')),
      Number(row.get('training_accuracy')),
      Number(row.get('validation_accuracy')),
    ]).toStrictEqual([
      readings.epoch,
      speeds[0],
      speeds.at(-1),
      readings.cost,
      readings.trainingAccuracy,
      readings.validationAccuracy,
    ]);
  }
});

test('seeds have their spread below them', async ({ open }) => {
  const page = await open(`${SMALL}&epochs=5&seed=3`);
  const comparison = await openComparison(page);
  await comparison.getByLabel('What to compare').selectOption('seed');
  await comparison.getByRole('spinbutton').fill('5');
  await expect(comparison.getByText(/Seeds 3 to 7/)).toBeVisible();
  await button(comparison, 'Start').click();
  await allDone(comparison, 5);
  await expect(
    comparison.getByText(/spread over the 5 that are done/),
  ).toBeVisible();
  const rows = await downloadRows(page, comparison);
  const costs = rows.map((row) => Number(row.get('cost')));
  const sorted = costs.slice(0, 5).sort((a, b) => a - b);
  expect(costs.slice(5)).toStrictEqual([sorted[0], sorted[2], sorted[4]]);
});

test('a comparison keeps the settings that it was started with, and says so', async ({
  open,
}) => {
  const page = await open(`${SMALL}&epochs=3000&seed=3`);
  const comparison = await openComparison(page);
  await button(comparison, 'Start').click();
  await expect(comparison.getByText(/training/).first()).toBeVisible();
  await change(page, NAME, { rate: 0.25, seed: 99 });
  await expect(
    comparison.getByText(/settings of the figure have changed/),
  ).toBeVisible();
  await expect(comparison.getByText(/η 0\.1; .*seed 3;/)).toBeVisible();
  await allDone(comparison, 4);
  for (const row of await downloadRows(page, comparison)) {
    expect(row.get('rate')).toBe('0.1');
    expect(row.get('seed')).toBe('3');
    expect(row.get('epoch')).toBe('3000');
  }
});

test('the keyboard opens, starts, pauses, goes on and keeps its place', async ({
  open,
}) => {
  const page = await open(`${SMALL}&epochs=10000`);
  const figure = page.locator(NAME);
  await reach(page, 0, NAME);
  await figure.locator('summary', { hasText: 'Compare runs' }).focus();
  await page.keyboard.press('Enter');
  const comparison = comparisonOf(page);
  await expect(comparison.getByLabel('What to compare')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(comparison.getByText(/^5 runs: .*training/)).toBeVisible();
  await page.keyboard.press('Space');
  await expect(comparison.getByText(/^5 runs: .*paused/)).toBeVisible();
  await expect(button(comparison, 'Go on')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(comparison.getByText(/^5 runs: .*training/)).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(comparison.getByText(/^5 runs: .*cancelled\.$/)).toBeVisible();
});

test('a number of runs that will not do is refused in words', async ({
  open,
}) => {
  const page = await open(SMALL);
  const comparison = await openComparison(page);
  const field = comparison.getByRole('spinbutton');
  for (const wrong of ['9', '2.5', '1']) {
    await field.fill(wrong);
    await expect(
      comparison.getByText('a whole number from 2 to 8'),
    ).toBeVisible();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
  }
  await expect(comparison.getByText(/1 to 4 hidden layers/)).toBeVisible();
});

/** @type {[look: string, tag: string[], context: import('@playwright/test').BrowserContextOptions][]} */
const LOOKS = [
  ['light', [], {}],
  ['dark', [], { colorScheme: 'dark' }],
  // The narrowest window there is.
  ['phone', ['@phone'], { viewport: { width: 320, height: 800 } }],
];

for (const [look, tag, context] of LOOKS) {
  test(
    `axe finds nothing in a comparison, ${look}`,
    { tag },
    async ({ open }) => {
      const page = await open(`${SMALL}&epochs=5`, {
        context: { ...FOR_AXE.context, ...context },
      });
      const comparison = await openComparison(page);
      await comparison.getByLabel('What to compare').selectOption('seed');
      await button(comparison, 'Start').click();
      await allDone(comparison, 4);
      expect(await axeFindings(page)).toStrictEqual([]);
      expect(await excess(page), 'pixels too wide').toBe(0);
    },
  );
}
