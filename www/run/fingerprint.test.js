import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { PYTHON, withoutNumpy } from '../../tests/unit/python.js';
import {
  checkOf,
  checkOfAll,
  fingerprinted,
  fingerprintOf,
  fingerprintOfRuns,
  lastFingerprint,
} from './fingerprint.js';
import { verdictOf } from './run-check.js';
import { RunHistory } from './run-history.js';

const LAYERS = 2;

/** @returns {number[][]} the rows of the first golden run, which both builds of the core give bit for bit */
function goldenRows() {
  const file = new URL(
    '../../tests/snapshots/golden-runs.txt',
    import.meta.url,
  );
  const [, ...lines] = readFileSync(file, 'utf8').split('\n');
  const end = lines.findIndex((line) => line.includes(','));
  return lines
    .slice(0, end)
    .map((line) =>
      line.split(' ').map((bits) => Buffer.from(bits, 'hex').readDoubleBE()),
    );
}

/** @param {readonly number[][]} rows @param {readonly number[]} [epochs] */
function historyOf(rows, epochs = rows.map((_, index) => index)) {
  const history = new RunHistory(LAYERS);
  history.append(
    epochs,
    Float64Array.from(epochs.flatMap((epoch) => rows[epoch] ?? [])),
  );
  return history;
}

const rows = goldenRows();

