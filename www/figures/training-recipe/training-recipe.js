import { html, nothing, unsafeCSS } from 'lit';
import { loadDigits } from '../../core/digits.js';
import { wordsOf } from '../../core/core-error.js';
import { Announcement } from '../../kit/announcement.js';
import { button } from '../../kit/buttons.js';
import { Drawer } from '../../kit/drawer.js';
import { dataWords } from '../../kit/figure-words.js';
import { Figure } from '../../kit/figure.js';
import { share } from '../../kit/numbers.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { RoomController } from '../../kit/room-controller.js';
import { siteAddress } from '../../kit/site-address.js';
import { stage } from '../../kit/stage.js';
import { Visibility } from '../../kit/visibility.js';
import { Commentary } from '../../run/commentary.js';
import { checkOfAll, fingerprintOfAll } from '../../run/fingerprint.js';
import { failureWords } from '../../run/run-words.js';
import { RunsKept } from '../../run/runs-kept.js';
import { figureNamed } from '../index.js';
import { countsOf, findingOf, layersOf } from './findings.js';
import { Gallery } from './gallery.js';
import { PICTURES } from './pictures.js';
import { planOf } from './plans.js';
import { linksOf, settingsFound } from './results.js';
import { failedSentences, recipeSentence } from './sentences.js';
import { CHECKS, trainingRecipeSchema } from './state.js';
import {
  countsTable,
  plainTable,
  seedTable,
  shapesTable,
  tableOf,
} from './tables.js';
import styles from './training-recipe.css?inline';
import { checkTitles, recipeWords as words } from './words.js';
import { Workbench, kindOf } from './workbench.js';

/** @import { RawDigits } from '../../core/recipe.js' */
/** @import { Finding } from './findings.js' */
/** @import { Core } from './plans.js' */
/** @import { Check, RecipeState as State } from './state.js' */
/** @import { Trained } from './workbench.js' */

/** Which controls stand beside the picture of a check. @type {Readonly<Record<Check, readonly (keyof State & keyof typeof words)[]>>} */
const CONTROLS = Object.freeze({
  data: ['order'],
  seed: ['seed'],
  baseline: ['rate'],
  'first-loss': ['output', 'costFunction', 'initialisation'],
  'one-batch': ['batch', 'rate'],
  shapes: ['hidden'],
  regularise: ['lambda', 'dropout'],
  search: ['budget', 'searches'],
  ensemble: ['members'],
});

/** What the drawer has, in its order. */
const SETTINGS = Object.freeze(
  /** @type {const} */ ([
    'hidden',
    'images',
    'batch',
    'rate',
    'lambda',
    'activation',
    'initialisation',
    'output',
    'costFunction',
    'optimiser',
    'epochs',
    'seed',
    'pixels',
    'precision',
  ]),
);

/**
 * A careful practitioner's list: nine checks, each trained live, each with a verdict.
 *
 * @augments {Figure<State, Readings, Core>}
 */
export class TrainingRecipeElement extends Figure {
  /** @override */
  static figure = figureNamed('training-recipe');
  /** @override */
  static schema = trainingRecipeSchema;
  /** @override */
  static styles = [Figure.styles, unsafeCSS(plotStyles), unsafeCSS(styles)];

