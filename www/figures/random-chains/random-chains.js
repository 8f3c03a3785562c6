import { html, nothing, unsafeCSS } from 'lit';
import { wordsOf } from '../../core/core-error.js';
import { declaration } from '../../core/declaration.js';
import { take } from '../../core/plain.js';
import { Announcement } from '../../kit/announcement.js';
import { dataWords } from '../../kit/figure-words.js';
import { Drawer } from '../../kit/drawer.js';
import { Figure } from '../../kit/figure.js';
import { countText, powerText } from '../../kit/numbers.js';
import { reads } from '../../kit/plot/reads.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { statePresets } from '../../kit/presets.js';
import { RoomController } from '../../kit/room-controller.js';
import { stage } from '../../kit/stage.js';
import { fieldsOf, schema } from '../../kit/schema.js';
import { linkTo } from '../../kit/toolbar.js';
import { Visibility } from '../../kit/visibility.js';
import { figureNamed } from '../index.js';
import { Draws } from './draws.js';
import { drawHistogram, layOut } from './histogram.js';
import { presets } from './presets.js';
import { drawQuantiles } from './quantiles.js';
import chainsStyles from './random-chains.css?inline';
import { barsOf, readingsOf } from './readings.js';
import { barRange, barText, chainsSentence, shareText } from './sentence.js';
import { randomChainsSchema } from './state.js';
import { chainsColumns, chainsWords as words } from './words.js';

const FATES = /** @type {const} */ (['vanishing', 'between', 'exploding']);

/** How the figure of a single chain writes its state into a link. */
const singleChain = schema('gradient-chain', fieldsOf(declaration.chain));

/**
 * How the ratio of the first gradient to the last is distributed over many
 * random chains, at every depth.
 *
 * @augments {Figure<State, Readings, Core>}
 */
export class RandomChainsElement extends Figure {
  /** @override */
  static figure = figureNamed('random-chains');
  /** @override */
  static schema = randomChainsSchema;
  /** @override */
  static styles = [
    Figure.styles,
    unsafeCSS(plotStyles),
    unsafeCSS(chainsStyles),
  ];

