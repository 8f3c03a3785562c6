import { create, createSvg } from '../../kit/create.js';
import { layerColour, layerDash } from '../../kit/palette.js';
import { learningSpeedsWords as words } from './words.js';
import { readable, share } from '../../kit/number-phrases.js';

/** Significant digits while a run plays; a person who reads gets them all. */
const DIGITS = 5;

/**
 * The numbers of one epoch, written out: of the last one, or of the one that
 * the cursor stands at, then with every digit.
 */
export class Readout {
  #$epoch = create('p', { class: 'ug-readout-epoch' });
  #$layers = create('dl', { class: 'ug-readout-layers' });
  #$cost = create('dd');
  #$training = create('dd');
  #$validation = create('dd');
  #$rate = create('dd');
  /** @type {HTMLElement[]} */
  #$speeds = [];
  #shown = '';

  constructor() {
    this.$speeds = create(
      'div',
      { class: 'ug-readout', 'data-control': 'readout' },
      this.#$epoch,
      this.#$layers,
    );
    this.$cost = create(
      'dl',
      { class: 'ug-numbers' },
      create('div', {}, create('dt', {}, words.cost), this.#$cost),
    );
    this.$accuracy = create(
      'dl',
      { class: 'ug-numbers' },
      create(
        'div',
        { class: 'ug-line-solid' },
        create('dt', {}, words.training),
        this.#$training,
      ),
      create(
        'div',
        { class: 'ug-line-dashed' },
        create('dt', {}, words.validation),
        this.#$validation,
      ),
    );
    this.$rate = create(
      'dl',
      { class: 'ug-numbers', 'data-control': 'images-per-second' },
      create('div', {}, create('dt', {}, words.imagesPerSecond), this.#$rate),
    );
  }

  /**
   * @param {import('../../run/run-history.js').Row | null} row - of the epoch to show
   * @param {object} about - what is known besides
   * @param {number} about.epochs - the length of the run
   * @param {number} about.layers - hidden layers
   * @param {boolean} about.isExact - whether to write every digit
   * @param {number} about.imagesPerSecond - of the run
   * @param {'light' | 'dark'} about.ground - what colours must stand out from
   */
  show(row, { epochs, layers, isExact, imagesPerSecond, ground }) {
    this.#list(layers, ground);
    const digits = isExact ? undefined : DIGITS;
    this.#$epoch.textContent = row ? words.wordsOfEpoch(row.epoch, epochs) : '';
    for (const [index, $speed] of this.#$speeds.entries()) {
      $speed.textContent = row
        ? readable(row.speeds[index] ?? NaN, digits)
        : '';
    }
    this.#$cost.textContent = row ? readable(row.cost, digits) : '';
    this.#$training.textContent = row ? share(row.trainingAccuracy) : '';
    this.#$validation.textContent = row ? share(row.validationAccuracy) : '';
    this.#$rate.textContent =
      imagesPerSecond > 0
        ? Math.round(imagesPerSecond).toLocaleString('en')
        : '';
  }

  /**
   * @param {import('../../run/run-history.js').RunHistory | null} history - a run
   * @param {number} epoch - any of its epochs
   * @returns {string} the speeds of its layers, to be said
   */
  static say(history, epoch) {
    if (!history || history.rows === 0) return '';
    const row = history.row(epoch);
    const speeds = row.speeds.map(
      (speed, index) =>
        `${words.shortLayerName(index + 1)} ${readable(speed, DIGITS)}`,
    );
    return `${words.epoch} ${row.epoch}: ${speeds.join(', ')}`;
  }

  /**
   * @param {number} layers - hidden layers
   * @param {'light' | 'dark'} ground - what colours must stand out from
   */
  #list(layers, ground) {
    const key = `${layers} ${ground}`;
    if (key === this.#shown) return;
    this.#shown = key;
    this.#$speeds = Array.from({ length: layers }, () => create('dd'));
    this.#$layers.replaceChildren(
      ...this.#$speeds.map(($speed, index) =>
        create(
          'div',
          {},
          create(
            'dt',
            {},
            swatch(layerColour(index, layers, ground), layerDash(index)),
            words.layerName(index + 1),
          ),
          $speed,
        ),
      ),
    );
  }
}

/**
 * @param {string} colour - of a line
 * @param {readonly number[]} dash - its pattern
 * @returns {SVGElement} a short piece of it
 */
function swatch(colour, dash) {
  return createSvg(
    'svg',
    { class: 'ug-swatch', viewBox: '0 0 24 8', 'aria-hidden': 'true' },
    createSvg('line', {
      x1: 0,
      x2: 24,
      y1: 4,
      y2: 4,
      stroke: colour,
      'stroke-width': 2.5,
      'stroke-dasharray': dash.join(' ') || 'none',
    }),
  );
}
