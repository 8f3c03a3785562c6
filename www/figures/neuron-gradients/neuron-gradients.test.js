import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markup } from '../../../tests/markup.js';
import { roundUp } from '../../kit/plot/scale.js';
import { defaultState } from '../../kit/schema.js';
import { GradientHistory } from '../../run/gradient-history.js';
import { barOf, barScale } from './bar-scale.js';
import { epochToCsv, gradientsToCsv } from './gradient-text.js';
import { keptSeries } from './kept-series.js';
import { meaningOf } from './meaning.js';
import { drawNetwork } from './network-drawing.js';
import { fitNetwork, layoutNetwork, range } from './network-layout.js';
import { tableOf } from './neuron-data.js';
import { moveFor } from './neuron-keys.js';
import { readingsOf } from './readings.js';
import { neuronGradientsSchema } from './state.js';
import { scaleInWords } from './view-controls.js';

const RUN = defaultState(neuronGradientsSchema);

describe('the keys', () => {
  const view = { hidden: [30, 5], neurons: 6, first: 1 };
  it('go to the next neuron, and on to those that are not drawn yet', () => {
    assert.deepEqual(moveFor('ArrowDown', { layer: 0, neuron: 0 }, view), {
      place: { layer: 0, neuron: 1 },
      first: 1,
    });
    assert.deepEqual(moveFor('ArrowDown', { layer: 0, neuron: 5 }, view), {
      place: { layer: 0, neuron: 6 },
      first: 2,
    });
    assert.equal(moveFor('End', { layer: 0, neuron: 5 }, view)?.first, 25);
    const end = { ...view, first: 25 };
    assert.equal(moveFor('PageUp', { layer: 0, neuron: 29 }, end)?.first, 24);
  });

  it('go to the neuron at the same height in the next layer', () => {
    const moved = moveFor('ArrowRight', { layer: 0, neuron: 5 }, view);
    assert.deepEqual(moved, { place: { layer: 1, neuron: 4 }, first: 1 });
  });

  it('without a use are left to the page', () => {
    for (const key of ['ArrowUp', 'ArrowLeft', 'n', 'Tab']) {
      assert.equal(moveFor(key, { layer: 0, neuron: 0 }, view), null, key);
    }
  });
});

describe('what is said and written', () => {
  const row = {
    epoch: 3,
    layers: [Float64Array.of(0.01, -0.02), Float64Array.of(-0.25)],
  };
  it('compares typical sizes, not lengths of vectors', () => {
    const [ratio, , largest] = meaningOf(row, [Math.SQRT2, 10], RUN);
    assert.match(
      ratio ?? '',
      /hidden layer 2 is typically 10\.0 times as large/,
    );
    assert.match(
      largest ?? '',
      /0\.250, is that of neuron 1 in hidden layer 2/,
    );
    const [turned] = meaningOf(row, [Math.SQRT2 * 10, 1], RUN);
    assert.match(turned ?? '', /of hidden layer 1 is typically 10\.0 times/);
  });

  it('counts the pairs in which the last layer has the longer bar', () => {
    const counted = (/** @type {number[][]} */ ...layers) =>
      meaningOf(
        { epoch: 0, layers: layers.map((layer) => Float64Array.from(layer)) },
        layers.map(() => 1),
        RUN,
      ).find((sentence) => sentence.includes('pair'));
    assert.equal(
      counted([0.1, -0.3, 0.2], [-0.2, 0.1, 0.2], [0.3, -0.4, -0.2, 9]),
      'In 2 of 3 pairs, first neuron with first neuron and so on, the bar of hidden layer 3 is longer than that of hidden layer 1.',
    );
    assert.match(counted([1], [2]) ?? '', /^In 1 of 1 pair,/);
    assert.equal(counted([1, 2]), undefined);
    assert.equal(counted([1, NaN], [2, 3]), undefined);
  });

  it('says what is no number to draw, and why, as the speeds do', () => {
    const lost = { epoch: 1, layers: [Float64Array.of(1, NaN)] };
    assert.match(
      meaningOf(lost, [NaN], RUN)[0] ?? '',
      /layer 1 is not a number/,
    );
    const dead = { epoch: 1, layers: [Float64Array.of(0, 0)] };
    assert.match(
      meaningOf(dead, [0], RUN).join(' '),
      /exactly 0: on every image, .* on the way back, fell below/,
    );
    const partly = { epoch: 1, layers: [Float64Array.of(0, 0.5)] };
    assert.match(
      meaningOf(partly, [0.5], RUN).at(-1) ?? '',
      /Of the 2 hidden neurons 1 has a ∂C\/∂b of exactly 0/,
    );
  });

  it('tells how the scale was chosen, and which epochs are kept', () => {
    const scale = { kind: /** @type {const} */ ('linear'), low: 0, high: 0.2 };
    const speeds = { ...scale, high: 0.5 };
    assert.match(
      scaleInWords(scale, speeds, 1),
      /is 0\.2, a round number above.* its speed, .* as high as 0\.5\./,
    );
    assert.match(
      scaleInWords(scale, speeds, 8),
      /only one in 8 measured epochs is kept/,
    );
  });

  it('has every digit in the files', () => {
    assert.equal(
      epochToCsv(row),
      'epoch,layer,neuron,dCdb\n3,1,1,0.01\n3,1,2,-0.02\n3,2,1,-0.25\n',
    );
    const history = new GradientHistory([2, 1], 1);
    history.append(Float64Array.of(0, 1, 0.1, 1e-300, -3));
    assert.equal(
      gradientsToCsv(history.history),
      'epoch,dCdb_1_1,dCdb_1_2,dCdb_2_1\n0,0.1,1e-300,-3\n',
    );
    const own = new GradientHistory([1], 1);
    own.append(Float64Array.of(0, 1, 7, 1, 1, 8, 2, 1, 9));
    assert.equal(
      gradientsToCsv(history.history, [{ name: 'A: seed 2', epoch: 1, own }]),
      'epoch,dCdb_1_1,dCdb_1_2,dCdb_2_1,A: seed 2 dCdb_1_1\n' +
        '0,0.1,1e-300,-3,7\n1,,,,8\n',
    );
  });

  it('reads the neuron that is followed, and none that is not there', () => {
    const state = defaultState(neuronGradientsSchema);
    const followed = { ...state, layer: 1, neuron: 2 };
    assert.deepEqual(readingsOf(row, [1, 2], followed).followed, {
      layer: 1,
      neuron: 2,
      gradient: -0.02,
    });
    const missing = { ...state, layer: 2, neuron: 2 };
    assert.equal(readingsOf(row, [1, 2], missing).followed, null);
    assert.deepEqual(readingsOf(row, [1, 2], state).gradients, [
      [0.01, -0.02],
      [-0.25],
    ]);
  });
});

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
        const layout = layoutNetwork(network, width, em);
        assert.equal(layout.columns.length, layers);
        for (const { left, bar, end, bottom, base } of layout.columns) {
          assert.ok(left >= 0 && left < bar && end <= width, `${layers}`);
          assert.ok(base < layout.height);
          // Beneath the numbers of the axis.
          assert.ok(base - layout.speedHeight > bottom + 1.5 * em);
        }
        assert.ok(layout.barWidth > 3 * em, `${layers}: ${layout.barWidth}`);
      }
    });
  }
});

