/** A picture as a file of any size, with a line under it that says where it is from. */
import { plainColour } from './plain-colour.js';
import { describe } from './provenance.js';

/** @import { PictureSize } from './picture-size.js' */
/** @import { Provenance } from './provenance.js' */

/** Of the caption, in CSS pixels of the picture as it is shown. */
const FONT = 9;
const LINE = 12.5;
const MARGIN = 8;
/** A letter's width as a share of the font size, rather too much. */
const LETTER = 0.64;
/** Lines that a link may take. */
const LINK_LINES = 2;

const SVG = 'http://www.w3.org/2000/svg';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const DUBLIN_CORE = 'http://purl.org/dc/elements/1.1/';

/**
 * @param {Element} $picture - that needs no style sheet, with width and height; becomes
 *   a part of the result
 * @param {Provenance} from - where it is from
 * @param {PictureSize | null} size - null for as it is shown
 * @returns {SVGElement} the file's root
 */
export function framed($picture, from, size) {
  const own = {
    width: Number($picture.getAttribute('width')),
    height: Number($picture.getAttribute('height')),
  };
  const { place, box, lines, pixels } = layOut(own, from, size);
  const $root = make('svg', {
    width: pixels.width,
    height: pixels.height,
    viewBox: `0 0 ${round(box.width)} ${round(box.height)}`,
    role: 'img',
  });
  const $title = make('title', {}, titleOf($picture) || from.title);
  const $desc = make('desc', {}, [describe(from), from.link].join(' ').trim());
  const $ground = make('rect', { width: '100%', height: '100%' });
  const $own = $picture.querySelector(':scope > rect');
  const ground = $own?.getAttribute('fill') ?? 'rgb(255, 255, 255)';
  $ground.setAttribute('fill', ground);
  for (const [name, value] of Object.entries({ ...own, ...place })) {
    $picture.setAttribute(name, String(round(value)));
  }
  if (!$picture.hasAttribute('viewBox')) {
    $picture.setAttribute('viewBox', `0 0 ${own.width} ${own.height}`);
  }
  for (const name of ['role', 'aria-label']) $picture.removeAttribute(name);
  $root.append($title, $desc, metadata(from), $ground, $picture);
  $root.append(caption(lines, box, ground, from.link));
  return $root;
}

/**
 * @param {Rectangle} own - the picture as it is shown
 * @param {Provenance} from
 * @param {PictureSize | null} size
 */
export function layOut(own, { title, note, link }, size) {
  const head = note ? `${title}. ${note}` : title;
  const room = (/** @type {number} */ width) =>
    Math.max(8, Math.floor((width - 2 * MARGIN) / (FONT * LETTER)));
  const linesFor = (/** @type {number} */ width) => [
    ...cut(head, room(width), 1),
    ...cut(link, room(width), LINK_LINES),
  ];
  const below = (/** @type {number} */ width) =>
    linesFor(width).length * LINE + MARGIN;
  const whole = own.height + below(own.width);
  const scale = size
    ? Math.min(size.width / own.width, (size.height ?? Infinity) / whole)
    : 1;
  const box = {
    width: size ? size.width / scale : own.width,
    height: size?.height ? size.height / scale : whole,
  };
  return {
    lines: linesFor(box.width),
    box,
    place: {
      x: (box.width - own.width) / 2,
      y: Math.max(0, (box.height - below(box.width) - own.height) / 2),
    },
    pixels: {
      width: size ? size.width : round(box.width),
      height: size ? Math.round(box.height * scale) : round(box.height),
    },
  };
}

/**
 * @param {string} text
 * @param {number} most - letters in a line
 * @param {number} lines - at most
 * @returns {string[]} none for no text; with … where it is too long
 */
export function cut(text, most, lines) {
  if (text === '') return [];
  if (text.length <= most) return [text];
  if (lines === 1) return [`${text.slice(0, most - 1)}…`];
  // Rather between two settings than in the midst of one.
  const end = text.lastIndexOf('&', most);
  const at = end > most / 2 ? end : most;
  return [text.slice(0, at), ...cut(text.slice(at), most, lines - 1)];
}

/** @param {readonly string[]} lines @param {Rectangle} box @param {string} ground @param {string} link */
function caption(lines, { height }, ground, link) {
  const $texts = lines.map((line, index) =>
    make(
      'text',
      {
        x: MARGIN,
        y: round(height - MARGIN / 2 - (lines.length - 1 - index) * LINE - 3),
        'xml:space': 'preserve',
      },
      line,
    ),
  );
  const $group = make('g', {
    fill: isDark(ground) ? 'rgb(190, 190, 190)' : 'rgb(85, 85, 85)',
    'font-family': 'system-ui, sans-serif',
    'font-size': FONT,
  });
  // Only what is a link is drawn as one, and can be followed from the file.
  const $link = make('a', link ? { href: link } : {});
  $link.append(...$texts);
  $group.append(link ? $link : '', ...(link ? [] : $texts));
  return $group;
}

/** @param {Provenance} from @returns {Element} as drawing programs read and keep it */
function metadata({ title, link, ...words }) {
  const $metadata = make('metadata');
  const $rdf = document.createElementNS(RDF, 'rdf:RDF');
  const $about = document.createElementNS(RDF, 'rdf:Description');
  $about.setAttributeNS(RDF, 'rdf:about', '');
  for (const [name, text] of [
    ['title', title],
    ['description', describe({ title, link, ...words })],
    ['source', link],
  ]) {
    const $item = document.createElementNS(DUBLIN_CORE, `dc:${name}`);
    $item.textContent = text ?? '';
    $about.append($item);
  }
  $rdf.append($about);
  $metadata.append($rdf);
  return $metadata;
}

/** @param {Element} $picture @returns {string} its own name */
function titleOf($picture) {
  const $title = $picture.querySelector(':scope > title');
  const words = $title?.textContent ?? $picture.getAttribute('aria-label');
  $title?.remove();
  return words ?? '';
}

/** @param {string} colour - `rgb(…)` @returns {boolean} whether light letters are read on it */
function isDark(colour) {
  const channels = plainColour(colour).match(/\d+/g)?.slice(0, 3) ?? ['255'];
  const sum = channels.reduce((all, channel) => all + Number(channel), 0);
  return sum < (3 * 255) / 2;
}

/** @param {string} name @param {Record<string, string | number>} [attributes] @param {string} [text] */
function make(name, attributes = {}, text = '') {
  const $made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'xml:space') {
      $made.setAttributeNS(
        'http://www.w3.org/XML/1998/namespace',
        key,
        'preserve',
      );
    } else $made.setAttribute(key, String(value));
  }
  if (text) $made.textContent = text;
  return $made;
}

/** @param {number} value @returns {number} */
function round(value) {
  return Math.round(100 * value) / 100;
}

/** @typedef {{ width: number, height: number }} Rectangle */
