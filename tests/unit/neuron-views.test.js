import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { barOf, barScale, roundUp } from '../../www/kit/bar-scale.js';
import {
  layoutNeurons,
  range,
} from '../../www/figures/neuron-gradients/neuron-layout.js';

describe('the scale of the bars', () => {
  it('ends at the least round number that holds the largest', () => {
    for (const [value, round] of /** @type {const} */ ([
      [0.18, 0.2],
      [0.2, 0.2],
      [0.21, 0.5],
      [0.0051, 0.01],
      [7, 10],
      [0, 1],
      [5e-324, 5e-324],
    ])) {
      assert.equal(roundUp(value), round);
    }
    assert.deepEqual(barScale('linear', 0.18, 0.01), {
      kind: 'linear',
      low: 0,
      high: 0.2,
    });
  });

  it('holds a typical bar of the slowest layer on whole decades', () => {
    const scale = barScale('logarithmic', 0.18, 3e-5);
    assert.deepEqual(scale, { kind: 'logarithmic', low: -6, high: 0 });
    assert.equal(barOf(-1e-3, scale).share, 0.5);
    assert.ok(barOf(-1e-3, scale).isNegative);
  });

  it('draws nothing false for what it has no place for', () => {
    const scale = barScale('logarithmic', 0.18, 3e-5);
    for (const [value, mark] of /** @type {const} */ ([
      [0, 'zero'],
      [-0, 'zero'],
      [NaN, 'nan'],
      [-Infinity, 'infinite'],
      [1e-7, 'below'],
      [5e-324, 'below'],
      [1e-3, ''],
    ])) {
      assert.equal(barOf(value, scale).mark, mark, `${value}`);
    }
    assert.equal(barOf(0.1, barScale('linear', 0.18, 1)).share, 0.5);
  });
});

describe('the neurons that are drawn', () => {
  it('are as many as asked for, or the last ones, or all', () => {
    assert.deepEqual(range(30, 3, 1), [0, 1, 2]);
    assert.deepEqual(range(30, 3, 29), [27, 28, 29]);
    assert.deepEqual(range(2, 3, 200), [0, 1]);
  });

  for (const [width, em] of /** @type {const} */ ([
    [1200, 14],
    [1800, 28],
    [290, 14],
  ])) {
    it(`stay within ${width} pixels, up to thirty layers`, () => {
      for (let layers = 1; layers <= 30; layers += 1) {
        const widths = Array(layers).fill(30);
        const network = { widths, neurons: 6, first: 1 };
        const layout = layoutNeurons(network, width, em);
        assert.equal(layout.columns.length, layers);
        for (const { left, bar, end, bottom } of layout.columns) {
          assert.ok(left >= 0 && left < bar && end <= width, `${layers}`);
          assert.ok(bottom < layout.height);
        }
        assert.ok(layout.barWidth > 3 * em, `${layers}: ${layout.barWidth}`);
      }
    });
  }
});
