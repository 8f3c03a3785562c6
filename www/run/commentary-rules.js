/**
 * What there is to say of runs while they play, for those who cannot see it: each event
 * once, with its epoch, and every few seconds how far they are. Short, since the voice
 * that reads it takes its time.
 */
import { readable } from '../kit/numbers.js';
import { speedsOf } from './run-history.js';

/** @import { Measure, RunHistory } from './run-history.js' */
/** @import { EarlyEnding } from './protocol.js' */

/** How often it is said how far a run is. */
export const EVERY_MS = 4000;

/** Events that come together are said together: a voice that is cut off says nothing. */
const APART_MS = 1000;

/** A layer has overtaken another once it is faster by a quarter: lines that touch do not cross. */
export const AHEAD = 1.25;

/** Of layers that overtake between two sentences, so many are named. */
const MOST_NAMED = 2;

/** Two layers that have changed places so often jostle, and are left alone. */
const JOSTLING = 3;

/**
 * Who says what of a run: figures that share one would say it twice.
 *
 * @type {WeakMap<RunHistory, Commentator>}
 */
const speakers = new WeakMap();

/** Follows the runs of one figure. */
export class Commentator {
  /** @type {Map<RunHistory, Followed>} */
  #followed = new Map();
  /** @type {Event[]} What has happened and is not said yet. */
  #events = [];
  /** @type {Set<string>} What was said of these runs. */
  #said = new Set();
  #saidAt = -Infinity;
  /** @type {unknown} */
  #of = null;

  /**
   * @param {Standing} standing - of the runs now
   * @param {number} now - in milliseconds, of any clock
   * @returns {string} what is to be said now; '' for nothing
   */
  hear(standing, now) {
    const { runs, isMoving, facts = [] } = standing;
    const own = runs.filter(({ history }) => this.#isOwn(history));
    this.#forget(standing.of ?? null, own);
    if (own.length === 0 && standing.of === undefined) return '';
    if (this.#saidAt === -Infinity) this.#saidAt = now;
    const events = own.flatMap((run) =>
      this.#eventsOf(run, standing).map(({ words, isPassing }) => ({
        words: named(run, words),
        isPassing,
      })),
    );
    const known = new Set(this.#events.map(({ words }) => words));
    const news = facts.filter(
      (fact) => !this.#said.has(fact) && !known.has(fact),
    );
    this.#events.push(...events, ...news.map((words) => ({ words })));
    const quiet = now - this.#saidAt;
    if (this.#events.length > 0 && (quiet >= APART_MS || !isMoving)) {
      const epoch = Math.max(...own.map(({ history }) => history.epoch), 0);
      return this.#say(together(this.#events.splice(0), epoch), now);
    }
    if (!isMoving || quiet < EVERY_MS) return '';
    const words = standing.progress?.() ?? progressOf(own, standing.measure);
    return this.#say([words], now);
  }

  /** @param {RunHistory} history @returns {boolean} whether no other figure speaks of it */
  #isOwn(history) {
    if (!speakers.has(history)) speakers.set(history, this);
    return speakers.get(history) === this;
  }

  /**
   * What was said of other runs counts no more.
   *
   * @param {unknown} of - as of the standing
   * @param {readonly SpokenRun[]} runs - those that there are
   */
  #forget(of, runs) {
    const before = this.#followed.size;
    const isOther = of !== this.#of;
    this.#of = of;
    const kept = new Set(runs.map(({ history }) => history));
    for (const history of this.#followed.keys()) {
      if (!kept.has(history)) this.#followed.delete(history);
    }
    if (!isOther && (before === 0 || this.#followed.size > 0)) return;
    this.#events = [];
    this.#said.clear();
    this.#saidAt = -Infinity;
  }

  /** @param {readonly string[]} all - sentences @param {number} now @returns {string} those that are new */
  #say(all, now) {
    const fresh = all.filter((words) => words !== '' && !this.#said.has(words));
    if (fresh.length === 0) return '';
    for (const words of fresh) this.#said.add(words);
    this.#saidAt = now;
    return fresh.join(' ');
  }

  /**
   * @param {SpokenRun} run
   * @param {Standing} standing
   * @returns {Event[]} what has happened since
   */
  #eventsOf(run, { measure = 'biases' }) {
    const { history } = run;
    const followed = this.#followed.get(history) ?? new Followed(history);
    this.#followed.set(history, followed);
    return followed.eventsOf(run, measure);
  }
}

