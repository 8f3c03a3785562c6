import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { markup } from '../../../tests/markup.js';
import { LivePlot, rangeAround } from './live-plot.js';

/** @import { LiveBands, LiveOptions, LiveSettings } from './live-plot.js' */

const WASM = new URL('../../pkg/training_bg.wasm', import.meta.url);
const skip = !existsSync(WASM) && 'scripts/build has not run';

/** @type {typeof import('../../core/training.js')} */
let core;

before(async () => {
  if (skip) return;
  core = await import('../../core/training.js');
  core.initSync({ module: readFileSync(WASM) });
});

const COLOURS = ['#2a6ea6', '#c26a00', '#d4313f', '#23863a'];

/**
 * @param {number} count - of lines
 * @param {Partial<LiveSettings>} [more]
 * @returns {LiveSettings}
 */
function settings(count, more = {}) {
  return {
    lines: Array.from({ length: count }, (_, index) => ({
      name: `layer ${index + 1}`,
      colour: COLOURS[index % 4],
      dash: [],
      width: 2,
    })),
    epochs: 10,
    verticalScale: 'logarithmic',
    xTitle: 'epoch',
    yTitle: 'speed',
    margins: { left: 4, right: 8, top: 2, bottom: 3 },
    ...more,
  };
}

/**
 * A plot of 500 by 300 pixels; between its axes, 380 by 250.
 *
 * @param {LiveSettings} first
 * @param {Partial<LiveOptions>} [more]
 */
function plotOf(first, more = {}) {
  let shown = first;
  const rooms = new Set();
  const plot = new LivePlot(
    {
      rooms,
      ground: 'light',
      addController() {},
      removeController() {},
      requestUpdate() {},
      updateComplete: Promise.resolve(true),
    },
    { control: 'plot', title: 'a test', settings: () => shown, ...more },
  );
  plot.resize({ width: 500, height: 300, em: 10 });
  plot.begin(core);
  return {
    plot,
    rooms,
    /** @param {LiveSettings} next */
    show: (next) => {
      shown = next;
    },
    /** @param {readonly number[]} epochs @param {readonly number[]} rows */
    append: (epochs, ...rows) =>
      plot.append(Uint32Array.from(epochs), Float64Array.from(rows)),
    drawn: () => markup(plot.render()),
  };
}

/** @param {string} drawn @returns {string[]} what is written */
function texts(drawn) {
  return [...drawn.matchAll(/<text[^>]*>([^<]*)</g)].map(
    ([, text]) => text ?? '',
  );
}

/**
 * @param {string} drawn
 * @param {string} words - of a text
 * @returns {{ x: number, y: number }} where its middle is, for type of 10 pixels
 */
function placeOf(drawn, words) {
  const found = new RegExp(`x="([\\d.]+)" y="([\\d.]+)"[^>]*>${words}<`).exec(
    drawn,
  );
  assert.ok(found, `${words} is not written`);
  return { x: Number(found[1]), y: Number(found[2]) - 3.6 };
}

/**
 * @param {LivePlot} plot
 * @returns {(canvas: any) => void} what Lit calls with its canvas
 */
function canvasOf(plot) {
  const values = /** @type {any[]} */ (plot.render().values);
  const call = values.flatMap((value) =>
    '_$litDirective$' in Object(value) ? value.values : [],
  );
  return call.find((value) => typeof value === 'function');
}

describe('the axis that follows the values', () => {
  test('spans whole decades, at least one', () => {
    assert.deepEqual(rangeAround('logarithmic', [0.3, 0.0011], 5), [1e-3, 1]);
    assert.deepEqual(rangeAround('logarithmic', [0.3, 0.2], 5), [0.1, 1]);
    assert.deepEqual(
      rangeAround('logarithmic', [0.3, 0, NaN, -1], 5),
      [0.1, 1],
    );
  });

  test('has a lone cost in its middle', () => {
    const [low, high] = rangeAround('linear', [3.25], 5);
    assert.equal((low + high) / 2, 3.25);
  });

  test('is there for the least and for the greatest of floats', () => {
    for (const value of [5e-324, 1e-310, Number.MAX_VALUE]) {
      const [low, high] = rangeAround('logarithmic', [value], 5);
      assert.ok(low > 0 && low < high && high < Infinity, `${value}`);
    }
    const [low, high] = rangeAround('logarithmic', [5e-324, 1e-310], 5);
    assert.ok(low <= 1e-323 && high >= 1e-310);
  });

  test('is there where there is no number yet', () => {
    assert.deepEqual(rangeAround('logarithmic', [NaN], 5), [1e-3, 1]);
    assert.deepEqual(rangeAround('linear', [], 5), [0, 1]);
  });
});

