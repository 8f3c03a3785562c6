/** The fingerprint of a run, which a handout can be checked against. */
import { call, download, embed, readings, stand } from './figures.js';
import { expect, test } from './site.js';

const RUN =
  'images=100&pixels=7&hidden=8,5&batch=100&epochs=4&lambda=1&initialisation=chapter&output=sigmoid&play=0';
const TRAINING = /** @type {const} */ ([
  'learning-speeds',
  'neuron-gradients',
  'activation-saturation',
]);

test('the same run has the same fingerprint in every figure, and in its files', async ({
  open,
}) => {
  const seen = [];
  for (const name of TRAINING) {
    const page = await open(embed(name, RUN, 'open=data'));
    await readings(page, name);
    await call(page, 'play', name);
    await stand(page, 4, name);
    const line = page.locator(`${name} [data-control="fingerprint"]`);
    await expect(line).toContainText('at epoch 4:');
    const text = (await line.locator('code').textContent()) ?? '';
    expect(text).toMatch(/^[\da-f]{8}$/);
    const file = await download(page, () =>
      page.locator(`${name} [data-control="download-csv"]`).click(),
    );
    expect(file.suggestedFilename()).toBe(`${name}-seed-1-${text}.csv`);
    await page.locator(`${name} [data-control="copy-python"]`).click();
    await expect(
      page.getByLabel('A NumPy script that recomputes this run'),
    ).toHaveValue(new RegExp(`at this epoch: ${text}\n`));
    seen.push(text);
  }
  expect(new Set(seen).size).toBe(1);
});
