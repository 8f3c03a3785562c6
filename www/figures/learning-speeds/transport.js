import { create } from '../../kit/create.js';
import { panelFailed } from '../../kit/figure-words.js';
import { learningSpeedsWords as words } from './words.js';
import { buttonGroup } from '../../kit/controls/buttons.js';

/** @import { CheckedBias } from '../../run/protocol.js' */

/** The buttons that move a run, and the words on how it stands. */
export class Transport {
  #$play;
  #$step;
  #$reset;
  #$keep;
  #$check;
  $checked = create('p', { class: 'ug-hint', role: 'status' });

  /** @param {TransportActions} actions - what the buttons do */
  constructor(actions) {
    const group = buttonGroup({
      label: words.run,
      buttons: [
        {
          control: 'play',
          label: words.play,
          isPrimary: true,
          onClick: actions.toggle,
        },
        { control: 'step', label: words.step, onClick: actions.step },
        { control: 'reset', label: words.reset, onClick: actions.reset },
        { control: 'compare', label: words.keep, onClick: actions.keep },
        {
          control: 'check',
          label: words.check,
          onClick: () => void this.#compare(actions.check),
        },
      ],
    });
    this.#$play = group.$buttons.get('play');
    this.#$step = group.$buttons.get('step');
    this.#$reset = group.$buttons.get('reset');
    this.#$keep = group.$buttons.get('compare');
    this.#$check = group.$buttons.get('check');
    this.$element = create(
      'div',
      { class: 'ug-transport', 'data-control': 'transport' },
      group.$element,
    );
  }

  /**
   * @param {import('../../run/run-session.js').Phase} phase - how the run stands
   * @param {object} about - what is known besides
   * @param {boolean} about.isPlaying - whether it moves or will
   * @param {number} about.rows - rows measured
   * @param {boolean} about.hasKept - whether a run is kept
   */
  show(phase, { isPlaying, rows, hasKept }) {
    const isOver = phase === 'done';
    label(this.#$play, isOver ? words.runAgain : playLabel(isPlaying));
    disable(this.#$play, phase === 'failed');
    disable(this.#$step, isOver || phase === 'failed');
    disable(this.#$reset, rows < 2);
    label(this.#$keep, hasKept ? words.forget : words.keep);
    disable(this.#$keep, !hasKept && rows < 1);
    disable(this.#$check, rows < 1 || phase === 'failed');
  }

  /** Takes away what the last gradient check came to: it was another run's. */
  forgetCheck() {
    this.$checked.textContent = '';
  }

  /** @param {TransportActions['check']} check - does it */
  async #compare(check) {
    this.$checked.textContent = words.checking;
    // The figure says why, where the run is over.
    const checks = await check().catch(() => null);
    try {
      const { checkInWords } = await import('./gradient-check.js');
      this.$checked.textContent = checks ? checkInWords(checks) : '';
    } catch (error) {
      this.$checked.textContent = panelFailed(String(error));
    }
  }
}

/**
 * @param {boolean} isPlaying - whether the run moves
 * @returns {string} what the button does
 */
function playLabel(isPlaying) {
  return isPlaying ? words.pause : words.play;
}

/**
 * @param {HTMLButtonElement | undefined} $button - a button
 * @param {string} text - what it does now
 */
function label($button, text) {
  if ($button && $button.textContent !== text) $button.textContent = text;
}

/**
 * A button that has the focus and is disabled would drop it, so it is only
 * said to be.
 *
 * @param {HTMLButtonElement | undefined} $button - a button
 * @param {boolean} isDisabled - whether it would do nothing
 */
function disable($button, isDisabled) {
  if ($button) $button.setAttribute('aria-disabled', String(isDisabled));
}

/**
 * @typedef {object} TransportActions
 * @property {() => void} toggle - plays, pauses, or runs again
 * @property {() => void} step - one epoch
 * @property {() => void} reset - back to the start
 * @property {() => void} keep - keeps the run, or forgets the kept one
 * @property {() => Promise<CheckedBias[] | null>} check - compares with central
 *   differences
 */
