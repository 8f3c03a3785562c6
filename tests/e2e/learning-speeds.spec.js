import {
  call,
  embed,
  reach,
  readingsOf,
  rest,
  show,
  stand,
  stateOf,
  watchKeys,
} from './figures.js';
import { expect, test } from './site.js';

const NAME = 'learning-speeds';

test('the figure measures the untrained network by itself, and no more', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await reach(page, 0, NAME);
  const { epoch, speeds, cost } = await readingsOf(page, NAME);
  expect(epoch).toBe(0);
  expect(speeds[0], `${speeds}`).toBeLessThan(speeds[1]);
  expect(cost).toBeGreaterThan(3);
});

test('playing ends at the last epoch, and the same seed gives the same bits again', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'epochs=300&seed=7'));
  const figure = page.locator(NAME);
  await reach(page, 0, NAME);
  await figure.getByRole('button', { name: 'Play' }).click();
  await reach(page, 300, NAME);
  const first = await readingsOf(page, NAME);
  await page.evaluate((name) => {
    const { training } = /** @type {any} */ (document.querySelector(name));
    Reflect.set(globalThis, 'before', training.history);
  }, NAME);
  await figure.getByRole('button', { name: 'Again' }).click();
  // Between two frames of a busy page it may begin and end.
  await page.waitForFunction((name) => {
    const { training } = /** @type {any} */ (document.querySelector(name));
    return training.history !== Reflect.get(globalThis, 'before');
  }, NAME);
  await reach(page, 300, NAME);
  const second = await readingsOf(page, NAME);
  expect(second.speeds).toStrictEqual(first.speeds);
  expect(second.cost).toBe(first.cost);
  const lengths = await page.evaluate((name) => {
    const { epochs, speeds } = /** @type {any} */ (document.querySelector(name))
      .history;
    return [epochs.length, speeds.length];
  }, NAME);
  expect(lengths).toStrictEqual([301, 602]);
});

test('a step is one epoch, and a reset goes back to the same weights', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await reach(page, 0, NAME);
  const start = await readingsOf(page, NAME);
  await call(page, 'step', NAME);
  await reach(page, 1, NAME);
  expect((await readingsOf(page, NAME)).epoch).toBe(1);
  await call(page, 'reset', NAME);
  await stand(page, 0, NAME);
  expect((await readingsOf(page, NAME)).speeds).toStrictEqual(start.speeds);
});

test('a pause is heard at once, while ten thousand epochs are asked for', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'epochs=10000'));
  const figure = page.locator(NAME);
  await reach(page, 0, NAME);
  await call(page, 'play', NAME);
  await reach(page, 20, NAME);
  // Between two frames all rows that have been reported are taken.
  const epoch = await page.evaluate(async (name) => {
    const $figure = /** @type {any} */ (document.querySelector(name));
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const $pause = $figure.shadowRoot.querySelector('[data-control~="play"]');
    const { epoch: last } = $figure.readings;
    $pause.click();
    return last;
  }, NAME);
  await expect(figure.getByRole('button', { name: 'Play' })).toBeVisible();
  await rest(page, NAME);
  const { epoch: paused } = await readingsOf(page, NAME);
  expect(paused).toBeLessThanOrEqual(epoch + 20);
  await call(page, 'step', NAME);
  await reach(page, paused + 1, NAME);
  expect((await readingsOf(page, NAME)).epoch).toBe(paused + 1);
});

test('arrow keys read out the numbers, and other keys go on to the page', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await reach(page, 0, NAME);
  const keys = await watchKeys(page);
  for (const epoch of [1, 2, 3]) {
    await call(page, 'step', NAME);
    await reach(page, epoch, NAME);
  }
  const plot = page
    .locator(NAME)
    .getByRole('slider', { name: /^The speed of learning/ });
  await plot.focus();
  for (const key of ['Home', 'ArrowRight', 'b', 'Escape', 'Escape']) {
    await page.keyboard.press(key);
    if (key !== 'ArrowRight') continue;
    await expect(plot).toHaveAttribute('aria-valuenow', '1');
    await expect(plot).toHaveAttribute(
      'aria-valuetext',
      /^epoch 1: layer 1 0\.\d+, layer 2 0\.\d+$/,
    );
  }
  expect(await keys()).toBe(' b Escape');
});

