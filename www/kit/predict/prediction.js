/** A prediction as it is drawn, shown and compared with the truth. */
import { html, nothing, svg } from 'lit';
import { adoptStyles } from '../adopt-styles.js';
import { Announcement } from '../announcement.js';
import { button } from '../buttons.js';
import { line, plotText, px, through } from '../plot/axes.js';
import { setStyles } from '../set-styles.js';
import { Steps } from '../undo.js';
import {
  checked,
  heightAt,
  heightOf,
  valueOf,
  withPart,
  withPlaces,
  withPoint,
  within,
} from './curve.js';
import { placeScale } from './places.js';
import styles from './predict.css?inline';
import { Tally, judgePlaces } from './tally.js';
import {
  capital,
  lineWords,
  placeText,
  placeWords,
  predictionWords as words,
  summaryOf,
  summaryOfPlaces,
  valueText,
} from './words.js';

/** @import { ReactiveController } from 'lit' */
/** @import { Laid, LiveCursor } from '../plot/live-plot.js' */
/** @import { Area, Curve, Point } from './curve.js' */
/** @import { Quantity } from './words.js' */

/** Places along an axis without its own where keys put points, both ends included. */
const ANCHORS = 7;

/** What an arrow moves a point by: of a decade, or of the axis. */
const STEP = Object.freeze({ logarithmic: 0.1, linear: 0.02 });
const LEAP = 5;

/** A difference of heights that counts as none: of a decade, or of the axis. */
const SLIGHT = Object.freeze({ logarithmic: 0.05, linear: 0.02 });

/** How far an axis without fixed ends goes beyond the first row while one draws. */
const ROOM = Object.freeze({
  logarithmic: Object.freeze([1e-2, 1]),
  linear: Object.freeze([-2, 2]),
});

/** How wide a plot has to be for names at what is drawn, in em. */
const NAMED_WIDTH = 14;

/** Of more lines than this what is said of each has to be opened. */
const MOST_SAID = 4;

/** @type {Readonly<Record<string, (index: number) => number>>} */
const MOVES = Object.freeze({
  ArrowLeft: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  Home: () => 0,
  End: () => Infinity,
});

/** @type {Readonly<Record<string, number>>} */
const HEIGHTS = Object.freeze({
  ArrowDown: -1,
  ArrowUp: 1,
  PageDown: -LEAP,
  PageUp: LEAP,
  Enter: 0,
  ' ': 0,
});

/** What takes the focus of what goes. */
const STAYS = Object.freeze([
  'button[data-control~="predict"]',
  'button[data-control~="play"]',
]);

/** What `Steps` needs to know of a prediction. */
const SCHEMA = /** @type {import('../schema.js').Schema<any>} */ (
  /** @type {unknown} */ ({ keys: ['curves', 'quantity'] })
);

/**
 * What a reader has drawn into a plot. It belongs to the tab: it is in no state, link
 * or message, and stays until it is erased, whatever run is shown.
 *
 * @implements {ReactiveController}
 */
export class Prediction {
  isDrawing = false;
  /** @type {readonly Curve[]} One for each line; empty where nothing is drawn. */
  #curves = [];
  /** @type {Known | null} What they are of, once there are any. */
  #quantity = null;
  #chosen = 0;
  #anchor = 0;
  /** Whether keys move the point, which is then shown. */
  #hasKeys = false;
  /** @type {Point | null} The last of the stroke that is being drawn. */
  #stroke = null;
  /** @type {Set<number>} The places that it has passed. */
  #passed = new Set();
  #said = '';
  #host;
  #steps = new Steps(this, SCHEMA);
  #announcement;
  #predict;
  /** @type {Laid | null} The plot as it was last drawn. */
  #laid = null;
  /** @type {Tally | null} */
  #tally = null;
  /** @type {readonly string[]} What is to have the focus: the first there is. */
  #focus = [];

  /**
   * @param {import('../figure.js').Figure<any, any, any>} host - the figure
   * @param {{ readonly of: string, readonly cursor?: LiveCursor | undefined }} predict -
   *   of which run it is, and what gives the values of its plot
   */
  constructor(host, predict) {
    this.#host = host;
    this.#predict = predict;
    this.#announcement = new Announcement(host);
    adoptStyles(host, styles);
    host.addController(this);
  }