/** What was said of one run. */
class Followed {
  #history;
  #row = 0;
  /** @type {Map<string, Pair>} Of two layers. */
  #pairs = new Map();
  /** @type {Measure | null} */
  #measure = null;
  #isOffPlateau = false;
  #isOver = false;

  /** @param {RunHistory} history - of the run */
  constructor(history) {
    this.#history = history;
  }

  /** @param {SpokenRun} run @param {Measure} measure @returns {Event[]} */
  eventsOf(run, measure) {
    const { plateauEnd = -1, plateauLast = -1, ending, isOver } = run;
    /** @type {Event[]} */
    const events = [];
    if (plateauEnd > 0 && !this.#isOffPlateau) {
      this.#isOffPlateau = true;
      const when =
        plateauLast >= 0 && plateauLast + 1 < plateauEnd
          ? `between epochs ${plateauLast} and ${plateauEnd}`
          : `at epoch ${plateauEnd}`;
      events.push({ words: `Off the plateau ${when}.` });
    }
    if (run.hasLayers !== false) events.push(...this.#overtaking(measure));
    if (isOver && !this.#isOver) {
      this.#isOver = true;
      events.push({ words: endOf(run, ending ?? null, measure) });
    }
    return events;
  }

  /** @param {Measure} measure @returns {Event[]} which layers have passed which */
  #overtaking(measure) {
    const history = this.#history;
    if (measure !== this.#measure) {
      // By another gradient it is another race, which starts here.
      if (this.#measure) this.#row = Math.max(0, history.rows - 1);
      this.#measure = measure;
      this.#pairs.clear();
    }
    /** @type {Event[]} */
    const found = [];
    const { layers, epochs } = history;
    const speeds = history.speedsBy(measure, this.#row);
    for (const [at, epoch] of epochs.slice(this.#row).entries()) {
      const row = speeds.subarray(at * layers, (at + 1) * layers);
      for (let one = 0; one < row.length; one += 1) {
        for (let other = one + 1; other < row.length; other += 1) {
          const words = this.#compare([one, other], row, epoch);
          if (words) found.push({ words, isPassing: true });
        }
      }
    }
    this.#row = history.rows;
    return found;
  }

  /**
   * @param {readonly [number, number]} pair - of layers
   * @param {Float64Array} row - their speeds
   * @param {number} epoch - of it
   * @returns {string} who has overtaken whom; '' as a rule
   */
  #compare([one, other], row, epoch) {
    const ratio = (row[one] ?? NaN) / (row[other] ?? NaN);
    if (!(ratio > 0) || ratio === Infinity) return '';
    const key = `${one} ${other}`;
    const pair = this.#pairs.get(key);
    if (!pair) {
      this.#pairs.set(key, { isAhead: ratio > 1, since: -1, times: 0 });
      return '';
    }
    const isTurned = ratio > 1 !== pair.isAhead;
    if (!isTurned) pair.since = -1;
    else if (pair.since < 0) pair.since = epoch;
    if (!isTurned || Math.max(ratio, 1 / ratio) < AHEAD) return '';
    const { since, isAhead } = pair;
    Object.assign(pair, { isAhead: !isAhead, since: -1 });
    pair.times += 1;
    if (pair.times > JOSTLING) return '';
    if (pair.times === JOSTLING) {
      return `Epoch ${since}: layers ${one + 1} and ${other + 1} keep changing places.`;
    }
    const [passing, passed] = isAhead ? [other, one] : [one, other];
    return `Epoch ${since}: layer ${passing + 1} overtakes layer ${passed + 1}.`;
  }
}

/**
 * @param {readonly Event[]} events - at least one
 * @param {number} epoch - by which they have happened
 * @returns {string[]} all of them, without too many that overtake
 */
function together(events, epoch) {
  const passings = events.filter(({ isPassing }) => isPassing);
  const left = new Set(passings.slice(MOST_NAMED));
  const words = events
    .filter((event) => !left.has(event))
    .map((event) => event.words);
  if (left.size > 0) {
    words.push(
      `By epoch ${epoch}, ${left.size} more ${left.size === 1 ? 'pair' : 'pairs'} of layers changed places.`,
    );
  }
  return words;
}

/**
 * @param {SpokenRun} run - over
 * @param {EarlyEnding | null} ending
 * @param {Measure} measure
 * @returns {string}
 */
function endOf({ history, hasLayers }, ending, measure) {
  const row = history.row(Infinity);
  if (ending?.reason === 'diverged') {
    const { epoch, layer } = ending;
    const where =
      layer < history.layers ? `layer ${layer + 1}` : 'the output layer';
    return `Diverged in epoch ${epoch}, in ${where}.`;
  }
  const right = `${roundShare(row.validationAccuracy)} of the validation images right`;
  const how = ending
    ? `Stopped early at epoch ${row.epoch}`
    : `Done at epoch ${row.epoch}`;
  const layers = hasLayers === false ? '' : ratioWords(speedsOf(row, measure));
  return `${how}: ${right}${layers && `, ${layers}`}.`;
}

/**
 * @param {readonly number[]} speeds - of the layers
 * @returns {string} how the first and the last compare; '' where they cannot
 */
function ratioWords(speeds) {
  const [first = NaN] = speeds;
  const last = speeds.at(-1) ?? NaN;
  const ratio = last / first;
  if (speeds.length < 2 || !(ratio > 0) || ratio === Infinity) return '';
  const [fast, slow] = ratio >= 1 ? [speeds.length, 1] : [1, speeds.length];
  const times = readable(Math.max(ratio, 1 / ratio), 2);
  return `layer ${fast} ${times} times as fast as layer ${slow}`;
}

/**
 * @param {readonly SpokenRun[]} runs - under way
 * @param {Measure} [measure] - of the layers' speeds
 * @returns {string} how far they are
 */
function progressOf(runs, measure = 'biases') {
  const [run] = runs;
  if (!run?.history.rows) return '';
  if (runs.length === 1) {
    const row = run.history.row(Infinity);
    const right = `${roundShare(row.trainingAccuracy)} right`;
    const speeds = speedsOf(row, measure);
    const layers = run.hasLayers === false ? '' : ratioWords(speeds);
    return `Epoch ${row.epoch}: ${right}${layers && `, ${layers}`}.`;
  }
  const parts = runs.flatMap(({ history, name, isOver }) => {
    if (isOver || !history.rows) return [];
    const { epoch, trainingAccuracy } = history.row(Infinity);
    return [`${name} at epoch ${epoch}, ${roundShare(trainingAccuracy)} right`];
  });
  return parts.length > 0 ? `${parts.join('; ')}.` : '';
}

/** @param {number} part - 0 to 1 @returns {string} to two digits: “9.7 %” */
function roundShare(part) {
  return `${readable(100 * part, part < 0.995 ? 2 : 3)}\u202f%`;
}

/** @param {SpokenRun} run @param {string} words @returns {string} */
function named({ name }, words) {
  return name ? `${name}: ${words[0]?.toLowerCase()}${words.slice(1)}` : words;
}

/**
 * @typedef {{ words: string, isPassing?: boolean | undefined }} Event
 * @typedef {object} Pair
 * @property {boolean} isAhead - whether the first is the faster one
 * @property {number} since - the epoch from which it is the other way round; −1 where it
 *   is not
 * @property {number} times - that they have changed places
 */

/**
 * A run that is followed. Its history is another object once it begins anew.
 *
 * @typedef {object} SpokenRun
 * @property {string} [name] - where there are several
 * @property {RunHistory} history - so far
 * @property {boolean} isOver - whether it has come to its end
 * @property {EarlyEnding | null} [ending] - why before its last epoch, if so
 * @property {number} [plateauEnd] - the first epoch measured off the plateau; −1 on it
 * @property {number} [plateauLast] - the last one measured before that
 * @property {boolean} [hasLayers] - false where the figure does not compare layers
 */

/**
 * @typedef {object} Standing
 * @property {readonly SpokenRun[]} runs - that have rows
 * @property {boolean} isMoving - whether any of them trains
 * @property {Measure} [measure] - by which gradient layers are compared
 * @property {() => string} [progress] - how far the figure is, where its runs do not say it
 * @property {readonly string[]} [facts] - sentences that hold now, of which each is said
 *   once
 * @property {unknown} [of] - of a figure whose runs have no histories: what is followed;
 *   with another, all may be said again
 */
