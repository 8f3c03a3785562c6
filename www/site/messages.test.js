import assert from 'node:assert/strict';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Messages } from './messages.js';

const MARK = { from: 'unstable-gradients', version: 1 };

/**
 * An embed with a figure of 500 epochs, in a frame of a page that is not ours.
 *
 * @param {object} [options]
 * @param {boolean} [options.isEmpty] - it shows nothing
 * @param {boolean} [options.playsInSlides]
 * @param {object} [options.more] - of the figure
 */
function embed({ isEmpty = false, playsInSlides = false, more = {} } = {}) {
  const told = /** @type {any[]} */ ([]);
  const calls = /** @type {any[]} */ ([]);
  const listeners = /** @type {Record<string, (event: any) => void>} */ ({});
  const addEventListener = (
    /** @type {string} */ type,
    /** @type {(event: any) => void} */ listener,
  ) => {
    listeners[type] = listener;
  };
  const page = {
    postMessage: (/** @type {any} */ message) => told.push(message),
  };
  const dataset = /** @type {Record<string, string>} */ ({});
  const height = { now: 0, seen() {} };
  const documentElement = {
    dataset,
    getBoundingClientRect: () => ({ height: height.now }),
  };
  const frame = { addEventListener };
  Object.assign(globalThis, {
    document: { addEventListener, documentElement },
    window: frame,
    parent: page,
    ResizeObserver: class {
      /** @param {() => void} seen */
      constructor(seen) {
        height.seen = seen;
      }
      observe() {}
    },
  });
  const does =
    (/** @type {string} */ name) =>
    (/** @type {unknown[]} */ ...values) => {
      calls.push([name, ...values]);
    };
  const figure = {
    localName: 'a-figure',
    state: /** @type {object} */ ({ epochs: 500 }),
    readings: { epoch: 3 },
    ...Object.fromEntries(
      ['play', 'playUntil', 'pause', 'reset', 'restore', 'show', 'jumpTo'].map(
        (name) => [name, does(name)],
      ),
    ),
    ...more,
  };
  const messages = new Messages({
    applied: Promise.resolve(),
    shown: () => (isEmpty ? null : /** @type {any} */ (figure)),
    playsInSlides: () => playsInSlides,
  });
  const hear = async (/** @type {unknown} */ data, source = page) => {
    told.length = 0;
    messages.hear(/** @type {any} */ ({ data, source }));
    await setImmediate();
    return told.at(-1);
  };
  return { calls, dataset, figure, frame, hear, height, listeners, told };
}

test('a figure says once that it is ready, with what it can', () => {
  const { figure, listeners, told } = embed();
  const { state, readings } = figure;
  const can = ['get', 'set', 'play', 'pause', 'reset', 'show', 'jump'];
  const shown = { figure: 'a-figure', state, readings };
  assert.deepEqual(told, [{ ...MARK, type: 'ready', can, ...shown }]);
  listeners['statechange']?.({ detail: 1 });
  listeners['readingschange']?.({ detail: 2 });
  listeners['figureerror']?.({ detail: 'no' });
  assert.deepEqual(told.slice(1), [
    { ...MARK, type: 'state', state: 1 },
    { ...MARK, type: 'readings', readings: 2 },
    { ...MARK, type: 'error', message: 'no' },
  ]);
});

test('a figure without numbers is ready once it has some', () => {
  const { figure, listeners, told } = embed({ more: { readings: null } });
  assert.deepEqual(told, []);
  Object.assign(figure, { readings: { epoch: 0 } });
  listeners['readingschange']?.({ detail: 0 });
  assert.deepEqual(
    told.map(({ type }) => type),
    ['ready', 'readings'],
  );
});