  /** @returns {{ curves: readonly Curve[], quantity: Known | null }} for undo */
  get state() {
    return { curves: this.#curves, quantity: this.#quantity };
  }

  set state({ curves, quantity }) {
    const before = this.state;
    this.#curves = curves;
    this.#quantity = quantity;
    this.#tally = null;
    this.#steps.record(before, this.state);
    this.#host.requestUpdate();
  }

  /** @returns {boolean} whether it is being drawn, or waits for the run: then nothing that gives the truth away is shown */
  get isAhead() {
    const isThere = this.#isShown && !this.#isEmpty;
    return this.isDrawing || (isThere && !this.#isBegun);
  }

  /** @returns {boolean} whether it is being drawn, or something is drawn */
  get isThere() {
    return this.isDrawing || !this.#isEmpty;
  }

  /** Lets the reader draw, unless the run has begun meanwhile. */
  begin() {
    this.isDrawing = !this.#isBegun;
    this.#focus = ['.predict-pad'];
    this.#host.requestUpdate();
  }

  /** Ends the drawing once the run has begun. */
  hostUpdate() {
    if (this.isDrawing && this.#isBegun) this.#end();
  }

  /** Gives the focus to what has just come, or to what stays. */
  hostUpdated() {
    const wanted = this.#focus;
    this.#focus = [];
    const root = this.#host.shadowRoot;
    for (const selector of wanted) {
      const $next = /** @type {HTMLElement | null | undefined} */ (
        root?.querySelector(selector)
      );
      $next?.focus({ preventScroll: true });
      if ($next) return;
    }
    // A plot that has just come is measured before it is drawn.
    if (this.isDrawing) this.#focus = wanted;
  }

  /**
   * @param {'logarithmic' | 'linear'} kind - of the axis
   * @param {readonly number[]} own - what it has to span anyway
   * @param {boolean} [isSigned] - whether there is to be room on either side of 0
   * @returns {number[]} what it has to span besides: all that is drawn, and room to draw
   */
  ends(kind, own, isSigned = false) {
    const heights = this.#isShown
      ? this.#curves.flatMap((curve) => curve.map(([, height]) => height))
      : [];
    const drawn =
      heights.length > 0 ? [Math.min(...heights), Math.max(...heights)] : [];
    const ends = drawn.map((height) => valueOf(height, kind));
    if (!this.isDrawing) return ends;
    const placed = own.filter((value) =>
      Number.isFinite(heightOf(value, kind)),
    );
    if (placed.length === 0) return ends;
    const [below = 1, above = 1] = ROOM[kind];
    const most = Math.max(...placed.map(Math.abs));
    const least =
      kind === 'linear'
        ? Math.min(isSigned ? -most : 0, ...placed)
        : Math.min(...placed);
    return [...ends, Math.abs(least) * below, most * above];
  }

  /** @param {Laid} laid - the plot @returns {unknown} what stands behind its lines */
  behind(laid) {
    this.#laid = laid;
    const hasMarker = this.isDrawing && this.#hasKeys;
    return [this.#bands(laid), hasMarker ? this.#marker(laid) : nothing];
  }

  /**
   * Likewise, of a picture with one value at each of a few places.
   *
   * @param {object} picture
   * @param {readonly import('./places.js').Mark[]} picture.marks - the places, ascending
   * @param {Laid['frame']} picture.frame - between its axes
   * @param {Laid['y']} picture.y - of the values, linear
   * @param {string} picture.yTitle - of that axis
   * @param {'plain' | 'percent'} picture.unit - of its labels
   * @param {import('./words.js').Along} picture.along - what the places are
   * @returns {unknown} what stands behind what is true
   */
  behindPlaces({ marks, frame, y, ...axis }) {
    const settings = {
      ...axis,
      margins: { left: 0 },
      epochs: 1,
      places: marks.map(({ value }) => value),
      verticalScale: /** @type {const} */ ('linear'),
      lines: [{ name: '', colour: undefined, dash: [], width: 2 }],
    };
    return this.behind({ settings, frame, x: placeScale(marks), y, zoom: 1 });
  }

  /** @returns {unknown} what lies over the plot while one draws */
  over() {
    if (!this.isDrawing) return nothing;
    const { heights } = this.#area;
    const [epoch, height] = this.#spot;
    const isDrawn = !Number.isNaN(heightAt(this.#curve, epoch));
    const place = placeText(epoch, this.#wanted);
    return html`<div
      class="predict-pad"
      role="slider"
      tabindex="0"
      aria-orientation="vertical"
      aria-label=${words.pad(this.#named(this.#chosen))}
      aria-valuemin=${plain(heights[0])}
      aria-valuemax=${plain(heights[1])}
      aria-valuenow=${plain(height)}
      aria-valuetext=${words.at(place, valueText(height, this.#wanted), isDrawn)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => this.#pressed(event)}
      @pointerdown=${(/** @type {PointerEvent} */ event) => this.#begun(event)}
      @pointermove=${(/** @type {PointerEvent} */ event) => this.#moved(event)}
      @pointerup=${() => this.#lifted()}
      @pointercancel=${() => this.#lifted()}
    ></div>`;
  }

  /** @param {unknown} sentence - of the figure @returns {unknown} with what there is to say */
  around(sentence) {
    if (this.isDrawing) return this.#panel();
    if (this.#isEmpty) return sentence;
    return [sentence, this.#verdict()];
  }

  /** @returns {LiveCursor} of the plot, which another run may have made anew */
  get #cursor() {
    return /** @type {LiveCursor} */ (this.#predict.cursor);
  }

  /** @returns {boolean} whether nothing is drawn */
  get #isEmpty() {
    return this.#curves.every(({ length }) => length === 0);
  }

  /** @returns {boolean} whether the run has gone on from its start */
  get #isBegun() {
    return (this.#cursor.epochs().at(-1) ?? 0) > 0;
  }

  /** @returns {Quantity} what the plot is of now */
  get #wanted() {
    const {
      yTitle = '',
      verticalScale,
      unit,
      along = 'epoch',
    } = this.#laid?.settings ?? {};
    return {
      title: yTitle,
      kind: verticalScale ?? 'linear',
      along,
      ...(unit ? { unit } : {}),
    };
  }

  /** @returns {boolean} whether the plot is of what was drawn */
  get #isShown() {
    const { title, kind } = this.#wanted;
    return this.#quantity?.title === title && this.#quantity.kind === kind;
  }

  /** @returns {Area} between the axes */
  get #area() {
    const { x, y } = /** @type {Laid} */ (this.#laid);
    const { kind } = this.#wanted;
    const [low, high] = y.domain;
    const heights = /** @type {const} */ ([
      heightOf(low, kind),
      heightOf(high, kind),
    ]);
    return { epochs: x.domain, heights };
  }

  /** @returns {number} what steps are shares of: a decade, or the whole axis */
  get #span() {
    const [low, high] = this.#area.heights;
    return this.#wanted.kind === 'linear' ? high - low : 1;
  }

  /** @returns {readonly import('../plot/live-plot.js').LiveLine[]} of the plot */
  get #lines() {
    return this.#laid?.settings.lines ?? [];
  }

  /** @returns {Curve} of the line that is drawn now */
  get #curve() {
    return this.#curves[this.#chosen] ?? [];
  }

  /** @param {number} index - of a line @returns {string} its name */
  #name(index) {
    const { names } = this.#cursor;
    return names?.[index] || this.#lines[index]?.name || words.prediction;
  }

  /** @param {number} index - of a line @returns {string} likewise, with its run where there are several */
  #named(index) {
    return [this.#predict.of, this.#name(index)].filter(Boolean).join(', ');
  }

  /** @returns {readonly number[]} the epochs at which keys put points */
  get #anchors() {
    const { places } = this.#laid?.settings ?? {};
    if (places) return places;
    const [first, last] = this.#area.epochs;
    return Array.from({ length: ANCHORS }, (_, index) =>
      Math.round(first + (index / (ANCHORS - 1)) * (last - first)),
    );
  }

  /** @returns {number} which of them the keys are at; there may be fewer than before */
  get #at() {
    return Math.min(this.#anchor, this.#anchors.length - 1);
  }

  /**
   * @returns {Point} where keys put a point: on the curve, or as high as its nearest
   *   end or the first value measured
   */
  get #spot() {
    const epoch = this.#anchors[this.#at] ?? 0;
    const curve = this.#curve;
    const cursor = this.#cursor;
    const [first] = cursor.epochs();
    const { kind } = this.#wanted;
    const measured =
      first === undefined
        ? NaN
        : heightOf(cursor.values(first)[this.#chosen] ?? NaN, kind);
    const { heights } = this.#area;
    const [, end] = curve.at((curve[0]?.[0] ?? 0) > epoch ? 0 : -1) ?? [0, NaN];
    const height = [
      heightAt(curve, epoch),
      end,
      measured,
      (heights[0] + heights[1]) / 2,
    ].find((one) => !Number.isNaN(one));
    return checked([epoch, height ?? 0], this.#area) ?? [epoch, heights[0]];
  }

  #end() {
    const root = this.#host.shadowRoot;
    const isFocused = root?.activeElement?.closest(
      '.predict-pad, .predict-panel',
    );
    if (isFocused) this.#focus = STAYS;
    this.isDrawing = false;
    this.#stroke = null;
    this.#hasKeys = false;
    this.#said = '';
    this.#host.requestUpdate();
  }

  /** @param {Curve} curve - of the line that is drawn now */
  #draw(curve) {
    const wanted = this.#wanted;
    const isSame = this.#isShown && !this.#isEmpty;
    const slight = SLIGHT[wanted.kind] * this.#span;
    const quantity = isSame ? this.#quantity : { ...wanted, slight };
    const before = isSame ? this.#curves : [];
    const curves = this.#lines.map((_, index) => before[index] ?? []);
    // Lines that this run has not got stay for one that has them.
    curves.push(...before.slice(curves.length));
    curves[this.#chosen] = curve;
    this.state = { curves, quantity };
  }

  #erase() {
    this.state = { curves: [], quantity: this.#quantity };
    this.#said = '';
    if (!this.isDrawing) this.#focus = STAYS;
  }

  /** @param {number} index - of the line that is to be drawn */
  #choose(index) {
    if (index >= this.#lines.length) return;
    this.#chosen = index;
    this.#say(words.chosen(this.#name(index)));
  }

  #undo() {
    this.#steps.undo();
    this.#say(words.undone);
  }

  #eraseLine() {
    this.#draw([]);
    this.#say(words.erased(this.#name(this.#chosen)));
  }

