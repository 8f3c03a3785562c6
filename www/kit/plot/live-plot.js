import { html, nothing, render, svg } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { take } from '../../core/plain.js';
import { axisPercent } from '../numbers.js';
import { standaloneFile, styledCopy } from '../svg-file.js';
import { axes, between, frameIn, px, through } from './axes.js';
import { PlotCursor } from './cursor.js';
import { endLabels, nameWithMisfit } from './end-labels.js';
import { paintSvg } from './paint.js';
import { decadesAround, linearScale, logScale, niceEnds } from './scale.js';

/** @import { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit' */
/** @import { PlotFrame, RawPlot } from '../../core/training.js' */
/** @import { Frame } from './axes.js' */
/** @import { CursorOptions } from './cursor.js' */
/** @import { Misfit, Scale } from './scale.js' */

/**
 * Pixels of the canvas to a CSS pixel, at least: the core draws with whole
 * coordinates, and at one to one a sloping line has steps.
 */
const LEAST_SCALE = 2;

/** The size of type, in CSS pixels, that widths and dashes of lines are meant for. */
const DESIGNED_EM = 14;

/** Wider or higher than this, in CSS pixels, no plot is drawn. */
const MOST = 4096;

/** From one round number to the next on an axis that follows the values, in em. */
const ROUND_SPACING = 2.9;

/** How many labels an axis may have that is not drawn yet. */
const FEW_LABELS = 4;

/** The axis of a plot that has no number to show yet. */
const EMPTY = Object.freeze({ logarithmic: [1e-3, 1], linear: [0, 1] });

/** Exponents of the least and the greatest power of ten that is a float. */
const LEAST_DECADE = -323;
const GREATEST_DECADE = 308;

/** How a run that is kept for comparison is drawn, like in the core. */
const KEPT_OPACITY = 0.45;
const KEPT_WIDTH = 0.75;

/** Radii in CSS pixels at the designed size of type. */
const DIAMOND = 5.5;
const DOT_PER_WIDTH = 1.75;

/** What shows the reader a value, and is no part of the plot. */
const POINTERS = '.plot-cursor, .plot-tip';

/** The query that tells whether colours are to differ more. */
const MORE_CONTRAST = '(prefers-contrast: more)';

/**
 * A plot of lines over epochs that grows while a run plays. The core strokes the
 * lines onto a canvas from its own memory; grid, bands, names, marks and cursor
 * are SVG behind and over it, from the same kit as every other plot.
 *
 * The element around it has the class `plot-live` and takes its width from its
 * container and its height from the figure's style sheet, which has to give one.
 *
 * The order of calls: `begin` once there is a core; `start` with every run;
 * `append` with its rows; `render` in each of the host's templates.
 *
 * @implements {ReactiveController}
 */
export class LivePlot {
  #host;
  #options;
  /** @type {PlotCursor | undefined} */
  #cursor;
  /** @type {RawPlot | undefined} */
  #plot;
  /** @type {Element | undefined} */
  #canvas;
  /** @type {ResizeObserver | undefined} */
  #observer;
  /** @type {MediaQueryList | undefined} */
  #contrast;
  /** @type {LiveRoom | null} */
  #room = null;
  #pixels = { width: 0, height: 0 };
  /** @type {string | undefined} The colour of lines without one of their own. */
  #ink;
  #inkOf = '';
  #rows = 0;
  /** @type {AxisRange | null} As the rows so far needed it; never narrowed. */
  #held = null;
  /** @type {readonly LiveLine[]} Of the run kept for comparison. */
  #kept = [];
  /** @type {readonly LiveLine[]} As the core knows them. */
  #known = [];
  #knownText = '';
  /** @type {Laid | null} As it was rendered last. */
  #laid = null;
  /** Whether the lines have changed since they were stroked. */
  #isDue = true;
  #stroked = '';

  /**
   * @param {LiveHost} host - the figure
   * @param {LiveOptions} options - what it shows
   */
  constructor(host, options) {
    this.#host = host;
    this.#options = options;
    if (options.cursor) this.#cursor = new PlotCursor(host, options.cursor);
    host.addController(this);
  }

