import assert from 'node:assert/strict';
import test from 'node:test';
import { figureSchemas } from '../../tests/unit/schemas.js';
import { numbers } from '../kit/fields.js';
import { figureToHash, viewOf } from '../kit/link.js';
import { textToNumber } from '../kit/number-text.js';
import { defaultState } from '../kit/schema.js';
import { smallerRate } from '../run/run-words.js';
import { linkIn, linkOf, parseHash } from './links.js';

test('long links and numbers are refused at once, by their length', () => {
  const begun = performance.now();
  assert.ok(Number.isNaN(textToNumber(`${'1'.repeat(1e5)}x`)));
  linkIn(`1${' '.repeat(1e5)}x`);
  const { problems } = parseHash(
    `figure=a&b=${'1'.repeat(1e5)}`,
    figureSchemas,
  );
  assert.deepEqual(
    problems.map(({ fault }) => fault),
    ['tooLong'],
  );
  assert.ok(performance.now() - begun < 2000);
});

test('an address is too long as well where only both of its parts together are', () => {
  const half = `figure=a&b=${'1'.repeat(26_000)}`;
  const link = linkOf({ hash: `#${half}`, search: `?${half}` });
  const { problems } = parseHash(link, figureSchemas);
  assert.deepEqual(
    problems.map(({ fault }) => fault),
    ['tooLong'],
  );
});

test('a list is measured before it is copied', () => {
  const field = numbers({
    minLength: 1,
    maxLength: 3,
    min: 0,
    max: 1,
    default: [0],
  });
  const begun = performance.now();
  field.read(new Array(1e8));
  assert.ok(performance.now() - begun < 100);
});

test('what names no control is not written into a link', () => {
  const view = viewOf({ hide: 'a, \ud800 B', theme: '' });
  assert.deepEqual(view.hide, ['a']);
  for (const schema of figureSchemas.values()) {
    figureToHash(schema, defaultState(schema), { hide: ['\ud800'] });
  }
});

test('a tenth of the least rate is still a rate that is accepted', () => {
  assert.equal(smallerRate(1e-30), 1e-30);
});
