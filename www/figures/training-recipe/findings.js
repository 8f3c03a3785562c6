/** What the runs of each check come to, as numbers. */
import { take } from '../../core/plain.js';

/** @import { RawDigits } from '../../core/recipe.js' */
/** @import { PooledRun } from '../../run/run-pool.js' */
/** @import { Core } from './plans.js' */
/** @import { Check, RecipeState as State } from './state.js' */
/** @import { Trained } from './workbench.js' */

/** A cost below this share of the first one counts as nearly zero. */
const NEARLY_ZERO = 0.01;

/** A gap of accuracies up to this one leaves nothing to close. */
const NO_GAP = 0.02;

/** What rounding in 32-bit floats may do to the first cost, as a share of it. */
const ROUNDING = 1e-5;

/** A digit may be so many times as frequent as another before the set is called uneven. */
const UNEVEN = 2;

/**
 * Whether what a careful practitioner expects is so, is not, or cannot be said by a
 * rule: then there is only something to know.
 *
 * @typedef {'holds' | 'fails' | 'told'} Verdict
 */

/**
 * @param {State} state
 * @param {Core} core
 * @param {RawDigits} digits
 * @returns {Counts} of each digit among the training images
 */
export function countsOf({ images }, core, digits) {
  const counts = [...core.classCounts(digits, images)];
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return { images, counts, least, most, share: most / images };
}

/**
 * @param {Check} check - whose runs are over
 * @param {State} state
 * @param {Core} core
 * @param {RawDigits} digits
 * @param {Trained} trained - its runs
 * @returns {Finding}
 */
export function findingOf(check, state, core, digits, { runs }) {
  const ending = runs.find((run) => run.ending?.reason === 'diverged');
  return {
    diverged: ending ?? null,
    ...FINDINGS[check]({ state, core, digits, runs }),
  };
}

