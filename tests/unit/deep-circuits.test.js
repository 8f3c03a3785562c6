import assert from 'node:assert/strict';
import test from 'node:test';
import {
  countsOf,
  gatesOf,
  readingsOf,
} from '../../www/figures/deep-circuits/circuit-numbers.js';
import { numberFrom } from '../../www/figures/deep-circuits/switches.js';
import { deepCircuitsSchema } from '../../www/figures/deep-circuits/state.js';
import { figureToHash, parseHash } from '../../www/kit/permalink.js';
import { defaultState, validate } from '../../www/kit/schema.js';
import {
  drawGates,
  drawLayers,
} from '../../www/figures/deep-circuits/circuit-counts.js';
import { drawDeep } from '../../www/figures/deep-circuits/circuit-deep.js';
import { drawNeurons } from '../../www/figures/deep-circuits/circuit-neurons.js';
import { rowsToDraw } from '../../www/figures/deep-circuits/circuit-two-layer-layout.js';
import { drawTwoLayer } from '../../www/figures/deep-circuits/circuit-two-layer.js';
import {
  drawFunctions,
  lineAcross,
} from '../../www/figures/deep-circuits/two-input-functions.js';
import { comparison } from '../../www/figures/deep-circuits/words.js';
import {
  gateText,
  neuronText,
} from '../../www/figures/deep-circuits/two-input-words.js';
import { exampleCircuits, exampleCounts } from './circuit-example.js';
import { fakeDocument, faked } from './fake-document.js';

fakeDocument();
const OPTIONS = { width: 560, em: 14, label: 'A circuit' };
const FIVE = [1, 0, 1, 1, 0];
const TWELVE = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0];

test('a small circuit is drawn with every AND, and the one that is on is lit', () => {
  const $svg = faked(drawTwoLayer(exampleCircuits(FIVE), OPTIONS));
  const $gates = $svg.all('circuit-gate');
  assert.equal($gates.length, 17);
  const lit = $gates.filter(($gate) => $gate.get('class').includes('is-on'));
  assert.equal(lit.length, 2, 'one AND, and the OR');
  assert.equal($svg.all('circuit-note').length, 0);
});

test('a large circuit says how many ANDs it does not draw, and draws the one that is on', () => {
  const circuits = exampleCircuits(TWELVE);
  const $svg = faked(drawTwoLayer(circuits, OPTIONS));
  const [$note] = $svg.all('circuit-note');
  assert.equal($note?.textContent, '1,959 more ANDs, not drawn');
  const $on = $svg.all('circuit-wires')[1];
  // Eleven inputs, the AND, and the way to the OR.
  assert.equal($on?.all('path').length, 13);
});

test('rows beyond the first are drawn where an output has its first 1 there', () => {
  const terms = Array.from({ length: 200 }, (_, index) => ({
    output: index < 150 ? 0 : 1,
    isOn: [120, 130, 160].includes(index),
  }));
  const rows = rowsToDraw(terms);
  assert.deepEqual(
    rows.filter((row) => row >= 88),
    [120, 160],
  );
});

test('the deep circuit is drawn whole for every number of bits, also where it is narrow', () => {
  for (let bits = 2; bits <= 12; bits += 1) {
    for (const width of [260, 560]) {
      const circuits = exampleCircuits(TWELVE.slice(0, bits));
      const $svg = faked(drawDeep(circuits, { ...OPTIONS, width }));
      const $gates = $svg
        .all('circuit-gate')
        .filter(({ tag }) => tag !== 'circle');
      assert.equal($gates.length, 4 * (bits - 1));
      for (const $rect of $svg.all('circuit-frames')[0]?.all('rect') ?? []) {
        const right = Number($rect.get('x')) + Number($rect.get('width'));
        assert.ok(right < width, `${bits} bits, ${width} pixels`);
      }
    }
  }
});

test('neurons show their thresholds, and weights of −1 are dashed', () => {
  const $svg = faked(drawNeurons(exampleCircuits(FIVE), OPTIONS));
  const texts = $svg.all('circuit-neuron').map(($n) => $n.textContent);
  assert.deepEqual(
    texts.map((text) => text.replace('\u2009', '')),
    ['≥1', '≥2', '≥3', '≥4', '≥5', '≥1'],
  );
  assert.equal($svg.all('is-dashed').length, 2);
});

test('the charts have a line for each design, and say the counts in words', () => {
  const options = { width: 560, em: 14, bits: 8 };
  const $gates = faked(drawGates(exampleCounts(), options));
  assert.equal($gates.all('polyline').length, 3);
  assert.match($gates.get('aria-label'), /8 bits: two layers 129, NANDs 28/);
  const $layers = faked(drawLayers(exampleCounts(), options));
  assert.match($layers.get('aria-label'), /two layers 2, NANDs 9, neurons 2/);
});

test('on the log axis a count that doubles makes a straight line', () => {
  const options = { width: 560, em: 14, bits: 8 };
  const [$line] = faked(drawGates(exampleCounts(), options)).all('polyline');
  const heights = ($line?.get('points') ?? '')
    .split(' ')
    .map((point) => Number(point.split(',')[1]));
  const steps = heights.slice(1).map((y, i) => (heights[i] ?? 0) - y);
  // One OR more than a power of two bends it a little at first.
  const last = steps.slice(-4);
  assert.ok(Math.max(...last) - Math.min(...last) < 0.02 * Math.max(...last));
});

