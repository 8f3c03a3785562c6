import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { declaration } from '../../www/core/declaration.js';
import { inflateDigits } from '../../www/core/digits.js';
import { take } from '../../www/core/plain.js';
import { fateOf } from '../../www/kit/fate.js';
import { openInNode } from '../unit/realm.js';
import { recorded } from './claim.js';

/** @import { Fate } from '../../www/kit/fate.js' */

const IMAGES = 1000;
const DEPTH = 10;

/** Widths at which tanh with standard normal weights is tried. */
const TANH_WIDTHS = [8, 9, 10, 11, 12, 13, 14, 15, 16, 20, 32, 64, 128];

/** Widths at which sigmoids with standard normal weights are tried. */
const NORMAL_WIDTHS = [8, 16, 30, 60, 106, 128];

/** Widths at which the chapter’s network is tried. */
const CHAPTER_WIDTHS = [2, 10, 12, 15, 20, 30, 64, 128];

/** Networks of ten hidden layers by name: of figure 8, shown so many images. */
const NETWORKS = new Map([
  ...CHAPTER_WIDTHS.map((width) => network('sigmoid', 'chapter', width)),
  ...NORMAL_WIDTHS.map((width) => network('sigmoid', 'normal', width)),
  ...TANH_WIDTHS.map((width) => network('tanh', 'normal', width)),
  network('relu', 'he', 30),
  network('sigmoid', 'normal', 128, 100),
]);

/**
 * @param {string} activation
 * @param {string} initialisation
 * @param {number} width
 * @param {number} [images]
 * @returns {[string, { spec: object, images: number }]}
 */
function network(activation, initialisation, width, images = IMAGES) {
  const name = `${activation} ${initialisation} ${width}, ${images} images`;
  const spec = { depth: DEPTH, width, activation, initialisation };
  return [name, { spec, images }];
}

/** @returns {Promise<Uint8Array>} the first digits, inflated */
function firstDigits() {
  const file = new URL('../../www/data/digits-first.bin', import.meta.url);
  return inflateDigits(new Uint8Array(readFileSync(file)));
}

/**
 * @param {number} seed - of the networks
 * @returns {Promise<Record<string, Factors>>} by network
 */
async function factorsOf(seed) {
  const { core } = await openInNode('jacobians');
  const digits = new core.RawDigits();
  digits.appendPart(await firstDigits());
  const pixels = new Float32Array(IMAGES * 784);
  const labels = new Uint8Array(IMAGES);
  for (let index = 0; index < IMAGES; index += 1) {
    pixels.set(digits.trainingPixels(index, 28), index * 784);
    labels[index] = digits.trainingLabel(index);
  }
  digits.free();
  /** @type {Record<string, Factors>} */
  const found = {};
  for (const [name, { spec, images }] of NETWORKS) {
    const work = new core.RawSeedFactors(
      /** @type {any} */ ({
        ...spec,
        seed,
        pixels: pixels.subarray(0, images * 784),
        labels: labels.subarray(0, images),
      }),
    );
    while (!work.isDone) work.advance(10_000);
    const { single, averaged } = take(work.answer());
    work.free();
    found[name] = { single: ends(single), averaged: ends(averaged) };
  }
  return found;
}

/** @param {readonly number[]} row @returns {Ends} its last two numbers */
function ends(row) {
  const [factor = NaN, log10Ratio = NaN] = row.slice(-2);
  return { factor, log10Ratio };
}

/**
 * Trains a network of four hidden layers.
 *
 * @param {number} seed
 * @param {object} [changes] - of the chapter’s run
 * @returns {Promise<Run>}
 */
