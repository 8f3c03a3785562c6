/** Runs whose page is loaded again or closed, with the browser's own storage. */
import { comparisonOf } from './comparisons.js';
import { call, embed, property, readings, stand } from './figures.js';
import { DEFINE, hostPage } from './host-pages.js';
import { expect, test } from './site.js';

/** @import { Frame, Page } from '@playwright/test' */

const SPEEDS = 'learning-speeds';
const RUN =
  'images=500&pixels=14&hidden=30,30&batch=10&epochs=400&lambda=1&seed=5';
const LONG = embed(SPEEDS, RUN, 'pace=slow');

const OFFER = '[data-control="kept-run"]';

/** @param {Page} page @param {string} name */
async function playUntilKept(page, name) {
  await readings(page, name);
  await call(page, 'play', name);
  const isKept = () => page.evaluate(() => localStorage.length > 0);
  await expect.poll(isKept, { timeout: 30_000 }).toBe(true);
}

/** @param {Page | Frame} page @param {string} name @param {number} epoch @returns {Promise<string>} */
async function fingerprintAt(page, name, epoch) {
  await page.evaluate(([selector, to]) => {
    /** @type {any} */ (document.querySelector(String(selector))).jumpTo(to);
  }, /** @type {const} */ ([name, epoch]));
  await page.waitForFunction(([selector, to]) => {
    const { readings: now } = /** @type {any} */ (
      document.querySelector(String(selector))
    );
    return now?.epoch === to && now.fingerprint;
  }, /** @type {const} */ ([name, epoch]));
  return (await property(page, name, 'readings')).fingerprint;
}

test('a run is taken up after a reload and after its page was closed, with the same bits; not where another tab has it', async ({
  open,
}) => {
  const page = await open(LONG, { isPaced: true });
  await playUntilKept(page, SPEEDS);
  await page.reload();
  await readings(page, SPEEDS);
  const offer = page.locator(OFFER);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(offer).toBeHidden();
  const context = page.context();
  const tab = await context.newPage();
  await tab.goto(page.url());
  await readings(tab, SPEEDS);
  // Its drawing takes longer than a look into the storage does.
  await expect(tab.locator(OFFER)).toHaveCount(0);
  await page.close();
  await tab.reload();
  await readings(tab, SPEEDS);
  await tab.getByRole('button', { name: 'Continue' }).click();
  // It is read first; what is jumped to before that is another run.
  await expect(tab.locator(OFFER)).toBeHidden();
  const kept = await fingerprintAt(tab, SPEEDS, 300);
  await call(tab, 'reset', SPEEDS);
  // Until it is back at its start, the numbers are those of the run before.
  await stand(tab, 0, SPEEDS);
  expect(await fingerprintAt(tab, SPEEDS, 300)).toBe(kept);
});

test(
  'what is asked of runs while those that were kept are still read is not undone by them',
  { tag: '@chromium' },
  async ({ open }) => {
    const shared = 'images=1000&pixels=14&batch=10&hidden=30,30&pace=slow';
    for (const [name, link] of /** @type {const} */ ([
      [SPEEDS, 'epochs=400'],
      ['gradient-cures', 'lambda=0.1&epochs=150&runs=2'],
    ])) {
      const page = await open(embed(name, shared, link), { isPaced: true });
      await playUntilKept(page, name);
      await page.reload();
      await readings(page, name);
      await page.getByRole('button', { name: 'Continue' }).waitFor();
      await page.evaluate(async (selector) => {
        const $figure = /** @type {any} */ (document.querySelector(selector));
        $figure.shadowRoot
          .querySelector('[data-control~="continue-run"]')
          .click();
        $figure.step();
        for (let frames = 0; frames < 60; frames += 1) {
          await new Promise(requestAnimationFrame);
        }
      }, name);
      await stand(page, 1, name);
      await page.close();
    }
  },
);

// Passed in Firefox too; left out there to keep it short.
test(
  'the runs of gradient-cures are taken up after a reload, and end with the same numbers',
  { tag: '@chromium' },
  async ({ open }) => {
    const CURES = 'gradient-cures';
    const of = (/** @type {string} */ name, /** @type {string} */ state) =>
      embed(name, state, 'images=1000&pixels=14&batch=10');
    const page = await open(
      of(CURES, 'hidden=30,30&lambda=0.1&epochs=150&runs=4&pace=slow'),
      { isPaced: true },
    );
    await playUntilKept(page, CURES);
    const epochs = async () => {
      const { runs } = await property(page, CURES, 'readings');
      return runs.map((/** @type {any} */ { epoch }) => epoch);
    };
    await page.reload();
    await readings(page, CURES);
    await expect(page.locator(OFFER)).toContainText(/Of the 4 runs/);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Pace').selectOption('full speed');
    await expect
      .poll(async () => Math.min(...(await epochs())), { timeout: 60_000 })
      .toBe(150);
    const { runs } = await property(page, CURES, 'readings');
    await call(page, 'reset', CURES);
    await call(page, 'play', CURES);
    await expect
      .poll(async () => (await epochs()).join())
      .toBe('150,150,150,150');
    expect((await property(page, CURES, 'readings')).runs).toEqual(runs);
  },
);

