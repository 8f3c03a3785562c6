/** The table behind the picture, and the run and its pictures as files. */
import { nothing } from 'lit';
import {
  copyText,
  downloadCsv,
  numbersAndFiles,
  numberTable,
  pictureButtons,
  svgIn,
} from '../../kit/data-drawer.js';
import { readable } from '../../kit/numbers.js';
import { fingerprinted } from '../../run/fingerprint.js';
import { runFilm } from '../../run/run-film.js';
import { runWords } from '../../run/run-words.js';
import { TakeOut } from '../../run/take-out.js';
import { epochToCsv, gradientsToCsv } from './gradient-text.js';
import { layerTitle, neuronWords as words } from './words.js';

/** @import { GradientHistory, GradientRow } from '../../run/gradient-history.js' */
/** @import { NeuronGradientsElement } from './neuron-gradients.js' */

const DIGITS = 6;

/**
 * @param {NeuronGradientsElement} figure - the host
 * @param {() => Element | null} history - the neuron that is followed, as SVG, if
 *   there is one
 * @returns {(gradients: GradientHistory | null, row: GradientRow | null) => unknown}
 *   renders what is in the drawer, given the run so far and the epoch shown
 */
export function neuronData(figure, history) {
  let status = '';
  const takeOut = new TakeOut(figure);
  const say = (/** @type {string} */ said) => {
    status = said;
    figure.requestUpdate();
  };

  return (gradients, row) => {
    const name = `neuron-gradients-seed-${figure.shown.seed}`;
    const historyFiles = () => {
      const svg = history();
      say(svg ? '' : words.none);
      return svg ? [{ name: `${name}-history`, svg }] : [];
    };
    return numbersAndFiles({
      label: words.table,
      numbers: row ? numberTable(tableOf(row)) : nothing,
      files: {
        label: words.downloads,
        buttons: [
          ...pictureButtons(
            figure,
            [
              {
                label: words.downloadSvg,
                files: () =>
                  svgIn(
                    name,
                    figure.renderRoot.querySelector('.neurons-picture'),
                  ),
              },
              {
                control: 'download-history',
                label: words.downloadHistory,
                files: historyFiles,
              },
            ],
            () => runFilm(figure.training),
          ),
          {
            control: 'download-csv',
            label: words.downloadCsv,
            onClick: () => {
              if (gradients) {
                downloadCsv(
                  fingerprinted(name, figure.training.history),
                  gradientsToCsv(gradients.history, figure.keptDoor.columns),
                );
              }
            },
          },
          {
            control: 'copy-csv',
            label: words.copyCsv,
            onClick: async () =>
              say(await copyText(row ? epochToCsv(row) : '')),
          },
          ...takeOut.buttons,
        ],
      },
      status,
      more: takeOut.render(),
    });
  };
}

/**
 * @param {GradientRow} row - of the epoch shown
 * @returns {import('../../kit/number-table.js').NumberTable} a row a neuron, a
 *   column a layer
 */
export function tableOf({ epoch, layers }) {
  const tallest = Math.max(0, ...layers.map(({ length }) => length));
  return {
    caption: `∂C/∂b, ${runWords.epoch} ${epoch}`,
    headings: [
      words.tableNeuron,
      ...layers.map((_, index) => layerTitle(index + 1, false)),
    ],
    rows: Array.from({ length: tallest }, (_, neuron) => [
      String(neuron + 1),
      ...layers.map((layer) => {
        const value = layer[neuron];
        return value === undefined ? '' : readable(value, DIGITS);
      }),
    ]),
  };
}
