import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CoreError } from '../core/core-error.js';
import {
  DAMAGED,
  DIGITS,
  SEED_OF_TRAP,
  SHARE,
  SPARSE,
  SPEC,
  Workers,
  delivered,
  epochsOf,
  straight,
  upTo,
  valuesOf,
} from '../../tests/unit/realm.js';
import { ActivationHistory } from './activation-history.js';
import { GradientHistory } from './gradient-history.js';

/** @import { RunSession } from './run-session.js' */

const REFUSED = { ...SPEC, rate: 0 };
const OTHER = { ...SPEC, seed: 1000 };

/**
 * Moves the clock by seconds, in steps between which messages arrive.
 *
 * @param {import('node:test').TestContext} t
 * @param {number} seconds
 */
async function wait(t, seconds) {
  for (let half = 0; half < 2 * seconds; half += 1) {
    t.mock.timers.tick(500);
    await delivered();
  }
}

/** @param {Workers} workers */
function kill({ last }, message = 'out of memory') {
  last.port.dispatchEvent(Object.assign(new Event('error'), { message }));
}

describe('new settings', () => {
  it('start a worker, and bring the run and its first row', async () => {
    const workers = new Workers();
    const { session, told } = workers.session();
    assert.equal(session.transport, null);
    assert.equal(session.phase, 'idle');
    session.configure(SPEC);
    assert.equal(session.phase, 'starting');
    await workers.work();
    assert.equal(session.phase, 'resting');
    assert.equal(session.history?.layers, 2);
    assert.equal(session.transport, 'worker');
    assert.equal(session.core, 'simd');
    assert.deepEqual(told.events, ['changed', 'started', 'measured']);
    assert.deepEqual(epochsOf(session), [0]);
    assert.deepEqual(valuesOf(session), straight(SPEC).values.slice(0, 5));
  });

  it('open the part that trains, whichever the precision', async () => {
    const workers = new Workers();
    const { session } = await workers.begun();
    session.configure({ ...SPEC, precision: 'f64' });
    await workers.work();
    assert.deepEqual(
      workers.realms.map(({ opened }) =>
        opened.map((opening) => Reflect.get(opening, 'part')),
      ),
      [['training']],
    );
  });

  it('in another precision are trained in the same worker', async () => {
    const workers = new Workers();
    const { session, told } = await workers.begun();
    const double = { ...SPEC, precision: 'f64' };
    session.configure(double);
    session.play();
    await workers.work();
    assert.deepEqual(told.codes, []);
    assert.deepEqual(valuesOf(session), straight(double).values);
    assert.notDeepEqual(valuesOf(session), straight(SPEC).values);
    assert.equal(workers.realms.length, 1);
    assert.equal(workers.last.files.length, 1);
  });

  it('have each digits file brought once, the larger ones only when needed', async () => {
    const workers = new Workers();
    const { session } = workers.session();
    for (const [images, files] of /** @type {const} */ ([
      [20, 1],
      [10, 1],
      [1001, 2],
      [8000, 2],
      [50_000, 3],
      [20, 3],
    ])) {
      session.configure({ ...SPEC, images, batch: 10 });
      await workers.work();
      const { first, more, all } = DIGITS;
      assert.deepEqual(workers.last.files, [first, more, all].slice(0, files));
    }
    assert.deepEqual(workers.last.fetched, ['more', 'all']);
  });

  it('take the place of a run that plays, of which nothing more is told', async () => {
    const workers = new Workers();
    const { session } = workers.session();
    session.configure(SPEC);
    session.play();
    await workers.work(2);
    session.pause();
    session.configure(OTHER);
    await workers.work();
    assert.deepEqual(epochsOf(session), [0]);
    assert.deepEqual(valuesOf(session), straight(OTHER).values.slice(0, 5));
  });

  it('play on where the run before them did', async () => {
    const workers = new Workers();
    const { session } = workers.session();
    session.configure(SPEC);
    session.play();
    await workers.work(2);
    session.configure(OTHER);
    assert.equal(session.isPlaying, true);
    await workers.work();
    assert.equal(session.phase, 'done');
    assert.deepEqual(valuesOf(session), straight(OTHER).values);
  });

  it('that come at once make only the last', async () => {
    const workers = new Workers();
    const { session, told } = await workers.begun();
    for (const seed of [2, 3, 4, 5]) session.configure({ ...SPEC, seed });
    await workers.work();
    assert.deepEqual(
      workers.last.heard('configured').map(({ runId }) => runId),
      [1, 5],
    );
    assert.equal(told.count('started'), 2);
  });

  it('are made one at a time, the newest next', async () => {
    const workers = new Workers();
    const { session, told } = await workers.begun();
    session.configure({ ...SPEC, seed: 2 });
    // The worker has heard of it, but its answer has not come.
    await null;
    await null;
    await null;
    for (const seed of [3, 4]) session.configure({ ...SPEC, seed });
    await workers.work();
    const made = workers.last.heard('configured').map(({ runId }) => runId);
    assert.deepEqual(made, [1, 2, 4]);
    assert.equal(told.count('started'), 2);
    assert.deepEqual(
      valuesOf(session),
      straight({ ...SPEC, seed: 4 }).values.slice(0, 5),
    );
  });

  it('that are refused are told, and the run before them stands still', async () => {
    const workers = new Workers();
    const { session, told } = workers.session();
    session.configure(SPEC);
    session.play();
    await workers.work(2);
    session.configure(REFUSED);
    await workers.work();
    assert.deepEqual(told.codes, [['setting', false]]);
    assert.equal(session.phase, 'failed');
    assert.equal(session.isPlaying, false);
    const worked = workers.last.slices.length;
    await workers.work();
    assert.equal(workers.last.slices.length, worked);
    session.configure(OTHER);
    session.play();
    await workers.work();
    assert.deepEqual(valuesOf(session), straight(OTHER).values);
    assert.equal(workers.realms.length, 1);
  });

  it('that are refused say nothing when newer ones have come', async () => {
    const workers = new Workers();
    const { session, told } = await workers.begun();
    session.configure(REFUSED);
    await null;
    await null;
    await null;
    session.configure(OTHER);
    await workers.work();
    assert.equal(workers.last.heard('failed').length, 1);
    assert.deepEqual(told.codes, []);
    assert.deepEqual(valuesOf(session), straight(OTHER).values.slice(0, 5));
  });

  it('bring the gradients of every neuron where they are wanted', async () => {
    const workers = new Workers();
    const { session } = await workers.begun(SPEC, {
      keepGradients: (widths, stride) => new GradientHistory(widths, stride),
    });
    session.play();
    await workers.work();
    assert.deepEqual(session.gradients?.epochs, upTo(SPEC.epochs));
    session.configure(SPEC);
    await workers.work();
    assert.equal(session.gradients, null);
  });

  it('bring the activations of the hidden layers where they are wanted', async () => {
    const workers = new Workers();
    const { session } = await workers.begun(SPEC, {
      keepActivations: (layers, stride) =>
        new ActivationHistory(layers, stride),
    });
    session.play();
    await workers.work();
    assert.deepEqual(session.activations?.epochs, upTo(SPEC.epochs));
    session.configure(SPEC);
    await workers.work();
    assert.equal(session.activations, null);
  });
});

