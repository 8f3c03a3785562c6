/** Milliseconds between two reports, for readers who asked for less motion. */
const CALM_REPORT_MS = 250;

/**
 * @returns {{ reportMs?: number }} how often a run is to report, for the
 *   client that trains it
 */
export function reportPace() {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return isCalm ? { reportMs: CALM_REPORT_MS } : {};
}
