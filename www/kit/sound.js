/**
 * A picture by ear: the value of each line as the pitch of a short tone, one line after
 * the other from left to right. Comes with the first press of its switch; a browser
 * lets a page sound only after one.
 */

/** @import { ReactiveController } from 'lit' */

/** The tone of a value of 1 on a logarithmic axis, in Hz. */
const TONE_OF_ONE = 880;

/** Semitones of a decade: an octave is a factor of 100. */
const SEMITONES = 6;

/** The lowest and the highest tone, in Hz: from 10⁻⁸ to 100. */
const ENDS = /** @type {const} */ ([55, 3520]);

/** A linear axis goes from here up two octaves. */
const LINEAR = Object.freeze({ lowest: 220, octaves: 2 });

/** Seconds of a tone with the silence after it, at most and for all lines together. */
const TONE = 0.14;
const SWEEP = 1.4;

/** Seconds between the last line and the first. */
const REST = 0.2;

/** Of the whole of what a loudspeaker can do. */
export const LOUDNESS = 0.12;

/** How far to the side the first and the last line stand; 1 is one ear alone. */
const SIDE = 0.8;

/** Ramps, in seconds: without them a tone clicks. */
const SOFT = 0.015;

/** How long the browser may take to agree, in ms. */
const PATIENCE_MS = 500;

const words = Object.freeze({
  on: {
    logarithmic:
      'Sound is on: the layers in turn, the first on the left. An octave is a factor of 100.',
    linear:
      'Sound is on: the layers in turn, the first on the left. The axis is two octaves.',
  },
  off: 'Sound is off.',
  none: 'This browser makes no sounds for pages.',
  refused:
    'The browser does not let this page sound yet: allow it sound, and press again.',
});

/**
 * @param {number} value - of a line
 * @param {Pick<Heard, 'kind' | 'range'>} axis - on which it stands
 * @returns {number} in Hz; 0, which is silence, where the axis has no place for it
 */
export function toneOf(value, { kind, range: [low, high] }) {
  if (!Number.isFinite(value)) return 0;
  if (kind === 'linear') {
    const part = Math.min(1, Math.max(0, (value - low) / (high - low)));
    return LINEAR.lowest * 2 ** (LINEAR.octaves * part);
  }
  if (!(value > 0)) return 0;
  const tone = TONE_OF_ONE * 2 ** ((SEMITONES / 12) * Math.log10(value));
  return Math.min(ENDS[1], Math.max(ENDS[0], tone));
}

/**
 * @param {Heard} heard - shown now
 * @returns {{ tone: number, pan: number, at: number }[]} in Hz, −1 to 1, and seconds from
 *   the start; lines without a tone leave a gap
 */
export function sweepOf({ values, ...axis }) {
  const each = Math.min(TONE, SWEEP / Math.max(1, values.length));
  return values.map((value, line) => ({
    tone: toneOf(value, axis),
    pan: values.length > 1 ? SIDE * ((2 * line) / (values.length - 1) - 1) : 0,
    at: each * line,
  }));
}

/**
 * Sounds what a figure shows whenever that has changed, until it is switched off,
 * hidden or removed.
 *
 * @implements {ReactiveController}
 */
export class Sound {
  isOn = false;
  /** What there is to say of it. */
  said = '';
  #host;
  #make;
  /** @type {AudioContext | null} */
  #context = null;
  /** @type {GainNode | null} Through which all tones of the sweep go. */
  #out = null;
  #known = '';
  #isPlaying = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} Until the sweep is over. */
  #busy;
  #hidden = () => {
    if (this.#host.ownerDocument.hidden) this.#hush();
  };

  /**
   * @param {SoundHost} host - the figure
   * @param {() => AudioContext} [make] - where sound goes
   */
  constructor(host, make = () => new AudioContext()) {
    this.#host = host;
    this.#make = make;
    host.addController(this);
  }

  /** Switches it on or off. */
  async toggle() {
    if (this.isOn) this.#end(words.off);
    else await this.#begin();
    this.#host.requestUpdate();
  }

