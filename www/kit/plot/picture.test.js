import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { markup } from '../../../tests/markup.js';
import { axes, between, frameIn, picture, through } from './axes.js';
import { endLabels, nameWithMisfit, sample, spread } from './end-labels.js';
import { rowChart, rowsConclusion } from './rows.js';
import { decadeScale, linearScale } from './scale.js';

/** @param {string} text @param {RegExp} pattern @returns {string[]} all matches */
function all(text, pattern) {
  return [...text.matchAll(pattern)].map((found) => found[1] ?? '');
}

const frame = frameIn(
  { width: 400, em: 10 },
  { height: 20, left: 4, right: 8 },
);

test('a frame has the room for labels around it', () => {
  assert.deepEqual(frame, {
    width: 400,
    height: 200,
    em: 10,
    left: 40,
    right: 320,
    top: 26,
    bottom: 166,
  });
  const narrow = frameIn(
    { width: 20, em: 10 },
    { height: 20, left: 4, right: 8 },
  );
  assert.ok(narrow.right > narrow.left, 'even where there is none');
});

test('axes have grid, labels and titles, and are an image with a name', () => {
  const drawn = markup(
    picture({
      width: 400,
      height: 200,
      label: 'speeds <fall>',
      content: axes({
        frame,
        x: linearScale({ domain: [0, 10], range: [40, 320] }),
        y: [
          { value: 1, at: 50, text: 'one', name: 'is-base' },
          { value: 2, at: 90, text: '' },
        ],
        xTitle: 'epoch',
        yTitle: 'speed',
      }),
    }),
  );
  assert.match(drawn, /role="img" aria-label="speeds &lt;fall&gt;"/);
  assert.match(drawn, /viewBox="0 0 400 200"/);
  assert.match(
    drawn,
    /<line class="is-base" x1="40" y1="50" x2="320" y2="50">/,
  );
  assert.deepEqual(all(drawn, /<text[^>]*>([^<]*)</g), [
    'one',
    '0',
    '2',
    '4',
    '6',
    '8',
    '10',
    'epoch',
    'speed',
  ]);
});

test('a line is broken where a point has no place', () => {
  assert.equal(
    through([
      [0, 1],
      [1, 2.345678],
      [2, NaN],
      [3, 4],
    ]),
    'M0 1L1 2.35M3 4',
  );
  assert.equal(
    between(
      [
        [0, 1],
        [1, 2],
      ],
      [
        [0, 5],
        [1, 6],
      ],
    ),
    '0,1 1,2 1,6 0,5',
  );
});

describe('names at the ends of lines', () => {
  test('stay where they are where there is room', () => {
    assert.deepEqual(spread([10, 50, 30], 15, 0, 100), [10, 50, 30]);
  });

  test('of lines at one height spread evenly about it, the last uppermost', () => {
    assert.deepEqual(spread([50, 50, 50], 10, 0, 100), [60, 50, 40]);
  });

  test('never overlap and never leave the frame', () => {
    for (const heights of [
      [0, 1, 2, 99, 100],
      [100, 100, 100, 95],
      [20, 33, 34, 47, 60, 61],
      [-40, 140, 0],
    ]) {
      const placed = spread(heights, 14, 0, 100).sort((a, b) => a - b);
      assert.equal(placed.length, heights.length);
      assert.ok((placed[0] ?? NaN) >= -1e-9);
      assert.ok((placed.at(-1) ?? NaN) <= 100 + 1e-9);
      for (let i = 1; i < placed.length; i += 1) {
        const gap = (placed[i] ?? NaN) - (placed[i - 1] ?? NaN);
        assert.ok(gap >= 14 - 1e-9, placed.join());
      }
    }
  });

  test('that are too many leave every second, or third, and the last', () => {
    assert.deepEqual(sample(30, 4), [0, 10, 20, 29]);
    assert.deepEqual(sample(30, 20), [
      ...[0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 29],
    ]);
    assert.deepEqual(sample(3, 10), [0, 1, 2]);
    assert.deepEqual(sample(5, 1), [0]);
    assert.deepEqual(sample(0, 4), []);
  });

  test('say what a value without a place is', () => {
    assert.equal(nameWithMisfit('layer 1', null, 3), 'layer 1');
    assert.equal(nameWithMisfit('layer 1', 'zero', 0), 'layer 1 = 0');
    assert.equal(nameWithMisfit('layer 1', 'negative', -1), 'layer 1 < 0');
    assert.equal(nameWithMisfit('layer 1', 'nan', NaN), 'layer 1: NaN');
    assert.equal(nameWithMisfit('a', 'infinite', Infinity), 'a = ∞');
    assert.equal(nameWithMisfit('a', 'infinite', -Infinity), 'a = −∞');
  });

  test('that were moved have a leader back to their line', () => {
    const end = (/** @type {string} */ name, /** @type {number} */ y) => ({
      name,
      x: 320,
      y,
      colour: '#123456',
    });
    const apart = markup(
      endLabels({ ends: [end('a', 50), end('b', 90)], frame }),
    );
    assert.doesNotMatch(apart, /plot-leader/);
    assert.match(apart, /fill="#123456"/);
    const close = markup(
      endLabels({
        ends: [end('a', 90), end('b', 90), end('c', 90), end('d', 90)],
        frame,
      }),
    );
    assert.equal(all(close, /(plot-leader)/g).length, 2, 'those moved far');
    const lost = markup(endLabels({ ends: [end('a = 0', Infinity)], frame }));
    assert.match(
      lost,
      new RegExp(`y="${frame.bottom - 6.5 + 3.6}"`),
      'off the axis',
    );
    assert.doesNotMatch(lost, /plot-leader|Infinity/);
  });

  test('say how many were left out', () => {
    const ends = Array.from({ length: 30 }, (_, index) => ({
      name: `layer ${index + 1}`,
      x: 320,
      y: 30 + 4 * index,
    }));
    const drawn = markup(endLabels({ ends, frame }));
    const names = all(drawn, />(layer \d+)</g);
    assert.equal(names.length + Number(all(drawn, />\+ (\d+) more</g)[0]), 30);
    assert.equal(names.at(-1), 'layer 30');
    const heights = all(drawn, / y="([^"]*)" text-anchor="start"/g).map(Number);
    assert.ok(Math.max(...heights) < frame.bottom);
    assert.equal(heights.at(-1), Math.max(...heights), 'below the names');
    for (const [index, height] of heights.entries()) {
      if (index > 0) assert.ok(height - (heights[index - 1] ?? 0) > 12.4);
    }
  });
});

