import { inputName, notDrawn, outputName } from './words.js';
import { CircuitSheet, gatePath } from './circuit-parts.js';
import { layoutTwoLayer } from './circuit-two-layer-layout.js';
import { createSvg } from '../../kit/create.js';
import { svgText } from '../../kit/svg-text.js';

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
  const layout = layoutTwoLayer(twoLayer, { width, em });
  const { rows, missing, column, bottom } = layout;
  const pen = { problem, circuit: twoLayer, layout, sheet };
  for (let input = 0; input < twoLayer.inputs; input += 1) {
    inputColumn(pen, input);
  }
  for (const row of rows) termRow(pen, row);
  twoLayer.outputs.forEach((_, output) => outputColumn(pen, output));
  if (missing > 0) {
    const note = {
      anchor: /** @type {const} */ ('start'),
      name: 'circuit-note',
    };
    sheet.add(svgText(column(0), layout.noteY, notDrawn(missing), note));
  }
  return sheet.finish(bottom, label);
}

/**
 * @param {Pen} pen - what is drawn, and where
 * @param {number} input - the column of which
 */
function inputColumn({ problem, circuit, layout, sheet }, input) {
  const { em } = sheet;
  const isOn = circuit.signals[input] === 1;
  const x = layout.column(input);
  sheet.wire(`M${x} ${layout.top - em}V${layout.last}`, isOn);
  sheet.lamp(x, layout.top - 1.5 * em, isOn, {
    name: inputName(input, problem),
    side: layout.isTight && input % 2 === 1 ? 'far-above' : 'above',
    r: lampSize(layout, em),
  });
}

/**
 * @param {Pen} pen - what is drawn, and where
 * @param {import('./circuit-two-layer-layout.js').TwoLayerLayout['rows'][number]} row -
 *   an AND
 */
function termRow({ circuit, layout, sheet }, { signal, output, y }) {
  const { inputs, gates, signals } = circuit;
  const { column, height, pitch } = layout;
  const isOn = signals[signal] === 1;
  const r = Math.min(0.24 * sheet.em, 0.36 * height);
  const end = column(inputs + 1 + output);
  sheet.wire(`M${column(0)} ${y}H${end}`, isOn);
  for (const wire of gates[signal - inputs]?.wires ?? []) {
    const isPlain = wire.weight > 0;
    const agrees = (signals[wire.signal] === 1) === isPlain;
    sheet.add(literal(column(wire.signal), y, r, isPlain, agrees));
  }
  if (layout.hasGates) {
    const size = Math.min(0.72 * height, 1.1 * sheet.em, 0.8 * pitch);
    const x = column(inputs) + 0.2 * pitch;
    const name = isOn ? 'circuit-gate is-on' : 'circuit-gate';
    sheet.add(createSvg('path', { class: name, d: gatePath(x, y, size) }));
  }
  sheet.add(literal(end, y, r, true, isOn));
}

/**
 * @param {Pen} pen - what is drawn, and where
 * @param {number} output - the column of which
 */
function outputColumn({ problem, circuit, layout, sheet }, output) {
  const { em } = sheet;
  const { inputs, gates, outputs, signals } = circuit;
  const { rows, last, pitch, isTight } = layout;
  const signal = outputs[output] ?? 0;
  const isOn = signals[signal] === 1;
  const x = layout.column(inputs + 1 + output);
  const first = rows.find((row) => row.output === output);
  const lampY = last + 2.1 * em;
  sheet.wire(`M${x} ${first?.y ?? last}V${lampY}`, isOn);
  // A single AND is the output itself.
  if (gates[signal - inputs]?.operation === 'or') {
    const size = Math.min(1.2 * em, 0.8 * pitch);
    const name = isOn ? 'circuit-gate is-on' : 'circuit-gate';
    const d = orPath(x, last + 0.75 * em, size);
    sheet.add(createSvg('path', { class: name, d }));
  }
  sheet.lamp(x, lampY, isOn, {
    name: outputName(output, problem),
    side: isTight && output % 2 === 1 ? 'far-below' : 'below',
    r: lampSize(layout, em),
  });
}

/**
 * @param {import('./circuit-two-layer-layout.js').TwoLayerLayout} layout - what
 *   goes where
 * @param {number} em - the size of the type
 * @returns {number} the radius of a lamp
 */
function lampSize({ pitch }, em) {
  return Math.min(0.72 * em, 0.46 * pitch);
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

/** @typedef {import('./circuit-numbers.js').Circuits} Circuits */

/**
 * @typedef {object} Pen
 * @property {Circuits['problem']} problem - what is computed
 * @property {Circuits['twoLayer']} circuit - the circuit with its signals
 * @property {import('./circuit-two-layer-layout.js').TwoLayerLayout} layout -
 *   what goes where
 * @property {CircuitSheet} sheet - drawn on
 */
