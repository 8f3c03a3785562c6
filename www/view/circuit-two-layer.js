import { inputName, notDrawn, outputName } from '../words/deep-circuits.js';
import { CircuitSheet, gatePath } from './circuit-parts.js';
import { createSvg } from './create.js';
import { svgText } from './svg-text.js';

/** More ANDs than this are not drawn, but for those whose answer is 1. */
const MOST_ROWS = 96;

/** From so many rows on, rows are closer, and closer still. */
const HEIGHTS = Object.freeze([
  { rows: 8, ems: 2 },
  { rows: 16, ems: 1.4 },
  { rows: 32, ems: 0.95 },
  { rows: 64, ems: 0.56 },
  { rows: Infinity, ems: 0.44 },
]);

/** Rows closer than this have room for a dot, but for no gate. */
const ROOM_FOR_GATE = 0.9;

/**
 * Draws ANDs as rows over the inputs' columns, and ORs as columns on the right.
 *
 * @param {Circuits} circuits - with their signals
 * @param {import('./circuit-parts.js').Size & { label: string }} options - the
 *   room, and what the picture says
 * @returns {SVGSVGElement} the picture
 */
export function drawTwoLayer({ problem, twoLayer }, { width, em, label }) {
  const sheet = new CircuitSheet({ width, em });
  const { inputs, gates, outputs, signals } = twoLayer;
  const isOn = (/** @type {number} */ signal) => signals[signal] === 1;
  const terms = termsOf(twoLayer);
  const shown = rowsToDraw(terms.map(({ signal }) => isOn(signal)));
  const ems = HEIGHTS.find(({ rows }) => shown.length <= rows)?.ems ?? 0.44;
  const height = ems * em;
  const gap = terms.length > shown.length ? 2 * em : 0;
  // After the columns of the inputs comes one for the gates, then the ORs'.
  const columns = inputs + outputs.length + 2;
  const pitch = Math.min(3 * em, (width - 1.2 * em) / columns);
  const column = (/** @type {number} */ n) => 0.6 * em + (n + 0.5) * pitch;
  const top = 3.4 * em;
  const last = top + shown.length * height + gap;
  const bottom = last + 3.9 * em;
  const lampSize = Math.min(0.72 * em, 0.46 * pitch);
  const dot = Math.min(0.24 * em, 0.36 * height);
  const gateX = column(inputs) + 0.2 * pitch;

  for (let input = 0; input < inputs; input += 1) {
    const x = column(input);
    sheet.wire(`M${x} ${top - em}V${last}`, isOn(input));
    sheet.lamp(x, top - 1.5 * em, isOn(input), {
      name: inputName(input, problem),
      r: lampSize,
    });
  }
  let y = top + height / 2;
  /** Where the first row of each output is. */
  const starts = new Map();
  shown.forEach((index, place) => {
    const before = shown[place - 1] ?? -1;
    if (index > before + 1) y += gap;
    const { signal, output } = /** @type {Term} */ (terms[index]);
    const on = isOn(signal);
    if (!starts.has(output)) starts.set(output, y);
    sheet.wire(`M${column(0)} ${y}H${column(inputs + 1 + output)}`, on);
    for (const wire of gates[signal - inputs]?.wires ?? []) {
      const isPlain = wire.weight > 0;
      const agrees = isOn(wire.signal) === isPlain;
      sheet.add(literal(column(wire.signal), y, dot, isPlain, agrees));
    }
    if (ems >= ROOM_FOR_GATE) {
      const name = on ? 'circuit-gate is-on' : 'circuit-gate';
      const size = Math.min(0.72 * height, 1.1 * em, 0.8 * pitch);
      sheet.add(
        createSvg('path', { class: name, d: gatePath(gateX, y, size) }),
      );
    }
    sheet.add(literal(column(inputs + 1 + output), y, dot, true, on));
    y += height;
  });
  outputs.forEach((signal, output) => {
    const x = column(inputs + 1 + output);
    const on = isOn(signal);
    const from = starts.get(output) ?? top;
    sheet.wire(`M${x} ${from}V${bottom - 2 * em}`, on);
    const size = Math.min(1.2 * em, 0.8 * pitch);
    // A single AND is the output itself.
    if (gates[signal - inputs]?.operation === 'or') {
      const name = on ? 'circuit-gate is-on' : 'circuit-gate';
      const d = orPath(x, last + 0.75 * em, size);
      sheet.add(createSvg('path', { class: name, d }));
    }
    sheet.lamp(x, bottom - 1.8 * em, on, {
      name: outputName(output, problem),
      side: 'below',
      r: lampSize,
    });
  });
  if (gap > 0) {
    const words = notDrawn(terms.length - shown.length);
    const at = gapAt(shown, top, height) + 1.3 * em;
    const $note = svgText(column(0), at, words, { anchor: 'start' });
    $note.setAttribute('class', 'circuit-note');
    sheet.add($note);
  }
  return sheet.finish(bottom, label);
}

/**
 * @param {import('../elements/deep-circuits/circuit-numbers.js').Circuit} circuit -
 *   of ANDs and ORs
 * @returns {Term[]} its ANDs, and which output each goes to
 */
function termsOf({ inputs, gates, outputs }) {
  /** @type {Term[]} */
  const terms = [];
  let output = 0;
  gates.forEach(({ operation }, gate) => {
    const signal = inputs + gate;
    if (operation === 'and') terms.push({ signal, output });
    if (signal === outputs[output]) output += 1;
  });
  return terms;
}

/**
 * @param {readonly boolean[]} answers - of the ANDs
 * @returns {number[]} which of them are drawn: all, or the first and those that
 *   answer 1
 */
export function rowsToDraw(answers) {
  const all = answers.map((_, index) => index);
  if (all.length <= MOST_ROWS) return all;
  // Room is left for the rows that are on, of which there are few.
  const on = all.filter((index) => answers[index]);
  const first = MOST_ROWS - 8;
  return all.filter((index) => index < first || on.includes(index));
}

/**
 * @param {readonly number[]} shown - the rows that are drawn
 * @param {number} top - of the first
 * @param {number} height - of each
 * @returns {number} where the first row is missing
 */
function gapAt(shown, top, height) {
  const missing = shown.findIndex((index, place) => index !== place);
  return top + (missing < 0 ? shown.length : missing) * height;
}

/**
 * @param {number} x - of the centre
 * @param {number} y - of the centre
 * @param {number} r - its radius
 * @param {boolean} isPlain - rather than negated
 * @param {boolean} isOn - whether the AND gets a 1 from it
 * @returns {SVGElement} a dot, or a ring
 */
function literal(x, y, r, isPlain, isOn) {
  const names = ['circuit-dot', isPlain ? '' : 'is-ring', isOn ? 'is-on' : ''];
  return createSvg('circle', {
    class: names.filter((name) => name !== '').join(' '),
    cx: x,
    cy: y,
    r,
  });
}

/**
 * @param {number} x - of the centre
 * @param {number} y - of the centre
 * @param {number} size - its width
 * @returns {string} the outline of an OR that looks down
 */
function orPath(x, y, size) {
  const half = size / 2;
  return `M${x - half} ${y - half}q${half} ${0.45 * half} ${size} 0q${0.1 * half} ${1.4 * half} ${-half} ${size}q${-1.1 * half} ${-0.6 * half} ${-half} ${-size}z`;
}

/** @typedef {import('../elements/deep-circuits/circuit-numbers.js').Circuits} Circuits */
/** @typedef {{ signal: number, output: number }} Term */
