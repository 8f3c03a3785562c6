import { html, nothing } from 'lit';

/**
 * The stage of a figure: what one looks at while one moves something, as high as a
 * slide or a laptop's window and no higher; drawers wait in a row below it. The
 * picture takes the room that the others leave: see stage.css.
 *
 * @param {object} parts - of the figure
 * @param {unknown} [parts.top] - presets and what moves the figure, over the picture
 * @param {unknown} parts.picture - elements that fill what room there is
 * @param {unknown} [parts.sentence] - what the picture comes to; the text itself has the
 *   id `sentence`, so that pictures can be described by it
 * @param {unknown} [parts.controls] - those in use, beside the picture
 * @param {boolean} [parts.isRow] - whether they are in a row below it instead
 * @param {unknown} [parts.drawers] - all the rest
 * @returns {unknown} a template
 */
export function stage({
  top,
  picture,
  sentence,
  controls,
  isRow = false,
  drawers,
}) {
  return html`<div class=${isRow ? 'ug-stage is-row' : 'ug-stage'}>
      ${part('ug-top', top)} ${part('ug-picture', picture)}
      ${part('ug-sentence', sentence)} ${part('ug-controls', controls)}
    </div>
    <div class="ug-drawers">${drawers}</div>`;
}

/** @param {string} name - a class @param {unknown} content @returns {unknown} a template */
function part(name, content) {
  return content === undefined
    ? nothing
    : html`<div class=${name}>${content}</div>`;
}
