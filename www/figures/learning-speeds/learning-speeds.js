import { html, nothing, unsafeCSS } from 'lit';
import { Announcement } from '../../kit/announcement.js';
import { button, buttonGroup } from '../../kit/buttons.js';
import { Drawer } from '../../kit/drawer.js';
import { missingIn } from '../../kit/code-missing.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { Predict } from '../../kit/predict/predict.js';
import { stage } from '../../kit/stage.js';
import { Commentary, standingOf } from '../../run/commentary.js';
import { RunHistory, speedsOf } from '../../run/run-history.js';
import { presetMenu } from '../../run/run-presets.js';
import { runWords } from '../../run/run-words.js';
import runStyles from '../../run/run.css?inline';
import { TrainingFigure } from '../../run/training-figure.js';
import { transport } from '../../run/transport.js';
import { figureNamed } from '../index.js';
import { Backdrop } from './backdrop.js';
import comparisonStyles from './comparison/comparison.css?inline';
import speedsStyles from './learning-speeds.css?inline';
import { meaningOf } from './meaning.js';
import { Plots } from './plots.js';
import { accuracyReadout, costReadout } from './readout.js';
import { learningSpeedsSchema } from './state.js';
import { dataWords, learningSpeedsWords as words } from './words.js';

/** @import { History, Row } from '../../run/run-history.js' */

/**
 * The chapter's plot, live: the speed of learning of each hidden layer while
 * the network trains in a worker, with its cost and accuracies next to it.
 *
 * It measures the untrained network once it comes near the viewport, and
 * trains on demand only. A run that plays is paused while nobody can see it,
 * and resumes when somebody can.
 *
 * @augments {TrainingFigure<State, Readings>}
 */
export class LearningSpeedsElement extends TrainingFigure {
  /** @override */
  static figure = figureNamed('learning-speeds');
  /** @override */
  static schema = learningSpeedsSchema;
  /** @override */
  static styles = [
    TrainingFigure.styles,
    unsafeCSS(plotStyles),
    unsafeCSS(runStyles),
    unsafeCSS(speedsStyles),
    unsafeCSS(comparisonStyles),
  ];

  #backdrop = new Backdrop(this);
  #predict = new Predict(this);
  #plots = new Plots(this, this.#backdrop, this.training, this.#predict);
  /** What the last gradient check came to. */
  #checked = '';
  /** What was said when the numbers last stood still. */
  #said = '';
  #announcement = new Announcement(this);
  /** @type {import('./digit-strip.js').DigitStrip | undefined} */
  #strip;
  /** @type {import('./comparison/drawer.js').ComparisonDrawer | undefined} */
  #comparison;

