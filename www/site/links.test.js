import assert from 'node:assert/strict';
import test from 'node:test';
import { figureSchemas } from '../../tests/unit/schemas.js';
import { gradientChainSchema } from '../figures/gradient-chain/state.js';
import { learningSpeedsSchema } from '../figures/learning-speeds/state.js';
import { figureToHash } from '../kit/link.js';
import { figuresNamed, linkOf, parseHash } from './links.js';
import { defaultState, validate } from '../kit/schema.js';
import { problemWords } from './link-words.js';

/**
 * A small generator of our own, so that a failure comes back with its seed.
 *
 * @param {number} seed - any 32-bit number
 * @returns {() => number} draws 32 bits at a time (xorshift32)
 */
function generator(seed) {
  let bits = seed | 1;
  return () => {
    bits ^= bits << 13;
    bits ^= bits >>> 17;
    bits ^= bits << 5;
    return bits >>> 0;
  };
}

test('a link names the epoch at which a figure that trains opens', () => {
  const link = 'figure=learning-speeds&epoch=499&play';
  const { figures } = parseHash(link, figureSchemas);
  const linked = figures.get('learning-speeds');
  assert.equal(linked?.epoch, 499);
  const schema = figureSchemas.get('learning-speeds');
  assert.ok(schema);
  assert.match(
    figureToHash(schema, linked?.state, { epoch: 499 }),
    /&epoch=499$/,
  );
  for (const [part, fault, figure] of [
    ['epoch=501', 'badEpoch', 'learning-speeds'],
    ['epoch=-1', 'badEpoch', 'learning-speeds'],
    ['epoch=1e2', 'badEpoch', 'learning-speeds'],
    ['epoch=2', 'unknownKey', 'depth-accuracy'],
    ['epoch=2', 'unknownKey', 'gradient-chain'],
  ]) {
    const bad = parseHash(`figure=${figure}&${part}`, {
      get: (name) => figureSchemas.get(name),
      keys: () => figureSchemas.keys(),
      opensAtEpoch: (name) => name !== 'depth-accuracy',
    });
    assert.deepEqual(
      bad.problems.map((problem) => [problem.part, problem.fault]),
      [[part, fault]],
    );
    const says = /whole number from 0 to |has no such setting/;
    for (const problem of bad.problems) {
      assert.match(problemWords(problem), says);
    }
  }
});

test('it stands under another key where a figure has checks of its own, and may be of a longer run', () => {
  const schema = /** @type {any} */ (figureSchemas.get('training-recipe'));
  const { figures, problems } = parseHash(
    'figure=training-recipe&check=one-batch&epochs=20&fingerprint=300-1a2b3c4d',
    {
      get: (name) => figureSchemas.get(name),
      keys: () => figureSchemas.keys(),
      opensAtEpoch: () => false,
    },
  );
  assert.deepEqual(problems, []);
  const { state, ...view } = /** @type {any} */ (
    figures.get('training-recipe')
  );
  assert.equal(state.check, 'one-batch');
  assert.deepEqual(view, { check: '300-1a2b3c4d' });
  assert.match(
    figureToHash(schema, state, view),
    /&check=one-batch&.*&fingerprint=300-1a2b3c4d$/,
  );
});

test('a figure without epochs may play, have a pace and keep runs, where it says so', () => {
  const link = 'figure=gradient-through-time&pace=slow&play&kept=200,rate:3';
  for (const says of [true, false]) {
    const { figures, problems } = parseHash(link, {
      get: (name) => figureSchemas.get(name),
      keys: () => figureSchemas.keys(),
      playsOnceSeen: () => says,
      hasPace: () => says,
      keepsRuns: () => says,
    });
    const { state: _, ...view } = /** @type {any} */ (
      figures.get('gradient-through-time') ?? {}
    );
    assert.deepEqual(
      view,
      says ? { pace: 'slow', play: true, kept: '200,rate:3' } : {},
    );
    assert.equal(problems.length, says ? 0 : 3);
  }
});

test('a figure without epochs may have a fingerprint, where it says so', () => {
  const link = 'figure=gradient-through-time&check=500-1a2b3c4d';
  for (const isChecked of [true, false]) {
    const { figures } = parseHash(link, {
      get: (name) => figureSchemas.get(name),
      keys: () => figureSchemas.keys(),
      opensAtEpoch: () => false,
      isChecked: () => isChecked,
    });
    assert.equal(figures.size, Number(isChecked));
  }
});

