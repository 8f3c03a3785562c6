import { axeFindings, FOR_AXE } from './axe.js';
import { embed, excess, FIGURES, readings, settle } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

/**
 * With all of it open: closed panels have nothing to find.
 *
 * @type {[name: string, path: string, figure?: string][]}
 */
const VIEWS = [
  ['the page', 'index.html'],
  ...FIGURES.map(
    ({ name, quick, narrow, panels }) =>
      /** @type {[string, string, string]} */ ([
        `the embed of ${name}`,
        embed(name, narrow[0] ?? quick, `open=${panels}`),
        name,
      ]),
  ),
];

/**
 * @param {Page} page
 * @param {string} [name] - of its figure, for an embed
 */
async function ready(page, name) {
  await settle(page);
  if (name !== undefined) await readings(page, name);
  if (name !== 'random-chains') return;
  const picker = page.getByRole('slider', { name: 'Bars of the histogram' });
  await picker.press('Enter');
}

for (const [name, path, figure] of VIEWS) {
  test(`axe finds nothing on ${name}`, { tag: '@layout' }, async ({ open }) => {
    const page = await open(path, FOR_AXE);
    await ready(page, figure);
    expect(await axeFindings(page)).toStrictEqual([]);
    // What the dark changes is colours.
    await page.emulateMedia({ colorScheme: 'dark' });
    await settle(page);
    expect(await axeFindings(page, ['color-contrast'])).toStrictEqual([]);
  });
}

test(
  'axe finds nothing on a page with a bad link, or on the choice of figures',
  { tag: '@layout' },
  async ({ open }) => {
    const page = await open(
      'index.html#figure=gradient-chain&input=99',
      FOR_AXE,
    );
    await settle(page);
    expect(await axeFindings(page)).toStrictEqual([]);

    const choice = await open('embed.html', FOR_AXE);
    await expect(choice.locator('main a').first()).toBeVisible();
    expect(await axeFindings(choice)).toStrictEqual([]);
  },
);

test('the first stop of the keyboard is the skip link, and it skips', async ({
  open,
}) => {
  const page = await open('index.html');
  await settle(page);
  await page.keyboard.press('Tab');
  await expect(page.locator('.skip:focus-visible')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('main :focus')).toBeAttached();
});

test('the page can be read at 320 px without scrolling sideways', async ({
  open,
}) => {
  const page = await open('index.html', {
    context: { viewport: { width: 320, height: 640 } },
  });
  await settle(page);
  await expect.poll(() => excess(page), 'pixels too wide').toBe(0);
});
