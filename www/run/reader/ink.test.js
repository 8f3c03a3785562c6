import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BOX, CENTRE, PEN, SIDE, imageOf } from './ink.js';

/** @import { Stroke } from './ink.js' */

/** @param {...[number, number]} places @returns {Stroke} */
const stroke = (...places) => places.map(([x, y]) => ({ x, y }));

/** A seven with a bar, a one, a zero, an L whose mass is in a corner. @type {Record<string, readonly Stroke[]>} */
const DRAWN = {
  seven: [
    stroke([0.25, 0.2], [0.75, 0.22], [0.4, 0.85]),
    stroke([0.3, 0.5], [0.65, 0.5]),
  ],
  one: [stroke([0.52, 0.1], [0.48, 0.9])],
  small: [stroke([0.1, 0.1], [0.2, 0.12], [0.15, 0.3])],
  wide: [stroke([0.06, 0.5], [0.94, 0.52])],
  zero: [
    Array.from({ length: 41 }, (_, n) => ({
      x: 0.5 + 0.2 * Math.cos((n * Math.PI) / 20),
      y: 0.5 + 0.35 * Math.sin((n * Math.PI) / 20),
    })),
  ],
};

/** @param {Uint8Array} image @returns {{ x: number, y: number, across: number, down: number, all: number }} its ink */
function measured(image) {
  let [x, y, all] = [0, 0, 0];
  /** @type {number[]} */
  const columns = [];
  /** @type {number[]} */
  const rows = [];
  image.forEach((ink, at) => {
    if (ink === 0) return;
    const [column, row] = [at % SIDE, Math.floor(at / SIDE)];
    columns.push(column);
    rows.push(row);
    x += ink * column;
    y += ink * row;
    all += ink;
  });
  const size = (/** @type {number[]} */ numbers) =>
    Math.max(...numbers) - Math.min(...numbers) + 1;
  return {
    x: x / all,
    y: y / all,
    all,
    across: size(columns),
    down: size(rows),
  };
}

/** @param {string} name @returns {Uint8Array} */
function drawn(name) {
  const image = imageOf(DRAWN[name] ?? []);
  assert.ok(image);
  return image;
}

describe('what is drawn', () => {
  for (const name of Object.keys(DRAWN)) {
    it(`fits into 20 × 20 pixels, centred by its mass: ${name}`, () => {
      const { x, y, across, down } = measured(drawn(name));
      assert.equal(Math.max(across, down), BOX);
      assert.ok(Math.abs(x - CENTRE) <= 0.5, `x ${x}`);
      assert.ok(Math.abs(y - CENTRE) <= 0.5, `y ${y}`);
    });

    it(`has the greys that counting points gives: ${name}`, () => {
      const image = drawn(name);
      const counted = countedInk(DRAWN[name] ?? []);
      const { all } = measured(image);
      assert.ok(Math.abs(all / 255 / counted.all - 1) < 0.02);
      // Each pixel, wherever the box has gone.
      const places = [...image.keys()];
      const left = Math.min(
        ...places.filter((at) => image[at]).map((at) => at % SIDE),
      );
      const top = Math.floor(places.findIndex((at) => image[at]) / SIDE);
      for (const [at, cover] of counted.cover.entries()) {
        const [column, row] = [at % BOX, Math.floor(at / BOX)];
        const ink = image[(row + top) * SIDE + column + left] ?? 0;
        assert.ok(Math.abs(ink / 255 - cover) < 0.05, `${column}, ${row}`);
      }
    });
  }

  it('keeps its aspect ratio', () => {
    const { across, down } = measured(drawn('one'));
    const ratio = (0.04 + 2 * PEN) / (0.8 + 2 * PEN);
    assert.ok(Math.abs(across - ratio * BOX) < 1, `${across} of ${down}`);
  });

  it('is the same wherever and however large it is drawn, but for the pen', () => {
    const moved = DRAWN['seven']?.map((one) =>
      one.map(({ x, y }) => ({ x: x + 0.1, y: y - 0.05 })),
    );
    const [here, there] = [drawn('seven'), imageOf(moved ?? [])];
    here.forEach((ink, at) => {
      assert.ok(Math.abs(ink - (there?.[at] ?? NaN)) <= 1);
    });
  });

  it('may be a dot, which stays small', () => {
    const image = imageOf([stroke([0.3, 0.9])]);
    assert.ok(image);
    const { x, y, across, down } = measured(image);
    assert.ok(across < BOX && across === down);
    assert.ok(Math.abs(x - CENTRE) <= 0.5 && Math.abs(y - CENTRE) <= 0.5);
  });

  it('stays whole where its mass is far from the middle of its box', () => {
    const image = imageOf([
      stroke([0.1, 0.5], [0.9, 0.5]),
      ...Array.from({ length: 30 }, (_, n) =>
        stroke([0.1, 0.1 + n * 0.027], [0.16, 0.1 + n * 0.027]),
      ),
    ]);
    assert.ok(image);
    assert.equal(measured(image).across, BOX);
  });

  it('is nothing where nobody has drawn', () => {
    assert.equal(imageOf([]), null);
  });

  it('has no places that are no numbers, and as many as there are', () => {
    assert.equal(imageOf([stroke([NaN, 0.5])]), null);
    const { one = [] } = DRAWN;
    assert.deepEqual(imageOf([...one, stroke([0.5, NaN])]), imageOf(one));
    const rest = [{ x: 0.4, y: 0.2 }, ...stroke([0.5, 0.5])];
    const still = Array.from({ length: 2e5 }, () => rest[1] ?? assert.fail());
    assert.deepEqual(imageOf([[...rest, ...still]]), imageOf([rest]));
  });
});

/**
 * The same by counting: of 16 × 16 points of every pixel of the box, how many the pen has
 * been over.
 *
 * @param {readonly Stroke[]} strokes
 * @returns {{ cover: number[], all: number }} shares of 1, row by row
 */
function countedInk(strokes) {
  const places = strokes.flat();
  const left = Math.min(...places.map(({ x }) => x)) - PEN;
  const top = Math.min(...places.map(({ y }) => y)) - PEN;
  const size = Math.max(
    Math.max(...places.map(({ x }) => x)) + PEN - left,
    Math.max(...places.map(({ y }) => y)) + PEN - top,
  );
  // The pen, stamped so often that no point between two stamps is missed by much.
  const stamps = strokes.flatMap((one) =>
    one.slice(1).flatMap((to, index) => {
      const from = one[index] ?? to;
      const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 0.005);
      return Array.from({ length: steps + 1 }, (_, n) => ({
        x: from.x + ((to.x - from.x) * n) / steps,
        y: from.y + ((to.y - from.y) * n) / steps,
      }));
    }),
  );
  const isInked = (/** @type {number} */ x, /** @type {number} */ y) =>
    stamps.some((at) => (at.x - x) ** 2 + (at.y - y) ** 2 <= PEN ** 2);
  const cover = Array.from({ length: BOX * BOX }, (_, at) => {
    let inked = 0;
    for (let point = 0; point < 256; point += 1) {
      const x = (at % BOX) + ((point % 16) + 0.5) / 16;
      const y = Math.floor(at / BOX) + (Math.floor(point / 16) + 0.5) / 16;
      const scale = size / BOX;
      inked += isInked(left + x * scale, top + y * scale) ? 1 : 0;
    }
    return inked / 256;
  });
  return { cover, all: cover.reduce((sum, part) => sum + part, 0) };
}
