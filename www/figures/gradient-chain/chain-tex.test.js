import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openInNode } from '../../../tests/unit/realm.js';
import { defaultState } from '../../kit/schema.js';
import { computeChain } from './chain-numbers.js';
import { chainTex, numberTex } from './chain-tex.js';
import { presetState } from './presets.js';
import { gradientChainSchema } from './state.js';

const { core } = await openInNode('chain');
const usual = defaultState(gradientChainSchema);

/** @param {Partial<import('./state.js').GradientChainState>} changes */
const texOf = (changes) =>
  chainTex(computeChain(core, { ...usual, ...changes }));

describe('a number in LaTeX', () => {
  /** @type {[number, number | undefined, string, boolean][]} */
  const numbers = [
    [0, undefined, '0', true],
    [-0, undefined, '0', true],
    [0.9, undefined, '0.9', true],
    [-0.7, undefined, '-0.7', true],
    [0.20550030734, undefined, '0.2055', false],
    [0.0012345, undefined, '0.001234', false],
    [9.9996e-4, undefined, '0.001', false],
    [1953.125, undefined, '1953', false],
    [9999.6, undefined, '1\\times10^{4}', false],
    [-1.5e-7, undefined, '-1.5\\times10^{-7}', true],
    [2.5e300, undefined, '2.5\\times10^{300}', true],
    [5e-324, undefined, '4.941\\times10^{-324}', false],
    [5e-324, Math.log10(7) - 324, '7\\times10^{-324}', false],
    [0, -353.5, '3.162\\times10^{-354}', false],
    [-0, -400, '-1\\times10^{-400}', false],
    [0, -400 - 1e-9, '1\\times10^{-400}', false],
    [Infinity, undefined, '\\infty', true],
    [-Infinity, undefined, '-\\infty', true],
    [NaN, undefined, '\\mathrm{NaN}', true],
  ];
  for (const [value, log10, tex, isExact] of numbers) {
    it(`writes ${tex}`, () => {
      assert.deepEqual(numberTex(value, log10), { tex, isExact });
    });
  }
});

describe('the product in LaTeX', () => {
  it('has its symbols, its numbers and its result', () => {
    const text = texOf({ weights: [1, -2], biases: [0, 0], input: 0 });
    // σ′(0) is a quarter; a₁ is a half, z₂ −1.
    assert.match(
      text,
      /^% \S+#figure=gradient-chain&weights=1,-2\S*\n\\begin\{align\*\}\n/,
    );
    assert.ok(
      text.includes(String.raw`\frac{\partial C}{\partial b_{1}}
  &= \sigma'(z_{1}) \cdot w_{2} \cdot \sigma'(z_{2}) \cdot \frac{\partial C}{\partial a_{2}} \\
  &\approx 0.25 \cdot (-2) \cdot 0.1966 \cdot `),
    );
    assert.match(text, /\n {2}&\\approx [-\d.]+\n\\end\{align\*\}\n$/);
  });

  it('multiplies out, for any number of neurons and either cost', () => {
    for (const neurons of [1, 2, 5, 32]) {
      for (const cost of /** @type {const} */ ([
        'quadratic',
        'cross-entropy',
      ])) {
        const state = presetState(core, 'normal', neurons, 3);
        const chain = computeChain(core, { ...usual, ...state, cost });
        const [, numbers = '', result = ''] = chainTex(chain)
          .replaceAll(/ \\\\\n {2}&\\quad/g, '')
          .split('\\\\\n');
        const product = (numbers || result)
          .replace(/^.*?&(?:=|\\approx) /s, '')
          .replace(/\n.*/s, '')
          .split(' \\cdot ')
          .map((term) =>
            Number(
              term
                .replaceAll(/[()]/g, '')
                .replace(/\\times10\^\{(.*)\}/, 'e$1'),
            ),
          )
          .reduce((all, term) => all * term, 1);
        const { product: expected } = chain.readings;
        const most = 2 * neurons * 5e-4 * Math.abs(expected);
        assert.ok(
          Math.abs(product - expected) <= most,
          `${neurons} neurons, ${cost}: ${product}, not ${expected}`,
        );
      }
    }
  });

  it('breaks its lines between a slope and a weight, with no last term alone', () => {
    const starts = (/** @type {number} */ neurons) => {
      const state = presetState(core, 'normal', neurons, 3);
      const [, symbols = ''] = texOf({ ...state }).split(/&(?:=|\\approx) /);
      const lines = symbols.split('&\\quad \\cdot ').slice(1);
      return lines.map((line) => line.split(' ')[0]);
    };
    assert.deepEqual(starts(4), []);
    assert.deepEqual(starts(5), ['w_{5}']);
    assert.deepEqual(starts(8), ['w_{5}', 'w_{8}']);
  });

  it('leaves out a slope that cancels', () => {
    const one = texOf({
      weights: [1],
      biases: [0],
      input: 0,
      target: 0,
      cost: 'cross-entropy',
    });
    assert.match(one, /&= \(a_\{1\} - y\) \\\\\n {2}&= 0\.5\n/);
    const two = texOf({
      weights: [1, 2],
      biases: [0, 0],
      cost: 'cross-entropy',
    });
    assert.match(
      two,
      /&= \\sigma'\(z_\{1\}\) \\cdot w_\{2\} \\cdot \(a_\{2\} - y\)/,
    );
  });

  it('says how small what underflows is, and what is exactly 0', () => {
    const tiny = texOf({
      weights: Array(32).fill(0.01),
      biases: Array(32).fill(40),
    });
    assert.match(tiny, /\\approx -?[\d.]+\\times10\^\{-\d{3}\}\n\\end/);
    const none = texOf({ weights: [0, 0], biases: [0, 0] });
    assert.match(none, /= 0\n\\end/);
  });
});
