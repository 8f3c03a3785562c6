/** The numbers of all runs, as a table and as a file. */
import {
  downloadCsv,
  numberTable,
  numbersAndFiles,
  pictureButtons,
} from '../../kit/data-drawer.js';
import { readable, share } from '../../kit/numbers.js';
import { PythonCopy } from '../../kit/python/copy.js';
import { together } from '../../kit/together.js';
import { runFilm } from '../../run/run-film.js';
import { ratioOf } from './scores.js';
import { curesWords as words, nameOf } from './words.js';

/** @import { NumberTable } from '../../kit/number-table.js' */
/** @import { CureCard } from './cure-card.js' */
/** @import { GradientCuresElement } from './gradient-cures.js' */
/** @import { Scores } from './scores.js' */

/** Significant digits on the screen; the file has them all. */
const DIGITS = 6;

/**
 * @param {GradientCuresElement} figure - the host
 * @param {() => readonly (Scores | null)[]} scoresShown - of each run, at the epoch shown
 * @returns {() => unknown} renders the drawer
 */
export function numbersDrawer(figure, scoresShown) {
  const python = new PythonCopy(figure, async () => {
    const { runsScript } = await import('../../run/runs-script.js');
    return () =>
      runsScript(
        figure.moved.cards.map(({ name, run: { state, history } }) => ({
          name,
          state,
          history,
          last: figure.epochShown,
        })),
      );
  });
  return () => numbers(figure, python, scoresShown());
}

/**
 * @param {GradientCuresElement} figure - the host
 * @param {PythonCopy} python - a script of its runs
 * @param {readonly (Scores | null)[]} scores - of each, at the epoch shown
 * @returns {unknown} a template
 */
function numbers(figure, python, scores) {
  const { cards } = figure.moved;
  return numbersAndFiles({
    label: words.table,
    control: 'cures-table',
    numbers: numberTable({
      caption: words.table,
      headings: words.headings,
      rows: cards.map(({ name }, index) => [
        String(index + 1),
        name,
        ...shown(scores[index] ?? null),
      ]),
    }),
    files: {
      label: words.table,
      buttons: [
        {
          control: 'download-epochs',
          label: words.csv,
          onClick: () =>
            downloadCsv(
              'gradient-cures',
              epochsOf(cards, figure.keptDoor.columns),
            ),
        },
        python.button,
        ...pictureButtons(
          figure,
          [{ label: words.svg, files: () => picturesOf(figure.moved.cards) }],
          () => runFilm(figure.moved),
        ),
      ],
    },
    more: python.render(),
  });
}

/** @param {readonly CureCard[]} cards @returns {import('../../kit/data-drawer.js').PictureFile[]} all in one, as they stand side by side */
function picturesOf(cards) {
  const plots = cards.flatMap(({ plot, name }, index) => {
    const svg = plot.svg();
    return svg ? [{ svg, name: `${index + 1} ${name}` }] : [];
  });
  return plots.length > 0
    ? [{ name: 'gradient-cures', svg: together(plots) }]
    : [];
}

/** @param {Scores | null} scores @returns {string[]} to be read */
function shown(scores) {
  if (!scores) return ['', '', '', '', ''];
  const { epoch, ratio, cost, trainingAccuracy, validationAccuracy } = scores;
  return [
    String(epoch),
    readable(ratio, DIGITS),
    readable(cost, DIGITS),
    share(trainingAccuracy),
    share(validationAccuracy),
  ];
}

/**
 * @param {readonly Pick<CureCard, 'run' | 'name'>[]} cards - of the runs
 * @param {readonly KeptColumns[]} [kept] - runs behind them, whose rows come last, each with
 *   its letter for a number, and its remedies with what else is other than in the run whose
 *   switches are shown
 * @returns {NumberTable} every epoch of every run, with every digit
 */
export function epochsOf(cards, kept = []) {
  const runs = [
    ...cards.map(({ run: { state, history }, name }, index) => {
      const rows = history?.rows ?? 0;
      return { head: [index + 1, name], state, history, rows };
    }),
    ...kept.map(({ letter, difference, state, history, rows }) => {
      const name = `${nameOf(state)} (${difference})`;
      return { head: [letter, name], state, history, rows };
    }),
  ];
  const layers = Math.max(0, ...runs.map(({ state }) => state.hidden.length));
  return {
    caption: words.table,
    headings: [
      'run',
      'remedies',
      'epoch',
      ...Array.from({ length: layers }, (_, layer) => `speed_${layer + 1}`),
      'fastest_by_slowest',
      'cost',
      'training_accuracy',
      'validation_accuracy',
    ],
    rows: runs.flatMap(({ head, history, rows }) =>
      (history?.epochs.slice(0, rows) ?? []).map((epoch) => {
        const row = /** @type {NonNullable<typeof history>} */ (history).row(
          epoch,
        );
        return [
          ...head,
          epoch,
          ...Array.from({ length: layers }, (_, at) => row.speeds[at] ?? ''),
          ratioOf(row.speeds),
          row.cost,
          row.trainingAccuracy,
          row.validationAccuracy,
        ];
      }),
    ),
  };
}

/** @typedef {{ letter: string, difference: string, state: any, history: import('../../run/run-history.js').RunHistory, rows: number }} KeptColumns - a run kept, and how many of its rows count */
