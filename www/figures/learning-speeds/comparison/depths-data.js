/** The numbers of the depths side by side, and all their pictures as one file. */
import { pictureButtons } from '../../../kit/data-drawer.js';
import { share } from '../../../kit/numbers.js';
import { PythonCopy } from '../../../kit/python/copy.js';
import { together } from '../../../kit/together.js';
import { dataWords, learningSpeedsWords as words } from '../words.js';
import { runFilm } from '../../../run/run-film.js';
import { comparedNumbers } from './compared-numbers.js';
import { tableOf } from './comparison-numbers.js';

/** @import { LearningSpeedsElement } from '../learning-speeds.js' */
/** @import { DepthsView } from './depths-view.js' */

/**
 * @param {LearningSpeedsElement} figure - the host
 * @returns {(depths: DepthsView) => unknown} renders the drawer
 */
export function depthsData(figure) {
  /** @type {DepthsView | null} Those that are shown. */
  let shown = null;
  const python = new PythonCopy(figure, async () => {
    const { runsScript } = await import('../../../run/runs-script.js');
    return () =>
      runsScript(
        (shown?.cards ?? []).map(({ name, run: { state, history } }) => ({
          name,
          state,
          history,
          last: shown?.epochShown ?? Infinity,
        })),
      );
  });
  const pictures = pictureButtons(
    figure,
    [
      {
        label: dataWords.downloadSvg,
        files: () => (shown ? pictureOf(figure, shown) : []),
      },
    ],
    () => runFilm(/** @type {DepthsView} */ (shown)),
  );
  return (depths) => {
    shown = depths;
    const comparison = depths.runs;
    return comparedNumbers(comparison, tableOf(comparison, null), null, {
      buttons: [python.button, ...pictures],
      more: python.render(),
    });
  };
}

/**
 * @param {LearningSpeedsElement} figure - the host
 * @param {DepthsView} depths
 * @returns {import('../../../kit/data-drawer.js').PictureFile[]} all in one, as they
 *   stand side by side, each with its accuracies at the epoch shown
 */
function pictureOf({ shown: { seed } }, depths) {
  const plots = depths.cards.flatMap(({ plot, name, run }) => {
    const svg = plot.svg();
    const row = depths.rowOf(run);
    const notes = row
      ? [
          `${words.trainingAccuracy} ${share(row.trainingAccuracy)}`,
          `${words.validationAccuracy} ${share(row.validationAccuracy)}`,
        ]
      : [];
    return svg ? [{ svg, name, notes }] : [];
  });
  if (plots.length === 0) return [];
  return [
    { name: `learning-speeds-depths-seed-${seed}`, svg: together(plots) },
  ];
}
