import { inputName, outputName } from './words.js';
import { CircuitSheet } from './sheet.js';
import { drawXor, portsOf } from './circuit-xor.js';

/** @import { Circuits } from './circuit-numbers.js' */
/** @import { DrawingOptions } from './sheet.js' */

/** NANDs of an XOR, of a half adder, and of a full adder. */
const XOR = 4;
const HALF_ADDER = 5;
const FULL_ADDER = 9;

/**
 * Draws the circuit of NANDs.
 *
 * @param {Circuits} circuits @param {DrawingOptions} options
 */
export function drawDeep(circuits, options) {
  return circuits.problem === 'parity'
    ? drawTree(circuits, options)
    : drawAdders(circuits, options);
}

/** @param {Circuits} circuits - for parity @param {DrawingOptions} options */
function drawTree({ problem, deep }, { width, em, label }) {
  const sheet = new CircuitSheet({ width, em });
  const { inputs, gates, outputs, signals } = deep;
  const isOn = (/** @type {number} */ signal) => signals[signal] === 1;
  const levels = Math.ceil(Math.log2(inputs));
  const pitch = Math.max(1.9 * em, (10 * em) / inputs);
  const lead = 4.5 * em;
  const tail = 3.4 * em;
  const step = Math.min(12 * em, (width - lead - tail) / levels);
  const gap = Math.min(1.4 * em, 0.18 * step);
  const size = { width: step - gap, height: Math.min(4.4 * em, 1.75 * pitch) };
  /** Where each signal is available: x, y and the level it comes from. */
  const places = new Map(
    Array.from({ length: inputs }, (_, input) => [
      input,
      { x: 3.5 * em, y: (input + 0.5) * pitch + 0.4 * em, level: 0 },
    ]),
  );
  const at = (/** @type {number} */ signal) =>
    places.get(signal) ?? { x: 0, y: 0, level: 0 };

  for (let first = 0; first < gates.length; first += XOR) {
    const [one = 0, other = 0] = (gates[first]?.wires ?? []).map(
      ({ signal }) => signal,
    );
    const level = Math.max(at(one).level, at(other).level);
    const x = lead + level * step;
    const y = (at(one).y + at(other).y) / 2;
    const box = { x, y, ...size };
    const ports = portsOf(box);
    connect(sheet, at(one), { x, y: ports.one }, isOn(one));
    connect(sheet, at(other), { x, y: ports.other }, isOn(other));
    const answers = fourFrom(inputs + first, isOn);
    drawXor(sheet, box, [isOn(one), isOn(other)], answers);
    const signal = inputs + first + XOR - 1;
    places.set(signal, { x: x + size.width, y, level: level + 1 });
  }
  for (let input = 0; input < inputs; input += 1) {
    const name = inputName(input, problem);
    sheet.lamp(2.8 * em, at(input).y, isOn(input), name, 'left');
  }
  const [output = 0] = outputs;
  const end = at(output);
  const right = end.x + 1.6 * em;
  sheet.wire(`M${end.x} ${end.y}H${right}`, isOn(output));
  sheet.lamp(right, end.y, isOn(output), outputName(0, problem), 'right');
  return sheet.finish(inputs * pitch + 0.8 * em, label);
}

/**
 * @param {Circuits} circuits - for addition @param {DrawingOptions} options
 * @returns {unknown} full adders, one under the other
 */
