/** A prediction, drawn before the run plays and compared with it. */
import { call, embed, hashOf, reach, readingsOf, stand } from './figures.js';
import { expect, test } from './site.js';

/** @import { Locator, Page } from '@playwright/test' */

const NAME = 'learning-speeds';

/**
 * @param {Page} page
 * @param {Locator} pad - over the plot
 * @param {readonly (readonly [number, number])[]} points - of a stroke, in shares of it
 */
async function stroke(page, pad, points) {
  const box = await pad.boundingBox();
  if (!box) throw new Error('nothing to draw on');
  /** @param {readonly [number, number]} point @returns {[number, number]} */
  const at = ([x, y]) => [box.x + x * box.width, box.y + y * box.height];
  const [first, ...others] = points;
  await page.mouse.move(...at(first ?? [0, 0]));
  await page.mouse.down();
  for (const point of others) await page.mouse.move(...at(point), { steps: 5 });
  await page.mouse.up();
}

/** @param {Page} page @returns {Promise<void>} once the figure has drawn all that it has heard */
function drawn(page) {
  return page.evaluate(async (name) => {
    await /** @type {any} */ (document.querySelector(name)).updateComplete;
  }, NAME);
}

test('what is drawn by hand and by keys stays in the tab, and the run is compared with it', async ({
  open,
}) => {
  /** @type {string[]} */
  const asked = [];
  const page = await open(embed(NAME, 'epochs=120'));
  const figure = page.locator(NAME);
  await reach(page, 0, NAME);
  const hash = await hashOf(page, NAME);
  await page.evaluate((name) => {
    const heard =
      Reflect.set(window, 'heard', []) && Reflect.get(window, 'heard');
    const $figure = document.querySelector(name);
    $figure?.addEventListener('statechange', () => heard.push('state'));
  }, NAME);
  page.on('request', (request) =>
    asked.push(`${request.method()} ${request.url()}`),
  );

  const begin = figure.getByRole('button', { name: /^Predict first/ });
  await begin.focus();
  await page.keyboard.press('Enter');
  const pad = figure.getByRole('slider', { name: /^Your prediction for/ });
  await expect(pad).toBeFocused();
  await expect(pad).toHaveCSS('touch-action', 'none');
  // The hundred seeds would give it away.
  await expect(figure.locator('.plot-back polygon.plot-band')).toHaveCount(0);

  // By the pointer: the later of two strokes counts where both have been.
  const band = figure.locator('.predict-band');
  await stroke(page, pad, [
    [0.1, 0.2],
    [0.97, 0.3],
  ]);
  await expect(band).toHaveCount(1);
  // All of the stroke, and not what a frame in the midst of it has.
  await drawn(page);
  const first = await band.getAttribute('d');
  await stroke(page, pad, [
    [0.6, 0.6],
    [0.3, 0.6],
  ]);
  await expect(band).not.toHaveAttribute('d', first ?? '');
  await page.keyboard.press('Control+Z');
  await expect(band).toHaveAttribute('d', first ?? '');

  // By keys: seven places along the axis.
  await page.keyboard.press('2');
  await expect(pad).toHaveAccessibleName('Your prediction for layer 2');
  await expect(pad).toHaveAttribute(
    'aria-valuetext',
    /^epoch 0: 0\.39, not drawn yet$/,
  );
  await page.keyboard.press('Enter');
  await expect(pad).toHaveAttribute('aria-valuetext', /^epoch 0: 0\.39$/);
  await page.keyboard.press('ArrowRight');
  await expect(pad).toHaveAttribute('aria-valuetext', /^epoch 20: 0\.39, not/);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(pad).toHaveAttribute('aria-valuetext', /^epoch 20: 0\.039$/);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect(pad).toHaveAttribute('aria-valuetext', /^epoch 120: 0\.049$/);
  await expect(band).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(begin).toBeFocused();
  await expect(pad).toHaveCount(0);
  const said = figure.locator('[data-control="predict-verdict"]');
  await expect(said).toContainText('Your prediction stands.');

  await figure.getByRole('button', { name: 'Play' }).click();
  await reach(page, 120, NAME);
  await expect(begin).toHaveCount(0);
  await expect(said).toContainText(
    /At epoch 120 you were off by .* \(layer \d\) to .* of ten \(layer \d\), by \d\.\d on average\./,
  );
  const { speeds } = await readingsOf(page, NAME);
  // The end of what was drawn by keys: 10^-0.9 times the first speed.
  const start = await page.evaluate(
    (name) =>
      /** @type {any} */ (document.querySelector(name)).history.speeds[1],
    NAME,
  );
  const off = Math.abs(Math.log10(start) - 0.9 - Math.log10(speeds[1])).toFixed(
    1,
  );
  await expect(said).toContainText(`layer 2: ${off} decades (`);
  await expect(band).toHaveCount(2);
  // It is in the picture that is taken along.
  const colours = await page.evaluate((name) => {
    const root = document.querySelector(name)?.shadowRoot;
    return [...(root?.querySelectorAll('.predict-band') ?? [])].map(
      (line) => getComputedStyle(line).stroke,
    );
  }, NAME);
  await figure.getByText('All the numbers').click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    figure.getByRole('button', { name: 'Picture as SVG' }).click(),
  ]);
  const svg = await (
    await import('node:fs/promises')
  ).readFile(await file.path(), 'utf8');
  expect(svg.match(/opacity="0\.32"/g)).toHaveLength(2);
  expect(svg).toContain('your layer 1');
  expect(colours).toHaveLength(2);

  // Other seeds, other networks, and a reset leave it.
  await call(page, 'reset', NAME);
  await stand(page, 0, NAME);
  await expect(said).toContainText('Your prediction stands.');
  expect(await page.evaluate('heard')).toEqual([]);
  expect(await hashOf(page, NAME)).toBe(hash);
  await page.evaluate((name) => {
    Object.assign(document.querySelector(name) ?? {}, {
      state: { hidden: [30], seed: 2 },
    });
  }, NAME);
  await expect(band).toHaveCount(1);
  await expect(said).toContainText(
    'One line of your prediction has no counterpart in this run.',
  );
  await page.evaluate((name) => {
    Object.assign(document.querySelector(name) ?? {}, {
      state: { measure: 'weights' },
    });
  }, NAME);
  await expect(band).toHaveCount(0);
  await expect(said).toContainText(
    'Your prediction is of “speed of learning ‖∂C/∂bˡ‖ = ‖δˡ‖”',
  );
  await said.getByRole('button', { name: 'Erase the prediction' }).click();
  await expect(said).toHaveCount(0);
  await expect(begin).toBeFocused();

  // Nothing was sent or kept.
  expect(asked.filter((request) => !request.startsWith('GET '))).toEqual([]);
  expect(asked.filter((request) => /[?&]/.test(request))).toEqual([]);
  expect(
    await page.evaluate('localStorage.length + sessionStorage.length'),
  ).toBe(0);
});

