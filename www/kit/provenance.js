/** What stands inside every file that shows a figure, so that it leads back to the live one. */
import { settingsInWords } from './printing.js';
import { linkTo } from './toolbar.js';

/**
 * @param {import('./figure.js').Figure<any, any, any>} figure - of which a file is made
 * @returns {Provenance} as it stands now; the epoch shown is in the link
 */
export function provenanceOf(figure) {
  const { figure: entry, schema } =
    /** @type {typeof import('./figure.js').Figure} */ (figure.constructor);
  // While digits are being fetched, the run shown is not that of the state.
  const { shown: state = figure.state } =
    /** @type {{ shown?: Record<string, unknown> }} */ (
      /** @type {unknown} */ (figure)
    );
  const { epochShown: epoch, check } = figure;
  // The fingerprint is that of the last epoch at which there is one.
  const [at = '', fingerprint = ''] = check.split('-');
  return {
    title: entry.title,
    note: epoch > 0 ? words.epoch(epoch) : '',
    settings: settingsInWords(schema, state),
    fingerprint:
      fingerprint &&
      words.fingerprint(`${figure.countedIn} ${at}`, fingerprint),
    link: linkTo(schema, state, {
      ...(epoch > 0 ? { epoch } : {}),
      ...(check ? { check } : {}),
    }),
  };
}

const words = Object.freeze({
  epoch: (/** @type {number} */ epoch) => `Epoch ${epoch}.`,
  fingerprint: (/** @type {string} */ moment, /** @type {string} */ text) =>
    `Fingerprint of the run at ${moment}: ${text}.`,
});

/** @param {Provenance} from @returns {string} all but title and link, in one paragraph */
export function describe({ note, settings, fingerprint }) {
  return [note, settings, fingerprint].filter(Boolean).join(' ');
}

/**
 * @typedef {object} Provenance
 * @property {string} title - of the figure
 * @property {string} note - what else is to be said of what is shown; or ''
 * @property {string} settings - a sentence
 * @property {string} [fingerprint] - of the run that is shown, a sentence; or ''
 * @property {string} link - to the figure as it stands; '' where there is no page for it
 */
