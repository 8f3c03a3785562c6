/**
 * States at the edge of what floats hold: every figure says in words what it shows,
 * and no text lies over another, on a slide and on a phone.
 */
import { CHECKS } from '../../www/figures/training-recipe/state.js';
import { change, embed, FIGURES, readings, settle, still } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const SIZES = [
  { width: 960, height: 540 },
  { width: 390, height: 844 },
  // As a lecture has it on a small screen.
  { width: 390, height: 844, type: '22px' },
];

/** @param {number} neurons @param {number} weight @param {number} bias @param {object} [more] */
const alike = (neurons, weight, bias, more) => ({
  weights: Array(neurons).fill(weight),
  biases: Array(neurons).fill(bias),
  ...more,
});

const WILD = { rate: 100, lambda: 0, activation: 'identity' };

/** @type {Record<string, readonly object[]>} States, one after the other; none: as it comes. */
const EDGES = {
  'gradient-chain': [
    alike(4, 1e308, 0),
    alike(4, -1e308, -1e308),
    alike(4, 1e308, 1e308, { activation: 'relu', input: 10 }),
    alike(12, -1.23e307, 1.23e307, { activation: 'softplus' }),
    { ...alike(2, 1e308, -1000), activation: 'sigmoid' },
    alike(4, 1e-157, 0, { input: 0.5 }),
    alike(4, 5e-324, -12345.678),
    alike(8, 10000, -99999, { cost: 'cross-entropy', target: 0.5 }),
    alike(32, 1e308, 1e300),
    alike(1, 0, 0, { input: -1e-300 }),
    alike(6, 1e200, 0, {
      activation: 'tanh',
      cost: 'quadratic',
      input: 1e-310,
    }),
  ],
  'exploding-window': [
    { weight: 1e308, bias: -1e308 },
    { weight: -1e308, bias: 5e307 },
    { weight: 5e-324, bias: 1e308 },
    { weight: 0, bias: -1e308 },
    { weight: 1000, bias: 3000 },
    { weight: 3.9999999999999996, bias: 0 },
  ],
  'random-chains': [
    { depth: 32, weightSpread: 100, biasSpread: 0, activation: 'relu' },
    { depth: 32, weightSpread: 0.01, biasSpread: 100, activation: 'sigmoid' },
    { depth: 32, weightSpread: 100, biasSpread: 100, activation: 'tanh' },
  ],
  'identity-neuron': [
    { weightIn: 0, bias: 0, weightOut: 0 },
    { weightIn: 5e-324, bias: 100, weightOut: -10000 },
    { weightIn: 100, bias: -100, weightOut: 10000 },
  ],
  'layer-jacobians': [
    { depth: 30, width: 30, activation: 'relu', initialisation: 'normal' },
    { depth: 30, width: 2, activation: 'relu', initialisation: 'chapter' },
    { depth: 30, width: 2, activation: 'tanh', initialisation: 'normal' },
  ],
  'gradient-through-time': [
    { radius: 10, input: 10, length: 200 },
    { radius: 0, input: 0 },
    { cell: 'lstm', forgetBias: -20, radius: 10 },
    { cell: 'gru', updateBias: 20 },
  ],
  'deep-circuits': [
    { problem: 'parity', bits: 12, inputs: Array(12).fill(1) },
    { problem: 'addition', bits: 6, inputs: Array(12).fill(1) },
  ],
  'neuron-gradients': [{ ...WILD, hidden: [30, 30, 30, 30] }],
  'learning-speeds': [{ ...WILD, hidden: Array(12).fill(10) }],
  'activation-saturation': [{ ...WILD, hidden: [30, 30, 30, 30] }],
  'gradient-cures': [
    { rate1: 100, rate2: 100, activation1: 'relu', activation2: 'relu' },
  ],
  'depth-accuracy': [{ ...WILD, depths: [4, 8] }],
  // All checks are made in the first state, and looked at one by one.
  'training-recipe': [
    {
      ...{ ...WILD, hidden: [30], images: 100, epochs: 3, output: 'sigmoid' },
      ...{ budget: 4, searches: 1, members: 2, check: 'data' },
    },
    ...CHECKS.slice(1).map((check) => ({ check })),
  ],
};

