import assert from 'node:assert/strict';
import test from 'node:test';
import { attributeKeys, settleAttributes } from './attributes.js';
import { learningSpeedsSchema } from '../figures/learning-speeds/state.js';
import { defaultState, validate } from './schema.js';

const base = defaultState(learningSpeedsSchema);

/**
 * @param {Record<string, string | null>} texts - key to text
 */
function settle(texts) {
  const map = new Map(Object.entries(texts));
  return settleAttributes(learningSpeedsSchema, map, base);
}

test('attributes are the keys in kebab case, but for hidden', () => {
  const names = attributeKeys(learningSpeedsSchema);
  assert.equal(names.get('cost-function'), 'costFunction');
  assert.equal(names.get('hidden-layers'), 'hidden');
  assert.equal(names.get('hidden'), undefined);
  assert.equal(names.size, learningSpeedsSchema.keys.length);
});

test('attributes that belong together are judged together', () => {
  const { state, problems } = settle({ images: '500', batch: '10' });
  assert.equal(problems.size, 0);
  assert.equal(state.images, 500);
  assert.equal(state.batch, 10);
});

test('a bad attribute is ignored and the good one is kept', () => {
  const { state, problems } = settle({ rate: 'fast', seed: '7' });
  assert.equal(state.rate, base.rate);
  assert.equal(state.seed, 7);
  assert.deepEqual([...problems.keys()], ['rate']);
  assert.match(problems.get('rate') ?? '', /attribute rate.*got “fast”/);
});

test('attributes that break a rule with the state are ignored', () => {
  const { state, problems } = settle({ images: '500' });
  assert.deepEqual(state, base);
  assert.match(problems.get('images') ?? '', /batch: expected at most/);
});

test('an attribute taken away brings the default back', () => {
  const changed = validate(learningSpeedsSchema, { rate: 3, seed: 9 });
  const { state } = settleAttributes(
    learningSpeedsSchema,
    new Map([['rate', null]]),
    changed,
  );
  assert.equal(state.rate, base.rate);
  assert.equal(state.seed, 9);
});
