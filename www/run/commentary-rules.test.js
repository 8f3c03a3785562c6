import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openInNode } from '../../tests/unit/realm.js';
import { inflateDigits } from '../core/digits.js';
import { AHEAD, Commentator, EVERY_MS } from './commentary-rules.js';
import { RunHistory } from './run-history.js';

/** @import { SpokenRun } from './commentary-rules.js' */

/** Between two frames. */
const FRAME_MS = 1000 / 30;

const { core } = await openInNode('training');
const file = new URL('../data/digits-first.bin', import.meta.url);
const digits = new core.RawDigits();
digits.appendPart(await inflateDigits(new Uint8Array(readFileSync(file))));

/** @type {import('./protocol.js').TrainingSpec} Leaves the plateau, and its layers change places. */
const SPEC = {
  hidden: [12, 12, 12],
  pixels: 14,
  images: 300,
  batch: 30,
  rate: 0.3,
  lambda: 0.1,
  activation: 'sigmoid',
  initialisation: 'chapter',
  costFunction: 'cross-entropy',
  optimiser: 'sgd',
  epochs: 144,
  seed: 1,
  precision: 'f32',
};

/** @param {typeof SPEC} spec @returns what the core makes of it, row by row */
function train(spec) {
  const trainer = new core.RawTrainer(spec, digits);
  while (!trainer.isDone) trainer.advance(1000);
  const epochs = [...trainer.rowEpochs()];
  const values = trainer.takeRows();
  const ending = trainer.earlyEnding ?? null;
  const { plateauEnd } = trainer;
  trainer.free();
  return { epochs, values, plateauEnd, ending, layers: spec.hidden.length };
}

/**
 * Plays a run at the normal pace of an epoch after one second, four after two and so on.
 *
 * @param {ReturnType<typeof train>} run
 * @param {number} seconds - that it takes as a whole
 */
function play({ epochs, values, plateauEnd, ending, layers }, seconds) {
  const commentator = new Commentator();
  const history = new RunHistory(layers);
  const width = values.length / epochs.length;
  const last = epochs.at(-1) ?? 0;
  /** @type {{ at: number, words: string }[]} */
  const log = [];
  for (let now = 0; now <= 1000 * seconds + 1; now += FRAME_MS) {
    const shown = Math.floor(last * (now / 1000 / seconds) ** 2 + 1e-6);
    const isOver = now + FRAME_MS > 1000 * seconds + 1;
    const until = isOver ? last : shown;
    const from = history.rows;
    const to = epochs.filter((epoch) => epoch <= until).length;
    history.append(
      epochs.slice(from, to),
      values.slice(from * width, to * width),
    );
    /** @type {SpokenRun} */
    const run = { history, isOver, ending: isOver ? ending : null };
    const isOff = plateauEnd >= 0 && plateauEnd <= history.epoch;
    run.plateauEnd = isOff ? plateauEnd : -1;
    run.plateauLast = history.before(run.plateauEnd);
    const words = commentator.hear({ runs: [run], isMoving: !isOver }, now);
    if (words) log.push({ at: now, words });
  }
  return { log, history };
}

test('a run of twelve seconds is told in short sentences, at least one every four seconds and none twice', () => {
  const run = train(SPEC);
  const { log, history } = play(run, 12);
  const sentences = log.map(({ words }) => words);
  assert.equal(new Set(sentences).size, sentences.length, sentences.join('\n'));
  let before = 0;
  for (const { at, words } of log) {
    assert.ok(at - before <= EVERY_MS + 2 * FRAME_MS, `${at}: ${words}`);
    assert.ok(words.length < 300, words);
    assert.match(words, /[Ee]pochs? \d/);
    before = at;
  }
  assert.ok(log.length >= 3 && log.length <= 13, sentences.join('\n'));
  const all = sentences.join(' ');
  assert.ok(run.plateauEnd > 0);
  assert.match(
    all,
    new RegExp(`Off the plateau at epoch ${run.plateauEnd}\\.`),
  );
  assert.match(
    sentences.at(-1) ?? '',
    /Done at epoch 144: \d+(\.\d)?\u202f% of the validation images right, layer \d \d+(\.\d+)? times as fast as layer \d\.$/,
  );
  const passings = [
    ...all.matchAll(/Epoch (\d+): layer (\d) overtakes layer (\d)/g),
  ];
  assert.ok(passings.length > 0, all);
  for (const [, epoch, passing, passed] of passings) {
    const speedAt = (/** @type {number} */ at, /** @type {any} */ layer) =>
      history.row(at).speeds[Number(layer) - 1] ?? NaN;
    const at = Number(epoch);
    assert.ok(
      speedAt(at, passing) > speedAt(at, passed),
      `${epoch} is the first`,
    );
    assert.ok(speedAt(at - 1, passing) <= speedAt(at - 1, passed));
  }
});

