import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markup } from '../../tests/markup.js';
import { Announcement, changedIn } from './announcement.js';

/** @param {import('node:test').TestContext} t @returns an announcement whose time the test moves, and what it says */
function made(t) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const host = { addController() {}, requestUpdate() {} };
  const announcement = new Announcement(/** @type {any} */ (host));
  let [words, isNews] = ['', false];
  const said = () =>
    />([^<]*)</.exec(markup(announcement.render(words, isNews)))?.[1] ?? '';
  const render = (/** @type {string} */ text, isFirstNews = false) => {
    [words, isNews] = [text, isFirstNews];
    said();
    t.mock.timers.tick(1500);
    return said();
  };
  return { announcement, render, said };
}

test('of a text that changes, only the sentences that changed are said', (t) => {
  const { render } = made(t);
  assert.equal(render('w is 0.25. It vanishes.'), '', 'part of the page');
  assert.equal(render('w is 0.5. It vanishes.'), 'w is 0.5.');
  assert.equal(render('w is 0.75. It explodes.'), 'w is 0.75. It explodes.');
});

test('what goes and comes back within a while is no change', (t) => {
  const { render } = made(t);
  render('w is 1. It stays.');
  assert.equal(changedIn('w is 1. It stays.', 'w is 1. It stays.'), '');
  assert.equal(changedIn('', 'w is 1.'), '');
});

test('what runs come to is news even if nothing stood there before', (t) => {
  const { render, announcement, said } = made(t);
  assert.equal(render('', true), '');
  assert.equal(
    render('Four layers are worst.', true),
    'Four layers are worst.',
  );
  announcement.say('Epoch 4: 12 % right.');
  assert.equal(said(), 'Epoch 4: 12 % right.');
});

test('what was said is gone after a while, for it stands elsewhere', (t) => {
  const { announcement, said } = made(t);
  announcement.say('Done at epoch 4.');
  t.mock.timers.tick(7900);
  assert.equal(said(), 'Done at epoch 4.');
  announcement.say('Off the plateau.');
  t.mock.timers.tick(7900);
  assert.equal(said(), 'Off the plateau.', 'counted from the last');
  t.mock.timers.tick(200);
  assert.equal(said(), '');
});

test('a figure that has been removed says nothing, until it is put back', (t) => {
  const { render, announcement, said } = made(t);
  render('w is 1.');
  announcement.hostDisconnected();
  assert.equal(render('w is 2.'), '');
  announcement.say('Done at epoch 4.');
  assert.equal(said(), '');
  announcement.hostConnected();
  assert.equal(render('w is 3.'), 'w is 3.');
});
