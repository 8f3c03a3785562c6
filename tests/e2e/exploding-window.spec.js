import { readFile } from 'node:fs/promises';
import {
  change,
  embed,
  hashOf,
  pressThrice,
  readings,
  still,
} from './figures.js';
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

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} name - of a grip
 * @param {{ x: number, y: number }} by - how far to drag it
 */
async function drag(page, name, by) {
  await still(page);
  const box = await page.locator(`[data-grip=${name}]`).boundingBox();
  const [x, y] = [
    (box?.x ?? 0) + (box?.width ?? 0) / 2,
    (box?.y ?? 0) + (name === 'window' ? 8 : (box?.height ?? 0) / 2),
  ];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const share of [0.3, 0.6, 1]) {
    await page.mouse.move(x + share * by.x, y + share * by.y);
  }
  await page.mouse.up();
}

test('the window is dragged by its edges, by itself and by the top of its curve', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'weight=5&bias=-2.5'));
  const first = await readings(page, NAME);
  await drag(page, 'to', { x: 8, y: 0 });
  const wider = await readings(page, NAME);
  expect(wider.centre).toBe(0.5);
  expect(wider.to).toBeGreaterThan(first.to + 0.01);
  const [edge = ''] = String(wider.to.toFixed(6)).split('000');
  expect(edge.length, `${wider.to} is round`).toBeLessThan(6);
  expect(0.5 - wider.from).toBeCloseTo(wider.to - 0.5, 12);

  await drag(page, 'window', { x: -40, y: 0 });
  const aside = await readings(page, NAME);
  expect(aside.width).toBe(wider.width);
  expect(aside.centre).toBeLessThan(0.4);

  await drag(page, 'peak', { x: 0, y: -30 });
  const higher = await readings(page, NAME);
  expect(Math.abs(higher.centre - aside.centre)).toBeLessThan(1e-12);
  expect(higher.greatestInside).toBeGreaterThan(aside.greatestInside + 0.1);

  await drag(page, 'weight', { x: 60, y: 0 });
  const narrow = await readings(page, NAME);
  expect(narrow.greatestInside).toBeGreaterThan(2 * higher.greatestInside);
  expect(Math.abs(narrow.centre - aside.centre)).toBeLessThan(1e-12);
});

test('a finger drags the top of the curve, and the page stays', async ({
  open,
}) => {
  const page = await open(embed(NAME), {
    context: { viewport: { width: 390, height: 600 }, hasTouch: true },
  });
  await readings(page, NAME);
  await still(page);
  const {
    x = 0,
    y = 0,
    width = 0,
  } = (await page.locator('[data-grip=peak]').boundingBox()) ?? {};
  const client = await page.context().newCDPSession(page);
  const at = (/** @type {number} */ by) => ({
    touchPoints: [{ x: x + width / 2, y: y + width / 2 + by }],
  });
  await client.send('Input.dispatchTouchEvent', {
    type: 'touchStart',
    ...at(0),
  });
  for (const by of [10, 20, 40]) {
    await client.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      ...at(by),
    });
  }
  await client.send('Input.dispatchTouchEvent', {
    type: 'touchEnd',
    touchPoints: [],
  });
  const { greatestInside, centre } = await readings(page, NAME);
  expect(greatestInside).toBeLessThan(1.6);
  expect(centre).toBe(0.5);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('arrow keys move every grip, and links bring back what they made', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'weight=8&bias=-4'));
  const first = await readings(page, NAME);
  const press = async (
    /** @type {string} */ name,
    /** @type {string} */ key,
  ) => {
    await page.getByRole('slider', { name }).press(key);
    return readings(page, NAME);
  };
  const right = await press('Right edge of the window', 'ArrowLeft');
  expect(first.to - right.to).toBeGreaterThan(0.005);
  expect(first.to - right.to).toBeLessThan(0.015);
  const left = await press('Left edge of the window', 'ArrowLeft');
  expect(right.from - left.from).toBeGreaterThan(0.005);
  const up = await press('Top of the curve', 'ArrowUp');
  expect(up.greatestInside).toBeGreaterThan(left.greatestInside);
  const aside = await press('Top of the curve', 'ArrowRight');
  expect(aside.centre).toBeCloseTo(0.51, 12);
  const less = await press('The weight', 'ArrowDown');
  expect(less.greatestInside).toBeLessThan(aside.greatestInside);
  const other = await open(`embed.html${await hashOf(page, NAME)}`);
  expect(await readings(other, NAME)).toStrictEqual(less);
});

test('keys that come faster than frames each move a grip', async ({ open }) => {
  const page = await open(embed(NAME, 'weight=8&bias=-4'));
  const { from } = await readings(page, NAME);
  const press = (/** @type {string} */ name, /** @type {string} */ key) =>
    page.getByRole('slider', { name }).evaluate(pressThrice, key);
  await press('Top of the curve', 'ArrowRight');
  const { centre, from: moved } = await readings(page, NAME);
  expect(centre).toBeCloseTo(0.53, 12);
  expect(moved - from).toBeCloseTo(0.03, 12);
  await press('Left edge of the window', 'ArrowRight');
  const narrower = await readings(page, NAME);
  expect(narrower.from - moved).toBeGreaterThan(0.025);
});

test('the width of the window stands in the table', async ({ open }) => {
  const page = await open(embed(NAME, 'open=data'));
  await readings(page, NAME);
  await expect(
    page.getByRole('rowheader', { name: 'width of the window' }),
  ).toBeVisible();
});
