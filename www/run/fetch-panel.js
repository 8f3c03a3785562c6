/** What asks for the larger files of digits, and shows how they come. */
import { html, nothing } from 'lit';
import { codeOf, wordsOf } from '../core/core-error.js';
import { countText } from '../kit/numbers.js';
import { fetchFailureWords, megabytes, memoryOf } from './run-memory.js';

/** @import { DigitsWish } from './digits-wish.js' */
/** @import { RunState } from './run-state.js' */

export const fetchWords = Object.freeze({
  label: 'Digits to fetch',
  ask: (
    /** @type {string} */ images,
    /** @type {string} */ size,
    /** @type {string} */ memory,
  ) =>
    `A run on ${images} images takes ${size} more to fetch, and about ${memory} of memory while it trains.`,
  before: 'Until then the run before stays.',
  fetching: (/** @type {string} */ images) =>
    `Fetching the digits for a run on ${images} images.`,
  stopped: (/** @type {string} */ images) =>
    `The digits for a run on ${images} images have not all come.`,
  accept: (/** @type {string} */ images, /** @type {string} */ size) =>
    `Fetch ${size} and train on ${images} images`,
  stop: 'Stop',
  resume: 'Resume',
  again: 'Try again',
  of: (/** @type {string} */ received, /** @type {string} */ total) =>
    `${received} of ${total}`,
});

/**
 * @param {DigitsWish} wish - of the run
 * @param {object} options - for the figure
 * @param {RunState} options.state - the settings that the digits are for
 * @param {boolean} options.hasRun - whether a run before them is shown
 * @param {() => void} options.fetch - fetches and trains
 * @returns {unknown} a template
 */
export function fetchPanel(wish, { state, hasRun, fetch }) {
  const images = countText(state.images);
  const { phase, received, total } = wish;
  const size = megabytes(total);
  const { sentence, label, act } = {
    asking: () => ({
      sentence: fetchWords.ask(images, size, megabytes(memoryOf(state), 0)),
      label: fetchWords.accept(images, size),
      act: fetch,
    }),
    fetching: () => ({
      sentence: fetchWords.fetching(images),
      label: fetchWords.stop,
      act: () => wish.stop(),
    }),
    stopped: () => ({
      sentence: fetchWords.stopped(images),
      label: fetchWords.resume,
      act: () => void wish.fetch(),
    }),
    failed: () => ({
      sentence: reasonOf(wish, state),
      label: fetchWords.again,
      act: () => void wish.fetch(),
    }),
  }[phase]();
  const progress = fetchWords.of(megabytes(received, 1, ''), size);
  // One button for all phases: it keeps the focus.
  return html`<div
    class="run-fetch"
    role="group"
    aria-label=${fetchWords.label}
    data-control="fetch"
  >
    <p role="status">
      ${sentence} ${phase === 'asking' && hasRun ? fetchWords.before : nothing}
    </p>
    <div class="run-fetch-progress" ?hidden=${phase === 'asking'}>
      <progress
        max=${total}
        value=${received}
        aria-label=${fetchWords.label}
        aria-valuetext=${progress}
      ></progress>
      <span aria-hidden="true">${progress}</span>
    </div>
    <button
      type="button"
      class=${phase === 'asking' ? 'ug-primary' : ''}
      @click=${act}
    >
      ${label}
    </button>
  </div>`;
}

/** @param {DigitsWish} wish - that has failed @param {RunState} state */
function reasonOf({ error }, { seed }) {
  const code = codeOf(error) ?? 'load-failed';
  const message = wordsOf(error);
  return fetchFailureWords({ code, message, fatal: false }, seed);
}
