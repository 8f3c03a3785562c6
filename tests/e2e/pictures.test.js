/**
 * Pictures of the page as a reader sees it, for the eye and for the README:
 * `scripts/snapshots` takes the one of the README over into docs/pictures/.
 */
import assert from 'node:assert/strict';
import { mkdir, stat } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Site } from './harness.js';

const OUTPUT = new URL('../output/', import.meta.url);

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

test('the picture of the README shows a run that has ended', async () => {
  const hash =
    '#figure=learning-speeds&hidden=30,30,30,30&seed=4&hide=presets,transport,settings,digits,toolbar';
  const context = {
    viewport: { width: 1120, height: 560 },
    deviceScaleFactor: 2,
  };
  await site.open(
    `embed.html${hash}`,
    async (page) => {
      await page.waitForFunction(() => {
        /** @type {any} */
        const $figure = document.querySelector('learning-speeds');
        return $figure?.readings?.epoch === 0;
      });
      await page.evaluate(() => {
        /** @type {any} */ (document.querySelector('learning-speeds')).play();
      });
      await page.waitForFunction(() => {
        /** @type {any} */
        const $figure = document.querySelector('learning-speeds');
        return $figure.readings.epoch === $figure.state.epochs;
      });
      await mkdir(OUTPUT, { recursive: true });
      const file = fileURLToPath(new URL('readme.png', OUTPUT));
      await page.screenshot({ path: file });
      assert.ok(
        (await stat(file)).size > 20_000,
        'the picture is nearly empty',
      );
    },
    { context },
  );
});
