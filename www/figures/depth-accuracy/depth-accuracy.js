import { html, nothing, unsafeCSS } from 'lit';
import { digitsSizes, partsFor } from '../../core/digits.js';
import { Announcement } from '../../kit/announcement.js';
import { button } from '../../kit/buttons.js';
import { Drawer } from '../../kit/drawer.js';
import { dataWords } from '../../kit/figure-words.js';
import { Figure } from '../../kit/figure.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { Predict } from '../../kit/predict/predict.js';
import { statePresets } from '../../kit/presets.js';
import { RoomController } from '../../kit/room-controller.js';
import { stage } from '../../kit/stage.js';
import { Visibility } from '../../kit/visibility.js';
import { Commentary } from '../../run/commentary.js';
import { agreement } from '../../run/digits-wish.js';
import { checkOfAll } from '../../run/fingerprint.js';
import { megabytes, memoryOf } from '../../run/run-memory.js';
import {
  endingWords,
  failureWords,
  hasDiverged,
  smallerRate,
} from '../../run/run-words.js';
import { RunsKept } from '../../run/runs-kept.js';
import { slowerButton } from '../../run/transport.js';
import { figureNamed } from '../index.js';
import { Cells } from './cells.js';
import styles from './depth-accuracy.css?inline';
import { depthReadings, plannedRuns } from './numbers.js';
import { drawAccuracies } from './picture.js';
import { presets } from './presets.js';
import { isChapters } from './published.js';
import { depthAccuracySchema } from './state.js';
import { accuracyTable, differenceTable } from './table.js';
import { TimeLeft } from './time-left.js';
import { depthSentence, depthWords as words } from './words.js';

/**
 * The reader's files, before they are chosen.
 *
 * @type {import('./cells.js').OwnSource}
 */
const NO_FILES = Object.freeze({
  name: 'none',
  part: () => {
    throw new TypeError(words.chooseAgain);
  },
  memoryOf,
});

/**
 * The chapter's table of accuracies: networks of several depths, each trained from
 * several seeds, in as many workers as there are processors.
 *
 * @augments {Figure<State, Readings, Core>}
 */
export class DepthAccuracyElement extends Figure {
  /** @override */
  static figure = figureNamed('depth-accuracy');
  /** @override */
  static schema = depthAccuracySchema;
  /** @override */
  static styles = [Figure.styles, unsafeCSS(plotStyles), unsafeCSS(styles)];

