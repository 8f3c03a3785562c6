/**
 * Panels: their code comes when they are opened, late or not at all, and nothing
 * is lost meanwhile.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { settle } from './figures.js';
import { Site } from './harness.js';
import { reach } from './runs.js';

/** @import { Locator, Page, Route } from 'playwright-core' */

const SPEEDS = 'learning-speeds';
const SMALL = `embed.html#figure=${SPEEDS}&pixels=7&images=100&batch=100`;
const SETTINGS = '**/learning-speeds/settings-panel.js';

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

/**
 * Opens a panel by the keyboard, as anybody may.
 *
 * @param {Locator} figure - around it
 * @param {string} name - of the panel
 * @returns {Promise<Locator>} it
 */
async function openByKey(figure, name) {
  const panel = figure.locator(`details[data-control="${name}"]`);
  await panel.locator('> summary').focus();
  await panel.page().keyboard.press('Enter');
  return panel;
}

/**
 * @param {Locator} panel - a disclosure
 * @returns {Promise<boolean>} whether its summary has the focus
 */
function hasFocus(panel) {
  return panel
    .locator('> summary')
    .evaluate(
      ($summary) =>
        /** @type {ShadowRoot} */ ($summary.getRootNode()).activeElement ===
        $summary,
    );
}

/**
 * Holds the requests for a file back.
 *
 * @param {Page} page - that asks for it
 * @param {string} address - of the file
 * @returns {Promise<() => Promise<void>>} lets them go
 */
async function hold(page, address) {
  /** @type {Route[] | null} */
  let held = [];
  await page.route(address, (route) => {
    if (held) held.push(route);
    else void route.continue();
  });
  return async () => {
    const waiting = held ?? [];
    held = null;
    await Promise.all(waiting.map((route) => route.continue()));
  };
}

test('a panel says that it is coming, and shows the state of the moment when it is there', async () => {
  await site.open(SMALL, async (page) => {
    const figure = page.locator(SPEEDS);
    await reach(page, 0, SPEEDS);
    const letGo = await hold(page, SETTINGS);
    const panel = await openByKey(figure, 'settings');
    await panel.getByText('Loading…').waitFor();
    await page.evaluate((name) => {
      /** @type {any} */ (document.querySelector(name)).state = { seed: 77 };
    }, SPEEDS);
    await letGo();
    const seed = panel.getByLabel('Seed', { exact: true });
    await seed.waitFor();
    assert.equal(await seed.inputValue(), '77');
    assert.equal(await panel.getByText('Loading…').count(), 0);
    assert.ok(await hasFocus(panel));
    await panel.getByLabel('Hidden layers').first().waitFor();
  });
});

test('a panel whose code does not come says so, and comes when it is tried again', async () => {
  await site.open(
    SMALL,
    async (page) => {
      const figure = page.locator(SPEEDS);
      await reach(page, 0, SPEEDS);
      await page.route(SETTINGS, (route) => route.abort());
      const panel = await openByKey(figure, 'settings');
      await panel
        .getByText(/could not be loaded; the figure goes on/)
        .waitFor();
      // It does go on.
      await page.evaluate((name) => {
        /** @type {any} */ (document.querySelector(name)).step();
      }, SPEEDS);
      await reach(page, 1, SPEEDS);
      await page.unroute(SETTINGS);
      await panel.getByRole('button', { name: 'Try again' }).focus();
      await page.keyboard.press('Enter');
      await panel.getByLabel('Seed', { exact: true }).waitFor();
      assert.equal(await panel.getByText(/could not be loaded/).count(), 0);
      assert.ok(await hasFocus(panel));
    },
    { expected: [/settings-panel\.js/, /ERR_FAILED/] },
  );
});

