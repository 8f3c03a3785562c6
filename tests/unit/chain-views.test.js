import assert from 'node:assert/strict';
import test from 'node:test';
import {
  drawFactors,
  drawGradients,
  drawRunning,
} from '../../www/figures/gradient-chain/chain-charts.js';
import { drawChain } from '../../www/figures/gradient-chain/chain-drawing.js';
import { drawEquation } from '../../www/figures/gradient-chain/chain-equation.js';
import { layoutChain } from '../../www/figures/gradient-chain/chain-layout.js';
import {
  drawSlopes,
  rangesText,
  slopesReach,
} from '../../www/figures/gradient-chain/chain-slopes.js';
import { chainTable } from '../../www/figures/gradient-chain/chain-table.js';
import { exampleChain } from './chain-example.js';
import { fakeDocument, faked } from './fake-document.js';

fakeDocument();
const SIZE = { width: 600, em: 14 };

/** @param {number} neurons - how many */
const drawn = (neurons, width = 600) =>
  faked(
    drawChain(exampleChain({ neurons }), { width, em: 14, label: 'A chain' }),
  );

test('every place of a chain lies inside the picture, at any length and width', () => {
  for (const width of [270, 340, 600, 800, 1600]) {
    for (let neurons = 1; neurons <= 32; neurons += 1) {
      const { places, radius, height } = layoutChain(neurons, width, 14);
      assert.equal(places.length, neurons + 1);
      for (const { x, y } of places) {
        assert.ok(x - radius > 0 && x + radius < width, `${neurons}, ${width}`);
        assert.ok(y - radius > 0 && y + radius < height);
      }
    }
  }
});

test('neurons of a row keep their distance', () => {
  for (const neurons of [4, 12, 32]) {
    const { places, radius } = layoutChain(neurons, 340, 14);
    places.slice(1).forEach((place, index) => {
      const before = places[index];
      if (!before || before.row !== place.row) return;
      assert.ok(place.x - before.x > 2.5 * radius);
    });
  }
});

test('a chain that fits is drawn with all its numbers, a long one condensed', () => {
  assert.match(drawn(4).textContent, /σ′\(z₄\)/);
  assert.equal(drawn(32, 340).get('class'), 'chain-drawing is-small');
  assert.equal(drawn(32, 340).all('chain-neuron').length, 32);
});

test('the ring of a neuron is the share of the steepest slope', () => {
  const [$ring] = faked(
    drawChain(exampleChain({ slope: 0.125 }), { ...SIZE, label: '' }),
  ).all('chain-ring');
  assert.equal($ring?.get('stroke-dasharray'), '50 200');
});

test('a factor above 1 stretches right of the line at 1, one below it left', () => {
  const $factors = faked(drawFactors(exampleChain(), SIZE));
  const [$line] = $factors.all('chain-base');
  const one = Number($line?.get('x1'));
  const bars = $factors.all('chain-bar');
  assert.equal(bars.length, 4);
  // From the cost back: the last is σ′(z₁) = ¼ alone, without its weight.
  assert.equal(Number(bars[0]?.get('x')), one);
  assert.ok(Number(bars[3]?.get('x')) < one);
});

test('the running product has one row more than there are neurons', () => {
  const $running = faked(drawRunning(exampleChain(), SIZE));
  assert.equal($running.all('chain-row').length, 5);
  assert.match($running.all('chain-row').at(-1)?.textContent ?? '', /1953/);
});

test('a gradient that left the range is placed by its logarithm, hollow', () => {
  const chain = exampleChain({
    neurons: 3,
    gradients: [0, 5e-320, 1e-100],
    logs: [-450, -319.3, -100],
  });
  const $gradients = faked(drawGradients(chain, SIZE));
  const dots = $gradients.all('chain-dot');
  assert.equal(dots.length, 3);
  assert.equal($gradients.all('is-lost').length, 2);
  assert.ok(Number(dots[2]?.get('cx')) < Number(dots[1]?.get('cx')));
  assert.match($gradients.textContent, /0 \(10⁻⁴⁵⁰\)/);
});

test('a gradient that is 0 has a cross and the word', () => {
  const chain = exampleChain({
    neurons: 2,
    gradients: [0, 0.1],
    logs: [-Infinity, -1],
  });
  const $gradients = faked(drawGradients(chain, SIZE));
  assert.equal($gradients.all('chain-cross').length, 1);
  assert.match($gradients.textContent, /0 exactly/);
});

test('σ′ has a mark for every neuron, and neurons at one place share a label', () => {
  const curve = new Float64Array(20);
  const $slopes = faked(drawSlopes(exampleChain(), curve, SIZE));
  assert.equal($slopes.all('chain-dot').length, 4);
  assert.equal($slopes.all('is-mark')[0]?.textContent, 'z₁₋₄');
});

test('a z beyond the curve is marked by an arrow at its end', () => {
  const curve = new Float64Array(20);
  const $slopes = faked(drawSlopes(exampleChain({ z: 800 }), curve, SIZE));
  assert.deepEqual(
    $slopes.all('chain-dot').map(({ tag }) => tag),
    ['path', 'path', 'path', 'path'],
  );
});

test('the curve reaches as far as the marks need, within reason', () => {
  assert.equal(slopesReach([0.1]), 6);
  assert.equal(slopesReach([-7.5, 2]), 8);
  assert.equal(slopesReach([800]), 12);
  assert.equal(slopesReach([NaN]), 6);
});

test('numbers of neurons are gathered into ranges', () => {
  assert.equal(rangesText([0, 1, 2, 3]), '₁₋₄');
  assert.equal(rangesText([4, 0, 1]), '₁,₂,₅');
  assert.equal(rangesText([0, 2, 4, 6]), '₁,₃,…');
});

test('the equation has a term for each factor and the product before them', () => {
  const $equation = faked(drawEquation(exampleChain()));
  const terms = $equation.all('chain-term').map((term) => term.textContent);
  assert.equal(terms.length, 6);
  assert.equal(terms[0], '∂C/∂b11953.125');
  assert.equal(terms[1], 'σ′(z1)0.25');
  assert.equal(terms[2], 'w2σ′(z2)25(100 · 0.25)');
  assert.equal(terms[5], '∂C/∂a40.5');
});

test('the table has every number at full precision', () => {
  const chain = exampleChain({ gradients: [0.1 + 0.2, 5e-324, 1, -0] });
  const text = faked(chainTable(chain)).textContent;
  assert.match(text, /0\.30000000000000004/);
  assert.match(text, /5e-324/);
  assert.match(text, /-0/);
});
