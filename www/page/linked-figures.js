/**
 * Puts what a link says into the figures of a document, and writes the link
 * that brings them back.
 */
import { figureToHash } from '../state/permalink.js';
import { defaultState, changedKeys } from '../state/schema.js';

/** @typedef {import('../elements/figure-element.js').FigureElement<any, any, any>} Figure */

/**
 * @param {Figure} $figure - a figure
 * @param {import('../state/permalink.js').LinkedFigure} linked - what a link
 *   says about it, already checked
 */
export function applyLinkedFigure($figure, { state, hide, theme, scale }) {
  $figure.state = state;
  $figure.hide = hide ?? [];
  $figure.theme = theme ?? '';
  if (scale === undefined) $figure.style.removeProperty('--ug-scale');
  else $figure.style.setProperty('--ug-scale', String(scale));
}

/**
 * @param {Figure} $figure - a figure
 * @param {import('../state/schema.js').Schema<any>} schema - its schema
 * @returns {string} its part of a link, with the way it is shown
 */
export function hashOfFigure($figure, schema) {
  /** @type {import('../state/permalink.js').View} */
  const view = {};
  const { theme } = $figure;
  const scale = $figure.style.getPropertyValue('--ug-scale');
  view.hide = $figure.hide.split(/[\s,]+/).filter((name) => name !== '');
  if (theme === 'light' || theme === 'dark' || theme === 'auto') {
    view.theme = theme;
  }
  if (scale !== '') view.scale = Number(scale);
  return figureToHash(schema, $figure.state, view);
}

/**
 * @param {Figure} $figure - a figure
 * @param {import('../state/schema.js').Schema<any>} schema - its schema
 * @returns {boolean} whether a reader or a link has changed anything
 */
export function isChanged($figure, schema) {
  const fresh = defaultState(schema);
  return (
    changedKeys(schema, fresh, $figure.state).length > 0 ||
    $figure.hide !== '' ||
    $figure.theme !== '' ||
    $figure.style.getPropertyValue('--ug-scale') !== ''
  );
}
