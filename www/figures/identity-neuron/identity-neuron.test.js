import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { markup } from '../../../tests/markup.js';
import * as core from '../../core/chain.js';
import { presetOf } from '../../kit/presets.js';
import { defaultState, validate } from '../../kit/schema.js';
import {
  answersOf,
  computeIdentity,
  expanded,
  expansionOf,
  isExpanded,
} from './identity-numbers.js';
import { drawAnswers, drawErrors } from './identity-pictures.js';
import { identitySentence } from './identity-sentence.js';
import { expansion } from './identity-steps.js';
import { presets } from './presets.js';
import { rowsSentence } from './rows-sentence.js';
import { identityNeuronSchema } from './state.js';

/** @import { IdentityNeuronState } from './state.js' */

const WASM = new URL('../../pkg/chain_bg.wasm', import.meta.url);
core.initSync({ module: readFileSync(WASM) });

const ORACLE = JSON.parse(
  readFileSync(
    new URL('../../../tests/fixtures/identity.json', import.meta.url),
    'utf8',
  ),
);

const SIZE = { width: 600, em: 14, label: 'Neuron' };

/** @param {Partial<IdentityNeuronState>} changes */
const stateOf = (changes) => validate(identityNeuronSchema, changes);

/** @param {Partial<IdentityNeuronState>} changes */
function said(changes) {
  const state = stateOf(changes);
  return identitySentence(state, computeIdentity(core, state));
}

describe('the numbers', () => {
  test('are those of an independent computation, by the expansion', () => {
    for (const row of ORACLE.rows) {
      const state = stateOf({ ...expanded(row.w1), offset: 'absorbed' });
      const { largestError, offset } = computeIdentity(core, state);
      assert.ok(Math.abs(largestError - row.taylor_max_error) < 1e-12, row.w1);
      assert.ok(Math.abs(offset - row.taylor_output_bias) < 1e-12, row.w1);
    }
  });

  test('are those of an independent search, at its best with nothing added', () => {
    const { w1, b, w2, max_error: most } = ORACLE.literal_global_minimum;
    const state = { weightIn: w1, bias: b, weightOut: w2, offset: 'literal' };
    const got = computeIdentity(core, stateOf(/** @type {any} */ (state)));
    assert.ok(Math.abs(got.largestError - most) < 1e-6);
    assert.ok(got.leastLiteral <= most);
    assert.ok(Math.abs(got.bestLiteral - w1) < 1e-5);
  });

  test('the curve never leaves what is said to be its largest error', () => {
    for (const { changes } of presets) {
      const state = stateOf(changes);
      const { largestError } = computeIdentity(core, state);
      const { x, answers } = answersOf(core, state);
      const most = Math.max(
        ...answers.map((answer, index) => Math.abs(answer - (x[index] ?? NaN))),
      );
      assert.ok(most <= largestError && most > 0.99 * largestError);
    }
  });
});

describe('the sentence', () => {
  test('says the error, where it is, and what the expansion says', () => {
    assert.match(
      said({}),
      /to within 0\.0102 on \[0, 1\]; it is furthest off at x = 0\. The expansion says about w₁²\/96 = 0\.0104\.$/,
    );
    assert.match(
      said({ ...expanded(8) }),
      /The expansion says w₁²\/96 = 0\.667, which w₁ is too large for\.$/,
    );
    assert.match(
      said({ weightOut: 2 }),
      /At x = ½ it has a slope of 0\.5, where x has 1\.$/,
    );
  });

  test('blames the constant where it is nearly all of the error, and only there', () => {
    assert.match(
      said({ ...expanded(0.1), offset: 'literal' }),
      /by up to 19\.5 on .* Nearly all of it is the constant 2\/w₁ − ½ = 19\.5, .* below 0\.05605\.$/,
    );
    const none = said({ ...expanded(4), offset: 'literal' });
    assert.doesNotMatch(none, /constant/);
    assert.match(
      none,
      /No choice of w₁, b and w₂ brings that below 0\.05605\.$/,
    );
  });

  test('says of the best that it is the best', () => {
    const best = presets.find(({ name }) => name === 'best')?.changes ?? {};
    assert.match(said(best), /comes closer\.$/);
    assert.doesNotMatch(said({ ...best, weightOut: 1.01 }), /comes closer/);
  });

  test('has no number that is none, whatever the neuron', () => {
    const values = [0, -0, 1e-300, -3, 100];
    for (const weightIn of values) {
      for (const weightOut of values) {
        for (const offset of /** @type {const} */ (['absorbed', 'literal'])) {
          const state = stateOf({ weightIn, weightOut, offset });
          const readings = computeIdentity(core, state);
          const answers = answersOf(core, state);
          const text = [
            identitySentence(state, readings),
            markup(drawAnswers(answers, SIZE)),
            markup(drawErrors(answers, readings, SIZE)),
          ].join(' ');
          assert.doesNotMatch(text, /NaN|undefined|Infinity|∞|[−-]0(?![.\d])/);
        }
      }
    }
  });
});

