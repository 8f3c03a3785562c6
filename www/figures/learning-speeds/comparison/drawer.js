/** Several runs next to each other: what to compare, the pictures, the numbers. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { buttonGroup } from '../../../kit/buttons.js';
import {
  downloadCsv,
  numbersAndFiles,
  numberTable,
} from '../../../kit/data-drawer.js';
import { Mismatch, choice, number } from '../../../kit/fields.js';
import { Visibility } from '../../../kit/visibility.js';
import { partsFor } from '../../../core/digits.js';
import { agreement, sizeOf } from '../../../run/digits-wish.js';
import { megabytes } from '../../../run/run-memory.js';
import { isSameRun } from '../../../run/run-state.js';
import { Comparison } from './comparison.js';
import { epochsOf, summaryOf, tableOf } from './comparison-numbers.js';
import {
  SUBJECTS,
  firstSeed,
  isCounted,
  isSameBesides,
  widthOf,
} from './plan.js';
import { RunCard } from './run-card.js';
import {
  commonWords,
  comparisonWords as words,
  progressWords,
} from './words.js';

/** @import { Figure } from '../../../kit/figure.js' */
/** @import { Measuring, RunState } from '../../../run/run-state.js' */
/** @import { Subject } from './plan.js' */
/** @typedef {import('../../../core/core.js').CoreParts['training']} Core */

const SUBJECT = choice(SUBJECTS, 'depth');
const COUNT = number({ min: 2, max: 8, integer: true, default: 4 });

/**
 * Milliseconds of a frame that drawing all pictures may take. Long runs of deep
 * networks are slow to draw, and a click on Pause must still get through.
 */
const FRAME_SHARE_MS = 8;

/** The content of the figure's drawer, which keeps a state of its own. */
export class ComparisonDrawer {
  #host;
  #run;
  #comparison = new Comparison(() => this.#host.requestUpdate());
  /** @type {Subject} */
  #subject = SUBJECT.default;
  #count = COUNT.default;
  /** @type {readonly RunCard[]} */
  #cards = [];
  /** @type {readonly [number, number] | null} What all axes span. */
  #range = null;
  /** Which card is drawn next, and how many are drawn in a frame. */
  #turn = { next: 0, count: 1 };
  #updateStart = 0;
  /** Runs move only while the drawer is open and in sight. */
  #isOpen = true;
  #isSeen = true;

  /**
   * @param {Figure<RunState, any, Core>} host - the figure
   * @param {{ measuring: Measuring }} run - at which epochs its run is measured
   */
  constructor(host, run) {
    this.#host = host;
    this.#run = run;
    new Visibility(
      {
        near: () => {},
        sight: (isSeen) => {
          this.#isSeen = isSeen;
          this.#settle();
        },
      },
      host,
    );
    host.addController(this);
    host.core.then(
      () => this.#begin(),
      // The figure reports the failure; the numbers appear without pictures.
      () => {},
    );
  }

  /** @param {boolean} isOpen - whether the drawer is */
  opened(isOpen) {
    this.#isOpen = isOpen;
    this.#settle();
  }

