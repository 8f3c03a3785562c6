/** The training of the cell that is shown, for whoever keeps it. */
import { JobClient } from '../../core/client/job-client.js';
import { wordsOf } from '../../core/core-error.js';
import { readable, share } from '../../kit/numbers.js';
import { schema } from '../../kit/schema.js';
import { MOST, ROW, freshRun, grown, historyOf, isOver } from './learning.js';
import { gradientThroughTimeSchema, OWN, ofRun, trainingOf } from './state.js';
import { timeWords as words } from './words.js';

/** @import { Kept } from '../../run/kept-text.js' */
/** @import { KeptSource, News } from '../../run/kept-runs.js' */
/** @import { Run } from './learning.js' */
/** @import { Cell, State } from './state.js' */

const keptWords = Object.freeze({
  /** What settings are called in the label of a kept run. @type {Readonly<Record<string, string>>} */
  settings: Object.freeze({
    radius: 'radius',
    forgetBias: 'forget bias',
    updateBias: 'update bias',
    length: 'T',
    width: 'neurons',
    input: 'inputs',
    rate: 'η',
    seed: 'seed',
  }),
  clippings: Object.freeze({ none: 'unclipped', norm: 'clipped' }),
  numbers: (/** @type {number} */ steps, /** @type {string} */ right) =>
    `There it answers ${right} right after ${steps} steps.`,
});

/** Rows that are trained at once: a run that is removed stops after them. */
const ROWS = 8;

/** How many networks are measured is no matter of the one that learns. */
const { seeds: _seeds, ...fields } = gradientThroughTimeSchema.fields;

/** @type {KeptSource['kind']} */
const kind = {
  schema: schema('kept', fields),
  unit: 'step',
  least: 1,
  most: MOST,
  keys: ({ cell }) => {
    const own = OWN[/** @type {Cell} */ (cell)];
    return Object.keys(fields).filter(
      (key) => key === own || !Object.values(OWN).some((one) => one === key),
    );
  },
};

/** @type {import('../../run/kept-runs.js').NameOf} */
function nameOf(key, value) {
  if (key === 'cell') return words.cells[/** @type {Cell} */ (value)];
  if (key === 'clipping') {
    return keptWords.clippings[/** @type {'norm'} */ (value)];
  }
  const name = keptWords.settings[key];
  return name && `${name} ${readable(value)}`;
}

/**
 * What is drawn of a kept run.
 *
 * @param {Run} run - as far as it has come
 * @param {string} what - `accuracy`, by steps of training, or `gradient`: log₁₀ of it at
 *   each step t after the last of them
 * @returns {ReturnType<import('../../run/kept-runs.js').OwnSeries>} one line
 */
function series({ accuracies, norms }, what) {
  const isGradient = what === 'gradient';
  const values = isGradient ? norms : accuracies;
  const epochs = values.map((_, row) => (isGradient ? row : (row + 1) * ROW));
  return { values, width: 1, epochs };
}

/**
 * @param {{ readonly state: State }} figure
 * @param {() => Run | undefined} shown - the run of its cell
 * @returns {KeptSource} that trains one after the other, in a worker of their own
 */
export function keptOfTime(figure, shown) {
  /** @type {JobClient | undefined} */
  let jobs;
  /** @type {{ run: Kept, came: (news: News) => void }[]} */
  let due = [];

  /** Trains the first that is due, until none is. */
  const work = async () => {
    const client = (jobs = new JobClient({ part: 'recurrent' }));
    for (let one = due[0]; one && jobs === client; one = due[0]) {
      const news = await train(client, one, () => jobs === client);
      if (jobs !== client) return;
      due = due.filter((other) => other !== one);
      one.came(news);
    }
    client.close();
    jobs = undefined;
  };

  /**
   * @param {JobClient} client
   * @param {typeof due[0]} one
   * @param {() => boolean} isWanted
   * @returns {Promise<News>} what comes of it
   */
  const train = async (client, { run: { state, epoch }, came }, isWanted) => {
    let run = freshRun(state);
    while (run.steps < epoch && !isOver(run) && isWanted()) {
      const rows = Math.min(ROWS, Math.ceil((epoch - run.steps) / ROW));
      const { steps: from, parameters } = run;
      try {
        const found = await client.run('memory-run', {
          ...{ ...figure.state, ...state },
          ...{ rows, from, parameters: Float64Array.from(parameters) },
        });
        run = grown(run, found);
      } catch (error) {
        const failure = words.failed(wordsOf(error));
        return { ...newsOf(run), isDone: false, failure };
      }
      if (isWanted()) came(newsOf(run));
    }
    return { ...newsOf(run), isDone: true };
  };

  return {
    kind,
    series,
    nameOf,
    isBrief: true,
    base: () => ofRun(figure.state),
    taken: () => {
      const run = shown();
      const { state } = figure;
      if (!run?.steps || run.training !== trainingOf(state, run.cell)) {
        return null;
      }
      const history = historyOf(run);
      return {
        ...{ state: ofRun(state), epoch: run.steps, own: run },
        ...{ history, rows: history.rows },
      };
    },
    train: (run, came) => {
      due = [...due, { run, came }];
      if (!jobs) void work();
    },
    cancel: () => {
      due = [];
      jobs?.close();
      jobs = undefined;
    },
    says: ({ own }) =>
      keptWords.numbers(own.steps, share(own.accuracies.at(-1) ?? NaN)),
  };
}

/** @param {Run} run @returns {News} of it, as it goes on */
function newsOf(run) {
  const { steps: epoch } = run;
  return { history: historyOf(run), own: run, epoch, isDone: false };
}
