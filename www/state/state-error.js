import { refused } from '../words/state-words.js';

/**
 * A setting that a figure refuses. `key` names it; the message says what,
 * where, what was expected and what came.
 */
export class StateError extends TypeError {
  /**
   * Written out, because a minifier may rename the class.
   *
   * @override
   */
  name = 'StateError';

  /**
   * @param {string} figure - the figure's name
   * @param {string} key - the key that was refused, '' for the whole
   * @param {string} expected - what would have been right
   * @param {string} got - what came instead
   * @param {number} [index] - the place in a list, from 0
   */
  constructor(figure, key, expected, got, index) {
    const place = index === undefined ? '' : `, number ${index + 1}`;
    super(refused(figure, `${key || 'state'}${place}`, expected, got));
    this.key = key;
  }
}
