import { windowSentences } from './words.js';
import { describeNumber, formatNumber } from '../../kit/numbers.js';

/**
 * @param {import('./state.js').ExplodingWindowState} state
 * @param {import('./window-numbers.js').WindowReadings} readings
 */
export function windowSentence({ weight }, readings) {
  const { from, to, width, insideWidth, insideFrom } = readings;
  if (from === null || to === null) {
    const size = Math.abs(weight);
    // 3.99999 is not to be called 4.
    let digits = 4;
    while (digits < 17 && Number(size.toPrecision(digits)) === 4) digits += 1;
    return windowSentences.none(
      formatNumber(size, digits),
      formatNumber(size / 4, digits),
    );
  }
  const away = windowSentences.away(describeNumber(readings.greatestInside));
  if (width === 0) {
    const point = windowSentences.point(formatNumber(from));
    return insideFrom === null ? `${point} ${away}` : point;
  }
  const sentences = [
    windowSentences.window(...endsText(from, to, width), formatNumber(width)),
  ];
  if (insideFrom === null) sentences.push(away);
  else if (from >= 0 && to <= 1) sentences.push(windowSentences.whole);
  else sentences.push(windowSentences.part(formatNumber(insideWidth)));
  if (Math.abs(width / readings.widestWidth - 1) < 1e-5) {
    const { widestWidth, widestWeight } = readings;
    sentences.push(
      windowSentences.best(
        formatNumber(widestWidth, 4),
        formatNumber(widestWeight, 4),
      ),
    );
  }
  return sentences.join(' ');
}

/**
 * @param {number} from - where the window begins
 * @param {number} to - where it ends
 * @param {number} width - how wide it is
 * @returns {[string, string]} the ends, with digits enough to tell them apart
 */
function endsText(from, to, width) {
  const size = Math.max(Math.abs(from), Math.abs(to));
  const digits = Math.min(
    15,
    3 + Math.max(0, Math.ceil(-Math.log10(width / size))),
  );
  return [formatNumber(from, digits), formatNumber(to, digits)];
}
