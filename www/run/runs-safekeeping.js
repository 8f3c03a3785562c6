/**
 * Keeps the runs of a pool safe, each by itself: takes it up where its worker dies, and
 * offers those that were broken off with their page.
 */
import { html, nothing } from 'lit';
import { countText } from '../kit/numbers.js';
import { agoText } from './ago.js';
import { checkpointStore } from './checkpoint-store.js';
import { Checkpoints } from './checkpoints.js';
import { fingerprintOf } from './fingerprint.js';
import { HeldRun, freeRuns } from './held-run.js';
import { focusPlay, keptOffer, keptWords as words } from './kept-offer.js';
import { keptOf } from './kept-run.js';
import { outlook } from './pace.js';
import { RunHistory } from './run-history.js';
import { readRun, writeRun } from './saved-run.js';

/** @import { Mark } from './checkpoint-store.js' */
/** @import { Pace } from './pace.js' */
/** @import { TrainingSpec } from './protocol.js' */
/** @import { PooledRun, RunKeeper } from './run-pool.js' */
/** @import { KeptRun, RunSession } from './run-session.js' */

/** With fewer seconds to come a run is not worth a checkpoint. */
const SHORT_SECONDS = 3;

/** What the core says of bytes from which it cannot go on. */
const REFUSALS = new Set(['data', 'setting', 'shape']);

/**
 * @param {string} ago
 * @param {number} found - runs
 * @param {number} all - runs of the figure
 * @param {number} epoch - of the one that is farthest
 */
function offerText(ago, found, all, epoch) {
  return `Of the ${countText(all)} runs with these settings, ${countText(found)} of ${ago} ${found === 1 ? 'is' : 'are'} kept, up to epoch ${countText(epoch)}.`;
}

/** @implements {RunKeeper} */
export class RunsSafekeeping {
  #runs;
  #group = crypto.randomUUID();
  /** @type {Map<string, HeldRun>} By group. */
  #held = new Map();
  /** @type {Map<PooledRun, SafeRun>} */
  #safe = new Map();
  /** @type {WeakMap<KeptRun, Mark>} What was gone on with. */
  #continued = new WeakMap();
  /** @type {(Mark | null)[] | null} For each of the figure's runs what is offered. */
  #offered = null;
  #said = '';

  /** @param {SafeRuns} runs - of a figure */
  constructor(runs) {
    this.#runs = runs;
    void this.look();
  }

  /** @type {RunKeeper['measured']} */
  measured(session, run) {
    if (this.#offered && this.#runs.isMoved()) {
      this.#offered = null;
      this.#show();
    }
    const { checkpoints } = this.#of(session, run);
    const { epochs, images } = run.spec;
    const perSecond = session.imagesPerSecond / images;
    const pace = this.#runs.pace?.() ?? 'fast';
    const epoch = session.history?.epoch ?? 0;
    const view = outlook({ epoch, epochs, perSecond, pace });
    if (checkpoints.last || view.secondsLeft > SHORT_SECONDS) {
      void checkpoints.heard();
    }
  }

  /** @type {RunKeeper['settled']} */
  settled(session, run) {
    const { checkpoints } = this.#of(session, run);
    if (checkpoints.last) void checkpoints.heard(true);
  }

  /** @type {RunKeeper['ended']} */
  ended(session, run) {
    const one = this.#of(session, run);
    const { last } = one.checkpoints;
    if (!this.#runs.keepsEnded) {
      one.checkpoints.forget();
      one.isOver = true;
      const all = [...this.#safe.values()];
      const isWhole = all.length >= this.#runs.planned().length;
      if (isWhole && all.every(({ isOver }) => isOver)) this.discard();
      return undefined;
    }
    // One that ended early comes to that end again from its last checkpoint.
    const isThere = last?.epoch === session.history?.epoch;
    const isTaken = session.ending !== null || isThere;
    return isTaken ? undefined : this.#keepEnd(session, one);
  }

  /** @param {RunSession} session @param {SafeRun} one - at its end */
  async #keepEnd(session, one) {
    try {
      const run = await keptOf(session);
      one.checkpoints.forget();
      if (run) void this.#store(one, run);
    } catch {
      // The run has failed after all, which is told elsewhere.
    }
  }

