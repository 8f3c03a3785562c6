import { html, nothing, unsafeCSS } from 'lit';
import { declaration } from '../../core/declaration.js';
import { Announcement } from '../../kit/announcement.js';
import { button, presetsMenu } from '../../kit/buttons.js';
import { Drawer } from '../../kit/drawer.js';
import { missingIn } from '../../kit/code-missing.js';
import { Figure } from '../../kit/figure.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { RoomController } from '../../kit/room-controller.js';
import { stage } from '../../kit/stage.js';
import { figureNamed } from '../index.js';
import { drawChain, layoutChain } from './chain-drawing.js';
import { checkChain, computeChain } from './chain-numbers.js';
import { whatHappened } from './chain-sentence.js';
import styles from './gradient-chain.css?inline';
import { ParameterSliders } from './parameter-sliders.js';
import { chainPresets, presetInForce, presetState } from './presets.js';
import { gradientChainSchema } from './state.js';
import { chainWords as words, neuronCount } from './words.js';

/** From this weight on, the figure explains the knife edge. */
const KNIFE_EDGE = 20;

/** Lines of words below the chain are less high than this together, in em. */
const MOST_WORDS = 4;

/** Those in the drawer, see chain-charts.js. */
const CHARTS = ['slopes', 'factors', 'gradients'];

const MOST_NEURONS = declaration.chain.weights.maxLength;

/**
 * The chapter's chain of single neurons, each factor of its gradient with a
 * slider.
 *
 * @augments {Figure<State, Readings, Core>}
 */
export class GradientChainElement extends Figure {
  /** @override */
  static figure = figureNamed('gradient-chain');
  /** @override */
  static schema = gradientChainSchema;
  /** @override */
  static styles = [Figure.styles, unsafeCSS(plotStyles), unsafeCSS(styles)];