describe('the fingerprint of a run', () => {
  it('is a constant for the golden run', () => {
    const history = historyOf(rows);
    const all = history.epochs.map((epoch) =>
      fingerprintOf(history.row(epoch)),
    );
    assert.deepEqual(all, [
      'a38f4b80',
      '667388be',
      'd7f37279',
      '1a5f7519',
      '13787885',
      '994b5455',
      '953ff900',
    ]);
    assert.deepEqual(lastFingerprint(history), { epoch: 6, text: '953ff900' });
    assert.equal(fingerprinted('run', history), 'run-953ff900');
  });

  it(
    'is what the Python of docs/reproducing.md gives',
    {
      skip: withoutNumpy,
    },
    () => {
      const page = new URL('../../docs/reproducing.md', import.meta.url);
      const text = readFileSync(page, 'utf8');
      const [, code = ''] =
        /```python\n(import struct[^`]*)```/.exec(text) ?? [];
      const [one, two, ...others] = rows.at(-1) ?? [];
      const { stdout } = spawnSync(PYTHON, ['-'], {
        input: `${code}print(fingerprint(6, [${one}, ${two}], ${others}))`,
        encoding: 'utf8',
      });
      assert.equal(stdout, '953ff900\n');
    },
  );

  it('does not depend on which epochs were measured before', () => {
    const sparse = lastFingerprint(historyOf(rows, [0, 3, 6]));
    assert.deepEqual(sparse, { epoch: 6, text: '953ff900' });
  });

  it('changes with the last bit of any number', () => {
    const last = rows.at(-1) ?? [];
    for (const index of last.keys()) {
      const bits = new BigUint64Array(Float64Array.from(last).buffer);
      bits[index] = (bits[index] ?? 0n) ^ 1n;
      const other = [...rows.slice(0, -1), [...new Float64Array(bits.buffer)]];
      assert.notEqual(lastFingerprint(historyOf(other))?.text, '953ff900');
    }
  });

  it('has eight digits, though it begins with a 0', () => {
    const texts = Array.from({ length: 100 }, (_, epoch) =>
      fingerprintOf({ epoch, speeds: [1], cost: 1, trainingAccuracy: 0.5 }),
    );
    assert.ok(texts.some((text) => text?.startsWith('0')));
    for (const text of texts) assert.match(`${text}`, /^[\da-f]{8}$/);
  });

  it('is that of the last epoch whose numbers are finite', () => {
    const [first = [], second = []] = rows;
    const diverged = historyOf([first, second, [NaN, NaN, NaN, 0.1, 0.1]]);
    assert.deepEqual(lastFingerprint(diverged), { epoch: 1, text: '667388be' });
    const untrained = historyOf([first]);
    assert.deepEqual(lastFingerprint(untrained), {
      epoch: 0,
      text: 'a38f4b80',
    });
    const never = historyOf([[0, 0, Infinity, 0.1, 0.1]]);
    assert.equal(lastFingerprint(never), null);
    assert.equal(lastFingerprint(new RunHistory(LAYERS)), null);
    assert.equal(lastFingerprint(null), null);
    assert.equal(fingerprinted('run', null), 'run');
  });
});

describe('the fingerprint of a figure', () => {
  const whole = historyOf(rows);
  const early = historyOf(rows, [0, 1, 2]);

  it('is that of its run at the epoch shown, and in links from the first step on', () => {
    const checkedRuns = [{ history: whole, isOver: false }];
    assert.equal(checkOf({ checkedRuns, epochShown: 1 }), '1-667388be');
    assert.equal(checkOf({ checkedRuns, epochShown: 0 }), '');
    assert.equal(checkOf({ checkedRuns: [], epochShown: 3 }), '');
  });

  it('is one of what all runs come to, once all are over', () => {
    const over = { history: whole, isOver: true };
    const moving = { history: early, isOver: false };
    assert.equal(checkOfAll([over, { ...moving, isOver: true }]), '6-7c9f96e8');
    assert.equal(checkOfAll([over, moving]), '');
    assert.equal(checkOfAll([{ history: null, isOver: true }]), '');
    assert.equal(checkOfAll([]), '');
  });

  it('does without a validation accuracy where there is none', () => {
    const row = { epoch: 1, speeds: [2], cost: 3, trainingAccuracy: 0.5 };
    const text = fingerprintOf(row);
    assert.match(String(text), /^[\da-f]{8}$/);
    assert.notEqual(fingerprintOf({ ...row, validationAccuracy: 0 }), text);
  });

  it('is one over all of its runs, in their order', () => {
    const both = fingerprintOfRuns([whole, early]);
    assert.deepEqual(both, { epoch: 6, text: '7c9f96e8' });
    assert.notEqual(fingerprintOfRuns([early, whole])?.text, both?.text);
    assert.equal(fingerprintOfRuns([whole, null]), null);
    assert.equal(fingerprintOfRuns([]), null);
  });
});

describe('a run held against the fingerprint of a link', () => {
  const asked = { epoch: 3, text: '1a5f7519' };
  /** @param {RunHistory | null} history */
  const verdict = (history, isOver = false) =>
    verdictOf([{ history, isOver }], asked);

  it('has it, has another, or is still on its way', () => {
    assert.equal(verdict(historyOf(rows))?.kind, 'same');
    assert.equal(verdict(historyOf(rows, [0, 3]))?.kind, 'same');
    assert.equal(verdict(historyOf(rows, [0, 1, 2])), null);
    assert.equal(verdict(null), null);
    assert.equal(verdictOf([], asked), null);
    const other = [...rows];
    other[3] = rows[4] ?? [];
    const { kind, text } = verdict(historyOf(other)) ?? {};
    assert.equal(kind, 'other');
    assert.match(text ?? '', /^[\da-f]{8}$/);
  });

  it('has another where it ends before, and none where that epoch was not measured', () => {
    assert.deepEqual(verdict(historyOf(rows, [0, 1]), true), { kind: 'other' });
    assert.equal(verdict(historyOf(rows, [0, 2, 6]))?.kind, 'unmeasured');
    // Where there is no way to that epoch, no link can have it.
    const passed = { history: historyOf(rows, [0, 2, 6]), isOver: true };
    assert.deepEqual(verdictOf([passed], asked, false), { kind: 'rowless' });
  });

  it('waits for the last of several runs', () => {
    const runs = [historyOf(rows), historyOf(rows, [0, 1, 2])].map(
      (history) => ({ history, isOver: false }),
    );
    assert.equal(verdictOf(runs, asked), null);
    const over = runs.map((run) => ({ ...run, isOver: true }));
    assert.equal(verdictOf(over, asked)?.kind, 'other');
    const text = fingerprintOfRuns(
      runs.map(({ history }) => history),
      3,
    )?.text;
    assert.equal(verdictOf(over, { epoch: 3, text: text ?? '' })?.kind, 'same');
  });
});
