import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { markup } from '../../../tests/markup.js';
import { frameIn } from './axes.js';
import { PlotCursor } from './cursor.js';
import { linearScale } from './scale.js';

/** Epochs that were measured: every one at first, every tenth later. */
const EPOCHS = [0, 1, 2, 3, 4, 5, 10, 20, 30, 40, 50];
const frame = frameIn(
  { width: 600, em: 10 },
  { height: 20, left: 5, right: 5 },
);
const x = linearScale({ domain: [0, 50], range: [50, 550] });

/** A cursor over a plot of EPOCHS, and what it told. */
function overPlot() {
  let positions = EPOCHS;
  let updates = 0;
  /** @type {unknown[]} */
  const told = [];
  const cursor = new PlotCursor(
    {
      requestUpdate: () => {
        updates += 1;
      },
    },
    {
      label: 'epoch',
      positions: () => positions,
      text: (position) => `epoch ${position}`,
      onMove: (position) => told.push(position),
      onChoose: (position) => told.push(`chosen ${position}`),
    },
  );
  cursor.follow({ frame, x });
  /** @param {string} type @param {object} [more] @returns {boolean} taken */
  const send = (type, more = {}) => {
    let isTaken = false;
    const event = {
      type,
      currentTarget: {
        // Drawn half as large as it is laid out.
        getBoundingClientRect: () => ({ left: 100, width: 300 }),
      },
      preventDefault: () => {
        isTaken = true;
      },
      stopPropagation: () => {},
      ...more,
    };
    cursor.handleEvent(/** @type {any} */ (event));
    return isTaken;
  };
  return {
    cursor,
    told,
    send,
    press: (/** @type {string} */ key, more = {}) =>
      send('keydown', { key, ...more }),
    /** @param {number} epoch - a place in the page over it */
    at: (epoch) => ({ clientX: 100 + x(epoch) / 2 }),
    updates: () => updates,
    measure: (/** @type {number[]} */ next) => {
      positions = next;
      cursor.follow({ frame, x });
    },
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
    const { cursor, send, at, told } = overPlot();
    send('pointermove', at(3.2));
    assert.equal(cursor.position, 3);
    send('pointermove', at(36));
    assert.equal(cursor.position, 40);
    send('pointermove', { clientX: 100 });
    assert.equal(cursor.position, 40, 'the labels are not the plot');
    send('pointerleave');
    assert.deepEqual(told, [3, 40, null]);
  });

  test('stays where it was pressed until the pointer moves over the plot', () => {
    const { cursor, send, at } = overPlot();
    send('pointerdown', at(20));
    assert.ok(cursor.isPinned);
    send('pointerleave');
    assert.equal(cursor.position, 20);
    send('pointermove', at(10));
    send('pointerleave');
    assert.equal(cursor.position, null);
    send('pointerdown', at(20));
    send('blur');
    assert.equal(cursor.position, null, 'it goes with the focus');
  });

  test('is pointed by others without telling them', () => {
    const { cursor, told, send } = overPlot();
    cursor.point(17);
    assert.equal(cursor.position, 20);
    send('pointerleave');
    assert.equal(cursor.position, 20);
    cursor.point(null);
    assert.equal(cursor.position, null);
    assert.deepEqual(told, []);
  });

  test('chooses by Enter, Space and a click', () => {
    const { press, send, told } = overPlot();
    press('Home');
    press('Enter');
    press(' ');
    send('click');
    assert.deepEqual(told, [0, 'chosen 0', 'chosen 0', 'chosen 0']);
  });

  test('goes to what there is when another run begins', () => {
    const { cursor, press, measure } = overPlot();
    press('End');
    measure([0, 1]);
    assert.equal(cursor.position, 1);
    measure([]);
    assert.equal(cursor.position, null);
    assert.ok(!cursor.isPinned);
    assert.ok(!press('ArrowLeft'), 'nowhere to go');
  });

  test('is a slider that says its values once somebody asks', () => {
    const { cursor, send, press, updates } = overPlot();
    const quiet = markup(cursor.surface('plot', { control: 'plot' }));
    assert.match(quiet, /role="slider"/);
    assert.match(quiet, /aria-label="epoch"/);
    assert.match(
      quiet,
      /aria-valuemin="0"\s+aria-valuemax="50"\s+aria-valuenow="50"/,
    );
    assert.match(quiet, /data-control="plot"/);
    assert.doesNotMatch(quiet, /aria-valuetext/);
    send('focus');
    assert.match(markup(cursor.surface('')), /aria-valuetext="epoch 50"/);
    press('Home');
    assert.match(
      markup(cursor.surface('')),
      /aria-valuenow="0"\s+aria-valuetext="epoch 0"/,
    );
    assert.equal(updates(), 2);
  });

  test('is drawn as a line from top to bottom, with a panel of words', () => {
    const { cursor, send, at } = overPlot();
    assert.equal(markup(cursor.line()), '');
    assert.equal(markup(cursor.tooltip(['a'])), '');
    send('pointermove', at(10));
    assert.match(
      markup(cursor.line()),
      /class="plot-cursor" x1="150" y1="26" x2="150" y2="166"/,
    );
    const panel = markup(cursor.tooltip(['one', 'two']));
    assert.match(panel, />one</);
    const start = Number(/<rect x="([^"]*)"/.exec(panel)?.[1]);
    assert.ok(start > 150);
    send('pointermove', at(50));
    const beside = markup(cursor.tooltip(['one']));
    assert.ok(Number(/<rect x="([^"]*)"/.exec(beside)?.[1]) < 550);
  });
});
