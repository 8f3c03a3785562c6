/** What hands do to the controls of every figure: type, scroll, touch, aim. */
import {
  call,
  embed,
  FIGURES,
  pressThrice,
  readings,
  settle,
  stateOf,
} from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

/** For what takes frames, not seconds. */
const POLL = { intervals: [20] };

const CHAIN = embed('gradient-chain', 'weights=2,-3', 'biases=0.5,1');

/** @param {Page} page @returns {Promise<number[]>} the chain's weights */
async function weights(page) {
  return (await stateOf(page, 'gradient-chain')).weights;
}

test('a number field takes what people write, and prints what it takes', async ({
  open,
}) => {
  const page = await open(CHAIN);
  await readings(page, 'gradient-chain');
  const field = page.getByRole('spinbutton', { name: 'w₂' });
  await expect(field).toHaveValue('−3');
  for (const [typed, value, shown] of /** @type {const} */ ([
    ['−0.5', -0.5, '−0.5'],
    ['–0.25', -0.25, '−0.25'],
    ['0,5', 0.5, '0.5'],
    ['4.15×10⁻⁴', 4.15e-4, '0.000415'],
    ['4.15 · 10^-4', 4.15e-4, '0.000415'],
    ['1e-7', 1e-7, '1×10⁻⁷'],
    [' 2 ', 2, '2'],
    ['1\u2009000', 1000, '1000'],
    ['-0', -0, '−0'],
  ])) {
    await field.fill(typed);
    expect((await weights(page))[1], typed).toBe(value);
    await field.blur();
    await expect(field).toHaveValue(shown);
    await expect(field).not.toHaveAttribute('aria-invalid');
  }
});

test('what is no number, or could be two, is said at the field and kept for correction', async ({
  open,
}) => {
  const page = await open(CHAIN);
  await readings(page, 'gradient-chain');
  const field = page.getByRole('spinbutton', { name: 'w₂' });
  for (const [typed, said] of /** @type {const} */ ([
    ['1,000', '“1,000” can mean 1000 or 1.000'],
    ['0.5.1', 'Expected a number from −1×10³⁰⁸ to 1×10³⁰⁸, got “0.5.1”.'],
    ['abc', 'got “abc”'],
    ['', 'got nothing'],
    ['1.5e308', 'got 1.5×10³⁰⁸'],
  ])) {
    await field.fill(typed);
    await field.blur();
    await expect(field).toHaveValue(typed);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(new RegExp(said));
    expect(await weights(page)).toStrictEqual([2, -3]);
  }
});

test('the arrows and the page keys step a number field', async ({ open }) => {
  const page = await open(CHAIN);
  await readings(page, 'gradient-chain');
  const field = page.getByRole('spinbutton', { name: 'w₁' });
  await field.press('ArrowUp');
  expect((await weights(page))[0]).toBe(2.01);
  await field.press('PageDown');
  expect((await weights(page))[0]).toBe(1.91);
  await expect(field).toHaveValue('1.91');
  await expect(field).toHaveAttribute('aria-valuenow', '1.91');
});

test('keys that come faster than frames each step a number field', async ({
  open,
}) => {
  const page = await open(CHAIN);
  await readings(page, 'gradient-chain');
  const field = page.getByRole('spinbutton', { name: 'w₁' });
  await field.evaluate(pressThrice, 'ArrowUp');
  expect((await weights(page))[0]).toBe(2.03);
  await expect(field).toHaveValue('2.03');
});

test('a list takes brackets, blanks and semicolons, and says what it cannot read', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(embed(name, 'hidden=30,20', 'open=settings'));
  await settle(page);
  const field = page.locator('.ug-list').first();
  for (const typed of ['[12, 7]', '12 7', '12;7']) {
    await field.fill(typed);
    await field.blur();
    expect((await stateOf(page, name)).hidden, typed).toStrictEqual([12, 7]);
    await expect(field).toHaveValue('12, 7');
  }
  await field.fill('30, x');
  await field.blur();
  await expect(field).toHaveValue('30, x');
  await expect(field).toHaveAccessibleDescription(/number 2.*whole.*got “x”/);
  expect((await stateOf(page, name)).hidden).toStrictEqual([12, 7]);
});

test('what is half typed stays while a run draws the figure again', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(
    embed(name, 'hidden=30,20', 'epochs=10000', 'open=settings'),
  );
  await settle(page);
  await call(page, 'play', name);
  for (const field of [
    page.locator('.ug-list').first(),
    page.getByRole('spinbutton', { name: 'Seed' }),
  ]) {
    const before = await field.inputValue();
    await field.press('End');
    await field.press('Backspace');
    const { epoch } = await readings(page, name);
    await page.waitForFunction(
      ([element, last]) =>
        /** @type {any} */ (document.querySelector(String(element))).readings
          .epoch >
        Number(last) + 5,
      [name, epoch],
    );
    await expect(field).toHaveValue(before.slice(0, -1));
  }
});

