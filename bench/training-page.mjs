/** The page while it trains at full speed: its frames, its tasks, its memory. */
import { readFileSync } from 'node:fs';
import { quantile } from './quantities.mjs';

/** @import { Browser, Frame, Page } from '@playwright/test' */
/** @import { Figure } from './page-figures.mjs' */

/**
 * A move that comes just after a frame is to be on the screen with the next one:
 * at 60 a second that one begins a sixtieth later and takes another.
 */
const NEXT_FRAME_MS = 2000 / 60;

/**
 * @param {Page | Frame} page
 * @param {number} epoch - to wait for, or a later one
 */
async function reach(page, epoch) {
  await page.waitForFunction(
    (wanted) => {
      const $figure = document.querySelector('learning-speeds');
      const { readings } = /** @type {any} */ ($figure) ?? {};
      return (readings?.epoch ?? -1) >= wanted;
    },
    epoch,
    { timeout: 120_000 },
  );
}

/** @param {Page | Frame} page */
function play(page) {
  return page.evaluate(() => {
    const $figure = document.querySelector('learning-speeds');
    /** @type {any} */ ($figure).play();
  });
}

/**
 * The longest task, and the time from a slider's event to the painted frame,
 * while the page trains.
 *
 * @param {Browser} browser
 * @param {string} site
 * @param {boolean} quick
 * @returns {Promise<Figure[]>}
 */
export async function liveliness(browser, site, quick) {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 900 },
  });
  // The words of a missing file make room for both figures, side by side: a
  // run that is out of sight pauses.
  await page.goto(`${site}nothing.txt`);
  await page.evaluate(embedBoth);
  const [, speeds, chain] = page.frames();
  if (speeds === undefined || chain === undefined) throw new Error('no frames');
  await reach(speeds, 0);
  await chain.waitForFunction(() => {
    const $chain = document.querySelector('gradient-chain');
    return Boolean(/** @type {any} */ ($chain)?.readings);
  });
  await chain.evaluate(() => {
    const tasks = /** @type {number[]} */ ([]);
    const observer = new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    observer.observe({ type: 'longtask' });
    Object.assign(window, { benchTasks: tasks });
  });
  await play(speeds);
  await reach(speeds, 20);
  const times = await chain.evaluate(slide, quick ? 60 : 300);
  await reach(speeds, quick ? 1000 : 3000);
  const tasks = await chain.evaluate(
    () => /** @type {number[]} */ (/** @type {any} */ (window).benchTasks),
  );
  await page.close();
  return [
    {
      words:
        'a slider moved just after a frame, to the next one painted, while training, 95th percentile',
      value: quantile(times, 0.95),
      unit: 'ms',
      limit: Number(NEXT_FRAME_MS.toFixed(1)),
    },
    {
      words: 'longest task of the page over 50 ms while training (0: none)',
      value: Math.max(0, ...tasks),
      unit: 'ms',
      limit: 50,
    },
  ];
}

/** Runs in the page: the training figure and the chain, half of it each. */
function embedBoth() {
  document.body.replaceChildren(
    ...['learning-speeds&epochs=10000', 'gradient-chain'].map((figure) => {
      const $frame = document.createElement('iframe');
      Object.assign($frame, { width: 620, height: 860 });
      $frame.src = `embed.html#figure=${figure}`;
      return $frame;
    }),
  );
}

/**
 * Runs in the page: moves a slider of the chain, each time just after a frame.
 *
 * @param {number} count
 * @returns {Promise<number[]>} milliseconds to the painted frame
 */
async function slide(count) {
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        // A message is heard once the frame is on its way to the screen.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const $chain = document.querySelector('gradient-chain');
  const root = $chain?.shadowRoot ?? $chain;
  const $slider = root?.querySelector('input[type="range"]');
  if (!($slider instanceof HTMLInputElement)) {
    throw new Error('the chain has no slider');
  }
  const [low, high] = [Number($slider.min), Number($slider.max)];
  const times = [];
  for (let move = 0; move < count; move += 1) {
    await painted();
    $slider.value = String(low + ((high - low) * (1 + (move % 50))) / 52);
    const started = performance.now();
    $slider.dispatchEvent(new Event('input', { bubbles: true }));
    times.push(/** @type {number} */ (await painted()) - started);
  }
  return times;
}

/**
 * The memory that the page's process takes for itself, worker and wasm
 * included, after the garbage was collected.
 *
 * @param {Browser} browser
 * @param {Page} page
 * @returns {Promise<number>} megabytes
 */
async function memoryOf(browser, page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  const all = await browser.newBrowserCDPSession();
  const { processInfo } = await all.send('SystemInfo.getProcessInfo');
  await all.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      const text = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
      return Number(/^Private_Dirty: +(\d+)/m.exec(text)?.[1] ?? NaN) / 1000;
    });
  return Math.max(...sizes);
}

/**
 * @param {Browser} browser
 * @param {string} site
 * @param {boolean} quick
 * @returns {Promise<Figure>}
 */
export async function memoryGrowth(browser, site, quick) {
  const page = await browser.newPage();
  const images = quick ? 100 : 1000;
  const hash = `figure=learning-speeds&epochs=10000&images=${images}&batch=${images}`;
  await page.goto(`${site}embed.html#${hash}`);
  await reach(page, 0);
  await play(page);
  await reach(page, 2000);
  const early = await memoryOf(browser, page);
  await reach(page, 10_000);
  const late = await memoryOf(browser, page);
  await page.close();
  return {
    words: 'memory of the page’s process, growth from epoch 2,000 to 10,000',
    value: late - early,
    unit: 'MB',
    limit: 5,
  };
}

/**
 * The chapter's table at its own size: from the first row, of the untrained
 * network, to the last, with the rows between that the figure measures.
 *
 * @param {Browser} browser
 * @param {string} site
 * @returns {Promise<Figure>}
 */
export async function fullSize(browser, site) {
  const page = await browser.newPage();
  const hash = 'figure=learning-speeds&images=50000&batch=10&epochs=30';
  await page.goto(`${site}embed.html#${hash}`);
  await page.waitForFunction(() => customElements.get('learning-speeds'));
  const value = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const $figure = /** @type {any} */ (
          document.querySelector('learning-speeds')
        );
        let start = NaN;
        $figure.addEventListener('readingschange', () => {
          const { epoch } = $figure.readings;
          const now = performance.now();
          if (Number.isNaN(start)) start = now;
          if (epoch === 30) resolve((now - start) / 1000);
        });
        // Fetches all digits first.
        $figure.play();
      }),
  );
  await page.close();
  return {
    words:
      '[784, 30, 30, 10], 50,000 images × 30 epochs, mini-batch 10, in a tab, measured as the figure does',
    value: Number(value),
    unit: 's',
    limit: 2.5,
  };
}
