/** One to four hidden layers side by side, under one Play: a view of the figure. */
import { html } from 'lit';
import { Visibility } from '../../../kit/visibility.js';
import { agreement } from '../../../run/digits-wish.js';
import { standingOfAll } from '../../../run/commentary.js';
import { strideOf } from '../../../run/pace.js';
import { validationImagesOf } from '../../../run/run-memory.js';
import { RunPictures } from '../../../run/run-pictures.js';
import { runOf } from '../../../run/run-state.js';
import { endingWords, smallerRate } from '../../../run/run-words.js';
import { RunsPlayed } from '../../../run/runs-played.js';
import { learningSpeedsWords } from '../words.js';
import { RunsKept } from '../../../run/runs-kept.js';
import { Comparison, kindOf } from './comparison.js';
import { DepthCard } from './depth-card.js';
import { CHAPTER_ACCURACIES } from '../../../run/chapter-accuracies.js';
import { depthsMeaning } from './depths-meaning.js';
import { isSameBesides, planOf } from './plan.js';
import { commonWords, comparisonWords as words, runTitle } from './words.js';

/** @import { Row } from '../../../run/run-history.js' */
/** @import { LearningSpeedsElement } from '../learning-speeds.js' */
/** @import { ComparedRun } from '../../../run/runs-together.js' */

/** Hidden layers of the deepest network; the chapter's table goes as far. */
const DEPTHS = 4;

/** The axis before any number is beyond it, so that it stands still as a rule. */
const RANGE = /** @type {const} */ ([1e-5, 1]);

/**
 * The runs, and what moves them: for `transport`, as a figure's `RunController`.
 * They begin when the figure comes near while this is its view, and anew when the
 * figure's settings change.
 *
 * @augments {RunsPlayed<Comparison>}
 */
export class DepthsView extends RunsPlayed {
  #host;
  #safe;
  /** @type {RunPictures<DepthCard>} */
  #pictures;
  #isNear = false;
  #isSeen = true;

  /** @param {LearningSpeedsElement} host - the figure */
  constructor(host) {
    const planned = () =>
      planOf('depth', runOf(host.shown), DEPTHS).map(({ state }) => state);
    const safe = new RunsKept({
      host,
      name: `${host.localName} depths`,
      planned,
      kinds: () => planned().map(() => kindOf(host.training.measuring)),
      isMoved: () => this.isPlaying || (this.history?.epoch ?? 0) > 0,
      goOn: (kept) => this.#start(true, kept),
      pace: () => this.pace,
    });
    const comparison = new Comparison(() => this.changed(), {
      keeper: safe,
      limit: DEPTHS,
      isEager: true,
    });
    super(comparison, host);
    this.#safe = safe;
    this.#host = host;
    this.#pictures = new RunPictures(host);
    new Visibility(
      {
        near: () => {
          this.#isNear = true;
          host.requestUpdate();
        },
        sight: (isSeen) => {
          this.#isSeen = isSeen;
          this.#settle();
        },
      },
      host,
    );
    host.addController(this);
  }

  /** @returns {boolean} whether there is nothing that could be moved */
  get isBlocked() {
    return this.phase === 'idle';
  }

  /** @returns {import('../../../run/pace.js').Pace} of the figure */
  get pace() {
    return this.#host.training.pace;
  }

  /** @returns {{ epochs: number, images: number }} of their settings */
  get shown() {
    return this.runs.base ?? this.#host.shown;
  }

  /** @returns {string} what is to be announced: the conclusion, once all are done */
  get announcement() {
    return this.phase === 'done' ? this.#sentences : '';
  }

  /** @returns {import('../../../run/commentary-rules.js').Standing} for what is said of them */
  get standing() {
    return standingOfAll(this, ({ value }) => runTitle('depth', value));
  }

  /** @returns {readonly DepthCard[]} one for each run */
  get cards() {
    return this.#pictures.all;
  }

  /** @returns {DepthReadings[]} the numbers shown, of each run that has some */
  get readings() {
    return this.runs.runs.flatMap((run) => {
      const row = this.rowOf(run);
      return row ? [{ hidden: [...run.state.hidden], ...row }] : [];
    });
  }

  /** @param {import('../../../run/pace.js').Pace} pace - of the figure from now on */
  keepPace(pace) {
    this.#host.training.keepPace(pace);
  }

  /**
   * Trains all to their last epoch; agrees to what that fetches.
   *
   * @override
   */
  play() {
    const { wish } = this.#host.training;
    if (wish) {
      agreement.isGiven = true;
      void wish.fetch();
    }
    super.play();
  }

  /**
   * Plays without an agreement: where digits are to be fetched after a question, only then.
   *
   * @param {import('../../../run/moment.js').Moment} moment
   * @override
   */
  openAt(moment) {
    if (moment.epoch === null) super.play();
    else super.openAt(moment);
  }

  /** @override */
  restart() {
    this.#start(false);
  }

