/**
 * Strokes as an image of MNIST. LeCun, Cortes and Burges describe how theirs were made
 * (“The MNIST database of handwritten digits”): the digit was fitted into a box of 20 × 20
 * pixels without changing its aspect ratio, greys coming from the anti-aliasing, and
 * the box was put into 28 × 28 pixels such that the centre of mass is at their centre.
 */

/** The side of an image, and of the box that the digit fits into. */
export const SIDE = 28;
export const BOX = 20;

/** The pixel, counted from 0, that has the centre of mass: in MNIST within half a pixel. */
export const CENTRE = 14;

/** Half the width of the pen; the pad's side is 1. */
export const PEN = 0.045;

/** What is smaller, such as a dot, is not made as large as a digit. */
const LEAST = 4 * PEN;

/**
 * It takes time in proportion to the places.
 *
 * @param {readonly Stroke[]} drawn - places on a pad whose side is 1; what is beyond it counts
 *   as at its edge, and what is no number not at all
 * @returns {Uint8Array | null} 784 bytes, row by row, 255 for ink; null without ink
 */
export function imageOf(drawn) {
  const strokes = drawn.map(onPad).filter(({ length }) => length > 0);
  const places = strokes.flat();
  if (places.length === 0) return null;
  const [left, right] = span(places.map(({ x }) => x));
  const [top, bottom] = span(places.map(({ y }) => y));
  const scale = BOX / Math.max(right - left, bottom - top, LEAST);
  const across = Math.ceil((right - left) * scale - 1e-9);
  const down = Math.ceil((bottom - top) * scale - 1e-9);
  const scaled = strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({
      x: (x - left) * scale,
      y: (y - top) * scale,
    })),
  );
  const box = new Uint8Array(across * down);
  for (let at = 0; at < box.length; at += 1) {
    const middle = { x: (at % across) + 0.5, y: Math.floor(at / across) + 0.5 };
    box[at] = Math.round(255 * cover(scaled, PEN * scale, middle));
  }
  return centred(box, across, down);
}

/**
 * @param {Uint8Array} box - an image, row by row
 * @param {number} across - its width
 * @param {number} down - its height
 * @returns {Uint8Array} it in 28 × 28, its centre of mass within half a pixel of the centre,
 *   unless it would not be whole
 */
function centred(box, across, down) {
  const mass = { x: 0, y: 0, all: 0 };
  for (const [at, ink] of box.entries()) {
    mass.all += ink;
    mass.x += ink * (at % across);
    mass.y += ink * Math.floor(at / across);
  }
  const x = shift(mass.x / mass.all, across);
  const y = shift(mass.y / mass.all, down);
  const image = new Uint8Array(SIDE * SIDE);
  for (let row = 0; row < down; row += 1) {
    const line = box.subarray(row * across, (row + 1) * across);
    image.set(line, (row + y) * SIDE + x);
  }
  return image;
}

/** @param {number} middle - of the ink, in pixels @param {number} size - of its box @returns {number} by how much to move it */
function shift(middle, size) {
  return Math.min(SIDE - size, Math.max(0, Math.round(CENTRE - middle)));
}

/** @param {Stroke} stroke @returns {Place[]} its places that are some, on the pad, a pen at rest once */
function onPad(stroke) {
  const held = (/** @type {number} */ at) => Math.min(1, Math.max(0, at));
  return stroke
    .filter(({ x, y }) => !Number.isNaN(x + y))
    .map(({ x, y }) => ({ x: held(x), y: held(y) }))
    .filter(
      ({ x, y }, at, all) => x !== all[at - 1]?.x || y !== all[at - 1]?.y,
    );
}

/** @param {readonly number[]} numbers - where the pen was @returns {[number, number]} what its ink spans */
function span(numbers) {
  // A call has not room for a hundred thousand numbers.
  const least = numbers.reduce((one, other) => Math.min(one, other));
  const most = numbers.reduce((one, other) => Math.max(one, other));
  return [least - PEN, most + PEN];
}

/** Points along the side of a pixel that an edge goes through. */
const POINTS = 4;

/**
 * @param {readonly Stroke[]} strokes - in pixels
 * @param {number} reach - of the pen
 * @param {Place} middle - of a pixel
 * @returns {number} the share of the pixel that has ink
 */
function cover(strokes, reach, { x, y }) {
  const over = (/** @type {Place} */ place) =>
    reach - Math.min(...strokes.map((one) => apart(one, place)));
  const here = over({ x, y });
  if (Math.abs(here) > Math.SQRT1_2) return here > 0 ? 1 : 0;
  let sum = 0;
  for (let point = 0; point < POINTS ** 2; point += 1) {
    const place = {
      x: x + ((point % POINTS) + 0.5) / POINTS - 0.5,
      y: y + (Math.floor(point / POINTS) + 0.5) / POINTS - 0.5,
    };
    sum += Math.min(1, Math.max(0, POINTS * over(place) + 0.5));
  }
  return sum / POINTS ** 2;
}

/**
 * @param {Stroke} stroke - of at least one place
 * @param {Place} place
 * @returns {number} how far its line is from there
 */
function apart(stroke, { x, y }) {
  let least = Infinity;
  for (const [index, to] of stroke.entries()) {
    const from = stroke[Math.max(0, index - 1)] ?? to;
    const along = { x: to.x - from.x, y: to.y - from.y };
    const length = along.x ** 2 + along.y ** 2;
    const way = (x - from.x) * along.x + (y - from.y) * along.y;
    const part = length > 0 ? Math.min(1, Math.max(0, way / length)) : 0;
    const dx = x - from.x - part * along.x;
    const dy = y - from.y - part * along.y;
    least = Math.min(least, dx * dx + dy * dy);
  }
  return Math.sqrt(least);
}

/** @typedef {{ x: number, y: number }} Place From the left and the top of the pad, 0 to 1 */
/** @typedef {readonly Place[]} Stroke Where the pen went without being lifted */
