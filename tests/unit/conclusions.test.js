/** What pictures come to that stands in no sentence beside them, in words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { histogramsSentence } from '../../www/figures/activation-saturation/histograms.js';
import { widthsSentence } from '../../www/figures/exploding-window/window-sentence.js';
import { slopesSentence } from '../../www/figures/gradient-chain/chain-slopes.js';
import { untoldSentence } from '../../www/figures/gradient-through-time/sentences.js';
import { errorsSentence } from '../../www/figures/identity-neuron/identity-sentence.js';
import { matricesSentence } from '../../www/figures/layer-jacobians/sentences.js';
import { quantilesSentence } from '../../www/figures/random-chains/sentence.js';

test('errors: the least and the largest, and where', () => {
  assert.equal(
    errorsSentence([0, 0.5, 1], [-0.01, 0, 0.02]),
    'The answer less x lies between −0.01 at x = 0 and 0.02 at x = 1.',
  );
});

test('widths: none up to 4, the widest, and the one of the weight shown', () => {
  const readings = { widestWidth: 0.44771, widestWeight: 6.8942, width: 0.3 };
  const curve = { sizes: [4, 7, 1000], widths: [0, 0.4, 0.0138] };
  const of = (/** @type {number} */ weight) =>
    widthsSentence({ weight, bias: 0 }, /** @type {any} */ (readings), curve);
  assert.equal(
    of(-20),
    'The width is 0 up to |w| = 4, rises to 0.4477 at |w| = 6.894 and falls to 0.0138 at |w| = 1000; here, at |w| = 20, it is 0.3.',
  );
  assert.match(of(3.9), /here, at \|w\| = 3\.9, there is no window\.$/);
});

test('quantiles: where the median goes, and nine in ten at the end', () => {
  const rows = [
    { depth: 2, quantiles: [-3, -2, -1, 0, 1] },
    { depth: 32, quantiles: [-Infinity, -40, -30, -20, -10] },
  ];
  assert.equal(
    quantilesSentence(rows),
    'The median of the ratio goes from 10⁻¹ in chains of 2 neurons to 10⁻³⁰ in chains of 32, where nine in ten lie between 0 and 10⁻¹⁰.',
  );
  assert.equal(quantilesSentence([]), '');
});

test('matrices: the most that one stretches, and the rms', () => {
  const matrix = (
    /** @type {number} */ largest,
    /** @type {number} */ rms,
  ) => ({
    log10Largest: Math.log10(largest),
    log10Rms: Math.log10(rms),
  });
  assert.equal(
    matricesSentence([matrix(0.5, 0.2), matrix(0.75, 0.25)]),
    'The most that a matrix stretches a direction is 0.750-fold, at hidden layer 2; the rms of the singular values lies between 0.200 and 0.250.',
  );
  assert.match(matricesSentence([matrix(2, 1)]), /values is 1\.00\.$/);
});

test('slopes: the steepest and the least steep, each at its z', () => {
  const of = (/** @type {number[]} */ z, /** @type {number[]} */ sigmaPrime) =>
    slopesSentence(/** @type {any} */ ({ readings: { z, sigmaPrime } }));
  assert.equal(
    of([0, 2, -4], [0.25, 0.105, 0.0177]),
    'Of all z the largest σ′ is 0.25, at z₁ = 0, the smallest 0.0177, at z₃ = −4.',
  );
  assert.equal(of([0], [0.25]), 'σ′ is 0.25, at z₁ = 0.');
  assert.match(of([NaN], [NaN]), /^σ′ is /);
});

test('histograms: the layer with the highest bar, and that with the lowest', () => {
  const layer = (/** @type {number} */ mean, /** @type {number[]} */ bins) => ({
    mean,
    bins,
  });
  assert.equal(
    histogramsSentence([layer(0.5, [0.3, 0.2]), layer(0.1, [0.9, 0.1])]),
    'In its highest bar layer 2 (mean 0.10) has 90.0\u202f% of its activations, the most of all layers; layer 1 (mean 0.50) has 30.0\u202f%, the least.',
  );
  assert.match(
    histogramsSentence([layer(0.5, [1])]),
    /\(mean 0\.50\) has 100\.0\u202f% of its activations\.$/,
  );
  assert.equal(histogramsSentence([]), '');
});

test('accuracies: none yet, or those of the other cells', () => {
  assert.equal(untoldSentence([]), 'No network is trained yet.');
  const run = { cell: 'lstm', steps: 300, accuracies: [0.5, 0.95] };
  assert.equal(
    untoldSentence([/** @type {any} */ (run)]),
    'Right answers: the LSTM network 95.0\u202f% after 300 steps.',
  );
});
