import { svg } from 'lit';
import { plotText } from '../../kit/plot/axes.js';
import { inputName, outputName } from './words.js';
import { CircuitSheet, lit } from './sheet.js';

/**
 * Draws the network of threshold neurons: inputs, neurons, outputs, from left to
 * right.
 *
 * @param {import('./circuit-numbers.js').Circuits} circuits
 * @param {import('./sheet.js').DrawingOptions} options
 */
export function drawNeurons({ problem, neurons }, { width, em, label }) {
  const sheet = new CircuitSheet({ width, em });
  const { inputs, gates, outputs, signals } = neurons;
  const isOn = (/** @type {number} */ signal) => signals[signal] === 1;
  const hidden = gates.filter(({ wires }) =>
    wires.every(({ signal }) => signal < inputs),
  ).length;
  const most = Math.max(inputs, hidden, outputs.length);
  const height = most * 2.45 * em + 1.2 * em;
  const left = (problem === 'parity' ? 2.4 : 4.4) * em;
  const right = Math.min(width - 3 * em, left + 34 * em);
  const middle = (left + right) / 2;
  const spread = (/** @type {number} */ place, /** @type {number} */ of) =>
    0.6 * em + ((place + 0.5) * (height - 1.2 * em)) / of;
  const at = (/** @type {number} */ signal) => {
    if (signal < inputs) return { x: left, y: spread(signal, inputs) };
    const place = signal - inputs;
    if (place < hidden) return { x: middle, y: spread(place, hidden) };
    return {
      x: right - 3.2 * em,
      y: spread(outputs.indexOf(signal), outputs.length),
    };
  };

  gates.forEach(({ wires, threshold }, gate) => {
    const to = at(inputs + gate);
    for (const { signal, weight } of wires) {
      const from = at(signal);
      const path = `M${from.x} ${from.y}L${to.x} ${to.y}`;
      sheet.wire(path, isOn(signal), weight < 0);
    }
    sheet.add(
      svg`<g class=${lit('circuit-neuron', isOn(inputs + gate))}>
        <circle cx=${to.x} cy=${to.y} r=${1.08 * em}></circle>
        ${plotText(to.x, to.y + 0.3 * em, `≥\u2009${threshold}`)}
      </g>`,
    );
  });
  for (let input = 0; input < inputs; input += 1) {
    const { x, y } = at(input);
    const name = inputName(input, problem);
    const weighted = `${2 ** (input >> 1)}\u2009·\u2009${name}`;
    const text = problem === 'parity' ? name : weighted;
    sheet.lamp(x, y, isOn(input), text, 'left');
  }
  outputs.forEach((signal, place) => {
    const from = at(signal);
    const y = spread(place, outputs.length);
    sheet.wire(`M${from.x} ${from.y}L${right} ${y}`, isOn(signal));
    sheet.lamp(right, y, isOn(signal), outputName(place, problem), 'right');
  });
  return sheet.finish(height, label);
}
