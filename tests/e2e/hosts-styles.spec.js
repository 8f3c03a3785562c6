/** What a page around a figure says of style: what changes it, and what must not. */
import { DEFINE, hostPage } from './host-pages.js';
import { FIGURES, reach, readings, settle, still } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

/** All that is inherited, as no figure would have it. */
const HOSTILE = `
  :root.hostile { font-size: 62.5% }
  .hostile body { font-size: 1.6rem }
  .hostile .place {
    direction: rtl; white-space: nowrap; text-transform: uppercase;
    letter-spacing: 0.2em; word-spacing: 1em; text-align: center;
    text-align-last: right; text-indent: 3em; line-height: 3;
    font-family: monospace; font-weight: 900; font-style: italic;
    font-stretch: 150%; font-variant: small-caps oldstyle-nums;
    font-feature-settings: "zero"; font-kerning: none; font-size-adjust: 0.9;
    word-break: break-all; overflow-wrap: anywhere; hyphens: auto; tab-size: 1;
    text-shadow: 3px 3px red; text-wrap: balance; text-rendering: geometricPrecision;
    writing-mode: horizontal-tb; text-anchor: end; list-style: square inside;
    caption-side: bottom; border-spacing: 9px; border-collapse: separate;
    color: red; quotes: none; text-underline-offset: 9px;
  }
  .hostile * { letter-spacing: 0.3em; color: lime; font-style: italic; direction: rtl }`;

for (const { name, quick, panels } of FIGURES) {
  test(`${name} looks the same on a page with a style of its own`, async ({
    open,
  }) => {
    const state = quick
      .split('&')
      .filter((part) => part !== '')
      .map((part) => part.replace(/^hidden=/, 'hidden-layers='))
      .join(' ');
    const page = await open('host.html', {
      prepare: (fresh) =>
        hostPage(
          fresh,
          `<style>.place { width: 900px } ${HOSTILE}</style>${DEFINE}
          <body><div class="place"><${name} ${state} open="${panels}"></${name}></div></body>`,
        ),
    });
    await readings(page, name);
    await settle(page);
    const look = async () => {
      await still(page);
      return page.evaluate((selector) => {
        const $figure = /** @type {HTMLElement} */ (
          document.querySelector(selector)
        );
        const from = $figure.getBoundingClientRect();
        const root = /** @type {ShadowRoot} */ ($figure.shadowRoot);
        return [...root.querySelectorAll('*')].flatMap(($each) => {
          if ($each.closest('.ug-em, script, style, option')) return [];
          const box = $each.getBoundingClientRect();
          if ($each.getClientRects().length === 0) return [];
          const { color, textTransform } = getComputedStyle($each);
          return {
            what: `${$each.localName}.${$each.getAttribute('class')} ${color} ${textTransform}`,
            place: [
              box.left - from.left,
              box.top - from.top,
              box.width,
              box.height,
            ],
          };
        });
      }, name);
    };
    const before = await look();
    await page.evaluate(() =>
      document.documentElement.classList.add('hostile'),
    );
    const after = await look();
    expect(after.length).toBe(before.length);
    const changed = after.filter(({ what, place }, index) => {
      const was = before[index];
      const isMoved = place.some(
        (length, side) => Math.abs(length - (was?.place[side] ?? NaN)) > 1,
      );
      return isMoved || what !== was?.what;
    });
    expect(changed).toEqual([]);
    expect(before.length).toBeGreaterThan(30);
  });
}

test('type follows the size of the place, and not that of the root', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `<style>:root { font-size: 62.5% } div { font-size: 32px }</style>${DEFINE}
        <body><div><exploding-window></exploding-window></div></body>`,
      ),
  });
  await readings(page, 'exploding-window');
  const body = page.locator('exploding-window .ug-body');
  await expect(body).toHaveCSS('font-size', '28px');
  await page
    .locator('exploding-window')
    .evaluate(($figure) => $figure.style.setProperty('font-size', '20px'));
  await expect(body).toHaveCSS('font-size', '20px');
});

/**
 * @param {Page} page - with learning-speeds
 * @returns {Promise<{ line: number[], ink: number[], name: string }>} colours on the
 *   canvas of the speeds (of the layer's line) and of the cost, and of a line’s name
 */
