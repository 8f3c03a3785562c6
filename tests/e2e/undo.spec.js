/** Undo and redo, in every figure: what is one step, and by which hand. */
import {
  call,
  change,
  defineAll,
  embed,
  FIGURES,
  follow,
  property,
  readings,
  settle,
  stateOf,
} from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

/** @param {Page} page @param {string} name - of a figure @returns {Promise<[undo: boolean, redo: boolean]>} what can be done */
async function can(page, name) {
  return [
    await property(page, name, 'canUndo'),
    await property(page, name, 'canRedo'),
  ];
}

/**
 * @param {import('./site.js').Open} open - of the test
 * @param {string} name - of a figure
 * @param {string} [link] - the rest of its link
 */
async function ready(open, name, link = '') {
  const page = await open(embed(name, link));
  await settle(page);
  await readings(page, name);
  return page;
}

for (const { name, quick, other } of FIGURES) {
  test(`${name}: what is set is taken back and done again`, async ({
    open,
  }) => {
    const page = await ready(open, name, quick);
    const undo = page.locator('[data-control="undo"]');
    const redo = page.locator('[data-control~="redo"]');
    const first = await stateOf(page, name);
    // What its link says is where it begins.
    expect(await can(page, name)).toEqual([false, false]);
    await expect(undo).toHaveAttribute('aria-disabled', 'true');
    await expect(redo).toHaveAttribute('aria-disabled', 'true');

    await change(page, name, other);
    const second = await stateOf(page, name);
    expect(second).not.toEqual(first);
    await expect(undo).toHaveAttribute('aria-disabled', 'false');
    await undo.click();
    expect(await stateOf(page, name)).toEqual(first);
    await expect(undo).toHaveAttribute('aria-disabled', 'true');
    await expect(undo).toBeFocused();

    await page.keyboard.press('Control+Shift+Z');
    expect(await stateOf(page, name)).toEqual(second);
    await page.keyboard.press('Control+Z');
    expect(await stateOf(page, name)).toEqual(first);
    await page.keyboard.press('Control+Y');
    expect(await stateOf(page, name)).toEqual(second);
    await readings(page, name);

    // Another change leaves nothing to do again.
    await call(page, 'undo', name);
    expect(await can(page, name)).toEqual([false, true]);
    await change(page, name, other);
    await call(page, 'undo', name);
    await call(page, 'redo', name);
    await call(page, 'redo', name);
    expect(await stateOf(page, name)).toEqual(second);
    expect(await can(page, name)).toEqual([true, false]);
  });

  test(`${name}: one drag of a slider is one step`, async ({ open }) => {
    const page = await open(embed(name, quick, 'open=settings'));
    await settle(page);
    await readings(page, name);
    const first = await stateOf(page, name);
    const slider = page
      .locator('.ug-field:not([data-control~="epoch"]) input[type="range"]')
      .locator('visible=true')
      .first();
    // Once nothing moves it any more.
    await slider.hover();
    const box = await slider.boundingBox();
    if (!box) throw new Error('no slider');
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.1, y);
    await page.mouse.down();
    /** @type {Set<string>} */
    const seen = new Set();
    // It does not end where it began, which would be no step.
    for (const share of [0.3, 0.6, 0.95, 0.65]) {
      await page.mouse.move(box.x + box.width * share, y);
      seen.add(JSON.stringify(await stateOf(page, name)));
    }
    await page.mouse.up();
    expect(seen.size).toBeGreaterThan(1);
    const dragged = await stateOf(page, name);
    await call(page, 'undo', name);
    expect(await stateOf(page, name)).toEqual(first);
    expect(await can(page, name)).toEqual([false, true]);
    await call(page, 'redo', name);
    expect(await stateOf(page, name)).toEqual(dragged);
  });
}

const CHAIN = 'gradient-chain';

/** @param {Page} page - whose keys follow each other at once from now on, however busy it is */
async function stopClock(page) {
  await page.evaluate(() => {
    const now = performance.now();
    performance.now = () => now;
  });
}

