import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import * as core from '../../core/chain.js';
import { fateOf } from '../../kit/fate.js';
import { exactText } from '../../kit/numbers.js';
import { defaultState } from '../../kit/schema.js';
import { checkFound } from './chain-check.js';
import { drawFactors, drawGradients } from './chain-charts.js';
import { drawChain, layoutChain } from './chain-drawing.js';
import { drawEquation, whatCancels } from './chain-equation.js';
import { checkChain, computeChain } from './chain-numbers.js';
import { parameterText, whatHappened } from './chain-sentence.js';
import {
  biasFor,
  drawSlopes,
  rangesText,
  SlopeMarks,
  slopesReach,
} from './chain-slopes.js';
import { chainTable, checked } from './chain-tables.js';
import { GradientTravel, pathFrom } from './chain-travel.js';
import { chainPresets, presetInForce, presetState } from './presets.js';
import { gradientChainSchema } from './state.js';

/** @import { GradientChainState } from './state.js' */

const WASM = new URL('../../pkg/chain_bg.wasm', import.meta.url);
core.initSync({ module: readFileSync(WASM) });

const SIZE = { width: 600, em: 14 };

/** @param {Partial<GradientChainState>} [state] - what differs from a fresh figure */
const chainOf = (state) =>
  computeChain(core, { ...defaultState(gradientChainSchema), ...state });

/** @param {number} [neurons] - w = 100, and every z is 0 */
const exploding = (neurons = 4) =>
  computeChain(core, presetState(core, 'exploding', neurons, 1));

/** @param {number} neurons @param {number} weight @param {number} [bias] */
const alike = (neurons, weight, bias = 0) =>
  chainOf({
    weights: Array(neurons).fill(weight),
    biases: Array(neurons).fill(bias),
  });

/** Its gradients leave the range of floats: first the subnormal one, then 0. */
const lost = () => alike(4, 1e-157);

/** @param {unknown} template @returns {string} its markup, without Lit's marks */
function markup(template) {
  const text = collectResultSync(render(html`${template}`));
  return text.replace(/<!--.*?-->/g, '').replace(/\s+/g, ' ');
}

/** @param {string} drawn @returns {string} its text */
const textOf = (drawn) => drawn.replace(/<[^>]*>/g, '').replace(/\s+/g, '');

/** @param {string} drawn @param {RegExp} pattern @returns {string[]} all matches */
const all = (drawn, pattern) =>
  [...drawn.matchAll(pattern)].map(([whole, part]) => part ?? whole);

/** @param {number} neurons @param {number} [width] */
const drawn = (neurons, width = 600) =>
  markup(
    drawChain(exploding(neurons), layoutChain(neurons, { width, em: 14 }), ''),
  );

/** @param {Partial<GradientChainState>} [state] - of the figure */
const hostOf = (state) => {
  const { state: whole, readings } = chainOf(state);
  return /** @type {any} */ ({
    state: whole,
    readings,
    requestUpdate() {},
    change(/** @type {object} */ changes) {
      Object.assign(this, hostOf({ ...this.state, ...changes }));
    },
  });
};

const marks = () => new SlopeMarks(hostOf());

/** Rooms of the drawing: of an embed, of phones, of a large screen. */
const ROOMS = [
  { width: 650, height: 312, em: 14 },
  { width: 650, height: 150, em: 14 },
  { width: 366, height: 240, em: 14 },
  { width: 296, height: 190, em: 14 },
  { width: 1590, height: 950, em: 14 },
];

