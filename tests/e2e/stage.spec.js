/**
 * The stage: picture, main controls, sentence and Play fit a slide and a laptop's
 * window, and on a phone the picture stays in sight while a slider moves.
 */
import { embed, FIGURES, follow, readings, settle, still } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const SLIDE = { width: 960, height: 540 };

const WALL = { width: 1920, height: 1080 };

/** A page that is busy draws itself some frames after its layout has changed. */
const SOON = { timeout: 10_000 };

const PHONE = { width: 390, height: 844 };

/** A phone, and one with a bar of the browser's. */
const UPRIGHT = [PHONE, { width: 400, height: 600 }];

/** A phone on its side. */
const SIDEWAYS = [
  { width: 844, height: 390 },
  { width: 667, height: 375 },
];

/**
 * @param {Page} page - with the figure
 * @param {string} name - of it
 * @returns {Promise<{ stage: number, side: DOMRect, shown: string[] }>} the height of
 *   its stage, the column of its drawers, and what of the stage reaches into that
 */
function besides(page, name) {
  return page.evaluate((selector) => {
    const root = document.querySelector(selector)?.shadowRoot;
    const $drawers = root?.querySelector('.ug-drawers');
    const $stage = root?.querySelector('.ug-stage');
    if (!root || !$drawers || !$stage) throw new Error('no stage');
    const side = $drawers.getBoundingClientRect();
    const boxes = [...$stage.children].map((it) => it.getBoundingClientRect());
    const tops = boxes.map(({ top }) => top);
    const bottoms = boxes.map(({ bottom }) => bottom);
    // What is out of sight where there is a scroll bar is cut off.
    const controls = $stage.querySelectorAll(
      ':is(button, input, select):not(:is(.ug-presets, .ug-controls) *)',
    );
    const over = [...$stage.children, ...controls]
      .map((it) => it.getBoundingClientRect())
      .filter(
        ({ right, bottom, left }) =>
          side.width > 0 &&
          right > left &&
          right > side.left + 1 &&
          bottom > side.top + 1 &&
          left < side.right,
      );
    return {
      stage: Math.max(...bottoms) - Math.min(...tops),
      side: side.toJSON(),
      shown: over.map(({ left }) => String(left)),
    };
  }, name);
}

/** @param {Page} page @returns {Promise<number>} how much of it has to be scrolled to */
function overflow(page) {
  return page.evaluate(
    () => document.documentElement.scrollHeight - window.innerHeight,
  );
}

/**
 * @param {Page} page - with the figure
 * @param {string} name - of it
 * @returns {Promise<Record<string, { top: number, bottom: number, width: number, height: number, share: number }>>}
 *   its parts in the window
 */
function partsOf(page, name) {
  return page.evaluate((selector) => {
    const root = document.querySelector(selector)?.shadowRoot;
    /** @type {any} */
    const parts = {};
    for (const part of ['picture', 'sentence', 'controls', 'top']) {
      let $part = root?.querySelector(`.ug-${part}`);
      // On a phone the first of the pictures is the one that stays.
      if ($part?.clientHeight === 0) $part = $part.firstElementChild;
      if (!$part?.clientHeight) continue;
      const { top, bottom, width, height } = $part.getBoundingClientRect();
      const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
      parts[part] = { top, bottom, width, height, share: seen / height };
    }
    return parts;
  }, name);
}

/**
 * @param {Page} page - with the figure
 * @param {string} name - of it
 * @returns {Promise<string[]>} pieces of pictures that are cut off
 */
function clipped(page, name) {
  return page.evaluate((selector) => {
    const root = document.querySelector(selector)?.shadowRoot;
    /** @type {string[]} */
    const found = [];
    for (const $svg of root?.querySelectorAll('.ug-picture svg.plot') ?? []) {
      const box = $svg.parentElement?.getBoundingClientRect();
      for (const $text of $svg.querySelectorAll('text')) {
        const { left, right, top, bottom } = $text.getBoundingClientRect();
        if (!box || right === left) continue;
        const isOut =
          left < box.left - 4 ||
          right > box.right + 4 ||
          top < box.top - 4 ||
          bottom > box.bottom + 4;
        if (isOut) found.push($text.textContent ?? '');
      }
    }
    return found;
  }, name);
}

/** @param {Page} page - with the figure */
async function closeDrawers(page) {
  const drawers = page.locator('.ug-drawers > details[open] > summary');
  while (await drawers.count()) await drawers.last().click();
  await settle(page);
}

