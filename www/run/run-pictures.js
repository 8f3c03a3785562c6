/** @import { ReactiveController } from 'lit' */
/** @import { Figure } from '../kit/figure.js' */
/** @import { RunPicture } from './run-picture.js' */

/**
 * Milliseconds of a frame that drawing all pictures may take. Long runs of deep
 * networks are slow to draw, and a click on Pause must still get through.
 */
const FRAME_SHARE_MS = 8;

/**
 * The pictures of the runs of a comparison, all on one axis, which spans what any
 * of them needs.
 *
 * @template {RunPicture} Picture
 * @implements {ReactiveController}
 */
export class RunPictures {
  /** @type {readonly Picture[]} */
  all = [];
  /** @type {readonly [number, number] | null} What all axes span. */
  range = null;
  #host;
  /** @type {readonly Picture[]} Those that have no core yet. */
  #unbegun = [];
  /** Which picture is drawn next, and how many are drawn in a frame. */
  #turn = { next: 0, count: 1 };
  #updateStart = 0;

  /** @param {Figure<any, any, import('../core/core.js').CoreParts['training']>} host - the figure */
  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  /** @param {readonly Picture[]} pictures - in place of those before */
  show(pictures) {
    for (const picture of this.all) picture.free();
    this.range = null;
    this.#turn = { next: 0, count: 1 };
    this.all = pictures;
    this.#unbegun = pictures;
    this.#begin();
    // Added again, to be updated after the new pictures.
    this.#host.removeController(this);
    this.#host.addController(this);
  }

  /**
   * Passes new rows to as many pictures as a frame has time for, in turn, and to
   * the others in the frames after it.
   */
  hostUpdate() {
    this.#begin();
    this.#updateStart = performance.now();
    const { next, count } = this.#turn;
    const all = [...this.all.slice(next), ...this.all.slice(0, next)];
    const due = all.filter((picture) => picture.hasNewRows).slice(0, count);
    for (const picture of due) picture.takeRows();
    const last = due.at(-1);
    if (last) this.#turn.next = this.all.indexOf(last) + 1;
    const ranges = this.all.flatMap(({ ownRange }) => ownRange ?? []);
    this.range =
      ranges.length > 0 ? [Math.min(...ranges), Math.max(...ranges)] : null;
  }

  /** Settles how many pictures are drawn in the next frame. */
  hostUpdated() {
    const isSlow = performance.now() - this.#updateStart > FRAME_SHARE_MS;
    const { count } = this.#turn;
    const most = Math.max(1, this.all.length);
    this.#turn.count = isSlow
      ? Math.max(1, count >> 1)
      : Math.min(most, count + 1);
    if (this.all.some((picture) => picture.hasNewRows)) {
      this.#host.requestUpdate();
    }
  }

  /** Once the core is there, which may be after the first rows. */
  #begin() {
    const { loadedCore: core } = this.#host;
    if (!core) return;
    for (const picture of this.#unbegun) picture.begin(core);
    this.#unbegun = [];
  }
}