  /** @type {import('./comparison/depths-view.js').DepthsView | undefined} */
  #depths;
  /** @type {Promise<void> | undefined} */
  #depthsComing;
  /** What moves the depths, whose code may still have to come. */
  #depthsDoor = {
    play: () => void this.#inDepths((depths) => depths.play()),
    /** @param {import('../../run/moment.js').Moment} moment */
    openAt: (moment) => void this.#inDepths((depths) => depths.openAt(moment)),
    /** @param {import('../../run/run-session.js').Goal} goal */
    goTo: (goal) => void this.#inDepths((depths) => depths.goTo(goal)),
    pause: () => void this.#inDepths((depths) => depths.pause()),
    step: () => void this.#inDepths((depths) => depths.step()),
    reset: () => void this.#inDepths((depths) => depths.reset()),
    /** @param {number | null} epoch */
    point: (epoch) => void this.#inDepths((depths) => depths.point(epoch)),
    epochShown: 0,
  };

  #comparisonDrawer = new Drawer(this, {
    control: 'compare-runs',
    label: words.compareRuns,
    isKept: true,
    load: async () => {
      const { ComparisonDrawer } = await import('./comparison/drawer.js');
      const comparison = new ComparisonDrawer(this, this.training);
      this.#comparison = comparison;
      comparison.opened(this.#comparisonDrawer.isOpen);
      return () => comparison.render();
    },
    toggled: (isOpen) => this.#comparison?.opened(isOpen),
  });
  #notesDrawer = new Drawer(this, {
    control: 'notes',
    label: words.notes,
    load: async () => {
      const { renderNotes, rateReadout } = await import('./notes.js');
      return () => [
        renderNotes(this, this.#backdrop),
        this.#hasDepths
          ? this.#depths?.renderCommon()
          : rateReadout(this.training.session.imagesPerSecond),
      ];
    },
  });
  #layersDrawer = new Drawer(this, {
    control: 'layers-read',
    label: words.layersRead,
    load: async () => {
      const { LayersRead } = await import('./layers-read/layers-read.js');
      const layers = new LayersRead(this);
      return () => layers.render();
    },
  });
  #digitsDrawer = new Drawer(this, {
    control: 'digits',
    label: words.digits,
    load: async () => {
      const { DigitStrip } = await import('./digit-strip.js');
      const strip = new DigitStrip(this);
      this.#strip = strip;
      return () => strip.render(this.state.pixels);
    },
  });
  #dataDrawer = new Drawer(this, {
    control: 'data',
    label: dataWords.data,
    load: async () => {
      const [{ runData }, { depthsData }] = await Promise.all([
        import('./data.js'),
        import('./comparison/depths-data.js'),
      ]);
      const render = runData(this, this.#plots.speeds);
      const renderDepths = depthsData(this);
      return () => {
        if (!this.#hasDepths) return render();
        return this.#depths && renderDepths(this.#depths);
      };
    },
  });

  constructor() {
    super({
      begun: () => {
        this.#checked = '';
        this.#backdrop.choose(this.shown);
      },
      started: (layers) => this.#plots.start(layers, this.shown.epochs),
      measured: () => this.#read(),
      pointed: () => this.#read(),
    });
    new Commentary(this, this.#announcement, () => {
      const { measure } = this.state;
      const standing = this.#hasDepths
        ? this.#depths?.standing
        : standingOf(this.training);
      return { runs: [], isMoving: false, ...standing, measure };
    });
  }

  /** @returns {History} all rows of the run so far, as typed arrays */
  get history() {
    return (this.training.history ?? new RunHistory(0)).history;
  }

  /** @override */
  narrow() {
    this.#plots.narrow();
  }

  /** @param {Core} core @override */
  coreReady(core) {
    this.#plots.begin(core);
  }

  /** @override */
  get moved() {
    if (!this.#hasDepths) return this.training;
    return this.#depths ?? this.#depthsDoor;
  }

  /** @override */
  get checkedRuns() {
    if (!this.#hasDepths) return super.checkedRuns;
    return this.#depths?.checkedRuns ?? [];
  }

  /** The depths have other numbers to show. */
  readDepths() {
    this.#read();
  }

  /** Gives the focus to the button that changes the view. */
  focusView() {
    /** @type {HTMLElement | null | undefined} */ (
      this.shadowRoot?.querySelector('[data-control~="view"]')
    )?.focus();
  }

  /** @override */
  get printedNote() {
    const epoch = this.#depths?.history?.epoch ?? 0;
    return this.#hasDepths && epoch > 0
      ? runWords.printed(epoch, this.shown.epochs)
      : super.printedNote;
  }

  /** @override */
  stateChanged() {
    super.stateChanged();
    // Code that did not come is asked for again.
    if (!this.#depths) this.#depthsComing = undefined;
    if (this.#hasDepths && !this.training.isShared) this.training.pause();
  }

  /** @override */
  renderFigure() {
    const { history } = this.training;
    if (history) this.#plots.append(history, this.state.measure);
    if (this.#hasDepths) void this.#loadDepths();
    const depths = this.#depths;
    return html`
      ${this.renderRetry(() => void this.#strip?.load())}
      ${stage({
        top: html`${this.#hasDepths ? nothing : this.#renderStart()}
          <div class="run-transport">
            <div class="run-moves" data-control="transport">
              ${this.#hasDepths ? depths && transport(depths) : transport(this.training)}
            </div>
            ${this.#hasDepths ? button(this.#viewButton) : nothing}
          </div>
          <p class="ug-hint speeds-said" role="status">${this.#checked}</p>
          ${this.#hasDepths ? nothing : this.keptDoor.runs?.render()}`,
        ...(this.#hasDepths ? this.#renderDepths() : this.#renderRun()),
        drawers: [
          this.settingsDrawer,
          this.#notesDrawer,
          this.#comparisonDrawer,
          this.readerDrawer,
          this.#layersDrawer,
          this.#digitsDrawer,
          this.#dataDrawer,
        ].map((drawer) => drawer.render()),
      })}
    `;
  }

  /** @returns {unknown} what run there is, and what else can be done with it */
  #renderStart() {
    const buttons = this.#moreButtons();
    return presetMenu(this, buttonGroup({ label: words.more, buttons }));
  }

  /** @returns {{ picture: unknown, sentence: unknown }} of the depths side by side */
  #renderDepths() {
    const depths = this.#depths;
    return {
      picture: depths?.renderPicture() ?? html`<div class="depths"></div>`,
      sentence: html`${depths?.renderSentence()}
      ${this.#announcement.render(depths?.announcement ?? '', true)}`,
    };
  }

  /** @returns {{ picture: unknown, sentence: unknown }} of one run */
  #renderRun() {
    const { speeds, cost, accuracy } = this.#plots;
    const row = this.#row;
    return {
      picture: html`<div class="speeds-main">${speeds.render()}</div>
        <div class="speeds-side" data-control="side">
          <div>${accuracyReadout(row)} ${accuracy.render()}</div>
          <div>${costReadout(row)} ${cost.render()}</div>
        </div>`,
      sentence: html`${this.#predict.around(
        html`<p id="sentence" class="run-meaning" data-control="meaning">
          ${this.#meaning()}
        </p>`,
      )}
      ${this.#announcement.render(this.#said)}`,
    };
  }

  /** @returns {boolean} whether several depths are shown side by side */
  get #hasDepths() {
    return this.state.view === 'depths';
  }

  #loadDepths() {
    this.#depthsComing ??= (async () => {
      try {
        const { DepthsView } = await import('./comparison/depths-view.js');
        this.#depths = new DepthsView(this);
      } catch (error) {
        void missingIn(this, 'depths')(error);
      }
      this.requestUpdate();
    })();
    return this.#depthsComing;
  }

  /** @param {(depths: import('./comparison/depths-view.js').DepthsView) => void} move - them, once their code is there */
  async #inDepths(move) {
    await this.#loadDepths();
    if (this.#depths) move(this.#depths);
  }

  /** @returns {Row | null} of the epoch that is looked at, or of the last */
  get #row() {
    const { history, pointed } = this.training;
    return history?.rows ? history.row(pointed ?? Infinity) : null;
  }

  #read() {
    const row = this.#row;
    const { imagesPerSecond } = this.training.session;
    if (!row) return;
    const depths = this.#hasDepths && { depths: this.#depths?.readings ?? [] };
    this.setReadings({ ...row, imagesPerSecond, ...depths });
  }

  /** @returns {import('../../kit/buttons.js').ButtonOptions} the other view */
  get #viewButton() {
    return {
      control: 'transport view',
      label: this.#hasDepths ? words.showRun : words.showDepths,
      onClick: () => {
        /** @type {'run' | 'depths'} */
        const view = this.#hasDepths ? 'run' : 'depths';
        this.change({ view });
      },
    };
  }

  /** @returns {import('../../kit/buttons.js').ButtonOptions[]} what else can be done with the run */
  #moreButtons() {
    const hasNoRows = !this.training.history?.rows;
    return [
      this.#viewButton,
      this.keptDoor.button(hasNoRows),
      {
        control: 'transport check',
        label: words.check,
        isDisabled: hasNoRows || this.training.phase === 'failed',
        onClick: () => void this.#check(),
      },
    ];
  }

  /** @returns {string} what the row shown means */
  #meaning() {
    const { history, phase, pointed, session } = this.training;
    const row = this.#row;
    if (!history || !row) {
      // The message above the figure says what went wrong.
      const isComing = phase !== 'idle' && phase !== 'failed';
      return isComing ? runWords.starting : '';
    }
    const { constants, isMoving, ending } = session;
    // Looked at from an epoch before its end, the plateau goes on.
    const plateauEnd = row.epoch < session.plateauEnd ? -1 : session.plateauEnd;
    const plateauLast = history.before(plateauEnd);
    const plateau = { plateauEnd, plateauLast };
    const state = this.shown;
    const { measure } = this.state;
    const atStart = speedsOf(history.row(0), measure);
    const isLast = row.epoch === history.epoch;
    const what = {
      row,
      state,
      ending: isLast ? ending : null,
      constants,
      measure,
      atStart,
    };
    const about = { ...what, ...plateau };
    const sentence = meaningOf(about).join(' ');
    if (!isMoving || pointed !== null) this.#said = sentence;
    return sentence;
  }

  async #check() {
    this.#checked = words.checking;
    this.requestUpdate();
    const { images } = this.shown;
    const { session } = this.training;
    try {
      const [{ checkInWords }, check] = await Promise.all([
        import('./gradient-check.js'),
        session.check(),
      ]);
      this.#checked = check ? checkInWords(check, images) : '';
    } catch {
      // If the run is over, the figure already says why.
      this.#checked = session.phase === 'failed' ? '' : words.noCheck;
    }
    this.requestUpdate();
  }
}

/** @typedef {import('./state.js').LearningSpeedsState} State */
/**
 * @typedef {Row & { imagesPerSecond: number,
 *   depths?: import('./comparison/depths-view.js').DepthReadings[] }} Readings
 */
/** @typedef {import('../../core/core.js').CoreParts['training']} Core */