/** @param {Page} page - with the figure @param {string} name - of it */
async function expectFit(page, name) {
  const viewport = page.viewportSize();
  if (!viewport) throw new Error('no window');
  const at = `${viewport.width} × ${viewport.height}`;
  await expect.poll(() => overflow(page), at).toBe(0);
  await expect(async () => {
    const parts = await partsOf(page, name);
    for (const [part, { bottom }] of Object.entries(parts)) {
      expect(bottom, `${part} at ${at}`).toBeLessThanOrEqual(viewport.height);
    }
    const height = parts['picture']?.height;
    expect(height, `picture at ${at}`).toBeGreaterThan(viewport.height / 3);
    expect(await clipped(page, name), at).toEqual([]);
  }).toPass(SOON);
  const play = page.locator('[data-control=play]');
  if (await play.count()) {
    await expect(play, at).toBeInViewport({ ratio: 1 });
  }
}

/**
 * @param {Page} page - with the figure
 * @param {string} name - of it
 * @param {string} panels - its drawers, which are opened one after the other
 * @param {number} closed - the height of its stage before the first was opened
 */
async function expectDrawersBeside(page, name, panels, closed) {
  const viewport = page.viewportSize();
  if (!viewport) throw new Error('no window');
  for (const panel of panels.split(',')) {
    const at = `${panel} at ${viewport.width}`;
    await page.evaluate(
      ([selector, value]) =>
        document.querySelector(selector)?.setAttribute('open', value),
      /** @type {const} */ ([name, panel]),
    );
    await settle(page);
    const drawer = page.locator(`.ug-drawers > [data-control~="${panel}"]`);
    await expect(drawer, at).toBeVisible();
    await expect
      .poll(async () => (await besides(page, name)).side.width, at)
      .toBeGreaterThan(200);
    await expect(async () => {
      const { stage, side, shown } = await besides(page, name);
      expect(shown, at).toEqual([]);
      expect(stage, at).toBeGreaterThan(closed - 20);
      expect(stage, at).toBeLessThan(closed + 20);
      expect(side.bottom, at).toBeLessThanOrEqual(viewport.height);
      expect(await overflow(page), at).toBe(0);
      const { picture } = await partsOf(page, name);
      expect(picture?.share, at).toBeGreaterThan(0.99);
      expect(picture?.width, at).toBeGreaterThan(viewport.width / 2);
      expect(picture?.height, at).toBeGreaterThan(viewport.height / 4);
    }).toPass(SOON);
  }
}

/** @param {Page} page - with the figure in full screen @param {string} name - of it */
async function expectWall(page, name) {
  await expect(page.locator(':fullscreen')).toHaveCount(1);
  const $figure = page.locator(name);
  await expect
    .poll(() => $figure.evaluate((it) => it.scrollHeight - it.clientHeight))
    .toBeLessThanOrEqual(0);
  await expect(async () => {
    const { picture, sentence } = await partsOf(page, name);
    expect(picture?.height).toBeGreaterThan(450);
    expect(picture?.width).toBeGreaterThan(1200);
    expect(sentence?.bottom).toBeLessThanOrEqual(WALL.height);
    const size = await page
      .locator('.ug-sentence')
      .evaluate((it) => parseFloat(getComputedStyle(it).fontSize));
    expect(size).toBeGreaterThanOrEqual(22);
    expect(await clipped(page, name)).toEqual([]);
  }).toPass(SOON);
}

/** @param {Page} page - with the figure, its settings open @param {string} name */
async function expectPictureStays(page, name) {
  let moved = 0;
  const sliders = page.getByRole('slider').locator('visible=true');
  // As they are now: a change may show or hide others.
  for (const $slider of await sliders.elementHandles()) {
    const label = await $slider.evaluate(($it) =>
      $it instanceof HTMLInputElement && $it.checkVisibility()
        ? $it.ariaLabel || $it.id
        : null,
    );
    if (label === null) continue;
    await $slider.focus();
    await page.keyboard.press('ArrowRight');
    const focused = page.locator('input:focus');
    await expect(focused).toBeInViewport({ ratio: 0.5 });
    const at = `${page.viewportSize()?.width}: ${label}`;
    await expect
      .poll(async () => (await partsOf(page, name))['picture']?.share, at)
      .toBeGreaterThan(0.5);
    const isCovered = () =>
      focused.evaluate(($focused) => {
        const { left, top, width, height } = $focused.getBoundingClientRect();
        const root = /** @type {ShadowRoot} */ ($focused.getRootNode());
        const $there = root.elementFromPoint(
          left + width / 2,
          top + height / 2,
        );
        return $there !== $focused;
      });
    // What the run has to say may still move it.
    await expect.poll(isCovered, { message: `${at} covered` }).toBe(false);
    moved += 1;
  }
  expect(moved).toBeGreaterThan(0);
}