  /** @returns {boolean} whether rows can be appended: `begin` was called */
  get isReady() {
    return this.#plot !== undefined;
  }

  /** @returns {number} how many rows the run has so far */
  get rows() {
    return this.#rows;
  }

  /** @returns {LiveNote[]} what has no place on the axis, and is left out */
  get notes() {
    const { verticalScale } = this.#options.settings(this.#room);
    const notes = this.#plot?.notes(verticalScale === 'logarithmic') ?? [];
    return /** @type {LiveNote[]} */ (take(notes));
  }

  /**
   * @returns {readonly [number, number]} the vertical axis as these rows alone
   *   need it, whatever `range` the settings ask for
   */
  get ownRange() {
    const settings = this.#options.settings(this.#room);
    return this.#rangeOf({ ...settings, range: null });
  }

  /** @returns {number | null} the epoch that the cursor is at, if at any */
  get position() {
    return this.#cursor?.position ?? null;
  }

  /**
   * Gets the lines ready; without it the axes alone are drawn.
   *
   * @param {Pick<typeof import('../../core/training.js'), 'RawPlot'>} core -
   *   loaded
   */
  begin({ RawPlot }) {
    this.#plot ??= new RawPlot([]);
    this.#knownText = '';
    this.#tell(this.#options.settings(this.#room).lines);
    this.#changed();
  }

  /** Begins a new run, without rows. The axis may narrow; a kept run stays. */
  start() {
    this.#plot?.clear();
    this.#rows = 0;
    this.#held = null;
    this.#changed();
  }