test('a run that is over in an instant is told at once, and told again when it is played again', () => {
  const run = train({ ...SPEC, epochs: 20 });
  const commentator = new Commentator();
  const tell = () => {
    const history = new RunHistory(3);
    history.append(run.epochs, run.values);
    const standing = { runs: [{ history, isOver: true }], isMoving: false };
    const words = commentator.hear(standing, 0);
    assert.equal(commentator.hear(standing, 60_000), '');
    return words;
  };
  const first = tell();
  assert.match(first, /Done at epoch 20: /);
  assert.equal(tell(), first);
});

test('a run that diverges is told with the epoch and the layer', () => {
  const run = train({ ...SPEC, rate: 100, activation: 'identity', epochs: 30 });
  assert.equal(run.ending?.reason, 'diverged');
  const { log } = play(run, 1);
  const where = `Diverged in epoch ${run.ending?.epoch}, in `;
  assert.ok(log.at(-1)?.words.includes(where), log.at(-1)?.words);
});

test('lines that touch do not cross', () => {
  const commentator = new Commentator();
  const history = new RunHistory(2);
  const close = (1 + AHEAD) / 2;
  const tell = (/** @type {number[]} */ ...speeds) => {
    const epoch = history.epoch + 1;
    history.append([epoch], Float64Array.from([...speeds, 1, 0.1, 0.1]));
    const standing = { runs: [{ history, isOver: false }], isMoving: true };
    return commentator.hear(standing, 2000 * epoch);
  };
  assert.equal(tell(1, 0.9), '');
  assert.equal(tell(1, close), '');
  assert.doesNotMatch(tell(1, 0.9), /overtakes/);
  assert.equal(tell(1, close), '');
  assert.match(tell(1, 2), /^Epoch 3: layer 2 overtakes layer 1\.$/);
  assert.doesNotMatch(tell(1, NaN) + tell(1, 0) + tell(1, 3), /overtakes/);
});

test('of several runs each is named, and of two figures with one run only one speaks', () => {
  const history = new RunHistory(1);
  history.append([0, 1], Float64Array.from([1, 2, 0.1, 0.1, 1, 2, 0.5, 0.25]));
  const run = { name: '2 layers', history, isOver: true, hasLayers: false };
  const one = new Commentator();
  const other = new Commentator();
  const standing = { runs: [run], isMoving: false };
  assert.equal(
    one.hear(standing, 0),
    '2 layers: done at epoch 1: 25\u202f% of the validation images right.',
  );
  assert.equal(other.hear(standing, 0), '');
});

/** @param {number} seed @returns {() => number} from 0 to 1, the same for the same seed */
function drawsFrom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * A run whose layers change places all the time, measured at some of its epochs.
 *
 * @param {() => number} draw
 * @param {string} name - '' for an only one
 */
function wildRun(draw, name) {
  const layers = 1 + Math.floor(9 * draw());
  const logs = Array.from({ length: layers }, () => draw());
  const history = new RunHistory(layers);
  const [plateauEnd, last] = [Math.floor(60 * draw()), 40 + 80 * draw()];
  let epoch = 0;
  const advance = () => {
    if (epoch > last) return;
    const speeds = logs.map((log, at) => {
      logs[at] = log + 2 * (draw() - 0.5);
      return draw() < 0.02 ? 0 : 10 ** log;
    });
    const accuracy = Math.round(10 * draw()) / 10;
    history.append(
      [epoch],
      Float64Array.from([...speeds, draw(), accuracy, accuracy]),
    );
    epoch += 1 + Math.floor(3 * draw() * draw());
  };
  const ending =
    draw() < 0.3
      ? { reason: 'diverged', epoch: Math.floor(last) + 1, layer: 0 }
      : null;
  const hasLayers = draw() < 0.7;
  /** @returns {SpokenRun} as it is now */
  const spoken = () => {
    const isOver = epoch > last;
    const isOff = history.epoch >= plateauEnd;
    return {
      ...(name ? { name } : {}),
      history,
      isOver,
      hasLayers,
      ending: isOver ? /** @type {any} */ (ending) : null,
      plateauEnd: isOff ? plateauEnd : -1,
      plateauLast: history.before(isOff ? plateauEnd : -1),
    };
  };
  advance();
  return { advance, spoken };
}

