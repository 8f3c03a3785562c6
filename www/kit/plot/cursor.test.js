import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { markup } from '../../../tests/markup.js';
import { frameIn } from './axes.js';
import { PlotCursor, overlay } from './cursor.js';
import { linearScale } from './scale.js';
import { spoken, tooltip } from './tooltip.js';

/** @import { Reading } from './reads.js' */

/** Epochs that were measured: every one at first, every tenth later. */
const EPOCHS = [0, 1, 2, 3, 4, 5, 10, 20, 30, 40, 50];
const frame = frameIn(
  { width: 600, em: 10 },
  { height: 20, left: 5, right: 5 },
);
const x = linearScale({ domain: [0, 50], range: [50, 550] });

/** @param {Partial<Reading>} [more] @returns {Reading} of a plot of EPOCHS */
function readingOf(more = {}) {
  return {
    frame,
    numbers: EPOCHS,
    place: x,
    at: (epoch) => ({
      title: `epoch ${epoch}`,
      marks: [{ name: 'cost', value: 0.5, y: 60 }],
    }),
    ...more,
  };
}

/** @param {Partial<Reading>} [more] a cursor over it, and what it told */
function overPlot(more = {}) {
  /** @type {Map<string, string>} */
  const attributes = new Map();
  // Drawing needs a document; `overlay` is what would be drawn.
  const $svg = {
    getAttribute: (/** @type {string} */ name) => attributes.get(name) ?? null,
    setAttribute: (/** @type {string} */ name, /** @type {string} */ text) =>
      attributes.set(name, text),
    removeAttribute: (/** @type {string} */ name) => attributes.delete(name),
    contains: (/** @type {unknown} */ target) => target !== 'grip',
    // Drawn half as large as it is laid out.
    getBoundingClientRect: () => ({
      left: 100,
      top: 0,
      width: 300,
      height: 100,
    }),
  };
  const cursor = new PlotCursor(/** @type {any} */ ($svg), () => {});
  /** @type {unknown[]} */
  const told = [];
  const holding = {
    held: null,
    hold: (/** @type {number | null} */ epoch) => told.push(epoch),
  };
  const reading = readingOf(
    more.hold ? { ...holding, ...more, hold: holding.hold } : more,
  );
  cursor.follow(reading);
  /** @param {string} type @param {object} [event] @returns {boolean} taken */
  const send = (type, event = {}) => {
    let isTaken = false;
    const whole = {
      type,
      clientY: 20,
      preventDefault: () => {
        isTaken = true;
      },
      ...event,
    };
    cursor.handleEvent(/** @type {any} */ (whole));
    return isTaken;
  };
  return {
    cursor,
    told,
    attributes,
    send,
    press: (/** @type {string} */ key, event = {}) =>
      send('keydown', { key, ...event }),
    /** @param {number} epoch - a place in the page over it */
    at: (epoch) => ({ clientX: 100 + x(epoch) / 2 }),
    /** @param {Partial<Reading>} next */
    follow: (next) => cursor.follow({ ...reading, ...next }),
  };
}

