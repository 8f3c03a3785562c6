import { html, svg } from 'lit';
import { declaration } from '../../core/declaration.js';
import { formatNumber, subscript } from '../../kit/numbers.js';
import { layerStyle } from '../../kit/palette.js';
import {
  axes,
  frameIn,
  plotText,
  px,
  through,
  unseen,
} from '../../kit/plot/axes.js';
import { reads } from '../../kit/plot/reads.js';
import { linearScale } from '../../kit/plot/scale.js';
import { setStyles } from '../../kit/set-styles.js';
import { drawerWords as words } from './drawer-words.js';

/** @import { Scale } from '../../kit/plot/scale.js' */

/** The curve is shown at least from −6 to 6, and at most to ±12. */
const LEAST_REACH = 6;
const MOST_REACH = 12;

/** Points of the curve. */
const POINTS = 241;

/** Marks closer than this, in em, share a label. */
const CLOSE = 0.9;

/**
 * With more neurons than this only the outermost marks are labelled, and the
 * one whose slope is in the factor that did it.
 */
const MOST_LABELLED = 12;

/** Labels along the axis of z. */
const MOST_TICKS = 7;

/** To how many hundredths z is put, by hand and by key. */
const HUNDREDTHS = 100;

/** By how much each key moves z. @type {Readonly<Record<string, number>>} */
const STEPS_OF_KEYS = {
  ArrowLeft: -0.1,
  ArrowDown: -0.1,
  ArrowRight: 0.1,
  ArrowUp: 0.1,
  PageDown: -1,
  PageUp: 1,
  Home: -Infinity,
  End: Infinity,
};

/**
 * The marks on σ′ can be taken hold of: where one is put, its neuron gets the bias
 * that brings z there.
 */
export class SlopeMarks {
  #host;
  /** @type {{ index: number, reach: number } | null} The mark that is being dragged. */
  #held = null;
  /** The mark that has the focus; −1 for none. */
  focused = -1;
  /** @type {Drawn | null} As drawn last. */
  #drawn = null;

  /** @param {Host} host - the figure */
  constructor(host) {
    this.#host = host;
  }

  /** @returns {number} the mark that is being dragged; −1 for none */
  get held() {
    return this.#held?.index ?? -1;
  }

  /**
   * @param {readonly number[]} z - the weighted inputs
   * @returns {number} how far from 0 the curve is shown: while a mark is dragged, as
   *   far as before, lest it slip from the hand
   */
  reachOf(z) {
    return this.#held?.reach ?? slopesReach(z);
  }

  /** @param {Drawn} drawn - the picture, to be called when it is */
  follow(drawn) {
    this.#drawn = drawn;
  }

  /** @param {Event} event - of a mark; Lit calls this */
  handleEvent(event) {
    const $mark = /** @type {SVGElement} */ (event.currentTarget);
    const index = Number($mark.getAttribute('data-index'));
    switch (event.type) {
      case 'pointerdown':
        this.#take($mark, /** @type {PointerEvent} */ (event));
        break;
      case 'pointermove':
        this.#drag($mark, index, /** @type {PointerEvent} */ (event));
        break;
      case 'lostpointercapture':
        this.#held = null;
        this.#host.requestUpdate();
        break;
      case 'keydown':
        this.#pressed(index, /** @type {KeyboardEvent} */ (event));
        break;
      case 'focus':
        this.focused = index;
        this.#host.requestUpdate();
        break;
      case 'blur':
        this.focused = -1;
        this.#host.requestUpdate();
    }
  }

  /**
   * Marks lie over each other: the nearest is taken.
   *
   * @param {SVGElement} $mark @param {PointerEvent} event
   */
  #take($mark, event) {
    if (event.button !== 0 || !this.#drawn) return;
    const { marks, reach } = this.#drawn;
    const at = this.#pointOf($mark, event);
    const far = (/** @type {Mark} */ { x, y }) =>
      Math.hypot(x - at[0], y - at[1]);
    const { index } = marks.reduce((one, other) =>
      far(other) < far(one) ? other : one,
    );
    /** @type {SVGElement | null | undefined} */
    const $nearest = $mark.ownerSVGElement?.querySelector(
      `[data-index="${index}"]`,
    );
    if (!$nearest) return;
    event.preventDefault();
    $nearest.focus({ preventScroll: true });
    $nearest.setPointerCapture(event.pointerId);
    this.#held = { index, reach };
    this.#host.requestUpdate();
  }