  /** @param {string} said */
  #say(said) {
    this.#said = said;
    this.#host.requestUpdate();
  }

  /** @param {KeyboardEvent} event - of the pad; left to the page if it is not used */
  #pressed(event) {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (altKey) return;
    if (ctrlKey || metaKey) {
      if (key.toLowerCase() !== 'z') return;
      if (shiftKey) this.#steps.redo();
      else this.#undo();
    } else if (Object.hasOwn(MOVES, key)) {
      const index = MOVES[key]?.(this.#at) ?? 0;
      const last = this.#anchors.length - 1;
      this.#anchor = Math.min(last, Math.max(0, index));
    } else if (Object.hasOwn(HEIGHTS, key)) this.#put(HEIGHTS[key] ?? 0);
    else if (/^[1-9]$/.test(key)) this.#choose(Number(key) - 1);
    else if (key === 'Backspace') this.#undo();
    else if (key === 'Delete') this.#eraseLine();
    else if (key === 'Escape') this.#end();
    else return;
    event.preventDefault();
    this.#hasKeys = true;
    this.#host.requestUpdate();
  }

  /** @param {number} steps - by which the point goes up */
  #put(steps) {
    const area = this.#area;
    const step = STEP[this.#wanted.kind] * this.#span;
    const [epoch, height] = this.#spot;
    const point = checked([epoch, height + steps * step], area);
    if (!point) return;
    const anchors = this.#anchors;
    const before = anchors[this.#at - 1] ?? -1;
    const after = anchors[this.#at + 1] ?? Infinity;
    this.#draw(withPoint(this.#curve, point, [before, after]));
  }

  /** @param {PointerEvent} event - on the pad */
  #begun(event) {
    if (!event.isPrimary || event.button !== 0) return;
    const point = this.#pointAt(event);
    if (!point) return;
    const $pad = /** @type {HTMLElement} */ (event.currentTarget);
    $pad.setPointerCapture(event.pointerId);
    this.#hasKeys = false;
    this.#stroke = point;
    this.#passed = new Set();
    this.#draw(this.#drawnTo(this.#curve, point, point));
  }

  /** @param {PointerEvent} event - over the pad, which keeps it from the plot */
  #moved(event) {
    event.stopPropagation();
    if (!this.#stroke || !event.isPrimary) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    let curve = this.#curve;
    const $pad = /** @type {HTMLElement} */ (event.currentTarget);
    for (const one of passed.length > 0 ? passed : [event]) {
      const point = this.#pointAt(one, $pad);
      if (!point) continue;
      curve = this.#drawnTo(curve, this.#stroke, point);
      this.#stroke = point;
    }
    this.#draw(curve);
  }

  /** @param {Curve} curve @param {Point} from @param {Point} to @returns {Curve} with a part of a stroke */
  #drawnTo(curve, from, to) {
    const { places } = this.#laid?.settings ?? {};
    return places
      ? withPlaces(curve, from, to, { places, passed: this.#passed })
      : withPart(curve, from, to);
  }

  #lifted() {
    this.#stroke = null;
  }

  /**
   * @param {PointerEvent} event - on the pad
   * @param {HTMLElement} [$pad]
   * @returns {Point | null} where it is between the axes
   */
  #pointAt({ clientX, clientY, currentTarget }, $pad) {
    const $place = $pad ?? /** @type {HTMLElement} */ (currentTarget);
    const { frame, x, y } = /** @type {Laid} */ (this.#laid);
    // A slide may scale the picture.
    const box = $place.getBoundingClientRect();
    const across = ((clientX - box.left) / box.width) * frame.width;
    const up = ((clientY - box.top) / box.height) * frame.height;
    const height = heightOf(y.invert(up), this.#wanted.kind);
    return checked([x.invert(across), height], this.#area);
  }

  /** @param {Laid} laid @returns {unknown} what is drawn, in the plot */
  #bands({ frame, x, y }) {
    if (this.#isEmpty || !this.#isShown) return nothing;
    const { kind } = this.#wanted;
    const area = this.#area;
    const lines = this.#lines;
    /** @param {Point} point @returns {[number, number]} */
    const at = ([epoch, height]) => [x(epoch), y(valueOf(height, kind))];
    const drawn = this.#curves
      .slice(0, lines.length)
      .flatMap((curve, index) =>
        within(curve, area).parts.map((part) => ({ part, index })),
      );
    if (drawn.length === 0) return nothing;
    const isNamed = frame.right - frame.left > NAMED_WIDTH * frame.em;
    return svg`<g>
      ${drawn.map(({ part, index }) => {
        const colour = lines[index]?.colour ?? nothing;
        const [[left, top] = [0, 0]] = part.map(at);
        return part.length === 1
          ? svg`<circle class="predict-spot" color=${colour} cx=${px(left)} cy=${px(top)} r=${px(0.33 * frame.em)}></circle>`
          : svg`<path class="predict-band" color=${colour} d=${through(part.map(at))}></path>`;
      })}
      ${(isNamed ? drawn : []).map(({ part, index }) => {
        const [start, end] = [part[0]?.[0] ?? 0, part.at(-1)?.[0] ?? 0];
        // Names of lines that lie on each other are apart.
        const epoch =
          start + (0.25 + (0.7 * index) / lines.length) * (end - start);
        const [left, top] = at([epoch, heightAt(part, epoch)]);
        const name = plotText(
          left,
          top - 0.5 * frame.em,
          words.yours(lines[index]?.name && this.#name(index)),
          { name: 'predict-name' },
        );
        return svg`<g color=${lines[index]?.colour ?? nothing}>${name}</g>`;
      })}
    </g>`;
  }

  /** @param {Laid} laid @returns {unknown} where keys put the next point */
  #marker({ frame, x, y }) {
    const [epoch, height] = this.#spot;
    const [left, top] = [x(epoch), y(valueOf(height, this.#wanted.kind))];
    return svg`<g class="plot-over" color=${this.#lines[this.#chosen]?.colour ?? nothing}>
      ${line(left, frame.top, left, frame.bottom, 'predict-cursor')}
      <circle class="predict-grip" cx=${px(left)} cy=${px(top)} r=${px(0.45 * frame.em)}></circle>
    </g>`;
  }

  /** @returns {unknown} what goes with drawing */
  #panel() {
    const isOne = this.#lines.length === 1;
    const eraseLine = {
      control: 'predict-erase-line',
      label: words.eraseLine,
      onClick: () => this.#eraseLine(),
    };
    const tools = [
      {
        control: 'predict-undo',
        label: words.undo,
        onClick: () => this.#undo(),
      },
      ...(isOne ? [] : [eraseLine]),
      {
        control: 'predict-erase',
        label: words.erase,
        onClick: () => this.#erase(),
      },
      {
        control: 'predict-done',
        label: words.done,
        onClick: () => this.#end(),
      },
    ];
    return html`<div
      class="predict-panel"
      role="group"
      aria-label=${words.predictionOf(this.#predict.of)}
      data-control="predict-panel"
    >
      <p>
        ${this.#run()} ${isOne ? words.howOne : words.how}
        <span class="predict-keys">${words.keys(isOne)}</span>
      </p>
      <div class="ug-buttons" role="group" aria-label=${words.lines}>
        ${isOne ? nothing : this.#lines.map((one, index) => this.#lineButton(one, index))}
        ${tools.map(button)}
      </div>
      <p class="ug-unseen" role="status">${this.#said}</p>
    </div>`;
  }

  /** @param {import('../plot/live-plot.js').LiveLine} one - a line @param {number} index */
  #lineButton({ colour = 'currentcolor', dash, width }, index) {
    return html`<button
      type="button"
      class="predict-line"
      data-control="predict-line"
      aria-pressed=${String(index === this.#chosen)}
      ${setStyles({ '--ug-layer': colour })}
      @click=${() => this.#choose(index)}
    >
      <svg viewBox="0 0 32 8" aria-hidden="true">
        <path
          d="M0 4h32"
          stroke-width=${width}
          stroke-dasharray=${dash.join(' ') || nothing}
        ></path></svg
      >${this.#name(index)}
    </button>`;
  }

  /** @returns {unknown} how far off it is */
  #verdict() {
    const erase = button({
      control: 'predict-erase',
      label: words.erase,
      look: 'quiet',
      onClick: () => this.#erase(),
    });
    const { summary, lines } = this.#judged();
    const said = [summary, ...this.#notes()].filter(Boolean);
    // Beside other runs, and below a plot of a few places, there is not the room either.
    const { places } = this.#laid?.settings ?? {};
    const most = this.#predict.of || places ? 0 : MOST_SAID;
    const list = html`<ul>
      ${lines.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>`;
    return html`<div class="predict-said" data-control="predict-verdict">
      <p>${this.#run()} ${said.join(' ')} ${erase}</p>
      ${
        lines.length > most
          ? html`<details>
              <summary>${places ? words.eachPlace : words.each}</summary>
              ${list}
            </details>`
          : nothing
      }
      ${lines.length > 0 && lines.length <= most ? list : nothing}
      ${this.#announcement.render([this.#runName, ...said].join(' '))}
    </div>`;
  }

  /** @returns {string} of which of several runs it is: “Run 2:” */
  get #runName() {
    const { of } = this.#predict;
    return of && `${capital(of)}:`;
  }

  /** @returns {unknown} the same, as a template */
  #run() {
    return this.#runName ? html`<b>${this.#runName}</b>` : nothing;
  }

  /** @returns {{ summary: string, lines: string[] }} how far off it is, in words */
  #judged() {
    const quantity = this.#quantity;
    const nothingSaid = { summary: '', lines: [] };
    if (this.#isEmpty || !quantity || !this.#isShown) return nothingSaid;
    if (!this.#isBegun) return { ...nothingSaid, summary: words.stands };
    const cursor = this.#cursor;
    if (this.#laid?.settings.places) {
      const truth = (/** @type {number} */ place) =>
        cursor.values(place)[0] ?? NaN;
      const judged = judgePlaces(
        this.#curves[0] ?? [],
        quantity.kind,
        cursor.epochs(),
        truth,
      );
      return {
        summary: summaryOfPlaces(judged, quantity),
        lines: judged.map((one) => placeWords(one, quantity)),
      };
    }
    const names = this.#lines.map((_, index) => this.#name(index));
    const curves = names.map((_, index) => this.#curves[index] ?? []);
    let tally = this.#tally;
    if (tally?.size !== curves.length) {
      tally = new Tally(curves, quantity.kind, quantity.slight);
    }
    this.#tally = tally;
    const epochs = cursor.epochs();
    tally.take(epochs, cursor.values);
    const epoch = cursor.held?.() ?? epochs.at(-1) ?? 0;
    const judgement = tally.judge(epoch, cursor.values(epoch));
    return {
      summary: summaryOf(judgement, names, quantity),
      lines: judgement.lines.map((one) =>
        lineWords(one, epoch, names[one.index] ?? '', quantity),
      ),
    };
  }

  /** @returns {string[]} what of it is not shown, and why */
  #notes() {
    const quantity = this.#quantity;
    if (!this.#laid || !quantity || this.#isEmpty) return [];
    if (!this.#isShown) return [words.otherQuantity(quantity.title)];
    const count = this.#lines.length;
    const spare = this.#curves.slice(count).filter(({ length }) => length > 0);
    const area = this.#area;
    const isCut = this.#curves
      .slice(0, count)
      .some((curve) => within(curve, area).isCut);
    return [
      ...(isCut ? [words.beyond] : []),
      ...(spare.length > 0 ? [words.noLine(spare.length)] : []),
    ];
  }
}

/** @param {number} height @returns {number} as it is said, however small */
function plain(height) {
  return Number(height.toPrecision(4));
}

/** @typedef {Quantity & { slight: number }} Known - what was drawn, and a difference that counts as none */
