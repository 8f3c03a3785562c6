/**
 * What an embed brings before it is ready to be played with. Each file costs a
 * request, and each script some milliseconds of a slow processor.
 */
import { gzipSync } from 'node:zlib';
import { embed, FIGURES, readings } from './figures.js';
import { expect, test } from './site.js';

/** @import { Response } from '@playwright/test' */

/**
 * Where a goal is not met, what was measured and 1 kB. The goals are 80 kB for
 * `gradient-chain`, 110 for what trains nothing and 152 for what trains. Paces, lines
 * for paper and stages brought 2 to 4 kB; undo, drawers beside the stage and the one
 * tooltip 2 to 3. The activations, outputs, initial weights and optimisers that every
 * figure that trains now offers, and the measure of activations, are 19 kB of the core;
 * the declaration of their settings and the entries of all figures are in the file
 * that every figure brings. The way to files of a reader's own brought `depth-accuracy`
 * 1.5 kB, and whoever trains 0.5. Bent links, what the author gave, and slides that are
 * only transparent brought 1 kB; opening at an epoch, going to one, the keys for a
 * lecture and a smaller rate 2 to 3. A network that reads what is drawn, frozen layers,
 * any number of classes and the passes for large networks are 5 kB of the core.
 * Fingerprints in links, and runs that are kept in them, brought 0.3 kB, and whoever trains 0.7.
 * A run that can be saved and taken up is 8.9 kB of the part that trains; its checkpoints, what is
 * said and heard of it, and the watch on workers brought 2 to 4 kB. Runs that begin piece by
 * piece, and words for memory that is refused, brought 0.6 kB.
 *
 * @type {Readonly<Record<string, { requests: number, kilobytes: number }>>}
 */
const GOALS = {
  'neuron-gradients': { requests: 16, kilobytes: 211.6 },
  'learning-speeds': { requests: 16, kilobytes: 212 },
  'depth-accuracy': { requests: 16, kilobytes: 209.3 },
  'gradient-chain': { requests: 12, kilobytes: 104.3 },
  'layer-jacobians': { requests: 16, kilobytes: 127.9 },
  'activation-saturation': { requests: 16, kilobytes: 208.8 },
  'exploding-window': { requests: 16, kilobytes: 118.9 },
  'gradient-through-time': { requests: 16, kilobytes: 123.7 },
  // Brings the part of the core that has all remedies.
  'gradient-cures': { requests: 16, kilobytes: 225 },
  // Its first run brings the part that trains besides.
  'training-recipe': { requests: 16, kilobytes: 138.7 },
};
const GOAL_OF_OTHERS = { requests: 16, kilobytes: 110 };

for (const { name } of FIGURES) {
  const { requests, kilobytes } = GOALS[name] ?? GOAL_OF_OTHERS;

  test(`an embed of ${name} brings at most ${kilobytes} kB in ${requests} requests`, async ({
    open,
    site,
  }) => {
    /** @type {Response[]} */
    const responses = [];
    const page = await open(embed(name), {
      prepare: async (fresh) => {
        // A worker's requests are its context's, not its page's.
        fresh.context().on('response', (response) => {
          const url = response.url();
          // The digits are data that the chapter is about, and of any size.
          if (url.startsWith(site.url) && !/digits[^/]*\.bin$/.test(url)) {
            responses.push(response);
          }
        });
      },
    });
    await readings(page, name);
    await page.waitForLoadState('networkidle');
    const files = await Promise.all(
      responses.map(async (response) => ({
        path: response.url().slice(site.url.length),
        size: gzipSync(await response.body(), { level: 9 }).length,
      })),
    );
    const words = files
      .sort((a, b) => b.size - a.size)
      .map(({ path, size }) => `${size} ${path}`)
      .join('\n');
    // A worker asks again for files that never change: they come from the cache.
    const sizes = new Map(files.map(({ path, size }) => [path, size]));
    const total =
      [...sizes.values()].reduce((sum, size) => sum + size, 0) / 1000;
    expect.soft(files.length, words).toBeLessThanOrEqual(requests);
    expect.soft(total, words).toBeLessThanOrEqual(kilobytes);
  });
}
