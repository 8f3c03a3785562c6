import { html } from 'lit';
import { button } from '../kit/buttons.js';
import { countText } from '../kit/numbers.js';

/** What is said of runs that are kept, in all figures. */
export const keptWords = Object.freeze({
  goOn: 'Continue',
  discard: 'Discard',
  unkept:
    'This browser does not keep runs for this page: one that is broken off begins again.',
  damaged: 'The run that was kept cannot be gone on with, and was discarded.',
  resumed: (/** @type {number} */ from, /** @type {number} */ lost) =>
    `The worker that trains had stopped. Another goes on from epoch ${countText(from)}; ${lostText(lost)}.`,
});

/** @param {number} lost - epochs */
function lostText(lost) {
  if (lost === 0) return 'nothing was lost';
  return `${countText(lost)} more ${lost === 1 ? 'epoch is' : 'epochs are'} trained again`;
}

/**
 * @param {object} offer
 * @param {string} offer.text - what there is
 * @param {() => void} offer.goOn
 * @param {() => void} offer.discard
 * @returns {unknown} a template
 */
export function keptOffer({ text, goOn, discard }) {
  return html`<div
    class="ug-buttons run-kept"
    data-control="kept-run"
    role="status"
  >
    <span>${text}</span>
    <span class="ug-buttons">
      ${button({ control: 'continue-run', label: keptWords.goOn, onClick: goOn })}
      ${button({
        control: 'discard-run',
        label: keptWords.discard,
        look: 'quiet',
        onClick: discard,
      })}
    </span>
  </div>`;
}

/** @param {HTMLElement} $figure - whose buttons of an offer go, but not its focus */
export function focusPlay($figure) {
  /** @type {HTMLElement | null | undefined} */ (
    $figure.shadowRoot?.querySelector('[data-control~=play]')
  )?.focus();
}