describe('a live plot', { skip }, () => {
  test('has axes, and is an image with a name, before there is a row', () => {
    const drawn = plotOf(settings(2)).drawn();
    assert.match(drawn, /class="plot-live " data-control="plot"/);
    assert.match(drawn, /<canvas role="img" aria-label="a test"/);
    const written = texts(drawn);
    for (const words of ['0.1', '1', '0', '10', 'epoch', 'speed']) {
      assert.ok(written.includes(words), words);
    }
    assert.ok(!written.includes('layer 1'));
  });

  test('with a cursor is a slider that the canvas does not disturb', () => {
    const { append, drawn } = plotOf(settings(1), {
      cursor: { epochs: () => [0, 4], values: () => [0.1] },
    });
    append([0, 4], 0.1, 0.2);
    assert.match(drawn(), /<canvas aria-hidden="true"/);
    const [, front = ''] =
      /<svg class="plot plot-front"([^>]*)>/.exec(drawn()) ?? [];
    assert.doesNotMatch(front, /aria-hidden/);
    assert.match(plotOf(settings(1)).drawn(), /plot-front" aria-hidden="true"/);
  });

  test('names each line at the last epoch that it has', () => {
    const { append, drawn } = plotOf(settings(1));
    append([0, 4, 8], 0.3, 0, 0.2);
    const { x } = placeOf(drawn(), 'layer 1');
    assert.ok(x > 40 + 380 * 0.8 && x < 40 + 380 * 0.8 + 20, `${x}`);
  });

  test('says at the edge what a value without a place is', () => {
    const { append, drawn, plot } = plotOf(settings(5));
    append(
      [0, 1],
      ...[0.1, 0.1, 0.1, 0.1, 0.1],
      ...[0, NaN, Infinity, -Infinity, -1],
    );
    const written = texts(drawn());
    for (const words of [
      'layer 1 = 0',
      'layer 2: NaN',
      'layer 3 = ∞',
      'layer 4 = −∞',
      'layer 5 &lt; 0',
    ]) {
      assert.ok(written.includes(words), words);
    }
    assert.equal(placeOf(drawn(), 'layer 3 = ∞').y < 100, true, 'at the top');
    assert.equal(
      placeOf(drawn(), 'layer 1 = 0').y > 200,
      true,
      'at the bottom',
    );
    assert.doesNotMatch(drawn(), /plot-end-dot/);
    assert.deepEqual(
      plot.notes.map(({ line, kind, epoch, count }) => [
        line,
        kind,
        epoch,
        count,
      ]),
      [
        [0, 'zero', 1, 1],
        [1, 'nan', 1, 1],
        [2, 'infinite', 1, 1],
        [3, 'infinite', 1, 1],
        [4, 'negative', 1, 1],
      ],
    );
  });

  test('moves the names of lines apart that end together', () => {
    const { append, drawn } = plotOf(settings(4));
    append([0, 1], ...[0.3, 0.03, 0.003, 0.0003], ...[0.1, 0.1, 0.1, 0.1001]);
    const heights = [1, 2, 3, 4].map((n) => placeOf(drawn(), `layer ${n}`).y);
    heights.sort((one, other) => one - other);
    for (const [index, height] of heights.entries()) {
      if (index > 0) assert.ok(height - (heights[index - 1] ?? 0) >= 12.4);
    }
  });

  test('never narrows its axis while a run plays', () => {
    const { append, plot, drawn, show } = plotOf(
      settings(1, { verticalScale: 'linear' }),
    );
    append([0, 1], 4.5, 6.3);
    drawn();
    const [low, high] = plot.ownRange;
    for (const [epoch, value] of [11.1, 14.9, 23].entries()) {
      append([epoch + 2], value);
      drawn();
      assert.ok(plot.ownRange[0] <= low && plot.ownRange[1] >= high);
    }
    // Where it is lower, there is room for fewer labels.
    plot.resize({ width: 500, height: 120, em: 10 });
    drawn();
    const held = plot.ownRange;
    plot.resize({ width: 500, height: 600, em: 10 });
    drawn();
    assert.ok(plot.ownRange[0] <= held[0] && plot.ownRange[1] >= held[1]);
    // Another scale is another axis, and so is another run.
    show(settings(1));
    drawn();
    assert.deepEqual(plot.ownRange, [1, 100]);
    plot.start();
    append([0, 1], 0.2, 0.3);
    assert.deepEqual(plot.ownRange, [0.1, 1]);
  });

  test('has room for what follows the first row, so that axes do not jump when play begins', () => {
    const { append, plot, drawn } = plotOf(
      settings(1, { verticalScale: 'linear' }),
    );
    append([0], 3);
    drawn();
    assert.deepEqual(plot.ownRange, [0, 4]);
    append([1], 3.1);
    drawn();
    assert.deepEqual(plot.ownRange, [0, 4], 'as before the run was played');
  });

  test('keeps its axis when the same run begins again, but not for another', () => {
    const { append, plot, drawn } = plotOf(settings(1));
    append([0], 0.1);
    drawn();
    assert.deepEqual(plot.ownRange, [0.01, 0.1], 'a decade for what follows');
    append([1], 1e-6);
    drawn();
    plot.start();
    assert.deepEqual(plot.ownRange, [1e-6, 0.1]);
    append([0], 0.1);
    assert.deepEqual(plot.ownRange, [1e-6, 0.1]);
    plot.start();
    append([0], 0.2);
    assert.deepEqual(plot.ownRange, [0.01, 1]);
  });

  test('takes no more room right of the axes than the names do', () => {
    const widthOf = (/** @type {string} */ drawn) =>
      Number(
        /class="is-axis" x1="[^"]*" y1="[^"]*" x2="([^"]*)"/.exec(drawn)?.[1],
      );
    const margins = { left: 4, top: 2, bottom: 3 };
    const { append, drawn } = plotOf(settings(2, { margins }));
    append([0], 0.1, 0.2);
    // “layer 1” is 3.85 em wide, and 1.6 em from the axes, with a leader.
    assert.equal(widthOf(drawn()), 500 - 10 * (1.6 + 7 * 0.55));
    append([1], 0, 0.2);
    assert.equal(widthOf(drawn()), 500 - 10 * (1.6 + 11 * 0.55));
    const nameless = settings(1, { margins });
    const bare = { ...nameless.lines[0], name: '', dash: [], width: 2 };
    assert.equal(widthOf(plotOf({ ...nameless, lines: [bare] }).drawn()), 490);
  });

  test('labels its axes to their ends', () => {
    const { drawn } = plotOf(settings(1, { epochs: 473 }));
    const written = texts(drawn());
    assert.ok(written.includes('0') && written.includes('473'));
    assert.ok(written.includes('400') && !written.includes('450'), 'too close');
  });

  test('has what stands behind its lines on its axis', () => {
    const first = settings(1);
    const { append, plot, show } = plotOf({
      ...first,
      overlay: { values: [1e-6, 1e-3], behind: () => 'behind' },
    });
    append([0, 1], 0.1, 0.2);
    assert.deepEqual(plot.ownRange, [1e-6, 1]);
    show(first);
    plot.narrow();
    assert.deepEqual(plot.ownRange, [0.1, 1], 'the axis narrows again');
  });

  test('draws bands and marks where they have a place, and makes room for them', () => {
    /** @type {LiveBands} */
    const bands = {
      epochs: Float64Array.of(0, 5, 20),
      low: Float64Array.of(0.01, 0.1, 0.01, 0.1, 0.01, 0.1),
      high: Float64Array.of(0.02, 0.2, 0.02, 0, 0.02, 0.2),
    };
    const marks = [
      { epoch: 5, line: 1, value: 1e-4 },
      { epoch: 5, line: 0, value: 0 },
      { epoch: 11, line: 0, value: 0.1 },
    ];
    const { append, drawn, show } = plotOf(settings(2, { bands, marks }));
    append([0, 1], 0.3, 0.3, 0.2, 0.2);
    const bounds = [...drawn().matchAll(/<polygon[^>]*points="([^"]*)"/g)];
    // What lies beyond the last epoch, or has no place, is left out.
    assert.deepEqual(
      bounds.map(([, points]) => points?.split(' ').length),
      [4, 3],
    );
    assert.equal(drawn().match(/plot-diamond/g)?.length, 1);
    assert.match(drawn(), /plot-diamond" color="#c26a00" d="M230 /);
    assert.ok(texts(drawn()).includes('10⁻⁴'));
    show(settings(2));
    assert.ok(!texts(drawn()).includes('10⁻⁴'), 'and gives it up');
  });

  test('writes shares in per cent on the range that is asked for', () => {
    const asked = settings(1, {
      verticalScale: 'linear',
      unit: 'percent',
      range: [0, 1],
    });
    const { append, drawn, plot } = plotOf(asked);
    append([0, 1], 0.4, 0.6);
    const written = texts(drawn());
    assert.ok(written.includes('0 %') && written.includes('100 %'));
    assert.deepEqual(
      plot.ownRange,
      [0, 0.6],
      'what it would be by itself is known',
    );
  });

  test('of more lines than before has no rows any more', () => {
    const { append, plot, show, drawn } = plotOf(settings(1));
    append([0, 1], 1e-6, 0.1);
    show(settings(2));
    drawn();
    assert.equal(plot.rows, 0);
    append([0, 1], 0.1, 0.2, 0.3, 0.4);
    assert.equal(plot.rows, 2);
    assert.deepEqual(plot.ownRange, [0.1, 1]);
  });

  test('is held by nothing once it is freed, though another has its canvas', (t) => {
    const ResizeObserver = class {
      observe() {}
      disconnect() {}
    };
    Object.assign(globalThis, { ResizeObserver });
    t.after(() => Reflect.deleteProperty(globalThis, 'ResizeObserver'));
    const heard = new Set();
    const canvas = {
      addEventListener: (/** @type {string} */ _, /** @type {any} */ hears) =>
        heard.add(hears),
      removeEventListener: (
        /** @type {string} */ _,
        /** @type {any} */ hears,
      ) => heard.delete(hears),
    };
    const { plot, rooms } = plotOf(settings(2));
    const found = canvasOf(plot);
    found(canvas);
    assert.deepEqual([heard.size, rooms.size], [1, 1]);
    plot.free();
    found(undefined);
    canvasOf(plotOf(settings(2)).plot)(canvas);
    assert.deepEqual([heard.size, rooms.size], [1, 0]);
  });

  test('is empty where it has no room', () => {
    const { plot, drawn } = plotOf(settings(1));
    plot.resize(null);
    assert.doesNotMatch(drawn(), /<text|<line/);
    assert.match(drawn(), /<canvas/);
  });
});

