/** How long a thread is busy with one thing, whatever else the machine does meanwhile. */
import { expect } from '@playwright/test';

/** @import { Frame, Page, Worker } from '@playwright/test' */

const MARK = 'act';

/** What a task of the page's own thread may take of the processor, in milliseconds. */
export const MOST_MS = 80;

/**
 * @param {Page} page - in Chromium
 * @param {Page | Frame | Worker} thread - whose it is: the page's, or one of a frame or of
 *   a worker
 * @param {() => Promise<unknown>} act - what is done meanwhile
 * @returns {Promise<number[]>} milliseconds of the processor that its tasks took, the
 *   longest first; that is above 0
 */
export async function taskTimes(page, thread, act) {
  const browser = page.context().browser();
  await browser?.startTracing(page, {
    categories: ['toplevel', 'blink.user_timing'],
  });
  const evaluating = /** @type {Page} */ (thread);
  await evaluating.evaluate((mark) => void performance.mark(mark), MARK);
  await act();
  const trace = await browser?.stopTracing();
  /** @type {{ traceEvents: { name: string, pid: number, tid: number, tdur?: number }[] }} */
  const { traceEvents: events } = JSON.parse(String(trace));
  const here = events.find(({ name }) => name === MARK);
  // What promises call has an event of its own where it follows upon a task.
  const kinds = /RunTask$|PerformMicrotaskCheckpoint$/;
  const times = events
    .filter(({ name }) => kinds.test(name))
    .filter(({ pid, tid }) => pid === here?.pid && tid === here.tid)
    .map(({ tdur = 0 }) => tdur / 1000)
    .sort((one, other) => other - one);
  expect(times[0], 'milliseconds').toBeGreaterThan(0);
  return times;
}

/** @param {Parameters<typeof taskTimes>} of - likewise @returns {Promise<number>} the longest */
export async function longestTask(...of) {
  const [longest = NaN] = await taskTimes(...of);
  return longest;
}
