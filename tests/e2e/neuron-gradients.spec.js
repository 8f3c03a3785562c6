import { axeFindings, FOR_AXE } from './axe.js';
import { expect, test } from './site.js';
import {
  call,
  embed,
  reach,
  readingsOf,
  stand,
  stateOf,
  watchKeys,
} from './figures.js';

const NAME = 'neuron-gradients';
const SMALL = 'images=50&batch=50&pixels=7&hidden=8,5&epochs=40';
const EMBED = embed(NAME, SMALL);

/** @param {readonly number[]} values - of a layer */
function norm(values) {
  return Math.hypot(...values);
}

test('the picture is there before the first step, and its norms are the speeds', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'precision=f64'));
  await reach(page, 0, NAME);
  const { epoch, gradients, speeds, followed } = await readingsOf(page, NAME);
  expect(epoch).toBe(0);
  expect(followed).toBe(null);
  expect(
    gradients.map((/** @type {number[]} */ layer) => layer.length),
  ).toStrictEqual([30, 30]);
  for (const [layer, values] of gradients.entries()) {
    const miss = Math.abs(norm(values) - speeds[layer]) / speeds[layer];
    expect(miss).toBeLessThan(1e-13);
  }
  // As the other figure has it, from a run that keeps no gradients.
  const other = await open(embed('learning-speeds', 'precision=f64'));
  await reach(other, 0, 'learning-speeds');
  const truth = await readingsOf(other, 'learning-speeds');
  expect(speeds).toStrictEqual(truth.speeds);
});

test('the page’s count of pairs stands in the stage, and follows the epoch', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await reach(page, 0, NAME);
  const meaning = page.locator(NAME).locator('.run-meaning');
  await expect(meaning).toContainText(
    /In 26 of 30 pairs, .* hidden layer 2 is/,
  );
  const counted = async () => {
    const { gradients } = await readingsOf(page, NAME);
    const [one, other] = gradients;
    return other.filter(
      (/** @type {number} */ value, /** @type {number} */ neuron) =>
        Math.abs(value) > Math.abs(one[neuron]),
    ).length;
  };
  expect(await counted()).toBe(26);
  for (const epoch of [1, 2, 3]) {
    await call(page, 'step', NAME);
    await reach(page, epoch, NAME);
    await expect(meaning).toContainText(`In ${await counted()} of 30 pairs`);
  }
});

test('what a neuron is called has in it what is written on it', async ({
  open,
}) => {
  const page = await open(EMBED, FOR_AXE);
  await reach(page, 0, NAME);
  await expect(page.locator(NAME).locator('.neurons-neuron')).toHaveCount(11);
  expect(await axeFindings(page, ['label-content-name-mismatch'])).toEqual([]);
});

test('a bar is as long as its number says', async ({ open }) => {
  const page = await open(`${EMBED}&neurons=3&first=2`);
  await reach(page, 0, NAME);
  const bars = page.locator(`${NAME} .neurons-neuron`);
  await expect(bars.first()).toBeVisible();
  await expect(bars).toHaveCount(6);
  const drawn = await bars.evaluateAll(($neurons) =>
    $neurons.map(($neuron) => {
      const $bar = $neuron.querySelector('.neurons-bar');
      return {
        layer: Number($neuron.getAttribute('data-layer')),
        neuron: Number($neuron.getAttribute('data-neuron')),
        width: Number($bar?.getAttribute('width')),
        isNegative: $bar?.classList.contains('is-negative') ?? false,
      };
    }),
  );
  expect(drawn.map(({ neuron }) => neuron)).toStrictEqual([1, 2, 3, 1, 2, 3]);
  const { gradients } = await readingsOf(page, NAME);
  const unit = (/** @type {(typeof drawn)[number]} */ bar) =>
    bar.width / Math.abs(gradients[bar.layer][bar.neuron]);
  const longest = drawn.reduce((a, b) => (a.width > b.width ? a : b));
  for (const bar of drawn) {
    const value = gradients[bar.layer][bar.neuron];
    expect(bar.isNegative).toBe(value < 0);
    const expected = unit(longest) * Math.abs(value);
    // Widths are written to hundredths of a pixel.
    expect(Math.abs(bar.width - expected), `${value}`).toBeLessThan(0.02);
  }
});

