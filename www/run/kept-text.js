/**
 * Runs that are kept, as a link has them: `499,seed:2,hidden:30,30;120`. Each begins with
 * the epoch that it had come to, and goes on with the settings that are not those of
 * the figure; a run is the same bits whenever it is trained, so that is all there is to it.
 */
import { changedKeys, schema, validate } from '../kit/schema.js';
import { show } from '../kit/state-words.js';
import { checkRun, runFields } from './run-state.js';

/** @import { Schema } from '../kit/schema.js' */

/** As many as can be told apart, by their letters and dashes. */
export const MOST_KEPT = 4;

/** Characters of a link; four runs that differ in every setting have fewer. */
const LONGEST = 1000;

/** More take a question first, which a link must not answer. */
const MOST_IMAGES = 8000;

const words = Object.freeze({
  tooLong: `the runs kept in a link take at most ${LONGEST} characters.`,
  tooMany: `at most ${MOST_KEPT} runs are kept.`,
  epoch: (
    /** @type {string} */ unit,
    /** @type {number} */ least,
    /** @type {number} */ most,
  ) => `each run begins with the ${unit} it had come to, ${least} to ${most}.`,
  unknown: (/** @type {string} */ key) => `a run has no setting ${key}.`,
  repeated: (/** @type {string} */ key) => `${key} appears twice.`,
  images: `runs of more than ${MOST_IMAGES} images are not trained unasked.`,
});

/**
 * @param {Readonly<Record<string, import('../kit/schema.js').AnyField>>} fields - of the
 *   settings of a run of a network; a figure may have some of the remedies besides
 * @returns {KeptKind} of such runs
 */
export function kindOfRuns(fields) {
  const keys = Object.keys(fields).filter((key) => key !== 'epochs');
  return {
    schema: schema('kept', fields, /** @type {any} */ (checkRun)),
    unit: 'epoch',
    least: 0,
    most: runFields.epochs.max,
    // The rate of a schedule depends on the length of the run, which else is nothing
    // but the epoch that it had come to.
    keys: (state) => (isScheduled(state) ? [...keys, 'epochs'] : keys),
    settled(state, epoch) {
      if (state.images > MOST_IMAGES) throw new TypeError(words.images);
      if (!isScheduled(state)) return { ...state, epochs: Math.max(1, epoch) };
      if (epoch <= state.epochs) return state;
      throw new TypeError(words.epoch('epoch', 0, state.epochs));
    },
  };
}

/** @param {any} state - of a run @returns {boolean} whether its rate changes in its course */
function isScheduled({ schedule = 'constant' }) {
  return schedule !== 'constant';
}

/** Of the runs of figures that train one network. */
export const runKind = kindOfRuns(runFields);

/**
 * @param {object} state - of a run
 * @param {object} base - of the figure's
 * @param {KeptKind} [kind] - of both
 * @returns {string[]} in what they differ
 */
export function differing(state, base, kind = runKind) {
  const changed = changedKeys(kind.schema, base, state);
  return kind.keys(state).filter((key) => changed.includes(key));
}

/**
 * @param {readonly Kept[]} runs - that are kept
 * @param {object} base - settings of the figure
 * @param {KeptKind} [kind] - of the runs
 * @returns {string} them for a link
 */
export function keptToText(runs, base, kind = runKind) {
  return runs
    .map(({ state, epoch }) => {
      const parts = differing(state, base, kind).map(
        (key) => `${key}:${kind.schema.fields[key]?.write(state[key])}`,
      );
      return [epoch, ...parts].join();
    })
    .join(';');
}

/**
 * @param {string} text - as of a link
 * @param {object} base - settings of the figure
 * @param {KeptKind} [kind] - of the runs
 * @returns {{ runs: Kept[], problems: string[] }} the runs that are good, and what is
 *   wrong with the others, in words
 */
export function keptIn(text, base, kind = runKind) {
  /** @type {Kept[]} */
  const runs = [];
  /** @type {string[]} */
  const problems = [];
  if (text === '') return { runs, problems };
  if (text.length > LONGEST) return { runs, problems: [words.tooLong] };
  for (const part of text.split(';')) {
    try {
      const run = keptRun(part, base, kind);
      if (runs.length < MOST_KEPT) runs.push(run);
      else if (!problems.includes(words.tooMany)) problems.push(words.tooMany);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      problems.push(`${show(part)}: ${error.message}`);
    }
  }
  return { runs, problems };
}

/** @param {string} part - of the text @param {object} base @param {KeptKind} kind @returns {Kept} @throws {TypeError} in words */
function keptRun(part, base, kind) {
  const [first = '', ...others] = part.split(',');
  const epoch = /^\d{1,9}$/.test(first) ? Number(first) : NaN;
  const { unit, least, most, schema: of } = kind;
  if (!(epoch >= least && epoch <= most)) {
    throw new TypeError(words.epoch(unit, least, most));
  }
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
    const field = Object.hasOwn(of.fields, key) ? of.fields[key] : undefined;
    if (!field) throw new TypeError(words.unknown(show(key)));
    values[key] = field.parse(value);
  }
  const state = validate(of, values, base);
  const known = kind.keys(state);
  const unknown = [...texts.keys()].find((key) => !known.includes(key));
  if (unknown) throw new TypeError(words.unknown(show(unknown)));
  const settled = kind.settled?.(state, epoch) ?? state;
  return { state: Object.freeze(settled), epoch };
}

/** @typedef {{ state: any, epoch: number }} Kept - the settings of a run, and the epoch that it had come to */

/**
 * The runs that figures of one kind keep.
 *
 * @typedef {object} KeptKind
 * @property {Schema<any>} schema - of all settings of a run
 * @property {string} unit - in which its way is counted: `epoch` or `step`
 * @property {number} least - that a run must have come to
 * @property {number} most - that it can come to
 * @property {(state: any) => readonly string[]} keys - settings on which the numbers of
 *   such a run depend
 * @property {(state: any, epoch: number) => object} [settled] - the settings with which it is
 *   trained; throws a TypeError in words where they are refused
 */
