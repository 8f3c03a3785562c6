/** Workers of the build that has everything inside. */
import { files } from './files.js';

/**
 * Starts a worker from a blob; a classic one, which frames of an opaque origin
 * and pages opened as files can start too.
 *
 * @param {string} script - all of it
 * @returns {Worker} it has the files of the core
 */
export function startInside(script) {
  const own = Object.fromEntries(
    Object.entries(files).filter(([name]) => name.endsWith('.wasm')),
  );
  const head = `globalThis.unstableGradientsFiles=${JSON.stringify(own)};\n`;
  const blob = new Blob([head, script], { type: 'text/javascript' });
  const url = URL.createObjectURL(blob);
  const worker = new Worker(url);
  // The worker has asked for its script by the time another task runs.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return worker;
}
