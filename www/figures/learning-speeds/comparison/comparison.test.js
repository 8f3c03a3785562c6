import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { epochsOf, summaryOf, tableOf } from './comparison-numbers.js';
import { SUBJECTS, firstSeed, isSameBesides, planOf } from './plan.js';
import { RunHistory } from '../../../run/run-history.js';
import { runFields, runSchema } from '../../../run/run-state.js';
import { defaultState, validate } from '../../../kit/schema.js';
import { tableToCsv } from '../../../kit/number-table.js';
import {
  commonWords,
  progressWords,
  runTitle,
  standingWords,
} from './words.js';

/** @import { RunState } from '../../../run/run-state.js' */

const FRESH = defaultState(runSchema);

/**
 * @param {Partial<RunState>} part - of a state
 * @returns {RunState} the whole
 */
function stateOf(part) {
  return validate(runSchema, part, FRESH);
}

/**
 * Stands in for the core's, whose own tests are in Rust.
 *
 * @param {Float64Array} values - row-major
 * @param {number} columns - of them
 */
function spreadOfColumns(values, columns) {
  const found = [];
  for (let column = 0; column < columns; column += 1) {
    const own = [...values]
      .filter((_, index) => index % columns === column)
      .sort((a, b) => a - b);
    found.push(own[0] ?? NaN, own[own.length >> 1] ?? NaN, own.at(-1) ?? NaN);
  }
  return Float64Array.from(found);
}

/**
 * @param {number} seed - of the run
 * @param {readonly number[]} speeds - of its last row; the first is all ones
 * @param {'done' | 'running'} [phase] - how it stands
 * @returns {any} as much of a run as the numbers need
 */
function runOf(seed, speeds, phase = 'done') {
  const history = new RunHistory(speeds.length);
  history.append([0], Float64Array.from([...speeds.map(() => 1), 3, 0.1, 0.2]));
  history.append([1], Float64Array.from([...speeds, 2.5, 0.75, 0.5]));
  const hidden = speeds.map(() => 30);
  const state = stateOf({ seed, hidden });
  return { value: seed, state, history, phase, lastRow: history.row(1) };
}

describe('the runs of a comparison', () => {
  it('have one to so many hidden layers of the present width', () => {
    const base = stateOf({ hidden: [20, 40], seed: 9 });
    const plan = planOf('depth', base, 3);
    assert.deepEqual(
      plan.map(({ state }) => state.hidden),
      [[20], [20, 20], [20, 20, 20]],
    );
    assert.ok(plan.every(({ state }) => state.seed === 9));
  });

  it('have the seeds from the present one on, and none beyond the last', () => {
    const seedsOf = (/** @type {number} */ seed) =>
      planOf('seed', stateOf({ seed }), 3).map(({ state }) => state.seed);
    assert.deepEqual(seedsOf(7), [7, 8, 9]);
    assert.deepEqual(seedsOf(4294967295), [4294967293, 4294967294, 4294967295]);
    assert.equal(firstSeed(stateOf({ seed: 0 }), 8), 0);
  });

  it('have every value of a choice', () => {
    const values = planOf('initialisation', FRESH, 2).map(({ value }) => value);
    assert.deepEqual(values, runFields.initialisation.options);
    assert.equal(values.length, 8);
  });

  it('are all valid states of the figure, and have names', () => {
    for (const subject of SUBJECTS) {
      for (const { state, value } of planOf(subject, FRESH, 8)) {
        assert.deepEqual(validate(runSchema, state, FRESH), state);
        assert.ok(runTitle(subject, value), `${subject} ${value}`);
      }
    }
    assert.equal(runTitle('depth', 1), '1 hidden layer');
    assert.equal(runTitle('depth', 3), '3 hidden layers');
    assert.equal(runTitle('seed', 4), 'seed 4');
    assert.equal(runTitle('activation', 'relu'), 'ReLU');
  });

  it('are still those of the figure when it shows another of them', () => {
    assert.ok(isSameBesides('seed', FRESH, stateOf({ seed: 5 })));
    assert.ok(isSameBesides('depth', FRESH, stateOf({ hidden: [30, 30, 30] })));
    assert.ok(!isSameBesides('depth', FRESH, stateOf({ hidden: [31, 31] })));
    assert.ok(!isSameBesides('seed', FRESH, stateOf({ rate: 0.2 })));
  });
});

