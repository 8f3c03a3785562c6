import { html, nothing, render, svg } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { isLost, take } from '../../core/plain.js';
import { axisPercent, share } from '../numbers.js';
import { plainColour } from '../plain-colour.js';
import { standaloneFile, styledCopy } from '../svg-file.js';
import { axes, between, frameIn, px, through, unseen } from './axes.js';
import { courseOf } from './course.js';
import { reads } from './reads.js';
import { endLabels, labelRoom, nameWithMisfit } from './end-labels.js';
import { paintSvg } from './paint.js';
import {
  decadesAround,
  linearScale,
  logScale,
  misfitOn,
  niceEnds,
} from './scale.js';

/** @import { ReactiveController, TemplateResult } from 'lit' */
/** @import { Plain } from '../../core/plain.js' */
/** @import { PlotFrame, PlotNote, RawPlot } from '../../core/training.js' */
/** @import { Frame } from './axes.js' */
/** @import { Reading } from './reads.js' */
/** @import { Misfit, Scale } from './scale.js' */

/**
 * The least number of canvas pixels per CSS pixel: the core draws with whole
 * coordinates, which would give sloping lines steps.
 */
const LEAST_SCALE = 2;

/** The font size, in CSS pixels, for which line widths and dashes are given. */
const DESIGNED_EM = 14;

/** The largest width and height of a plot, in CSS pixels. */
const MOST = 4096;

/** The distance between labels on an axis that follows the values, in em. */
const ROUND_SPACING = 2.9;

/** The number of labels on an axis that is not drawn yet. */
const FEW_LABELS = 4;

/** The axis of a plot without numbers. */
const EMPTY = Object.freeze({ logarithmic: [1e-3, 1], linear: [0, 1] });

/** Where values may go from those of the first row, times these. */
const ROOM_BEYOND = Object.freeze({ logarithmic: 0.1, linear: 1.25 });

/** Exponents of the smallest and the largest power of ten that is a float. */
const LEAST_DECADE = -323;
const GREATEST_DECADE = 308;

/** Radii in CSS pixels at the designed font size. */
const DIAMOND = 5.5;
const DOT_PER_WIDTH = 1.75;

/** How many plots there are, each with a conclusion of its own. */
let made = 0;

/** Elements that belong to the cursor, not to the plot. */
const POINTERS = '.plot-over';

/** The media query for more contrast. */
const MORE_CONTRAST = '(prefers-contrast: more)';

/**
 * A plot of lines over epochs that grows while a run plays. The core draws the
 * lines on a canvas from its own memory; grid, bands, names, marks and cursor are
 * SVG behind and in front of it, made like those of every other plot.
 *
 * The element around it has the class `plot-live`, the width of its container, and
 * the height that the figure's style sheet has to set.
 *
 * Call `begin` once the core is loaded, `start` with every run, `append` with its
 * rows, and `render` in each of the host's templates.
 *
 * @implements {ReactiveController}
 */
export class LivePlot {
  #host;
  #options;
  /** @type {RawPlot | undefined} */
  #plot;
  /** @type {Parameters<LivePlot['begin']>[0] | undefined} */
  #core;
  /** @type {Element | undefined} */
  #canvas;
  /** @type {ResizeObserver | undefined} */
  #observer;
  /** @type {MediaQueryList | undefined} */
  #contrast;
  /** @type {LiveRoom | null} */
  #room = null;
  #pixels = { width: 0, height: 0 };
  /** @type {string | undefined} The colour of lines for which none is given. */
  #ink;
  #rows = 0;
  /** @type {AxisRange | null} Of the rows so far; never narrowed. */
  #held = null;
  /** The first row of the run, as text. */
  #first = '';
  /** @type {readonly LiveLine[]} As the core has them. */
  #known = [];
  #knownText = '';
  /** @type {Laid | null} As last rendered. */
  #laid = null;
  /** Whether the lines have changed since they were drawn. */
  #isDue = true;
  #stroked = '';
  /** The id of its conclusion. */
  #told;

