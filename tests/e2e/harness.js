/**
 * What every end-to-end test stands on: the built site on a server, below a
 * path that changes from run to run, and pages that fail their test on
 * anything written to the console as an error.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { accessSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startServer } from '../../scripts/serve.mjs';

/** @import { Browser, BrowserContextOptions, Page } from 'playwright-core' */
/** @import { RunningServer, ServerOptions } from '../../scripts/serve.mjs' */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OUTPUT = join(ROOT, 'tests/output');

const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const SHOWN = 'main > :defined, [role="alert"] > *';

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/**
 * The three looks in which pictures are taken.
 *
 * @satisfies {Record<string, BrowserContextOptions>}
 */
export const LOOKS = /** @type {const} */ ({
  wide: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  phone: {
    viewport: { width: 390, height: 844 },
    colorScheme: 'light',
    deviceScaleFactor: 2,
    hasTouch: true,
  },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
});

/**
 * @typedef {object} OpenOptions
 * @property {keyof typeof LOOKS} [look] `wide` by default
 * @property {BrowserContextOptions} [context] more settings of the browser
 * @property {readonly RegExp[]} [expected] errors that the test provokes: a
 *   problem that matches one of these is no failure
 * @property {(page: Page) => Promise<void>} [prepare] runs before the page
 *   loads, to take a capability away or to intercept a request
 */

/**
 * @callback Use
 * @param {Page} page
 * @param {{ url: string, problems: readonly string[] }} about the page's
 *   address, and the problems seen so far that were not expected
 * @returns {Promise<void>}
 */

/** A server and a browser, shared by the tests of one file. */
export class Site {
  #server;
  #browser;

  /**
   * @param {RunningServer} server
   * @param {Browser} browser
   */
  constructor(server, browser) {
    this.#server = server;
    this.#browser = browser;
  }

  /**
   * Starts both. Call it in `before`, and `close` in `after`.
   *
   * @param {Partial<ServerOptions>} [options] the root is `dist/` unless named
   * @returns {Promise<Site>}
   */
  static async start(options = {}) {
    const server = await startServer({
      root: join(ROOT, 'dist'),
      basePath: `/${randomBytes(4).toString('hex')}/site/`,
      ...options,
    });
    try {
      const browser = await chromium.launch({
        executablePath: findBrowser(),
        args: CHROMIUM_FLAGS,
      });
      return new Site(server, browser);
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  /** The address of the site, with a slash at the end. */
  get url() {
    return this.#server.url;
  }

  /** Ends the browser and the server. */
  async close() {
    await this.#browser.close();
    await this.#server.close();
  }

  /**
   * Opens a page, hands it to the test, and closes it. Fails if the page wrote
   * an error or a warning to the console, threw, or missed a file.
   *
   * @param {string} path relative to the site, such as `index.html#…`
   * @param {Use} use
   * @param {OpenOptions} [options]
   */
  async open(path, use, options = {}) {
    const { look = 'wide', context: more, expected = [], prepare } = options;
    const context = await this.#browser.newContext({ ...LOOKS[look], ...more });
    const problems = /** @type {string[]} */ ([]);
    let finished = false;
    try {
      const page = await context.newPage();
      watch(page, (problem) => {
        if (!finished && !expected.some((pattern) => pattern.test(problem))) {
          problems.push(problem);
        }
      });
      await prepare?.(page);
      const url = new URL(path, this.url).href;
      await page.goto(url);
      // An embed loads its figure before it shows it.
      if (path.startsWith('embed.html')) await page.waitForSelector(SHOWN);
      await use(page, { url, problems });
    } catch (error) {
      // What the page said is often why the test failed.
      if (error instanceof Error && problems.length > 0) {
        error.message += `\nThe page's problems:\n${problems.join('\n')}`;
      }
      throw error;
    } finally {
      // Closing cuts requests off; those are no problems of the page.
      finished = true;
      await context.close();
    }
    assert.deepEqual(problems, [], `${path} had problems`);
  }
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
  page.on('pageerror', (error) => report(`uncaught: ${error.stack ?? error}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // Leaving a page cuts its requests off; that is no problem of the page.
    if (reason === 'net::ERR_ABORTED') return;
    report(`request failed: ${request.url()} ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) {
      report(`status ${response.status()}: ${response.url()}`);
    }
  });
}

/**
 * @returns {string} the browser that scripts/test found, or a usual place
 * @throws {Error} where there is none
 */
function findBrowser() {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  const found = BROWSERS.find((path) => {
    try {
      accessSync(path);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) {
    throw new Error(
      'No Chromium found: install it, or name one in the variable CHROMIUM.',
    );
  }
  return found;
}

/**
 * Takes a picture of the whole page, into `tests/output/`.
 *
 * @param {Page} page
 * @param {string} name without the ending
 */
export async function takePicture(page, name) {
  await mkdir(OUTPUT, { recursive: true });
  await page.screenshot({
    path: join(OUTPUT, `${name}.png`),
    fullPage: true,
    animations: 'disabled',
  });
}

/**
 * Opens a page in each of the three looks and takes a picture of each.
 *
 * @param {Site} site
 * @param {string} path
 * @param {string} name of the pictures: `name-wide.png` and so on
 * @param {(page: Page) => Promise<void>} settle brings the page to the state
 *   to be seen
 */
export async function takePictures(site, path, name, settle) {
  for (const look of /** @type {(keyof typeof LOOKS)[]} */ (
    Object.keys(LOOKS)
  )) {
    await site.open(
      path,
      async (page) => {
        await settle(page);
        await takePicture(page, `${name}-${look}`);
      },
      { look },
    );
  }
}
