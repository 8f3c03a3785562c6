/**
 * The order of the digits: shuffled by a fixed seed, and such that every
 * prefix has each digit as often as its share of the whole says.
 */

/**
 * SplitMix64 (Steele, Lea and Flood, 2014): a counter and a mixer of 64 bits,
 * short enough to be written again in any language.
 */
export class SplitMix64 {
  #state;

  /** @param {bigint} seed */
  constructor(seed) {
    this.#state = BigInt.asUintN(64, seed);
  }

  /** @returns {bigint} the next number, 0 to 2⁶⁴ − 1 */
  next() {
    this.#state = BigInt.asUintN(64, this.#state + 0x9e3779b97f4a7c15n);
    let mixed = this.#state;
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return mixed ^ (mixed >> 31n);
  }

  /**
   * @param {number} bound
   * @returns {number} a whole number, 0 to bound − 1
   */
  below(bound) {
    return Number((this.next() * BigInt(bound)) >> 64n);
  }

  /**
   * @template T
   * @param {readonly T[]} items
   * @returns {T[]} the same items in a random order (Fisher and Yates)
   */
  shuffled(items) {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last -= 1) {
      const other = this.below(last + 1);
      const moved = /** @type {T} */ (result[last]);
      result[last] = /** @type {T} */ (result[other]);
      result[other] = moved;
    }
    return result;
  }
}

/**
 * Shares `places` out over the classes in proportion to their counts: each
 * gets its share rounded down, and the largest remainders one more.
 *
 * @param {readonly number[]} counts - how many there are of each class
 * @param {number} places
 * @returns {number[]} how many places each class gets; the sum is `places`
 */
export function apportion(counts, places) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => Math.floor((count * places) / total));
  const left = places - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = counts
    .map((count, index) => ({ index, remainder: (count * places) % total }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) {
    shares[index] = (shares[index] ?? 0) + 1;
  }
  return shares;
}

/**
 * Lays the classes out so that in each prefix of k, a class with n of all N
 * occurs ⌊kn/N⌋ or ⌈kn/N⌉ times.
 *
 * The i-th of a class may stand from place ⌊iN/n⌋ on and must stand before
 * ⌈(i+1)N/n⌉. Giving each place to the class whose turn ends first keeps every
 * deadline (it is the fair sharing of one machine among periodic tasks).
 *
 * @param {readonly number[]} counts - how many there are of each class
 * @returns {number[]} the class of each place
 */
export function interleave(counts) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const placed = counts.map(() => 0);
  return Array.from({ length: total }, (_, place) => {
    let chosen = -1;
    let earliest = Infinity;
    counts.forEach((count, index) => {
      const done = placed[index] ?? 0;
      if (done === count || place < Math.floor((done * total) / count)) return;
      const deadline = Math.ceil(((done + 1) * total) / count);
      if (deadline < earliest) {
        earliest = deadline;
        chosen = index;
      }
    });
    placed[chosen] = (placed[chosen] ?? 0) + 1;
    return chosen;
  });
}

/**
 * Divides the items of each class into two sets and puts both in order.
 *
 * @template T
 * @param {readonly (readonly T[])[]} classes - the items of each class
 * @param {number} validationCount - how many of all are for validation
 * @param {bigint} seed
 * @returns {{ training: T[], validation: T[] }}
 */
export function arrange(classes, validationCount, seed) {
  const generator = new SplitMix64(seed);
  const shuffled = classes.map((items) => generator.shuffled(items));
  const shares = apportion(
    classes.map((items) => items.length),
    validationCount,
  );
  const inOrder = (/** @type {T[][]} */ groups) => {
    const next = groups.map((group) => group.values());
    return interleave(groups.map((group) => group.length)).map(
      (index) => /** @type {T} */ (next[index]?.next().value),
    );
  };
  return {
    training: inOrder(shuffled.map((items, at) => items.slice(shares[at]))),
    validation: inOrder(
      shuffled.map((items, at) => items.slice(0, shares[at])),
    ),
  };
}