describe('the drawing of the chain', () => {
  test('has each factor’s bar under its neuron, in every room', () => {
    for (const room of ROOMS) {
      for (const neurons of [1, 2, 4, 8, 13, 32]) {
        const at = `${neurons} in ${room.width} × ${room.height}`;
        const layout = layoutChain(neurons, room);
        assert.ok(layout.height <= room.height + 1e-6, at);
        const picture = markup(drawChain(alike(neurons, 0.5), layout, ''));
        const bars = [
          ...picture.matchAll(
            /class="plot-rod" x="(\S+)" y="(\S+)" width="(\S+)"/g,
          ),
        ].map(([, x, y, width]) => ({
          x: Number(x),
          y: Number(y),
          width: Number(width),
        }));
        assert.equal(bars.length, neurons, at);
        for (const [index, bar] of bars.entries()) {
          const place = layout.places[index];
          assert.ok(place);
          const middle = bar.x + bar.width / 2;
          assert.ok(Math.abs(middle - place.x) < layout.cell / 2, at);
          assert.ok(bar.y > place.y + layout.radius, at);
          assert.ok(bar.y < place.below, at);
        }
      }
    }
  });

  test('uses the width of a large screen', () => {
    const [, , , , large] = ROOMS;
    assert.ok(large);
    const { places, em } = layoutChain(4, large);
    assert.ok(em > 20);
    assert.ok((places.at(-1)?.x ?? 0) > 0.7 * large.width);
  });

  test('has every place inside, at any length and width', () => {
    for (const width of [270, 340, 600, 800, 1600]) {
      for (let neurons = 1; neurons <= 32; neurons += 1) {
        const layout = layoutChain(neurons, { width, em: 14 });
        const { places, radius, height } = layout;
        assert.equal(places.length, neurons + 1);
        for (const { x, y } of places) {
          assert.ok(
            x - radius > 0 && x + radius < width,
            `${neurons}, ${width}`,
          );
          assert.ok(y - radius > 0 && y + radius < height);
        }
      }
    }
  });

  test('keeps neurons of a row at a distance', () => {
    for (const neurons of [4, 12, 32]) {
      const { places, radius } = layoutChain(neurons, { width: 340, em: 14 });
      places.slice(1).forEach((place, index) => {
        const before = places[index];
        if (!before || before.row !== place.row) return;
        assert.ok(place.x - before.x > 2.5 * radius);
      });
    }
  });

  test('has all numbers where they fit, and is condensed where not', () => {
    assert.match(drawn(4), /σ′\(z₄\)/);
    assert.doesNotMatch(drawn(4), /is-small/);
    assert.match(drawn(32, 340), /class="plot chain-drawing is-small"/);
    assert.equal(all(drawn(32, 340), /class="chain-neuron/g).length, 32);
  });

  test('shows the share of the steepest slope as a ring', () => {
    const chain = chainOf({ weights: [0], biases: [2] });
    const layout = layoutChain(1, SIZE);
    const [dashes] = all(
      markup(drawChain(chain, layout, '')),
      /stroke-dasharray="(\S+) 200"/g,
    );
    const [slope = NaN] = chain.readings.sigmaPrime;
    assert.ok(slope > 0.1 && slope < 0.11);
    assert.equal(Number(dashes), 400 * slope);
  });

  test('marks what did it', () => {
    assert.equal(all(drawn(4), /chain-arrow is-culprit/g).length, 1);
    const saturated = presetState(core, 'saturated', 4, 1);
    const chain = computeChain(core, saturated);
    const picture = markup(drawChain(chain, layoutChain(4, SIZE), ''));
    assert.equal(all(picture, /chain-neuron is-culprit/g).length, 1);
    // The weight itself, or the slope; not what it is multiplied by.
    assert.match(
      markup(drawEquation(exploding())),
      /<mrow class="is-culprit">\s*<msub><mi>w<\/mi><mn>2<\/mn>/,
    );
    assert.match(
      markup(drawEquation(chain)),
      /<mrow class="is-culprit">\s*<mi>σ<\/mi>.{0,120}<mn>3<\/mn>/,
    );
    const gradients = markup(drawGradients(chain, SIZE));
    // From ∂C/∂b₄ to ∂C/∂b₃ lies w₄σ′(z₃).
    assert.match(gradients, /plot-row is-culprit.{0,200}∂C\/∂b₃/);
    const nobody = chainOf();
    assert.doesNotMatch(
      markup([
        drawChain(nobody, layoutChain(4, SIZE), ''),
        drawEquation(nobody),
        drawGradients(nobody, SIZE),
      ]),
      /is-culprit/,
    );
  });
});

describe('the charts', () => {
  test('have a factor above 1 right of the line at 1, one below it left', () => {
    const factors = markup(drawFactors(exploding(), SIZE));
    const [one] = all(factors, /class="is-base" x1="(\S+)"/g).map(Number);
    const bars = all(factors, /class="plot-rod" x="(\S+)"/g).map(Number);
    assert.equal(bars.length, 4);
    // From the cost back: the last is σ′(z₁) = ¼ alone, without its weight.
    assert.equal(bars[0], one);
    assert.ok((bars[3] ?? NaN) < (one ?? NaN));
  });

  test('place a gradient that left the range by its logarithm, hollow', () => {
    const gradients = markup(drawGradients(lost(), SIZE));
    const dots = all(gradients, /class="plot-bead[^"]*" cx="(\S+)"/g);
    assert.equal(dots.length, 4);
    assert.equal(all(gradients, /plot-bead is-lost/g).length, 2);
    const [last, , , first] = dots.map(Number);
    assert.ok((first ?? NaN) < (last ?? NaN));
    assert.match(gradients, /0 \(−2\.0×10⁻⁴⁷⁴\)/);
  });

  test('have a cross and the word for a gradient that is 0', () => {
    const chain = chainOf({ weights: [1, 0], biases: [0, 0] });
    const gradients = markup(drawGradients(chain, SIZE));
    assert.equal(all(gradients, /plot-cross/g).length, 1);
    assert.match(gradients, /0 exactly/);
  });

  test('have a mark for every neuron on σ′, and a label for each place', () => {
    const slopes = markup(drawSlopes(exploding(), SIZE, core, marks()));
    assert.equal(all(slopes, /<circle class="plot-bead"/g).length, 4);
    assert.deepEqual(all(slopes, /class="is-strong"[^>]*>([^<]*)/g), ['z₁₋₄']);
    const [curve = ''] = all(slopes, /class="chain-curve" d="([^"]*)"/g);
    assert.equal(curve.split('L').length, 241);
  });

  test('mark a z beyond the curve by an arrow at its end', () => {
    const slopes = markup(drawSlopes(alike(4, 0, 800), SIZE, core, marks()));
    assert.equal(all(slopes, /<path class="plot-bead"/g).length, 4);
    assert.doesNotMatch(slopes, /<circle class="plot-bead/);
  });

  test('show the curve as far as the marks need, within reason', () => {
    assert.equal(slopesReach([0.1]), 6);
    assert.equal(slopesReach([-7.5, 2]), 8);
    assert.equal(slopesReach([800]), 12);
    assert.equal(slopesReach([NaN]), 6);
  });

  test('gather numbers of neurons into ranges', () => {
    assert.equal(rangesText([0, 1, 2, 3]), '₁₋₄');
    assert.equal(rangesText([4, 0, 1]), '₁,₂,₅');
    assert.equal(rangesText([0, 2, 4, 6]), '₁,₃,…');
  });
});

describe('the marks on σ′', () => {
  test('say which neuron they are of, and where it is', () => {
    const slopes = markup(drawSlopes(chainOf(), SIZE, core, marks()));
    assert.equal(all(slopes, /role="slider"/g).length, 4);
    assert.match(slopes, /aria-label="z₂"/);
    assert.match(slopes, /aria-valuetext="z₂ = −0.875, b₂ = −0.4"/);
    // An image would hide them from assistive technology.
    assert.doesNotMatch(slopes, /role="img"/);
  });

  test('give the bias with which z is what is wanted, as near as there is one', () => {
    const { state, readings } = chainOf();
    for (const [index, weight] of state.weights.entries()) {
      const before = index === 0 ? state.input : readings.a[index - 1];
      for (let z = -600; z <= 600; z += 7) {
        const bias = biasFor(z / 100, weight, before ?? NaN);
        const moved = chainOf({ biases: state.biases.with(index, bias) });
        const miss = Math.abs((moved.readings.z[index] ?? NaN) - z / 100);
        // A bias beyond a power of two has fewer places than a z before it.
        assert.ok(miss <= 2 ** -52 * Math.abs(bias), `${z}: ${miss}`);
      }
    }
    assert.equal(biasFor(5, -1e308, 10), 1e308);
  });

  test('move by keys, and leave others to the page', () => {
    const host = hostOf();
    const hand = new SlopeMarks(host);
    drawSlopes(chainOf(), SIZE, core, hand);
    let taken = 0;
    const press = (/** @type {string} */ key, more = {}) =>
      hand.handleEvent(
        /** @type {any} */ ({
          type: 'keydown',
          key,
          currentTarget: { getAttribute: () => '1' },
          preventDefault: () => (taken += 1),
          stopPropagation() {},
          ...more,
        }),
      );
    for (const [key, z] of /** @type {const} */ ([
      ['ArrowRight', -0.78],
      ['PageDown', -1.78],
      ['End', 6],
    ])) {
      press(key);
      assert.ok(Math.abs(host.readings.z[1] - z) < 1e-15, key);
    }
    press('n');
    press('ArrowLeft', { ctrlKey: true });
    assert.equal(taken, 3);
    assert.deepEqual(host.state.weights, chainOf().state.weights);
  });
});

describe('the gradient that is sent back', () => {
  test('says each factor and what it gives, and ends at ∂C/∂b₁', () => {
    const chain = chainOf();
    const travel = new GradientTravel(hostOf());
    assert.equal(travel.caption(chain), '');
    travel.stop = 0;
    const said = Array.from({ length: 5 }, (_, stop) => {
      travel.stop = stop;
      return travel.caption(chain);
    });
    assert.deepEqual(said, [
      '∂C/∂a₄ = −0.355 sets out from the cost.',
      '× w₄σ′(z₄) = 0.275 gives ∂C/∂a₃ = −0.0977.',
      '× w₃σ′(z₃) = 0.134 gives ∂C/∂a₂ = −0.0131.',
      '× w₂σ′(z₂) = −0.145 gives ∂C/∂a₁ = 0.0019.',
      '× σ′(z₁) = 0.218 gives ∂C/∂b₁ = 4.15×10⁻⁴.',
    ]);
  });

  test('says that the slope of the output cancels with cross-entropy', () => {
    const chain = chainOf({ cost: 'cross-entropy' });
    const travel = new GradientTravel(hostOf());
    travel.stop = 1;
    assert.match(travel.caption(chain), /^× w₄σ′\(z₄\), whose slope cancels/);
  });

  test('goes along the wires, in one piece, to the lower edge of the first neuron', () => {
    for (const room of ROOMS) {
      for (const neurons of [1, 4, 32]) {
        const layout = layoutChain(neurons, room);
        const way = Array.from({ length: neurons }, (_, stop) =>
          pathFrom(layout, neurons, stop),
        );
        for (const [stop, points] of way.entries()) {
          const next = way[stop + 1]?.[0];
          if (next) assert.deepEqual(points.at(-1), next);
          const { x = NaN, y = NaN } = layout.places[neurons - 1 - stop] ?? {};
          assert.ok(points.some(([px, py]) => px === x && py === y));
        }
        const [first] = layout.places;
        assert.equal(way.at(-1)?.at(-1)?.[0], first?.x);
      }
    }
  });

  test('shows numbers that left the range of floats, and 0, as what they are', () => {
    const travel = new GradientTravel(hostOf());
    for (const chain of [lost(), chainOf({ weights: [1, 0, 1, 1] })]) {
      for (let stop = 0; stop <= 4; stop += 1) {
        travel.stop = stop;
        const layout = layoutChain(4, { width: 650, height: 312, em: 14 });
        const drawing = travel.draw(chain, layout);
        const text = markup([drawing?.under, drawing?.over]);
        assert.doesNotMatch(
          `${travel.caption(chain)} ${text}`,
          /NaN|undefined/,
        );
      }
    }
  });
});

test('the equation has a term for each factor and the product before them', () => {
  const terms = markup(drawEquation(exploding()))
    .split('<span class="chain-term')
    .slice(1)
    .map((term) => textOf(`<${term}`));
  assert.deepEqual(terms, [
    '∂C/∂b11953.125=',
    'σ′(z1)0.25×',
    'w2σ′(z2)25(100·0.25)×',
    'w3σ′(z3)25(100·0.25)×',
    'w4σ′(z4)25(100·0.25)×',
    '∂C/∂a40.5',
  ]);
});

describe('the tables', () => {
  test('have every number at full precision', () => {
    const { readings } = chainOf();
    const table = markup(chainTable(chainOf()));
    for (const value of [...readings.dCdb, ...readings.z, readings.cost]) {
      assert.ok(table.includes(`<td>${exactText(value)}</td>`));
    }
    const subnormal = lost().readings.dCdb[1] ?? NaN;
    assert.match(String(subnormal), /e-3(09|1\d)$/);
    assert.ok(
      markup(chainTable(lost())).includes(`<td>${exactText(subnormal)}</td>`),
    );
    assert.doesNotMatch(markup(chainTable(alike(1, 1, -0))), /[-−]0</);
  });

  test('of the check say why a difference tells nothing', () => {
    const chain = chainOf({
      weights: [1, 1],
      biases: [-0.5, 1],
      activation: 'relu',
    });
    const found = checked(chain, checkChain(core, chain.state));
    assert.match(found.verdict, /For 1 neuron they can tell nothing/);
    assert.match(markup(found.table), /no derivative at the kink/);
  });
});

describe('what is said', () => {
  test('of an exploding chain names its largest factor and the weight', () => {
    assert.equal(
      whatHappened(exploding()),
      'The gradient explodes: ∂C/∂b₁ = 1953 is 15\u202f625 times larger than ∂C/∂b₄ = 0.125. ' +
        'Why? Between them lie the factors w₂σ′(z₁) to w₄σ′(z₃); the largest is w₂σ′(z₁) = 25: w₂ = 100 outweighs the slope σ′(z₁) = 0.25.',
    );
  });

  test('of the hint at the knife edge is true of four neurons and of more', () => {
    for (const neurons of [4, 5, 6, 8]) {
      const before = exploding(neurons);
      const { state } = before;
      const biases = state.biases.with(0, -49.999);
      const after = chainOf({ ...state, biases });
      const flat = after.readings.sigmaPrime.findIndex((slope) => slope < 1e-6);
      assert.equal(flat, 3);
      const fall = after.attribution.log10Ratio - before.attribution.log10Ratio;
      if (neurons === 4) assert.ok(Math.abs(fall) < 0.1);
      else assert.ok(fall < -5, `${neurons}: ${fall}`);
      for (const [j, gradient] of after.readings.dCdb.entries()) {
        assert.ok(gradient < 1e-3 * (before.readings.dCdb[j] ?? NaN));
      }
    }
  });

  test('of the knife edge is that all gradients shrink, and the first still explodes', () => {
    const { state } = exploding();
    const moved = { ...state, biases: state.biases.with(0, -49.999) };
    assert.match(
      whatHappened(chainOf(moved)),
      /explodes: ∂C\/∂b₁ = 0\.00379 is 14\u202f191 times larger .* Both are multiplied by the slope of the output, which is saturated: σ′\(z₄\) = 2\.67×10⁻⁷\.$/,
    );
    const cancels = chainOf({ ...moved, cost: 'cross-entropy' });
    assert.match(whatHappened(cancels), /∂C\/∂b₁ = 14191 is 14\u202f191 times/);
    assert.doesNotMatch(whatHappened(cancels), /Both/);
  });

  test('of a vanishing chain names its smallest factor and its cause', () => {
    const small = chainOf({ weights: [0.9, 0.01, 0.6, 1.2] });
    assert.match(
      whatHappened(small),
      /times smaller.*smallest is w₂σ′\(z₁\) = 0\.00\d+, because w₂ = 0\.01 is/,
    );
    const saturated = presetState(core, 'saturated', 4, 1);
    assert.match(
      whatHappened(computeChain(core, saturated)),
      /w₄σ′\(z₃\) = .*, because neuron 3 is saturated: at z₃ = 1[12]/,
    );
    assert.match(
      whatHappened(chainOf()),
      /smallest is w₃σ′\(z₂\) = 0\.125\. No single one is.*only ¼/,
    );
  });

  test('never blames what both ends have, and says it apart', () => {
    const large = chainOf({ weights: [1, 100], biases: [-0.5, 0], target: 0 });
    assert.equal(
      whatHappened(large),
      'The gradient explodes: ∂C/∂b₁ = 4.82×10⁻²¹ is 25 times larger than ∂C/∂b₂ = 1.93×10⁻²². ' +
        'Why? Between them lies one factor, w₂σ′(z₁) = 25: w₂ = 100 outweighs the slope σ′(z₁) = 0.25. ' +
        'Both are multiplied by the slope of the output, which is saturated: σ′(z₂) = 1.93×10⁻²².',
    );
    const short = chainOf({ weights: [1, 1], biases: [0, 12], target: 0 });
    assert.match(
      whatHappened(short),
      /^The gradient neither vanishes nor explodes: .* is 4\.3 times smaller than .*, less than a factor of ten\. Both .*slope of the output/,
    );
    const even = chainOf({
      weights: [1, 4, 4],
      biases: [0, -2, 30],
      input: 0,
      target: 0,
    });
    assert.match(whatHappened(even), /is as large as ∂C\/∂b₃ = .* Both/);
    const near = chainOf({ weights: [1, 1], biases: [0, 3] });
    assert.match(whatHappened(near), /Both are multiplied by a₂ − y = −0\.0/);
    for (const chain of [large, short, even, near]) {
      assert.notEqual(chain.attribution.neuron, chain.neurons + 1);
      assert.ok(chain.attribution.factor <= chain.neurons);
    }
  });

  test('has one threshold with the whole page, to the last bits', () => {
    const weights = [0.1, 10].flatMap((limit) =>
      [-9, 0, 9].map((ulps) => limit * (1 + ulps * Number.EPSILON)),
    );
    const found = weights.map((weight) => {
      const chain = chainOf({
        weights: [1, weight],
        biases: [0, 0],
        activation: 'relu',
        target: 0,
      });
      const { outcome, log10Ratio } = chain.attribution;
      assert.equal(outcome, fateOf(log10Ratio), String(weight));
      return outcome;
    });
    assert.deepEqual(found.slice(0, 2), ['vanishing', 'between']);
    assert.deepEqual(found.slice(-2), ['between', 'exploding']);
  });

  test('of a quarter is said of a sigmoid alone', () => {
    const chain = chainOf({ activation: 'tanh', weights: [1, 0.4, 0.4, 0.4] });
    assert.equal(chain.attribution.outcome, 'vanishing');
    assert.match(whatHappened(chain), /No single one is to blame\.$/);
  });

  test('of a zero is what made it', () => {
    assert.match(
      whatHappened(chainOf({ weights: [0.9, -0.7, 0, 1.2] })),
      /exactly 0: w₃ = 0 cuts the chain/,
    );
    /** @param {number[]} biases */
    const relu = (biases) =>
      chainOf({ weights: [1, 1, -1, 1], biases, activation: 'relu' });
    assert.match(
      whatHappened(relu([0, 0, -1.5, 0.5])),
      /^∂C\/∂b₁ is exactly 0: neuron 3 is off \(z₃ = −2/,
    );
    assert.match(
      whatHappened(relu([0, 0, 1, -2])),
      /^Every gradient is exactly 0: neuron 4 is off .* it is the output/,
    );
    assert.match(
      whatHappened(
        chainOf({
          weights: [1, 1, 1, 0],
          biases: [0, 0, 0, 0],
          target: 0.5,
        }),
      ),
      /The output is the target.*a₄ = y/,
    );
  });

  test('of one neuron is that it has nothing in between', () => {
    const said = whatHappened(exploding(1));
    assert.match(said, /nothing lies between.* = 0\.125\.$/);
  });

  test('of a value that left the range has its size', () => {
    const chain = lost();
    assert.equal(chain.attribution.leftRange, 2);
    assert.match(
      whatHappened(chain),
      /leaves the range of 64-bit floats at ∂C\/∂b₂: ∂C\/∂b₁, about −2\.0×10⁻⁴⁷⁴, is shown as 0\.$/,
    );
  });

  test('of cross-entropy is what cancels', () => {
    assert.equal(whatCancels(exploding()), '');
    const chain = chainOf({ cost: 'cross-entropy' });
    assert.match(whatCancels(chain), /σ′\(z₄\) cancels.*w₄\(a₄ − y\) = −0\.4/);
    const one = chainOf({ ...alike(1, 1).state, cost: 'cross-entropy' });
    assert.match(whatCancels(one), /a₁ − y = −0\.37/);
  });

  test('by a slider is its value and the factor that follows from it', () => {
    const chain = exploding();
    assert.equal(parameterText('w', -0.7, 2, undefined), 'w₂ = −0.7');
    assert.equal(parameterText('w', 100, 2, chain), 'w₂ = 100, factor 25');
    assert.equal(parameterText('b', -50, 2, chain), 'b₂ = −50, slope 0.25');
    // w₁ does not enter the product.
    assert.equal(parameterText('w', 1, 1, chain), 'w₁ = 1, slope 0.25');
  });

  test('of the check is what differences can tell and what they cannot', () => {
    const row = { gradient: 1, log10: 0, value: 1 + 1e-12, error: 1e-10 };
    assert.match(checkFound([row]), /largest difference is 1×10⁻¹², within/);
    assert.match(checkFound([{ ...row, value: 2 }]), /more than rounding/);
    const blind = { ...row, error: Infinity };
    assert.match(checkFound([blind]), /^No central difference/);
    assert.match(
      checkFound([row, blind]),
      /For 1 neuron they can tell nothing/,
    );
    const tiny = { gradient: 1e-40, log10: -40, value: 0, error: 1e-10 };
    assert.match(checkFound([row, tiny]), /cannot see them/);
  });
});

describe('0, subnormal, ∞ and lost numbers', () => {
  const zeros = [0, 0];
  const tiny = [1, 1e-320];
  /** @type {[string, Partial<GradientChainState>, RegExp][]} */
  const states = [
    [
      'a subnormal weight',
      { weights: tiny, biases: zeros },
      /∂C\/∂b₁ = −\d\.\d+×10⁻³²² \(subnormal\).*w₂ = 1×10⁻³²⁰ is small.*digits of ∂C\/∂b₁ are lost/,
    ],
    [
      'a subnormal weight that takes the product away',
      { weights: [1, 1e-320, 0.01], biases: [0, 0, 0] },
      /∂C\/∂b₁, about −7\.3×10⁻³²⁵, is shown as 0\./,
    ],
    [
      'a slope that underflows',
      { weights: [1000, 1], biases: [3000, 0] },
      /w₂σ′\(z₁\) = 0 \(about 9\.3×10⁻¹⁵²¹, too small.*neuron 1 is saturated: at z₁ = 3500 the curve/,
    ],
    [
      'an output whose slope underflows',
      { weights: [1, 1000], biases: [0, 3000], target: 0 },
      /explodes: ∂C\/∂b₁ is 235 times larger than ∂C\/∂b₂\. .*σ′\(z₂\) = 0 \(about .*too small.*shown as 0\./,
    ],
    [
      'an infinite slope of the cost',
      {
        weights: [1, 1000],
        biases: [0, 3000],
        target: 0,
        cost: 'cross-entropy',
      },
      /explodes: ∂C\/∂b₁ = 235 is 235 times larger than ∂C\/∂b₂ = 1\./,
    ],
    [
      'an error that underflows',
      { weights: [1, 1000], biases: [0, 3000], cost: 'cross-entropy' },
      /Both are multiplied by a₂ − y = 0 \(about −6\.1×10⁻¹⁵⁷⁴, too small/,
    ],
    [
      'a single neuron whose gradient underflows',
      { weights: [1000], biases: [3000], target: 0 },
      /= 0 \(about 9\.3×10⁻¹⁵²¹, too small for a 64-bit float\)\.$/,
    ],
    [
      'a single neuron at its target',
      { weights: [0], biases: [0], target: 0.5 },
      /every gradient is exactly 0\.$/,
    ],
    [
      'the sign of 0',
      { weights: [-0, -0], biases: [-0, -0], input: -0 },
      /exactly 0: w₂ = 0 cuts/,
    ],
    [
      'a slope that its weight brings back',
      { weights: [0, 1e308], biases: [-1000, 0] },
      /∂C\/∂b₁ = −6\.34×10⁻¹²⁸ is .*w₂σ′\(z₁\) = 5\.08×10⁻¹²⁷, because neuron 1/,
    ],
    [
      'the largest weights there are',
      alike(3, 1e308).state,
      /∂C\/∂b₁, about −10\^\(−1\.5×10³⁰⁸\), is shown as 0\.$/,
    ],
    [
      'a gradient that overflows',
      alike(4, 1e308, -5e307).state,
      /explodes: ∂C\/∂b₁ is 1\.6×10⁹²² times larger.*∂C\/∂b₁, about −2\.0×10⁹²¹, is shown as −∞\.$/,
    ],
    [
      'weighted inputs that are too large for a float',
      {
        weights: [1e308, 1e308],
        biases: [1e308, 0],
        input: 10,
        activation: 'relu',
      },
      /z₁, z₂ and C are beyond the largest 64-bit float, and shown as ∞\.$/,
    ],
    [
      'thirty-two small weights',
      alike(32, 1e-10).state,
      /is 10\S* times|times smaller/,
    ],
  ];

  for (const [name, state, says] of states) {
    test(`are said for what they are: ${name}`, () => {
      const chain = chainOf(state);
      const { neurons } = chain;
      const parameters = chain.state.weights.flatMap((weight, index) => [
        parameterText('w', weight, index + 1, chain),
        parameterText('b', chain.state.biases[index] ?? NaN, index + 1, chain),
      ]);
      const size = { width: 600, em: 14 };
      const pictures = [
        drawChain(chain, layoutChain(neurons, size), ''),
        drawEquation(chain),
        drawFactors(chain, size),
        drawGradients(chain, size),
        drawSlopes(chain, size, core, marks()),
      ].map((picture) => markup(picture).replace(/<[^>]*>/g, ' '));
      const everything = [
        whatHappened(chain),
        whatCancels(chain),
        checkFound(
          checkChain(core, chain.state).map(({ value, error }, index) => ({
            gradient: chain.readings.dCdb[index] ?? NaN,
            log10: chain.log10.dCdb[index] ?? NaN,
            value,
            error,
          })),
        ),
        ...parameters,
        ...pictures,
      ].join('\n');
      assert.match(whatHappened(chain), says);
      assert.doesNotMatch(everything, /NaN|undefined|[−-]0(?![.\d])/);
    });
  }
});

test('a chain with a name is known by it, the drawn one by its seed', () => {
  for (const { name } of chainPresets) {
    const state = presetState(core, name, 4, 7);
    assert.equal(presetInForce(core, state, 7), name);
  }
  const drawnOne = presetState(core, 'normal', 5, 7);
  assert.equal(drawnOne.weights.length, 5);
  assert.equal(presetInForce(core, drawnOne, 8), null);
});
