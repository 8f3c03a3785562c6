import { embed, hashOf, readings, settle, stateOf, still } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const NAME = 'gradient-chain';
const EXPLODING = embed(
  NAME,
  'weights=100,100,100,100&biases=-50,-50,-50,-50&input=0.5&target=0',
);

test('a link to the exploding chain gives the exact gradients', async ({
  open,
}) => {
  const page = await open(EXPLODING);
  const { dCdb, product } = await readings(page, NAME);
  expect(dCdb).toStrictEqual([1953.125, 78.125, 3.125, 0.125]);
  expect(product).toBe(1953.125);
});

test('a slider moved by a key is on screen in the next frame', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await readings(page, NAME);
  const slider = page.getByRole('slider', { name: 'w₂' });
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  expect((await readings(page, NAME)).factors[1]?.toFixed(4)).toBe('-0.1470');
  const drawn = await page.locator(NAME).evaluate(
    (element) =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const $root = element.shadowRoot;
          const $drawing = $root?.querySelector('[data-control="drawing"]');
          resolve($drawing?.textContent);
        });
      }),
  );
  expect(drawn).toMatch(/−0\.71/);
  await expect(slider).toHaveAttribute(
    'aria-valuetext',
    'w₂ = −0.71, factor −0.147',
  );
});

test('a nudge of a thousandth takes the exploding chain off its edge and back', async ({
  open,
}) => {
  const page = await open(EXPLODING);
  await readings(page, NAME);
  await page.getByRole('button', { name: 'b₁ + 0.001' }).press('Enter');
  const { product } = await readings(page, NAME);
  expect(product).toBeGreaterThan(0.0037);
  expect(product).toBeLessThan(0.0039);
  await page.getByRole('button', { name: 'b₁ − 0.001' }).press('Enter');
  expect((await readings(page, NAME)).product).toBe(1953.125);
});

test('the check finds the gradient right, and says so', async ({ open }) => {
  const page = await open(embed(NAME));
  await readings(page, NAME);
  await page.getByRole('button', { name: 'Check the gradient' }).click();
  await expect(
    page.getByText(/The largest difference is .* within/),
  ).toBeVisible();
  await expect(
    page.getByRole('columnheader', { name: 'central difference' }),
  ).toBeVisible();
});

test('a drawn chain can be drawn again, and its link carries the numbers', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await readings(page, NAME);
  await page.getByRole('button', { name: 'As initialised' }).click();
  const first = await readings(page, NAME);
  await page.getByRole('button', { name: 'Draw again' }).click();
  const second = await readings(page, NAME);
  expect(first.z).not.toStrictEqual(second.z);
  await expect(page.getByText('seed 2')).toBeVisible();
  const other = await open(`embed.html${await hashOf(page, NAME)}`);
  expect(await readings(other, NAME)).toStrictEqual(second);
});

test('the verdict of the check stands at its button', async ({ open }) => {
  for (const viewport of [
    { width: 960, height: 540 },
    { width: 400, height: 600 },
  ]) {
    const page = await open(embed(NAME), { context: { viewport } });
    await readings(page, NAME);
    const check = page.getByRole('button', { name: 'Check the gradient' });
    await still(page);
    const at = await check.boundingBox();
    await check.click();
    const verdict = page.getByText(/The largest difference is/);
    await expect(verdict).toBeInViewport({ ratio: 1 });
    await expect
      .poll(
        async () => ((await verdict.boundingBox())?.y ?? NaN) - (at?.y ?? NaN),
        `${viewport.width}`,
      )
      .toBeLessThan(130);
    await page.close();
  }
});