test('a request is obeyed and answered with its id', async () => {
  const { calls, figure, hear } = embed();
  const { readings } = figure;
  const answer = { ...MARK, type: 'state', figure: 'a-figure', readings };
  for (const id of [7, 'x'.repeat(100)]) {
    const { state } = figure;
    assert.deepEqual(await hear({ type: 'get', id }), { ...answer, id, state });
  }
  assert.deepEqual(calls, []);
  const state = { epochs: 500, seed: 2 };
  const set = await hear({ type: 'set', state, version: 1 });
  assert.deepEqual(set, { ...answer, state });
  assert.equal(figure.state, state);
  for (const [request, wanted] of /** @type {[object, unknown[]][]} */ ([
    [{ type: 'play' }, ['play', undefined]],
    [{ type: 'play', until: 500 }, ['playUntil', 500]],
    [{ type: 'pause' }, ['pause', undefined]],
    // What belongs to another request is not looked at.
    [{ type: 'pause', until: 600, epoch: 3 }, ['pause', undefined]],
    [{ type: 'show', epoch: 0 }, ['show', 0]],
    [{ type: 'show' }, ['show', null]],
    [{ type: 'show', epoch: 600 }, ['show', 600]],
    [{ type: 'jump', epoch: 500 }, ['jumpTo', 500]],
  ])) {
    calls.length = 0;
    assert.equal((await hear(request)).type, 'state');
    assert.deepEqual(calls, [wanted]);
  }
  calls.length = 0;
  await hear({ type: 'reset' });
  assert.deepEqual(calls, [['reset', undefined], ['restore']]);
});

test('what is wrong with a request is said, and nothing is done', async () => {
  const { calls, hear } = embed();
  for (const [
    request,
    message,
    id,
  ] of /** @type {[unknown, RegExp, any?][]} */ ([
    ['play', /an object with a “type”/],
    [null, /an object with a “type”/],
    [[], /an object with a “type”/],
    [{ id: 1 }, /an object with a “type”/, 1],
    [{ type: 'get', id: 'x'.repeat(101) }, /^id: expected a number/],
    [{ type: 'get', id: NaN }, /^id: /],
    [{ type: 'get', id: {} }, /^id: /],
    [{ type: 'get', version: 2 }, /^version: expected 1 or nothing, got 2/],
    [
      { type: 'fly', id: 'a' },
      /^type: expected one of get, set, play,.* “fly”/,
      'a',
    ],
    [{ type: 'set' }, /^state: expected an object.* got nothing/],
    [{ type: 'set', state: [] }, /^state: /],
    [{ type: 'show', epoch: -1 }, /^epoch: .* or null for the last, got −1/],
    [{ type: 'show', epoch: 0.5 }, /^epoch: /],
    [{ type: 'jump' }, /^epoch: expected a whole number from 0, got null/],
    [{ type: 'jump', epoch: 501 }, /has 500 epochs: there is no epoch 501/],
    [{ type: 'play', until: -1 }, /^until: expected .* got −1/],
    [{ type: 'play', until: 501 }, /there is no epoch 501/],
    [{ type: 'step' }, /^a-figure does not move in time: it has no “step”/],
  ])) {
    const answer = { ...MARK, type: 'error', ...(id && { id }) };
    const { message: got, ...rest } = await hear(request);
    assert.match(got, message);
    assert.deepEqual(rest, answer);
  }
  assert.deepEqual(calls, []);
});

test('a figure that refuses a state or cannot play until an epoch says so', async () => {
  const { figure, hear } = embed({ more: { playUntil: undefined } });
  Object.defineProperty(figure, 'state', {
    get: () => ({}),
    set: () => {
      throw Object.assign(new TypeError('not this'), { key: 'seed' });
    },
  });
  const refusal = { ...MARK, type: 'error', message: 'not this', key: 'seed' };
  assert.deepEqual(await hear({ type: 'set', state: {} }), refusal);
  assert.match(
    (await hear({ type: 'play', until: 9 })).message,
    /it has no “play until”/,
  );
  const empty = embed({ isEmpty: true });
  assert.deepEqual(empty.told, []);
  assert.match((await empty.hear({ type: 'get' })).message, /shows no figure/);
});

