/**
 * The gradient on its way from the cost back to b₁: one stop after each factor, and a
 * dot that grows or shrinks by it. Nothing but the picture depends on it.
 */
import { nothing, render, svg } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { button } from '../../kit/buttons.js';
import { shortNumber, subscript } from '../../kit/numbers.js';
import { plotText, px, through } from '../../kit/plot/axes.js';
import { decadeScale, decadesAround } from '../../kit/plot/scale.js';
import { wire } from './chain-drawing.js';
import { factorName, factorOf } from './chain-sentence.js';
import { travelWords as words } from './drawer-words.js';

/** The whole way takes so many milliseconds, and a factor so many. */
const WHOLE_WAY = 7000;
const PER_FACTOR = Object.freeze({ least: 250, most: 1000 });

/** Pictures that stand still stand at least so long, in milliseconds. */
const STILL = 1200;

/** The radius of the dot, in em: the smallest and the largest of a way. */
const RADII = Object.freeze([0.16, 0.75]);

/** What arrow keys do, in factors. @type {Readonly<Record<string, number>>} */
const MOVES_OF_KEYS = { ArrowLeft: 1, ArrowRight: -1 };

/** Moves the gradient, and draws it. */
export class GradientTravel {
  /** @type {number | null} Factors that it has passed; null while it is not shown. */
  stop = null;
  isPlaying = false;
  #host;
  /** When it left the last stop. */
  #left = 0;
  /** How far it is to the next stop, 0 to 1. */
  #share = 0;
  #timer = 0;
  /** @type {Element | undefined} */
  #place;
  /** @type {{ chain: Chain, layout: ChainLayout } | null} As drawn last. */
  #drawn = null;

  /** @param {Host} host - the figure */
  constructor(host) {
    this.#host = host;
  }

