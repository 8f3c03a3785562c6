/** Runs with mini-batches so long that not every epoch is measured. */
import { expect, test } from './site.js';
import {
  call,
  defineAll,
  embed,
  reach,
  readingsOf,
  rest,
  stand,
  stateOf,
} from './figures.js';

/** @import { Page } from '@playwright/test' */

const SPEEDS = 'learning-speeds';
const NEURONS = 'neuron-gradients';
/** Ten images to train on, 250 to validate on: measuring soon has to wait. */
const RUN = 'images=10&batch=3&pixels=7&hidden=4,3&epochs=3000';
/** The last epoch before the first gap, by the rule in the documentation. */
const BEFORE_GAPS = 1157;

/**
 * @param {Page} page - with the figure
 * @param {string} [name] - of the figure
 * @returns {Promise<{ epochs: number[], cost: number[] }>} its history
 */
function historyOf(page, name = SPEEDS) {
  return page.evaluate((selector) => {
    const { history } = /** @type {any} */ (document.querySelector(selector));
    return { epochs: [...history.epochs], cost: [...(history.cost ?? [])] };
  }, name);
}

/**
 * @param {Page} page - with the figure
 * @param {string} measuring - the attribute
 * @param {string} [name] - of the figure
 */
function choose(page, measuring, name = SPEEDS) {
  return page.evaluate(([selector, text]) => {
    document.querySelector(selector)?.setAttribute('measuring', text);
  }, /** @type {[string, string]} */ ([name, measuring]));
}

test('a long run is measured at some epochs, with the bits of one measured at all', async ({
  open,
}) => {
  const page = await open(embed(SPEEDS, RUN, 'open=notes'));
  const figure = page.locator(SPEEDS);
  await reach(page, 0, SPEEDS);
  await expect(figure.getByText(/^Measured at/)).toHaveCount(0);
  await call(page, 'play', SPEEDS);
  await reach(page, 3000, SPEEDS);
  const some = await historyOf(page);
  expect(some.epochs.length, `${some.epochs.length} epochs`).toBeLessThan(1300);
  expect([some.epochs[0], some.epochs[1], some.epochs.at(-1)]).toStrictEqual([
    0, 1, 3000,
  ]);
  const words = `Measured at ${some.epochs.length} of the epochs 0 to 3000;`;
  await expect(figure.getByText(words)).toBeVisible();
  await expect(
    figure.getByText(/at most 10\s% as many images/).first(),
  ).toBeVisible();

  await choose(page, 'every');
  await stand(page, 0, SPEEDS);
  await call(page, 'play', SPEEDS);
  await reach(page, 3000, SPEEDS);
  const all = await historyOf(page);
  expect(all.epochs.length).toBe(3001);
  for (const [row, epoch] of some.epochs.entries()) {
    expect(some.cost[row], `epoch ${epoch}`).toBe(all.cost[epoch]);
  }
  await expect(figure.getByText('Measured at')).toHaveCount(0);
});

test('a pause ends on a measured epoch, and a step is one epoch from there', async ({
  open,
}) => {
  // Large enough to be still at it when the button is pressed.
  const long = 'images=10&batch=1&pixels=14&hidden=100,100&epochs=10000';
  const page = await open(embed(SPEEDS, long));
  const figure = page.locator(SPEEDS);
  await reach(page, 0, SPEEDS);
  await call(page, 'play', SPEEDS);
  await reach(page, BEFORE_GAPS, SPEEDS);
  await figure.getByRole('button', { name: 'Pause' }).click();
  await expect(figure.getByRole('button', { name: 'Play' })).toBeVisible();
  await rest(page, SPEEDS);
  const { epoch } = await readingsOf(page, SPEEDS);
  expect(epoch).toBeGreaterThan(BEFORE_GAPS);
  for (const steps of [1, 2]) {
    await call(page, 'step', SPEEDS);
    await reach(page, epoch + steps, SPEEDS);
    expect((await readingsOf(page, SPEEDS)).epoch).toBe(epoch + steps);
  }
});

