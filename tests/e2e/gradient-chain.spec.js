import { embed, hashOf, readings } from './figures.js';
import { expect, test } from './site.js';

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
