/** Under each neuron: its factor as a bar, and the gradient of its bias as a dot. */
import { nothing, svg } from 'lit';
import { shortNumber } from '../../kit/numbers.js';
import { layerStyle } from '../../kit/palette.js';
import { axes, plotText, px } from '../../kit/plot/axes.js';
import { decadeScale, decadesAround } from '../../kit/plot/scale.js';
import { setStyles } from '../../kit/set-styles.js';
import { factorName, factorOf } from './chain-sentence.js';
import { chainWords as words } from './words.js';

/** The least height of the bars with their axis and names, in em. */
export const LEAST_BARS = 8;

/** How far a bar and a dot are from the middle of their neuron, in em. */
const APART = 0.95;

/**
 * Both stand on one axis of decades: the gradient shrinks, from the cost back, by
 * what the bars say.
 *
 * @param {import('./chain-numbers.js').ChainNumbers} chain
 * @param {import('./chain-drawing.js').ChainLayout} layout - with room below
 */
export function drawBars(chain, { width, height, places, bars, lead, em }) {
  const { neurons, readings, log10, attribution } = chain;
  const frame = {
    width,
    height: height + bars,
    em,
    left: lead + 0.6 * em,
    right: width - 0.4 * em,
    top: height + 2.1 * em,
    bottom: height + bars - 2.9 * em,
  };
  const factors = places
    .slice(0, neurons)
    .map((_, index) => factorOf(chain, index + 1));
  const logs = [...factors.map((factor) => factor.log10), ...log10.dCdb];
  const y = decadeScale({
    domain: decadesAround(logs, { including: 0 }),
    range: [frame.bottom, frame.top],
  });
  const dots = places.slice(0, neurons).map(({ x }, index) => ({
    x: x + APART * em,
    y: y(log10.dCdb[index] ?? NaN),
  }));
  const steps = dots
    .filter((dot) => Number.isFinite(dot.y))
    .map((dot) => `${px(dot.x)},${px(dot.y)}`);
  return svg`
    ${axes({ frame, x: [], y: y.ticks((frame.bottom - frame.top) / (1.5 * em), { including: 0 }).map((tick) => (tick.value === 0 ? { ...tick, name: 'is-base' } : tick)), yTitle: words.barsTitle })}
    <g data-control="factors">${factors.map(({ value, log10: log }, index) => {
      const x = (places[index]?.x ?? NaN) - APART * em;
      const [from, to] = [y(0), y(log)];
      const isLost = !Number.isFinite(log);
      return svg`<g ${setStyles(layerStyle(index, neurons))}>
        ${Number.isNaN(to) ? nothing : svg`<rect class=${isLost ? 'plot-rod is-lost' : 'plot-rod'} x=${px(x - 0.6 * em)} y=${px(Math.min(from, to))} width=${px(1.2 * em)} height=${px(Math.abs(to - from))}></rect>`}
        ${plotText(x + APART * em, frame.bottom + 1.2 * em, factorName(index + 1), { name: 'is-quiet' })}
        ${plotText(x + APART * em, frame.bottom + 2.5 * em, shortNumber(value, log), { name: 'is-strong' })}
      </g>`;
    })}</g>
    <g data-control="gradients">
      <polyline class="plot-steps" points=${steps.join(' ')}></polyline>
      ${dots.map((dot, index) => {
        const isCulprit =
          attribution.neuron > 0 && attribution.factor - 1 === index + 1;
        const text = shortNumber(
          readings.dCdb[index] ?? NaN,
          log10.dCdb[index],
        );
        return svg`<g ${setStyles(layerStyle(index, neurons))}>
          ${Number.isNaN(dot.y) ? nothing : svg`<circle class=${Number.isFinite(log10.dCdb[index]) ? 'plot-bead' : 'plot-bead is-lost'} cx=${px(dot.x)} cy=${px(dot.y)} r=${px(0.36 * em)}></circle>`}
          ${plotText(dot.x + 0.6 * em, (Number.isNaN(dot.y) ? frame.bottom : dot.y) + 0.3 * em, text, { anchor: 'start', name: isCulprit ? 'is-strong' : undefined })}
        </g>`;
      })}
    </g>`;
}
