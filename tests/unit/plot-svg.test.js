import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';

/** @import { PlotSettings } from '../../www/core/training.js' */

const PACKAGE = new URL('../../www/pkg/', import.meta.url);
const PARTS = ['training', 'plot-svg'];
const skip =
  !PARTS.every((part) => existsSync(new URL(`${part}_bg.wasm`, PACKAGE))) &&
  'scripts/build has not run';

/** @type {typeof import('../../www/core/training.js')} */
let training;
/** @type {typeof import('../../www/core/plot-svg.js')} */
let file;

before(async () => {
  if (skip) return;
  training = await import('../../www/core/training.js');
  file = await import('../../www/core/plot-svg.js');
  for (const [index, core] of [training, file].entries()) {
    const wasm = new URL(`${PARTS[index]}_bg.wasm`, PACKAGE);
    core.initSync({ module: readFileSync(wasm) });
  }
});

/**
 * @param {Partial<PlotSettings>} [more]
 * @returns {PlotSettings}
 */
function settings(more = {}) {
  return {
    title: 'two layers',
    width: 300,
    height: 200,
    scale: 2,
    margins: { left: 40, right: 80, top: 20, bottom: 40 },
    theme: { paper: '#fdfcf9', ink: '#333333', grid: '#dddddd' },
    epochs: 2,
    horizontalTitle: 'epoch',
    verticalTitle: 'speed',
    verticalScale: 'logarithmic',
    unit: 'plain',
    range: null,
    lines: [
      { name: 'first', colour: '#2a6ea6', dash: [], width: 2 },
      { name: 'second', colour: '#aa3300', dash: [9, 4], width: 2 },
    ],
    ...more,
  };
}

/** The points of all lines of one colour and opacity, as the file has them. */
const KEPT = /stroke="#2A6EA6" opacity="0.45"|opacity="0.45" stroke="#2A6EA6"/i;
const BAND = /opacity="0.16"/;

describe('the SVG file of a plot', { skip }, () => {
  test('has the rows, the bands, the marks and the kept run of the plot', () => {
    const plot = new training.OldRawPlot(settings());
    plot.append(Uint32Array.of(0, 1, 2), Float64Array.of(1, 2, 3, 4, 5, 6));
    const bare = file.plotSvg(settings(), plot.contents());
    assert.match(bare, /<title>two layers<\/title>/);
    assert.match(bare, />first<\/text>/);
    assert.doesNotMatch(bare, KEPT);
    assert.doesNotMatch(bare, BAND);

    plot.pin();
    plot.setBands(
      Float64Array.of(0, 2),
      Float64Array.of(1, 2, 1, 2),
      Float64Array.of(3, 4, 3, 4),
    );
    const banded = file.plotSvg(settings(), plot.contents());
    assert.match(banded, KEPT);
    assert.match(banded, BAND);
    plot.setMarks(Float64Array.of(1, 0, 2.5));
    const marked = file.plotSvg(settings(), plot.contents());
    assert.ok(marked.length > banded.length);
  });

  test('keeps the axis that was drawn, which does not narrow while a run plays', () => {
    const plot = new training.OldRawPlot(settings());
    plot.append(Uint32Array.of(0, 1), Float64Array.of(1e-6, 1, 1, 1));
    plot.layout();
    const low = plot.layout().frame.low;
    assert.ok(low <= 1e-6);
    const narrow = settings({ lines: settings().lines.slice(1) });
    // Another number of lines: the rows go, and so does the axis.
    plot.configure(narrow);
    assert.equal(plot.contents().range, null);
    plot.append(Uint32Array.of(0, 1), Float64Array.of(1, 1));
    assert.doesNotMatch(file.plotSvg(narrow, plot.contents()), />10⁻⁶</);
  });

  test('of a run kept when there were other lines has these', () => {
    const one = settings({ lines: settings().lines.slice(0, 1) });
    const plot = new training.OldRawPlot(one);
    plot.append(Uint32Array.of(0, 1), Float64Array.of(1, 2));
    plot.pin();
    plot.configure(settings());
    const { kept, rows } = plot.contents();
    assert.equal(rows.length, 0);
    assert.deepEqual(kept?.lines, [
      { name: '', colour: '#2a6ea6', dash: [], width: 2 },
    ]);
    assert.match(file.plotSvg(settings(), plot.contents()), KEPT);
  });

  test('is refused for contents that are not whole', () => {
    const plot = new training.OldRawPlot(settings());
    plot.append(Uint32Array.of(0), Float64Array.of(1, 2));
    const contents = plot.contents();
    for (const [wrong, code] of /** @type {Array<[any, string]>} */ ([
      [{ ...contents, rows: Float64Array.of(1) }, 'shape'],
      [{ ...contents, marks: Float64Array.of(0, 2, 1) }, 'shape'],
      [{ ...contents, low: Float64Array.of(1) }, 'shape'],
      [{ ...contents, kept: { lines: [] }, epochs: [] }, 'shape'],
      [null, 'setting'],
    ])) {
      assert.throws(() => file.plotSvg(settings(), wrong), {
        name: 'CoreError',
        code,
      });
    }
  });
});

describe('settings of a plot', { skip }, () => {
  test('that lack something, or have something else there, are refused by its name', () => {
    for (const [wrong, message] of /** @type {Array<[any, string]>} */ ([
      [{ title: undefined }, 'title: expected a text, got undefined'],
      [{ width: '300' }, 'width: expected a number, got string'],
      [{ width: NaN }, 'width: expected a number, at least 0, got NaN'],
      [{ lines: {} }, 'lines: expected an array, got object'],
      [{ lines: [null] }, 'lines: expected an object, got object'],
      [{ range: [1] }, 'range: expected 2 numbers or null, got 1'],
      [{ unit: 'metre' }, 'unit: expected plain or percent, got metre'],
      [{ theme: 3 }, 'theme: expected an object, got number'],
    ])) {
      assert.throws(() => new training.OldRawPlot(settings(wrong)), {
        name: 'CoreError',
        code: 'setting',
        message,
      });
    }
  });
});
