/** What tests do with figures through their public names. */
import { expect } from '@playwright/test';

/** @import { Frame, Page } from '@playwright/test' */

/**
 * A figure as the tests that go over all of them need it.
 *
 * @typedef {object} Figure
 * @property {string} name - its element
 * @property {string} quick - the part of a link that makes it soon done
 * @property {string} panels - all that can be opened, for the key `open`
 * @property {object} other - a state that is not the default one
 * @property {[bad: object, key: string]} refused - changes of state that are
 *   refused, and the key that is named
 * @property {string[]} narrow - parts of links that ask for much room
 * @property {[button: string | RegExp, file: RegExp, content: RegExp][]} files -
 *   what can be downloaded from which button of the panel `data`
 */

const TRAINED = 'images=100&batch=100&pixels=7&epochs=20';
const SVG = /^[^]*<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*<\/svg>/;

/** @type {readonly Figure[]} every figure, in the page's order */
export const FIGURES = [
  {
    name: 'neuron-gradients',
    quick: `${TRAINED}&hidden=8,5&layer=1&neuron=2`,
    panels: 'settings,view,data',
    other: { hidden: [7, 5, 3], seed: 3, first: 2, axis: 'logarithmic' },
    refused: [{ seed: 5, neurons: 0 }, 'neurons'],
    narrow: ['hidden=30,30,30,30&layer=2&neuron=3'],
    files: [
      [
        'Picture as SVG',
        /^neuron-gradients.*\.svg$/,
        /^<svg[^]*hidden layer 2[^]*<\/svg>/,
      ],
      ['History as SVG', /^neuron-gradients.*\.svg$/, SVG],
      [
        'All epochs as CSV',
        /^neuron-gradients.*\.csv$/,
        /^epoch,dCdb_1_1,[^\n]*dCdb_2_5\r\n0,/,
      ],
      [
        'Weights as .npz',
        /^neuron-gradients-seed-1-epoch-\d+\.npz$/,
        /^PK[^]*\0\0initial_b3\.npy[^]*page_dCdb2\.npy/,
      ],
    ],
  },
  {
    name: 'learning-speeds',
    quick: TRAINED,
    panels: 'settings,notes,digits,data',
    other: { hidden: [7, 5, 3], activation: 'tanh', rate: 0.5, seed: 9 },
    refused: [{ seed: 5, rate: 0 }, 'rate'],
    narrow: ['hidden=30,30,30,30,30'],
    files: [
      [/SVG/, /^learning-speeds.*\.svg$/, /^<svg[^]*layer 2[^]*<\/svg>\s*$/],
      [/^Numbers as CSV|^All.*CSV/, /^learning-speeds.*\.csv$/, /^epoch,/],
      [
        'Weights as .npz',
        /^learning-speeds-seed-1-epoch-\d+\.npz$/,
        /^PK[^]*\0\0initial_b3\.npy[^]*validationLabels\.npy/,
      ],
    ],
  },
  {
    name: 'depth-accuracy',
    quick: 'images=100&pixels=7&epochs=3&lambda=0.1&depths=1,2',
    panels: 'settings,files,differences,data',
    other: { depths: [2, 5], seeds: 2, images: 500, lambda: 0.05, seed: 7 },
    refused: [{ seed: 5, depths: [3, 2] }, 'depths'],
    narrow: ['depths=1,2,3,4,5,6,7,8&seeds=3'],
    files: [
      ['CSV', /^depth-accuracy\.csv$/, /^hidden layers,seed,/],
      ['Picture as SVG', /^depth-accuracy\.svg$/, SVG],
    ],
  },
  {
    name: 'gradient-chain',
    quick: '',
    panels: 'check,equation,charts,table',
    other: { weights: [2, -3], biases: [0.5, -0], input: 0.25 },
    refused: [{ input: 0.75, target: 2 }, 'target'],
    narrow: [
      ['weights', 'biases']
        .map(
          (key) =>
            `${key}=${Array.from({ length: 32 }, (_, j) => (j % 5) - 2)}`,
        )
        .join('&'),
    ],
    files: [
      [
        'Numbers as JSON',
        /^gradient-chain\.json$/,
        /^\{\s*"figure": "gradient-chain",[^]*"dCdb": \[[^]*\}\s*$/,
      ],
      ['Chain as SVG', /^gradient-chain\.svg$/, SVG],
    ],
  },
  {
    name: 'random-chains',
    quick: 'chains=2000',
    panels: 'quantiles,data',
    other: { chains: 3000, depth: 9, seed: 2, weightSpread: 0.5 },
    refused: [{ seed: 5, depth: 33 }, 'depth'],
    narrow: ['chains=2000'],
    files: [],
  },
  {
    name: 'exploding-window',
    quick: '',
    panels: 'derivation,data',
    other: { weight: -9, bias: 0.7 },
    refused: [{ weight: 7, bias: Infinity }, 'bias'],
    narrow: [''],
    files: [
      ['CSV', /^exploding-window\.csv$/, /./],
      ['SVG of the factor', /^exploding-window\.svg$/, SVG],
    ],
  },
  {
    name: 'identity-neuron',
    quick: '',
    panels: 'derivation,network,data',
    other: {
      weightIn: -2,
      bias: 0.7,
      weightOut: -3,
      rows: 20,
      seed: 4_294_967_295,
      offset: 'literal',
    },
    refused: [{ weightIn: 2, offset: 'none' }, 'offset'],
    narrow: ['weightIn=0.1&bias=-0.05&weightOut=40&offset=literal'],
    files: [
      ['CSV', /^identity-neuron\.csv$/, /largest error/],
      ['SVG of the answer', /^identity-neuron\.svg$/, SVG],
    ],
  },
  {
    name: 'layer-jacobians',
    quick: 'depth=5&width=12&seeds=3',
    panels: 'pictures,settings,table',
    other: {
      depth: 4,
      width: 9,
      activation: 'tanh',
      initialisation: 'xavier',
      seed: 4_294_967_295,
      digit: 999,
      seeds: 2,
    },
    refused: [{ width: 3, depth: 31 }, 'depth'],
    narrow: ['depth=5&width=12&seeds=3'],
    files: [
      [
        /all singular values/,
        /^layer-jacobians-singular-values\.csv$/,
        /^\S+,/,
      ],
      [/pictures.*SVG/, /\.svg$/, SVG],
    ],
  },
  {
    name: 'activation-saturation',
    quick: 'images=100&pixels=7&hidden=8,5&epochs=20',
    panels: 'settings,notes,data',
    other: { hidden: [7, 5, 3], activation: 'tanh', plotted: 'slope', seed: 3 },
    refused: [{ seed: 5, plotted: 'median' }, 'plotted'],
    narrow: ['hidden=30,30,30,30,30,30,30,30'],
    files: [
      ['Plot as SVG', /^activation-saturation.*\.svg$/, SVG],
      [
        'Histograms as SVG',
        /^activation-saturation.*-histograms\.svg$/,
        /^<svg[^]*layer 2: mean[^]*<\/svg>/,
      ],
      [
        'All epochs as CSV',
        /^activation-saturation.*\.csv$/,
        /^epoch,layer,mean,[^\n]*,bin_40\r\n0,1,/,
      ],
      [
        'Weights as .npz',
        /^activation-saturation-seed-1-epoch-\d+\.npz$/,
        /^PK[^]*\0\0initial_b3\.npy/,
      ],
    ],
  },
  {
    name: 'deep-circuits',
    quick: '',
    panels: 'counts,functions,data',
    other: {
      problem: 'addition',
      bits: 3,
      inputs: [1, 1, 0, 1, 1, 0],
      circuit: 'deep',
    },
    refused: [{ problem: 'addition', bits: 9 }, 'bits'],
    narrow: ['bits=12', 'problem=addition&bits=6'].flatMap((state) => [
      `${state}&circuit=compare`,
      `${state}&circuit=neurons`,
    ]),
    files: [
      [
        'Numbers as CSV',
        /^deep-circuits.*\.csv$/,
        /^bits,twoLayerGates,[^]*\n12,2049,2048,/,
      ],
      ['Circuit as SVG', /^deep-circuits.*\.svg$/, SVG],
    ],
  },
  {
    name: 'gradient-through-time',
    quick: 'length=12&width=6&seeds=3',
    panels: 'more,table',
    other: {
      cell: 'lstm',
      forgetBias: -1.5,
      length: 9,
      width: 5,
      input: 0.25,
      rate: 0.03,
      clipping: 'none',
      seed: 7,
      seeds: 2,
    },
    refused: [{ width: 3, length: 201 }, 'length'],
    narrow: ['length=200&width=6&seeds=3'],
    files: [
      ['Gradient (CSV)', /^gradient-through-time\.csv$/, /step t,/],
      ['SVG of the gradient', /^gradient-through-time\.svg$/, SVG],
    ],
  },
  {
    name: 'gradient-cures',
    quick: 'images=100&batch=10&lambda=0.01&pixels=7&epochs=3&hidden=8,8',
    panels: 'settings,data',
    other: { runs: 3, hidden: [7, 7, 7], activation2: 'tanh', rate1: 0.5 },
    refused: [{ seed: 5, rate3: 0 }, 'rate3'],
    narrow: ['runs=4&chosen=3&optimiser3=adam&rate3=0.001&residual3=on'],
    files: [
      [
        'All epochs as CSV',
        /^gradient-cures\.csv$/,
        /^run,remedies,epoch,speed_1/,
      ],
    ],
  },
  {
    name: 'training-recipe',
    quick:
      'check=ensemble&images=100&batch=10&pixels=7&epochs=2&hidden=8&members=2&searches=1&budget=4',
    panels: 'settings,data',
    other: {
      check: 'search',
      hidden: [7, 5],
      rate: 0.25,
      budget: 16,
      digit: 3,
    },
    refused: [{ seed: 5, members: 1 }, 'members'],
    narrow: ['check=data&order=cost', 'check=search&budget=25'],
    files: [
      ['CSV', /^training-recipe-ensemble\.csv$/, /^run,epoch,cost/],
      ['Picture as SVG', /^training-recipe-ensemble\.svg$/, SVG],
    ],
  },
];

/**
 * @param {string} name - of a figure
 * @param {...string} parts - of the link
 * @returns {string} the address of its embed
 */
export function embed(name, ...parts) {
  const hash = [`figure=${name}`, ...parts].filter((part) => part !== '');
  return `embed.html#${hash.join('&')}`;
}

/**
 * Waits until every figure of the page has its core and has drawn, and what is
 * open is there.
 *
 * @param {Page | Frame} page - a page with figures
 */
export async function settle(page) {
  const names = FIGURES.map(({ name }) => name).join();
  await page.waitForFunction((selector) => {
    const $figures = [...document.querySelectorAll(selector)];
    return (
      $figures.length > 0 &&
      $figures.every(({ shadowRoot: root }) => {
        if (!root?.querySelector('[data-control]')) return false;
        if (root.querySelector('[aria-busy="true"]')) return false;
        // A panel's first word goes when its content comes.
        const $open = [
          ...root.querySelectorAll('details[open], .ug-drawer:not([hidden])'),
        ];
        return $open.every(
          ({ textContent }) => !textContent?.includes('Loading…'),
        );
      })
    );
  }, names);
}

/**
 * Waits until nothing of the figures moves: each measures its room in one frame, and
 * draws for it in another.
 *
 * @param {Page | Frame} page - in sight, whose figures do not play
 */
export async function still(page) {
  const names = FIGURES.map(({ name }) => name).join();
  await page.evaluate(async (selector) => {
    const places = () =>
      [...document.querySelectorAll(selector)]
        .flatMap(($figure) => [
          ...($figure.shadowRoot?.querySelectorAll('*') ?? []),
        ])
        .map(($each) => {
          const { x, y, width, height } = $each.getBoundingClientRect();
          return [x, y, width, height].join();
        })
        .join(' ');
    let last = '';
    let all = 0;
    for (let frames = 0; frames < 4; frames += 1) {
      const now = places();
      if (now !== last) frames = 0;
      last = now;
      all += 1;
      if (all > 600) throw new Error('after 600 frames it moves still');
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
    }
  }, names);
}

/**
 * Waits for a figure's readings of the state that it has now. Some of them come
 * bit by bit: these are the last.
 *
 * @param {Page | Frame} page - with the figure
 * @param {string} name - of the figure
 * @returns {Promise<any>} them
 */
export async function readings(page, name) {
  await page.waitForFunction((selector) => {
    const $figure = /** @type {any} */ (document.querySelector(selector));
    const shown = $figure?.readings;
    if (!shown) return false;
    switch (selector) {
      case 'random-chains':
        return shown.chains === $figure.state.chains;
      case 'layer-jacobians':
        return (
          shown.state === $figure.state &&
          shown.spread?.seeds === shown.state.seeds
        );
      case 'gradient-through-time':
        return (
          shown.state === $figure.state && shown.seeds === shown.state.seeds
        );
      case 'learning-speeds':
      case 'neuron-gradients':
        return shown.speeds.length === $figure.state.hidden.length;
      case 'activation-saturation':
        return shown.means.length === $figure.state.hidden.length;
      case 'training-recipe':
        return shown.counts.length > 0;
      default:
        return true;
    }
  }, name);
  return readingsOf(page, name);
}

/**
 * @param {Page | Frame} page - with the figure
 * @param {string} name - of the figure
 * @param {string} key - of a property of the element
 * @returns {Promise<any>} its value, or null without one
 */
export function property(page, name, key) {
  return page.evaluate(
    ([selector, wanted]) =>
      /** @type {any} */ (document.querySelector(selector))?.[wanted] ?? null,
    /** @type {const} */ ([name, key]),
  );
}

/**
 * @param {Page | Frame} page - with the figure
 * @param {string} name - of the figure
 * @returns {Promise<any>} its readings, or null before there are any
 */
export function readingsOf(page, name) {
  return property(page, name, 'readings');
}

/**
 * @param {Page | Frame} page - with the figure
 * @param {string} name - of the figure
 * @returns {Promise<any>} its state
 */
export function stateOf(page, name) {
  return property(page, name, 'state');
}

/**
 * @param {Page | Frame} page - with the figure
 * @param {string} name - of the figure
 * @returns {Promise<string>} the hash of the link to it
 */
export async function hashOf(page, name) {
  return new URL(await property(page, name, 'permalink')).hash;
}

/**
 * @param {Page | Frame} page - with the figure
 * @param {string} name - of the figure
 * @param {object} changes - of its state
 * @returns {Promise<any>} the readings that it then has
 */
export function change(page, name, changes) {
  return page.evaluate(([selector, state]) => {
    const $figure = /** @type {any} */ (document.querySelector(selector));
    $figure.state = state;
    return $figure.readings;
  }, /** @type {const} */ ([name, changes]));
}

/**
 * Follows a link inside the page.
 *
 * @param {Page} page - that has the link
 * @param {string} hash - that it leads to
 */
export async function follow(page, hash) {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

/**
 * @param {Page | Frame} page - with the figure
 * @param {number} epoch - to wait for, or a later one
 * @param {string} name - of the figure
 */
export async function reach(page, epoch, name) {
  await page.waitForFunction(([selector, wanted]) => {
    const $figure = document.querySelector(selector);
    const { readings: now } = /** @type {any} */ ($figure) ?? {};
    return (now?.epoch ?? -1) >= wanted;
  }, /** @type {const} */ ([name, epoch]));
}

/** How many runs `learning-speeds` has in its view of several depths. */
const DEPTHS = 4;

/**
 * Waits until all of a figure shows an epoch: of several runs, each.
 *
 * @param {Page | Frame} page - with the figure
 * @param {number} epoch - to wait for, and no other
 * @param {string} name - of the figure
 */
export async function stand(page, epoch, name) {
  await expect
    .poll(
      async () => {
        const shown = await readingsOf(page, name);
        const several = shown?.depths || shown?.runs;
        if (!several) return [shown?.epoch ?? null];
        const { runs = DEPTHS } = await stateOf(page, name);
        const epochs = several.map((/** @type {any} */ one) => one?.epoch);
        return epochs.length < runs ? [...epochs, null] : [...new Set(epochs)];
      },
      { intervals: [50] },
    )
    .toEqual([epoch]);
}

/**
 * Waits until a figure's run stands still: half a second of frames goes by
 * without another row.
 *
 * @param {Page | Frame} page - with the figure
 * @param {string} name - of the figure
 */
export async function rest(page, name) {
  await page.evaluate(async (selector) => {
    const $figure = /** @type {any} */ (document.querySelector(selector));
    let rows = NaN;
    for (let frames = 0; frames < 30; frames += 1) {
      const { length } = $figure.history.epochs;
      // Some rows take long to be measured.
      const isMoving = /starting|playing|stopping/.test(
        $figure.training?.phase,
      );
      if (length !== rows || isMoving) frames = 0;
      rows = length;
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
    }
  }, name);
}

/**
 * @param {Page | Frame} page - with the figure
 * @param {string} method - of the element
 * @param {string} name - of the figure
 */
export async function call(page, method, name) {
  await page.evaluate(([selector, called]) => {
    /** @type {any} */ (document.querySelector(selector))[called]();
  }, /** @type {const} */ ([name, method]));
}

/**
 * Moves a figure off the screen, or back.
 *
 * @param {Page} page - with the figure
 * @param {string} name - of the figure
 * @param {boolean} isSeen - from now on
 */
export async function show(page, name, isSeen) {
  await page.evaluate(
    ([selector, transform]) => {
      const $figure = /** @type {HTMLElement} */ (
        document.querySelector(selector)
      );
      $figure.style.setProperty('transform', transform);
    },
    /** @type {const} */ ([name, isSeen ? 'none' : 'translateX(-300vw)']),
  );
}

/**
 * Takes a capability of the browser away.
 *
 * @param {Page} page - before it is loaded
 * @param {'WebAssembly' | 'Worker'} name - of the capability
 */
export function without(page, name) {
  return page.addInitScript((capability) => {
    Reflect.deleteProperty(globalThis, capability);
  }, name);
}

/**
 * An embed knows its own figure only.
 *
 * @param {Page} page - that is to know every figure
 */
export async function defineAll(page) {
  await page.evaluate(async () => {
    const address = new URL('www/define.js', location.href).href;
    await import(address);
  });
}

/**
 * @param {Page} page - that opens a frame of another origin, which is `null`
 * @param {string} url - of what is in it
 * @returns {Promise<Frame>} it, wide and high enough for a figure
 */
export async function sandbox(page, url) {
  await page.evaluate((src) => {
    const $frame = document.createElement('iframe');
    $frame.setAttribute('sandbox', 'allow-scripts');
    $frame.width = '1000';
    $frame.height = '2500';
    $frame.src = src;
    document.body.append($frame);
  }, url);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (frame === null) throw new Error('the page has no frame');
  return frame;
}

/**
 * @param {Page} page - with a button that makes a file
 * @param {() => Promise<unknown>} press - it
 * @returns {Promise<import('@playwright/test').Download>} the file
 */
export async function download(page, press) {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return file;
}

/**
 * @param {Page} page
 * @returns {Promise<number>} how many pixels it is too wide for the window
 */
export function excess(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/**
 * Presses a key three times before another frame, as a page does that is slow.
 *
 * @param {Element} $control - in the page
 * @param {string} key
 */
export function pressThrice($control, key) {
  for (let times = 0; times < 3; times += 1) {
    const init = { key, bubbles: true, composed: true, cancelable: true };
    $control.dispatchEvent(new KeyboardEvent('keydown', init));
  }
}

/**
 * What is pressed in the page from now on and has no use there.
 *
 * @param {Page} page
 * @returns {Promise<() => Promise<string | undefined>>} gives the keys so far
 */
export async function watchKeys(page) {
  await page.evaluate(() => {
    document.addEventListener('keydown', ({ key }) => {
      const seen = document.documentElement.dataset['keys'] ?? '';
      document.documentElement.dataset['keys'] = `${seen} ${key}`;
    });
  });
  return () => page.evaluate(() => document.documentElement.dataset['keys']);
}
