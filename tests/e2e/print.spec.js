/**
 * Figures on paper: from a page that nobody scrolled, in a dark system. The kept
 * pictures are renewed and looked at like those of pictures.spec.js.
 */
import { spawnSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';
import { call, FIGURES, reach, readings, settle } from './figures.js';
import { hostPage, revealDeck } from './host-pages.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

/** What is left of paper between the margins of the page: width and height in CSS pixels. */
const PAPERS = { A4: [688, 1016], Letter: [710, 950] };

/** What a reader of paper cannot use. */
const CONTROLS = 'button, input, select, textarea, canvas, [role="switch"]';

/** Blocks that may not lie over each other. */
const BLOCKS = 'p, dl, table, .plot-canvas, .plot-live, .neurons-picture';

/**
 * @param {Buffer} pdf - a file
 * @returns {{ images: number, lines: number }} pictures of dots in it, and lines and
 *   curves drawn
 */
function contentOf(pdf) {
  let text = pdf.toString('latin1');
  for (const { index } of text.matchAll(/(?<=\bstream\r?\n)/g)) {
    try {
      text += inflateSync(pdf.subarray(index)).toString('latin1');
    } catch {
      // A font, or a stream that is not compressed.
    }
  }
  const count = (/** @type {RegExp} */ what) => text.match(what)?.length ?? 0;
  return {
    images: count(/\/Subtype\s*\/Image/g),
    lines: count(/ [lc]$/gm),
  };
}

/** @param {Buffer} pdf - a file @returns {string} what can be read in it, without blanks: links are broken anywhere */
function wordsOf(pdf) {
  const { stdout, error } = spawnSync('pdftotext', ['-raw', '-', '-'], {
    input: pdf,
    encoding: 'utf8',
  });
  if (error) throw error;
  return stdout.replaceAll(/\s+/g, '');
}

/** @param {Page} page - of all figures, or of some: waits until each has its numbers, however far away */
async function computed(page) {
  await settle(page);
  for (const { name } of FIGURES) {
    if ((await page.locator(name).count()) > 0) await readings(page, name);
  }
}

for (const [format, [width = 0, most = 0]] of Object.entries(PAPERS)) {
  test(`on ${format} every figure is there, and nothing lies over anything else`, async ({
    open,
  }) => {
    const page = await open('index.html', {
      context: { colorScheme: 'dark', viewport: { width, height: 1100 } },
    });
    await computed(page);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const played = page.locator('learning-speeds .ug-printed');
    await expect(played).toContainText('This run was not played');
    for (const { name } of FIGURES) {
      const $figure = page.locator(name);
      const text = await $figure.evaluate(($) => {
        const $inside = $.shadowRoot?.querySelector('.ug-figure');
        return /** @type {HTMLElement} */ ($inside).innerText;
      });
      expect.soft(text, name).toMatch(/Settings: [^]*index\.html#figure=/);
      expect.soft(text, name).not.toMatch(/Measuring…|Loading…|Drawing/);
      const seen = $figure.locator(CONTROLS).filter({ visible: true });
      await expect.soft(seen, `controls of ${name}`).toHaveCount(0);
      const overlaps = await $figure.evaluate(($, selector) => {
        const $all = [...($.shadowRoot?.querySelectorAll(selector) ?? [])]
          .filter(($block) => !$block.classList.contains('ug-unseen'))
          .map(($block) => ({ $block, box: $block.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 1 && box.height > 1);
        return $all.flatMap(({ $block, box }, index) =>
          $all
            .slice(index + 1)
            .filter(
              (other) =>
                !$block.contains(other.$block) &&
                Math.min(box.right, other.box.right) -
                  Math.max(box.left, other.box.left) >
                  1 &&
                Math.min(box.bottom, other.box.bottom) -
                  Math.max(box.top, other.box.top) >
                  1,
            )
            .map((other) => [
              $block.textContent?.trim(),
              other.$block.textContent?.trim(),
            ]),
        );
      }, BLOCKS);
      expect.soft(overlaps, name).toEqual([]);
      const place = page.locator('figure').filter({ has: $figure });
      const height = (await place.boundingBox())?.height ?? 0;
      expect.soft(height, `${name} fits a page`).toBeLessThan(most);
      if (format !== 'A4') continue;
      // The address of the server differs from run to run, and what stands above the
      // figure moves it by parts of pixels.
      await $figure.evaluate(($) => {
        $.setAttribute('hide', 'printed');
        const { style } = /** @type {HTMLElement} */ ($);
        style.cssText = `position: fixed; z-index: 9; inset: 0 0 auto; background: #fff; outline: 9px solid #fff`;
      });
      await expect.soft($figure).toHaveScreenshot(`${name}-print.png`);
      await $figure.evaluate(($) => $.removeAttribute('style'));
    }
  });
}

for (const format of Object.keys(PAPERS)) {
  test(`a PDF of the page on ${format} has lines and no pictures of dots`, async ({
    open,
  }) => {
    const page = await open('index.html', { context: { colorScheme: 'dark' } });
    await computed(page);
    const pdf = await page.pdf({ format });
    const { images, lines } = contentOf(pdf);
    expect(images).toBe(0);
    expect(lines).toBeGreaterThan(1000);
    const words = wordsOf(pdf);
    for (const { name } of FIGURES) {
      expect.soft(words, 'its link').toContain(`#figure=${name}`);
    }
    expect(words.match(/Settings:/g)).toHaveLength(FIGURES.length);
    // σ′, subscripts and the minus sign are text too, and not pictures of it.
    expect(words).toContain('σ′(z₁)');
    expect(words).toMatch(/−\d/);
  });
}

test('paper has the lines of a run, in its axes, and the screen its canvas again', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(
    `embed.html#figure=${name}&images=100&batch=100&pixels=7&epochs=20&theme=dark`,
  );
  await readings(page, name);
  await call(page, 'play', name);
  await reach(page, 20, name);
  /** @returns {Promise<any>} what is seen, and where */
  const look = () =>
    page.locator(name).evaluate(($figure) => {
      const $plot = $figure.shadowRoot?.querySelector(
        '.speeds-main .plot-live',
      );
      const [$canvas] = $plot?.getElementsByTagName('canvas') ?? [];
      const $lines = [
        ...($plot?.querySelectorAll('.plot-front path[d*="L"]') ?? []),
      ].filter(($line) => !$line.classList.contains('plot-leader'));
      const axis = $plot
        ?.querySelector('.plot-back .is-axis')
        ?.getBoundingClientRect();
      const boxes = $lines.map(($line) => $line.getBoundingClientRect());
      return {
        hasCanvas: Boolean($canvas?.checkVisibility()),
        lines: boxes.filter(
          ({ left, right }) =>
            Math.abs(left - (axis?.left ?? NaN)) < 1.5 &&
            Math.abs(right - (axis?.right ?? NaN)) < 1.5,
        ).length,
        ground: /** @type {any} */ ($figure).ground,
        width: $plot?.clientWidth,
      };
    });
  // The canvas is there a frame after the numbers.
  await expect
    .poll(look)
    .toMatchObject({ hasCanvas: true, lines: 0, ground: 'dark' });
  const before = await look();
  await page.evaluate(() => {
    window.dispatchEvent(new Event('beforeprint'));
  });
  expect(await look()).toMatchObject({
    hasCanvas: false,
    lines: 2,
    ground: 'light',
  });
  await page.evaluate(() => {
    window.dispatchEvent(new Event('afterprint'));
  });
  await expect.poll(look).toEqual(before);
});

test('a figure that is printed before it is computed says so', async ({
  open,
}) => {
  const page = await open('index.html', {
    prepare: (fresh) =>
      fresh.addInitScript(() => {
        // Never idle.
        Object.assign(window, { requestIdleCallback() {} });
      }),
  });
  await settle(page);
  await page.emulateMedia({ media: 'print' });
  const words = page.locator('layer-jacobians .ug-printed');
  await expect(words).toContainText('Printed before it was computed');
});

test('in the print view of reveal.js a figure far down is computed and drawn', async ({
  open,
}) => {
  const page = await open('host.html?view=print', {
    context: { colorScheme: 'dark' },
    prepare: (fresh) =>
      hostPage(
        fresh,
        revealDeck(
          [
            ...Array.from({ length: 4 }, () => '<h2>Before</h2>'),
            '<learning-speeds images="100" batch="100" pixels="7"></learning-speeds>',
            '<random-chains chains="2000"></random-chains>',
          ],
          { width: 960, height: 540, pdfMaxPagesPerSlide: 1 },
        ),
      ),
  });
  await computed(page);
  await page.waitForFunction(() =>
    ['learning-speeds .plot-back', 'random-chains .plot'].every((selector) => {
      const [name = '', inside = ''] = selector.split(' ');
      const $figure = document.querySelector(name);
      return $figure?.shadowRoot?.querySelector(`${inside} text`);
    }),
  );
  const { images, lines } = contentOf(
    await page.pdf({ preferCSSPageSize: true }),
  );
  expect(images).toBe(0);
  expect(lines).toBeGreaterThan(100);
});
