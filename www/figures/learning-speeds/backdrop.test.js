import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { bandFileOf, bandsIn, publishedMarks } from './backdrop.js';

test('published values are marked on the chapter’s own networks only', () => {
  const marks = publishedMarks({ layers: 4, pixels: 28 });
  assert.equal(marks.length, 3 * 4);
  assert.deepEqual(marks[0], { epoch: 0, line: 0, value: 0.0029753 });
  assert.equal(publishedMarks({ layers: 4, pixels: 14 }).length, 0);
  assert.equal(publishedMarks(null).length, 0);
});

test('every band has two bounds a layer and epoch, and the marks lie near', async () => {
  const bandsOf = async (
    /** @type {import('../../run/run-presets.js').ChapterFigure} */ figure,
  ) => {
    const url = bandFileOf(figure);
    assert.ok(url, `${figure.layers} layers at ${figure.pixels} pixels`);
    return bandsIn(JSON.parse(await readFile(url, 'utf8')));
  };
  for (const layers of [2, 3, 4]) {
    for (const pixels of [28, 14]) {
      const bands = await bandsOf({ layers, pixels });
      assert.equal(bands.low.length, bands.epochs.length * layers);
      assert.ok(bands.low.every((low, i) => low < (bands.high[i] ?? 0)));
    }
    const bands = await bandsOf({ layers, pixels: 28 });
    const marks = publishedMarks({ layers, pixels: 28 });
    for (const { epoch, line, value } of marks) {
      const row = bands.epochs.indexOf(epoch);
      const low = bands.low[row * layers + line] ?? NaN;
      const high = bands.high[row * layers + line] ?? NaN;
      // About one value in ten lies outside such a band, but not far.
      assert.ok(value > low / 1.3 && value < high * 1.3, `epoch ${epoch}`);
    }
  }
});

test('there is no band for another network', () => {
  const other = /** @type {any} */ ({ layers: 3, pixels: 7 });
  assert.equal(bandFileOf(other), null);
});
