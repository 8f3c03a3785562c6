import { partsFor } from '../../core/digits.js';
import { Predict } from '../../kit/predict/predict.js';
import { agreement } from '../../run/digits-wish.js';
import { strideOf } from '../../run/pace.js';
import { isSameRun } from '../../run/run-state.js';
import { RunPictures } from '../../run/run-pictures.js';
import { hasDiverged, smallerRate } from '../../run/run-words.js';
import { RunsKept } from '../../run/runs-kept.js';
import { RunsPlayed } from '../../run/runs-played.js';
import { RunsTogether } from '../../run/runs-together.js';
import { CureCard } from './cure-card.js';
import { MOST_RUNS, runsOf } from './state.js';
import { curesWords as words } from './words.js';

/** @import { GradientCuresElement } from './gradient-cures.js' */

/** What all axes span before any number is beyond it, so that they stand still as a rule. */
const RANGE = /** @type {const} */ ([1e-7, 1]);

/**
 * The runs of the figure and their pictures. They begin with the first Play or Step,
 * which may have to fetch digits, and anew when the figure's settings change.
 *
 * @augments {RunsPlayed<RunsTogether>}
 */
export class CuresRuns extends RunsPlayed {
  #host;
  /** @type {RunPictures<CureCard>} */
  #pictures;
  /** @type {readonly Predict[]} Of each run, whatever its settings. */
  #predicts;

