/**
 * What opens under a figure: its code comes when it is opened, late or not at
 * all, and nothing is lost meanwhile.
 */
import {
  call,
  change,
  embed,
  FIGURES,
  follow,
  property,
  reach,
  settle,
  still,
} from './figures.js';
import { expect, test } from './site.js';

/** @import { Locator, Page, Route } from '@playwright/test' */

const SPEEDS = 'learning-speeds';
const SMALL = embed(SPEEDS, 'pixels=7&images=100&batch=100');
const SCRIPTS = /\.js$/;

/** For pages that are to miss a script. */
const UNREACHABLE = { expected: [/\.js/, /ERR_FAILED/] };

/** Drawers by name, and what is in them once they are there. */
const CONTENT = /** @type {const} */ ([
  ['settings', 'Seed'],
  ['compare-runs', 'What to compare'],
]);

/**
 * Opens an embed, small enough to be soon done, whose own code is all there.
 *
 * @param {import('./site.js').Open} open - of the test
 * @param {import('./site.js').OpenOptions} [options] - of `open`
 * @returns {Promise<{ page: Page, figure: Locator }>} it, and its figure
 */
async function openSmall(open, options) {
  const page = await open(SMALL, options);
  await reach(page, 0, SPEEDS);
  await page.waitForLoadState('networkidle');
  return { page, figure: page.locator(SPEEDS) };
}

/**
 * Opens a drawer by the keyboard, as anybody may.
 *
 * @param {Locator} figure - around it
 * @param {string} name - of the drawer
 * @returns {Promise<{ drawer: Locator, summary: Locator }>} it
 */
async function openByKey(figure, name) {
  const drawer = figure.locator(`details[data-control="${name}"]`);
  const summary = drawer.locator('> summary');
  await summary.press('Enter');
  return { drawer, summary };
}

/** Takes note of the figures whose drawers a page has fetched. */
function noteFetched() {
  const fetched = new Set();
  const define = customElements.define.bind(customElements);
  /** @param {string} name @param {any} Class @param {any[]} more */
  customElements.define = (name, Class, ...more) => {
    const { fetchDrawers } = Class.prototype;
    if (fetchDrawers) {
      Class.prototype.fetchDrawers = async function noted() {
        await fetchDrawers.call(this);
        fetched.add(name);
      };
    }
    define(name, Class, ...more);
  };
  Object.assign(window, { fetched });
}

/**
 * Holds back the code that is asked for.
 *
 * @param {Page} page - that asks for it
 * @returns {Promise<() => Promise<void>>} lets them go
 */
async function hold(page) {
  /** @type {Route[] | null} */
  let held = [];
  await page.route(SCRIPTS, (route) => {
    if (held) held.push(route);
    else void route.continue();
  });
  return async () => {
    const waiting = held ?? [];
    held = null;
    await Promise.all(waiting.map((route) => route.continue()));
  };
}

for (const [name, label] of CONTENT) {
  test(`the code of ${name} comes when it is opened, and it says so meanwhile`, async ({
    open,
  }) => {
    const { page, figure } = await openSmall(open);
    const letGo = await hold(page);
    const { drawer, summary } = await openByKey(figure, name);
    await expect(drawer.getByText('Loading…')).toBeVisible();
    await letGo();
    await expect(drawer.getByLabel(label, { exact: true })).toBeVisible();
    await expect(drawer.getByText('Loading…')).toHaveCount(0);
    await expect(summary).toBeFocused();
  });

  test(`where the code of ${name} does not come the figure goes on without`, async ({
    open,
  }) => {
    const { page, figure } = await openSmall(open, UNREACHABLE);
    await page.route(SCRIPTS, (route) => route.abort());
    const { drawer } = await openByKey(figure, name);
    await expect(
      drawer.getByText(/could not be loaded; the figure goes on/),
    ).toBeVisible();
    await call(page, 'step', SPEEDS);
    await reach(page, 1, SPEEDS);
  });

  test(`where the code of ${name} did not come the page can be reloaded`, async ({
    open,
  }) => {
    const { page, figure } = await openSmall(open, UNREACHABLE);
    await page.route(SCRIPTS, (route) => route.abort());
    const { drawer } = await openByKey(figure, name);
    const reload = drawer.getByRole('button', { name: 'Reload the page' });
    await expect(reload).toBeVisible();
    await page.unroute(SCRIPTS);
    await Promise.all([page.waitForEvent('load'), reload.press('Enter')]);
    await openByKey(figure, name);
    await expect(drawer.getByLabel(label, { exact: true })).toBeVisible();
    await expect(drawer.getByText(/could not be loaded/)).toHaveCount(0);
  });
}

test('a drawer shows the state of the moment when it is there', async ({
  open,
}) => {
  const { page, figure } = await openSmall(open);
  const letGo = await hold(page);
  const { drawer } = await openByKey(figure, 'settings');
  await expect(drawer.getByText('Loading…')).toBeVisible();
  await change(page, SPEEDS, { seed: 77 });
  await letGo();
  await expect(drawer.getByLabel('Seed', { exact: true })).toHaveValue('77');
  await expect(drawer.getByLabel('Hidden layers').first()).toBeVisible();
});

