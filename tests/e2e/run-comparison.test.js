/**
 * Several runs side by side: the same bits as each alone, kept settings, and
 * what a reader does with them.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FOR_AXE, axeFindings } from './axe.js';
import {
  SMALL,
  allDone,
  button,
  downloadRows,
  openComparison,
} from './comparisons.js';
import { Site, takePicture } from './harness.js';
import { call, reach, readingsOf } from './runs.js';

const NAME = 'learning-speeds';

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

test('each compared depth has the bits that its own link gives', async () => {
  /** @type {{ link: string, row: Map<string, string> }[]} */
  const runs = [];
  await site.open(`${SMALL}&epochs=12&seed=5`, async (page) => {
    const comparison = await openComparison(page);
    await button(comparison, 'Start').click();
    await allDone(comparison, 4);
    const rows = await downloadRows(page, comparison);
    assert.equal(rows.length, 4);
    for (const [index, row] of rows.entries()) {
      const layers = `${index + 1} hidden layer${index === 0 ? '' : 's'}`;
      await button(comparison, `Show this run: ${layers}`).click();
      const link = await page.evaluate((name) => {
        const $figure = /** @type {any} */ (document.querySelector(name));
        return new URL($figure.permalink).hash;
      }, NAME);
      runs.push({ link, row });
    }
  });
  for (const [index, { link, row }] of runs.entries()) {
    await site.open(`embed.html${link}`, async (page) => {
      await reach(page, 0, NAME);
      await call(page, 'play', NAME);
      await reach(page, 12, NAME);
      const { speeds, ...readings } = await readingsOf(page, NAME);
      assert.equal(speeds.length, index + 1);
      assert.deepEqual(
        [
          Number(row.get('epoch')),
          Number(row.get('speed_first')),
          Number(row.get('speed_last')),
          Number(row.get('cost')),
          Number(row.get('training_accuracy')),
          Number(row.get('validation_accuracy')),
        ],
        [
          readings.epoch,
          speeds[0],
          speeds.at(-1),
          readings.cost,
          readings.trainingAccuracy,
          readings.validationAccuracy,
        ],
      );
    });
  }
});

test('seeds have their spread below them', async () => {
  await site.open(`${SMALL}&epochs=5&seed=3`, async (page) => {
    const comparison = await openComparison(page);
    await comparison.getByLabel('What to compare').selectOption('seed');
    await comparison.getByRole('spinbutton').fill('5');
    await comparison.getByText(/Seeds 3 to 7/).waitFor();
    await button(comparison, 'Start').click();
    await allDone(comparison, 5);
    await comparison.getByText(/spread over the 5 that are done/).waitFor();
    const rows = await downloadRows(page, comparison);
    const costs = rows.map((row) => Number(row.get('cost')));
    const sorted = costs.slice(0, 5).sort((a, b) => a - b);
    assert.deepEqual(costs.slice(5), [sorted[0], sorted[2], sorted[4]]);
  });
});

test('a comparison keeps the settings that it was started with, and says so', async () => {
  await site.open(`${SMALL}&epochs=3000&seed=3`, async (page) => {
    const comparison = await openComparison(page);
    await button(comparison, 'Start').click();
    await comparison
      .getByText(/training/)
      .first()
      .waitFor();
    await page.evaluate((name) => {
      const $figure = /** @type {any} */ (document.querySelector(name));
      $figure.state = { rate: 0.25, seed: 99 };
    }, NAME);
    await comparison.getByText(/settings of the figure have changed/).waitFor();
    await comparison.getByText(/η 0\.1; .*seed 3;/).waitFor();
    await allDone(comparison, 4);
    for (const row of await downloadRows(page, comparison)) {
      assert.equal(row.get('rate'), '0.1');
      assert.equal(row.get('seed'), '3');
      assert.equal(row.get('epoch'), '3000');
    }
  });
});

test('the keyboard opens, starts, pauses, goes on and keeps its place', async () => {
  await site.open(`${SMALL}&epochs=10000`, async (page) => {
    const figure = page.locator(NAME);
    await reach(page, 0, NAME);
    await figure.locator('summary', { hasText: 'Compare runs' }).focus();
    await page.keyboard.press('Enter');
    const comparison = figure.locator('.ug-comparison');
    await comparison.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await comparison.getByText(/^5 runs: .*training/).waitFor();
    await page.keyboard.press('Space');
    await comparison.getByText(/^5 runs: .*paused/).waitFor();
    const isFocused = await button(comparison, 'Go on').evaluate(($button) =>
      $button.matches(':focus'),
    );
    assert.ok(isFocused);
    await page.keyboard.press('Enter');
    await comparison.getByText(/^5 runs: .*training/).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await comparison.getByText(/^5 runs: .*cancelled\.$/).waitFor();
  });
});

test('a number of runs that will not do is refused in words', async () => {
  await site.open(SMALL, async (page) => {
    const comparison = await openComparison(page);
    const field = comparison.getByRole('spinbutton');
    for (const wrong of ['9', '2.5', '1']) {
      await field.fill(wrong);
      await comparison.getByText('a whole number from 2 to 8').waitFor();
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
    }
    await comparison.getByText(/1 to 4 hidden layers/).waitFor();
  });
});

for (const look of /** @type {const} */ (['wide', 'phone', 'dark'])) {
  test(`axe finds nothing in a comparison (${look})`, async () => {
    await site.open(
      `${SMALL}&epochs=5`,
      async (page) => {
        const comparison = await openComparison(page);
        await comparison.getByLabel('What to compare').selectOption('seed');
        await button(comparison, 'Start').click();
        await allDone(comparison, 4);
        assert.deepEqual(await axeFindings(page), []);
        const isWider = await page.evaluate(
          () =>
            document.documentElement.scrollWidth >
            document.documentElement.clientWidth,
        );
        assert.equal(isWider, false, 'the page scrolls sideways');
        await takePicture(page, `run-comparison-${look}`);
      },
      { ...FOR_AXE, look, context: { ...FOR_AXE.context, ...narrow(look) } },
    );
  });
}

/**
 * @param {string} look - of the page
 * @returns {import('playwright-core').BrowserContextOptions} the narrowest there is
 */
function narrow(look) {
  return look === 'phone' ? { viewport: { width: 320, height: 800 } } : {};
}

test('an embed loads nothing of it before it is opened', async () => {
  await site.open(SMALL, async (page) => {
    await reach(page, 0, NAME);
    const loaded = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter((name) => /comparison\/|run-pool|run-comparison/.test(name)),
      );
    assert.deepEqual(await loaded(), []);
    await openComparison(page);
    assert.ok((await loaded()).length > 5);
  });
});

test('what cannot be loaded is said, and tried again', async () => {
  let isMissing = true;
  await site.open(
    SMALL,
    async (page) => {
      const figure = page.locator(NAME);
      await figure.getByText('Compare runs').click();
      await figure.getByText(/could not be loaded; the figure goes/).waitFor();
      isMissing = false;
      await figure.getByText('Compare runs').click();
      await openComparison(page);
    },
    {
      expected: [/404/, /panel\.js/],
      prepare: async (page) => {
        await page.route('**/comparison/panel.js', (route) =>
          isMissing ? route.fulfill({ status: 404 }) : route.continue(),
        );
      },
    },
  );
});