describe('play, pause, step and reset', () => {
  it('may be asked for before the worker is there', async () => {
    const workers = new Workers();
    const { session, told } = workers.session();
    session.configure(SPEC);
    session.play();
    await workers.work();
    assert.deepEqual(valuesOf(session), straight(SPEC).values);
    assert.equal(session.phase, 'done');
    assert.equal(told.events.at(-1), 'settled');
  });

  it('asked for while the run is made in slices are heard once it is', async () => {
    const workers = new Workers();
    workers.msPerPiece = 5;
    const { session } = workers.session();
    session.configure(SPEC);
    await workers.work(1);
    session.play();
    await delivered();
    assert.equal(session.phase, 'starting');
    await workers.settle();
    assert.equal(session.phase, 'done');
    assert.deepEqual(valuesOf(session), straight(SPEC).values);
    session.close();
  });

  it('asked for before a pause are forgotten', async () => {
    const workers = new Workers();
    const { session } = workers.session();
    session.configure(SPEC);
    session.play();
    session.pause();
    await workers.work();
    assert.deepEqual(epochsOf(session), [0]);
    assert.equal(session.phase, 'resting');
  });

  it('asked for before there are settings wait for them', async () => {
    const workers = new Workers();
    const { session } = workers.session();
    session.play();
    session.configure(SPEC);
    await workers.work();
    assert.equal(session.phase, 'done');
  });

  it('step by as many epochs as there were steps', async () => {
    const workers = new Workers();
    const { session, told } = await workers.begun();
    session.step();
    session.step();
    await workers.work();
    session.step();
    await workers.work();
    assert.deepEqual(epochsOf(session), upTo(3));
    assert.equal(session.phase, 'resting');
    assert.equal(told.count('settled'), 2);
  });

  it('may have a goal, and give the same bits from there', async () => {
    const workers = new Workers();
    const { session } = workers.session();
    session.pace = 1;
    session.configure(SPEC);
    session.play({ epoch: 2, isHurried: true });
    await workers.work();
    assert.equal(session.phase, 'resting');
    assert.equal(session.goal, null);
    assert.deepEqual(epochsOf(session), upTo(2));
    session.play({ epoch: 1, isHurried: true });
    assert.equal(session.phase, 'resting', 'it is there already');
    session.pace = 0;
    session.play();
    await workers.work();
    assert.deepEqual(valuesOf(session), straight(SPEC).values);
  });

  it('stop at once and go on where they stopped', async () => {
    const workers = new Workers();
    const { session } = workers.session();
    session.configure(SPEC);
    session.play();
    await workers.work(2);
    session.pause();
    assert.equal(session.phase, 'stopping');
    await workers.work();
    assert.equal(session.phase, 'resting');
    const worked = workers.last.slices.length;
    await workers.work();
    assert.equal(workers.last.slices.length, worked);
    session.play();
    await workers.work();
    assert.deepEqual(valuesOf(session), straight(SPEC).values);
  });

  it('are not settled by a pause that a play has overtaken', async () => {
    const workers = new Workers();
    const { session, told } = workers.session();
    session.configure(SPEC);
    session.play();
    await workers.work(2);
    session.pause();
    session.play();
    await workers.work();
    assert.equal(told.count('settled'), 1);
    assert.equal(session.phase, 'done');
  });

  it('give the same rows again after a reset, and none late', async () => {
    const workers = new Workers();
    const { session } = workers.session();
    session.configure(SPEC);
    session.play();
    await workers.work();
    const first = valuesOf(session);
    session.reset();
    session.play();
    await workers.work(2);
    session.reset();
    session.play();
    await workers.work();
    assert.deepEqual(valuesOf(session), first);
    assert.deepEqual(epochsOf(session), upTo(SPEC.epochs));
    session.reset();
    await workers.work();
    assert.deepEqual(epochsOf(session), [0]);
    assert.equal(session.phase, 'resting');
  });
});

