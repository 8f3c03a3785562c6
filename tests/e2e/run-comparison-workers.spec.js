/**
 * Where compared runs live: as many workers as processors, one after the other
 * where there are none, and what becomes of the others when one dies.
 */
import {
  SMALL,
  allDone,
  button,
  downloadRows,
  openComparison,
  watchWorkers,
  withTwoProcessors,
} from './comparisons.js';
import { hostPage } from './host-pages.js';
import { expect, test } from './site.js';
import { embed, reach, sandbox, show, without } from './figures.js';

const NAME = 'learning-speeds';

test('no more runs are at work than there are processors, and workers are used again', async ({
  open,
}) => {
  const page = await open(`${SMALL}&epochs=200`, {
    prepare: withTwoProcessors,
  });
  await reach(page, 0, NAME);
  let started = page.workers().length;
  page.on('worker', () => {
    started += 1;
  });
  const comparison = await openComparison(page);
  const most = await watchWorkers(page);
  await button(comparison, 'Start').click();
  await allDone(comparison, 4);
  expect(await most()).toBe(2);
  // The figure's own, and two that took four runs.
  expect(started).toBe(3);
  // The browser takes its time to end the others.
  await expect.poll(() => page.workers().length).toBe(1);
});

test('without workers runs come one after the other, with the same numbers', async ({
  open,
}) => {
  /** @type {string[][]} */
  const found = [];
  for (const isAllowed of [true, false]) {
    const page = await open(`${SMALL}&epochs=20`, {
      prepare: async (fresh) => {
        if (!isAllowed) await without(fresh, 'Worker');
      },
    });

    await reach(page, 0, NAME);
    const comparison = await openComparison(page);
    const most = await watchWorkers(page);
    await button(comparison, 'Start').click();
    await allDone(comparison, 4);
    await expect(comparison.getByText(/No worker can start/)).toHaveCount(
      isAllowed ? 0 : 1,
    );
    if (!isAllowed) expect(await most()).toBe(1);
    const rows = await downloadRows(page, comparison);
    found.push(rows.map((row) => [...row.values()].join(' ')));
  }
  expect(found[1]).toStrictEqual(found[0]);
});

// Passed in Firefox too; left out there to keep it short.
test(
  'a comparison works in a sandboxed frame of another origin',
  { tag: '@chromium' },
  async ({ open, site }) => {
    const page = await open('host.html', {
      prepare: (fresh) => hostPage(fresh, '<body></body>'),
    });
    const frame = await sandbox(page, `${site.url}${SMALL}&epochs=10`);
    const comparison = await openComparison(frame);
    await button(comparison, 'Start').click();
    await allDone(comparison, 4);
    expect(await frame.evaluate(() => globalThis.origin)).toBe('null');
  },
);

// A test runs no code in a worker of Firefox.
test(
  'a worker that dies fails its own run, which can be tried again',
  { tag: '@chromium' },
  async ({ open }) => {
    const page = await open(embed(NAME, 'epochs=1000'), {
      expected: [/harmed by the test/],
      prepare: withTwoProcessors,
    });
    await reach(page, 0, NAME);
    const own = page.workers()[0];
    const comparison = await openComparison(page);
    await button(comparison, 'Start').click();
    await expect(comparison.getByText(/2 training/)).toBeVisible();
    const victim = page.workers().find((worker) => worker !== own);
    expect(victim, 'the comparison has workers').toBeDefined();
    victim
      ?.evaluate(() => {
        queueMicrotask(() => {
          throw new Error('harmed by the test');
        });
      })
      .catch(() => {});
    const alert = comparison.getByText(/worker that trains has stopped/);
    await expect(alert).toBeVisible();
    await expect(
      comparison.getByText('4 runs: 3 done, 1 failed.'),
    ).toBeVisible();
    await comparison.getByRole('button', { name: /^Try again/ }).click();
    await allDone(comparison, 4);
    await expect(alert).toHaveCount(0);
  },
);

test(
  'runs stand still while they are closed or off the screen',
  { tag: '@chromium' },
  async ({ open }) => {
    const page = await open(`${SMALL}&epochs=10000`);
    const figure = page.locator(NAME);
    const comparison = await openComparison(page);
    await button(comparison, 'Start').click();
    const training = comparison.getByText(/\d training/);
    await expect(training).toBeVisible();
    // Rows that were on their way may still come in.
    const standsStill = async () => {
      const paused = comparison.getByText(/\d paused/);
      await expect(paused).toBeAttached();
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
        now = `${await comparison.textContent()}`;
      }
    };
    await show(page, NAME, false);
    await standsStill();
    await show(page, NAME, true);
    await expect(training).toBeVisible();
    const summary = figure.locator('summary', { hasText: 'Compare runs' });
    await summary.click();
    await standsStill();
    await summary.click();
    await allDone(comparison, 4);
  },
);

// Passed in Firefox too; left out there to keep it short.
test(
  'a figure that is taken away ends its workers, and keeps what it has',
  { tag: '@chromium' },
  async ({ open }) => {
    const page = await open(`${SMALL}&epochs=10000`);
    const comparison = await openComparison(page);
    await button(comparison, 'Start').click();
    await expect(comparison.getByText(/training/).first()).toBeVisible();
    await page.evaluate((name) => {
      const $figure = /** @type {HTMLElement} */ (document.querySelector(name));
      Object.assign(globalThis, { $figure });
      $figure.remove();
    }, NAME);
    while (page.workers().length > 0) await page.evaluate(() => {});
    await page.evaluate(() => {
      document.body.append(/** @type {any} */ (globalThis).$figure);
    });
    await expect(comparison.getByText(/cancelled\.$/)).toBeVisible();
    await comparison
      .getByRole('button', { name: /^Try again/ })
      .first()
      .click();
    await expect(comparison.getByText(/1 training|1 done/)).toBeVisible();
  },
);
