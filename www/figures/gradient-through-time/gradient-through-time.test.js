import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { svg } from 'lit';
import { markup } from '../../../tests/markup.js';
import { openInNode } from '../../../tests/unit/realm.js';
import { take } from '../../core/plain.js';
import { presetOf } from '../../kit/presets.js';
import { defaultState, validate } from '../../kit/schema.js';
import { verdictOf } from '../../run/run-check.js';
import { differenceWords } from '../../run/kept-runs.js';
import { keptIn, keptToText } from '../../run/kept-text.js';
import { checkOf } from '../../run/fingerprint.js';
import { keptOfTime } from './kept.js';
import { readLearning, writeLearning } from './learning-file.js';
import { historyOf, isOver, Learning, MOST, ROW } from './learning.js';
import { learningFilm } from './learning-film.js';
import { drawAccuracy, drawGradient } from './pictures.js';
import { presets } from './presets.js';
import { readingsOf } from './readings.js';
import {
  gradientSentence,
  othersSentence,
  trainingSentence,
} from './sentences.js';
import { gradientThroughTimeSchema, trainingOf } from './state.js';
import { Study } from './study.js';
import {
  gradientFile,
  gradientTable,
  trainingFile,
  trainingTable,
} from './table.js';

/** @import { State } from './state.js' */

const SIZE = { width: 500, em: 14 };
const ALOUD = { label: 'label', told: 'trained' };
const { core } = await openInNode('recurrent');

/** @param {Partial<State>} [changes] @returns {State} */
function stateOf(changes = {}) {
  const small = { length: 6, width: 4, seeds: 3 };
  return /** @type {State} */ (
    validate(gradientThroughTimeSchema, { ...small, ...changes })
  );
}

/** What a worker would do, done at once. */
const jobs = {
  /** @param {string} name @param {any} spec @returns {Promise<any>} */
  async run(name, spec) {
    const Work =
      name === 'memory-run' ? core.RawMemoryRun : core.RawGradientThroughTime;
    const work = new Work(spec);
    while (!work.isDone) work.advance(64);
    const answer = take(/** @type {any} */ (work.answer()));
    work.free();
    return answer;
  },
};

/** @param {() => boolean} isTrue */
async function until(isTrue) {
  while (!isTrue()) await setImmediate();
}

/** @param {Partial<State>} changes @returns {Learning} that does nothing by itself */
function learningOf(changes = {}) {
  return new Learning(jobs, stateOf(changes), {
    changed: () => {},
    failed: (error) => assert.fail(String(error)),
  });
}

/**
 * @param {Partial<State>} [changes]
 * @param {object} [run] - what differs from one that has not begun
 */
async function example(changes, run) {
  const state = stateOf(changes);
  const found = await jobs.run('gradient-through-time', state);
  const begun = { ...learningOf(changes).run, ...run };
  return readingsOf({ ...found, state, seeds: state.seeds }, begun);
}

test('a training taken up from what was kept of it ends with the same bits', async () => {
  for (const cell of /** @type {const} */ (['tanh', 'lstm', 'gru'])) {
    const whole = learningOf({ cell });
    whole.play();
    await until(() => isOver(whole.run));
    let last = learningOf({ cell });
    let kept = new Uint8Array();
    // It is broken off again and again.
    while (!isOver(last.run)) {
      const before = last.run.steps;
      last.play();
      await until(() => isOver(last.run) || last.run.steps > before + 150);
      if (isOver(last.run)) break;
      kept = writeLearning(last.run);
      last.close();
      last = learningOf({ cell }).takeUp(readLearning(kept));
    }
    const { id, ...numbers } = last.run;
    const { id: other, ...expected } = whole.run;
    assert.deepEqual(numbers, expected);
    for (const damaged of [
      kept.slice(0, -8),
      kept.map((byte, at) => (at === 99 ? byte ^ 1 : byte)),
      new Uint8Array(),
    ]) {
      assert.throws(() => readLearning(damaged), TypeError);
    }
  }
});

test('a gradient of untrained networks vanishes below a tenth and explodes above ten times', async () => {
  const readings = await example();
  /** @param {number} median */
  const said = (median) => gradientSentence({ ...readings, median });
  assert.match(
    said(-1.01),
    /^From step 6 back to step 1 the gradient shrinks 10-fold in the median of 3 untrained tanh networks: it vanishes, in \d of 3\.$/,
  );
  assert.match(said(-0.99), /shrinks 9\.8-fold .*neither vanishes nor/);
  assert.match(said(0.2), /stays within a factor of two/);
  assert.match(said(1.01), /grows 10-fold .*: it explodes/);
  assert.match(said(-Infinity), /becomes exactly 0 .*: it vanishes/);
  assert.match(
    gradientSentence({ ...readings, seeds: 1, median: -3 }),
    /1.000-fold in one of the untrained tanh networks: it vanishes\.$/,
  );
});

