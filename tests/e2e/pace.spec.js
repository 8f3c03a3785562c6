/** How fast a run is shown, going back over it, and links that play. */
import { FIGURES, embed, property, reach, stand } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

/** Every figure that trains. */
const TRAINING = FIGURES.map(({ name }) => name).filter((name) =>
  ['learning-speeds', 'neuron-gradients'].includes(name),
);

/**
 * @param {Page} page - with a figure that trains
 * @param {string} name - of the figure
 * @param {string} pace - of its run
 * @returns {Promise<{ epochs: number[], ms: number }>} the epochs that it shows from
 *   Play to the last, and how long that takes
 */
async function playedAt(page, name, pace) {
  await page.evaluate(([selector, value]) => {
    const $figure = /** @type {any} */ (document.querySelector(selector));
    $figure.pace = value;
    $figure.reset();
  }, /** @type {const} */ ([name, pace]));
  await stand(page, 0, name);
  await page.evaluate((selector) => {
    const $figure = /** @type {any} */ (document.querySelector(selector));
    const watched = { epochs: /** @type {number[]} */ ([]), from: 0, to: 0 };
    Reflect.set(globalThis, 'watched', watched);
    document.addEventListener('click', () => {
      watched.from ||= performance.now();
    });
    $figure.addEventListener('readingschange', () => {
      watched.epochs.push($figure.readings.epoch);
      watched.to = performance.now();
    });
  }, name);
  await page.locator(name).getByRole('button', { name: 'Play' }).click();
  await reach(page, 500, name);
  return page.evaluate(() => {
    const { epochs, from, to } = Reflect.get(globalThis, 'watched');
    return { epochs, ms: to - from };
  });
}

for (const name of TRAINING) {
  test(`${name} takes about eight seconds, and shows most of the first epochs`, async ({
    open,
  }) => {
    const page = await open(embed(name), { isPaced: true });
    await reach(page, 0, name);
    const { epochs, ms } = await playedAt(page, name, 'normal');
    const first = new Set(epochs.filter((epoch) => epoch > 0 && epoch <= 50));
    expect(first.size).toBeGreaterThanOrEqual(25);
    expect(ms).toBeGreaterThan(6000);
    // The training itself takes as long as this machine needs just now.
    const { ms: training } = await playedAt(page, name, 'fast');
    expect(ms - training).toBeLessThan(9000);
  });
}

test('no number depends on the pace', async ({ open }) => {
  const name = 'learning-speeds';
  const histories = [];
  for (const pace of ['normal', 'fast']) {
    const page = await open(
      embed(name, 'epochs=100', 'images=200', 'batch=20', `pace=${pace}`),
      { isPaced: true },
    );
    await reach(page, 0, name);
    await page.locator(name).getByRole('button', { name: 'Play' }).click();
    await reach(page, 100, name);
    histories.push(
      await page.evaluate((selector) => {
        const $figure = /** @type {any} */ (document.querySelector(selector));
        const { epochs, speeds, cost } = $figure.history;
        return [epochs, speeds, cost].map((numbers) => [...numbers]);
      }, name),
    );
  }
  expect(histories[0]).toEqual(histories[1]);
});

for (const name of TRAINING) {
  test(`${name} goes back over what was measured, and plays again`, async ({
    open,
  }) => {
    const page = await open(embed(name, 'epochs=40', 'pace=fast'));
    await reach(page, 0, name);
    const figure = page.locator(name);
    await figure.getByRole('button', { name: 'Play' }).click();
    await reach(page, 40, name);
    const slider = figure.getByRole('slider', { name: 'Epoch shown' });
    await expect(slider).toHaveValue('40');
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(slider).toHaveValue('39');
    await page.keyboard.press('Home');
    await expect(slider).toHaveValue('0');
    await figure.getByRole('button', { name: 'Again' }).click();
    await expect(slider).toHaveValue('40');
  });
}

test('a long run shows how far it is, how fast it goes and what is left', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(embed(name, 'pace=slow', 'play'), { isPaced: true });
  await reach(page, 3, name);
  const progress = page.locator(name).locator('[data-control="progress"]');
  await expect(progress).toContainText(
    /[\d.]+ epochs a second, \d+\u202fs left/,
  );
  await page
    .locator(name)
    .getByRole('combobox', { name: 'Pace' })
    .selectOption('full speed');
  await reach(page, 500, name);
  await expect(progress).toBeHidden();
  expect(await property(page, name, 'pace')).toBe('fast');
});

test('a change of pace alone is in the address', async ({ open }) => {
  for (const path of [embed('learning-speeds'), 'index.html']) {
    const page = await open(path);
    await reach(page, 0, 'learning-speeds');
    await page
      .locator('learning-speeds')
      .getByRole('combobox', { name: 'Pace' })
      .selectOption('slow');
    await expect(page).toHaveURL(/figure=learning-speeds&.*pace=slow/);
  }
});

test('a link with “play” goes from link to picture by itself', async ({
  open,
}) => {
  for (const path of [
    embed('neuron-gradients', 'epochs=30', 'play'),
    'index.html#figure=neuron-gradients&epochs=30&play=1',
  ]) {
    const page = await open(path);
    await reach(page, 30, 'neuron-gradients');
  }
});

test('a link with “play” trains a cell, once it is seen', async ({ open }) => {
  const name = 'gradient-through-time';
  const page = await open(
    embed(name, 'length=5', 'width=4', 'seeds=2', 'pace=fast', 'play'),
  );
  await page.waitForFunction(
    (selector) =>
      /** @type {any} */ (document.querySelector(selector)).readings?.steps > 0,
    name,
  );
  await expect(page.getByText('This link could not be used')).toHaveCount(0);
});

test('a link with “play” is no consent to a large download', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(embed(name, 'images=50000', 'play'));
  await expect(
    page.locator(name).locator('[data-control="fetch"]'),
  ).toBeVisible();
  await expect(
    page.locator(name).locator('[data-control="fetch"] button'),
  ).toHaveText(/Fetch|Download|Load/i);
});
