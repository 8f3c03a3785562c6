/**
 * Keeps the run of a figure safe: takes it up where its worker dies, and offers one that
 * was broken off with its page. Loaded once a run takes long, or where one was kept.
 */
import { html, nothing } from 'lit';
import { countText } from '../kit/numbers.js';
import { agoText } from './ago.js';
import { checkpointStore } from './checkpoint-store.js';
import { Checkpoints } from './checkpoints.js';
import { HeldRun, freeRuns } from './held-run.js';
import { focusPlay, keptOffer, keptWords as words } from './kept-offer.js';
import { outlook } from './pace.js';
import { measuringField, runOf } from './run-state.js';
import { writeRun } from './saved-run.js';
import { headerOf, readFor } from './saved-runs.js';

/** @import { Checkpoint } from './checkpoints.js' */
/** @import { Mark } from './checkpoint-store.js' */
/** @import { RunSession } from './run-session.js' */
/** @import { TrainingFigure } from './training-figure.js' */

/** With fewer seconds to come a run is not worth a checkpoint. */
const SHORT_SECONDS = 3;

const offerText = (/** @type {string} */ ago, /** @type {number} */ epoch) =>
  `The run of ${ago} with these settings was broken off at epoch ${countText(epoch)}.`;

/** @type {WeakMap<RunSession, Kept>} */
const kept = new WeakMap();

/** What is kept of a run, by one of the figures that show it, and then by another. */
class Kept {
  held = new HeldRun();
  checkpoints;
  isResuming = false;

  /** @param {RunSession} session @param {Safekeeping} keeper - the figure that keeps it */
  constructor(session, keeper) {
    this.keeper = keeper;
    this.checkpoints = new Checkpoints(session, (one) =>
      this.keeper.store(one),
    );
  }
}

/** Of one figure. */
export class Safekeeping {
  #figure;
  /** @type {Mark | null} The run that is offered. */
  #offered = null;
  #said = '';

  /** @param {TrainingFigure<any, any>} figure - the host */
  constructor(figure) {
    this.#figure = figure;
    figure.addController(this);
    void this.#look();
  }

  /** The run has ended if this was its last figure. */
  hostDisconnected() {
    const { session } = this.#figure.training;
    // After the figure has left it.
    queueMicrotask(() => {
      if (session.phase === 'idle') kept.get(session)?.held.release();
    });
  }

  /** @returns {Checkpoint | null} the last of the run, dead or alive */
  get last() {
    return this.#kept.checkpoints.last;
  }

  get #kept() {
    const { session } = this.#figure.training;
    const found = kept.get(session) ?? new Kept(session, this);
    kept.set(session, found);
    // Where the figure that kept it has gone, another of the same run does.
    if (!found.keeper.#figure.isConnected) found.keeper = this;
    return found;
  }

