import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { presetOf } from '../../kit/presets.js';
import { defaultState, validate } from '../../kit/schema.js';
import { RunHistory } from '../../run/run-history.js';
import { runSchema } from '../../run/run-state.js';
import { epochsOf } from './numbers.js';
import { presets } from './presets.js';
import { ratioOf, scoresOf } from './scores.js';
import { curesSentence } from './sentence.js';
import { FIRST, OWN, PLAIN, curesSchema, runsOf, stateOf } from './state.js';
import { nameOf, roughText } from './words.js';

/** @import { Scores } from './scores.js' */

const FRESH = /** @type {any} */ (defaultState(curesSchema));

/** @param {object} part - of a state @returns {any} the whole */
function whole(part) {
  return validate(curesSchema, part, FRESH);
}

/**
 * @param {number} ratio - of a run's layers
 * @param {number} validationAccuracy
 * @param {number} [epoch] - at which
 * @returns {Scores}
 */
function scored(ratio, validationAccuracy, epoch = 15) {
  const rest = { speeds: [1, ratio], cost: 1, trainingAccuracy: 0.9 };
  return { epoch, ratio, validationAccuracy, ...rest };
}

/** @param {readonly Scores[]} scores @param {number} [images] @returns {string} */
function said(scores, images = 2000) {
  const names = scores.map((_, index) => `remedy ${index + 1}`);
  return curesSentence({ scores, names, images });
}

describe('the runs', () => {
  it('are the chapter’s network but for their own remedies', () => {
    const runs = runsOf(FRESH);
    assert.equal(runs.length, 4);
    const [plain] = runs;
    for (const key of OWN) assert.equal(plain?.[key], PLAIN[key], key);
    for (const key of OWN) {
      if (!(key in runSchema.fields)) continue;
      const { default: chapters } = /** @type {any} */ (runSchema.fields)[key];
      assert.equal(PLAIN[key], chapters, key);
    }
    runs.forEach((run, index) => {
      const own = Object.fromEntries(OWN.map((key) => [key, run[key]]));
      assert.deepEqual(own, { ...PLAIN, ...FIRST[index] });
      assert.equal(run.seed, plain?.seed);
      assert.equal(run.hidden, plain?.hidden);
    });
  });

  it('are as many as are asked for, each with the keys of its number', () => {
    const runs = runsOf(whole({ runs: 2, rate1: 0.5, activation2: 'tanh' }));
    assert.deepEqual(
      runs.map(({ rate, activation }) => [rate, activation]),
      [
        [0.5, 'sigmoid'],
        [0.1, 'tanh'],
      ],
    );
  });

  it('are refused whole where one of them cannot be', () => {
    assert.throws(() => whole({ batch: 1 }), /batch/);
    assert.throws(() => whole({ rate4: 0 }), /rate4/);
    assert.doesNotThrow(() => whole({ batch: 1, normalisation4: 'none' }));
  });
});

describe('the presets', () => {
  it('are each known by the state that they lead to', () => {
    for (const { name, changes } of presets) {
      assert.equal(presetOf(presets, whole(changes)), name);
    }
    assert.equal(presetOf(presets, FRESH), 'overview');
    assert.equal(presetOf(presets, whole({ rate2: 3 })), null);
  });

  it('change nothing but remedies, except all together', () => {
    for (const { name, changes } of presets) {
      const [run] = runsOf(whole({ ...changes, ...stateOf([{}]) }));
      const [plain] = runsOf(whole(stateOf([{}])));
      const isFull = name === 'together';
      assert.equal(JSON.stringify(run) === JSON.stringify(plain), !isFull);
    }
  });
});

describe('the scores', () => {
  it('compare the fastest layer with the slowest, wherever they are', () => {
    assert.equal(ratioOf([0.2, 0.1, 0.4]), 4);
    assert.equal(ratioOf([3, 3]), 1);
    assert.equal(ratioOf([0, 1]), Infinity);
  });

  it('are no number where a speed is none', () => {
    for (const speeds of [
      [NaN, 1],
      [1, Infinity],
      [0, 0],
    ]) {
      assert.ok(Number.isNaN(ratioOf(speeds)), String(speeds));
    }
    assert.equal(scoresOf(null), null);
  });

  it('are written to two digits', () => {
    assert.deepEqual([1.04, 2.56, 117, 88_312].map(roughText), [
      '1.0',
      '2.6',
      '120',
      '88\u202f000',
    ]);
  });
});

describe('the name of a run', () => {
  it('is what is not the chapter’s', () => {
    assert.equal(nameOf(PLAIN), 'as in the chapter');
    const cure = { ...PLAIN, activation: 'relu', initialisation: 'he' };
    assert.equal(nameOf(/** @type {any} */ (cure)), 'ReLU, He weights');
    assert.equal(
      nameOf({ ...PLAIN, optimiser: 'adam', rate: 0.001 }),
      'Adam, η 0.001',
    );
  });
});

