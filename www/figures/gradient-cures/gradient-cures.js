import { html, nothing, unsafeCSS } from 'lit';
import { digitsSizes, partsFor } from '../../core/digits.js';
import { Announcement } from '../../kit/announcement.js';
import { button } from '../../kit/buttons.js';
import { Drawer } from '../../kit/drawer.js';
import { dataWords } from '../../kit/figure-words.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { statePresets } from '../../kit/presets.js';
import { setStyles } from '../../kit/set-styles.js';
import { stage } from '../../kit/stage.js';
import { Visibility } from '../../kit/visibility.js';
import { agreement } from '../../run/digits-wish.js';
import { Commentary, standingOfAll } from '../../run/commentary.js';
import { FigureWithRuns } from '../../run/figure-with-runs.js';
import { checkOf, fingerprintShown } from '../../run/fingerprint.js';
import { openByAttributes } from '../../run/moment.js';
import runStyles from '../../run/run.css?inline';
import { megabytes, validationImagesOf } from '../../run/run-memory.js';
import { runWords } from '../../run/run-words.js';
import { transport } from '../../run/transport.js';
import { figureNamed } from '../index.js';
import styles from './gradient-cures.css?inline';
import { CuresRuns } from './cures-runs.js';
import { presets } from './presets.js';
import { scoresOf } from './scores.js';
import { curesSentence } from './sentence.js';
import { OWN, curesSchema, runsOf } from './state.js';
import { curesWords as words } from './words.js';

/** @import { CuresState as State } from './state.js' */
/** @import { Scores } from './scores.js' */
/** @typedef {import('../../core/core.js').CoreParts['training']} Core */

/**
 * Up to four runs side by side, under one Play, each with remedies of its own.
 *
 * @augments {FigureWithRuns<State, Readings, Core>}
 */
export class GradientCuresElement extends FigureWithRuns {
  /** @override */
  static figure = figureNamed('gradient-cures');
  /** @override */
  static schema = curesSchema;
  /** @override */
  static styles = [
    FigureWithRuns.styles,
    unsafeCSS(plotStyles),
    unsafeCSS(runStyles),
    unsafeCSS(styles),
  ];

