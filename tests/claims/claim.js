/**
 * What a claim of index.html is, and the page's text to compare it with.
 */

import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Claim
 * @property {string} says - the words of the page, as they are read there:
 *   without markup, blanks of any kind and line ends as one blank each
 * @property {string} [over] - what it was tried on, where that is not said by
 *   the words themselves: "20 seeds"
 * @property {() => void | Promise<void>} holds - throws unless the core's
 *   numbers say the same
 *
 * @typedef {object} Recording - a result that takes too long for a test
 * @property {number} seeds - how many, from 1 on
 * @property {(seed: number) => Promise<unknown>} compute - what JSON can hold
 *
 * @typedef {object} Section
 * @property {readonly Claim[]} claims
 * @property {readonly string[]} [setup] - words of the page with numbers that
 *   say what is done, not what comes out
 * @property {Readonly<Record<string, Recording>>} [records] - by the name of
 *   their file in tests/fixtures/claims
 * @property {Readonly<Record<string, () => string>>} [answers] - for each question
 *   of the section, the value of the option that the core's numbers say is right
 */

const ROOT = new URL('../../', import.meta.url);

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['nbsp', ' '],
]);

/**
 * @param {string} html
 * @returns {string} what is read, blanks and line ends as one blank each
 */
export function textOf(html) {
  return (
    html
      .replaceAll(/<!--.*?-->/gsu, ' ')
      // The number of a figure or a section says no more than where it stands.
      .replaceAll(/<(b|span) class="(?:caption-)?number">.*?<\/\1>/gsu, ' ')
      .replaceAll(/<math.*?<\/math>/gsu, ' ')
      .replaceAll(
        /<\/?(?:a|b|i|em|sub|sup|span|label|cite|summary)\b[^>]*>/gu,
        '',
      )
      .replaceAll(/<[^>]*>/gu, ' ')
      .replaceAll(/&#(\d+);/gu, (_, code) => String.fromCodePoint(Number(code)))
      .replaceAll(/&(\w+);/gu, (whole, name) => ENTITIES.get(name) ?? whole)
      .replaceAll(/\s+/gu, ' ')
      .trim()
  );
}

/** @returns {string} the markup of index.html */
export function pageSource() {
  return readFileSync(new URL('index.html', ROOT), 'utf8');
}

/**
 * The text of one section of index.html.
 *
 * @param {string} id - of its heading: `chain`, `networks`, …; `masthead` for
 *   what stands before them
 * @returns {string}
 * @throws {Error} when there is no such section
 */
export function sectionText(id) {
  const source = pageSource();
  const opening =
    id === 'masthead' ? 'class="masthead' : `aria-labelledby="${id}"`;
  const pattern = new RegExp(
    `<(section|footer|header)\\b[^>]*${opening}[^>]*>(.*?)</\\1>`,
    'su',
  );
  const found = pattern.exec(source);
  if (found === null) {
    throw new Error(`index.html: expected a section labelled by "${id}"`);
  }
  return textOf(/** @type {string} */ (found[2]));
}

/**
 * Results that take too long for a test: `scripts/claims` computes them anew.
 *
 * @param {string} name - of a record, as `records.js` lists it
 * @returns {any[]} one result for each seed, from seed 1 on
 */
export function recorded(name) {
  const path = new URL(`tests/fixtures/claims/${name}.json`, ROOT);
  return JSON.parse(readFileSync(path, 'utf8')).results;
}

/**
 * @param {string} name - of a question: `neurons` for the element `predict-neurons`
 * @returns {{ right: string | undefined, options: string[] }} the value of the
 *   option that the page calls right, and those of all options
 */
export function questionOf(name) {
  const source = pageSource();
  const start = source.indexOf(`id="predict-${name}"`);
  const question = source.slice(start, source.indexOf('</fieldset>', start));
  const right = /data-right="(\w+)"/u.exec(question)?.[1];
  const inputs = question.matchAll(/<input\b[^>]*\bvalue="(\w+)"/gsu);
  return { right, options: [...inputs].map(([, value]) => value ?? '') };
}

/** @returns {string[]} the names of the questions of index.html, in its order */
export function questionNames() {
  const found = pageSource().matchAll(/id="predict-(\w+)"/gu);
  return [...found].map(([, name]) => name ?? '');
}

const NUMBER_WORDS =
  'three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|third|tenth|twice|[a-z]+fold';

/**
 * @param {string} text
 * @returns {string[]} its numbers, each with the words around it: digits, and
 *   words from three on. “One” and “two” are too often no numbers.
 */
export function numbersIn(text) {
  const pattern = new RegExp(
    `(?<![\\w′])(?:\\d[\\d.,\\u202f]*|(?:${NUMBER_WORDS})s?)(?!\\w)`,
    'giu',
  );
  return [...text.matchAll(pattern)].map(({ 0: number, index }) =>
    text.slice(Math.max(0, index - 30), index + number.length + 20),
  );
}
