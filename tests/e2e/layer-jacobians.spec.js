import { change, embed, readings } from './figures.js';
import { longestTask, MOST_MS } from './longest-task.js';
import { expect, test } from './site.js';

const NAME = 'layer-jacobians';
const SMALL = embed(NAME, 'depth=5&width=12&seeds=3');

test('the chapter’s network loses a factor of five per layer, as measured elsewhere', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  const { spread, layers, products, label } = await readings(page, NAME);
  expect(spread.layers.length).toBe(9);
  expect(spread.factor.median).toBeGreaterThan(0.19);
  expect(spread.factor.median).toBeLessThan(0.22);
  expect(Math.abs(spread.meanField.fixedPoint - 0.2048)).toBeLessThan(5e-5);
  // Median 0.406 over seeds and images of the independent computation.
  const largest = layers[4]?.largest ?? NaN;
  expect(largest).toBeGreaterThan(0.34);
  expect(largest).toBeLessThan(0.48);
  expect(layers[4]?.values.length).toBe(30);
  expect(products[8]?.values).toStrictEqual(layers[8]?.values);
  expect(label).toBeGreaterThanOrEqual(0);
  expect(label).toBeLessThanOrEqual(9);
  await expect(
    page.getByText(/gradient of this image shrinks .*-fold/).first(),
  ).toBeVisible();
});

test('the product of the matrices gives backpropagation’s gradient', async ({
  open,
}) => {
  for (const activation of ['sigmoid', 'tanh', 'relu']) {
    const page = await open(`${SMALL}&activation=${activation}`);
    const { deltaNorms, productNorms, differences } = await readings(
      page,
      NAME,
    );
    deltaNorms.forEach(
      (/** @type {number} */ norm, /** @type {number} */ layer) => {
        expect(differences[layer] ?? NaN, activation).toBeLessThanOrEqual(
          1e-13 * norm,
        );
        const off = Math.abs((productNorms[layer] ?? NaN) - norm);
        expect(off).toBeLessThanOrEqual(1e-13 * norm);
      },
    );
  }
});

test('the same digit gives the same bits after another', async ({ open }) => {
  const page = await open(`${SMALL}&open=settings`);
  const { deltaNorms } = await readings(page, NAME);
  const slider = page.getByRole('slider', { name: 'Image' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/number 1 of the first 1\s000/)).toBeVisible();
  expect((await readings(page, NAME)).deltaNorms).not.toStrictEqual(deltaNorms);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText(/number 0 of the first 1\s000/)).toBeVisible();
  expect((await readings(page, NAME)).deltaNorms).toStrictEqual(deltaNorms);
});

test('tanh with N(0, 1) grows image by image from eight neurons a layer on, not with two', async ({
  open,
}) => {
  for (const width of [2, 8, 32, 100]) {
    const hash = `activation=tanh&initialisation=normal&seeds=4&width=${width}`;
    const page = await open(embed(NAME, hash));
    const { spread } = await readings(page, NAME);
    const factor = spread?.factor.median ?? NaN;
    expect(factor > 1, `${width}: ${factor}`).toBe(width > 2);
  }
});

test('sigmoids with N(0, 1) cross one near a width of 106', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'seeds=4'));
  await readings(page, NAME);
  await page.getByRole('button', { name: 'N(0, 1), 106 wide' }).press('Enter');
  const { spread } = await readings(page, NAME);
  const factor = spread?.factor.median ?? NaN;
  expect(factor).toBeGreaterThan(0.93);
  expect(factor).toBeLessThan(1.03);
  // The chapter's speed, averaged over the images first, goes on vanishing.
  const averaged = spread?.averaged.factor.median ?? NaN;
  expect(averaged).toBeGreaterThan(0.73);
  expect(averaged).toBeLessThan(0.79);
  const fixedPoint = spread?.meanField.fixedPoint ?? NaN;
  expect(Math.abs(fixedPoint - 1), String(fixedPoint)).toBeLessThan(0.003);
});

test('the largest network does not hold the page up', async ({ open }) => {
  const page = await open(SMALL);
  await readings(page, NAME);
  const longest = await longestTask(page, page, async () => {
    await change(page, NAME, { depth: 30, width: 128, seeds: 1 });
    await readings(page, NAME);
    await expect(
      page.getByText(/gradient of this image/).first(),
    ).toBeVisible();
  });
  expect(longest, 'milliseconds').toBeLessThan(MOST_MS);
  const { products } = await readings(page, NAME);
  expect(products.length).toBe(29);
  expect(products[0]?.values.length).toBe(128);
});

test('a slider moved by a key measures another network', async ({ open }) => {
  const page = await open(SMALL);
  await readings(page, NAME);
  const slider = page.getByRole('slider', { name: 'Hidden layers' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  const { deltaNorms } = await readings(page, NAME);
  expect(deltaNorms.length).toBe(6);
});

test('rectifiers that are off are counted, not drawn', async ({ open }) => {
  const link = `${SMALL}&activation=relu&initialisation=he`;
  const page = await open(link);
  const { layers } = await readings(page, NAME);
  expect(
    layers.some((/** @type {any} */ { rank, values }) => rank < values.length),
  ).toBe(true);
  await expect(page.getByText(/cannot be told from 0/)).toBeVisible();
});

test('the table is there, and an embed may do without controls', async ({
  open,
}) => {
  const page = await open(`${SMALL}&open=table&hide=settings,presets,toolbar`);
  await readings(page, NAME);
  await expect(page.locator('svg.plot').first()).toBeVisible();
  await expect(
    page.getByRole('columnheader', { name: 'product: rank' }),
  ).toBeVisible();
  const sliders = page.locator('input[type=range]').filter({ visible: true });
  await expect(sliders).toHaveCount(0);
});

test('on a phone nothing moves when the numbers come', async ({ open }) => {
  const page = await open(embed(NAME, 'seeds=3'), {
    context: { viewport: { width: 400, height: 600 } },
    prepare: (fresh) =>
      fresh.addInitScript(() => {
        const heights = new Set();
        Object.assign(window, { heights });
        const look = () => {
          const root = document.querySelector('layer-jacobians')?.shadowRoot;
          const $stage = root?.querySelector('.jacobian-meaning');
          if ($stage) heights.add($stage.clientHeight);
          requestAnimationFrame(look);
        };
        look();
      }),
  });
  await readings(page, NAME);
  await expect(page.getByText(/gradient of this image/).first()).toBeVisible();
  const heights = await page.evaluate(() => [
    .../** @type {any} */ (window).heights,
  ]);
  expect(heights.length, String(heights)).toBe(1);
});
