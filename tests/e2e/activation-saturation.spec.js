/** What the hidden layers answer while they train. */
import { call, embed, reach, readings, readingsOf } from './figures.js';
import { expect, test } from './site.js';

const NAME = 'activation-saturation';
const QUICK = 'images=100&pixels=7&hidden=12,8&epochs=30&seed=2&pace=fast';

test('the untrained network has its histograms, and trains with a line and a band a layer', async ({
  open,
}) => {
  const page = await open(embed(NAME, QUICK));
  const first = await readings(page, NAME);
  expect(first.epoch).toBe(0);
  for (const { low, high, shares } of first.histograms) {
    expect([low, high]).toStrictEqual([0, 1]);
    const sum = shares.reduce(
      (/** @type {number} */ all, /** @type {number} */ one) => all + one,
    );
    expect(sum).toBeCloseTo(1, 12);
  }
  const $figure = page.locator(NAME);
  await expect($figure.locator('.run-meaning')).toContainText(
    /^\s*Before the first update the last hidden layer/,
  );
  await expect($figure.locator('.saturation-bins')).toHaveCount(2);
  await call(page, 'play', NAME);
  await reach(page, 30, NAME);
  await expect($figure.locator('.plot-band')).toHaveCount(2);
  await expect($figure.locator('.run-meaning')).toContainText(/fallen to 0/);
  const last = await readingsOf(page, NAME);
  expect(last.means).not.toStrictEqual(first.means);
});

test('the slider shows an epoch before, in histograms, readings and words', async ({
  open,
}) => {
  const page = await open(embed(NAME, QUICK));
  const first = await readings(page, NAME);
  await call(page, 'play', NAME);
  await reach(page, 30, NAME);
  const $figure = page.locator(NAME);
  await $figure.getByRole('slider', { name: 'Epoch shown' }).press('Home');
  await expect($figure.locator('.plot-heading')).toHaveText(
    'Activations before the first update',
  );
  const shown = await readingsOf(page, NAME);
  expect(shown).toStrictEqual(first);
  await expect($figure.locator('.run-meaning')).toContainText(/^\s*Before/);
});

test('what is plotted is part of the state, and only means have bands', async ({
  open,
}) => {
  const page = await open(embed(NAME, `${QUICK}&plotted=saturated`));
  await readings(page, NAME);
  await call(page, 'play', NAME);
  await reach(page, 30, NAME);
  const $figure = page.locator(NAME);
  await expect($figure.locator('.plot-band')).toHaveCount(0);
  await $figure
    .getByLabel('Plotted')
    .selectOption({ label: 'mean activation ± standard deviation' });
  await expect($figure.locator('.plot-band')).toHaveCount(2);
});
