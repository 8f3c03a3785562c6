/** Runs with remedies of their own: under one Play, and what is said of them. */
import { change, embed, readings, readingsOf } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const NAME = 'gradient-cures';
const QUICK = 'images=100&batch=10&lambda=0.01&pixels=7&epochs=3&pace=fast';

const SHALLOW = `${QUICK}&hidden=8,8,8`;

/** @param {Page} page @param {number} epoch @param {number} runs - that are to have come to it */
async function at(page, epoch, runs) {
  await page.waitForFunction(([name, wanted, count]) => {
    const { readings: found } = /** @type {any} */ (
      document.querySelector(String(name))
    );
    return (
      found?.runs.length === count &&
      found.runs.every((/** @type {any} */ run) => run.epoch === wanted)
    );
  }, /** @type {const} */ ([NAME, epoch, runs]));
}

test('one Play trains all runs, and each has its two scores', async ({
  open,
}) => {
  const page = await open(embed(NAME, SHALLOW));
  await readings(page, NAME);
  const $figure = page.locator(NAME);
  await expect($figure.locator('[data-control="meaning"]')).toHaveText(
    /^Play trains all 4 networks/,
  );
  await $figure.getByRole('button', { name: 'Play' }).click();
  await at(page, 3, 4);
  await expect($figure.locator('[data-control="meaning"]')).toHaveText(
    /^After 3 epochs the layers are .* Each is one run\.$/,
  );
  const { runs } = await readingsOf(page, NAME);
  const $scores = $figure.locator('.cure-scores');
  await expect($scores).toHaveCount(4);
  await expect($scores.first()).toContainText(
    `${(100 * runs[0].validationAccuracy).toFixed(1)}\u202f%`,
  );
});

test('a step from nothing trains one epoch of each run', async ({ open }) => {
  const page = await open(embed(NAME, SHALLOW));
  await readings(page, NAME);
  await page.evaluate((name) => {
    /** @type {any} */ (document.querySelector(name)).step();
  }, NAME);
  await at(page, 1, 4);
});

test('the switches are those of the run whose name is pressed', async ({
  open,
}) => {
  const page = await open(embed(NAME, `${SHALLOW}&runs=2`));
  await readings(page, NAME);
  const $figure = page.locator(NAME);
  await $figure.getByRole('button', { name: /^Run 2: momentum/ }).click();
  const $switches = $figure.getByRole('group', { name: 'Switches of run 2' });
  await $switches.getByLabel('Activation').selectOption('tanh');
  await expect(
    $figure.getByRole('button', { name: /^Run 2: tanh, momentum/ }),
  ).toHaveAttribute('aria-pressed', 'true');
  await $figure.getByRole('button', { name: 'Play' }).click();
  await at(page, 3, 2);
});

test('a run that diverges says where, and the others go on', async ({
  open,
}) => {
  const page = await open(
    embed(
      NAME,
      `${QUICK}&hidden=30,30,30,30,30,30,30,30&runs=2&activation2=relu&residual2=on&rate2=100`,
    ),
  );
  await readings(page, NAME);
  const $figure = page.locator(NAME);
  await $figure.getByRole('button', { name: 'Play' }).click();
  await expect($figure.locator('.cure-ending')).toHaveText(
    /diverged: at step \d+, in epoch \d+, numbers of/,
  );
  await page.waitForFunction(
    (name) =>
      /** @type {any} */ (document.querySelector(name)).readings.runs[0]
        ?.epoch === 3,
    NAME,
  );
  await expect($figure.locator('[data-control="meaning"]')).toHaveText(
    /Run 2 \(.*\) has stopped early/,
  );
});

test('other settings begin the runs anew', async ({ open }) => {
  const page = await open(embed(NAME, SHALLOW));
  await readings(page, NAME);
  const $figure = page.locator(NAME);
  await $figure.getByRole('button', { name: 'Play' }).click();
  await at(page, 3, 4);
  await change(page, NAME, { runs: 3, seed: 2 });
  await at(page, 0, 3);
});
