/** Training that is killed at random moments, and taken up from its checkpoints. */
import { Checkpoints } from '../../www/run/checkpoints.js';
import { GradientHistory } from '../../www/run/gradient-history.js';
import { readRun, writeRun } from '../../www/run/saved-run.js';
import { fingerprintOf } from '../../www/run/fingerprint.js';
import { SPEC, Workers, delivered, valuesOf } from './realm.js';

/** @import { Checkpoint } from '../../www/run/checkpoints.js' */
/** @import { RunSession } from '../../www/run/run-session.js' */

const FIGURE = 'neuron-gradients';

/** Milliseconds of the realm's clock; a run takes some thousand. */
const EVERY_MS = 100;

const KINDS = /** @type {const} */ (['error', 'silence', 'page']);

/** @param {number} seed @returns {() => number} from 0 up to 1: mulberry32 */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A page with a session, its checkpoints and its workers. */
class Page {
  workers = new Workers();
  session;
  checkpoints;

  /**
   * @param {typeof SPEC} spec
   * @param {(file: Uint8Array<ArrayBuffer>) => void} stored - of the last checkpoint
   */
  constructor(spec, stored) {
    this.spec = spec;
    const part = 'dropout' in spec ? 'cures' : 'training';
    const { session, told } = this.workers.session({ part });
    this.told = told;
    this.session = session;
    this.checkpoints = new Checkpoints(
      session,
      async ({ kept }) => stored(fileOf(spec, kept, session)),
      { now: () => this.workers.realms.at(-1)?.time ?? 0, everyMs: EVERY_MS },
    );
    const hear = told.hear.bind(told);
    told.hear = (one, event) => {
      hear(one, event);
      if (event[0] === 'measured') void this.checkpoints.heard();
    };
  }

  /** @param {Checkpoint} [from] */
  start(from) {
    if (from) this.checkpoints.resumed(from);
    this.session.configure(this.spec, {
      keepGradients: (widths, stride) => new GradientHistory(widths, stride),
      weightSpeeds: true,
      ...(from && { kept: from.kept }),
    });
    this.session.play();
  }

  /** Trains to the end. */
  async end() {
    const isOver = () => ['done', 'failed'].includes(this.session.phase);
    while (!isOver()) await this.workers.work();
  }

  /** @param {string} kind - how the worker dies */
  kill(kind) {
    const { port } = this.workers.last;
    const message = 'killed';
    if (kind === 'error') {
      port.dispatchEvent(Object.assign(new Event('error'), { message }));
    } else {
      // What a page does once a worker has been silent for too long.
      port.dispatchEvent(
        Object.assign(new Event('message'), {
          data: {
            type: 'failed',
            code: 'worker-silent',
            message,
            fatal: true,
          },
        }),
      );
    }
  }
}

/**
 * @param {typeof SPEC} spec
 * @param {import('../../www/run/run-session.js').KeptRun} kept
 * @param {RunSession} session
 */
function fileOf(spec, kept, session) {
  const { history } = session;
  if (!history) throw new Error('no rows');
  const fingerprint = fingerprintOf(history.row(kept.epoch));
  const header = { figure: FIGURE, state: spec, measuring: 'every', link: '' };
  return writeRun({ header: { ...header, fingerprint }, kept });
}

/** @param {Page} page @returns {Promise<string>} all numbers of its run, which is done, and its weights */
async function everything(page) {
  const { session, workers } = page;
  const asking = session.weights();
  await workers.work();
  const parameters = await asking;
  const { history, gradients } = session;
  if (!parameters || !history || !gradients) {
    throw new Error(
      `${session.phase} ${Boolean(parameters)} ${Boolean(history)} ${Boolean(gradients)} ${JSON.stringify(page.told?.failures)}`,
    );
  }
  return JSON.stringify([
    valuesOf(session),
    [...history.epochs],
    [...history.speedsBy('both')],
    [...gradients.appended],
    [...parameters.present],
    session.plateauEnd,
    session.ending,
  ]);
}

/** @param {() => number} random */
function specOf(random) {
  const of = (/** @type {readonly any[]} */ ones) =>
    ones[Math.floor(random() * ones.length)];
  // The part of the core with remedies is one by itself.
  const cures = {
    dropout: of([0, 0.2, 0.5]),
    normalisation: of(['none', 'batch', 'layer']),
    patience: of([0, 0, 40]),
    residual: of(['off', 'on']),
    schedule: of(['constant', 'step', 'cosine', 'warm-up']),
    penalty: of(['l2', 'l1']),
  };
  return {
    ...SPEC,
    ...(random() < 0.5 && cures),
    hidden: of([[5, 3], [4], [6, 5, 4], [5, 5, 5]]),
    batch: of([5, 7, 10, 20]),
    optimiser: of(['sgd', 'momentum', 'rmsprop', 'adam']),
    precision: of(['f32', 'f64']),
    activation: of(['sigmoid', 'tanh', 'relu']),
    epochs: 150 + Math.floor(random() * 250),
    seed: 1 + Math.floor(random() * 1000),
  };
}

/**
 * @param {number} count - of kills
 * @param {number} seed - of all that is random
 */
export async function kills(count, seed) {
  const random = generator(seed);
  const found = { killed: 0, runs: 0, lost: 0, mostLost: 0, wrong: 0 };
  /** @type {Record<string, number>} */
  const byKind = { error: 0, silence: 0, page: 0 };
  while (found.killed < count) {
    const spec = specOf(random);
    const whole = new Page(spec, () => {});
    whole.start();
    await whole.end();
    const expected = await everything(whole);
    whole.session.close();
    /** @type {Uint8Array<ArrayBuffer> | null} */
    let file = null;
    const store = (/** @type {Uint8Array<ArrayBuffer>} */ next) => {
      file = next;
    };
    let page = new Page(spec, store);
    page.start();
    // A run that is killed again and again comes to its end even so.
    for (let left = 1 + Math.floor(random() * 6); left > 0; left -= 1) {
      for (let slices = random() * 60; slices > 0; slices -= 1) {
        for (const realm of page.workers.realms) realm.msPerUnit = 0.1;
        await page.workers.work(1);
      }
      if (page.session.phase === 'done' || found.killed === count) break;
      const kind = KINDS[Math.floor(random() * KINDS.length)] ?? 'page';
      const reached = page.session.history?.epoch ?? 0;
      let from = page.checkpoints.last;
      if (kind === 'page') {
        page.session.close();
        page = new Page(spec, store);
        const { kept } = file ? await readRun(file, FIGURE) : { kept: null };
        from = kept && { id: 'a', epoch: kept.epoch, kept };
      } else {
        page.kill(kind);
        await delivered();
        if (page.session.phase !== 'failed') throw new Error('it lives');
      }
      page.start(from ?? undefined);
      found.killed += 1;
      byKind[kind] = (byKind[kind] ?? 0) + 1;
      const lost = Math.max(0, reached - (from?.epoch ?? 0));
      found.lost += lost;
      found.mostLost = Math.max(found.mostLost, lost);
    }
    await page.end();
    if (
      page.session.phase !== 'done' ||
      (await everything(page)) !== expected
    ) {
      found.wrong += 1;
    }
    page.session.close();
    found.runs += 1;
  }
  return { ...found, byKind };
}
