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

test('a link holds what a table, a recipe and a network of steps come to against what they came to', async ({
  open,
}) => {
  const small = 'images=40&pixels=7&epochs=2&batch=10';
  for (const [name, link, method, moment, key] of /** @type {const} */ ([
    ['depth-accuracy', `${small}&depths=1,2&width=5`, 'play', 'epoch 2', ''],
    [
      'training-recipe',
      `${small}&hidden=5&check=regularise`,
      'step',
      'epoch 2',
      'fingerprint',
    ],
    [
      'gradient-through-time',
      'length=4&width=3&seeds=2',
      'step',
      'step 10',
      '',
    ],
  ])) {
    const keyed = key || 'check';
    /** @param {...string} more - of the link */
    const trained = async (...more) => {
      const page = await open(embed(name, link, ...more));
      await readings(page, name);
      await call(page, method, name);
      return page;
    };
    const page = await trained();
    const check = () =>
      page.locator(name).evaluate((/** @type {any} */ $one) => $one.check);
    await expect.poll(check).toMatch(/^\d+-[\da-f]{8}$/);
    const found = await check();
    const { fingerprint } = await readings(page, name);
    expect(found).toMatch(new RegExp(`-${fingerprint}$`));
    await page.getByRole('button', { name: 'Copy link' }).click();
    const $text = page.locator('.ug-share-text').first();
    await expect($text).toHaveValue(new RegExp(`&${keyed}=${found}$`));

    const again = await trained(`${keyed}=${found}`);
    const same = `At ${moment} the numbers are those of the link`;
    await expect(again.locator(name).getByText(same)).toBeVisible();
    if (name === 'depth-accuracy') continue;
    // Of a step between two rows there are no numbers, and none to be sent to.
    const forged = key
      ? found.replace(/-.*/, '-01234567')
      : found.replace('10', '5');
    const wrong = await trained(`${keyed}=${forged}`);
    const other = key
      ? `At ${moment} the numbers are not those`
      : 'At step 5 the numbers are not those that the link was made from: no row of it is of that step';
    await expect(wrong.locator(name).getByText(other)).toBeVisible();
    await expect(wrong.locator(name).getByText('jump there')).toHaveCount(0);
  }
});
