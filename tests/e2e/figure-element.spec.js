import { embed, settle, stateOf, without } from './figures.js';
import { expect, test } from './site.js';

const NAME = 'gradient-chain';

test('state is given whole, frozen, and refused whole', async ({ open }) => {
  const page = await open(embed(NAME));
  await settle(page);
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
  expect(seen).toStrictEqual({
    name: 'StateError',
    key: 'target',
    isTypeError: true,
    isFrozen: true,
    isUnchanged: true,
  });
});

test('attributes and state follow each other', async ({ open }) => {
  const page = await open(embed(NAME));
  await settle(page);
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
  expect(seen).toStrictEqual({
    fromAttributes: [
      [1, 2],
      [3, 4],
    ],
    notation: '1, 2',
    written: ['5', '-0'],
    back: [0.9, -0.7, 0.6, 1.2],
  });
});

test('a bad attribute is said in words and the last good value stays', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await settle(page);
  const chain = page.locator(NAME);
  await chain.evaluate(($chain) => {
    $chain.setAttribute('input', '0.25');
    $chain.setAttribute('target', 'often');
  });
  const alert = chain.getByRole('alert');
  await expect(
    alert.getByText('The attribute target was ignored'),
  ).toBeVisible();
  const { input, target } = await stateOf(page, NAME);
  expect([input, target]).toStrictEqual([0.25, 1]);
  await chain.evaluate(($chain) => $chain.setAttribute('target', '0.5'));
  await expect(alert).toBeEmpty();
});

test('many changes in one frame make one event of each kind', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await settle(page);
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
  expect(seen).toStrictEqual([
    ['statechange', true],
    ['readingschange', true],
  ]);
});

test('what was set before the class was there takes effect', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await settle(page);
  const seen = await page.evaluate(async () => {
    const Chain = /** @type {any} */ (customElements.get('gradient-chain'));
    const $early = /** @type {any} */ (document.createElement('early-chain'));
    $early.state = { input: 0.125 };
    $early.setAttribute('target', '0.5');
    document.body.append($early);
    customElements.define('early-chain', class extends Chain {});
    return [$early.state.input, $early.state.target];
  });
  expect(seen).toStrictEqual([0.125, 0.5]);
});

test('a figure that is moved keeps its state and its picture', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await settle(page);
  const seen = await page.evaluate(async () => {
    const $chain = /** @type {any} */ (
      document.querySelector('gradient-chain')
    );
    $chain.state = { input: 0.75 };
    const drawing = () =>
      $chain.shadowRoot.querySelector('[data-control="drawing"]');
    const $drawing = drawing();
    document.body.append($chain);
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
    return {
      input: $chain.state.input,
      isSame: $drawing !== null && drawing() === $drawing,
    };
  });
  expect(seen).toStrictEqual({ input: 0.75, isSame: true });
});

test('copying a link shows it, selected, whatever the clipboard says', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await settle(page);
  const chain = page.locator(NAME);
  await chain.getByRole('button', { name: 'Copy link' }).click();
  await expect(
    chain.getByRole('status').filter({ hasText: /\./ }).first(),
  ).toBeVisible();
  const text = chain.locator('[data-control="toolbar"]').getByRole('textbox');
  await expect(text).toHaveValue(
    /index\.html#figure=gradient-chain&weights=0\.9,/,
  );
  const selected = () =>
    text.evaluate(($text) => {
      const { value, selectionStart, selectionEnd } =
        /** @type {HTMLTextAreaElement} */ ($text);
      return selectionStart === 0 && selectionEnd === value.length;
    });
  await expect.poll(selected).toBe(true);
});

test('without WebAssembly the figure says so and the rest stays', async ({
  open,
}) => {
  const page = await open(embed(NAME), {
    prepare: (fresh) => without(fresh, 'WebAssembly'),
  });
  const chain = page.locator(NAME);
  await expect(
    chain.getByText('This figure computes in WebAssembly'),
  ).toBeVisible();
  await expect(chain.locator('[data-control="toolbar"]')).toBeVisible();
  await expect(chain.getByRole('slider').first()).toBeVisible();
});