test(
  'what several figures train is offered after a reload, and gone on with',
  { tag: '@chromium' },
  async ({ open }) => {
    test.slow();
    const long = { images: 1000, pixels: 7, hidden: [10, 10], batch: 10 };
    /** @type {readonly [name: string, state: object][]} */
    const figures = [
      [
        'training-recipe',
        {
          ...{ ...long, pixels: 14, hidden: [30, 30] },
          ...{ epochs: 500, check: 'ensemble' },
        },
      ],
      ['gradient-through-time', { length: 30, width: 20, seeds: 1 }],
      ['learning-speeds', { ...long, epochs: 3000, view: 'depths' }],
    ];
    const place = async (/** @type {Page} */ on) => {
      for (const [name, state] of figures) {
        await on.evaluate(([tag, changes]) => {
          const $figure = document.createElement(String(tag));
          Object.assign($figure, { state: changes, pace: 'slow' });
          document.body.append($figure);
        }, /** @type {const} */ ([name, state]));
      }
    };
    const page = await open('host.html', {
      // Reports are fewer.
      context: {
        viewport: { width: 1280, height: 3000 },
        reducedMotion: 'reduce',
      },
      isPaced: true,
      prepare: async (fresh) => {
        // What keeps no pace leaves the page a processor.
        await fresh.addInitScript(() => {
          Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 });
        });
        await hostPage(fresh, DEFINE);
      },
    });
    await place(page);
    await readings(page, 'gradient-through-time');
    await page.waitForFunction(
      () =>
        /** @type {any} */ (document.querySelector('learning-speeds'))?.readings
          ?.depths?.length === 4,
    );
    const comparison = comparisonOf(page);
    await comparison.getByText('Compare runs').click();
    await call(page, 'step', 'training-recipe');
    await call(page, 'play', 'gradient-through-time');
    await call(page, 'play', 'learning-speeds');
    await comparison
      .getByRole('button', { name: 'Start', exact: true })
      .click();
    const kept = async () => {
      const found = await page.evaluate(async (name) => {
        const database = await new Promise((resolve) => {
          const asked = indexedDB.open(name);
          asked.onsuccess = () => resolve(asked.result);
        });
        if (!database.objectStoreNames.contains('marks')) return [];
        const marks = await new Promise((resolve) => {
          const asked = database.transaction('marks').objectStore('marks');
          const all = asked.getAll();
          all.onsuccess = () => resolve(all.result);
        });
        database.close();
        return marks.map((/** @type {any} */ { figure }) => figure);
      }, 'unstable-gradients-runs');
      return [...new Set(found)].sort();
    };
    await page.waitForFunction(() => localStorage.length > 0);
    await expect
      .poll(kept)
      .toEqual([
        'gradient-through-time',
        'learning-speeds compared',
        'learning-speeds depths',
        'training-recipe',
      ]);

    await page.reload();
    await place(page);
    const offers = page.locator(OFFER);
    await expect(offers).toHaveCount(3);
    await comparison.getByText('Compare runs').click();
    await expect(offers).toHaveCount(4);
    const said = (await offers.allTextContents()).map((text) =>
      Number(/(?:epoch|after) (\d+)/.exec(text)?.[1]),
    );
    expect(Math.min(...said)).toBeGreaterThan(0);
    for (const left of [3, 2, 1, 0]) {
      await page.getByRole('button', { name: 'Continue' }).first().click();
      await expect(offers).toHaveCount(left);
    }
    // An offer goes before the run that it was of is there.
    await expect
      .poll(async () => (await readings(page, 'gradient-through-time')).steps)
      .toBeGreaterThanOrEqual(Math.min(...said));
    await expect(comparison.getByText(/\d training/)).toBeVisible();
    await expect(
      page.locator('training-recipe').getByRole('progressbar'),
    ).toBeVisible();
    await page.waitForFunction(
      (least) =>
        /** @type {any} */ (
          document.querySelector('learning-speeds')
        )?.readings?.depths?.some(
          (/** @type {any} */ { epoch }) => epoch >= least,
        ),
      Math.min(...said),
    );
  },
);
