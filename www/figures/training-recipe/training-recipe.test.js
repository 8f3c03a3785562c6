import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  DIGITS,
  SEED_OF_TRAP,
  Workers,
  openInNode,
} from '../../../tests/unit/realm.js';
import { found } from '../../../tests/claims/recipe-runs.js';
import { figureSchemas } from '../../../tests/unit/schemas.js';
import { defaultState, validate } from '../../kit/schema.js';
import { keptOf } from '../../run/kept-run.js';
import { RunsSafekeeping } from '../../run/runs-safekeeping.js';
import { findingOf, layersOf } from './findings.js';
import { siftedImages } from './gallery.js';
import { planOf } from './plans.js';
import { linksOf, settingsFound } from './results.js';
import { failedSentences, recipeSentence } from './sentences.js';
import { CHECKS, trainingRecipeSchema } from './state.js';
import { tableOf } from './tables.js';
import { Workbench, kindOf } from './workbench.js';

const { core } = await openInNode('recipe');

/** @param {object} [changes] @returns {any} a state of the figure that is soon trained */
function stateWith(changes = {}) {
  return validate(
    trainingRecipeSchema,
    {
      ...{ hidden: [4], pixels: 7, images: 20, batch: 10, epochs: 3 },
      ...{ budget: 4, searches: 1, members: 2, ...changes },
    },
    defaultState(trainingRecipeSchema),
  );
}

/** A bench over workers without a browser. */
class Trial {
  workers = new Workers();
  heard = 0;
  bench;

  /** @param {import('../../run/run-pool.js').RunKeeper} [keeper] */
  constructor(keeper) {
    this.bench = new Workbench(
      () => {
        this.heard += 1;
      },
      (bytes) => core.blankDigits(bytes),
      {
        limit: 2,
        ...(keeper && { keeper }),
        session: {
          transports: this.workers.transports,
          digits: async () => DIGITS.first,
          reportMs: 0,
        },
      },
    );
  }

  /** @param {readonly import('./state.js').Check[]} checks @param {any} state */
  start(checks, state) {
    this.bench.start(
      checks.map((check) => ({ check, planned: planOf(check, state, core) })),
    );
  }

  async finish() {
    for (let round = 0; round < 200; round += 1) await this.workers.work();
  }
}

const digits = new core.RawDigits();
digits.appendPart(DIGITS.first);

describe('the checks of the recipe', () => {
  it('are all worked down, one after the other, each with a verdict and a sentence', async () => {
    const trial = new Trial();
    const state = stateWith();
    trial.start(CHECKS, state);
    assert.equal(trial.bench.standing('data'), 'running');
    assert.equal(trial.bench.standing('ensemble'), 'waiting');
    await trial.finish();
    for (const check of CHECKS) {
      assert.equal(trial.bench.standing(check), 'done', check);
      assert.equal(trial.bench.progress(check), 1);
      const trained = trial.bench.trained(check);
      assert.ok(trained);
      const finding = findingOf(check, state, core, digits, trained);
      assert.equal(finding.check, check);
      const sentence = recipeSentence(check, state, finding, null);
      assert.doesNotMatch(sentence, /NaN|undefined|Infinity/, sentence);
      assert.match(sentence, /\.$/);
      const { headings, rows } = tableOf(check, state, trained, finding, null);
      assert.ok(
        rows.length > 0 && rows.every((row) => row.length === headings.length),
        check,
      );
    }
  });

  it('train what the reader asked for: without ink, without weights, on one batch', () => {
    const state = stateWith({ dropout: 0.4, lambda: 2 });
    const [blank, seeing] = planOf('baseline', state, core);
    assert.equal(blank?.kind, 'blank');
    assert.equal(seeing?.kind, undefined);
    assert.deepEqual(blank?.state, seeing?.state);
    assert.equal(
      planOf('first-loss', state, core)[0]?.state.initialisation,
      'zero',
    );
    const [batch] = planOf('one-batch', state, core);
    assert.deepEqual(
      [batch?.state.images, batch?.state.batch, batch?.state.lambda],
      [10, 10, 0],
    );
    const variants = planOf('regularise', state, core).map((one) => [
      one.state.lambda,
      one.state.dropout ?? 0,
    ]);
    assert.deepEqual(variants, [
      [0, 0],
      [2, 0],
      [0, 0.4],
      [0, 0],
    ]);
    const trials = planOf('search', state, core).map((one) => one.state);
    assert.equal(trials.length, 8);
    assert.equal(new Set(trials.map(({ rate }) => rate)).size, 2 + 4);
  });

  it('without inputs read as many as the largest class has, at most', async () => {
    const trial = new Trial();
    const state = stateWith();
    trial.start(['baseline'], state);
    await trial.finish();
    const trained = trial.bench.trained('baseline');
    assert.ok(trained);
    const finding = /** @type {any} */ (
      findingOf('baseline', state, core, digits, trained)
    );
    // Two of each digit.
    assert.equal(finding.share, 0.1);
    assert.equal(finding.best, 0.1);
  });
});

