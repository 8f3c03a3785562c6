/**
 * Every worker of every figure dies at once, on one page: the page notices each, says so
 * or begins its work anew, and each figure goes on.
 */
import { comparisonOf } from './comparisons.js';
import { call, readings } from './figures.js';
import { DEFINE, hostPage } from './host-pages.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const TINY = { images: 100, pixels: 7, hidden: [6, 5], batch: 10 };

/** Figures that train, with runs that do not end meanwhile. */
const TRAINING = /** @type {const} */ ([
  ['neuron-gradients', { ...TINY, epochs: 10_000 }],
  ['activation-saturation', { ...TINY, epochs: 10_000 }],
  ['gradient-cures', { ...TINY, epochs: 10_000, runs: 2, lambda: 0.01 }],
  [
    'depth-accuracy',
    { images: 1000, pixels: 7, epochs: 1000, depths: [1, 2], width: 30 },
  ],
  [
    'training-recipe',
    {
      ...{ images: 1000, pixels: 28, hidden: [100, 100], batch: 1 },
      ...{ epochs: 500, check: 'ensemble', members: 2 },
    },
  ],
  // What it compares pushes all below it out of sight.
  ['learning-speeds', { ...TINY, images: 1000, epochs: 10_000 }],
]);

/** Those whose workers do jobs, and a change that asks them for another. */
const MEASURING = /** @type {const} */ ([
  ['random-chains', { chains: 1000 }],
  ['layer-jacobians', { depth: 3, width: 9, seeds: 2 }],
  ['gradient-through-time', { length: 9, width: 5, seeds: 2 }],
]);

/** Longer than three seconds, for a page that stands still itself while it draws. */
const NOTICED_MS = 15_000;

/** Keeps the workers of a page, and takes note of those that the page itself ends. */
function keepWorkers() {
  const Native = globalThis.Worker;
  /** @type {Set<Worker>} */
  const living = new Set();
  globalThis.Worker = class extends Native {
    /** @param {[string | URL, WorkerOptions?]} all */
    constructor(...all) {
      super(...all);
      living.add(this);
    }

    /** @override */
    terminate() {
      living.delete(this);
      super.terminate();
    }
  };
  Object.assign(globalThis, { $living: living });
}

/** How a worker dies. */
const end = () => self.close();
const hang = () => {
  for (;;);
};
const harm = () => {
  queueMicrotask(() => {
    throw new Error('harmed by the test');
  });
};

/** @param {Page} page @param {readonly (readonly [string, object])[]} figures - with their states */
function place(page, figures) {
  return page.evaluate((all) => {
    document.body.style.cssText =
      'display: grid; grid-template-columns: repeat(3, 1fr)';
    for (const [name, state] of all) {
      const $figure = document.createElement(name);
      Object.assign($figure, { state, pace: 'slow' });
      document.body.append($figure);
    }
  }, figures);
}

/** @param {string} name - of a figure @returns {boolean} whether it has trained a little */
function hasTrained(name) {
  const $figure = /** @type {any} */ (document.querySelector(name));
  const $bars = [...$figure.shadowRoot.querySelectorAll('progress')];
  return (
    ($figure.readings?.epoch ?? 0) > 0 || $bars.some(({ value }) => value > 0)
  );
}

/**
 * @param {string} name - of a figure
 * @returns {'silent' | 'told' | 'well'} whether it has said that its worker stopped, and if
 *   it cannot go on by itself; then its button is pressed
 */
function press(name) {
  const $root = /** @type {ShadowRoot} */ (
    document.querySelector(name)?.shadowRoot
  );
  const words = $root.textContent ?? '';
  if (!/worker that trains has stopped/.test(words)) {
    const isOn = /worker that trains had stopped/.test(words);
    return isOn ? 'well' : 'silent';
  }
  const $again = [...$root.querySelectorAll('button')].filter(
    ({ textContent }) =>
      /^\s*(Run again from|Try again|Train again what|Run it again)/.test(
        textContent ?? '',
      ),
  );
  for (const $button of $again) $button.click();
  return 'told';
}

test('every worker that dies or hangs is noticed, and another starts', async ({
  open,
}) => {
  test.slow();
  const page = await open('host.html', {
    // Reports are fewer.
    context: {
      viewport: { width: 1280, height: 5000 },
      reducedMotion: 'reduce',
    },
    expected: [/harmed by the test/],
    isPaced: true,
    prepare: async (fresh) => {
      await fresh.addInitScript(keepWorkers);
      // What keeps no pace leaves the page a processor.
      await fresh.addInitScript(() => {
        Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 });
      });
      await hostPage(fresh, DEFINE);
    },
  });
  await place(page, [...MEASURING, ...TRAINING]);
  for (const [name] of MEASURING) await readings(page, name);
  for (const [name] of TRAINING) {
    await page.waitForFunction(
      (selector) =>
        /** @type {any} */ (document.querySelector(selector))?.readings,
      name,
    );
    // Of the recipe only the check that is shown.
    await call(page, name === 'training-recipe' ? 'step' : 'play', name);
    await page.waitForFunction(hasTrained, name);
    await call(page, 'pause', name);
  }
  const comparison = comparisonOf(page);
  await comparison.getByText('Compare runs').click();
  await comparison.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(comparison.getByText(/\d training/)).toBeVisible();
  await comparison.getByRole('button', { name: 'Pause', exact: true }).click();

  const from = Date.now();
  const all = await page.evaluate(() => {
    const { $living } = /** @type {any} */ (globalThis);
    Object.assign(globalThis, { $dead: [...$living] });
    return $living.size;
  });
  const ways = [hang, harm];
  for (const worker of page.workers()) {
    // One that is ended never answers.
    worker.evaluate(ways.pop() ?? end).catch(() => {});
  }
  expect(all).toBeGreaterThan(TRAINING.length + MEASURING.length);
  await page.waitForFunction(() => {
    const { $living, $dead } = /** @type {any} */ (globalThis);
    return $dead.every((/** @type {Worker} */ one) => !$living.has(one));
  });
  expect(Date.now() - from).toBeLessThan(NOTICED_MS);

  for (const [name] of TRAINING) {
    // It is said in the next frame.
    await expect
      .poll(() => page.evaluate(press, name), { message: name })
      .not.toBe('silent');
    await page.waitForFunction(hasTrained, name);
    await page.waitForFunction(
      (selector) =>
        !/worker that trains has stopped/.test(
          document.querySelector(selector)?.shadowRoot?.textContent ?? '',
        ),
      name,
    );
    await call(page, 'pause', name);
  }
  await comparison.getByRole('button', { name: 'Cancel' }).click();
  for (const [name] of MEASURING) {
    await page.evaluate((selector) => {
      /** @type {any} */ (document.querySelector(selector)).state = { seed: 2 };
    }, name);
    await readings(page, name);
  }
});