  #safe = new RunsKept({
    host: this,
    planned: () => (this.state.data === 'mnist' ? plannedRuns(this.state) : []),
    isMoved: () =>
      plannedRuns(this.state).some((settings) => this.#cells.at(settings)),
    goOn: (kept) => {
      agreement.isGiven = true;
      this.#cells.play(plannedRuns(this.state), kept);
    },
    keepsEnded: true,
  });
  #cells = new Cells(() => this.#hear(), { keeper: this.#safe });
  #time = new TimeLeft();
  #isAskedByLink = false;
  #visibility = new Visibility({
    near: () => {},
    sight: (isSeen) => {
      this.#cells.see(isSeen);
      if (isSeen && this.#isAskedByLink) this.#playByLink();
    },
  });
  /** @type {import('./own-files.js').OwnFiles | null} Once their drawer has been loaded. */
  #files = null;
  #announcement = new Announcement(this);
  #room = new RoomController(this, { isFilled: true });
  #predict = new Predict(this);
  #settings = new Drawer(this, {
    control: 'settings',
    label: words.settings,
    load: async () => () => this.#renderSettings(),
  });
  #filesDrawer = new Drawer(this, {
    control: 'files',
    label: words.files,
    load: async () => {
      const { OwnFiles } = await import('./own-files.js');
      const files = new OwnFiles(this, () => this.#changeImages());
      this.#files = files;
      return () => files.render();
    },
  });
  #differences = new Drawer(this, {
    control: 'differences',
    label: words.differences,
    load: async () => {
      const { numberTable } = await import('../../kit/data-drawer.js');
      return () => {
        const { readings } = this;
        if (!readings) return nothing;
        return html`<div
            class="ug-table"
            role="region"
            tabindex="0"
            aria-label=${words.differences}
          >
            ${numberTable(differenceTable(readings, isChapters(this.state)))}
          </div>
          <p class="ug-hint">${words.differenceNote}</p>`;
      };
    },
  });
  #data = new Drawer(this, {
    control: 'data',
    label: dataWords.numbers,
    load: async () => {
      const { dataDrawer } = await import('./data.js');
      return dataDrawer(this, this.#cells, () => this.#dataName);
    },
  });

  constructor() {
    super();
    const rows = () =>
      this.readings?.rows.filter(({ mean }) => Number.isFinite(mean)) ?? [];
    this.#predict.cursor = {
      names: [words.y],
      epochs: () => rows().map(({ depth }) => depth),
      values: (wanted) => [
        rows().find(({ depth }) => depth === wanted)?.mean ?? NaN,
      ],
    };
    new Commentary(this, this.#announcement, () => ({
      isMoving: this.#cells.isPlaying,
      runs: plannedRuns(this.state).flatMap((settings) => {
        const { history, isOver, ending, phase } =
          this.#cells.at(settings) ?? {};
        // What failed or was stopped has come to nothing.
        if (!history?.rows || phase === 'failed' || phase === 'cancelled') {
          return [];
        }
        const name = words.runName(settings.hidden.length, settings.seed);
        const run = { name, history, ending: ending ?? null };
        return [{ ...run, isOver: isOver === true, hasLayers: false }];
      }),
    }));
  }

  /** @param {AbortSignal} signal @override */
  figureConnected(signal) {
    this.#visibility.observe(this, signal);
    signal.addEventListener('abort', () => this.#cells.stop());
  }

  /** Trains what the table still lacks; fetches the digits for it without a question. */
  play() {
    if (this.#obstacle) return;
    if (this.state.data === 'mnist') agreement.isGiven = true;
    this.#cells.play(plannedRuns(this.state));
  }

  /** Plays as a link with `play` does: it is no answer to a question of megabytes. */
  playOnceSeen() {
    this.#isAskedByLink = true;
    if (this.#visibility.isSeen) this.#playByLink();
  }

  /** Stops all runs where they are. */
  pause() {
    this.#isAskedByLink = false;
    this.#cells.pause();
  }

  /** Trains the next network of the table, and no other. */
  step() {
    if (this.#obstacle) return;
    const next = plannedRuns(this.state).find(
      (settings) => this.#cells.at(settings)?.phase !== 'done',
    );
    if (next) this.#cells.play([next]);
  }

  /**
   * Forgets all results; where there are none, goes back to the settings that the page
   * gave.
   *
   * @override
   */
  reset() {
    this.#isAskedByLink = false;
    if (this.#cells.isEmpty) return this.restore();
    this.#safe.discard();
    this.#cells.reset();
  }

  /** @override */
  stateChanged() {
    this.#cells.own = this.#source;
    // What is under way belongs to the table before.
    if (this.#cells.isPlaying && !this.#obstacle) this.play();
    else this.#cells.stop();
    this.#safe.look();
  }

  /** @param {Core} core @override */
  compute(core) {
    const guess = this.#own?.guess(this.state);
    this.setReadings(depthReadings(core, this.state, this.#cells, guess));
  }

  /** @returns {import('./own-files.js').OwnFiles | null} the reader's files, where the table is on them */
  get #own() {
    return this.state.data === 'own' && this.#files?.isRead
      ? this.#files
      : null;
  }

  /** @returns {string} why nothing can be trained, if so */
  get #obstacle() {
    if (this.state.data === 'mnist') return '';
    return this.#own?.obstacle(this.state) ?? words.chooseAgain;
  }

  /** @returns {import('./cells.js').OwnSource | null} the images that are trained on; null for the page's own */
  get #source() {
    if (this.state.data === 'mnist') return null;
    return this.#own?.source(this.state) ?? NO_FILES;
  }

  /** @returns {import('../../run/fingerprint.js').CheckedRun[]} the runs that a fingerprint is of: the whole table */
  get checkedRuns() {
    return plannedRuns(this.state).map((settings) => {
      const { history = null, phase } = this.#cells.at(settings) ?? {};
      return { history, isOver: phase === 'done' };
    });
  }

  /** @override */
  get check() {
    // A link does not carry files, so that theirs are no matter of it.
    return this.state.data === 'own' ? '' : checkOfAll(this.checkedRuns);
  }

  /** @returns {string} what is trained on, for files */
  get #dataName() {
    return this.#own?.name(this.state) ?? words.site;
  }

  /** Other files have been read. */
  #changeImages() {
    this.#cells.own = this.#source;
    this.#hear();
  }

  /** @override */
  get printedNote() {
    const { trained = 0, runs = 0 } = this.readings ?? {};
    const own = this.#own?.found(this.state) ?? this.#obstacle;
    return trained < runs || own ? `${own} ${this.#sentence}`.trim() : '';
  }

  #playByLink() {
    this.#isAskedByLink = false;
    if (this.#obstacle) return;
    if (agreement.isGiven || !partsFor(this.state.images).includes('all')) {
      this.play();
    }
  }

  #hear() {
    const { loadedCore: core } = this;
    if (core) this.compute(core);
    this.requestUpdate();
  }

  /** @override */
  renderFigure() {
    const { readings, state } = this;
    const sentence = this.#sentence;
    const { room } = this.#room;
    const { prediction } = this.#predict;
    const isAhead = prediction?.isAhead === true;
    const heading = this.#own ? words.pictureOwn : words.picture;
    const label = heading;
    return stage({
      top: html`${statePresets(this, words.presets, presets)}
      ${this.#renderRun()} ${this.#safe.render()}`,
      picture: html`<div data-control="picture">
          <p class="plot-heading">${heading}</p>
          ${isChapters(state) ? this.#renderKey(isAhead) : nothing}
          <div class="plot-canvas" ${this.#room.ref()}>
            ${
              readings && room
                ? [
                    drawAccuracies(
                      state,
                      readings,
                      { ...room, label },
                      prediction,
                    ),
                    prediction?.over(),
                    this.#predict.renderButton(),
                  ]
                : nothing
            }
          </div>
        </div>
        <div
          class="depth-table ug-table"
          role="region"
          tabindex="0"
          aria-label=${words.table}
          data-control="table"
        >
          ${readings ? accuracyTable(state, readings, this.#cells, isAhead) : nothing}
        </div>`,
      sentence: html`${this.#predict.around(html`<p class="plot-sentence" id="sentence">${sentence}</p>`)}
      ${this.#announcement.render(readings && readings.trained === readings.runs ? sentence : '', true)}`,
      isRow: true,
      controls: html`<div class="ug-fields">
        ${this.controls.of('depths', { label: words.depths })}
        ${this.controls.of('seeds', { label: words.seeds })}
        ${this.controls.of('images', {
          label: words.images,
          ...(this.#own && { slider: { max: this.#own.most(state) } }),
        })}
      </div>`,
      drawers: [
        this.#settings.render(),
        this.#filesDrawer.render(),
        this.#differences.render(),
        this.#data.render(),
      ],
    });
  }

  /** @returns {string} what the table comes to, or what it lacks */
  get #sentence() {
    const { readings, state } = this;
    if (this.#obstacle) return this.#obstacle;
    const warning = this.#own?.warning(state) ?? '';
    const isOwn = state.data === 'own' && readings?.trained === 0;
    const sentence = readings ? depthSentence(readings) : '';
    return `${isOwn ? words.untrainedOwn : sentence} ${warning}`.trim();
  }

  /** @param {boolean} isAhead - whether they would give away what a reader predicts @returns {unknown} what the marks of others are */
  #renderKey(isAhead) {
    return html`<ul class="depth-key ${isAhead ? 'is-away' : ''}">
      <li class="is-published">${words.published}</li>
      <li class="is-independent">${words.independent}</li>
    </ul>`;
  }

  /** @returns {unknown} what moves it, and how far it is */
  #renderRun() {
    const { state } = this;
    const planned = plannedRuns(state);
    const open = planned.filter(
      (settings) => this.#cells.at(settings)?.phase !== 'done',
    );
    const { isPlaying, isPaused } = this.#cells;
    const isIdle = !isPlaying && (open.length === 0 || this.#obstacle !== '');
    const isAll = open.length === 0;
    const diverged = planned
      .map((settings) => this.#cells.at(settings))
      .find((run) => run && hasDiverged(run.ending));
    const begin = isPaused ? words.resume : words.play(open.length);
    return html`<div
        class="depth-run"
        role="group"
        aria-label=${words.run}
        data-control="run"
      >
        ${button({
          control: 'play',
          label: isPlaying ? words.pause : isAll ? words.allTrained : begin,
          look: 'primary',
          isDisabled: isIdle,
          onClick: () => {
            if (isPlaying) this.pause();
            else if (!isIdle) this.play();
          },
        })}
        ${button({
          control: 'stop',
          label: words.stop,
          isDisabled: !isPlaying && !isPaused,
          onClick: () => this.#cells.stop(),
        })}
        ${button({
          control: 'reset',
          label: this.#cells.isEmpty ? words.restore : words.reset,
          look: 'quiet',
          isDisabled: this.#cells.isEmpty && !this.isChanged,
          onClick: () => this.reset(),
        })}
        ${diverged ? button(slowerButton(() => this.#playSlower())) : nothing}
        ${
          state.data === 'own' && !this.#own
            ? button({
                control: 'choose',
                label: words.chooseFiles,
                onClick: () => this.#filesDrawer.toggle(true),
              })
            : this.#renderProgress(planned, isPlaying || isPaused)
        }
      </div>
      ${diverged?.ending ? html`<p class="ug-problem">${endingWords(diverged.ending, { ...state, hidden: diverged.spec.hidden })}</p>` : nothing}
      ${this.#renderProblem(planned)}`;
  }

  /** Trains the table with a smaller rate. */
  #playSlower() {
    this.change({ rate: smallerRate(this.state.rate) });
    this.play();
  }

  /**
   * @param {ReturnType<typeof plannedRuns>} planned
   * @param {boolean} isUnderWay
   */
  #renderProgress(planned, isUnderWay) {
    const { state } = this;
    if (!isUnderWay && this.#own) {
      const each = this.#own.source(state).memoryOf(state);
      return html`<span class="ug-hint"
        >${this.#own.title(state)} ${words.ownMemory(megabytes(each, 0))}</span
      >`;
    }
    if (!isUnderWay) {
      const missing = agreement.isGiven
        ? 0
        : partsFor(state.images)
            .filter((part) => part !== 'first')
            .reduce((sum, part) => sum + digitsSizes[part], 0);
      return missing > 0
        ? html`<span class="ug-hint"
            >${words.fetches(megabytes(missing), megabytes(memoryOf(state), 0))}</span
          >`
        : nothing;
    }
    const runs = planned.map((settings) => this.#cells.at(settings));
    const fetching = runs.find((run) => run?.fetching)?.fetching;
    // Work is about proportional to the weights, of which the first layer has most.
    const parts = planned.map((settings, index) => {
      const work =
        settings.pixels ** 2 / 6 + settings.hidden.length * state.width;
      const done = Math.max(0, runs[index]?.history?.epoch ?? 0);
      return { work, done: (work * done) / settings.epochs };
    });
    const total = parts.reduce((sum, { work }) => sum + work, 0);
    const done = parts.reduce((sum, part) => sum + part.done, 0);
    const share = total > 0 ? done / total : 0;
    const left = this.#time.of(share, this.#cells.isPlaying && !fetching);
    const text = fetching
      ? words.fetching(
          megabytes(fetching.received, 1, ''),
          megabytes(fetching.total),
        )
      : left
        ? words.left(left)
        : '';
    return html`<progress
        max="1"
        .value=${share}
        aria-label=${words.progress}
        aria-valuetext=${`${Math.round(100 * share)}\u202f%, ${text}`}
      ></progress>
      <span class="depth-left" aria-hidden="true">${text}</span>`;
  }

  /** @param {ReturnType<typeof plannedRuns>} planned */
  #renderProblem(planned) {
    const failed = planned.find(
      (settings) => this.#cells.at(settings)?.phase === 'failed',
    );
    const failure = failed && this.#cells.at(failed)?.failure;
    return html`<div ?hidden=${!failure}>
      <p role="alert" class="ug-problem">
        ${failure ? failureWords(failure, failed.seed).sentence : nothing}
      </p>
      ${button({ control: 'retry', label: words.retry, onClick: () => this.play() })}
    </div>`;
  }

  /** @returns {unknown} what is not changed as often */
  #renderSettings() {
    const more = /** @type {const} */ ([
      'seed',
      'width',
      'epochs',
      'batch',
      'rate',
      'lambda',
      'activation',
      'initialisation',
      'costFunction',
      'optimiser',
      'pixels',
      'precision',
    ]);
    return html`<div class="ug-fields">
      ${this.controls.of('score', {
        label: words.score,
        optionName: (/** @type {'best' | 'last'} */ name) => words.scores[name],
      })}
      ${more.map((key) => this.controls.of(key, { label: words[key] }))}
    </div>`;
  }
}

/** @typedef {import('./state.js').DepthAccuracyState} State */
/** @typedef {import('./numbers.js').DepthReadings} Readings */
/** @typedef {import('./numbers.js').Core} Core */
