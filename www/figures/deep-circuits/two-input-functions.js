import {
  functionNames,
  functionWords,
  gateText,
  neuronText,
} from './two-input-words.js';
import { create, createSvg } from '../../kit/create.js';

/** Side of the square of corners, and the room around it. */
const SIDE = 40;
const ROOM = 14;

/**
 * @param {readonly TwoInputFunction[]} functions - the sixteen
 * @returns {HTMLElement} a tile for each: its corners, the line of a neuron that
 *   computes it, and the gate that does
 */
export function drawFunctions(functions) {
  return create(
    'ul',
    { class: 'circuit-functions', 'aria-label': functionWords.list },
    ...functions.map(tile),
  );
}

/**
 * @param {TwoInputFunction} of - a function
 * @returns {HTMLLIElement} its tile
 */
function tile({ table, gate, neuron, withoutNegations }) {
  const name = functionNames[table] ?? '';
  const gateWords = gate
    ? gateText(gate.operation, gate.literals)
    : functionWords.noGate;
  const neuronWords = neuron
    ? neuronText(neuron.weights, neuron.threshold)
    : functionWords.noNeuron;
  return create(
    'li',
    { class: gate ? null : 'is-missing' },
    corners(table, neuron),
    create('b', {}, name),
    create('span', { class: 'circuit-how' }, gateWords),
    create('span', { class: 'circuit-how' }, neuronWords),
    withoutNegations
      ? null
      : create('span', { class: 'circuit-how' }, functionWords.needsNegations),
  );
}

/**
 * @param {number} table - the function's values
 * @param {TwoInputFunction['neuron']} neuron - that computes it
 * @returns {SVGSVGElement} the four corners, and what parts them
 */
function corners(table, neuron) {
  const size = SIDE + 2 * ROOM;
  const $svg = createSvg('svg', {
    'aria-hidden': 'true',
    width: size,
    height: size,
    viewBox: `0 0 ${size} ${size}`,
  });
  const across = (/** @type {number} */ x) => ROOM + SIDE * x;
  const up = (/** @type {number} */ y) => ROOM + SIDE * (1 - y);
  const box = { x: ROOM, y: ROOM, width: SIDE, height: SIDE };
  $svg.append(createSvg('rect', { class: 'circuit-square', ...box }));
  if (neuron) {
    const ends = lineAcross(neuron.weights, neuron.threshold - 0.5);
    if (ends) {
      const [x1, y1, x2, y2] = ends;
      const line = { x1: across(x1), y1: up(y1), x2: across(x2), y2: up(y2) };
      $svg.append(createSvg('line', { class: 'circuit-parting', ...line }));
    }
  } else {
    for (const [y1, y2] of /** @type {const} */ ([
      [0, 1],
      [1, 0],
    ])) {
      const line = { x1: across(0), y1: up(y1), x2: across(1), y2: up(y2) };
      $svg.append(createSvg('line', { class: 'circuit-diagonal', ...line }));
    }
  }
  for (const row of [0, 1, 2, 3]) {
    $svg.append(
      createSvg('circle', {
        class: (table >> row) & 1 ? 'circuit-corner is-on' : 'circuit-corner',
        cx: across(row >> 1),
        cy: up(row & 1),
        r: 6,
      }),
    );
  }
  return $svg;
}

/**
 * @param {readonly [number, number]} weights - −1, 0 or 1 each
 * @param {number} bound - the weighted sum on the line
 * @returns {[number, number, number, number] | null} where the line enters and
 *   leaves the picture; none where it does not
 */
export function lineAcross([v, w], bound) {
  const out = ROOM / SIDE;
  const [low, high] = [-out, 1 + out];
  if (v === 0 && w === 0) return null;
  if (w === 0) return [bound / v, low, bound / v, high];
  if (v === 0) return [low, bound / w, high, bound / w];
  const y = (/** @type {number} */ x) => (bound - v * x) / w;
  const x = (/** @type {number} */ height) => (bound - w * height) / v;
  /** @type {[number, number][]} */
  const met = [
    [low, y(low)],
    [high, y(high)],
    [x(low), low],
    [x(high), high],
  ];
  const inside = met.filter((point) =>
    point.every((at) => at >= low - 1e-9 && at <= high + 1e-9),
  );
  const [one, other] = inside;
  return one && other ? [...one, ...other] : null;
}

/** @typedef {import('./circuit-numbers.js').TwoInputFunction} TwoInputFunction */
