/** Buttons that belong together, and ready-made settings as buttons. */
import { html, nothing } from 'lit';

/**
 * @param {object} options - what they are
 * @param {string} options.label - what the group is, for assistive technology
 * @param {readonly ButtonOptions[]} options.buttons - from left to right
 * @returns {unknown} a template: the group, each button hidden by its own name
 */
export function buttonGroup({ label, buttons }) {
  return html`<div class="ug-buttons" role="group" aria-label=${label}>
    ${buttons.map(button)}
  </div>`;
}

/**
 * A button that has the focus and is disabled would drop it, so it is only
 * said to be.
 *
 * @param {ButtonOptions} options - what it is and does
 * @returns {unknown} a template
 */
export function button({ control, label, look = '', isDisabled, onClick }) {
  return html`<button
    type="button"
    class=${look ? `ug-${look}` : nothing}
    data-control=${control}
    aria-disabled=${isDisabled === undefined ? nothing : String(isDisabled)}
    @click=${onClick}
  >
    ${label}
  </button>`;
}

/**
 * Ready-made settings as a row of buttons. The one whose settings the figure
 * has now is marked as pressed.
 *
 * @template {string} Name
 * @param {object} options - what there is
 * @param {string} options.label - what the row is
 * @param {readonly Preset<Name>[]} options.presets - in order
 * @param {Name | null} options.chosen - the one in force, if any is
 * @param {(name: Name) => void} options.onChoose - told the choice
 * @param {(name: Name) => unknown} [options.after] - what follows a button
 * @returns {unknown} a template
 */
export function presetsMenu({ label, presets, chosen, onChoose, after }) {
  return html`<div
    class="ug-presets"
    role="group"
    aria-label=${label}
    data-control="presets"
  >
    <span class="ug-presets-label" aria-hidden="true">${label}</span>
    ${presets.map(
      (preset) =>
        html`<button
            type="button"
            class="ug-preset"
            aria-pressed=${String(preset.name === chosen)}
            title=${preset.title ?? nothing}
            @click=${() => onChoose(preset.name)}
          >
            ${preset.label}</button
          >${after?.(preset.name) ?? nothing}`,
    )}
  </div>`;
}

/**
 * @typedef {object} ButtonOptions
 * @property {string} control - its name for `hide`
 * @property {unknown} label - what it does
 * @property {'primary' | 'quiet' | ''} [look] - how much it stands out
 * @property {boolean} [isDisabled] - whether it would do nothing now
 * @property {() => void} onClick - does it
 */

/**
 * @template {string} Name
 * @typedef {object} Preset
 * @property {Name} name - tells them apart
 * @property {string} label - what the button says
 * @property {string} [title] - more about it, on hover
 */
