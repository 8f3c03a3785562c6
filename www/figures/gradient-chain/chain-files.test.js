import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test, { describe, it } from 'node:test';
import { PYTHON, withoutNumpy } from '../../../tests/unit/python.js';
import { openInNode } from '../../../tests/unit/realm.js';
import { defaultState } from '../../kit/schema.js';
import { tableToCsv } from '../../kit/number-table.js';
import { neuronsTable } from './chain-tables.js';
import { chainScript, chainToJson } from './chain-files.js';
import { computeChain } from './chain-numbers.js';
import { presetState } from './presets.js';
import { gradientChainSchema } from './state.js';

/** @import { GradientChainState } from './state.js' */

const { core } = await openInNode('chain');
const usual = defaultState(gradientChainSchema);

/** @param {Partial<GradientChainState>} changes */
const chainOf = (changes) => computeChain(core, { ...usual, ...changes });

/** @param {string} script */
function run(script) {
  return spawnSync(PYTHON, ['-'], { input: script, encoding: 'utf8' });
}

describe('a chain recomputed in Python', { skip: withoutNumpy }, () => {
  const long = { weights: Array(32).fill(0.8), biases: Array(32).fill(-0.1) };
  /** @type {[string, Partial<GradientChainState>][]} */
  const states = [
    ['the default', {}],
    ['two neurons of seed 1000', presetState(core, 'normal', 2, 1000)],
    ['thirty-two neurons', presetState(core, 'normal', 32, 7)],
    ['one neuron', { weights: [0.9], biases: [0.3] }],
    ['the exploding chain', presetState(core, 'exploding', 6, 1)],
    ['tanh', { activation: 'tanh', target: 0.9 }],
    [
      'a saturated tanh',
      { activation: 'tanh', weights: [9, 9], biases: [1, 1], target: 1 },
    ],
    ['ReLU', { activation: 'relu', weights: [1, -2, 3], biases: [0, 1, 0] }],
    ['softplus', { activation: 'softplus', ...long }],
    ['cross-entropy', { cost: 'cross-entropy', target: 0.3 }],
    ['cross-entropy at an end', { cost: 'cross-entropy', target: 0, ...long }],
    [
      'a saturated output',
      { cost: 'cross-entropy', weights: [1, 1], biases: [0, 900], target: 0 },
    ],
    [
      'its other end',
      { cost: 'cross-entropy', weights: [1, 1], biases: [0, -900], target: 1 },
    ],
    ['an output near 1', { weights: [5], biases: [20], target: 1 }],
    [
      'an underflow',
      { weights: Array(32).fill(0.01), biases: Array(32).fill(40) },
    ],
  ];
  for (const [what, changes] of states) {
    it(`agrees: ${what}`, () => {
      const { status, stdout, stderr } = run(chainScript(chainOf(changes)));
      assert.equal(status, 0, stdout + stderr);
      assert.match(stdout, /All agrees/);
    });
  }

  it('says so where a number differs', () => {
    const script = chainScript(chainOf({})).replace(
      '"input":0.5',
      '"input":0.6',
    );
    const { status, stdout } = run(script);
    assert.equal(status, 1);
    assert.match(stdout, /numbers DIFFER/);
  });
});

describe('the JSON of a chain', () => {
  it('has the state, its link and every number', () => {
    const chain = chainOf({});
    const { figure, link, state, readings } = JSON.parse(chainToJson(chain));
    assert.equal(figure, 'gradient-chain');
    assert.match(link, /index\.html#figure=gradient-chain&weights=0\.9,/);
    assert.deepEqual(state, usual);
    assert.deepEqual(readings, chain.readings);
  });

  it('says what is no finite number', () => {
    const chain = chainOf({ weights: [0, 0], biases: [0, 0] });
    const { log10 } = JSON.parse(chainToJson(chain));
    assert.equal(log10.dCdb[0], '-Infinity');
  });
});

test('the CSV of a chain has a row for each neuron, with every digit', () => {
  const chain = chainOf({});
  const [headings = '', ...rows] = tableToCsv(neuronsTable(chain))
    .trim()
    .split('\r\n');
  assert.equal(headings, 'j,w,b,z,a,σ′(z),wσ′(z),∂C/∂a,∂C/∂b,log₁₀|∂C/∂b|');
  assert.equal(rows.length, chain.neurons);
  const [first = ''] = rows;
  const cells = first.split(',').map(Number);
  assert.equal(cells[0], 1);
  assert.equal(cells[8], chain.readings.product);
});
