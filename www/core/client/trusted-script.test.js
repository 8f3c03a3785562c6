import assert from 'node:assert/strict';
import test, { afterEach } from 'node:test';

/** @type {any} */
const realm = globalThis;

let copies = 0;

/** @returns {Promise<typeof import('./trusted-script.js')>} a fresh copy, which has no policy yet */
function fresh() {
  copies += 1;
  const address = new URL(`trusted-script.js?${copies}`, import.meta.url);
  // eslint-disable-next-line no-unsanitized/method -- an address of this folder
  return import(address.href);
}

afterEach(() => {
  delete realm.trustedTypes;
  delete realm.origin;
  delete realm.Worker;
});

test('a script of the page’s own origin is passed, and no other', async () => {
  const { ownScript } = await fresh();
  realm.origin = 'https://a.example';
  for (const address of [
    'https://a.example/w.js',
    'blob:https://a.example/1',
  ]) {
    assert.equal(ownScript(address), address);
  }
  for (const address of [
    'https://b.example/w.js',
    'http://a.example/w.js',
    'blob:https://b.example/1',
    'data:text/javascript,1',
    'javascript:1',
    'w.js',
  ]) {
    assert.throws(() => ownScript(address), TypeError, address);
  }
  // Of files and of sandboxed frames.
  realm.origin = 'null';
  assert.equal(ownScript('blob:null/1'), 'blob:null/1');
  assert.throws(() => ownScript('data:text/javascript,1'), TypeError);
});

test('a worker starts through one policy, with the options that its entry gives', async () => {
  const { startWorker } = await fresh();
  /** @type {any[]} */
  const started = [];
  realm.origin = 'https://a.example';
  realm.Worker = class {
    /** @param {any[]} given */
    constructor(...given) {
      started.push(given);
    }
  };
  let policies = 0;
  realm.trustedTypes = {
    /** @param {string} name @param {any} rules */
    createPolicy(name, rules) {
      policies += 1;
      assert.equal(name, 'unstable-gradients');
      return {
        createScriptURL: (/** @type {string} */ address) => ({
          trusted: rules.createScriptURL(address),
        }),
      };
    },
  };
  const address = 'https://a.example/w.js';
  const entry = {
    start: () => new realm.Worker(new URL(address), { type: 'module' }),
    load: async () => assert.fail('not on this thread'),
  };
  startWorker(entry);
  startWorker(entry);
  const once = [{ trusted: address }, { type: 'module' }];
  assert.deepEqual(started, [once, once]);
  assert.equal(policies, 1);
});

test('where a policy is refused, or there are no Trusted Types, the address is as it was', async () => {
  assert.equal((await fresh()).trustedScript('blob:x'), 'blob:x');
  realm.trustedTypes = {
    createPolicy() {
      throw new TypeError('refused');
    },
  };
  assert.equal((await fresh()).trustedScript('blob:x'), 'blob:x');
});
