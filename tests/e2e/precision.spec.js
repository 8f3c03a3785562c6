/** Single and double precision, and a core that does not come. */
import { change, embed, reach, readingsOf } from './figures.js';
import { expect, test } from './site.js';

const NAME = 'learning-speeds';
const EMBED = embed(NAME, 'images=100&batch=100&epochs=20');

test('double precision gives almost the numbers of single precision, of the same part, and single the same again', async ({
  open,
}) => {
  /** @type {Set<string>} */
  const parts = new Set();
  const page = await open(EMBED, {
    prepare: async (fresh) => {
      fresh.context().on('request', (request) => {
        if (request.url().endsWith('.wasm')) parts.add(request.url());
      });
    },
  });
  const first = async () => (await readingsOf(page, NAME))?.speeds[0];
  await reach(page, 0, NAME);
  const single = await readingsOf(page, NAME);

  await change(page, NAME, { precision: 'f64' });
  await expect.poll(first).not.toBe(single.speeds[0]);
  const double = await readingsOf(page, NAME);
  expect(parts.size).toBe(1);
  for (const [layer, speed] of double.speeds.entries()) {
    const miss = Math.abs(single.speeds[layer] / speed - 1);
    expect(miss).toBeGreaterThan(0);
    expect(miss).toBeLessThan(1e-5);
  }

  await change(page, NAME, { precision: 'f32' });
  await expect.poll(first).not.toBe(double.speeds[0]);
  const again = await readingsOf(page, NAME);
  expect(again.speeds).toStrictEqual(single.speeds);
  expect(again.cost).toBe(single.cost);
});

test('a run in double precision plays on when it is chosen while one plays', async ({
  open,
}) => {
  const page = await open(EMBED);
  await reach(page, 0, NAME);
  await page.evaluate((name) => {
    const $figure = /** @type {any} */ (document.querySelector(name));
    $figure.play();
    $figure.state = { ...$figure.state, precision: 'f64' };
  }, NAME);
  await reach(page, 20, NAME);
});

test('a core that cannot be fetched is told in words, and fetched when tried again', async ({
  open,
}) => {
  let isMissing = true;
  const page = await open(EMBED, {
    expected: [/404/, /training/],
    prepare: (fresh) =>
      fresh.route(/training[^/]*\.wasm$/, (route) =>
        isMissing ? route.fulfill({ status: 404 }) : route.continue(),
      ),
  });
  const figure = page.locator(NAME);
  const problem = figure.getByText(/could not be fetched/).first();
  await expect(problem).toBeVisible();
  isMissing = false;
  await figure.getByRole('button', { name: 'Try again' }).first().click();
  await reach(page, 0, NAME);
  await expect(problem).toBeHidden();
});