for (const { name, quick, panels } of FIGURES) {
  const everything = embed(name, quick, `open=${panels}`);

  test(`${name}: all that a mouse hits is 24 pixels large, and the wheel over it scrolls what it stands in`, async ({
    open,
  }) => {
    const page = await open(everything);
    await settle(page);
    await readings(page, name);
    expect(await tooSmall(page, name, 24)).toStrictEqual([]);
    await page.setViewportSize({ width: 960, height: 400 });
    await settle(page);
    const before = await stateOf(page, name);
    for (const input of await page.locator('input:visible').all()) {
      await input.evaluate(($input) => {
        $input.focus({ preventScroll: true });
        $input.scrollIntoView({ block: 'center' });
      });
      await input.hover({ force: true });
      // The page, or the column of drawers beside the stage.
      const top = () =>
        input.evaluate(($input) => $input.getBoundingClientRect().top);
      const from = await top();
      const isLow = await page.evaluate(() => window.scrollY > 100);
      await page.mouse.wheel(0, isLow ? -60 : 60);
      await expect.poll(top, POLL).not.toBe(from);
    }
    expect(await stateOf(page, name)).toStrictEqual(before);
  });

  test(`${name}: all that a finger hits is 44 pixels large; one that scrolls across a slider changes nothing, one along it does`, async ({
    open,
  }) => {
    const page = await open(everything, {
      context: {
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
      },
    });
    await settle(page);
    await readings(page, name);
    expect(await tooSmall(page, name, 44)).toStrictEqual([]);
    await page.setViewportSize({ width: 390, height: 600 });
    await settle(page);
    const before = await stateOf(page, name);
    const sliders = await page.locator('input[type="range"]:visible').all();
    // On the far side of where its handle may be, at one slider after the other.
    for (const [index, slider] of sliders.entries()) {
      const value = await slider.inputValue();
      const from = await scrolledTo(slider);
      await swipe(page, slider, index % 2 === 0 ? 0.15 : 0.85, {
        y: from > 200 ? 150 : -150,
      });
      await page.waitForFunction((was) => window.scrollY !== was, from);
      expect(await slider.inputValue()).toBe(value);
    }
    expect(await stateOf(page, name)).toStrictEqual(before);
    const slider = sliders.at(-1);
    if (!slider) return;
    // A page that still glides takes the next touch for one that stops it.
    const moves = async (
      /** @type {number} */ side,
      /** @type {{ x?: number }} */ by,
    ) => {
      const value = await slider.inputValue();
      await expect(async () => {
        await scrolledTo(slider);
        await swipe(page, slider, side, by);
        await expect
          .poll(() => slider.inputValue(), { ...POLL, timeout: 2000 })
          .not.toBe(value);
      }).toPass(POLL);
    };
    await moves(0.3, { x: 120 });
    await moves(0.02, {});
  });
}

/**
 * @param {import('@playwright/test').Locator} slider
 * @returns {Promise<number>} how far the page is scrolled for it to be in its middle
 */
async function scrolledTo(slider) {
  return slider.evaluate(async ($slider) => {
    $slider.scrollIntoView({ block: 'center', behavior: 'instant' });
    // Touching a page that still moves stops it, and no more.
    let from = NaN;
    for (let still = 0; still < 5; still += 1) {
      if (window.scrollY !== from) still = 0;
      from = window.scrollY;
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
    }
    return from;
  });
}

/**
 * @param {Page} page - with touch
 * @param {import('@playwright/test').Locator} slider - where the finger comes down
 * @param {number} side - of it: 0 is its left end, 1 its right
 * @param {{ x?: number, y?: number }} by - how far the finger moves
 */
async function swipe(page, slider, side, { x = 0, y = 0 }) {
  const box = await slider.boundingBox();
  if (!box) throw new Error('the slider is not there');
  const from = { x: box.x + side * box.width, y: box.y + box.height / 2 };
  const finger = await page.context().newCDPSession(page);
  /** @param {string} type @param {object[]} touchPoints */
  const touch = (type, touchPoints) =>
    finger.send(
      'Input.dispatchTouchEvent',
      /** @type {any} */ ({
        type,
        touchPoints,
      }),
    );
  await touch('touchStart', [from]);
  for (let step = 1; step <= 10 && (x !== 0 || y !== 0); step += 1) {
    const part = step / 10;
    await touch('touchMove', [{ x: from.x + part * x, y: from.y + part * y }]);
  }
  await touch('touchEnd', []);
  await finger.detach();
}

/**
 * @param {Page} page
 * @param {string} name - of its figure
 * @param {number} least - pixels
 * @returns {Promise<string[]>} what is smaller
 */
function tooSmall(page, name, least) {
  return page.evaluate(([selector, limit]) => {
    const root = document.querySelector(selector)?.shadowRoot;
    const all = root?.querySelectorAll(
      'button, input, select, summary, textarea, a[href], [tabindex="0"]',
    );
    return [...(all ?? [])]
      .filter(($one) => $one.checkVisibility())
      .flatMap(($one) => {
        // The label of a box to tick is a part of what can be hit.
        const $target = $one.matches('[type="checkbox"], [type="radio"]')
          ? ($one.closest('label') ?? $one)
          : $one;
        const { width, height } = $target.getBoundingClientRect();
        // A mark is as large as its drawing lets it be; a control can do the same.
        const wanted = $one instanceof SVGElement ? 24 : limit;
        // Half a pixel may go in rounding.
        if (Math.min(width, height) >= wanted - 0.5) return [];
        const words = ($one.ariaLabel ?? $target.textContent ?? '').trim();
        return [
          `${$one.localName} “${words.slice(0, 40)}”: ${width} × ${height}`,
        ];
      });
  }, /** @type {const} */ ([name, least]));
}
