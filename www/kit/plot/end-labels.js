/** The names of lines at their ends. */
import { nothing, svg } from 'lit';
import { line, plotText } from './axes.js';

/** @import { TemplateResult } from 'lit' */
/** @import { Frame } from './axes.js' */
/** @import { Misfit } from './scale.js' */

/** The distance between names, in em. */
const SPACING = 1.25;

/** The distance between a name and the end of its line, in em. */
const GAP = 0.8;

/** A name that was moved further than this, in em, has a leader. */
const FAR = 0.7;

/** How wide a character of a name is, on average, in em. */
const CHARACTER = 0.55;

/** From so many lines on, the note on those left out may need its room. */
const MANY = 6;

/** From the middle of a name to the axes above and below it, in em. */
const CLEAR = 0.65;

/**
 * @param {readonly string[]} names - of the lines
 * @returns {number} the room for them right of the axes, in em
 */
export function labelRoom(names) {
  const longest = Math.max(0, ...names.map(({ length }) => length));
  const note = names.length < MANY ? 0 : noteOn(names.length).length;
  return longest === 0 ? 1 : 2 * GAP + CHARACTER * Math.max(longest, note);
}

/** @param {number} left - how many names are left out */
function noteOn(left) {
  return `+ ${left} more`;
}

/**
 * @param {object} options - the lines
 * @param {readonly LineEnd[]} options.ends - in the order of the lines
 * @param {Frame} options.frame - between the axes
 * @returns {TemplateResult} the names, moved so that they do not overlap, with
 *   leaders to the ends of their lines; if there are too many, every second, third …
 *   and the last, and how many are left out
 */
export function endLabels({ ends, frame }) {
  const { em } = frame;
  const [top, bottom] = [frame.top + CLEAR * em, frame.bottom - CLEAR * em];
  const spacing = SPACING * em;
  const room = Math.floor((bottom - top) / spacing) + 1;
  const places = ends.length > room ? room - 1 : room;
  const shown = sample(ends.length, places).flatMap((k) => ends[k] ?? []);
  const left = ends.length - shown.length;
  if (left > 0) {
    const x = Math.max(...shown.map((end) => end.x));
    const name = noteOn(left);
    shown.push({ name, x, y: Infinity, className: 'is-quiet', isNote: true });
  }
  const heights = spread(
    shown.map(({ y, isNote }) =>
      // The note is the last one.
      isNote ? bottom + 1 : Math.min(bottom, Math.max(top, y)),
    ),
    spacing,
    top,
    bottom,
  );
  return svg`<g class="plot-ends">${shown.map((end, index) => {
    const { name, x, className = '', colour, isNote } = end;
    const y = Math.min(frame.bottom, Math.max(frame.top, end.y));
    const at = heights[index] ?? y;
    const isFar = !isNote && Math.abs(at - y) > FAR * em;
    const text = x + (isFar ? 2 : 1) * GAP * em;
    return svg`<g class="plot-end ${className}" fill=${colour ?? nothing} stroke=${colour ?? 'currentcolor'}>
      ${isFar ? line(x + 0.3 * em, y, text - 0.2 * em, at, 'plot-leader') : nothing}
      ${plotText(text, at, name, { anchor: 'start', isCentred: true, em })}
    </g>`;
  })}</g>`;
}

/**
 * @param {string} name - of a line
 * @param {Misfit | null} misfit - why its last value is not on the axis
 * @param {number} value - the last value
 * @returns {string} the name with such a value: “layer 1 = 0”
 */
export function nameWithMisfit(name, misfit, value) {
  switch (misfit) {
    case null:
      return name;
    case 'zero':
      return `${name} = 0`;
    case 'negative':
      return `${name} < 0`;
    case 'nan':
      return `${name}: NaN`;
    case 'infinite':
      return `${name} = ${value < 0 ? '−∞' : '∞'}`;
  }
}

/**
 * Moves labels apart until none is closer than `gap` to the next, each as little as
 * possible, all between `top` and `bottom`. Of labels at the same height the last
 * comes first: the last layer is usually the fastest.
 *
 * @param {readonly number[]} heights - finite
 * @param {number} gap - the smallest distance
 * @param {number} top - of the plot
 * @param {number} bottom - of the plot
 * @returns {number[]} heights, in the same order
 */
export function spread(heights, gap, top, bottom) {
  const order = heights
    .map((height, index) => ({ height, index }))
    .sort((one, other) => one.height - other.height || other.index - one.index);
  // Labels that touch form a block, which is centred at the mean of their heights;
  // a block that touches the block above is merged with it.
  /** @type {{ centre: number, count: number }[]} */
  const blocks = [];
  for (const { height } of order) {
    let block = { centre: height, count: 1 };
    for (;;) {
      const half = (gap * (block.count - 1)) / 2;
      block.centre = Math.max(
        top + half,
        Math.min(bottom - half, block.centre),
      );
      const above = blocks.at(-1);
      if (!above) break;
      const count = above.count + block.count;
      if (block.centre - above.centre >= (gap * count) / 2) break;
      blocks.pop();
      const sum = above.centre * above.count + block.centre * block.count;
      block = { centre: sum / count, count };
    }
    blocks.push(block);
  }
  /** @type {number[]} */
  const placed = [];
  const rest = order.values();
  for (const { centre, count } of blocks) {
    for (let rank = 0; rank < count; rank += 1) {
      const { value } = rest.next();
      if (value) placed[value.index] = centre + gap * (rank - (count - 1) / 2);
    }
  }
  return placed;
}

/**
 * @param {number} count - of labels
 * @param {number} room - the number that fits
 * @returns {number[]} indices to show: every one, every second, third …, and the last
 */
export function sample(count, room) {
  if (count <= room || room < 2) {
    const few = Math.min(count, Math.max(1, room));
    return Array.from({ length: few }, (_, index) => index);
  }
  const every = Math.ceil((count - 1) / (room - 1));
  const last = count - 1;
  return [
    ...Array.from({ length: Math.ceil(last / every) }, (_, n) => n * every),
    last,
  ];
}

/**
 * @typedef {object} LineEnd
 * @property {string} name - of the line
 * @property {number} x - where the line ends, in CSS pixels
 * @property {number} y - likewise; outside the frame for a value not on the axis
 * @property {string} [className] - a class with its colour
 * @property {string} [colour] - or its colour
 * @property {boolean} [isNote] - whether it is a note below all names
 */