test(
  'of a neuron the history is predicted, of depths the accuracy',
  { tag: '@chromium' },
  async ({ open }) => {
    const neurons = 'neuron-gradients';
    const page = await open(
      embed(neurons, 'images=100&pixels=7&batch=100&epochs=60&hidden=8,8'),
    );
    await reach(page, 0, neurons);
    const begin = page.getByRole('button', { name: /^Predict first/ });
    const pad = page.getByRole('slider', { name: /^Your prediction for/ });
    const said = page.locator('[data-control="predict-verdict"]');
    const band = page.locator('.predict-band');
    // Where none is followed, the button follows one.
    await begin.click();
    await expect(pad).toBeFocused();
    await expect(begin).toHaveCount(0);
    await expect(pad).toHaveAccessibleName(
      'Your prediction for neuron 1 of hidden layer 1, ∂C/∂b',
    );
    // The line may go to either side of 0.
    const ends = await Promise.all(
      ['aria-valuemin', 'aria-valuemax'].map((name) => pad.getAttribute(name)),
    );
    expect(Number(ends[0])).toBeLessThan(0);
    expect(Number(ends[1])).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await expect(band).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(said).toContainText(
      'Neuron 1 of hidden layer 1: Your prediction stands.',
    );
    // Another neuron has another.
    await page.evaluate((name) => {
      Object.assign(document.querySelector(name) ?? {}, {
        state: { layer: 2 },
      });
    }, neurons);
    await expect(band).toHaveCount(0);
    await begin.click();
    await stroke(page, pad, [
      [0.3, 0.3],
      [0.99, 0.4],
    ]);
    await page.getByRole('button', { name: 'Play' }).click();
    await reach(page, 60, neurons);
    await expect(said).toContainText(
      /Neuron 1 of hidden layer 2: You were off by \S+ at epoch 60, by \S+ on average\./,
    );
    await page.evaluate((name) => {
      Object.assign(document.querySelector(name) ?? {}, {
        state: { layer: 1 },
      });
    }, neurons);
    await expect(said).toContainText(
      /Neuron 1 of hidden layer 1: You were off/,
    );
    await expect(band).toHaveCount(1);
    await page.close();

    const accuracy = 'depth-accuracy';
    const depths = await open(embed(accuracy));
    const figure = depths.locator(accuracy);
    const published = figure.locator('.depth-published, .is-published td');
    await expect(published).not.toHaveCount(0);
    await figure.getByRole('button', { name: /^Predict first/ }).click();
    // What others found would give it away.
    await expect(published).toHaveCount(0);
    const place = depths.getByRole('slider', {
      name: 'Your prediction for validation accuracy',
    });
    await expect(place).toBeFocused();
    await depths.keyboard.press('End');
    await expect(place).toHaveAttribute(
      'aria-valuetext',
      /^4 hidden layers: 95\.0\s%, not drawn yet$/,
    );
    await depths.evaluate((name) => {
      const state = { images: 500, epochs: 2, pixels: 7, depths: [1, 3] };
      Object.assign(document.querySelector(name) ?? {}, { state });
    }, accuracy);
    await expect(place).toHaveAttribute('aria-valuetext', /^3 .*50\.0\s%, not/);
    await depths.keyboard.press('ArrowDown');
    await depths.keyboard.press('Home');
    await depths.keyboard.press('ArrowUp');
    await expect(place).toHaveAttribute(
      'aria-valuetext',
      /^1 hidden layer: 50\.0\s%$/,
    );
    await depths.keyboard.press('Escape');
    const verdict = depths.locator('[data-control="predict-verdict"]');
    await expect(verdict).toContainText('Your prediction stands.');
    await figure.getByRole('button', { name: 'Train 2 networks' }).click();
    await expect(verdict).toContainText(
      /You were off by \d+\.\d \(\d hidden layers?\) to \d+\.\d percentage points/,
    );
    const { rows } = await readingsOf(depths, accuracy);
    const off = Math.abs(100 * (0.5 - rows[0].mean)).toFixed(1);
    await verdict.getByText('Place by place').click();
    await expect(verdict).toContainText(
      `1 hidden layer: ${off} percentage points too`,
    );
    await call(depths, 'reset', accuracy);
    await expect(verdict).toContainText('Your prediction stands.');
    await verdict.getByRole('button', { name: 'Erase the prediction' }).click();
    await expect(figure.locator('.predict-band')).toHaveCount(0);
  },
);