/** @type {{ [Name in Check]: (given: Given) => Found }} */
const FINDINGS = {
  data({ state, core, digits, runs: [run] }) {
    const counts = countsOf(state, core, digits);
    const { costs, digits: said } = read(core, run, (reader) =>
      reader.readTraining(digits, state.images),
    );
    const byCost = costs
      .map((cost, image) => ({ image, cost, said: said[image] ?? NaN }))
      .sort((one, other) => other.cost - one.cost);
    const total = costs.reduce((sum, cost) => sum + cost, 0);
    const worst = byCost.slice(0, Math.ceil(state.images / 100));
    const theirs = worst.reduce((sum, { cost }) => sum + cost, 0);
    const wrong = byCost.filter(
      ({ image, said: digit }) => digits.trainingLabel(image) !== digit,
    );
    return {
      check: 'data',
      verdict:
        counts.least > 0 && counts.most <= UNEVEN * counts.least
          ? 'holds'
          : 'fails',
      ...counts,
      labels: costs.map((_, image) => digits.trainingLabel(image)),
      byCost,
      epochs: run?.history?.epoch ?? NaN,
      wrong: wrong.length,
      worst: worst.length,
      worstShare: total > 0 ? theirs / total : NaN,
    };
  },
  seed({ runs }) {
    const prints = runs.map((run) => printOf(run));
    const [one, other, another] = runs.map(numbersOf);
    const compared = one?.length ?? 0;
    const same = countSame(one, other);
    const sameAsAnother = countSame(one, another);
    return {
      check: 'seed',
      verdict:
        same === compared && sameAsAnother < compared ? 'holds' : 'fails',
      compared,
      same,
      sameAsAnother,
      prints,
      costs: runs.map((run) => last(run, 'cost')),
    };
  },
  baseline({ state, core, digits, runs: [blank, seeing] }) {
    const { share } = countsOf(state, core, digits);
    const accuracies = [...(historyOf(blank)?.trainingAccuracy ?? [])];
    const best = Math.max(...accuracies);
    const reads = last(seeing, 'trainingAccuracy');
    return {
      check: 'baseline',
      verdict: best <= share && reads > share ? 'holds' : 'fails',
      share,
      best,
      reads,
      blankCost: last(blank, 'cost'),
      guessCost: blank?.constants?.constantCost ?? NaN,
    };
  },
  'first-loss'({ state, core, runs: [zero, ...others] }) {
    const expected = core.firstCost(state);
    const measured = first(zero, 'cost');
    const half = others.length / 2;
    const costs = others.map((run) => first(run, 'cost'));
    const chosen = costs.slice(0, half);
    const normal = costs.slice(half);
    return {
      check: 'first-loss',
      verdict:
        Math.abs(measured / expected - 1) <= ROUNDING ? 'holds' : 'fails',
      expected,
      measured,
      chosen,
      normal,
      chosenMean: mean(chosen),
      normalMean: mean(normal),
    };
  },
  'one-batch'({ runs: [run] }) {
    const start = first(run, 'cost');
    const end = last(run, 'cost');
    const accuracy = last(run, 'trainingAccuracy');
    return {
      check: 'one-batch',
      verdict: end < NEARLY_ZERO * start && accuracy === 1 ? 'holds' : 'fails',
      images: run?.spec.images ?? NaN,
      epochs: run?.history?.epoch ?? NaN,
      start,
      end,
      accuracy,
      unseen: last(run, 'validationAccuracy'),
    };
  },
  shapes({ state, runs: [run] }) {
    const layers = layersOf(state);
    const listed = layers.reduce((sum, { parameters }) => sum + parameters, 0);
    const handed = run?.parameters?.length ?? 0;
    const { least, most } = spanOf(run?.parameters);
    return {
      check: 'shapes',
      verdict: listed === handed ? 'holds' : 'fails',
      layers,
      listed,
      handed,
      least,
      most,
      images: state.images,
    };
  },
  regularise({ runs }) {
    const gaps = runs.map(
      (run) => last(run, 'trainingAccuracy') - last(run, 'validationAccuracy'),
    );
    const [plain = NaN, ...others] = gaps;
    return {
      check: 'regularise',
      verdict:
        plain <= NO_GAP
          ? 'told'
          : others.slice(0, 2).some((gap) => gap < plain)
            ? 'holds'
            : 'fails',
      gaps,
      training: runs.map((run) => last(run, 'trainingAccuracy')),
      validation: runs.map((run) => last(run, 'validationAccuracy')),
      images: runs.map((run) => run.spec.images),
    };
  },
  search({ state, runs }) {
    const { budget, searches } = state;
    const tried = runs.map(({ spec: { rate, lambda, seed } }, index) => ({
      rate,
      lambda,
      seed,
      isDrawn: index % (2 * budget) >= budget,
      accuracy: last(runs[index], 'validationAccuracy'),
    }));
    const bestOf = (/** @type {Trial[]} */ trials) =>
      trials.reduce((best, trial) =>
        trial.accuracy > best.accuracy ? trial : best,
      );
    const rounds = Array.from({ length: searches }, (_, round) => {
      const start = 2 * budget * round;
      return {
        seed: state.seed + round,
        grid: bestOf(tried.slice(start, start + budget)),
        random: bestOf(tried.slice(start + budget, start + 2 * budget)),
      };
    });
    const wins = (/** @type {number} */ sign) =>
      rounds.filter(
        ({ grid, random }) =>
          Math.sign(random.accuracy - grid.accuracy) === sign,
      ).length;
    return {
      check: 'search',
      verdict: 'told',
      tried,
      rounds,
      random: wins(1),
      grid: wins(-1),
      even: wins(0),
      best: bestOf(rounds.flatMap(({ grid, random }) => [grid, random])),
    };
  },
  ensemble({ core, digits, runs }) {
    const answers = runs.map((run) =>
      read(core, run, (reader) => reader.readValidation(digits)),
    );
    const singles = answers.map(({ accuracy }) => accuracy);
    const outputs = Float64Array.from(
      answers.flatMap(({ outputs: each }) => each),
    );
    const together = [...core.ensembleAccuracies(outputs, runs.length, digits)];
    const whole = together.at(-1) ?? NaN;
    return {
      check: 'ensemble',
      verdict: whole > mean(singles) ? 'holds' : 'fails',
      singles,
      together,
      whole,
      single: mean(singles),
      best: Math.max(...singles),
    };
  },
};

/**
 * @param {State} state
 * @returns {{ name: number, from: number, to: number, weights: number, biases: number, parameters: number }[]}
 *   the layers of its network, the first hidden one first
 */
