/** How a run is looked at: its pace, the epoch that is shown, and how far it is. */
import { html, nothing } from 'lit';
import { number } from '../kit/fields.js';
import { moveTo, nearestIndex } from '../kit/nearest.js';
import { countText, readable } from '../kit/numbers.js';
import { outlook, paceField } from './pace.js';
import { runWords as words } from './run-words.js';

/** @import { Controls } from '../kit/controls.js' */
/** @import { Pace } from './pace.js' */

/**
 * @param {PlayedRun} run - the figure's `RunController`
 * @param {boolean} [isStuck] - whether it cannot be moved
 * @returns {unknown} a template
 */
export function playback(run, isStuck = false) {
  return html`${paceChoice(run)} ${epochSlider(run)} ${goToButton(run, isStuck)}
  ${progressBar(run)}`;
}

/** @param {Pick<PlayedRun, 'controls' | 'pace' | 'keepPace'>} run @returns {unknown} a template */
export function paceChoice(run) {
  return run.controls.choice({
    id: 'pace',
    control: 'pace',
    label: words.pace,
    field: paceField,
    optionName: (/** @type {Pace} */ pace) => words.paces[pace],
    value: run.pace,
    change: (pace) => run.keepPace(pace),
  });
}

/** @param {PlayedRun} run */
function epochSlider(run) {
  const { epochs, pointed } = run;
  const last = epochs.at(-1) ?? 0;
  const shown = epochs[nearestIndex(epochs, pointed ?? last)] ?? 0;
  return run.controls.slider({
    id: 'epoch',
    control: 'epoch',
    label: words.epochShown,
    field: number({
      min: 0,
      max: Math.max(1, last),
      integer: true,
      default: 0,
    }),
    value: shown,
    change: (epoch) => {
      const wanted = moveTo(epochs, shown, epoch);
      run.point(wanted === last ? null : wanted);
    },
  });
}

/** @param {PlayedRun} run @param {boolean} isStuck */
function goToButton(run, isStuck) {
  /** @param {Event & { currentTarget: Element }} event */
  const ask = async ({ currentTarget }) => {
    if (isStuck) return;
    const { host } = /** @type {ShadowRoot} */ (currentTarget.getRootNode());
    try {
      const { askEpoch } = await import('./go-to.js');
      askEpoch(/** @type {HTMLElement} */ (host), run);
    } catch {
      // Offline: the button can be pressed again.
    }
  };
  return html`<button
    type="button"
    class="ug-quiet"
    data-control="go-to"
    aria-haspopup="dialog"
    aria-disabled=${String(isStuck)}
    @click=${ask}
  >
    ${words.goTo}
  </button>`;
}

/** @param {PlayedRun} run */
function progressBar(run) {
  const { history, pace, shown } = run;
  const epoch = history?.epoch ?? 0;
  const { epochs, images } = shown;
  const perSecond = run.session.imagesPerSecond / images;
  const view = outlook({ epoch, epochs, perSecond, pace });
  if (!view.isLong || epoch <= 0 || epoch >= epochs) return nothing;
  const text = words.progress(
    rateText(view.perSecond),
    durationText(view.secondsLeft),
  );
  return html`<div class="run-progress" data-control="progress">
    <progress
      max=${epochs}
      value=${epoch}
      aria-label=${words.progressName}
      aria-valuetext=${`${words.epochOf(epoch, epochs)}, ${text}`}
    ></progress>
    <span aria-hidden="true">${text}</span>
  </div>`;
}

/** @param {number} perSecond @returns {string} “0.23”, “1 250” */
function rateText(perSecond) {
  return perSecond < 10
    ? readable(perSecond, 2)
    : countText(Math.round(perSecond));
}

/** @param {number} seconds - any @returns {string} “8 s”, “3 min 20 s”, “2 h 5 min” */
export function durationText(seconds) {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole}\u202fs`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}\u202fmin ${whole % 60}\u202fs`;
  return `${Math.floor(minutes / 60)}\u202fh ${minutes % 60}\u202fmin`;
}

/**
 * @typedef {object} PlayedRun
 * @property {Controls} controls - of the figure
 * @property {Pace} pace - at which it plays
 * @property {(pace: Pace) => void} keepPace - from now on
 * @property {readonly number[]} epochs - that can be shown, ascending
 * @property {number | null} pointed - the one that is; null for the last
 * @property {(epoch: number | null) => void} point - to one of them
 * @property {{ epoch: number } | null} history - its rows
 * @property {number} epochShown - the epoch that is shown
 * @property {(goal: import('./run-session.js').Goal) => void} goTo - an epoch
 * @property {{ epochs: number, images: number }} shown - its settings
 * @property {{ imagesPerSecond: number }} session - that trains it
 */