  /** @param {SVGElement} $mark @param {number} index @param {PointerEvent} event */
  #drag($mark, index, event) {
    if (this.#held?.index !== index || !this.#drawn) return;
    this.#put(index, this.#drawn.x.invert(this.#pointOf($mark, event)[0]));
  }

  /**
   * @param {SVGElement} $mark @param {PointerEvent} event
   * @returns {[number, number]} where it is in the picture, which a slide may scale
   */
  #pointOf($mark, { clientX, clientY }) {
    const $svg = /** @type {SVGElement} */ ($mark.ownerSVGElement);
    const { left, top, width } = $svg.getBoundingClientRect();
    const scale = (this.#drawn?.width ?? NaN) / width;
    return [(clientX - left) * scale, (clientY - top) * scale];
  }

  /** @param {number} index @param {KeyboardEvent} event - left to the page if it is of no use */
  #pressed(index, event) {
    const step = STEPS_OF_KEYS[event.key];
    const { altKey, ctrlKey, metaKey } = event;
    if (step === undefined || altKey || ctrlKey || metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.#put(index, (this.#host.readings?.z[index] ?? NaN) + step);
  }

  /** @param {number} index - of the neuron @param {number} wanted - where its z is to be */
  #put(index, wanted) {
    const { state, readings } = this.#host;
    const reach = this.#drawn?.reach ?? MOST_REACH;
    const within = Math.min(reach, Math.max(-reach, wanted));
    // Adding 0 makes 0 of −0.
    const z = Math.round(HUNDREDTHS * within) / HUNDREDTHS + 0;
    const before = index === 0 ? state.input : readings?.a[index - 1];
    const bias = biasFor(z, state.weights[index] ?? NaN, before ?? NaN);
    if (!Number.isFinite(bias) || z === readings?.z[index]) return;
    this.#host.change({ biases: state.biases.with(index, bias) });
  }
}

/**
 * @param {number} z - that is wanted
 * @param {number} weight - of the neuron
 * @param {number} before - the activation of the one before it
 * @returns {number} the bias b in its range with w a + b = z, to the last bit where
 *   there is one, else nearest to it
 */
export function biasFor(z, weight, before) {
  const weighted = weight * before;
  const near = z - weighted;
  const ulp = 2 ** (Math.floor(Math.log2(Math.abs(near))) - 52);
  const exact = [near, near + ulp, near - ulp].find(
    (bias) => weighted + bias === z,
  );
  const { min, max } = declaration.chain.biases;
  return Math.min(max, Math.max(min, exact ?? near)) + 0;
}

/**
 * @param {readonly number[]} z - the weighted inputs
 * @returns {number} how far from 0 the curve is shown
 */
export function slopesReach(z) {
  const furthest = Math.max(...z.map(Math.abs));
  const even = 2 * Math.ceil(furthest / 2);
  return Math.min(MOST_REACH, Math.max(LEAST_REACH, even || 0));
}

/**
 * Draws σ′ with a mark at every z; a z beyond the ends is marked at the end
 * that it lies beyond, with an arrow.
 *
 * @param {Chain} chain
 * @param {{ width: number, em: number }} size
 * @param {import('../../core/core.js').CoreParts['chain']} core
 * @param {SlopeMarks} hand - what moves the marks
 */
