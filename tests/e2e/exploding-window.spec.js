import { readFile } from 'node:fs/promises';
import { change, embed, hashOf, readings } from './figures.js';
import { expect, test } from './site.js';

const NAME = 'exploding-window';
const ORACLE = new URL('../fixtures/window.json', import.meta.url);
test('the widths are those of an independent computation, to 1e-12', async ({
  open,
}) => {
  const oracle = JSON.parse(await readFile(ORACLE, 'utf8'));
  const page = await open(embed(NAME));
  await readings(page, NAME);
  for (const { w, width, z_plus: reach } of oracle.table) {
    for (const weight of [w, -w]) {
      const got = await change(page, NAME, { weight, bias: 0.7 });
      for (const miss of [
        got.width - width,
        got.reach - reach,
        got.to - got.from - width,
      ]) {
        expect(Math.abs(miss), `${weight}`).toBeLessThanOrEqual(1e-12);
      }
    }
  }
  const { widestWeight, widestWidth } = await readings(page, NAME);
  expect(widestWeight).toBe(Number(oracle.w_star));
  expect(Math.abs(widestWidth - Number(oracle.width_star))).toBeLessThan(1e-12);
});

test('below 4 there is none, and the words say so', async ({ open }) => {
  const page = await open(embed(NAME, 'weight=3.5&bias=0'));
  const { from, to, width } = await readings(page, NAME);
  expect([from, to, width]).toStrictEqual([null, null, 0]);
  await expect(
    page.getByText(/\|w\| = 3\.5 is below 4, so no activation/),
  ).toBeVisible();
});

test('the button finds the bias that centres the window', async ({ open }) => {
  const page = await open(embed(NAME, 'weight=-9&bias=1'));
  await readings(page, NAME);
  await page.getByRole('button', { name: 'Find b' }).press('Enter');
  const { centre, insideWidth, width } = await readings(page, NAME);
  expect(centre).toBe(0.5);
  expect(Math.abs(insideWidth - width)).toBeLessThan(1e-15);
});

test('a key on a slider moves the weight, and its link brings it back', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await readings(page, NAME);
  await page.getByRole('slider', { name: 'weight w' }).press('ArrowRight');
  const moved = await readings(page, NAME);
  expect(moved.factorAtHalf).toBeLessThan(1.75);
  const other = await open(`embed.html${await hashOf(page, NAME)}`);
  expect(await readings(other, NAME)).toStrictEqual(moved);
});

test('the width of the window stands in the table', async ({ open }) => {
  const page = await open(embed(NAME, 'open=data'));
  await readings(page, NAME);
  await expect(
    page.getByRole('rowheader', { name: 'width of the window' }),
  ).toBeVisible();
});
