/** What a trace of the browser tells of a page. */

/**
 * @param {Buffer} trace - of Chromium, with marks called `act`
 * @returns {number} milliseconds of the processor that the longest task of the page took
 */
export function longestTask(trace) {
  /** @type {{ traceEvents: { name: string, pid: number, tid: number, tdur?: number }[] }} */
  const { traceEvents: events } = JSON.parse(trace.toString());
  const mark = events.find(({ name }) => name === 'act');
  // What promises call has an event of its own where it follows upon a task.
  const kinds = /RunTask$|PerformMicrotaskCheckpoint$/;
  const times = events.flatMap(({ name, pid, tid, tdur = 0 }) =>
    kinds.test(name) && pid === mark?.pid && tid === mark.tid
      ? [tdur / 1000]
      : [],
  );
  return Math.max(0, ...times);
}