test('the sentence says which circuit is smaller, or that neither is', () => {
  const [two, three, four, five] = exampleCounts();
  assert.ok(two && three && four && five);
  assert.match(comparison(two), /3 gates, fewer than the 4 NANDs/);
  assert.match(
    comparison(five),
    /17 gates, 1\.1 times as many as the 16 NANDs/,
  );
  const even = { ...two, twoLayerGates: 14, deepGates: 14 };
  assert.match(comparison(even), /14 gates, as many as the 14 NANDs/);
  const last = exampleCounts().at(-1);
  assert.ok(last);
  assert.match(
    comparison(last),
    /2,049 gates, 47 times as many as the 44 NANDs/,
  );
});

test('the line of a neuron ends at the edges of its picture and parts the corners', () => {
  for (const weights of /** @type {[number, number][]} */ ([
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
    [1, 0],
    [0, -1],
  ])) {
    for (const bound of [-1.5, -0.5, 0.5, 1.5]) {
      const ends = lineAcross(weights, bound);
      if (!ends) continue;
      const [x1, y1, x2, y2] = ends;
      for (const [x, y] of [
        [x1, y1],
        [x2, y2],
      ]) {
        const sum = weights[0] * Number(x) + weights[1] * Number(y);
        assert.ok(Math.abs(sum - bound) < 1e-9);
      }
    }
  }
  assert.equal(lineAcross([0, 0], 0.5), null);
});

test('a function that no neuron computes has its diagonals instead of a line', () => {
  const rest = { withoutNegations: true, withNegations: true };
  const $list = faked(
    drawFunctions([
      { ...rest, table: 6, gate: null, neuron: null, withoutNegations: false },
      {
        ...rest,
        table: 8,
        gate: { operation: 0, literals: 5 },
        neuron: { weights: [1, 1], threshold: 2 },
      },
    ]),
  );
  const [$xor, $and] = $list.all('li');
  assert.equal($xor?.all('circuit-diagonal').length, 2);
  assert.match($xor?.textContent ?? '', /XOR.*no gate.*no neuron.*with ¬x, ¬y/);
  assert.equal($and?.all('circuit-parting').length, 1);
  assert.match($and?.textContent ?? '', /ANDAND\(x, y\)x \+ y ≥ 2/);
});

test('gates and neurons are written as one writes them', () => {
  assert.equal(gateText(2, 0b1001), 'NAND(x, ¬y)');
  assert.equal(neuronText([-1, 1], 0), '−x + y ≥ 0');
  assert.equal(neuronText([0, -1], -1), '−y ≥ −1');
  assert.equal(neuronText([0, 0], 1), '0 ≥ 1');
});

test('the structure of a circuit is read gate by gate', () => {
  assert.deepEqual(gatesOf([0, 0, 2, 0, 1, 1, -1, 4, 3, 1, 2, -2]), [
    {
      operation: 'and',
      threshold: 0,
      wires: [
        { signal: 0, weight: 1 },
        { signal: 1, weight: -1 },
      ],
    },
    { operation: 'neuron', threshold: 3, wires: [{ signal: 2, weight: -2 }] },
  ]);
});

test('a row of counts is read in the order in which the core gives it', () => {
  const core = {
    circuitCounts: () => Float64Array.of(8, 9, 2, 40, 3, 12, 6, 24, 5, 2, 20),
  };
  const [row] = countsOf(/** @type {any} */ (core), 'parity');
  // The example counts by formula, the core by its own.
  const { bits, ...counts } = exampleCounts()[2] ?? {};
  assert.equal(bits, 4);
  assert.deepEqual(row, { bits: 2, ...counts });
});

test('the readings are the counts, the answer and every signal', () => {
  const [, , , counts] = exampleCounts();
  assert.ok(counts);
  const readings = readingsOf(exampleCircuits(FIVE), counts);
  assert.equal(readings.output, 1);
  assert.equal(readings.deepGates, 16);
  assert.equal(readings.twoLayerSignals.length, 5 + 17);
});

test('the bits of the two numbers alternate, the least significant first', () => {
  const inputs = [1, 1, 0, 1, 1, 0];
  assert.deepEqual([numberFrom(inputs, 0), numberFrom(inputs, 1)], [5, 3]);
});

test('each problem has its own range of bits', () => {
  const take = (/** @type {object} */ state) =>
    validate(deepCircuitsSchema, state);
  assert.equal(take({ problem: 'addition', bits: 1 }).bits, 1);
  assert.throws(() => take({ bits: 1 }), /bits: expected at least 2 bits/);
  assert.throws(
    () => take({ problem: 'addition', bits: 7 }),
    /bits: expected at most 6 bits/,
  );
  assert.throws(() => take({ inputs: [0, 2] }), /inputs/);
});

test('a link carries problem, bits, inputs and the circuit drawn', () => {
  const state = validate(deepCircuitsSchema, {
    problem: 'addition',
    bits: 3,
    inputs: [1, 1, 0, 1],
    circuit: 'neurons',
  });
  const hash = figureToHash(deepCircuitsSchema, state, {});
  const schemas = new Map([['deep-circuits', deepCircuitsSchema]]);
  const { figures, problems } = parseHash(`#${hash}`, schemas);
  assert.deepEqual(problems, []);
  assert.deepEqual(figures.get('deep-circuits')?.state, state);
  assert.notDeepEqual(state, defaultState(deepCircuitsSchema));
});
