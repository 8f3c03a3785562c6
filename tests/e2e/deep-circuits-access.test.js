import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, FOR_AXE } from './axe.js';
import { settle } from './figures.js';
import { Site } from './harness.js';

const DEFAULT = 'embed.html#figure=deep-circuits';

/** @type {Site} */
let site;
before(async () => {
  site = await Site.start();
});
after(() => site.close());

for (const look of /** @type {const} */ (['wide', 'dark', 'phone'])) {
  test(`axe finds nothing on the circuits with all of it open, ${look}`, async () => {
    await site.open(
      DEFAULT,
      async (page) => {
        await settle(page);
        await page.getByText('XOR, and what one gate').click();
        await page.getByText('All the numbers').click();
        await page.getByRole('table').waitFor();
        assert.deepEqual(await axeFindings(page), []);
      },
      { look, ...FOR_AXE },
    );
  });
}

for (const more of ['&bits=12', '&problem=addition&bits=6']) {
  test(`the circuits of ${more} fit a screen 320 pixels wide`, async () => {
    const viewport = { width: 320, height: 640 };
    for (const circuit of ['compare', 'neurons']) {
      await site.open(
        `${DEFAULT}${more}&circuit=${circuit}`,
        async (page) => {
          await settle(page);
          await page.locator('.circuit-drawing').first().waitFor();
          const width = await page.evaluate(
            () => document.documentElement.scrollWidth,
          );
          assert.equal(width, 320, circuit);
        },
        { context: { viewport } },
      );
    }
  });
}
