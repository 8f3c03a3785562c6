/** A chart of the networks: a dot a participant, on a logarithmic axis. */
import { NETWORKS } from './plan.mjs';
import { short } from './quantities.mjs';

/** @import { Findings } from './measure.mjs' */

const WIDTH = 920;
const LEFT = 300;
const ROW = 16;
const GAP = 14;
const RIGHT = 130;
const TOP = 64;
const COLOURS = ['#1b6ca8', '#2a9d8f', '#c8741a', '#8a4fbf', '#b03a5b'];

/** @param {string} words */
const escaped = (words) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * @param {Findings} findings
 * @returns {string} an SVG file
 */
export function chart({ rows, networks, date }) {
  const values = NETWORKS.flatMap(({ key }) =>
    [...(networks[key]?.values() ?? [])].map(({ best }) => best),
  );
  const low = Math.floor(Math.log10(Math.min(...values)) * 2) / 2;
  const high = Math.ceil(Math.log10(Math.max(...values)) * 2) / 2;
  const span = WIDTH - LEFT - RIGHT;
  /** @param {number} value */
  const x = (value) =>
    LEFT + (span * (Math.log10(value) - low)) / (high - low || 1);
  const block = NETWORKS.length * ROW + GAP;
  const height = TOP + rows.length * block + 34;
  const ticks = [];
  for (let power = Math.ceil(low); power <= high; power += 1) {
    ticks.push(10 ** power);
  }
  const axis = ticks.map((value) => {
    const at = x(value).toFixed(1);
    return `<path class="rule" d="M${at} ${TOP - 8}V${height - 30}"/><text x="${at}" y="${height - 12}" text-anchor="middle">${short(value, 6)}</text>`;
  });
  const bars = rows.map(({ key, words }, row) => {
    const top = TOP + row * block;
    const own = NETWORKS.map(({ key: network }, index) => {
      const result = networks[network]?.get(key);
      if (result === undefined) return '';
      const { best, ratio } = result;
      const y = top + index * ROW;
      const end = x(best);
      const note = `${short(best)} µs${row === 0 ? '' : `, ×${short(ratio, 2)}`}`;
      const middle = y + ROW / 2;
      return `<path class="guide" d="M${LEFT} ${middle}H${end.toFixed(1)}"/><circle cx="${end.toFixed(1)}" cy="${middle}" r="5" fill="${COLOURS[index]}"/><text x="${(end + 9).toFixed(1)}" y="${middle + 4}">${note}</text>`;
    });
    const middle = top + (NETWORKS.length * ROW) / 2 + 3;
    return `<text x="${LEFT - 10}" y="${middle}" text-anchor="end">${escaped(words)}</text>${own.join('')}`;
  });
  const legend = NETWORKS.map(
    ({ words }, index) =>
      `<rect x="${10 + index * 182}" y="34" width="12" height="12" fill="${COLOURS[index]}"/><text x="${28 + index * 182}" y="45">${words}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title">
<title id="title">Microseconds to train on one image, ${date}; further left is faster, on a logarithmic axis</title>
<style>text{font:12px system-ui,sans-serif;fill:#1c2733;stroke:#ffffff;stroke-width:3px;paint-order:stroke}.head{font-size:15px;font-weight:600}.rule{stroke:#c9d1d9;fill:none}.guide{stroke:#c9d1d9;stroke-dasharray:2 4;fill:none}</style>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<text class="head" x="16" y="22">Microseconds to train on one image (further left is faster; logarithmic axis)</text>
${legend.join('\n')}
${axis.join('\n')}
${bars.join('\n')}
</svg>
`;
}
