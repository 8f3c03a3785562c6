/**
 * One palette for layers, used by every figure: the same layer has the same
 * colour and the same dashes wherever it appears.
 *
 * Up to four layers have the chapter's colours (blue, orange, red, green), adapted
 * to a contrast of at least 3:1 on a light and on a dark background. More layers
 * have a ramp from blue over violet and red to green, in which every second colour
 * is lighter, so that neighbours differ even among thirty.
 */

/** The chapter's four colours, adapted to each background. */
const CHAPTER_COLOURS = Object.freeze({
  light: Object.freeze(['#2a6ea6', '#c26a00', '#d4313f', '#23863a']),
  dark: Object.freeze(['#6db3ec', '#ffb347', '#ff7a7a', '#69d873']),
});

/** The ramp's lightness in OKLCH, for even and odd indices. */
const RAMP_LIGHTNESS = Object.freeze({
  light: Object.freeze([0.46, 0.6]),
  dark: Object.freeze([0.68, 0.83]),
});

const RAMP_CHROMA = 0.16;
const RAMP_FIRST_HUE = 250;
const RAMP_HUES = 260;

/** Lengths of dashes and gaps in CSS pixels; an empty list is a solid line. */
const DASHES = Object.freeze([
  Object.freeze([]),
  Object.freeze([9, 4]),
  Object.freeze([2, 3]),
  Object.freeze([9, 3, 2, 3]),
  Object.freeze([16, 4]),
  Object.freeze([5, 3, 2, 3, 2, 3]),
]);

/**
 * The colour of a layer.
 *
 * @param {number} index - the layer, 0 for hidden layer 1
 * @param {number} count - of layers in the picture
 * @param {Theme} theme - of the background
 * @returns {string} the colour as `#rrggbb`
 */
export function layerColour(index, count, theme) {
  const chapter = CHAPTER_COLOURS[theme];
  if (count <= chapter.length) {
    return chapter[index] ?? /** @type {string} */ (chapter[0]);
  }
  const hue = RAMP_FIRST_HUE + (RAMP_HUES * index) / (count - 1);
  const [even, odd] = /** @type {[number, number]} */ (RAMP_LIGHTNESS[theme]);
  return oklchToHex(index % 2 === 0 ? even : odd, RAMP_CHROMA, hue);
}

/**
 * The dash pattern of a layer's line, so that lines differ not only in colour.
 *
 * @param {number} index - the layer, 0 for hidden layer 1
 * @returns {readonly number[]} lengths of dashes and gaps in CSS pixels; empty for
 *   a solid line
 */
export function layerDash(index) {
  return DASHES[index % DASHES.length] ?? [];
}

/**
 * The colour of a layer on both backgrounds as `--ug-layer`, for `setStyles`.
 *
 * @param {number} index - the layer, 0 for the first
 * @param {number} count - of layers in the picture
 * @returns {{ '--ug-layer': string }} the style property
 */
export function layerStyle(index, count) {
  const light = layerColour(index, count, 'light');
  const dark = layerColour(index, count, 'dark');
  return { '--ug-layer': `light-dark(${light}, ${dark})` };
}

/**
 * Converts OKLCH to sRGB, with less chroma if the colour is outside sRGB.
 *
 * @param {number} lightness - 0 to 1
 * @param {number} chroma - 0 is grey
 * @param {number} hue - in degrees
 * @returns {string} the colour as `#rrggbb`
 */
function oklchToHex(lightness, chroma, hue) {
  const angle = (hue * Math.PI) / 180;
  for (let c = chroma; ; c -= 0.01) {
    const grey = c <= 0;
    const a = grey ? 0 : c * Math.cos(angle);
    const b = grey ? 0 : c * Math.sin(angle);
    const rgb = oklabToLinear(lightness, a, b);
    if (grey || rgb.every((v) => v >= 0 && v <= 1)) {
      return `#${rgb.map(channelToHex).join('')}`;
    }
  }
}

/**
 * Björn Ottosson's OKLab, inverted: <https://bottosson.github.io/posts/oklab/>.
 *
 * @param {number} lightness - 0 to 1
 * @param {number} a - green to red
 * @param {number} b - blue to yellow
 * @returns {number[]} linear red, green and blue; not from 0 to 1 if the colour is
 *   outside sRGB
 */
function oklabToLinear(lightness, a, b) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** @param {number} linear - a channel, 0 to 1 @returns {string} of sRGB, in two hexadecimal digits */
function channelToHex(linear) {
  const value =
    linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  const byte = Math.round(255 * Math.min(1, Math.max(0, value)));
  return byte.toString(16).padStart(2, '0');
}

/** @typedef {'light' | 'dark'} Theme */
