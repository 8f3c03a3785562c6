/** What a reader draws: predictions into a plot, digits on the pad. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  checked,
  heightAt,
  heightOf,
  withPart,
  withPlaces,
  withPoint,
  within,
} from '../../www/kit/predict/curve.js';
import { Tally } from '../../www/kit/predict/tally.js';
import { lineWords, summaryOf } from '../../www/kit/predict/words.js';
import { imageOf } from '../../www/run/reader/ink.js';

/** @import { Area, Curve, Point } from '../../www/kit/predict/curve.js' */

const place = fc.oneof(
  fc.double(),
  fc.double({ min: -5, max: 105, noNaN: true }),
  fc.integer({ min: -2, max: 12 }),
);
const ends = fc
  .tuple(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.double({ min: 0, max: 1e6, noNaN: true }),
  )
  .map(([low, span]) => /** @type {const} */ ([low, low + span]));
const area = fc.record({
  epochs: fc.oneof(fc.constant(/** @type {const} */ ([0, 10])), ends),
  heights: fc.oneof(fc.constant(/** @type {const} */ ([-4, 0])), ends),
});
const stroke = fc.array(fc.tuple(fc.boolean(), place, place), {
  maxLength: 12,
});
const kind = /** @type {fc.Arbitrary<'logarithmic' | 'linear'>} */ (
  fc.constantFrom('logarithmic', 'linear')
);

/**
 * @param {readonly (readonly [boolean, number, number])[]} moves - by the pen or by keys
 * @param {Area} between
 * @returns {Curve} as `Prediction` makes it of them
 */
function curveOf(moves, between) {
  let curve = /** @type {Curve} */ ([]);
  let last = /** @type {Point | null} */ (null);
  for (const [isKey, epoch, height] of moves) {
    const point = checked([epoch, height], between);
    if (!point) continue;
    curve = isKey
      ? withPoint(curve, point, [point[0] - 1, point[0] + 1])
      : withPart(curve, last ?? point, point);
    last = point;
  }
  return curve;
}

/** @param {Curve} curve @param {Area} between - the axes: with room for rounding */
function assertInside(curve, { epochs, heights }) {
  const slack = (/** @type {readonly [number, number]} */ [low, high]) =>
    1e-9 * Math.max(1, Math.abs(low), Math.abs(high));
  for (const [epoch, height] of curve) {
    assert.ok(epoch >= epochs[0] - slack(epochs));
    assert.ok(epoch <= epochs[1] + slack(epochs));
    assert.ok(height >= heights[0] - slack(heights));
    assert.ok(height <= heights[1] + slack(heights));
  }
}

export const drawn = {
  'what is drawn into a plot ascends, is finite, and lies between its axes':
    fc.property(stroke, area, area, place, (moves, between, other, epoch) => {
      const curve = curveOf(moves, between);
      for (const [index, [at]] of curve.entries()) {
        assert.ok(at > (curve[index - 1]?.[0] ?? -Infinity));
      }
      for (const [, height] of curve) assert.ok(Number.isFinite(height));
      assert.ok(curve.length <= 3 * moves.length);
      for (const part of within(curve, other).parts) assertInside(part, other);
      const height = heightAt(curve, epoch);
      const isOff = !(
        epoch >= (curve[0]?.[0] ?? NaN) && epoch <= (curve.at(-1)?.[0] ?? NaN)
      );
      assert.equal(Number.isNaN(height), isOff);
    }),
  'what is drawn over a few places has heights at these alone, between the axes':
    fc.property(
      stroke,
      fc.uniqueArray(fc.integer({ min: 1, max: 10 }), { minLength: 1 }),
      (moves, all) => {
        const places = all.sort((a, b) => a - b);
        const between = /** @type {Area} */ ({
          epochs: [places[0] ?? 1, places.at(-1) ?? 1],
          heights: [0, 1],
        });
        const passed = /** @type {Set<number>} */ (new Set());
        let curve = /** @type {Curve} */ ([]);
        let last = /** @type {Point | null} */ (null);
        for (const [isNew, at, height] of moves) {
          const point = checked([at, height], between);
          if (!point) continue;
          if (isNew) passed.clear();
          const from = isNew ? point : (last ?? point);
          curve = withPlaces(curve, from, point, { places, passed });
          last = point;
        }
        const had = curve.map(([at]) => at);
        assert.deepEqual(
          had,
          places.filter((at) => had.includes(at)),
        );
        assertInside(curve, between);
      },
    ),
  'a prediction is judged in words, whatever the run gives': fc.property(
    fc.array(stroke, { minLength: 1, maxLength: 3 }),
    area,
    kind,
    fc.array(fc.array(fc.double(), { maxLength: 3 }), { maxLength: 5 }),
    (strokes, between, scale, rows) => {
      const curves = strokes.map((moves) => curveOf(moves, between));
      const tally = new Tally(curves, scale, 0.05);
      const epochs = rows.map((_, index) => index);
      tally.take(epochs, (epoch) => rows[epoch] ?? []);
      const epoch = epochs.at(-1) ?? 0;
      const judgement = tally.judge(epoch, rows[epoch] ?? []);
      const names = curves.map((_, index) => `line ${index}`);
      const quantity = { title: 'speed', kind: scale };
      const said = [
        summaryOf(judgement, names, quantity),
        ...judgement.lines.map((one) =>
          lineWords(one, epoch, names[one.index] ?? '', quantity),
        ),
      ];
      for (const sentence of said) {
        assert.doesNotMatch(sentence, /NaN|undefined|Infinity/);
      }
      for (const row of rows) row.map((value) => heightOf(value, scale));
    },
  ),
  'strokes on the pad give an image of 784 bytes with ink, or none':
    Object.assign(
      fc.property(
        fc.array(
          fc.array(
            fc.record({
              x: fc.oneof(place, fc.double({ min: 0, max: 1, noNaN: true })),
              y: fc.oneof(place, fc.double({ min: 0, max: 1, noNaN: true })),
            }),
            { maxLength: 6 },
          ),
          { maxLength: 3 },
        ),
        (strokes) => {
          const image = imageOf(strokes);
          const isSome = strokes
            .flat()
            .some(({ x, y }) => !Number.isNaN(x + y));
          assert.equal(image !== null, isSome);
          if (!image) return;
          assert.equal(image.length, 784);
          assert.ok(image.some((ink) => ink > 0));
        },
      ),
      { examples: [[[[{ x: NaN, y: 0.5 }]]]] },
    ),
};
