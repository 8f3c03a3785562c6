/** One to four hidden layers side by side, a view of the figure of learning speeds. */
import { readFile } from 'node:fs/promises';
import { FOR_AXE, axeFindings } from './axe.js';
import {
  call,
  change,
  download,
  embed,
  excess,
  hashOf,
  property,
  reach,
  readingsOf,
  stateOf,
} from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const NAME = 'learning-speeds';
const QUICK = 'images=100&batch=100&pixels=7&hidden=8,5&view=depths';
const DEPTHS = embed(NAME, QUICK, 'epochs=20');

/**
 * @param {Page} page - with the figure
 * @param {number} epoch - to wait for, in all four
 * @returns {Promise<any[]>} their readings
 */
async function allReach(page, epoch) {
  await page.waitForFunction(([selector, wanted]) => {
    const $figure = /** @type {any} */ (document.querySelector(selector));
    const depths = $figure.readings?.depths ?? [];
    return (
      depths.length === 4 &&
      depths.every((/** @type {any} */ row) => row.epoch === wanted)
    );
  }, /** @type {const} */ ([NAME, epoch]));
  return (await readingsOf(page, NAME)).depths;
}

test('four depths stand at epoch 0 by themselves, and one Play trains them all', async ({
  open,
}) => {
  const page = await open(DEPTHS);
  const figure = page.locator(NAME);
  const start = await allReach(page, 0);
  expect(start.map(({ hidden }) => hidden)).toStrictEqual([
    [8],
    [8, 8],
    [8, 8, 8],
    [8, 8, 8, 8],
  ]);
  await expect(figure.locator('.run-meaning')).toContainText(
    'Before the first update',
  );
  await figure.getByRole('button', { name: 'Play' }).click();
  const end = await allReach(page, 20);
  await expect(figure.getByRole('button', { name: 'Again' })).toBeVisible();
  await expect(figure.locator('.run-meaning')).toContainText('20 epochs');
  const slider = figure.getByRole('slider', { name: 'Epoch shown' });
  await slider.fill('0');
  expect(await allReach(page, 0)).toStrictEqual(start);
  await slider.fill('20');
  expect(await allReach(page, 20)).toStrictEqual(end);
  await figure.getByRole('button', { name: 'Reset' }).click();
  await allReach(page, 0);
  await figure.getByRole('button', { name: 'Step one epoch' }).click();
  await allReach(page, 1);
});

test('a click on a depth opens it as the one run, with the same bits', async ({
  open,
}) => {
  const page = await open(DEPTHS);
  const figure = page.locator(NAME);
  await allReach(page, 0);
  await call(page, 'play', NAME);
  const [, , third] = await allReach(page, 20);
  await figure
    .getByRole('button', { name: 'Show this run: 3 hidden layers' })
    .click();
  await reach(page, 20, NAME);
  const {
    imagesPerSecond: _,
    fingerprint,
    ...readings
  } = await readingsOf(page, NAME);
  const { hidden, ...row } = third;
  expect(readings).toStrictEqual(row);
  expect(fingerprint).toMatch(/^[\da-f]{8}$/);
  expect(await stateOf(page, NAME)).toMatchObject({ hidden, view: 'run' });
  await expect(figure.locator('[data-control="plot"]')).toBeVisible();
  const back = figure.getByRole('button', {
    name: '1 to 4 layers side by side',
  });
  await expect(back).toBeFocused();
  await back.click();
  await allReach(page, 20);
});

test('a link carries the view, and one with “play” plays all four', async ({
  open,
}) => {
  const page = await open(`${DEPTHS}&play`);
  await allReach(page, 20);
  expect(await hashOf(page, NAME)).toContain('&view=depths');
  await change(page, NAME, { seed: 7 });
  const other = await allReach(page, 0);
  await call(page, 'play', NAME);
  await allReach(page, 20);
  await change(page, NAME, { view: 'run' });
  await expect
    .poll(() => property(page, NAME, 'readings'))
    .not.toHaveProperty('depths');
  expect(other[1].hidden).toStrictEqual([8, 8]);
});