  /** @type {RunKeeper['failed']} */
  failed(session, run, failure) {
    const one = this.#of(session, run);
    const { last, mayResume } = one.checkpoints;
    if (failure.fatal && last && mayResume) {
      const lost = (session.history?.epoch ?? last.epoch) - last.epoch;
      one.checkpoints.resumed(last);
      session.configure(run.spec, { ...run.extras, kept: last.kept });
      this.#say(words.resumed(last.epoch, Math.max(0, lost)));
      return true;
    }
    const { kept, ...extras } = run.extras;
    if (!kept) return false;
    run.extras = extras;
    one.checkpoints.forget();
    if (!failure.fatal && !REFUSALS.has(failure.code)) return false;
    this.#remove(one.id);
    this.#say(words.damaged);
    session.configure(run.spec, extras);
    return true;
  }

  /** The figure begins its runs anew. */
  begun() {
    this.#safe.clear();
    this.#said = '';
    this.#offered = null;
    this.#release();
    this.#group = crypto.randomUUID();
  }

  /** The figure has gone. */
  leave() {
    this.#safe.clear();
    this.#release();
  }

  /** Removes what is kept of the figure's present runs. */
  discard() {
    for (const { id } of this.#safe.values()) this.#remove(id);
    this.#safe.clear();
    this.#release();
  }

  /** @returns {unknown} a template: what is offered or said */
  render() {
    const offered = this.#offered;
    if (offered) {
      const marks = offered.filter((mark) => mark !== null);
      const at = Math.max(...marks.map((mark) => mark.at));
      const epoch = Math.max(...marks.map((mark) => mark.epoch));
      const ago = agoText(Date.now() - at);
      return keptOffer({
        text: offerText(ago, marks.length, offered.length, epoch),
        goOn: () => void this.#continue(offered),
        discard: () => {
          for (const { id } of marks) this.#remove(id);
          this.#offered = null;
          this.#show();
          focusPlay(this.#runs.host);
        },
      });
    }
    if (this.#said === '') return nothing;
    return html`<p class="ug-hint" role="status">${this.#said}</p>`;
  }

  /** Offers runs that were broken off, if there are any. */
  async look() {
    const { planned, kinds, isMoved } = this.#runs;
    try {
      const marks = await checkpointStore.list();
      const isFree = await freeRuns();
      const own = marks.filter(
        ({ id, figure, group = id }) => figure === this.#name && isFree(group),
      );
      const found = planned().map((spec, index) => {
        const key = keyOf(spec, kinds?.()[index]);
        return own.find(({ settings }) => settings === key) ?? null;
      });
      const isOffered = !isMoved() && found.some((mark) => mark !== null);
      if (!isOffered && !this.#offered) return;
      this.#offered = isOffered ? found : null;
      this.#show();
    } catch {
      // Nothing was kept where nothing can be.
    }
  }

  /** @param {readonly (Mark | null)[]} marks - of the planned runs */
  async #continue(marks) {
    const { host, planned, goOn, isMoved } = this.#runs;
    const specs = planned();
    /** @type {Map<Mark, KeptRun>} */
    const known = new Map();
    this.#offered = null;
    let isDamaged = false;
    for (const [index, mark] of marks.entries()) {
      const spec = specs[index];
      if (!mark || !spec || known.has(mark)) continue;
      try {
        const kept = await this.#read(mark, spec);
        known.set(mark, kept);
      } catch {
        isDamaged = true;
        this.#remove(mark.id);
      }
    }
    const isOther = planned().some(
      (spec, index) => keyOf(spec) !== keyOf(specs[index] ?? spec),
    );
    // Something else was asked of them meanwhile.
    if (isMoved() || isOther) return;
    const kept = marks.map((mark) => (mark && known.get(mark)) ?? null);
    goOn(kept);
    for (const [mark, run] of known) {
      this.#continued.set(run, mark);
      this.#hold(mark.group ?? mark.id);
    }
    this.#say(isDamaged ? words.damaged : '');
    focusPlay(host);
  }

  /** @param {Mark} mark @param {TrainingSpec} spec - that its run is to be of */
  async #read({ id }, spec) {
    const file = await checkpointStore.get(id);
    if (!(file instanceof Uint8Array)) throw new TypeError(words.damaged);
    const { header, kept } = await readRun(file, this.#name);
    if (keyOf(header.state) !== keyOf(spec) || kept.epoch > spec.epochs) {
      throw new TypeError(words.damaged);
    }
    return kept;
  }

  /** @param {RunSession} session @param {PooledRun} run @returns {SafeRun} */
  #of(session, run) {
    const known = this.#safe.get(run);
    if (known) return known;
    const { kept } = run.extras;
    const mark = kept && this.#continued.get(kept);
    const { id = crypto.randomUUID(), group = this.#group } = mark ?? {};
    /** @type {SafeRun} */
    const one = {
      ...{ id, group, spec: run.spec, isOver: false },
      key: keyOf(run.spec, run.extras.kind),
      checkpoints: new Checkpoints(session, (taken) =>
        this.#store(one, taken.kept),
      ),
    };
    if (kept) one.checkpoints.resumed({ id, epoch: kept.epoch, kept });
    this.#safe.set(run, one);
    return one;
  }

  /** @param {SafeRun} one @param {KeptRun} kept - what there is of it */
  async #store({ id, group, spec, key: settings }, kept) {
    const figure = this.#name;
    try {
      const history = new RunHistory(spec.hidden.length);
      const { epochs, values, weightSpeeds } = kept.rows;
      history.append(epochs, values, weightSpeeds);
      const fingerprint = fingerprintOf(history.row(kept.epoch));
      const header = { figure, state: spec, measuring: 'every', link: '' };
      const [{ epoch }, at] = [kept, Date.now()];
      this.#hold(group);
      await checkpointStore.put(
        { id, group, figure, settings, epoch, at },
        writeRun({ header: { ...header, fingerprint }, kept }),
      );
      // There may be room again.
      if (this.#said === words.unkept) this.#say('');
    } catch {
      this.#say(words.unkept);
    }
  }

  get #name() {
    return this.#runs.name ?? this.#runs.host.localName;
  }

  /** @param {string} group - of runs that this page has */
  #hold(group) {
    const held = this.#held.get(group) ?? new HeldRun();
    this.#held.set(group, held);
    void held.hold(group);
  }

  #release() {
    for (const held of this.#held.values()) held.release();
    this.#held.clear();
  }

  /** @param {string} id */
  #remove(id) {
    checkpointStore.remove(id).catch(() => {});
  }

