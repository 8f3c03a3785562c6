import {
  FIGURES,
  change,
  follow,
  reach,
  readings,
  settle,
  stateOf,
} from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

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

test('a link in the text starts the run it speaks of', async ({ open }) => {
  const page = await open('index.html');
  await settle(page);
  await page.getByRole('link', { name: 'Let it train.' }).click();
  await reach(page, 50, 'neuron-gradients');
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
    await expect(notice).toContainText(
      /rate=0 .*expected a number from 1×10⁻³⁰ to 100/,
    );
    expect((await stateOf(page, 'gradient-chain')).input).toBe(0.5);
    expect((await stateOf(page, 'learning-speeds')).rate).toBe(0.1);
    await notice.getByRole('button').click();
    await expect(notice).toBeEmpty();
  },
);

test(
  'the answer stands below the figure, waits for a prediction, and says whether it was right',
  { tag: '@layout' },
  async ({ open }) => {
    const page = await open('index.html');
    const question = page.locator('#predict-speeds');
    const answer = page.locator('#answer-speeds');
    await expect(answer).toBeHidden();
    await question.getByLabel('the first, next to the pixels').check();
    await question.getByRole('link', { name: /answer/ }).click();
    await answer.locator('summary').click();
    await expect(answer.locator('.predict-yours')).toHaveText(
      'You predicted: the first, next to the pixels. That is not right; it is: the second, next to the outputs.',
    );
    await question.getByLabel('the second, next to the outputs').check();
    await expect(answer.locator('.predict-yours')).toHaveText(
      'You predicted: the second, next to the outputs. That is right.',
    );
  },
);

test('an option that is chosen before the script has come counts', async ({
  open,
}) => {
  /** @type {(page: Page) => void} */
  let begun = () => {};
  /** @type {Promise<Page>} */
  const early = new Promise((resolve) => {
    begun = resolve;
  });
  let release = () => {};
  /** @type {Promise<void>} */
  const chosen = new Promise((resolve) => {
    release = resolve;
  });
  const opening = open('index.html', {
    prepare: async (fresh) => {
      await fresh.route('**/www/assets/index-*.js', async (route) => {
        await chosen;
        await route.continue();
      });
      begun(fresh);
    },
  });
  const page = await early;
  const answer = page.locator('#answer-speeds');
  await page
    .locator('#predict-speeds')
    .getByLabel('the second, next to the outputs')
    .check();
  await expect(answer).toBeVisible();
  release();
  await opening;
  await expect(page.locator('#answer-chain')).toBeHidden();
  await expect(answer.locator('.predict-yours')).toHaveText(
    'You predicted: the second, next to the outputs. That is right.',
  );
  await expect(answer).toBeVisible();
});

test('every question has its answer below its figure, and a right one among its options', async ({
  open,
}) => {
  const page = await open('index.html');
  const questions = await page.locator('.predict').evaluateAll(($questions) =>
    $questions.map(($question) => {
      const right = $question
        .querySelector('[data-right]')
        ?.getAttribute('data-right');
      const $answer = document.getElementById(
        $question.id.replace('predict', 'answer'),
      );
      const $figure = $question.nextElementSibling;
      return [
        $question.querySelectorAll(`input[value="${right}"]`).length,
        $figure?.localName,
        Boolean(
          $answer &&
          $figure &&
          $figure.compareDocumentPosition($answer) &
            Node.DOCUMENT_POSITION_FOLLOWING,
        ),
      ];
    }),
  );
  expect(questions).toHaveLength(13);
  for (const each of questions) expect(each).toStrictEqual([1, 'figure', true]);
});

/**
 * In Firefox the driver scrolls what it clicks to the middle of the window, and so takes
 * the page away from under a bar that stays in place.
 *
 * @param {Page} page
 * @param {import('@playwright/test').Locator} place - in the window
 */