test('arrow keys read out the measured epochs, over a gap as over none', async ({
  open,
}) => {
  const page = await open(embed(SPEEDS, RUN));
  await reach(page, 0, SPEEDS);
  await call(page, 'play', SPEEDS);
  await reach(page, 3000, SPEEDS);
  const { epochs } = await historyOf(page);
  const plot = page
    .locator(SPEEDS)
    .getByRole('slider', { name: /^The speed of learning/ });
  await plot.focus();
  for (const back of [2, 3, 4]) {
    await page.keyboard.press('ArrowLeft');
    const epoch = String(epochs.at(-back));
    await expect(plot).toHaveAttribute('aria-valuenow', epoch);
    await expect(plot).toHaveAttribute(
      'aria-valuetext',
      new RegExp(`^epoch ${epoch}: layer 1 `),
    );
    await expect(
      page.locator(SPEEDS).getByRole('slider', { name: 'Epoch shown' }),
    ).toHaveValue(epoch);
  }
});

test('the slider of single neurons goes from one measured epoch to the next', async ({
  open,
}) => {
  const page = await open(embed(NEURONS, RUN, 'open=view'));
  await reach(page, 0, NEURONS);
  await call(page, 'play', NEURONS);
  await reach(page, 3000, NEURONS);
  const { epochs } = await historyOf(page, NEURONS);
  expect(epochs.length, `${epochs.length} epochs`).toBeLessThan(1300);
  const figure = page.locator(NEURONS);
  await expect(
    figure.getByText(/Measured at \d+ of the epochs 0 to 3000/),
  ).toBeVisible();
  const slider = figure.getByRole('slider', { name: 'Epoch shown' });
  await slider.focus();
  await expect(slider).toHaveValue(String(epochs.at(-1)));
  for (const [key, back] of /** @type {const} */ ([
    ['ArrowLeft', 2],
    ['ArrowLeft', 3],
    ['ArrowRight', 2],
  ])) {
    // A key moves the slider from where it stands, a frame after the numbers.
    await page.keyboard.press(key);
    const epoch = Number(epochs.at(-back));
    await expect(slider).toHaveValue(String(epoch));
    await stand(page, epoch, NEURONS);
  }
});

test('the share is chosen in the settings, and one that will not do is refused in words', async ({
  open,
}) => {
  const page = await open(embed(SPEEDS, RUN, 'open=settings'));
  const figure = page.locator(SPEEDS);
  await reach(page, 0, SPEEDS);
  const select = figure.getByLabel('Measuring');
  await select.selectOption({ label: 'at every epoch' });
  await expect(figure).toHaveAttribute('measuring', 'every');
  await choose(page, '0.5');
  const words = figure.getByText(/The attribute measuring was ignored/);
  await expect(words).toContainText(/expected one of 0\.05, 0\.1/);
  await expect(select).toHaveValue('every');
  await choose(page, '0.05');
  await expect(figure.getByText('was ignored')).toHaveCount(0);
  await expect(select).toHaveValue('0.05');
  // It is no part of the state, so no part of a link.
  expect(await stateOf(page, SPEEDS)).not.toHaveProperty('measuring');
});

test('figures that share a run measure at the same epochs', async ({
  open,
}) => {
  const page = await open('embed.html#figure=gradient-chain');
  await defineAll(page);
  await page.evaluate(
    (names) => {
      for (const name of names) {
        const $figure = document.createElement(name);
        $figure.setAttribute('run', 'ours');
        $figure.setAttribute('images', '10');
        $figure.setAttribute('batch', '2');
        document.querySelector('main')?.append($figure);
      }
    },
    [SPEEDS, NEURONS],
  );
  await reach(page, 0, SPEEDS);
  await choose(page, 'every', NEURONS);
  await expect(page.locator(`${SPEEDS}[measuring="every"]`)).toBeAttached();
  await reach(page, 0, SPEEDS);
});