test('a link names the fingerprint that a run is to have', () => {
  for (const written of [
    '499-1a2b3c4d',
    '0499-1A2B3C4D',
    '499%E2%80%931a2b3c4d',
  ]) {
    const { figures, problems } = parseHash(
      `figure=learning-speeds&check=${written}`,
      figureSchemas,
    );
    assert.deepEqual(problems, []);
    const linked = figures.get('learning-speeds');
    assert.equal(linked?.check, '499-1a2b3c4d');
    assert.match(
      figureToHash(learningSpeedsSchema, linked?.state, linked),
      /&check=499-1a2b3c4d$/,
    );
  }
  for (const [part = '', fault, figure] of [
    ['check=1a2b3c4d', 'badCheck', 'learning-speeds'],
    ['check=4-1a2b3c4', 'badCheck', 'learning-speeds'],
    ['check=4-1a2b3c4d5', 'badCheck', 'learning-speeds'],
    ['check=1.4-1a2b3c4d', 'badCheck', 'learning-speeds'],
    ['check=501-1a2b3c4d', 'badCheck', 'learning-speeds'],
    ['check=4-1a2b3c4d', 'unknownKey', 'gradient-chain'],
    ['fingerprint=4-1a2b3c4d', 'unknownKey', 'learning-speeds'],
    ['fingerprint=4-1a2b3c4', 'badCheck', 'training-recipe'],
  ]) {
    const bad = parseHash(`figure=${figure}&${part}`, figureSchemas);
    assert.deepEqual(
      bad.problems.map((problem) => [problem.part, problem.fault]),
      [[part, fault]],
    );
    const [problem] = bad.problems;
    assert.ok(problem);
    assert.match(problemWords(problem), /\(0 to [^)]+\)|has no such setting/);
  }
});

test('a link gives a figure that trains a pace, and lets it play', () => {
  for (const play of ['play', 'play=1']) {
    const { figures } = parseHash(
      `figure=learning-speeds&pace=slow&${play}`,
      figureSchemas,
    );
    const linked = figures.get('learning-speeds');
    assert.equal(linked?.pace, 'slow');
    assert.equal(linked?.play, true);
  }
  const held = parseHash('figure=learning-speeds&play=0', figureSchemas);
  assert.equal(held.figures.get('learning-speeds')?.play, false);
  for (const [part, fault] of [
    ['pace=quick', 'badPace'],
    ['play=2', 'badPlay'],
    ['play=', 'badPlay'],
    ['playing', 'noEquals'],
  ]) {
    const { figures, problems } = parseHash(
      `figure=learning-speeds&${part}`,
      figureSchemas,
    );
    assert.deepEqual(
      problems.map((problem) => problem.fault),
      [fault],
    );
    assert.equal(figures.size, 0);
    assert.ok(problems.map(problemWords).every((words) => words !== ''));
  }
  const { problems } = parseHash('figure=gradient-chain&play', figureSchemas);
  assert.deepEqual(
    problems.map(({ fault }) => fault),
    ['unknownKey'],
  );
  const view = { pace: /** @type {const} */ ('fast') };
  const state = defaultState(learningSpeedsSchema);
  assert.match(figureToHash(learningSpeedsSchema, state, view), /&pace=fast$/);
});

/**
 * @param {() => number} draw - a generator
 * @param {{ min: number, max: number, integer: boolean, aboveMin?: boolean }} field -
 *   limits
 * @returns {number} a number within them, its last bits as random as its first
 */
function drawNumber(draw, { min, max, integer, aboveMin }) {
  if (integer) return min + (draw() % (max - min + 1));
  const kind = draw() % 8;
  if (kind === 0) return min <= 0 && max >= 0 && !aboveMin ? -0 : max;
  if (kind === 1) return max;
  if (kind === 2) return Math.max(min, 0) + Number.MIN_VALUE;
  const bits = new DataView(new ArrayBuffer(8));
  for (;;) {
    bits.setUint32(0, draw());
    bits.setUint32(4, draw());
    const value = bits.getFloat64(0);
    if (value > min && value <= max) return value;
    const share = draw() / 2 ** 32;
    // Their difference may be beyond the range of floats.
    const between = min * (1 - share) + max * share;
    if (between > min) return between;
  }
}

/**
 * @param {import('../kit/schema.js').Schema<any>} schema - a schema
 * @param {() => number} draw - a generator
 * @returns {Record<string, unknown>} a state within all limits of single keys
 */