test('rows have a name, a mark and a value, whatever the value is', () => {
  const rows = [
    { name: 'first', log10: -1, text: '0.1', layer: 0 },
    { name: 'second', log10: -Infinity, text: '0 exactly', layer: 1 },
    { name: 'third', log10: -400, text: '0 (10⁻⁴⁰⁰)', layer: 2, isLost: true },
  ];
  const options = {
    width: 400,
    em: 10,
    label: 'rows',
    name: 'rows',
    layers: 3,
    nameEms: 6,
    isSteps: true,
  };
  const dots = markup(rowChart(rows, options));
  assert.equal(all(dots, /class="(plot-row)"/g).length, 3);
  assert.equal(all(dots, /(<path class="plot-cross")/g).length, 1);
  assert.equal(all(dots, /class="(plot-bead is-lost)"/g).length, 1);
  assert.equal(all(dots, /points="([^"]*)"/g)[0]?.split(' ').length, 2);
  const bars = markup(
    rowChart(
      rows.map((row) => ({ ...row, isCulprit: row.name === 'first' })),
      { ...options, base: 0, isSteps: false },
    ),
  );
  assert.equal(all(bars, /<rect class="(plot-rod)"/g).length, 2);
  assert.equal(all(bars, /class="(plot-rod is-lost)"/g).length, 1);
  assert.equal(all(bars, /class="(is-base)"/g).length, 1);
  assert.equal(all(bars, /class="(plot-row is-culprit)"/g).length, 1);
});

test('the ticks of decades are drawn as the scale says', () => {
  const y = decadeScale({ domain: [-3, 0], range: [166, 26] });
  const drawn = markup(axes({ frame, x: [], y }));
  for (const text of ['10⁻³', '10⁻²', '0.1', '1']) {
    assert.ok(drawn.includes(`>${text}</text>`), text);
  }
  assert.match(drawn, /class="is-minor"/);
});

test('a chart of rows says its ends, and how many are below 1', () => {
  const row = (/** @type {string} */ name, /** @type {number} */ value) => ({
    name,
    log10: Math.log10(value),
    text: String(value),
  });
  const rows = [row('w₂', 0.5), row('w₃', 4), row('w₄', 0.25)];
  assert.equal(
    rowsConclusion(rows, true),
    'The largest is w₃ = 4, the smallest w₄ = 0.25. Below 1 are 2 of 3.',
  );
  assert.equal(rowsConclusion(rows.slice(1, 2), false), 'w₃ = 4.');
  const alike = [row('a', 2), row('b', 2)];
  assert.equal(rowsConclusion(alike, false), 'a = 2, and all are as large.');
  assert.equal(rowsConclusion([], false), '');
});

test('a picture is described by what it says, or by what stands elsewhere', () => {
  const plain = { width: 1, height: 1, label: 'Errors', content: '' };
  assert.match(
    markup(picture({ ...plain, told: 'told', says: 'It falls.' })),
    /aria-describedby="told"[^]*<p class="ug-unseen" id="told">It falls\.<\/p>/,
  );
  const elsewhere = markup(picture({ ...plain, told: 'sentence' }));
  assert.match(elsewhere, /aria-describedby="sentence"/);
  assert.doesNotMatch(elsewhere, /<p/);
});