describe('a workbench', () => {
  it('stops what is under way and what waits, and keeps what is over', async () => {
    const trial = new Trial();
    const state = stateWith();
    trial.start(['shapes'], state);
    await trial.finish();
    trial.start(['seed', 'search'], state);
    trial.bench.stop();
    await trial.finish();
    assert.deepEqual(
      /** @type {const} */ (['shapes', 'seed', 'search']).map((check) =>
        trial.bench.standing(check),
      ),
      ['done', 'idle', 'idle'],
    );
    trial.bench.reset();
    assert.equal(trial.bench.standing('shapes'), 'idle');
  });

  it('stands still while it is paused or nobody can see it', async () => {
    const trial = new Trial();
    trial.start(['ensemble'], stateWith());
    trial.bench.pause();
    await trial.finish();
    assert.equal(trial.bench.standing('ensemble'), 'running');
    assert.equal(trial.bench.isPlaying, false);
    trial.bench.see(false);
    trial.bench.resume();
    await trial.finish();
    assert.equal(trial.bench.standing('ensemble'), 'running');
    trial.bench.see(true);
    await trial.finish();
    assert.equal(trial.bench.standing('ensemble'), 'done');
  });

  it('forgets what other settings have made, and no more', async () => {
    const trial = new Trial();
    const state = stateWith();
    trial.start(['one-batch', 'shapes', 'regularise'], state);
    await trial.finish();
    const other = stateWith({ lambda: 3 });
    trial.bench.settle((check) => planOf(check, other, core));
    assert.equal(trial.bench.standing('one-batch'), 'done');
    assert.equal(trial.bench.standing('regularise'), 'idle');
  });

  it('says that a worker has died, and goes on with the next check', async () => {
    const trial = new Trial();
    const dying = planOf(
      'shapes',
      stateWith({ seed: SEED_OF_TRAP, epochs: 9 }),
      core,
    );
    const long = dying.map((one) => ({
      ...one,
      state: { ...one.state, epochs: 300, batch: 1 },
    }));
    trial.bench.start([
      { check: 'shapes', planned: long },
      { check: 'baseline', planned: planOf('baseline', stateWith(), core) },
    ]);
    await trial.finish();
    assert.equal(trial.bench.standing('shapes'), 'failed');
    assert.match(
      trial.bench.trained('shapes')?.runs[0]?.failure?.message ?? '',
      /unreachable/,
    );
    assert.equal(trial.bench.standing('baseline'), 'done');
    assert.deepEqual(
      trial.bench.failures.map(({ check, run }) => [check, run.phase]),
      [['shapes', 'failed']],
    );
  });

  it('says why checks have failed, whichever is shown, and each reason once', () => {
    const failed = /** @type {const} */ ([
      { check: 'shapes', sentence: 'No digits.' },
      { check: 'seed', sentence: 'No digits.' },
      { check: 'search', sentence: 'The worker died.' },
    ]);
    assert.deepEqual(failedSentences(failed, 'search'), [
      'Checks 2 (Fix the seed) and 6 (List the network): No digits.',
      'The worker died.',
    ]);
    assert.deepEqual(failedSentences(failed.slice(2), 'data'), [
      'Check 8 (Search at random): The worker died.',
    ]);
    assert.deepEqual(failedSentences([], 'data'), []);
  });
});

