import assert from 'node:assert/strict';
import test from 'node:test';
import { figureToHash, namesIn, paceIn, viewOf } from './link.js';
import { number, schema } from './schema.js';

const dice = schema('dice', {
  sides: number({ default: 6, min: 2, max: 20 }),
});
const STATE = { sides: 8 };

test('a link names the figure, each setting, and how it is shown', () => {
  assert.equal(figureToHash(dice, STATE), 'figure=dice&sides=8');
  const view = figureToHash(dice, STATE, {
    hide: ['seed', 'rate'],
    open: ['data'],
    theme: 'dark',
    pace: 'fast',
    epoch: 0,
    kept: '3,seed:2;4',
    check: '3-0123abcd',
    scale: 1.5,
  });
  assert.deepEqual(view.split('&').slice(2), [
    'hide=seed,rate',
    'open=data',
    'theme=dark',
    'pace=fast',
    'epoch=0',
    'kept=3,seed:2;4',
    'check=3-0123abcd',
    'scale=1.5',
  ]);
});

test('a link leaves out what a view does not say', () => {
  const view = { hide: [], open: [], kept: '', check: '' };
  assert.equal(figureToHash(dice, STATE, view), 'figure=dice&sides=8');
});

test('a link escapes what would end a part, and half a character', () => {
  const link = (/** @type {string} */ kept) =>
    figureToHash(dice, STATE, { kept }).split('&').slice(2);
  assert.deepEqual(link('a&b=c d'), ['kept=a%26b%3Dc%20d']);
  assert.deepEqual(link('a\ud800\udc00'), ['kept=a%F0%90%80%80']);
  assert.deepEqual(link('a\ud800\ud800'), ['kept=a%EF%BF%BD%EF%BF%BD']);
});

test('a fingerprint has another key where the figure has a setting of that name', () => {
  const checked = schema('checked', {
    check: number({ default: 1, min: 0, max: 2 }),
  });
  const link = figureToHash(checked, { check: 1 }, { check: '3-0123abcd' });
  assert.equal(link, 'figure=checked&check=1&fingerprint=3-0123abcd');
});

test('names are parted by blanks and commas, any number of them', () => {
  assert.deepEqual(namesIn(' seed, rate\n\tdata,,'), ['seed', 'rate', 'data']);
  assert.deepEqual(namesIn(''), []);
});

test('what an element says of its view is taken where it is valid', () => {
  const hide = 'seed x-1 Seed 1x -x x! data';
  assert.deepEqual(viewOf({ hide, theme: '', pace: 'quick' }), {
    hide: ['seed', 'x-1', 'data'],
  });
  for (const theme of /** @type {const} */ (['light', 'dark', 'auto'])) {
    assert.deepEqual(viewOf({ hide: '', theme }), { hide: [], theme });
  }
  assert.deepEqual(viewOf({ hide: '', theme: 'pink' }), { hide: [] });
  const kept = { hide: '', theme: '', pace: 'slow', kept: '3' };
  assert.deepEqual(viewOf(kept), { hide: [], pace: 'slow', kept: '3' });
  assert.deepEqual(['slow', 'normal', 'fast', 'quick'].map(paceIn), [
    'slow',
    'normal',
    'fast',
    undefined,
  ]);
});