describe('the lines that the core strokes', { skip }, () => {
  const frame = Object.freeze({
    left: 0,
    top: 0,
    right: 100,
    bottom: 100,
    scale: 2,
    epochs: 10_000,
    low: 0,
    high: 10,
    logarithmic: false,
  });
  const line = Object.freeze({ colour: 0x2a6ea6, dash: [9, 4], width: 2 });

  test('come for a file with as few points as make the picture', () => {
    const plot = new core.RawPlot([line]);
    const epochs = Uint32Array.from({ length: 10_001 }, (_, epoch) => epoch);
    const values = Float64Array.from(epochs, (epoch) =>
      epoch === 7777 ? 9 : 1,
    );
    values[20] = NaN;
    plot.append(epochs, values);
    const points = plot.points(0, false, frame);
    assert.ok(points.length < 2 * 2 * 202, `${points.length}`);
    assert.ok(points.includes(10), 'a spike one epoch wide is there');
    plot.append(Uint32Array.of(10_001), Float64Array.of(NaN));
    assert.equal(plot.points(1, false, frame).length, 0);
    assert.equal(plot.points(0, true, frame).length, 0);
    plot.pin();
    plot.clear();
    assert.ok(plot.points(0, true, frame).length > 0);
    assert.equal(plot.points(0, false, frame).length, 0);
  });

  test('break where a value has no place', () => {
    const plot = new core.RawPlot([line]);
    plot.append(Uint32Array.of(0, 1, 2), Float64Array.of(1, NaN, 3));
    const points = plot.points(0, false, { ...frame, epochs: 2 });
    assert.deepEqual([...points], [0, 90, NaN, NaN, 100, 70, NaN, NaN]);
  });

  test('are refused where something is missing, or not whole', () => {
    for (const wrong of /** @type {any[]} */ ([
      null,
      [{ ...line, colour: 'red' }],
      [{ ...line, width: undefined }],
      [{ ...line, dash: null }],
    ])) {
      assert.throws(() => new core.RawPlot(wrong), {
        name: 'CoreError',
        code: 'setting',
      });
    }
    const plot = new core.RawPlot([line, line]);
    assert.throws(() => plot.append(Uint32Array.of(0), Float64Array.of(1)), {
      name: 'CoreError',
      code: 'shape',
      message: /rows.*2.*1/,
    });
    assert.equal(plot.ends(), undefined, 'nothing has changed');
    const short = /** @type {any} */ ({ ...frame, high: undefined });
    assert.throws(() => plot.points(0, false, short), { code: 'setting' });
  });
});
