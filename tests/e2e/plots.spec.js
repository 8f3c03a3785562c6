/** Every plot of every figure is read in the same way. */
import { readFile } from 'node:fs/promises';
import {
  call,
  download,
  embed,
  reach,
  readings,
  readingsOf,
  settle,
} from './figures.js';
import { expect, test } from './site.js';

/** @import { Locator, Page } from '@playwright/test' */

const RUN = 'images=100&batch=100&epochs=8';
const PLOTS = /** @type {const} */ ([
  ['learning-speeds', RUN, ''],
  ['neuron-gradients', `${RUN}&layer=1&neuron=3`, 'open=history-plot'],
  ['gradient-chain', '', 'open=charts'],
  ['exploding-window', '', ''],
  ['random-chains', 'chains=2000', 'open=quantiles'],
  ['layer-jacobians', '', 'open=pictures'],
  ['activation-saturation', RUN, ''],
  ['deep-circuits', '', 'open=counts'],
]);
const TRAINING = [
  'learning-speeds',
  'neuron-gradients',
  'activation-saturation',
];
const SPEEDS = 'learning-speeds';

/** @param {Page} page @param {string} name @returns {Locator} what can be read */
function plotsOf(page, name) {
  return page
    .locator(name)
    .locator("svg.plot:is([role='slider'], .chain-slopes):visible");
}

/** @param {Locator} plot - its tooltip is inside of it, and covers no dot */
async function expectTooltip(plot) {
  const tip = plot.locator('.plot-tip rect');
  await expect(tip).toHaveCount(1);
  const panel = await tip.boundingBox();
  const box = await plot.boundingBox();
  if (!panel || !box) throw new Error('no tooltip');
  expect(panel.x).toBeGreaterThan(box.x - 1);
  expect(panel.y).toBeGreaterThan(box.y - 1);
  expect(panel.x + panel.width).toBeLessThan(box.x + box.width + 1);
  expect(panel.y + panel.height).toBeLessThan(box.y + box.height + 1);
  for (const dot of await plot.locator('.plot-tip-dot').all()) {
    const {
      x = 0,
      y = 0,
      width = 0,
      height = 0,
    } = (await dot.boundingBox()) ?? {};
    const [across, down] = [x + width / 2, y + height / 2];
    const isOver =
      across > panel.x &&
      across < panel.x + panel.width &&
      down > panel.y &&
      down < panel.y + panel.height;
    expect(isOver).toBe(false);
  }
}

for (const [name, state, view] of PLOTS) {
  test(`every plot of ${name} is read by pointer and by keyboard`, async ({
    open,
  }) => {
    const page = await open(embed(name, state, view));
    await settle(page);
    await readings(page, name);
    if (TRAINING.includes(name)) {
      await call(page, 'play', name);
      await reach(page, 8, name);
      // Nothing below its words moves any more.
      await expect(page.getByRole('button', { name: 'Again' })).toBeVisible();
    }
    const plots = plotsOf(page, name);
    await expect(plots.first()).toBeVisible();
    for (const plot of await plots.all()) {
      await plot.scrollIntoViewIfNeeded();
      const box = await plot.boundingBox();
      if (!box) throw new Error('no plot');
      for (const share of [0.35, 0.8]) {
        await page.mouse.move(
          box.x + box.width * share,
          box.y + box.height * 0.4,
        );
        await expectTooltip(plot);
      }
      await page.mouse.move(0, 0);
      await expect(plot.locator('.plot-tip')).toHaveCount(0);
      // Where parts of it take the focus, the pointer alone reads it.
      if ((await plot.getAttribute('role')) !== 'slider') continue;
      await plot.focus();
      await page.keyboard.press('Home');
      await expectTooltip(plot);
      await expect(plot).toHaveAttribute('aria-valuetext', /^[^:]+: ./);
      await page.keyboard.press('Escape');
      await expect(plot.locator('.plot-tip')).toHaveCount(0);
      await plot.blur();
    }
  });
}

test('the epoch shown is taken hold of in a plot, and moves it from the scrubber', async ({
  open,
}) => {
  const page = await open(embed(SPEEDS, 'images=100&batch=100&epochs=40'));
  await reach(page, 0, SPEEDS);
  await call(page, 'play', SPEEDS);
  await reach(page, 40, SPEEDS);
  const scrubber = page
    .locator(SPEEDS)
    .getByRole('slider', { name: 'Epoch shown' });
  await expect(scrubber).toHaveValue('40');
  const [speeds, cost] = await plotsOf(page, SPEEDS).all();
  const box = await speeds?.boundingBox();
  if (!speeds || !cost || !box) throw new Error('no plots');
  const at = (/** @type {number} */ share) =>
    /** @type {const} */ ([box.x + box.width * share, box.y + box.height / 2]);
  await page.mouse.move(...at(0.5));
  await expect(scrubber).toHaveValue('40');
  await page.mouse.down();
  await page.mouse.move(...at(0.3), { steps: 3 });
  await page.mouse.up();
  // Plots and sliders follow in a frame.
  const epoch = String((await readingsOf(page, SPEEDS)).epoch);
  expect(Number(epoch)).toBeLessThan(20);
  await expect(speeds).toHaveAttribute('aria-valuenow', epoch);
  await expect(scrubber).toHaveValue(epoch);
  // The other plots have its line as well, and their handle.
  await expect(cost.locator('.plot-cursor')).toHaveCount(1);
  await expect(cost.locator('.plot-grip')).toHaveCount(1);
  await page.mouse.move(0, 0);
  await scrubber.focus();
  await page.keyboard.press('ArrowRight');
  const next = String(Number(epoch) + 1);
  await expect(speeds).toHaveAttribute('aria-valuenow', next);
  await expect(cost).toHaveAttribute('aria-valuenow', next);
  await speeds.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(scrubber).toHaveValue(epoch);
  await page.keyboard.press('End');
  await expect(scrubber).toHaveValue('40');
});

test('a tap shows the values, and they stay', async ({ browser, site }) => {
  const context = await browser.newContext({ hasTouch: true });
  const page = await context.newPage();
  await page.goto(new URL(embed('exploding-window'), site.url).href);
  const plot = plotsOf(page, 'exploding-window').first();
  // Beside the window, which is for hands to move.
  await plot.tap({ position: { x: 120, y: 60 } });
  await expectTooltip(plot);
  await context.close();
});

test('a picture in a file has no tooltip and is no slider', async ({
  open,
}) => {
  const page = await open(embed('exploding-window', '', 'open=data'));
  const plot = plotsOf(page, 'exploding-window').first();
  await plot.click({ position: { x: 120, y: 60 } });
  await expectTooltip(plot);
  const file = await download(page, () =>
    page.getByRole('button', { name: 'SVG of the factor' }).click(),
  );
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toMatch(/role="img"/);
  expect(text).not.toMatch(/slider|tabindex|aria-value|a = 0/);
});

test('names at the ends of lines leave the width to the plot', async ({
  open,
}) => {
  const page = await open(embed(SPEEDS, RUN));
  await page.setViewportSize({ width: 1046, height: 800 });
  await reach(page, 0, SPEEDS);
  const plot = plotsOf(page, SPEEDS).first();
  // It is laid out anew for the other window.
  await expect
    .poll(async () => {
      const box = await plot.boundingBox();
      const axis = await plot
        .locator('xpath=..')
        .locator('.plot-back .is-axis')
        .boundingBox();
      if (!box || !axis) return NaN;
      const right = box.x + box.width - (axis.x + axis.width);
      return right / box.width;
    })
    .toBeLessThan(0.12);
});