test.describe('the gradient is sent back', () => {
  /** @param {Page} page @returns {Promise<number>} where its dot is, across */
  const dotOf = async (page) =>
    Number(await page.locator(`${NAME} .chain-sent`).getAttribute('cx'));

  /**
   * Writes down all that is said and all places of the dot, also while the test is
   * busy, and presses Pause in time.
   *
   * @param {Element} $figure
   * @param {string} until - what is said when it is to pause; '' for never
   */
  const watchTravel = ($figure, until) => {
    const root = /** @type {ShadowRoot} */ ($figure.shadowRoot);
    /** @type {string[]} */
    const said = [];
    const places = new Set();
    Object.assign(window, { said, places });
    const look = () => {
      const $dot = root.querySelector('.chain-sent');
      if ($dot) places.add($dot.getAttribute('cx'));
      const words = root.querySelector('.chain-sent-words')?.textContent ?? '';
      if (words.trim() && said.at(-1) !== words.trim()) said.push(words.trim());
      if (until === '' || !words.includes(until)) return;
      const $pause = [...root.querySelectorAll('button')].find(
        ({ textContent }) => textContent?.trim() === 'Pause',
      );
      $pause?.click();
      watcher.disconnect();
    };
    const watcher = new MutationObserver(look);
    const all = { subtree: true, childList: true, characterData: true };
    watcher.observe(root, { ...all, attributeFilter: ['cx'] });
  };

  test('from the cost to b₁, can be stopped, and changes no number', async ({
    open,
  }) => {
    const page = await open(embed(NAME));
    const before = await readings(page, NAME);
    const link = await hashOf(page, NAME);
    await page.locator(NAME).evaluate(watchTravel, 'w₃σ′');
    await page.getByRole('button', { name: 'Send the gradient back' }).click();
    const words = page.locator(`${NAME} .chain-sent-words`);
    await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
    await expect(words).toHaveText(/× w₃σ′\(z₃\) = 0\.134 gives/);
    const [first] = await page.evaluate(() => Reflect.get(window, 'said'));
    expect(first).toBe('∂C/∂a₄ = −0.355 sets out from the cost.');
    const stood = await dotOf(page);
    // Where it moved, it would move in the next frames.
    await page.evaluate(async () => {
      for (let frame = 0; frame < 20; frame += 1) {
        await new Promise((resolve) => {
          requestAnimationFrame(resolve);
        });
      }
    });
    expect(await dotOf(page)).toBe(stood);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(words).toHaveText(
      '× σ′(z₁) = 0.218 gives ∂C/∂b₁ = 4.15×10⁻⁴.',
    );
    expect(await dotOf(page)).toBeLessThan(stood);
    expect(await readings(page, NAME)).toStrictEqual(before);
    expect(await hashOf(page, NAME)).toBe(link);
    await page.getByRole('button', { name: 'Hide it' }).click();
    await expect(words).toHaveCount(0);
    await expect(page.locator(`${NAME} .chain-sent`)).toHaveCount(0);
  });

  test('by keys, factor by factor, and its dot grows where it explodes', async ({
    open,
  }) => {
    const page = await open(EXPLODING);
    await readings(page, NAME);
    const send = page.getByRole('button', { name: 'Send the gradient back' });
    await send.focus();
    await expect(send).toHaveAttribute('title', /Arrow keys/);
    const dot = page.locator(`${NAME} .chain-sent`);
    const words = page.locator(`${NAME} .chain-sent-words`);
    const radii = [];
    for (const value of ['0.5', '12.5', '313', '7813']) {
      await page.keyboard.press('ArrowLeft');
      await expect(words).toContainText(value);
      radii.push(Number(await dot.getAttribute('r')));
    }
    expect(radii).toStrictEqual(radii.toSorted((one, other) => one - other));
    expect(new Set(radii).size).toBe(4);
    await page.keyboard.press('ArrowRight');
    await expect(words).toContainText('313');
    await page.keyboard.press('Escape');
    await expect(dot).toHaveCount(0);
  });

  test('in still pictures for whoever wants no motion', async ({ open }) => {
    const page = await open(embed(NAME), {
      context: { reducedMotion: 'reduce' },
    });
    await readings(page, NAME);
    await page.locator(NAME).evaluate(watchTravel, '');
    await page.getByRole('button', { name: 'Send the gradient back' }).click();
    const words = page.locator(`${NAME} .chain-sent-words`);
    await expect(words).toContainText('∂C/∂b₁');
    const places = () =>
      page.evaluate(() => [...Reflect.get(window, 'places')].length);
    await expect.poll(places).toBe(5);
  });
});

