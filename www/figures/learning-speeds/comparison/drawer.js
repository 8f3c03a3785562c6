/** Several runs next to each other: what to compare, the pictures, the numbers. */
import { html, nothing } from 'lit';
import { repeat } from '../../../kit/repeat.js';
import { buttonGroup } from '../../../kit/buttons.js';
import { Mismatch, choice, number } from '../../../kit/fields.js';
import { Visibility } from '../../../kit/visibility.js';
import { partsFor } from '../../../core/digits.js';
import { agreement, sizeOf } from '../../../run/digits-wish.js';
import { megabytes } from '../../../run/run-memory.js';
import { RunPictures } from '../../../run/run-pictures.js';
import { isSameRun } from '../../../run/run-state.js';
import { RunsKept } from '../../../run/runs-kept.js';
import { Comparison, kindOf } from './comparison.js';
import { comparedNumbers } from './compared-numbers.js';
import { tableOf } from './comparison-numbers.js';
import {
  SUBJECTS,
  firstSeed,
  isCounted,
  isSameBesides,
  planOf,
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

/** The content of the figure's drawer, which keeps a state of its own. */
export class ComparisonDrawer {
  #host;
  #run;
  #comparison;
  #safe;
  /** @type {Subject} */
  #subject = SUBJECT.default;
  #count = COUNT.default;
  /** @type {RunPictures<RunCard>} */
  #pictures;
  /** Runs move only while the drawer is open and in sight. */
  #isOpen = true;
  #isSeen = true;
  /** @type {RunState | undefined} Whose runs were looked for. */
  #seen;

  /**
   * @param {Figure<RunState, any, Core>} host - the figure
   * @param {{ measuring: Measuring }} run - at which epochs its run is measured
   */
  constructor(host, run) {
    this.#host = host;
    this.#run = run;
    this.#safe = new RunsKept({
      host,
      name: `${host.localName} compared`,
      planned: () => this.#planned,
      kinds: () => this.#planned.map(() => kindOf(run.measuring)),
      isMoved: () => this.#comparison.phase !== 'idle',
      goOn: (kept) => this.#start(kept),
      keepsEnded: true,
    });
    this.#comparison = new Comparison(() => host.requestUpdate(), {
      keeper: this.#safe,
    });
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
    this.#pictures = new RunPictures(host);
    host.addController(this);
  }

  /** @param {boolean} isOpen - whether the drawer is */
  opened(isOpen) {
    this.#isOpen = isOpen;
    this.#settle();
  }

  /** Of other settings other runs may be kept. */
  hostUpdated() {
    const { state } = this.#host;
    if (state !== this.#seen) this.#safe.look();
    this.#seen = state;
  }

  /** Ends the runs, unless the figure is merely moved. */
  hostDisconnected() {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#comparison.cancel();
    });
  }

  /** @returns {unknown} a template */
  render() {
    return html`<div class="ug-comparison">
      <div class="ug-comparison-controls">
        <p class="ug-hint">${words.intro}</p>
        <div class="ug-fields">${this.#renderFields()}</div>
        ${this.#renderButtons()} ${this.#safe.render()}
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
          this.#safe.look();
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
              this.#safe.look();
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
    return html`
      <p class="ug-hint">${commonWords(subject, base)} ${words.sharedAxes}</p>
      <p class="ug-hint" role="status">${isSame ? nothing : words.changed}</p>
      ${transport === 'page' ? html`<p class="ug-hint">${words.onePage}</p>` : nothing}
      <div class="ug-runs">
        ${repeat(
          this.#pictures.all,
          ({ run }) => run,
          (card) =>
            card.render({
              isPaused: phase === 'paused',
              isChosen: isSameRun(card.run.state, state),
            }),
        )}
      </div>
      <div class="ug-comparison-numbers ${table.hasSpread ? 'has-spread' : ''}">
        ${comparedNumbers(comparison, table, spread)}
      </div>
    `;
  }

  #toggle() {
    const comparison = this.#comparison;
    if (comparison.phase === 'running') comparison.pause();
    else if (comparison.phase === 'paused') comparison.resume();
    else this.#start();
  }

  /** @returns {RunState[]} the runs that would be started */
  get #planned() {
    const { state } = this.#host;
    return planOf(this.#subject, state, this.#count).map((run) => run.state);
  }

  /**
   * Begins, in place of the comparison before.
   *
   * @param {readonly (import('../../../run/run-session.js').KeptRun | null)[]} [kept] -
   *   what each goes on from
   */
  #start(kept = []) {
    const { state } = this.#host;
    if (this.#question !== '') agreement.isGiven = true;
    const subject = this.#subject;
    const comparison = this.#comparison;
    this.#safe.begun();
    comparison.start(subject, state, this.#count, this.#run.measuring, {
      kept,
    });
    const pictures = this.#pictures;
    pictures.show(
      comparison.runs.map(
        (run) =>
          new RunCard(run, {
            host: this.#host,
            subject,
            range: () => pictures.range,
            choose: (chosen) => {
              this.#host.state = chosen.state;
            },
            retry: (failed) => comparison.retry(failed),
          }),
      ),
    );
  }

  #settle() {
    this.#comparison.see(this.#isOpen && this.#isSeen);
  }
}
