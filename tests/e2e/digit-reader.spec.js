/** A digit that is drawn, and read by the network of a figure. */
import { call, embed, reach, readings } from './figures.js';
import { expect, test } from './site.js';

/** @import { Locator, Page } from '@playwright/test' */

const RUN =
  'images=100&batch=10&pixels=14&hidden=12,8&epochs=30&seed=2&pace=fast';

const FIGURES = /** @type {const} */ ([
  ['learning-speeds', RUN],
  ['neuron-gradients', RUN],
  ['activation-saturation', RUN],
]);

/** @param {Page} page @param {string} name @returns {Locator} the open drawer */
function reader(page, name) {
  return page.locator(name).locator('[data-control="reader"]');
}

/** @param {Page} page @param {Locator} $pad - on which a slanted line is drawn */
async function draw(page, $pad) {
  // Until the plots are drawn, what stands below them moves.
  await $pad.hover();
  const box = await $pad.boundingBox();
  if (!box) throw new Error('no pad');
  const { x, y, width, height } = box;
  await page.mouse.move(x + 0.6 * width, y + 0.2 * height);
  await page.mouse.down();
  await page.mouse.move(x + 0.4 * width, y + 0.8 * height, { steps: 8 });
  await page.mouse.up();
}

for (const [name, run] of FIGURES) {
  test(`what is drawn in ${name} is read by its network as it trains`, async ({
    open,
  }) => {
    const page = await open(embed(name, `${run}&open=draw`));
    await readings(page, name);
    const $reader = reader(page, name);
    const $answer = $reader.getByRole('status');
    await expect($answer).toHaveText('Draw a digit, and the network reads it.');
    await expect($reader.locator('li')).toHaveCount(0);
    await draw(page, $reader.locator('.reader-pad'));
    await expect($answer).toContainText(
      /Reads a \d, output [<\d.]+; next \d: /,
    );
    await expect($reader.locator('li')).toHaveCount(10);
    await expect($reader.locator('.reader-layers canvas')).toHaveCount(2);
    await expect($reader).toContainText('Read by the network before training.');
    const before = await $reader.locator('.reader-outputs').textContent();
    await call(page, 'play', name);
    await reach(page, 30, name);
    await expect($reader).toContainText('after 30 epochs');
    expect(await $reader.locator('.reader-outputs').textContent()).not.toBe(
      before,
    );
    await $reader.getByRole('button', { name: 'Clear' }).click();
    await expect($answer).toContainText(/Draw a digit/);
  });
}

test('the keyboard draws, takes back and clears, and the page hears nothing of it', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(embed(name, `${RUN}&open=draw`));
  await readings(page, name);
  const $reader = reader(page, name);
  const $answer = $reader.getByRole('status');
  await page.evaluate(() => {
    addEventListener('keydown', ({ key }) => {
      document.title += `[${key}]`;
    });
  });
  const $pad = $reader.locator('.reader-pad');
  await $pad.focus();
  const title = await page.title();
  await $pad.press(' ');
  for (let step = 0; step < 8; step += 1) await $pad.press('ArrowDown');
  await expect($answer).toContainText(/Reads a \d/);
  await $pad.press(' ');
  await $pad.press('Backspace');
  await expect($answer).toContainText(/Draw a digit/);
  await $pad.press(' ');
  await $pad.press('ArrowRight');
  await expect($answer).toContainText(/Reads a \d/);
  await $pad.press('Delete');
  await expect($answer).toContainText(/Draw a digit/);
  expect(await page.title()).toBe(title);
});

test('a validation image is read with what it is beside the answer', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(embed(name, `${RUN}&open=draw`));
  await readings(page, name);
  const $reader = reader(page, name);
  await $reader.getByRole('button', { name: 'A validation image' }).click();
  await expect($reader.getByRole('status')).toContainText(
    /Reads a \d.*Validation image 1 is a 3\./,
  );
});

test('the run whose switches are shown reads, and after it is done as well', async ({
  open,
}) => {
  const name = 'gradient-cures';
  const page = await open(
    embed(name, 'images=100&pixels=7&epochs=3&open=draw&pace=fast&batch=10'),
  );
  await readings(page, name);
  const $reader = reader(page, name);
  const $answer = $reader.getByRole('status');
  await draw(page, $reader.locator('.reader-pad'));
  await expect($answer).toHaveText('There is no network yet to read it.');
  await call(page, 'play', name);
  await reach(page, 3, name);
  await expect($answer).toContainText(/Run 1: Reads a \d/);
  await expect($reader).toContainText('after 3 epochs');
});

test('linear readers say what each layer keeps, as a picture, in words and as numbers', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(embed(name, `${RUN}&open=layers-read`));
  await readings(page, name);
  const $layers = page
    .locator(name)
    .locator('[data-control="layers-read-shown"]');
  await $layers.getByRole('button', { name: 'Read the layers' }).click();
  await expect($layers.getByRole('status')).toContainText(
    /From the pixels a linear reader reads [\d.]+\s%, from the first hidden layer/,
  );
  await expect($layers.locator('tbody tr')).toHaveCount(3);
  await expect($layers.locator('.layers-line circle')).toHaveCount(3 + 1);
  await call(page, 'play', name);
  await reach(page, 30, name);
  await $layers.getByRole('button', { name: 'Read them again' }).click();
  await expect($layers.getByRole('status')).toContainText('After 30 epochs');
  await expect($layers.locator('.is-now circle')).toHaveCount(3 + 1);
});
