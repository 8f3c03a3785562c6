/** The names of lines, each written at the end of its line. */
import { nothing, svg } from 'lit';
import { line, plotText } from './axes.js';

/** @import { TemplateResult } from 'lit' */
/** @import { Frame } from './axes.js' */
/** @import { Misfit } from './scale.js' */

/** From one name to the next, in em. */
const SPACING = 1.25;

/** Between a name and the end of its line, in em. */
const GAP = 0.8;

/** A name that was moved further than this, in em, has a line to its end. */
const FAR = 0.6;

/**
 * @param {object} options - what is named
 * @param {readonly LineEnd[]} options.ends - in the order of the lines
 * @param {Frame} options.frame - between the axes
 * @returns {TemplateResult} the names, none over another: those in the way are
 *   moved, with a leader back to the line; where there are too many, only some
 *   are written, the first and the last among them
 */
export function endLabels({ ends, frame }) {
  const { top, bottom, em } = frame;
  const spacing = SPACING * em;
  const room = Math.floor((bottom - top) / spacing) + 1;
  const shown = sample(ends.length, room).flatMap((k) => ends[k] ?? []);
  const heights = spread(
    shown.map(({ y }) => Math.min(bottom, Math.max(top, y))),
    spacing,
    top,
    bottom,
  );
  return svg`<g class="plot-ends">${shown.map((end, index) => {
    const { name, x, y, className = '', colour } = end;
    const at = heights[index] ?? y;
    const isFar = Math.abs(at - y) > FAR * em;
    const text = x + (isFar ? 2 : 1) * GAP * em;
    return svg`<g class="plot-end ${className}" fill=${colour ?? nothing} stroke=${colour ?? 'currentcolor'}>
      ${isFar ? line(x + 0.3 * em, y, text - 0.2 * em, at, 'plot-leader') : nothing}
      ${plotText(text, at, name, { anchor: 'start', isCentred: true, em })}
    </g>`;
  })}</g>`;
}

/**
 * @param {string} name - of a line
 * @param {Misfit | null} misfit - why its last value has no place on the axis
 * @param {number} value - the last value
 * @returns {string} the name with what the value is: “layer 1 = 0”
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
 * Moves labels apart until none is closer than `gap` to the next, each as near to
 * its own height as that allows, all between `top` and `bottom`.
 *
 * Of labels at one height the last comes uppermost: the last layer is the fastest
 * as a rule.
 *
 * @param {readonly number[]} heights - finite
 * @param {number} gap - from one to the next, at least
 * @param {number} top - of the room
 * @param {number} bottom - of the room
 * @returns {number[]} heights, in the order given
 */
export function spread(heights, gap, top, bottom) {
  const order = heights
    .map((height, index) => ({ height, index }))
    .sort((one, other) => one.height - other.height || other.index - one.index);
  // Labels that touch form a block, which sits at the mean of what its labels
  // want; a block that touches the block above joins it.
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
 * @param {number} count - how many labels there are
 * @param {number} room - how many fit
 * @returns {number[]} which of them to show: evenly spaced, the first and the
 *   last among them
 */
export function sample(count, room) {
  if (count <= room || room < 2) {
    const few = Math.min(count, Math.max(1, room));
    return Array.from({ length: few }, (_, index) => index);
  }
  return Array.from({ length: room }, (_, index) =>
    Math.round((index * (count - 1)) / (room - 1)),
  );
}

/**
 * @typedef {object} LineEnd
 * @property {string} name - what is written
 * @property {number} x - where the line ends, in CSS pixels
 * @property {number} y - likewise; outside the frame for a value without a place
 * @property {string} [className] - a class, for the style sheet to colour it
 * @property {string} [colour] - or the colour itself
 */
