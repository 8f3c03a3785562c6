/** What the tests of figures that train have in common. */

/** @import { Page } from 'playwright-core' */

/**
 * @param {Page} page - with the figure
 * @param {string} name - of the figure
 * @returns {Promise<any>} its readings, or null before there are any
 */
export function readingsOf(page, name) {
  return page.evaluate(
    (selector) =>
      /** @type {any} */ (document.querySelector(selector))?.readings ?? null,
    name,
  );
}

/**
 * An embed knows its own figure only.
 *
 * @param {Page} page - that is to know every figure
 */
export async function defineAll(page) {
  await page.evaluate(async () => {
    const address = new URL('www/define.js', location.href).href;
    await import(address);
  });
}

/**
 * @param {Page} page - with the figure
 * @param {number} epoch - to wait for, or a later one
 * @param {string} name - of the figure
 */
export async function reach(page, epoch, name) {
  await page.waitForFunction(([selector, wanted]) => {
    const $figure = document.querySelector(selector);
    const { readings } = /** @type {any} */ ($figure) ?? {};
    return (readings?.epoch ?? -1) >= wanted;
  }, /** @type {[string, number]} */ ([name, epoch]));
}

/**
 * @param {Page} page - with the figure
 * @param {string} method - of the element
 * @param {string} name - of the figure
 */
export async function call(page, method, name) {
  await page.evaluate(([selector, called]) => {
    const $figure = document.querySelector(selector);
    /** @type {any} */ ($figure)[called]();
  }, /** @type {[string, string]} */ ([name, method]));
}
