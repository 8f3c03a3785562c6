/** The picture of what linear readers recover, layer by layer. */
import { svg } from 'lit';
import {
  axes,
  frameIn,
  line,
  picture,
  plotText,
  px,
  through,
} from '../../../kit/plot/axes.js';
import { linearScale } from '../../../kit/plot/scale.js';
import { layersWords as words } from './words.js';

/** @import { LayersFound } from './found.js' */

/**
 * @param {LayersFound} found
 * @param {{ width: number, em: number }} room - of the picture
 * @returns {unknown} a template
 */
export function drawLayers({ before, now, epoch, classes }, room) {
  const frame = frameIn(room, { height: 17, left: 3.6, right: 1, top: 2.2 });
  const { left, right, top, bottom, width, height, em } = frame;
  const y = linearScale({ domain: [0, 1], range: [bottom, top] });
  const step = (right - left) / before.length;
  const at = (/** @type {number} */ index) => left + (index + 0.5) * step;
  // Where there are many layers, not each has its number.
  const every = Math.max(1, Math.ceil((2.4 * em) / step));
  const x = before.map((_, index) => ({
    value: index,
    at: at(index),
    text: index % every === 0 || index === 0 ? words.short(index) : '',
  }));
  const chance = y(1 / classes);
  const [pixels = NaN] = before;
  const points = (/** @type {readonly number[]} */ shares) =>
    shares.map((one, index) => /** @type {const} */ ([at(index), y(one)]));
  const series = [
    { name: 'is-before', points: points(before), label: words.before },
    ...(epoch > 0
      ? [
          {
            name: 'is-now',
            points: points([pixels, ...now]),
            label: words.now(Math.floor(epoch)),
          },
        ]
      : []),
  ];
  const content = [
    axes({
      frame,
      x,
      y: [0, 0.2, 0.4, 0.6, 0.8, 1].map((tick) => ({
        value: tick,
        at: y(tick),
        text: `${Math.round(100 * tick)}\u202f%`,
      })),
      xTitle: words.axis,
      yTitle: words.title,
    }),
    line(left, chance, right, chance, 'layers-chance'),
    plotText(right, chance - 0.4 * em, words.chance(classes), {
      anchor: 'end',
      name: 'layers-chance-name',
    }),
    series.map(
      ({ name, points: dots }) => svg`<g class="layers-line ${name}">
        <path d=${through(dots)}></path>
        ${dots.map(([cx, cy]) => (Number.isFinite(cy) ? svg`<circle cx=${px(cx)} cy=${px(cy)} r=${px(0.32 * em)}></circle>` : ''))}
      </g>`,
    ),
    series.map(
      ({ name, label }, index) => svg`<g class="layers-line ${name}">
        <circle cx=${px(left + (7 + 9 * index) * em)} cy=${px(top - 1.2 * em)} r=${px(0.32 * em)}></circle>
        ${plotText(left + (7.7 + 9 * index) * em, top - 0.85 * em, label, { anchor: 'start' })}
      </g>`,
    ),
  ];
  return picture({
    width,
    height,
    label: words.aloud,
    told: 'layers-verdict',
    content,
  });
}
