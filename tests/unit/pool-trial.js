/**
 * A pool of runs without a browser: real clients and real hosts over fake
 * cores.
 */
import assert from 'node:assert/strict';
import { RunPool } from '../../www/run/client/run-pool.js';
import { SPEC } from './fake-core.js';
import { FakeWorkers } from './fake-workers.js';

/** @import { PooledRun } from '../../www/run/client/run-pool.js' */
/** @import { TransportKind } from '../../www/run/client/transport.js' */
/** @import { Progress } from '../../www/run/protocol/message-types.js' */

/** A pool over fake workers, and what its runs told. */
export class PoolTrial {
  /** @type {Map<number, { run: PooledRun, epochs: number[], values: number[] }>} */
  runs = new Map();
  /** Seeds, in the order in which their runs began to work. */
  begun = /** @type {number[]} */ ([]);
  /** The most runs that were at work at once. */
  most = 0;

  /**
   * @param {number} limit - workers at once
   * @param {readonly number[]} asked - one a run
   * @param {TransportKind} [kind] - where runs live
   * @param {import('../../www/run/client/run.js').Wishes} [wishes] - for each run
   */
  constructor(limit, asked, kind, wishes) {
    this.workers = new FakeWorkers(kind);
    this.pool = new RunPool({
      limit,
      client: {
        ladder: this.workers.ladder,
        reportMs: 0,
        digits: async () => Uint8Array.of(1),
      },
    });
    for (const seed of asked) this.#add(seed, wishes);
  }

  /**
   * @param {number} seed
   * @param {import('../../www/run/client/run.js').Wishes} [wishes]
   */
  #add(seed, wishes) {
    const epochs = /** @type {number[]} */ ([]);
    const values = /** @type {number[]} */ ([]);
    const run = this.pool.add(
      { ...SPEC, seed },
      {
        changed: () => {
          if (run.phase === 'running') this.begun.push(seed);
          this.most = Math.max(this.most, this.#running);
        },
        configured: () => {},
        progressed: (/** @type {Progress} */ message) => {
          epochs.push(...message.epochs);
          values.push(...message.values);
        },
      },
      wishes,
    );
    this.runs.set(seed, { run, epochs, values });
  }

  get #running() {
    return [...this.runs.values()].filter(({ run }) => run.phase === 'running')
      .length;
  }

  /** @param {number} seed */
  of(seed) {
    const told = this.runs.get(seed);
    assert.ok(told, `there is a run of seed ${seed}`);
    return told;
  }

  get phases() {
    return [...this.runs.values()].map(({ run }) => run.phase);
  }

  /** Lets workers work until nobody is at work any more, or all stand still. */
  async finish() {
    for (let round = 0; round < 50; round += 1) await this.workers.work();
  }
}

/**
 * @param {number} count
 * @returns {number[]} that many seeds, from 1 on
 */
export function seeds(count) {
  return Array.from({ length: count }, (_, index) => index + 1);
}