  /** @param {string} said */
  #say(said) {
    this.#said = said;
    this.#show();
  }

  #show() {
    this.#runs.host.requestUpdate();
  }
}

/** @param {TrainingSpec} spec @param {string} [kind] - as of `RunExtras` @returns {string} the same for the same run */
function keyOf(spec, kind = '') {
  const settings = Object.entries(spec).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return JSON.stringify(kind === '' ? settings : [...settings, kind]);
}

/**
 * A run of a pool that is kept.
 *
 * @typedef {object} SafeRun
 * @property {string} id - of its record
 * @property {string} group - see `Mark`
 * @property {TrainingSpec} spec - its settings
 * @property {string} key - of all that it must have in common with what it goes on from
 * @property {boolean} isOver - whether it has ended
 * @property {Checkpoints} checkpoints
 */

/**
 * The runs of a figure, as far as they are to be kept.
 *
 * @typedef {object} SafeRuns
 * @property {HTMLElement & import('lit').ReactiveControllerHost} host - the figure
 * @property {string} [name] - that they are kept by; the figure's if left out
 * @property {() => readonly TrainingSpec[]} planned - those of its present settings
 * @property {() => readonly string[]} [kinds] - of each of them, as of `RunExtras`
 * @property {() => boolean} isMoved - whether any of them has begun
 * @property {(kept: readonly (KeptRun | null)[]) => void} goOn - begins them, each from
 *   what is kept of it
 * @property {() => Pace} [pace] - at which they play; as fast as they can if left out
 * @property {boolean} [keepsEnded] - whether what has ended is kept as well
 */
