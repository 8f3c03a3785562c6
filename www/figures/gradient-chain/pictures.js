import { drawChain } from './chain-drawing.js';
import { drawFactors, drawGradients, drawRunning } from './chain-charts.js';
import { drawEquation } from './chain-equation.js';
import { drawSlopes, slopesReach } from './chain-slopes.js';
import { create } from '../../kit/create.js';
import { refresh } from '../../kit/refresh.js';
import { Rooms } from '../../kit/room.js';
import { chainWords } from './words.js';

/** Points of the curve of σ′. */
const CURVE_POINTS = 241;

/** The names for `hide`, and the headings, of the charts. */
const CHARTS = /** @type {const} */ ([
  ['factors', chainWords.factorsTitle],
  ['running', chainWords.runningTitle],
  ['gradients', chainWords.gradientsTitle],
  ['slopes', chainWords.slopesTitle],
]);

/**
 * Every picture of the chain, drawn as wide as it has room for.
 */
export class Pictures {
  $drawing = canvas();
  $caption = create('p', { class: 'ug-hint' });
  $equation = create('div', { 'data-control': 'equation' });
  $charts = create('div', { class: 'chain-charts' });
  #canvases = {
    factors: canvas(),
    running: canvas(),
    gradients: canvas(),
    slopes: canvas(),
  };
  #rooms;

  /** @param {() => void} onResize - told when the room has changed */
  constructor(onResize) {
    this.#rooms = new Rooms([this.$drawing, this.#canvases.factors], onResize);
    for (const [name, title] of CHARTS) {
      this.$charts.append(
        create(
          'div',
          { class: 'chain-chart', 'data-control': name },
          create('p', { class: 'chain-heading' }, title),
          this.#canvases[name],
        ),
      );
    }
  }

  /** Starts to heed the room. */
  watch() {
    this.#rooms.watch();
  }

  /** Stops to heed it. */
  unwatch() {
    this.#rooms.unwatch();
  }

  /**
   * @param {import('../../core/core.js').CoreParts['chain']} core - the loaded core
   * @param {import('./chain-numbers.js').ChainNumbers} chain - the numbers
   * @param {string} label - what the drawing of the chain says
   */
  show(core, chain, label) {
    const [size, chartSize] = this.#rooms.sizes;
    if (size) {
      const $chain = drawChain(chain, { ...size, label });
      this.$caption.textContent = $chain.classList.contains('is-small')
        ? chainWords.smallCaption
        : chainWords.largeCaption;
      refresh(this.$drawing, $chain);
    }
    refresh(this.$equation, drawEquation(chain));
    if (!chartSize) return;
    const { factors, running, gradients, slopes } = this.#canvases;
    refresh(factors, drawFactors(chain, chartSize));
    refresh(running, drawRunning(chain, chartSize));
    refresh(gradients, drawGradients(chain, chartSize));
    refresh(slopes, drawSlopes(chain, this.#curve(core, chain), chartSize));
  }

  /**
   * @param {import('../../core/core.js').CoreParts['chain']} core - the loaded core
   * @param {import('./chain-numbers.js').ChainNumbers} chain - the numbers
   * @returns {Float64Array} σ and σ′ over the z that are shown
   */
  #curve(core, { state, readings }) {
    const reach = slopesReach(readings.z);
    return core.activationCurve(state.activation, -reach, reach, CURVE_POINTS);
  }
}

/** @returns {HTMLElement} a place for a picture */
function canvas() {
  return create('div', { class: 'chain-canvas' });
}
