import { describeNumber, formatNumber } from '../../kit/numbers.js';

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
    const most = formatNumber(size / 4, digits);
    return `|w| = ${formatNumber(size, digits)} is below 4, so no activation will do: the factor is at most |w|/4 = ${most}, wherever it is taken.`;
  }
  const most = describeNumber(readings.greatestInside);
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
  else sentences.push(`Of that, ${formatNumber(insideWidth)} lies ${live}`);
  if (Math.abs(width / readings.widestWidth - 1) < 1e-5) {
    const { widestWidth, widestWeight } = readings;
    sentences.push(
      `No weight has a window wider than ${formatNumber(widestWidth, 4)}, which is that of |w| = ${formatNumber(widestWeight, 4)}.`,
    );
  }
  return sentences.join(' ');
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
