import { create } from '../../kit/create.js';
import { learningSpeedsWords as words, presetWords } from './words.js';
import { checkboxField } from '../../kit/controls/checkbox-field.js';
import { presetsMenu } from '../../kit/controls/buttons.js';
import { Panel } from '../../kit/panel.js';
import { MeaningLine } from './meaning.js';
import { Plots } from './plots.js';
import { PRESETS } from './presets.js';
import { Readout } from './readout.js';
import { Transport } from './transport.js';

/** @import { PresetName } from './presets.js' */

/**
 * Builds the figure: presets, the plot with cost and accuracies beside it, the
 * buttons, what the numbers mean, the settings, the digits, the data.
 *
 * @param {HTMLElement} $body - the place for it
 * @param {LayoutOptions} figure - what it shows and does
 * @returns {Layout} the parts that change
 */
export function buildLayout($body, figure) {
  const history = figure.history;
  const plots = new Plots({
    ground: figure.ground,
    needsDrawing: figure.needsDrawing,
    cursor: {
      label: `${words.plotTitle}. ${words.plotKeys}`,
      epochs: () => history()?.epochs ?? [],
      text: figure.say,
      onMove: figure.pointAt,
    },
  });
  const presets = presetsMenu({
    label: words.presets,
    presets: namesOf(PRESETS).map((name) => ({
      name,
      label: presetWords[name]?.label ?? name,
      title: presetWords[name]?.title ?? name,
    })),
    onChoose: figure.choose,
  });
  const readout = new Readout();
  const transport = new Transport(figure);
  const panels = buildPanels(figure, plots);
  const backdrop = checkboxField({
    control: 'band',
    label: words.showBand,
    value: true,
    onChange: figure.showBackdrop,
  });
  const meaning = new MeaningLine();
  const $gaps = create('p', { class: 'ug-hint' });
  const $kept = create('p', { class: 'ug-hint' });
  const $backdrop = create('p', { class: 'ug-hint' });
  const $retry = create('button', {
    type: 'button',
    class: 'ug-retry',
    hidden: true,
  });
  $retry.addEventListener('click', figure.retry);
  $body.append(
    $retry,
    presets.$element,
    transport.$element,
    create(
      'div',
      { class: 'ug-stage' },
      create(
        'div',
        { class: 'ug-main' },
        plots.speeds.$element,
        readout.$speeds,
      ),
      create(
        'div',
        { class: 'ug-side', 'data-control': 'side' },
        create(
          'div',
          { class: 'ug-side-part' },
          plots.cost.$element,
          readout.$cost,
          readout.$rate,
        ),
        create(
          'div',
          { class: 'ug-side-part' },
          plots.accuracy.$element,
          readout.$accuracy,
        ),
      ),
    ),
    meaning.$element,
    meaning.$announcement,
    create(
      'div',
      { class: 'ug-notes', 'data-control': 'notes' },
      backdrop.$element,
      $gaps,
      $backdrop,
      $kept,
      transport.$checked,
    ),
    panels.settings.$element,
    panels.comparison.$element,
    panels.digits.$element,
    panels.data.$element,
  );
  return {
    plots,
    presets,
    readout,
    transport,
    ...panels,
    meaning,
    $gaps,
    $kept,
    $backdrop,
    $band: backdrop.$element,
    showRetry(label) {
      $retry.textContent = label;
      $retry.hidden = false;
    },
    hideRetry() {
      $retry.hidden = true;
    },
  };
}

/**
 * @param {LayoutOptions} figure - what they show and do
 * @param {Plots} plots - its pictures
 * @returns what opens under the picture, from the top
 */
function buildPanels(figure, plots) {
  return {
    settings: new Panel({
      control: 'settings',
      label: words.settings,
      bring: async () => {
        const { SettingsPanel } = await import('./settings-panel.js');
        return new SettingsPanel(figure);
      },
    }),
    comparison: new Panel({
      control: 'compare-runs',
      label: words.compareRuns,
      bring: async () => {
        const { ComparisonPanel } = await import('./comparison/panel.js');
        return new ComparisonPanel(figure.comparison);
      },
    }),
    digits: new Panel({
      control: 'digits',
      label: words.digits,
      bring: async () => {
        const { DigitStrip } = await import('./digit-strip.js');
        return new DigitStrip(figure.comparison.core, figure.state);
      },
    }),
    data: new Panel({
      control: 'data',
      label: words.data,
      bring: async () => {
        const { DataPanel } = await import('./data-panel.js');
        const { history, seed } = figure;
        return new DataPanel({ history, seed, plot: plots.speeds });
      },
    }),
  };
}

/**
 * @template {string} Name
 * @param {Readonly<Record<Name, unknown>>} record - by name
 * @returns {Name[]} the names, in order
 */
function namesOf(record) {
  return /** @type {Name[]} */ (Object.keys(record));
}

/**
 * @typedef {object} FigureParts
 * @property {(name: PresetName) => void} choose - takes a preset
 * @property {() => import('../../run/run-history.js').RunHistory | null} history - the
 *   run so far
 * @property {() => number} seed - of the run
 * @property {() => 'light' | 'dark'} ground - behind the pictures
 * @property {() => void} needsDrawing - asks for a frame
 * @property {(epoch: number | null) => void} pointAt - where the cursor stands
 * @property {(epoch: number) => string} say - the numbers of an epoch
 * @property {() => void} retry - after a failure
 * @property {(isWanted: boolean) => void} showBackdrop - bands and marks
 * @property {import('./comparison/panel.js').ComparisonFigure} comparison - what
 *   a comparison of several runs needs
 */
/**
 * @typedef {FigureParts & import('./settings-panel.js').SettingsFigure
 *   & import('./transport.js').TransportActions} LayoutOptions
 */

/**
 * @typedef {object} LayoutParts
 * @property {Plots} plots - the three pictures
 * @property {{ mark: (name: PresetName | null) => void }} presets - the buttons
 * @property {Readout} readout - the numbers
 * @property {Transport} transport - the buttons that move the run
 * @property {MeaningLine} meaning - what the numbers mean
 * @property {HTMLElement} $gaps - at which epochs the run was measured
 * @property {HTMLElement} $kept - which run is kept
 * @property {HTMLElement} $backdrop - what bands and marks are
 * @property {HTMLElement} $band - the box that shows and hides them
 * @property {(label: string) => void} showRetry - offers to try again
 * @property {() => void} hideRetry - withdraws the offer
 */
/** @typedef {LayoutParts & ReturnType<typeof buildPanels>} Layout */
