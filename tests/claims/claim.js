/**
 * What a claim of index.html is, and the page's text to compare it with.
 */

import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Claim
 * @property {string} says - the words of the page, as they are read there:
 *   without markup, blanks and line ends as one blank each
 * @property {string} [over] - what it was tried on, where that is not said by
 *   the words themselves: "20 seeds"
 * @property {() => void | Promise<void>} holds - throws unless the core's
 *   numbers say the same
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
  return html
    .replaceAll(/<!--.*?-->/gsu, ' ')
    .replaceAll(/<math.*?<\/math>/gsu, ' ')
    .replaceAll(/<\/?(?:a|b|i|em|sub|sup|span|label|cite|summary)\b[^>]*>/gu, '')
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/&#(\d+);/gu, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll(/&(\w+);/gu, (whole, name) => ENTITIES.get(name) ?? whole)
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** @returns {string} the markup of index.html */
export function pageSource() {
  return readFileSync(new URL('index.html', ROOT), 'utf8');
}

/**
 * The text of one section of index.html.
 *
 * @param {string} id - of its heading: `chain`, `networks`, …
 * @returns {string}
 * @throws {Error} when there is no such section
 */
export function sectionText(id) {
  const source = pageSource();
  const pattern = new RegExp(
    `<(section|footer)\\b[^>]*aria-labelledby="${id}"[^>]*>(.*?)</\\1>`,
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
