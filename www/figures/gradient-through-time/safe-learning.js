/**
 * Keeps the training safe where its page goes: offers one that was broken off. Where its
 * worker dies nothing is lost, since another makes the stretch again. Loaded once it takes
 * long, or where a run was kept.
 */
import { html, nothing } from 'lit';
import { agoText } from '../../run/ago.js';
import { checkpointStore } from '../../run/checkpoint-store.js';
import { EVERY_MS } from '../../run/checkpoints.js';
import { HeldRun, freeRuns } from '../../run/held-run.js';
import {
  focusPlay,
  keptOffer,
  keptWords as words,
} from '../../run/kept-offer.js';
import { readLearning, writeLearning } from './learning-file.js';
import { isOver } from './learning.js';
import { timeWords } from './words.js';

/** @import { Mark } from '../../run/checkpoint-store.js' */
/** @import { Learning, Run } from './learning.js' */

/** Of one figure. */
export class SafeLearning {
  #host;
  #learning;
  /** @type {Map<symbol, Kept>} What is kept of runs of this page. */
  #kept = new Map();
  /** @type {Mark | null} */
  #offered = null;
  #looked = '';
  #said = '';

  /** @param {import('lit').LitElement} host - the figure @param {() => Learning | undefined} learning - of it */
  constructor(host, learning) {
    this.#host = host;
    this.#learning = learning;
    this.look();
  }

  /** The training goes on, has stopped, or is one of other settings. */
  heard() {
    const learning = this.#learning();
    if (!learning) return;
    const { run, isPlaying } = learning;
    for (const [id, kept] of this.#kept) {
      if (learning.runs.every((one) => one.id !== id)) this.#forget(id, kept);
    }
    if (run.steps === 0) return this.look();
    const kept = this.#kept.get(run.id);
    if (isOver(run)) {
      if (!kept) return;
      this.#forget(run.id, kept);
      checkpointStore.remove(kept.id).catch(() => {});
    } else if (!kept || kept.steps < run.steps) {
      const now = performance.now();
      if (isPlaying && now < (kept?.nextAt ?? 0)) return;
      const id = kept?.id ?? crypto.randomUUID();
      const held = kept?.held ?? new HeldRun();
      const { steps } = run;
      this.#kept.set(run.id, { id, held, steps, nextAt: now + EVERY_MS });
      void held.hold(id);
      void this.#store(id, run);
    }
  }

  /** The figure has gone. */
  leave() {
    for (const { held } of this.#kept.values()) held.release();
    this.#kept.clear();
    this.#looked = '';
  }

  /** @returns {unknown} a template: what is offered or said */
  render() {
    const mark = this.#offered;
    const run = this.#learning()?.run;
    if (mark && run?.steps === 0 && run.training === mark.settings) {
      const ago = agoText(Date.now() - mark.at);
      return keptOffer({
        text: timeWords.brokenOff(ago, mark.epoch),
        goOn: () => void this.#continue(mark),
        discard: () => {
          this.#drop(mark);
          focusPlay(this.#host);
        },
      });
    }
    if (this.#said === '') return nothing;
    return html`<p class="ug-hint" role="status">${this.#said}</p>`;
  }

  /** Offers a training of the present settings that was broken off, if there is one. */
  look() {
    const training = this.#learning()?.run.training ?? '';
    if (training === this.#looked) return;
    this.#looked = training;
    void this.#look(training);
  }

  /** @param {string} training - its settings */
  async #look(training) {
    try {
      const marks = await checkpointStore.list();
      const isFree = await freeRuns();
      const found = marks.find(
        ({ id, figure, settings }) =>
          figure === this.#host.localName &&
          settings === training &&
          isFree(id),
      );
      if (this.#looked !== training) return;
      this.#offered = found ?? null;
      this.#host.requestUpdate();
    } catch {
      // Nothing was kept where nothing can be.
    }
  }

  /** @param {Mark} mark */
  async #continue(mark) {
    const { id, settings } = mark;
    try {
      const found = readLearning(await checkpointStore.get(id));
      const learning = this.#learning();
      if (learning?.run.training !== settings || learning.run.steps > 0) return;
      const held = new HeldRun();
      void held.hold(id);
      const { run } = learning.takeUp(found);
      this.#kept.set(run.id, { id, held, steps: run.steps, nextAt: 0 });
      this.#offered = null;
      this.#say('');
      learning.play();
    } catch {
      this.#drop(mark);
      this.#say(words.damaged);
    }
    focusPlay(this.#host);
  }

  /** @param {string} id @param {Run} run */
  async #store(id, run) {
    const figure = this.#host.localName;
    const { training: settings, steps: epoch } = run;
    try {
      await checkpointStore.put(
        { id, figure, settings, epoch, at: Date.now() },
        writeLearning(run),
      );
      // There may be room again.
      if (this.#said === words.unkept) this.#say('');
    } catch {
      this.#say(words.unkept);
    }
  }

  /** @param {Mark} mark - that nobody wants */
  #drop({ id }) {
    checkpointStore.remove(id).catch(() => {});
    this.#offered = null;
    this.#host.requestUpdate();
  }

  /** @param {symbol} run @param {Kept} kept - of it, which may be offered again */
  #forget(run, { held }) {
    held.release();
    this.#kept.delete(run);
    this.#looked = '';
  }

  /** @param {string} said */
  #say(said) {
    this.#said = said;
    this.#host.requestUpdate();
  }
}

/**
 * @typedef {object} Kept
 * @property {string} id - of its record
 * @property {HeldRun} held
 * @property {number} steps - that are kept
 * @property {number} nextAt - when more of it is due, as of `performance.now`
 */
