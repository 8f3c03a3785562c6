import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { markup } from '../../../tests/markup.js';
import * as core from '../../core/chain.js';
import { presetInForce, presets, presetState } from './presets.js';
import { derivation } from './window-derivation.js';
import { drawFactors } from './window-factors.js';
import { factorGrips, widthGrips } from './window-grips.js';
import { moved, steppedSize, withEdge } from './window-hands.js';
import { computeWindow, factorCurves, widthCurve } from './window-numbers.js';
import { windowSentence } from './window-sentence.js';
import { drawWidths } from './window-widths.js';

const WASM = new URL('../../pkg/chain_bg.wasm', import.meta.url);
core.initSync({ module: readFileSync(WASM) });

const SIZE = { width: 600, em: 14, label: 'Window' };

/** @param {number} weight @param {number} bias */
function said(weight, bias) {
  const state = { weight, bias };
  return windowSentence(state, computeWindow(core, state));
}

/** @param {number} weight @param {number} bias @returns {string} the picture */
function factors(weight, bias) {
  const state = { weight, bias };
  const readings = computeWindow(core, state);
  const curves = factorCurves(core, state, readings);
  return markup(drawFactors(state, readings, curves, SIZE));
}

/** @param {number} weight @param {number} bias @returns {string} the picture */
function widths(weight, bias) {
  const state = { weight, bias };
  const readings = computeWindow(core, state);
  return markup(drawWidths(state, readings, widthCurve(core), SIZE));
}

/** @param {string} text @param {string} name @returns {number} how often it is */
const count = (text, name) => text.split(name).length - 1;