  /** @returns {number} the factors of the chain */
  get #last() {
    return this.#host.state.weights.length;
  }

  /** @returns {string} what the button says that sends it, or stops it */
  get label() {
    if (this.isPlaying) return words.pause;
    if (this.stop === null) return words.send;
    return this.stop < this.#last ? words.goOn : words.again;
  }

  /** @returns {string} what keys do on that button */
  get keys() {
    return words.keys;
  }

  /** @returns {unknown} the button that takes it out of the picture, if it is there */
  renderEnd() {
    if (this.stop === null) return nothing;
    return button({
      control: 'running',
      label: words.end,
      look: 'quiet',
      onClick: () => this.end(),
    });
  }

  /** @param {KeyboardEvent} event - at its button; left to the page if it is of no use */
  pressed(event) {
    const { key, altKey, ctrlKey, metaKey } = event;
    const by = MOVES_OF_KEYS[key];
    const isEnd = key === 'Escape' && this.stop !== null;
    if ((by === undefined && !isEnd) || altKey || ctrlKey || metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (by === undefined) this.end();
    else this.move(by);
  }

  /** Sends it on from where it is, or from the cost once it has arrived. */
  play() {
    if (this.isPlaying) return;
    if (this.stop === null || this.stop >= this.#last) this.#stand(0);
    this.isPlaying = true;
    this.#go();
  }

  /** Leaves it where it is. */
  pause() {
    if (!this.isPlaying) return;
    this.isPlaying = false;
    this.#cancel();
    this.#host.requestUpdate();
  }

  /** @param {number} by - stops to go on, or to go back; it stands there */
  move(by) {
    this.isPlaying = false;
    this.#cancel();
    this.#stand(this.stop === null ? 0 : this.stop + by);
  }

  /** Takes it out of the picture. */
  end() {
    this.pause();
    this.stop = null;
    this.#share = 0;
    this.#host.requestUpdate();
  }

  /** @param {Chain} chain @returns {string} where it is, in words */
  caption(chain) {
    if (this.stop === null) return '';
    const stop = Math.min(this.stop, chain.neurons);
    const now = `${nameAt(chain, stop)} = ${textAt(chain, stop)}`;
    if (stop === 0) return words.start(now);
    const neuron = chain.neurons - stop + 1;
    const { value, log10 } = factorOf(chain, neuron);
    const factor = `${factorName(neuron)} = ${shortNumber(value, log10)}`;
    const cancels = chain.state.cost === 'cross-entropy' && stop === 1;
    return cancels
      ? words.cancels(factorName(neuron), now)
      : words.passed(factor, now);
  }

  /**
   * @param {Chain} chain @param {ChainLayout} layout
   * @returns {{ under: unknown, over: unknown } | undefined} what is drawn under the
   *   neurons: its way so far, and a pale dot at each stop; and over them: the numbers,
   *   and the dot itself
   */
  draw(chain, layout) {
    this.#drawn = { chain, layout };
    if (this.stop === null) return undefined;
    const { neurons } = chain;
    const stop = Math.min(this.stop, neurons);
    const radius = radiiOf(chain, layout.em);
    const stops = Array.from(
      { length: Math.min(stop + 1, neurons) },
      (_, at) => {
        const { from, to, y } = wire(layout, neurons - at);
        return { at, x: (from + to) / 2, y, room: to - from + 1.4 * layout.em };
      },
    );
    // The dot is drawn by itself: the rest of the figure stands while it moves.
    queueMicrotask(() => this.#drawDot());
    return {
      under: svg`<g class="chain-travel" data-control="running">
        ${Array.from({ length: stop }, (_, at) => svg`<path d=${through(pathFrom(layout, neurons, at))}></path>`)}
        ${stops.slice(0, stop).map(({ at, x, y }) => svg`<circle class="chain-passed" cx=${px(x)} cy=${px(y)} r=${px(radius(at))}></circle>`)}
      </g>`,
      over: svg`<g class="chain-travel" data-control="running">
        ${layout.isLarge ? stops.map(({ at, x, y, room }) => plotText(x, y + 1.6 * layout.em, textAt(chain, at), { room, name: 'is-strong' })) : nothing}
        <g ${ref(this.#found)}></g>
      </g>`,
    };
  }

  /** @param {Element | undefined} place - of the dot */
  #found = (place) => {
    this.#place = place;
  };

  #drawDot() {
    if (!this.#place || !this.#drawn || this.stop === null) return;
    const { chain, layout } = this.#drawn;
    const stop = Math.min(this.stop, chain.neurons);
    const { neurons } = chain;
    const share = stop < neurons ? this.#share : 0;
    const radius = radiiOf(chain, layout.em);
    const before = radius(stop);
    const after = radius(Math.min(stop + 1, neurons));
    // It changes inside the neuron whose factor it is multiplied by.
    const changed = Math.min(1, Math.max(0, (share - 0.3) / 0.4));
    const [x, y] = alongPath(
      stop < neurons
        ? pathFrom(layout, neurons, stop)
        : pathFrom(layout, neurons, neurons - 1).toReversed(),
      share,
    );
    const isLost = !Number.isFinite(
      logAt(chain, share > 0.5 ? stop + 1 : stop),
    );
    const r = before + (after - before) * changed;
    render(
      svg`<circle class=${isLost ? 'chain-sent is-lost' : 'chain-sent'} cx=${px(x)} cy=${px(y)} r=${px(r)}></circle>`,
      /** @type {SVGElement & HTMLElement} */ (this.#place),
    );
  }

  /** @param {number} stop - to stand at */
  #stand(stop) {
    this.stop = Math.max(0, Math.min(this.#last, stop));
    this.#share = 0;
    this.#host.requestUpdate();
  }

  #cancel() {
    cancelAnimationFrame(this.#timer);
    clearTimeout(this.#timer);
  }

  /** Leaves for the next stop. */
  #go() {
    const { least, most } = PER_FACTOR;
    const time = Math.min(most, Math.max(least, WHOLE_WAY / this.#last));
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#timer = Number(
        setTimeout(() => this.#arrive(), Math.max(STILL, time)),
      );
      return;
    }
    this.#left = performance.now() - this.#share * time;
    const frame = (/** @type {number} */ now) => {
      if (!this.isPlaying) return;
      this.#share = Math.max(0, (now - this.#left) / time);
      if (this.#share >= 1) {
        this.#arrive();
        return;
      }
      this.#drawDot();
      this.#timer = requestAnimationFrame(frame);
    };
    this.#timer = requestAnimationFrame(frame);
  }

  #arrive() {
    if (!this.isPlaying) return;
    this.#stand((this.stop ?? 0) + 1);
    this.isPlaying = this.#host.isConnected && (this.stop ?? 0) < this.#last;
    if (this.isPlaying) this.#go();
  }
}

/**
 * @param {Chain} chain @param {number} stop - factors that it has passed
 * @returns {number} log₁₀ of its size there
 */
function logAt({ neurons, log10 }, stop) {
  const found =
    stop < neurons ? log10.running[neurons - 1 - stop] : log10.dCdb[0];
  return found ?? NaN;
}

/**
 * @param {Chain} chain @param {number} em
 * @returns {(stop: number) => number} how large the dot is at a stop: its radius goes
 *   with the logarithm; the least for 0, the greatest for ∞
 */
function radiiOf(chain, em) {
  const logs = Array.from({ length: chain.neurons + 1 }, (_, stop) =>
    logAt(chain, stop),
  );
  const [least = 0, most = 0] = RADII.map((radius) => radius * em);
  const scale = decadeScale({
    domain: decadesAround(logs),
    range: [least, most],
  });
  return (stop) => {
    const log10 = logs[stop] ?? NaN;
    if (log10 === Infinity) return most;
    return Number.isFinite(log10) ? scale(log10) : least;
  };
}

/** @param {Chain} chain @param {number} stop @returns {string} its value there */
function textAt(chain, stop) {
  const { neurons, running, readings } = chain;
  const value = stop < neurons ? running[neurons - 1 - stop] : readings.product;
  return shortNumber(value ?? NaN, logAt(chain, stop));
}

/** @param {Chain} chain @param {number} stop @returns {string} “∂C/∂a₃”, at last “∂C/∂b₁” */
function nameAt({ neurons }, stop) {
  return stop < neurons ? `∂C/∂a${subscript(neurons - stop)}` : '∂C/∂b₁';
}

/**
 * @param {ChainLayout} layout
 * @param {number} neurons - of the chain
 * @param {number} stop - the factors that it has passed, fewer than neurons
 * @returns {[number, number][]} its way to the next stop: along the wire, around the
 *   end of a row, through the neuron and on to the middle of the wire before it;
 *   through the first neuron, to the lower edge of it
 */
export function pathFrom(layout, neurons, stop) {
  const { places, radius, em } = layout;
  const index = neurons - stop;
  const start = wire(layout, index);
  const neuron = /** @type {ChainLayout['places'][number]} */ (
    places[index - 1]
  );
  /** @type {[number, number][]} */
  const points = [[(start.from + start.to) / 2, start.y]];
  if (places[index]?.isRowStart) {
    const { below, right, y } = neuron;
    points.push([0.5 * em, start.y], [0.5 * em, below], [right, below]);
    points.push([right, y]);
  }
  points.push([neuron.x, neuron.y]);
  if (index === 1) return [...points, [neuron.x, neuron.y + radius]];
  const end = wire(layout, index - 1);
  return [...points, [(end.from + end.to) / 2, end.y]];
}

/**
 * @param {readonly (readonly [number, number])[]} points - of a path
 * @param {number} share - of its length, 0 to 1
 * @returns {readonly [number, number]} the point there
 */
function alongPath(points, share) {
  const lengths = points
    .slice(1)
    .map(([x, y], index) =>
      Math.hypot(x - (points[index]?.[0] ?? x), y - (points[index]?.[1] ?? y)),
    );
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [points[index], points[index + 1]];
    if (!from || !to) break;
    if (left <= length && length > 0) {
      const part = left / length;
      return [
        from[0] + part * (to[0] - from[0]),
        from[1] + part * (to[1] - from[1]),
      ];
    }
    left -= length;
  }
  return points.at(-1) ?? [NaN, NaN];
}

/** @typedef {import('./gradient-chain.js').GradientChainElement} Host */
/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
/** @typedef {import('./chain-drawing.js').ChainLayout} ChainLayout */