describe('a check whose worker has died', () => {
  it('can be had again while its other runs go on', async () => {
    const trial = new Trial();
    const state = stateWith({ epochs: 300, batch: 1 });
    const wanted = {
      check: /** @type {const} */ ('ensemble'),
      planned: planOf('ensemble', state, core),
    };
    trial.bench.start([wanted]);
    await trial.workers.work(4);
    const [first] = trial.bench.trained('ensemble')?.runs ?? [];
    assert.equal(first?.phase, 'running');
    trial.workers.realms[0]?.port.dispatchEvent(
      Object.assign(new Event('error'), { message: 'killed' }),
    );
    assert.equal(first?.phase, 'failed');
    assert.equal(trial.bench.standing('ensemble'), 'running');
    trial.bench.retry(wanted);
    assert.notEqual(first?.phase, 'failed');
    await trial.finish();
    assert.equal(trial.bench.standing('ensemble'), 'done');
  });
});

describe('the runs of a check that was broken off', () => {
  const state = stateWith({ epochs: 200, dropout: 0.4, batch: 5 });
  const CHECKS_OF_IT = /** @type {const} */ (['baseline', 'regularise']);
  const plans = CHECKS_OF_IT.map((check) => ({
    check,
    planned: planOf(check, state, core),
  }));

  /** @param {Trial} trial @returns {unknown} all that was measured, and the weights */
  const numbers = (trial) =>
    CHECKS_OF_IT.map((check) =>
      trial.bench
        .trained(check)
        ?.runs.map(({ history, parameters, phase }) => [
          phase,
          [...(history?.epochs ?? [])],
          [...(history?.columns(0, 0, history.layers + 3) ?? [])],
          [...(parameters ?? [])],
        ]),
    );

  it('end with the same bits, after the death of workers and of the page', async () => {
    const whole = new Trial();
    whole.bench.start(plans);
    await whole.finish();

    /** @type {any} */
    const host = { localName: 'training-recipe', requestUpdate() {} };
    const planned = () =>
      plans.flatMap((one) => one.planned.map((run) => run.state));
    /** @type {Map<string, import('../../run/run-session.js').KeptRun>} */
    const kept = new Map();
    const of = { planned, isMoved: () => true, goOn() {}, keepsEnded: true };
    const safe = new RunsSafekeeping({ host, ...of });
    const broken = new Trial({
      measured: (session, run) => {
        safe.measured(session, run);
        const { kind = '' } = run.extras;
        const epoch = session.history?.epoch ?? 0;
        if (epoch < 20 || kept.has(kind)) return;
        void keptOf(session).then((one) => one && kept.set(kind, one));
      },
      settled: (...event) => safe.settled(...event),
      ended: (...event) => safe.ended(...event),
      failed: (...event) => safe.failed(...event),
    });
    broken.bench.start(plans);
    for (let step = 0; kept.size < 2; step += 1) {
      for (const realm of broken.workers.realms) realm.msPerUnit = 5;
      await broken.workers.work(1);
    }
    for (const { port } of [...broken.workers.realms]) {
      port.dispatchEvent(
        Object.assign(new Event('error'), { message: 'killed' }),
      );
    }
    while (broken.bench.isBusy) await broken.workers.work();
    assert.deepEqual(numbers(broken), numbers(whole));
    assert.ok(broken.workers.realms.length > whole.workers.realms.length);

    const later = new Trial();
    later.bench.start(
      plans.map((one) => ({
        ...one,
        kept: one.planned.map(
          (_, index) => kept.get(kindOf(one.check, index)) ?? null,
        ),
      })),
    );
    assert.ok(kept.size >= 2);
    while (later.bench.isBusy) await later.workers.work();
    assert.deepEqual(numbers(later), numbers(whole));
  });
});

describe('the digits of the recipe', () => {
  it('are sifted by what they show and ordered by what they cost', () => {
    const all = siftedImages(stateWith(), digits, []);
    assert.equal(all.length, 20);
    const threes = siftedImages(stateWith({ digit: 3 }), digits, []);
    assert.equal(threes.length, 2);
    assert.ok(threes.every((image) => digits.trainingLabel(image) === 3));
    const byCost = all
      .toReversed()
      .map((image) => ({ image, cost: image, said: 0 }));
    const dear = stateWith({ digit: 3, order: 'cost' });
    assert.deepEqual(siftedImages(dear, digits, byCost), threes.toReversed());
    assert.deepEqual(siftedImages(dear, digits, []), threes);
  });
});