function colours(page) {
  return page.evaluate(async () => {
    for (let frames = 0; frames < 3; frames += 1) {
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
    }
    const root = /** @type {ShadowRoot} */ (
      document.querySelector('learning-speeds')?.shadowRoot
    );
    /** @param {HTMLCanvasElement} canvas @returns {number[]} its most frequent opaque colour */
    const main = (canvas) => {
      const { width, height } = canvas;
      const $copy = document.createElement('canvas');
      const context = /** @type {CanvasRenderingContext2D} */ (
        Object.assign($copy, { width, height }).getContext('2d', {
          willReadFrequently: true,
        })
      );
      context.drawImage(canvas, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] !== 255) continue;
        const key = data.subarray(at, at + 3).join();
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      const [[most = ''] = []] = [...counts].sort((a, b) => b[1] - a[1]);
      return most.split(',').map(Number);
    };
    const [$speeds, $cost] = root.querySelectorAll('.plot-live > canvas');
    const $name = root.querySelector('.plot-end[stroke]');
    return {
      line: main(/** @type {any} */ ($speeds)),
      ink: main(/** @type {any} */ ($cost)),
      name: $name ? getComputedStyle($name).fill : '',
    };
  });
}

test('colours reach canvas, lines and their names, however the page says them', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `<style>
          :root { color-scheme: light } :root.night { color-scheme: dark }
          .oklch { --ug-ink: oklch(0.6 0.2 145) }
          .mix { --mine: #00f; --ug-ink: color-mix(in oklab, var(--mine), red) }
          .pair { --ug-ink: light-dark(rgb(10 20 30), rgb(40 50 60)) }
        </style>${DEFINE}
        <body><learning-speeds hidden-layers="9" images="100" batch="100" pixels="7" epochs="20" open="notes"></learning-speeds></body>`,
      ),
  });
  await readings(page, 'learning-speeds');
  await page.evaluate(() => {
    /** @type {any} */ (document.querySelector('learning-speeds')).play();
  });
  await reach(page, 20, 'learning-speeds');
  /** @param {string} onRoot @param {string} [onFigure] */
  const wear = async (onRoot, onFigure = '') => {
    await page.evaluate(([root, figure]) => {
      document.documentElement.className = root;
      const $figure = document.querySelector('learning-speeds');
      if ($figure) $figure.className = figure;
    }, /** @type {const} */ ([onRoot, onFigure]));
    return colours(page);
  };
  await expect
    .poll(() => wear(''))
    .toEqual({
      line: [0x2a, 0x6e, 0xa6],
      ink: [0x1f, 0x1c, 0x17],
      name: 'rgb(42, 110, 166)',
    });
  const night = {
    line: [0x6d, 0xb3, 0xec],
    ink: [0xe9, 0xe5, 0xdc],
    name: 'rgb(109, 179, 236)',
  };
  await expect.poll(() => wear('night')).toEqual(night);
  /** @param {[root: string, figure: string]} classes @returns {Promise<number[]>} */
  const inkIn = async (...classes) => (await wear(...classes)).ink;
  await expect.poll(() => inkIn('', 'pair')).toEqual([10, 20, 30]);
  await expect.poll(() => inkIn('night', 'pair')).toEqual([40, 50, 60]);
  // As the browser itself paints them.
  const painted = await page.evaluate(() => {
    const context = /** @type {CanvasRenderingContext2D} */ (
      document
        .createElement('canvas')
        .getContext('2d', { willReadFrequently: true })
    );
    return ['oklch(0.6 0.2 145)', 'color-mix(in oklab, #00f, red)'].map(
      (colour) => {
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
      },
    );
  });
  await expect.poll(() => inkIn('', 'oklch')).toEqual(painted[0]);
  await expect.poll(() => inkIn('', 'mix')).toEqual(painted[1]);
  // By its attribute, and by the page's `meta` alone.
  await page.evaluate(() => {
    /** @type {any} */ (document.querySelector('learning-speeds')).theme =
      'dark';
  });
  await expect.poll(() => wear('')).toEqual(night);
});

test('a canvas never grows by its own size, with a style sheet or without', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `<style>div { width: 674.5px } learning-speeds { --ug-frame: 0 }</style>${DEFINE}
        <body><div><learning-speeds hidden-layers="9" images="100" batch="100" pixels="7" epochs="20" hide="side"></learning-speeds></div></body>`,
      ),
  });
  await readings(page, 'learning-speeds');
  const measure = () =>
    page.evaluate(async () => {
      for (let frames = 0; frames < 40; frames += 1) {
        await new Promise((resolve) => {
          requestAnimationFrame(resolve);
        });
      }
      const canvas = document
        .querySelector('learning-speeds')
        ?.shadowRoot?.querySelector('canvas');
      const { width = 0 } = canvas?.getBoundingClientRect() ?? {};
      return { pixels: canvas?.width ?? 0, width };
    });
  const { pixels, width } = await measure();
  expect(width % 1).toBe(0.5);
  expect(Math.abs(pixels / width - 2)).toBeLessThan(0.01);
  await page.evaluate(() => {
    const root = document.querySelector('learning-speeds')?.shadowRoot;
    if (root) root.adoptedStyleSheets = [];
  });
  expect((await measure()).pixels).toBe(pixels);
});
