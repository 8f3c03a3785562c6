import { html, nothing, unsafeCSS } from 'lit';
import { declaration } from '../../core/declaration.js';
import { Announcement } from '../../kit/announcement.js';
import { button, presetsMenu } from '../../kit/buttons.js';
import { Drawer } from '../../kit/drawer.js';
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
const NUDGE = 0.001;

/** Those in the drawer, see chain-charts.js. */
const CHARTS = ['factors', 'running', 'gradients', 'slopes'];

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
  #sliders = new ParameterSliders(this);
  #drawingRoom = new RoomController(this, { isFilled: true });
  #chartRooms = new Map(CHARTS.map((name) => [name, new RoomController(this)]));
  #check = new Drawer(this, {
    control: 'check',
    label: words.check,
    load: async () => {
      const [core, { checkTable }] = await Promise.all([
        this.core,
        import('./chain-tables.js'),
      ]);
      return () =>
        this.#chain && checkTable(this.#chain, checkChain(core, this.state));
    },
  });
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
      const { charts } = await import('./chain-charts.js');
      return () =>
        html`<div class="chain-charts">
          ${charts
            .filter(({ onStage }) => !onStage || !this.#hasBars)
            .map((chart) => this.#renderChart(chart))}
        </div>`;
    },
  });
  #hasBars = false;
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
    return stage({
      top: html`${this.#renderPresets()}
        <div class="ug-buttons" data-control="controls">
          ${this.#check.renderButton(words.closeCheck)}
          ${button({
            control: 'reset',
            label: words.reset,
            onClick: () => this.reset(),
          })}
        </div>
        ${this.#renderNeurons()}`,
      picture: this.#renderDrawing(sentence),
      sentence: html`<p class="plot-sentence">${sentence}</p>
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
        name === 'normal'
          ? html`${button({
                control: 'draw',
                label: words.drawAgain,
                look: 'quiet',
                onClick: () => this.#drawAgain(),
              })}
              <span class="chain-seed"
                >${chosen === 'normal' ? words.seed(this.#seed) : ''}</span
              >`
          : nothing,
    });
  }

  /** @param {string} sentence - what happened @returns {unknown} the chain */
  #renderDrawing(sentence) {
    const { room } = this.#drawingRoom;
    const chain = this.#chain;
    const layout = room && chain && layoutChain(chain.neurons, room);
    this.#hasBars = Boolean(layout && layout.bars > 0);
    return html`<div data-control="drawing">
      <div class="plot-canvas" ${this.#drawingRoom.ref()}>
        ${layout ? drawChain(chain, layout, sentence) : nothing}
      </div>
      <p class="ug-hint">
        ${layout?.isLarge === false ? words.smallCaption : words.largeCaption}
      </p>
    </div>`;
  }

  /**
   * @param {import('./chain-charts.js').Chart} chart - which
   * @returns {unknown} the chart under its title
   */
  #renderChart({ name, title, draw }) {
    const place = this.#chartRooms.get(name);
    const { loadedCore: core } = this;
    const chain = this.#chain;
    return html`<div class="chain-chart" data-control=${name}>
      <p class="chain-heading">${title}</p>
      <div class="plot-canvas" ${place?.ref()}>
        ${place?.room && chain && core ? draw(chain, place.room, core) : nothing}
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
    return html`<div class="chain-knife-edge" data-control="knife-edge">
      <p>${words.knifeEdge}</p>
      <div class="ug-buttons">
        ${button({
          control: 'knife-edge',
          label: words.nudgeUp,
          onClick: () => this.#nudge(1),
        })}
        ${button({
          control: 'knife-edge',
          label: words.nudgeDown,
          onClick: () => this.#nudge(-1),
        })}
      </div>
    </div>`;
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

  /** @param {1 | -1} sign - up or down */
  #nudge(sign) {
    const { biases } = this.state;
    const moved = (biases[0] ?? 0) + sign * NUDGE;
    // A nudge up and one down must restore the bias to the last bit.
    // Adding 0 makes 0 of −0.
    const rounded = Math.round(moved / NUDGE) / Math.round(1 / NUDGE) + 0;
    this.change({ biases: biases.with(0, rounded) });
  }
}

/** @typedef {import('./state.js').GradientChainState} State */
/** @typedef {import('./chain-numbers.js').ChainReadings} Readings */
/** @typedef {import('../../core/core.js').CoreParts['chain']} Core */
