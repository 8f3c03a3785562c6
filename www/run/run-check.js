/**
 * Holds a run against the fingerprint of a link, and says what comes of it: loaded with
 * a link that has one.
 */
import { changedKeys } from '../kit/schema.js';
import { fingerprintOfRuns } from './fingerprint.js';

/** @import { CheckedFigure, CheckedRun, Fingerprint } from './fingerprint.js' */
/** @import { Figure } from '../kit/figure.js' */

const words = Object.freeze({
  same: (/** @type {Asked} */ { unit, epoch, text }) =>
    `At ${unit} ${epoch} the numbers are those of the link, to the last digit (fingerprint ${text}).`,
  other: (
    /** @type {Asked} */ { unit, epoch, text },
    /** @type {string} */ found,
  ) =>
    `At ${unit} ${epoch} the numbers are not those that the link was made from: ${found}, the link has ${text}. ` +
    'Either a setting in the link has been changed since, be it the seed or the precision, or another version of this page made it.',
  found: (/** @type {string} */ text) => `the fingerprint is ${text}`,
  ended: 'the run has ended before, or has left the range of numbers',
  rowless: (/** @type {string} */ unit) => `no row of it is of that ${unit}`,
  unmeasured: (/** @type {Fingerprint} */ { epoch }) =>
    `This run passed epoch ${epoch}, of which the link has a fingerprint, without measuring it: jump there to compare.`,
});

/** Settings of a figure that are no matter of its runs, but of what it shows of them. */
const OF_VIEW = 'measure chosen score digit order page'.split(' ');

/**
 * @param {readonly CheckedRun[]} runs - all that a figure shows
 * @param {Fingerprint} asked - what they should have
 * @param {boolean} [canJump] - whether they can be sent to an epoch that they passed
 *   without measuring it; such a run else never has it
 * @returns {{ kind: 'same' | 'other' | 'rowless' | 'unmeasured', text?: string | undefined } | null}
 *   whether they have it, and what they have instead; null while they are on their way
 */
export function verdictOf(runs, asked, canJump = true) {
  const histories = runs.map(({ history }) => history);
  const isThere = runs.every(
    ({ history, isOver }) =>
      history?.rows && (isOver || history.epoch >= asked.epoch),
  );
  if (!isThere || runs.length === 0) return null;
  const isMissed = histories.some(
    (history) =>
      history &&
      history.epoch >= asked.epoch &&
      history.row(asked.epoch).epoch !== asked.epoch,
  );
  if (isMissed) return { kind: canJump ? 'unmeasured' : 'rowless' };
  const found = fingerprintOfRuns(histories, asked.epoch);
  if (found?.epoch !== asked.epoch) return { kind: 'other' };
  const { text } = found;
  return { kind: text === asked.text ? 'same' : 'other', text };
}

/** @param {string} check - as in a link @returns {Fingerprint} what it asks for */
function askedBy(check) {
  const [epoch = '', text = ''] = check.split('-');
  return { epoch: Number(epoch), text };
}

/** @type {WeakMap<Figure<any, any, any>, Watch>} */
const watches = new WeakMap();

/** Looks with every update of a figure, while its state is that of the link. */
class Watch {
  #figure;
  #state;
  check = '';

  /** @param {Figure<any, any, any> & CheckedFigure} figure - opened by a link */
  constructor(figure) {
    this.#figure = figure;
    this.#state = figure.state;
    figure.addController(this);
  }

  /** @param {string} check - of the link that has just been applied */
  ask(check) {
    this.check = check;
    this.#state = this.#figure.state;
    this.#figure.requestUpdate();
  }

  /** Says what there is to say. */
  hostUpdate() {
    const figure = this.#figure;
    const { schema } = /** @type {typeof Figure} */ (figure.constructor);
    const changed = changedKeys(schema, this.#state, figure.state);
    const isSame = changed.every((key) => OF_VIEW.includes(key));
    const asked = { ...askedBy(this.check), unit: figure.countedIn };
    const verdict =
      this.check && isSame
        ? verdictOf(figure.checkedRuns, asked, 'jumpTo' in figure)
        : null;
    const found = verdict?.text
      ? words.found(verdict.text)
      : verdict?.kind === 'rowless'
        ? words.rowless(asked.unit)
        : words.ended;
    const isOther = verdict?.kind === 'other' || verdict?.kind === 'rowless';
    figure.showError(isOther ? words.other(asked, found) : '', 'check');
    figure.remark =
      verdict?.kind === 'same'
        ? words.same(asked)
        : verdict?.kind === 'unmeasured'
          ? words.unmeasured(asked)
          : '';
  }
}

/**
 * @param {Figure<any, any, any> & CheckedFigure} figure - that a link has opened
 * @param {string} check - of the link; '' where it has none
 */
export function watchCheck(figure, check) {
  const watch = watches.get(figure) ?? new Watch(figure);
  watches.set(figure, watch);
  watch.ask(check);
}

/** @typedef {Fingerprint & { unit: string }} Asked - of an epoch, or of a step */
