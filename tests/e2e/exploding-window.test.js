import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { axeFindings, FOR_AXE } from './axe.js';
import { settle } from './figures.js';
import { Site } from './harness.js';

/** @import { Page } from 'playwright-core' */

const ORACLE = new URL('../fixtures/window.json', import.meta.url);
const DEFAULT = 'embed.html#figure=exploding-window';

/** @type {Site} */
let site;
before(async () => {
  site = await Site.start();
});
after(() => site.close());

/**
 * @param {Page} page - with the figure
 * @param {object} [state] - to set first
 * @returns {Promise<any>} its readings
 */
async function readings(page, state = {}) {
  await page.waitForFunction(
    () =>
      /** @type {any} */ (document.querySelector('exploding-window'))?.readings,
  );
  return page.locator('exploding-window').evaluate((element, changes) => {
    const $figure = /** @type {any} */ (element);
    $figure.state = changes;
    return $figure.readings;
  }, state);
}

test('the widths are those of an independent computation, to 1e-12', async () => {
  const oracle = JSON.parse(await readFile(ORACLE, 'utf8'));
  await site.open(DEFAULT, async (page) => {
    for (const { w, width, z_plus: reach } of oracle.table) {
      for (const weight of [w, -w]) {
        const got = await readings(page, { weight, bias: 0.7 });
        assert.ok(Math.abs(got.width - width) <= 1e-12, `${weight}`);
        assert.ok(Math.abs(got.reach - reach) <= 1e-12, `${weight}`);
        assert.ok(Math.abs(got.to - got.from - width) <= 1e-12, `${weight}`);
      }
    }
    const { widestWeight, widestWidth } = await readings(page);
    assert.equal(widestWeight, Number(oracle.w_star));
    assert.ok(Math.abs(widestWidth - Number(oracle.width_star)) < 1e-12);
  });
});

test('below 4 there is none, and the words say so', async () => {
  await site.open(`${DEFAULT}&weight=3.5&bias=0`, async (page) => {
    const { from, to, width } = await readings(page);
    assert.deepEqual([from, to, width], [null, null, 0]);
    await page.getByText(/\|w\| = 3\.5 is below 4, so no activation/).waitFor();
  });
});

test('the button finds the bias that centres the window', async () => {
  await site.open(`${DEFAULT}&weight=-9&bias=1`, async (page) => {
    await readings(page);
    await page.getByRole('button', { name: 'Find b' }).press('Enter');
    const { centre, insideWidth, width } = await readings(page);
    assert.equal(centre, 0.5);
    assert.ok(Math.abs(insideWidth - width) < 1e-15);
  });
});

test('a key on a slider moves the weight, and its link brings it back', async () => {
  await site.open(DEFAULT, async (page) => {
    await readings(page);
    await page.getByRole('slider', { name: 'weight w' }).press('ArrowRight');
    const moved = await readings(page);
    assert.equal(moved.factorAtHalf < 1.75, true);
    const link = await page
      .locator('exploding-window')
      .evaluate((element) => /** @type {any} */ (element).permalink);
    await site.open(`embed.html${new URL(link).hash}`, async (other) => {
      assert.deepEqual(await readings(other), moved);
    });
  });
});

test('a weight that will not do is refused, and nothing changes', async () => {
  await site.open(DEFAULT, async (page) => {
    const shown = await readings(page);
    const key = await page.locator('exploding-window').evaluate((element) => {
      try {
        /** @type {any} */ (element).state = { weight: 7, bias: Infinity };
        return '';
      } catch (error) {
        return /** @type {any} */ (error).key;
      }
    });
    assert.equal(key, 'bias');
    assert.deepEqual(await readings(page), shown);
  });
});

test('the picture and the numbers can be taken along', async () => {
  await site.open(DEFAULT, async (page) => {
    await readings(page);
    await page.getByText('All the numbers').click();
    await page
      .getByRole('rowheader', { name: 'width of the window' })
      .waitFor();
    for (const [button, file] of /** @type {const} */ ([
      ['CSV', 'exploding-window.csv'],
      ['SVG of the factor', 'exploding-window.svg'],
    ])) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      assert.equal((await download).suggestedFilename(), file);
    }
  });
});

for (const look of /** @type {const} */ (['wide', 'dark', 'phone'])) {
  test(`axe finds nothing, with everything open, ${look}`, async () => {
    await site.open(
      DEFAULT,
      async (page) => {
        await settle(page);
        await readings(page);
        await page.getByText('Where the width comes from').click();
        await page.getByText('All the numbers').click();
        assert.deepEqual(await axeFindings(page), []);
      },
      { look, ...FOR_AXE },
    );
  });
}

test('it fits a screen 320 pixels wide, derivation and all', async () => {
  await site.open(
    DEFAULT,
    async (page) => {
      await readings(page);
      await page.getByText('Where the width comes from').click();
      const excess = await page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      assert.ok(excess <= 0, `${excess} pixels too wide`);
    },
    { context: { viewport: { width: 320, height: 640 } } },
  );
});
