import { change, follow, readings, settle, stateOf } from './figures.js';
import { expect, test } from './site.js';

const CHAIN = 'figure=gradient-chain&weights=2,-3&biases=0.5,-0&input=0.25';

test('every link inside the page leads somewhere', async ({ open }) => {
  const page = await open('index.html');
  const dead = await page.evaluate(() =>
    [...document.querySelectorAll('a[href^="#"]')]
      .map(($link) => $link.getAttribute('href')?.slice(1) ?? '')
      .filter((hash) => !hash.includes('='))
      .filter((id) => document.getElementById(id) === null),
  );
  expect(dead).toStrictEqual([]);
});

test('every ready-made link in the text is a good one', async ({ open }) => {
  const page = await open('index.html');
  await settle(page);
  const links = page.locator('a[href^="#figure="]');
  const hrefs = await links.evaluateAll(($links) =>
    $links.map(($link) => $link.getAttribute('href') ?? ''),
  );
  expect(hrefs.length, `${hrefs.length} links`).toBeGreaterThanOrEqual(4);
  for (const href of hrefs) {
    await follow(page, href);
    const words = await page.locator('[data-notice]').textContent();
    expect(words, href).toBe('');
  }
});

test(
  'a link sets the figure it names, and the page keeps the address in step',
  { tag: '@layout' },
  async ({ open }) => {
    const page = await open(`index.html#${CHAIN}`);
    await settle(page);
    const state = await stateOf(page, 'gradient-chain');
    expect(state.weights).toStrictEqual([2, -3]);
    expect(Object.is(state.biases[1], -0), 'minus zero survives').toBe(true);
    const entries = await page.evaluate(() => history.length);
    await change(page, 'gradient-chain', { input: 0.75 });
    await page.waitForFunction(() => location.hash.includes('input=0.75'));
    expect(await page.evaluate(() => history.length)).toBe(entries);

    await page.reload();
    await settle(page);
    expect((await stateOf(page, 'gradient-chain')).input).toBe(0.75);
  },
);

test('a link followed within the page is applied at once', async ({ open }) => {
  const page = await open('index.html');
  await settle(page);
  await follow(page, '#figure=learning-speeds&hidden=30,30,30&seed=5');
  await expect
    .poll(() => stateOf(page, 'learning-speeds'))
    .toMatchObject({ seed: 5, hidden: [30, 30, 30] });
});

test(
  'a bad link changes nothing, and says which part was bad',
  { tag: '@layout' },
  async ({ open }) => {
    const bad =
      'figure=gradient-chain&input=0.75&figure=learning-speeds&rate=0';
    const page = await open(`index.html#${bad}`);
    await settle(page);
    const notice = page.locator('[data-notice]');
    await expect(notice).toContainText(/nothing was changed/);
    await expect(notice).toContainText(/rate=0 .*expected a number above 0/);
    expect((await stateOf(page, 'gradient-chain')).input).toBe(0.5);
    expect((await stateOf(page, 'learning-speeds')).rate).toBe(0.1);
    await notice.getByRole('button').click();
    await expect(notice).toBeEmpty();
  },
);

test(
  'the questions wait for a prediction before they offer the answer',
  { tag: '@layout' },
  async ({ open }) => {
    const page = await open('index.html');
    const question = page.locator('.predict', {
      hasText: 'the second, next to the outputs',
    });
    const details = question.locator('details');
    await expect(details).toBeHidden();
    await question.getByLabel('the second, next to the outputs').check();
    await details.locator('summary').click();
    await expect(
      details.getByText('You predicted: the second, next to the outputs.'),
    ).toBeVisible();
  },
);

test(
  'without scripts the text and a still picture are there',
  { tag: '@layout' },
  async ({ open }) => {
    const page = await open('index.html', {
      context: { javaScriptEnabled: false },
      // What is asked for ahead is scripts as well.
      expected: [/^request failed: \S+\.js csp$/],
    });
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.locator('noscript img')).toHaveJSProperty(
      'complete',
      true,
    );
    await expect(page.locator('noscript img')).not.toHaveJSProperty(
      'naturalWidth',
      0,
    );
  },
);

test('the page prints its text and figures, without what only a screen can do', async ({
  open,
}) => {
  const page = await open('index.html');
  await settle(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('gradient-chain')).toBeVisible();
  await expect(page.locator('.contents')).toBeHidden();
  const toolbar = page
    .locator('gradient-chain')
    .locator('[data-control="toolbar"]');
  await expect(toolbar).toBeHidden();
});

test('a figure whose code does not come leaves the others alone', async ({
  open,
}) => {
  const page = await open('index.html', {
    expected: [/exploding-window-|ERR_FAILED/],
    prepare: (fresh) =>
      fresh.route('**/www/assets/exploding-window-*.js', (route) =>
        route.abort(),
      ),
  });
  await readings(page, 'gradient-chain');
  const defined = await page.evaluate(() =>
    [...document.querySelectorAll('figure > *')]
      .map(({ localName }) => localName)
      .filter((name) => name.includes('-') && customElements.get(name)),
  );
  expect(defined).toHaveLength(6);
  expect(defined).not.toContain('exploding-window');
});
