/**
 * Hosts of the real core without a browser: their time stands still unless the
 * core works, their tasks run when the test says so, and a test can make them
 * die or fall silent.
 */
import { readFileSync } from 'node:fs';
import { Transports } from '../../www/core/client/transports.js';
import { BUILD_ID, openCore } from '../../www/core/core.js';
import { inflateDigits } from '../../www/core/digits.js';
import { LoopbackPort } from '../../www/core/worker/loopback.js';
import { PROTOCOL } from '../../www/core/worker/messages.js';
import { RunSession } from '../../www/run/run-session.js';
import { TrainingHost } from '../../www/run/worker/host.js';
import { writeParts } from '../../scripts/digits/format.mjs';
import { tinyDigits, tinyImage } from '../fixtures/digits-tiny.js';

/** @import { CorePart } from '../../www/core/core.js' */
/** @import { fetchDigits } from '../../www/core/fetch-digits.js' */
/** @import { JobHost } from '../../www/core/worker/job-host.js' */
/** @import { TransportKind } from '../../www/core/client/transports.js' */
/** @import { TrainingSpec } from '../../www/run/protocol.js' */
/** @import { SessionEvent, RunExtras } from '../../www/run/run-session.js' */

/**
 * Opens a part of the core for the whole test process: whoever opens it later
 * gets the same.
 *
 * @template {CorePart} Part
 * @param {Part} part
 * @returns {Promise<import('../../www/core/core.js').OpenPart<Part>>}
 */
export function openInNode(part) {
  const known = opened.get(part);
  if (known !== undefined) return known;
  const file = new URL(`../../www/pkg/${part}_bg.wasm`, import.meta.url);
  const module = new WebAssembly.Module(readFileSync(file));
  const opening = openCore(part, { module, build: 'simd' });
  opened.set(part, opening);
  return opening;
}

/** @type {Map<CorePart, Promise<any>>} */
const opened = new Map();
const training = await openInNode('training');
await openInNode('random-chains');
await openInNode('gradient-check');
await openInNode('cures');
await openInNode('linear-reader');
await openInNode('recipe');

/** Twenty images to train with and five to validate; twice ten and five more. */
export const DIGITS = Object.freeze({
  first: await tinyDigits('first'),
  more: await tinyDigits('more'),
  all: await tinyDigits('all'),
});

/** The same images to train with, and 200 to validate with. */
const [MANY = DIGITS.first] = await Promise.all(
  writeParts([
    {
      training: Array.from({ length: 20 }, (_, n) => tinyImage(n)),
      validation: Array.from({ length: 200 }, (_, n) => tinyImage(20 + n)),
      test: [],
    },
  ]).map((file) => inflateDigits(new Uint8Array(file))),
);

/** @type {Uint8Array} No digits file. */
export const DAMAGED = Uint8Array.of(0xff);

/** @type {TrainingSpec} */
export const SPEC = {
  hidden: [5, 3],
  pixels: 7,
  images: 20,
  batch: 10,
  rate: 0.1,
  lambda: 5,
  activation: 'sigmoid',
  initialisation: 'chapter',
  costFunction: 'cross-entropy',
  optimiser: 'sgd',
  epochs: 20,
  seed: 1,
  precision: 'f32',
};

/** The seed with which a trainer traps on its third slice. */
export const SEED_OF_TRAP = 666;

/**
 * With this share measured at every epoch as long as the core's allowance for
 * measuring lasts, and then at few. Its images are other ones.
 */
export const SPARSE = { ...SPEC, hidden: [2], epochs: 1500 };
export const SHARE = { measuring: 0.1 };

/** @param {TrainingSpec} spec */
const digitsOf = (spec) => (spec === SPARSE ? MANY : DIGITS.first);

/**
 * What the core itself makes of a run, without pauses.
 *
 * @param {TrainingSpec} spec
 * @param {number} [measuring]
 */
export function straight(spec, measuring) {
  const { RawDigits, RawTrainer } = training.core;
  const digits = new RawDigits();
  digits.appendPart(digitsOf(spec));
  const trainer = new RawTrainer(spec, digits, measuring);
  while (!trainer.isDone) trainer.advance(1000);
  const epochs = [...trainer.rowEpochs()];
  const values = [...trainer.takeRows()];
  trainer.free();
  digits.free();
  return { epochs, values };
}

/**
 * Ends once everything that was on its way has arrived.
 *
 * @returns {Promise<void>}
 */
export function delivered() {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}

/** A host and everything that it says. */
export class Realm {
  /** Milliseconds on its clock, and what a unit of work costs. */
  time = 0;
  msPerUnit = 0.01;
  /** What a piece of making a run costs. */
  msPerPiece = 0;
  /** How long each slice lasted. */
  slices = /** @type {number[]} */ ([]);
  /** What was made of the core and not freed. */
  alive = 0;
  /** How much of each run's training measuring may take. */
  shares = /** @type {unknown[]} */ ([]);
  /** Files of digits that came. */
  files = /** @type {Uint8Array[]} */ ([]);
  /** What the host has fetched by itself, and how it is fetched. */
  fetched = /** @type {string[]} */ ([]);
  /** @type {typeof fetchDigits} */
  fetchDigits = async (part, take) => take(DIGITS[part]);
  /** The part and the options of each opening of the core. */
  opened = /** @type {any[]} */ ([]);
  /** @type {string | null} A part of the core that does not come. */
  missing = null;
  /** What the host said, with the time of each. */
  said = /** @type {Array<{ time: number, message: any }>} */ ([]);
  port;
  host;
  #tasks = /** @type {Array<() => void>} */ ([]);