  /**
   * @param {LiveHost} host - the figure
   * @param {LiveOptions} options - of the plot
   */
  constructor(host, options) {
    this.#host = host;
    this.#options = options;
    this.#told = options.told ?? `plot-told-${(made += 1)}`;
    if (options.predict) options.predict.cursor = options.cursor;
    if (options.heard) host.heard = () => this.#heard;
    host.rooms?.add(this);
    host.addController(this);
  }

  /** @returns {boolean} whether `begin` was called and rows can be appended */
  get isReady() {
    return this.#plot !== undefined;
  }

  /** @returns {number} number of rows of the run so far */
  get rows() {
    return this.#rows;
  }

  /** @returns {LiveNote[]} what is left out because it is not on the axis */
  get notes() {
    const { verticalScale } = this.#options.settings(this.#room);
    const notes = this.#plot?.notes(verticalScale === 'logarithmic') ?? [];
    return /** @type {LiveNote[]} */ (take(notes));
  }

  /**
   * @returns {readonly [number, number]} the range of the vertical axis for these
   *   rows alone, ignoring `range` in the settings
   */
  get ownRange() {
    const settings = this.#options.settings(this.#room);
    return this.#rangeOf({ ...settings, range: null });
  }

  /**
   * Prepares the lines; before this only the axes are drawn.
   *
   * @param {Pick<typeof import('../../core/training.js'), 'RawPlot'>} core - its
   *   exports
   */
  begin(core) {
    this.#core = core;
    if (this.#plot && !isLost(this.#plot)) return;
    this.#rows = 0;
    this.#plot = new core.RawPlot([]);
    this.#knownText = '';
    this.#tell(this.#options.settings(this.#room).lines);
    this.#changed();
  }

  /**
   * Starts a run, without rows. The axis may narrow, unless the first row shows that
   * it is the same run again.
   */
  start() {
    this.#plot?.clear();
    this.#rows = 0;
    this.#changed();
  }

  /**
   * Appends rows of the run; does nothing before `begin`.
   *
   * @param {Uint32Array} epochs - ascending, later than the last
   * @param {Float64Array} rows - row-major, a number for each line
   */
  append(epochs, rows) {
    if (!this.#plot || epochs.length === 0) return;
    this.#tell(this.#options.settings(this.#room).lines);
    this.#plot.append(epochs, rows);
    if (this.#rows === 0) {
      const first = rows.slice(0, rows.length / epochs.length).join();
      if (first !== this.#first) this.#held = null;
      this.#first = first;
    }
    this.#rows += epochs.length;
    this.#changed();
  }

  /** Something that stood behind the lines is gone: the axis may narrow. */
  narrow() {
    this.#held = null;
    this.#changed();
  }

  /**
   * Sets the size. In a document the canvas is observed and calls this.
   *
   * @param {LiveRoom | null} room - null while it is not shown
   * @param {{ width: number, height: number }} [pixels] - of the canvas
   */
  resize(room, pixels = { width: 0, height: 0 }) {
    this.#room = room;
    this.#pixels = pixels;
    this.#host.requestUpdate();
  }

  /** @param {boolean} isPrinting - measures at once if so, else in time */
  layOut(isPrinting) {
    const place = this.#canvas?.parentElement;
    if (!this.#canvas || !place) return;
    if (!isPrinting) {
      this.#observe(this.#canvas);
      return;
    }
    const style = getComputedStyle(place);
    const [width, height, em] = [style.width, style.height, style.fontSize].map(
      parseFloat,
    );
    if (!width || !height || !em) return;
    this.resize({ width, height, em }, this.#pixels);
  }

  /** Frees the memory of the core; the plot cannot be used any more. */
  free() {
    this.#host.removeController(this);
    this.#host.rooms?.delete(this);
    this.hostDisconnected();
    this.#plot?.free();
    this.#plot = undefined;
    this.#core = undefined;
  }

  /** @returns {TemplateResult} the plot */
  render() {
    const settings = this.#options.settings(this.#room);
    this.#tell(settings.lines);
    this.#laid = this.#room && this.#lay(this.#room, settings);
    const { control, title, name = '', cursor, predict, told } = this.#options;
    const prediction = predict?.prediction;
    // A canvas would be printed as a picture of dots, in the colours of the screen.
    const { isPrinting = false } = this.#host;
    const laid = this.#laid;
    return html`<div class="plot-live ${name}" data-control=${control}>
      ${this.#layer(
        'plot-back',
        laid ? [back(laid), prediction?.behind(laid)] : nothing,
      )}
      <canvas
        role=${cursor ? nothing : 'img'}
        aria-label=${cursor ? nothing : title}
        aria-hidden=${cursor ? 'true' : nothing}
        ${ref(this.#found)}
      ></canvas>
      ${this.#layer(
        'plot-front',
        laid
          ? [
              isPrinting ? this.#lines(laid, 'currentColor') : nothing,
              this.#front(laid),
            ]
          : nothing,
        cursor ? reads(laid && this.#reading(laid, cursor)) : nothing,
      )}
      ${cursor && !told ? unseen(this.#told, this.#course(cursor, settings)) : nothing}
      ${laid && prediction?.over()} ${predict?.renderButton()}
    </div>`;
  }

  /**
   * @returns {Element | null} the plot as it looks now, as the root of an SVG file;
   *   null while it is not shown
   */
  svg() {
    const place = this.#canvas?.parentElement;
    const [$back, $front] = place?.querySelectorAll(':scope > svg') ?? [];
    if (!place || !this.#laid || !$back || !$front) return null;
    const $file = styledCopy($back);
    const $over = styledCopy($front);
    for (const $pointer of $over.querySelectorAll(POINTERS)) $pointer.remove();
    const $lines = document.createElementNS($file.namespaceURI, 'g');
    render(this.#lines(this.#laid), /** @type {any} */ ($lines));
    // The group takes the place of the front layer, without its attributes.
    const $top = document.createElementNS($file.namespaceURI, 'g');
    $top.append(...$over.childNodes);
    $file.append($lines, $top);
    return standaloneFile($file, place, this.#options.title);
  }

  /**
   * Without an image made from SVG, which a page around may forbid.
   *
   * @returns {HTMLCanvasElement | null} the same as the canvas has it; null while it is
   *   not shown
   */
  painted() {
    const canvas = /** @type {HTMLCanvasElement | undefined} */ (this.#canvas);
    const place = canvas?.parentElement;
    const [$back, $front] = place?.querySelectorAll(':scope > svg') ?? [];
    const $copy = document.createElement('canvas');
    const context = $copy.getContext('2d');
    if (!canvas || !place || !this.#room || !$back || !$front || !context) {
      return null;
    }
    const { width, height } = canvas;
    Object.assign($copy, { width, height });
    context.fillStyle = getComputedStyle(place).backgroundColor;
    context.fillRect(0, 0, width, height);
    const scale = width / this.#room.width;
    paintSvg(context, $back, { scale });
    context.drawImage(canvas, 0, 0);
    paintSvg(context, $front, { scale, except: POINTERS });
    return $copy;
  }

  /** Observes the size of the canvas and the preferred contrast. */
  hostConnected() {
    this.#contrast = matchMedia(MORE_CONTRAST);
    this.#contrast.addEventListener('change', this.#recoloured);
    if (this.#canvas) this.#observe(this.#canvas);
  }

  /** Stops observing them. */
  hostDisconnected() {
    this.#contrast?.removeEventListener('change', this.#recoloured);
    this.#observer?.disconnect();
  }

  /** Reads colours before this frame changes the document. */
  hostUpdate() {
    // A fault, perhaps of another figure, took its rows: `rows` asks for them again.
    if (this.#core) this.begin(this.#core);
    if (!this.#canvas) return;
    this.#ink = plainColour(getComputedStyle(this.#canvas).color);
  }

  /** Draws the lines if they have changed. */
  hostUpdated() {
    const canvas = /** @type {HTMLCanvasElement | undefined} */ (this.#canvas);
    const { width, height } = this.#pixels;
    if (!this.#plot || !this.#laid || !this.#room || !canvas || width < 1) {
      return;
    }
    if (this.#host.isPrinting) {
      this.#isDue = true;
      return;
    }
    const frame = this.#coreFrame(this.#laid, width / this.#room.width);
    const text = JSON.stringify([frame, width, height]);
    if (!this.#isDue && text === this.#stroked) return;
    this.#isDue = false;
    this.#stroked = text;
    // Setting the size clears the canvas and resets its context.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const context = canvas.getContext('2d');
    if (context) {
      // Mitred corners of a noisy line would look like spikes.
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

  #restored = () => this.#changed();

  /** @param {Element | undefined} canvas - if rendered */
  #found = (canvas) => {
    this.#observer?.disconnect();
    // Another plot may get the same canvas.
    this.#canvas?.removeEventListener('contextrestored', this.#restored);
    this.#canvas = canvas;
    this.#isDue = true;
    if (!canvas) return;
    this.#observe(canvas);
    canvas.addEventListener('contextrestored', this.#restored);
  };

  /** @param {Element} canvas - to observe */
  #observe(canvas) {
    this.#observer?.disconnect();
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry) this.#resized(entry);
    });
    try {
      this.#observer.observe(canvas, { box: 'device-pixel-content-box' });
    } catch {
      // Safari does not support this box; multiplying gives nearly the same.
      this.#observer.observe(canvas);
    }
  }

  /** @param {ResizeObserverEntry} entry - of the canvas */
  #resized({ target, contentRect, devicePixelContentBoxSize }) {
    // What was measured for the paper holds.
    if (this.#host.isPrinting && this.#room) return;
    const width = Math.min(MOST, contentRect.width);
    const height = Math.min(MOST, contentRect.height);
    if (width < 1 || height < 1) {
      this.resize(null);
      return;
    }
    // Not the ratio of the two boxes, which rounding to whole pixels would distort.
    const density = globalThis.devicePixelRatio;
    const whole = Math.max(1, Math.ceil(LEAST_SCALE / density - 0.01));
    const box = devicePixelContentBoxSize?.[0];
    const across = box?.inlineSize ?? contentRect.width * density;
    const down = box?.blockSize ?? contentRect.height * density;
    // Layout is done when sizes are reported, so reading styles costs nothing here.
    const { fontSize, position } = getComputedStyle(target);
    // Without its style sheet a canvas is as large as its pixels, and would grow by
    // being measured.
    if (position !== 'absolute') return;
    const em = parseFloat(fontSize);
    this.resize(
      { width, height, em },
      {
        width: Math.round(Math.min(across, MOST * density) * whole),
        height: Math.round(Math.min(down, MOST * density) * whole),
      },
    );
  }

  /** @returns {import('../sound.js').Heard | null} what there is to hear of it, where there are rows */
  get #heard() {
    const { cursor, heard } = this.#options;
    const epoch = cursor?.held?.() ?? cursor?.epochs().at(-1);
    if (!cursor || epoch === undefined) return null;
    const settings = this.#options.settings(this.#room);
    return {
      epoch,
      values: cursor.values(epoch),
      kind: settings.verticalScale,
      range: this.#rangeOf(settings),
      isPlaying: heard?.() ?? false,
    };
  }

  /** @returns {{ epoch: number, values: number[] }} the last row; no values without rows */
  get #last() {
    return take(this.#plot?.ends()) ?? { epoch: 0, values: [] };
  }

  /** @param {readonly LiveLine[]} lines - of the current settings, for the core */
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
   * @param {LiveSettings} settings - of the plot
   * @returns {Laid} its layout
   */
  #lay(room, settings) {
    const { epochs, margins, verticalScale } = settings;
    const { values } = this.#last;
    let isLonger = false;
    const right = labelRoom(
      settings.lines.map(({ name }, line) => {
        const value = values[line] ?? 1;
        const misfit = misfitOn(verticalScale, value);
        isLonger ||= Boolean(name && misfit);
        return name && nameWithMisfit(name, misfit, value);
      }),
    );
    // A given margin is for the names alone.
    const given = { ...margins };
    if (isLonger) given.right = Math.max(right, margins.right ?? 0);
    const height = room.height / room.em;
    const frame = frameIn(room, { right, ...given, height });
    const scale = verticalScale === 'linear' ? linearScale : logScale;
    const domain = this.#rangeOf(settings, frame);
    const isAhead = this.#options.predict?.prediction?.isAhead;
    return {
      settings: isAhead ? { ...settings, bands: null, marks: [] } : settings,
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
   * @param {Frame} [frame] - between the axes, if it is drawn
   * @returns {readonly [number, number]} the range of the vertical axis: round ends
   *   around all values, and never narrower than before
   */
  #rangeOf({ range, verticalScale: kind, isSigned, ...more }, frame) {
    const { bands, marks, overlay } = more;
    if (range) return range;
    const most = frame
      ? (frame.bottom - frame.top) / (ROUND_SPACING * frame.em) + 1
      : FEW_LABELS;
    const own = [...(this.#plot?.extent(kind === 'logarithmic') ?? [])];
    if (kind === 'linear') own.push(0);
    // Room for what follows, so that the axis does not change when play begins.
    if (this.#rows === 1) {
      own.push(...own.map((end) => end * ROOM_BEYOND[kind]));
    }
    if (this.#held?.kind !== kind) this.#held = null;
    if (this.#rows > 0) {
      const needed = rangeAround(kind, own, most);
      this.#held = { kind, range: widened(needed, this.#held?.range) };
    }
    const all = [
      ...own,
      ...(bands ? [...bands.low, ...bands.high] : []),
      ...(marks ?? []).map(({ value }) => value),
      ...(this.#options.predict?.prediction?.ends(kind, own, isSigned) ?? []),
      ...(overlay?.values ?? []),
    ];
    // Between two runs there is no row.
    if (all.length === 0 && this.#held) return this.#held.range;
    return widened(rangeAround(kind, all, most), this.#held?.range);
  }

  /**
   * @param {string} name - a class
   * @param {unknown} content - SVG templates
   * @param {unknown} [reading] - a directive
   * @returns {TemplateResult} a picture as large as the canvas
   */
  #layer(name, content, reading = nothing) {
    const { width, height } = this.#room ?? { width: 1, height: 1 };
    // A canvas stretches until it is drawn anew, so this has to stretch as well.
    return html`<svg
      class="plot ${name}"
      aria-hidden=${reading === nothing ? 'true' : nothing}
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${height}"
      preserveAspectRatio=${this.#host.isPrinting ? nothing : 'none'}
      ${reading}
    >
      ${content}
    </svg>`;
  }

  /** @param {Laid} laid @returns {unknown[]} what is in front of the lines */
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
    return [
      ends
        .filter(({ radius }) => radius > 0)
        .map(
          (end) =>
            svg`<circle class="plot-end-dot" color=${end.colour} cx=${px(end.x)} cy=${px(end.y)} r=${px(end.radius)}></circle>`,
        ),
      diamonds(laid),
      endLabels({ ends: ends.filter(({ name }) => name !== ''), frame }),
    ];
  }

  /**
   * @param {LiveCursor} cursor - what it reads
   * @param {LiveSettings} settings
   * @returns {string} what its lines come to
   */
  #course({ epochs, values, names }, { lines, unit, xTitle }) {
    const numbers = epochs();
    const [from = 0, to = 0] = [numbers[0], numbers.at(-1)];
    return courseOf({
      unit: xTitle || 'epoch',
      epochs: [from, to],
      first: values(from),
      last: numbers.length > 0 ? values(to) : [],
      names: names ?? lines.map(({ name }) => spokenName(name)),
      ...(unit === 'percent' ? { format: share } : {}),
    });
  }

  /**
   * @param {Laid} laid - the layout
   * @param {LiveCursor} cursor - what it reads
   * @returns {Reading} how the plot is read now
   */
  #reading(
    { frame, x, y, settings },
    { label, epochs, values, names, held, hold },
  ) {
    const { lines, unit, xTitle = '' } = settings;
    const numbers = epochs();
    return {
      label: label ?? this.#options.title,
      told: this.#told,
      frame,
      numbers,
      place: x,
      at: (epoch) => ({
        title: `${xTitle || 'epoch'} ${epoch}`,
        marks: values(epoch).map((value, index) => ({
          name: names?.[index] ?? lines[index]?.name ?? '',
          value: unit === 'percent' ? share(value) : value,
          y: y.misfit(value) ? NaN : y(value),
          colour: lines[index]?.colour,
        })),
      }),
      ...(held ? { held: held() } : {}),
      // The last epoch is not held: more may follow it.
      ...(hold
        ? { hold: (epoch) => hold(epoch === numbers.at(-1) ? null : epoch) }
        : {}),
    };
  }

  /**
   * @param {Laid} laid - the layout
   * @param {string} [ink] - the colour of lines for which none is given
   * @returns {unknown[]} the lines on the canvas as SVG
   */
  #lines(laid, ink = this.#ink ?? '') {
    const plot = this.#plot;
    if (!plot) return [];
    const frame = this.#coreFrame(laid, 1 / laid.zoom);
    return this.#known.map((line, index) => {
      const width = line.width * laid.zoom;
      const points = plot.points(index, false, frame);
      const stretches = stretchesOf(points.map((length) => length * laid.zoom));
      const colour = line.colour ?? ink;
      const dash = line.dash.map((length) => length * laid.zoom).join(' ');
      return svg`<g fill="none" stroke=${colour} stroke-width=${px(width)} stroke-dasharray=${dash || nothing} stroke-linejoin="round">
        ${stretches.map((stretch) => {
          const [[left, top] = [NaN, NaN]] = stretch;
          return stretch.length === 1
            ? svg`<circle fill=${colour} stroke="none" cx=${px(left)} cy=${px(top)} r=${px(width)}></circle>`
            : svg`<path d=${through(stretch)}></path>`;
        })}
      </g>`;
    });
  }

  /**
   * @param {Laid} laid - the layout
   * @param {number} density - canvas pixels per CSS pixel
   * @returns {PlotFrame} the layout for the core, with lengths scaled to the designed
   *   font size
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
 * @param {readonly number[]} values - those that are not on the axis are ignored
 * @param {number} most - the number of labels that fit on a linear axis
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
  // Further decades would be 0 or ∞.
  const bottom = Math.max(LEAST_DECADE, Math.min(GREATEST_DECADE - 1, from));
  const top = Math.max(bottom + 1, Math.min(GREATEST_DECADE, to));
  return [10 ** bottom, 10 ** top];
}

/**
 * @param {readonly [number, number]} range - of an axis
 * @param {readonly [number, number]} [before] - another range
 * @returns {readonly [number, number]} a range that includes both
 */
function widened([low, high], before) {
  if (!before) return [low, high];
  return [Math.min(low, before[0]), Math.max(high, before[1])];
}

/** @param {string} name - of a line @returns {string} it; a number alone is a layer’s */
function spokenName(name) {
  return /^\d+$/.test(name) ? `layer ${name}` : name;
}

/** @param {Laid} laid @returns {unknown[]} what is behind the lines */
function back(laid) {
  const { frame, x, y, settings } = laid;
  const { lines, bands, xTitle, yTitle, unit, overlay } = settings;
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
    overlay?.behind(laid) ?? nothing,
  ];
}

/** @param {Laid} laid @returns {unknown[]} the marks */
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
 * @param {Float64Array} points - x and y alternating; NaN where the line is broken
 * @returns {[number, number][][]} its unbroken parts
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
 * @param {string} colour - `#rrggbb`, or a plain `rgb(253, 252, 249)`
 * @returns {number} its three bytes; a dark grey for any other notation
 */
function colourNumber(colour) {
  const channels = /^rgba?\((\d+), (\d+), (\d+)/.exec(colour)?.slice(1);
  if (channels) {
    return channels.reduce((sum, channel) => 256 * sum + Number(channel), 0);
  }
  return /^#[\da-f]{6}$/i.test(colour)
    ? parseInt(colour.slice(1), 16)
    : 0x333333;
}

/** @typedef {'logarithmic' | 'linear'} VerticalScale */
/** @typedef {import('../room-controller.js').RoomHost & { readonly ground: 'light' | 'dark', heard?: (() => import('../sound.js').Heard | null) | null }} LiveHost */

/**
 * @typedef {object} LiveOptions
 * @property {string} control - its name for `hide`
 * @property {string} title - for assistive technology and in files
 * @property {string} [name] - a class in addition to `plot-live`
 * @property {(room: LiveRoom | null) => LiveSettings} settings - the current ones;
 *   called with every rendering and every row, so it should be cheap. The room is
 *   null while the plot is not shown
 * @property {LiveCursor} [cursor] - lets readers read the values of an epoch
 * @property {string} [told] - the id of the text that has its conclusion; without, what its
 *   lines come to is said beside it
 * @property {import('../predict/predict.js').Predict} [predict] - lets them draw what they
 *   expect of a plot with a cursor
 * @property {() => boolean} [heard] - of a plot with a cursor: lets them hear it; whether
 *   it plays
 */

/**
 * @typedef {object} LiveCursor
 * @property {string} [label] - its name for assistive technology; by default the title
 * @property {() => readonly number[]} epochs - that can be read, ascending
 * @property {(epoch: number) => readonly number[]} values - of the lines
 * @property {readonly string[]} [names] - of the lines; by default those at their ends
 * @property {() => number | null} [held] - the epoch that the figure shows; null for
 *   the last
 * @property {(epoch: number | null) => void} [hold] - called to show another one
 */

/**
 * @typedef {object} LiveSettings
 * @property {readonly LiveLine[]} lines - one for each column of the rows. If their
 *   number changes, the rows are dropped
 * @property {number} epochs - the last epoch of the horizontal axis
 * @property {VerticalScale} verticalScale - of the vertical axis
 * @property {readonly [number, number] | null} [range] - of the vertical axis;
 *   null to follow the rows
 * @property {'plain' | 'percent'} [unit] - of its labels
 * @property {string} [xTitle] - of the horizontal axis
 * @property {import('../predict/words.js').Along} [along] - what it counts; epochs if left out
 * @property {readonly number[]} [places] - the only ones along it, ascending, where it has
 *   a single line of few values: a prediction is of these
 * @property {boolean} [isSigned] - whether values may go to either side of 0, so that a
 *   prediction has as much room there
 * @property {string} [yTitle] - of the vertical axis
 * @property {{ left: number, right?: number, top?: number, bottom?: number }} margins -
 *   around the axes, for labels, in em; on the right by default what the names take
 * @property {LiveBands | null} [bands] - ranges behind the lines
 * @property {Overlay | null} [overlay] - other lines behind them
 * @property {readonly LiveMark[]} [marks] - published values, drawn as diamonds
 */

/**
 * @typedef {object} LiveLine
 * @property {string} name - the label at its end; '' for none
 * @property {string | undefined} [colour] - `#rrggbb`; by default the text colour
 * @property {readonly number[]} dash - dashes and gaps, in CSS pixels at the designed
 *   font size; empty for a solid line
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
 * @property {number} epoch - on the horizontal axis
 * @property {number} line - whose colour it has, 0 for the first
 * @property {number} value - on the vertical axis
 */

/** @typedef {Plain<PlotNote> & { kind: Misfit }} LiveNote */
/** @typedef {import('../room-controller.js').Room} LiveRoom */
/** @typedef {{ kind: VerticalScale, range: readonly [number, number] }} AxisRange */

/**
 * The layout of a plot.
 *
 * @typedef {object} Laid
 * @property {LiveSettings} settings - of the plot
 * @property {Frame} frame - between the axes
 * @property {number} zoom - font size relative to the designed one
 * @property {Scale} x - of epochs
 * @property {Scale} y - of values
 */

/**
 * What else stands behind the lines, above the bands.
 *
 * @typedef {object} Overlay
 * @property {readonly number[]} values - that the vertical axis has to include
 * @property {(laid: Laid) => unknown} behind - SVG templates
 */
