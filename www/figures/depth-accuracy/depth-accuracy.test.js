import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  DIGITS,
  SPEC,
  Workers,
  openInNode,
} from '../../../tests/unit/realm.js';
import { defaultState, validate } from '../../kit/schema.js';
import { Cells, runAt } from './cells.js';
import { depthReadings, plannedRuns, scoresOf } from './numbers.js';
import { CHAPTER_ACCURACIES } from '../../run/chapter-accuracies.js';
import { INDEPENDENT, isChapters } from './published.js';
import { depthAccuracySchema } from './state.js';
import { dataTable, differenceTable } from './table.js';
import { TimeLeft } from './time-left.js';
import { depthSentence } from './words.js';

/** @import { DepthReadings } from './numbers.js' */
/** @import { DepthAccuracyState } from './state.js' */

const { core } = await openInNode('training');

const { hidden: _hidden, ...quick } = SPEC;

/** @param {Partial<DepthAccuracyState>} changes @returns {DepthAccuracyState} a table that is soon trained */
function stateWith(changes) {
  return validate(depthAccuracySchema, {
    ...quick,
    width: 5,
    depths: [1, 2],
    ...changes,
  });
}

/** Cells over workers without a browser. */
function trial() {
  const workers = new Workers();
  const { transports } = workers;
  const digits = async () => DIGITS.first;
  let told = 0;
  const cells = new Cells(
    () => {
      told += 1;
    },
    { limit: 2, session: { transports, digits, reportMs: 0 } },
  );
  const finish = async () => {
    for (let round = 0; round < 50; round += 1) await workers.work();
  };
  return { cells, finish, told: () => told };
}

describe('the runs of a table', () => {
  it('differ in depth and seed alone', () => {
    const state = stateWith({ depths: [1, 3], seeds: 2, seed: 5 });
    const planned = plannedRuns(state);
    assert.deepEqual(
      planned.map(({ hidden, seed }) => [hidden, seed]),
      [
        [[5], 5],
        [[5, 5, 5], 5],
        [[5], 6],
        [[5, 5, 5], 6],
      ],
    );
  });

  it('are trained once, kept when the table changes, and shown again', async () => {
    const { cells, finish } = trial();
    const state = stateWith({ seeds: 2 });
    cells.play(plannedRuns(state));
    assert.ok(cells.isPlaying);
    await finish();
    assert.ok(!cells.isPlaying);
    const first = depthReadings(core, state, cells);
    assert.equal(first.trained, 4);
    const other = stateWith({ seeds: 2, rate: 0.5 });
    assert.equal(depthReadings(core, other, cells).trained, 0);
    const more = stateWith({ seeds: 3 });
    assert.equal(depthReadings(core, more, cells).trained, 4);
    cells.play(plannedRuns(more));
    await finish();
    const then = depthReadings(core, more, cells);
    assert.equal(then.trained, 6);
    assert.deepEqual(then.accuracies[0]?.slice(0, 2), first.accuracies[0]);
  });

  it('stand still while paused, and stopping loses none that is done', async () => {
    const { cells, finish } = trial();
    const state = stateWith({ seeds: 2 });
    cells.play(plannedRuns(state).slice(0, 2));
    await finish();
    cells.play(plannedRuns(state));
    cells.pause();
    assert.ok(cells.isPaused);
    await finish();
    assert.equal(depthReadings(core, state, cells).trained, 2);
    cells.stop();
    assert.ok(!cells.isPaused);
    assert.equal(depthReadings(core, state, cells).trained, 2);
    cells.play(plannedRuns(state));
    await finish();
    assert.equal(depthReadings(core, state, cells).trained, 4);
    cells.reset();
    assert.equal(depthReadings(core, state, cells).trained, 0);
  });

  it('on other images are kept apart, and shown again with their images', async () => {
    const { cells, finish } = trial();
    const state = stateWith({ depths: [1] });
    const planned = plannedRuns(state);
    cells.play(planned);
    await finish();
    const site = depthReadings(core, state, cells);
    let copies = 0;
    const own = {
      name: 'letters',
      part: (/** @type {number} */ images) => {
        copies += 1;
        return {
          classes: 26,
          images: new Uint8Array(784 * images).fill(9),
          labels: Uint8Array.from({ length: images }, (_, at) => 25 - at),
          validationImages: new Uint8Array(784 * 2),
          validationLabels: Uint8Array.of(25, 3),
        };
      },
      memoryOf: () => 1e6,
    };
    cells.own = own;
    const guess = { classes: 26, constant: 1 / 26 };
    assert.equal(depthReadings(core, state, cells, guess).trained, 0);
    cells.play(planned);
    await finish();
    const letters = depthReadings(core, state, cells, guess);
    assert.equal(letters.trained, 1);
    assert.equal(letters.classes, 26);
    const cost = () => cells.at(runAt(state, 1, 0))?.history?.columns(0, 1, 1);
    const found = cost();
    // One worker, one copy.
    assert.equal(copies, 1);
    cells.own = null;
    assert.deepEqual(depthReadings(core, state, cells), site);
    assert.notDeepEqual(cost(), found);
    cells.own = own;
    assert.deepEqual(depthReadings(core, state, cells, guess), letters);
  });

  it('score the network after training, not before it', async () => {
    const { cells, finish } = trial();
    const state = stateWith({ depths: [1] });
    cells.play(plannedRuns(state));
    await finish();
    const run = cells.at(runAt(state, 1, 0));
    assert.ok(run);
    const { best, bestEpoch, last } = scoresOf(run);
    assert.ok(bestEpoch > 0);
    assert.ok(best >= last);
    const table = dataTable(state, cells, 'MNIST');
    assert.deepEqual(table.rows[0]?.slice(0, 3), [1, state.seed, best]);
  });
});

