/** @import { Page } from '@playwright/test' */
import { readFile } from 'node:fs/promises';

const AXE = new URL('../../node_modules/axe-core/axe.min.js', import.meta.url);
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Axe measures with inline styles, which the site's own policy forbids. */
export const FOR_AXE = { context: { bypassCSP: true } };

/**
 * @param {Page} page - a settled page, opened with `FOR_AXE`
 * @param {readonly string[]} [rules] - these alone, by name
 * @returns {Promise<string[]>} what axe finds, rule and place
 */
export async function axeFindings(page, rules) {
  await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(
    async (runOnly) => {
      const { axe } = /** @type {any} */ (globalThis);
      const { violations } = await axe.run(document, { runOnly });
      return violations.flatMap((/** @type {any} */ { id, nodes }) =>
        nodes.map((/** @type {any} */ node) => `${id}: ${node.target.flat()}`),
      );
    },
    rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS },
  );
}
