/**
 * Where compared runs live: as many workers as processors, one after the other
 * where there are none, and what becomes of the others when one dies.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  SMALL,
  allDone,
  button,
  downloadRows,
  openComparison,
  watchWorkers,
} from './comparisons.js';
import { Site } from './harness.js';
import { reach } from './runs.js';

const NAME = 'learning-speeds';

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

test('no more runs are at work than there are processors, and workers are used again', async () => {
  await site.open(
    `${SMALL}&epochs=200`,
    async (page) => {
      await reach(page, 0, NAME);
      let started = page.workers().length;
      page.on('worker', () => {
        started += 1;
      });
      const comparison = await openComparison(page);
      const most = await watchWorkers(page);
      await button(comparison, 'Start').click();
      await allDone(comparison, 4);
      assert.equal(await most(), 2);
      // The figure's own, and two that took four runs.
      assert.equal(started, 3);
      assert.equal(page.workers().length, 1);
    },
    {
      prepare: async (page) => {
        await page.addInitScript(() => {
          Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 });
        });
      },
    },
  );
});

test('without workers runs come one after the other, with the same numbers', async () => {
  /** @type {string[][]} */
  const found = [];
  for (const isAllowed of [true, false]) {
    await site.open(
      `${SMALL}&epochs=20`,
      async (page) => {
        await reach(page, 0, NAME);
        const comparison = await openComparison(page);
        const most = await watchWorkers(page);
        await button(comparison, 'Start').click();
        await allDone(comparison, 4);
        const isSaid = await comparison
          .getByText(/No worker can start/)
          .count();
        assert.equal(isSaid, isAllowed ? 0 : 1);
        if (!isAllowed) assert.equal(await most(), 1);
        const rows = await downloadRows(page, comparison);
        found.push(rows.map((row) => [...row.values()].join(' ')));
      },
      {
        prepare: async (page) => {
          if (isAllowed) return;
          await page.addInitScript(() => {
            Reflect.deleteProperty(globalThis, 'Worker');
          });
        },
      },
    );
  }
  assert.deepEqual(found[1], found[0]);
});

test('a comparison works in a sandboxed frame of another origin', async () => {
  await site.open(
    'embed.html',
    async (page) => {
      await page.evaluate((src) => {
        const $frame = document.createElement('iframe');
        $frame.setAttribute('sandbox', 'allow-scripts');
        $frame.width = '1000';
        $frame.height = '2500';
        $frame.src = src;
        document.body.append($frame);
      }, `${site.url}${SMALL}&epochs=10`);
      const $frame = await page.waitForSelector('iframe');
      const frame = await $frame.contentFrame();
      assert.ok(frame);
      const comparison = await openComparison(frame);
      await button(comparison, 'Start').click();
      await allDone(comparison, 4);
      assert.equal(await frame.evaluate(() => globalThis.origin), 'null');
    },
    // The choice page's own policy has no frames in it.
    { context: { bypassCSP: true } },
  );
});

test('a worker that dies fails its own run, which can be tried again', async () => {
  await site.open(
    'embed.html#figure=learning-speeds&epochs=1000',
    async (page) => {
      await reach(page, 0, NAME);
      const own = page.workers()[0];
      const comparison = await openComparison(page);
      await button(comparison, 'Start').click();
      await comparison.getByText(/2 training/).waitFor();
      const victim = page.workers().find((worker) => worker !== own);
      assert.ok(victim);
      victim
        .evaluate(() => {
          queueMicrotask(() => {
            throw new Error('harmed by the test');
          });
        })
        .catch(() => {});
      const alert = comparison.getByText(/worker that trains has stopped/);
      await alert.waitFor();
      await comparison.getByText('4 runs: 3 done, 1 failed.').waitFor();
      await comparison.getByRole('button', { name: /^Try again/ }).click();
      await allDone(comparison, 4);
      assert.equal(await alert.count(), 0);
    },
    {
      expected: [/harmed by the test/],
      prepare: async (page) => {
        await page.addInitScript(() => {
          Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 });
        });
      },
    },
  );
});

test('runs stand still while they are closed or off the screen', async () => {
  await site.open(`${SMALL}&epochs=10000`, async (page) => {
    const figure = page.locator(NAME);
    const comparison = await openComparison(page);
    await button(comparison, 'Start').click();
    const training = comparison.getByText(/\d training/);
    await training.waitFor();
    // Rows that were on their way may still come in.
    const standsStill = async () => {
      const paused = comparison.getByText(/\d paused/);
      await paused.waitFor({ state: 'attached' });
      const standing = comparison.locator('.ug-run-standing');
      for (let last = '', now = '-'; now !== last;) {
        for (let frame = 0; frame < 10; frame += 1) {
          await page.evaluate(
            () =>
              new Promise((resolve) => {
                requestAnimationFrame(resolve);
              }),
          );
        }
        last = now;
        now = `${await standing.allTextContents()}`;
      }
    };
    await page.evaluate((name) => {
      const $figure = /** @type {HTMLElement} */ (document.querySelector(name));
      $figure.style.setProperty('transform', 'translateX(-300vw)');
    }, NAME);
    await standsStill();
    await page.evaluate((name) => {
      const $figure = /** @type {HTMLElement} */ (document.querySelector(name));
      $figure.style.removeProperty('transform');
    }, NAME);
    await training.waitFor();
    const summary = figure.locator('summary', { hasText: 'Compare runs' });
    await summary.click();
    await standsStill();
    await summary.click();
    await allDone(comparison, 4);
  });
});

test('a figure that is taken away ends its workers, and keeps what it has', async () => {
  await site.open(`${SMALL}&epochs=10000`, async (page) => {
    const comparison = await openComparison(page);
    await button(comparison, 'Start').click();
    await comparison
      .getByText(/training/)
      .first()
      .waitFor();
    await page.evaluate((name) => {
      const $figure = /** @type {HTMLElement} */ (document.querySelector(name));
      Object.assign(globalThis, { $figure });
      $figure.remove();
    }, NAME);
    while (page.workers().length > 0) await page.evaluate(() => {});
    await page.evaluate(() => {
      document.body.append(/** @type {any} */ (globalThis).$figure);
    });
    await comparison.getByText(/cancelled\.$/).waitFor();
    await comparison
      .getByRole('button', { name: /^Try again/ })
      .first()
      .click();
    await comparison.getByText(/1 training|1 done/).waitFor();
  });
});
