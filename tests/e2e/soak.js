/**
 * A page with every figure on it, used for long: trained, dragged, opened, closed,
 * mounted and removed. After each round everything is put back as it was at first, and
 * what the page then holds is counted.
 */
import { figures } from '../../www/figures/index.js';

/** @import { CDPSession, Page } from '@playwright/test' */

/**
 * What a page and its workers hold, after a collection of garbage.
 *
 * @typedef {object} Held
 * @property {number} heap - bytes of JavaScript's heap, all workers' included
 * @property {number} nodes - of the document, detached ones included
 * @property {number} listeners - of the document
 * @property {number} workers - that live
 * @property {number} wasm - bytes of WebAssembly's memory, all workers' included
 * @property {number} ports - of message channels, all workers' included
 * @property {number} removed - figures that are gone from the page and held all the same
 */

/** @typedef {{ moves: number, mounts: number, held: Held }} Round */

const NAMES = figures.map(({ name }) => name);

/** Moves of a slider, one after the other. */
const DRAG = 100;

/** Uses of each figure before the first count, and moves of a slider in each. */
const USES = 10;
const FIRST_DRAG = 10;

/** What is the same so long after another look is what a page holds at rest. */
const REST_MS = 4000;

/** A page that never comes to rest is counted after so many looks. */
const MOST_LOOKS = 10;

/** @param {readonly string[]} [names] - of figures @returns {string} a page with them */
export function soakPage(names = NAMES) {
  const shown = names.map((name) => `<${name}></${name}>`).join('');
  return `<script type="module" src="www/define.js"></script>${shown}`;
}

/**
 * @param {Page} page - in Chromium, with the figures of `soakPage`
 * @param {object} plan - how long
 * @param {number} plan.rounds - after the first, which only warms up
 * @param {number} plan.moves - of sliders, in all rounds after the first
 * @param {number} plan.mounts - of further figures, likewise
 * @param {number} [plan.minutes] - that all rounds last together, at least
 * @param {number} [plan.drag] - moves of a slider, one after the other
 * @param {number} [plan.uses] - of each figure in the first round, at least
 * @param {number} [plan.firstDrag] - moves of a slider in each of these
 * @param {number} [plan.restMs] - between two looks that have to agree
 * @param {(round: Round) => void | Promise<void>} [plan.tell] - called after each round
 * @returns {Promise<Round[]>} what was held after each, the first one included
 */
export async function soak(page, plan) {
  const { rounds, moves, mounts, minutes = 0, tell } = plan;
  const { drag = DRAG, restMs = REST_MS } = plan;
  const { uses = USES, firstDrag = FIRST_DRAG } = plan;
  const counter = await counterOf(page);
  await page.waitForFunction(() => {
    const $figures = [...document.body.children].filter(({ localName }) =>
      localName.includes('-'),
    );
    return $figures.every(
      (/** @type {any} */ $one) => $one.shadowRoot && $one.state,
    );
  });
  const names = await page.evaluate(rememberStates);
  /** @type {Round[]} */
  const done = [];
  let mounted = 0;
  let turn = 0;
  const started = Date.now();
  for (let round = 0; round <= rounds; round += 1) {
    const isFirst = round === 0;
    // All that is loaded and made with its first use is to be there.
    let moved = isFirst ? await useAll(page, names, uses, firstDrag) : 0;
    const wanted = isFirst ? 0 : moves / rounds;
    const mountsUntil = isFirst ? names.length : (mounts / rounds) * round;
    if (round === 1) mounted = 0;
    const until = started + (minutes * 60_000 * round) / rounds;
    for (; moved < wanted || (!isFirst && Date.now() < until); turn += 1) {
      const name = names[turn % names.length] ?? '';
      moved += await page.evaluate(useFigure, {
        name,
        // Each time another drawer and slider of each.
        turn: Math.floor(turn / names.length),
        drag: moved < wanted ? drag : 0,
      });
    }
    for (; mounted < mountsUntil; mounted += 1) {
      await page.evaluate(mountAndRemove, names[mounted % names.length] ?? '');
    }
    await page.evaluate(putBack);
    const held = await atRest(page, restMs, counter);
    const result = { moves: moved, mounts: mounted, held };
    done.push(result);
    await tell?.(result);
  }
  return done;
}

/**
 * Work that was begun, workers that end and timers take their time, on a busy machine
 * more of it.
 *
 * @param {Page} page - put back
 * @param {number} ms - between two looks
 * @param {Counter} counter
 * @returns {Promise<Held>} what it holds when nothing goes on any more
 */
async function atRest(page, ms, { look, count }) {
  let seen = await look();
  for (let times = 1; times < MOST_LOOKS; times += 1) {
    await page.evaluate(passTime, ms);
    const before = seen;
    seen = await look();
    if (seen === before) break;
  }
  return count();
}

