import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SPEC, Workers, delivered } from '../../tests/unit/realm.js';
import { GradientHistory } from './gradient-history.js';
import { runSchema } from './run-state.js';
import { Safekeeping } from './safekeeping.js';

/** @import { RunSession } from './run-session.js' */

const LONG = { ...SPEC, epochs: 400 };

/** A figure of a run, as far as its safety is concerned. */
class Figure {
  static schema = runSchema;
  localName = 'neuron-gradients';
  shadowRoot = null;
  isConnected = true;
  restored = 0;
  /** @type {any[]} */
  controllers = [];

  /** @param {RunSession} session */
  constructor(session) {
    const figure = this;
    this.training = {
      session,
      measuring: 'every',
      ...{ shown: LONG, pace: 'fast', isMoved: true, wish: null },
      get history() {
        return session.history;
      },
      get phase() {
        return session.phase;
      },
      restore(
        /** @type {any} */ settings,
        /** @type {any} */ _measuring,
        /** @type {any} */ kept,
      ) {
        figure.restored += 1;
        session.configure(settings, extras(kept));
      },
    };
  }
  get shown() {
    return LONG;
  }
  requestUpdate() {}
  /** @param {any} one */
  addController(one) {
    this.controllers.push(one);
  }
  leave() {
    this.isConnected = false;
    for (const one of this.controllers) one.hostDisconnected();
  }
}

/** @param {any} [kept] */
const extras = (kept) => ({
  keepGradients: (
    /** @type {readonly number[]} */ widths,
    /** @type {number} */ stride,
  ) => new GradientHistory(widths, stride),
  weightSpeeds: true,
  ...(kept && { kept }),
});

/** Locks as a browser has them, as far as they are used. */
class Locks {
  /** @type {Map<string, unknown>} */
  held = new Map();

  /** @param {string} name @param {object} _options @param {(lock: unknown) => Promise<void>} use */
  async request(name, _options, use) {
    const lock = this.held.has(name) ? null : { name };
    if (lock) this.held.set(name, lock);
    await use(lock);
    if (lock) this.held.delete(name);
  }

  async query() {
    return { held: [...this.held.keys()].map((name) => ({ name })) };
  }
}

/** @param {import('node:test').TestContext} t */
async function twoFigures(t) {
  const locks = new Locks();
  Object.defineProperty(globalThis, 'navigator', {
    configurable: true,
    value: { locks },
  });
  t.after(() => Reflect.deleteProperty(globalThis, 'navigator'));
  const workers = new Workers();
  const { session } = await workers.begun(LONG, extras());
  const figures = [new Figure(session), new Figure(session)];
  const safes = figures.map(
    (figure) => new Safekeeping(/** @type {any} */ (figure)),
  );
  for (const realm of workers.realms) realm.msPerUnit = 1;
  session.play();
  await workers.work(3);
  const taking = () => {
    for (const safe of safes) safe.measured();
  };
  return { locks, workers, session, figures, safes, taking };
}

/** @param {Workers} workers @param {RunSession} session */
async function toTheEnd(workers, session) {
  while (session.phase !== 'done') await workers.work();
}

test('another figure takes up the run where the one that kept it has gone', async (t) => {
  const { workers, session, figures, safes, taking } = await twoFigures(t);
  const [first, second] = figures;
  taking();
  await workers.work(1);
  const { last } = safes[0] ?? {};
  assert.ok(last && last.epoch > 0);
  first?.leave();
  await delivered();
  assert.equal(safes[1]?.last?.id, last.id);
  const { port } = workers.last;
  port.dispatchEvent(Object.assign(new Event('error'), { message: 'killed' }));
  await delivered();
  assert.equal(session.phase, 'failed');
  for (const safe of safes) safe.failed();
  await delivered();
  assert.deepEqual([first?.restored, second?.restored], [0, 1]);
  await workers.work(1);
  assert.equal(session.history?.epoch, last.epoch);
  await toTheEnd(workers, session);
  session.close();
});

test('a run is held while a figure has it, and let go when it ends', async (t) => {
  const { locks, workers, session, figures, safes, taking } =
    await twoFigures(t);
  taking();
  await workers.work(1);
  const held = async () => {
    await delivered();
    return [...locks.held.keys()];
  };
  assert.deepEqual(await held(), [safes[0]?.last?.id]);
  figures[0]?.leave();
  assert.equal((await held()).length, 1, 'the other figure has it');
  await toTheEnd(workers, session);
  for (const safe of safes) safe.settled();
  assert.deepEqual(await held(), []);
});

test('a run is let go when its last figure leaves', async (t) => {
  const { locks, workers, session, figures, taking } = await twoFigures(t);
  taking();
  await workers.work(1);
  await delivered();
  assert.equal(locks.held.size, 1);
  for (const figure of figures) figure.leave();
  session.close();
  await delivered();
  assert.equal(locks.held.size, 0);
});
