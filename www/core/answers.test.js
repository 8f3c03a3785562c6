import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { take } from './plain.js';
import {
  checkChain,
  computeChain,
} from '../figures/gradient-chain/chain-numbers.js';
import { presetState } from '../figures/gradient-chain/presets.js';
import { gradientChainSchema } from '../figures/gradient-chain/state.js';
import { defaultState } from '../kit/schema.js';

const PACKAGE = new URL('../pkg/', import.meta.url);
const PARTS = ['chain', 'jacobians', 'random-chains'];
const skip =
  !PARTS.every((part) => existsSync(new URL(`${part}_bg.wasm`, PACKAGE))) &&
  'scripts/build has not run';

/** @type {any} */
const cores = {};

before(async () => {
  if (skip) return;
  const found = [
    await import('./chain.js'),
    await import('./jacobians.js'),
    await import('./random-chains.js'),
  ];
  for (const [index, core] of found.entries()) {
    const part = PARTS[index] ?? '';
    const module = readFileSync(new URL(`${part}_bg.wasm`, PACKAGE));
    core.initSync({ module });
    cores[part] = core;
  }
});

describe('the core’s answers', { skip }, () => {
  test('of a chain have the names of its readings', () => {
    const state = presetState(cores.chain, 'exploding', 4, 1);
    const { readings, running, attribution, log10 } = computeChain(
      cores.chain,
      state,
    );
    assert.deepEqual(readings, {
      z: [0, 0, 0, 0],
      a: [0.5, 0.5, 0.5, 0.5],
      sigmaPrime: [0.25, 0.25, 0.25, 0.25],
      factors: [25, 25, 25, 25],
      dCdb: [1953.125, 78.125, 3.125, 0.125],
      dCda: 0.5,
      product: 1953.125,
      cost: 0.125,
    });
    assert.deepEqual(running, [7812.5, 312.5, 12.5, 0.5]);
    assert.equal(log10.dCdb[3], Math.log10(0.125));
    const { log10Ratio, log10: size, ...found } = attribution;
    assert.ok(Math.abs(size - Math.log10(25)) < 1e-12);
    assert.ok(Math.abs(log10Ratio - Math.log10(15625)) < 1e-12);
    assert.deepEqual(found, {
      outcome: 'exploding',
      factor: 2,
      value: 25,
      cause: 'weight',
      neuron: 2,
      shared: '',
      leftRange: 0,
    });
  });

  test('of a chain whose output is the target blame nobody', () => {
    const state = {
      ...defaultState(gradientChainSchema),
      weights: [0],
      biases: [0],
      target: 0.5,
    };
    const { attribution } = computeChain(cores.chain, state);
    assert.deepEqual(
      [attribution.outcome, attribution.shared, attribution.neuron],
      ['zero', 'output-error', 0],
    );
  });

  test('of the gradient check are one difference a neuron', () => {
    const state = defaultState(gradientChainSchema);
    const { readings } = computeChain(cores.chain, state);
    const differences = checkChain(cores.chain, state);
    assert.equal(differences.length, 4);
    for (const [j, { value, error }] of differences.entries()) {
      assert.ok(Math.abs(value - (readings.dCdb[j] ?? NaN)) <= error);
    }
  });

  test('of the vanishing preset are the figure’s own state', () => {
    assert.deepEqual(
      presetState(cores.chain, 'vanishing', 9, 1),
      defaultState(gradientChainSchema),
    );
  });

  test('of random chains are a summary of each depth', () => {
    const core = cores['random-chains'];
    const spec = {
      chains: 100,
      weightSpread: 1,
      biasSpread: 1,
      input: 0.5,
      activation: 'sigmoid',
      seed: 1,
    };
    const work = new core.RawRandomChains(spec);
    while (!work.isDone) work.advance(50);
    const summaries = /** @type {any[]} */ (take(work.answer()));
    assert.equal(summaries.length, 31);
    for (const [index, summary] of summaries.entries()) {
      const { depth, vanishing, between, exploding, counts } = summary;
      assert.equal(depth, index + 2);
      assert.ok(Math.abs(vanishing + between + exploding - 1) < 1e-12);
      const sum = counts.reduce(
        (/** @type {number} */ a, /** @type {number} */ b) => a + b,
      );
      assert.equal(sum, 100);
      assert.equal(summary.quantiles.length, 5);
      assert.equal(summary.examples.length, counts.length);
    }
    const chain = take(core.randomChain(spec, 3, 5));
    assert.deepEqual([chain.weights.length, chain.biases.length], [5, 5]);
    assert.ok(Number.isFinite(chain.log10Ratio));
  });

  test('of matrices are a spectrum for each, and what theory says', () => {
    const core = cores.jacobians;
    const spec = {
      depth: 3,
      width: 4,
      activation: 'tanh',
      initialisation: 'xavier',
      seed: 1,
      pixels: new Float32Array(784).fill(0.25),
      labels: Uint8Array.of(7),
    };
    const work = new core.RawLayerJacobians(spec);
    while (!work.isDone) work.advance(1);
    const found = take(work.answer());
    assert.deepEqual(
      [found.deltaNorms, found.productNorms, found.differences].map(
        ({ length }) => length,
      ),
      [3, 3, 3],
    );
    assert.deepEqual([found.layers.length, found.products.length], [2, 2]);
    assert.equal(found.layers[0].values.length, 4);
    assert.equal(found.layers[0].rank, 4);
    assert.equal(found.layers[0].largest, found.layers[0].values[0]);
    const factors = new core.RawSeedFactors({ ...spec, seeds: 2 });
    while (!factors.isDone) factors.advance(1);
    const { meanField, single, averaged } = take(factors.answer());
    assert.equal(meanField.layers.length, 2);
    // For each seed two layers, their mean, and the ratio of first to last.
    assert.deepEqual([single.length, averaged.length], [2 * 4, 2 * 4]);
  });
});
