import { figureSchemas } from '../../www/figures/schemas.js';

/** @import { Page } from 'playwright-core' */

const FIGURES = [...figureSchemas.keys()].join();

/**
 * Waits until every figure of the page has its core and has drawn, and what is
 * open is there.
 *
 * @param {Page} page - a page with figures
 */
export async function settle(page) {
  await page.waitForFunction((selector) => {
    const $figures = [...document.querySelectorAll(selector)];
    return (
      $figures.length > 0 &&
      $figures.every(({ shadowRoot }) => {
        const $figure = shadowRoot?.querySelector('.ug-figure');
        return (
          $figure instanceof HTMLElement &&
          !$figure.hidden &&
          !$figure.hasAttribute('aria-busy') &&
          // A panel's first word goes when its content comes.
          !$figure.querySelector('details[open] > div > [role="status"]')
        );
      })
    );
  }, FIGURES);
}
