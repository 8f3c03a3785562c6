import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOUDNESS, Sound, sweepOf, toneOf } from './sound.js';

/** @type {import('./sound.js').Heard} */
const HEARD = {
  epoch: 0,
  values: [1e-4, 1e-2, 1],
  kind: 'logarithmic',
  range: [1e-5, 1],
  isPlaying: false,
};

/** @param {string} [state] - of the context once it was asked to sound */
function made(state = 'running') {
  /** @type {number[]} */
  const tones = [];
  /** @type {any[]} */
  const gains = [];
  const param = () => ({
    value: NaN,
    setValueAtTime() {},
    linearRampToValueAtTime() {},
    setTargetAtTime(/** @type {number} */ value) {
      this.value = value;
    },
  });
  const node = () => ({
    connect: (/** @type {any} */ to) => to,
    disconnect() {},
  });
  const context = {
    state: 'suspended',
    currentTime: 0,
    destination: node(),
    resume: async () => {
      context.state = state;
    },
    close: async () => {
      context.state = 'closed';
    },
    createGain() {
      const gain = { ...node(), gain: param() };
      gains.push(gain);
      return gain;
    },
    createStereoPanner: () => ({ ...node(), pan: param() }),
    createOscillator() {
      const frequency = param();
      const start = () => void tones.push(Math.round(frequency.value));
      return { ...node(), frequency, type: '', start, stop() {} };
    },
  };
  const host = {
    isConnected: true,
    ownerDocument: Object.assign(new EventTarget(), { hidden: false }),
    heard: () => host.shown,
    /** @type {import('./sound.js').Heard | null} */
    shown: HEARD,
    addController() {},
    requestUpdate() {},
  };
  const sound = new Sound(
    /** @type {any} */ (host),
    () => /** @type {any} */ (context),
  );
  return { sound, host, tones, gains, context };
}

test('a decade is six semitones, whatever the axis, and what is no speed is silent', () => {
  assert.equal(toneOf(1, HEARD), 880);
  assert.equal(toneOf(1e-2, HEARD), 440);
  assert.ok(Math.abs(toneOf(0.1, HEARD) - 880 * 2 ** -0.5) < 1e-9);
  assert.equal(toneOf(1e-30, HEARD), 55, 'no lower than can be heard');
  assert.equal(toneOf(1e30, HEARD), 3520);
  for (const value of [0, -1, NaN, Infinity]) {
    assert.equal(toneOf(value, HEARD), 0, String(value));
  }
  const linear = {
    kind: /** @type {const} */ ('linear'),
    range: /** @type {const} */ ([0, 1]),
  };
  assert.deepEqual(
    [0, 0.5, 1].map((value) => toneOf(value, linear)),
    [220, 440, 880],
  );
});

test('layers sound one after the other, from left to right, thirty of them in little more than a second', () => {
  const sweep = sweepOf(HEARD);
  assert.deepEqual(
    sweep.map(({ pan }) => pan),
    [-0.8, 0, 0.8],
  );
  assert.ok(sweep.every(({ at }, line) => at === 0.14 * line));
  const many = sweepOf({ ...HEARD, values: Array(30).fill(1) });
  assert.ok((many.at(-1)?.at ?? 9) < 1.4);
});

test('it sounds what is shown: every epoch scrubbed to, and nothing without a change', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { sound, host, tones, gains } = made();
  sound.hostUpdated();
  assert.deepEqual(tones, [], 'off by default');
  await sound.toggle();
  assert.equal(sound.isOn, true);
  assert.match(sound.said, /octave is a factor of 100/);
  assert.deepEqual(tones, [220, 440, 880]);
  assert.equal(gains[0].gain.value, LOUDNESS);
  t.mock.timers.tick(5000);
  assert.equal(tones.length, 3);
  host.shown = { ...HEARD, epoch: 3, values: [1, 1, 0] };
  sound.hostUpdated();
  assert.deepEqual(tones.slice(3), [880, 880]);
});

test('it stops with a pause, when hidden, when the figure goes, and when switched off', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { sound, host, tones, gains, context } = made();
  await sound.toggle();
  t.mock.timers.tick(5000);
  const play = (/** @type {number} */ epoch, isPlaying = true) => {
    host.shown = { ...HEARD, epoch, isPlaying };
    sound.hostUpdated();
  };
  /** The loudness of a sweep, of which each tone has an envelope of its own. */
  const loud = () => gains.at(-4).gain.value;
  play(1);
  play(2);
  assert.equal(tones.length, 6, 'the sweep goes on');
  play(3, false);
  assert.equal(loud(), 0);
  assert.equal(tones.length, 6);
  play(4);
  assert.equal(loud(), LOUDNESS);
  host.ownerDocument.hidden = true;
  host.ownerDocument.dispatchEvent(new Event('visibilitychange'));
  assert.equal(loud(), 0);
  play(5);
  assert.equal(tones.length, 9);
  host.ownerDocument.hidden = false;
  host.isConnected = false;
  sound.hostDisconnected();
  await Promise.resolve();
  assert.equal(sound.isOn, false);
  assert.equal(context.state, 'closed');
});

test('a browser that lets nothing sound is answered in words', async () => {
  const { sound } = made('suspended');
  await sound.toggle();
  assert.equal(sound.isOn, false);
  assert.match(sound.said, /does not let this page sound/);
  const none = new Sound(/** @type {any} */ (made().host), () => {
    throw new ReferenceError('AudioContext is not defined');
  });
  await none.toggle();
  assert.match(none.said, /makes no sounds/);
});