  get #isKeeper() {
    return this.#kept.keeper === this;
  }

  /** There are more rows. */
  measured() {
    const { training } = this.#figure;
    const { session, history, pace, shown, isMoved } = training;
    const epoch = history?.epoch ?? 0;
    if (isMoved && this.#offered && !this.#kept.isResuming) {
      this.#offered = null;
      this.#show();
    }
    if (!this.#isKeeper || training.wish) return;
    const perSecond = session.imagesPerSecond / shown.images;
    const { epochs } = shown;
    const view = outlook({ epoch, epochs, perSecond, pace });
    if (this.last || view.secondsLeft > SHORT_SECONDS) {
      void this.#kept.checkpoints.heard();
    }
  }

  /** The run has come to rest. */
  settled() {
    const { last } = this;
    if (!this.#isKeeper || !last) return;
    const { checkpoints, held } = this.#kept;
    if (this.#figure.training.phase !== 'done') {
      return void checkpoints.heard(true);
    }
    checkpoints.forget();
    held.release();
    checkpointStore.remove(last.id).catch(() => {});
  }

  /** Another run is to begin. */
  begun() {
    const { isResuming, checkpoints, held } = this.#kept;
    if (isResuming) return;
    if (this.#isKeeper) {
      checkpoints.forget();
      held.release();
    }
    this.#said = '';
    this.#offered = null;
    void this.#look();
  }

  /** The worker has died. */
  failed() {
    const { last } = this;
    if (!last || !this.#isKeeper) return;
    if (!this.#kept.checkpoints.mayResume) return;
    const { session } = this.#figure.training;
    const goal = session.brokenOff;
    const lost = (session.history?.epoch ?? last.epoch) - last.epoch;
    // All figures of the run are to hear of the failure before.
    queueMicrotask(() => {
      if (session.phase !== 'failed') return;
      this.#resume(last, this.#settings, goal);
      this.#say(words.resumed(last.epoch, lost));
    });
  }

  /** @returns {unknown} a template: what is offered or said */
  render() {
    const offered = this.#offered;
    if (offered) {
      const ago = agoText(Date.now() - offered.at);
      return keptOffer({
        text: offerText(ago, offered.epoch),
        goOn: () => void this.#continue(offered),
        discard: () => this.#discard(offered),
      });
    }
    if (this.#said === '') return nothing;
    return html`<p class="ug-hint" role="status">${this.#said}</p>`;
  }

  get #settings() {
    const { training } = this.#figure;
    return { settings: training.shown, measuring: training.measuring };
  }

  /** @returns {string} what a run that is offered must be of */
  get #key() {
    const { settings, measuring } = this.#settings;
    return JSON.stringify([
      Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1)),
      measuringField.write(measuring),
    ]);
  }

  /**
   * @param {Checkpoint} checkpoint - to go on with
   * @param {{ settings: import('./run-state.js').RunState,
   *   measuring: import('./run-state.js').Measuring }} of - its run
   * @param {import('./run-session.js').Goal | null} goal - to play to; null to rest
   */
  #resume(checkpoint, { settings, measuring }, goal) {
    const { training } = this.#figure;
    const own = this.#kept;
    own.keeper = this;
    own.checkpoints.resumed(checkpoint);
    own.isResuming = true;
    training.restore(settings, measuring, checkpoint.kept);
    own.isResuming = false;
    if (goal) training.session.play(goal);
  }

  /** @param {Checkpoint} checkpoint - to be kept beyond the page */
  async store({ id, epoch, kept: run }) {
    const figure = this.#figure;
    try {
      const header = headerOf(figure, run);
      const [settings, at] = [this.#key, Date.now()];
      void this.#kept.held.hold(id);
      await checkpointStore.put(
        { id, figure: figure.localName, settings, epoch, at },
        writeRun({ header, kept: run }),
      );
      // There may be room again.
      if (this.#said === words.unkept) this.#say('');
    } catch {
      this.#say(words.unkept);
    }
  }

  /** Offers a run that was broken off, if there is one. */
  async #look() {
    const { localName } = this.#figure;
    try {
      const marks = await checkpointStore.list();
      const isFree = await freeRuns();
      const key = this.#key;
      const found = marks.find(
        ({ id, figure, settings }) =>
          figure === localName && settings === key && isFree(id),
      );
      if (!found || this.#figure.training.isMoved) return;
      this.#offered = found;
      this.#show();
    } catch {
      // Nothing was kept where nothing can be.
    }
  }

  /** @param {Mark} mark */
  async #continue(mark) {
    const { id } = mark;
    const figure = this.#figure;
    const { session } = figure.training;
    try {
      const file = await checkpointStore.get(id);
      if (!file) throw new Error(words.damaged);
      const { state, measuring, kept: run } = await readFor(figure, file);
      const settings = runOf(state);
      if (!(await session.fits(settings, run.snapshot))) return;
      // Something else was asked of the run meanwhile.
      if (this.#offered !== mark || figure.training.isMoved) return;
      this.#offered = null;
      const goal = { epoch: Infinity, isHurried: false };
      const checkpoint = { id, epoch: run.epoch, kept: run };
      this.#resume(checkpoint, { settings, measuring }, goal);
      void this.#kept.held.hold(id);
      this.#show();
      focusPlay(figure);
    } catch {
      checkpointStore.remove(id).catch(() => {});
      this.#offered = null;
      this.#say(words.damaged);
    }
  }

  /** @param {Mark} mark */
  #discard({ id }) {
    checkpointStore.remove(id).catch(() => {});
    this.#offered = null;
    this.#show();
    focusPlay(this.#figure);
  }

  /** @param {string} said */
  #say(said) {
    this.#said = said;
    this.#show();
  }

  #show() {
    this.#figure.requestUpdate();
  }
}