function drawState(schema, draw) {
  /** @type {Record<string, unknown>} */
  const state = {};
  for (const key of schema.keys) {
    const field = schema.fields[key];
    if (field?.kind === 'number') state[key] = drawNumber(draw, field);
    if (field?.kind === 'choice') {
      state[key] = field.options[draw() % field.options.length];
    }
    if (field?.kind === 'numbers') {
      const span = field.maxLength - field.minLength + 1;
      const length = field.minLength + (draw() % span);
      state[key] = Array.from({ length }, () => drawNumber(draw, field));
    }
  }
  return state;
}

/**
 * @param {string} hash - a bad link
 * @returns {import('./links.js').Problem} its only problem
 */
function onlyProblem(hash) {
  const { figures, problems } = parseHash(hash, figureSchemas);
  assert.equal(figures.size, 0, 'a bad link gives no figure a state');
  assert.equal(problems.length, 1, JSON.stringify(problems));
  const [problem] = problems;
  assert.ok(problem);
  return problem;
}

test('two thousand random states come back from their links bit for bit', () => {
  const draw = generator(20260921);
  for (let round = 0; round < 1000; round += 1) {
    const speeds = drawState(learningSpeedsSchema, draw);
    speeds['batch'] = Math.min(
      Number(speeds['batch']),
      Number(speeds['images']),
    );
    const chain = drawState(gradientChainSchema, draw);
    const weights = /** @type {number[]} */ (chain['weights']);
    chain['biases'] = weights.map((weight) => weight / 3);
    if (chain['activation'] !== 'sigmoid') chain['cost'] = 'quadratic';
    const states = [
      validate(learningSpeedsSchema, speeds),
      validate(gradientChainSchema, chain),
    ];
    const hash = `#${figureToHash(learningSpeedsSchema, /** @type {any} */ (states[0]))}&${figureToHash(gradientChainSchema, /** @type {any} */ (states[1]))}`;
    const { figures, problems } = parseHash(hash, figureSchemas);
    assert.deepEqual(problems, []);
    // deepStrictEqual tells 0 from −0.
    assert.deepStrictEqual(
      [...figures.values()].map((figure) => figure.state),
      states,
    );
  }
});

test('a link is read as people write it', () => {
  const hash =
    'figure=gradient-chain&weights=100,-.5e1&biases=-50,−50&input=5e-1&hide=input,target&open=table,check&theme=dark&scale=1.5';
  const { figures, names, problems } = parseHash(hash, figureSchemas);
  assert.deepEqual(problems, []);
  assert.deepEqual(names, ['gradient-chain']);
  assert.deepEqual(figures.get('gradient-chain'), {
    state: {
      weights: [100, -5],
      biases: [-50, -50],
      input: 0.5,
      target: 1,
      activation: 'sigmoid',
      cost: 'quadratic',
    },
    hide: ['input', 'target'],
    open: ['table', 'check'],
    theme: 'dark',
    scale: 1.5,
  });
});