test(
  'of runs side by side each has a prediction, and so has each recurrent cell',
  { tag: '@chromium' },
  async ({ open }) => {
    const cures = 'gradient-cures';
    const page = await open(
      embed(cures, 'images=100&pixels=7&batch=100&epochs=6&hidden=8,8'),
    );
    const begin = page.getByRole('button', { name: /^Predict first/ });
    const said = page.locator('[data-control="predict-verdict"]');
    const band = page.locator('.predict-band');
    for (const run of [1, 2]) {
      // One is offered: that of the run whose switches are shown.
      await page
        .getByRole('button', { name: new RegExp(`^Run ${run}:`) })
        .click();
      await expect(begin).toHaveCount(1);
      await page.keyboard.press('p');
      const pad = page.getByRole('slider', {
        name: `Your prediction for run ${run}, layer 1`,
      });
      await expect(pad).toBeFocused();
      await expect(begin).toHaveCount(0);
      await stroke(page, pad, [
        [0.4, 0.2],
        [0.99, 0.2 * run],
      ]);
      await page.keyboard.press('Escape');
    }
    await expect(band).toHaveCount(2);
    await page.getByRole('button', { name: 'Play' }).click();
    await stand(page, 6, cures);
    await expect(said).toContainText(/Run 2: You were off by .* at epoch 6/);
    // Other remedies are another run of the same number: what was drawn stays.
    await page.getByRole('button', { name: /^Run 1:/ }).click();
    await expect(said).toContainText(/Run 1: You were off by .* at epoch 6/);
    const verdict = said.locator('p').first();
    const before = (await verdict.textContent()) ?? '';
    await page.evaluate((name) => {
      Object.assign(document.querySelector(name) ?? {}, {
        state: { rate1: 2 },
      });
    }, cures);
    await page.getByRole('button', { name: /^(Play|Again)$/ }).click();
    await stand(page, 6, cures);
    await expect(said).toContainText(/Run 1: You were off by .* at epoch 6/);
    await expect(verdict).not.toHaveText(before);
    await page.close();

    const time = await open(
      embed('gradient-through-time', 'length=5&width=4&seeds=2&cell=lstm'),
    );
    const first = time.getByRole('button', { name: /^Predict first/ });
    await first.click();
    const pad = time.getByRole('slider', { name: 'Your prediction for LSTM' });
    await stroke(time, pad, [
      [0.3, 0.3],
      [0.99, 0.3],
    ]);
    await expect(pad).toHaveAttribute(
      'aria-valuetext',
      /^step 0: [89]\d\.\d\s%/,
    );
    await time.keyboard.press('Escape');
    await time.getByRole('button', { name: 'Ten steps' }).click();
    const compared = time.locator('[data-control="predict-verdict"]');
    await expect(first).toHaveCount(0);
    await time.getByRole('button', { name: 'Train' }).click();
    await expect(compared).toContainText(
      /off by \d+\.\d percentage points at step 1000, by [^]*LSTM: /,
    );
    // Another cell has one of its own.
    await time.getByLabel('Cell').selectOption('tanh');
    await expect(first).toHaveCount(1);
    await expect(compared).toHaveCount(0);
    await expect(time.locator('.predict-band')).toHaveCount(0);
  },
);