  /** Ends the runs, unless the figure is merely moved. */
  hostDisconnected() {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#comparison.cancel();
    });
  }

  /**
   * Passes new rows to as many pictures as a frame has time for, in turn, and to
   * the others in the frames after it.
   */
  hostUpdate() {
    this.#updateStart = performance.now();
    const { next, count } = this.#turn;
    const cards = [...this.#cards.slice(next), ...this.#cards.slice(0, next)];
    const due = cards.filter((card) => card.hasNewRows).slice(0, count);
    for (const card of due) card.takeRows();
    const last = due.at(-1);
    if (last) this.#turn.next = this.#cards.indexOf(last) + 1;
    // All pictures share one axis, which spans what any of them needs.
    const ranges = this.#cards.flatMap(({ ownRange }) => ownRange ?? []);
    this.#range =
      ranges.length > 0 ? [Math.min(...ranges), Math.max(...ranges)] : null;
  }

  /** Settles how many pictures are drawn in the next frame. */
  hostUpdated() {
    const isSlow = performance.now() - this.#updateStart > FRAME_SHARE_MS;
    const { count } = this.#turn;
    const most = Math.max(1, this.#cards.length);
    this.#turn.count = isSlow
      ? Math.max(1, count >> 1)
      : Math.min(most, count + 1);
    if (this.#cards.some((card) => card.hasNewRows)) this.#host.requestUpdate();
  }

  /** @returns {unknown} a template */
  render() {
    return html`<div class="ug-comparison">
      <div class="ug-comparison-controls">
        <p class="ug-hint">${words.intro}</p>
        <div class="ug-fields">${this.#renderFields()}</div>
        ${this.#renderButtons()}
        <p class="ug-comparison-status" role="status">${this.#progress}</p>
      </div>
      <div
        class="ug-comparison-results"
        ?hidden=${this.#comparison.phase === 'idle'}
      >
        ${this.#renderResults()}
      </div>
    </div>`;
  }

  /** @returns {unknown[]} templates: what to compare, and how many */
  #renderFields() {
    const { controls } = this.#host;
    return [
      controls.choice({
        id: 'compare-subject',
        control: 'compare-subject',
        label: words.subject,
        hint: this.#hint,
        field: SUBJECT,
        optionName: (/** @type {Subject} */ subject) => words.subjects[subject],
        value: this.#subject,
        change: (subject) => {
          this.#subject = subject;
        },
      }),
      isCounted(this.#subject)
        ? controls.slider({
            id: 'compare-count',
            control: 'compare-count',
            label: words.count,
            field: COUNT,
            value: this.#count,
            change: (count) => {
              const read = COUNT.read(count);
              if (read instanceof Mismatch) {
                throw new TypeError(words.countRefused(read.expected));
              }
              this.#count = read;
            },
          })
        : nothing,
    ];
  }

  /** @returns {string} which runs would be started */
  get #hint() {
    const { state } = this.#host;
    const count = this.#count;
    if (this.#subject === 'depth') {
      return words.depthHint(widthOf(state), count);
    }
    return this.#subject === 'seed'
      ? words.seedHint(firstSeed(state, count), count)
      : '';
  }

  /** @returns {unknown} a template: what moves the comparison */
  #renderButtons() {
    const { phase } = this.#comparison;
    const isMoving = phase === 'running' || phase === 'paused';
    const question = this.#question;
    const labels = {
      idle: question || words.start,
      over: question || words.startAgain,
      running: words.pause,
      paused: words.resume,
    };
    return buttonGroup({
      label: words.transport,
      buttons: [
        {
          control: 'compare-start',
          label: labels[phase],
          look: 'primary',
          onClick: () => this.#toggle(),
        },
        {
          control: 'compare-cancel',
          label: words.cancel,
          isDisabled: !isMoving,
          onClick: () => this.#comparison.cancel(),
        },
      ],
    });
  }

  /** @returns {string} what starting means where it fetches much; else '' */
  get #question() {
    const parts = partsFor(this.#host.state.images).slice(1);
    const isAgreed = agreement.isGiven || !parts.includes('all');
    return isAgreed ? '' : words.fetchAndStart(megabytes(sizeOf(parts)));
  }

  /** @returns {string} how all runs stand */
  get #progress() {
    const { runs, phase } = this.#comparison;
    const phases = runs.map((run) => run.phase);
    return runs.length > 0 ? progressWords(phases, phase === 'paused') : '';
  }

  /** @returns {unknown} a template: what the runs have come to */
  #renderResults() {
    const comparison = this.#comparison;
    const { base, subject, transport, phase } = comparison;
    if (base === null) return nothing;
    const { state } = this.#host;
    const isSame = isSameBesides(subject, base, state);
    const spread = this.#host.loadedCore?.spreadOfColumns ?? null;
    const table = tableOf(comparison, spread);
    /** @param {string} name @param {import('../../../kit/number-table.js').NumberTable} file */
    const save = (name, file) =>
      downloadCsv(`learning-speeds-${subject}-${name}`, file);
    return html`
      <p class="ug-hint">${commonWords(subject, base)} ${words.sharedAxes}</p>
      <p class="ug-hint" role="status">${isSame ? nothing : words.changed}</p>
      ${transport === 'page' ? html`<p class="ug-hint">${words.onePage}</p>` : nothing}
      <div class="ug-runs">
        ${repeat(
          this.#cards,
          ({ run }) => run,
          (card) =>
            card.render({
              isPaused: phase === 'paused',
              isChosen: isSameRun(card.run.state, state),
            }),
        )}
      </div>
      <div class="ug-comparison-numbers ${table.hasSpread ? 'has-spread' : ''}">
        ${numbersAndFiles({
          label: words.numbers,
          control: 'comparison-table',
          numbers: numberTable(table),
          files: {
            label: words.downloads,
            buttons: [
              {
                control: 'download-comparison',
                label: words.downloadNumbers,
                onClick: () => save('runs', summaryOf(comparison, spread)),
              },
              {
                control: 'download-comparison-epochs',
                label: words.downloadEpochs,
                onClick: () => save('epochs', epochsOf(comparison)),
              },
            ],
          },
        })}
      </div>
    `;
  }

  #toggle() {
    const comparison = this.#comparison;
    if (comparison.phase === 'running') comparison.pause();
    else if (comparison.phase === 'paused') comparison.resume();
    else this.#start();
  }

  /** Begins, in place of the comparison before. */
  #start() {
    const { state } = this.#host;
    if (this.#question !== '') agreement.isGiven = true;
    const subject = this.#subject;
    const comparison = this.#comparison;
    comparison.start(subject, state, this.#count, this.#run.measuring);
    for (const card of this.#cards) card.free();
    this.#range = null;
    this.#turn = { next: 0, count: 1 };
    this.#cards = comparison.runs.map(
      (run) =>
        new RunCard(run, {
          host: this.#host,
          subject,
          range: () => this.#range,
          choose: (chosen) => {
            this.#host.state = chosen.state;
          },
          retry: (failed) => comparison.retry(failed),
        }),
    );
    this.#begin();
    // Added again, to be updated after the new pictures.
    this.#host.removeController(this);
    this.#host.addController(this);
  }

  #begin() {
    const { loadedCore: core } = this.#host;
    if (core) for (const card of this.#cards) card.begin(core);
  }

  #settle() {
    this.#comparison.see(this.#isOpen && this.#isSeen);
  }
}