/**
 * Opens every drawer and moves every slider that is there.
 *
 * @param {Page} page
 * @param {readonly string[]} names - of its figures
 * @param {number} least - uses of each figure
 * @param {number} drag - moves of a slider in each use
 * @returns {Promise<number>} how many moves there were
 */
async function useAll(page, names, least, drag) {
  let moved = 0;
  for (const name of names) {
    const turns = await page.evaluate((selector) => {
      const { shadowRoot } = /** @type {any} */ (
        document.querySelector(selector)
      );
      return ['details', 'input[type="range"]'].map(
        (each) => shadowRoot.querySelectorAll(each).length,
      );
    }, name);
    for (let turn = 0; turn < Math.max(least, ...turns); turn += 1) {
      moved += await page.evaluate(useFigure, { name, turn, drag });
    }
  }
  return moved;
}

/**
 * Runs in the page.
 *
 * @returns {string[]} the names of its figures, whose states are remembered
 */
function rememberStates() {
  const $figures = [.../** @type {any} */ (document.body.children)].filter(
    ({ localName }) => localName.includes('-'),
  );
  Object.assign(globalThis, {
    removed: [],
    soaked: $figures.map(($figure) => [$figure, $figure.state]),
  });
  return $figures.map(({ localName }) => localName);
}

/** Runs in the page. */
async function putBack() {
  const { soaked } = /** @type {any} */ (globalThis);
  for (const [$figure, state] of soaked) {
    $figure.state = state;
    for (const $drawer of $figure.shadowRoot.querySelectorAll('details')) {
      $drawer.open = false;
    }
    $figure.reset?.();
    $figure.steps.clear();
  }
  scrollTo(0, 0);
  // Chromium holds the last list of options that was laid out, and the figure it was in.
  const $list = document.createElement('select');
  $list.append(new Option('1'), new Option('2'));
  document.body.prepend($list);
  for (const value of ['1', '2', '1', '2']) {
    $list.value = value;
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
  $list.remove();
}

/**
 * Runs in the page: opens and closes a drawer, trains and drags a slider.
 *
 * @param {{ name: string, turn: number, drag: number }} what
 * @returns {Promise<number>} how many moves there were
 */
async function useFigure({ name, turn, drag }) {
  const frame = () =>
    new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  const $figure = /** @type {any} */ (document.querySelector(name));
  $figure.scrollIntoView({ block: 'center' });
  await frame();
  const $drawers = $figure.shadowRoot.querySelectorAll('details');
  const $drawer = $drawers[turn % $drawers.length];
  if ($drawer) $drawer.open = true;
  $figure.play?.();
  await frame();
  const $sliders = $figure.shadowRoot.querySelectorAll(
    'input[type="range"]:enabled',
  );
  const $slider = $sliders[turn % $sliders.length];
  let moves = 0;
  for (; $slider?.isConnected && moves < drag; moves += 1) {
    const { min, max } = $slider;
    const part = (1 + Math.sin(moves + turn)) / 2;
    $slider.value = String(Number(min) + part * (Number(max) - Number(min)));
    $slider.dispatchEvent(
      new Event('input', { bubbles: true, composed: true }),
    );
    await frame();
  }
  $slider?.dispatchEvent(
    new Event('change', { bubbles: true, composed: true }),
  );
  $figure.play?.();
  const until = performance.now() + (drag > 0 ? 100 : 1000);
  while (performance.now() < until) await frame();
  if ($drawer) $drawer.open = false;
  return moves;
}

/** Runs in the page. @param {string} name - of a figure, which is used a little */
async function mountAndRemove(name) {
  const frame = () =>
    new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  const $figure = /** @type {any} */ (document.createElement(name));
  document.body.prepend($figure);
  scrollTo(0, 0);
  const since = performance.now();
  while (!$figure.readings && performance.now() - since < 5000) {
    await frame();
  }
  $figure.play?.();
  for (let passed = 0; passed < 20; passed += 1) await frame();
  $figure.remove();
  await frame();
  // Nobody is there any more who would end what this began.
  if ('seed' in $figure.state) $figure.state = { seed: 2 };
  /** @type {any} */ (globalThis).removed.push(new WeakRef($figure));
}

/**
 * Runs in the page: lets time pass, in which it draws its frames, and declines the runs
 * that were broken off, as those of removed figures were: whether they are offered yet
 * would make a difference to the count.
 *
 * @param {number} ms - that pass
 */
async function passTime(ms) {
  const until = performance.now() + ms;
  while (performance.now() < until) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
  const { soaked } = /** @type {any} */ (globalThis);
  for (const [$figure] of soaked) {
    const $discard = $figure.shadowRoot.querySelector(
      '[data-control~="discard-run"]',
    );
    $discard?.click();
    // The focus has gone to another button.
    $figure.shadowRoot.activeElement?.blur();
  }
  scrollTo(0, 0);
}

/**
 * @typedef {object} Counter
 * @property {() => Promise<string>} look - what is quickly seen of what a page holds
 * @property {() => Promise<Held>} count - all of it; every object that is held is visited
 */

/** @param {Page} page @returns {Promise<Counter>} counts what it holds */
async function counterOf(page) {
  const session = await page.context().newCDPSession(page);
  /** @type {Map<string, Ask>} */
  const workers = new Map();
  /** @type {Map<string, { sessionId: string, resolve: (answer: any) => void, reject: (error: unknown) => void }>} */
  const waiting = new Map();
  let asked = 0;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== 'worker') return;
    workers.set(sessionId, (method, params = {}) => {
      const id = (asked += 1);
      const message = JSON.stringify({ id, method, params });
      return new Promise((resolve, reject) => {
        waiting.set(`${sessionId} ${id}`, { sessionId, resolve, reject });
        session
          .send('Target.sendMessageToTarget', { sessionId, message })
          .catch(reject);
      });
    });
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => {
    workers.delete(sessionId);
    for (const one of waiting.values()) {
      if (one.sessionId === sessionId) one.reject(new Error('ended'));
    }
  });
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(`${sessionId} ${id}`)?.resolve(result);
    waiting.delete(`${sessionId} ${id}`);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const seen = async () => {
    await askOf(session)('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await session.send(
      'Memory.getDOMCounters',
    );
    return { nodes, listeners: jsEventListeners, workers: workers.size };
  };
  const count = async () => {
    const asks = [askOf(session), ...workers.values()];
    /** @type {Held} */
    const held = {
      heap: 0,
      ...(await seen()),
      wasm: 0,
      ports: 0,
      removed: 0,
    };
    for (const [index, ask] of asks.entries()) {
      try {
        const { heap, wasm, ports } = await heldBy(ask);
        held.heap += heap;
        held.wasm += wasm;
        held.ports += ports;
      } catch (error) {
        // A worker that ends meanwhile holds nothing; the page does not end.
        if (index === 0) throw error;
      }
    }
    Object.assign(held, await seen());
    held.removed = await page.evaluate(
      () =>
        /** @type {any} */ (globalThis).removed.filter(
          (/** @type {WeakRef<Element>} */ one) => one.deref(),
        ).length,
    );
    return held;
  };
  return { look: async () => JSON.stringify(await seen()), count };
}

