import { create } from '../../kit/create.js';
import { learningSpeedsWords, presetWords } from '../learning-speeds/words.js';
import { neuronWords as words } from './words.js';
import { presetsMenu } from '../../kit/controls/buttons.js';
import { PRESETS } from '../learning-speeds/presets.js';
import { Panel } from '../../kit/panel.js';
import { NetworkPicture } from './network-picture.js';
import { NeuronHistory } from './neuron-history.js';
import { ViewControls } from './view-controls.js';

/** @import { PresetName } from '../learning-speeds/presets.js' */

/**
 * Builds the figure: the buttons, the picture, what it shows, the neuron that
 * is followed, the settings of a run of its own, the data.
 *
 * @param {HTMLElement} $body - the place for it
 * @param {LayoutOptions} figure - what it shows and does
 * @returns {Layout} the parts that change
 */
export function buildLayout($body, figure) {
  const names = /** @type {PresetName[]} */ (Object.keys(PRESETS));
  const presets = presetsMenu({
    label: learningSpeedsWords.presets,
    presets: names.map((name) => ({
      name,
      label: presetWords[name]?.label ?? name,
      title: presetWords[name]?.title ?? name,
    })),
    onChoose: figure.choose,
  });
  const controls = new ViewControls(figure);
  const picture = new NetworkPicture(figure);
  const history = new NeuronHistory({
    state: figure.state,
    gradients: figure.gradients,
    ground: figure.ground,
    core: figure.core,
    signal: figure.signal,
    needsDrawing: figure.resized,
    point: figure.point,
    pointed: figure.pointed,
    unfollow: () => figure.follow(null),
  });
  const settings = new Panel({
    control: 'settings',
    label: learningSpeedsWords.settings,
    bring: async () => {
      const panel = import('../learning-speeds/settings-panel.js');
      return new (await panel).SettingsPanel(figure);
    },
  });
  const data = new Panel({
    control: 'data',
    label: words.table,
    bring: async () => {
      const { NeuronData } = await import('./neuron-data.js');
      return new NeuronData({
        gradients: figure.gradients,
        row: figure.row,
        seed: figure.seed,
        picture: () => picture.$svg,
        history: async () => (await history.plot?.svg()) ?? '',
      });
    },
  });
  const $scale = create('p', { class: 'ug-hint' });
  const $meaning = create('p', {
    class: 'neurons-meaning',
    'data-control': 'meaning',
  });
  const $announcement = create('p', { class: 'ug-unseen', role: 'status' });
  const $retry = create('button', { type: 'button', hidden: true });
  $retry.addEventListener('click', figure.retry);
  // Where another figure shows the same run, its settings are there.
  const $alone = [presets.$element, settings.$element];
  $body.append(
    $retry,
    presets.$element,
    controls.$transport,
    picture.$element,
    create(
      'div',
      { class: 'neurons-key', 'data-control': 'notes' },
      create('p', { class: 'ug-hint' }, words.key),
      $scale,
    ),
    $meaning,
    $announcement,
    controls.$view,
    history.$element,
    settings.$element,
    data.$element,
  );
  return {
    presets,
    controls,
    picture,
    history,
    settings,
    data,
    $scale,
    $meaning,
    $announcement,
    showAlone(isAlone) {
      for (const $part of $alone) $part.hidden = !isAlone;
    },
    showRetry(offer) {
      $retry.textContent = offer;
      $retry.hidden = offer === '';
    },
  };
}

/**
 * @typedef {object} FigureParts
 * @property {() => import('./state.js').NeuronGradientsState} state -
 *   of the figure
 * @property {(name: PresetName) => void} choose - takes a preset
 * @property {() => 'light' | 'dark'} ground - behind the pictures
 * @property {() => import('../../run/gradient-history.js').GradientHistory | null} gradients -
 *   of the run so far
 * @property {() => import('../../run/gradient-history.js').GradientRow | null} row -
 *   of the epoch shown
 * @property {() => number} seed - of the run
 * @property {() => Promise<import('../../core/core.js').CoreParts['training']>} core -
 *   resolves when it is loaded
 * @property {() => number | null} pointed - the epoch looked at, null for the last
 * @property {() => AbortSignal | undefined} signal - aborted when the figure
 *   leaves the document, where it is in one
 * @property {() => void} retry - after a failure
 */
/**
 * @typedef {FigureParts & import('../learning-speeds/settings-panel.js').SettingsFigure
 *   & import('./view-controls.js').ControlActions
 *   & import('./network-picture.js').PictureActions} LayoutOptions
 */

/**
 * @typedef {object} Layout
 * @property {{ mark: (name: PresetName | null) => void }} presets - the buttons
 * @property {ViewControls} controls - of the run and of the view
 * @property {NetworkPicture} picture - of the network
 * @property {NeuronHistory} history - of one neuron
 * @property {Panel<any>} settings - of a run of its own
 * @property {Panel<any>} data - table and files
 * @property {HTMLElement} $scale - what a bar's length means
 * @property {HTMLElement} $meaning - what the picture shows
 * @property {HTMLElement} $announcement - the same, said aloud
 * @property {(isAlone: boolean) => void} showAlone - shows or hides what only a
 *   run of its own needs
 * @property {(offer: string) => void} showRetry - offers to try again, or not
 */
