/**
 * The client's workers without a browser: real hosts with fake cores over the
 * loop-back, which a test can make die or fall silent.
 */
import { Ladder } from '../../www/run/client/transport.js';
import { TrainingClient } from '../../www/run/client/training-client.js';
import { BUILD_ID } from './fake-core.js';
import { FakeRealm, delivered } from './fake-realm.js';

/** @import { TransportKind } from '../../www/run/client/transport.js' */
/** @import { FromWorker } from '../../www/run/protocol/message-types.js' */

/** The smallest module there is: its magic and its version. */
const MODULE = new WebAssembly.Module(
  Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00),
);

/** The door to a page's core that needs no file. */
export const PAGE_DOOR = {
  BUILD_ID,
  openCore: async () => ({
    module: MODULE,
    build: /** @type {const} */ ('simd'),
  }),
};

/** The workers of one page, in the order in which they started. */
export class FakeWorkers {
  realms = /** @type {FakeRealm[]} */ ([]);
  terminated = 0;
  ladder;

  /**
   * @param {TransportKind} [kind]
   * @param {ConstructorParameters<typeof Ladder>[0]} [options] - of the ladder
   */
  constructor(kind = 'worker', options = {}) {
    const rungs = [{ kind, start: () => this.#start() }];
    this.ladder = new Ladder({ rungs, door: PAGE_DOOR, ...options });
  }

  /** The one that started last. */
  get last() {
    const realm = this.realms.at(-1);
    if (realm === undefined) throw new Error('no worker has started');
    return realm;
  }

  /**
   * A page's client, and what it tells the page.
   *
   * @param {ConstructorParameters<typeof TrainingClient>[0]} [options]
   */
  client(options = {}) {
    const client = new TrainingClient({
      digits: async () => Uint8Array.of(1),
      reportMs: 0,
      ladder: this.ladder,
      ...options,
    });
    /** @type {Array<{ event: string, message: FromWorker }>} */
    const told = [];
    for (const event of ['configured', 'progress', 'settled', 'failed']) {
      client.addEventListener(event, (happened) => {
        const { detail } = /** @type {CustomEvent} */ (happened);
        told.push({ event, message: detail });
      });
    }
    return { client, told };
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

  #start() {
    const realm = new FakeRealm();
    this.realms.push(realm);
    const { port, host } = realm;
    const terminate = () => {
      this.terminated += 1;
      host.close();
      port.close();
    };
    return { port, terminate };
  }
}

/**
 * The epochs that the page was told of, in order.
 *
 * @param {Array<{ message: FromWorker }>} told
 */
export function epochsTold(told) {
  return told.flatMap(({ message }) =>
    message.type === 'progress' ? [...message.epochs] : [],
  );
}

/**
 * Every number that the page was told, in order.
 *
 * @param {Array<{ message: FromWorker }>} told
 */
export function valuesTold(told) {
  return told.flatMap(({ message }) =>
    message.type === 'progress' ? [...message.values] : [],
  );
}

/**
 * The failures that the page was told of.
 *
 * @param {Array<{ message: FromWorker }>} told
 */
export function failuresTold(told) {
  return told.flatMap(({ message }) =>
    message.type === 'failed' ? [message] : [],
  );
}
