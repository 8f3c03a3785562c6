/** The numbers as tables and as files, and the pictures as files. */
import {
  downloadCsv,
  numbersAndFiles,
  numberTable,
  pictureButtons,
  svgIn,
} from '../../kit/data-drawer.js';
import { formatNumber } from '../../kit/numbers.js';
import { beside } from '../../run/kept-columns.js';
import { PythonCopy } from '../../kit/python/copy.js';
import { ROW } from './learning.js';
import { levelOf } from './readings.js';
import { timeWords as words } from './words.js';

const NAME = 'gradient-through-time';

/**
 * @param {GradientThroughTimeElement} host - the figure
 * @param {() => import('../../kit/film.js').Film} film - of its training
 * @returns {() => unknown} renders the drawer
 */
export function dataDrawer(host, film) {
  const python = new PythonCopy(host, async () => {
    const { recomputed } = await import('./python.js');
    return () => recomputed(host.readings);
  });
  return () => {
    const { readings } = host;
    if (!readings) return words.measuring;
    const gradients = gradientTable(readings);
    const training = trainingTable(readings);
    const kept = () => host.keptDoor.columns;
    /** @param {string} control @param {string} file */
    const finder = (control, file) => () =>
      svgIn(
        file,
        host.renderRoot.querySelector(`[data-control=${control}] .plot-canvas`),
      );
    return numbersAndFiles({
      label: words.table,
      numbers: [gradients, ...(readings.steps > 0 ? [training] : [])].map(
        (table) =>
          numberTable({
            ...table,
            rows: table.rows.map((row) =>
              row.map((cell) =>
                typeof cell === 'number' ? formatNumber(cell, 5) : cell,
              ),
            ),
          }),
      ),
      files: {
        label: words.downloads,
        buttons: [
          {
            control: 'download-csv',
            label: words.gradientCsv,
            onClick: () => downloadCsv(NAME, gradientFile(gradients, kept())),
          },
          {
            control: 'download-training',
            label: words.trainingCsv,
            onClick: () =>
              downloadCsv(`${NAME}-training`, trainingFile(training, kept())),
          },
          python.button,
          ...pictureButtons(
            host,
            [
              {
                control: 'download-gradient',
                label: words.gradientSvg,
                files: finder('gradient', NAME),
              },
              {
                control: 'download-accuracy',
                label: words.accuracySvg,
                files: finder('accuracy', `${NAME}-accuracy`),
              },
            ],
            film,
          ),
        ],
      },
      more: python.render(),
    });
  };
}

/** @param {Readings} readings @returns {NumberTable} a row for each step t */
export function gradientTable({ one, trained, quantiles }) {
  const levels = [0, 1, 2, 3, 4].map((level) => levelOf(quantiles, level));
  return {
    caption: words.tableCaption,
    headings: words.tableHeadings,
    rows: one.map((log10, t) =>
      [t, ...levels.map((level) => level[t]), log10, trained[t]].map(
        (cell) => cell ?? '',
      ),
    ),
  };
}

/** @param {Readings} readings @returns {NumberTable} a row for each ten steps of training */
export function trainingTable({ steps, costs, accuracies, gradients }) {
  return {
    caption: words.trainingCaption,
    headings: words.trainingHeadings,
    rows: costs.map((cost, row) => [
      Math.min(steps, (row + 1) * ROW),
      cost,
      accuracies[row] ?? '',
      gradients[row] ?? '',
    ]),
  };
}

/**
 * @param {NumberTable} table - of the gradient
 * @param {readonly KeptColumns[]} kept - networks behind the one that is shown
 * @returns {NumberTable} with a column for each of them, as it was trained
 */
export function gradientFile(table, kept) {
  const [heading = ''] = words.tableHeadings.slice(-1);
  const others = kept.map(({ name, own: { norms } }) => ({
    name,
    headings: [heading],
    at: norms.map((_, t) => t),
    rows: (/** @type {number} */ t) => [norms[t] ?? ''],
  }));
  return { ...table, ...beside(table, others) };
}

/** @param {NumberTable} table - of the training @param {readonly KeptColumns[]} kept @returns {NumberTable} likewise, with all its columns for each */
export function trainingFile(table, kept) {
  const [, ...headings] = words.trainingHeadings;
  const others = kept.map(({ name, history, own }) => ({
    name,
    headings,
    at: history.epochs,
    rows: (/** @type {number} */ row) =>
      [own.costs, own.accuracies, own.gradients].map((all) => all[row] ?? ''),
  }));
  return { ...table, ...beside(table, others) };
}

/** @typedef {{ name: string, history: { epochs: readonly number[] }, own: import('./learning.js').Run }} KeptColumns - a network kept */
/** @typedef {import('./gradient-through-time.js').GradientThroughTimeElement} GradientThroughTimeElement */
/** @typedef {import('./readings.js').Readings} Readings */
/** @typedef {import('../../kit/number-table.js').NumberTable} NumberTable */