  /** @type {import('./chain-numbers.js').ChainNumbers | undefined} */
  #chain;
  #seed = 1;
  #announcement = new Announcement(this);
  #checkSaid = new Announcement(this);
  #sliders = new ParameterSliders(this);
  #drawingRoom = new RoomController(this, { isFilled: true });
  /** @type {{ neurons: number, room: Room, layout: ChainLayout } | undefined} The chain as it was laid out last. */
  #laidOut;
  #chartRooms = new Map(CHARTS.map((name) => [name, new RoomController(this)]));
  #check = new Drawer(this, {
    control: 'check',
    label: words.check,
    load: async () => {
      const [core, { checked }] = await Promise.all([
        this.core,
        import('./chain-tables.js'),
      ]);
      this.#checked = () =>
        this.#chain && checked(this.#chain, checkChain(core, this.state));
      return () => this.#found?.table;
    },
  });
  /** @type {(() => Checked | undefined) | undefined} Checks the gradient shown, once that has come. */
  #checked;
  /** @type {Checked | undefined} What it found, while that is open. */
  #found;
  #equation = new Drawer(this, {
    control: 'equation',
    label: words.equation,
    load: async () => {
      const { drawEquation } = await import('./chain-equation.js');
      return () => this.#chain && drawEquation(this.#chain);
    },
  });
  #charts = new Drawer(this, {
    control: 'charts',
    label: words.charts,
    load: async () => {
      const [{ charts }, { SlopeMarks }] = await Promise.all([
        import('./chain-charts.js'),
        import('./chain-slopes.js'),
      ]);
      const marks = new SlopeMarks(this);
      return () =>
        html`<div class="chain-charts">
          ${charts
            .filter(({ name }) => !this.#onStage.includes(name))
            .map((chart) => this.#renderChart(chart, marks))}
        </div>`;
    },
  });
  /** The charts that the drawing has beneath its neurons. */
  #onStage = [''];
  /** @type {typeof import('./knife-edge.js').knifeEdge | undefined} Loaded with the first large weight. */
  #knifeEdge;
  /** @type {import('./chain-travel.js').GradientTravel | undefined} Loaded when it is first sent. */
  #travel;
  #table = new Drawer(this, {
    control: 'table',
    label: words.table,
    load: async () => {
      const [{ chainTable }, { chainFiles }] = await Promise.all([
        import('./chain-tables.js'),
        import('./chain-files.js'),
      ]);
      const files = chainFiles(this);
      return () => this.#chain && [chainTable(this.#chain), files(this.#chain)];
    },
  });

  /** @override */
  renderFigure() {
    const chain = this.#chain;
    const sentence = chain ? whatHappened(chain) : '';
    this.#found = this.#check.isOpen ? this.#checked?.() : undefined;
    return stage({
      top: html`${this.#renderPresets()}
        <div class="ug-buttons" data-control="controls">
          ${this.#renderSend()} ${this.#check.renderButton(words.closeCheck)}
          ${button({
            control: 'reset',
            label: words.reset,
            onClick: () => this.reset(),
          })}
        </div>
        ${this.#renderNeurons()}
        <p class="chain-found" data-control="check" ?hidden=${!this.#found}>
          ${this.#found?.verdict}
        </p>
        ${this.#checkSaid.render(this.#found?.verdict ?? '', true)}`,
      picture: this.#renderDrawing(),
      sentence: html`<p class="plot-sentence" id="sentence">${sentence}</p>
        ${this.#announcement.render(sentence)} ${this.#renderKnifeEdge()}`,
      controls: html`<div class="chain-controls" data-control="controls">
        ${this.#renderSettings()} ${this.#sliders.render(chain)}
      </div>`,
      drawers: [
        this.#check.renderContent(),
        this.#equation.render(),
        this.#charts.render(),
        this.#table.render(),
      ],
    });
  }

  /** @returns {unknown} chains with a name, the drawn one with its seed */
  #renderPresets() {
    const core = this.loadedCore;
    const chosen = core ? presetInForce(core, this.state, this.#seed) : null;
    return presetsMenu({
      label: words.presets,
      presets: chainPresets,
      chosen,
      onChoose: (name) => this.#take(name),
      after: (name) =>
        name === 'normal' && chosen === name
          ? html`${button({
                control: 'draw',
                label: words.drawAgain,
                look: 'quiet',
                onClick: () => this.#drawAgain(),
              })} <span class="chain-seed">${words.seed(this.#seed)}</span>`
          : nothing,
    });
  }

  /**
   * The caption follows from the layout, and takes some of the height that the layout
   * follows from. Where a little more height would change the caption, the layout stays
   * as it is: the two would be drawn in turns.
   *
   * @param {number} neurons
   * @param {Room} room
   * @returns {ChainLayout}
   */
  #layout(neurons, room) {
    const layout = layoutChain(neurons, room);
    const last = this.#laidOut;
    const more = room.height - (last?.room.height ?? Infinity);
    if (
      last?.neurons === neurons &&
      last.room.width === room.width &&
      last.room.em === room.em &&
      more > 0 &&
      more < MOST_WORDS * room.em &&
      captionOf(layout) !== captionOf(last.layout)
    ) {
      return last.layout;
    }
    this.#laidOut = { neurons, room, layout };
    return layout;
  }

  /** @returns {unknown} the chain */
  #renderDrawing() {
    const { room } = this.#drawingRoom;
    const chain = this.#chain;
    const layout = room && chain && this.#layout(chain.neurons, room);
    const { isCharted = false, bars = 0 } = layout ?? {};
    this.#onStage = isCharted
      ? ['factors', 'gradients']
      : bars > 0
        ? ['factors']
        : [];
    const travel = this.isPrinting ? undefined : this.#travel;
    const sent = (chain && travel?.caption(chain)) || '';
    return html`<div data-control="drawing">
      <div class="plot-canvas" ${this.#drawingRoom.ref()}>
        ${layout ? drawChain(chain, layout, words.drawing, travel?.draw(chain, layout)) : nothing}
      </div>
      <p class=${sent ? 'ug-hint chain-sent-words' : 'ug-hint'}>
        ${sent || (layout && captionOf(layout))}
      </p>
    </div>`;
  }

  /** @returns {unknown} what sends the gradient from the cost back to b₁ */
  #renderSend() {
    const travel = this.#travel;
    return html`<button
        type="button"
        data-control="running"
        title=${travel?.keys ?? nothing}
        @focus=${() => this.#loadTravel()}
        @click=${() => (travel?.isPlaying ? this.pause() : void this.play())}
        @keydown=${(/** @type {KeyboardEvent} */ event) => travel?.pressed(event)}
      >
        ${travel?.label ?? words.send}
      </button>
      ${travel?.renderEnd()}`;
  }

  /**
   * @param {unknown} error - why a part of the figure did not come
   * @returns {undefined}
   */
  #missing = (error) => {
    void missingIn(this, 'parts')(error);
    return undefined;
  };

  /** @returns {Promise<import('./chain-travel.js').GradientTravel | undefined>} */
  #loadTravel() {
    return import('./chain-travel.js').then(({ GradientTravel }) => {
      this.requestUpdate();
      return (this.#travel ??= new GradientTravel(this));
    }, this.#missing);
  }

  /** Sends the gradient from the cost back to b₁, or on from where it was stopped. */
  async play() {
    (await this.#loadTravel())?.play();
  }

  /** Stops it where it is. */
  pause() {
    this.#travel?.pause();
  }

  /** Takes it over one factor. */
  async step() {
    (await this.#loadTravel())?.move(1);
  }

  /** @override */
  reset() {
    this.#travel?.end();
    super.reset();
  }

  /**
   * @param {import('./chain-charts.js').Chart} chart - which
   * @param {import('./chain-slopes.js').SlopeMarks} marks - what moves those on σ′
   * @returns {unknown} the chart under its title
   */
  #renderChart({ name, title, draw }, marks) {
    const place = this.#chartRooms.get(name);
    const { loadedCore: core } = this;
    const chain = this.#chain;
    return html`<div class="chain-chart" data-control=${name}>
      <p class="plot-heading chain-heading">${title}</p>
      <div class="plot-canvas" ${place?.ref()}>
        ${place?.room && chain && core ? draw(chain, place.room, core, marks) : nothing}
      </div>
    </div>`;
  }

  /** @returns {unknown} every control but those of weights and biases */
  #renderSettings() {
    const { activation } = this.state;
    return html`<div class="chain-settings">
      <div class="chain-selects">
        ${this.controls.of('activation', {
          label: words.activation,
          // Cross-entropy cannot stay when the output is no longer a sigmoid.
          change: (chosen) =>
            chosen === 'sigmoid'
              ? { activation: chosen }
              : { activation: chosen, cost: 'quadratic' },
        })}
        ${this.controls.of('cost', {
          label: words.cost,
          disabledOptions: activation === 'sigmoid' ? [] : ['cross-entropy'],
        })}
      </div>
      <div class="chain-ends" role="group" aria-label=${words.ends}>
        ${this.controls.of('input', { label: words.input })}
        ${this.controls.of('target', { label: words.target })}
      </div>
    </div>`;
  }

  /** @returns {unknown} how many neurons there are, to be changed */
  #renderNeurons() {
    const neurons = this.state.weights.length;
    return html`<div
      class="ug-buttons"
      role="group"
      aria-label=${words.neurons}
      data-control="neurons controls"
    >
      <span class="chain-count">${neuronCount(neurons)}</span>
      ${button({
        control: 'neurons',
        label: words.removeNeuron,
        isDisabled: neurons === 1,
        onClick: () => this.#lengthen(-1),
      })}
      ${button({
        control: 'neurons',
        label: words.addNeuron,
        isDisabled: neurons === MOST_NEURONS,
        onClick: () => this.#lengthen(1),
      })}
    </div>`;
  }

  /** @returns {unknown} what to know about large weights, to be tried */
  #renderKnifeEdge() {
    if (!this.state.weights.some((w) => Math.abs(w) >= KNIFE_EDGE)) {
      return nothing;
    }
    if (!this.#knifeEdge) {
      void import('./knife-edge.js').then(({ knifeEdge }) => {
        this.#knifeEdge = knifeEdge;
        this.requestUpdate();
      }, this.#missing);
      return nothing;
    }
    return this.#knifeEdge(this);
  }

  /** @param {Core} core @override */
  compute(core) {
    this.#chain = computeChain(core, this.state);
    this.setReadings(this.#chain.readings);
  }

  /** @param {string} name - of a preset */
  #take(name) {
    const core = this.loadedCore;
    const chain = this.#chain;
    if (core && chain) {
      this.change(presetState(core, name, chain.neurons, this.#seed));
    }
  }

  #drawAgain() {
    this.#seed += 1;
    this.#take('normal');
  }

  /** @param {1 | -1} by - one neuron more, like the last one, or one less */
  #lengthen(by) {
    const { weights, biases } = this.state;
    const length = weights.length + by;
    if (length < 1 || length > MOST_NEURONS) return;
    /** @param {readonly number[]} list - of weights or biases */
    const lengthened = (list) => [...list, list.at(-1) ?? NaN].slice(0, length);
    this.change({
      weights: lengthened(weights),
      biases: lengthened(biases),
    });
  }
}

/** @param {import('./chain-drawing.js').ChainLayout} layout @returns {string} what it draws */
function captionOf({ isLarge, isTiny, isCharted, bars }) {
  const { large, small, tiny, strips } = words.captions;
  const caption = isLarge ? large : isTiny ? tiny : small;
  return isCharted || bars === 0 ? caption : `${caption} ${strips}`;
}

/** @typedef {ReturnType<typeof import('./chain-tables.js').checked>} Checked */
/** @typedef {import('./chain-drawing.js').ChainLayout} ChainLayout */
/** @typedef {import('../../kit/room-controller.js').Room} Room */
/** @typedef {import('./state.js').GradientChainState} State */
/** @typedef {import('./chain-numbers.js').ChainReadings} Readings */
/** @typedef {import('../../core/core.js').CoreParts['chain']} Core */
