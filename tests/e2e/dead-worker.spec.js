/**
 * A worker that dies in a real browser: the figure says so, and a new worker
 * gives the same run from the same seed.
 */
import { call, embed, property, reach, stand } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const NAME = 'learning-speeds';
const RUN = embed(
  NAME,
  'hidden=30,30&pixels=14&images=200&batch=10&lambda=1&epochs=2&seed=3',
  'precision=f64',
);

/**
 * Trains to the end.
 *
 * @param {Page} page - with the figure
 * @returns {Promise<object>} the whole history
 */
async function train(page) {
  await stand(page, 0, NAME);
  await call(page, 'play', NAME);
  await reach(page, 2, NAME);
  return property(page, NAME, 'history');
}

/** Keeps the workers of a page, to end one as a browser does that is short of memory. */
function keepWorkers() {
  const Original = window.Worker;
  /** @type {Worker[]} */
  const kept = [];
  Object.assign(window, {
    kept,
    Worker: class extends Original {
      /** @param {[string | URL, WorkerOptions?]} all */
      constructor(...all) {
        super(...all);
        kept.push(this);
      }
    },
  });
}

for (const { how, harm, words } of [
  {
    how: 'that throws',
    harm: () => {
      queueMicrotask(() => {
        throw new Error('harmed by the test');
      });
    },
    words: /worker that trains has stopped.*harmed by the test/,
  },
  {
    how: 'that hangs',
    harm: () => {
      for (;;);
    },
    words: /worker that trains has stopped/,
  },
  {
    how: 'that ends without a word',
    harm: null,
    words: /worker that trains has stopped/,
  },
]) {
  // In Firefox what a test gives a worker to run has no effect.
  const tag = harm ? '@chromium' : [];
  test(
    `a worker ${how} is reported, and its run can be had again`,
    { tag },
    async ({ open }) => {
      const page = await open(RUN, {
        expected: [/harmed by the test/],
        prepare: (fresh) => fresh.addInitScript(keepWorkers),
      });
      const figure = page.locator(NAME);
      const first = await train(page);
      const count = () =>
        page.evaluate(() => Reflect.get(window, 'kept').length);
      const before = await count();
      expect(before, 'the page has a worker').toBe(1);
      if (harm) {
        // It never answers when it hangs.
        page
          .workers()[0]
          ?.evaluate(harm)
          .catch(() => {});
      } else {
        await page.evaluate(() => Reflect.get(window, 'kept')[0].terminate());
      }
      const problem = figure.getByText(words);
      // Nobody asks it for anything: the page finds out by itself.
      await expect(problem).toBeVisible({ timeout: 5000 });
      await figure
        .getByRole('button', { name: 'Run again from seed 3' })
        .click();
      await expect(problem).toBeHidden();
      expect(await train(page)).toStrictEqual(first);
      expect(await count()).toBe(2);
    },
  );
}
