/**
 * The basis of every end-to-end test: the built site on a server, below a path that
 * changes from run to run, and pages that fail their test if an error is written to
 * the console.
 */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { startServer } from '../../scripts/serve.mjs';
import { mendFirefox } from './firefox.js';

/** @import { Browser, BrowserContext, BrowserContextOptions, Fixtures, Page, PlaywrightTestArgs, PlaywrightTestOptions, PlaywrightWorkerArgs, PlaywrightWorkerOptions } from '@playwright/test' */
/** @import { RunningServer } from '../../scripts/serve.mjs' */

/** The built site. */
export const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

/** What Firefox says of a worker that a sandboxed frame may not start. */
const WORKER_REFUSED = /^Security Error: Content at .* may not load data from/;

/** The figure of an embed, or the message in its place. */
const SHOWN = 'main > :defined, [role="alert"] > *';

/**
 * @typedef {object} OpenOptions
 * @property {BrowserContextOptions} [context] settings of the browser that
 *   differ from those of the project
 * @property {readonly RegExp[]} [expected] errors that the test provokes: a
 *   problem that matches one of these is no failure
 * @property {boolean} [isPaced] whether runs keep their pace; else they go as fast
 *   as they can, for tests of other things
 * @property {boolean} [isKept] whether the browser may keep the page for the time
 *   without a network, which would stand between a test and what its page asks for
 * @property {(page: Page) => Promise<unknown>} [prepare] runs before the page
 *   loads, to take a capability away or to intercept a request
 */

/**
 * Opens a page of the site in a context of its own. The test fails if a page
 * writes an error or a warning to the console, throws, or misses a file.
 *
 * @callback Open
 * @param {string} path relative to the site, such as `index.html#…`, or an
 *   address
 * @param {OpenOptions} [options]
 * @returns {Promise<Page>}
 */

/**
 * `site` is the server, one for all tests of a worker.
 *
 * @type {Fixtures<
 *   { open: Open },
 *   { site: RunningServer, browser: Browser },
 *   PlaywrightTestArgs & PlaywrightTestOptions,
 *   PlaywrightWorkerArgs & PlaywrightWorkerOptions
 * >}
 */
const fixtures = {
  site: [
    // Playwright reads off the first argument which fixtures are wanted.
    async ({}, use) => {
      const server = await startServer({
        root: DIST,
        basePath: `/${randomBytes(4).toString('hex')}/site/`,
      });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],

  browser: [
    async ({ browser }, use) => {
      if (browser.browserType().name() === 'firefox') mendFirefox(browser);
      await use(browser);
    },
    { scope: 'worker' },
  ],

  open: async ({ browser, site }, use) => {
    /** @type {string[]} */
    const problems = [];
    let isOver = false;
    /** @type {BrowserContext[]} */
    const contexts = [];

    await use(async (path, options = {}) => {
      const { context: more, expected = [], prepare } = options;
      const context = await browser.newContext(more);
      contexts.push(context);
      if (!options.isPaced) await context.addInitScript(hurry);
      if (!options.isKept) await context.addInitScript(keepNothing);
      const page = await context.newPage();
      watch(page, (problem) => {
        if (isOver || expected.some((pattern) => pattern.test(problem))) return;
        problems.push(`${path}: ${problem}`);
      });
      await prepare?.(page);
      await page.goto(new URL(path, site.url).href);
      // An embed loads its figure before it shows it.
      if (path.startsWith('embed.html')) {
        await page.locator(SHOWN).first().waitFor();
      }
      return page;
    });

    // Closing cuts requests off; those are no problems of the page.
    isOver = true;
    for (const context of contexts) await context.close();
    expect(problems, 'problems of the pages').toEqual([]);
  },
};

export const test = base.extend(fixtures);
export { expect };

/** Takes the pace out of what pages ask of their workers. */
function hurry() {
  const post = Worker.prototype.postMessage;
  /** @param {any} message @param {any} more */
  Worker.prototype.postMessage = function unpaced(message, more) {
    const isRun = message?.type === 'run';
    post.call(this, isRun ? { ...message, pace: 0 } : message, more);
  };
}

/** Takes the way to a service worker away. */
function keepNothing() {
  Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
}

/**
 * @param {Page} page
 * @param {(problem: string) => void} report
 */
function watch(page, report) {
  page.on('console', (message) => {
    const type = message.type();
    if (type === 'error' || type === 'warning') {
      const { url } = message.location();
      report(`console ${type}: ${message.text()} (${url})`);
    }
  });
  page.on('pageerror', (error) => {
    // Firefox writes this also where the page catches it and goes another way.
    if (WORKER_REFUSED.test(error.stack ?? '')) return;
    report(`uncaught: ${error.stack ?? error}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // Leaving a page cuts its requests off; that is no problem of the page.
    if (/^(net::ERR|NS_BINDING)_ABORTED$/.test(reason)) return;
    report(`request failed: ${request.url()} ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) {
      report(`status ${response.status()}: ${response.url()}`);
    }
  });
}
