import { inputName, outputName } from './words.js';
import { CircuitSheet } from './circuit-parts.js';
import { createSvg } from '../../kit/create.js';
import { svgText } from '../../kit/svg-text.js';

/**
 * Draws the network of threshold neurons: inputs, neurons, outputs, from left to
 * right.
 *
 * @param {import('./circuit-numbers.js').Circuits} circuits -
 *   with their signals
 * @param {import('./circuit-parts.js').Size & { label: string }} options - the
 *   room, and what the picture says
 * @returns {SVGSVGElement} the picture
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
  const radius = 1.08 * em;
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
    const name = 'circuit-neuron';
    const text = `≥\u2009${threshold}`;
    sheet.add(
      createSvg(
        'g',
        { class: isOn(inputs + gate) ? `${name} is-on` : name },
        createSvg('circle', { cx: to.x, cy: to.y, r: radius }),
        svgText(to.x, to.y + 0.3 * em, text),
      ),
    );
  });
  for (let input = 0; input < inputs; input += 1) {
    const { x, y } = at(input);
    const name = inputName(input, problem);
    const weight = 2 ** (input >> 1);
    sheet.lamp(x, y, isOn(input), {
      name: problem === 'parity' ? name : `${weight}\u2009·\u2009${name}`,
      side: 'left',
    });
  }
  outputs.forEach((signal, place) => {
    const from = at(signal);
    const y = spread(place, outputs.length);
    sheet.wire(`M${from.x} ${from.y}L${right} ${y}`, isOn(signal));
    sheet.lamp(right, y, isOn(signal), {
      name: outputName(place, problem),
      side: 'right',
    });
  });
  return sheet.finish(height, label);
}