test('readings, sentence and numbers are those of the epoch shown', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'epochs=400'));
  const figure = page.locator(NAME);
  const meaning = figure.locator('.run-meaning');
  await reach(page, 0, NAME);
  const start = await readingsOf(page, NAME);
  await call(page, 'play', NAME);
  await reach(page, 400, NAME);
  const end = await readingsOf(page, NAME);
  await expect(meaning).toContainText('Off the plateau at epoch 273');
  const slider = figure.getByRole('slider', { name: 'Epoch shown' });
  await slider.fill('200');
  await stand(page, 200, NAME);
  await expect(meaning).not.toContainText('Off the plateau');
  await slider.fill('0');
  await stand(page, 0, NAME);
  const { imagesPerSecond: _, ...shown } = await readingsOf(page, NAME);
  expect(start).toMatchObject(shown);
  await expect(meaning).toContainText('Before the first update');
  await expect(figure.locator('[data-control="side"]')).toContainText(
    `training accuracy ${(100 * start.trainingAccuracy).toFixed(1)}`,
  );
  await slider.fill('400');
  await stand(page, 400, NAME);
  expect((await readingsOf(page, NAME)).speeds).toStrictEqual(end.speeds);
});

test('the accuracies have a plot that can be read on a slide', async ({
  open,
}) => {
  const viewport = { width: 960, height: 540 };
  const page = await open(embed(NAME), { context: { viewport } });
  await reach(page, 0, NAME);
  const height = () =>
    page.locator(NAME).evaluate(($figure) => {
      const $plot = $figure.shadowRoot?.querySelector(
        '[data-control="accuracy-plot"]',
      );
      const ticks = [...($plot?.querySelectorAll('.plot-back text') ?? [])];
      const tops = ticks
        .filter(({ textContent }) => /%/.test(textContent ?? ''))
        .map(($tick) => $tick.getBoundingClientRect().top);
      return Math.max(...tops) - Math.min(...tops);
    });
  // It is drawn after its numbers have come.
  await expect.poll(height).toBeGreaterThan(70);
});

test('backpropagation on screen agrees with central differences', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'images=100&batch=100'));
  const figure = page.locator(NAME);
  await reach(page, 0, NAME);
  await figure.getByRole('button', { name: 'Check the gradient' }).click();
  await expect(
    figure.getByText(/^The gradient on 100 images, by backpropagation/),
  ).toContainText(/They agree within the bound/);
});

test('the speed by weights is another view of the same run', async ({
  open,
}) => {
  const page = await open(
    embed(NAME, 'images=100&batch=100&epochs=3', 'open=notes'),
  );
  const figure = page.locator(NAME);
  await call(page, 'play', NAME);
  await reach(page, 3, NAME);
  await figure
    .getByLabel('The speed is the gradient by')
    .selectOption('the weights');
  await expect(
    figure.getByRole('slider', { name: /measured by its weights/ }),
  ).toBeVisible();
  await expect(figure.locator('.run-meaning')).toContainText(
    'By its weights, hidden layer',
  );
  await expect(figure.getByRole('slider', { name: 'Epoch shown' })).toHaveValue(
    '3',
  );
  expect((await stateOf(page, NAME)).measure).toBe('weights');
});

test('without the digits the figure says so, and trains once they are there', async ({
  open,
}) => {
  let isMissing = true;
  const page = await open(embed(NAME), {
    expected: [/404/, /digits-first/],
    prepare: (fresh) =>
      fresh.route(/digits-first[^/]*\.bin$/, (route) =>
        isMissing ? route.fulfill({ status: 404 }) : route.continue(),
      ),
  });
  const figure = page.locator(NAME);
  await expect(figure.getByText(/digits could not be fetched/)).toBeVisible();
  isMissing = false;
  await figure.getByRole('button', { name: 'Try again' }).click();
  await reach(page, 0, NAME);
  expect((await readingsOf(page, NAME)).epoch).toBe(0);
});

test('a run that plays waits while it is off the screen', async ({ open }) => {
  const page = await open(embed(NAME, 'epochs=10000'));
  const figure = page.locator(NAME);
  await reach(page, 0, NAME);
  await call(page, 'play', NAME);
  await reach(page, 5, NAME);
  await show(page, NAME, false);
  await expect(
    figure.getByRole('button', { name: 'Play', includeHidden: true }),
  ).toBeAttached();
  const { epoch } = await readingsOf(page, NAME);
  await show(page, NAME, true);
  await reach(page, epoch + 5, NAME);
});
