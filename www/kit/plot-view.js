import { create, createSvg } from './create.js';
import { PlotCursor } from './plot-cursor.js';
import { writeLabels } from './plot-labels.js';

/** @typedef {import('../core/training.js').RawPlot} RawPlot */
/** @typedef {import('../core/training.js').PlotSettings} PlotSettings */
/** @typedef {import('../core/training.js').PlotLayout} PlotLayout */

/**
 * Whole pixels of the screen a CSS pixel, at least: the core draws with whole
 * coordinates, and at one to one a sloping line has steps.
 */
const LEAST_SCALE = 2;

/** The font size of a figure in running text, in CSS pixels. */
const DESIGNED_FONT_SIZE = 14;

/**
 * A picture of lines over epochs: a canvas that the core draws on, and the
 * text over it. It grows with its element and stays crisp at every density.
 */
export class PlotView {
  $canvas = create('canvas', { class: 'ug-plot-canvas' });
  $overlay = createSvg('svg', { class: 'ug-plot-overlay' });
  #$labels = createSvg('g', { 'aria-hidden': 'true' });
  /** @type {PlotCursor | null} */
  #cursor = null;
  /** @type {RawPlot | null} */
  #plot = null;
  /** @type {PlotSettings | null} As the core's picture has them. */
  #known = null;
  /** @type {(size: Size, ground: Ground) => PlotSettings} */
  #describe;
  /** @type {() => void} */
  #needsDrawing;
  /** @type {Size} */
  #size = { width: 0, height: 0, scale: LEAST_SCALE };
  /** @type {PlotLayout | null} */
  layout = null;

