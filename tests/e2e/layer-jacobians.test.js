import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, FOR_AXE } from './axe.js';
import { Site } from './harness.js';

/** @import { Page } from 'playwright-core' */
/** @import { LayerJacobiansElement } from '../../www/figures/layer-jacobians/layer-jacobians.js' */

const DEFAULT = 'embed.html#figure=layer-jacobians';
const SMALL = `${DEFAULT}&depth=5&width=12&seeds=3`;

/** @type {Site} */
let site;
before(async () => {
  site = await Site.start();
});
after(() => site.close());

/**
 * Waits for the spread, which comes last, over all seeds.
 *
 * @param {Page} page - with one figure
 */
async function readings(page) {
  await page.waitForFunction(() => {
    const $figure = /** @type {LayerJacobiansElement | null} */ (
      document.querySelector('layer-jacobians')
    );
    const shown = $figure?.readings;
    return (
      shown !== undefined &&
      shown.state === $figure?.state &&
      shown.spread?.seeds === shown.state.seeds
    );
  });
  return page.locator('layer-jacobians').evaluate((element) => {
    const $figure = /** @type {LayerJacobiansElement} */ (element);
    return /** @type {NonNullable<typeof $figure.readings>} */ (
      $figure.readings
    );
  });
}

test('the chapter’s network loses a factor of five per layer, as measured elsewhere', async () => {
  await site.open(DEFAULT, async (page) => {
    const { spread, layers, products, label } = await readings(page);
    assert.ok(spread);
    assert.equal(spread.layers.length, 9);
    assert.ok(spread.factor.median > 0.19 && spread.factor.median < 0.22);
    assert.ok(Math.abs(spread.meanField.fixedPoint - 0.2048) < 5e-5);
    // Median 0.406 over seeds and images of the independent computation.
    const largest = layers[4]?.largest ?? NaN;
    assert.ok(largest > 0.34 && largest < 0.48, String(largest));
    assert.equal(layers[4]?.values.length, 30);
    assert.deepEqual(products[8]?.values, layers[8]?.values);
    assert.ok(label >= 0 && label <= 9);
    await page
      .getByText(/the gradient shrinks .*-fold/)
      .first()
      .waitFor();
  });
});

test('the product of the matrices gives backpropagation’s gradient', async () => {
  for (const activation of ['sigmoid', 'tanh', 'relu']) {
    await site.open(`${SMALL}&activation=${activation}`, async (page) => {
      const { deltaNorms, productNorms, differences } = await readings(page);
      deltaNorms.forEach((norm, layer) => {
        assert.ok((differences[layer] ?? NaN) <= 1e-13 * norm, activation);
        const off = Math.abs((productNorms[layer] ?? NaN) - norm);
        assert.ok(off <= 1e-13 * norm);
      });
    });
  }
});

test('the same digit gives the same bits after another', async () => {
  await site.open(SMALL, async (page) => {
    const { deltaNorms } = await readings(page);
    const slider = page.getByRole('slider', { name: 'Image' });
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText(/number 1 of the first 1,000/).waitFor();
    assert.notDeepEqual((await readings(page)).deltaNorms, deltaNorms);
    await page.keyboard.press('ArrowLeft');
    await page.getByText(/number 0 of the first 1,000/).waitFor();
    assert.deepEqual((await readings(page)).deltaNorms, deltaNorms);
  });
});

test('tanh with N(0, 1) explodes from eight neurons a layer on, not with two', async () => {
  for (const width of [2, 8, 32, 100]) {
    const hash = `&activation=tanh&initialisation=normal&width=${width}`;
    await site.open(`${DEFAULT}${hash}&seeds=4`, async (page) => {
      const { spread } = await readings(page);
      const factor = spread?.factor.median ?? NaN;
      assert.equal(factor > 1, width > 2, `${width}: ${factor}`);
    });
  }
});

test('sigmoids with N(0, 1) cross one near a width of 106', async () => {
  await site.open(`${DEFAULT}&seeds=4`, async (page) => {
    await readings(page);
    await page
      .getByRole('button', { name: 'N(0, 1), 106 wide' })
      .press('Enter');
    const { spread } = await readings(page);
    const factor = spread?.factor.median ?? NaN;
    assert.ok(factor > 0.93 && factor < 1.03, String(factor));
    const fixedPoint = spread?.meanField.fixedPoint ?? NaN;
    assert.ok(Math.abs(fixedPoint - 1) < 0.003, String(fixedPoint));
  });
});

