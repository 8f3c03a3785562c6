import { change, embed, hashOf, readings, stateOf } from './figures.js';
import { expect, test } from './site.js';

const NAME = 'identity-neuron';

test('by the expansion the largest error is near a ninety-sixth of the square', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  for (const weightIn of [0.1, 0.5, 1]) {
    await change(page, NAME, { weightIn, offset: 'absorbed' });
    await page
      .getByRole('button', { name: 'Follow the expansion' })
      .press('Enter');
    const { largestError, leadingTerm, slopeAtHalf } = await readings(
      page,
      NAME,
    );
    expect(Math.abs(largestError / leadingTerm - 1)).toBeLessThan(0.03);
    expect(slopeAtHalf).toBeCloseTo(1, 12);
  }
});

test('taken literally, the sentence says that nothing comes closer than 0.05605', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'offset=literal'));
  await readings(page, NAME);
  await expect(
    page.getByText(/constant 2\/w₁ − ½ = 1\.5.* below 0\.05605/).first(),
  ).toBeVisible();
  await page
    .getByRole('button', { name: 'The best with nothing added' })
    .press('Enter');
  const { largestError, leastLiteral } = await readings(page, NAME);
  expect(Math.abs(largestError - leastLiteral)).toBeLessThan(1e-15);
});

test('a key on a slider moves a weight, and its link brings it back', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await readings(page, NAME);
  await page.getByRole('slider', { name: 'weight w₂' }).press('ArrowRight');
  await page.getByLabel('constant left over').selectOption('left as it is');
  const moved = await readings(page, NAME);
  expect(moved.offset).toBe(0);
  expect(moved.slopeAtHalf).toBeGreaterThan(1);
  const other = await open(`embed.html${await hashOf(page, NAME)}`);
  expect(await readings(other, NAME)).toStrictEqual(moved);
  expect(await stateOf(other, NAME)).toStrictEqual(await stateOf(page, NAME));
});

test('a weight too small to follow the expansion is left as it is', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'weightIn=0'));
  const before = await readings(page, NAME);
  const button = page.getByRole('button', { name: 'Follow the expansion' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await button.press('Enter');
  expect(await readings(page, NAME)).toStrictEqual(before);
});

test('rows of it in a trained network do nothing by a small w₁, and much by a large one', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'open=network&rows=3'));
  await readings(page, NAME);
  const train = page.getByRole('button', { name: 'Train the network' });
  await train.press('Enter');
  const sentence = page.locator('[data-control=rows-sentence]');
  await expect(sentence).toHaveText(/With 3 rows .* an output moves/);
  const weight = page.getByRole('spinbutton', {
    name: 'w₁, with b and w₂ following',
  });
  await weight.fill('0.01');
  await expect(sentence).toHaveText(
    /No image is answered otherwise.*the extra layers do nothing/,
  );
  expect(await stateOf(page, NAME)).toMatchObject({
    weightIn: 0.01,
    bias: -0.005,
    weightOut: 400,
  });
  await weight.fill('30');
  await expect(sentence).toHaveText(/\d+ answers are others/);
  await expect(
    page.getByRole('region', { name: 'What rows do, by w₁' }),
  ).toContainText('3 rows by the expansion');
});

test('another seed is another network, and undo brings the first one back', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'open=network'));
  await readings(page, NAME);
  await page.getByRole('button', { name: 'Train the network' }).click();
  const sentence = page.locator('[data-control=rows-sentence]');
  await expect(sentence).toHaveText(/without it \d+/);
  const first = (await sentence.textContent()) ?? '';
  await change(page, NAME, { seed: 6 });
  await expect(sentence).not.toHaveText(first);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(sentence).toHaveText(first);
});