test('a drawer that is closed while it comes is there when it is opened again', async ({
  open,
}) => {
  const { page, figure } = await openSmall(open);
  const letGo = await hold(page);
  const { drawer, summary } = await openByKey(figure, 'data');
  await expect(drawer.getByText('Loading…')).toBeVisible();
  await summary.press('Enter');
  await expect(drawer).not.toHaveAttribute('open');
  await letGo();
  await page.waitForLoadState('networkidle');
  await summary.press('Enter');
  /** @param {string} name - of a row */
  const row = (name) => drawer.getByRole('rowheader', { name, exact: true });
  await expect(row('0')).toBeVisible();
  await summary.press('Enter');
  await call(page, 'step', SPEEDS);
  await reach(page, 1, SPEEDS);
  await summary.press('Enter');
  await expect(row('1')).toBeVisible();
});

test('a drawer that is opened again at once, on a page that is slow, stays open', async ({
  open,
}) => {
  const { figure } = await openSmall(open);
  const { drawer } = await openByKey(figure, 'data');
  await expect(drawer.getByRole('rowheader').first()).toBeVisible();
  const isOpen = await drawer.evaluate(async ($drawer) => {
    const $details = /** @type {HTMLDetailsElement} */ ($drawer);
    const { host } = /** @type {ShadowRoot} */ ($drawer.getRootNode());
    const turn = () => $details.querySelector('summary')?.click();
    turn();
    await new Promise((resolve) => {
      // After the figure has heard of it, and before anything else.
      const again = () => {
        turn();
        // The frame comes before the browser tells of this turn.
        /** @type {any} */ (host).performUpdate();
        resolve(undefined);
      };
      $details.addEventListener('toggle', again, { once: true });
    });
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return $details.open;
  });
  expect(isOpen).toBe(true);
  await expect(drawer.getByRole('rowheader').first()).toBeVisible();
});

test('a link and an attribute say which drawers begin open', async ({
  open,
}) => {
  const page = await open(`${SMALL}&open=settings,digits`);
  const figure = page.locator(SPEEDS);
  await expect(figure.getByLabel('Seed', { exact: true })).toBeVisible();
  await expect(figure.getByText('7 × 7 pixels, 49 inputs')).toBeVisible();
  await expect(figure.locator('details[open]')).toHaveCount(2);
  await expect(page).toHaveURL(/open=settings/);
  // Another link opens more, and closes nothing.
  await follow(page, `#${SMALL.split('#')[1]}&open=data`);
  await expect(figure.locator('details[data-control="data"]')).toHaveAttribute(
    'open',
  );
  await expect(figure.locator('details[open]')).toHaveCount(3);

  const other = await open(`${SMALL}&open=data`);
  await expect(
    other.getByRole('rowheader', { name: '0', exact: true }),
  ).toBeVisible();

  const chain = await open(embed('gradient-chain', 'open=check'));
  await expect(chain.getByText(/central difference/).first()).toBeVisible();
});

test('state, link and methods need no drawer', async ({ open }) => {
  const page = await open(`${SMALL}&epochs=5`);
  await reach(page, 0, SPEEDS);
  const link = await page.evaluate((name) => {
    const $figure = /** @type {any} */ (document.querySelector(name));
    $figure.state = { hidden: [5, 4, 3], rate: 0.5 };
    $figure.play();
    return $figure.permalink;
  }, SPEEDS);
  expect(link).toMatch(/hidden=5,4,3&.*rate=0\.5/);
  await reach(page, 5, SPEEDS);
  const length = await page.evaluate(
    (name) =>
      /** @type {any} */ (document.querySelector(name)).history.epochs.length,
    SPEEDS,
  );
  expect(length).toBe(6);
});

test('the height of a copied embed is that with its drawers closed', async ({
  open,
}) => {
  const { page, figure } = await openSmall(open);
  await still(page);
  const height = async () => {
    const code = await property(page, SPEEDS, 'embedCode');
    return Number(/ height="(\d+)"/.exec(code)?.[1]);
  };
  const closed = await height();
  const { drawer } = await openByKey(figure, 'settings');
  await expect(drawer.getByLabel('Seed', { exact: true })).toBeVisible();
  await expect
    .poll(async () => Math.abs((await height()) - closed))
    .toBeLessThanOrEqual(1);
});

test('on the page every drawer opens without the network', async ({ open }) => {
  const page = await open('index.html', {
    expected: [
      /\.css .*DISCONNECTED/,
      /DISCONNECTED.*\.css/,
      // What keeps runs safe comes when they take long, as on a machine that is busy.
      /\/(?:runs-safekeeping|kept-offer|kept-run|saved-run|checkpoints?)-/,
    ],
    prepare: (fresh) => fresh.addInitScript(noteFetched),
  });
  await settle(page);
  // The page fetches what is in them when it has nothing else to do.
  await page.waitForFunction(
    (all) => Reflect.get(window, 'fetched').size === all,
    FIGURES.length,
  );
  await page.waitForLoadState('networkidle');
  // A style sheet may come when it is wanted; a drawer can be read without.
  await page.context().setOffline(true);
  const opened = await page
    .locator('details[data-control]:not([open])')
    .evaluateAll(($drawers) => {
      for (const $drawer of $drawers) $drawer.setAttribute('open', '');
      return $drawers.length;
    });
  expect(opened).toBeGreaterThan(7);
  await expect(page.getByText('they reach 14 of 16')).toBeVisible();
  await expect(
    page.getByText('Loading…').filter({ visible: true }),
  ).toHaveCount(0);
  await expect(page.getByText(/could not be loaded/)).toHaveCount(0);
});
