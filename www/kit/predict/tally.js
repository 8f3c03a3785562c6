import { heightAt, heightOf } from './curve.js';

/** @import { Curve } from './curve.js' */

/**
 * How far off the curves that a reader has drawn are. It takes epochs in as they are
 * measured, so that a run of ten thousand is not gone over in every frame.
 *
 * What is counted is the difference of heights on the axis, so decades on a logarithmic
 * one, at the epochs that were measured, that the curve has, and at which the true
 * value is on the axis.
 */
export class Tally {
  #curves;
  #kind;
  #slight;
  /** @type {LineTally[]} */
  #lines;
  #taken = 0;
  #last = -1;
  #first = '';

  /**
   * @param {readonly Curve[]} curves - one for each line; empty where nothing is drawn
   * @param {'logarithmic' | 'linear'} kind - of the axis
   * @param {number} slight - a difference of heights that counts as none
   */
  constructor(curves, kind, slight) {
    this.#curves = curves;
    this.#kind = kind;
    this.#slight = slight;
    this.#lines = curves.map(() => emptyLine());
  }

  /** @returns {number} of how many lines it is */
  get size() {
    return this.#curves.length;
  }

  /**
   * Takes in what is new; all anew where it is another run.
   *
   * @param {readonly number[]} epochs - measured so far, ascending
   * @param {(epoch: number) => readonly number[]} values - of the lines
   */
  take(epochs, values) {
    const first = epochs.length > 0 ? values(epochs[0] ?? 0).join() : '';
    const isSame =
      first === this.#first &&
      (this.#taken === 0 || epochs[this.#taken - 1] === this.#last);
    if (!isSame) {
      this.#lines = this.#curves.map(() => emptyLine());
      this.#taken = 0;
    }
    this.#first = first;
    for (; this.#taken < epochs.length; this.#taken += 1) {
      const epoch = epochs[this.#taken] ?? 0;
      const row = values(epoch);
      this.#curves.forEach((curve, index) =>
        this.#add(index, heightAt(curve, epoch), row[index] ?? NaN),
      );
      this.#last = epoch;
    }
  }

  /**
   * @param {number} epoch - that is shown
   * @param {readonly number[]} row - the values of the lines there
   * @returns {Judgement} how far off the curves are there, and so far
   */
  judge(epoch, row) {
    const lines = this.#lines.flatMap((line, index) => {
      const curve = this.#curves[index] ?? [];
      if (curve.length === 0) return [];
      const drawn = heightAt(curve, epoch);
      const off = drawn - heightOf(row[index] ?? NaN, this.#kind);
      const { count, sum, missing } = line;
      const mean = count > 0 ? sum / count : NaN;
      return [
        { index, off, mean, count, missing, drawn, course: courseOf(line) },
      ];
    });
    const compared = lines.filter(({ off }) => Number.isFinite(off));
    const byDrawn = [...compared].sort((a, b) => b.drawn - a.drawn);
    const byTruth = [...compared].sort(
      (a, b) => b.drawn - b.off - (a.drawn - a.off),
    );
    const indices = (/** @type {typeof lines} */ of) =>
      of.map(({ index }) => index);
    return {
      epoch,
      lines: lines.map(({ drawn: _, ...line }) => line),
      drawnOrder: indices(byDrawn),
      trueOrder: indices(byTruth),
    };
  }

  /** @param {number} index @param {number} drawn - height @param {number} truth - value */
  #add(index, drawn, truth) {
    const line = this.#lines[index];
    if (!line || Number.isNaN(drawn)) return;
    const off = drawn - heightOf(truth, this.#kind);
    if (Number.isNaN(off)) {
      line.missing += 1;
      return;
    }
    line.count += 1;
    line.sum += Math.abs(off);
    if (Math.abs(off) <= this.#slight) return;
    const side = Math.sign(off);
    line.beyond += 1;
    if (line.first === 0) line.first = side;
    if (side !== line.last && line.last !== 0) line.turns += 1;
    line.last = side;
  }
}

/**
 * @param {Curve} curve - of the only line
 * @param {'logarithmic' | 'linear'} kind - of the axis
 * @param {readonly number[]} places - at which it has a value
 * @param {(place: number) => number} truth - that value
 * @returns {PlaceJudgement[]} how far off the curve is at each that it has
 */
export function judgePlaces(curve, kind, places, truth) {
  return places.flatMap((place) => {
    const drawn = heightAt(curve, place);
    const off = drawn - heightOf(truth(place), kind);
    return Number.isFinite(off) ? [{ place, off, drawn }] : [];
  });
}

/** @returns {LineTally} nothing counted yet */
function emptyLine() {
  return {
    count: 0,
    sum: 0,
    missing: 0,
    beyond: 0,
    turns: 0,
    first: 0,
    last: 0,
  };
}

/** @param {LineTally} line @returns {Course} on which side of the truth its curve was */
function courseOf({ count, beyond, turns, first }) {
  if (beyond === 0) return 'close';
  const side = first > 0 ? 'high' : 'low';
  if (turns > 1) return 'mixed';
  if (turns === 1) return `${side} first`;
  return beyond === count ? side : `${side} or close`;
}

/**
 * @typedef {object} LineTally
 * @property {number} count - epochs counted
 * @property {number} sum - of the sizes of the differences
 * @property {number} missing - epochs drawn at which there is no true height
 * @property {number} beyond - those off by more than a slight difference
 * @property {number} turns - how often these went from one side to the other
 * @property {number} first - 1 if the first of them is too high, −1 if too low
 * @property {number} last - likewise
 */
/** @typedef {'close' | 'mixed' | 'high' | 'low' | 'high first' | 'low first' | 'high or close' | 'low or close'} Course */
/**
 * @typedef {object} LineJudgement
 * @property {number} index - of the line, from 0
 * @property {number} off - at the epoch shown: drawn less true; NaN where one is missing
 * @property {number} mean - of the sizes of the differences so far; NaN without any
 * @property {number} count - epochs in that mean
 * @property {number} missing - epochs drawn whose true value is not on the axis
 * @property {Course} course - on which side the curve was
 */
/**
 * @typedef {object} PlaceJudgement
 * @property {number} place - along the axis
 * @property {number} off - drawn less true, as heights
 * @property {number} drawn - height
 */
/**
 * @typedef {object} Judgement
 * @property {number} epoch - that is shown
 * @property {LineJudgement[]} lines - those that were drawn
 * @property {number[]} drawnOrder - of the lines that can be compared there, as drawn,
 *   the highest first
 * @property {number[]} trueOrder - as they are
 */
