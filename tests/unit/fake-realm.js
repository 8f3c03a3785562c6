/**
 * A host in a realm without a browser: its time stands still unless a trainer
 * works, and its tasks run when the test says so.
 */
import { LoopbackPort } from '../../www/run/protocol/loopback.js';
import { PROTOCOL } from '../../www/run/protocol/messages.js';
import { TrainingHost } from '../../www/run/worker/host.js';
// The host imports them late; here they are there at once.
import '../../www/run/worker/jobs.js';
import { BUILD_ID, SPEC, fakeDoor } from './fake-core.js';

/** @import { FromWorker, ToWorker } from '../../www/run/protocol/message-types.js' */
/** @import { Ledger } from './fake-core.js' */

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

/** A host, its core and everything that it says. */
export class FakeRealm {
  /** @type {Ledger} */
  ledger = {
    time: 0,
    msPerImage: 0.01,
    slices: [],
    trainers: 0,
    files: [],
    loads: [],
  };
  /** What the host said, with the time of each. */
  said = /** @type {Array<{ time: number, message: FromWorker }>} */ ([]);
  port;
  host;
  #tasks = /** @type {Array<() => void>} */ ([]);

  constructor() {
    const [port, hostPort] = LoopbackPort.pair();
    this.port = port;
    port.addEventListener('message', (event) => {
      const { data } = /** @type {MessageEvent} */ (event);
      this.said.push({ time: this.ledger.time, message: data });
    });
    this.host = new TrainingHost(hostPort, {
      door: fakeDoor(this.ledger),
      now: () => this.ledger.time,
      nextTask: (task) => this.#tasks.push(task),
    });
  }

  /**
   * Hands a message to the host.
   *
   * @param {ToWorker | { type: string }} message
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
   * What was said of one type.
   *
   * @template {FromWorker['type']} Type
   * @param {Type} type
   * @returns {Array<Extract<FromWorker, { type: Type }>>}
   */
  heard(type) {
    return this.said
      .map(({ message }) => message)
      .filter((message) => message.type === type)
      .map((message) => /** @type {any} */ (message));
  }

  /**
   * A host that has shaken hands, has digits and a run.
   *
   * @param {import('../../www/run/protocol/message-types.js').TrainingSpec} [spec]
   * @param {import('../../www/run/client/run.js').Wishes} [wishes]
   */
  async configured(spec = SPEC, wishes = {}) {
    await this.say({ type: 'hello', protocol: PROTOCOL, build: BUILD_ID });
    await this.say({ type: 'data', bytes: Uint8Array.of(1) });
    await this.say({ type: 'configure', runId: 1, spec, ...wishes });
  }
}

/**
 * The epochs that were reported, in order.
 *
 * @param {FakeRealm} realm
 */
export function epochs(realm) {
  return realm.heard('progress').flatMap((progress) => [...progress.epochs]);
}

/**
 * @param {number} runId
 * @param {number} toEpoch
 */
export function run(runId, toEpoch, reportMs = 0) {
  return { type: /** @type {const} */ ('run'), runId, toEpoch, reportMs };
}

/**
 * @param {number} last
 */
export function upTo(last) {
  return Array.from({ length: last + 1 }, (_, epoch) => epoch);
}
