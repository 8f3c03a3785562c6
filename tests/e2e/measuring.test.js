/** Runs with mini-batches so long that not every epoch is measured. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Site } from './harness.js';
import { call, defineAll, reach, readingsOf } from './runs.js';

/** @import { Page } from 'playwright-core' */

const SPEEDS = 'learning-speeds';
const NEURONS = 'neuron-gradients';
/** Ten images to train on, 250 to validate on: measuring soon has to wait. */
const RUN = 'images=10&batch=3&pixels=7&hidden=4,3&epochs=3000';
/** The last epoch before the first gap, by the rule in the documentation. */
const BEFORE_GAPS = 1157;

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

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

test('a long run is measured at some epochs, with the bits of one measured at all', async () => {
  await site.open(`embed.html#figure=${SPEEDS}&${RUN}`, async (page) => {
    const figure = page.locator(SPEEDS);
    await reach(page, 0, SPEEDS);
    assert.equal(await figure.getByText(/^Measured at/).count(), 0);
    await call(page, 'play', SPEEDS);
    await reach(page, 3000, SPEEDS);
    const some = await historyOf(page);
    assert.ok(some.epochs.length < 1300, `${some.epochs.length} epochs`);
    assert.deepEqual(
      [some.epochs[0], some.epochs[1], some.epochs.at(-1)],
      [0, 1, 3000],
    );
    const words = `Measured at ${some.epochs.length} of the epochs 0 to 3000;`;
    await figure.getByText(words).waitFor();
    await figure
      .getByText(/at most 10\s% of the training/)
      .first()
      .waitFor();

    await choose(page, 'every');
    await page.waitForFunction((name) => {
      const { epoch } = /** @type {any} */ (document.querySelector(name))
        .readings;
      return epoch === 0;
    }, SPEEDS);
    await call(page, 'play', SPEEDS);
    await reach(page, 3000, SPEEDS);
    const all = await historyOf(page);
    assert.equal(all.epochs.length, 3001);
    for (const [row, epoch] of some.epochs.entries()) {
      assert.equal(some.cost[row], all.cost[epoch], `epoch ${epoch}`);
    }
    await page.waitForFunction(
      (name) =>
        !document
          .querySelector(name)
          ?.shadowRoot?.textContent?.includes('Measured at'),
      SPEEDS,
    );
  });
});

test('a pause ends on a measured epoch, and a step is one epoch from there', async () => {
  // Large enough to be still at it when the button is pressed.
  const long = 'images=10&batch=1&pixels=14&hidden=100,100&epochs=10000';
  await site.open(`embed.html#figure=${SPEEDS}&${long}`, async (page) => {
    const figure = page.locator(SPEEDS);
    await reach(page, 0, SPEEDS);
    await call(page, 'play', SPEEDS);
    await reach(page, BEFORE_GAPS, SPEEDS);
    await figure.getByRole('button', { name: 'Pause' }).click();
    await figure.getByRole('button', { name: 'Play' }).waitFor();
    await page.waitForFunction((name) => {
      const { session } = /** @type {any} */ (document.querySelector(name))
        .seat;
      return session.phase === 'resting';
    }, SPEEDS);
    const { epoch } = await readingsOf(page, SPEEDS);
    assert.ok(epoch > BEFORE_GAPS, `${epoch}`);
    for (const steps of [1, 2]) {
      await call(page, 'step', SPEEDS);
      await reach(page, epoch + steps, SPEEDS);
      assert.equal((await readingsOf(page, SPEEDS)).epoch, epoch + steps);
    }
  });
});

test('arrow keys read out the measured epochs, over a gap as over none', async () => {
  await site.open(`embed.html#figure=${SPEEDS}&${RUN}`, async (page) => {
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
      assert.equal(await plot.getAttribute('aria-valuenow'), epoch);
      const text = (await plot.getAttribute('aria-valuetext')) ?? '';
      assert.match(text, new RegExp(`^epoch ${epoch}: layer 1 `));
      await page.locator(SPEEDS).getByText(`epoch ${epoch} of 3000`).waitFor();
    }
  });
});

test('the slider of single neurons goes from one measured epoch to the next', async () => {
  await site.open(`embed.html#figure=${NEURONS}&${RUN}`, async (page) => {
    await reach(page, 0, NEURONS);
    await call(page, 'play', NEURONS);
    await reach(page, 3000, NEURONS);
    const { epochs } = await historyOf(page, NEURONS);
    assert.ok(epochs.length < 1300, `${epochs.length} epochs`);
    const figure = page.locator(NEURONS);
    await figure.getByText(/Measured at \d+ of the epochs 0 to 3000/).waitFor();
    const slider = figure.getByRole('slider', { name: 'Epoch shown' });
    await slider.focus();
    /** @param {number} back - measured epochs from the last one, which is 1 */
    const stands = async (back) => {
      const $slider = await slider.elementHandle();
      await page.waitForFunction(
        ([$range, wanted]) =>
          /** @type {HTMLInputElement} */ ($range).value === wanted,
        /** @type {const} */ ([$slider, String(epochs.at(-back))]),
      );
    };
    await stands(1);
    for (const [key, back] of /** @type {const} */ ([
      ['ArrowLeft', 2],
      ['ArrowLeft', 3],
      ['ArrowRight', 2],
    ])) {
      // A key moves the slider from where it stands, a frame after the numbers.
      await page.keyboard.press(key);
      await stands(back);
      await page.waitForFunction(
        ([name, wanted]) =>
          /** @type {any} */ (document.querySelector(name)).readings.epoch ===
          wanted,
        /** @type {[string, number]} */ ([NEURONS, Number(epochs.at(-back))]),
      );
    }
  });
});

test('the share is chosen in the settings, and one that will not do is refused in words', async () => {
  const hash = `embed.html#figure=${SPEEDS}&${RUN}&open=settings`;
  await site.open(hash, async (page) => {
    const figure = page.locator(SPEEDS);
    await reach(page, 0, SPEEDS);
    const select = figure.getByLabel('Measuring');
    await select.selectOption({ label: 'at every epoch' });
    const attribute = () =>
      page.evaluate(
        (name) => document.querySelector(name)?.getAttribute('measuring'),
        SPEEDS,
      );
    assert.equal(await attribute(), 'every');
    await choose(page, '0.5');
    const words = figure.getByText(/The attribute measuring was left aside/);
    await words.waitFor();
    assert.match(
      (await words.textContent()) ?? '',
      /expected one of 0\.05, 0\.1/,
    );
    assert.equal(await select.inputValue(), 'every');
    await choose(page, '0.05');
    await page.waitForFunction(
      (name) =>
        !document
          .querySelector(name)
          ?.shadowRoot?.textContent?.includes('left aside'),
      SPEEDS,
    );
    // The controls follow in the next frame.
    await page.waitForFunction(
      ($select) => /** @type {HTMLSelectElement} */ ($select).value === '0.05',
      await select.elementHandle(),
    );
    // It is no part of the state, so no part of a link.
    const state = await page.evaluate(
      (name) =>
        Object.keys(/** @type {any} */ (document.querySelector(name)).state),
      SPEEDS,
    );
    assert.ok(!state.includes('measuring'));
  });
});

test('figures that share a run measure at the same epochs', async () => {
  await site.open('embed.html#figure=gradient-chain', async (page) => {
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
    await page
      .locator(`${SPEEDS}[measuring="every"]`)
      .waitFor({ state: 'attached' });
    await reach(page, 0, SPEEDS);
  });
});
