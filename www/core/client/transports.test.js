import assert from 'node:assert/strict';
import { resolveObjectURL } from 'node:buffer';
import { describe, it } from 'node:test';
import { Realm, delivered } from '../../../tests/unit/realm.js';
import { BUILD_ID } from '../core.js';
import { JobHost } from '../worker/job-host.js';
import { LoopbackPort } from '../worker/loopback.js';
import { startBlobWorker } from './fallbacks.js';
import { Transports } from './transports.js';

/** @import { TransportKind, Way } from './transports.js' */

const NEVER = new AbortController().signal;

/**
 * A way by which a host answers.
 *
 * @param {TransportKind} kind
 * @returns {Way}
 */
function firm(kind) {
  return {
    kind,
    start: () => ({ port: new Realm().port, terminate() {} }),
  };
}

/**
 * A way by which nobody answers.
 *
 * @param {(port: LoopbackPort) => void} [happens] - to the worker instead
 */
function rotten(happens = () => {}) {
  const counts = { started: 0, terminated: 0 };
  /** @type {Way} */
  const way = {
    kind: 'worker',
    start() {
      counts.started += 1;
      const [port] = LoopbackPort.pair();
      queueMicrotask(() => queueMicrotask(() => happens(port)));
      return { port, terminate: () => (counts.terminated += 1) };
    },
  };
  return { way, counts };
}

/** @param {Way[]} ways */
const transportsOf = (ways, buildId = BUILD_ID) =>
  new Transports(ways, { buildId, timeLimitMs: 5000 });

describe('the transports of a page', () => {
  it('are the first that answers, which is reported', async () => {
    const transports = transportsOf([firm('worker'), firm('blob')]);
    const transport = await transports.open('training', NEVER);
    assert.equal(transport.kind, 'worker');
    assert.equal(transport.core, 'simd');
  });

  it('fall back when a worker cannot be made', async () => {
    /** @type {Way} */
    const forbidden = {
      kind: 'worker',
      start() {
        throw new DOMException('of another origin', 'SecurityError');
      },
    };
    const transports = transportsOf([forbidden, firm('blob')]);
    assert.equal((await transports.open('training', NEVER)).kind, 'blob');
  });

  it('fall back when a worker fires an error, and end it', async () => {
    const { way, counts } = rotten((port) => {
      port.dispatchEvent(new Event('error', { cancelable: true }));
    });
    const transports = transportsOf([way, firm('page')]);
    assert.equal((await transports.open('training', NEVER)).kind, 'page');
    assert.deepEqual(counts, { started: 1, terminated: 1 });
  });

  it('fall back when a worker is silent for too long', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { way, counts } = rotten();
    const opening = transportsOf([way, firm('page')]).open('training', NEVER);
    await delivered();
    assert.equal(counts.terminated, 0);
    t.mock.timers.tick(5000);
    assert.equal((await opening).kind, 'page');
    assert.equal(counts.terminated, 1);
  });

  it('fall back when a worker reports that it cannot start', async () => {
    const { way } = rotten((port) => {
      const [code, message] = ['load-failed', 'worker.js: got none'];
      const failed = { type: 'failed', code, message };
      const data = { ...failed, fatal: true };
      port.dispatchEvent(new MessageEvent('message', { data }));
    });
    const transports = transportsOf([way, firm('blob')]);
    assert.equal((await transports.open('training', NEVER)).kind, 'blob');
  });

  it('fall back once for all that ask', async () => {
    const { way, counts } = rotten((port) => {
      port.dispatchEvent(new Event('error'));
    });
    const transports = transportsOf([way, firm('blob')]);
    await transports.open('training', NEVER);
    await transports.open('training', NEVER);
    assert.equal(counts.started, 1);
  });

  it('do not fall back from a worker of another build', async () => {
    const { way, counts } = rotten();
    const transports = transportsOf([firm('worker'), way], 'newer');
    await assert.rejects(transports.open('training', NEVER), {
      code: 'version-mismatch',
    });
    assert.equal(counts.started, 0);
  });

  it('say why the last did not answer', async () => {
    const { way } = rotten((port) => {
      port.dispatchEvent(
        Object.assign(new Event('error'), { message: 'no such file' }),
      );
    });
    await assert.rejects(transportsOf([way]).open('training', NEVER), {
      name: 'CoreError',
      code: 'worker-failed',
      message: /no such file/,
    });
  });

  it('start the worker before the core is there, and end it where none comes', async () => {
    const { way, counts } = rotten();
    /** @type {(error: Error) => void} */
    let fail = () => {};
    const core = new Promise((_, reject) => {
      fail = reject;
    });
    const openCore = () => /** @type {any} */ (core);
    const transports = new Transports([way, firm('page')], { openCore });
    const opening = transports.open('training', NEVER);
    await delivered();
    assert.deepEqual(counts, { started: 1, terminated: 0 });
    fail(new Error('no such core'));
    await assert.rejects(opening, /no such core/);
    assert.deepEqual(counts, { started: 1, terminated: 1 });
  });

  it('are left at once while the core is still on its way', async () => {
    const { way, counts } = rotten();
    const openCore = () => /** @type {any} */ (new Promise(() => {}));
    const transports = new Transports([way, firm('page')], { openCore });
    const life = new AbortController();
    const opening = transports.open('training', life.signal);
    await delivered();
    life.abort();
    await assert.rejects(opening, { name: 'AbortError' });
    assert.equal(counts.terminated, 1);
  });

  it('are left when nobody waits any more', async () => {
    const { way, counts } = rotten();
    const life = new AbortController();
    const opening = transportsOf([way, firm('page')]).open(
      'training',
      life.signal,
    );
    await delivered();
    life.abort();
    await assert.rejects(opening, { name: 'AbortError' });
    assert.equal(counts.terminated, 1);
  });

  it('leave no worker behind that took longer to make than anyone waited', async () => {
    const life = new AbortController();
    const { way, counts } = rotten();
    /** @type {Way} */
    const slow = {
      kind: 'page',
      async start() {
        const link = await way.start();
        life.abort();
        return link;
      },
    };
    const opening = transportsOf([slow]).open('training', life.signal);
    await assert.rejects(opening, { name: 'AbortError' });
    assert.deepEqual(counts, { started: 1, terminated: 1 });
  });
});

