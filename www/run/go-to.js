/** The small dialog that sends a run to an epoch, loaded when it is asked for. */
import { html } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { showDialog } from '../kit/dialog.js';

const words = Object.freeze({
  title: 'Go to an epoch',
  epoch: (/** @type {number} */ epochs) => `Epoch, 0 to ${epochs}`,
  jump: 'Jump there',
  play: 'Play until then',
  cancel: 'Cancel',
});

/**
 * @param {HTMLElement} $figure - over which it is
 * @param {Pick<import('./playback.js').PlayedRun, 'shown' | 'goTo' | 'epochShown'>} run - that moves
 */
export function askEpoch($figure, run) {
  const { epochs } = run.shown;
  /** @type {import('lit/directives/ref.js').Ref<HTMLInputElement>} */
  const field = createRef();
  showDialog($figure, words.title, (close) => {
    /** @param {boolean} isHurried - whether to jump */
    const go = (isHurried) => {
      if (!field.value?.reportValidity()) return;
      const epoch = field.value.valueAsNumber;
      close();
      run.goTo({ epoch, isHurried });
    };
    /** @param {KeyboardEvent} event */
    const entered = (event) => {
      if (event.key !== 'Enter') return;
      // Or it would press the button that has the focus next.
      event.preventDefault();
      go(true);
    };
    // No form: a sandboxed frame may not send any.
    return html`
      <label>
        ${words.epoch(epochs)}
        <input
          type="number"
          min="0"
          max=${epochs}
          step="1"
          required
          .value=${String(run.epochShown)}
          @keydown=${entered}
          ${ref(field)}
        />
      </label>
      <div class="ug-buttons">
        <button type="button" class="ug-primary" @click=${() => go(true)}>
          ${words.jump}
        </button>
        <button type="button" @click=${() => go(false)}>${words.play}</button>
        <button type="button" @click=${close}>${words.cancel}</button>
      </div>
    `;
  });
  field.value?.select();
}
