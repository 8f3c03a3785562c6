/** The controls of a run's settings, and of when it is measured, for a drawer. */
import { html, nothing } from 'lit';
import { declaration } from '../core/declaration.js';
import { digitsSizes } from '../core/digits.js';
import { number } from '../kit/fields.js';
import { megabytes } from './run-memory.js';
import { cureFields, measuringField } from './run-state.js';
import { settingWords as words } from './setting-words.js';

/** @import { Measuring, RunState } from './run-state.js' */

const { minLength, maxLength, min, max, slider } = declaration.run.hidden;

/** The number of hidden layers; changing it gives all of them one width. */
const DEPTH = number({
  min: minLength,
  max: maxLength,
  integer: true,
  default: 2,
});

/** The common width of the hidden layers. */
const WIDTH = number({
  min,
  max,
  slider,
  integer: true,
  scale: 'logarithmic',
  default: 30,
});

/** The size of mini-batches after a full batch. */
const MINI_BATCH = 10;

/**
 * @param {SettingsFigure} figure - whose state the controls show and change
 * @param {MeasuredRun} run - the figure's `RunController`
 * @returns {unknown} a template
 */
export function runSettings(figure, run) {
  return html`<div class="run-settings">
    ${group('network', network(figure))}
    ${group('learning', learning(figure, run))} ${cures(figure)}
    ${group('arithmetic', [setting(figure, 'seed'), setting(figure, 'precision')])}
  </div>`;
}

/** @param {'network' | 'learning' | 'cures' | 'arithmetic'} name - for `hide` @param {readonly unknown[]} fields */
function group(name, fields) {
  return html`<fieldset class="ug-group" data-control=${name}>
    <legend>${words[name]}</legend>
    <div class="ug-fields">${fields}</div>
  </fieldset>`;
}

/**
 * @param {SettingsFigure} figure - as above
 * @param {keyof RunState & keyof typeof words} key - of the state
 * @param {object} [options] - of its control
 */
function setting(figure, key, options = {}) {
  return figure.controls.of(key, { label: words[key], ...options });
}

/** @param {SettingsFigure} figure - as above */
function network(figure) {
  const { hidden } = figure.state;
  const width = hidden[0] ?? WIDTH.default;
  return [
    figure.controls.slider({
      id: 'depth',
      control: 'hidden depth',
      label: words.depth,
      field: DEPTH,
      value: hidden.length,
      change: (depth) => ({
        hidden: Array(Math.max(0, Math.round(depth))).fill(width),
      }),
    }),
    figure.controls.slider({
      id: 'width',
      control: 'hidden width',
      label: words.width,
      field: WIDTH,
      value: width,
      change: (value) => ({ hidden: hidden.map(() => value) }),
    }),
    figure.controls.of('hidden', {
      control: 'hidden widths',
      label: words.widths,
      hint: words.widthsHint,
    }),
    setting(figure, 'pixels'),
    setting(figure, 'activation'),
    setting(figure, 'initialisation'),
    setting(figure, 'output', {
      hint: figure.state.output === 'softmax' ? words.softmaxHint : '',
    }),
  ];
}

/** @param {SettingsFigure} figure @param {MeasuredRun} run - as above */
function learning(figure, run) {
  const { images, batch, lambda, optimiser } = figure.state;
  const isFull = batch === images;
  return [
    setting(figure, 'images', {
      hint: words.imagesHint(
        megabytes(digitsSizes.more),
        megabytes(digitsSizes.all),
      ),
      // A full batch stays full; others change only if they must.
      change: (/** @type {number} */ count) => ({
        images: count,
        batch: isFull ? count : Math.min(batch, count),
      }),
    }),
    html`<div>
      ${setting(figure, 'batch')}
      ${figure.controls.switch({
        control: 'full-batch',
        label: words.fullBatch,
        value: isFull,
        onChange: (full) => {
          const size = full ? images : Math.min(MINI_BATCH, images);
          figure.state = { ...figure.state, batch: size };
        },
      })}
      <p class="ug-hint">${words.updates(Math.ceil(images / batch))}</p>
    </div>`,
    setting(figure, 'rate'),
    setting(figure, 'lambda', { hint: words.lambdaPerImage(lambda / images) }),
    setting(figure, 'costFunction'),
    setting(figure, 'optimiser', {
      hint: words.optimiserHints[optimiser] ?? '',
    }),
    setting(figure, 'freeze', { hint: words.freezeHint }),
    setting(figure, 'epochs'),
    figure.controls.choice({
      id: 'measuring',
      control: 'measuring',
      label: words.measuring,
      hint: isFull ? words.measuredFully : words.measuredInPart,
      field: measuringField,
      optionName: words.measuredAt,
      value: run.measuring,
      change: (measuring) => run.measure(/** @type {Measuring} */ (measuring)),
    }),
  ];
}

/** @param {SettingsFigure} figure - which may have some of the cures, or none */
function cures(figure) {
  const keys = /** @type {(keyof typeof cureFields)[]} */ (
    Object.keys(cureFields)
  ).filter((key) => key in figure.state);
  if (keys.length === 0) return nothing;
  /** @type {Readonly<Record<string, string>>} */
  const hints = words.cureHints;
  const each = keys.map((key) =>
    setting(figure, key, { hint: hints[key] ?? '' }),
  );
  return group('cures', each);
}

/** @typedef {import('../kit/figure.js').Figure<any, any, any>} SettingsFigure */
/** @typedef {{ measuring: Measuring, measure: (measuring: Measuring) => void }} MeasuredRun */