test('it plays, and the slider goes back to an epoch and on again', async ({
  open,
}) => {
  const page = await open(EMBED);
  const figure = page.locator(NAME);
  await reach(page, 0, NAME);
  const start = await readingsOf(page, NAME);
  await figure.getByRole('button', { name: 'Play' }).click();
  await reach(page, 40, NAME);
  const end = await readingsOf(page, NAME);
  const slider = figure.getByRole('slider', { name: 'Epoch shown' });
  // A key moves the slider from where it stands, a frame after the numbers.
  await expect(slider).toHaveValue('40');
  await slider.focus();
  await page.keyboard.press('Home');
  await stand(page, 0, NAME);
  expect((await readingsOf(page, NAME)).gradients).toStrictEqual(
    start.gradients,
  );
  await expect(slider).toHaveValue('0');
  await page.keyboard.press('End');
  await reach(page, 40, NAME);
  expect((await readingsOf(page, NAME)).gradients).toStrictEqual(end.gradients);
  const { epochs, widths, gradients } = await page.evaluate((name) => {
    const { history } = /** @type {any} */ (document.querySelector(name));
    return {
      epochs: history.epochs.length,
      widths: history.widths,
      gradients: history.gradients.length,
    };
  }, NAME);
  expect([epochs, widths, gradients]).toStrictEqual([41, [8, 5], 41 * 13]);
});

test('arrow keys go from neuron to neuron and beyond those drawn, and Enter follows one', async ({
  open,
}) => {
  const page = await open(`${EMBED}&neurons=3&open=view`);
  await reach(page, 0, NAME);
  const figure = page.locator(NAME);
  const keys = await watchKeys(page);
  await figure.getByRole('button', { name: /layer 1, neuron 1:/ }).focus();
  /** @param {RegExp} name - of the neuron that has the focus */
  const focusIs = (name) =>
    expect(figure.getByRole('button', { name })).toBeFocused();
  for (const neuron of [2, 3, 4]) {
    await page.keyboard.press('ArrowDown');
    await focusIs(new RegExp(`layer 1, neuron ${neuron}:`));
  }
  await page.keyboard.press('ArrowRight');
  await focusIs(/layer 2, neuron 4:/);
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  const exact = figure.getByText(/Neuron 4 of hidden layer 2, after 0 epochs/);
  await expect(exact).toBeVisible();
  const { followed, gradients } = await readingsOf(page, NAME);
  expect(followed).toStrictEqual({
    layer: 2,
    neuron: 4,
    gradient: gradients[1][3],
  });
  await expect(
    figure.getByRole('button', { name: /layer 2, neuron 4/, pressed: true }),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(figure.getByText(/Choose a neuron/)).toBeVisible();
  expect(await keys()).toBe(' b');
});

test('a click follows a neuron, and the link brings it back', async ({
  open,
}) => {
  const page = await open(`${EMBED}&axis=logarithmic`);
  await reach(page, 0, NAME);
  const figure = page.locator(NAME);
  await figure.getByRole('button', { name: /layer 1, neuron 6:/ }).click();
  await expect(figure.getByText(/Neuron 6 of hidden layer 1/)).toBeVisible();
  const { layer, neuron } = await stateOf(page, NAME);
  expect([layer, neuron]).toStrictEqual([1, 6]);
  await expect(page).toHaveURL(/neuron=6/);
  const earlier = await readingsOf(page, NAME);
  await page.reload();
  await reach(page, 0, NAME);
  expect(await readingsOf(page, NAME)).toStrictEqual(earlier);
});

test('a neuron that the network has not is said to be missing', async ({
  open,
}) => {
  const page = await open(`${EMBED}&layer=3&neuron=2`);
  await reach(page, 0, NAME);
  const words = 'This network has no neuron 2 in a hidden layer 3.';
  await expect(page.locator(NAME).getByText(words)).toBeVisible();
});

test('a run too large to keep says so, and still has every step to show', async ({
  open,
}) => {
  const large = 'images=10&batch=10&pixels=7&hidden=256,256,20&epochs=10000';
  const page = await open(embed(NAME, large, 'open=view'));
  await reach(page, 0, NAME);
  for (const epoch of [1, 2, 3, 4, 5, 6]) {
    await call(page, 'step', NAME);
    await reach(page, epoch, NAME);
    expect((await readingsOf(page, NAME)).epoch).toBe(epoch);
  }
  const epochs = await page.evaluate(
    (name) => [
      .../** @type {any} */ (document.querySelector(name)).history.epochs,
    ],
    NAME,
  );
  expect(epochs).toStrictEqual([0, 4, 6]);
  await expect(
    page.locator(NAME).getByText(/only one in 4 measured epochs is kept/),
  ).toBeVisible();
});

test('the numbers of an epoch have a row of each neuron', async ({ open }) => {
  const page = await open(`${EMBED}&layer=1&neuron=2`);
  await reach(page, 0, NAME);
  const figure = page.locator(NAME);
  await figure.getByText('The numbers', { exact: true }).click();
  const table = figure.getByRole('region', { name: /^The numbers/ });
  // The rows follow the toggle in a later frame.
  await expect(table.locator('tbody tr').nth(7)).toBeVisible();
  await expect(table.locator('tbody tr')).toHaveCount(8);
});
