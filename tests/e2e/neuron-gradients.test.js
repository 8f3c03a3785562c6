import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Site } from './harness.js';
import { call, reach, readingsOf } from './runs.js';

const NAME = 'neuron-gradients';
const SMALL = 'images=50&batch=50&pixels=7&hidden=8,5&epochs=40';
const EMBED = `embed.html#figure=${NAME}&${SMALL}`;

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

/** @param {readonly number[]} values - of a layer */
function norm(values) {
  return Math.hypot(...values);
}

test('the picture is there before the first step, and its norms are the speeds', async () => {
  await site.open(`embed.html#figure=${NAME}&precision=f64`, async (page) => {
    await reach(page, 0, NAME);
    const { epoch, gradients, speeds, followed } = await readingsOf(page, NAME);
    assert.equal(epoch, 0);
    assert.equal(followed, null);
    assert.deepEqual(
      gradients.map((/** @type {number[]} */ layer) => layer.length),
      [30, 30],
    );
    for (const [layer, values] of gradients.entries()) {
      const miss = Math.abs(norm(values) - speeds[layer]) / speeds[layer];
      assert.ok(miss < 1e-13, `${miss}`);
    }
    // As the other figure has it, from a run that keeps no gradients.
    await site.open(
      'embed.html#figure=learning-speeds&precision=f64',
      async (other) => {
        await reach(other, 0, 'learning-speeds');
        const truth = await readingsOf(other, 'learning-speeds');
        assert.deepEqual(speeds, truth.speeds);
      },
    );
  });
});

test('a bar is as long as its number says', async () => {
  await site.open(`${EMBED}&neurons=3&first=2`, async (page) => {
    await reach(page, 0, NAME);
    const bars = page.locator(`${NAME} .neurons-neuron`);
    await bars.first().waitFor();
    assert.equal(await bars.count(), 6);
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
    assert.deepEqual(
      drawn.map(({ neuron }) => neuron),
      [1, 2, 3, 1, 2, 3],
    );
    const { gradients } = await readingsOf(page, NAME);
    const unit = (/** @type {(typeof drawn)[number]} */ bar) =>
      bar.width / Math.abs(gradients[bar.layer][bar.neuron]);
    const longest = drawn.reduce((a, b) => (a.width > b.width ? a : b));
    for (const bar of drawn) {
      const value = gradients[bar.layer][bar.neuron];
      assert.equal(bar.isNegative, value < 0);
      const expected = unit(longest) * Math.abs(value);
      // Widths are written to hundredths of a pixel.
      assert.ok(Math.abs(bar.width - expected) < 0.02, `${value}`);
    }
  });
});

test('it plays, and the slider goes back to an epoch and on again', async () => {
  await site.open(EMBED, async (page) => {
    const figure = page.locator(NAME);
    await reach(page, 0, NAME);
    const start = await readingsOf(page, NAME);
    await figure.getByRole('button', { name: 'Play' }).click();
    await reach(page, 40, NAME);
    const end = await readingsOf(page, NAME);
    const slider = figure.getByRole('slider', { name: 'Epoch shown' });
    await slider.focus();
    await page.keyboard.press('Home');
    await page.waitForFunction(
      (name) =>
        /** @type {any} */ (document.querySelector(name)).readings.epoch === 0,
      NAME,
    );
    assert.deepEqual((await readingsOf(page, NAME)).gradients, start.gradients);
    await page.keyboard.press('End');
    await reach(page, 40, NAME);
    assert.deepEqual((await readingsOf(page, NAME)).gradients, end.gradients);
    const { epochs, widths, gradients } = await page.evaluate((name) => {
      const { history } = /** @type {any} */ (document.querySelector(name));
      return {
        epochs: history.epochs.length,
        widths: history.widths,
        gradients: history.gradients.length,
      };
    }, NAME);
    assert.deepEqual([epochs, widths, gradients], [41, [8, 5], 41 * 13]);
  });
});