test('commas that a mail program escaped are still commas', () => {
  const { figures, problems } = parseHash(
    '#figure=learning-speeds&hidden=30%2C20%2c10',
    figureSchemas,
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(figures.get('learning-speeds')?.state.hidden, [30, 20, 10]);
});

test('what became of a link on its way is mended', () => {
  const link = 'figure=gradient-chain&weights=2,-3&biases=0.5,1&hide=input';
  const sent = parseHash(`#${link}`, figureSchemas);
  assert.deepEqual(sent.problems, []);
  const once = encodeURIComponent(link);
  for (const hash of [
    link.replaceAll('&', '&amp;'),
    link.replaceAll('&', '&amp;amp;'),
    link.replaceAll('&', '&#38;'),
    `${link}&`,
    `${link}&amp;`,
    once,
    encodeURIComponent(once),
    encodeURIComponent(`#${link.replaceAll('&', '&amp;')}&`),
  ]) {
    assert.deepEqual(parseHash(`#${hash}`, figureSchemas), sent, hash);
    assert.deepEqual(figuresNamed(`#${hash}`), ['gradient-chain'], hash);
  }
});

test('a link is read if it was encoded whole eight times, and does not keep the page busy beyond that', () => {
  const link = 'figure=gradient-chain&weights=2,-3&biases=0.5,1';
  const sent = parseHash(link, figureSchemas);
  let encoded = link;
  for (let times = 1; times <= 8; times += 1) {
    encoded = encodeURIComponent(encoded);
    assert.deepEqual(parseHash(encoded, figureSchemas), sent, `${times} times`);
  }
  for (let times = 9; times <= 10; times += 1) {
    encoded = encodeURIComponent(encoded);
  }
  const { figures, problems } = parseHash(encoded, figureSchemas);
  assert.equal(figures.size, 0);
  assert.notEqual(problems.length, 0);
});

/** An address that somebody has bent, and the link that is in it. @type {[string, string][]} */
const BENT = [
  ['#figure=a&input=1', 'figure=a&input=1'],
  ['#figure=a&input=1&', 'figure=a&input=1'],
  ['#figure=a&amp;input=1&amp;', 'figure=a&input=1'],
  ['#figure%3Da&input=1', 'figure=a&input=1'],
  ['#figure=a&input%3D1', 'figure=a&input=1'],
  ['#figure=a%26input%3D1', 'figure=a&input=1'],
  ['#figure=a%2526input%253D1', 'figure=a&input=1'],
  ['#figure%3Da%26input%3D1', 'figure=a&input=1'],
  ['#%23figure=a&input=1', 'figure=a&input=1'],
  ['##figure=a&input=1', 'figure=a&input=1'],
  ['#/figure=a&input=1', 'figure=a&input=1'],
  ['#%2Ffigure%3Da%26input%3D1', 'figure=a&input=1'],
  ['#?figure=a&input=1', 'figure=a&input=1'],
  ['#figure=3Da&input=3D1', 'figure=a&input=1'],
  ['#figure=a&input=1&utm_source=mail&utm_medium=x', 'figure=a&input=1'],
  ['#figure=a&fbclid=IwAR0_-x&input=1', 'figure=a&input=1'],
  ['#figure=a&mc_cid=1f&mc_eid=2e&input=1', 'figure=a&input=1'],
  ['#figure=a&input=1?utm_source=mail', 'figure=a&input=1'],
  ['#utm_source=mail&figure=a&input=1', 'figure=a&input=1'],
  ['#figure=a&input=1%20', 'figure=a&input=1'],
  ['#figure=a&input=1%3E', 'figure=a&input=1'],
  ['#figure=a&input=1%22%3E', 'figure=a&input=1'],
  ['#figure=a&input=1)', 'figure=a&input=1'],
  ['#figure=a&weights=(1,2)', 'figure=a&weights=(1,2)'],
  ['#figure=a&wei%E2%80%8Bghts=1', 'figure=a&weights=1'],
  ['?figure=a&input=1', 'figure=a&input=1'],
  ['?figure=a&amp;input=1&utm_source=mail', 'figure=a&input=1'],
  ['?utm_source=mail&figure=a&input=1', 'figure=a&input=1'],
  ['?lang=de&figure=a&input=1', 'figure=a&input=1'],
  ['?%23figure=a&input=1', 'figure=a&input=1'],
  ['?figure=a&input=1#figure=a&input=1', 'figure=a&input=1'],
  ['?figure=a#input=1', 'figure=a&input=1'],
  ['?figure=a&input=1#vanishing', 'figure=a&input=1'],
  ['?utm_source=mail#figure=a&input=1', 'figure=a&input=1'],
  // What is in doubt stays as it is, and is refused when it is read.
  ['?figure=a&input=1#figure=a&input=2', 'figure=a&input=1&figure=a&input=2'],
  ['#figure=a&weights=3,3,', 'figure=a&weights=3,3,'],
  ['#figure=a&&input=1', 'figure=a&&input=1'],
  ['#figure=a&utm=1', 'figure=a&utm=1'],
  ['#figure=a&input=3D1', 'figure=a&input=3D1'],
  ['?utm_source=mail', ''],
  ['#vanishing', 'vanishing'],
  ['#vanishing%2Dgradient', 'vanishing%2Dgradient'],
];

for (const [address, link] of BENT) {
  test(`of “${address}” is read “${link}”`, () => {
    const { hash, search } = new URL(address, 'https://example.org/embed.html');
    assert.equal(linkOf({ hash, search }), link);
  });
}

test('numbers in a link are read as in a field', () => {
  const { figures } = parseHash(
    'figure=gradient-chain&input=0,25&weights=2;−3&biases=0,5;1&target=1e0',
    figureSchemas,
  );
  const { input, weights, biases } = figures.get('gradient-chain')?.state ?? {};
  assert.deepEqual([input, weights, biases], [0.25, [2, -3], [0.5, 1]]);
});

test('an empty hash names nothing and has nothing wrong', () => {
  for (const hash of ['', '#']) {
    const { figures, names, problems } = parseHash(hash, figureSchemas);
    assert.equal(figures.size + names.length + problems.length, 0);
  }
});

test('a written link carries every key, and the view it is asked for', () => {
  const state = defaultState(gradientChainSchema);
  assert.equal(
    figureToHash(gradientChainSchema, state, {
      hide: ['presets', 'toolbar'],
      open: ['table'],
      theme: 'auto',
      scale: 2,
    }),
    'figure=gradient-chain&weights=0.9,-0.7,0.6,1.2&biases=0.3,-0.4,0.5,-0.2' +
      '&input=0.5&target=1&activation=sigmoid&cost=quadratic' +
      '&hide=presets,toolbar&open=table&theme=auto&scale=2',
  );
});

const bad = /** @type {const} */ ([
  ['rate=1', 'rate=1', /starts with “figure=”/],
  [
    'figure=perceptron',
    'figure=perceptron',
    /learning-speeds, depth-accuracy, gradient-chain/,
  ],
  ['figure=__proto__', 'figure=__proto__', /no such figure/],
  ['figure=learning-speeds&rate', 'rate', /key=value/],
  ['figure=learning-speeds&=3', '=3', /key=value/],
  ['figure=learning-speeds&&seed=3', '', /nothing between/],
  ['figure=learning-speeds&seed=', 'seed=', /got “”/],
  ['figure=learning-speeds&seed=1&seed=1', 'seed=1', /twice/],
  ['figure=learning-speeds&depth=3', 'depth=3', /no such setting.*hidden/],
  ['figure=learning-speeds&b=3', 'b=3', /no such setting/],
  ['figure=learning-speeds&__proto__=3', '__proto__=3', /no such setting/],
  ['figure=learning-speeds&toString=3', 'toString=3', /no such setting/],
  ['figure=learning-speeds&rate=%E0%A4%A', 'rate=%E0%A4%A', /“%”/],
  ['figure=learning-speeds&%E0%A4%A=1', '%E0%A4%A=1', /“%”/],
  ['figure=learning-speeds&rate=1e999', 'rate=1e999', /got “1e999”/],
  ['figure=learning-speeds&rate=NaN', 'rate=NaN', /got “NaN”/],
  ['figure=learning-speeds&rate=Infinity', 'rate=Infinity', /got “Infinity”/],
  ['figure=learning-speeds&seed=0x10', 'seed=0x10', /got “0x10”/],
  ['figure=learning-speeds&seed=1_000', 'seed=1_000', /got “1_000”/],
  ['figure=learning-speeds&seed=1,000', 'seed=1,000', /got “1,000”/],
  ['figure=learning-speeds&seed=1.5', 'seed=1.5', /whole number/],
  ['figure=learning-speeds&hidden=30,,30', 'hidden=30,,30', /number 2/],
  ['figure=learning-speeds&images=10', 'batch', /at most the number of images/],
  ['figure=learning-speeds&activation=SIGMOID', 'activation=SIGMOID', /one of/],
  ['figure=gradient-chain&weights=1,2', 'biases', /as many numbers/],
  ['figure=gradient-chain&theme=pink', 'theme=pink', /light, dark or auto/],
  ['figure=gradient-chain&scale=9', 'scale=9', /0\.5 to 4/],
  ['figure=gradient-chain&hide=A b', 'hide=A b', /names of controls/],
  ['figure=gradient-chain&open=', 'open=', /names of controls/],
]);

for (const [hash, part, message] of bad) {
  test(`“${hash}” is refused, and the bad part named`, () => {
    const problem = onlyProblem(`#${hash}`);
    assert.equal(problem.part, part);
    assert.match(problemWords(problem), message);
  });
}

test('a figure named twice is refused', () => {
  const hash = 'figure=gradient-chain&input=1&figure=gradient-chain';
  assert.match(problemWords(onlyProblem(hash)), /appears twice/);
});

test('one bad figure keeps the good one beside it from changing', () => {
  const { figures, names } = parseHash(
    'figure=gradient-chain&input=1&figure=learning-speeds&rate=x',
    figureSchemas,
  );
  assert.equal(figures.size, 0);
  assert.deepEqual(names, ['gradient-chain', 'learning-speeds']);
});

test('every bad part of a link is named, not only the first', () => {
  const { problems } = parseHash(
    'figure=learning-speeds&depth=3&rate=%&theme=x',
    figureSchemas,
  );
  assert.deepEqual(
    problems.map(({ part }) => part),
    ['depth=3', 'rate=%', 'theme=x'],
  );
});

test('a link tells its figures before it is read, however they are written', () => {
  assert.deepEqual(
    figuresNamed('#figure=gradient%2Dchain&input=1&f%69gure=dance&figure'),
    ['gradient-chain', 'dance', ''],
  );
  assert.deepEqual(figuresNamed('#learning-speeds'), []);
  assert.deepEqual(figuresNamed('#figure=%'), ['']);
});