describe('the cursor of a plot', () => {
  test('goes by keys from one measured epoch to the next, and to the ends', () => {
    const { cursor, press } = overPlot();
    assert.ok(press('ArrowLeft'));
    assert.equal(cursor.position, 40, 'from the last epoch');
    press('Home');
    assert.equal(cursor.position, 0);
    press('ArrowRight');
    assert.equal(cursor.position, 1);
    press('PageUp');
    assert.equal(cursor.position, 5, 'a tenth of them all');
    press('ArrowUp');
    assert.equal(cursor.position, 10, 'over a gap');
    press('End');
    press('ArrowRight');
    assert.equal(cursor.position, 50);
  });

  test('goes down by the arrow down where the axis does', () => {
    const { cursor, press } = overPlot({ isDown: true });
    press('Home');
    press('ArrowDown');
    assert.equal(cursor.position, 1);
    press('ArrowUp');
    assert.equal(cursor.position, 0);
  });

  test('leaves the keys alone that it has no use for', () => {
    const { press, cursor } = overPlot();
    assert.ok(!press('x'));
    assert.ok(!press('Escape'), 'nothing to take away');
    assert.ok(!press('Enter'), 'nothing to choose');
    assert.ok(!press('ArrowLeft', { altKey: true }), 'goes back a page');
    press('ArrowLeft');
    assert.ok(press('Escape'));
    assert.equal(cursor.position, null);
  });

  test('goes where the pointer is, whatever size the plot is drawn at', () => {
    const { cursor, send, at } = overPlot();
    send('pointermove', at(3.2));
    assert.equal(cursor.position, 3);
    send('pointermove', at(36));
    assert.equal(cursor.position, 40);
    send('pointermove', { clientX: 100 });
    assert.equal(cursor.position, 40, 'the labels are not the plot');
    send('pointerleave');
    assert.equal(cursor.position, null);
    send('pointermove', { ...at(3), target: 'grip' });
    assert.equal(cursor.position, 3, 'over what lies on the picture');
    send('pointermove', { ...at(4), target: 'grip', buttons: 1 });
    assert.equal(cursor.position, null, 'but not while that is dragged');
    send('pointermove', at(3));
    send('pointermove', { ...at(3), clientY: 120 });
    assert.equal(cursor.position, null, 'beside it');
  });

  test('stays where it was pressed until the pointer moves over the plot', () => {
    const { cursor, send, at } = overPlot();
    send('pointerdown', at(20));
    send('pointermove', { ...at(10), buttons: 1 });
    send('pointerup');
    send('pointerleave');
    assert.equal(cursor.position, 10, 'as a finger leaves it');
    send('pointermove', at(5));
    send('pointerleave');
    assert.equal(cursor.position, null);
    send('pointerdown', at(20));
    send('blur');
    assert.equal(cursor.position, null, 'it goes with the focus');
  });

  test('moves the epoch that is shown when it is dragged or moved by keys, not by hovering', () => {
    const { cursor, told, send, at, press, follow } = overPlot({
      hold: () => {},
    });
    send('pointermove', at(20));
    assert.deepEqual(told, []);
    send('pointerdown', at(20));
    send('pointermove', { ...at(30), buttons: 1 });
    send('pointermove', { clientX: 0, buttons: 1 });
    send('pointerup');
    send('pointermove', at(10));
    assert.deepEqual(told, [20, 30, 0], 'held beyond the axes as well');
    press('ArrowRight');
    press('Escape');
    assert.deepEqual(told.slice(3), [20, null]);
    press('Home');
    follow({ held: 5 });
    assert.equal(cursor.position, 5, 'the scrubber moves it');
    assert.equal(told.length, 6, 'and is not told of it');
  });

  test('chooses by Enter, Space and a click', () => {
    /** @type {number[]} */
    const chosen = [];
    const { press, send } = overPlot({ choose: (epoch) => chosen.push(epoch) });
    press('Home');
    press('Enter');
    press(' ');
    send('click');
    assert.deepEqual(chosen, [0, 0, 0]);
  });

  test('goes to what there is when another run begins', () => {
    const { cursor, press, follow } = overPlot();
    press('End');
    follow({ numbers: [0, 1] });
    assert.equal(cursor.position, 1);
    follow({ numbers: [] });
    assert.equal(cursor.position, null);
    assert.ok(!press('ArrowLeft'), 'nowhere to go');
  });

  test('makes the picture a slider that says its values once somebody asks', () => {
    const { send, press, attributes, cursor } = overPlot();
    assert.equal(attributes.get('role'), 'slider');
    assert.equal(attributes.get('tabindex'), '0');
    assert.deepEqual(
      ['min', 'max', 'now'].map((end) => attributes.get(`aria-value${end}`)),
      ['0', '50', '50'],
    );
    assert.ok(!attributes.has('aria-valuetext'));
    send('focus');
    assert.equal(attributes.get('aria-valuetext'), 'epoch 50: cost 0.5000');
    press('Home');
    assert.equal(attributes.get('aria-valuenow'), '0');
    assert.equal(attributes.get('aria-valuetext'), 'epoch 0: cost 0.5000');
    cursor.follow(null);
    assert.ok(!attributes.has('tabindex'), 'nothing to read');
  });

  test('leaves the focus, and what is dragged, to parts that have them', () => {
    const { cursor, send, at, attributes } = overPlot({ hasParts: true });
    assert.ok(!attributes.has('role') && !attributes.has('tabindex'));
    send('pointermove', at(3));
    assert.equal(cursor.position, 3);
    const target = { closest: () => 'part' };
    send('pointerdown', { ...at(3), buttons: 1, target });
    assert.equal(cursor.position, null);
  });

  test('draws lines with dots, and a handle at the epoch that is shown', () => {
    assert.equal(markup(overlay(readingOf(), null, null)), '');
    const drawn = markup(overlay(readingOf(), 10, 50));
    assert.match(
      drawn,
      /class="plot-cursor" x1="150" y1="26" x2="150" y2="166"/,
    );
    assert.match(drawn, /class="plot-tip-dot" cx="150" cy="60"/);
    assert.match(drawn, />epoch 10</);
    assert.doesNotMatch(drawn, /plot-grip/);
    const held = markup(
      overlay(readingOf({ held: 20, hold: () => {} }), null, null),
    );
    assert.match(held, /class="plot-cursor" x1="250"/);
    assert.match(held, /class="plot-grip" cx="250" cy="166"/);
    assert.doesNotMatch(held, /plot-tip"/);
    const rows = markup(overlay(readingOf({ isDown: true }), 10, null));
    assert.doesNotMatch(rows, /plot-cursor/);
  });
});

/** @param {string} drawn @returns {number[]} x, y, width and height of the panel */
function panelOf(drawn) {
  return ['x', 'y', 'width', 'height'].map((name) =>
    Number(new RegExp(`<rect[^>]* ${name}="([^"]*)"`).exec(drawn)?.[1]),
  );
}

describe('the tooltip', () => {
  /** @param {number} count @param {string} [name] */
  const stopOf = (count, name = 'layer') => ({
    title: 'epoch 3',
    marks: Array.from({ length: count }, (_, index) => ({
      name: `${name} ${index + 1}`,
      value: 0.0123456,
      y: 50,
    })),
  });

  test('has four significant digits', () => {
    const drawn = markup(tooltip(stopOf(1), { x: 100, y: 50 }, frame));
    assert.match(drawn, />0\.01235</);
    assert.equal(
      spoken(stopOf(2)),
      'epoch 3: layer 1 0.01235, layer 2 0.01235',
    );
    assert.equal(
      spoken(stopOf(30)),
      'epoch 3: layer 1 0.01235, layer 2 0.01235, layer 3 0.01235, 26 more, layer 30 0.01235',
    );
    const logs = [-2, -400.5, -Infinity].map((log10) => ({ name: '', log10 }));
    assert.equal(
      spoken({ title: 'of logarithms', marks: logs }),
      'of logarithms: 0.01000, 3.162×10⁻⁴⁰¹, 0',
    );
  });

  test('never leaves the picture, nor covers a point', () => {
    for (const count of [1, 4, 30]) {
      for (const width of [180, 320, 600]) {
        const narrow = { ...frame, width, right: width - 50 };
        for (let at = 50; at <= width - 50; at += 10) {
          for (const y of [0, 90, 200]) {
            const stop = stopOf(
              count,
              width < 300 ? 'a long name of' : 'layer',
            );
            const drawn = markup(tooltip(stop, { x: at, y }, narrow));
            const [left = NaN, top = NaN, across = NaN, down = NaN] =
              panelOf(drawn);
            const where = `${count} at ${at} of ${width}: ${left} ${top} ${across} ${down}`;
            assert.ok(left >= 0 && left + across <= width + 0.1, where);
            assert.ok(top >= 0 && top + down <= frame.height + 0.1, where);
            const isBeside = left > at || left + across < at;
            // Where nothing else is possible, many values cover theirs.
            const isOff = top > 50 || top + down < 50 || count > 4;
            assert.ok(isBeside || isOff, where);
          }
        }
      }
    }
  });

  test('says how many values it leaves out', () => {
    const narrow = { ...frame, width: 240 };
    const drawn = markup(tooltip(stopOf(60), { x: 60, y: 50 }, narrow));
    const left = Number(/>\+ (\d+) more</.exec(drawn)?.[1]);
    assert.equal([...drawn.matchAll(/>layer \d+</g)].length, 60 - left);
    assert.match(drawn, />layer 60</);
  });
});
