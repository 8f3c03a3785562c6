import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markup } from '../../../tests/markup.js';
import { defaultState } from '../../kit/schema.js';
import { ActivationHistory, BINS } from '../../run/activation-history.js';
import { presetOf } from '../../run/run-presets.js';
import { historyToCsv, tableOf } from './data.js';
import { drawHistograms, outline, shareAt } from './histograms.js';
import { presets } from './presets.js';
import { readingsOf } from './readings.js';
import { fallOf, meaningOf } from './sentence.js';
import { activationSaturationSchema } from './state.js';

const RUN = defaultState(activationSaturationSchema);
const SPEEDS = [1, 1];

/**
 * A layer's part of a row.
 *
 * @param {number} mean
 * @param {{ slope?: number, saturated?: number, stuck?: number }} [numbers]
 */
function layer(mean, { slope = 1, saturated = 0, stuck = 0 } = {}) {
  const quantiles = [0.1, 0.2, 0.3, 0.4, 0.5];
  const bins = Array(BINS).fill(0);
  [bins[0], bins[2]] = [0.25, 0.75];
  return [
    mean,
    0.07,
    0.01,
    ...quantiles,
    slope,
    saturated,
    stuck,
    0,
    1,
    ...bins,
  ];
}

/**
 * @param {...number[][]} rows - of two layers each, one an epoch
 * @returns {ActivationHistory}
 */
function historyOf(...rows) {
  const history = new ActivationHistory(2, 1);
  for (const [epoch, layers] of rows.entries()) {
    history.append(Float64Array.of(epoch, 1, ...layers.flat()));
  }
  return history;
}

/**
 * @param {ActivationHistory} history
 * @param {number} [epoch] - shown
 * @param {object} [changes] - of the run
 */
function said(history, epoch = Infinity, changes = {}) {
  const row = history.at(epoch);
  assert.ok(row);
  return meaningOf(history, row, SPEEDS, { ...RUN, ...changes }).join(' ');
}

describe('the history', () => {
  it('names the numbers of each layer, and has their columns', () => {
    const history = historyOf(
      [layer(0.5), layer(0.4)],
      [layer(0.6), layer(0.3)],
    );
    const row = history.at(1);
    assert.equal(row?.epoch, 1);
    assert.equal(row?.layers[1]?.mean, 0.3);
    assert.equal(row?.layers[0]?.quantile98, 0.5);
    assert.deepEqual(row?.layers[0]?.bins.slice(0, 3), [0.25, 0, 0.75]);
    assert.deepEqual([...history.all('mean')], [0.5, 0.4, 0.6, 0.3]);
    assert.deepEqual([...history.history.high], [1, 1, 1, 1]);
  });
});

describe('whether the last hidden layer fell to 0', () => {
  const means = [0.5, 0.2, 0.05, 0.02, 0.3, 0.4, 0.09];
  const epochs = [0, 2, 4, 6, 8, 10, 12];

  it('is whether its mean is below a tenth, and when that was so', () => {
    const fall = (/** @type {number} */ until) => fallOf(epochs, means, until);
    assert.deepEqual(fall(2), { fell: null, left: null, lowest: 2 });
    assert.deepEqual(fall(7), { fell: 4, left: null, lowest: 6 });
    assert.deepEqual(fall(10), { fell: 4, left: 8, lowest: 6 });
    assert.deepEqual(fall(12), { fell: 4, left: null, lowest: 6 });
  });

  it('is said of a network of sigmoids', () => {
    const low = layer(0.03, { slope: 0.12 });
    const history = historyOf(
      [layer(0.5), layer(0.5)],
      [layer(0.6), low],
      [layer(0.6), layer(0.4)],
    );
    assert.match(said(history, 0), /^Before the first update .* is 0\.50/);
    assert.match(
      said(history, 1),
      /^The last hidden layer has fallen to 0: .* from 0\.50 to 0\.030, below 0\.1 from epoch 1 on, and its slopes are 12\.0.% of the largest .* The mean of hidden layer 1 is 0\.60\./,
    );
    assert.match(
      said(history, 2),
      /left that state at epoch 2; it is 0\.40 now/,
    );
    const whole = historyOf([layer(0.5), layer(0.5)], [layer(0.6), layer(0.4)]);
    assert.match(
      said(whole),
      /has not fallen to 0: .* lowest being 0\.40 at epoch 1/,
    );
  });

  it('is not said of other activation functions, whose answers have another middle', () => {
    const history = historyOf(
      [layer(0.5), layer(0.5)],
      [layer(0.6), layer(0.01)],
    );
    const words = said(history, 1, { activation: 'tanh' });
    assert.match(words, /went from 0\.50 to 0\.010, its standard deviation/);
    assert.doesNotMatch(words, /fallen/);
  });
});

