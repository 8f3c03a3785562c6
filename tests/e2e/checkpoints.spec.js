/** A long run whose worker dies, and whose page is loaded again. */
import { call, embed, readings, stand, stateOf } from './figures.js';
import { expect, test } from './site.js';

const NAME = 'learning-speeds';
const RUN = 'images=1000&pixels=14&hidden=30,30&batch=10&epochs=400&lambda=1';

test('a long run outlives its worker and its page', async ({ open }) => {
  const page = await open(embed(NAME, RUN, 'pace=slow'), {
    isPaced: true,
    expected: [/harmed by the test/],
  });
  const figure = page.locator(NAME);
  await readings(page, NAME);
  const before = await stateOf(page, NAME);
  await call(page, 'play', NAME);
  const kept = () => page.evaluate(() => localStorage.length > 0);
  await expect.poll(kept).toBe(true);
  const [worker] = page.workers();
  worker
    ?.evaluate(() => {
      queueMicrotask(() => {
        throw new Error('harmed by the test');
      });
    })
    .catch(() => {});
  await expect(
    figure.getByText(/The worker that trains had stopped\. Another goes on/),
  ).toBeVisible();
  await expect(figure.locator('[data-control="play"]')).toHaveText('Pause');
  await page.reload();
  await readings(page, NAME);
  const offer = figure.locator('[data-control="kept-run"]');
  await expect(offer).toContainText(/was broken off at epoch \d+/);
  expect(await stateOf(page, NAME)).toEqual(before);
  await stand(page, 0, NAME);
  const [, epoch] = /epoch (\d+)/.exec((await offer.textContent()) ?? '') ?? [];
  await figure.getByRole('button', { name: 'Continue' }).click();
  await expect(offer).toBeHidden();
  await expect
    .poll(async () => (await readings(page, NAME)).epoch)
    .toBeGreaterThan(Number(epoch));
  await call(page, 'pause', NAME);
  await page.reload();
  await readings(page, NAME);
  await figure.getByRole('button', { name: 'Discard' }).click();
  await page.reload();
  await readings(page, NAME);
  await expect(offer).toBeHidden();
});
