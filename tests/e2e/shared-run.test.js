import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Site } from './harness.js';
import { call, defineAll, reach, readingsOf } from './runs.js';

const NAME = 'neuron-gradients';
const SETTINGS = 'images=50&batch=50&pixels=7&epochs=40';

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

test('the page has one run for both figures', async () => {
  await site.open('index.html', async (page) => {
    const link = `#figure=learning-speeds&${SETTINGS}&hidden=8,5`;
    await page.evaluate((hash) => {
      location.hash = hash;
    }, link);
    await reach(page, 0, NAME);
    await reach(page, 0, 'learning-speeds');
    const hidden = await page.evaluate(
      (name) => /** @type {any} */ (document.querySelector(name)).state.hidden,
      NAME,
    );
    assert.deepEqual(hidden, [8, 5]);

    await call(page, 'step', NAME);
    await reach(page, 1, 'learning-speeds');
    await call(page, 'play', 'learning-speeds');
    await reach(page, 40, NAME);
    const own = await readingsOf(page, NAME);
    const theirs = await readingsOf(page, 'learning-speeds');
    assert.deepEqual(own.speeds, theirs.speeds);

    // An epoch that is pointed at in the one is shown by the other.
    const plot = page
      .locator('learning-speeds')
      .getByRole('slider', { name: /^The speed of learning/ });
    await plot.focus();
    await page.keyboard.press('Home');
    await page.waitForFunction(
      (name) =>
        /** @type {any} */ (document.querySelector(name)).readings.epoch === 0,
      NAME,
    );
  });
});

test('a figure that is put in later gets the gradients from the start, of one worker', async () => {
  await site.open('embed.html#figure=gradient-chain', async (page) => {
    await defineAll(page);
    await page.evaluate((attributes) => {
      /** @param {string} name */
      const add = (name) => {
        const $figure = document.createElement(name);
        $figure.setAttribute('run', 'ours');
        for (const part of attributes.split('&')) {
          const [key = '', value = ''] = part.split('=');
          $figure.setAttribute(key, value);
        }
        document.body.prepend($figure);
        return $figure;
      };
      const $speeds = /** @type {any} */ (add('learning-speeds'));
      $speeds.addEventListener('readingschange', () => {
        if ($speeds.readings.epoch < 5) $speeds.step();
        else if (!document.querySelector('neuron-gradients')) {
          add('neuron-gradients');
        }
      });
    }, `${SETTINGS}&hidden-layers=8,5`);
    await reach(page, 5, NAME);
    const epochs = await page.evaluate(
      (name) =>
        /** @type {any} */ (document.querySelector(name)).history.epochs.length,
      NAME,
    );
    assert.equal(epochs, 6);
    assert.equal(page.workers().length, 1);
  });
});

test('the run goes on while one of its figures is seen, and waits while none is', async () => {
  await site.open('embed.html#figure=gradient-chain', async (page) => {
    await defineAll(page);
    await page.evaluate((name) => {
      for (const figure of ['learning-speeds', name]) {
        const $figure = document.createElement(figure);
        $figure.setAttribute('run', 'ours');
        $figure.setAttribute('epochs', '10000');
        $figure.id = figure;
        document.body.prepend($figure);
      }
    }, NAME);
    /** @param {string} name @param {boolean} isSeen */
    const show = (name, isSeen) =>
      page.evaluate(
        ([id, transform]) => {
          document
            .getElementById(id)
            ?.style.setProperty('transform', transform);
        },
        /** @type {[string, string]} */ ([
          name,
          isSeen ? 'none' : 'translateX(-300vw)',
        ]),
      );
    const play = page
      .locator(NAME)
      .getByRole('button', { name: /^(Play|Pause)$/, includeHidden: true });
    await reach(page, 0, NAME);
    // Both can be seen at first.
    await page.locator(NAME).evaluate(($figure) => $figure.scrollIntoView());
    await call(page, 'play', NAME);
    await reach(page, 3, NAME);
    await show('learning-speeds', false);
    const { epoch } = await readingsOf(page, NAME);
    await reach(page, epoch + 5, NAME);
    await show(NAME, false);
    await play.and(page.getByText('Play')).waitFor({ state: 'attached' });
    const { epoch: paused } = await readingsOf(page, NAME);
    await show(NAME, true);
    await reach(page, paused + 5, NAME);
  });
});
