/** In a box narrower than this, in em, gates are squares. */
const ROOM_FOR_GATES = 5.2;

/**
 * Draws an XOR as its four NANDs in a box.
 *
 * @param {import('./circuit-parts.js').CircuitSheet} sheet - drawn on
 * @param {Box} box - where
 * @param {Xor} xor - what goes in and comes out
 */
export function drawXor(sheet, { x, y, width, height }, xor) {
  const { em } = sheet;
  const isSmall = width < ROOM_FOR_GATES * em;
  const size = Math.min(0.3 * height, 0.16 * width, em);
  const { inputs, gates } = xor;
  const [one, other] = inputs;
  const [notBoth, left, right, last] = gates;
  const above = y - 0.28 * height;
  const below = y + 0.28 * height;
  const at = [0.24, 0.54, 0.84].map((share) => x + share * width);
  const [first = x, middle = x, end = x] = at;
  const half = size / 2;
  sheet.frame(x, y - height / 2, width, height);
  sheet.wire(`M${x} ${above}H${middle - half}`, one);
  sheet.wire(`M${x} ${below}H${middle - half}`, other);
  const tap = x + 0.1 * width;
  sheet.wire(`M${tap} ${above}V${y - 0.25 * size}H${first - half}`, one);
  sheet.wire(`M${tap} ${below}V${y + 0.25 * size}H${first - half}`, other);
  const fork = x + 0.39 * width;
  const near = 0.28 * size;
  sheet.wire(`M${first} ${y}H${fork}`, notBoth);
  sheet.wire(`M${fork} ${y}V${above + near}H${middle - half}`, notBoth);
  sheet.wire(`M${fork} ${y}V${below - near}H${middle - half}`, notBoth);
  const join = x + 0.69 * width;
  sheet.wire(`M${middle} ${above}H${join}V${y - near}H${end - half}`, left);
  sheet.wire(`M${middle} ${below}H${join}V${y + near}H${end - half}`, right);
  sheet.wire(`M${end} ${y}H${x + width}`, last);
  sheet.nand(first, y, size, notBoth, isSmall);
  sheet.nand(middle, above, size, left, isSmall);
  sheet.nand(middle, below, size, right, isSmall);
  sheet.nand(end, y, size, last, isSmall);
}

/**
 * @param {Box} box - of an XOR
 * @returns {{ one: number, other: number, out: number, tap: { x: number, y: number } }}
 *   the heights at which it takes its inputs and gives its output, and where the
 *   signal of its first NAND can be had
 */
export function portsOf({ x, y, width, height }) {
  return {
    one: y - 0.28 * height,
    other: y + 0.28 * height,
    out: y,
    tap: { x: x + 0.39 * width, y },
  };
}

/**
 * @typedef {object} Box
 * @property {number} x - of its left side
 * @property {number} y - of its middle
 * @property {number} width - in CSS pixels
 * @property {number} height - in CSS pixels
 */

/**
 * @typedef {object} Xor
 * @property {readonly [boolean, boolean]} inputs - what goes in
 * @property {readonly [boolean, boolean, boolean, boolean]} gates - what its
 *   NANDs answer, in order
 */