  /** Trains all again with a smaller rate, since one has diverged. */
  slower() {
    const host = this.#host;
    host.state = { rate: smallerRate(this.runs.base?.rate ?? host.state.rate) };
    host.training.settle();
    this.#start(true);
  }

  /** Plays, pauses or runs again. */
  toggle() {
    const { phase } = this.runs;
    if (this.isPlaying) this.pause();
    else if (phase === 'over') this.#start(true);
    else this.play();
  }

  /** Begins, or begins anew, once it is near and its digits are there. */
  hostUpdated() {
    const { base } = this.runs;
    const { training, state } = this.#host;
    this.#settle();
    this.runs.pace = strideOf(this.pace);
    if (!this.#isNear || state.view !== 'depths') return;
    const isMissing = training.wish !== null && training.phase === 'idle';
    if (isMissing) return;
    if (base && isSameBesides('depth', base, runOf(this.#host.shown))) return;
    const goal = this.onceBegun;
    this.#start(this.isPlaying);
    if (goal) this.runs.resume(goal);
  }

  /** Ends the runs, unless the figure is merely moved. */
  hostDisconnected() {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.runs.cancel();
    });
  }

  /** @returns {unknown} a template: the four pictures, with their numbers */
  renderPicture() {
    const { measure } = this.#host.state;
    return html`<div class="depths" data-control="depths">
      <p class="ug-hint">
        ${words.depthsCaption(learningSpeedsWords.speed[measure])}
      </p>
      <div class="depth-cards">
        ${this.#pictures.all.map((card) =>
          card.render(this.rowOf(card.run), this.pointed !== null),
        )}
      </div>
    </div>`;
  }

  /** @returns {unknown} a template: what they come to, and the chapter's table */
  renderSentence() {
    const depths = [...CHAPTER_ACCURACIES.keys()];
    return html`<div class="depths-said">
      ${this.#safe.render()}
      <p class="run-meaning" data-control="meaning">${this.#sentences}</p>
      <table data-control="chapter-table">
        <caption>
          ${words.chapterCaption}
        </caption>
        <tbody>
          <tr>
            <th scope="row">${words.subjects.depth}</th>
            ${depths.map((depth) => html`<th scope="col">${depth}</th>`)}
          </tr>
          <tr>
            <th scope="row">${words.chapterAccuracy}</th>
            ${[...CHAPTER_ACCURACIES.values()].map((accuracy) => html`<td>${accuracy.toFixed(2)}</td>`)}
          </tr>
        </tbody>
      </table>
    </div>`;
  }

  /** @returns {unknown} a template: their settings in words */
  renderCommon() {
    const { base, subject } = this.runs;
    return base
      ? html`<p class="ug-hint">${commonWords(subject, base)}</p>`
      : '';
  }

  get #sentences() {
    const { runs, base } = this.runs;
    const rows = runs.flatMap((run) => this.rowOf(run) ?? []);
    const constants = runs[0]?.pooled.constants;
    if (!base || !constants || rows.length < runs.length) return '';
    const ended = runs.find(({ pooled }) => pooled.ending);
    return [
      ...(ended?.pooled.ending
        ? [
            `${runTitle('depth', ended.value)}: ${endingWords(ended.pooled.ending, ended.state)}`,
          ]
        : []),
      ...depthsMeaning({
        rows,
        images: validationImagesOf(base.images),
        constantCost: constants.constantCost,
      }),
    ].join(' ');
  }

  /**
   * @param {boolean} plays - whether they play at once
   * @param {readonly (import('../../../run/run-session.js').KeptRun | null)[]} [kept] -
   *   what each goes on from
   */
  #start(plays, kept) {
    const host = this.#host;
    const comparison = this.runs;
    const base = runOf(host.shown);
    this.forget();
    this.#safe.begun();
    comparison.start('depth', base, DEPTHS, host.training.measuring, {
      isWanted: plays,
      ...(kept && { kept }),
    });
    this.#safe.look();
    this.#pictures.show(
      comparison.runs.map(
        (run) =>
          new DepthCard(run, {
            host,
            measure: () => host.state.measure,
            range: () => {
              const [low = 1, high = 1] = this.#pictures.range ?? RANGE;
              return [Math.min(low, RANGE[0]), Math.max(high, RANGE[1])];
            },
            open: (opened) => this.#open(opened),
            retry: (failed) => comparison.retry(failed),
          }),
      ),
    );
  }

  /** @param {ComparedRun} run - to be shown alone, and played if it has been */
  #open({ state, history }) {
    const host = this.#host;
    host.state = { ...host.state, ...state, view: 'run' };
    if ((history?.rows ?? 0) > 1) host.play();
    void host.updateComplete.then(() => host.focusView());
  }

  /** @override */
  changed() {
    this.#host.readDepths();
    super.changed();
  }

  #settle() {
    this.runs.see(this.#isSeen && this.#host.state.view === 'depths');
  }
}

/** @typedef {Row & { hidden: number[] }} DepthReadings */
