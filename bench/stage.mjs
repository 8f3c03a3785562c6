/**
 * Where the participants work: processes that answer line by line, and workers
 * of one page in a headless browser. All are asked in the same words.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { startServer } from '../scripts/serve.mjs';
import { cpuTime, workerThreadsOf } from './cpu.mjs';

/** @import { Browser, Page } from '@playwright/test' */
/** @import { Threads } from './cpu.mjs' */

export const ROOT = fileURLToPath(new URL('../', import.meta.url));
export const TOOLS = join(ROOT, '.tools/bench');

/**
 * @typedef {object} Request
 * @property {'version' | 'prepare' | 'train' | 'cost' | 'ink' | 'reference' | 'peak'} command
 * @property {string} precision - `f32` or `f64`
 * @property {number} number - of epochs or rounds
 * @property {string} text - the case
 *
 * @typedef {object} Answer
 * @property {any} value
 * @property {number} milliseconds - on a processor where that is known, on the
 *   wall otherwise
 *
 * @typedef {object} Worker
 * @property {string} version
 * @property {(request: Request) => Promise<Answer>} ask
 * @property {() => void} end
 */

/**
 * @param {Threads} threads
 * @param {() => Promise<Answer>} work
 * @returns {Promise<Answer>} with the time on a processor
 */
async function timed(threads, work) {
  const before = await cpuTime(threads);
  const { value, milliseconds } = await work();
  const after = await cpuTime(threads);
  const known = before !== null && after !== null;
  return { value, milliseconds: known ? after - before : milliseconds };
}

/**
 * Starts a program that answers requests on its standard input.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @returns {Worker}
 */
export function startProgram(program, parameters) {
  const child = spawn(program, parameters, {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...{ OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
      ...{ MKL_NUM_THREADS: '1' },
    },
  });
  const lines = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]();
  const ended = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${program} ended with ${code}`)),
    );
  });
  ended.catch(() => {});
  const threads = { process: child.pid ?? 0, threads: null };
  return {
    version: '',
    ask: ({ command, precision, number, text }) =>
      timed(threads, async () => {
        child.stdin.write(`${command} ${precision} ${number} ${text}\n`);
        const line = await Promise.race([lines.next(), ended]);
        const answer = JSON.parse(/** @type {any} */ (line).value);
        if ('error' in answer) throw new Error(answer.error);
        return answer;
      }),
    end: () => void child.kill(),
  };
}

/** A page in a headless browser whose workers take part. */
export class Stage {
  #browser;
  #page;
  #close;

  /**
   * @param {Browser} browser
   * @param {Page} page
   * @param {{ site: string, tools: string, close: () => Promise<unknown> }} servers
   */
  constructor(browser, page, { site, tools, close }) {
    this.#browser = browser;
    this.#page = page;
    this.#close = close;
    this.site = site;
    this.tools = tools;
  }

  /** @returns {Promise<Stage>} */
  static async open() {
    const site = await startServer({ root: ROOT, only: ['bench', 'www'] });
    const tools = await startServer({ root: TOOLS });
    const browser = await launch();
    const page = await browser.newPage();
    await page.goto(`${site.url}bench/page/index.html`);
    return new Stage(browser, page, {
      site: site.url,
      tools: tools.url,
      close: () => Promise.all([site.close(), tools.close()]),
    });
  }

  /** The browser's name and major version. */
  get version() {
    return `Chromium ${this.#browser.version().split('.')[0]}`;
  }

  async close() {
    await this.#browser.close();
    await this.#close();
  }

  /** @returns {Promise<Set<string>>} `process/thread` of every web worker */
  async #workers() {
    const session = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    return new Set(
      processInfo.flatMap(({ id }) =>
        workerThreadsOf(id).map((thread) => `${id}/${thread}`),
      ),
    );
  }

  /**
   * Starts a worker.
   *
   * @param {string} name - its own
   * @param {{ participant: string, libraries?: string[],
   *   options: Record<string, unknown> }} opening - see page/page.js
   * @returns {Promise<Worker>}
   */
  async start(name, { participant, libraries = [], options }) {
    const before = await this.#workers();
    /** @param {unknown} message */
    const ask = (message) =>
      this.#page.evaluate(
        ([to, what]) => /** @type {any} */ (window).bench.ask(to, what),
        [name, message],
      );
    const opened = await ask({
      participant: `${this.site}bench/participants/${participant}`,
      libraries: libraries.map((file) => `${this.tools}node_modules/${file}`),
      options,
    });
    const added = [...(await this.#workers())].filter((id) => !before.has(id));
    const [process = 0, thread = 0] = (added[0] ?? '').split('/').map(Number);
    const threads = { process, threads: added.length === 1 ? [thread] : [] };
    return {
      version: opened.value,
      ask: (request) => timed(threads, () => ask(request)),
      end: () =>
        void this.#page
          .evaluate((it) => /** @type {any} */ (window).bench.end(it), name)
          .catch(() => {}),
    };
  }

  /**
   * Asks several workers at once.
   *
   * @param {readonly string[]} names
   * @param {Request} request
   * @returns {Promise<number>} milliseconds on the wall
   */
  together(names, request) {
    return this.#page.evaluate(
      ([to, what]) => /** @type {any} */ (window).bench.askTogether(to, what),
      /** @type {const} */ ([[...names], request]),
    );
  }
}

/**
 * @param {readonly string[]} [flags]
 * @returns {Promise<Browser>} a headless browser
 */
export function launch(flags = []) {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] || '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      ...['--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', ...flags],
    ],
  });
}