  /**
   * Goes on with the run. Nothing happens before `begin`.
   *
   * @param {Uint32Array} epochs - later than those before, ascending
   * @param {Float64Array} rows - row-major, a number for each line
   */
  append(epochs, rows) {
    if (!this.#plot || epochs.length === 0) return;
    this.#tell(this.#options.settings(this.#room).lines);
    this.#plot.append(epochs, rows);
    this.#rows += epochs.length;
    this.#changed();
  }

  /** Keeps the run so far as pale lines behind those to come. */
  keep() {
    this.#plot?.pin();
    this.#kept = this.#known;
    this.#changed();
  }

  /** Forgets the kept run; the axis may narrow. */
  forget() {
    this.#plot?.unpin();
    this.#kept = [];
    this.#held = null;
    this.#changed();
  }

  /**
   * Fits the plot into a room. In a document it is told by the canvas itself.
   *
   * @param {LiveRoom | null} room - null where it is not shown
   * @param {{ width: number, height: number }} [pixels] - of the canvas
   */
  resize(room, pixels = { width: 0, height: 0 }) {
    this.#room = room;
    this.#pixels = pixels;
    this.#host.requestUpdate();
  }

  /** @param {number | null} epoch - near where the cursor is to stand, if at all */
  point(epoch) {
    this.#cursor?.point(epoch);
  }

  /** Gives the core's memory back: the plot is not used any more. */
  free() {
    this.#host.removeController(this);
    this.hostDisconnected();
    this.#plot?.free();
    this.#plot = undefined;
  }

  /** @returns {TemplateResult} the plot */
  render() {
    const settings = this.#options.settings(this.#room);
    this.#tell(settings.lines);
    this.#laid = this.#room && this.#lay(this.#room, settings);
    if (this.#laid) this.#cursor?.follow(this.#laid);
    const { control, title, name = '' } = this.#options;
    const content = html`
      ${this.#layer('plot-back', this.#laid ? back(this.#laid) : nothing)}
      <canvas
        role=${this.#cursor ? nothing : 'img'}
        aria-label=${this.#cursor ? nothing : title}
        aria-hidden=${this.#cursor ? 'true' : nothing}
        ${ref(this.#found)}
      ></canvas>
      ${this.#layer('plot-front', this.#laid ? this.#front(this.#laid) : nothing)}
    `;
    const classes = `plot-live ${name}`;
    if (this.#cursor) {
      return this.#cursor.surface(content, { name: classes, control });
    }
    return html`<div class=${classes} data-control=${control}>${content}</div>`;
  }

  /**
   * @returns {string} the plot as it looks now, in one SVG file that needs
   *   nothing else; nothing while there is no room for it
   */
  svg() {
    const place = this.#canvas?.parentElement;
    const [$back, $front] = place?.querySelectorAll(':scope > svg') ?? [];
    if (!place || !this.#laid || !$back || !$front) return '';
    const $file = styledCopy($back);
    const $over = styledCopy($front);
    for (const $pointer of $over.querySelectorAll(POINTERS)) $pointer.remove();
    const $lines = document.createElementNS($file.namespaceURI, 'g');
    render(this.#lines(this.#laid), /** @type {any} */ ($lines));
    // What the layer over the lines says for all that is in it, it says itself.
    const $top = document.createElementNS($file.namespaceURI, 'g');
    $top.append(...$over.childNodes);
    $file.append($lines, $top);
    return standaloneFile($file, place, this.#options.title);
  }

  /** @returns {Promise<Blob | null>} the same as PNG; null where it cannot be made */
  png() {
    const canvas = /** @type {HTMLCanvasElement | undefined} */ (this.#canvas);
    const place = canvas?.parentElement;
    const [$back, $front] = place?.querySelectorAll(':scope > svg') ?? [];
    const $copy = document.createElement('canvas');
    const context = $copy.getContext('2d');
    if (!canvas || !place || !this.#room || !$back || !$front || !context) {
      return Promise.resolve(null);
    }
    const { width, height } = canvas;
    Object.assign($copy, { width, height });
    context.fillStyle = getComputedStyle(place).backgroundColor;
    context.fillRect(0, 0, width, height);
    const scale = width / this.#room.width;
    paintSvg(context, $back, { scale });
    context.drawImage(canvas, 0, 0);
    paintSvg(context, $front, { scale, except: POINTERS });
    return new Promise((resolve) => {
      $copy.toBlob(resolve, 'image/png');
    });
  }

  /** Follows the size of the canvas, and how much colours are to differ. */
  hostConnected() {
    this.#contrast = matchMedia(MORE_CONTRAST);
    this.#contrast.addEventListener('change', this.#recoloured);
    if (this.#canvas) this.#observe(this.#canvas);
  }

  /** Stops to follow them. */
  hostDisconnected() {
    this.#contrast?.removeEventListener('change', this.#recoloured);
    this.#observer?.disconnect();
  }

  /** Reads colours before anything of this frame is written. */
  hostUpdate() {
    if (!this.#canvas) return;
    const colours = `${this.#host.ground} ${this.#contrast?.matches}`;
    if (this.#ink !== undefined && colours === this.#inkOf) return;
    this.#inkOf = colours;
    this.#ink = getComputedStyle(this.#canvas).color;
  }

  /** Strokes the lines where they have changed. */
  hostUpdated() {
    const canvas = /** @type {HTMLCanvasElement | undefined} */ (this.#canvas);
    const { width, height } = this.#pixels;
    if (!this.#plot || !this.#laid || !this.#room || !canvas || width < 1) {
      return;
    }
    const frame = this.#coreFrame(this.#laid, width / this.#room.width);
    const text = JSON.stringify([frame, width, height]);
    if (!this.#isDue && text === this.#stroked) return;
    this.#isDue = false;
    this.#stroked = text;
    // To set the size gives up what is drawn, and the context's settings.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const context = canvas.getContext('2d');
    if (context) {
      // Sharp corners of a noisy line would shoot out as spikes.
      context.lineJoin = 'round';
      context.clearRect(0, 0, width, height);
    }
    this.#plot.draw(canvas, frame);
  }

  #changed() {
    this.#isDue = true;
    this.#host.requestUpdate();
  }

  #recoloured = () => {
    this.#host.requestUpdate();
  };

  /** @param {Element | undefined} canvas - once there is one, and while there is */
  #found = (canvas) => {
    this.#observer?.disconnect();
    this.#canvas = canvas;
    this.#isDue = true;
    if (canvas) this.#observe(canvas);
  };

  /** @param {Element} canvas - to be drawn on */
  #observe(canvas) {
    this.#observer?.disconnect();
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry) this.#resized(entry);
    });
    try {
      this.#observer.observe(canvas, { box: 'device-pixel-content-box' });
    } catch {
      // Safari does not know this box; multiplying comes out nearly the same.
      this.#observer.observe(canvas);
    }
  }

  /** @param {ResizeObserverEntry} entry - the size of the canvas */
  #resized({ target, contentRect, devicePixelContentBoxSize }) {
    const width = Math.min(MOST, contentRect.width);
    const height = Math.min(MOST, contentRect.height);
    if (width < 1 || height < 1) {
      this.resize(null);
      return;
    }
    // Not the ratio of the two boxes: a width that is no whole number of pixels
    // is rounded, and would seem to have another density.
    const density = globalThis.devicePixelRatio;
    const whole = Math.max(1, Math.ceil(LEAST_SCALE / density - 0.01));
    const box = devicePixelContentBoxSize?.[0];
    const across = box?.inlineSize ?? contentRect.width * density;
    const down = box?.blockSize ?? contentRect.height * density;
    // Everything is laid out when sizes are told: to ask costs nothing here.
    const em = parseFloat(getComputedStyle(target).fontSize);
    this.resize(
      { width, height, em },
      {
        width: Math.round(Math.min(across, MOST * density) * whole),
        height: Math.round(Math.min(down, MOST * density) * whole),
      },
    );
  }

  /** @returns {{ epoch: number, values: number[] }} the last row, if any */
  get #last() {
    return take(this.#plot?.ends()) ?? { epoch: 0, values: [] };
  }

  /** @param {readonly LiveLine[]} lines - as the settings have them now */
  #tell(lines) {
    if (!this.#plot) return;
    const styles = lines.map(({ colour = this.#ink ?? '', dash, width }) => ({
      colour: colourNumber(colour),
      dash: [...dash],
      width,
    }));
    const text = JSON.stringify(styles);
    if (text === this.#knownText) return;
    if (lines.length !== this.#known.length) {
      this.#rows = 0;
      this.#held = null;
    }
    this.#plot.configure(styles);
    this.#known = lines;
    this.#knownText = text;
    this.#isDue = true;
  }

  /**
   * @param {LiveRoom} room - of the plot
   * @param {LiveSettings} settings - of it
   * @returns {Laid} where everything goes
   */
  #lay(room, settings) {
    const { epochs, margins, verticalScale } = settings;
    const frame = frameIn(room, { ...margins, height: room.height / room.em });
    const scale = verticalScale === 'linear' ? linearScale : logScale;
    const domain = this.#rangeOf(settings, frame);
    return {
      settings,
      frame,
      zoom: room.em / DESIGNED_EM,
      x: linearScale({
        domain: [0, Math.max(1, epochs)],
        range: [frame.left, frame.right],
      }),
      y: scale({ domain, range: [frame.bottom, frame.top] }),
    };
  }

  /**
   * @param {LiveSettings} settings - of the plot
   * @param {Frame} [frame] - where it is drawn, if anywhere
   * @returns {readonly [number, number]} what the vertical axis spans: round ends
   *   around all that has a place on it, and never less than before
   */
  #rangeOf({ range, verticalScale: kind, bands, marks }, frame) {
    if (range) return range;
    const most = frame
      ? (frame.bottom - frame.top) / (ROUND_SPACING * frame.em) + 1
      : FEW_LABELS;
    const own = [...(this.#plot?.extent(kind === 'logarithmic') ?? [])];
    // The axis about a single row is a guess, and not one to hold on to.
    if (this.#held?.kind !== kind || this.#rows < 2) this.#held = null;
    if (this.#rows > 1) {
      const needed = rangeAround(kind, own, most);
      this.#held = { kind, range: widened(needed, this.#held?.range) };
    }
    const others = [
      ...(bands ? [...bands.low, ...bands.high] : []),
      ...(marks ?? []).map(({ value }) => value),
    ];
    return widened(
      rangeAround(kind, [...own, ...others], most),
      this.#held?.range,
    );
  }

  /**
   * @param {string} name - a class
   * @param {unknown} content - SVG templates
   * @returns {TemplateResult} a picture as large as the canvas
   */
  #layer(name, content) {
    const { width, height } = this.#room ?? { width: 1, height: 1 };
    // A canvas that is printed at another size is stretched, and so is this.
    return html`<svg
      class="plot ${name}"
      aria-hidden="true"
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${height}"
      preserveAspectRatio="none"
    >
      ${content}
    </svg>`;
  }

  /**
   * @param {Laid} laid - where everything goes
   * @returns {unknown[]} what is over the lines
   */
  #front(laid) {
    const { frame, x, y, zoom, settings } = laid;
    const { epoch, values } = this.#last;
    const ends = settings.lines
      .slice(0, values.length)
      .map(({ name, colour = 'currentColor', width }, line) => {
        const value = values[line] ?? NaN;
        const misfit = y.misfit(value);
        return {
          name: name && nameWithMisfit(name, misfit, value),
          x: x(epoch),
          y: misfit ? (value <= 0 ? frame.bottom : frame.top) : y(value),
          colour,
          radius: misfit ? 0 : DOT_PER_WIDTH * width * zoom,
        };
      });
    const position = this.#cursor?.position ?? null;
    const tip = position === null ? [] : this.#options.tip?.(position);
    return [
      ends
        .filter(({ radius }) => radius > 0)
        .map(
          (end) =>
            svg`<circle class="plot-end-dot" color=${end.colour} cx=${px(end.x)} cy=${px(end.y)} r=${px(end.radius)}></circle>`,
        ),
      diamonds(laid),
      endLabels({ ends: ends.filter(({ name }) => name !== ''), frame }),
      this.#cursor?.line() ?? nothing,
      this.#cursor?.tooltip(tip ?? []) ?? nothing,
    ];
  }

  /**
   * @param {Laid} laid - where everything goes
   * @returns {unknown[]} what is on the canvas, as SVG
   */
  #lines(laid) {
    const plot = this.#plot;
    if (!plot) return [];
    const frame = this.#coreFrame(laid, 1 / laid.zoom);
    /** @param {LiveLine} line @param {number} index @param {boolean} isKept */
    const stroke = (line, index, isKept) => {
      const width = (isKept ? KEPT_WIDTH : 1) * line.width * laid.zoom;
      const points = plot.points(index, isKept, frame);
      const stretches = stretchesOf(points.map((length) => length * laid.zoom));
      const colour = line.colour ?? this.#ink ?? '';
      const dash = line.dash.map((length) => length * laid.zoom).join(' ');
      return svg`<g fill="none" stroke=${colour} stroke-width=${px(width)} stroke-dasharray=${dash || nothing} stroke-linejoin="round" opacity=${isKept ? KEPT_OPACITY : nothing}>
        ${stretches.map((stretch) => {
          const [[left, top] = [NaN, NaN]] = stretch;
          return stretch.length === 1
            ? svg`<circle fill=${colour} stroke="none" cx=${px(left)} cy=${px(top)} r=${px(width)}></circle>`
            : svg`<path d=${through(stretch)}></path>`;
        })}
      </g>`;
    };
    return [
      ...this.#kept.map((line, index) => stroke(line, index, true)),
      ...this.#known.map((line, index) => stroke(line, index, false)),
    ];
  }

  /**
   * @param {Laid} laid - where everything goes
   * @param {number} density - pixels of the canvas to a CSS pixel
   * @returns {PlotFrame} the same for the core, with lengths as if the type had
   *   the size that lines are designed for
   */
  #coreFrame({ frame, x, y, zoom }, density) {
    return {
      left: frame.left / zoom,
      right: frame.right / zoom,
      top: frame.top / zoom,
      bottom: frame.bottom / zoom,
      scale: density * zoom,
      epochs: x.domain[1],
      low: y.domain[0],
      high: y.domain[1],
      logarithmic: y.kind === 'logarithmic',
    };
  }
}

/**
 * @param {VerticalScale} kind - of axis
 * @param {readonly number[]} values - those without a place on it do not count
 * @param {number} most - how many labels there is room for on a linear axis
 * @returns {readonly [number, number]} whole decades, at least one, or round ends
 */
export function rangeAround(kind, values, most) {
  const isLog = kind === 'logarithmic';
  const placed = values.filter(
    (value) => Number.isFinite(value) && (!isLog || value > 0),
  );
  const [low = 0, high = 1] = EMPTY[kind];
  if (placed.length === 0) return [low, high];
  if (!isLog) return niceEnds(placed, most);
  const [from, to] = decadesAround(placed.map(Math.log10), { fewest: 1 });
  // The decade below the least of subnormals would be 0, and the one above the
  // greatest float ∞.
  const bottom = Math.max(LEAST_DECADE, Math.min(GREATEST_DECADE - 1, from));
  const top = Math.max(bottom + 1, Math.min(GREATEST_DECADE, to));
  return [10 ** bottom, 10 ** top];
}

/**
 * @param {readonly [number, number]} range - of an axis
 * @param {readonly [number, number]} [before] - what it has to span besides
 * @returns {readonly [number, number]} a range that has both in it
 */
function widened([low, high], before) {
  if (!before) return [low, high];
  return [Math.min(low, before[0]), Math.max(high, before[1])];
}

/**
 * @param {Laid} laid - where everything goes
 * @returns {unknown[]} what is behind the lines
 */
function back({ frame, x, y, settings }) {
  const { lines, bands, xTitle, yTitle, unit } = settings;
  return [
    axes({
      frame,
      x,
      y,
      ...(xTitle === undefined ? {} : { xTitle }),
      ...(yTitle === undefined ? {} : { yTitle }),
      xTicks: { isWhole: true },
      yTicks: unit === 'percent' ? { format: axisPercent } : {},
    }),
    (bands ? lines : []).map(({ colour }, line) => {
      const { epochs, low, high } = /** @type {LiveBands} */ (bands);
      /** @param {Float64Array} bounds */
      const edge = (bounds) =>
        [...epochs].flatMap((epoch, row) => {
          const value = bounds[row * lines.length + line] ?? NaN;
          const isOff = epoch > x.domain[1] || y.misfit(value) !== null;
          return isOff ? [] : [/** @type {const} */ ([x(epoch), y(value)])];
        });
      return svg`<polygon class="plot-band" color=${colour ?? nothing} points=${between(edge(high), edge(low))}></polygon>`;
    }),
  ];
}

/**
 * @param {Laid} laid - where everything goes
 * @returns {unknown[]} single values from elsewhere
 */
function diamonds({ x, y, zoom, settings: { lines, marks = [] } }) {
  const reach = DIAMOND * zoom;
  return marks
    .filter(({ epoch, value }) => epoch <= x.domain[1] && !y.misfit(value))
    .map(({ epoch, line, value }) => {
      const [across, up] = [x(epoch), y(value)];
      const d = `M${px(across)} ${px(up - reach)}l${px(reach)} ${px(reach)}l${px(-reach)} ${px(reach)}l${px(-reach)} ${px(-reach)}z`;
      return svg`<path class="plot-diamond" color=${lines[line]?.colour ?? nothing} d=${d}></path>`;
    });
}

/**
 * @param {Float64Array} points - x and y in turn; NaN where the line breaks
 * @returns {[number, number][][]} its unbroken stretches
 */
function stretchesOf(points) {
  /** @type {[number, number][][]} */
  const stretches = [];
  let isOpen = false;
  for (let index = 0; index + 1 < points.length; index += 2) {
    const [x = NaN, y = NaN] = points.subarray(index, index + 2);
    const isThere = Number.isFinite(x);
    if (isThere && !isOpen) stretches.push([]);
    if (isThere) stretches.at(-1)?.push([x, y]);
    isOpen = isThere;
  }
  return stretches;
}

/**
 * @param {string} colour - `#rrggbb`, or as computed: `rgb(253, 252, 249)`
 * @returns {number} its three bytes; a dark grey where it is written otherwise
 */
function colourNumber(colour) {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1);
  if (channels) {
    return channels.reduce((sum, channel) => 256 * sum + Number(channel), 0);
  }
  return /^#[\da-f]{6}$/i.test(colour)
    ? parseInt(colour.slice(1), 16)
    : 0x333333;
}