describe('what is said of saturation', () => {
  const saturated = historyOf([
    layer(0.5, { saturated: 0.25 }),
    layer(0.5, { saturated: 0.5, stuck: 0.125 }),
  ]);

  it('names the layers that have most of it', () => {
    assert.match(
      said(saturated),
      /At most 50\.0.% of a layer’s activations are saturated, in hidden layer 2; of the neurons of hidden layer 2, 12\.5.% are saturated on every image\.$/,
    );
    assert.match(
      said(historyOf([layer(0.5), layer(0.5)])),
      /No activation is saturated\.$/,
    );
  });

  it('calls a ReLU dead that is 0 on every image, and says nothing of identity', () => {
    assert.match(
      said(saturated, 0, { activation: 'relu' }),
      /are 0, in hidden layer 2; .* 12\.5.% are dead: 0 on every image\.$/,
    );
    assert.doesNotMatch(
      said(saturated, 0, { activation: 'identity' }),
      /saturated/,
    );
  });
});

describe('the histograms', () => {
  const x = (/** @type {number} */ value) => 100 * value;

  it('are outlines of equally wide bars, the highest as high as its room', () => {
    const bins = [0.25, 0.75, 0, 0];
    const row = { low: 0, high: 1, bins };
    assert.equal(
      outline(/** @type {any} */ (row), x, 50, 30),
      'M0 50V40H25V20H50V50H75V50H100V50Z',
    );
  });

  it('of one number are a line, and of no number are nothing', () => {
    const one = { low: 0.5, high: 0.5, bins: [1, 0] };
    assert.match(outline(/** @type {any} */ (one), x, 50, 30), /^M50 50V20/);
    const none = { low: Infinity, high: -Infinity, bins: [0, 0] };
    assert.equal(outline(/** @type {any} */ (none), x, 50, 30), '');
  });

  it('are read bin by bin', () => {
    const row = /** @type {any} */ ({ low: 0, high: 1, bins: [0.25, 0.75] });
    const found = [-0.1, 0, 0.49, 0.5, 1].map((value) => shareAt(row, value));
    assert.deepEqual(found, [0, 0.25, 0.25, 0.75, 0.75]);
  });

  it('have a name a layer, where there is room', () => {
    const row = historyOf([layer(0.5), layer(0.4)]).at(0);
    assert.ok(row);
    const drawn = (/** @type {number} */ height) =>
      markup(drawHistograms(row, { width: 300, height, em: 14 }));
    assert.match(drawn(200), /layer 2: mean 0\.40, highest bar 75\.0/);
    assert.doesNotMatch(drawn(60), /<text[^>]*>[^<]*highest bar/);
    assert.match(
      drawn(60),
      /<p class="ug-unseen"[^>]*>In its highest bar layer 1 \(mean 0\.50\) has 75\.0/,
    );
  });
});

describe('the run', () => {
  it('is Glorot and Bengio’s by default, the first preset', () => {
    const nameOf = (/** @type {object} */ changes) =>
      presetOf({ ...RUN, ...changes }, presets)?.name;
    assert.equal(nameOf({ seed: 9 }), 'four');
    assert.equal(nameOf({ rate: 0.5 }), undefined);
    for (const { name, settings } of presets) {
      assert.equal(nameOf(settings), name);
    }
  });
});

describe('the numbers', () => {
  const history = historyOf([layer(0.5), layer(0.4)], [layer(0.6), layer(0.3)]);

  it('are readings of the epoch shown', () => {
    const row = history.at(1);
    assert.ok(row);
    const readings = readingsOf(row, 0.1);
    assert.deepEqual(readings.means, [0.6, 0.3]);
    assert.equal(readings.histograms[1]?.shares.length, BINS);
    assert.equal(readings.validationAccuracy, 0.1);
  });

  it('are a table of a row a layer, and a file of a line a layer and epoch', () => {
    const row = history.at(0);
    assert.ok(row);
    const { headings, rows } = tableOf(row);
    assert.ok(rows.every((cells) => cells.length === headings.length));
    const lines = historyToCsv(history).trimEnd().split('\n');
    assert.equal(lines.length, 1 + 4);
    assert.match(
      lines[0] ?? '',
      /^epoch,layer,mean,.*,low,high,bin_1,.*bin_40$/,
    );
    assert.match(lines[4] ?? '', /^1,2,0\.3,0\.07,/);
    const kept = { name: 'A: seed 2, η 3', epoch: 0, own: history };
    const all = historyToCsv(history, [kept]).trimEnd().split('\n');
    assert.deepEqual(all, [
      `${lines[0]},run`,
      ...lines.slice(1).map((line) => `${line},`),
      ...lines.slice(1, 3).map((line) => `${line},"A: seed 2, η 3"`),
    ]);
  });
});