test('no sentence is said twice of any runs: one or several, by either measure, with facts that come again', () => {
  let said = 0;
  for (let seed = 1; seed <= 300; seed += 1) {
    const draw = drawsFrom(seed);
    const several = seed % 3;
    const runs = Array.from({ length: 1 + 2 * several }, (_, at) =>
      wildRun(draw, several ? `run ${at + 1}` : ''),
    );
    const commentator = new Commentator();
    /** @type {string[]} */
    const log = [];
    let now = 0;
    let isMoving = true;
    while (isMoving) {
      now += 2000 * draw() ** 2;
      for (const { advance } of runs) if (draw() < 0.8) advance();
      const spoken = runs.map((run) => run.spoken());
      isMoving = spoken.some(({ isOver }) => !isOver);
      const words = commentator.hear(
        {
          runs: spoken,
          isMoving,
          measure: draw() < 0.97 ? 'biases' : 'weights',
          // A verdict that comes, goes and comes again, while others wait.
          ...(seed % 2 && {
            facts: [1, 2, 3]
              .filter(() => draw() < 0.1)
              .map((fact) => `Check ${fact}: holds.`),
            progress: () => `${10 * Math.floor(now / 10_000)}\u202f% done.`,
          }),
        },
        now,
      );
      if (words) log.push(words);
    }
    const sentences = log.flatMap((words) => words.split(/(?<=[.!?]) /));
    const twice = sentences.filter((one, at) => sentences.indexOf(one) < at);
    assert.deepEqual(twice, [], `seed ${seed}: ${log.join('\n')}`);
    said += sentences.length;
  }
  assert.ok(said > 3000, `${said}`);
});

/**
 * A run of which a test writes the rows.
 *
 * @param {number} layers
 */
function written(layers) {
  const history = new RunHistory(layers);
  /**
   * @param {readonly number[]} speeds - of the layers, by biases
   * @param {object} [more]
   * @param {number} [more.epoch] - of the row; the next one by default
   * @param {readonly number[]} [more.byWeights] - the speeds by weights
   * @param {number} [more.right] - the share of images that are right, of either kind
   */
  const row = (
    speeds,
    { epoch = history.epoch + 1, byWeights, right = 0.25 } = {},
  ) =>
    history.append(
      [epoch],
      Float64Array.of(...speeds, 1, right, right / 2),
      byWeights && Float64Array.of(...byWeights, ...byWeights),
    );
  return { history, row };
}

test('every four seconds it is said how far a run is, and how its first and last layer compare', () => {
  const { history, row } = written(3);
  const commentator = new Commentator();
  const standing = { runs: [{ history, isOver: false }], isMoving: true };
  row([1, 7, 4]);
  assert.equal(commentator.hear(standing, 1000), '');
  assert.equal(commentator.hear(standing, 999 + EVERY_MS), '');
  assert.equal(
    commentator.hear(standing, 1000 + EVERY_MS),
    'Epoch 0: 25\u202f% right, layer 3 4.0 times as fast as layer 1.',
  );
  row([4, 7, 1.5], { right: 1 });
  assert.equal(commentator.hear(standing, 1500 + EVERY_MS), '');
  assert.match(
    commentator.hear(standing, 2000 + EVERY_MS),
    /^Epoch 1: layer 1 overtakes layer 3\.$/,
  );
  assert.equal(
    commentator.hear(standing, 2000 + 2 * EVERY_MS),
    'Epoch 1: 100\u202f% right, layer 1 2.7 times as fast as layer 3.',
  );
  assert.equal(commentator.hear(standing, 2000 + 3 * EVERY_MS), '', 'the same');
  row([0, 7, 1.5], { right: 0.994 });
  assert.equal(
    commentator.hear(standing, 2000 + 4 * EVERY_MS),
    'Epoch 2: 99\u202f% right.',
    'no layer is so many times as fast as one that stands still',
  );
  row([4, 7, 0]);
  assert.equal(
    commentator.hear(standing, 2000 + 5 * EVERY_MS),
    'Epoch 3: 25\u202f% right.',
  );
  const paused = { ...standing, isMoving: false };
  row([4, 7, 1.5]);
  assert.equal(commentator.hear(paused, 2000 + 9 * EVERY_MS), '');
});

