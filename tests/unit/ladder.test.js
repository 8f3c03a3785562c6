import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ladder } from '../../www/run/client/transport.js';
import { LoopbackPort } from '../../www/run/protocol/loopback.js';
import { BUILD_ID } from './fake-core.js';
import { FakeRealm, delivered } from './fake-realm.js';
import { PAGE_DOOR } from './fake-workers.js';

/** @import { Rung, TransportKind } from '../../www/run/client/transport.js' */

const NEVER = new AbortController().signal;

/**
 * A rung on which a host answers.
 *
 * @param {TransportKind} kind
 * @returns {Rung}
 */
function firm(kind) {
  return {
    kind,
    start: () => ({ port: new FakeRealm().port, terminate() {} }),
  };
}

/**
 * A rung on which nobody answers.
 *
 * @param {(port: LoopbackPort) => void} [happens] - to the worker instead
 */
function rotten(happens = () => {}) {
  const counts = { started: 0, terminated: 0 };
  /** @type {Rung} */
  const rung = {
    kind: 'worker',
    start() {
      counts.started += 1;
      const [port] = LoopbackPort.pair();
      queueMicrotask(() => queueMicrotask(() => happens(port)));
      return { port, terminate: () => (counts.terminated += 1) };
    },
  };
  return { rung, counts };
}

/** @param {Rung[]} rungs */
function ladderOf(rungs, build = BUILD_ID) {
  const door = { ...PAGE_DOOR, BUILD_ID: build };
  return new Ladder({ rungs, door, timeLimitMs: 5000 });
}

describe('the ladder', () => {
  it('takes the first rung that answers, and reports it', async () => {
    const ladder = ladderOf([firm('worker'), firm('blob')]);
    const transport = await ladder.open('training', NEVER);
    assert.equal(transport.kind, 'worker');
    assert.equal(transport.core, 'simd');
  });

  it('descends when a worker cannot be made', async () => {
    /** @type {Rung} */
    const forbidden = {
      kind: 'worker',
      start() {
        throw new DOMException('of another origin', 'SecurityError');
      },
    };
    const ladder = ladderOf([forbidden, firm('blob')]);
    assert.equal((await ladder.open('training', NEVER)).kind, 'blob');
  });

  it('descends when a worker fires an error, and ends it', async () => {
    const { rung, counts } = rotten((port) => {
      port.dispatchEvent(new Event('error', { cancelable: true }));
    });
    const ladder = ladderOf([rung, firm('page')]);
    assert.equal((await ladder.open('training', NEVER)).kind, 'page');
    assert.deepEqual(counts, { started: 1, terminated: 1 });
  });

  it('descends when a worker is silent for too long', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { rung, counts } = rotten();
    const opening = ladderOf([rung, firm('page')]).open('training', NEVER);
    await delivered();
    assert.equal(counts.terminated, 0);
    t.mock.timers.tick(5000);
    assert.equal((await opening).kind, 'page');
    assert.equal(counts.terminated, 1);
  });

  it('descends when a worker reports that it cannot start', async () => {
    const { rung } = rotten((port) => {
      const [code, message] = ['load-failed', 'worker.js: got none'];
      const failed = { type: 'failed', runId: null, code, message };
      const data = { ...failed, fatal: true };
      port.dispatchEvent(new MessageEvent('message', { data }));
    });
    const ladder = ladderOf([rung, firm('blob')]);
    assert.equal((await ladder.open('training', NEVER)).kind, 'blob');
  });

  it('is descended once for all that ask', async () => {
    const { rung, counts } = rotten((port) => {
      port.dispatchEvent(new Event('error'));
    });
    const ladder = ladderOf([rung, firm('blob')]);
    await ladder.open('training', NEVER);
    await ladder.open('training', NEVER);
    assert.equal(counts.started, 1);
  });

  it('does not descend from a worker of another build', async () => {
    const { rung, counts } = rotten();
    const ladder = ladderOf([firm('worker'), rung], 'newer');
    await assert.rejects(ladder.open('training', NEVER), {
      code: 'version-mismatch',
    });
    assert.equal(counts.started, 0);
  });

  it('says why the last rung broke', async () => {
    const { rung } = rotten((port) => {
      port.dispatchEvent(
        Object.assign(new Event('error'), { message: 'no such file' }),
      );
    });
    await assert.rejects(ladderOf([rung]).open('training', NEVER), {
      name: 'CoreError',
      code: 'worker-failed',
      message: /no such file/,
    });
  });

  it('starts the worker before the core is there, and ends it where none comes', async () => {
    const { rung, counts } = rotten();
    /** @type {(error: Error) => void} */
    let fail = () => {};
    const core = new Promise((_, reject) => {
      fail = reject;
    });
    const door = { BUILD_ID, openCore: () => /** @type {any} */ (core) };
    const ladder = new Ladder({ rungs: [rung, firm('page')], door });
    const opening = ladder.open('training', NEVER);
    await delivered();
    assert.deepEqual(counts, { started: 1, terminated: 0 });
    fail(new Error('no such core'));
    await assert.rejects(opening, /no such core/);
    assert.deepEqual(counts, { started: 1, terminated: 1 });
  });

  it('is left at once while the core is still on its way', async () => {
    const { rung, counts } = rotten();
    const door = {
      BUILD_ID,
      openCore: () => /** @type {any} */ (new Promise(() => {})),
    };
    const ladder = new Ladder({ rungs: [rung, firm('page')], door });
    const life = new AbortController();
    const opening = ladder.open('training', life.signal);
    await delivered();
    life.abort();
    await assert.rejects(opening, { name: 'AbortError' });
    assert.equal(counts.terminated, 1);
  });

  it('is left when nobody waits any more', async () => {
    const { rung, counts } = rotten();
    const life = new AbortController();
    const opening = ladderOf([rung, firm('page')]).open(
      'training',
      life.signal,
    );
    await delivered();
    life.abort();
    await assert.rejects(opening, { name: 'AbortError' });
    assert.equal(counts.terminated, 1);
  });

  it('leaves no worker behind that took longer to make than anyone waited', async () => {
    const life = new AbortController();
    const { rung, counts } = rotten();
    /** @type {Rung} */
    const slow = {
      kind: 'page',
      async start() {
        const link = await rung.start();
        life.abort();
        return link;
      },
    };
    const opening = ladderOf([slow]).open('training', life.signal);
    await assert.rejects(opening, { name: 'AbortError' });
    assert.deepEqual(counts, { started: 1, terminated: 1 });
  });
});
