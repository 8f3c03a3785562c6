import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { axeFindings, FOR_AXE } from './axe.js';
import { settle } from './figures.js';
import { Site } from './harness.js';

/** @import { Page } from 'playwright-core' */

const ORACLE = new URL('../fixtures/random-chains.json', import.meta.url);
const DEFAULT = 'embed.html#figure=random-chains';
const FEW = `${DEFAULT}&chains=2000`;

/** @type {Site} */
let site;
before(async () => {
  site = await Site.start();
});
after(() => site.close());

/**
 * @param {Page} page - with the figure
 * @returns {Promise<any>} its readings, once the chains are drawn
 */
async function readings(page) {
  await page.waitForFunction(() => {
    const $figure = /** @type {any} */ (
      document.querySelector('random-chains')
    );
    return (
      $figure?.readings && !$figure.shadowRoot.querySelector('.is-stale svg')
    );
  });
  return page
    .locator('random-chains')
    .evaluate((element) => /** @type {any} */ (element).readings);
}

test('a hundred thousand chains have the quantiles of a million others', async () => {
  const { mc } = JSON.parse(await readFile(ORACLE, 'utf8'));
  const link = `${DEFAULT}&weightSpread=1&biasSpread=1&input=1`;
  await site.open(link, async (page) => {
    const { chains, depths, quantilesByDepth } = await readings(page);
    assert.equal(chains, 100_000);
    for (const { a0, sigma_w: spread, L, quantiles, sd } of mc) {
      if (a0 !== 1 || spread !== 1) continue;
      const row = 5 * depths.indexOf(L);
      quantiles.forEach(
        (/** @type {number} */ quantile, /** @type {number} */ index) => {
          const off = Math.abs(quantilesByDepth[row + index] - quantile);
          // An outer quantile errs up to some four times as far as the mean.
          assert.ok(off < (20 * sd) / Math.sqrt(chains), `${L}: ${off}`);
        },
      );
    }
  });
});

test('the same link gives the same bits', async () => {
  /** @type {any[]} */
  const seen = [];
  for (const link of [FEW, `${FEW}&seed=1`, `${FEW}&seed=2`]) {
    await site.open(link, async (page) => {
      seen.push(await readings(page));
    });
  }
  assert.deepEqual(seen[0], seen[1]);
  assert.notDeepEqual(seen[0].counts, seen[2].counts);
});

test('the depth slider answers at once, without drawing anew', async () => {
  await site.open(FEW, async (page) => {
    const shallow = await readings(page);
    await page.getByRole('slider', { name: 'neurons in a row' }).press('End');
    const deep = await page
      .locator('random-chains')
      .evaluate((element) => /** @type {any} */ (element).readings);
    assert.equal(deep.depth, 32);
    assert.deepEqual(deep.quantilesByDepth, shallow.quantilesByDepth);
    await page.getByText(/chains of 32 neurons, all vanish/).waitFor();
  });
});

test('on the page a bar chosen by keys opens one of its chains in the other figure', async () => {
  await site.open(
    'index.html#figure=random-chains&chains=2000',
    async (page) => {
      const { barFrom, barStep, counts } = await readings(page);
      const picker = page.getByRole('slider', {
        name: 'Bars of the histogram',
      });
      await picker.focus();
      await page.keyboard.press('Home');
      const said = await picker.getAttribute('aria-valuetext');
      assert.match(String(said), new RegExp(`${counts[0]} chains`));
      await page.keyboard.press('Enter');
      await page.getByText(/is in the figure of the chain now/).waitFor();
      const ratio = await page.locator('gradient-chain').evaluate((element) => {
        const { dCdb } = /** @type {any} */ (element).readings;
        return Math.log10(Math.abs(dCdb[0] / dCdb.at(-1)));
      });
      assert.ok(ratio >= barFrom && ratio <= barFrom + barStep, `${ratio}`);
      await page.getByRole('link', { name: 'Go to the chain' }).click();
      await page.waitForFunction(() => {
        const $chain = document.querySelector('gradient-chain');
        const top = $chain?.getBoundingClientRect().top ?? Infinity;
        return top >= 0 && top < innerHeight;
      });
    },
  );
});

test('in an embed a click on a bar offers a link that brings the chain', async () => {
  await site.open(FEW, async (page) => {
    await readings(page);
    const picker = page.getByRole('slider', { name: 'Bars of the histogram' });
    await picker.click();
    const link = page.getByRole('link', {
      name: 'Open it in the chain figure',
    });
    const href = String(await link.getAttribute('href'));
    assert.match(href, /index\.html#figure=gradient-chain&weights=/);
    assert.equal(await link.getAttribute('target'), '_blank');
  });
});

test('a chain of ReLU neurons that is cut has its own bar and opens too', async () => {
  await site.open(`${FEW}&activation=relu`, async (page) => {
    const { zero, vanishing } = await readings(page);
    assert.ok(zero > 0.8 && zero <= vanishing, `${zero}`);
    const picker = page.getByRole('slider', { name: 'Bars of the histogram' });
    await picker.focus();
    await page.keyboard.press('Home');
    assert.match(
      String(await picker.getAttribute('aria-valuetext')),
      /^exactly 0/,
    );
    await page.keyboard.press('Enter');
    await page.getByText(/Chain .* has a ratio of 0/).waitFor();
  });
});

test('where no worker can start the chains are drawn on the page, the same', async () => {
  /** @type {any} */
  let inWorker;
  await site.open(FEW, async (page) => {
    inWorker = await readings(page);
  });
  await site.open(
    FEW,
    async (page) => {
      assert.deepEqual(await readings(page), inWorker);
    },
    {
      prepare: async (page) => {
        await page.addInitScript(() => {
          Reflect.deleteProperty(globalThis, 'Worker');
        });
      },
    },
  );
});

for (const look of /** @type {const} */ (['wide', 'dark', 'phone'])) {
  test(`axe finds nothing, with a bar chosen and the table open, ${look}`, async () => {
    await site.open(
      FEW,
      async (page) => {
        await settle(page);
        await readings(page);
        await page.getByText('All the numbers').click();
        await page
          .getByRole('slider', { name: 'Bars of the histogram' })
          .press('Enter');
        assert.deepEqual(await axeFindings(page), []);
      },
      { look, ...FOR_AXE },
    );
  });
}

test('it fits a screen 320 pixels wide', async () => {
  await site.open(
    FEW,
    async (page) => {
      await readings(page);
      const excess = await page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      assert.ok(excess <= 0, `${excess} pixels too wide`);
    },
    { context: { viewport: { width: 320, height: 640 } } },
  );
});
