/** What the figure says of each check. */
import { countText, formatNumber, share } from '../../kit/numbers.js';
import { optionName } from '../../kit/option-names.js';
import { endingWords } from '../../run/run-words.js';
import { errorOf } from './findings.js';
import { checkTitles } from './words.js';

/** @import { Counts, Finding } from './findings.js' */
/** @import { Check, RecipeState as State } from './state.js' */

const and = new Intl.ListFormat('en');

/** Images that the runs of the figure are validated on. */
export const VALIDATION_IMAGES = 250;

/** What each check is for, before it is run. @type {Readonly<Record<Check, string>>} */
const PURPOSES = Object.freeze({
  data: 'Run the check to see which images a trained network finds costliest: there are the mislabelled, the odd and the unclear ones.',
  seed: 'Two runs from one seed should give the same bits. If they do not, no change can be told from chance.',
  baseline:
    'With every input 0 a network can learn no more than how often each digit occurs. A run that is not better than that uses nothing of its images.',
  'first-loss':
    'With weights near zero all outputs are alike, so the cost before training is known from the output layer and the cost function alone.',
  'one-batch':
    'A network that cannot learn one mini-batch by heart has something wrong with it, or too little room.',
  shapes:
    'The shapes are listed by hand; the run says how many numbers the network really has.',
  regularise:
    'First overfit, then close the gap between training and validation: what does each remedy give, and what does it cost?',
  search:
    'The same number of networks, on a grid or at random: which finds the better learning rate and λ?',
  ensemble:
    'Networks from several seeds make different mistakes. Their outputs averaged make fewer, as a rule.',
});

/** What these say does not suffer from a run that diverges. @type {readonly Check[]} */
const UNTROUBLED = Object.freeze(['first-loss', 'shapes', 'search']);

/** Why the first cost of other weights is another. */
const WHY_HIGHER = Object.freeze({
  'cross-entropy':
    'Weights and biases that are not small give answers that are confident and mostly wrong, which costs more on the average.',
  quadratic:
    'Weights and biases that are not small move the outputs before anything is learned, by chance towards their targets or away.',
});

/**
 * @param {Check} check
 * @param {State} state
 * @param {Finding | null} finding - of its runs, once they are over
 * @param {Counts | null} counts - of the digits
 * @returns {string} a sentence or two
 */
export function recipeSentence(check, state, finding, counts) {
  const known = check === 'data' && counts ? `${countsText(counts)} ` : '';
  if (!finding) return `${known}${PURPOSES[check]}`;
  const { diverged } = finding;
  const trouble =
    diverged?.ending && !UNTROUBLED.includes(check)
      ? ` ${endingWords(diverged.ending, /** @type {any} */ (diverged.spec))}`
      : '';
  return `${verdictText(finding, state)}${trouble}`;
}

/** @param {Counts} counts */
function countsText({ images, least, most }) {
  return `Among ${countText(images)} images each digit occurs ${countText(least)} to ${countText(most)} times.`;
}

