import assert from 'node:assert/strict';
import { test } from 'node:test';

import { markup } from '../../tests/markup.js';
import { Controls } from '../kit/controls.js';
import { retryButton, slowerButton, transport } from './transport.js';

/** @import { Phase } from './run-session.js' */

const host = /** @type {any} */ ({ requestUpdate() {} });

/**
 * @param {Phase} phase - in which a run is
 * @param {number} rows - it has so far
 * @param {boolean} [isPlaying] - whether it moves
 * @returns {string[]} its buttons that do something now
 */
function active(phase, rows, isPlaying = false) {
  const text = drawn({ phase, rows, isPlaying });
  return [...text.matchAll(/aria-disabled="false"[^>]*> (.*?) </g)].map(
    ([, label = '']) => label,
  );
}

/**
 * @param {{ phase: Phase, rows: number, isPlaying?: boolean, hasDiverged?: boolean }} how - a run stands
 * @returns {string} its markup
 */
function drawn({ phase, rows, isPlaying = false, hasDiverged = false }) {
  const nothing = () => {};
  const run = {
    toggle: nothing,
    stepShown: nothing,
    reset: nothing,
    slower: nothing,
  };
  return markup(
    transport({
      ...run,
      phase,
      isPlaying,
      hasDiverged,
      isBlocked: phase === 'idle',
      history: { rows, epoch: rows - 1 },
      canReset: rows > 1,
      controls: new Controls(host),
      pace: 'normal',
      keepPace: nothing,
      epochs: [],
      pointed: null,
      point: nothing,
      epochShown: 0,
      goTo: nothing,
      shown: { epochs: 500, images: 1000 },
      session: { imagesPerSecond: 0 },
    }),
  );
}

test('only a run that has diverged is offered with a smaller rate', () => {
  const done = { phase: /** @type {const} */ ('done'), rows: 9 };
  assert.match(
    drawn({ ...done, hasDiverged: true }),
    /Again with a tenth of the rate/,
  );
  assert.doesNotMatch(drawn(done), /tenth/);
  const [group = ''] = /aria-label="The run".*?<\/div>/.exec(drawn(done)) ?? [];
  const buttons = [
    ...group.matchAll(/data-control="(\w+)"[^>]*> ([^<]*?) <\/button>/g),
  ];
  assert.deepEqual(
    buttons.map(([, name, label]) => [name, label]),
    [
      ['play', 'Again'],
      ['step', 'Step one epoch'],
      ['reset', 'Reset'],
    ],
    'by the names with which a link hides them',
  );
  assert.equal([...group.matchAll(/<button/g)].length, buttons.length);
});

test('to train again with a smaller rate leaves the focus at Play, for its own button goes', () => {
  /** @type {string[]} */
  const done = [];
  const play = { focus: () => done.push('focus') };
  const parentElement = {
    querySelector: (/** @type {string} */ selector) =>
      selector.includes('play') ? play : null,
  };
  const { onClick } = slowerButton(() => done.push('again'));
  onClick(/** @type {any} */ ({ currentTarget: { parentElement } }));
  assert.deepEqual(done, ['again', 'focus']);
});

test('the buttons do what the run can do', () => {
  assert.deepEqual(active('resting', 1), ['Play', 'Step one epoch', 'Go to…']);
  assert.deepEqual(active('playing', 5, true), [
    'Pause',
    'Step one epoch',
    'Reset',
    'Go to…',
  ]);
  assert.deepEqual(active('done', 9), ['Again', 'Reset', 'Go to…']);
  assert.deepEqual(active('failed', 0), []);
  assert.deepEqual(active('idle', 0), [], 'a question is answered first');
});

test('a failed run offers something, and any other nothing', () => {
  assert.match(
    markup(retryButton('Run again from seed 1', () => {})),
    /seed 1/,
  );
  assert.equal(markup(retryButton('', () => {})), '');
});