test('of several runs each that goes on is told with its name', () => {
  const [one, other, third] = [written(1), written(1), written(1)];
  const commentator = new Commentator();
  one.row([1]);
  other.row([1]);
  other.row([1], { right: 0.5 });
  const runs = [
    { name: '2 layers', history: one.history, isOver: false },
    { name: '3 layers', history: other.history, isOver: false },
    { name: '4 layers', history: third.history, isOver: false },
  ];
  const standing = { runs, isMoving: true };
  assert.equal(commentator.hear(standing, 0), '');
  assert.equal(
    commentator.hear(standing, EVERY_MS),
    '2 layers at epoch 0, 25\u202f% right; 3 layers at epoch 1, 50\u202f% right.',
  );
  for (const run of runs.slice(0, 2)) run.isOver = true;
  assert.match(
    commentator.hear(standing, EVERY_MS + 1000),
    /^2 layers: done at epoch 0: .* 3 layers: done at epoch 1: /,
  );
  assert.equal(commentator.hear(standing, 3 * EVERY_MS), '', 'none has begun');
});

test('the speeds of layers by another gradient are another race, which begins where it is first looked at', () => {
  const { history, row } = written(2);
  const commentator = new Commentator();
  const hear = (/** @type {'biases' | 'weights'} */ measure) =>
    commentator.hear(
      { runs: [{ history, isOver: false }], isMoving: true, measure },
      2000 * history.epoch,
    );
  row([2, 1], { byWeights: [1, 2] });
  assert.equal(hear('biases'), '');
  row([2, 1], { byWeights: [2, 1] });
  row([2, 1], { byWeights: [1, 2] });
  const first = hear('weights');
  assert.match(first, /^Epoch 2: 25\u202f% right, layer 2 2\.0 times/);
  row([2, 1], { byWeights: [2, 1] });
  assert.equal(hear('weights'), 'Epoch 3: layer 1 overtakes layer 2.');
});

test('of the layers that overtake at once two pairs are named, and the others counted', () => {
  for (const [layers, rest] of /** @type {const} */ ([
    [4, '4 more pairs'],
    [3, '1 more pair'],
  ])) {
    const { history, row } = written(layers);
    const commentator = new Commentator();
    const standing = { runs: [{ history, isOver: false }], isMoving: true };
    const speeds = [1, 2, 4, 8].slice(0, layers);
    row(speeds);
    commentator.hear(standing, 0);
    row(speeds.toReversed());
    assert.equal(
      commentator.hear(standing, 1000),
      'Epoch 1: layer 1 overtakes layer 2. Epoch 1: layer 1 overtakes layer 3. ' +
        `By epoch 1, ${rest} of layers changed places.`,
    );
  }
});

test('two layers that change places a third time are said to keep doing so, and then left alone', () => {
  const { history, row } = written(2);
  const commentator = new Commentator();
  const standing = { runs: [{ history, isOver: false }], isMoving: true };
  const said = [1, 2, 1, 2, 1, 2].map((speed) => {
    row([speed, 1.5]);
    return commentator.hear(standing, 1000 * history.epoch);
  });
  assert.deepEqual(said.slice(0, 4), [
    '',
    'Epoch 1: layer 1 overtakes layer 2.',
    'Epoch 2: layer 2 overtakes layer 1.',
    'Epoch 3: layers 1 and 2 keep changing places.',
  ]);
  assert.doesNotMatch(said.slice(4).join(' '), /layers 1 and 2|overtakes/);
});

test('a layer overtakes in the epoch in which it first was faster, though it is told later', () => {
  const { history, row } = written(2);
  const commentator = new Commentator();
  const standing = { runs: [{ history, isOver: false }], isMoving: true };
  for (const speed of [0.5, 1.1, 1.2, 0.9, 1.1, 1.2, AHEAD]) row([speed, 1]);
  assert.equal(
    commentator.hear({ ...standing, isMoving: false }, 0),
    'Epoch 4: layer 1 overtakes layer 2.',
  );
});

