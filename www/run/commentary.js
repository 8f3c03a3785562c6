/** @import { ReactiveController } from 'lit' */
/** @import { Announcement } from '../kit/announcement.js' */
/** @import { Commentator, Standing } from './commentary-rules.js' */

/**
 * Lets a figure say what its runs do while they play. What there is to say comes with
 * the first run that moves.
 *
 * @implements {ReactiveController}
 */
export class Commentary {
  #announcement;
  #standing;
  /** @type {Commentator | undefined} */
  #commentator;
  #hasMoved = false;
  #isComing = false;
  /** Whether it did not come for the run that moves. */
  #hasFailed = false;

  /**
   * @param {import('lit').ReactiveControllerHost} host - the figure
   * @param {Announcement} announcement - that says it
   * @param {() => Standing} standing - its runs now
   */
  constructor(host, announcement, standing) {
    this.#announcement = announcement;
    this.#standing = standing;
    host.addController(this);
  }

  /** The runs may have gone on. */
  hostUpdated() {
    const standing = this.#standing();
    // A run may end between two updates.
    const isDue = standing.isMoving || this.#hasMoved || this.#commentator;
    if (standing.isMoving && !this.#hasMoved) this.#hasFailed = false;
    this.#hasMoved = standing.isMoving;
    if (!isDue) return;
    if (!this.#commentator) return void this.#load();
    this.#announcement.say(this.#commentator.hear(standing, performance.now()));
  }

  async #load() {
    if (this.#isComing || this.#hasFailed) return;
    this.#isComing = true;
    try {
      const { Commentator } = await import('./commentary-rules.js');
      this.#commentator = new Commentator();
      // A short run is over by now.
      this.#hasMoved = true;
      this.hostUpdated();
    } catch {
      // Offline: the next run asks again.
      this.#isComing = false;
      this.#hasFailed = true;
    }
  }
}

/**
 * @param {{ session: import('./run-session.js').RunSession }} run - of a figure
 * @returns {Standing} for what is said of it
 */
export function standingOf({ session }) {
  const { history, isMoving, phase, ending, plateauEnd } = session;
  if (!history?.rows) return { runs: [], isMoving };
  const isOver = phase === 'done';
  const plateauLast = history.before(plateauEnd);
  const run = { history, isOver, ending, plateauEnd, plateauLast };
  return { runs: [run], isMoving };
}

/**
 * @param {import('./runs-played.js').RunsPlayed<any>} played - runs side by side
 * @param {(run: import('./runs-together.js').ComparedRun) => string} nameOf - in words
 * @returns {Standing} likewise
 */
export function standingOfAll({ runs, isPlaying }, nameOf) {
  return {
    isMoving: isPlaying,
    runs: runs.runs.flatMap(
      (/** @type {import('./runs-together.js').ComparedRun} */ run) => {
        const { history, ending, isOver, plateauEnd } = run.pooled;
        if (!history?.rows) return [];
        const plateauLast = history.before(plateauEnd);
        const name = nameOf(run);
        return [{ name, history, ending, isOver, plateauEnd, plateauLast }];
      },
    ),
  };
}
