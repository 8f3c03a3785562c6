import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultState, validate } from '../kit/schema.js';
import { differenceWords } from './kept-runs.js';
import { MOST_KEPT, keptIn, keptToText, kindOfRuns } from './kept-text.js';
import { cureFields, runFields, runSchema } from './run-state.js';

const BASE = defaultState(runSchema);

/** @param {object} part - of the settings of a run */
const run = (part) => validate(runSchema, part, BASE);

describe('kept runs in a link', () => {
  it('are the epochs, and the settings that are not those of the figure', () => {
    const kept = [
      { state: run({ seed: 2, hidden: [20, 30, 10] }), epoch: 499 },
      { state: run({ activation: 'relu', rate: 0.1 + 0.2 }), epoch: 7 },
      { state: BASE, epoch: 0 },
    ];
    const text = keptToText(kept, BASE);
    assert.equal(
      text,
      '499,hidden:20,30,10,seed:2;7,rate:0.30000000000000004,activation:relu;0',
    );
    const { runs, problems } = keptIn(text, BASE);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      runs.map(({ state, epoch }) => ({
        ...state,
        epochs: BASE.epochs,
        epoch,
      })),
      kept.map(({ state, epoch }) => ({ ...state, epoch })),
    );
    assert.equal(keptToText(runs, BASE), text);
    assert.deepEqual(keptIn('', BASE), { runs: [], problems: [] });
  });

  it('are dropped where they are bad, and what is wrong is said', () => {
    for (const [bad, says] of /** @type {const} */ ([
      ['seed:2', /begins with the epoch/],
      ['-1', /begins with the epoch/],
      ['7.5', /begins with the epoch/],
      ['10001', /0 to 10000/],
      ['5,depth:3', /no setting “depth”/],
      ['5,epochs:3', /no setting “epochs”/],
      ['5,__proto__:3', /no setting/],
      ['5,30', /no setting “”/],
      ['5,seed:x', /seed/],
      ['5,seed:1,seed:2', /seed appears twice/],
      ['5,images:100,batch:200', /batch/],
      ['5,images:50000,batch:10', /not trained unasked/],
    ])) {
      const { runs, problems } = keptIn(`${bad};9,seed:3`, BASE);
      assert.deepEqual(
        runs.map(({ epoch, state }) => [epoch, state.seed]),
        [[9, 3]],
        bad,
      );
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', says);
    }
  });

  it('have the remedies of their figure, and a length where their rate depends on it', () => {
    const { freeze: _, ...shared } = runFields;
    const kind = kindOfRuns({ ...shared, ...cureFields });
    const base = defaultState(kind.schema);
    const bare = { ...base, epochs: 7 };
    const scheduled = { ...base, schedule: 'cosine', epochs: 40 };
    const kept = [
      { state: { ...bare, normalisation: 'batch', residual: 'on' }, epoch: 7 },
      { state: scheduled, epoch: 7 },
    ];
    const text = keptToText(kept, base, kind);
    assert.equal(
      text,
      '7,normalisation:batch,residual:on;7,schedule:cosine,epochs:40',
    );
    const { runs, problems } = keptIn(text, base, kind);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      runs.map(({ state, epoch }) => ({ state: { ...state }, epoch })),
      kept,
    );
    // Of a figure whose runs have a schedule, all do, and their own lengths.
    assert.deepEqual(keptIn('7', scheduled, kind).runs[0]?.state.epochs, 40);
    for (const [bad, says] of /** @type {const} */ ([
      ['7,freeze:1', /no setting “freeze”/],
      ['7,schedule:cosine,epochs:6', /epoch it had come to, 0 to 6/],
      ['7,schedule:constant,epochs:9', /no setting “epochs”/],
      ['7,normalisation:batch,batch:1', /batch/],
    ])) {
      const found = keptIn(bad, base, kind);
      assert.deepEqual(found.runs, []);
      assert.match(found.problems[0] ?? '', says);
    }
  });

  it('are taken with the settings of the link where their figure settles nothing', () => {
    const { settled: _, ...bare } = kindOfRuns(runFields);
    const { runs, problems } = keptIn('7,seed:3', BASE, bare);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      runs.map(({ state, epoch }) => ({ ...state, epoch })),
      [{ ...BASE, seed: 3, epoch: 7 }],
    );
  });

  it('are bounded in number and in length', () => {
    const many = keptIn(Array(9).fill('3').join(';'), BASE);
    assert.equal(many.runs.length, MOST_KEPT);
    assert.equal(many.problems.length, 1);
    const long = keptIn(`3,hidden:${'9,'.repeat(1e5)}9`, BASE);
    assert.deepEqual([long.runs.length, long.problems.length], [0, 1]);
  });

  it('have labels that say in what they differ', () => {
    assert.equal(differenceWords(BASE, BASE), 'as now');
    const state = run({ seed: 2, rate: 0.5, activation: 'relu' });
    assert.equal(differenceWords(run({ seed: 2 }), BASE), 'seed 2');
    assert.match(differenceWords(state, BASE), /^η 0\.5.*, ReLU \+ 1$/);
    assert.equal(differenceWords(run({ hidden: [8, 5] }), BASE), 'hidden 8-5');
  });
});
