/** An axis that has only a few places. */
import { linearScale } from '../plot/scale.js';

/**
 * Its places stand where they are put, as far apart as each other, whatever lies between
 * them.
 *
 * @param {readonly Mark[]} marks - one or more, ascending
 * @returns {import('../plot/scale.js').Scale} straight between two of them; at its ends beyond
 */
export function placeScale(marks) {
  const [first, last] = [marks[0], marks.at(-1)];
  /** @param {'value' | 'at'} key @returns {readonly [number, number]} */
  const ends = (key) => [first?.[key] ?? NaN, last?.[key] ?? NaN];
  /**
   * @param {'value' | 'at'} from
   * @param {'value' | 'at'} to
   * @returns {(wanted: number) => number}
   */
  const between = (from, to) => (wanted) => {
    const after = marks.findIndex((mark) => mark[from] >= wanted);
    const [one, other] = [marks[after - 1], marks[after]];
    if (!one || !other) return ends(to)[after === 0 ? 0 : 1];
    const share = (wanted - one[from]) / (other[from] - one[from]);
    return one[to] + share * (other[to] - one[to]);
  };
  return Object.assign(between('value', 'at'), {
    ...linearScale({ domain: ends('value'), range: ends('at') }),
    invert: between('at', 'value'),
  });
}

/** @typedef {{ value: number, at: number }} Mark - a place, and where it is, in CSS pixels */
