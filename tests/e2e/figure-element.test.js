import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { settle } from './figures.js';
import { Site } from './harness.js';

/** @import { Page } from 'playwright-core' */

const CHAIN = 'embed.html#figure=gradient-chain';

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

/**
 * Opens an embed of the chain and hands over its settled page.
 *
 * @param {(page: Page) => Promise<void>} use - the test
 * @returns {Promise<void>} when the page is closed
 */
async function withChain(use) {
  await site.open(CHAIN, async (page) => {
    await settle(page);
    await use(page);
  });
}

test('state is given whole, frozen, and refused whole', async () => {
  await withChain(async (page) => {
    const seen = await page.evaluate(() => {
      const $chain = /** @type {any} */ (
        document.querySelector('gradient-chain')
      );
      const first = $chain.state;
      let refusal;
      try {
        $chain.state = { input: 0.75, target: 2 };
      } catch (error) {
        refusal = error;
      }
      const { name, key } = /** @type {any} */ (refusal);
      return {
        name,
        key,
        isTypeError: refusal instanceof TypeError,
        isFrozen: Object.isFrozen(first) && Object.isFrozen(first.weights),
        isUnchanged: $chain.state === first,
      };
    });
    assert.deepEqual(seen, {
      name: 'StateError',
      key: 'target',
      isTypeError: true,
      isFrozen: true,
      isUnchanged: true,
    });
  });
});

test('attributes and state follow each other', async () => {
  await withChain(async (page) => {
    const seen = await page.evaluate(() => {
      const $chain = /** @type {any} */ (
        document.querySelector('gradient-chain')
      );
      $chain.setAttribute('weights', '1, 2');
      $chain.setAttribute('biases', '3,4');
      const fromAttributes = [$chain.state.weights, $chain.state.biases];
      const notation = $chain.getAttribute('weights');
      $chain.state = { weights: [5], biases: [-0] };
      const written = ['weights', 'biases'].map((name) =>
        $chain.getAttribute(name),
      );
      $chain.removeAttribute('weights');
      $chain.removeAttribute('biases');
      return { fromAttributes, notation, written, back: $chain.state.weights };
    });
    assert.deepEqual(seen, {
      fromAttributes: [
        [1, 2],
        [3, 4],
      ],
      notation: '1, 2',
      written: ['5', '-0'],
      back: [0.9, -0.7, 0.6, 1.2],
    });
  });
});

test('a bad attribute is said in words and the last good value stays', async () => {
  await withChain(async (page) => {
    const chain = page.locator('gradient-chain');
    await chain.evaluate(($chain) => {
      $chain.setAttribute('input', '0.25');
      $chain.setAttribute('target', 'often');
    });
    const alert = chain.locator('.ug-alert');
    await alert.getByText('The attribute target was left aside').waitFor();
    const { input, target } = await chain.evaluate(
      ($chain) => /** @type {any} */ ($chain).state,
    );
    assert.deepEqual([input, target], [0.25, 1]);
    await chain.evaluate(($chain) => $chain.setAttribute('target', '0.5'));
    await alert.locator('p').waitFor({ state: 'detached' });
  });
});

test('many changes in one frame make one event of each kind', async () => {
  await withChain(async (page) => {
    const seen = await page.evaluate(async () => {
      const frame = () =>
        new Promise((resolve) => {
          requestAnimationFrame(resolve);
        });
      await frame();
      await frame();
      const $chain = /** @type {any} */ (
        document.querySelector('gradient-chain')
      );
      /** @type {[string, boolean][]} */
      const events = [];
      for (const type of ['statechange', 'readingschange']) {
        document.addEventListener(type, (event) => {
          const { detail } = /** @type {CustomEvent} */ (event);
          const now = type === 'statechange' ? 'state' : 'readings';
          events.push([type, detail === $chain[now]]);
        });
      }
      for (const input of [0.1, 0.2, 0.3]) $chain.state = { input };
      $chain.state = { input: 0.3 };
      await frame();
      await frame();
      return events;
    });
    assert.deepEqual(seen, [
      ['statechange', true],
      ['readingschange', true],
    ]);
  });
});

test('what was set before the class was there takes effect', async () => {
  await withChain(async (page) => {
    const seen = await page.evaluate(async () => {
      const Chain = /** @type {any} */ (customElements.get('gradient-chain'));
      const $early = /** @type {any} */ (document.createElement('early-chain'));
      $early.state = { input: 0.125 };
      $early.setAttribute('target', '0.5');
      document.body.append($early);
      customElements.define('early-chain', class extends Chain {});
      return [$early.state.input, $early.state.target];
    });
    assert.deepEqual(seen, [0.125, 0.5]);
  });
});

test('a figure that is moved keeps its state and its picture', async () => {
  await withChain(async (page) => {
    const seen = await page.evaluate(async () => {
      const $chain = /** @type {any} */ (
        document.querySelector('gradient-chain')
      );
      $chain.state = { input: 0.75 };
      const $figure = $chain.shadowRoot.querySelector('.ug-figure');
      document.body.append($chain);
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
      return {
        input: $chain.state.input,
        isSame: $chain.shadowRoot.querySelector('.ug-figure') === $figure,
      };
    });
    assert.deepEqual(seen, { input: 0.75, isSame: true });
  });
});

test('copying a link shows it, selected, whatever the clipboard says', async () => {
  await withChain(async (page) => {
    const chain = page.locator('gradient-chain');
    await chain.getByRole('button', { name: 'Copy link' }).click();
    await chain.getByRole('status').filter({ hasText: /\./ }).first().waitFor();
    const text = await chain.locator('.ug-share-text').inputValue();
    assert.match(text, /index\.html#figure=gradient-chain&weights=0\.9,/);
  });
});

test('without WebAssembly the figure says so and the rest stays', async () => {
  await site.open(
    CHAIN,
    async (page) => {
      const chain = page.locator('gradient-chain');
      await chain.getByText('This figure computes in WebAssembly').waitFor();
      assert.ok(await chain.locator('.ug-toolbar').isVisible());
      assert.ok(await chain.getByRole('slider').first().isVisible());
    },
    {
      prepare: async (page) => {
        await page.addInitScript(() => {
          Reflect.deleteProperty(globalThis, 'WebAssembly');
        });
      },
    },
  );
});
