import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Site } from './harness.js';

/** @import { Page } from 'playwright-core' */

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

/**
 * @param {Page} page - with the figure
 * @returns {Promise<any>} its readings, or null before there are any
 */
function readingsOf(page) {
  return page.evaluate(() => {
    const $figure = document.querySelector('learning-speeds');
    return /** @type {any} */ ($figure)?.['readings'] ?? null;
  });
}

/**
 * @param {Page} page - with the figure
 * @param {number} epoch - to wait for, or a later one
 */
async function reach(page, epoch) {
  await page.waitForFunction((wanted) => {
    /** @type {any} */
    const $figure = document.querySelector('learning-speeds');
    return ($figure?.readings?.epoch ?? -1) >= wanted;
  }, epoch);
}

/**
 * @param {Page} page - with the figure
 * @param {'play' | 'pause' | 'step' | 'reset'} method - of the element
 */
async function call(page, method) {
  await page.evaluate((name) => {
    const $figure = document.querySelector('learning-speeds');
    /** @type {any} */ ($figure)[name]();
  }, method);
}

test('the figure measures the untrained network by itself, and no more', async () => {
  await site.open('embed.html#figure=learning-speeds', async (page) => {
    await reach(page, 0);
    const { epoch, speeds, cost } = await readingsOf(page);
    assert.equal(epoch, 0);
    assert.ok(speeds[0] < speeds[1], `${speeds}`);
    assert.ok(cost > 3, `${cost}`);
  });
});

test('playing ends at the last epoch, and the same seed gives the same bits again', async () => {
  const hash = 'embed.html#figure=learning-speeds&epochs=60&seed=7';
  await site.open(hash, async (page) => {
    const figure = page.locator('learning-speeds');
    await reach(page, 0);
    await figure.getByRole('button', { name: 'Play' }).click();
    await reach(page, 60);
    const first = await readingsOf(page);
    await figure.getByRole('button', { name: 'Run again' }).click();
    await page.waitForFunction(() => {
      const $figure = document.querySelector('learning-speeds');
      return /** @type {any} */ ($figure).readings.epoch < 60;
    });
    await reach(page, 60);
    const second = await readingsOf(page);
    assert.deepEqual(second.speeds, first.speeds);
    assert.equal(second.cost, first.cost);
    const lengths = await page.evaluate(() => {
      const $figure = document.querySelector('learning-speeds');
      const { epochs, speeds } = /** @type {any} */ ($figure).history;
      return [epochs.length, speeds.length];
    });
    assert.deepEqual(lengths, [61, 122]);
  });
});

test('a step is one epoch, and a reset goes back to the same weights', async () => {
  await site.open('embed.html#figure=learning-speeds', async (page) => {
    await reach(page, 0);
    const start = await readingsOf(page);
    await call(page, 'step');
    await reach(page, 1);
    assert.equal((await readingsOf(page)).epoch, 1);
    await call(page, 'reset');
    await page.waitForFunction(() => {
      const $figure = document.querySelector('learning-speeds');
      return /** @type {any} */ ($figure).readings.epoch === 0;
    });
    assert.deepEqual((await readingsOf(page)).speeds, start.speeds);
  });
});

test('a pause is heard at once, while ten thousand epochs are asked for', async () => {
  const hash = 'embed.html#figure=learning-speeds&epochs=10000';
  await site.open(hash, async (page) => {
    const figure = page.locator('learning-speeds');
    await reach(page, 0);
    await call(page, 'play');
    await reach(page, 20);
    await figure.getByRole('button', { name: 'Pause' }).click();
    await figure.getByRole('button', { name: 'Play' }).waitFor();
    const { epoch } = await readingsOf(page);
    await call(page, 'step');
    await reach(page, epoch + 1);
    assert.ok((await readingsOf(page)).epoch <= epoch + 20);
  });
});

test('arrow keys read out the numbers, and other keys go on to the page', async () => {
  await site.open('embed.html#figure=learning-speeds', async (page) => {
    await reach(page, 0);
    await page.evaluate(() => {
      document.addEventListener('keydown', ({ key }) => {
        const seen = document.documentElement.dataset['keys'] ?? '';
        document.documentElement.dataset['keys'] = `${seen} ${key}`;
      });
    });
    for (const epoch of [1, 2, 3]) {
      await call(page, 'step');
      await reach(page, epoch);
    }
    const plot = page
      .locator('learning-speeds')
      .getByRole('slider', { name: /^The speed of learning/ });
    await plot.focus();
    for (const key of ['Home', 'ArrowRight', 'n', 'Escape', 'Escape']) {
      await page.keyboard.press(key);
      if (key !== 'ArrowRight') continue;
      assert.equal(await plot.getAttribute('aria-valuenow'), '1');
      const text = (await plot.getAttribute('aria-valuetext')) ?? '';
      assert.match(text, /^epoch 1: layer 1 0\.\d+, layer 2 0\.\d+$/);
    }
    const keys = await page.evaluate(
      () => document.documentElement.dataset['keys'],
    );
    assert.equal(keys, ' n Escape');
  });
});

test('backpropagation on screen agrees with central differences', async () => {
  const hash = 'embed.html#figure=learning-speeds&images=100&batch=100';
  await site.open(hash, async (page) => {
    const figure = page.locator('learning-speeds');
    await reach(page, 0);
    await figure.getByRole('button', { name: 'Check the gradient' }).click();
    const sentence = figure.getByText(/compared with central differences/);
    await sentence.waitFor();
    // A share that is written with a power of ten is below a thousandth.
    assert.match((await sentence.textContent()) ?? '', /×10⁻\S+ of the layer/);
  });
});

test('without the digits the figure says so, and trains once they are there', async () => {
  let isMissing = true;
  await site.open(
    'embed.html#figure=learning-speeds',
    async (page) => {
      const figure = page.locator('learning-speeds');
      await figure.getByText(/digits could not be fetched/).waitFor();
      isMissing = false;
      await figure.getByRole('button', { name: 'Try again' }).click();
      await reach(page, 0);
      assert.equal((await readingsOf(page)).epoch, 0);
    },
    {
      expected: [/404/, /digits-first\.bin/],
      prepare: async (page) => {
        await page.route('**/digits-first.bin', (route) =>
          isMissing ? route.fulfill({ status: 404 }) : route.continue(),
        );
      },
    },
  );
});

test('a run that plays waits while it is off the screen', async () => {
  const hash = 'embed.html#figure=learning-speeds&epochs=10000';
  await site.open(hash, async (page) => {
    const figure = page.locator('learning-speeds');
    await reach(page, 0);
    await call(page, 'play');
    await reach(page, 5);
    await page.evaluate(() => {
      const $figure = document.querySelector('learning-speeds');
      if ($figure instanceof HTMLElement) {
        $figure.style.setProperty('transform', 'translateX(-300vw)');
      }
    });
    await figure
      .getByRole('button', { name: 'Play', includeHidden: true })
      .waitFor({ state: 'attached' });
    const { epoch } = await readingsOf(page);
    await page.evaluate(() => {
      const $figure = document.querySelector('learning-speeds');
      if ($figure instanceof HTMLElement) {
        $figure.style.removeProperty('transform');
      }
    });
    await reach(page, epoch + 5);
  });
});