export function drawSlopes(chain, size, core, hand) {
  const { readings, state, neurons, steepest } = chain;
  const { em } = size;
  const reach = hand.reachOf(readings.z);
  const frame = frameIn(size, {
    height: 12,
    left: 2.9,
    right: 1.2,
    top: 3.3,
    bottom: 1.9,
  });
  const x = linearScale({
    domain: [-reach, reach],
    range: [frame.left, frame.right],
    isHeld: true,
  });
  const y = linearScale({
    domain: [0, steepest],
    range: [frame.bottom, frame.top],
  });
  // Pairs of σ and σ′.
  const curve = core.activationCurve(state.activation, -reach, reach, POINTS);
  const points = Array.from(
    { length: POINTS },
    (_, index) =>
      /** @type {[number, number]} */ ([
        x(reach * ((2 * index) / (POINTS - 1) - 1)),
        y(curve[2 * index + 1] ?? NaN),
      ]),
  );
  const marks = readings.z.map((z, index) => ({
    index,
    x: x(z),
    y: y(readings.sigmaPrime[index] ?? NaN),
    beyond: Math.abs(z) > reach ? Math.sign(z) : 0,
  }));
  hand.follow({ x, width: frame.width, reach, marks });
  const { focused } = hand;
  const reading = reads({
    frame,
    hasParts: true,
    numbers: points.map((_, index) => index),
    place: (index) => points[index]?.[0] ?? NaN,
    at: (index) => {
      const z = reach * ((2 * index) / (POINTS - 1) - 1);
      const value = curve[2 * index + 1] ?? NaN;
      return {
        title: `z = ${formatNumber(z)}`,
        marks: [{ name: 'σ′(z)', value, y: points[index]?.[1] ?? NaN }],
      };
    },
  });
  return html`<svg
      class="plot chain-slopes"
      role="group"
      aria-label=${words.slopesTitle}
      aria-describedby="slopes-told"
      width=${frame.width}
      height=${frame.height}
      viewBox="0 0 ${frame.width} ${frame.height}"
      ${reading}
    >
      ${[
        axes({
          frame,
          x: x.ticks(MOST_TICKS),
          y: [0, steepest / 2, steepest].map((value) => ({
            value,
            at: y(value),
            text: formatNumber(value),
          })),
        }),
        svg`<path class="chain-curve" d=${through(points)}></path>`,
        // The slope in w_jσ′(z_{j−1}).
        labels(marks, em, x(0), chain.attribution.factor - 2),
        focused >= 0 && focused < neurons
          ? plotText(frame.right, 0.9 * em, markText(chain, focused), {
              anchor: 'end',
              name: 'is-strong',
            })
          : '',
        marks.map((mark) => handle(mark, chain, em, reach, hand)),
      ]}
    </svg>
    ${unseen('slopes-told', slopesSentence(chain))}
    <p class="ug-hint">${words.slopesHint}</p>`;
}

/**
 * @param {Pick<Chain, 'readings'>} chain
 * @returns {string} at which z σ′ is steepest, and at which least steep
 */
export function slopesSentence({ readings: { z, sigmaPrime } }) {
  const steepest = sigmaPrime.indexOf(Math.max(...sigmaPrime));
  const least = sigmaPrime.indexOf(Math.min(...sigmaPrime));
  const at = (/** @type {number} */ index) =>
    `${formatNumber(sigmaPrime[index] ?? NaN)}, at z${subscript(index + 1)} = ${formatNumber(z[index] ?? NaN)}`;
  return steepest === least || steepest < 0 || least < 0
    ? `σ′ is ${at(Math.max(0, steepest))}.`
    : `Of all z the largest σ′ is ${at(steepest)}, the smallest ${at(least)}.`;
}

/** @param {Chain} chain @param {number} index @returns {string} “z₂ = 1.25, b₂ = 0.8” */
function markText({ readings, state }, index) {
  const j = subscript(index + 1);
  return `z${j} = ${formatNumber(readings.z[index] ?? NaN)}, b${j} = ${formatNumber(state.biases[index] ?? NaN)}`;
}

/**
 * @param {Mark} mark - of one neuron
 * @param {Chain} chain
 * @param {number} em - the size of the type
 * @param {number} reach - how far from 0 the curve is shown
 * @param {SlopeMarks} hand - what moves it
 * @returns {unknown} a dot that can be moved, or an arrow where z lies beyond the
 *   picture
 */
