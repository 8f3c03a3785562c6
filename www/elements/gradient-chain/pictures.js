import { drawChain } from '../../view/chain-drawing.js';
import {
  drawFactors,
  drawGradients,
  drawRunning,
} from '../../view/chain-charts.js';
import { drawEquation } from '../../view/chain-equation.js';
import { drawSlopes, slopesReach } from '../../view/chain-slopes.js';
import { create } from '../../view/create.js';
import { chainWords } from '../../words/gradient-chain.js';

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
  $drawing = create('div', { class: 'chain-canvas' });
  $caption = create('p', { class: 'ug-hint' });
  $equation = create('div', {
    class: 'chain-canvas',
    'data-control': 'equation',
  });
  $charts = create('div', { class: 'chain-charts' });
  /** @type {Map<string, HTMLElement>} */
  #$canvases = new Map();
  #observer;

  /** @param {() => void} onResize - told when the room has changed */
  constructor(onResize) {
    this.#observer = new ResizeObserver(onResize);
    for (const [name, title] of CHARTS) {
      const $canvas = create('div', { class: 'chain-canvas' });
      this.#$canvases.set(name, $canvas);
      this.$charts.append(
        create(
          'div',
          { class: 'chain-chart', 'data-control': name },
          create('p', { class: 'chain-heading' }, title),
          $canvas,
        ),
      );
    }
  }

  /** Starts to heed the room. */
  watch() {
    this.#observer.observe(this.$drawing);
    this.#observer.observe(this.$charts);
  }

  /** Stops to heed it. */
  unwatch() {
    this.#observer.disconnect();
  }

  /**
   * @param {import('../figure-core.js').Core} core - the loaded core
   * @param {import('./chain-numbers.js').ChainNumbers} chain - the numbers
   * @param {string} label - what the drawing of the chain says
   */
  show(core, chain, label) {
    put(this.$drawing, (size) => drawChain(chain, { ...size, label }));
    const isSmall = this.$drawing.querySelector('.is-small') !== null;
    const caption = isSmall ? chainWords.smallCaption : chainWords.largeCaption;
    this.$caption.textContent = caption;
    this.$equation.replaceChildren(drawEquation(chain));
    const draw = {
      factors: drawFactors,
      running: drawRunning,
      gradients: drawGradients,
    };
    for (const [name, chart] of Object.entries(draw)) {
      put(this.#$canvases.get(name), (size) => chart(chain, size));
    }
    const reach = slopesReach(chain.readings.z);
    const { activation } = chain.state;
    const curve = core.activationCurve(activation, -reach, reach, CURVE_POINTS);
    put(this.#$canvases.get('slopes'), (size) =>
      drawSlopes(chain, curve, size),
    );
  }
}

/**
 * @param {HTMLElement | undefined} $canvas - the place for a picture
 * @param {(size: { width: number, em: number }) => Element} draw - draws it
 */
function put($canvas, draw) {
  const width = Math.floor($canvas?.clientWidth ?? 0);
  // A figure on a hidden slide has no room, and is drawn when it has.
  if (!$canvas || width === 0) return;
  const em = parseFloat(getComputedStyle($canvas).fontSize);
  $canvas.replaceChildren(draw({ width, em }));
}
