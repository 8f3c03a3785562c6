/**
 * The three places where a run can live, each in the page that leads to it:
 * training gives the same bits on all of them, and a pause is heard.
 */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Site } from './harness.js';

/** @import { Frame } from 'playwright-core' */
/** @import { TrainingSpec } from '../../www/run/protocol.js' */

const WWW = fileURLToPath(new URL('../../dist/www', import.meta.url));

/** As deep as this file: what a page imports, tsc finds as well. */
const FOLDER = 'tests/e2e';

/**
 * @param {string} policy - its content security policy
 * @param {string} [body] - what is in the page
 */
function pageOf(policy, body = '') {
  return `<!doctype html>
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <link rel="icon" href="data:," />
    <title>Empty</title>
    ${body}`;
}

const SELF = "script-src 'self' 'wasm-unsafe-eval'";

/** The pages that lead to each rung, none of which has a figure. */
const FILES = {
  'worker.html': pageOf(`${SELF}; worker-src 'self' blob:`),
  'page.html': pageOf(`${SELF}; worker-src 'none'`),
  'blob.html': pageOf(
    SELF,
    '<iframe sandbox="allow-scripts" src="frame.html"></iframe>',
  ),
  'frame.html': pageOf("worker-src 'self' blob:"),
};

/** @type {TrainingSpec} */
const CHAPTER = {
  hidden: [30, 30],
  pixels: 28,
  images: 1000,
  batch: 10,
  rate: 0.1,
  lambda: 5,
  activation: 'sigmoid',
  initialisation: 'chapter',
  costFunction: 'cross-entropy',
  optimiser: 'sgd',
  epochs: 2,
  seed: 1,
  precision: 'f32',
};

/** The largest network there is, at the precision that costs most. */
const LARGEST = {
  ...CHAPTER,
  hidden: Array.from({ length: 30 }, () => 256),
  batch: 1000,
  epochs: 100,
  precision: 'f64',
};

const RUNGS = /** @type {const} */ (['worker', 'blob', 'page']);

/** @type {Site} */
let site;
/** @type {string} */
let root;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'ladder-'));
  await symlink(WWW, join(root, 'www'));
  await mkdir(join(root, FOLDER), { recursive: true });
  for (const [name, html] of Object.entries(FILES)) {
    await writeFile(join(root, FOLDER, name), html);
  }
  site = await Site.start({ root });
});

after(async () => {
  await site.close();
  await rm(root, { recursive: true });
});

/**
 * Opens the page that leads to a rung.
 *
 * @param {(typeof RUNGS)[number]} rung
 * @param {(frame: Frame) => Promise<void>} use
 * @param {boolean} [isScalar] - without SIMD
 */
async function openEmpty(rung, use, isScalar = false) {
  await site.open(
    `${FOLDER}/${rung}.html`,
    async (page) => {
      const frame = rung === 'blob' ? page.frames()[1] : page.mainFrame();
      assert.ok(frame, 'the page has its frame');
      await use(frame);
    },
    {
      async prepare(page) {
        if (!isScalar) return;
        await page.addInitScript(() => {
          WebAssembly.validate = () => false;
        });
      },
      // The browser tells the console of each rung that the policy forbids.
      expected: [/Content Security Policy/],
    },
  );
}

/**
 * Trains to the end and gives every number that was reported.
 *
 * @param {Frame} frame
 */
function train(frame) {
  return frame.evaluate(async (spec) => {
    const { RunSession } = await import('../../www/run/run-session.js');
    /** @type {(end: string) => void} */
    let settle = () => {};
    const ended = new Promise((resolve) => {
      settle = resolve;
    });
    const session = new RunSession((...[type, detail]) => {
      if (type === 'settled') settle(session.phase);
      if (type === 'failed') settle(detail.message);
    });
    session.configure(spec);
    session.play();
    const end = await ended;
    const { transport, core, history } = session;
    session.close();
    return {
      end,
      transport,
      core,
      values: [...(history?.columns(0, 0, 5) ?? [])],
    };
  }, CHAPTER);
}

/**
 * Plays and pauses in turn. Gives the milliseconds from a call of `pause` to
 * its answer, and those for which the page drew nothing while it played:
 * medians, since other work of this machine is in each of them.
 *
 * @param {Frame} frame
 */
function timePauses(frame) {
  return frame.evaluate(async (spec) => {
    const { RunSession } = await import('../../www/run/run-session.js');
    /** @type {Map<string, () => void>} */
    const waiting = new Map();
    const session = new RunSession((...[type]) => waiting.get(type)?.());
    /**
     * @param {string} type - of what is told
     * @returns {Promise<void>}
     */
    const heard = (type) =>
      new Promise((resolve) => {
        waiting.set(type, resolve);
      });
    session.configure(spec);
    await heard('started');
    /** @returns {Promise<number>} the time of the next frame */
    const nextFrame = () =>
      new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
    const latencies = [];
    const stops = [];
    for (let round = 0; round < 9; round += 1) {
      session.play();
      let last = await nextFrame();
      for (let drawn = 0; drawn < 12; drawn += 1) {
        const now = await nextFrame();
        stops.push(now - last);
        last = now;
      }
      const settled = heard('settled');
      const asked = performance.now();
      session.pause();
      await settled;
      latencies.push(performance.now() - asked);
    }
    const { transport, core } = session;
    session.close();
    const middle = (/** @type {number[]} */ times) =>
      times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Infinity;
    return {
      transport,
      core,
      latency: middle(latencies),
      stop: middle(stops),
      longest: [latencies.at(-1), stops.at(-1)],
    };
  }, LARGEST);
}

describe('a run', () => {
  /** @type {number[] | null} */
  let reference = null;

  for (const rung of RUNGS) {
    it(`lives on the rung "${rung}" with the same bits`, async () => {
      await openEmpty(rung, async (frame) => {
        const run = await train(frame);
        assert.equal(run.transport, rung);
        assert.equal(run.core, 'simd');
        assert.equal(run.end, 'done');
        assert.equal(run.values.length, 3 * 5);
        reference ??= run.values;
        assert.deepEqual(run.values, reference);
      });
    });
  }

  it('gives the same bits without SIMD', async () => {
    await openEmpty(
      'worker',
      async (frame) => {
        const run = await train(frame);
        assert.equal(run.core, 'scalar');
        assert.deepEqual(run.values, reference);
      },
      true,
    );
  });
});

describe('a pause of the largest network without SIMD', () => {
  for (const rung of RUNGS) {
    it(`is heard within 50 ms on the rung "${rung}"`, async (t) => {
      await openEmpty(
        rung,
        async (frame) => {
          const times = await timePauses(frame);
          t.diagnostic(JSON.stringify(times));
          assert.equal(times.transport, rung);
          assert.equal(times.core, 'scalar');
          assert.ok(times.latency <= 50, `${times.latency} ms`);
          assert.ok(times.stop <= 50, `the page stood for ${times.stop} ms`);
        },
        true,
      );
    });
  }
});