test('a burst of keys is one step, and another control the next', async ({
  open,
}) => {
  const page = await ready(open, CHAIN);
  const slider = page.locator('[data-control~="input"] input[type="range"]');
  const field = page.locator('[data-control~="input"] [role="spinbutton"]');
  const { input } = await stateOf(page, CHAIN);
  await stopClock(page);
  await slider.focus();
  for (let n = 0; n < 5; n += 1) await page.keyboard.press('ArrowRight');
  const moved = (await stateOf(page, CHAIN)).input;
  expect(moved).not.toBe(input);
  await field.focus();
  await field.fill('');
  await field.pressSequentially('0.25');
  expect((await stateOf(page, CHAIN)).input).toBe(0.25);
  await call(page, 'undo', CHAIN);
  expect((await stateOf(page, CHAIN)).input).toBe(moved);
  await call(page, 'undo', CHAIN);
  expect((await stateOf(page, CHAIN)).input).toBe(input);
  expect(await can(page, CHAIN)).toEqual([false, true]);
});

test('each press of a button is a step, and what comes back to its start is none', async ({
  open,
}) => {
  const page = await ready(open, CHAIN);
  const [, add] = await page.locator('button[data-control="neurons"]').all();
  if (!add) throw new Error('no button');
  const { length } = (await stateOf(page, CHAIN)).weights;
  await add.click();
  await add.click();
  await add.press('Enter');
  await add.press('Enter');
  for (const more of [4, 3, 2, 1, 0]) {
    expect((await stateOf(page, CHAIN)).weights.length).toBe(length + more);
    await page.keyboard.press('ControlOrMeta+z');
  }
  expect(await can(page, CHAIN)).toEqual([false, true]);

  // A key that comes at once after a press, on a page that was busy.
  await add.evaluate((/** @type {HTMLElement} */ $add) => {
    const its = { bubbles: true, composed: true };
    $add.dispatchEvent(new PointerEvent('pointerdown', its));
    $add.dispatchEvent(new PointerEvent('pointerup', its));
    $add.click();
    $add.dispatchEvent(new KeyboardEvent('keydown', { ...its, key: 'Enter' }));
    $add.click();
  });
  for (const more of [2, 1, 0]) {
    expect((await stateOf(page, CHAIN)).weights.length).toBe(length + more);
    await call(page, 'undo', CHAIN);
  }

  const slider = page.locator('[data-control~="input"] input[type="range"]');
  await stopClock(page);
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  expect(await can(page, CHAIN)).toEqual([false, false]);
});

test('a field keeps its own undo while text is written in it, and keys are kept from the page', async ({
  open,
}) => {
  const page = await ready(open, CHAIN);
  await page.evaluate(() => {
    document.addEventListener('keydown', ({ key, ctrlKey }) => {
      if (ctrlKey && key === 'z') document.title = 'heard';
    });
  });
  const field = page.locator('[data-control~="input"] [role="spinbutton"]');
  await change(page, CHAIN, { target: 0.125 });
  await field.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('5');
  const { input } = await stateOf(page, CHAIN);
  await page.keyboard.press('Control+z');
  const after = await stateOf(page, CHAIN);
  expect(after.target).toBe(0.125);
  expect(after.input).not.toBe(input);
  // Where nothing has been written, the figure answers.
  await field.blur();
  await field.focus();
  await page.keyboard.press('Control+z');
  expect((await stateOf(page, CHAIN)).target).not.toBe(0.125);
  expect(await page.title()).not.toBe('heard');
});

test('presets, attributes, links and reset are steps; a hundred are kept', async ({
  open,
}) => {
  const page = await ready(open, CHAIN);
  const states = [await stateOf(page, CHAIN)];
  const note = async () => states.push(await stateOf(page, CHAIN));
  await page.locator('.ug-preset').nth(1).click();
  await note();
  // Attributes that are set together are one step.
  await page.evaluate(async (name) => {
    const $figure = document.querySelector(name);
    $figure?.setAttribute('weights', '2,2');
    $figure?.setAttribute('biases', '1,-1');
    await Promise.resolve();
  }, CHAIN);
  await note();
  await follow(page, '#figure=gradient-chain&input=0.125');
  await page.waitForFunction(
    (name) =>
      /** @type {any} */ (document.querySelector(name)).state.input === 0.125,
    CHAIN,
  );
  await note();
  await change(page, CHAIN, { weights: [1, 2], biases: [3, 4] });
  await note();
  await call(page, 'reset', CHAIN);
  for (const state of states.reverse()) {
    await call(page, 'undo', CHAIN);
    expect(await stateOf(page, CHAIN)).toEqual(state);
  }
  expect(await can(page, CHAIN)).toEqual([false, true]);

  const count = await page.evaluate((name) => {
    const $figure = /** @type {any} */ (document.querySelector(name));
    for (let n = 1; n <= 150; n += 1) $figure.state = { input: n / 1000 };
    let steps = 0;
    for (; $figure.canUndo; steps += 1) $figure.undo();
    return steps;
  }, CHAIN);
  expect(count).toBe(100);
});

