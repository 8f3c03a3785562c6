/** A run that diverges stops and is offered with a smaller rate, in every figure that trains. */
import { embed, readings, stateOf } from './figures.js';
import { expect, test } from './site.js';

const WILD =
  'pixels=7&images=100&batch=10&epochs=3&activation=identity&rate=100&lambda=0';

/** @type {readonly { name: string, hash: string, play?: RegExp, before: Record<string, number>, after: Record<string, number> }[]} */
const CASES = [
  ...['learning-speeds', 'neuron-gradients', 'activation-saturation'].map(
    (name) => ({
      name,
      hash: `${WILD}&hidden=30,30,30,30&pace=fast`,
      before: { rate: 100 },
      after: { rate: 10 },
    }),
  ),
  {
    name: 'learning-speeds',
    hash: `${WILD}&view=depths&pace=fast`,
    before: { rate: 100 },
    after: { rate: 10 },
  },
  {
    name: 'depth-accuracy',
    hash: `${WILD}&depths=4&seeds=1`,
    play: /^Train/,
    before: { rate: 100 },
    after: { rate: 10 },
  },
  {
    name: 'gradient-cures',
    hash: 'pixels=7&images=100&epochs=3&lambda=0&pace=fast&hidden=30,30,30,30&runs=2&activation2=relu&rate2=100&residual2=on',
    before: { rate1: 0.1, rate2: 100 },
    after: { rate1: 0.1, rate2: 10 },
  },
];

for (const { name, hash, play = 'Play', before, after } of CASES) {
  test(`${name} offers a smaller rate by keyboard, which undo takes back: ${hash}`, async ({
    open,
  }) => {
    const page = await open(embed(name, hash));
    await readings(page, name);
    await page.getByRole('button', { name: play }).first().press('Enter');
    const slower = page.getByRole('button', {
      name: 'Again with a tenth of the rate',
    });
    await expect(
      page.getByText(/diverged: at step \d+/).first(),
    ).toBeAttached();
    await slower.press('Enter');
    expect(await stateOf(page, name)).toMatchObject(after);
    await expect(
      page.locator(`${name} button[data-control~=play]`).first(),
    ).toBeFocused();
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await stateOf(page, name)).toMatchObject(before);
  });
}
