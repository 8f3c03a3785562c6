/** A browser that gives WebAssembly little memory. */
import config from '../../playwright.config.js';
import { call, change, embed, readings } from './figures.js';
import { expect, test } from './site.js';

const { launchOptions } = config.use ?? {};
// Pages of 64 kB: enough for a small network and its digits.
const FLAG = '--js-flags=--wasm-max-mem-pages=160';
test.use({
  launchOptions: {
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), FLAG],
  },
});

const SPEEDS = 'learning-speeds';

test('a run that is refused memory says so, and a smaller one trains', async ({
  open,
}) => {
  const page = await open(embed(SPEEDS, 'images=100&batch=10&hidden=8,5'));
  await readings(page, SPEEDS);
  const problem = page.getByText(
    /The run could not go on: the browser gave it no more memory than \d+\.\d MB\./,
  );
  const large = { hidden: Array(30).fill(256), precision: 'f64' };
  await change(page, SPEEDS, large);
  await expect(problem).toBeVisible();
  // As long as there is no more, it is of no use, and says so again.
  await page.getByRole('button', { name: 'Run again from seed 1' }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeDisabled();
  await expect(problem).toBeVisible();

  await change(page, SPEEDS, { hidden: [8, 5], precision: 'f32' });
  await readings(page, SPEEDS);
  await expect(problem).toBeHidden();
  await call(page, 'step', SPEEDS);
  await expect
    .poll(async () => (await readings(page, SPEEDS)).epoch)
    .toBeGreaterThan(0);
});