  #runs = new CuresRuns(this);
  #announcement = new Announcement(this);
  /** @type {import('../../run/moment.js').Moment | null} To open at once it is seen. */
  #awaited = null;
  #visibility;
  #settings = new Drawer(this, {
    control: 'settings',
    label: words.settings,
    load: async () => () => this.#renderSettings(),
  });
  #reader = new Drawer(this, {
    control: 'draw',
    label: runWords.draw,
    load: async () => {
      const { curesReader } = await import('./reader.js');
      return curesReader(this, this.#runs);
    },
  });
  #data = new Drawer(this, {
    control: 'data',
    label: dataWords.numbers,
    load: async () => {
      const { numbersDrawer } = await import('./numbers.js');
      return numbersDrawer(this, () => this.#scores);
    },
  });

  /** @returns {number} the run whose switches are shown, from 1 */
  get chosen() {
    const { chosen, runs } = this.state;
    return Math.min(chosen, runs);
  }

  /** @returns {import('../../run/run-state.js').RunState} its settings */
  get chosenRun() {
    return /** @type {any} */ (runsOf(this.state)[this.chosen - 1]);
  }

  /** @override */
  narrow() {
    for (const { plot } of this.#runs.cards) plot.narrow();
    super.narrow();
  }

  constructor() {
    super({
      base: () => this.chosenRun,
      source: async () => (await import('./kept.js')).keptOfCures(this),
    });
    this.heard = () => this.#heard;
    new Commentary(this, this.#announcement, () =>
      standingOfAll(this.#runs, ({ value }) => words.runName(Number(value))),
    );
    this.#visibility = new Visibility(
      {
        near: () => {},
        sight: (isSeen) => {
          this.#runs.runs.see(isSeen);
          if (isSeen && this.#awaited) this.openAt(this.#awaited);
        },
      },
      this,
    );
  }

  /** @returns {CuresRuns} what the methods move */
  get moved() {
    return this.#runs;
  }

  /** Trains all runs to their last epoch; fetches the digits for it without a question. */
  play() {
    this.#awaited = null;
    this.#runs.play();
  }

  /** Plays as a link with `play` does. */
  playOnceSeen() {
    this.openAt({ epoch: null, play: true });
  }

  /** @param {import('../../run/moment.js').Moment} moment - to open at, as a link with `epoch` does */
  openAt(moment) {
    const { isSeen } = this.#visibility;
    this.#awaited = isSeen ? null : moment;
    if (isSeen) this.#runs.openAt(moment);
  }

  /** @param {number} epoch - to train to as fast as it can; where all have been there, shows it */
  jumpTo(epoch) {
    this.#awaited = null;
    this.#runs.goTo({ epoch, isHurried: true });
  }

  /** @param {number} epoch - to play until, at the pace; where all have been there, from the start */
  playUntil(epoch) {
    this.#awaited = null;
    this.#runs.goTo({ epoch, isHurried: false });
  }

  /** @override */
  get epochShown() {
    return this.#runs.epochShown;
  }

  /** @returns {readonly import('../../run/fingerprint.js').CheckedRun[]} the runs that a fingerprint is of */
  get checkedRuns() {
    return this.#runs.checkedRuns;
  }

  /** @override */
  get check() {
    return checkOf(this);
  }

  /** @param {AbortSignal} signal @override */
  figureConnected(signal) {
    super.figureConnected(signal);
    queueMicrotask(() => openByAttributes(this));
  }

  /** Stops all where they are. */
  pause() {
    this.#awaited = null;
    this.#runs.pause();
  }

  /** Trains one epoch of each. */
  step() {
    this.#awaited = null;
    this.#runs.step();
  }

  /** @param {number | null} epoch - to show in every run; null for the last */
  show(epoch) {
    this.#awaited = null;
    this.#runs.point(epoch);
  }

  /**
   * Goes back to the untrained networks; from there, to the settings that the page gave.
   *
   * @override
   */
  reset() {
    this.#awaited = null;
    this.#runs.reset();
  }

  /** @override */
  stateChanged() {
    this.#awaited = null;
    this.#runs.settle();
    this.read();
  }

  /** @override */
  compute() {
    this.read();
  }

  /** Takes the numbers that are shown from the runs. */
  read() {
    const scores = this.#scores;
    const epoch = Math.max(0, ...scores.map((one) => one?.epoch ?? 0));
    const shown = scores.flatMap((one) => one ?? []);
    const fingerprint = fingerprintShown(this)?.text ?? null;
    this.setReadings({ epoch, runs: shown, fingerprint });
  }

  /** @override */
  get printedNote() {
    const epoch = this.readings?.epoch ?? 0;
    const { epochs } = this.state;
    return epoch > 0
      ? runWords.printed(epoch, epochs)
      : runWords.printedUnplayed(epochs);
  }

  /** @returns {import('../../kit/sound.js').Heard | null} the speeds of the chosen run's layers */
  get #heard() {
    const card = this.#runs.chosenCard;
    const row = card && this.#runs.rowOf(card.run);
    if (!row) return null;
    const { epoch, speeds: values } = row;
    const { isPlaying } = this.#runs;
    return { epoch, values, isPlaying, kind: 'logarithmic', range: [0, 1] };
  }

  /** @returns {(Scores | null)[]} of each run, at the epoch shown */
  get #scores() {
    return this.#runs.cards.map(({ run }) => scoresOf(this.#runs.rowOf(run)));
  }

  /** @override */
  renderFigure() {
    const runs = this.#runs;
    const scores = this.#scores;
    const known = scores.flatMap((one) => one ?? []);
    const sentence = curesSentence({
      scores: known.length === scores.length ? known : [],
      names: runs.cards.map(({ name }) => name),
      images: validationImagesOf(this.state.images),
      stopped: runs.cards.flatMap(({ run }, index) =>
        run.pooled?.ending ? [index] : [],
      ),
    });
    return stage({
      top: html`${statePresets(this, words.presets, presets)}
        ${this.keptDoor.runs?.render()}
        <div class="run-transport" data-control="transport">
          ${transport(runs)} ${this.#renderFetching()}
        </div>
        ${runs.safe.render()}`,
      picture: html`<div class="cures" data-control="runs-shown">
        <p class="ug-hint">${words.caption}</p>
        <div
          class="cure-cards"
          ${setStyles({ '--cards': String(scores.length) })}
        >
          ${runs.cards.map((card, index) =>
            card.render(scores[index] ?? null, runs.pointed !== null),
          )}
        </div>
      </div>`,
      sentence: html`${runs.aroundPrediction(
        html`<p id="sentence" data-control="meaning">${sentence}</p>`,
      )}
      ${this.#announcement.render(runs.phase === 'done' ? sentence : '', true)}`,
      isRow: true,
      controls: this.#renderSwitches(),
      drawers: [this.#settings, this.#reader, this.#data].map((drawer) =>
        drawer.render(),
      ),
    });
  }

  /** @returns {unknown} the switches of the chosen run */
  #renderSwitches() {
    const { chosen } = this;
    const keep = this.keptDoor.button(
      !this.#runs.chosenCard?.run.history?.rows,
    );
    return html`<div
      class="cure-switches"
      role="group"
      aria-label=${words.switches(chosen)}
      data-control="switches"
    >
      <b>${words.runName(chosen)}</b>
      ${OWN.map((key) =>
        this.controls.of(`${key}${chosen}`, { label: words.own[key] }),
      )}
      ${button({ ...keep, label: words.keep(chosen) })}
    </div>`;
  }

  /** @returns {unknown} what Play has to fetch, or how far that is */
  #renderFetching() {
    const { images } = this.state;
    const fetching = this.#runs.cards.find(({ run }) => run.pooled?.fetching);
    if (fetching) {
      const { received = 0, total = 0 } = fetching.run.pooled.fetching ?? {};
      return html`<span class="ug-hint"
        >${words.fetching(megabytes(received, 1, ''), megabytes(total))}</span
      >`;
    }
    const parts = partsFor(images).filter((part) => part !== 'first');
    if (parts.length === 0 || this.#runs.phase !== 'idle') return nothing;
    if (agreement.isGiven && parts.includes('all')) return nothing;
    const size = parts.reduce((sum, part) => sum + digitsSizes[part], 0);
    return html`<span class="ug-hint">${words.fetches(megabytes(size))}</span>`;
  }

  /** @returns {unknown} what all runs share */
  #renderSettings() {
    const shared = /** @type {const} */ ([
      'runs',
      'hidden',
      'images',
      'batch',
      'lambda',
      'schedule',
      'costFunction',
      'epochs',
      'seed',
      'pixels',
      'precision',
    ]);
    return html`<div class="ug-fields">
      ${shared.map((key) => this.controls.of(key, { label: words[key] }))}
    </div>`;
  }
}

/** @typedef {{ epoch: number, runs: Scores[], fingerprint: string | null }} Readings */