  /** @param {GradientCuresElement} host - the figure */
  constructor(host) {
    const safe = new RunsKept({
      host,
      planned: () => runsOf(host.state),
      isMoved: () => this.phase !== 'idle',
      goOn: (kept) => {
        agreement.isGiven = true;
        this.#start(true, kept);
      },
      pace: () => this.pace,
    });
    const runs = new RunsTogether(() => this.changed(), {
      keeper: safe,
      limit: MOST_RUNS,
      isEager: true,
      isKept: true,
      session: { part: 'cures' },
    });
    super(runs, host);
    this.safe = safe;
    this.#host = host;
    this.#pictures = new RunPictures(host);
    this.#predicts = Array.from(
      { length: MOST_RUNS },
      (_, index) =>
        new Predict(host, {
          of: words.runName(index + 1),
          isOffered: () => this.#chosen === index && !this.#drawn,
        }),
    );
    this.#show();
    host.addController(this);
  }

  /** @param {unknown} sentence - of the figure @returns {unknown} with what there is to say of a prediction */
  aroundPrediction(sentence) {
    const shown = this.#drawn ?? this.#predicts[this.#chosen];
    return shown?.around(sentence) ?? sentence;
  }

  /** @returns {Predict | undefined} that which is being drawn */
  get #drawn() {
    return this.#predicts.find(({ prediction }) => prediction?.isDrawing);
  }

  /** @returns {number} the place of the run whose switches are shown, from 0 */
  get #chosen() {
    return this.#host.chosen - 1;
  }

  /** @returns {CureCard | undefined} of the run whose switches are shown */
  get chosenCard() {
    return this.cards[this.#chosen];
  }

  /** @returns {number} the last epoch that the axes have */
  get lastEpoch() {
    const { state, keptDoor } = this.#host;
    return Math.max(state.epochs, keptDoor.runs?.epochs ?? 0);
  }

  /** @returns {boolean} never: what is missing is fetched with the first Play */
  get isBlocked() {
    return false;
  }

  /** @returns {import('../../run/pace.js').Pace} of the figure */
  get pace() {
    return this.#host.pacing;
  }

  /** @returns {{ epochs: number, images: number }} of the settings */
  get shown() {
    return this.#host.state;
  }

  /** @returns {readonly CureCard[]} one for each run */
  get cards() {
    return this.#pictures.all;
  }

  /** @param {import('../../run/pace.js').Pace} pace - of the figure from now on */
  keepPace(pace) {
    this.#host.pace = pace;
  }

  /** Every run has its place, with nothing in it yet. */
  lay() {
    this.runs.cancel();
    this.runs.runs = [];
    this.forget();
    this.safe.begun();
    this.safe.look();
    this.#show();
  }

  /**
   * Trains all to their last epoch; agrees to what that fetches.
   *
   * @override
   */
  play() {
    agreement.isGiven = true;
    super.play();
  }

  /**
   * Opens as a link asks for: it is no answer to a question of megabytes.
   *
   * @param {import('../../run/moment.js').Moment} moment
   * @override
   */
  openAt(moment) {
    const { images } = this.#host.state;
    if (agreement.isGiven || !partsFor(images).includes('all')) {
      super.openAt(moment);
    }
  }

  /** @param {import('../../run/run-session.js').Goal} goal @override */
  resume(goal) {
    if (this.phase === 'idle') {
      agreement.isGiven = true;
      this.#start(false);
    }
    super.resume(goal);
  }

  /** @override */
  step() {
    if (this.phase === 'idle') {
      agreement.isGiven = true;
      this.#start(false);
    }
    super.step();
  }

  /** @override */
  restart() {
    if (this.phase !== 'idle') this.#start(false);
  }

  /** Trains with a smaller rate what has diverged. */
  slower() {
    const rates = this.cards.flatMap(({ run }, index) =>
      hasDiverged(run.pooled.ending)
        ? [[`rate${index + 1}`, smallerRate(run.state.rate)]]
        : [],
    );
    this.#host.change(Object.fromEntries(rates));
    this.settle();
    this.play();
  }

  /** Plays, pauses or runs again. */
  toggle() {
    if (this.isPlaying) this.pause();
    else if (this.phase === 'done') this.#start(true);
    else this.play();
  }

  /** The figure has other settings: what was begun begins anew with them. */
  settle() {
    const planned = runsOf(this.#host.state);
    const cards = this.cards.map(({ run }) => run.state);
    const isSame =
      cards.length === planned.length &&
      planned.every((run, index) => isSameRun(run, cards[index] ?? run));
    if (isSame) return;
    const isThere =
      agreement.isGiven || !partsFor(planned[0]?.images ?? 0).includes('all');
    if (this.phase !== 'idle' && isThere) this.#start(this.isPlaying);
    else this.lay();
  }

  /** @param {import('../../run/runs-together.js').ComparedRun} run - failed; begins anew */
  retry(run) {
    this.runs.retry(run);
  }

  /** @override */
  changed() {
    this.#host.read();
    super.changed();
  }

  /** Hands the pace on, which is an attribute of the figure. */
  hostUpdated() {
    this.runs.pace = strideOf(this.pace);
  }

  /** Ends the runs, unless the figure is merely moved. */
  hostDisconnected() {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.lay();
    });
  }

  /**
   * @param {boolean} plays - whether they play at once
   * @param {readonly (import('../../run/run-session.js').KeptRun | null)[]} [kept] - what
   *   each goes on from
   */
  #start(plays, kept = []) {
    this.forget();
    this.safe.begun();
    this.runs.pace = strideOf(this.pace);
    this.runs.begin(
      runsOf(this.#host.state).map((state, index) => ({
        value: index + 1,
        state,
      })),
      { weightSpeeds: false, isWanted: plays, kept },
    );
    this.#show();
  }

  #show() {
    const { runs } = this.runs;
    const range = () => {
      const kept = this.#host.keptDoor.runs?.overlay('speeds')?.values ?? [];
      const decades = kept
        .map((value) => Math.log10(value))
        .flatMap((log) => [10 ** Math.floor(log), 10 ** Math.ceil(log)]);
      const ends = [...RANGE, ...(this.#pictures.range ?? []), ...decades];
      return /** @type {const} */ ([Math.min(...ends), Math.max(...ends)]);
    };
    this.#pictures.show(
      runsOf(this.#host.state).map(
        (state, index) =>
          new CureCard(runs[index] ?? { state, history: null }, {
            number: index + 1,
            host: this.#host,
            range,
            predict: /** @type {Predict} */ (this.#predicts[index]),
            retry: (run) => this.retry(run),
          }),
      ),
    );
  }
}