/** @param {Finding} finding @param {State} state @returns {string} */
function verdictText(finding, state) {
  switch (finding.check) {
    case 'data': {
      const { epochs, wrong, worst, worstShare, verdict, byCost } = finding;
      const even = verdict === 'holds' ? '' : ' The digits are far from even.';
      const read = `${countsText(finding)}${even} After ${epochsText(epochs)} the network reads ${countText(wrong)} of them wrong`;
      if (wrong > finding.images / 2) {
        return `${read}: too many for its costs to tell which are odd.`;
      }
      const [first] = byCost;
      const cost = first ? formatNumber(first.cost) : '';
      return `${read}. The ${worst === 1 ? 'costliest one makes' : `${worst} costliest make`} up ${share(worstShare)} of the whole cost; the first of them costs ${cost}. A wrong label would be among those.`;
    }
    case 'seed': {
      const { compared, same, sameAsAnother, verdict } = finding;
      return verdict === 'holds'
        ? `The same bits: all ${countText(compared)} numbers of the two runs from seed ${state.seed} agree, speeds, costs, accuracies, weights and biases. From seed ${state.seed + 1}, ${countText(compared - sameAsAnother)} of them differ.`
        : `Only ${countText(same)} of ${countText(compared)} numbers of two runs from one seed agree.`;
    }
    case 'baseline': {
      const { share: largest, best, reads, verdict } = finding;
      const bound = `Without inputs the network never reads more than ${share(best)} of its training images right; the largest class has ${share(largest)}.`;
      return verdict === 'holds'
        ? `${bound} With inputs it comes to ${share(reads)}: it uses its images.`
        : `${bound} With inputs it comes to ${share(reads)}, which is no better: it does not use its images.`;
    }
    case 'first-loss': {
      const { expected, measured, chosen, chosenMean, normalMean } = finding;
      const known = formulaOf(state);
      const start = `With ${optionName(state.output)} outputs and the ${optionName(state.costFunction)} cost a run should begin at ${known} = ${formatNumber(expected, 4)}. With all weights 0 it begins at ${formatNumber(measured, 4)}`;
      return `${start}, with the chosen weights at ${formatNumber(chosenMean, 4)} on the average of ${chosen.length} seeds, with N(0, 1) at ${formatNumber(normalMean, 4)}. ${WHY_HIGHER[state.costFunction]}`;
    }
    case 'one-batch': {
      const { images, epochs, start, end, accuracy, unseen, verdict } = finding;
      const course = `In ${epochsText(epochs)} the cost on ${images} images went from ${formatNumber(start)} to ${formatNumber(end)}`;
      return verdict === 'holds'
        ? `${course}, and all of them are read right: the network can learn by heart. Of images that it has not seen it reads ${share(unseen)}.`
        : `${course}, with ${share(accuracy)} of them read right. That is not by heart: a larger or smaller rate, another start or a wider network may do it.`;
    }
    case 'shapes': {
      const { listed, handed, images, verdict } = finding;
      return verdict === 'holds'
        ? `The list adds up to ${countText(listed)} numbers, and the trained network handed over as many. It has ${formatNumber(listed / images)} of them for each training image.`
        : `The list adds up to ${countText(listed)} numbers, but the trained network handed over ${countText(handed)}.`;
    }
    case 'regularise': {
      const [plain = NaN, lambda = NaN, dropout = NaN, fewer = NaN] =
        finding.gaps;
      const [right = NaN] = finding.validation;
      const none =
        finding.verdict === 'told' ? 'There is no gap to close. ' : '';
      return `${none}With nothing done the network reads ${pointsText(plain)} more of its training images than of the validation images. With λ = ${formatNumber(state.lambda)} the gap is ${pointsText(lambda)}, with dropout ${formatNumber(state.dropout)} it is ${pointsText(dropout)}, with a quarter of the images ${pointsText(fewer)}. ${errorText(right)}`;
    }
    case 'search': {
      const { random, grid, even, rounds, best } = finding;
      const setting = `the best of all was η = ${formatNumber(best.rate)} with λ = ${formatNumber(best.lambda)}: ${share(best.accuracy)}`;
      const known = errorText(best.accuracy);
      if (rounds.length === 1) {
        const winner =
          random > 0
            ? 'the random one found'
            : grid > 0
              ? 'the grid found'
              : 'neither found';
        return `Of these two searches ${winner} the better setting; ${setting}. ${known} One search of each way says little.`;
      }
      const came = [
        `the random one found the better setting ${timesText(random)}`,
        `the grid ${timesText(grid)}`,
        ...(even > 0 ? [`neither ${timesText(even)}`] : []),
      ];
      return `In ${rounds.length} searches of each way, ${came.join(', ')}; ${setting}. ${known}`;
    }
    case 'ensemble': {
      const { singles, whole, single, best } = finding;
      const gain = whole - single;
      const way = gain >= 0 ? 'more' : 'less';
      return `The ${singles.length} networks averaged read ${share(whole)} of the validation images right: ${pointsText(Math.abs(gain))} ${way} than one alone, which reads ${share(single)} on the average. The best one alone reads ${share(best)}.`;
    }
    default:
      return '';
  }
}

/** @param {State} state @returns {string} the first cost as a formula */
export function formulaOf({ output, costFunction }) {
  if (costFunction === 'quadratic') {
    return output === 'softmax' ? '½ (0.9² + 9 · 0.1²)' : '10 · ½ · (½)²';
  }
  return output === 'softmax' ? 'ln 10' : '10 ln 2';
}

/** @param {number} accuracy @returns {string} how well it is known */
function errorText(accuracy) {
  const error = errorOf(accuracy, VALIDATION_IMAGES);
  return `By ${VALIDATION_IMAGES} images an accuracy is known to about ${pointsText(error)}: smaller differences may be chance.`;
}

/** @param {number} epochs */
function epochsText(epochs) {
  return `${countText(epochs)} epoch${epochs === 1 ? '' : 's'}`;
}

/** @param {number} count @returns {string} “once”, “3 times” */
function timesText(count) {
  if (count === 0) return 'never';
  return count === 1 ? 'once' : `${count} times`;
}

/** @param {number} value - a difference of shares @returns {string} “2.4 points” */
function pointsText(value) {
  const text = (100 * Math.abs(value)).toFixed(1);
  return `${value < 0 && text !== '0.0' ? '−' : ''}${text} points`;
}

/**
 * @param {readonly { check: Check, sentence: string }[]} failed - checks, and why each failed
 * @param {Check} shown - the check that is shown
 * @returns {string[]} each reason once, after the checks that it is of, in the order of the
 *   list; of that which is shown alone without its name
 */
export function failedSentences(failed, shown) {
  const reasons = [...new Set(failed.map(({ sentence }) => sentence))];
  return reasons.map((reason) => {
    const checks = checkTitles.filter(({ check }) =>
      failed.some((one) => one.check === check && one.sentence === reason),
    );
    const [first] = checks;
    if (checks.length === 1 && first?.check === shown) return reason;
    const names = and.format(
      checks.map(({ number, name }) => `${number} (${name})`),
    );
    return `Check${checks.length === 1 ? '' : 's'} ${names}: ${reason}`;
  });
}