  #isNear = false;
  /** @type {Draws | undefined} */
  #draws;
  /** @type {Drawn | undefined} */
  #drawn;
  #failure = '';
  /** @type {number | null} The bar that is chosen; −1 for the ratios of 0. */
  #bar = null;
  /** @type {Opened | null} */
  #opened = null;
  #announcement = new Announcement(this);
  #histogramRoom = new RoomController(this, { isFilled: true });
  #quantilesRoom = new RoomController(this);
  #quantiles = new Drawer(this, {
    control: 'quantiles',
    label: words.byDepth,
    load: async () => () =>
      html`<p class="plot-heading">${words.quantilesTitle}</p>
        <div
          class="plot-canvas ${this.#staleness}"
          ${this.#quantilesRoom.ref()}
        >
          ${this.#drawQuantiles()}
        </div>`,
  });
  #data = new Drawer(this, {
    control: 'data',
    label: dataWords.numbers,
    load: async () => {
      const [{ pictureData }, { PythonCopy }] = await Promise.all([
        import('../../kit/data-drawer.js'),
        import('../../kit/python/copy.js'),
      ]);
      const name = 'random-chains';
      const python = new PythonCopy(this, async () => {
        const { recomputed } = await import('./python.js');
        return () =>
          this.#drawn && this.readings
            ? recomputed(
                { ...this.#drawn.state, depth: this.readings.depth },
                this.readings,
              )
            : null;
      });
      return () => [
        this.#renderWork(),
        pictureData({
          host: this,
          name,
          python,
          table: this.#table(),
          pictures: [
            {
              name,
              label: words.histogramSvg,
              selector: '[data-control=histogram] .plot-canvas',
            },
            ...(this.#quantiles.isOpen
              ? [
                  {
                    name: `${name}-quantiles`,
                    label: words.quantilesSvg,
                    selector: '[data-control=quantiles] .plot-canvas',
                  },
                ]
              : []),
          ],
        }),
      ];
    },
  });

  /** @param {readonly string[]} keys @override */
  stateChanged(keys) {
    this.#opened = null;
    this.#bar = null;
    if (keys.some((key) => key !== 'depth')) this.#ask();
    this.#read();
  }

  /** @param {AbortSignal} signal @override */
  figureConnected(signal) {
    const visibility = new Visibility({
      near: () => {
        this.#isNear = true;
        if (this.#drawn?.state !== this.state) this.#ask();
      },
      sight: () => {},
    });
    visibility.observe(this, signal);
    signal.addEventListener('abort', () => {
      this.#draws?.close();
      this.#draws = undefined;
      this.#isNear = false;
    });
  }

  /** @override */
  renderFigure() {
    const { readings } = this;
    const drawn = this.#drawn;
    const summary = this.#summary;
    const isShown = readings && summary && drawn;
    const sentence = isShown
      ? chainsSentence(readings, drawn.state.activation)
      : words.drawing;
    const chains = drawn?.state.chains ?? 0;
    return stage({
      top: html`${statePresets(this, words.presets, presets)}
        <div ?hidden=${this.#failure === ''}>
          <p role="alert" class="ug-problem">${this.#failure}</p>
          <button type="button" @click=${() => this.#ask()}>
            ${words.tryAgain}
          </button>
        </div>`,
      picture: html`<div data-control="histogram">
        <p class="plot-heading">
          ${summary ? `First gradient against last, in chains of ${summary.depth} neurons` : nothing}
        </p>
        <ul class="chains-shares" data-control="shares">
          ${
            readings
              ? FATES.map(
                  (fate) =>
                    html`<li class="is-${fate}">
                      <b>${shareText(readings[fate], chains)}</b>
                      ${words[fate]}
                      <span class="ug-hint">${words.limits[fate]}</span>
                    </li>`,
                )
              : nothing
          }
        </ul>
        <div
          class="plot-canvas plot-picker ${this.#staleness}"
          ${this.#histogramRoom.ref()}
        >
          ${this.#drawHistogram()}
        </div>
        ${this.#renderPicked()} ${this.#renderOpened()}
      </div>`,
      sentence: html`<p class="plot-sentence" id="sentence">${sentence}</p>
        ${this.#announcement.render(isShown ? sentence : '')}`,
      controls: html`<div class="ug-fields">
          ${this.controls.of('depth', { label: words.depth })}
        </div>
        <fieldset class="ug-group" data-control="settings">
          <div class="ug-fields">
            ${this.controls.of('weightSpread', { label: words.weightSpread })}
            ${this.controls.of('biasSpread', { label: words.biasSpread })}
            ${this.controls.of('input', { label: words.input })}
            ${this.controls.of('activation', { label: words.activation })}
            ${this.controls.of('chains', { label: words.chains })}
            ${this.controls.of('seed', { label: words.seed })}
          </div>
        </fieldset>`,
      drawers: [this.#quantiles.render(), this.#data.render()],
    });
  }

  /** @returns {unknown} how long it took */
  #renderWork() {
    const drawn = this.#drawn;
    return html`<p class="ug-hint" data-control="work">
      ${drawn ? words.work(drawn, this.#staleness !== '') : nothing}
    </p>`;
  }

  /** @returns {string} a class for pictures while other chains are being drawn */
  get #staleness() {
    return this.#draws?.isBusy || this.#failure !== '' ? 'is-stale' : '';
  }

  /** @returns {DepthSummary | undefined} of the depth shown */
  get #summary() {
    const { depth } = this.state;
    return this.#drawn?.summaries.find((summary) => summary.depth === depth);
  }

  /** @returns {readonly import('./readings.js').Bar[]} of the histogram shown */
  get #bars() {
    const summary = this.#summary;
    return summary && this.#drawn
      ? barsOf(summary, this.#drawn.state.chains)
      : [];
  }

  /** @returns {unknown} how many chains have which ratio */
  #drawHistogram() {
    const { room } = this.#histogramRoom;
    const summary = this.#summary;
    if (!room || !summary || !this.#drawn) return nothing;
    const layout = layOut(this.#bars, room);
    const { places, frame } = layout;
    const reading = reads({
      frame,
      numbers: places.map(({ bar }) => bar),
      place: (bar) => {
        const place = places.find((one) => one.bar === bar);
        return place ? (place.left + place.right) / 2 : NaN;
      },
      at: (bar) => this.#stop(bar),
      hold: (bar) => {
        // A bar stays chosen when the pointer goes on to the button below.
        if (bar === null || bar === this.#bar) return;
        this.#bar = bar;
        this.requestUpdate();
      },
      choose: (bar) => this.#open(bar),
    });
    const { chains } = this.#drawn.state;
    const chosen = this.#bar;
    const label = words.pick;
    return drawHistogram(layout, { chains, chosen, label, reading });
  }

  /** @returns {unknown} the ratio at every depth */
  #drawQuantiles() {
    const { room } = this.#quantilesRoom;
    const summary = this.#summary;
    if (!room || !summary || !this.#drawn) return nothing;
    const size = { ...room, label: words.quantilesTitle };
    return drawQuantiles(this.#drawn.summaries, summary.depth, size);
  }

  /** @returns {unknown} what the chosen bar holds, and a button to open a chain */
  #renderPicked() {
    const bar = this.#bar;
    const text = bar === null ? '' : this.#barText(bar);
    return html`<div class="chains-pick">
      <p class="chains-bar">${text || words.pickHint}</p>
      <button
        type="button"
        data-control="open"
        ?hidden=${text === ''}
        @click=${() => bar !== null && this.#open(bar)}
      >
        ${words.open}
      </button>
    </div>`;
  }

  /** @returns {unknown} which chain was opened, and where it is */
  #renderOpened() {
    const opened = this.#opened;
    return html`<p
      class="chains-opened"
      data-control="opened"
      ?hidden=${!opened}
    >
      <span role="status">${opened?.sentence}</span>
      ${
        opened?.href
          ? html`<a
              href=${opened.href}
              target=${opened.isHere ? nothing : '_blank'}
              rel=${opened.isHere ? nothing : 'noopener'}
              >${opened.isHere ? words.goThere : words.openElsewhere}</a
            >`
          : nothing
      }
    </p>`;
  }

  #ask() {
    if (!this.#isNear) return;
    this.#draws ??= new Draws({
      drawn: (drawn) => {
        this.#drawn = drawn;
        this.#failure = '';
        this.#read();
      },
      failed: (error) => {
        this.#failure = `${words.failed} ${wordsOf(error)}`;
        this.requestUpdate();
      },
    });
    this.#draws.ask(this.state);
    this.requestUpdate();
  }

  /** Reads the depth that is asked for out of what was drawn. */
  #read() {
    const summary = this.#summary;
    if (!summary || !this.#drawn) return;
    const { summaries, state } = this.#drawn;
    this.setReadings(readingsOf(summary, summaries, state.chains));
  }

  /** @param {number} bar - of the histogram @returns {Stop} what it holds */
  #stop(bar) {
    const [title = '', value = ''] = this.#barText(bar).split(': ');
    return { title, marks: [{ name: '', value }] };
  }

  /**
   * @param {number} bar - of the histogram
   * @returns {string} what it holds; '' where there is nothing
   */
  #barText(bar) {
    const found = this.#bars.find((one) => one.bar === bar);
    return found ? barText(found, this.#drawn?.state.chains ?? NaN) : '';
  }

  /**
   * Puts one of the chains into the figure of a single chain where the document
   * has one; elsewhere it offers a link to it.
   *
   * @param {number} bar - of which to open a chain, −1 for the zeros
   */
  #open(bar) {
    const { loadedCore: core } = this;
    const found = this.#bars.find((one) => one.bar === bar);
    if (!core || !found || !this.#drawn) return;
    const index = found.example;
    const { depth } = this.state;
    const { depth: _depth, ...spec } = this.#drawn.state;
    const { input, activation } = spec;
    const { weights, biases, log10Ratio } = take(
      core.randomChain(spec, index, depth),
    );
    const ends = { input, target: 1, activation, cost: 'quadratic' };
    const chain = { weights, biases, ...ends };
    const $chain = /** @type {any} */ (
      document.querySelector(singleChain.figure)
    );
    if ($chain) $chain.state = chain;
    const number = countText(index + 1);
    // Where the last gradient is 0 as well, the chain itself has no ratio.
    const ratio = Number.isFinite(log10Ratio)
      ? powerText(log10Ratio)
      : barRange(found);
    const link = linkTo(singleChain, chain);
    this.#opened = {
      sentence: $chain
        ? `Chain ${number}, with a ratio of ${ratio}, is in the figure of the chain now.`
        : `Chain ${number} has a ratio of ${ratio}.`,
      href: $chain && link ? new URL(link, document.baseURI).hash : link,
      isHere: Boolean($chain),
    };
    this.requestUpdate();
  }

  /** @returns {import('../../kit/number-table.js').NumberTable | null} all numbers */
  #table() {
    if (!this.#drawn) return null;
    return {
      caption: words.tableCaption,
      headings: chainsColumns,
      rows: this.#drawn.summaries.map((one) => [
        one.depth,
        one.vanishing,
        one.between,
        one.exploding,
        one.zero,
        one.quartered,
        ...one.quantiles,
        one.mean,
      ]),
      digits: 4,
    };
  }
}

/** @typedef {import('./state.js').RandomChainsState} State */
/** @typedef {import('./readings.js').ChainsReadings} Readings */
/** @typedef {import('./readings.js').DepthSummary} DepthSummary */
/** @typedef {import('../../kit/plot/tooltip.js').Stop} Stop */
/** @typedef {import('./draws.js').Drawn} Drawn */
/** @typedef {import('../../core/core.js').CoreParts['random-chains']} Core */

/**
 * @typedef {object} Opened
 * @property {string} sentence - which chain was opened
 * @property {string} href - where it is
 * @property {boolean} isHere - whether the page has the figure that shows it
 */