/** @typedef {'logarithmic' | 'linear'} VerticalScale */
/** @typedef {ReactiveControllerHost & { readonly ground: 'light' | 'dark' }} LiveHost */

/**
 * @typedef {object} LiveOptions
 * @property {string} control - its name for `hide`
 * @property {string} title - what it shows, for assistive technology and in files
 * @property {string} [name] - a class besides `plot-live`
 * @property {(room: LiveRoom | null) => LiveSettings} settings - how it is to
 *   look now: asked in every rendering and with every row, so it should be cheap.
 *   The room is null while there is none
 * @property {CursorOptions} [cursor] - lets a person read the values of an epoch
 * @property {(epoch: number) => readonly string[]} [tip] - what stands at the
 *   cursor, line by line
 */

/**
 * @typedef {object} LiveSettings
 * @property {readonly LiveLine[]} lines - one a column of the rows. When there
 *   are more or fewer than before, the rows go
 * @property {number} epochs - the last epoch of the horizontal axis
 * @property {VerticalScale} verticalScale - of the vertical axis
 * @property {readonly [number, number] | null} [range] - of the vertical axis;
 *   null to follow the rows
 * @property {'plain' | 'percent'} [unit] - what its numbers are written in
 * @property {string} [xTitle] - what goes to the right
 * @property {string} [yTitle] - what goes up
 * @property {{ left: number, right: number, top?: number, bottom?: number }} margins -
 *   room for labels around the axes, in em
 * @property {LiveBands | null} [bands] - ranges behind the lines
 * @property {readonly LiveMark[]} [marks] - single values from elsewhere, drawn as
 *   diamonds
 */

