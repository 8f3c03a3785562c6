/** The histograms of the hidden layers' activations, one over the other. */
import { svg } from 'lit';
import { share, readable } from '../../kit/numbers.js';
import { layerColour, layerStyle } from '../../kit/palette.js';
import {
  axes,
  frameIn,
  line,
  picture,
  plotText,
  px,
} from '../../kit/plot/axes.js';
import { reads } from '../../kit/plot/reads.js';
import { linearScale, niceEnds } from '../../kit/plot/scale.js';
import { setStyles } from '../../kit/set-styles.js';
import { runWords } from '../../run/run-words.js';
import { saturationWords as words } from './words.js';

/** @import { ActivationRow, LayerActivations } from '../../run/activation-history.js' */
/** @import { Room } from '../../kit/room-controller.js' */

/** The room of a text over the bars, in em; in lower strips than twice that is none. */
const TEXT = 1.4;
/** The part of a strip without a text that its highest bar takes. */
const HIGHEST = 0.84;

/**
 * @param {ActivationRow} row - of the epoch shown
 * @param {Room} room - of the picture
 * @param {'light' | 'dark'} [ground] - what colours must stand out from
 * @returns {unknown} a template
 */
export function drawHistograms({ layers }, room, ground = 'light') {
  const frame = frameIn(room, {
    height: 20,
    left: 0.8,
    right: 0.8,
    top: 0.4,
    bottom: 1.9,
  });
  const { left, right, top, bottom, width, height, em } = frame;
  const ends = layers.flatMap(({ low, high }) => [low, high]);
  const x = linearScale({ domain: niceEnds(ends, 6), range: [left, right] });
  const strip = (bottom - top) / layers.length;
  const hasTexts = strip >= 2 * TEXT * em;
  const highest = hasTexts ? strip - TEXT * em : HIGHEST * strip;
  const content = [
    axes({ frame, x, y: [], yTicks: {} }),
    layers.map((layer, index) => {
      const base = top + (index + 1) * strip;
      return svg`<g class="saturation-layer" ${setStyles(layerStyle(index, layers.length))}>
        <path class="saturation-bins" d=${outline(layer, x, base, highest)}></path>
        ${line(left, base, right, base, 'saturation-base')}
        ${hasTexts ? plotText(right, base - strip + 1.05 * em, nameOf(layer, index), { anchor: 'end', name: 'saturation-name' }) : ''}
      </g>`;
    }),
  ];
  const reading = reads({
    frame,
    numbers: placesIn(layers),
    place: x,
    at: (value) => ({
      title: words.near(value),
      marks: layers.map((layer, index) => {
        const part = shareAt(layer, value);
        const base = top + (index + 1) * strip;
        const most = Math.max(...layer.bins);
        return {
          name: runWords.shortLayerName(index + 1),
          value: share(part),
          y: base - (most > 0 ? part / most : 0) * highest,
          colour: layerColour(index, layers.length, ground),
        };
      }),
    }),
  });
  return picture({
    width,
    height,
    label: words.histogramsAloud,
    told: 'histograms-told',
    says: histogramsSentence(layers),
    content,
    reading,
  });
}

/**
 * @param {readonly Pick<LayerActivations, 'mean' | 'bins'>[]} layers - drawn
 * @returns {string} which has most of its activations in one bar, and which least
 */
export function histogramsSentence(layers) {
  const highest = layers.map(({ bins }) => Math.max(...bins));
  const most = highest.indexOf(Math.max(...highest));
  const least = highest.indexOf(Math.min(...highest));
  if (most < 0 || least < 0) return '';
  const name = (/** @type {number} */ index) =>
    runWords.shortLayerName(index + 1);
  const [ofMost, ofLeast] = [most, least].map(
    (index) =>
      `(mean ${readable(layers[index]?.mean ?? NaN, 2)}) has ${share(highest[index] ?? NaN)}`,
  );
  const first = `In its highest bar ${name(most)} ${ofMost} of its activations`;
  return most === least
    ? `${first}.`
    : `${first}, the most of all layers; ${name(least)} ${ofLeast}, the least.`;
}

/**
 * @param {readonly LayerActivations[]} layers
 * @returns {number[]} the middles of bins from the least to the greatest activation
 */
function placesIn(layers) {
  const low = Math.min(...layers.map((layer) => layer.low));
  const high = Math.max(...layers.map((layer) => layer.high));
  if (!(high > low) || !Number.isFinite(high - low)) return [];
  const count = layers[0]?.bins.length ?? 0;
  const step = (high - low) / count;
  return Array.from({ length: count }, (_, bin) => low + (bin + 0.5) * step);
}

/**
 * @param {LayerActivations} layer
 * @param {number} value - an activation
 * @returns {number} the share of the layer's activations in its bin
 */
export function shareAt({ low, high, bins }, value) {
  if (!(value >= low && value <= high)) return 0;
  const place = Math.floor(((value - low) / (high - low)) * bins.length);
  return bins[Math.min(bins.length - 1, place)] ?? 0;
}

/** @param {LayerActivations} layer @param {number} index @returns {string} what stands beside its histogram */
function nameOf({ mean, bins }, index) {
  return `${runWords.shortLayerName(index + 1)}: mean ${readable(mean, 2)}, highest bar ${share(Math.max(...bins))}`;
}

/**
 * @param {LayerActivations} layer
 * @param {(value: number) => number} x - of an activation
 * @param {number} base - where its bars stand
 * @param {number} highest - of them, in pixels
 * @returns {string} the outline of the bars, for the `d` of a path
 */
export function outline({ low, high, bins }, x, base, highest) {
  const most = Math.max(...bins);
  if (!(most > 0) || !Number.isFinite(low) || !Number.isFinite(high)) return '';
  // All activations may be one number.
  if (low === high) {
    const at = px(x(low));
    return `M${at} ${px(base)}V${px(base - highest)}h1V${px(base)}Z`;
  }
  const width = (high - low) / bins.length;
  let d = `M${px(x(low))} ${px(base)}`;
  for (const [bin, part] of bins.entries()) {
    const right = px(x(low + (bin + 1) * width));
    d += `V${px(base - (part / most) * highest)}H${right}`;
  }
  return `${d}V${px(base)}Z`;
}
