import { nothing, svg } from 'lit';
import { countText } from '../../kit/numbers.js';
import { plotText } from '../../kit/plot/axes.js';
import { inputName, outputName } from './words.js';
import { CircuitSheet, gatePath, lit } from './sheet.js';
import { layoutTwoLayer } from './circuit-two-layer-layout.js';

/** @import { Circuits } from './circuit-numbers.js' */
/** @import { TwoLayerLayout } from './circuit-two-layer-layout.js' */

/**
 * Draws ANDs as rows over the inputs' columns, and ORs as columns on the right.
 *
 * @param {Circuits} circuits
 * @param {import('./sheet.js').DrawingOptions} options
 */
export function drawTwoLayer({ problem, twoLayer }, { width, em, label }) {
  const sheet = new CircuitSheet({ width, em });
  const layout = layoutTwoLayer(twoLayer, { width, em });
  const { rows, missing, column, bottom, noteY } = layout;
  const pen = { problem, circuit: twoLayer, layout, sheet };
  for (let input = 0; input < twoLayer.inputs; input += 1) {
    inputColumn(pen, input);
  }
  for (const row of rows) termRow(pen, row);
  twoLayer.outputs.forEach((signal, output) => {
    outputColumn(pen, signal, output);
  });
  sheet.add(
    missing > 0
      ? plotText(
          column(0),
          noteY,
          `${countText(missing)} more ANDs, not drawn`,
          {
            anchor: 'start',
            name: 'circuit-note',
          },
        )
      : nothing,
  );
  return sheet.finish(bottom, label);
}

/** @param {Pen} pen @param {number} input - the column of which */
function inputColumn({ problem, circuit, layout, sheet }, input) {
  const { em } = sheet;
  const { top, last, lampRadius, isTight } = layout;
  const isOn = circuit.signals[input] === 1;
  const x = layout.column(input);
  const side = isTight && input % 2 === 1 ? 'far-above' : 'above';
  const name = inputName(input, problem);
  sheet.wire(`M${x} ${top - em}V${last}`, isOn);
  sheet.lamp(x, top - 1.5 * em, isOn, name, side, lampRadius);
}

/** @param {Pen} pen @param {TwoLayerLayout['rows'][number]} row - an AND */
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
    sheet.gate(gatePath(column(inputs) + 0.2 * pitch, y, size), isOn);
  }
  sheet.add(literal(end, y, r, true, isOn));
}

/**
 * @param {Pen} pen - what is drawn, and where
 * @param {number} signal - of the output
 * @param {number} output - which one, from 0
 */
function outputColumn({ problem, circuit, layout, sheet }, signal, output) {
  const { em } = sheet;
  const { inputs, gates, signals } = circuit;
  const { rows, last, pitch, isTight, lampRadius } = layout;
  const isOn = signals[signal] === 1;
  const x = layout.column(inputs + 1 + output);
  const first = rows.find((row) => row.output === output);
  const y = last + 2.1 * em;
  sheet.wire(`M${x} ${first?.y ?? last}V${y}`, isOn);
  // A single AND is the output itself.
  if (gates[signal - inputs]?.operation === 'or') {
    const size = Math.min(1.2 * em, 0.8 * pitch);
    sheet.gate(orPath(x, last + 0.75 * em, size), isOn);
  }
  const side = isTight && output % 2 === 1 ? 'far-below' : 'below';
  sheet.lamp(x, y, isOn, outputName(output, problem), side, lampRadius);
}

/**
 * @param {number} x - of the centre
 * @param {number} y - of the centre
 * @param {number} r - its radius
 * @param {boolean} isPlain - rather than negated
 * @param {boolean} isOn - whether the AND gets a 1 from it
 * @returns {unknown} a dot, or a ring
 */
function literal(x, y, r, isPlain, isOn) {
  const name = isPlain ? 'circuit-dot' : 'circuit-dot is-ring';
  return svg`<circle class=${lit(name, isOn)} cx=${x} cy=${y} r=${r}></circle>`;
}

/**
 * @param {number} x - of the centre
 * @param {number} y - of the centre
 * @param {number} size - its width
 */
function orPath(x, y, size) {
  const half = size / 2;
  return `M${x - half} ${y - half}q${half} ${0.45 * half} ${size} 0q${0.1 * half} ${1.4 * half} ${-half} ${size}q${-1.1 * half} ${-0.6 * half} ${-half} ${-size}z`;
}

/**
 * @typedef {object} Pen
 * @property {Circuits['problem']} problem - what is computed
 * @property {Circuits['twoLayer']} circuit - the circuit with its signals
 * @property {TwoLayerLayout} layout - what goes where
 * @property {CircuitSheet} sheet - drawn on
 */
