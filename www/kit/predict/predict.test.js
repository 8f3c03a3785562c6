import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  checked,
  heightAt,
  heightOf,
  valueOf,
  withPart,
  withPlaces,
  withPoint,
  within,
} from './curve.js';
import { placeScale } from './places.js';
import { Tally, judgePlaces } from './tally.js';
import {
  distance,
  lineWords,
  placeWords,
  summaryOf,
  summaryOfPlaces,
} from './words.js';

/** @import { Curve } from './curve.js' */

const AREA = /** @type {const} */ ({ epochs: [0, 100], heights: [-4, 0] });
const LOG = /** @type {const} */ ({ title: 'speed', kind: 'logarithmic' });

describe('curves', () => {
  test('heights are decades on a logarithmic axis, and values on a linear one', () => {
    assert.equal(heightOf(0.001, 'logarithmic'), -3);
    assert.equal(heightOf(-0.5, 'linear'), -0.5);
    assert.equal(valueOf(-3, 'logarithmic'), 0.001);
    assert.equal(valueOf(-0.5, 'linear'), -0.5);
    for (const value of [0, -1, NaN, Infinity]) {
      assert.ok(Number.isNaN(heightOf(value, 'logarithmic')), `${value}`);
    }
  });

  test('what is not finite is refused, and what is beyond the axes held at them', () => {
    assert.equal(checked([NaN, -1], AREA), null);
    assert.equal(checked([3, -Infinity], AREA), null);
    assert.deepEqual(checked([-2, 1], AREA), [0, 0]);
    assert.deepEqual(checked([120, -9], AREA), [100, -4]);
  });

  test('a later stroke overwrites what was at its epochs, whichever way it goes', () => {
    const before = withPart([], [0, -1], [100, -3]);
    const after = withPart(before, [60, -2], [40, -2]);
    assert.deepEqual(after, [
      [0, -1],
      [40, -2],
      [60, -2],
      [100, -3],
    ]);
    assert.deepEqual(withPart(after, [40, -4], [40, -4])[1], [40, -4]);
  });

  test('between its points a curve is straight on the axis, and ends where they end', () => {
    const curve = withPart([], [10, -1], [30, -3]);
    assert.equal(heightAt(curve, 10), -1);
    assert.equal(heightAt(curve, 20), -2);
    assert.equal(heightAt(curve, 30), -3);
    for (const epoch of [9, 31]) {
      assert.ok(Number.isNaN(heightAt(curve, epoch)), `${epoch}`);
    }
    assert.ok(Number.isNaN(heightAt([], 5)));
  });

  test('a point put by a key bends the curve between the places next to it', () => {
    const curve = withPart([], [0, -1], [100, -1]);
    const bent = withPoint(curve, [50, -3], [25, 75]);
    assert.deepEqual(bent, [
      [0, -1],
      [25, -1],
      [50, -3],
      [75, -1],
      [100, -1],
    ]);
    assert.deepEqual(withPoint([], [0, -2], [-1, 25]), [[0, -2]]);
  });

  test('what leaves the axes is cut at them, and said to be', () => {
    /** @type {Curve} */
    const curve = [
      [0, -2],
      [50, -6],
      [100, -2],
      [200, -2],
    ];
    const { parts, isCut } = within(curve, AREA);
    assert.ok(isCut);
    assert.deepEqual(parts, [
      [
        [0, -2],
        [25, -4],
      ],
      [
        [75, -4],
        [100, -2],
      ],
    ]);
    /** @type {Curve} */
    const staying = [
      [0, -2],
      [25, -3],
      [50, -2],
    ];
    assert.deepEqual(
      within([...staying, [150, -2]], AREA).parts,
      [[...staying, [100, -2]]],
      'one line as long as it stays inside',
    );
    assert.deepEqual(within([[5, -1]], AREA), {
      parts: [[[5, -1]]],
      isCut: false,
    });
    assert.deepEqual(within([[500, -1]], AREA), { parts: [], isCut: true });
    // Below and above them, on the way and all the way.
    for (const [height, border] of /** @type {const} */ ([
      [-8, -4],
      [4, 0],
    ])) {
      /** @type {Curve} */
      const leaving = [
        [0, 2 * border - height],
        [50, border],
      ];
      /** @type {Curve} */
      const outside = [
        [0, height],
        [100, height],
      ];
      assert.deepEqual(within(outside, AREA), { parts: [], isCut: true });
      assert.ok(!within(leaving, AREA).isCut);
      assert.deepEqual(within([...leaving, [100, height]], AREA), {
        parts: [leaving],
        isCut: true,
      });
    }
  });
});

/** @param {readonly number[][]} rows - of each epoch, powers of ten */
function valuesOf(rows) {
  return (/** @type {number} */ epoch) =>
    (rows[epoch] ?? []).map((power) => 10 ** power);
}

