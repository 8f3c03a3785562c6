/** Under each neuron: its factor as a bar, and the gradient of its bias as a dot. */
import { nothing, svg } from 'lit';
import { decadeText, shortNumber } from '../../kit/numbers.js';
import { layerStyle } from '../../kit/palette.js';
import { axes, line, plotText, px } from '../../kit/plot/axes.js';
import { decadeScale, decadesAround } from '../../kit/plot/scale.js';
import { setStyles } from '../../kit/set-styles.js';
import { factorName, factorOf } from './chain-sentence.js';
import { chainWords as words } from './words.js';

/** @import { Scale } from '../../kit/plot/scale.js' */

/** In em: the least height of bars and dots with their axis and names. */
export const LEAST_CHART = 8;

/** In em: the heights of bars alone, under every row of the chain. */
export const LEAST_STRIP = 2.4;
export const MOST_STRIP = 4.4;

/** How far a bar and a dot are from the middle of their neuron, in em. */
const APART = 0.95;

/** In em: in narrower cells the number of a dot stands over it. */
const CELL_FOR_ASIDE = 6.5;

/**
 * @param {Chain} chain
 * @param {ChainLayout} layout - with room below each row
 */
export function drawBars(chain, layout) {
  const { neurons } = chain;
  const factors = layout.places
    .slice(0, neurons)
    .map((_, index) => factorOf(chain, index + 1));
  return layout.isCharted
    ? drawChart(chain, layout, factors)
    : drawStrips(chain, layout, factors);
}

/**
 * Both stand on one axis of decades: the gradient shrinks, from the cost back, by
 * what the bars say.
 *
 * @param {Chain} chain @param {ChainLayout} layout @param {Factor[]} factors
 */
function drawChart(chain, layout, factors) {
  const { neurons, readings, log10, attribution } = chain;
  const { width, height, places, cell, above, lead, em } = layout;
  const frame = {
    width,
    height,
    em,
    left: lead + 0.6 * em,
    right: width - 0.4 * em,
    top: above + 2.1 * em,
    bottom: height - 2.9 * em,
  };
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
  const isAside = cell >= CELL_FOR_ASIDE * em;
  return svg`
    ${axes({ frame, x: [], y: y.ticks((frame.bottom - frame.top) / (1.5 * em), { including: 0 }).map((tick) => (tick.value === 0 ? { ...tick, name: 'is-base' } : tick)), yTitle: words.barsTitle })}
    <g data-control="factors">${factors.map(({ value, log10: log }, index) => {
      const x = places[index]?.x ?? NaN;
      const text = { room: 0.95 * cell };
      return svg`<g ${setStyles(layerStyle(index, neurons))}>
        ${rod(x - APART * em, 1.2 * em, y, log)}
        ${plotText(x, frame.bottom + 1.2 * em, factorName(index + 1), { ...text, name: 'is-quiet' })}
        ${plotText(x, frame.bottom + 2.5 * em, shortNumber(value, log), { ...text, name: 'is-strong' })}
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
        const at = Number.isNaN(dot.y) ? frame.bottom : dot.y;
        const ends = [y(0), y(factors[index]?.log10 ?? NaN)];
        const isOverBar =
          at - 0.5 * em > Math.min(...ends) &&
          at - 1.6 * em < Math.max(...ends);
        // The title is above, the names of the factors are below.
        const isBelow =
          (isOverBar || at - 1.5 * em < frame.top) &&
          at + 1.1 * em < frame.bottom;
        const look = {
          name: isCulprit ? 'is-strong' : undefined,
          // Up to the next bar.
          room: cell - (isAside ? 3.3 : 1.6) * em,
        };
        return svg`<g ${setStyles(layerStyle(index, neurons))}>
          ${Number.isNaN(dot.y) ? nothing : svg`<circle class=${Number.isFinite(log10.dCdb[index]) ? 'plot-bead' : 'plot-bead is-lost'} cx=${px(dot.x)} cy=${px(dot.y)} r=${px(0.36 * em)}></circle>`}
          ${
            isAside
              ? plotText(dot.x + 0.6 * em, at + 0.3 * em, text, {
                  ...look,
                  anchor: 'start',
                })
              : plotText(dot.x, at + (isBelow ? 1.35 : -0.7) * em, text, look)
          }
        </g>`;
      })}
    </g>`;
}

/**
 * Bars alone, on one axis for all rows.
 *
 * @param {Chain} chain @param {ChainLayout} layout @param {Factor[]} factors
 */
function drawStrips({ neurons }, layout, factors) {
  const { places, cell, above, bars, rowHeight, lead, em } = layout;
  const domain = decadesAround(
    factors.map((factor) => factor.log10),
    { including: 0, fewest: 1 },
  );
  const strip = (/** @type {number} */ row) => {
    const from = row * rowHeight + above;
    return { top: from + 0.4 * em, bottom: from + bars - 1.5 * em };
  };
  const rows = (places.at(-1)?.row ?? 0) + 1;
  const scales = Array.from({ length: rows }, (_, row) => {
    const { top, bottom } = strip(row);
    return decadeScale({ domain, range: [bottom, top] });
  });
  return svg`<g data-control="factors">
    ${scales.map((y, row) => {
      const own = places.slice(0, neurons).filter((place) => place.row === row);
      const right = (own.at(-1)?.x ?? lead) + 0.45 * cell;
      if (own.length === 0) return nothing;
      const far = domain[1] > -domain[0] ? domain[1] : domain[0];
      // In a low strip they would be over each other.
      const isHigh = Math.abs(y(far) - y(0)) >= 1.1 * em;
      return svg`<g class="plot-grid">
        ${line(lead, y(0), right, y(0), 'is-base')}
        ${plotText(lead - 0.2 * em, y(0), '1', { anchor: 'end', isCentred: true, em })}
        ${isHigh ? plotText(lead - 0.2 * em, y(far), decadeText(far), { anchor: 'end', isCentred: true, em }) : nothing}
      </g>`;
    })}
    ${factors.map(({ value, log10 }, index) => {
      const { x = NaN, row = 0 } = places[index] ?? {};
      const y = /** @type {Scale} */ (scales[row]);
      const base = strip(row).bottom + 1.1 * em;
      return svg`<g ${setStyles(layerStyle(index, neurons))}>
        ${rod(x, 1.2 * em, y, log10)}
        ${plotText(x, base, shortNumber(value, log10, 2), { name: 'is-factor', room: 0.95 * cell })}
      </g>`;
    })}
  </g>`;
}

/**
 * @param {number} x - its middle
 * @param {number} width
 * @param {Scale} y - of logarithms
 * @param {number} log10 - of the factor
 * @returns {unknown} a bar from 1 to it, hollow where it has no place on the axis
 */
function rod(x, width, y, log10) {
  const [from, to] = [y(0), y(log10)];
  if (Number.isNaN(to)) return nothing;
  const name = Number.isFinite(log10) ? 'plot-rod' : 'plot-rod is-lost';
  return svg`<rect class=${name} x=${px(x - width / 2)} y=${px(Math.min(from, to))} width=${px(width)} height=${px(Math.abs(to - from))}></rect>`;
}

/** @typedef {{ value: number, log10: number }} Factor */
/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
/** @typedef {import('./chain-drawing.js').ChainLayout} ChainLayout */