  /**
   * @param {object} options - what it shows
   * @param {string} options.control - its name for `hide`
   * @param {string} options.title - what it shows, for assistive technology
   * @param {(size: Size, ground: Ground) => PlotSettings} options.describe -
   *   how it is to look
   * @param {() => void} options.needsDrawing - asks for `draw` in the next
   *   frame, after a change of size
   * @param {import('./plot-cursor.js').CursorOptions} [options.cursor] - lets
   *   a person read out values
   */
  constructor({ control, title, describe, needsDrawing, cursor }) {
    this.#describe = describe;
    this.#needsDrawing = needsDrawing;
    this.$overlay.append(this.#$labels);
    this.$element = create(
      'div',
      { class: 'ug-plot', 'data-control': control },
      this.$canvas,
      this.$overlay,
    );
    if (cursor) {
      // The values are read out instead, one by one.
      this.$canvas.setAttribute('aria-hidden', 'true');
      this.#cursor = new PlotCursor(this.$element, this.$overlay, cursor);
    } else {
      this.$canvas.setAttribute('role', 'img');
      this.$canvas.setAttribute('aria-label', title);
    }
  }

  /** @returns {RawPlot | null} the core's picture, once there is a core */
  get plot() {
    return this.#plot;
  }

  /**
   * Starts to follow the size of the element.
   *
   * @param {AbortSignal} signal - ends it
   */
  observe(signal) {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) this.#resize(entry);
    });
    try {
      observer.observe(this.$canvas, { box: 'device-pixel-content-box' });
    } catch {
      // Safari does not know this box; multiplying comes out nearly the same.
      observer.observe(this.$canvas);
    }
    signal.addEventListener('abort', () => observer.disconnect());
  }

  /** @param {typeof import('../core/training.js')} core - loaded */
  begin({ RawPlot }) {
    this.#known = this.settings;
    this.#plot = new RawPlot(this.#known);
  }

  /** Brings the picture in line with what `describe` says now. */
  configure() {
    this.#tell(this.settings);
  }

  /**
   * @returns {PlotLayout['frame'] | null} the axes as `describe` asks for them
   *   now, without drawing; null before there is a core
   */
  measure() {
    this.configure();
    return this.#plot?.layout().frame ?? null;
  }

  /** Gives the core's picture back; nothing is drawn any more. */
  free() {
    this.#plot?.free();
    this.#plot = null;
  }

  /** @param {number | null} epoch - where the cursor is to stand, if at all */
  point(epoch) {
    this.#cursor?.point(epoch);
  }

  /**
   * Draws the picture and writes its labels.
   *
   * @param {PlotSettings} [settings] - as `settings` gave them, for who draws
   *   several pictures in a frame
   */
  draw(settings = this.settings) {
    const { width, height, scale } = this.#size;
    if (!this.#plot || width <= 0) return;
    this.#tell(settings);
    this.#fitCanvas(Math.round(width * scale), Math.round(height * scale));
    this.layout = this.#plot.draw(this.$canvas);
    this.$overlay.setAttribute('viewBox', `0 0 ${width} ${height}`);
    const colours = settings.lines.map((line) => line.colour);
    writeLabels(this.#$labels, this.layout.labels, colours);
    this.#cursor?.follow(this.layout);
  }

  /**
   * @returns {PlotSettings} as they are now; reading them makes the browser
   *   settle all styles that were changed before
   */
  get settings() {
    return this.#describe(this.#size, groundColours(this.$element));
  }

  /**
   * Draws the picture again, by a part of the core that comes with the first
   * file.
   *
   * @returns {Promise<string>} the picture as one SVG file
   * @throws {import('../core/core.js').CoreError} what kept that part from
   *   coming; it may be tried again
   */
  async svg() {
    const contents = this.#plot?.contents();
    const settings = this.#known;
    if (!contents || !settings) return '';
    const { openCore } = await import('../core/core.js');
    const { core } = await openCore('plot-svg');
    return core.plotSvg(settings, contents);
  }

  /** @param {PlotSettings} settings - for the core's picture */
  #tell(settings) {
    this.#plot?.configure(settings);
    this.#known = settings;
  }

  /** @param {ResizeObserverEntry} entry - the canvas's size */
  #resize(entry) {
    const { width, height } = entry.contentRect;
    const box = entry.devicePixelContentBoxSize?.[0];
    const density =
      box && width > 0 ? box.inlineSize / width : globalThis.devicePixelRatio;
    const whole = Math.max(1, Math.ceil(LEAST_SCALE / density));
    const { fontSize } = getComputedStyle(this.$element);
    const zoom = parseFloat(fontSize) / DESIGNED_FONT_SIZE;
    this.#size = {
      width: width / zoom,
      height: height / zoom,
      scale: density * whole * zoom,
    };
    this.#needsDrawing();
  }

  /**
   * Setting the size clears the canvas and its context, so only where needed.
   *
   * @param {number} width - in its own pixels
   * @param {number} height - in its own pixels
   */
  #fitCanvas(width, height) {
    const { $canvas } = this;
    if ($canvas.width === width && $canvas.height === height) return;
    $canvas.width = width;
    $canvas.height = height;
    const context = $canvas.getContext('2d');
    // Sharp corners of a noisy line would shoot out as spikes.
    if (context) context.lineJoin = 'round';
  }
}

/**
 * Reads the colours off the element, where style sheets have settled them.
 *
 * @param {HTMLElement} $plot - the picture
 * @returns {Ground} the colours that are not a line's own
 */
function groundColours($plot) {
  const { color, backgroundColor, borderTopColor } = getComputedStyle($plot);
  return {
    paper: toHex(backgroundColor, '#ffffff'),
    ink: toHex(color, '#333333'),
    grid: toHex(borderTopColor, '#dddddd'),
  };
}

/**
 * @param {string} colour - as computed: rgb(253, 252, 249)
 * @param {string} otherwise - where it is computed in another way
 * @returns {string} `#rrggbb`
 */
function toHex(colour, otherwise) {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1);
  const digits = channels?.map((c) => Number(c).toString(16).padStart(2, '0'));
  return digits ? `#${digits.join('')}` : otherwise;
}

/**
 * In pixels of the size it was designed for: with a larger font everything in
 * it, lines and gaps as well as letters, is larger.
 *
 * @typedef {object} Size
 * @property {number} width - across
 * @property {number} height - down
 * @property {number} scale - canvas pixels to one of these
 */
/** @typedef {PlotSettings['theme']} Ground */