  async #begin() {
    try {
      this.#context ??= this.#make();
    } catch {
      this.said = words.none;
      return;
    }
    const context = this.#context;
    // Without a permission the promise may stay open.
    await Promise.race([
      context.resume().catch(() => {}),
      new Promise((resolve) => {
        setTimeout(resolve, PATIENCE_MS);
      }),
    ]);
    // Nothing else would end it where the figure was removed meanwhile.
    if (!this.#host.isConnected) return this.#end('');
    if (context.state !== 'running') return this.#end(words.refused);
    this.isOn = true;
    this.said = words.on[this.#host.heard?.()?.kind ?? 'logarithmic'];
    this.#host.ownerDocument.addEventListener('visibilitychange', this.#hidden);
    this.#known = '';
    this.hostUpdated();
  }

  /** @param {string} said - why */
  #end(said) {
    this.#hush();
    this.isOn = false;
    this.said = said;
    const page = this.#host.ownerDocument;
    page.removeEventListener('visibilitychange', this.#hidden);
    void this.#context?.close().catch(() => {});
    this.#context = null;
  }

  /** Something else may be shown now. */
  hostUpdated() {
    const heard = this.isOn ? this.#host.heard?.() : null;
    if (!heard) return;
    const { isPlaying } = heard;
    if (this.#isPlaying && !isPlaying) this.#hush();
    const known = `${heard.epoch} ${heard.values.join()}`;
    const hasStopped = this.#isPlaying && !isPlaying;
    this.#isPlaying = isPlaying;
    if (hasStopped) this.#known = known;
    if (known === this.#known || this.#host.ownerDocument.hidden) return;
    // What is scrubbed over is heard at once, what plays once the sweep is over.
    if (this.#busy !== undefined) {
      if (isPlaying) return;
      this.#hush();
    }
    this.#known = known;
    this.#sweep(heard);
  }

  /** Ends with the figure, unless that is merely moved. */
  hostDisconnected() {
    queueMicrotask(() => {
      if (!this.#host.isConnected && this.isOn) this.#end('');
    });
  }

  /** @param {Heard} heard */
  #sweep(heard) {
    const context = /** @type {AudioContext} */ (this.#context);
    const out = context.createGain();
    out.gain.value = LOUDNESS;
    out.connect(context.destination);
    this.#out = out;
    const tones = sweepOf(heard);
    const each = tones[1]?.at ?? TONE;
    const start = context.currentTime + SOFT;
    for (const { tone, pan, at } of tones) {
      if (tone === 0) continue;
      const from = start + at;
      const oscillator = context.createOscillator();
      const envelope = context.createGain();
      const side = context.createStereoPanner();
      // Small loudspeakers leave out the lowest tones, but not what is above them.
      oscillator.type = 'triangle';
      oscillator.frequency.value = tone;
      side.pan.value = pan;
      envelope.gain.setValueAtTime(0, from);
      envelope.gain.linearRampToValueAtTime(1, from + each / 8);
      envelope.gain.setValueAtTime(1, from + each / 2);
      envelope.gain.linearRampToValueAtTime(0, from + each);
      oscillator.connect(envelope).connect(side).connect(out);
      oscillator.start(from);
      oscillator.stop(from + each);
    }
    const length = each * tones.length + REST;
    this.#busy = setTimeout(() => {
      this.#busy = undefined;
      out.disconnect();
      this.hostUpdated();
    }, 1000 * length);
  }

  /** Silence, softly. */
  #hush() {
    clearTimeout(this.#busy);
    this.#busy = undefined;
    const out = this.#out;
    this.#out = null;
    if (!out || !this.#context) return;
    out.gain.setTargetAtTime(0, this.#context.currentTime, SOFT / 3);
    setTimeout(() => out.disconnect(), 1000 * 10 * SOFT);
  }
}

/**
 * What there is to hear of a figure.
 *
 * @typedef {object} Heard
 * @property {number} epoch - that is shown
 * @property {readonly number[]} values - of the lines then
 * @property {'logarithmic' | 'linear'} kind - of axis
 * @property {readonly [number, number]} range - of the axis
 * @property {boolean} isPlaying - whether other epochs follow by themselves
 */
/**
 * @typedef {HTMLElement & import('lit').ReactiveControllerHost & { heard: (() => Heard | null) | null }} SoundHost
 */
