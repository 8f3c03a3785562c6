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
    ],
  });
  return html`${buttons} ${playback(run, hasFailed || isBlocked)}`;
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
 *   | 'isBlocked' | 'toggle' | 'stepShown' | 'reset' | 'canReset'> & { history: { rows: number, epoch: number } | null }} TransportRun
 */