  /** @param {typeof TrainingHost | typeof JobHost} [Host] */
  constructor(Host = TrainingHost) {
    const [port, hostPort] = LoopbackPort.pair();
    this.port = port;
    port.addEventListener('message', (event) => {
      const { data } = /** @type {MessageEvent} */ (event);
      this.said.push({ time: this.time, message: data });
    });
    this.host = new Host(hostPort, {
      now: () => this.time,
      nextTask: (task) => this.#tasks.push(task),
      later: (task, ms) => {
        this.#tasks.push(() => {
          this.time += ms;
          task();
        });
      },
      fetchDigits: (part, take, options) => {
        this.fetched.push(part);
        return this.fetchDigits(part, take, options);
      },
      open: async (
        /** @type {CorePart} */ part,
        /** @type {object} */ options,
      ) => {
        this.opened.push({ part, ...options });
        if (part === this.missing) throw new TypeError('no such module');
        const { core, build } = await openInNode(part);
        return { core: this.#watched(core), build };
      },
    });
  }

  /**
   * Hands a message to the host.
   *
   * @param {object} message
   */
  async say(message) {
    this.port.postMessage(message);
    await delivered();
  }

  /**
   * Runs the host's tasks, one slice each.
   *
   * @param {number} [limit]
   */
  async work(limit = 100_000) {
    for (let count = 0; count < limit; count += 1) {
      const task = this.#tasks.shift();
      if (task === undefined) break;
      task();
      // What it said arrives at the time it was said.
      await null;
    }
    await delivered();
  }

  /**
   * @param {string} type
   * @returns {any[]} what was said of it
   */
  heard(type) {
    return this.said
      .map(({ message }) => message)
      .filter((message) => message.type === type);
  }

  /** The epochs that were reported, in order. */
  get epochs() {
    /** @type {number[]} */
    const epochs = this.heard('progress').flatMap((rows) => [...rows.epochs]);
    return epochs;
  }

  /** Every number that was reported, in order. */
  get values() {
    return this.heard('progress').flatMap(({ values }) => [...values]);
  }

  /**
   * Does the handshake.
   *
   * @param {CorePart} [part]
   */
  greet(part = 'training') {
    const [protocol, build] = [PROTOCOL, BUILD_ID];
    return this.say({ type: 'hello', protocol, build, part });
  }

  /**
   * A host after the handshake, with digits and a run.
   *
   * @param {TrainingSpec} [spec]
   * @param {{ gradients?: boolean, activations?: boolean,
   *   measuring?: number, snapshot?: Uint8Array, fromEpoch?: number }} [extras]
   */
  async configured(spec = SPEC, extras = {}) {
    await this.greet();
    await this.say({ type: 'data', bytes: digitsOf(spec) });
    await this.say({ type: 'configure', runId: 1, spec, ...extras });
  }

  /**
   * Has run 1, or another, go on.
   *
   * @param {number} toEpoch
   * @param {{ runId?: number, reportMs?: number, pace?: number }} [options]
   */
  async run(toEpoch, { runId = 1, reportMs = 0, pace = 0 } = {}) {
    await this.say({ type: 'run', runId, toEpoch, reportMs, pace });
    await this.work();
  }

  /**
   * @param {any} trainer
   * @param {number} seed
   * @param {(ms: number) => void} pass
   */
  #watchedTrainer(trainer, seed, pass) {
    const { advance, free } = trainer;
    let calls = 0;
    return Object.assign(trainer, {
      /** @param {number} images */
      advance: (images) => {
        calls += 1;
        if (seed === SEED_OF_TRAP && calls === 3) {
          throw new WebAssembly.RuntimeError('unreachable');
        }
        const passed = advance.call(trainer, images);
        pass(passed * this.msPerUnit);
        return passed;
      },
      free: () => {
        this.alive -= 1;
        free.call(trainer);
      },
    });
  }

  /**
   * The core, whose work takes time and is counted.
   *
   * @param {any} core
   */
  #watched(core) {
    const realm = this;
    /** @param {number} ms */
    const pass = (ms) => {
      this.time += ms;
      this.slices.push(ms);
    };
    return {
      ...core,
      ...(core.RawBeginning && {
        RawBeginning: class extends core.RawBeginning {
          #seed;
          /**
           * @param {{ seed: number }} spec
           * @param {unknown[]} more
           */
          constructor(spec, ...more) {
            super(spec, ...more);
            this.#seed = spec.seed;
            realm.shares.push(more[1]);
            realm.alive += 1;
          }
          advance() {
            const isMade = super.advance();
            pass(realm.msPerPiece);
            return isMade;
          }
          trainer() {
            return realm.#watchedTrainer(super.trainer(), this.#seed, pass);
          }
          free() {
            realm.alive -= 1;
            super.free();
          }
        },
      }),
      ...(core.RawDigits && {
        RawDigits: class extends core.RawDigits {
          /** @param {Uint8Array} bytes */
          appendPart(bytes) {
            super.appendPart(bytes);
            realm.files.push(bytes);
          }
        },
      }),
      ...(core.RawRandomChains && {
        RawRandomChains: class extends core.RawRandomChains {
          #seed;
          /** @param {{ seed: number }} spec */
          constructor(spec) {
            super(spec);
            this.#seed = spec.seed;
            realm.alive += 1;
          }
          /** @param {number} units */
          advance(units) {
            if (this.#seed === SEED_OF_TRAP) {
              throw new WebAssembly.RuntimeError('unreachable');
            }
            super.advance(units);
            pass(units * realm.msPerUnit);
          }
          free() {
            realm.alive -= 1;
            super.free();
          }
        },
      }),
    };
  }
}