test('the four keep the pace, and a change of it', async ({ open }) => {
  const page = await open(
    embed(NAME, QUICK, 'epochs=2000', 'pace=slow', 'play'),
    {
      isPaced: true,
    },
  );
  await page.waitForFunction((name) => {
    const $figure = /** @type {any} */ (document.querySelector(name));
    return $figure.readings?.depths?.[3]?.epoch > 1;
  }, NAME);
  const { depths } = await readingsOf(page, NAME);
  expect(depths[0].epoch).toBeLessThan(1000);
  await page
    .locator(NAME)
    .getByRole('combobox', { name: 'Pace' })
    .selectOption('full speed');
  await allReach(page, 2000);
});

for (const [look, viewport] of /** @type {const} */ ([
  ['slide', { width: 960, height: 540 }],
  ['phone', { width: 390, height: 844 }],
])) {
  test(`the four are in sight at once, ${look}`, async ({ open }) => {
    const page = await open(DEPTHS, { context: { viewport } });
    const figure = page.locator(NAME);
    await allReach(page, 0);
    await expect(figure.locator('.depth')).toHaveCount(4);
    for (const plot of await figure.locator('.depth .plot-live').all()) {
      await expect(plot).toBeInViewport({ ratio: 1 });
      await expect
        .poll(async () => (await plot.boundingBox())?.height)
        .toBeGreaterThan(80);
    }
    await expect(figure.getByRole('button', { name: 'Play' })).toBeInViewport();
    await expect.poll(() => excess(page)).toBe(0);
    if (look === 'slide') {
      await call(page, 'play', NAME);
      await allReach(page, 20);
      await expect(figure.locator('.depths-said table')).toBeInViewport({
        ratio: 1,
      });
      const overflow = () =>
        page.evaluate(
          () => document.documentElement.scrollHeight - innerHeight,
        );
      await expect.poll(overflow).toBe(0);
    }
  });
}

test('axe finds nothing in the four depths', async ({ open }) => {
  const page = await open(DEPTHS, FOR_AXE);
  await allReach(page, 0);
  expect(await axeFindings(page)).toStrictEqual([]);
});

test('the pointer reads values off each of the four plots, and the name opens its run', async ({
  open,
}) => {
  const page = await open(DEPTHS);
  const figure = page.locator(NAME);
  await allReach(page, 0);
  await figure.getByRole('button', { name: 'Play' }).click();
  await allReach(page, 20);
  const plots = figure.locator(".depth svg.plot[role='slider']:visible");
  await expect(plots).toHaveCount(4);
  for (const plot of await plots.all()) {
    await plot.hover();
    await expect(plot.locator('.plot-tip rect')).toHaveCount(1);
  }
  await figure
    .getByRole('button', { name: 'Show this run: 3 hidden layers' })
    .click();
  expect(await stateOf(page, NAME)).toMatchObject({
    view: 'run',
    hidden: [8, 8, 8],
  });
});

test('the four are taken along as one picture of any size, with their accuracies, settings and link', async ({
  open,
}) => {
  const page = await open(`${DEPTHS}&open=data`);
  const figure = page.locator(NAME);
  await allReach(page, 0);
  await call(page, 'play', NAME);
  await allReach(page, 20);
  const svg = await download(page, () =>
    figure.locator('[data-control="download-svg"]').click(),
  );
  expect(svg.suggestedFilename()).toBe('learning-speeds-depths-seed-1.svg');
  const text = await readFile(await svg.path(), 'utf8');
  for (const name of [
    '1 hidden layer',
    '2 hidden layers',
    '3 hidden layers',
    '4 hidden layers',
  ]) {
    expect(text).toContain(`>${name}</text>`);
  }
  expect(text.match(/>(training|validation) accuracy [\d.]+.%</g)).toHaveLength(
    8,
  );
  expect(text).toMatch(
    /<dc:source[^>]*>[^<]*&amp;view=depths[^<]*&amp;epoch=20&amp;check=20-[\da-f]{8}</,
  );
  expect(text).toMatch(/<desc[^>]*>[^<]*Fingerprint of the run at epoch 20/);

  await figure.locator('[data-control="download-size"]').click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('combobox', { name: 'Size' })
    .selectOption('Slide, 1920 × 1080');
  const png = await download(page, () =>
    dialog.getByRole('button', { name: 'Save PNG' }).click(),
  );
  const bytes = await readFile(await png.path());
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([
    1920, 1080,
  ]);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await figure.locator('[data-control="copy-python"]').click();
  await expect(figure.locator('.ug-copied textarea')).toHaveValue(
    /"name": "4 hidden layers", "hidden": \[8, 8, 8, 8\]/,
  );
});
