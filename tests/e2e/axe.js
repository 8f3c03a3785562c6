/** @import { Page } from '@playwright/test' */
import { readFile } from 'node:fs/promises';

const AXE = new URL('../../node_modules/axe-core/axe.min.js', import.meta.url);
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Axe measures with inline styles, which the site's own policy forbids. */
export const FOR_AXE = { context: { bypassCSP: true } };

/**
 * @param {Page} page - a settled page, opened with `FOR_AXE`
 * @returns {Promise<string[]>} what axe finds, rule and place
 */
export async function axeFindings(page) {
  await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(async (tags) => {
    const { axe } = /** @type {any} */ (globalThis);
    const { violations } = await axe.run(document, {
      runOnly: { type: 'tag', values: tags },
    });
    return violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes.map((/** @type {any} */ node) => `${id}: ${node.target.flat()}`),
    );
  }, TAGS);
}