describe('a snapshot', () => {
  it('that does not fit is refused, and the run goes on as it was', async () => {
    const workers = new Workers();
    const { session, told } = await workers.begun();
    session.play();
    await workers.work(3);
    const saving = session.snapshot();
    await workers.work(1);
    const { bytes } = (await saving) ?? {};
    assert.ok(bytes);
    const right = session.fits(SPEC, bytes);
    await workers.work(1);
    assert.equal(await right, true);
    const wrong = session.fits({ ...SPEC, hidden: [3, 5] }, bytes);
    const refusal = assert.rejects(wrong, { name: 'CoreError' });
    await workers.work(1);
    await refusal;
    await workers.settle();
    assert.deepEqual(told.codes, []);
    assert.deepEqual(valuesOf(session), straight(SPEC).values);
  });
});

describe('digits', () => {
  it('that cannot be had fail the run, and are tried again', async () => {
    const workers = new Workers();
    let isOffline = true;
    const { session, told } = workers.session({
      digits: async () => {
        if (isOffline) throw new TypeError('offline');
        return DIGITS.first;
      },
    });
    session.configure(SPEC);
    await workers.work();
    assert.deepEqual(told.codes, [['load-failed', false]]);
    assert.equal(told.failures[0]?.message, 'offline');
    isOffline = false;
    session.configure(SPEC);
    await workers.work();
    assert.deepEqual(epochsOf(session), [0]);
  });

  it('that are damaged fail the run with the code of the core', async () => {
    const workers = new Workers();
    let digits = DAMAGED;
    const { session, told } = workers.session({ digits: async () => digits });
    session.configure(SPEC);
    await workers.work();
    assert.deepEqual(told.codes, [['data', false]]);
    digits = DIGITS.first;
    session.configure(SPEC);
    await workers.work();
    assert.deepEqual(epochsOf(session), [0]);
    assert.equal(told.failures.length, 1);
  });

  it('that take long keep nobody from asking for another run', async () => {
    const workers = new Workers();
    const { session } = await workers.begun();
    workers.last.fetchDigits = () => new Promise(() => {});
    session.configure({ ...SPEC, images: 1001 });
    await workers.work();
    assert.equal(session.phase, 'starting');
    session.configure(SPEC);
    await workers.work();
    assert.deepEqual(epochsOf(session), [0]);
  });

  it('are brought while a run goes on, and say how they come', async () => {
    const workers = new Workers();
    const { session, told } = await workers.begun();
    assert.deepEqual(session.missing(50_000), ['more', 'all']);
    /** @type {() => void} */
    let finish = () => {};
    workers.last.fetchDigits = async (part, take, { progress } = {}) => {
      progress?.(1000);
      await new Promise((resolve) => {
        finish = () => resolve(undefined);
      });
      take(DIGITS[part]);
    };
    const bringing = session.bring(8000);
    session.play();
    await workers.work();
    assert.equal(session.phase, 'done');
    assert.ok(told.events.includes('fetching'));
    assert.equal(session.received(['more']), 1000);
    finish();
    assert.equal(await bringing, true);
    assert.deepEqual(session.missing(50_000), ['all']);
    assert.equal(await session.bring(8000), true, 'nothing is fetched again');
    assert.deepEqual(workers.last.fetched, ['more']);
  });

  it('can be stopped, and asked for again before that is answered', async () => {
    const workers = new Workers();
    const { session } = await workers.begun();
    workers.last.fetchDigits = (_part, _take, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    const bringing = session.bring(8000);
    await delivered();
    session.stopFetching();
    workers.last.fetchDigits = async (part, take) => take(DIGITS[part]);
    const again = session.bring(8000);
    assert.equal(await bringing, false);
    assert.equal(await again, true);
    assert.equal(workers.last.alive, 1, 'the run is as it was');
  });

  it('that the host does not have are no failure of the run before', async () => {
    const workers = new Workers();
    const { session, told } = await workers.begun();
    workers.last.fetchDigits = async () => {
      throw new CoreError('digits-missing', 'expected status 200, got 404');
    };
    await assert.rejects(session.bring(50_000), { code: 'digits-missing' });
    assert.deepEqual(told.codes, []);
    session.play();
    await workers.work();
    assert.equal(session.phase, 'done');
  });

  it('go with a worker that dies', async () => {
    const workers = new Workers();
    const { session } = await workers.begun();
    await session.bring(8000);
    workers.last.fetchDigits = () => new Promise(() => {});
    const bringing = session.bring(50_000);
    await delivered();
    kill(workers);
    assert.equal(await bringing, false);
    assert.deepEqual(session.missing(50_000), ['more', 'all']);
  });
});

describe('a check', () => {
  it('gives what both ways give, and null without a run', async () => {
    const workers = new Workers();
    const { session } = workers.session();
    assert.equal(await session.check(), null);
    session.configure(SPEC);
    assert.equal(await session.check(), null);
    await workers.work();
    const [one, other] = await Promise.all([session.check(), session.check()]);
    assert.equal(one?.derivatives.length, 5 + 3 + 2 * 4);
    assert.equal(typeof one?.derivatives[0]?.bound, 'number');
    assert.equal(other, one);
    assert.equal(workers.last.heard('checked').length, 1);
  });

  it('is refused where its code does not come, and the run goes on', async () => {
    const workers = new Workers();
    const { session, told } = await workers.begun();
    workers.last.missing = 'gradient-check';
    await assert.rejects(session.check(), { code: 'load-failed' });
    session.step();
    await workers.work();
    assert.deepEqual(epochsOf(session), [0, 1]);
    assert.deepEqual(told.failures, []);
  });

  it('is null for a run that was replaced meanwhile', async () => {
    const workers = new Workers();
    const { session } = await workers.begun();
    const checking = session.check();
    session.configure(OTHER);
    assert.equal(await checking, null);
  });
});

describe('the weights', () => {
  it('come with the epoch of the last row, and pause a run that plays', async () => {
    const workers = new Workers();
    const { session } = await workers.begun();
    session.play();
    await workers.work(2);
    const taking = session.weights();
    assert.equal(session.isPlaying, false);
    await workers.work();
    const parameters = await taking;
    assert.ok(parameters);
    assert.equal(parameters.epoch, session.history?.epoch);
    assert.equal(parameters.initial.length, parameters.present.length);
  });

  it('are null without a run, and for one that was replaced meanwhile', async () => {
    const workers = new Workers();
    const { session } = workers.session();
    assert.equal(await session.weights(), null);
    session.configure(SPEC);
    await workers.work();
    const taking = session.weights();
    const checking = session.check();
    session.configure(OTHER);
    assert.deepEqual([await taking, await checking], [null, null]);
  });
});

describe('several sessions', () => {
  it('have a worker each and hear only of their own', async () => {
    const workers = new Workers();
    const one = await workers.begun();
    const other = await workers.begun(OTHER);
    one.session.play();
    await workers.work();
    assert.equal(workers.realms.length, 2);
    assert.deepEqual(epochsOf(one.session), upTo(SPEC.epochs));
    assert.deepEqual(epochsOf(other.session), [0]);
    one.session.close();
    other.session.step();
    await workers.work();
    assert.deepEqual(epochsOf(other.session), [0, 1]);
  });
});

describe('a run that is measured at some epochs', () => {
  const planned = straight(SPARSE, SHARE.measuring).epochs;
  const [row = NaN] = planned.filter(
    (epoch, index) => (planned[index + 1] ?? 0) > epoch + 50,
  );

  /** A session whose run has gone past epochs that were not measured. */
  async function between() {
    const workers = new Workers();
    const { session, told } = await workers.begun(SPARSE, SHARE);
    workers.last.msPerUnit = 0.1;
    session.play();
    while ((session.history?.epoch ?? 0) < row) await workers.work(5);
    assert.equal(session.history?.epoch, row, 'it has not come to the next');
    told.events.length = 0;
    return { workers, session, told };
  }

  it('pauses at a measured epoch, and steps to the next one from there', async () => {
    const { workers, session, told } = await between();
    session.pause();
    await workers.work();
    assert.equal(told.events.at(-1), 'settled');
    const paused = session.history?.epoch ?? NaN;
    assert.ok(paused > row && !planned.includes(paused), `${paused}`);
    session.step();
    await workers.work();
    assert.equal(session.history?.epoch, paused + 1);
    assert.equal(told.events.at(-1), 'settled');
  });

  it('may be stepped before the pause is there', async () => {
    const { workers, session, told } = await between();
    session.pause();
    session.step();
    await workers.work();
    assert.equal(told.count('settled'), 1);
    const epoch = session.history?.epoch ?? NaN;
    assert.ok(epoch > row && !planned.includes(epoch), `${epoch}`);
  });

  it('is not taken for dead while it finishes its epoch', async (t) => {
    const { workers, session, told } = await between();
    t.mock.timers.enable({ apis: ['setTimeout'] });
    session.pause();
    await workers.work(0);
    await wait(t, 10);
    assert.deepEqual(told.codes, []);
    await workers.work();
    assert.equal(told.events.at(-1), 'settled');
  });
});

describe('a worker that dies', () => {
  it('by a trap says so and is ended', async () => {
    const workers = new Workers();
    const { session, told } = workers.session();
    session.configure({ ...SPEC, seed: SEED_OF_TRAP });
    session.play();
    await workers.work();
    assert.deepEqual(told.codes, [['crash', true]]);
    assert.equal(session.phase, 'failed');
    assert.equal(workers.terminated, 1);
    assert.equal(session.transport, null);
  });

  it('by an error says so and is ended', async () => {
    const workers = new Workers();
    const { told } = await workers.begun();
    kill(workers);
    assert.deepEqual(told.codes, [['worker-failed', true]]);
    assert.match(told.failures[0]?.message ?? '', /out of memory/);
    assert.equal(workers.terminated, 1);
  });

  it('by talking nonsense is ended', async () => {
    const workers = new Workers();
    const { told } = await workers.begun();
    workers.last.port.dispatchEvent(
      new MessageEvent('message', { data: { type: 'progress', runId: 1 } }),
    );
    assert.deepEqual(told.codes, [['protocol', true]]);
  });

  it('while it makes a run, fails that run, once', async () => {
    const workers = new Workers();
    const { session, told } = await workers.begun();
    session.configure(SPEC);
    kill(workers);
    await workers.work();
    assert.deepEqual(told.codes, [['worker-failed', true]]);
  });

  it('fails a check', async () => {
    const workers = new Workers();
    const { session } = await workers.begun();
    const checking = session.check();
    kill(workers);
    await assert.rejects(checking, { code: 'worker-failed' });
  });

  it('is replaced by the next one, which gives the same run', async () => {
    const workers = new Workers();
    const { session } = workers.session();
    session.configure(SPEC);
    session.play();
    await workers.work();
    const first = valuesOf(session);
    kill(workers);
    session.configure(SPEC);
    await workers.work();
    assert.deepEqual(epochsOf(session), [0], 'it starts at rest');
    session.play();
    await workers.work();
    assert.deepEqual(valuesOf(session), first);
    assert.equal(workers.realms.length, 2);
    assert.equal(workers.last.files.length, 1);
  });
});

describe('a core that does not load', () => {
  it('is told as fatal, and tried again', async () => {
    let isHere = false;
    const workers = new Workers('worker', undefined, {
      openCore: async () => {
        if (!isHere) throw new CoreError('load-failed', 'got 404');
        const module = new WebAssembly.Module(
          Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00),
        );
        return { module, build: 'simd' };
      },
    });
    const { session, told } = workers.session();
    session.configure(SPEC);
    await workers.work();
    assert.deepEqual(told.codes, [['core-missing', true]]);
    assert.equal(told.failures[0]?.message, 'got 404');
    isHere = true;
    session.configure(SPEC);
    await workers.work();
    assert.deepEqual(epochsOf(session), [0]);
  });
});

