import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawOn } from './draw-on.js';

test('what was on a canvas is drawn again when the browser has taken it, once and as it was last', () => {
  /** @type {string[]} */
  const drawn = [];
  const canvas = Object.assign(new EventTarget(), { getContext: () => ({}) });
  const draw = (/** @type {string} */ what) =>
    drawOn(/** @type {any} */ (canvas), () => drawn.push(what));
  draw('a 3');
  draw('a 7');
  assert.deepEqual(drawn, ['a 3', 'a 7']);
  canvas.dispatchEvent(new Event('contextrestored'));
  assert.deepEqual(drawn, ['a 3', 'a 7', 'a 7']);
});

test('a browser without room for a canvas leaves it empty', () => {
  const canvas = { getContext: () => null, addEventListener() {} };
  drawOn(/** @type {any} */ (canvas), () => assert.fail('there is no context'));
});
