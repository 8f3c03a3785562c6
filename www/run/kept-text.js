/**
 * Runs that are kept, as a link has them: `499,seed:2,hidden:30,30;120`. Each begins with
 * the epoch that it had come to, and goes on with the settings that are not those of
 * the figure; a run is the same bits whenever it is trained, so that is all there is to it.
 */
import { changedKeys, schema, validate } from '../kit/schema.js';
import { show } from '../kit/state-words.js';
import { checkRun, runFields, runOf, runSchema } from './run-state.js';

/** @import { RunState } from './run-state.js' */

/** As many as can be told apart, by their letters and dashes. */
export const MOST_KEPT = 4;

/** Characters of a link; four runs that differ in every setting have fewer. */
const LONGEST = 1000;

/** More take a question first, which a link must not answer. */
const MOST_IMAGES = 8000;

const words = Object.freeze({
  tooLong: `the runs kept in a link take at most ${LONGEST} characters.`,
  tooMany: `at most ${MOST_KEPT} runs are kept.`,
  epoch: (/** @type {number} */ most) =>
    `each run begins with the epoch it had come to, 0 to ${most}.`,
  unknown: (/** @type {string} */ key) => `a run has no setting ${key}.`,
  repeated: (/** @type {string} */ key) => `${key} appears twice.`,
  images: `runs of more than ${MOST_IMAGES} images are not trained unasked.`,
});

const keptSchema = schema('kept', runFields, checkRun);

/** What tells a kept run from another: its length is the epoch that it had come to. */
const KEYS = runSchema.keys.filter((key) => key !== 'epochs');

/** @param {RunState} state - of a run @param {RunState} base - of the figure's @returns {(keyof RunState)[]} in what they differ */
export function differing(state, base) {
  const changed = changedKeys(runSchema, base, state);
  return /** @type {any} */ (KEYS.filter((key) => changed.includes(key)));
}

/**
 * @param {readonly Kept[]} runs - that are kept
 * @param {RunState} base - settings of the figure
 * @returns {string} them for a link
 */
export function keptToText(runs, base) {
  return runs
    .map(({ state, epoch }) => {
      const values = /** @type {Record<string, any>} */ (state);
      const parts = differing(state, base).map(
        (key) => `${key}:${runSchema.fields[key]?.write(values[key])}`,
      );
      return [epoch, ...parts].join();
    })
    .join(';');
}

/**
 * @param {string} text - as of a link
 * @param {RunState} base - settings of the figure
 * @returns {{ runs: Kept[], problems: string[] }} the runs that are good, and what is
 *   wrong with the others, in words
 */
export function keptIn(text, base) {
  /** @type {Kept[]} */
  const runs = [];
  /** @type {string[]} */
  const problems = [];
  if (text === '') return { runs, problems };
  if (text.length > LONGEST) return { runs, problems: [words.tooLong] };
  for (const part of text.split(';')) {
    try {
      const run = keptRun(part, runOf(base));
      if (runs.length < MOST_KEPT) runs.push(run);
      else if (!problems.includes(words.tooMany)) problems.push(words.tooMany);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      problems.push(`${show(part)}: ${error.message}`);
    }
  }
  return { runs, problems };
}

/** @param {string} part - of the text @param {RunState} base @returns {Kept} @throws {TypeError} in words */
function keptRun(part, base) {
  const [first = '', ...others] = part.split(',');
  const epoch = /^\d{1,9}$/.test(first) ? Number(first) : NaN;
  const { max } = runFields.epochs;
  if (!(epoch <= max)) throw new TypeError(words.epoch(max));
  /** @type {Map<string, string>} */
  const texts = new Map();
  let last = '';
  for (const each of others) {
    const [, key, value = each] = /^(\w+):(.*)$/.exec(each) ?? [];
    if (key !== undefined) {
      if (texts.has(key)) throw new TypeError(words.repeated(key));
      texts.set(key, value);
      last = key;
    } else texts.set(last, `${texts.get(last) ?? ''},${value}`);
  }
  const values = Object.create(null);
  for (const [key, value] of texts) {
    if (!KEYS.includes(key)) throw new TypeError(words.unknown(show(key)));
    values[key] = keptSchema.fields[key]?.parse(value);
  }
  const epochs = Math.max(1, epoch);
  const state = validate(keptSchema, { ...values, epochs }, base);
  if (state.images > MOST_IMAGES) throw new TypeError(words.images);
  return { state, epoch };
}

/** @typedef {{ state: RunState, epoch: number }} Kept - a run, and the epoch that it had come to */
