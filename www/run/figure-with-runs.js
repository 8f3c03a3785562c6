import { Figure } from '../kit/figure.js';
import { KeptDoor } from './kept-door.js';
import { paceNamed } from './pace.js';

/**
 * A figure whose runs play at a pace, and may be kept behind others: the attributes and
 * properties `pace` and `kept`.
 *
 * @template {object} State
 * @template {object} Readings
 * @template {object} Core
 * @augments {Figure<State, Readings, Core>}
 */
export class FigureWithRuns extends Figure {
  /** @override */
  static get observedAttributes() {
    return [...super.observedAttributes, 'pace', 'kept'];
  }

  /** Leads to the runs kept behind the one that is shown. */
  keptDoor;

  /** @param {import('./kept-runs.js').KeptOptions} kept - of the runs that it keeps */
  constructor(kept) {
    super();
    this.keptDoor = new KeptDoor(this, kept);
  }

  /** @returns {string} slow, normal or fast; '' where nobody has chosen */
  get pace() {
    return this.getAttribute('pace') ?? '';
  }

  /** @param {string | null | undefined} name - slow, normal, fast, or '' */
  set pace(name) {
    if (name) this.setAttribute('pace', name);
    else this.removeAttribute('pace');
  }

  /** @returns {import('./pace.js').Pace} at which it plays */
  get pacing() {
    return paceNamed(this.pace);
  }

  /** @returns {string} the runs kept behind the one that is shown, as a link has them */
  get kept() {
    return this.keptDoor.text;
  }

  /** @param {string | null | undefined} text - as of a link; '' for none */
  set kept(text) {
    this.keptDoor.open(text ?? '');
  }

  /** The runs kept are others: axes may narrow. */
  narrow() {
    this.requestUpdate();
  }

  /**
   * @override
   * @param {string} name - an observed attribute
   * @param {string | null} before - its text so far
   * @param {string | null} text - its text now
   */
  attributeChangedCallback(name, before, text) {
    super.attributeChangedCallback(name, before, text);
    if (name === 'kept') this.keptDoor.openByAttribute(text ?? '');
  }
}
