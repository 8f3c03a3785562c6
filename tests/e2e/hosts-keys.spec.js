/** Figures in a deck of reveal.js: each key has one meaning. */
import { hostPage, revealDeck } from './host-pages.js';
import { embed, FIGURES, readings, settle, stateOf } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

/**
 * @param {string} slide - the second of three
 * @returns {string} a deck, at that slide
 */
function deck(slide) {
  return `<style>gradient-chain { font-size: 14px; text-align: start }</style>
    ${revealDeck(['One', slide, 'Three'], { transition: 'none', backgroundTransition: 'none' })}`;
}

/** @param {Page} page - with a deck @returns {Promise<{ slide: number, isPaused: boolean, isOverview: boolean }>} */
function standing(page) {
  return page.evaluate(() => {
    const { deck: shown } = /** @type {any} */ (globalThis);
    return {
      slide: shown.getIndices().h,
      isPaused: shown.isPaused(),
      isOverview: shown.isOverview(),
    };
  });
}

const SECOND = { slide: 1, isPaused: false, isOverview: false };

/** @param {Page} page - that loads a deck */
async function toSecond(page) {
  await page.waitForFunction(() =>
    /** @type {any} */ (globalThis).deck?.isReady(),
  );
  await page.evaluate(() => /** @type {any} */ (globalThis).deck.slide(1));
}

test('an element in a slide keeps the keys of its controls, and no others', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        deck('<gradient-chain open="settings"></gradient-chain>'),
      ),
  });
  await toSecond(page);
  await readings(page, 'gradient-chain');
  const chain = page.locator('gradient-chain');

  await chain
    .locator('[data-control~="input"] input[role="spinbutton"]')
    .first()
    .focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('0.5');
  expect(await standing(page)).toEqual(SECOND);
  expect((await stateOf(page, 'gradient-chain')).input).toBe(0.5);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');

  const slider = chain.locator('input[type="range"]').first();
  await slider.focus();
  const before = await slider.inputValue();
  await page.keyboard.press('ArrowRight');
  expect(await slider.inputValue()).not.toBe(before);

  await chain.locator('select').first().focus();
  await page.keyboard.press('ArrowDown');

  const copied = chain.locator('.ug-toolbar .ug-share-text');
  for (const key of ['Space', 'Enter']) {
    await chain.getByRole('button', { name: 'Copy link' }).focus();
    await page.keyboard.press(key);
    // It takes the focus, to be selected, when it is rendered.
    await expect(copied).toBeFocused();
  }
  expect(await standing(page)).toEqual(SECOND);

  // A button has no use for these.
  await chain.getByRole('button', { name: 'Copy link' }).focus();
  await page.keyboard.press('ArrowRight');
  expect(await standing(page)).toEqual({ ...SECOND, slide: 2 });
  await page.keyboard.press('b');
  expect(await standing(page)).toEqual({
    slide: 2,
    isPaused: true,
    isOverview: false,
  });
});

for (const { name, panels } of FIGURES) {
  test(`no control of ${name} turns a slide by a key of its own`, async ({
    open,
  }) => {
    const page = await open(embed(name, `open=${panels}`));
    await readings(page, name);
    await settle(page);
    const heard = await page.evaluate(async (selector) => {
      const $figure = /** @type {HTMLElement} */ (
        document.querySelector(selector)
      );
      /** @type {string[]} */
      const all = [];
      let at = '';
      document.addEventListener('keydown', ({ key }) => all.push(at + key));
      /** @param {Element} $control @param {string} key */
      const press = ($control, key) => {
        at = `${$control.localName} ${$control.id} ${$control.textContent}: `;
        const init = { key, bubbles: true, composed: true, cancelable: true };
        $control.dispatchEvent(new KeyboardEvent('keydown', init));
      };
      const root = /** @type {ShadowRoot} */ ($figure.shadowRoot);
      for (const $each of root.querySelectorAll('input, select')) {
        const { type } = /** @type {HTMLInputElement} */ ($each);
        if (type !== 'range') press($each, ' ');
        if (!/checkbox|file/.test(type)) press($each, 'ArrowRight');
        if (/number|text/.test(type)) press($each, 'b');
      }
      for (const $each of root.querySelectorAll('button, summary')) {
        press($each, ' ');
        press($each, 'Enter');
      }
      return all;
    }, name);
    expect(heard).toEqual([]);
  });
}

for (const attribute of ['src', 'data-src']) {
  test(`an iframe with ${attribute} computes in its slide and turns none`, async ({
    open,
  }) => {
    const page = await open('host.html', {
      prepare: (fresh) =>
        hostPage(
          fresh,
          deck(
            `<iframe ${attribute}="${embed('gradient-chain')}" width="900" height="640"></iframe>`,
          ),
        ),
    });
    await toSecond(page);
    const figure = page.frameLocator('iframe').locator('gradient-chain');
    await figure.locator('[data-control]').first().waitFor();
    const field = figure.locator(
      '[data-control~="input"] input[role="spinbutton"]',
    );
    await field.first().fill('0');
    await field.first().press('.');
    await page.keyboard.press('b');
    await page.keyboard.press('ArrowRight');
    expect(await standing(page)).toEqual(SECOND);
  });
}
