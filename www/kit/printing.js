/**
 * What printing asks for beyond style sheets: pictures laid out for the paper, in
 * light colours, and the settings in words. A browser lays a page out on paper
 * without telling anybody how wide it is, and waits for nothing: all has to be done
 * while `beforeprint` is heard.
 */
import { html } from 'lit';
import { figureWords } from './figure-words.js';
import { readable } from './numbers.js';
import { optionName } from './option-names.js';

/** @import { AnyField, Schema } from './schema.js' */

/**
 * Tells when printing begins and ends. A page that is only shown as if it were
 * printed, as in developer tools, has the media type but no events.
 *
 * @param {(isPrinting: boolean) => void} tell - called with every change
 * @param {AbortSignal} signal - stops it
 */
export function whenPrinting(tell, signal) {
  const media = matchMedia('print');
  let isPrinting = false;
  const settle = (/** @type {boolean} */ now) => {
    if (now === isPrinting) return;
    isPrinting = now;
    tell(now);
  };
  window.addEventListener('beforeprint', () => settle(true), { signal });
  window.addEventListener('afterprint', () => settle(media.matches), {
    signal,
  });
  media.addEventListener('change', () => settle(media.matches), { signal });
  settle(media.matches);
}

/**
 * @returns {boolean} whether the document is printed on usual paper, whose width
 *   differs from that of the screen: not in a frame, nor where the page itself
 *   says how large its paper is, as a deck of slides does
 */
export function isOnPaper() {
  if (parent !== window) return false;
  return ![...document.styleSheets].some((sheet) => {
    try {
      return [...sheet.cssRules].some(
        (rule) =>
          rule instanceof CSSPageRule && rule.style.getPropertyValue('size'),
      );
    } catch {
      // A style sheet of another origin.
      return false;
    }
  });
}

/**
 * @param {object} figure - that is printed
 * @param {Schema<any>} figure.schema - of its state
 * @param {any} figure.state - shown
 * @param {string} figure.link - to it, or ''
 * @param {string} [figure.note] - what else is to be said
 * @returns {unknown} a template: its settings and the link, for under it
 */
export function printedWords({ schema, state, link, note = '' }) {
  return html`<div class="ug-printed" data-control="printed">
    <p>${note} ${settingsInWords(schema, state)}</p>
    ${link && html`<p>${figureWords.linkPrinted} <a href=${link}>${link}</a></p>`}
  </div>`;
}

/**
 * @param {Schema<any>} schema - of a figure
 * @param {any} state - its state
 * @returns {string} “Settings: bits 4, circuit two layers and many, …”
 */
export function settingsInWords(schema, state) {
  const parts = schema.keys.map((key) => {
    const value = state[key];
    const name = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    const list = (Array.isArray(value) ? value : [value]).map((one) =>
      valueInWords(schema.fields[key], one),
    );
    return `${name} ${list.join(', ') || figureWords.none}`;
  });
  return `${figureWords.settings} ${parts.join('; ')}.`;
}

/** @param {AnyField | undefined} field @param {any} value @returns {string} it, short: the link has every digit */
function valueInWords(field, value) {
  if (field?.kind === 'choice') return optionName(value);
  return readable(
    Number.isInteger(value) ? value : Number(value.toPrecision(4)),
  );
}