describe('on the digits of the page', () => {
  it('the same seed gives the same bits, another seed others', () => {
    const { verdict, compared, same, sameAsAnother, prints } = found('seed', {
      epochs: 2,
    });
    assert.equal(verdict, 'holds');
    assert.equal(same, compared);
    assert.ok(sameAsAnother < compared / 100);
    assert.equal(prints[0], prints[1]);
    assert.notEqual(prints[0], prints[2]);
  });

  it('the costliest images come first, with what the network said of them', () => {
    const { byCost, wrong, labels, counts } = found('data', {});
    assert.equal(byCost.length, 1000);
    assert.ok(
      byCost.every(
        (/** @type {any} */ one, /** @type {number} */ at) =>
          at === 0 || one.cost <= byCost[at - 1].cost,
      ),
    );
    const missed = byCost.filter(
      (/** @type {any} */ one) => labels[one.image] !== one.said,
    );
    assert.equal(missed.length, wrong);
    assert.ok(wrong > 0);
    assert.equal(
      counts.reduce(
        (/** @type {number} */ a, /** @type {number} */ b) => a + b,
      ),
      1000,
    );
  });

  it('every output and cost begins as expected with weights of 0', () => {
    for (const output of /** @type {const} */ (['sigmoid', 'softmax'])) {
      for (const costFunction of /** @type {const} */ ([
        'cross-entropy',
        'quadratic',
      ])) {
        const finding = found('first-loss', {
          output,
          costFunction,
          images: 50,
        });
        assert.equal(finding.verdict, 'holds', `${output} ${costFunction}`);
      }
    }
  });

  it('a rate at which nothing is learned is told from one that overfits', () => {
    const { verdict } = found('one-batch', { rate: 1e-6 });
    assert.equal(verdict, 'fails');
    assert.equal(found('baseline', { rate: 1e-9, epochs: 1 }).verdict, 'fails');
  });

  it('the list has as many numbers as the network', () => {
    const state = { hidden: [20, 30] };
    const { verdict, listed, handed } = found('shapes', {
      ...state,
      images: 10,
    });
    assert.deepEqual(
      [verdict, listed, handed],
      ['holds', 784 * 20 + 20 + 20 * 30 + 30 + 30 * 10 + 10, listed],
    );
    assert.equal(
      layersOf(/** @type {any} */ ({ ...state, pixels: 7 }))[0]?.parameters,
      50 * 20,
    );
  });
});

/** @param {string} link - without the `#` @returns {any} the state that it gives its figure */
function stateOf(link) {
  const [[, name = ''] = [], ...parts] = new URLSearchParams(link);
  const schema = figureSchemas.get(name);
  assert.ok(schema);
  const values = parts.map(([key, text]) => {
    const field = schema.fields[key];
    assert.ok(field, `${name} has ${key}`);
    return [key, field.parse(text)];
  });
  return validate(schema, Object.fromEntries(values), defaultState(schema));
}

describe('the settings that a search has found', () => {
  const finding = /** @type {any} */ ({
    check: 'search',
    best: { rate: 0.316227766, lambda: 2.15443469 },
  });
  const state = stateWith({ activation: 'tanh', initialisation: 'xavier' });

  it('are rounded, and only a search has some', () => {
    assert.deepEqual(settingsFound(finding), { rate: 0.316, lambda: 2.15 });
    assert.equal(settingsFound(/** @type {any} */ ({ check: 'seed' })), null);
    assert.equal(settingsFound(null), null);
  });

  it('lead to the same run in the other two figures', () => {
    const settings = { rate: 0.316, lambda: 2.15 };
    const { speeds, cures } = linksOf(state, settings);
    const [one, other] = [speeds, cures].map(stateOf);
    assert.equal(one.rate, 0.316);
    assert.equal(one.activation, 'tanh');
    assert.deepEqual(one.hidden, [4]);
    assert.equal(other.rate1, 0.316);
    assert.equal(other.lambda, 2.15);
    assert.equal(other.initialisation1, 'xavier');
  });
});

describe('the state of the recipe', () => {
  it('keeps room for the seeds that a check needs', () => {
    assert.throws(() => stateWith({ seed: 4_294_967_295 }), /seed/);
    assert.throws(() => stateWith({ batch: 21 }), /batch/);
    assert.throws(() => stateWith({ images: 1001 }), /images/);
  });
});