test('nobody but the page around it is heard', async () => {
  const { calls, frame, hear, told } = embed();
  const answers = /** @type {any[]} */ ([]);
  const other = { postMessage: (/** @type {any} */ it) => answers.push(it) };
  await hear({ type: 'play' }, other);
  await hear({ type: 'nothing of ours' }, other);
  await hear('play', other);
  assert.deepEqual(
    answers.map(({ type, message }) => [type, /nobody else/.test(message)]),
    [['error', true]],
  );
  await hear({ type: 'play' }, /** @type {any} */ (frame));
  await hear({ type: 'play', from: MARK.from });
  assert.deepEqual([calls, told], [[], []]);
});

test('in a deck a figure plays with its slide, where it is to', async () => {
  const silent = embed();
  await silent.hear('slide:start');
  assert.deepEqual([silent.calls, silent.dataset], [[], { deck: '' }]);
  const playing = embed({ playsInSlides: true });
  await playing.hear('slide:start');
  await playing.hear('slide:stop');
  assert.deepEqual(playing.calls, [['play'], ['pause']]);
  const more = {
    play() {
      throw new Error('no');
    },
  };
  const failing = embed({ playsInSlides: true, more });
  const answer = await failing.hear('slide:start');
  assert.deepEqual(answer, { ...MARK, type: 'error', message: 'no' });
  for (const slide of ['slide:start', 'slide:stop']) {
    const empty = embed({ isEmpty: true, playsInSlides: true });
    assert.equal(
      await empty.hear(slide),
      undefined,
      'nothing to play or pause',
    );
  }
  const seen = /** @type {string[]} */ ([]);
  const playOnceSeen = () => seen.push('seen');
  const waiting = embed({ playsInSlides: true, more: { playOnceSeen } });
  await waiting.hear('slide:start');
  assert.deepEqual([seen, waiting.calls], [['seen'], []]);
});

test('a key that the figure has no use for goes on to the page, and to reveal.js', async () => {
  const { hear, listeners, told } = embed();
  const press = (/** @type {object} */ event) => {
    told.length = 0;
    let isPrevented = false;
    listeners['keydown']?.({
      ...{ key: 'b', code: 'KeyB', keyCode: 66, shiftKey: false },
      ...event,
      preventDefault() {
        isPrevented = true;
      },
    });
    return isPrevented;
  };
  assert.equal(press({}), false);
  const key = { ...MARK, type: 'key', key: 'b', code: 'KeyB', shiftKey: false };
  assert.deepEqual(told, [key]);
  for (const event of [
    { key: 'Tab' },
    { key: 'F11' },
    { key: 'Shift' },
    { ctrlKey: true },
    { metaKey: true },
    { altKey: true },
    { isComposing: true },
    { defaultPrevented: true },
  ]) {
    press(event);
    assert.deepEqual(told, [], JSON.stringify(event));
  }
  press({ key: 'xTab' });
  press({ key: 'F' });
  assert.equal(told.length, 1);
  await hear('slide:stop');
  for (const [event, call] of /** @type {[object, object][]} */ ([
    [{}, { method: 'triggerKey', args: [66] }],
    [{ shiftKey: true }, { method: 'triggerKey', args: [66] }],
    [{ key: ' ' }, { method: 'next' }],
    [{ key: ' ', shiftKey: true }, { method: 'prev' }],
    [{ key: 'PageDown' }, { method: 'next' }],
    [{ key: 'PageUp' }, { method: 'prev' }],
  ])) {
    assert.equal(press(event), true);
    assert.deepEqual(JSON.parse(String(told[1])), call);
  }
});

test('the height is told when it changes, and to who asks late', async () => {
  const { hear, height, told } = embed();
  told.length = 0;
  height.seen();
  assert.deepEqual(told, []);
  height.now = 99.2;
  height.seen();
  height.now = 100;
  height.seen();
  assert.deepEqual(told, [{ ...MARK, type: 'resize', height: 100 }]);
  assert.equal((await hear({ type: 'get' })).type, 'resize');
  assert.equal((await hear({ type: 'pause' })).type, 'state');
});
