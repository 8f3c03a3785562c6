import { FIGURES, follow, readings, sandbox, stateOf } from './figures.js';
import { hostPage } from './host-pages.js';
import { expect, test } from './site.js';

const CHAIN = 'figure=gradient-chain&weights=2,-3&biases=0.5,1&input=0.25';

/**
 * @param {import('@playwright/test').Page | import('@playwright/test').Frame} page -
 *   a document with a chain
 * @returns {Promise<any>} the chain's state, once it is shown
 */
async function chainState(page) {
  await expect(
    page.locator('gradient-chain').getByRole('slider').first(),
  ).toBeVisible();
  return stateOf(page, 'gradient-chain');
}

test('the embed shows the figure that its address names, and nothing else', async ({
  open,
}) => {
  const page = await open(`embed.html#${CHAIN}`);
  expect((await chainState(page)).weights).toStrictEqual([2, -3]);
  await expect(page.locator('main > *')).toHaveCount(1);
  await expect(page.locator('learning-speeds')).toHaveCount(0);
  await expect(page).toHaveTitle(/chain/);
});

test('without a figure, or with an unknown one, the embed says which there are', async ({
  open,
}) => {
  for (const hash of ['', '#figure=perceptron', '#figure=constructor']) {
    const page = await open(`embed.html${hash}`);
    await expect(page.locator('main a').first()).toBeVisible();
    await expect(page.locator('body')).toContainText('There are:');
    await expect(page.locator('main a')).toHaveCount(FIGURES.length);
    await page.locator('main a[href="#figure=gradient-chain"]').click();
    await chainState(page);
  }
});

test('a bad part leaves the figure at its defaults, with words', async ({
  open,
}) => {
  const page = await open(
    'embed.html#figure=gradient-chain&input=0.75&target=7',
  );
  const { input, target } = await chainState(page);
  expect([input, target]).toStrictEqual([0.5, 1]);
  await expect(page.locator('.notice')).toContainText(
    /target=7 .*from 0 to 1, got 7/,
  );
  // The heading of the figure is the first, also below a notice.
  const first = page.getByRole('heading').first();
  await expect(
    page.locator('gradient-chain').getByRole('heading', { level: 1 }),
  ).toHaveText(await first.innerText());
});

test('a bad link to a figure that is already shown changes nothing', async ({
  open,
}) => {
  const page = await open(`embed.html#${CHAIN}`);
  await chainState(page);
  for (const hash of [
    '#figure=gradient-chain&input=x',
    '#figure=learning-speeds&rate=0',
    '#figure=gradient-chain&figure=learning-speeds',
    '#figure=nothing',
  ]) {
    await follow(page, hash);
    await expect(page.locator('.notice li').first()).toBeVisible();
    expect((await chainState(page)).weights, hash).toStrictEqual([2, -3]);
  }
});

test('another link to the embed is followed', async ({ open }) => {
  const page = await open(`embed.html#${CHAIN}`);
  await chainState(page);
  await follow(page, '#figure=learning-speeds&seed=9');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  expect((await stateOf(page, 'learning-speeds')).seed).toBe(9);
  await expect(page.locator('gradient-chain')).toHaveCount(0);
});

test('a link may hide controls, choose the theme and enlarge the type', async ({
  open,
}) => {
  const view = 'hide=toolbar,presets&theme=dark&scale=2';
  const page = await open(`embed.html#${CHAIN}&${view}`);
  await chainState(page);
  const root = page.locator('gradient-chain');
  await expect(root.locator('[data-control="toolbar"]')).toBeHidden();
  await expect(root.locator('[data-control="presets"]')).toBeHidden();
  const look = await root.evaluate(($chain) => {
    const { fontSize, colorScheme } = getComputedStyle($chain);
    const ground = getComputedStyle(document.body).backgroundColor;
    return { fontSize, colorScheme, ground };
  });
  expect(look.fontSize).toBe('28px');
  expect(look.colorScheme).toBe('dark');
  expect(look.ground).toBe('rgb(27, 30, 34)');
});

test('the embed computes in a sandboxed frame of another origin', async ({
  open,
  site,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) => hostPage(fresh, '<body></body>'),
  });
  const frame = await sandbox(page, `${site.url}embed.html#${CHAIN}`);
  expect((await chainState(frame)).weights).toStrictEqual([2, -3]);
  const { product } = await readings(frame, 'gradient-chain');
  expect(Number.isFinite(product)).toBe(true);
  expect(await frame.evaluate(() => globalThis.origin)).toBe('null');
});

test('a link that an editor has bent is followed, and the address is mended', async ({
  open,
}) => {
  const page = await open(
    'embed.html?figure=gradient-chain&amp;weights%3D2,-3&biases=0.5,0&utm_source=mail&',
  );
  const figure = page.locator('gradient-chain');
  expect((await chainState(page)).weights).toStrictEqual([2, -3]);
  await figure
    .locator('[data-control~="input"] [type="range"]')
    .press('ArrowLeft');
  await page.waitForURL(/embed\.html#figure=gradient-chain&.*input=(?!0\.5&)/);
  await page.reload();
  expect((await chainState(page)).input).not.toBe(0.5);
  await expect(page.locator('.notice li')).toHaveCount(0);
});

test('a link before “#” and another behind it are refused, in words', async ({
  open,
}) => {
  const page = await open(
    'embed.html?figure=gradient-chain&input=0.25#figure=gradient-chain&input=0.75',
  );
  await expect(page.locator('.notice li').first()).toContainText('twice');
  expect((await chainState(page)).input).toBe(0.5);
});
