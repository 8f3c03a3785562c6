import { drawHistogram } from './chains-histogram.js';
import { drawQuantiles } from './chains-quantiles.js';
import { countText, shareText } from './chains-sentence.js';
import { create } from '../../kit/create.js';
import { formatNumber } from '../../kit/numbers.js';
import { roomIn } from '../../kit/room.js';
import { dataWords } from '../../kit/data-words.js';
import { chainsWords, histogramTitle, workWords } from './words.js';
import { Announcer } from '../../kit/announcer.js';
import { Panel } from '../../kit/panel.js';
import { BarPicker } from './bar-picker.js';
import { ChainOpener } from './chain-opener.js';
import { ChainsSettings } from './chains-settings.js';
import { LIMITS } from './summaries.js';

const FATES = /** @type {const} */ (['vanishing', 'between', 'exploding']);

/** What the figure is made of. */
export class ChainsLayout {
  settings;
  opener = new ChainOpener();
  #picker;
  #data;
  #announcer = new Announcer();
  #$sentence = create('p', { class: 'plot-sentence' }, chainsWords.drawing);
  #$shares = create('ul', { class: 'chains-shares', 'data-control': 'shares' });
  #$heading = create('p', { class: 'plot-heading' });
  #$quantiles = create('div', { class: 'plot-canvas' });
  #$bar = create('p', { class: 'chains-bar' });
  #$work = create('p', { class: 'ug-hint', 'data-control': 'work' });
  #$failure = create('p', { role: 'alert', class: 'ug-problem' });
  #$retry = create('button', { type: 'button' }, chainsWords.tryAgain);

  /** @param {LayoutActions} actions - what the controls do */
  constructor({ change, text, open, retry, table }) {
    this.settings = new ChainsSettings(change);
    const $open = create(
      'button',
      { type: 'button', 'data-control': 'open' },
      chainsWords.open,
    );
    this.#picker = new BarPicker({
      text,
      onOpen: open,
      onChoose: (words) => {
        this.#$bar.textContent = words || chainsWords.pickHint;
        $open.hidden = words === '';
      },
    });
    $open.addEventListener('click', () => {
      if (this.#picker.bar !== null) open(this.#picker.bar);
    });
    this.#$retry.addEventListener('click', retry);
    this.#data = new Panel({
      control: 'data',
      label: dataWords.numbers,
      bring: async () => {
        const { PictureData } = await import('../../kit/picture-data.js');
        const name = 'random-chains';
        const histogram = {
          name,
          label: chainsWords.histogramSvg,
          $place: this.#picker.$element,
        };
        const quantiles = {
          name: `${name}-quantiles`,
          label: chainsWords.quantilesSvg,
          $place: this.#$quantiles,
        };
        const pictures = [histogram, quantiles];
        return new PictureData({ name, table, pictures });
      },
    });
    this.showFailure('');
    this.$parts = [
      this.settings.$presets,
      this.#$sentence,
      this.#announcer.$element,
      create('div', {}, this.#$failure, this.#$retry),
      this.settings.$depth,
      create(
        'div',
        { class: 'plot-pair' },
        create(
          'div',
          { 'data-control': 'histogram' },
          this.#$heading,
          this.#$shares,
          this.#picker.$element,
          create('div', { class: 'chains-pick' }, this.#$bar, $open),
          this.opener.$element,
        ),
        create(
          'div',
          { 'data-control': 'quantiles' },
          create('p', { class: 'plot-heading' }, chainsWords.quantilesTitle),
          this.#$quantiles,
        ),
      ),
      this.settings.$element,
      this.#$work,
      this.#data.$element,
    ];
  }

  /**
   * @param {() => void} onResize - told when the room has changed
   * @param {AbortSignal} signal - ends it
   */
  observe(onResize, signal) {
    const observer = new ResizeObserver(onResize);
    observer.observe(this.#picker.$element);
    observer.observe(this.#$quantiles);
    signal.addEventListener('abort', () => {
      observer.disconnect();
      this.#announcer.stop();
    });
  }

  /** @param {boolean} isBusy - whether other chains are being drawn */
  showBusy(isBusy) {
    this.#picker.$element.classList.toggle('is-stale', isBusy);
    this.#$quantiles.classList.toggle('is-stale', isBusy);
  }

  /** @param {string} words - why nothing came, or '' */
  showFailure(words) {
    this.#$failure.textContent = words;
    this.#$failure.hidden = words === '';
    this.#$retry.hidden = words === '';
  }

  /** @param {Shown} shown - the numbers */
  show({ readings, summary, summaries, state, seconds, sentence }) {
    const { chains } = state;
    this.#$sentence.textContent = sentence;
    this.#announcer.say(sentence);
    this.#$heading.textContent = histogramTitle(summary.depth);
    this.#$work.textContent = workWords(
      countText(chains),
      formatNumber(seconds, 2),
    );
    this.#$shares.replaceChildren(
      ...FATES.map((fate) =>
        create(
          'li',
          { class: `is-${fate}` },
          create('b', {}, shareText(readings[fate], chains)),
          ` ${chainsWords[fate]} `,
          create('span', { class: 'ug-hint' }, chainsWords.limits[fate]),
        ),
      ),
    );
    // All sizes are read before anything is written: one layout a frame.
    const rooms = [roomIn(this.#picker.$element), roomIn(this.#$quantiles)];
    if (rooms[0]) {
      const { $svg, places, box } = drawHistogram(
        { ...summary, chains, limits: LIMITS },
        { ...rooms[0], label: sentence },
      );
      this.#picker.show($svg, places, box);
    }
    if (rooms[1]) {
      const size = { ...rooms[1], label: chainsWords.quantilesTitle };
      this.#$quantiles.replaceChildren(
        drawQuantiles(summaries, summary.depth, size),
      );
    }
    this.#data.show();
  }
}

/** @typedef {import('./summaries.js').DepthSummary} DepthSummary */
/** @typedef {import('./state.js').RandomChainsState} State */

/**
 * @typedef {object} LayoutActions
 * @property {(changes: Partial<State>) => void} change - throws to refuse
 * @property {(bar: number) => string} text - what a bar holds
 * @property {(bar: number) => void} open - opens a chain of a bar
 * @property {() => void} retry - after a failure
 * @property {() => import('../../kit/number-table.js').NumberTable | null} table -
 *   all the numbers
 */

/**
 * @typedef {object} Shown
 * @property {import('./summaries.js').ChainsReadings} readings - of the depth
 * @property {DepthSummary} summary - of the depth
 * @property {readonly DepthSummary[]} summaries - of every depth
 * @property {State} state - what they were drawn by
 * @property {number} seconds - how long that took
 * @property {string} sentence - what they say
 */