test('a page that insists on its state leaves what can be undone as it was', async ({
  open,
}) => {
  const page = await ready(open, CHAIN);
  await change(page, CHAIN, { input: 0.125 });
  await page.evaluate((name) => {
    const $figure = /** @type {any} */ (document.querySelector(name));
    $figure.addEventListener('statechange', () => {
      $figure.setAttribute('input', '0.125');
    });
  }, CHAIN);
  await call(page, 'undo', CHAIN);
  await expect.poll(async () => (await stateOf(page, CHAIN)).input).toBe(0.125);
  expect(await can(page, CHAIN)).toEqual([true, false]);
});

test('the name undo hides both buttons', async ({ open }) => {
  const page = await ready(open, CHAIN, 'hide=undo');
  await expect(page.locator('[data-control~="undo"]')).toHaveCount(2);
  for (const button of await page.locator('[data-control~="undo"]').all()) {
    await expect(button).toBeHidden();
  }
});

test('figures of one run take a step back together', async ({ open }) => {
  const [ONE, TWO] = ['neuron-gradients', 'learning-speeds'];
  const page = await open(embed(CHAIN));
  await defineAll(page);
  await page.evaluate(
    (names) => {
      for (const name of names) {
        const $figure = document.createElement(name);
        $figure.setAttribute('run', 'ours');
        $figure.setAttribute('images', '50');
        $figure.setAttribute('pixels', '7');
        $figure.setAttribute('batch', '50');
        document.body.append($figure);
      }
    },
    [ONE, TWO],
  );
  for (const name of [ONE, TWO]) await readings(page, name);
  expect(await can(page, ONE)).toEqual([false, false]);
  const seedOf = async () => [
    (await stateOf(page, ONE)).seed,
    (await stateOf(page, TWO)).seed,
  ];
  await change(page, TWO, { seed: 5 });
  await change(page, TWO, { seed: 6 });
  expect(await seedOf()).toEqual([6, 6]);
  await call(page, 'undo', ONE);
  expect(await seedOf()).toEqual([5, 5]);
  expect(await can(page, TWO)).toEqual([true, true]);
  await call(page, 'undo', TWO);
  expect(await seedOf()).toEqual([1, 1]);
  expect(await can(page, ONE)).toEqual([false, true]);
  expect(await can(page, TWO)).toEqual([false, true]);
  await call(page, 'redo', ONE);
  await call(page, 'redo', TWO);
  expect(await seedOf()).toEqual([6, 6]);

  // What only one of them has is a step of that one alone.
  await change(page, ONE, { axis: 'logarithmic' });
  await call(page, 'undo', TWO);
  expect(await seedOf()).toEqual([5, 5]);
  expect((await stateOf(page, ONE)).axis).toBe('logarithmic');
  await call(page, 'undo', ONE);
  expect(await seedOf()).toEqual([6, 6]);
  expect(await can(page, TWO)).toEqual([true, false]);
  await call(page, 'undo', ONE);
  expect((await stateOf(page, ONE)).axis).not.toBe('logarithmic');

  // A drag in the one is one step in the other.
  const settings = page.locator(TWO).locator('[data-control="settings"]');
  await settings.locator('> summary').click();
  const slider = settings.locator('input[type="range"]:enabled').first();
  await slider.hover();
  const before = await stateOf(page, ONE);
  const box = await slider.boundingBox();
  if (!box) throw new Error('no slider');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 2, y);
  await page.mouse.down();
  for (const share of [0.3, 0.6, 0.9]) {
    await page.mouse.move(box.x + box.width * share, y);
  }
  await page.mouse.up();
  expect(await stateOf(page, ONE)).not.toEqual(before);
  await call(page, 'undo', ONE);
  expect(await stateOf(page, ONE)).toEqual(before);
});

test('what the page is opened with is where its figures begin', async ({
  open,
}) => {
  const page = await open('index.html#figure=gradient-chain&input=0.125');
  await settle(page);
  expect((await stateOf(page, CHAIN)).input).toBe(0.125);
  for (const { name } of FIGURES) {
    expect(await can(page, name), name).toEqual([false, false]);
  }
});