/** @param {Ask} ask - a page or a worker @returns {Promise<Pick<Held, 'heap' | 'wasm' | 'ports'>>} */
async function heldBy(ask) {
  // What a finaliser lets go of is garbage only then.
  for (let times = 0; times < 3; times += 1) {
    await ask('HeapProfiler.collectGarbage');
  }
  return {
    heap: (await ask('Runtime.getHeapUsage')).usedSize,
    wasm: await sum(ask, 'WebAssembly.Memory', 'buffer.byteLength'),
    ports: await sum(ask, 'MessagePort'),
  };
}

/** @typedef {(method: string, params?: object) => Promise<any>} Ask */

/** @param {CDPSession} session @returns {Ask} */
function askOf(session) {
  return (method, params) => session.send(/** @type {any} */ (method), params);
}

/**
 * @param {Ask} ask - a page or a worker
 * @param {string} type - of objects
 * @param {string} [property] - of each; without it they are counted
 * @returns {Promise<number>} the sum over all that live
 */
async function sum(ask, type, property) {
  const objectGroup = 'soak';
  const { result } = await ask('Runtime.evaluate', {
    expression: `${type}.prototype`,
    objectGroup,
  });
  const { objects } = await ask('Runtime.queryObjects', {
    prototypeObjectId: result.objectId,
    objectGroup,
  });
  const term = property ? `one.${property}` : '1';
  const answer = await ask('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: `function () { return this.reduce((all, one) => all + ${term}, 0); }`,
    returnByValue: true,
  });
  await ask('Runtime.releaseObjectGroup', { objectGroup });
  return answer.result.value;
}

/**
 * @param {readonly Round[]} rounds - of `soak`
 * @returns {Record<keyof Held, number>} by how much each grew from the first to the
 *   last: 0.02 is 2 %
 */
export function growth(rounds) {
  const [first, last] = [rounds[0]?.held, rounds.at(-1)?.held];
  if (!first || !last) throw new RangeError('rounds: expected some, got none');
  const keys = /** @type {(keyof Held)[]} */ (Object.keys(first));
  return /** @type {Record<keyof Held, number>} */ (
    Object.fromEntries(
      keys.map((key) => [key, (last[key] - first[key]) / (first[key] || 1)]),
    )
  );
}
