/** @type {CanvasRenderingContext2D | null | undefined} Of one pixel. */
let pixel;

/**
 * @param {string} colour - as computed: `rgb(…)`, but `oklch(…)` or `color(…)` too,
 *   where a page says colours that way
 * @returns {string} the same as `rgb(…)` or `rgba(…)`, which the core and every
 *   program for SVG know
 */
export function plainColour(colour) {
  if (!colour.includes('(') || /^(?:rgb|url)/.test(colour)) return colour;
  pixel ??= Object.assign(document.createElement('canvas'), {
    width: 1,
    height: 1,
  }).getContext('2d', { willReadFrequently: true });
  if (!pixel) return colour;
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha = 255] = pixel.getImageData(0, 0, 1, 1).data;
  return alpha === 255
    ? `rgb(${red}, ${green}, ${blue})`
    : `rgba(${red}, ${green}, ${blue}, ${Number((alpha / 255).toFixed(3))})`;
}
