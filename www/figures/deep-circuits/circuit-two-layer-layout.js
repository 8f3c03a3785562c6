/** Where the rows and columns of a two-layer circuit go, in CSS pixels. */

/** More ANDs than this are not all drawn. */
const MOST_ROWS = 88;

/** The height of a row in em, by the most rows that it is for. */
const HEIGHTS = Object.freeze([
  { rows: 8, ems: 2 },
  { rows: 16, ems: 1.4 },
  { rows: 32, ems: 0.95 },
  { rows: 64, ems: 0.56 },
  { rows: Infinity, ems: 0.44 },
]);

/** Rows closer than this, in em, have room for a dot but not for a gate. */
const ROOM_FOR_GATE = 0.9;

/** Columns closer than this, in em, have their names in two rows. */
const ROOM_FOR_NAME = 1.75;

/**
 * @param {import('./circuit-numbers.js').Circuit} circuit - of ANDs and ORs
 * @param {import('./sheet.js').Size} size
 */
export function layoutTwoLayer(circuit, { width, em }) {
  const { inputs, outputs, signals } = circuit;
  const terms = termsOf(circuit);
  const shown = rowsToDraw(
    terms.map(({ signal, output }) => ({
      output,
      isOn: signals[signal] === 1,
    })),
  );
  const ems = HEIGHTS.find(({ rows }) => shown.length <= rows)?.ems ?? 1;
  const height = ems * em;
  const missing = terms.length - shown.length;
  const gap = missing > 0 ? 2.2 * em : 0;
  // After the columns of the inputs comes one for the gates, then the ORs'.
  const columns = inputs + outputs.length + 2;
  const pitch = Math.min(3 * em, (width - 1.2 * em) / columns);
  const isTight = pitch < ROOM_FOR_NAME * em;
  const top = (isTight ? 4.4 : 3.4) * em;
  const first = shown.findIndex((index, place) => index !== place);
  const whole = first < 0 ? shown.length : first;
  const rows = shown.flatMap((index, place) => {
    const term = terms[index];
    const skipped = place >= whole ? gap : 0;
    const y = top + (place + 0.5) * height + skipped;
    return term ? [{ ...term, y }] : [];
  });
  const last = top + shown.length * height + gap;
  return {
    rows,
    missing,
    noteY: top + whole * height + 1.35 * em,
    height,
    hasGates: ems >= ROOM_FOR_GATE,
    lampRadius: Math.min(0.72 * em, 0.46 * pitch),
    pitch,
    isTight,
    // Inputs, gates, outputs.
    column: (/** @type {number} */ n) => 0.6 * em + (n + 0.5) * pitch,
    top,
    last,
    bottom: last + (isTight ? 5.2 : 4.2) * em,
  };
}

/**
 * @param {readonly { output: number, isOn: boolean }[]} terms - all ANDs
 * @returns {number[]} which of them are drawn: all, or the first, and for each
 *   output the first whose answer is 1
 */
export function rowsToDraw(terms) {
  const all = terms.map((_, index) => index);
  if (all.length <= MOST_ROWS) return all;
  /** @type {Set<number>} */
  const answered = new Set();
  return all.filter((index) => {
    const term = terms[index];
    const isFirstOn = term?.isOn === true && !answered.has(term.output);
    if (term && isFirstOn) answered.add(term.output);
    return isFirstOn || index < MOST_ROWS;
  });
}

/**
 * @param {import('./circuit-numbers.js').Plan} circuit - of ANDs and ORs
 * @returns {{ signal: number, output: number }[]} its ANDs, and which output
 *   each goes to
 */
function termsOf({ inputs, gates, outputs }) {
  /** @type {{ signal: number, output: number }[]} */
  const terms = [];
  let output = 0;
  gates.forEach(({ operation }, gate) => {
    const signal = inputs + gate;
    if (operation === 'and') terms.push({ signal, output });
    if (signal === outputs[output]) output += 1;
  });
  return terms;
}

/** @typedef {ReturnType<typeof layoutTwoLayer>} TwoLayerLayout */
