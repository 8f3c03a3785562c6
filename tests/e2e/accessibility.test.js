import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, FOR_AXE } from './axe.js';
import { settle } from './figures.js';
import { Site } from './harness.js';

// With all of it open: closed panels have nothing to find.
const views = /** @type {const} */ ([
  ['the page', 'index.html'],
  [
    'the embed of the circuits',
    'embed.html#figure=deep-circuits&open=functions,data',
  ],
  [
    'the embed of the run',
    'embed.html#figure=learning-speeds&open=settings,digits,data',
  ],
  [
    'the embed of the neurons',
    'embed.html#figure=neuron-gradients&hidden=30,30,30,30&layer=2&neuron=3&open=settings,data',
  ],
  [
    'the embed of the chain',
    'embed.html#figure=gradient-chain&weights=2,-3&biases=0.5,1&open=check,table',
  ],
  ['the embed of the matrices', 'embed.html#figure=layer-jacobians&open=table'],
]);

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

for (const [name, path] of views) {
  for (const look of /** @type {const} */ (['wide', 'dark', 'phone'])) {
    test(`axe finds nothing on ${name}, ${look}`, async () => {
      await site.open(
        path,
        async (page) => {
          await settle(page);
          assert.deepEqual(await axeFindings(page), []);
        },
        { look, ...FOR_AXE },
      );
    });
  }
}

test('axe finds nothing on a page with a bad link, or on the choice of figures', async () => {
  await site.open(
    'index.html#figure=gradient-chain&input=99',
    async (page) => {
      await settle(page);
      assert.deepEqual(await axeFindings(page), []);
    },
    FOR_AXE,
  );
  await site.open(
    'embed.html',
    async (page) => {
      await page.locator('main a').first().waitFor();
      assert.deepEqual(await axeFindings(page), []);
    },
    FOR_AXE,
  );
});

test('the first stop of the keyboard is the skip link, and it skips', async () => {
  await site.open('index.html', async (page) => {
    await settle(page);
    await page.keyboard.press('Tab');
    const skip = page.locator('.skip');
    assert.ok(await skip.evaluate(($link) => $link.matches(':focus-visible')));
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'content');
    await page.keyboard.press('Tab');
    const inMain = await page.evaluate(() =>
      Boolean(document.activeElement?.closest('main')),
    );
    assert.ok(inMain, 'the next stop is in the text');
  });
});

for (const [, path] of views) {
  test(`${path} can be read at 320 px without scrolling sideways`, async () => {
    const viewport = { width: 320, height: 640 };
    await site.open(
      path,
      async (page) => {
        await settle(page);
        const width = await page.evaluate(
          () => document.documentElement.scrollWidth,
        );
        assert.equal(width, 320);
      },
      { context: { viewport } },
    );
  });
}