describe('a worker that falls silent', () => {
  for (const [when, prepare] of /** @type {const} */ ([
    ['at rest', () => {}],
    ['while it trains', (/** @type {RunSession} */ one) => one.play()],
    ['before it pauses', (/** @type {RunSession} */ one) => one.pause()],
    [
      'before it gives its state',
      (/** @type {RunSession} */ one) => void one.snapshot(),
    ],
  ])) {
    it(`${when} is ended within three seconds, and the next run has another`, async (t) => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      const workers = new Workers();
      const { session, told } = await workers.begun();
      await wait(t, 10);
      assert.deepEqual(told.codes, []);
      workers.last.host.close();
      prepare(session);
      await wait(t, 2);
      assert.deepEqual(told.codes, []);
      await wait(t, 1);
      assert.deepEqual(told.codes, [['worker-silent', true]]);
      assert.equal(workers.terminated, 1);
      session.configure(SPEC);
      await workers.work();
      assert.deepEqual(epochsOf(session), [0]);
      session.close();
    });
  }

  it('has more time for what cannot be cut into slices', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const workers = new Workers();
    const { session, told } = await workers.begun();
    workers.last.host.close();
    void session.check();
    await wait(t, 29);
    assert.deepEqual(told.codes, []);
    await wait(t, 2);
    assert.deepEqual(told.codes, [['worker-silent', true]]);
  });

  it('while the page is hidden, or stood still itself, is left alone', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let now = 0;
    t.mock.method(performance, 'now', () => now);
    const workers = new Workers();
    const { told } = await workers.begun();
    const shown = { visibilityState: 'hidden' };
    Object.assign(globalThis, { document: shown });
    t.after(() => Reflect.deleteProperty(globalThis, 'document'));
    workers.last.host.close();
    await wait(t, 10);
    shown.visibilityState = 'visible';
    for (let count = 0; count < 10; count += 1) {
      now += 3_600_000;
      t.mock.timers.tick(500);
    }
    assert.deepEqual(told.codes, []);
    await wait(t, 3);
    assert.deepEqual(told.codes, [['worker-silent', true]]);
  });

  it('is heard of on a page that is late at every other beat', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let now = 0;
    t.mock.method(performance, 'now', () => now);
    const workers = new Workers();
    const { told } = await workers.begun();
    workers.last.host.close();
    for (let count = 0; count < 11; count += 1) {
      now += count % 2 === 0 ? 500 : 1200;
      t.mock.timers.tick(500);
    }
    assert.deepEqual(told.codes, [['worker-silent', true]]);
  });

  it('on the thread of the page has all the time it needs', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const workers = new Workers('page');
    const { session, told } = await workers.begun();
    workers.last.host.close();
    session.pause();
    await wait(t, 10);
    assert.deepEqual(told.codes, []);
  });
});

