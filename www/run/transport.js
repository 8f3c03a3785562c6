/** The buttons that control a run, and what goes with them. */
import { html, nothing } from 'lit';
import { buttonGroup } from '../kit/buttons.js';
import { playback } from './playback.js';
import { runWords as words } from './run-words.js';

/**
 * @param {TransportRun} run - the figure's `RunController`
 * @returns {unknown} a template: a group of buttons, the pace and the epoch
 */
export function transport(run) {
  const { phase, isPlaying, isBlocked } = run;
  const isOver = phase === 'done';
  const hasFailed = phase === 'failed';
  const moving = isPlaying ? words.pause : words.play;
  const buttons = buttonGroup({
    label: words.run,
    buttons: [
      {
        control: 'play',
        label: isOver ? words.again : moving,
        look: 'primary',
        isDisabled: hasFailed || isBlocked,
        onClick: () => run.toggle(),
      },
      {
        control: 'step',
        label: words.step,
        isDisabled: isOver || hasFailed || isBlocked,
        onClick: () => run.stepShown(),
      },
      {
        control: 'reset',
        label: words.reset,
        isDisabled: !run.canReset,
        onClick: () => run.reset(),
      },
      ...(run.hasDiverged ? [slowerButton(() => run.slower())] : []),
    ],
  });
  return html`${buttons} ${playback(run, hasFailed || isBlocked)}`;
}

/**
 * The button that offers what has diverged again, with a tenth of the learning rate.
 *
 * @param {() => void} again - lowers the rate and trains
 * @returns {import('../kit/buttons.js').ButtonOptions} for a group with a Play
 */
export function slowerButton(again) {
  return {
    control: 'smaller-rate',
    label: words.slower,
    onClick: ({ currentTarget }) => {
      const $group = /** @type {HTMLElement} */ (currentTarget).parentElement;
      again();
      // The button goes with the divergence; the focus stays with what moves the run.
      /** @type {HTMLElement | null | undefined} */ (
        $group?.querySelector('[data-control~=play]')
      )?.focus();
    },
  };
}

/** @param {string} offer - the label; '' for no button @param {() => void} again @returns {unknown} a template */
export function retryButton(offer, again) {
  if (offer === '') return nothing;
  return html`<button type="button" class="run-retry" @click=${again}>
    ${offer}
  </button>`;
}

/**
 * @typedef {import('./playback.js').PlayedRun & Pick<import('./run-controller.js').RunController, 'phase' | 'isPlaying'
 *   | 'isBlocked' | 'toggle' | 'stepShown' | 'hasDiverged' | 'slower' | 'reset' | 'canReset'> & { history: { rows: number, epoch: number } | null }} TransportRun
 */