/** The workers of one page, in the order in which they started. */
export class Workers {
  realms = /** @type {Realm[]} */ ([]);
  terminated = 0;
  /** @type {Realm['fetchDigits'] | undefined} How each of them fetches. */
  fetchDigits;
  /** What a piece of making a run costs each of them. */
  msPerPiece = 0;
  transports;
  #Host;

  /**
   * @param {TransportKind} [kind]
   * @param {typeof TrainingHost | typeof JobHost} [Host]
   * @param {ConstructorParameters<typeof Transports>[1]} [options]
   */
  constructor(kind = 'worker', Host = TrainingHost, options = {}) {
    this.#Host = Host;
    const way = { kind, start: () => this.#start() };
    this.transports = new Transports([way], options);
  }

  /** The one that started last. */
  get last() {
    const realm = this.realms.at(-1);
    if (realm === undefined) throw new Error('no worker has started');
    return realm;
  }

  /**
   * A page's session, and what it tells the page.
   *
   * @param {ConstructorParameters<typeof RunSession>[1]} [options]
   */
  session(options = {}) {
    const told = new Told();
    /** @type {RunSession} */
    const session = new RunSession((...event) => told.hear(session, event), {
      digits: async () => DIGITS.first,
      reportMs: 0,
      transports: this.transports,
      ...options,
    });
    return { session, told };
  }

  /**
   * A session whose first run is there.
   *
   * @param {TrainingSpec} [spec]
   * @param {RunExtras} [extras]
   * @param {ConstructorParameters<typeof RunSession>[1]} [options]
   */
  async begun(spec = SPEC, extras = {}, options = {}) {
    const { session, told } = this.session({
      ...(spec === SPARSE && { digits: async () => MANY }),
      ...options,
    });
    session.configure(spec, extras);
    await this.work();
    return { session, told };
  }

  /**
   * Lets messages arrive and workers work.
   *
   * @param {number} [slices] - of each worker
   */
  async work(slices) {
    await delivered();
    for (const realm of this.realms) await realm.work(slices);
    await delivered();
  }

  /** Lets them work until nothing more is to be done. */
  async settle() {
    let said = -1;
    while (said !== this.#said) {
      said = this.#said;
      await this.work();
    }
  }

  get #said() {
    return this.realms.reduce((sum, { said }) => sum + said.length, 0);
  }

  #start() {
    const realm = new Realm(this.#Host);
    this.realms.push(realm);
    if (this.fetchDigits) realm.fetchDigits = this.fetchDigits;
    realm.msPerPiece = this.msPerPiece;
    const { port, host } = realm;
    const terminate = () => {
      this.terminated += 1;
      host.close();
      port.close();
    };
    return { port, terminate };
  }
}

/** What a session has told its page. */
export class Told {
  /** @type {SessionEvent[0][]} */
  events = [];
  /** @type {import('../../www/run/protocol.js').Failed[]} */
  failures = [];

  /**
   * @param {RunSession} _session
   * @param {SessionEvent} event
   */
  hear(_session, [type, detail]) {
    this.events.push(type);
    if (type === 'failed') this.failures.push(detail);
  }

  /** The code of each failure, and whether it was the worker's last. */
  get codes() {
    return this.failures.map(({ code, fatal }) => [code, fatal]);
  }

  /** @param {SessionEvent[0]} type */
  count(type) {
    return this.events.filter((event) => event === type).length;
  }
}

/** @param {RunSession} session */
export function epochsOf({ history }) {
  return [...(history?.epochs ?? [])];
}

/**
 * @param {RunSession} session
 * @returns {number[]} every number that it has, row by row
 */
export function valuesOf({ history }) {
  return history ? [...history.columns(0, 0, history.layers + 3)] : [];
}

/** @param {number} last */
export function upTo(last) {
  return Array.from({ length: last + 1 }, (_, epoch) => epoch);
}
