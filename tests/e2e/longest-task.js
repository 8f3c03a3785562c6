/** How long a page holds everything else up, whatever else the machine does meanwhile. */
import { expect } from '@playwright/test';

/** @import { Frame, Page } from '@playwright/test' */

const MARK = 'act';

/**
 * @param {Page} page - in Chromium
 * @param {Page | Frame} frame - whose thread it is: the page, or a frame of it
 * @param {() => Promise<unknown>} act - what is done meanwhile
 * @returns {Promise<number>} milliseconds of the processor that the longest task took;
 *   above 0
 */
export async function longestTask(page, frame, act) {
  const browser = page.context().browser();
  await browser?.startTracing(page, {
    categories: ['toplevel', 'blink.user_timing'],
  });
  await frame.evaluate((mark) => void performance.mark(mark), MARK);
  await act();
  const trace = await browser?.stopTracing();
  /** @type {{ traceEvents: { name: string, pid: number, tid: number, tdur?: number }[] }} */
  const { traceEvents: events } = JSON.parse(String(trace));
  const here = events.find(({ name }) => name === MARK);
  // What promises call has an event of its own where it follows upon a task.
  const kinds = /RunTask$|PerformMicrotaskCheckpoint$/;
  const times = events.flatMap(({ name, pid, tid, tdur = 0 }) =>
    kinds.test(name) && pid === here?.pid && tid === here.tid
      ? [tdur / 1000]
      : [],
  );
  const longest = Math.max(0, ...times);
  expect(longest, 'milliseconds').toBeGreaterThan(0);
  return longest;
}