test('arrow keys go from neuron to neuron and beyond those drawn, and Enter follows one', async () => {
  await site.open(`${EMBED}&neurons=3`, async (page) => {
    await reach(page, 0, NAME);
    const figure = page.locator(NAME);
    await page.evaluate(() => {
      document.addEventListener('keydown', ({ key }) => {
        const seen = document.documentElement.dataset['keys'] ?? '';
        document.documentElement.dataset['keys'] = `${seen} ${key}`;
      });
    });
    await figure.getByRole('button', { name: /layer 1, neuron 1:/ }).focus();
    /** @param {RegExp} name - of the neuron that has the focus */
    const focusIs = (name) =>
      figure
        .getByRole('button', { name })
        .and(page.locator(':focus'))
        .waitFor();
    for (const neuron of [2, 3, 4]) {
      await page.keyboard.press('ArrowDown');
      await focusIs(new RegExp(`layer 1, neuron ${neuron}:`));
    }
    await page.keyboard.press('ArrowRight');
    await focusIs(/layer 2, neuron 4:/);
    await page.keyboard.press('n');
    await page.keyboard.press('Enter');
    const exact = figure.getByText(
      /Neuron 4 of hidden layer 2, after 0 epochs/,
    );
    await exact.waitFor();
    const { followed, gradients } = await readingsOf(page, NAME);
    assert.deepEqual(followed, {
      layer: 2,
      neuron: 4,
      gradient: gradients[1][3],
    });
    await figure
      .getByRole('button', { name: /layer 2, neuron 4/, pressed: true })
      .waitFor();
    await page.keyboard.press('Escape');
    await figure.getByText(/Choose a neuron/).waitFor();
    const keys = await page.evaluate(
      () => document.documentElement.dataset['keys'],
    );
    assert.equal(keys, ' n');
  });
});

test('a click follows a neuron, and the link brings it back', async () => {
  await site.open(`${EMBED}&axis=logarithmic`, async (page) => {
    await reach(page, 0, NAME);
    const figure = page.locator(NAME);
    await figure.getByRole('button', { name: /layer 1, neuron 6:/ }).click();
    await figure.getByText(/Neuron 6 of hidden layer 1/).waitFor();
    const state = await page.evaluate(
      (name) => /** @type {any} */ (document.querySelector(name)).state,
      NAME,
    );
    assert.deepEqual([state.layer, state.neuron], [1, 6]);
    await page.waitForFunction(() => location.hash.includes('neuron=6'));
    const earlier = await readingsOf(page, NAME);
    await page.reload();
    await reach(page, 0, NAME);
    assert.deepEqual(await readingsOf(page, NAME), earlier);
  });
});

test('a neuron that the network has not is said to be missing', async () => {
  await site.open(`${EMBED}&layer=3&neuron=2`, async (page) => {
    await reach(page, 0, NAME);
    const words = 'This network has no neuron 2 in a hidden layer 3.';
    await page.locator(NAME).getByText(words).waitFor();
  });
});

test('a run too large to keep says so, and still has every step to show', async () => {
  const large = 'images=10&batch=10&pixels=7&hidden=256,256,20&epochs=10000';
  await site.open(`embed.html#figure=${NAME}&${large}`, async (page) => {
    await reach(page, 0, NAME);
    for (const epoch of [1, 2, 3, 4, 5, 6]) {
      await call(page, 'step', NAME);
      await reach(page, epoch, NAME);
      assert.equal((await readingsOf(page, NAME)).epoch, epoch);
    }
    const epochs = await page.evaluate(
      (name) => [
        .../** @type {any} */ (document.querySelector(name)).history.epochs,
      ],
      NAME,
    );
    assert.deepEqual(epochs, [0, 4, 6]);
    await page
      .locator(NAME)
      .getByText(/only one in 4 measured epochs is kept/)
      .waitFor();
  });
});

test('the picture and its numbers can be taken along', async () => {
  await site.open(`${EMBED}&layer=1&neuron=2`, async (page) => {
    await reach(page, 0, NAME);
    const figure = page.locator(NAME);
    await figure.getByText('All the numbers of this epoch').click();
    const table = figure.getByRole('region', { name: /All the numbers/ });
    // The rows follow the toggle in a later frame.
    await table.locator('tbody tr').nth(7).waitFor();
    assert.equal(await table.locator('tbody tr').count(), 8);
    for (const [button, pattern] of /** @type {const} */ ([
      ['Picture as SVG', /^<svg[^]*hidden layer 2[^]*<\/svg>/],
      ['History as SVG', /^[^]*<svg[^]*<\/svg>/],
      ['All epochs as CSV', /^epoch,dCdb_1_1,[^\n]*dCdb_2_5\n0,/],
    ])) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        figure.getByRole('button', { name: button }).click(),
      ]);
      const text = await readFile(await download.path(), 'utf8');
      assert.match(text, pattern, button);
      assert.ok(!/class=|var\(/.test(text), `${button} needs no style sheet`);
    }
  });
});