describe('an axis of a few places', () => {
  const places = [1, 2, 4];

  /** @param {Curve} curve @param {readonly (readonly [number, number])[]} way @returns {Curve} after a stroke */
  function stroked(curve, way) {
    const passed = /** @type {Set<number>} */ (new Set());
    return way.reduce(
      (drawn, to, index) =>
        withPlaces(drawn, way[index - 1] ?? to, to, { places, passed }),
      curve,
    );
  }

  test('a stroke counts where it passes them, and at those it only comes near', () => {
    const curve = stroked(
      [],
      [
        [1.2, 0.9],
        [1.8, 0.8],
        [2.2, 0.6],
        [2.4, 0.1],
        [3.5, 0.3],
      ],
    );
    assert.deepEqual(
      curve.map(([place]) => place),
      places,
    );
    assert.equal(heightAt(curve, 1), 0.9);
    assert.ok(Math.abs(heightAt(curve, 2) - 0.7) < 1e-12, 'as it passed');
    assert.equal(heightAt(curve, 4), 0.3);
  });

  test('a stroke straight up or down at one counts where it ends', () => {
    for (const height of [0.9, 0.1]) {
      const curve = stroked(
        [],
        [
          [2, 0.5],
          [2, height],
        ],
      );
      assert.deepEqual(curve, [[2, height]]);
    }
  });

  test('a tap in the middle between two sets the one before', () => {
    assert.deepEqual(stroked([], [[3, 0.4]]), [[2, 0.4]]);
  });

  test('they stand where they are put, and beyond the last there is none', () => {
    const scale = placeScale([
      { value: 1, at: 10 },
      { value: 2, at: 20 },
      { value: 4, at: 30 },
    ]);
    assert.deepEqual(scale.domain, [1, 4]);
    assert.deepEqual([0, 1, 1.5, 3, 4, 9].map(scale), [10, 10, 15, 25, 30, 30]);
    assert.deepEqual([0, 12, 25, 99].map(scale.invert), [1, 1.2, 3, 4]);
    const alone = placeScale([{ value: 3, at: 7 }]);
    assert.deepEqual([alone(3), alone.invert(0), alone.invert(50)], [7, 3, 3]);
  });

  test('a tap beside one sets it, and leaves the others', () => {
    const before = stroked(
      [],
      [
        [1, 0.5],
        [4, 0.5],
      ],
    );
    const after = stroked(before, [[2.2, 0.9]]);
    assert.deepEqual(after, [
      [1, 0.5],
      [2, 0.9],
      [4, 0.5],
    ]);
  });

  test('how far off it is at each is said, and whether it has their order', () => {
    const quantity = /** @type {const} */ ({
      title: 'accuracy',
      kind: 'linear',
      unit: 'percent',
      along: 'depth',
    });
    /** @param {Curve} curve @param {Record<number, number>} truth */
    const judged = (curve, truth) =>
      judgePlaces(
        curve,
        'linear',
        places.filter((place) => place in truth),
        (place) => truth[place] ?? NaN,
      );
    const curve = /** @type {const} */ ([
      [1, 0.95],
      [2, 0.97],
      [4, 0.96],
    ]);
    const one = judged(curve, { 1: 0.94, 4: NaN });
    assert.equal(
      summaryOfPlaces(one, quantity),
      'You were off by 1.0 percentage points at 1 hidden layer.',
    );
    assert.equal(
      summaryOfPlaces(judged(curve, { 1: 0.94, 2: 0.965, 4: 0.96 }), quantity),
      'You were off by 0.0 (4 hidden layers) to 1.0 percentage points (1 hidden layer), ' +
        'by 0.5 on average. The order of the depths is right.',
    );
    const flat = judged(
      [
        [1, 0.9],
        [4, 0.9],
      ],
      { 1: 0.8, 2: 0.95 },
    );
    assert.match(
      summaryOfPlaces(flat, quantity),
      /The order of the depths is another: from the top 2, 1\.$/,
      'no order was drawn',
    );
    assert.deepEqual(
      flat.map((place) => placeWords(place, quantity)),
      [
        '1 hidden layer: 10.0 percentage points too high.',
        '2 hidden layers: 5.0 percentage points too low.',
      ],
    );
    assert.equal(summaryOfPlaces([], quantity), '');
  });
});

