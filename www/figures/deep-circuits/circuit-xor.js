/** In a box narrower than this, in em, gates are squares. */
const ROOM_FOR_GATES = 5.2;

/**
 * Draws an XOR as its four NANDs in a box.
 *
 * @param {import('./sheet.js').CircuitSheet} sheet
 * @param {Box} box
 * @param {readonly [boolean, boolean]} inputs - what goes in
 * @param {Four} gates - what its NANDs answer, in order
 */
export function drawXor(sheet, box, inputs, gates) {
  const { x, y, width, height } = box;
  const { em } = sheet;
  const isSmall = width < ROOM_FOR_GATES * em;
  const size = Math.min(0.3 * height, 0.16 * width, em);
  const half = size / 2;
  const near = 0.28 * size;
  const [one, other] = inputs;
  const [notBoth, left, right, last] = gates;
  const { one: above, other: below, tap } = portsOf(box);
  const first = x + 0.24 * width;
  const middle = x + 0.54 * width;
  const end = x + 0.84 * width;
  const turn = x + 0.1 * width;
  const join = x + 0.69 * width;
  sheet.frame(x, y - height / 2, width, height);
  for (const [isOn, from, to] of /** @type {const} */ ([
    [one, above, y - 0.25 * size],
    [other, below, y + 0.25 * size],
  ])) {
    sheet.wire(`M${x} ${from}H${middle - half}`, isOn);
    sheet.wire(`M${turn} ${from}V${to}H${first - half}`, isOn);
  }
  sheet.wire(`M${first} ${y}H${tap.x}`, notBoth);
  for (const [isOn, at, inner] of /** @type {const} */ ([
    [left, above, 1],
    [right, below, -1],
  ])) {
    sheet.wire(`M${tap.x} ${y}V${at + inner * near}H${middle - half}`, notBoth);
    sheet.wire(
      `M${middle} ${at}H${join}V${y - inner * near}H${end - half}`,
      isOn,
    );
    sheet.nand(middle, at, size, isOn, isSmall);
  }
  sheet.wire(`M${end} ${y}H${x + width}`, last);
  sheet.nand(first, y, size, notBoth, isSmall);
  sheet.nand(end, y, size, last, isSmall);
}

/**
 * @param {Box} box - of an XOR
 * @returns {{ one: number, other: number, tap: { x: number, y: number } }} the
 *   heights at which it takes its inputs, and where the signal of its first
 *   NAND is available
 */
export function portsOf({ x, y, width, height }) {
  return {
    one: y - 0.28 * height,
    other: y + 0.28 * height,
    tap: { x: x + 0.39 * width, y },
  };
}

/** @typedef {readonly [boolean, boolean, boolean, boolean]} Four */

/**
 * @typedef {object} Box
 * @property {number} x - of its left side
 * @property {number} y - of its middle
 * @property {number} width - in CSS pixels
 * @property {number} height - in CSS pixels
 */