test('a mark of z on σ′ can be dragged, and its bias follows', async ({
  open,
}) => {
  const page = await open(embed(NAME, '', 'open=charts'));
  await readings(page, NAME);
  const mark = page.getByRole('slider', { name: 'z₂', exact: true });
  await settle(page);
  await mark.scrollIntoViewIfNeeded();
  await still(page);
  const box = await mark.locator('.plot-bead').boundingBox();
  const axis = await page
    .locator(`${NAME} .chain-slopes .plot-grid line.is-axis`)
    .boundingBox();
  if (!box || !axis) throw new Error('no mark');
  // The axis goes from −6 to 6.
  const at = (/** @type {number} */ z) => axis.x + (axis.width * (z + 6)) / 12;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(at(1), y, { steps: 3 });
  await page.mouse.move(at(2.5), y + 20, { steps: 3 });
  await page.mouse.up();
  await page.mouse.move(at(-3), y);
  const { z, a } = await readings(page, NAME);
  expect(Math.abs((z[1] ?? NaN) - 2.5)).toBeLessThan(0.02);
  const hundredths = 100 * (z[1] ?? NaN);
  expect(Math.abs(hundredths - Math.round(hundredths))).toBeLessThan(1e-9);
  const { weights, biases } = await stateOf(page, NAME);
  expect(weights).toStrictEqual([0.9, -0.7, 0.6, 1.2]);
  expect(biases.toSpliced(1, 1)).toStrictEqual([0.3, 0.5, -0.2]);
  expect(Math.abs(biases[1] - (z[1] - weights[1] * a[0]))).toBeLessThan(1e-15);
  await expect(mark).toBeFocused();
  await page.keyboard.press('ArrowRight');
  const moved = await readings(page, NAME);
  expect(Math.abs((moved.z[1] ?? NaN) - (z[1] ?? NaN) - 0.1)).toBeLessThan(
    1e-9,
  );
  await expect(mark).toHaveAttribute(
    'aria-valuetext',
    /^z₂ = 2\.[56]\d*, b₂ = 3/,
  );
});

test('thirty-two neurons fit, and their fields show seven digits', async ({
  open,
}) => {
  const many = (/** @type {string} */ value) => Array(32).fill(value).join();
  const state = `weights=${many('-1.841471')}&biases=${many('9.8e-6')}`;
  for (const viewport of [
    { width: 960, height: 540 },
    { width: 1280, height: 800 },
    { width: 400, height: 600 },
    { width: 320, height: 640 },
  ]) {
    const page = await open(embed(NAME, state), { context: { viewport } });
    await readings(page, NAME);
    const at = `${viewport.width}`;
    await expect(page.locator(`${NAME} .chain-neuron`)).toHaveCount(32);
    await still(page);
    const found = await page.evaluate((name) => {
      const root = document.querySelector(name)?.shadowRoot;
      const $svg = root?.querySelector('.chain-drawing');
      const place = $svg?.parentElement?.getBoundingClientRect();
      const fields = [
        ...(root?.querySelectorAll('.chain-parameter input[type=text]') ?? []),
      ];
      const neurons = [...($svg?.querySelectorAll('.chain-track') ?? [])].map(
        ($circle) => $circle.getBoundingClientRect(),
      );
      const texts = [...($svg?.querySelectorAll('text') ?? [])];
      return {
        cut: fields.filter(($field) => $field.scrollWidth > $field.clientWidth)
          .length,
        fields: fields.length,
        out: texts.filter(($text) => {
          const box = $text.getBoundingClientRect();
          return (
            place &&
            (box.left < place.left - 1 ||
              box.right > place.right + 1 ||
              box.bottom > place.bottom + 2)
          );
        }).length,
        overNeurons: [
          ...($svg?.querySelectorAll('.chain-arrow text') ?? []),
        ].filter(($text) => {
          const { left, right, bottom } = $text.getBoundingClientRect();
          return neurons.some(
            (circle) =>
              left < circle.right - 2 &&
              right > circle.left + 2 &&
              bottom > circle.top &&
              bottom < circle.bottom,
          );
        }).length,
      };
    }, NAME);
    expect(found, at).toEqual({ cut: 0, fields: 64, out: 0, overNeurons: 0 });
    await page.close();
  }
});

test('the product is copied as LaTeX', async ({ open }) => {
  const page = await open(`${EXPLODING}&open=table`);
  await readings(page, NAME);
  await page.getByRole('button', { name: 'Copy as LaTeX' }).click();
  const text = page.getByLabel('The product with its numbers, in LaTeX');
  await expect(text).toHaveValue(/^% \S+#figure=gradient-chain&weights=100/);
  await expect(text).toHaveValue(
    /\\cdot w_\{4\} \\cdot \\sigma'\(z_\{4\}\)[^]+\\approx 1953\n\\end/,
  );
});