test('a run that leaves the plateau between two measured epochs is said to have done so between them, once', () => {
  const { history, row } = written(1);
  for (const epoch of [0, 10, 30]) row([1], { epoch });
  const at = (/** @type {number} */ plateauEnd) => ({
    runs: [
      {
        ...{ history, isOver: false, plateauEnd },
        plateauLast: history.before(plateauEnd),
      },
    ],
    isMoving: true,
  });
  const commentator = new Commentator();
  assert.equal(commentator.hear(at(-1), 0), '');
  assert.equal(
    commentator.hear(at(30), 1000),
    'Off the plateau between epochs 10 and 30.',
  );
  assert.doesNotMatch(commentator.hear(at(30), 9000), /plateau/);
  row([1], { epoch: 31 });
  assert.equal(
    new Commentator().hear(at(31), 0),
    '',
    'the other speaks of this run',
  );
  const next = written(1);
  for (const epoch of [0, 1, 2]) next.row([1], { epoch });
  const run = { history: next.history, isOver: false, plateauEnd: 2 };
  const off = new Commentator().hear(
    { runs: [{ ...run, plateauLast: 1 }], isMoving: false },
    0,
  );
  assert.equal(off, 'Off the plateau at epoch 2.');
});

test('the end of a run says whether it came early, and where it diverged', () => {
  /** @param {any} ending @param {number} [layers] */
  const told = (ending, layers = 2) => {
    const { history, row } = written(layers);
    row([1, 4, 2].slice(0, layers));
    return new Commentator().hear(
      { runs: [{ history, isOver: true, ending }], isMoving: false },
      0,
    );
  };
  assert.equal(
    told({ reason: 'patience', epoch: 0 }),
    'Stopped early at epoch 0: 13\u202f% of the validation images right, layer 2 4.0 times as fast as layer 1.',
  );
  assert.equal(
    told(null, 1),
    'Done at epoch 0: 13\u202f% of the validation images right.',
    'one layer is compared with none',
  );
  const diverged = { reason: 'diverged', epoch: 7 };
  assert.equal(
    told({ ...diverged, layer: 1 }),
    'Diverged in epoch 7, in layer 2.',
  );
  assert.equal(
    told({ ...diverged, layer: 2 }),
    'Diverged in epoch 7, in the output layer.',
  );
});

test('what a figure says beside its runs is said once, and again of what it shows next', () => {
  const commentator = new Commentator();
  const standing = {
    ...{ runs: [], isMoving: true, of: 'tanh' },
    facts: ['The gradient is 0.'],
    progress: () => 'Step 7.',
  };
  assert.equal(commentator.hear(standing, 0), '');
  assert.equal(commentator.hear(standing, 1000), 'The gradient is 0.');
  assert.equal(commentator.hear(standing, 2000), '');
  assert.equal(commentator.hear(standing, 1000 + EVERY_MS), 'Step 7.');
  assert.equal(commentator.hear(standing, 1000 + 2 * EVERY_MS), '');
  const next = { ...standing, of: 'lstm', isMoving: false };
  assert.equal(commentator.hear(next, 9000), 'The gradient is 0.');
  const silent = { runs: [], isMoving: true, of: 'gru' };
  assert.equal(commentator.hear(silent, 10_000), '');
  assert.equal(
    commentator.hear(silent, 20_000),
    '',
    'it says nothing of itself',
  );
});

test('before there is a run nothing is said, and its seconds are counted from its first row', () => {
  const commentator = new Commentator();
  const facts = ['Check 1: holds.'];
  assert.equal(commentator.hear({ runs: [], isMoving: true, facts }, 0), '');
  const { history, row } = written(1);
  row([1]);
  const standing = { runs: [{ history, isOver: false }], isMoving: true };
  assert.equal(commentator.hear(standing, EVERY_MS), '');
  assert.equal(commentator.hear(standing, 2 * EVERY_MS - 1), '');
  assert.match(commentator.hear(standing, 2 * EVERY_MS), /^Epoch 0: /);
});

test('of a figure that does not compare layers nothing is said of them', () => {
  const { history, row } = written(2);
  const commentator = new Commentator();
  const standing = {
    runs: [{ history, isOver: false, hasLayers: false }],
    isMoving: true,
  };
  row([1, 2]);
  assert.equal(commentator.hear(standing, 0), '');
  row([2, 1]);
  assert.equal(
    commentator.hear(standing, EVERY_MS),
    'Epoch 1: 25\u202f% right.',
  );
});