it('are as large as their place allows, and never higher than it', () => {
  for (const [width, height, neurons, layers] of /** @type {const} */ ([
    [1850, 850, 6, 2],
    [925, 276, 6, 2],
    [925, 276, 30, 2],
    [366, 276, 6, 4],
    [925, 276, 6, 30],
  ])) {
    const network = { widths: Array(layers).fill(30), neurons, first: 1 };
    const { em, height: used } = fitNetwork(network, width, height, 14);
    assert.ok(used <= height, `${width} × ${height}: ${used}`);
    assert.ok(used > 0.7 * height, `${width} × ${height}: ${used}`);
    if (width > 1000) assert.ok(em > 20);
    if (neurons === 30) assert.ok(em > 9);
  }
});

describe('the picture', () => {
  const layers = [Float64Array.of(0.1, -0.2, 0), Float64Array.of(NaN, 1e-9)];
  const network = { widths: [3, 2], neurons: 2, first: 2 };
  /**
   * @param {'linear' | 'logarithmic'} kind - of the scale
   * @param {number} width - of the picture
   */
  function draw(kind, width) {
    const layout = layoutNetwork(network, width, 14);
    const scale = barScale(kind, 0.2, 1e-4);
    const followed = { layer: 0, neuron: 1 };
    const stop = { layer: 1, neuron: 0 };
    const isMoving = false;
    const drawn = {
      layers,
      scale,
      speeds: [0.25, NaN],
      speedScale: { ...barScale(kind, 0.5, 1e-4) },
      inputs: 49,
      stop,
      followed,
      isMoving,
    };
    const text = markup(drawNetwork(layout, drawn));
    const neurons = text.split('<g class="neurons-neuron"').slice(1);
    return { layout, text, neurons };
  }

  it('has a bar at each neuron that is drawn, hollow below 0', () => {
    const { layout, neurons } = draw('linear', 1000);
    const names = neurons.map(
      (text) => /aria-label="([^"]*)"/.exec(text)?.[1] ?? '',
    );
    assert.deepEqual(names, [
      'hidden layer 1, neuron 2: ∂C/∂b = −0.2',
      'hidden layer 1, neuron 3: ∂C/∂b = 0',
      'hidden layer 2, neuron 1: ∂C/∂b = NaN',
      'hidden layer 2, neuron 2: ∂C/∂b = 1×10⁻⁹',
    ]);
    const bars = neurons.map(
      (text) => /neurons-bar ([^"]*)"[^>]* width="([^"]*)"/.exec(text) ?? [],
    );
    assert.deepEqual(
      bars.map(([, name = '']) => name.trim()),
      ['is-negative', '', '', ''],
    );
    const widths = bars.map(([, , width]) => Number(width));
    assert.ok(Math.abs((widths[0] ?? NaN) - layout.barWidth) < 0.01);
    assert.deepEqual(widths.slice(1), [0, 0, 0]);
  });

  it('has each layer’s speed as a column beneath it, with its number', () => {
    const { layout, text } = draw('linear', 1000);
    const columns = [
      ...text.matchAll(/neurons-column"[^>]* height="([^"]*)"/g),
    ].map(([, height]) => Number(height));
    assert.ok(Math.abs((columns[0] ?? NaN) - layout.speedHeight / 2) < 0.01);
    assert.equal(columns[1], 0);
    assert.match(text, /speed ‖δ¹‖<\/text>\s*<text[^>]*>0\.25</);
    assert.match(text, /speed ‖δ²‖<\/text>\s*<text[^>]*>NaN</);
  });

  it('has wires that end at its neurons', () => {
    const { layout, text } = draw('linear', 1000);
    const [, d = ''] = /neurons-edges" d="([^"]*)"/.exec(text) ?? [];
    const [one, other] = layout.columns;
    const wires = [...d.matchAll(/M(\S+) \S+?L(\S+) /g)].map((wire) => [
      Number(wire[1]),
      Number(wire[2]),
    ]);
    assert.equal(wires.length, 2 * 2 + 2 + 2);
    for (const [from, to] of wires.slice(0, 4)) {
      assert.ok(Math.abs((from ?? NaN) - (one?.end ?? NaN)) < 0.01);
      assert.ok(Math.abs((to ?? NaN) - (other?.left ?? NaN)) < 0.01);
    }
    const pills = [
      ...text.matchAll(/neurons-hit" x="(\S+)" .*?width="(\S+)"/g),
    ];
    const [, x = '', width = ''] = pills[0] ?? [];
    assert.ok(Math.abs(Number(x) + Number(width) - (one?.end ?? NaN)) < 0.02);
  });

  it('has one stop of the keyboard, and one neuron that is followed', () => {
    const { neurons } = draw('linear', 1000);
    const having = (/** @type {RegExp} */ pattern) =>
      neurons.flatMap((text, index) => (pattern.test(text) ? [index] : []));
    assert.deepEqual(having(/tabindex="0"/), [2]);
    assert.deepEqual(having(/aria-pressed="true"/), [0]);
  });

  it('writes what has no bar where numbers have no room, and no ends', () => {
    const { neurons, text } = draw('logarithmic', 400);
    const written = neurons.map(
      (neuron) => /neurons-value"[^>]*>([^<]*)</.exec(neuron)?.[1] ?? '',
    );
    assert.deepEqual(written, ['', '0', 'NaN', '‹']);
    assert.ok(!text.includes('neurons-end"'));
    assert.match(text, /10⁻⁵/);
  });

  it('joins every neuron to every one of the next layer, unless too many', () => {
    const edges = (/** @type {number} */ neurons) => {
      const wide = { widths: [30, 30], neurons, first: 1 };
      const drawn = {
        layers: [],
        scale: barScale('linear', 1, 1),
        speeds: [1, 1],
        speedScale: barScale('linear', 1, 1),
        inputs: 49,
        stop: { layer: 0, neuron: 0 },
        followed: { layer: -1, neuron: 0 },
        isMoving: true,
      };
      const text = markup(drawNetwork(layoutNetwork(wide, 1000, 14), drawn));
      const [, d = ''] = /neurons-edges" d="([^"]*)"/.exec(text) ?? [];
      return d.split('M').length - 1;
    };
    assert.equal(edges(20), 400 + 2 * 20);
    assert.equal(edges(21), 2 * 21);
  });

  it('has its numbers in a table, a column a layer', () => {
    const { headings, rows } = tableOf({ epoch: 3, layers });
    assert.deepEqual(headings, ['neuron', 'hidden layer 1', 'hidden layer 2']);
    assert.deepEqual(rows, [
      ['1', '0.100000', 'NaN'],
      ['2', '−0.200000', '1.00000×10⁻⁹'],
      ['3', '0', ''],
    ]);
  });
});

describe('a kept run', () => {
  it('has the line of the neuron that is followed, if it has that neuron', () => {
    const gradients = new GradientHistory([1, 2], 1);
    gradients.append(Float64Array.of(0, 1, 0.5, -2, 4, 1, 1, 0.25, -1, 0));
    const lineOf = (/** @type {string} */ followed) => {
      const { values, isLogarithmic } = keptSeries(gradients, followed);
      return { values: [...values], isLogarithmic };
    };
    assert.deepEqual(lineOf('2 1 linear'), {
      values: [-2, -1],
      isLogarithmic: false,
    });
    assert.deepEqual(lineOf('2 1 logarithmic').values, [2, 1]);
    for (const missing of ['1 2 linear', '3 1 linear']) {
      assert.deepEqual(lineOf(missing).values, []);
    }
  });
});
