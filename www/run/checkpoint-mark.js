/** The name of what is kept of runs, in both stores of the browser. */
export const MARK = 'unstable-gradients-runs';

/** @returns {boolean} whether a run may be kept; without storage none is */
export function mayHaveRuns() {
  try {
    return localStorage.getItem(MARK) !== null;
  } catch {
    return false;
  }
}