describe('close', () => {
  it('ends the worker at once, and nothing is told after it', async () => {
    const workers = new Workers();
    const { session, told } = await workers.begun();
    session.play();
    await workers.work(2);
    session.configure(SPEC);
    const heard = told.events.length;
    session.close();
    assert.equal(workers.terminated, 1);
    assert.equal(session.phase, 'idle');
    await workers.work();
    assert.equal(told.events.length, heard);
    assert.equal(workers.realms.length, 1);
  });

  it('while the worker starts leaves none behind', async () => {
    const workers = new Workers();
    const { session, told } = workers.session();
    session.configure(SPEC);
    session.close();
    await workers.work();
    await delivered();
    assert.equal(workers.realms.length, workers.terminated);
    assert.deepEqual(told.events, ['changed']);
  });
});

/** @param {{ ending: import('./protocol.js').EarlyEnding | null }} session */
const endingOf = ({ ending }) => ending;

describe('a run that ends before its last epoch', () => {
  const DIVERGING = { ...SPEC, rate: 10, lambda: 100, epochs: 400 };
  const PATIENT = { ...SPEC, epochs: 400, patience: 3 };

  it('is done, keeps its rows, and says where numbers left their range', async () => {
    const workers = new Workers();
    const { session } = await workers.begun(DIVERGING);
    assert.equal(session.ending, null);
    session.play();
    await workers.work();
    assert.equal(session.phase, 'done');
    const ending = endingOf(session);
    assert.equal(ending?.reason, 'diverged');
    // Two steps an epoch.
    assert.equal(ending.epoch, Math.ceil(ending.step / 2));
    assert.ok(ending.epoch < 400 && ending.layer <= 2);
    assert.equal(session.history?.epoch, ending.epoch);
    assert.deepEqual(epochsOf(session), upTo(ending.epoch));
  });

  it('says which epoch was the best when patience ends it', async () => {
    const workers = new Workers();
    const part = 'cures';
    const { session } = await workers.begun(PATIENT, {}, { part });
    session.play();
    await workers.work();
    assert.equal(session.phase, 'done');
    const ending = endingOf(session);
    assert.equal(ending?.reason, 'patience');
    assert.equal(session.history?.epoch, (ending?.epoch ?? NaN) + 3);
  });

  it('has no ending after a reset, nor with other settings', async () => {
    const workers = new Workers();
    const { session } = await workers.begun(DIVERGING);
    session.play();
    await workers.work();
    const { ending } = session;
    session.reset();
    assert.equal(session.ending, null);
    session.play();
    await workers.work();
    assert.deepEqual(session.ending, ending);
    session.configure(SPEC);
    assert.equal(session.ending, null);
    session.play();
    await workers.work();
    assert.equal(session.phase, 'done');
    assert.equal(session.ending, null);
  });
});