test('the largest network does not hold the page up', async () => {
  await site.open(`${DEFAULT}&depth=30&width=128&seeds=1`, async (page) => {
    const longest = await page.evaluate(async () => {
      const $figure = /** @type {LayerJacobiansElement} */ (
        document.querySelector('layer-jacobians')
      );
      let last = performance.now();
      let most = 0;
      while (!$figure.readings?.spread) {
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        most = Math.max(most, now - last);
        last = now;
      }
      return most;
    });
    // Two cores are shared with the worker and the renderer.
    assert.ok(longest < 500, `a frame took ${longest} ms`);
    const { products } = await readings(page);
    assert.equal(products.length, 29);
    assert.equal(products[0]?.values.length, 128);
  });
});

test('a slider moved by a key measures another network', async () => {
  await site.open(SMALL, async (page) => {
    await readings(page);
    const slider = page.getByRole('slider', { name: 'Hidden layers' });
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    const { deltaNorms } = await readings(page);
    assert.equal(deltaNorms.length, 6);
  });
});

test('a link brings back the same numbers, bit for bit', async () => {
  const state = '&depth=4&width=9&activation=tanh&initialisation=xavier';
  const link = `${DEFAULT}${state}&seed=4294967295&digit=999&seeds=2`;
  await site.open(link, async (page) => {
    const first = await readings(page);
    const permalink = await page
      .locator('layer-jacobians')
      .evaluate(
        (element) => /** @type {LayerJacobiansElement} */ (element).permalink,
      );
    const { hash } = new URL(permalink);
    await site.open(`embed.html${hash}`, async (other) => {
      assert.deepEqual(await readings(other), first);
    });
  });
});

test('a refused value changes nothing and names its key', async () => {
  await site.open(SMALL, async (page) => {
    const shown = await readings(page);
    const key = await page.locator('layer-jacobians').evaluate((element) => {
      try {
        /** @type {any} */ (element).state = { depth: 31, width: 3 };
      } catch (error) {
        return error instanceof TypeError && Reflect.get(error, 'key');
      }
      return null;
    });
    assert.equal(key, 'depth');
    assert.deepEqual(await readings(page), shown);
  });
});

test('rectifiers that are off are counted, not drawn', async () => {
  const link = `${SMALL}&activation=relu&initialisation=he`;
  await site.open(link, async (page) => {
    const { layers } = await readings(page);
    assert.ok(layers.some(({ rank, values }) => rank < values.length));
    await page.getByText(/cannot be told from 0/).waitFor();
  });
});

for (const look of /** @type {const} */ (['wide', 'dark', 'phone'])) {
  test(`axe finds nothing with the table open, ${look}`, async () => {
    await site.open(
      SMALL,
      async (page) => {
        await readings(page);
        await page.getByText('All the numbers').click();
        await page
          .getByRole('columnheader', { name: 'product: rank' })
          .waitFor();
        assert.deepEqual(await axeFindings(page), []);
      },
      { look, ...FOR_AXE },
    );
  });
}

test('it fits a screen 320 pixels wide, and an embed without its controls', async () => {
  await site.open(
    `${SMALL}&hide=settings,presets,toolbar`,
    async (page) => {
      await readings(page);
      await page.locator('.plot').first().waitFor();
      const excess = await page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      assert.ok(excess <= 0, `${excess} pixels too wide`);
      assert.equal(await page.getByRole('slider').count(), 0);
    },
    { context: { viewport: { width: 320, height: 640 } } },
  );
});

test('pictures and numbers are handed out as files', async () => {
  await site.open(SMALL, async (page) => {
    await readings(page);
    await page.getByText('All the numbers').click();
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: /all singular values/ }).click();
    const file = await waiting;
    assert.equal(
      file.suggestedFilename(),
      'layer-jacobians-singular-values.csv',
    );
    const picture = page.waitForEvent('download');
    await page.getByRole('button', { name: /pictures/ }).click();
    assert.match((await picture).suggestedFilename(), /\.svg$/);
  });
});