describe('the ways to have an entry', () => {
  /** @type {import('./transports.js').Entry} */
  const entry = {
    start: () =>
      new Worker(new URL('../worker/job-worker.js', import.meta.url), {
        type: 'module',
      }),
    load: async () =>
      class extends JobHost {
        /**
         * @param {import('../worker/messages.js').Port} port
         * @param {import('../worker/host.js').Realm} realm
         */
        constructor(port, realm) {
          // A channel of messages would keep Node from ending.
          super(port, { ...realm, nextTask: setImmediate });
        }
      },
  };

  it('end on the thread of the page, where there are no workers', async () => {
    const transports = new Transports(entry, { timeLimitMs: 5000 });
    const { kind, terminate } = await transports.open('random-chains', NEVER);
    assert.equal(kind, 'page');
    terminate();
  });

  it('have a blob that imports the script of the worker', async (t) => {
    /** @type {string[]} */
    const addresses = [];
    class SilentWorker extends EventTarget {
      /** @param {string | URL} address */
      constructor(address) {
        super();
        addresses.push(String(address));
      }
      postMessage() {}
      terminate() {}
    }
    Object.assign(globalThis, { Worker: SilentWorker });
    t.after(() => Reflect.deleteProperty(globalThis, 'Worker'));
    const { started } = startBlobWorker(entry);
    const [address = ''] = addresses;
    assert.match(address, /^blob:/);
    const script = await resolveObjectURL(address)?.text();
    const expected = new URL('../worker/job-worker.js', import.meta.url);
    assert.ok(script?.includes(`import(${JSON.stringify(expected.href)})`));
    started?.();
    assert.equal(resolveObjectURL(address), undefined);
  });
});