function handle({ index, x, y, beyond }, chain, em, reach, hand) {
  const r = 0.42 * em;
  const d = `M${px(x + beyond * r)} ${px(y)}l${px(-beyond * 1.7 * r)} ${px(-r)}v${px(2 * r)}z`;
  const name = `z${subscript(index + 1)}`;
  return svg`<g
    class=${hand.held === index ? 'chain-handle is-held' : 'chain-handle'}
    role="slider"
    tabindex="0"
    data-index=${index}
    aria-label=${name}
    aria-valuemin=${-reach}
    aria-valuemax=${reach}
    aria-valuenow=${Math.min(reach, Math.max(-reach, chain.readings.z[index] ?? NaN))}
    aria-valuetext=${markText(chain, index)}
    @pointerdown=${hand}
    @pointermove=${hand}
    @lostpointercapture=${hand}
    @keydown=${hand}
    @focus=${hand}
    @blur=${hand}
    ${setStyles(layerStyle(index, chain.neurons))}
  >
    <circle class="chain-hit" cx=${px(x)} cy=${px(y)} r=${px(0.95 * em)}></circle>
    ${
      beyond === 0
        ? svg`<circle class="plot-bead" cx=${px(x)} cy=${px(y)} r=${px(r)}></circle>`
        : svg`<path class="plot-bead" d=${d}></path>`
    }
  </g>`;
}

/**
 * Labels the marks; those that lie together share a label, and one that would
 * lie on another moves up, or is left out where there is no room.
 *
 * @param {readonly Mark[]} marks - of all neurons
 * @param {number} em
 * @param {number} middle - of the picture, where z is 0
 * @param {number} culprit - the neuron whose slope is in the factor that did
 *   it, from 0
 */
function labels(marks, em, middle, culprit) {
  /** @type {{ x: number, top: number, indices: number[] }[]} */
  const groups = [];
  for (const mark of [...marks].sort((one, other) => one.x - other.x)) {
    const group = groups.at(-1);
    if (group && mark.x - group.x < CLOSE * em) {
      group.indices.push(mark.index);
      group.top = Math.min(group.top, mark.y);
    } else {
      groups.push({ x: mark.x, top: mark.y, indices: [mark.index] });
    }
  }
  const shown =
    marks.length <= MOST_LABELLED
      ? groups
      : groups.filter(
          ({ indices }, place) =>
            place === 0 ||
            place === groups.length - 1 ||
            indices.includes(culprit),
        );
  /** @type {{ x: number, y: number, half: number }[]} */
  const taken = [];
  return shown.flatMap(({ x: at, top, indices }) => {
    const content = `z${rangesText(indices)}`;
    const half = 0.3 * em * content.length;
    // On a flank the other marks lie towards the peak: the label goes outwards.
    const side = Math.abs(at - middle) > 1.5 * em ? Math.sign(at - middle) : 0;
    const outside = at + side * (half + 0.2 * em);
    const isInside = outside - half > 0 && outside + half < 2 * middle;
    const x = isInside ? outside : at;
    let y = top - 1.05 * em;
    const isTaken = () =>
      taken.some(
        (box) =>
          Math.abs(box.x - x) < box.half + half &&
          Math.abs(box.y - y) < 1.1 * em,
      );
    while (isTaken()) y -= 0.3 * em;
    if (y < 0.9 * em) return [];
    taken.push({ x, y, half });
    return [plotText(x, y, content, { name: 'is-strong' })];
  });
}

/**
 * @param {readonly number[]} indices - neurons, from 0
 * @returns {string} their numbers as subscripts, “₁₋₄” or “₂,₅”; the first and
 *   how many more, where they are many
 */
export function rangesText(indices) {
  const sorted = [...indices].sort((one, other) => one - other);
  /** @type {[number, number][]} */
  const ranges = [];
  for (const index of sorted) {
    const range = ranges.at(-1);
    if (range && index === range[1] + 1) range[1] = index;
    else ranges.push([index, index]);
  }
  const parts = ranges.map(([from, to]) =>
    from === to
      ? subscript(from + 1)
      : `${subscript(from + 1)}${to === from + 1 ? ',' : '₋'}${subscript(to + 1)}`,
  );
  return parts.length > 3
    ? `${parts.slice(0, 2).join(',')},…`
    : parts.join(',');
}

/** @typedef {{ x: Scale, width: number, reach: number, marks: readonly Mark[] }} Drawn */

/**
 * @typedef {object} Mark
 * @property {number} index - of the neuron, from 0
 * @property {number} x - where it is
 * @property {number} y - where it is
 * @property {number} beyond - −1 or 1 where z lies beyond that end, else 0
 */

/** @typedef {import('./gradient-chain.js').GradientChainElement} Host */
/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
