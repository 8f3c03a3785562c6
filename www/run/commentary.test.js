import assert from 'node:assert/strict';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Commentary, standingOf, standingOfAll } from './commentary.js';

/** Of two rows, measured at epochs 0 and 4. */
const history = /** @type {any} */ ({
  rows: 2,
  before: (/** @type {number} */ epoch) => (epoch > 4 ? 4 : 0),
});
const UNTRAINED = /** @type {any} */ ({ rows: 0 });

test('there is something to say of a run that has a row', () => {
  const session = { history, isMoving: true, phase: 'running', ending: null };
  const of = (/** @type {object} */ more) =>
    standingOf(/** @type {any} */ ({ session: { ...session, ...more } }));
  for (const none of [null, UNTRAINED]) {
    assert.deepEqual(of({ history: none }), { runs: [], isMoving: true });
  }
  const run = { history, ending: null, plateauEnd: 9, plateauLast: 4 };
  assert.deepEqual(of({ plateauEnd: 9 }), {
    runs: [{ ...run, isOver: false }],
    isMoving: true,
  });
  assert.deepEqual(of({ plateauEnd: 9, phase: 'done', isMoving: false }), {
    runs: [{ ...run, isOver: true }],
    isMoving: false,
  });
});

test('of runs side by side each has its name', () => {
  const pooled = { history, ending: null, isOver: true, plateauEnd: 9 };
  const played = /** @type {any} */ ({
    isPlaying: true,
    runs: {
      runs: [
        { title: 'a', pooled },
        { title: 'b', pooled: { ...pooled, history: UNTRAINED } },
        { title: 'c', pooled: { ...pooled, history: null } },
      ],
    },
  });
  const nameOf = (/** @type {any} */ run) => `run ${run.title}`;
  assert.deepEqual(standingOfAll(played, nameOf), {
    isMoving: true,
    runs: [{ ...pooled, name: 'run a', plateauLast: 4 }],
  });
});

test('nothing is said before a run moves, and the first words come with it', async () => {
  const said = /** @type {string[]} */ ([]);
  /** @type {(text: string) => void} */
  let heard = () => {};
  const first = new Promise((resolve) => {
    heard = resolve;
  });
  const say = (/** @type {string} */ text) => {
    said.push(text);
    heard(text);
  };
  const standing = { runs: [], isMoving: false };
  let asked = 0;
  const host = /** @type {any} */ ({ addController() {} });
  const commentary = new Commentary(host, /** @type {any} */ ({ say }), () => {
    asked += 1;
    return standing;
  });
  commentary.hostUpdated();
  // What was asked for before would be there by now.
  await import('./commentary-rules.js');
  await setImmediate();
  assert.deepEqual([asked, said], [1, []]);
  standing.isMoving = true;
  commentary.hostUpdated();
  commentary.hostUpdated();
  assert.deepEqual(said, []);
  await first;
  await setImmediate();
  assert.deepEqual(said, [''], 'it comes once, however often it was asked for');
  standing.isMoving = false;
  commentary.hostUpdated();
  assert.equal(said.length, 2);
});
