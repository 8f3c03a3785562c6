import assert from 'node:assert/strict';
import test from 'node:test';
import {
  checkFound,
  factorName,
  parameterText,
  whatHappened,
} from '../../www/figures/gradient-chain/chain-sentence.js';
import { exampleChain } from './chain-example.js';

test('an exploding chain names its largest factor and the weight behind it', () => {
  assert.equal(
    whatHappened(exampleChain()),
    'The gradient explodes: ∂C/∂b₁ = 1953 is 15,625 times larger than ∂C/∂b₄ = 0.125. ' +
      'The largest factor is w₂σ′(z₂) = 25: w₂ = 100 outweighs the slope σ′(z₂) = 0.25.',
  );
});

test('a vanishing chain names its smallest factor and what made it small', () => {
  /** @param {string} cause - why */
  const said = (cause, activation = /** @type {const} */ ('sigmoid')) =>
    whatHappened(
      exampleChain({ outcome: 'vanishing', ratio: -2, cause, activation }),
    );
  assert.match(said('weight'), /100 times smaller.*because w₂ = 100 is small/);
  assert.match(said('saturation'), /because neuron 2 is saturated: at z₂ = 0/);
  assert.match(said('ceiling'), /no single neuron is to blame.*only ¼/);
});

test('only a sigmoid is said to pass on a quarter', () => {
  const said = whatHappened(
    exampleChain({
      outcome: 'vanishing',
      ratio: -2,
      cause: 'ceiling',
      activation: 'tanh',
    }),
  );
  assert.doesNotMatch(said, /¼/);
});

test('the first neuron contributes its slope and not its weight', () => {
  assert.equal(factorName(1), 'σ′(z₁)');
  const said = whatHappened(
    exampleChain({ outcome: 'even', neuron: 1, cause: 'ceiling' }),
  );
  assert.match(said, /The smallest factor is σ′\(z₁\) = 0.25/);
});

test('a zero is traced to what made it', () => {
  /** @param {string} cause - why */
  const said = (
    cause,
    activation = /** @type {'sigmoid' | 'relu'} */ ('sigmoid'),
  ) =>
    whatHappened(
      exampleChain({ outcome: 'zero', cause, activation, neuron: 3, z: -2 }),
    );
  assert.match(said('weight'), /exactly 0: w₃ = 0 cuts the chain/);
  assert.match(said('saturation', 'relu'), /neuron 3 is off \(z₃ = −2/);
  assert.match(said('output-error'), /The output is the target.*a₄ = y/);
});

test('one neuron has nothing in between', () => {
  const said = whatHappened(exampleChain({ neurons: 1, outcome: 'single' }));
  assert.match(said, /nothing lies between.* = 0\.125\.$/);
});

test('a value that left the range is said with its size', () => {
  const said = whatHappened(
    exampleChain({
      outcome: 'vanishing',
      cause: 'saturation',
      gradients: [0, 0, 5e-320, 1e-100],
      logs: [-450, -380, -319.3, -100],
      leftRange: 3,
    }),
  );
  assert.match(
    said,
    /leaves the range of 64-bit floats at ∂C\/∂b₃: ∂C\/∂b₁, about 10⁻⁴⁵⁰, is computed as 0\.$/,
  );
});

test('a slider says its value and the factor that follows from it', () => {
  const chain = exampleChain();
  assert.equal(parameterText('w', -0.7, 2, undefined), 'w₂ = −0.7');
  assert.equal(parameterText('w', 100, 2, chain), 'w₂ = 100, factor 25');
  assert.equal(parameterText('b', -50, 2, chain), 'b₂ = −50, slope 0.25');
});

test('w₁ is not said to have a factor, since it does not enter the product', () => {
  assert.equal(parameterText('w', 1, 1, exampleChain()), 'w₁ = 1, slope 0.25');
});

test('the check says what differences can tell and what they cannot', () => {
  const row = { gradient: 1, log10: 0, value: 1 + 1e-12, error: 1e-10 };
  assert.match(checkFound([row]), /largest difference is 1×10⁻¹², within/);
  assert.match(checkFound([{ ...row, value: 2 }]), /more than rounding/);
  const lost = { ...row, error: Infinity };
  assert.match(checkFound([lost]), /^No central difference/);
  assert.match(checkFound([row, lost]), /For 1 neuron they can tell nothing/);
  const tiny = { gradient: 1e-40, log10: -40, value: 0, error: 1e-10 };
  assert.match(checkFound([row, tiny]), /cannot see them/);
});
