import assert from 'node:assert/strict';
import test from 'node:test';
import { gradientChainSchema } from '../figures/gradient-chain/state.js';
import { learningSpeedsSchema } from '../figures/learning-speeds/state.js';
import { StateError, changedKeys, defaultState, validate } from './schema.js';

/**
 * @param {() => unknown} action - what must be refused
 * @returns {StateError} the refusal
 */
function refusal(action) {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof StateError, String(error));
    assert.ok(error instanceof TypeError);
    assert.equal(error.name, 'StateError');
    return error;
  }
  return assert.fail('nothing was refused');
}

test('the default states are those of the chapter and are valid', () => {
  const speeds = defaultState(learningSpeedsSchema);
  assert.deepEqual(speeds.hidden, [30, 30]);
  assert.equal(speeds.rate, 0.1);
  assert.equal(speeds.lambda, 5);
  assert.deepEqual(validate(learningSpeedsSchema, {}), speeds);
  const chain = defaultState(gradientChainSchema);
  assert.deepEqual(chain.weights, [0.9, -0.7, 0.6, 1.2]);
  assert.deepEqual(validate(gradientChainSchema, chain), chain);
});

test('a partial state keeps the rest of its base', () => {
  const base = validate(learningSpeedsSchema, { seed: 7 });
  const next = validate(learningSpeedsSchema, { rate: 0.5 }, base);
  assert.equal(next.seed, 7);
  assert.equal(next.rate, 0.5);
});

test('a state is frozen to the bottom and shares nothing with its source', () => {
  const weights = [1, 2];
  const state = validate(gradientChainSchema, { weights, biases: [0, 0] });
  weights[0] = 99;
  assert.equal(state.weights[0], 1);
  assert.ok(Object.isFrozen(state));
  assert.ok(Object.isFrozen(state.weights));
});

test('typed arrays are lists of numbers too', () => {
  const state = validate(gradientChainSchema, {
    weights: Float64Array.of(1.5),
    biases: [0],
  });
  assert.deepEqual(state.weights, [1.5]);
});

const outOfRange = /** @type {const} */ ([
  ['hidden', []],
  ['hidden', Array(31).fill(30)],
  ['hidden', [30, 257]],
  ['hidden', [30, 1.5]],
  ['hidden', '30'],
  ['pixels', 20],
  ['images', 9],
  ['images', 50_001],
  ['batch', 0],
  ['rate', 0],
  ['rate', 100.1],
  ['rate', NaN],
  ['rate', Infinity],
  ['rate', '0.1'],
  ['lambda', -1],
  ['activation', 'swish'],
  ['initialisation', null],
  ['costFunction', 'Quadratic'],
  ['optimiser', undefined],
  ['epochs', 10001],
  ['seed', -1],
  ['seed', 4294967296],
  ['seed', 1n],
  ['precision', 32],
  ['depth', 3],
  ['constructor', 1],
]);

for (const [key, value] of outOfRange) {
  const shown = Array.isArray(value)
    ? `${value.length} numbers`
    : String(value);
  test(`${key} = ${shown} is refused by name`, () => {
    const error = refusal(() =>
      validate(learningSpeedsSchema, { [key]: value }),
    );
    assert.equal(error.key, key);
    assert.match(error.message, new RegExp(`^learning-speeds, ${key}\\b`));
    assert.match(error.message, /expected .+, got .+\./);
  });
}

test('a refusal inside a list names the place', () => {
  const error = refusal(() =>
    validate(gradientChainSchema, { weights: [1, NaN], biases: [0, 0] }),
  );
  assert.equal(
    error.message,
    'gradient-chain, weights, number 2: expected a number from −1×10³⁰⁸ to 1×10³⁰⁸, got NaN.',
  );
});

test('a hole in a list is refused', () => {
  const weights = Array(2);
  weights[0] = 1;
  const error = refusal(() => validate(gradientChainSchema, { weights }));
  assert.match(error.message, /number 2.*got nothing/);
});

test('what is no object is refused', () => {
  for (const value of [
    null,
    undefined,
    3,
    'rate=1',
    [1],
    new Float64Array(3),
    () => 0,
  ]) {
    const error = refusal(() => validate(gradientChainSchema, value));
    assert.equal(error.key, '');
  }
});

test('what throws when it is read is refused, and a length that changes too', () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const getter = Object.defineProperty({}, 'rate', {
    get: () => assert.fail(),
    enumerable: true,
  });
  const list = new Proxy([30, 30], {
    get: (own, key) =>
      key === 'length' ? { valueOf: () => 2 } : Reflect.get(own, key),
  });
  for (const [state, key] of /** @type {const} */ ([
    [revoked.proxy, ''],
    [getter, ''],
    [{ hidden: list }, 'hidden'],
  ])) {
    const error = refusal(() => validate(learningSpeedsSchema, state));
    assert.equal(error.key, key);
  }
});

test('an own key named __proto__ is an unknown key', () => {
  const value = JSON.parse('{"__proto__": {"rate": 1}}');
  const error = refusal(() => validate(learningSpeedsSchema, value));
  assert.equal(error.key, '__proto__');
});

test('a batch larger than the images is refused', () => {
  const error = refusal(() => validate(learningSpeedsSchema, { images: 500 }));
  assert.equal(error.key, 'batch');
  assert.match(error.message, /at most the number of images, 500, got 1000/);
  validate(learningSpeedsSchema, { images: 500, batch: 500 });
});

test('weights and biases must be as many', () => {
  const error = refusal(() => validate(gradientChainSchema, { weights: [1] }));
  assert.equal(error.key, 'biases');
  assert.match(error.message, /as many numbers as weights has, 1, got 4/);
});

test('cross-entropy is refused without a sigmoid output', () => {
  const error = refusal(() =>
    validate(gradientChainSchema, {
      cost: 'cross-entropy',
      activation: 'tanh',
    }),
  );
  assert.equal(error.key, 'cost');
});

test('only keys whose bits differ count as changed', () => {
  const before = validate(gradientChainSchema, { input: 0 });
  const same = validate(
    gradientChainSchema,
    { weights: [...before.weights] },
    before,
  );
  assert.deepEqual(changedKeys(gradientChainSchema, before, same), []);
  const after = validate(gradientChainSchema, { input: -0 }, before);
  assert.deepEqual(changedKeys(gradientChainSchema, before, after), ['input']);
  const short = validate(learningSpeedsSchema, { hidden: [30] });
  const long = validate(learningSpeedsSchema, { hidden: [30, 30] });
  assert.deepEqual(changedKeys(learningSpeedsSchema, short, long), ['hidden']);
  assert.deepEqual(changedKeys(learningSpeedsSchema, long, short), ['hidden']);
});