function drawAdders({ problem, bits, deep }, { width, em, label }) {
  const sheet = new CircuitSheet({ width, em });
  const { inputs, outputs, signals } = deep;
  const isOn = (/** @type {number} */ signal) => signals[signal] === 1;
  const lead = 3.6 * em;
  const tail = 3.6 * em;
  const between = Math.min(3.2 * em, 0.12 * width);
  const room = (width - lead - tail - between) / 2;
  const box = { width: Math.min(11 * em, room), height: 3.6 * em };
  const row = 7 * em;
  const second = lead + box.width + between;
  const right = second + box.width + 1.3 * em;
  const channel = second - 0.3 * between;
  const size = Math.min(em, 0.3 * between);
  const near = 0.28 * size;
  const carryX = channel - 0.35 * between - size;
  /** The carry into the next bit, and the height it comes from. */
  let carry = { signal: -1, y: 0 };

  for (let bit = 0; bit < bits; bit += 1) {
    const isHalf = bit === 0;
    const y = (bit + 0.5) * row - 1.1 * em;
    const first = isHalf
      ? inputs
      : inputs + HALF_ADDER + FULL_ADDER * (bit - 1);
    const half = { x: lead, y, ...box };
    const ports = portsOf(half);
    const [x1, y1] = [2 * bit, 2 * bit + 1];
    for (const [input, height] of /** @type {const} */ ([
      [x1, ports.one],
      [y1, ports.other],
    ])) {
      const name = inputName(input, problem);
      sheet.wire(`M${2.2 * em} ${height}H${lead}`, isOn(input));
      sheet.lamp(2.2 * em, height, isOn(input), name, 'left');
    }
    const answers = fourFrom(first, isOn);
    drawXor(sheet, half, [isOn(x1), isOn(y1)], answers);
    const carryY = y + 0.5 * box.height + 1.2 * em;
    sheet.wire(`M${ports.tap.x} ${y}V${carryY - near}H${carryX}`, answers[0]);
    const end = { x: lead + box.width, y };
    if (!isHalf) {
      const full = { x: second, y, ...box };
      const into = portsOf(full);
      const others = fourFrom(first + XOR, isOn);
      const carried = isOn(carry.signal);
      connect(sheet, end, { x: second, y: into.one }, answers[3]);
      sheet.wire(`M${channel} ${carry.y}V${into.other}H${second}`, carried);
      drawXor(sheet, full, [answers[3], carried], others);
      sheet.wire(
        `M${into.tap.x} ${y}V${carryY + em}H${carryX - 1.1 * size}V${carryY + near}H${carryX}`,
        others[0],
      );
      sheet.wire(`M${second + box.width} ${y}H${right}`, others[3]);
    } else {
      sheet.wire(`M${end.x} ${y}H${right}`, answers[3]);
    }
    const next = first + (isHalf ? HALF_ADDER : FULL_ADDER) - 1;
    sheet.wire(`M${carryX} ${carryY}H${channel}`, isOn(next));
    sheet.nand(carryX, carryY, size, isOn(next), size < 0.7 * em);
    const output = isOn(outputs[bit] ?? 0);
    sheet.lamp(right, y, output, outputName(bit, problem), 'right');
    carry = { signal: next, y: carryY };
  }
  const last = isOn(carry.signal);
  const bottom = carry.y + 2.4 * em;
  sheet.wire(`M${channel} ${carry.y}V${bottom}H${right}`, last);
  const name = outputName(bits, problem);
  sheet.lamp(right, bottom, last, name, 'right');
  return sheet.finish(bottom + 1.2 * em, label);
}

/**
 * @param {number} first - the signal of an XOR's first NAND
 * @param {(signal: number) => boolean} isOn - what a signal is
 * @returns {import('./circuit-xor.js').Four} its four
 */
function fourFrom(first, isOn) {
  return [isOn(first), isOn(first + 1), isOn(first + 2), isOn(first + 3)];
}

/**
 * @param {CircuitSheet} sheet - drawn on
 * @param {{ x: number, y: number }} from - where the wire starts
 * @param {{ x: number, y: number }} to - where it ends
 * @param {boolean} isOn - whether it carries a 1
 */
function connect(sheet, from, to, isOn) {
  const turn = to.x - 0.5 * sheet.em;
  const x = Math.max(turn, (from.x + to.x) / 2);
  sheet.wire(`M${from.x} ${from.y}H${x}V${to.y}H${to.x}`, isOn);
}