  #safe = new RunsKept({
    host: this,
    planned: () =>
      this.#plans.flatMap(({ planned }) => planned.map(({ state }) => state)),
    kinds: () =>
      this.#plans.flatMap(({ check, planned }) =>
        planned.map((_, index) => kindOf(check, index)),
      ),
    isMoved: () => !this.#isUntouched,
    goOn: (kept) => this.#goOn(kept),
    keepsEnded: true,
  });
  #bench = new Workbench(
    () => this.#hear(),
    (bytes) => /** @type {Core} */ (this.loadedCore).blankDigits(bytes),
    { keeper: this.#safe },
  );
  #gallery = new Gallery(this);
  #announcement = new Announcement(this);
  #room = new RoomController(this, { isFilled: true });
  /** @type {RawDigits | null} */
  #digits = null;
  /** @type {WeakMap<Trained, Finding>} What was found, which takes a moment to find. */
  #found = new WeakMap();
  #isAskedByLink = false;
  #visibility = new Visibility({
    near: () => void this.#bringDigits(),
    sight: (isSeen) => {
      this.#bench.see(isSeen);
      if (isSeen) this.#playByLink();
    },
  });
  #settings = new Drawer(this, {
    control: 'settings',
    label: words.settings,
    load: async () => () =>
      html`<div class="ug-fields">
        ${SETTINGS.map((key) => this.controls.of(key, { label: words[key] }))}
      </div>`,
  });
  #data = new Drawer(this, {
    control: 'data',
    label: dataWords.numbers,
    load: async () => {
      const { dataDrawer } = await import('./data.js');
      return dataDrawer(this, {
        trained: (check) => this.#bench.trained(check),
        table: (check) => this.#table(check),
        picture: (check) => (check in PICTURES ? words.svg : ''),
      });
    },
  });

  constructor() {
    super();
    new Commentary(this, this.#announcement, () => {
      const bench = this.#bench;
      const current = CHECKS.find((one) => bench.standing(one) === 'running');
      const trained = current && bench.trained(current);
      return {
        isMoving: bench.isPlaying,
        runs: [],
        of: bench,
        facts: CHECKS.flatMap((one) => {
          const verdict = this.#findingOf(one)?.verdict;
          // What the figure shows, it says whole.
          if (!verdict || one === this.state.check) return [];
          return [`${words.names[one]}: ${words.verdicts[verdict]}.`];
        }),
        progress: () => {
          if (!current || !trained) return '';
          const done = Math.floor(100 * bench.progress(current));
          const epoch = Math.max(
            0,
            ...trained.runs.map(({ history }) => history?.epoch ?? 0),
          );
          return `${words.names[current]}: ${done}\u202f% done, epoch ${epoch}.`;
        },
      };
    });
  }

  /** @param {AbortSignal} signal @override */
  figureConnected(signal) {
    this.#visibility.observe(this, signal);
    signal.addEventListener('abort', () => {
      this.#bench.stop();
      // The core outlives the figure.
      this.#digits?.free();
      this.#digits = null;
    });
  }

  /** Works down the whole list, or goes on with it. */
  play() {
    if (this.#bench.isBusy) this.#bench.resume();
    else this.#start(CHECKS);
  }

  /** Plays as a link with `play` does. */
  playOnceSeen() {
    this.#isAskedByLink = true;
    if (this.#visibility.isSeen) this.#playByLink();
  }

  #playByLink() {
    if (!this.#isAskedByLink) return;
    this.#isAskedByLink = false;
    this.play();
  }

  /** Stops where it is. */
  pause() {
    this.#isAskedByLink = false;
    this.#bench.pause();
  }

  /** Runs the check that is shown. */
  step() {
    this.#start([this.state.check]);
  }

  /**
   * Forgets all results; where there are none, goes back to the settings that the page
   * gave.
   *
   * @override
   */
  reset() {
    this.#isAskedByLink = false;
    if (this.#isUntouched) return this.restore();
    this.#safe.discard();
    this.#bench.reset();
  }

  get #isUntouched() {
    return CHECKS.every((check) => this.#bench.standing(check) === 'idle');
  }

  /** @override */
  stateChanged() {
    const { loadedCore: core } = this;
    if (!core) return;
    this.#bench.settle((check) => planOf(check, this.state, core));
    this.#safe.look();
  }

  /** @override */
  coreReady() {
    if (this.#isStarted) void this.#bringDigits();
    this.#safe.look();
  }

  /** @param {Core} core @override */
  compute(core) {
    const { state } = this;
    const { check } = state;
    const counts = this.#digits ? countsOf(state, core, this.#digits) : null;
    this.setReadings({
      check,
      counts: counts?.counts ?? [],
      verdicts: Object.fromEntries(
        CHECKS.map((one) => [one, this.#findingOf(one)?.verdict ?? null]),
      ),
      finding: publicPart(this.#findingOf(check)),
      fingerprint: fingerprintOfAll(this.checkedRuns)?.text ?? null,
    });
  }

  /** @returns {import('../../run/fingerprint.js').CheckedRun[]} the runs that a fingerprint is of: those of the check that is shown */
  get checkedRuns() {
    const { runs = [] } = this.#bench.trained(this.state.check) ?? {};
    return runs.map(({ history, phase }) => ({
      history,
      isOver: phase === 'done',
    }));
  }

  /** @override */
  get check() {
    return checkOfAll(this.checkedRuns);
  }

  /** @override */
  get printedNote() {
    return this.#findingOf(this.state.check) ? '' : words.notRun;
  }

  #isStarted = false;

  async #bringDigits() {
    this.#isStarted = true;
    if (this.#digits) return;
    try {
      const core = await this.core;
      const bytes = await loadDigits('first');
      if (this.#digits || !this.isConnected) return;
      const digits = new core.RawDigits();
      digits.appendPart(bytes);
      this.#digits = digits;
      this.showError('', 'digits');
      this.compute(core);
    } catch (error) {
      this.showError(words.noDigits(wordsOf(error)), 'digits', () =>
        this.#bringDigits(),
      );
    }
  }

  /** @param {readonly Check[]} checks - that have failed */
  #retry(checks) {
    void this.core.then((core) => {
      for (const check of checks) {
        this.#bench.retry({ check, planned: planOf(check, this.state, core) });
      }
    });
  }

  /** @param {readonly Check[]} checks */
  #start(checks) {
    void this.core.then((core) => {
      void this.#bringDigits();
      if (!this.#bench.isBusy) this.#safe.begun();
      this.#bench.start(
        checks.map((check) => ({
          check,
          planned: planOf(check, this.state, core),
        })),
      );
    });
  }

  /** @returns {{ check: Check, planned: import('./plans.js').Planned[] }[]} what each check trains; nothing before the core is there */
  get #plans() {
    const { loadedCore: core, state } = this;
    if (!core) return [];
    return CHECKS.map((check) => ({
      check,
      planned: planOf(check, state, core),
    }));
  }

  /** @param {readonly (import('../../run/run-session.js').KeptRun | null)[]} kept - of all runs of all checks */
  #goOn(kept) {
    let from = 0;
    const wanted = this.#plans.map((one) => {
      const own = kept.slice(from, (from += one.planned.length));
      return { ...one, kept: own };
    });
    void this.#bringDigits();
    this.#safe.begun();
    this.#bench.start(wanted.filter((one) => one.kept.some(Boolean)));
  }

  #hear() {
    const { loadedCore: core } = this;
    if (core) this.compute(core);
    this.requestUpdate();
  }

  /** @param {Check} check @returns {Finding | null} what its runs came to, once they are over */
  #findingOf(check) {
    const { loadedCore: core, state } = this;
    const trained = this.#bench.trained(check);
    if (!core || !this.#digits || !trained) return null;
    if (this.#bench.standing(check) !== 'done') return null;
    const known =
      this.#found.get(trained) ??
      findingOf(check, state, core, this.#digits, trained);
    this.#found.set(trained, known);
    return known;
  }

  /** @param {Check} check @returns {import('../../kit/number-table.js').NumberTable | null} */
  #table(check) {
    const { loadedCore: core, state } = this;
    const counts =
      core && this.#digits ? countsOf(state, core, this.#digits) : null;
    const trained = this.#bench.trained(check);
    return tableOf(check, state, trained, this.#findingOf(check), counts);
  }

  /** @override */
  renderFigure() {
    const { state, loadedCore: core } = this;
    const { check } = state;
    const finding = this.#findingOf(check);
    const counts =
      core && this.#digits ? countsOf(state, core, this.#digits) : null;
    const sentence = recipeSentence(check, state, finding, counts);
    const verdict = finding ? words.verdicts[finding.verdict] : '';
    return stage({
      top: this.#renderTransport(),
      picture: html`<div class="recipe-picture" data-control="picture">
        <p class="plot-heading">${words.headings[check]}</p>
        ${core ? this.#renderPicture(core, finding, counts) : nothing}
      </div>`,
      sentence: html`${this.#renderProblem()}
        <p class="plot-sentence" id="sentence">
          ${
            finding
              ? html`<b class="recipe-verdict is-${finding.verdict}"
                  >${words.marks[finding.verdict]} ${verdict}</b
                >`
              : nothing
          }
          ${sentence}
        </p>
        ${this.#renderResults(finding)} ${this.#safe.render()}
        ${this.#announcement.render(finding ? `${words.names[check]}: ${verdict}. ${sentence}` : '', true)}`,
      controls: html`${this.#renderList()}
        <div class="ug-fields">
          ${CONTROLS[check].map((key) =>
            this.controls.of(key, {
              label: words[key],
              ...(key === 'order' && {
                optionName: (/** @type {State['order']} */ name) =>
                  words.orders[name],
              }),
            }),
          )}
        </div> `,
      drawers: [this.#settings.render(), this.#data.render()],
    });
  }

  /** @returns {unknown} what runs the whole list */
  #renderTransport() {
    const bench = this.#bench;
    const current = CHECKS.find((check) => bench.standing(check) === 'running');
    const label = bench.isPlaying
      ? words.pause
      : bench.isBusy
        ? words.goOn
        : words.runAll;
    return html`<div
      class="recipe-run"
      role="group"
      aria-label=${words.transport}
      data-control="run"
    >
      ${button({
        control: 'play',
        label,
        look: 'primary',
        onClick: () => {
          if (bench.isPlaying) this.pause();
          else this.play();
        },
      })}
      ${button({
        control: 'stop',
        label: words.stop,
        isDisabled: !bench.isBusy,
        onClick: () => bench.stop(),
      })}
      ${button({
        control: 'reset',
        label: this.#isUntouched ? words.restore : words.reset,
        look: 'quiet',
        isDisabled: this.#isUntouched && !this.isChanged,
        onClick: () => this.reset(),
      })}
      ${
        current
          ? html`<progress
                max="1"
                .value=${bench.progress(current)}
                aria-label=${words.progress}
              ></progress>
              <span class="ug-hint">${words.names[current]}</span>`
          : nothing
      }
    </div>`;
  }

  /** @returns {unknown} the checks, each with its verdict and its button */
  #renderList() {
    const { state } = this;
    return html`<ol
      class="recipe-list"
      aria-label=${words.checks}
      data-control="checks"
    >
      ${checkTitles.map(({ check, number, name }) => {
        const standing = this.#bench.standing(check);
        const verdict = this.#findingOf(check)?.verdict;
        const text =
          standing === 'running'
            ? share(this.#bench.progress(check))
            : verdict
              ? words.verdicts[verdict]
              : words.standing[standing];
        return html`<li class=${verdict ? `is-${verdict}` : `is-${standing}`}>
          <button
            type="button"
            class="recipe-check"
            aria-pressed=${String(state.check === check)}
            @click=${() => this.change({ check })}
          >
            <span class="recipe-mark" aria-hidden="true"
              >${verdict ? words.marks[verdict] : number}</span
            >
            <span>${name}</span>
            <small>${text}</small>
          </button>
          ${button({
            control: 'run-check',
            label: words.run,
            name: words.runCheck(number, name),
            isDisabled: standing === 'running' || standing === 'waiting',
            onClick: () => {
              this.change({ check });
              this.#start([check]);
            },
          })}
        </li>`;
      })}
    </ol>`;
  }

  /**
   * @param {Core} core
   * @param {Finding | null} finding
   * @param {import('./findings.js').Counts | null} counts
   */
  #renderPicture(core, finding, counts) {
    const { state } = this;
    const { check } = state;
    if (check === 'data') {
      // Digits are dots, and paper gets lines.
      if (this.isPrinting && counts) return plainTable(countsTable(counts));
      return this.#digits && counts
        ? this.#gallery.render(this.#digits, counts, finding)
        : nothing;
    }
    if (check === 'shapes') {
      return plainTable(shapesTable({ layers: layersOf(state) }));
    }
    if (check === 'seed') {
      return plainTable(
        seedTable(state, finding?.check === 'seed' ? finding : null),
      );
    }
    const { room } = this.#room;
    const draw = PICTURES[check];
    const runs = this.#bench.trained(check)?.runs ?? [];
    return html`<div class="plot-canvas" ${this.#room.ref()}>
      ${
        room && draw
          ? draw({
              state,
              runs,
              finding,
              core,
              largest: counts?.share ?? NaN,
              room,
              label: words.names[check],
            })
          : nothing
      }
    </div>`;
  }

  /** @param {Finding | null} finding @returns {unknown} where the settings found may go */
  #renderResults(finding) {
    const found = settingsFound(finding);
    if (!found) return nothing;
    const links = linksOf(this.state, found);
    return html`<div
      class="recipe-results"
      role="group"
      aria-label=${words.results}
      data-control="results"
    >
      ${button({
        control: 'adopt',
        label: words.adopt,
        onClick: () => this.change(found),
      })}
      <a
        href=${`${siteAddress('index.html', 'learning-speeds')}#${links.speeds}`}
        target="_top"
        >${words.openSpeeds}</a
      >
      <a
        href=${`${siteAddress('index.html', 'gradient-cures')}#${links.cures}`}
        target="_top"
        >${words.openCures}</a
      >
    </div>`;
  }

  /** @returns {unknown} why checks have failed, be they shown or not, and what runs them again */
  #renderProblem() {
    const failed = this.#bench.failures.flatMap(({ check, run }) => {
      const { failure, spec } = run;
      if (!failure) return [];
      const { sentence } = failureWords(failure, spec.seed);
      return [{ check, sentence }];
    });
    return html`<div ?hidden=${failed.length === 0}>
      <p role="alert" class="ug-problem">
        ${failedSentences(failed, this.state.check).join(' ')}
      </p>
      ${button({
        control: 'retry',
        label: failed.length > 1 ? words.retryAll : words.retry,
        onClick: () => this.#retry(failed.map(({ check }) => check)),
      })}
    </div>`;
  }
}

/** @param {Finding | null} finding @returns {object | null} its numbers, without what only the page needs */
function publicPart(finding) {
  if (!finding) return null;
  const { diverged, ...numbers } = finding;
  return Object.freeze({ ...numbers, hasDiverged: diverged !== null });
}

/**
 * @typedef {object} Readings
 * @property {Check} check - that is shown
 * @property {number[]} counts - of each digit; none before the digits are there
 * @property {Record<string, Finding['verdict'] | null>} verdicts - of each check
 * @property {object | null} finding - the numbers of the check that is shown
 * @property {string | null} fingerprint - of its runs, once all are done
 */
