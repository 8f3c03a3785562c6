import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { settle } from './figures.js';
import { Site } from './harness.js';

/** @import { Page } from 'playwright-core' */

const CHAIN = 'figure=gradient-chain&weights=2,-3&biases=0.5,-0&input=0.25';

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

/**
 * @param {Page} page - a page
 * @param {string} name - of a figure
 * @returns {Promise<any>} its state
 */
function stateOf(page, name) {
  return page.evaluate(
    (selector) => /** @type {any} */ (document.querySelector(selector)).state,
    name,
  );
}

test('every link inside the page leads somewhere', async () => {
  await site.open('index.html', async (page) => {
    const dead = await page.evaluate(() =>
      [...document.querySelectorAll('a[href^="#"]')]
        .map(($link) => $link.getAttribute('href')?.slice(1) ?? '')
        .filter((hash) => !hash.includes('='))
        .filter((id) => document.getElementById(id) === null),
    );
    assert.deepEqual(dead, []);
  });
});

test('every ready-made link in the text is a good one', async () => {
  await site.open('index.html', async (page) => {
    await settle(page);
    const links = page.locator('a[href^="#figure="]');
    const hrefs = await links.evaluateAll(($links) =>
      $links.map(($link) => $link.getAttribute('href') ?? ''),
    );
    assert.ok(hrefs.length >= 4, `${hrefs.length} links`);
    for (const href of hrefs) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, href);
      const words = await page.locator('[data-notice]').textContent();
      assert.equal(words, '', href);
    }
  });
});

test('a link sets the figure it names, and the page keeps the address in step', async () => {
  await site.open(`index.html#${CHAIN}`, async (page) => {
    await settle(page);
    const state = await stateOf(page, 'gradient-chain');
    assert.deepEqual(state.weights, [2, -3]);
    assert.ok(Object.is(state.biases[1], -0), 'minus zero survives');
    const entries = await page.evaluate(() => history.length);
    await page.evaluate(() => {
      const $chain = /** @type {any} */ (
        document.querySelector('gradient-chain')
      );
      $chain.state = { input: 0.75 };
    });
    await page.waitForFunction(() => location.hash.includes('input=0.75'));
    assert.equal(await page.evaluate(() => history.length), entries);

    await page.reload();
    await settle(page);
    assert.equal((await stateOf(page, 'gradient-chain')).input, 0.75);
  });
});

test('a link followed within the page is applied at once', async () => {
  await site.open('index.html', async (page) => {
    await settle(page);
    await page.evaluate(() => {
      location.hash = '#figure=learning-speeds&hidden=30,30,30&seed=5';
    });
    await page.waitForFunction(
      () =>
        /** @type {any} */ (document.querySelector('learning-speeds')).state
          .seed === 5,
    );
    const { hidden } = await stateOf(page, 'learning-speeds');
    assert.deepEqual(hidden, [30, 30, 30]);
  });
});

test('a bad link changes nothing, and says which part was bad', async () => {
  const bad = 'figure=gradient-chain&input=0.75&figure=learning-speeds&rate=0';
  await site.open(`index.html#${bad}`, async (page) => {
    await settle(page);
    const notice = page.locator('[data-notice]');
    const words = await notice.textContent();
    assert.match(words ?? '', /nothing was changed/);
    assert.match(words ?? '', /rate=0 .*expected a number above 0/);
    assert.equal((await stateOf(page, 'gradient-chain')).input, 0.5);
    assert.equal((await stateOf(page, 'learning-speeds')).rate, 0.1);
    await notice.getByRole('button').click();
    assert.equal(await notice.textContent(), '');
  });
});

test('the questions wait for a prediction before they offer the answer', async () => {
  await site.open('index.html', async (page) => {
    const question = page.locator('.predict', {
      hasText: 'the second, next to the outputs',
    });
    const details = question.locator('details');
    assert.equal(await details.isVisible(), false);
    await question.getByLabel('the second, next to the outputs').check();
    await details.locator('summary').click();
    const words = await details.locator('.predict-yours').textContent();
    assert.equal(words, 'You predicted: the second, next to the outputs.');
  });
});

test('without scripts the text and a still picture are there', async () => {
  await site.open(
    'index.html',
    async (page) => {
      assert.ok(await page.locator('h1').isVisible());
      const picture = page.locator('noscript img');
      assert.ok(
        await picture.evaluate(
          ($img) => /** @type {HTMLImageElement} */ ($img).naturalWidth > 0,
        ),
      );
    },
    {
      context: { javaScriptEnabled: false },
      // What is asked for ahead is scripts as well.
      expected: [/^request failed: \S+\.js csp$/],
    },
  );
});

test('the page prints its text and figures, without what only a screen can do', async () => {
  await site.open('index.html', async (page) => {
    await settle(page);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('gradient-chain').isVisible());
    assert.equal(await page.locator('.contents').isVisible(), false);
    const toolbar = page.locator('gradient-chain .ug-toolbar');
    assert.equal(await toolbar.isVisible(), false);
  });
});