describe('how far off', () => {
  const curves = [withPart([], [0, -1], [2, -3]), withPart([], [1, 0], [2, 0])];

  test('the mean is that of |log₁₀ drawn − log₁₀ true| over the epochs that have both', () => {
    const tally = new Tally(curves, 'logarithmic', 0.05);
    const values = valuesOf([
      [-1, 0],
      [-2.5, -1],
      [-3.7, -2],
      [-4, -2],
    ]);
    tally.take([0, 1, 2, 3], values);
    const { lines } = tally.judge(2, values(2));
    assert.deepEqual(
      lines.map(({ count, mean, off }) => [
        count,
        Number(mean.toFixed(9)),
        Number(off.toFixed(9)),
      ]),
      [
        [3, 0.4, 0.7],
        [2, 1.5, 2],
      ],
    );
    // Nothing was drawn for epoch 3.
    assert.ok(Number.isNaN(tally.judge(3, values(3)).lines[0]?.off));
  });

  test('a value that is not on the axis is not counted, and their number is told', () => {
    const tally = new Tally(curves, 'logarithmic', 0.05);
    tally.take([0, 1, 2], (epoch) => (epoch === 1 ? [0, NaN] : [0.1, 1]));
    const [first, second] = tally.judge(2, [0.1, 1]).lines;
    assert.deepEqual([first?.count, first?.missing], [2, 1]);
    assert.deepEqual([second?.count, second?.missing], [1, 1]);
  });

  test('more epochs are added, and another run is counted anew', () => {
    const one = valuesOf([[-1], [-2], [-4]]);
    const other = valuesOf([[-2], [-3], [-4]]);
    const tally = new Tally(curves.slice(0, 1), 'logarithmic', 0.05);
    const mean = () => tally.judge(0, [1]).lines[0]?.mean.toFixed(6);
    tally.take([0, 1], one);
    assert.equal(mean(), '0.000000');
    tally.take([0, 1, 2], one);
    assert.equal(mean(), (1 / 3).toFixed(6));
    tally.take([0], one);
    assert.equal(mean(), '0.000000');
    tally.take([0, 1], other);
    assert.equal(mean(), '1.000000');
  });

  test('on which side it was goes by all epochs counted', () => {
    const flat = [withPart([], [0, 0], [3, 0])];
    for (const [course, ...powers] of /** @type {const} */ ([
      ['close', 0, 0.04, -0.04, 0],
      ['high', -1, -1, -1, -1],
      ['low', 1, 1, 1, 1],
      ['high or close', 0, -1, -1, 0],
      ['high first', 0, -1, 1, 1],
      ['low first', 1, 1, 0, -1],
      ['mixed', 1, -1, 1, -1],
    ])) {
      const tally = new Tally(flat, 'logarithmic', 0.05);
      const values = valuesOf(powers.map((power) => [power]));
      tally.take([0, 1, 2, 3], values);
      assert.equal(tally.judge(3, values(3)).lines[0]?.course, course);
    }
  });
});

describe('words', () => {
  test('differences are decades, percentage points, or in the units of the axis', () => {
    const texts = [0.02, 0.84, 0.96, 1.04, 2.06].map((size) =>
      distance(size, LOG),
    );
    assert.deepEqual(texts, [
      'less than 0.1 of a factor of ten',
      '0.8 of a factor of ten',
      'a factor of ten',
      'a factor of ten',
      '2.1 factors of ten',
    ]);
    const linear = { title: 'share', kind: /** @type {const} */ ('linear') };
    assert.equal(distance(0.123, linear), '0.12');
    assert.equal(
      distance(0.123, { ...linear, unit: 'percent' }),
      '12.3 percentage points',
    );
  });

  test('steps of training are called steps', () => {
    const percent = /** @type {const} */ ({
      title: 'right answers',
      kind: 'linear',
      unit: 'percent',
      along: 'step',
    });
    const tally = new Tally(
      [withPart([], [0, 0.5], [20, 0.5])],
      'linear',
      0.01,
    );
    const values = (/** @type {number} */ step) => [step === 10 ? NaN : 0.75];
    tally.take([10, 20], values);
    const judgement = tally.judge(20, values(20));
    assert.equal(
      summaryOf(judgement, ['LSTM'], percent),
      'You were off by 25.0 percentage points at step 20, by 25.0 on average.',
    );
    assert.match(
      lineWords(/** @type {any} */ (judgement.lines[0]), 20, 'LSTM', percent),
      /at step 20; .*; 1 step has no value on the axis\.$/,
    );
  });

  test('a line alone, and two with their order', () => {
    const curves = [
      withPart([], [0, -1], [300, -2]),
      withPart([], [0, 0], [300, -3]),
    ];
    const values = () => [10 ** -2.8, 10 ** -1];
    const alone = new Tally(curves.slice(0, 1), 'logarithmic', 0.05);
    alone.take([300], values);
    const names = ['layer 1', 'layer 2'];
    assert.equal(
      summaryOf(alone.judge(300, values()), names, LOG),
      'You were off by 0.8 of a factor of ten at epoch 300, by 0.8 on average.',
    );
    const tally = new Tally(curves, 'logarithmic', 0.05);
    tally.take([300], values);
    const judgement = tally.judge(300, values());
    assert.equal(
      summaryOf(judgement, names, LOG),
      'At epoch 300 you were off by 0.8 (layer 1) to 2.0 factors of ten (layer 2), ' +
        'by 1.4 on average. The order of the lines there is wrong; from the top they are layer 2, layer 1.',
    );
    assert.deepEqual(
      judgement.lines.map((line) =>
        lineWords(line, 300, names[line.index] ?? '', LOG),
      ),
      [
        'layer 1: 0.8 decades (6.3 times) too high at epoch 300; 0.8 on average; too high throughout.',
        'layer 2: 2.0 decades (100 times) too low at epoch 300; 2.0 on average; too low throughout.',
      ],
    );
    assert.equal(
      summaryOf(new Tally([[]], 'logarithmic', 0.05).judge(0, []), names, LOG),
      '',
    );
  });
});
