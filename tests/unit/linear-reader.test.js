/** What a linear reader recovers, beside the same by NumPy. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { inflateDigits } from '../../www/core/digits.js';
import { probe } from '../../www/run/worker/probe.js';
import { PYTHON, withoutNumpy } from './python.js';
import { Realm, SPEC, openInNode } from './realm.js';

/** @import { TrainingSpec } from '../../www/run/protocol.js' */

const { core } = await openInNode('training');
const { core: readers } = await openInNode('linear-reader');

/** Solves the same by another way: least squares of a longer matrix, by its singular values. */
const NUMPY = `
import json, sys
import numpy as np

asked = json.load(sys.stdin)
size = sum(asked["widths"])
rows, others = (np.array(asked[key]).reshape(len(asked[key + "Labels"]), -1) for key in ("rows", "others"))
labels, otherLabels = np.array(asked["rowsLabels"]), np.array(asked["othersLabels"])

def fit(a, y, ridge):
    target = np.eye(10)[y]
    mean, share = a.mean(0), target.mean(0)
    x = a - mean
    penalty = np.sqrt(ridge * len(a) * x.var(0).mean())
    longer = np.vstack([x, penalty * np.eye(x.shape[1])])
    aims = np.vstack([target - share, np.zeros((x.shape[1], 10))])
    w = np.linalg.lstsq(longer, aims, rcond=None)[0]
    return lambda some: ((some - mean) @ w + share).argmax(1)

answer, start, kept = [], 0, int(np.ceil(0.8 * len(rows)))
for width in asked["widths"]:
    a, b = (all[:, start:start + width] for all in (rows, others))
    hits = [
        (fit(a[:kept], labels[:kept], ridge)(a[kept:]) == labels[kept:]).sum()
        for ridge in (1, 0.1, 0.01, 1e-3, 1e-4, 1e-5)
    ]
    best = (1, 0.1, 0.01, 1e-3, 1e-4, 1e-5)[int(np.argmax(hits))]
    answer.append(float((fit(a, labels, best)(b) == otherLabels).mean()))
    start += width
print(json.dumps(answer))
`;

const FILE = new URL('../../www/data/digits-first.bin', import.meta.url);

/** @param {TrainingSpec} spec @param {number} epochs @returns {Promise<any>} a trainer that far */
async function trained(spec, epochs) {
  const digits = new core.RawDigits();
  digits.appendPart(await inflateDigits(new Uint8Array(readFileSync(FILE))));
  const trainer = new core.RawTrainer(spec, digits);
  trainer.stopAt(epochs);
  while (!trainer.isStopped) trainer.advance(1000);
  return trainer;
}

/** @type {TrainingSpec} */
const REAL = {
  ...SPEC,
  hidden: [30, 20],
  pixels: 14,
  images: 600,
  lambda: 0.1,
  epochs: 8,
};

describe('a linear reader of every layer', { skip: withoutNumpy }, () => {
  it('recovers what NumPy recovers, before training and after', async () => {
    const trainer = await trained(REAL, 8);
    const run = /** @type {any} */ ({ trainer, spec: REAL, hasWork: false });
    const found = await probe(run, readers, () => true, setImmediate);
    assert.ok(found);
    assert.deepEqual([found.images, found.validationImages], [600, 250]);
    const widths = [196, 30, 20];
    const expected = [true, false].map((isInitial) => {
      const [rows, others] = [false, true].map((isValidation) => [
        ...trainer.answers(
          isInitial,
          isValidation,
          0,
          isValidation ? 250 : 600,
        ),
      ]);
      const [rowsLabels, othersLabels] = [false, true].map((isValidation) => [
        ...trainer.labels(isValidation),
      ]);
      const input = JSON.stringify({
        widths,
        rows,
        others,
        rowsLabels,
        othersLabels,
      });
      const { stdout, stderr } = spawnSync(PYTHON, ['-c', NUMPY], {
        input,
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
      });
      assert.ok(stdout, stderr);
      return /** @type {number[]} */ (JSON.parse(stdout));
    });
    const [before = [], now = []] = expected;
    assert.deepEqual([...found.accuracies], [...before, ...now.slice(1)]);
    assert.ok((before[0] ?? 0) > 0.6 && (before[1] ?? 1) < (before[0] ?? 0));
  });
});

describe('the worker', () => {
  it('answers with what linear readers recover, and the run goes on as ever', async () => {
    const realm = new Realm();
    await realm.configured(SPEC);
    await realm.run(5);
    await realm.say({ type: 'probe', runId: 1 });
    await settled(realm, 'probed');
    const [found] = realm.heard('probed');
    assert.deepEqual([found.epoch, found.images], [5, 20]);
    assert.equal(found.accuracies.length, 3 + 2);
    for (const share of found.accuracies) assert.ok(share >= 0 && share <= 1);
    assert.equal(realm.opened.at(-1).part, 'linear-reader');
    await realm.run(20);
    assert.equal(realm.heard('done').length, 1);
  });

  it('drops a reading of a run that goes on, and says so', async () => {
    const realm = new Realm();
    await realm.configured(SPEC);
    await realm.say({ type: 'probe', runId: 1 });
    await realm.say({ type: 'run', runId: 1, toEpoch: 20, reportMs: 0 });
    await settled(realm, 'probed');
    const [found] = realm.heard('probed');
    // Before it began, or as it stands at its end.
    assert.ok(found.images === 0 || found.epoch === 20);
  });

  it('says why where the code of the readers does not come, and keeps the run', async () => {
    const realm = new Realm();
    await realm.configured(SPEC);
    realm.missing = 'linear-reader';
    await realm.say({ type: 'probe', runId: 1 });
    await settled(realm, 'probed');
    assert.equal(realm.heard('probed')[0].problem.code, 'load-failed');
    await realm.run(20);
    assert.equal(realm.heard('done').length, 1);
  });

  it('answers an image with the bits of the evaluation, at once', async () => {
    const realm = new Realm();
    await realm.configured(SPEC);
    await realm.run(20);
    await realm.say({ type: 'read', runId: 1, bytes: new Uint8Array(784) });
    const [{ epoch, values }] = realm.heard('answered');
    assert.equal(epoch, 20);
    assert.equal(values.length, 49 + 5 + 3 + 10);
    assert.ok(
      values.subarray(0, 49).every((/** @type {number} */ x) => x === 0),
    );
    await realm.say({ type: 'read', runId: 1, bytes: new Uint8Array(7) });
    assert.match(realm.heard('failed')[0].message, /expected 784 bytes, got 7/);
  });
});

/** @param {Realm} realm @param {string} type - of the message that is waited for */
async function settled(realm, type) {
  for (let turn = 0; turn < 1000; turn += 1) {
    await realm.work();
    if (realm.heard(type).length > 0) return;
  }
}
