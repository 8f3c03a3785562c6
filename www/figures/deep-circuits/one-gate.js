/** The sixteen functions of two inputs, and what computes each. */
import { html, nothing, svg } from 'lit';
import { take } from '../../core/plain.js';
import {
  functionNames,
  functionWords as words,
  gateText,
  neuronText,
} from './one-gate-words.js';

/** Side of the square of corners, and the room around it. */
const SIDE = 40;
const ROOM = 14;

/**
 * @param {import('../../core/core.js').CoreParts['circuits']} core - loaded
 * @returns {unknown} a template
 */
export function oneGate(core) {
  const functions = take(core.twoInputFunctions());
  const gates = functions.filter(({ gate }) => gate).length;
  const neurons = functions.filter(({ neuron }) => neuron).length;
  const two = take(core.twoLayerReach(2));
  const three = take(core.twoLayerReach(3));
  return html`<div class="circuit-one-gate">
    <p>
      ${`Two inputs have 16 functions. One AND, OR, NAND or NOR, with or without negated inputs, computes ${gates} of them: all 60 such gates were tried. One neuron computes ${neurons}. XOR and its negation are missing from both.`}
    </p>
    ${functionList(functions)}
    <p class="ug-hint">${words.key}</p>
    <p>${words.proof}</p>
    <p>
      ${`Two layers of ANDs and NANDs compute every function, but only where negated inputs are given too. From x and y alone they reach ${two.withoutNegations} of ${two.functions}, and XOR is again not among them; with ¬x and ¬y, ${two.withNegations} of ${two.functions}. Of three inputs, ${three.withoutNegations} and ${three.withNegations} of ${three.functions}.`}
    </p>
  </div>`;
}

/**
 * @param {readonly TwoInputFunction[]} functions - the sixteen
 * @returns {unknown} a tile for each: its corners, the gate that computes it, and
 *   the neuron
 */
export function functionList(functions) {
  return html`<ul class="circuit-functions" aria-label=${words.list}>
    ${functions.map(
      ({ table, gate, neuron, withoutNegations }) =>
        html`<li class=${gate ? '' : 'is-missing'}>
          ${corners(table, neuron)}
          <b>${functionNames[table] ?? ''}</b>
          <span class="circuit-how">
            ${gate ? gateText(gate.operation, gate.literals) : words.noGate}
          </span>
          <span class="circuit-how">
            ${neuron ? neuronText(neuron.weights, neuron.threshold) : words.noNeuron}
          </span>
          ${
            withoutNegations
              ? nothing
              : html`<span class="circuit-how">${words.needsNegations}</span>`
          }
        </li>`,
    )}
  </ul>`;
}

/**
 * @param {number} table - the function's values
 * @param {TwoInputFunction['neuron']} neuron - that computes it
 * @returns {unknown} the four corners, and what parts them: the neuron's line, or
 *   for want of one the two diagonals
 */
function corners(table, neuron) {
  const size = SIDE + 2 * ROOM;
  const across = (/** @type {number} */ x) => ROOM + SIDE * x;
  const up = (/** @type {number} */ y) => ROOM + SIDE * (1 - y);
  const line = (
    /** @type {string} */ name,
    /** @type {Ends} */ [x1, y1, x2, y2],
  ) =>
    svg`<line class=${name} x1=${across(x1)} y1=${up(y1)} x2=${across(x2)} y2=${up(y2)}></line>`;
  const ends = neuron && lineAcross(neuron.weights, neuron.threshold - 0.5);
  return html`<svg
    aria-hidden="true"
    width=${size}
    height=${size}
    viewBox="0 0 ${size} ${size}"
  >
    <rect
      class="circuit-square"
      x=${ROOM}
      y=${ROOM}
      width=${SIDE}
      height=${SIDE}
    ></rect>
    ${ends ? line('circuit-parting', ends) : nothing}
    ${
      neuron
        ? nothing
        : [
            line('circuit-diagonal', [0, 0, 1, 1]),
            line('circuit-diagonal', [0, 1, 1, 0]),
          ]
    }
    ${[0, 1, 2, 3].map((row) => {
      const name =
        (table >> row) & 1 ? 'circuit-corner is-on' : 'circuit-corner';
      return svg`<circle class=${name} cx=${across(row >> 1)} cy=${up(row & 1)} r="6"></circle>`;
    })}
  </svg>`;
}

/**
 * @param {readonly number[]} weights - two, −1, 0 or 1 each
 * @param {number} bound - the weighted sum on the line
 * @returns {Ends | null} where the line enters and leaves the picture; none where
 *   it does not
 */
export function lineAcross([v = 0, w = 0], bound) {
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
  const [one, other] = met.filter((point) =>
    point.every((at) => at >= low - 1e-9 && at <= high + 1e-9),
  );
  return one && other ? [...one, ...other] : null;
}

/** @typedef {[number, number, number, number]} Ends - x₁, y₁, x₂, y₂ */
/** @typedef {import('../../core/plain.js').Plain<import('../../core/circuits.js').TwoInputFunction>} TwoInputFunction */