test('a network remembers, guesses or does either at times, and says when it diverged', async () => {
  /** @param {number} accuracy @param {object} [more] */
  const said = async (accuracy, more) =>
    trainingSentence(
      await example(
        { cell: 'lstm' },
        {
          steps: 20,
          accuracies: [0.5, accuracy],
          costs: [0.7, 0.7],
          gradients: [0.5, 0.2],
          ...more,
        },
      ),
    );
  assert.equal(trainingSentence(await example()), '');
  assert.equal(
    await said(0.95),
    'After 20 steps of training the LSTM network of seed 1 answers 95.0\u202f% of 200 new sequences right: it remembers the first bit for 6 steps.',
  );
  assert.match(await said(0.945), /94\.5.* remembers the bit at times\.$/);
  assert.match(await said(0.6), /: it guesses\.$/);
  assert.match(
    await said(0.5, { gradients: [3e4, 1] }),
    /longest gradient was 30000 long, by step 10, and was clipped to 1\.$/,
  );
  assert.match(
    await said(0.5, { steps: 17, hasDiverged: true }),
    /^The training diverged at step 17: /,
  );
});

test('training in stretches is training in one go', async () => {
  for (const cell of /** @type {const} */ (['tanh', 'lstm', 'gru'])) {
    const learning = learningOf({ cell });
    for (let row = 1; row <= 3; row += 1) {
      learning.step();
      await until(() => learning.run.accuracies.length === row);
    }
    const whole = await jobs.run('memory-run', {
      ...stateOf({ cell }),
      rows: 3,
      from: 0,
      parameters: new Float64Array(),
    });
    assert.equal(learning.run.steps, 3 * ROW);
    assert.deepEqual(learning.run.costs, whole.costs);
    assert.deepEqual(learning.run.parameters, whole.parameters);
  }
});

test('it plays until it is over, and begins again', async () => {
  const learning = learningOf();
  learning.play();
  await until(() => !learning.isPlaying);
  assert.equal(learning.run.steps, MOST);
  assert.equal(learning.run.accuracies.length, MOST / ROW);
  learning.play();
  learning.pause();
  await until(() => learning.run.steps > 0);
  assert.ok(learning.run.steps < MOST);
  learning.reset();
  assert.equal(learning.run.steps, 0);
});

test('another cell has a run of its own, and a run of other settings is dropped', async () => {
  const learning = learningOf();
  learning.step();
  await until(() => learning.run.steps === ROW);
  learning.follow(stateOf({ cell: 'gru' }));
  assert.equal(learning.run.steps, 0);
  assert.deepEqual(
    learning.runs.map(({ cell }) => cell),
    ['tanh'],
  );
  // What only a GRU has changes no tanh network.
  learning.follow(stateOf({ cell: 'tanh', updateBias: 2 }));
  assert.equal(learning.run.steps, ROW);
  learning.follow(stateOf({ cell: 'tanh', rate: 0.5 }));
  assert.deepEqual(learning.runs, []);
});

test('a study measures the settings that came last', async () => {
  /** @type {import('./study.js').Found[]} */
  const heard = [];
  const study = new Study(jobs, {
    found: (found) => heard.push(found),
    failed: (error) => assert.fail(String(error)),
  });
  study.want(stateOf({ radius: 0.5 }));
  const last = stateOf({ radius: 2, seeds: 30 });
  study.want(last);
  // The rate changes nothing that is measured.
  study.want({ ...last, rate: 0.25 });
  await until(() => heard.at(-1)?.seeds === 30);
  assert.deepEqual(
    heard.map(({ state, seeds }) => [state === last, seeds]),
    [1, 20, 30].map((seeds) => [true, seeds]),
  );
});

