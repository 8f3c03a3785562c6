import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Runs } from '../../www/run/client/runs.js';
import { SPEC } from './fake-core.js';

/** @import { RunMessage } from '../../www/run/client/runs.js' */

/**
 * @param {number} runId
 * @returns {RunMessage}
 */
function configured(runId) {
  const [layers, constantCost, constantAccuracy] = [2, 3.25, 0.1];
  const type = 'configured';
  const constants = { constantCost, constantAccuracy };
  return { type, runId, layers, ...constants, gradientStride: 0 };
}

/**
 * @param {number} runId
 * @param {number} epoch
 * @returns {RunMessage}
 */
function paused(runId, epoch) {
  return { type: 'paused', runId, epoch };
}

/**
 * @param {number} runId
 * @returns {RunMessage}
 */
function refused(runId) {
  const [code, message] = ['setting', 'rate: expected above 0, got 0'];
  return { type: 'failed', runId, code, message, fatal: false };
}

/**
 * Asks for a run whose digits are there.
 *
 * @param {Runs} runs
 */
function ask(runs) {
  const run = runs.ask(SPEC);
  run.isPrepared = true;
  return { run, next: runs.takeNext() };
}

/** The book of a page whose worker has run 1. */
function withOneRun() {
  const runs = new Runs();
  ask(runs);
  runs.receive(configured(1));
  return runs;
}

describe('the runs of a client', () => {
  it('are made one at a time, the newest next', () => {
    const runs = new Runs();
    const first = ask(runs);
    assert.equal(first.next, first.run);
    assert.equal(ask(runs).next, null);
    const third = ask(runs);
    assert.equal(third.next, null);
    assert.deepEqual(runs.receive(configured(1)), []);
    assert.equal(runs.takeNext(), third.run);
  });

  it('wait for their digits', () => {
    const runs = new Runs();
    runs.ask(SPEC);
    assert.equal(runs.takeNext(), null);
  });

  it('keep the words of the old one while a new one is made', () => {
    const runs = withOneRun();
    ask(runs);
    assert.deepEqual(runs.receive(paused(1, 4)), []);
    assert.deepEqual(runs.receive(configured(2)), [configured(2)]);
    assert.deepEqual(runs.receive(paused(1, 5)), []);
  });

  it('say them when the new one fails', () => {
    const runs = withOneRun();
    ask(runs);
    runs.receive(paused(1, 4));
    assert.deepEqual(runs.receive(refused(2)), [paused(1, 4), refused(2)]);
    assert.equal(runs.live?.runId, 1);
    assert.deepEqual(runs.receive(paused(1, 5)), [paused(1, 5)]);
  });

  it('fall back on the one the worker made last, superseded or not', () => {
    const runs = withOneRun();
    ask(runs);
    const third = ask(runs);
    assert.deepEqual(runs.receive(configured(2)), []);
    assert.equal(runs.takeNext(), third.run);
    assert.deepEqual(runs.receive(refused(3)), [configured(2), refused(3)]);
    assert.equal(runs.live?.runId, 2);
  });

  it('say nothing of a superseded one that fails', () => {
    const runs = withOneRun();
    ask(runs);
    const third = ask(runs);
    assert.deepEqual(runs.receive(refused(2)), []);
    assert.equal(runs.takeNext(), third.run);
    assert.deepEqual(runs.receive(configured(3)), [configured(3)]);
  });

  it('are named anew by a reset, which makes old what was said before', () => {
    const runs = withOneRun();
    assert.equal(runs.reset()?.runId, 2);
    assert.deepEqual(runs.receive(paused(1, 9)), []);
    assert.deepEqual(runs.receive(paused(2, 0)), [paused(2, 0)]);
  });
});
