import {
  describeNumber,
  formatNumber,
  kindOf,
  powerText,
} from '../../kit/numbers.js';

const LOG10_4 = Math.log10(4);

/**
 * @param {import('./state.js').ExplodingWindowState} state
 * @param {import('./window-numbers.js').WindowReadings} readings
 */
export function windowSentence({ weight }, readings) {
  const { from, to, width, insideWidth, insideFrom } = readings;
  if (from === null || to === null) {
    const size = Math.abs(weight);
    // 3.99999 must not be written as 4.
    let digits = 4;
    while (digits < 17 && Number(size.toPrecision(digits)) === 4) digits += 1;
    if (size === 0) {
      return 'w = 0 is below 4 in size, so no activation will do: the factor is exactly 0, wherever it is taken.';
    }
    const most = describeNumber(size / 4, Math.log10(size) - LOG10_4, digits);
    return `|w| = ${describeNumber(size, undefined, digits)} is below 4, so no activation will do: the factor is at most |w|/4 = ${most}, wherever it is taken.`;
  }
  const most = mostText(readings);
  const away = `None of it lies between 0 and 1: whatever activation this neuron receives, its factor is at most ${most}.`;
  if (width === 0) {
    const point = `At |w| = 4 the factor reaches 1 at a single activation, a = ${formatNumber(from)}, and nowhere passes it.`;
    return insideFrom === null ? `${point} ${away}` : point;
  }
  const [start, end] = endsText(from, to, width);
  const sentences = [
    `The factor is at least 1 for a from ${start} to ${end}, a window ${formatNumber(width)} wide.`,
  ];
  const live = 'between 0 and 1, where activations live.';
  if (insideFrom === null) sentences.push(away);
  else if (from >= 0 && to <= 1) sentences.push(`All of it lies ${live}`);
  else if (insideWidth === 0) {
    sentences.push(`Of that, the single point a = ${insideFrom} lies ${live}`);
  } else sentences.push(`Of that, ${formatNumber(insideWidth)} lies ${live}`);
  if (Math.abs(width / readings.widestWidth - 1) < 1e-5) {
    const { widestWidth, widestWeight } = readings;
    sentences.push(
      `No weight has a window wider than ${formatNumber(widestWidth, 4)}, which is that of |w| = ${formatNumber(widestWeight, 4)}.`,
    );
  }
  return sentences.join(' ');
}

/**
 * @param {import('./state.js').ExplodingWindowState} state
 * @param {import('./window-numbers.js').WindowReadings} readings
 * @param {{ sizes: ArrayLike<number>, widths: ArrayLike<number> }} curve - as it is drawn
 * @returns {string} how wide windows are over all weights, and the one of this weight
 */
export function widthsSentence({ weight }, readings, { sizes, widths }) {
  const { widestWidth, widestWeight, width } = readings;
  const last = sizes.length - 1;
  const beyond = `${formatNumber(widths[last] ?? NaN)} at |w| = ${formatNumber(sizes[last] ?? NaN)}`;
  const own =
    Math.abs(weight) < 4
      ? 'there is no window'
      : `it is ${formatNumber(width)}`;
  return `The width is 0 up to |w| = 4, rises to ${formatNumber(widestWidth, 4)} at |w| = ${formatNumber(widestWeight, 4)} and falls to ${beyond}; here, at |w| = ${formatNumber(Math.abs(weight))}, ${own}.`;
}

/**
 * @param {import('./window-numbers.js').WindowReadings} readings
 * @returns {string} the largest factor in reach; never 0, which it would be only
 *   for a weight that has no window
 */
function mostText({ greatestInside, log10GreatestInside }) {
  return kindOf(greatestInside, log10GreatestInside) === 'underflow'
    ? `${powerText(log10GreatestInside)}, too small for a 64-bit float`
    : describeNumber(greatestInside);
}

/**
 * @param {number} from - where the window begins
 * @param {number} to - where it ends
 * @param {number} width - how wide it is
 * @returns {[string, string]} the ends, with enough digits to tell them apart
 */
function endsText(from, to, width) {
  const size = Math.max(Math.abs(from), Math.abs(to));
  const digits = Math.min(
    15,
    3 + Math.max(0, Math.ceil(-Math.log10(width / size))),
  );
  return [formatNumber(from, digits), formatNumber(to, digits)];
}
