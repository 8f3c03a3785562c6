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
    harm: () => self.close(),
    words: /worker that trains has stopped/,
  },
]) {
  test(`a worker ${how} is reported, and its run can be had again`, async ({
    open,
  }) => {
    const page = await open(RUN, { expected: [/harmed by the test/] });
    const figure = page.locator(NAME);
    const first = await train(page);
    const [worker] = page.workers();
    let started = 0;
    page.on('worker', () => {
      started += 1;
    });
    expect(worker, 'the page has a worker').toBeDefined();
    // It never answers when it hangs, and not at all once it is ended.
    worker?.evaluate(harm).catch(() => {});
    const problem = figure.getByText(words);
    // Nobody asks it for anything: the page finds out by itself.
    await expect(problem).toBeVisible({ timeout: 5000 });
    await figure.getByRole('button', { name: 'Run again from seed 3' }).click();
    await expect(problem).toBeHidden();
    expect(await train(page)).toStrictEqual(first);
    expect(started).toBe(1);
  });
}