test('the pictures stay inside their frames, and end a line where the gradient is 0', async () => {
  const readings = await example({}, { norms: [-9, -2, -1, -1, 0, 0, 0] });
  const text = markup(drawGradient(readings, SIZE, 'label'));
  assert.doesNotMatch(text, /NaN|Infinity/);
  assert.match(text, /is-now" d="M/);
  const lost = { ...readings, one: readings.one.map(() => -Infinity) };
  assert.match(markup(drawGradient(lost, SIZE, 'label')), /is-one" d=""/);
  const run = {
    ...learningOf().run,
    steps: 30,
    accuracies: [0.5, 0.3, 1],
  };
  const drawn = markup(drawAccuracy([run], 'tanh', SIZE, ALOUD));
  assert.doesNotMatch(drawn, /NaN|Infinity/);
  assert.match(drawn, />tanh</);
  const empty = markup(drawAccuracy([], 'gru', SIZE, ALOUD));
  assert.doesNotMatch(empty, /NaN/);
  assert.match(empty, /not trained yet/);
});

test('a kept run is told by the settings of its cell, and drawn as far as it has come', async () => {
  const learning = learningOf({ rate: 3 });
  const figure = { state: stateOf({ rate: 3 }) };
  const { kind, nameOf, base, taken, series, says } = keptOfTime(
    figure,
    () => learning.run,
  );
  assert.equal(taken(), null);
  learning.step();
  await until(() => learning.run.steps > 0);
  const kept = taken();
  assert.ok(kept);
  assert.deepEqual([kept.epoch, kept.rows], [10, 1]);
  figure.state = stateOf({ cell: 'lstm', forgetBias: 3, seeds: 9 });
  // Of a run that is not of the present settings nothing is taken.
  assert.equal(taken(), null);
  const text = keptToText([kept], base(), kind);
  assert.equal(text, '10,cell:tanh,rate:3');
  const { runs, problems } = keptIn(text, base(), kind);
  assert.deepEqual(problems, []);
  assert.equal(runs[0]?.state.rate, 3);
  assert.equal(
    differenceWords(kept.state, base(), { kind, nameOf }),
    'tanh, η 3',
  );
  for (const bad of ['0', '1001', '10,seeds:3', '10,radius:2']) {
    assert.equal(keptIn(bad, base(), kind).problems.length, 1, bad);
  }
  const { accuracies, norms } = learning.run;
  assert.deepEqual(series?.(kept.own, 'accuracy'), {
    ...{ values: accuracies, width: 1, epochs: [10] },
  });
  assert.equal(series?.(kept.own, 'gradient').values, norms);
  assert.match(says(kept), /right after 10 steps/);

  const column = {
    ...{
      name: 'A: tanh, η 3',
      own: kept.own,
      history: historyOf(learning.run),
    },
  };
  const bare = { ...learningOf({ length: 3 }).run, steps: 0 };
  const shown = await example({ length: 3 }, bare);
  const gradients = gradientFile(gradientTable(shown), [column]);
  assert.equal(gradients.headings.at(-1), 'A: tanh, η 3 the same, trained');
  assert.deepEqual(
    gradients.rows.map((row) => [row[0], row.at(-1)]),
    norms.map((norm, t) => [t, norm]),
  );
  const training = trainingFile(trainingTable(shown), [column]);
  assert.deepEqual(training.rows, [
    [10, '', '', '', kept.own.costs[0], accuracies[0], kept.own.gradients[0]],
  ]);

  const last = 700;
  const overlay = { values: [0.1], last, behind: () => svg`<g id="kept"></g>` };
  const drawn = markup(drawAccuracy([], 'gru', SIZE, ALOUD, overlay));
  assert.match(drawn, />1000<[^]*id="kept"/);
  assert.doesNotMatch(drawn, /not trained yet/);
});

test('the tables have a row for each step, and for each ten steps of training', async () => {
  const readings = await example(
    {},
    { steps: 13, costs: [1, 8], accuracies: [0.5, 0.4], gradients: [1, 2] },
  );
  const { rows, headings } = gradientTable(readings);
  assert.equal(rows.length, 7);
  for (const row of rows) assert.equal(row.length, headings.length);
  assert.deepEqual(trainingTable(readings).rows, [
    [10, 1, 0.5, 1],
    [13, 8, 0.4, 2],
  ]);
});

test('the presets are states, and the first is a fresh figure’s', () => {
  const fresh = defaultState(gradientThroughTimeSchema);
  for (const { changes } of presets) {
    const state = /** @type {State} */ (
      validate(gradientThroughTimeSchema, changes)
    );
    assert.ok(trainingOf(state, state.cell));
  }
  assert.equal(presetOf(presets, fresh), 'tanh');
});

test('a pace makes the training wait, and changes no number', async () => {
  const fast = learningOf();
  fast.play();
  await until(() => !fast.isPlaying);
  const slow = learningOf();
  slow.pace = 'slow';
  slow.play();
  for (let turn = 0; turn < 50; turn += 1) await setImmediate();
  assert.equal(slow.run.steps, 0, 'the first row is due after a second');
  slow.pace = 'fast';
  await until(() => !slow.isPlaying);
  // Each run has an id of its own.
  const { id } = fast.run;
  assert.deepEqual({ ...slow.run, id }, fast.run);
});

test('a pause is heard while the pace makes the training wait', async () => {
  const learning = learningOf();
  learning.pace = 'slow';
  learning.play();
  await setImmediate();
  learning.pause();
  learning.step();
  await until(() => learning.run.steps > 0);
  assert.equal(learning.run.steps, ROW);
});

test('what the other cells have come to is said, once the shown one has begun', () => {
  const [lstm, gru, tanh] = [
    { cell: /** @type {const} */ ('lstm'), steps: 500, accuracies: [0.5, 1] },
    { cell: /** @type {const} */ ('gru'), steps: 1000, accuracies: [0.97] },
    { cell: /** @type {const} */ ('tanh'), steps: 20, accuracies: [0.5] },
  ];
  assert.equal(
    othersSentence([lstm, gru, tanh], 'tanh'),
    'At the same task the LSTM network 100.0\u202f% after 500 steps, the GRU network 97.0\u202f% after 1\u202f000 steps.',
  );
  assert.equal(othersSentence([tanh], 'tanh'), '');
  assert.equal(othersSentence([lstm], 'tanh'), '');
});

test('no two lines of the gradient are told apart by their colour alone', () => {
  const file = new URL('gradient-through-time.css', import.meta.url);
  const css = readFileSync(file, 'utf8');
  const dashes = ['is-one', 'is-now'].map(
    (line) =>
      new RegExp(`time-line\\.${line} \\{[^}]*stroke-dasharray: ([^;]+)`).exec(
        css,
      )?.[1],
  );
  assert.equal(new Set(['none', ...dashes]).size, 3);
  assert.ok(!dashes.includes(undefined));
});

test('has a fingerprint, which the seed and every ten steps change', async () => {
  const prints = [];
  for (const [seed, rows] of /** @type {const} */ ([
    [1, 1],
    [1, 2],
    [1, 2],
    [2, 2],
  ])) {
    const learning = learningOf({ seed });
    for (let row = 1; row <= rows; row += 1) {
      learning.step();
      await until(() => learning.run.steps === row * ROW);
    }
    const history = historyOf(learning.run);
    assert.equal(history.row(ROW).epoch, ROW);
    assert.equal(history.before(history.epoch), rows === 2 ? ROW : -1);
    const checkedRuns = [{ history, isOver: isOver(learning.run) }];
    prints.push(checkOf({ checkedRuns, epochShown: Infinity }));
    const { steps, fingerprint } = await example({ seed }, learning.run);
    assert.equal(`${steps}-${fingerprint}`, prints.at(-1));
    // No link was written between two rows.
    const forged = { epoch: 5, text: fingerprint ?? '' };
    assert.deepEqual(verdictOf(checkedRuns, forged, false), {
      kind: 'rowless',
    });
    learning.close();
  }
  const [one = '', two = '', again, other] = prints;
  assert.match(one, /^10-[\da-f]{8}$/);
  assert.match(two, /^20-[\da-f]{8}$/);
  assert.equal(again, two);
  assert.notEqual(other, two);
  const { run } = learningOf();
  assert.equal(historyOf(run).epoch, -1);
  assert.equal((await example()).fingerprint, null);
});

test('an animation ends with the words of a training that fails, and can be made again', async () => {
  let isBroken = true;
  /** @type {any} */
  const failing = {
    run: async () => {
      if (isBroken) throw new Error('the worker is gone');
      const rows = [0.5];
      const found = { costs: rows, accuracies: rows, gradients: rows };
      return { ...found, steps: ROW, norms: [], parameters: [] };
    },
  };
  const learning = new Learning(failing, stateOf(), {
    changed: () => {},
    failed: () => {},
  });
  /** @type {any} */
  const figure = {
    get readings() {
      return learning.run;
    },
    step: () => learning.step(),
    pause: () => learning.pause(),
    reset: () => learning.reset(),
  };
  const film = learningFilm(figure, () => learning.failure);
  const { signal } = new AbortController();
  await film.show(0, signal);
  await assert.rejects(film.show(1, signal), /the worker is gone/);
  isBroken = false;
  await film.show(1, signal);
  assert.equal(learning.failure, null);
});
