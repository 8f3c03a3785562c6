/** The page of one figure, which links with a preview lead to. */
import { FIGURES, readings } from './figures.js';
import { expect, test } from './site.js';

test('the page of a figure shows it, in the state of a link, and has its preview', async ({
  open,
  site,
}) => {
  for (const { name } of FIGURES) {
    for (const file of [
      `figure/${name}.html`,
      `figure/${name}.png`,
      `oembed/${name}.json`,
    ]) {
      expect((await fetch(site.url + file)).status, file).toBe(200);
    }
  }
  const page = await open('figure/gradient-chain.html');
  const frame = page.frameLocator('iframe');
  await frame.locator('gradient-chain').waitFor();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'The gradient in a chain of single neurons',
  );
  // As high as the figure needs.
  await expect
    .poll(async () => (await page.locator('iframe').boundingBox())?.height)
    .not.toBe(540);
  await page.evaluate(() => {
    location.hash = '#figure=gradient-chain&weights=2,-3&biases=0.5,0';
  });
  await expect
    .poll(() =>
      frame
        .locator('gradient-chain')
        .evaluate(($figure) => /** @type {any} */ ($figure).state.weights),
    )
    .toEqual([2, -3]);
  await page.getByRole('link', { name: 'All figures' }).click();
  expect(await readings(page, 'gradient-chain')).toBeTruthy();
  expect(page.url()).toContain('/index.html#figure=gradient-chain');
});