describe('the sentence', () => {
  it('names the most even run, and the one that reads most', () => {
    const sentence = said([
      scored(88_000, 0.1),
      scored(1.5, 0.9),
      scored(3, 0.95),
    ]);
    assert.match(
      sentence,
      /^After 15 epochs the layers are most even in run 2 \(remedy 2\): the fastest learns 1\.5 times as fast as the slowest; in run 1 \(remedy 1\) 88\u202f000 times\./,
    );
    assert.match(sentence, /Run 3 \(remedy 3\) reads most right, 95/);
    assert.match(sentence, /Each is one run\.$/);
    assert.doesNotMatch(sentence, /cannot tell/);
  });

  it('claims no difference that the images cannot show', () => {
    const close = [scored(2, 0.9), scored(3, 0.905), scored(4, 0.5)];
    assert.match(said(close), /2\u202f000 cannot tell it from run 1\./);
    assert.match(said(close, 1e6), /reads most right, 90\.5/);
    assert.doesNotMatch(said(close, 1e6), /cannot tell/);
    assert.match(said(close.slice(0, 2)), /cannot tell which reads most/);
  });

  it('says of speeds of 0 that they are', () => {
    const still = { ...scored(NaN, 0.1), speeds: [0, 0] };
    const saying = (/** @type {any[]} */ scores) =>
      curesSentence({ scores, names: ['a', 'b'], images: 100 });
    assert.match(
      saying([still]),
      /every hidden layer has a speed of exactly 0,/,
    );
    const both = saying([still, scored(2, 0.9)]);
    assert.match(both, /In run 1 \(a\) every .* exactly 0\./);
    assert.doesNotMatch(both + saying([still, still]), /NaN|numbers/);
  });

  it('calls ratios even that read the same', () => {
    assert.match(
      said([scored(2.01, 0.9), scored(2.02, 0.5)]),
      /as even in run 1 .* and run 2 /,
    );
    const three = said([scored(2.01, 0.9), scored(2.02, 0.5), scored(9, 0.5)]);
    assert.match(
      three,
      /most even in run 1 \(remedy 1\) and run 2 \(remedy 2\)/,
    );
  });

  it('makes nothing of a run whose speeds are no numbers', () => {
    const sentence = said([scored(NaN, 0.1), scored(5, 0.9), scored(7, 0.8)]);
    assert.match(sentence, /most even in run 2.*; in run 3/);
    assert.match(
      said([scored(NaN, 0.1), scored(NaN, 0.1)]),
      /no run has speeds that are numbers/,
    );
  });

  it('does not compare a run that has stopped early', () => {
    const names = ['a', 'b', 'c'];
    const scores = [scored(5, 0.9), scored(1, 0.99, 2), scored(7, 0.8)];
    const sentence = curesSentence({
      scores,
      names,
      images: 2000,
      stopped: [1],
    });
    assert.match(
      sentence,
      /^After 15 epochs .* most even in run 1 .*; in run 3/,
    );
    assert.match(
      sentence,
      /Run 2 \(b\) has stopped early\. Run 1 \(a\) reads most/,
    );
  });

  it('says nothing of accuracy before training, and of one run that it is one', () => {
    const before = said([scored(9, 0.1, 0), scored(2, 0.12, 0)]);
    assert.match(before, /^Before training/);
    assert.doesNotMatch(before, /reads/);
    assert.match(said([scored(9, 0.5, 1)]), /^After 1 epoch .* one run\.$/);
    const names = ['a', 'b'];
    assert.match(
      curesSentence({ scores: [], names, images: 250 }),
      /^Play trains all 2/,
    );
  });
});

it('writes every epoch of every run to a file, with every digit', () => {
  const history = new RunHistory(2);
  history.append(
    [0, 1],
    Float64Array.from([0.1, 0.2, 3, 0.1, 0.2, 0.3, 0.1, 2, 0.5, 0.6]),
  );
  const [state] = runsOf(whole({ hidden: [9, 9] }));
  const run = /** @type {any} */ ({ state, history });
  const { headings, rows } = epochsOf([{ run, name: 'plain' }]);
  assert.equal(headings.length, rows[0]?.length);
  assert.deepEqual(rows[1], [1, 'plain', 1, 0.3, 0.1, 0.3 / 0.1, 2, 0.5, 0.6]);

  const old = new RunHistory(3);
  old.append([0, 1], Float64Array.of(1, 2, 4, 3, 0.1, 0.2, 0, 0, 0, 0, 0, 0));
  const kept = epochsOf(
    [{ run, name: 'plain' }],
    [
      {
        letter: 'A',
        difference: 'hidden 9-9-9',
        state: { ...state, hidden: [9, 9, 9], residual: 'on' },
        history: old,
        rows: 1,
      },
    ],
  );
  assert.equal(kept.headings.length, headings.length + 1);
  assert.equal(kept.rows.length, rows.length + 1);
  assert.deepEqual(kept.rows.at(-1), [
    ...['A', 'residual (hidden 9-9-9)', 0, 1, 2, 4, 4, 3, 0.1, 0.2],
  ]);
  assert.deepEqual(kept.rows[0]?.slice(3, 6), [
    ...(rows[0]?.slice(3, 5) ?? []),
    '',
  ]);
});
