import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { figureSchemas } from '../../www/figures/schemas.js';
import { Site } from './harness.js';

/** @import { Frame, Page } from 'playwright-core' */

const CHAIN = 'figure=gradient-chain&weights=2,-3&biases=0.5,1&input=0.25';

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

/**
 * @param {Page | Frame} page - a document with a chain
 * @returns {Promise<any>} the chain's state
 */
async function chainState(page) {
  await page.locator('gradient-chain .ug-figure').waitFor();
  return page.evaluate(
    () => /** @type {any} */ (document.querySelector('gradient-chain')).state,
  );
}

test('the embed shows the figure that its address names, and nothing else', async () => {
  await site.open(`embed.html#${CHAIN}`, async (page) => {
    assert.deepEqual((await chainState(page)).weights, [2, -3]);
    assert.equal(await page.locator('main > *').count(), 1);
    assert.equal(await page.locator('learning-speeds').count(), 0);
    assert.match(await page.title(), /chain/);
  });
});

test('without a figure, or with an unknown one, the embed says which there are', async () => {
  for (const hash of ['', '#figure=perceptron', '#figure=constructor']) {
    await site.open(`embed.html${hash}`, async (page) => {
      await page.locator('main a').first().waitFor();
      const words = await page.locator('body').textContent();
      assert.match(words ?? '', /There are:/);
      assert.equal(await page.locator('main a').count(), figureSchemas.size);
      await page.locator('main a[href="#figure=gradient-chain"]').click();
      await chainState(page);
    });
  }
});

test('a bad part leaves the figure at its defaults, with words', async () => {
  await site.open(
    'embed.html#figure=gradient-chain&input=0.75&target=7',
    async (page) => {
      const { input, target } = await chainState(page);
      assert.deepEqual([input, target], [0.5, 1]);
      await page.locator('.notice li').waitFor();
      const words = await page.locator('.notice').textContent();
      assert.match(words ?? '', /target=7 .*from 0 to 1, got 7/);
    },
  );
});

test('a bad link to a figure that is already shown changes nothing', async () => {
  await site.open(`embed.html#${CHAIN}`, async (page) => {
    await chainState(page);
    for (const hash of [
      '#figure=gradient-chain&input=x',
      '#figure=learning-speeds&rate=0',
      '#figure=gradient-chain&figure=learning-speeds',
      '#figure=nothing',
    ]) {
      await page.evaluate((text) => {
        location.hash = text;
      }, hash);
      await page.locator('.notice li').first().waitFor();
      assert.deepEqual((await chainState(page)).weights, [2, -3], hash);
    }
  });
});

test('another link to the embed is followed', async () => {
  await site.open(`embed.html#${CHAIN}`, async (page) => {
    await chainState(page);
    await page.evaluate(() => {
      location.hash = '#figure=learning-speeds&seed=9';
    });
    await page.locator('learning-speeds .ug-figure').waitFor();
    assert.equal(await page.locator('gradient-chain').count(), 0);
  });
});

test('a link may hide controls, choose the theme and enlarge the type', async () => {
  const view = 'hide=toolbar,presets&theme=dark&scale=2';
  await site.open(`embed.html#${CHAIN}&${view}`, async (page) => {
    await chainState(page);
    const root = page.locator('gradient-chain');
    assert.equal(await root.locator('.ug-toolbar').isVisible(), false);
    assert.equal(
      await root.locator('[data-control="presets"]').isVisible(),
      false,
    );
    const look = await root.evaluate(($chain) => {
      const { fontSize, colorScheme } = getComputedStyle($chain);
      const ground = getComputedStyle(document.body).backgroundColor;
      return { fontSize, colorScheme, ground };
    });
    assert.equal(look.fontSize, '28px');
    assert.equal(look.colorScheme, 'dark');
    assert.equal(look.ground, 'rgb(27, 30, 34)');
  });
});

test('the older address leads to the embed with its hash', async () => {
  await site.open(`www/embed.html#${CHAIN}`, async (page) => {
    await page.waitForURL(/site\/embed\.html#/);
    assert.deepEqual((await chainState(page)).weights, [2, -3]);
  });
});

test('the embed computes in a sandboxed frame of another origin', async () => {
  await site.open(
    'embed.html',
    async (page) => {
      await page.evaluate((src) => {
        const $frame = document.createElement('iframe');
        $frame.setAttribute('sandbox', 'allow-scripts');
        $frame.src = src;
        document.body.append($frame);
      }, `${site.url}embed.html#${CHAIN}`);
      const $frame = await page.waitForSelector('iframe');
      const frame = await $frame.contentFrame();
      assert.ok(frame);
      assert.deepEqual((await chainState(frame)).weights, [2, -3]);
      await frame.waitForFunction(() => {
        const $chain = /** @type {any} */ (
          document.querySelector('gradient-chain')
        );
        return Number.isFinite($chain.readings?.product);
      });
      assert.equal(await frame.evaluate(() => globalThis.origin), 'null');
    },
    {
      // The choice page's own policy has no frames in it.
      context: { bypassCSP: true },
    },
  );
});