/**
 * @param {Page} page - with the figure
 * @param {string} name - of it
 * @returns {Promise<{ overlaps: string[], wordless: string[] }>} texts of its stage
 *   that lie over one another, and numbers that are none without a word
 */
function faultsOf(page, name) {
  return page.evaluate((selector) => {
    const root = document.querySelector(selector)?.shadowRoot;
    const $stage = root?.querySelector('.ug-stage');
    if (!root || !$stage) throw new Error('no stage');
    /** @type {{ text: string, $parent: Element, left: number, right: number, top: number, bottom: number }[]} */
    const boxes = [];
    const walker = document.createTreeWalker($stage, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim();
      const $parent = node.parentElement;
      if (
        !text ||
        !$parent?.checkVisibility({
          opacityProperty: true,
          visibilityProperty: true,
        })
      ) {
        continue;
      }
      if ($parent.closest('option, title, desc, style')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        let { left, right, top, bottom } = rect;
        // Letters are lower than their line.
        const less = 0.22 * (bottom - top);
        [top, bottom] = [top + less, bottom - less];
        for (
          let $box = /** @type {Element} */ ($parent);
          $box !== $stage;
          $box = /** @type {Element} */ ($box.parentElement)
        ) {
          if ($box instanceof SVGElement && !($box instanceof SVGSVGElement)) {
            continue;
          }
          if (getComputedStyle($box).overflow === 'visible') continue;
          const seen = $box.getBoundingClientRect();
          left = Math.max(left, seen.left);
          right = Math.min(right, seen.right);
          top = Math.max(top, seen.top);
          bottom = Math.min(bottom, seen.bottom);
        }
        if (right - left > 2 && bottom - top > 2) {
          boxes.push({ text, $parent, left, right, top, bottom });
        }
      }
    }
    const overlaps = [];
    for (const [index, one] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) {
        if (one.$parent === other.$parent) continue;
        const across =
          Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down =
          Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > 1.5 && down > 1.5) {
          overlaps.push(
            `“${one.text}” (${one.$parent.getAttribute('class') ?? one.$parent.nodeName}) and “${other.text}” (${other.$parent.getAttribute('class') ?? other.$parent.nodeName})`,
          );
        }
      }
    }
    const said = $stage.querySelector('.ug-sentence')?.textContent ?? '';
    const explained = /beyond|infinite|range|not a number/;
    const wordless = explained.test(said)
      ? []
      : boxes
          .map(({ text }) => text)
          .filter((text) => /NaN|∞/.test(text) && !explained.test(text));
    wordless.push(
      ...boxes
        .map(({ text }) => text)
        .filter((text) => /undefined|Infinity|null|\de[+−-]\d/.test(text)),
    );
    return { overlaps: [...new Set(overlaps)], wordless };
  }, name);
}

for (const { name, quick } of FIGURES) {
  test(`${name} at the edge: words, and none over another`, async ({
    open,
  }) => {
    const page = await open(embed(name, quick), {
      context: { viewport: { width: 960, height: 540 } },
    });
    await settle(page);
    const $play = page.locator('[data-control=play]').first();
    for (const state of EDGES[name] ?? [{}]) {
      await change(page, name, state);
      await readings(page, name);
      if (
        (await $play.count()) &&
        /gradients|speeds|saturation|cures|accuracy/.test(name)
      ) {
        await $play.click();
        await expect(
          page.getByText(/diverged|finished|stopped|done/i).first(),
        ).toBeAttached();
      }
      if (name === 'training-recipe' && 'rate' in state) {
        await $play.click();
        const verdicts = page.locator('.recipe-list small');
        await expect(
          verdicts.filter({ hasText: /^(not run|waits|\d.*%)$/ }),
        ).toHaveCount(0);
      }
      for (const { type, ...size } of SIZES) {
        await page.setViewportSize(size);
        await page.evaluate((large) => {
          document.documentElement.style.fontSize = large;
        }, type ?? '');
        await settle(page);
        await still(page);
        const at = `${JSON.stringify(state)} at ${size.width} ${type ?? ''}`;
        await expect.soft
          .poll(() => faultsOf(page, name), { message: at, timeout: 10_000 })
          .toEqual({ overlaps: [], wordless: [] });
        // Not only while the picture was still that of another size.
        await settle(page);
        await still(page);
        const { overlaps } = await faultsOf(page, name);
        expect.soft(overlaps, at).toEqual([]);
      }
    }
  });
}