/**
 * @typedef {object} LiveLine
 * @property {string} name - what stands at its end; '' for nothing
 * @property {string | undefined} [colour] - as `#rrggbb`; the ink of the figure
 *   without one
 * @property {readonly number[]} dash - dash and gap in turn, in CSS pixels where
 *   type has 14; none for a solid line
 * @property {number} width - likewise
 */

/**
 * @typedef {object} LiveBands
 * @property {Float64Array} epochs - ascending
 * @property {Float64Array} low - row-major by epoch, a number for each line
 * @property {Float64Array} high - likewise
 */

/**
 * @typedef {object} LiveMark
 * @property {number} epoch - where along the horizontal axis
 * @property {number} line - whose colour it has, 0 for the first
 * @property {number} value - where along the vertical axis
 */

/**
 * Numbers of a line that the plot leaves out.
 *
 * @typedef {object} LiveNote
 * @property {number} line - 0 for the first
 * @property {Misfit} kind - why
 * @property {number} epoch - the first left out for that reason
 * @property {number} count - how many are
 */

/**
 * @typedef {object} LiveRoom
 * @property {number} width - of the whole plot, in CSS pixels
 * @property {number} height - likewise
 * @property {number} em - the size of the type
 */

/**
 * @typedef {object} AxisRange
 * @property {VerticalScale} kind - of the axis it is a range of
 * @property {readonly [number, number]} range - least and greatest number
 */

/**
 * @typedef {object} Laid
 * @property {LiveSettings} settings - of the plot
 * @property {Frame} frame - between the axes
 * @property {number} zoom - how much larger type is than it was designed
 * @property {Scale} x - where an epoch falls
 * @property {Scale} y - where a value falls
 */
