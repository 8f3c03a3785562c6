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