test('the dot of the largest error is on the curve, and its number is written', () => {
  const state = stateOf({
    weightIn: 6,
    bias: -2,
    weightOut: 1,
    offset: 'literal',
  });
  const readings = computeIdentity(core, state);
  const drawn = markup(drawErrors(answersOf(core, state), readings, SIZE));
  const [, cx = '', cy = ''] =
    /plot-dot" cx="([\d.]+)" cy="([\d.]+)"/.exec(drawn) ?? [];
  const [, curve = ''] = /plot-curve" d="M([^"]*)"/.exec(drawn) ?? [];
  const nearest = Math.min(
    ...curve.split('L').map((point) => {
      const [x = NaN, y = NaN] = point.split(' ').map(Number);
      return Math.hypot(x - Number(cx), y - Number(cy));
    }),
  );
  assert.ok(nearest < 4, `${nearest}`);
  assert.match(drawn, /is-strong[^<]*>±[\d.]+</);
});

test('the expansion is set as mathematics, each step with its formula', () => {
  const text = markup(expansion());
  assert.equal(text.match(/<li>/g)?.length, 5);
  assert.ok((text.match(/<math>/g)?.length ?? 0) >= 5);
});

test('the expansion gives a slope of 1, where its weight is in range', () => {
  for (const weightIn of [-4, 0.01, 3]) {
    const state = expansionOf(stateOf({ weightIn }));
    assert.ok(state && isExpanded(state));
    assert.ok(Math.abs(computeIdentity(core, state).slopeAtHalf - 1) < 1e-12);
  }
  for (const weightIn of [0, 1e-4]) {
    assert.equal(expansionOf(stateOf({ weightIn })), null);
  }
});

test('every preset is in force once it is chosen, and the first one at the start', () => {
  const base = defaultState(identityNeuronSchema);
  assert.equal(presetOf(presets, base), 'one');
  for (const { name, changes } of presets) {
    assert.equal(presetOf(presets, stateOf(changes)), name);
  }
});

describe('what is said of rows in a network', () => {
  const before = { images: 250, correctBefore: 216 };
  const same = { ...before, correct: 216, changed: 0, largestChange: 0.0005 };

  test('is that they do nothing, only where no answer is another', () => {
    assert.equal(
      rowsSentence({ double: same, single: same }, stateOf({ rows: 20 })),
      'With 20 rows of this neuron the network reads 216 of 250 validation images right (86.4\u202f%), without them 216. No image is answered otherwise, and no output moves by more than 5×10⁻⁴: the extra layers do nothing.',
    );
    const other = { ...same, correct: 169, changed: 72, largestChange: 0.997 };
    assert.equal(
      rowsSentence({ double: other, single: other }, stateOf({})),
      'With one row of this neuron the network reads 169 of 250 validation images right (67.6\u202f%), without it 216. 72 answers are others; an output moves by up to 0.997.',
    );
  });

  test('blames rounding where 64-bit floats have nearly none of the change', () => {
    const state = stateOf(expanded(0.0004));
    const double = { ...same, largestChange: 8e-9 };
    assert.match(
      rowsSentence(
        { double, single: { ...same, largestChange: 0.005 } },
        state,
      ),
      /Nearly all of that is rounding: w₂ = 10000 multiplies that of 32-bit floats/,
    );
    assert.doesNotMatch(
      rowsSentence({ double: same, single: same }, state),
      /rounding/,
    );
  });
});