test('a panel that is closed while it comes is there when it is opened again', async () => {
  await site.open(SMALL, async (page) => {
    const figure = page.locator(SPEEDS);
    await reach(page, 0, SPEEDS);
    const letGo = await hold(page, '**/learning-speeds/data-panel.js');
    const panel = await openByKey(figure, 'data');
    await page.keyboard.press('Enter');
    assert.equal(await panel.getAttribute('open'), null);
    await letGo();
    await page.waitForLoadState('networkidle');
    await openByKey(figure, 'data');
    await panel.getByRole('rowheader', { name: '0', exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.evaluate((name) => {
      /** @type {any} */ (document.querySelector(name)).step();
    }, SPEEDS);
    await reach(page, 1, SPEEDS);
    await openByKey(figure, 'data');
    await panel.getByRole('rowheader', { name: '1', exact: true }).waitFor();
  });
});

test('a link and an attribute say which panels begin open', async () => {
  await site.open(`${SMALL}&open=settings,digits`, async (page) => {
    const figure = page.locator(SPEEDS);
    await figure.getByLabel('Seed', { exact: true }).waitFor();
    await figure.getByText('7 × 7 pixels, 49 inputs').waitFor();
    assert.equal(await figure.locator('details[open]').count(), 2);
    await page.waitForFunction(() => location.hash.includes('open=settings'));
    // Another link opens more, and closes nothing.
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#figure=${SPEEDS}&pixels=7&images=100&batch=100&open=data`);
    await figure.locator('details[data-control="data"][open]').waitFor();
    assert.equal(await figure.locator('details[open]').count(), 3);
  });
  await site.open(`${SMALL}&open=data`, async (page) => {
    await page.getByRole('rowheader', { name: '0', exact: true }).waitFor();
  });
  await site.open(
    'embed.html#figure=gradient-chain&open=check',
    async (page) => {
      await page
        .getByText(/central difference/)
        .first()
        .waitFor();
    },
  );
});

test('state, link and methods need no panel', async () => {
  await site.open(`${SMALL}&epochs=5`, async (page) => {
    await reach(page, 0, SPEEDS);
    const link = await page.evaluate((name) => {
      const $figure = /** @type {any} */ (document.querySelector(name));
      $figure.state = { hidden: [5, 4, 3], rate: 0.5 };
      $figure.play();
      return $figure.permalink;
    }, SPEEDS);
    assert.match(link, /hidden=5,4,3&.*rate=0\.5/);
    await reach(page, 5, SPEEDS);
    const length = await page.evaluate(
      (name) =>
        /** @type {any} */ (document.querySelector(name)).history.epochs.length,
      SPEEDS,
    );
    assert.equal(length, 6);
  });
});

test('the height of a copied embed is that with its panels closed', async () => {
  await site.open(SMALL, async (page) => {
    const figure = page.locator(SPEEDS);
    await reach(page, 0, SPEEDS);
    const height = () =>
      figure.evaluate(($figure) => {
        const { embedCode } = /** @type {any} */ ($figure);
        return Number(/ height="(\d+)"/.exec(embedCode)?.[1]);
      });
    const closed = await height();
    const panel = await openByKey(figure, 'settings');
    await panel.getByLabel('Seed', { exact: true }).waitFor();
    assert.ok(Math.abs((await height()) - closed) <= 1, `${closed}`);
  });
});

test('on the page every panel opens without the network', async () => {
  await site.open('index.html', async (page) => {
    await settle(page);
    await page.waitForFunction(() =>
      performance
        .getEntriesByType('resource')
        .some(({ name }) => name.endsWith('/view/two-input-functions.js')),
    );
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    const panels = page.locator('details.ug-disclosure:not([open])');
    await panels.evaluateAll(($panels) => {
      for (const $panel of $panels) {
        // Its style sheet comes when it is opened; it is read without as well.
        if ($panel.dataset['control'] === 'compare-runs') continue;
        /** @type {HTMLDetailsElement} */ ($panel).open = true;
      }
    });
    await page.getByText('they reach 14 of 16').waitFor();
    await page.waitForFunction(() => {
      const $figures = [...document.querySelectorAll('figure > :defined')];
      const $open = $figures.flatMap(({ shadowRoot }) => [
        ...(shadowRoot?.querySelectorAll('details[open]') ?? []),
      ]);
      return (
        $open.length > 7 &&
        $open.every(($panel) => !$panel.querySelector('.ug-coming'))
      );
    });
    assert.equal(await page.getByText(/could not be loaded/).count(), 0);
  });
});
