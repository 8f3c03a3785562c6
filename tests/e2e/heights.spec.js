/**
 * How high embeds are: what they say, what the copied code says, and what
 * docs/embedding.md says. After a figure has changed its height,
 * `WRITE_HEIGHTS=1 npx playwright test heights` writes its line there anew.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  embed,
  FIGURES,
  property,
  readings,
  settle,
  still,
} from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const DOCS = fileURLToPath(new URL('../../docs/embedding.md', import.meta.url));

/** A slide and a page's column. */
const WIDE = [960, 800];

/** A phone, which is touched. */
const PHONE = [375];

/** Fonts differ from machine to machine; a line of text may wrap. */
const TOLERANCE = 24;

/** @param {Page} page - an embed @returns {Promise<number>} its height */
function heightOf(page) {
  return page.evaluate(() =>
    Math.ceil(document.documentElement.getBoundingClientRect().height),
  );
}

/** @param {string} code - of an embed @returns {number} its height */
function copiedHeight(code) {
  return Number(/ height="(\d+)"/.exec(code)?.[1]);
}

for (const { name } of FIGURES) {
  test(`${name}: the heights in the documentation and in copied code are those of its embed`, async ({
    open,
  }) => {
    const heights = [];
    for (const widths of [WIDE, PHONE]) {
      const page = await open(embed(name), {
        context: { hasTouch: widths === PHONE },
      });
      for (const width of widths) {
        await page.setViewportSize({ width, height: 4000 });
        await settle(page);
        await readings(page, name);
        await still(page);
        heights.push(await heightOf(page));
      }
      if (widths === PHONE) continue;
      // Wherever it is copied, it is the height at WIDE[0].
      await page.setViewportSize({ width: 600, height: 800 });
      await settle(page);
      await still(page);
      await page.locator('summary').first().click();
      const copied = copiedHeight(await property(page, name, 'embedCode'));
      const off = Math.abs(copied - Number(heights[0]));
      expect(off, `${copied}, ${heights[0]}`).toBeLessThan(TOLERANCE);
      await page.close();
    }
    const docs = await readFile(DOCS, 'utf8');
    const line = new RegExp(`^  \\| \`${name}\` \\|( \\d+ \\|){3}$`, 'm');
    if (process.env['WRITE_HEIGHTS']) {
      const rounded = heights.map((height) => 10 * Math.ceil(height / 10));
      const written = `  | \`${name}\` | ${rounded.join(' | ')} |`;
      await writeFile(DOCS, docs.replace(line, written));
      return;
    }
    const [documented = ''] = line.exec(docs) ?? [];
    const numbers = documented.match(/\d+/g)?.map(Number) ?? [];
    expect(numbers, 'in docs/embedding.md').toHaveLength(heights.length);
    for (const [index, height] of heights.entries()) {
      const least = Math.abs((numbers[index] ?? 0) - height);
      expect(least, `${[...WIDE, ...PHONE][index]}: ${height}`).toBeLessThan(
        TOLERANCE,
      );
    }
  });
}

test('the iframe of the documentation is high enough', async () => {
  const docs = await readFile(DOCS, 'utf8');
  const [documented] = /(?<=gradient-chain` \| )\d+/.exec(docs) ?? [];
  expect(docs).toContain(`width="100%" height="${documented}"`);
});

test('copying code leaves the page where it is', async ({ open }) => {
  const page = await open('index.html');
  await settle(page);
  const at = await page.evaluate(async () => {
    window.scrollTo({ top: 1e6, behavior: 'instant' });
    const before = window.scrollY;
    const $chain = /** @type {any} */ (
      document.querySelector('gradient-chain')
    );
    const height = $chain.offsetHeight;
    const { embedCode } = $chain;
    return [before, height, window.scrollY, $chain.offsetHeight, embedCode];
  });
  expect(at.slice(0, 2)).toStrictEqual(at.slice(2, 4));
  expect(at[0]).toBeGreaterThan(2000);
  expect(copiedHeight(at[4])).toBeGreaterThan(300);
});

test('an embed tells its height, and tells it again when a drawer opens', async ({
  open,
  site,
}) => {
  const page = await open('embed.html', { context: { bypassCSP: true } });
  await page.evaluate(
    (src) => {
      const $frame = document.createElement('iframe');
      // Where drawers open below the stage.
      $frame.width = '800';
      $frame.height = '100';
      addEventListener('message', ({ data, source }) => {
        if (source !== $frame.contentWindow || data.type !== 'resize') return;
        if (data.version !== 1) throw new Error('another version');
        $frame.height = String(data.height);
      });
      $frame.src = src;
      document.body.append($frame);
    },
    `${site.url}${embed('gradient-chain')}`,
  );
  const frame = page.frameLocator('iframe');
  const height = () =>
    page.evaluate(() => Number(document.querySelector('iframe')?.height));
  const hidden = () =>
    frame
      .locator('html')
      .evaluate(($root) => $root.scrollHeight - window.innerHeight);
  const $frame = page.frames()[1];
  if (!$frame) throw new Error('the page has no frame');
  await settle($frame);
  await readings($frame, 'gradient-chain');
  await still($frame);
  await expect.poll(height).toBeGreaterThan(300);
  await expect.poll(hidden).toBe(0);
  const closed = await height();
  const drawer = frame.locator('summary').first();
  await drawer.click();
  await expect.poll(height).toBeGreaterThan(closed + 50);
  await expect.poll(hidden).toBe(0);
  await drawer.click();
  await expect.poll(height).toBe(closed);
});