async function run(seed, changes) {
  const { core } = await openInNode('training');
  const digits = new core.RawDigits();
  digits.appendPart(await firstDigits());
  const defaults = Object.fromEntries(
    Object.entries(declaration.run).map(([key, field]) => [key, field.default]),
  );
  const spec = { ...defaults, hidden: [30, 30, 30, 30], ...changes, seed };
  const trainer = new core.RawTrainer(/** @type {any} */ (spec), digits);
  while (!trainer.isDone) trainer.advance(10_000);
  const rows = trainer.takeRows();
  /** @type {Run} */
  const found = {
    epochs: 0,
    firstSlowest: 0,
    firstFastest: 0,
    fourthSlowest: 0,
    startRatio: NaN,
  };
  for (let start = 0; start < rows.length; start += trainer.rowLength) {
    const speeds = [...rows.slice(start, start + 4)];
    const [first = NaN, , , fourth = NaN] = speeds;
    found.epochs += 1;
    if (first === Math.min(...speeds)) found.firstSlowest += 1;
    if (first === Math.max(...speeds)) found.firstFastest += 1;
    if (fourth === Math.min(...speeds)) found.fourthSlowest += 1;
    if (start === 0) found.startRatio = fourth / first;
  }
  return found;
}

/** @type {Record<string, import('./claim.js').Recording>} */
export const records = {
  'networks-factors': { seeds: 20, compute: factorsOf },
  'networks-chapter-run': { seeds: 20, compute: (seed) => run(seed) },
  'networks-rectifiers-run': {
    seeds: 20,
    compute: (seed) =>
      run(seed, {
        activation: 'relu',
        initialisation: 'he',
        batch: 10,
        rate: 0.05,
        lambda: 0.1,
        epochs: 30,
      }),
  },
};

/**
 * @param {string} kind - activation and initialisation
 * @param {number} width @param {number} [images]
 * @returns {Factors[]} of twenty seeds
 */
function seedsOf(kind, width, images = IMAGES) {
  return recorded('networks-factors').map((found) => {
    const name = `${kind} ${width}, ${images} images`;
    assert.ok(found[name], name);
    return found[name];
  });
}

/**
 * @param {readonly Factors[]} seeds
 * @param {'single' | 'averaged'} measure
 * @param {keyof Ends} [key]
 * @returns {number} the median over the seeds
 */
function median(seeds, measure, key = 'factor') {
  return middle(seeds.map((found) => found[measure][key]));
}

/** @param {readonly number[]} numbers @returns {number} their median */
function middle(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  const [low = NaN, high = NaN] = [Math.floor(half), Math.ceil(half)].map(
    (index) => sorted[index],
  );
  return (low + high) / 2;
}

/**
 * @param {readonly Factors[]} seeds
 * @param {'single' | 'averaged'} measure @param {Fate} fate
 * @returns {number} in how many of them that becomes of the gradient
 */
function countOf(seeds, measure, fate) {
  return seeds.filter((found) => fateOf(found[measure].log10Ratio) === fate)
    .length;
}

/** @param {readonly number[]} numbers */
function assertRising(numbers) {
  assert.deepEqual(
    numbers,
    numbers.toSorted((a, b) => a - b),
  );
}

/** @type {readonly ('single' | 'averaged')[]} */
const MEASURES = ['single', 'averaged'];

const TWENTY = '20 seeds';