describe('the sentence', () => {
  test('says the ends of a window, its width and what of it is in reach', () => {
    assert.match(
      said(6.9, -3.45),
      /a from 0\.276\d? to 0\.723\d?, a window 0\.448 wide\. All of it/,
    );
    assert.match(said(8, 0), /a from −0\.22\d? to 0\.22\d?,.* Of that, 0\.22/);
    assert.match(said(8, -17), /None of it.*at most 9\.87×10⁻⁴\./);
  });

  test('says below a weight of 4 that there is none, and why', () => {
    assert.match(said(-3, 0), /\|w\| = 3 is below 4.*at most \|w\|\/4 = 0\.75/);
    assert.match(said(3.9999999, 0), /3\.9999999 is below 4/);
  });

  test('says at a weight of 4 that it is a single activation', () => {
    assert.match(said(4, -2), /a single activation, a = 0\.5/);
  });

  test('keeps digits that tell the ends of a narrow window far out apart', () => {
    const [, from, to] =
      /from ([\d.]+) to ([\d.]+),/.exec(said(900, -90000)) ?? [];
    assert.ok(Number(from) < 100 && Number(to) > 100, `${from} ${to}`);
  });

  /** @type {[number, number, RegExp][]} */
  const states = [
    [10, 1000, /at most 5\.1×10⁻⁴³⁴, too small for a 64-bit float\.$/],
    [1000, 3000, /at most 1\.3×10⁻¹³⁰⁰, too small/],
    [-1000, 100000, /at most 7\.0×10⁻⁴²⁹⁹³, too small/],
    [8, 716, /at most \d\.\d+×10⁻³\S+ \(subnormal\)\.$/],
    [
      4,
      1000,
      /a single activation, a = −250, .*at most 2\.0×10⁻⁴³⁴, too small/,
    ],
    [4, 0, /a single activation, a = 0, and nowhere passes it\.$/],
    [0, 5, /^w = 0 is below 4 in size.*exactly 0, wherever/],
    [-0, -0, /^w = 0 is below 4/],
    [
      1e-320,
      1,
      /^\|w\| = 1×10⁻³²⁰ \(subnormal\) is below 4.*2\.5×10⁻³²¹ \(subnormal\)/,
    ],
    [5e-324, 0, /\|w\|\/4 = 0 \(about 1\.2×10⁻³²⁴, too small/],
    [1e-300, 1e5, /^\|w\| = 1×10⁻³⁰⁰ is below 4/],
  ];
  for (const [weight, bias, says] of states) {
    test(`says 0, subnormal and lost numbers for what they are: ${weight}, ${bias}`, () => {
      const everything = [said, factors, widths]
        .map((of) => of(weight, bias).replace(/<[^>]*>/g, ' '))
        .join(' ');
      assert.match(said(weight, bias), says);
      assert.doesNotMatch(everything, /NaN|undefined|∞|[−-]0(?![.\d])/);
    });
  }

  test('counts a window that only touches the activations as a point', () => {
    const { reach } = computeWindow(core, { weight: 8, bias: 0 });
    assert.match(said(8, reach ?? NaN), /All|single point a = 0 lies between/);
  });

  test('names the widest of all', () => {
    const { weight, bias } = presetState(core, 'widest');
    assert.match(
      said(weight, bias),
      /No weight has a window wider than 0\.4477/,
    );
  });
});

describe('the picture of the factor', () => {
  test('shades the window, has dots at its ends, and the line at 1', () => {
    const drawn = factors(6.9, -3.45);
    assert.equal(count(drawn, 'class="window-ground'), 2);
    assert.equal(count(drawn, 'class="plot-dot"'), 2);
    assert.equal(
      count(drawn, 'class="is-base"'),
      2,
      'the line, and its number',
    );
    assert.equal(count(drawn, 'class="plot-curve"'), 1);
    const none = factors(3, -1.5);
    assert.equal(count(none, 'class="window-ground'), 0);
    assert.equal(count(none, 'class="plot-dot"'), 0);
  });

  test('points at a window that is not in it', () => {
    assert.match(factors(8, -17.6), /a = 2\.2 →/);
    assert.match(factors(8, 17.6), /← a = −2\.2/);
  });
});

test('the widths have a mark at the widest, and a hollow dot for what is in reach', () => {
  assert.match(widths(8, -4), /0\.4477 at \|w\| = 6\.894/);
  assert.equal(count(widths(8, -4), 'is-hollow'), 0);
  assert.equal(count(widths(8, 0), 'is-hollow'), 1);
  assert.equal(count(widths(0, 1), 'class="plot-dot"'), 1, 'also for w = 0');
  assert.doesNotMatch(widths(0, 1), /NaN/);
});

test('the derivation has six steps, each with a formula', () => {
  const steps = markup(derivation()).split('<li>').slice(1);
  assert.equal(steps.length, 6);
  for (const step of steps) assert.ok(count(step, '<math>') > 0);
});

describe('the numbers', () => {
  test('are null for what there is not', () => {
    const { reach, from, width, insideWidth, centre } = computeWindow(core, {
      weight: 1,
      bias: 0,
    });
    assert.deepEqual(
      [reach, from, width, insideWidth, centre],
      [null, null, 0, 0, 0],
    );
    assert.equal(computeWindow(core, { weight: 0, bias: 1 }).centre, null);
  });

  test('of the widest window are those of its preset', () => {
    const state = presetState(core, 'widest');
    const widest = computeWindow(core, state);
    assert.equal(state.weight, widest.widestWeight);
    assert.equal(widest.width, widest.widestWidth);
  });

  test('of the other curves have their peak where the chosen one has it', () => {
    const state = { weight: 8, bias: -2 };
    const curves = factorCurves(core, state, computeWindow(core, state));
    assert.deepEqual(
      curves.map(({ weight }) => weight),
      [1, 2, 4, 16, 32, 8],
    );
    for (const { weight, a, factors: values } of curves) {
      const most = Math.max(...values);
      assert.ok(Math.abs(most - weight / 4) < 1e-9, `${weight}`);
      assert.ok(Math.abs((a[values.indexOf(most)] ?? NaN) - 0.25) < 1e-9);
    }
  });
});

describe('by hand', () => {
  /** @param {number} weight @param {number} bias @param {number} at @param {-1 | 1} side */
  function edgeAt(weight, bias, at, side) {
    const state = { weight, bias };
    const { centre, widestWeight } = computeWindow(core, state);
    const isBeyond = Math.abs(weight) >= widestWeight;
    const to = { side, at, centre: centre ?? NaN, isBeyond };
    const next = withEdge(core, state, to);
    return { ...next, ...computeWindow(core, next), isBeyond };
  }

  test('an edge is where it was put, and the middle stays', () => {
    for (const weight of [4.5, -5, 6.9, 12, -100]) {
      const bias = core.centringBias(weight, 0.4);
      for (const half of [0.01, 0.1, 0.22]) {
        for (const side of /** @type {const} */ ([-1, 1])) {
          const at = 0.4 + side * half;
          const got = edgeAt(weight, bias, at, side);
          const edge = (side < 0 ? got.from : got.to) ?? NaN;
          assert.ok(Math.abs(edge - at) < 1e-12, `${weight} ${at}: ${edge}`);
          assert.ok(Math.abs((got.centre ?? NaN) - 0.4) < 1e-15);
          assert.equal(Math.sign(got.weight), Math.sign(weight));
          const isBeyond = Math.abs(got.weight) > got.widestWeight;
          assert.equal(isBeyond, got.isBeyond, `${weight} ${half}`);
        }
      }
    }
  });

  test('no edge goes where no window has one', () => {
    const wide = edgeAt(5, -2.5, 1.4, 1);
    assert.equal(wide.weight, wide.widestWeight);
    const point = edgeAt(5, -2.5, 0.2, 1);
    assert.deepEqual([point.weight, point.from], [4, 0.5]);
    assert.equal(edgeAt(50, -25, 0.5, 1).weight, 1000);
  });

  test('a neuron that is moved keeps the sign of its weight, and a bias in range', () => {
    const left = moved(core, { weight: -8, bias: 4 }, { centre: 0.25 });
    assert.deepEqual(left, { weight: -8, bias: 2 });
    const none = moved(core, { weight: 0, bias: 3 }, { size: 5 });
    assert.deepEqual(none, { weight: 5, bias: -2.5 });
    const far = moved(core, { weight: 5, bias: 5e307 }, { size: 1000 });
    assert.equal(far.bias, 1e308);
    assert.deepEqual(
      [6.9, 69, 0.1].map((size) => steppedSize(size, 1)),
      [7, 70, 0.11],
    );
  });

  test('there are grips for what is in the picture', () => {
    /** @param {number} weight @param {number} bias */
    const named = (weight, bias) => {
      const state = { weight, bias };
      const readings = computeWindow(core, state);
      const room = { ...SIZE, height: 300 };
      const scene = { core, state, readings, room, change: () => {} };
      return [...factorGrips(scene, null), ...widthGrips(scene)].map(
        ({ name }) => name,
      );
    };
    assert.deepEqual(named(6.9, -3.45), [
      'window',
      'from',
      'to',
      'peak',
      'weight',
    ]);
    assert.deepEqual(named(6.9, 3.45 - 0.3), [
      'window',
      'to',
      'peak',
      'weight',
    ]);
    assert.deepEqual(named(3, -1.5), ['peak', 'weight']);
    assert.deepEqual(named(0, 0), ['weight']);
    assert.deepEqual(named(8, -80), ['weight']);
  });
});

test('every preset is in force once it is chosen', () => {
  for (const { name } of presets) {
    assert.equal(presetInForce(core, presetState(core, name)), name);
  }
  assert.equal(presetInForce(core, { weight: 5, bias: 5 }), null);
});