async function clickInPlace(page, place) {
  await place.waitFor();
  const box = await place.boundingBox();
  if (!box) throw new Error('it has no box');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/**
 * @param {Page} page
 * @param {string} id - of a heading
 * @returns {Promise<number>} how far it is from where a link to it leads
 */
function distanceOf(page, id) {
  return page.evaluate((heading) => {
    const { scrollPaddingTop } = getComputedStyle(document.documentElement);
    const $heading = /** @type {HTMLElement} */ (
      document.getElementById(heading)
    );
    const { top } = $heading.getBoundingClientRect();
    const below = document.documentElement.scrollHeight - innerHeight - scrollY;
    const off = top - Number.parseFloat(scrollPaddingTop);
    // Nothing scrolls beyond the end of the page.
    return Math.abs(off - Math.max(0, Math.min(off, below < 2 ? off : 0)));
  }, id);
}

// The first, the last, and two that much above them has yet to grow.
const HEADINGS = ['speeds', 'networks', 'helps', 'about'];

for (const id of HEADINGS) {
  test(
    `a link of the contents to ${id} ends at its heading, from a fresh page`,
    { tag: '@layout' },
    async ({ open }) => {
      const page = await open('index.html');
      await page.locator(`.contents a[href="#${id}"]`).click();
      await settleScroll(page);
      await expect.poll(() => distanceOf(page, id)).toBeLessThan(40);
      await expect(page.locator('.bar [aria-current]')).toHaveAttribute(
        'href',
        `#${id}`,
      );
    },
  );
}

test(
  'an address with a heading opens there, and a script that follows one ends there',
  { tag: '@layout' },
  async ({ open }) => {
    const page = await open('index.html#networks');
    await settleScroll(page);
    await expect.poll(() => distanceOf(page, 'networks')).toBeLessThan(40);
    await page.evaluate(() => {
      location.hash = 'chain';
    });
    await settleScroll(page);
    await expect.poll(() => distanceOf(page, 'chain')).toBeLessThan(40);
  },
);

/** @param {Page} page - until all figures have drawn, and then nothing has moved for a while */
async function settleScroll(page) {
  await settle(page);
  await page.evaluate(async () => {
    let before = '';
    for (let same = 0; same < 20;) {
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
      const now = `${scrollY} ${document.body.scrollHeight}`;
      same = now === before ? same + 1 : 0;
      before = now;
    }
  });
}

test(
  'the room kept for each figure is about what it takes',
  { tag: '@layout' },
  async ({ open }) => {
    const page = await open('index.html');
    const names = await page
      .locator('figure > :first-child')
      .evaluateAll(($figures) => $figures.map(({ localName }) => localName));
    for (const name of names) {
      const figure = page.locator(name);
      const kept = await figure.evaluate(($figure) => {
        const isShown = $figure.classList.contains('shown');
        $figure.classList.remove('shown');
        const { minBlockSize } = getComputedStyle($figure);
        $figure.classList.toggle('shown', isShown);
        return Number.parseFloat(minBlockSize);
      });
      await figure.scrollIntoViewIfNeeded();
      await readings(page, name);
      await settleScroll(page);
      const taken = await figure.evaluate(
        ($figure) => $figure.getBoundingClientRect().height,
      );
      const rem = await page.evaluate(() =>
        Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      );
      const words = `page.css: ${name} takes ${Math.round(taken / rem)}rem`;
      expect.soft(Math.abs(taken / kept - 1), words).toBeLessThan(0.15);
    }
  },
);

test(
  'contents and headings have the same names, and the bar leads on and back',
  { tag: '@layout' },
  async ({ open }) => {
    const page = await open('index.html');
    const links = await page
      .locator('.contents a')
      .evaluateAll(($links) =>
        $links.map(($link) => [
          $link.getAttribute('href')?.slice(1),
          $link.textContent,
        ]),
      );
    const headings = await page
      .locator('h2[id]')
      .evaluateAll(($headings) =>
        $headings.map(($heading) => [
          $heading.id,
          $heading.lastChild?.textContent?.trim(),
        ]),
      );
    expect(links).toStrictEqual(headings);
    const bar = page.locator('.bar');
    const lead = (/** @type {string} */ name) =>
      clickInPlace(page, bar.getByRole('link', { name }));
    await lead('Next: What you see');
    await expect.poll(() => distanceOf(page, 'speeds')).toBeLessThan(40);
    await lead('Next: Why it happens');
    await expect.poll(() => distanceOf(page, 'chain')).toBeLessThan(40);
    await lead('Previous: What you see');
    await expect.poll(() => distanceOf(page, 'speeds')).toBeLessThan(40);
    await clickInPlace(page, bar.getByText('Contents'));
    await lead('What exploding takes');
    await expect.poll(() => distanceOf(page, 'window')).toBeLessThan(40);
    await expect(bar.locator('ol')).toBeHidden();
  },
);

test('the colours chosen hold for page and figures, and at the next visit', async ({
  open,
}) => {
  const page = await open('index.html');
  const colours = () =>
    page.evaluate(() =>
      [
        document.body,
        document
          .querySelector('gradient-chain')
          ?.shadowRoot?.querySelector('.ug-figure'),
      ].map(($each) => $each && getComputedStyle($each).color),
    );
  await readings(page, 'gradient-chain');
  const light = await colours();
  await page.getByLabel('Colours').selectOption('Dark');
  // A figure follows its page over some frames.
  await expect
    .poll(async () => {
      const [of, inside] = await colours();
      return { isDark: of !== light[0], isOne: of === inside };
    })
    .toEqual({ isDark: true, isOne: true });
  const dark = await colours();
  await page.reload();
  await readings(page, 'gradient-chain');
  await expect.poll(colours).toStrictEqual(dark);
  await expect(page.getByLabel('Colours')).toHaveValue('dark');
  await page.getByLabel('Colours').selectOption('System');
  await expect.poll(colours).toStrictEqual(light);
});

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
  const defined = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('figure > *')]
        .map(({ localName }) => localName)
        .filter((name) => name.includes('-') && customElements.get(name)),
    );
  // Each comes by itself.
  await expect.poll(defined).toHaveLength(FIGURES.length - 1);
  expect(await defined()).not.toContain('exploding-window');
});
