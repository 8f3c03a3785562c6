/** @import { Page } from 'playwright-core' */

/**
 * Waits until every figure of the page has its core and has drawn.
 *
 * @param {Page} page - a page with figures
 */
export async function settle(page) {
  await page.waitForFunction(() => {
    const $figures = [
      ...document.querySelectorAll(
        'neuron-gradients, learning-speeds, gradient-chain',
      ),
    ];
    return (
      $figures.length > 0 &&
      $figures.every(({ shadowRoot }) => {
        const $figure = shadowRoot?.querySelector('.ug-figure');
        return (
          $figure instanceof HTMLElement &&
          !$figure.hidden &&
          !$figure.hasAttribute('aria-busy')
        );
      })
    );
  });
}
