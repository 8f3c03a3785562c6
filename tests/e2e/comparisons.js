/** What the tests of compared runs have in common. */
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { download, embed } from './figures.js';

/** @import { Frame, Locator, Page } from '@playwright/test' */

/** Small enough to be over soon, large enough to be a network. */
export const SMALL = embed('learning-speeds', 'pixels=7&images=100&batch=100');

/**
 * @param {Page | Frame} page - with the figure
 * @returns {Locator} the comparison, open or not
 */
export function comparisonOf(page) {
  return page.locator('learning-speeds [data-control="compare-runs"]');
}

/**
 * Opens the comparison.
 *
 * @param {Page | Frame} page - with the figure
 * @returns {Promise<Locator>} what is in it
 */
export async function openComparison(page) {
  const comparison = comparisonOf(page);
  // Until the first row is measured, what stands below the plots still moves.
  await expect(
    page.locator('learning-speeds [data-control="meaning"]'),
  ).toContainText(/\d/);
  await comparison.getByText('Compare runs').click();
  await expect(comparison.getByLabel('What to compare')).toBeVisible();
  return comparison;
}

/**
 * @param {Locator} comparison - the open disclosure
 * @param {string} name - of the button
 */
export function button(comparison, name) {
  return comparison.getByRole('button', { name, exact: true });
}

/**
 * @param {Locator} comparison - that has been started
 * @param {number} runs - how many are to be done
 */
export async function allDone(comparison, runs) {
  await expect(
    comparison.getByText(`${runs} runs: ${runs} done.`),
  ).toBeVisible();
}

/**
 * Downloads the last row of each run.
 *
 * @param {Page} page - with the figure
 * @param {Locator} comparison - the open disclosure
 * @returns {Promise<Map<string, string>[]>} cells by heading, row by row
 */
export async function downloadRows(page, comparison) {
  const file = await download(page, () =>
    button(comparison, 'These numbers as CSV').click(),
  );
  const text = await readFile(await file.path(), 'utf8');
  const [headings = [], ...rows] = text
    .trim()
    .split('\r\n')
    .map((line) => line.match(/("[^"]*"|[^,]*)(,|$)/g)?.map(unquoted) ?? []);
  return rows.map(
    (cells) => new Map(headings.map((name, at) => [name, cells[at] ?? ''])),
  );
}

/**
 * Takes note of the most runs that were at work at once, as the figure says.
 *
 * @param {Page | Frame} page - with the comparison open
 * @returns {Promise<() => Promise<number>>} gives the most so far
 */
export async function watchWorkers(page) {
  await page.evaluate(() => {
    const $comparison = document
      .querySelector('learning-speeds')
      ?.shadowRoot?.querySelector('[data-control="compare-runs"]');
    document.documentElement.dataset['most'] = '0';
    new MutationObserver(() => {
      const $words = [
        ...($comparison?.querySelectorAll('[role="status"]') ?? []),
      ];
      const words = $words.map(({ textContent }) => textContent).join(' ');
      const count = /(\d+) training/.exec(words)?.[1];
      const { dataset } = document.documentElement;
      const most = Math.max(Number(dataset['most']), Number(count ?? 0));
      dataset['most'] = String(most);
    }).observe(/** @type {Node} */ ($comparison), {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  return () =>
    page.evaluate(() => Number(document.documentElement.dataset['most']));
}

/**
 * For a page to be opened on a machine of two processors.
 *
 * @param {Page} page - before it is loaded
 */
export function withTwoProcessors(page) {
  return page.addInitScript(() => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 });
  });
}

/**
 * @param {string} cell - of a line, with its comma
 * @returns {string} what it says
 */
function unquoted(cell) {
  return cell.replace(/,$/, '').replace(/^"(.*)"$/, '$1');
}
