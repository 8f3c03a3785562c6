/**
 * A worker that dies in a real browser: the page hears of it, and a new worker
 * gives the same run from the same seed.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Site } from './harness.js';

/** @import { Page } from 'playwright-core' */

/** Any file of the site, shown as text: a page on which nothing runs. */
const EMPTY = 'www/run/worker/training-worker.js';

const SPEC = {
  hidden: [30, 30],
  pixels: 14,
  images: 200,
  batch: 10,
  rate: 0.1,
  lambda: 1,
  activation: 'sigmoid',
  initialisation: 'chapter',
  costFunction: 'cross-entropy',
  optimiser: 'sgd',
  epochs: 2,
  seed: 3,
  precision: 'f64',
};

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});

after(() => site.close());

/**
 * Trains once, asks for pauses until the worker is found dead, and trains
 * again with another worker.
 *
 * @param {Page} page
 * @returns {Promise<{ first: number[], again: number[],
 *   failures: Array<{ code: string, fatal: boolean }> }>}
 */
function trainTwice(page) {
  return page.evaluate(async (spec) => {
    const { RunSession } = await import('../../www/run/run-session.js');
    /** @type {() => void} */
    let resume = () => {};
    /** @type {Array<{ code: string, fatal: boolean }>} */
    const failures = [];
    const session = new RunSession((...[type, detail]) => {
      if (type === 'failed') failures.push(detail);
      if (type === 'settled') resume();
    });
    /** @returns {Promise<number[]>} every number of a whole run */
    const train = async () => {
      const settled = new Promise((resolve) => {
        resume = () => resolve(null);
      });
      session.configure(spec);
      session.play();
      await settled;
      return [...(session.history?.columns(0, 0, 5) ?? [])];
    };

    const first = await train();
    document.title = 'trained';
    // More than once: the first may be answered before the harm is done.
    while (failures.length === 0) {
      session.pause();
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
    }
    const again = await train();
    session.close();
    return { first, failures, again };
  }, SPEC);
}

/**
 * @param {Page} page
 * @param {() => void} harm - done in the worker; it may never return
 */
async function harmWorker(page, harm) {
  await page.waitForFunction(() => document.title === 'trained');
  const worker = page.workers()[0];
  assert.ok(worker, 'the page has a worker');
  // It never answers when it hangs, and not at all once it is ended.
  worker.evaluate(harm).catch(() => {});
}

describe('a worker', () => {
  for (const { how, harm, expected } of [
    {
      how: 'that throws',
      harm: () => {
        queueMicrotask(() => {
          throw new Error('harmed by the test');
        });
      },
      expected: 'worker-failed',
    },
    {
      how: 'that hangs',
      harm: () => {
        for (;;);
      },
      expected: 'worker-silent',
    },
  ]) {
    it(`${how} is reported, and its run can be had again`, async () => {
      await site.open(
        EMPTY,
        async (page) => {
          const [result] = await Promise.all([
            trainTwice(page),
            harmWorker(page, harm),
          ]);
          assert.deepEqual(
            result.failures.map(({ code, fatal }) => [code, fatal]),
            [[expected, true]],
          );
          assert.equal(result.first.length, 3 * 5);
          assert.deepEqual(result.again, result.first);
        },
        // A page that shows a text asks for an icon at the host's root.
        { expected: [/harmed by the test/, /favicon/] },
      );
    });
  }
});
