/** The numbers of each check, as tables for the page and for files. */
import { html } from 'lit';
import { cellText } from '../../kit/number-table.js';
import { countText } from '../../kit/numbers.js';
import { historyOf } from './findings.js';
import { recipeWords as words } from './words.js';

/** @import { NumberTable } from '../../kit/number-table.js' */
/** @import { Counts, Finding } from './findings.js' */
/** @import { Check, RecipeState as State } from './state.js' */
/** @import { Trained } from './workbench.js' */

/**
 * @param {Check} check
 * @param {State} state
 * @param {Trained | undefined} trained
 * @param {Finding | null} finding
 * @param {Counts | null} counts
 * @returns {NumberTable} what is known of the check
 */
export function tableOf(check, state, trained, finding, counts) {
  const caption = words.names[check];
  switch (finding?.check) {
    case 'data':
      return {
        caption,
        headings: ['image', 'shows', 'read as', 'cost'],
        rows: finding.byCost.map(({ image, cost, said }) => [
          image + 1,
          finding.labels[image] ?? '',
          said,
          cost,
        ]),
      };
    case 'shapes':
      return shapesTable(finding);
    case 'seed':
      return seedTable(state, finding);
    case 'search':
      return {
        caption,
        headings: ['seed', 'way', words.rateAxis, 'λ', words.validationAxis],
        rows: finding.tried.map(({ seed, isDrawn, rate, lambda, accuracy }) => [
          seed,
          isDrawn ? words.random : words.grid,
          rate,
          lambda,
          accuracy,
        ]),
      };
    case 'ensemble':
      return {
        caption,
        headings: ['networks', 'seed', words.single, words.together],
        rows: finding.singles.map((single, index) => [
          index + 1,
          state.seed + index,
          single,
          finding.together[index] ?? NaN,
        ]),
      };
    default:
  }
  if (check === 'data') return countsTable(counts);
  return {
    caption,
    headings: [
      'run',
      'epoch',
      'cost',
      words.trainingAxis,
      words.validationAxis,
    ],
    rows: (trained?.runs ?? []).flatMap((run, index) => {
      const history = historyOf(run);
      return [...(history?.epochs ?? [])].map((epoch, row) => [
        index + 1,
        epoch,
        history?.cost[row] ?? NaN,
        history?.trainingAccuracy[row] ?? NaN,
        history?.validationAccuracy[row] ?? NaN,
      ]);
    }),
  };
}

/** @param {Counts | null} counts - none before the digits are there @returns {NumberTable} how many images of each digit there are */
export function countsTable(counts) {
  return {
    caption: words.names.data,
    headings: ['digit', 'images'],
    rows: (counts?.counts ?? []).map((count, digit) => [digit, count]),
  };
}

/** @param {{ layers: ReturnType<typeof import('./findings.js').layersOf> }} finding @returns {NumberTable} the layers of the network */
export function shapesTable({ layers }) {
  const total = layers.reduce((sum, { parameters }) => sum + parameters, 0);
  return {
    caption: words.names.shapes,
    headings: [words.layer, words.shape, words.biases, words.parameters],
    rows: [
      ...layers.map(({ name, from, to, biases, parameters }) => [
        name === layers.length ? words.outputLayer : words.hiddenLayer(name),
        `${to} × ${from}`,
        biases,
        countText(parameters),
      ]),
      [words.total, '', '', countText(total)],
    ],
  };
}

/** @param {State} state @param {Extract<Finding, { check: 'seed' }> | null} finding @returns {NumberTable} */
export function seedTable({ seed }, finding) {
  const names = [
    words.sameSeed(seed),
    words.again(seed),
    words.sameSeed(seed + 1),
  ];
  return {
    caption: words.names.seed,
    headings: [words.runName, words.print, words.lastCost],
    rows: names.map((name, index) => [
      name,
      finding?.prints[index] ?? '–',
      finding?.costs[index] ?? '–',
    ]),
  };
}

/** @param {NumberTable} table @returns {unknown} a template, which scrolls where it is too large */
export function plainTable({ caption, headings, rows }) {
  return html`<div
    class="ug-table"
    role="region"
    tabindex="0"
    aria-label=${caption}
  >
    <table>
      <thead>
        <tr>
          ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([head = '', ...cells]) =>
            html`<tr>
              <th scope="row">${cellText(head)}</th>
              ${cells.map((cell) => html`<td>${cellText(cell)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
