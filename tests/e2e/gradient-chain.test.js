import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Site } from './harness.js';

/** @import { Page } from 'playwright-core' */
/** @import { GradientChainElement } from '../../www/figures/gradient-chain/gradient-chain.js' */

const DEFAULT = 'embed.html#figure=gradient-chain';
const EXPLODING =
  `${DEFAULT}&weights=100,100,100,100&biases=-50,-50,-50,-50` +
  '&input=0.5&target=0';

/** @type {Site} */
let site;
before(async () => {
  site = await Site.start();
});
after(() => site.close());

/** @param {Page} page - with one figure */
async function readings(page) {
  await page.waitForFunction(() => {
    const $figure = document.querySelector('gradient-chain');
    return /** @type {GradientChainElement | null} */ ($figure)?.readings;
  });
  return page.locator('gradient-chain').evaluate((element) => {
    const $figure = /** @type {GradientChainElement} */ (element);
    return /** @type {NonNullable<typeof $figure.readings>} */ (
      $figure.readings
    );
  });
}

test('a link to the exploding chain gives the exact gradients', async () => {
  await site.open(EXPLODING, async (page) => {
    const { dCdb, product } = await readings(page);
    assert.deepEqual(dCdb, [1953.125, 78.125, 3.125, 0.125]);
    assert.equal(product, 1953.125);
  });
});

test('a slider moved by a key is on screen in the next frame', async () => {
  await site.open(DEFAULT, async (page) => {
    await readings(page);
    const slider = page.getByRole('slider', { name: 'w₂' });
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    assert.equal((await readings(page)).factors[1]?.toFixed(4), '-0.1470');
    const drawn = await page.locator('gradient-chain').evaluate(
      (element) =>
        new Promise((resolve) => {
          requestAnimationFrame(() => {
            const $root = element.shadowRoot;
            resolve($root?.querySelector('.chain-drawing')?.textContent);
          });
        }),
    );
    assert.match(String(drawn), /−0\.71/);
    const said = await slider.getAttribute('aria-valuetext');
    assert.equal(said, 'w₂ = −0.71, factor −0.147');
  });
});

test('a nudge of a thousandth takes the exploding chain off its edge and back', async () => {
  await site.open(EXPLODING, async (page) => {
    await readings(page);
    await page.getByRole('button', { name: 'b₁ + 0.001' }).press('Enter');
    const { product } = await readings(page);
    assert.ok(product > 0.0037 && product < 0.0039, String(product));
    await page.getByRole('button', { name: 'b₁ − 0.001' }).press('Enter');
    assert.equal((await readings(page)).product, 1953.125);
  });
});

test('the check finds the gradient right, and says so', async () => {
  await site.open(DEFAULT, async (page) => {
    await readings(page);
    await page.getByRole('button', { name: 'Check the gradient' }).click();
    await page.getByText(/The largest difference is .* within/).waitFor();
    await page
      .getByRole('columnheader', { name: 'central difference' })
      .waitFor();
  });
});

test('a drawn chain can be drawn again, and its link carries the numbers', async () => {
  await site.open(DEFAULT, async (page) => {
    await readings(page);
    await page.getByRole('button', { name: 'As initialised' }).click();
    const first = await readings(page);
    await page.getByRole('button', { name: 'Draw again' }).click();
    const second = await readings(page);
    assert.notDeepEqual(first.z, second.z);
    await page.getByText('seed 2').waitFor();
    const link = await page
      .locator('gradient-chain')
      .evaluate(
        (element) => /** @type {GradientChainElement} */ (element).permalink,
      );
    const hash = new URL(link).hash;
    await site.open(`embed.html${hash}`, async (other) => {
      assert.deepEqual(await readings(other), second);
    });
  });
});

test('thirty-two neurons fit a screen 320 pixels wide', async () => {
  const many = Array.from({ length: 32 }, (_, j) => (j % 5) - 2).join(',');
  const link = `${DEFAULT}&weights=${many}&biases=${many}`;
  await site.open(
    link,
    async (page) => {
      await readings(page);
      await page.locator('.chain-drawing').waitFor();
      const excess = await page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      assert.ok(excess <= 0, `${excess} pixels too wide`);
    },
    { context: { viewport: { width: 320, height: 640 } } },
  );
});