describe('the numbers of a comparison', () => {
  const runs = [
    runOf(1, [0.001, 0.004]),
    runOf(2, [0.002, 0.004]),
    runOf(3, [0.004, 0.004]),
  ];

  it('compare the last hidden layer with the first', () => {
    const { rows, hasSpread } = tableOf({ runs, subject: 'depth' }, null);
    assert.equal(hasSpread, false);
    assert.deepEqual(rows[0]?.slice(1, 5), [
      '1',
      '0.00100000',
      '0.00400000',
      '4.00000',
    ]);
    assert.deepEqual(rows[0]?.slice(6), ['75.0\u202f%', '50.0\u202f%']);
  });

  it('have the spread over seeds below them, of those that are done', () => {
    const still = runOf(4, [9, 9], 'running');
    const { rows, caption, hasSpread } = tableOf(
      { runs: [...runs, still], subject: 'seed' },
      spreadOfColumns,
    );
    assert.equal(hasSpread, true);
    assert.match(caption, /over the 3 that are done/);
    assert.deepEqual(
      rows.slice(-3).map(([name, , first]) => [name, first]),
      [
        ['lowest', '0.00100000'],
        ['median', '0.00200000'],
        ['highest', '0.00400000'],
      ],
    );
  });

  it('have no spread of one run, nor over depths', () => {
    const [one] = runs;
    const alone = tableOf({ runs: [one], subject: 'seed' }, spreadOfColumns);
    assert.equal(alone.hasSpread, false);
    const depths = tableOf({ runs, subject: 'depth' }, spreadOfColumns);
    assert.equal(depths.hasSpread, false);
  });

  it('show 0, subnormal numbers, NaN and infinity as themselves', () => {
    const odd = [
      runOf(1, [0, 5e-324]),
      runOf(2, [NaN, 1]),
      runOf(3, [Infinity, 1]),
    ];
    const { rows } = tableOf({ runs: odd, subject: 'depth' }, null);
    assert.deepEqual(
      rows.map((row) => row.slice(2, 5)),
      [
        ['0', '4.94066×10⁻³²⁴', '∞'],
        ['NaN', '1.00000', 'NaN'],
        ['∞', '1.00000', '0'],
      ],
    );
  });

  it('are empty for a run that has not begun', () => {
    const waiting = { ...runOf(1, [1]), history: null, lastRow: null };
    const comparison = {
      runs: [waiting],
      subject: /** @type {const} */ ('seed'),
    };
    const { rows } = tableOf(comparison, spreadOfColumns);
    assert.deepEqual(rows, [['seed 1', ...Array(7).fill('')]]);
    assert.equal(epochsOf(comparison).rows.length, 0);
  });

  it('have every digit and all settings in the file', () => {
    const third = [runOf(1, [1 / 3, 5e-324])];
    const { headings, rows } = summaryOf(
      { runs: third, subject: 'seed' },
      null,
    );
    const [row = []] = rows;
    assert.equal(row.length, headings.length);
    /** @param {string} name - of a column */
    const at = (name) => row[headings.indexOf(name)];
    assert.equal(at('hidden'), '30,30');
    assert.equal(at('precision'), 'f32');
    assert.equal(at('speed_first'), 1 / 3);
    assert.equal(at('speed_last'), 5e-324);
    const csv = tableToCsv({ caption: '', headings, rows });
    assert.match(csv, /"30,30"/);
    assert.match(csv, /0\.3333333333333333,5e-324/);
  });

  it('are there for every epoch, and empty where a run has no such layer', () => {
    const both = [runOf(1, [0.5]), runOf(2, [0.25, 0.125])];
    const { headings, rows } = epochsOf({ runs: both, subject: 'depth' });
    assert.deepEqual(headings.slice(2, 5), ['epoch', 'speed_1', 'speed_2']);
    assert.deepEqual(
      rows.map((row) => row.slice(2, 5)),
      [
        [0, 1, ''],
        [1, 0.5, ''],
        [0, 1, 1],
        [1, 0.25, 0.125],
      ],
    );
  });
});

describe('the words of a comparison', () => {
  it('count the runs by how they stand', () => {
    assert.equal(
      progressWords(['done', 'running', 'running', 'waiting'], false),
      '4 runs: 1 done, 2 training, 1 waiting.',
    );
    assert.equal(
      progressWords(['running', 'failed', 'cancelled'], true),
      '3 runs: 1 paused, 1 failed, 1 cancelled.',
    );
    assert.equal(standingWords('running', true), 'paused');
    assert.equal(standingWords('done', true), 'done');
  });

  it('say what the runs have in common, and not what they differ in', () => {
    assert.match(
      commonWords('depth', FRESH),
      /30 neurons in each hidden layer/,
    );
    assert.doesNotMatch(commonWords('seed', FRESH), /seed/);
    assert.doesNotMatch(commonWords('activation', FRESH), /sigmoid/);
    assert.match(commonWords('seed', FRESH), /1000 images, full batch/);
    const softmax = stateOf({ output: 'softmax' });
    assert.match(commonWords('activation', softmax), /; softmax output;/);
  });
});