/** @param {Page} page - with the figure @param {string} name - of it */
async function expectSideBySide(page, name) {
  const viewport = page.viewportSize();
  if (!viewport) throw new Error('no window');
  const at = String(viewport.width);
  await expect(async () => {
    const { picture, sentence } = await partsOf(page, name);
    expect(picture?.height, at).toBeGreaterThan(180);
    expect(picture?.share, at).toBeGreaterThan(0.99);
    expect(sentence?.bottom, at).toBeLessThanOrEqual(viewport.height);
  }).toPass({ timeout: 30_000 });
  // Play, or what moves the figure.
  const main = page
    .locator('[data-control=play], .ug-field input[type="range"]')
    .locator('visible=true')
    .first();
  await expect(main, at).toBeInViewport({ ratio: 0.9 });
  await expect
    .poll(() => main.evaluate((it) => it.getBoundingClientRect().left), at)
    .toBeGreaterThan(viewport.width / 2);
}

for (const { name, panels } of FIGURES) {
  test(`${name}: its stage fits slides and a lecture room’s wall, each drawer beside it`, async ({
    open,
  }) => {
    const page = await open(embed(name), { context: { viewport: SLIDE } });
    const fullScreen = page.locator('[data-control=full-screen]');
    await settle(page);
    await readings(page, name);
    await expectFit(page, name);
    const onSlide = (await besides(page, name)).stage;
    for (const height of [720, 800]) {
      await page.setViewportSize({ width: 1280, height });
      await settle(page);
      await expectFit(page, name);
    }
    const onLaptop = (await besides(page, name)).stage;
    await page.setViewportSize(WALL);
    await fullScreen.click();
    await expectWall(page, name);
    await settle(page);
    const onWall = (await besides(page, name)).stage;
    await expectDrawersBeside(page, name, panels, onWall);
    await fullScreen.click();
    await expect(page.locator(':fullscreen')).toHaveCount(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expectDrawersBeside(page, name, panels, onLaptop);
    await page.setViewportSize(SLIDE);
    await expectDrawersBeside(page, name, panels, onSlide);
  });

  test(`${name}: on a phone the picture stays while a slider moves, and has the controls beside it on its side`, async ({
    open,
  }) => {
    const page = await open(embed(name, '', 'open=settings'), {
      context: { viewport: PHONE, hasTouch: true },
    });
    await readings(page, name);
    for (const viewport of UPRIGHT) {
      await page.setViewportSize(viewport);
      await settle(page);
      await expectPictureStays(page, name);
    }
    await closeDrawers(page);
    await page.evaluate(() => window.scrollTo(0, 0));
    for (const viewport of SIDEWAYS) {
      await page.setViewportSize(viewport);
      await settle(page);
      await expectSideBySide(page, name);
    }
  });
}

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 1366, height: 768 },
]) {
  const { width, height } = viewport;
  const soft = expect.configure({ soft: true });
  test(`on the page every stage fits a laptop’s window of ${width} × ${height}`, async ({
    open,
  }) => {
    const page = await open('index.html', { context: { viewport } });
    for (const { name } of FIGURES) {
      await follow(page, `#figure=${name}`);
      await expect(page.locator(name)).toBeInViewport();
      await settle(page);
      await readings(page, name);
      await soft
        .poll(async () => {
          const { top, picture, sentence } = await partsOf(page, name);
          const from = Math.min(top?.top ?? Infinity, picture?.top ?? NaN);
          const to = Math.max(sentence?.bottom ?? NaN, picture?.bottom ?? NaN);
          return to - from;
        }, name)
        .toBeLessThan(height);
    }
  });
}

/** Windows of phones and tablets that are in use. */
const HANDS = [
  { width: 320, height: 568 },
  { width: 360, height: 740 },
  { width: 375, height: 667 },
  { width: 375, height: 812 },
  { width: 393, height: 852 },
  { width: 412, height: 915 },
  { width: 768, height: 1024 },
];

for (const { name, quick } of FIGURES) {
  test(`${name} comes to rest in every hand: its size never follows from its own words`, async ({
    open,
  }) => {
    const page = await open(embed(name, quick), {
      context: { hasTouch: true },
    });
    await readings(page, name);
    for (const viewport of HANDS) {
      await page.setViewportSize(viewport);
      await settle(page);
      await still(page);
    }
  });
}