describe('a state', () => {
  it('has depths that rise, and room for its seeds', () => {
    for (const bad of [
      { depths: [2, 1] },
      { depths: [1, 1] },
      { depths: [9] },
      { seed: 4_294_967_295, seeds: 2 },
      { images: 100, batch: 101 },
      { images: 50_001 },
      { validation: /** @type {const} */ ('test') },
    ]) {
      assert.throws(() => validate(depthAccuracySchema, bad), TypeError);
    }
  });

  it('of files of the reader’s own may have more images, and a test set', () => {
    const own = /** @type {const} */ ({ data: 'own', validation: 'test' });
    const state = stateWith({ ...own, images: 104_000 });
    assert.equal(state.images, 104_000);
    assert.ok(!isChapters(stateWith(own)));
  });

  it('is the chapter’s unless a setting of its runs differs', () => {
    const chapter = defaultState(depthAccuracySchema);
    assert.ok(isChapters(chapter));
    assert.ok(isChapters({ ...chapter, seeds: 4, depths: [2], score: 'last' }));
    assert.ok(!isChapters({ ...chapter, images: 8000 }));
    assert.ok(!isChapters({ ...chapter, width: 31 }));
    for (const known of [
      CHAPTER_ACCURACIES,
      INDEPENDENT.best,
      INDEPENDENT.last,
    ]) {
      assert.deepEqual([...known.keys()], [1, 2, 3, 4]);
    }
  });
});

/**
 * @param {readonly (readonly number[])[]} accuracies - by depth from 1 on, then seed
 * @param {{ classes: number, constant: number }} [guess] - ten digits if it is left out
 * @returns {DepthReadings}
 */
function readingsOf(accuracies, guess = undefined) {
  const depths = accuracies.map((_, index) => index + 1);
  const state = { ...stateWith({ seeds: accuracies[0]?.length ?? 1 }), depths };
  /** @type {any} */
  const cells = {
    at: (/** @type {import('../../run/run-state.js').RunState} */ run) => {
      const value =
        accuracies[run.hidden.length - 1]?.[run.seed - state.seed] ?? NaN;
      return Number.isNaN(value)
        ? undefined
        : {
            phase: 'done',
            history: {
              layers: 1,
              epochs: [0, 1],
              columns: () => [0, 0, 0.5, value],
            },
          };
    },
  };
  return depthReadings(core, state, cells, guess);
}

describe('the sentence', () => {
  it('claims a drop only where a paired test tells it from chance', () => {
    const told = [
      [0.9671, 0.9685, 0.9653],
      [0.9696, 0.9694, 0.9684],
      [0.968, 0.966, 0.9677],
      [0.9653, 0.9658, 0.9659],
    ];
    assert.match(
      depthSentence(readingsOf(told)),
      /^More layers do not keep helping: 2 hidden layers read best: 96\.91\s%; 4 hidden layers, 96\.57\s%, which is 0\.35 ± 0\.05 points less over 3 seeds\.$/u,
    );
    const untold = told.map((row, index) =>
      index === 3 ? [0.9653, 0.9699, 0.9683] : row,
    );
    assert.match(
      depthSentence(readingsOf(untold)),
      /cannot be told from chance\.$/u,
    );
  });

  it('says of one run each that it says little', () => {
    assert.match(
      depthSentence(readingsOf([[0.9671], [0.9696], [0.968]])),
      /One run each says little/u,
    );
  });

  it('counts what is trained until all is, and names who still guesses', () => {
    assert.match(
      depthSentence(readingsOf([[0.96], [NaN]])),
      /^1 of 2 networks are trained\.$/u,
    );
    assert.match(
      depthSentence(readingsOf([[0.9], [0.11]])),
      /With 2 hidden layers it hardly gets beyond guessing\.$/u,
    );
    const letters = { classes: 26, constant: 1 / 26 };
    assert.doesNotMatch(
      depthSentence(readingsOf([[0.9], [0.11]], letters)),
      /guessing/u,
    );
    assert.match(
      depthSentence(readingsOf([[0.9], [0.08]], letters)),
      /With 2 hidden layers it hardly gets beyond guessing\.$/u,
    );
    assert.match(depthSentence(readingsOf([[NaN]])), /^Train the networks/u);
  });

  it('praises the deepest where it is best', () => {
    assert.match(
      depthSentence(readingsOf([[0.9], [0.95]])),
      /^The deepest network, with 2 hidden layers read best/u,
    );
  });
});

describe('the table of differences', () => {
  it('sets each depth against the one before, over seeds that both have', () => {
    const readings = readingsOf([
      [0.9, 0.92, 0.94],
      [0.91, NaN, 0.97],
    ]);
    const { rows } = differenceTable(readings, true);
    assert.equal(rows.length, 1);
    assert.deepEqual(rows[0]?.[0], '1 → 2');
    assert.equal(rows[0]?.[1], '2.00');
    assert.equal(rows[0]?.[3], 2);
    assert.equal(rows[0]?.[5], '0.42');
  });
});

describe('the time left', () => {
  it('follows from how the work went, and not from pauses', () => {
    let now = 0;
    const time = new TimeLeft(() => now);
    assert.equal(time.of(0, true), '');
    now = 10_000;
    assert.equal(time.of(0.1, true), '2 min');
    assert.equal(time.of(0.1, false), '');
    now = 500_000;
    assert.equal(time.of(0.1, true), '2 min');
    now = 510_000;
    assert.equal(time.of(0.5, true), '20 s');
  });
});
