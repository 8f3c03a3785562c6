/** What a host says of messages that it cannot take, and of work that failed. */
import { CoreError, codeOf, wordsOf } from '../../core/core-error.js';
import { PROTOCOL } from '../protocol/messages.js';

/** @typedef {import('../protocol/message-types.js').Failed} Failed */

/**
 * @param {string} ours - the host's build
 * @param {{ protocol: number, build: string }} page - what the page is
 * @returns {Failed | null} that they do not belong together, if they do not
 */
export function mismatch(ours, { protocol, build }) {
  if (protocol === PROTOCOL && build === ours) return null;
  return {
    type: 'failed',
    runId: null,
    code: 'version-mismatch',
    message: `worker: expected a page of protocol ${PROTOCOL} and build ${ours}, got ${protocol} and ${build}`,
    fatal: true,
  };
}

/**
 * @param {string} fault - what is wrong with a message
 * @returns {Failed} that it was not heeded
 */
export function refusal(fault) {
  return {
    type: 'failed',
    runId: null,
    code: 'protocol',
    message: fault,
    fatal: false,
  };
}

/**
 * @param {number | null} runId - of the run, if it was one
 * @param {unknown} error - what was thrown; a trap has no code
 * @param {boolean} fatal - whether the host is of no more use
 * @returns {Failed} the same for the page
 */
export function failure(runId, error, fatal) {
  const code = codeOf(error) ?? 'crash';
  return { type: 'failed', runId, code, message: wordsOf(error), fatal };
}

/**
 * @param {string} what - is asked for
 * @returns {CoreError} that the part of the core that is open has none of it
 */
export function lacking(what) {
  return new CoreError(
    'protocol',
    `worker: expected a part of the core with ${what}, got one without`,
  );
}
