/**
 * Pictures that follow a slider are brought up to date, not made anew: the two
 * must not differ.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Site } from './harness.js';

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});

after(() => site.close());

/** @type {Record<string, object[]>} */
const STATES = {
  'gradient-chain': [
    { weights: [1, 1, 1], biases: [0, 0, 0] },
    { weights: [100, -2, 0, 1e-8], biases: [-50, 1, 2, 3] },
    { activation: 'relu', target: 1 },
    { activation: 'tanh', target: 0.5 },
    {
      weights: Array.from({ length: 32 }, (_, j) => (j - 16) / 3),
      biases: Array.from({ length: 32 }, (_, j) => 5 - j / 4),
    },
    { weights: [2], biases: [-1] },
    { activation: 'sigmoid' },
  ],
  'exploding-window': [
    { weight: 7, bias: -3 },
    { weight: 3, bias: 0 },
    { weight: -100, bias: 50 },
  ],
};

for (const [name, states] of Object.entries(STATES)) {
  test(`${name} shows the same on the way as from the start`, async () => {
    await site.open(`embed.html#figure=${name}`, async (page) => {
      await page.waitForFunction(
        (tag) => /** @type {any} */ (document.querySelector(tag))?.readings,
        name,
      );
      for (const state of states) {
        const { moved, fresh } = await page.evaluate(picturesOf, {
          name,
          state,
        });
        assert.ok(moved.length > 0 && moved.length === fresh.length);
        for (const [index, picture] of moved.entries()) {
          const words = `picture ${index} at ${JSON.stringify(state)}`;
          assert.ok(picture === fresh[index], words);
        }
      }
    });
  });
}

/**
 * Runs in the page.
 *
 * @param {{ name: string, state: object }} what
 * @returns {Promise<{ moved: string[], fresh: string[] }>} the pictures of the
 *   figure that was moved there, and of one that began there
 */
async function picturesOf({ name, state }) {
  const frames = async (/** @type {number} */ count) => {
    for (let frame = 0; frame < count; frame += 1) {
      await new Promise(requestAnimationFrame);
    }
  };
  const $moved = /** @type {any} */ (document.querySelector(name));
  $moved.state = state;
  const $fresh = /** @type {any} */ (document.createElement(name));
  $fresh.state = $moved.state;
  $moved.after($fresh);
  await $fresh.core;
  while (!$fresh.shadowRoot.querySelector('svg')) await frames(1);
  await frames(4);
  const writer = new XMLSerializer();
  const [moved = [], fresh = []] = [$moved, $fresh].map(({ shadowRoot }) =>
    [...shadowRoot.querySelectorAll('svg, math')].map(($picture) =>
      writer.serializeToString($picture),
    ),
  );
  $fresh.remove();
  return { moved, fresh };
}
