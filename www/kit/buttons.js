import { html, nothing } from 'lit';

/**
 * @param {object} options - of the group
 * @param {string} options.label - of the group, for assistive technology
 * @param {readonly ButtonOptions[]} options.buttons - from left to right
 * @returns {unknown} a template
 */
export function buttonGroup({ label, buttons }) {
  return html`<div class="ug-buttons" role="group" aria-label=${label}>
    ${buttons.map(button)}
  </div>`;
}

/**
 * A button. It uses `aria-disabled`, because a really disabled button would lose
 * the focus.
 *
 * @param {ButtonOptions} options - what it shows and does
 * @returns {unknown} a template
 */
export function button({
  control,
  label,
  name,
  look = '',
  isDisabled,
  isPressed,
  onClick,
}) {
  return html`<button
    type="button"
    aria-label=${name ?? nothing}
    title=${name ?? nothing}
    class=${look ? `ug-${look}` : nothing}
    data-control=${control}
    aria-pressed=${isPressed === undefined ? nothing : String(isPressed)}
    aria-disabled=${isDisabled === undefined ? nothing : String(isDisabled)}
    @click=${onClick}
  >
    ${label}
  </button>`;
}

/**
 * Presets as a row of buttons; the one that matches the figure's current settings
 * is shown as pressed.
 *
 * @template {string} Name
 * @param {object} options - of the row
 * @param {string} options.label - its heading
 * @param {readonly Preset<Name>[]} options.presets - in order
 * @param {Name | null} options.chosen - the preset that matches, if any
 * @param {(name: Name) => void} options.onChoose - called with a preset
 * @param {(name: Name) => unknown} [options.after] - rendered after a button
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
 * @property {string} [name] - the same in words, where the label is a picture
 * @property {'primary' | 'quiet' | ''} [look] - how prominent it is
 * @property {boolean} [isDisabled] - whether it does nothing now
 * @property {boolean} [isPressed] - of a switch, whether it is on
 * @property {(event: Event) => void} onClick - its action
 */

/**
 * @template {string} Name
 * @typedef {object} Preset
 * @property {Name} name - unique
 * @property {string} label - of its button
 * @property {string} [title] - more about it, shown on hover
 */