/** @type {import('./claim.js').Claim[]} */
export const claims = [
  {
    says: 'vanishes, on this page, if less than a tenth of it arrives at the first hidden layer, and explodes if more than ten times as much does.',
    holds() {
      const fates = [0.099, 0.1, 10, 10.1].map((x) => fateOf(Math.log10(x)));
      const expected = ['vanishing', 'between', 'between', 'exploding'];
      assert.deepEqual(fates, expected);
    },
  },
  {
    says: 'where they do so more in every earlier layer, the averaged gradient falls off faster than the images’ own.',
    over: '20 seeds of 128 sigmoids with N(0, 1)',
    holds() {
      for (const { single, averaged } of seedsOf('sigmoid normal', 128)) {
        assert.ok(averaged.factor < single.factor);
      }
    },
  },
  {
    says: 'Ten layers of sigmoids, all weights and biases from the standard normal distribution. With thirty neurons a layer the gradient vanishes by either measure.',
    over: '20 seeds, of which one keeps just more than a tenth image by image',
    holds() {
      const seeds = seedsOf('sigmoid normal', 30);
      assert.equal(countOf(seeds, 'single', 'vanishing'), 19);
      assert.equal(countOf(seeds, 'averaged', 'vanishing'), 20);
      assert.ok(median(seeds, 'single', 'log10Ratio') < -1.5);
    },
  },
  {
    says: 'Single images’ gradients keep 0.64 of their length per layer with thirty neurons, 0.98 with a hundred and six and 1.04 with a hundred and twenty-eight (medians of twenty seeds): there they vanish in none of the twenty networks.',
    holds() {
      const factors = [30, 106, 128].map((width) =>
        median(seedsOf('sigmoid normal', width), 'single').toFixed(2),
      );
      assert.deepEqual(factors, ['0.64', '0.98', '1.04']);
      const seeds = seedsOf('sigmoid normal', 128);
      assert.equal(countOf(seeds, 'single', 'vanishing'), 0);
    },
  },
  {
    says: 'The averaged gradient keeps 0.57, 0.76 and 0.77.',
    over: TWENTY,
    holds() {
      const factors = [30, 106, 128].map((width) =>
        median(seedsOf('sigmoid normal', width), 'averaged').toFixed(2),
      );
      assert.deepEqual(factors, ['0.57', '0.76', '0.77']);
    },
  },
  {
    says: 'Nine factors of 0.77 leave a tenth: with a hundred and twenty-eight neurons it vanishes in twelve of the twenty.',
    holds() {
      const seeds = seedsOf('sigmoid normal', 128);
      const left = 10 ** median(seeds, 'averaged', 'log10Ratio');
      assert.equal(left.toFixed(1), '0.1');
      assert.equal((0.77 ** 9).toFixed(1), '0.1');
      assert.equal(countOf(seeds, 'averaged', 'vanishing'), 12);
    },
  },
  {
    says: 'both factors rise with the width',
    over: `${TWENTY}, widths ${NORMAL_WIDTHS.join(', ')}`,
    holds() {
      for (const measure of MEASURES) {
        assertRising(
          NORMAL_WIDTHS.map((width) =>
            median(seedsOf('sigmoid normal', width), measure),
          ),
        );
      }
    },
  },
  {
    says: 'In the theory of very wide layers, which is about single images, the factor crosses 1 at 106.',
    async holds() {
      const { core } = await openInNode('jacobians');
      const [before = NaN, at = NaN] = [105, 106].map((width) => {
        const work = new core.RawSeedFactors(
          /** @type {any} */ ({
            depth: DEPTH,
            width,
            activation: 'sigmoid',
            initialisation: 'normal',
            seed: 1,
            pixels: new Float32Array(784),
            labels: new Uint8Array(1),
          }),
        );
        const { meanField } = take(work.answer());
        work.free();
        return meanField.fixedPoint;
      });
      assert.ok(before < 1 && at >= 1, `${before}, ${at}`);
    },
  },
  {
    says: 'loses a factor of five per layer by both measures in layers of ten neurons or more, and of seven in layers of two (medians of twenty seeds).',
    over: `widths ${CHAPTER_WIDTHS.join(', ')}`,
    holds() {
      for (const width of CHAPTER_WIDTHS) {
        for (const measure of MEASURES) {
          const factor = median(seedsOf('sigmoid chapter', width), measure);
          assert.equal(Math.round(1 / factor), width === 2 ? 7 : 5, `${width}`);
        }
      }
    },
  },
  {
    says: 'It is the five of figure 2.',
    over: '20 seeds of the network with four hidden layers',
    holds() {
      const ratios = recorded('networks-chapter-run').map(
        ({ startRatio }) => startRatio,
      );
      assert.equal(Math.round(Math.cbrt(middle(ratios))), 5);
    },
  },
  {
    says: 'single images’ gradients grow instead: in each of twenty networks from eight neurons a layer on, the faster the wider the layers are.',
    over: `widths ${TANH_WIDTHS.join(', ')}, the medians of 8, 16, 32, 64, 128`,
    holds() {
      for (const width of TANH_WIDTHS) {
        for (const { single } of seedsOf('tanh normal', width)) {
          assert.ok(single.factor > 1, `${width}`);
        }
      }
      assertRising(
        [8, 16, 32, 64, 128].map((width) =>
          median(seedsOf('tanh normal', width), 'single'),
        ),
      );
    },
  },
  {
    says: 'From sixteen neurons on they explode in all twenty',
    over: 'widths 16, 20, 32, 64, 128',
    holds() {
      for (const width of [16, 20, 32, 64, 128]) {
        const seeds = seedsOf('tanh normal', width);
        assert.equal(countOf(seeds, 'single', 'exploding'), 20, `${width}`);
      }
    },
  },
  {
    says: 'With rectified linear neurons and He’s weights, thirty to a layer, single images’ gradients keep their length and the averaged gradient loses about half of it over ten layers: neither vanishes or explodes in any of twenty networks.',
    holds() {
      const seeds = seedsOf('relu he', 30);
      const [single = NaN, averaged = NaN] = MEASURES.map(
        (measure) => 10 ** median(seeds, measure, 'log10Ratio'),
      );
      assert.ok(single > 0.9 && single < 1.1, `${single}`);
      assert.ok(averaged > 0.42 && averaged < 0.58, `${averaged}`);
      for (const measure of MEASURES) {
        assert.equal(countOf(seeds, measure, 'between'), 20);
      }
    },
  },
  {
    says: '“Early layers learn slowest” is true of the biases of the chapter’s network with four hidden layers, at every epoch of twenty seeds.',
    holds() {
      for (const { epochs, firstSlowest } of recorded('networks-chapter-run')) {
        assert.deepEqual([epochs, firstSlowest], [501, 501]);
      }
    },
  },
  {
    says: 'the first of four is the fastest at most epochs and the fourth the slowest at nearly all: in each of twenty seeds at 21 or more and 27 or more of the 31 measured.',
    holds() {
      const runs = recorded('networks-rectifiers-run');
      assert.ok(runs.every(({ epochs }) => epochs === 31));
      const fastest = runs.map(({ firstFastest }) => firstFastest);
      const slowest = runs.map(({ fourthSlowest }) => fourthSlowest);
      assert.equal(Math.min(...fastest), 21);
      assert.equal(Math.min(...slowest), 27);
    },
  },
  {
    says: 'It is true of the chapter’s weights, by both.',
    over: `${TWENTY}, widths ${CHAPTER_WIDTHS.join(', ')}`,
    holds() {
      for (const width of CHAPTER_WIDTHS) {
        const seeds = seedsOf('sigmoid chapter', width);
        for (const measure of MEASURES) {
          assert.equal(countOf(seeds, measure, 'vanishing'), 20);
        }
      }
    },
  },
  {
    says: 'With standard normal weights and more than about a hundred neurons a layer it is false of single images’ gradients.',
    over: `${TWENTY}, widths 106 and 128`,
    holds() {
      for (const width of [106, 128]) {
        const seeds = seedsOf('sigmoid normal', width);
        assert.equal(countOf(seeds, 'single', 'vanishing'), 0);
      }
      assert.ok(median(seedsOf('sigmoid normal', 128), 'single') > 1);
    },
  },
  {
    says: 'the faster the more images it is averaged over: in layers of a hundred and twenty-eight it keeps 0.84 per layer over a hundred images and 0.77 over a thousand.',
    over: TWENTY,
    holds() {
      const factors = [100, IMAGES].map((images) =>
        median(seedsOf('sigmoid normal', 128, images), 'averaged').toFixed(2),
      );
      assert.deepEqual(factors, ['0.84', '0.77']);
    },
  },
];

/** "May still vanish": by that measure some of the twenty networks do. */
export const answers = {
  networks() {
    const seeds = seedsOf('sigmoid normal', 128);
    const single = countOf(seeds, 'single', 'vanishing') > 0;
    const averaged = countOf(seeds, 'averaged', 'vanishing') > 0;
    if (single && averaged) return 'faster';
    if (averaged) return 'averaged';
    return single ? 'single' : 'not';
  },
};

export const setup = [
  'that of figure 2: average',
  'What do layers of a hundred and twenty-eight do?',
  'over several seeds and the chapter’s thousand images',
];

/** @typedef {{ factor: number, log10Ratio: number }} Ends */
/** @typedef {{ single: Ends, averaged: Ends }} Factors By measure, of a network */

/**
 * How often the first of four hidden layers was the slowest and the fastest and
 * the fourth the slowest, by bias gradients.
 *
 * @typedef {object} Run
 * @property {number} epochs - measured
 * @property {number} firstSlowest
 * @property {number} firstFastest
 * @property {number} fourthSlowest
 * @property {number} startRatio - of the fourth layer’s speed to the first one’s
 */
