/** Faults in every embed, and those of a page that has been open for long. */
import { setTimeout as asLongAs } from 'node:timers/promises';
import { FIGURES, call, embed, reach, readings, stateOf } from './figures.js';
import { hostPage } from './host-pages.js';
import { expect, test } from './site.js';

/** @import { Frame } from '@playwright/test' */

/** Figures that show nothing before there are digits. */
const NEEDS_DIGITS = [
  'neuron-gradients',
  'learning-speeds',
  'layer-jacobians',
  'activation-saturation',
  'training-recipe',
];

/** @param {Frame} frame - with one figure @param {string} name */
const words = (frame, name) =>
  frame.evaluate(
    (selector) =>
      document.querySelector(selector)?.shadowRoot?.textContent ?? '',
    name,
  );

/** @param {Frame} frame @param {string} name @returns {Promise<string>} the sentence with the fault */
const problemOf = async (frame, name) =>
  /[^\n]*404[^\n]*/.exec(await words(frame, name))?.[0] ?? '';

/** @param {Frame} frame @param {string} name */
const press = (frame, name) =>
  frame.evaluate((selector) => {
    const $root = document.querySelector(selector)?.shadowRoot;
    for (const $button of $root?.querySelectorAll('button') ?? []) {
      if (/^\s*Try again\s*$/.test($button.textContent ?? '')) $button.click();
    }
  }, name);

test('in every embed a core or digits that are not there are told, and a button brings them', async ({
  open,
}) => {
  test.slow();
  const missing = { core: true, digits: true };
  const page = await open('host.html', {
    // Figures begin once they are near.
    context: { viewport: { width: 1300, height: 3300 } },
    expected: [/404/],
    prepare: async (fresh) => {
      await fresh.route(/_bg[^/]*\.wasm$/, (route) =>
        missing.core ? route.fulfill({ status: 404 }) : route.continue(),
      );
      await fresh.route(/digits-first[^/]*\.bin$/, (route) =>
        missing.digits ? route.fulfill({ status: 404 }) : route.continue(),
      );
      const frames = FIGURES.map(
        ({ name, quick }) =>
          `<iframe src="${embed(name, quick)}" name="${name}" width="420" height="600"></iframe>`,
      );
      await hostPage(fresh, frames.join(''));
    },
  });
  const frames = FIGURES.map(({ name }) => {
    const frame = page.frame({ name });
    if (!frame) throw new Error(name);
    return /** @type {const} */ ([name, frame]);
  });
  for (const [name, frame] of frames) {
    await expect
      .poll(() => words(frame, name), { message: name })
      .toMatch(/cannot compute.*404/s);
  }
  missing.core = false;
  for (const [name, frame] of frames) await press(frame, name);
  for (const [name, frame] of frames) {
    if (!NEEDS_DIGITS.includes(name)) continue;
    await expect
      .poll(() => words(frame, name), { message: name })
      .toMatch(/digits.*404/s);
    await expect
      .poll(() => words(frame, name), { message: name })
      .not.toMatch(/cannot compute/);
  }
  missing.digits = false;
  for (const [name, frame] of frames) {
    await press(frame, name);
    const given = readings(frame, name);
    await expect(given, name).resolves.toBeTruthy();
    await expect.poll(() => problemOf(frame, name), { message: name }).toBe('');
  }
});

test('a page that has been open for long: its canvas lost, its tab frozen, its site renewed', async ({
  open,
}) => {
  const NAME = 'learning-speeds';
  let isRenewed = true;
  const page = await open(
    embed(NAME, 'images=500&pixels=7&hidden=10,10&epochs=10000&seed=7'),
    {
      isPaced: true,
      expected: [/404/],
      prepare: (fresh) =>
        fresh.route(/\/digit-strip-[^/]*\.js$|\/notes-[^/]*\.js$/, (route) =>
          isRenewed ? route.fulfill({ status: 404 }) : route.continue(),
        ),
    },
  );
  const figure = page.locator(NAME);
  await readings(page, NAME);
  const ink = () =>
    page.evaluate((selector) => {
      const $root = document.querySelector(selector)?.shadowRoot;
      const $canvas = /** @type {HTMLCanvasElement} */ (
        $root?.querySelector('canvas')
      );
      const { width, height } = $canvas;
      // A copy, for the canvas that is read often becomes another.
      const copy = new OffscreenCanvas(width, height).getContext('2d');
      copy?.drawImage($canvas, 0, 0);
      const pixels = copy?.getImageData(0, 0, width, height).data;
      return (pixels ?? []).filter((value) => value > 0).length;
    }, NAME);
  await call(page, 'play', NAME);
  await reach(page, 5, NAME);
  await call(page, 'pause', NAME);
  await expect.poll(ink).toBeGreaterThan(0);
  await page.evaluate((selector) => {
    const $canvas = /** @type {HTMLCanvasElement} */ (
      document.querySelector(selector)?.shadowRoot?.querySelector('canvas')
    );
    $canvas.getContext('2d')?.reset();
    $canvas.dispatchEvent(new Event('contextlost'));
    $canvas.dispatchEvent(new Event('contextrestored'));
  }, NAME);
  await expect.poll(ink).toBeGreaterThan(0);

  await call(page, 'play', NAME);
  const devtools = await page.context().newCDPSession(page);
  const live = (/** @type {'frozen' | 'active'} */ state) =>
    devtools.send('Page.setWebLifecycleState', { state });
  await live('frozen');
  // Longer than a worker may be silent.
  await asLongAs(3500);
  await live('active');
  const { epoch } = await readings(page, NAME);
  await reach(page, epoch + 2, NAME);
  await expect(figure.getByText(/worker that trains/)).toHaveCount(0);

  const before = await stateOf(page, NAME);
  await figure.getByText('What is drawn').click();
  await expect(figure.getByText(/site has been renewed/)).toBeVisible();
  isRenewed = false;
  await figure.getByRole('button', { name: 'Reload the page' }).click();
  await expect(figure.getByText(/site has been renewed/)).toHaveCount(0);
  await readings(page, NAME);
  expect(await stateOf(page, NAME)).toEqual(before);
});