export function layersOf({ hidden, pixels }) {
  const sizes = [pixels * pixels, ...hidden, 10];
  return sizes.slice(1).map((to, index) => {
    const from = sizes[index] ?? 0;
    return {
      name: index + 1,
      from,
      to,
      weights: from * to,
      biases: to,
      parameters: (from + 1) * to,
    };
  });
}

/** @param {PooledRun | undefined} run @returns its rows, if it has any */
export function historyOf(run) {
  return run?.history?.rows ? run.history.history : null;
}

/** @param {number} share - right @param {number} images @returns {number} its standard error */
export function errorOf(share, images) {
  return Math.sqrt((share * (1 - share)) / images);
}

/**
 * @param {Core} core
 * @param {PooledRun | undefined} run - that kept its weights
 * @param {(reader: import('../../core/recipe.js').RawReader) => import('../../core/recipe.js').ReadImages} ask
 */
function read(core, run, ask) {
  const parameters = run?.parameters ?? new Float64Array();
  const reader = new core.RawReader(/** @type {any} */ (run?.spec), parameters);
  try {
    return take(ask(reader));
  } finally {
    reader.free();
  }
}

/**
 * @param {PooledRun | undefined} run
 * @param {'cost' | 'trainingAccuracy' | 'validationAccuracy'} what
 * @returns {number} at its last row
 */
function last(run, what) {
  return historyOf(run)?.[what].at(-1) ?? NaN;
}

/** @param {PooledRun | undefined} run @param {'cost'} what @returns {number} before it trains */
function first(run, what) {
  return historyOf(run)?.[what][0] ?? NaN;
}

/** @param {readonly number[]} values @returns {number} their mean */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param {PooledRun} run @returns {Float64Array} every number of its rows, and its weights and biases */
function numbersOf(run) {
  const { layers = 0 } = run.history ?? {};
  const rows = run.history?.columns(0, 0, layers + 3) ?? [];
  return Float64Array.from([...rows, ...(run.parameters ?? [])]);
}

/**
 * @param {Float64Array | undefined} one
 * @param {Float64Array | undefined} other
 * @returns {number} how many numbers have the same bits in both
 */
function countSame(one, other) {
  if (!one || !other || one.length !== other.length) return 0;
  const [a, b] = [one, other].map((all) => new BigUint64Array(all.buffer));
  let same = 0;
  for (const [at, bits] of (a ?? []).entries()) if (bits === b?.[at]) same += 1;
  return same;
}

/** @param {PooledRun} run @returns {string} eight digits that change with any bit of its numbers (FNV-1a) */
function printOf(run) {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(numbersOf(run).buffer)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** @param {Float64Array | null | undefined} values @returns {{ least: number, most: number }} */
function spanOf(values) {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values ?? []) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return { least, most };
}

/** @typedef {{ state: State, core: Core, digits: RawDigits, runs: PooledRun[] }} Given */
/** @typedef {{ images: number, counts: number[], least: number, most: number, share: number }} Counts */
/** @typedef {{ rate: number, lambda: number, seed: number, isDrawn: boolean, accuracy: number }} Trial */
/** @typedef {{ image: number, cost: number, said: number }} ReadImage */
/**
 * @typedef {{ verdict: Verdict } & (
 *   ({ check: 'data', labels: number[], byCost: ReadImage[], epochs: number, wrong: number, worst: number, worstShare: number } & Counts)
 *   | { check: 'seed', compared: number, same: number, sameAsAnother: number, prints: string[], costs: number[] }
 *   | { check: 'baseline', share: number, best: number, reads: number, blankCost: number, guessCost: number }
 *   | { check: 'first-loss', expected: number, measured: number, chosen: number[], normal: number[], chosenMean: number, normalMean: number }
 *   | { check: 'one-batch', images: number, epochs: number, start: number, end: number, accuracy: number, unseen: number }
 *   | { check: 'shapes', layers: ReturnType<typeof layersOf>, listed: number, handed: number, least: number, most: number, images: number }
 *   | { check: 'regularise', gaps: number[], training: number[], validation: number[], images: number[] }
 *   | { check: 'search', tried: Trial[], rounds: { seed: number, grid: Trial, random: Trial }[], random: number, grid: number, even: number, best: Trial }
 *   | { check: 'ensemble', singles: number[], together: number[], whole: number, single: number, best: number }
 * )} Found
 */
/** @typedef {Found & { diverged: PooledRun | null }} Finding */
