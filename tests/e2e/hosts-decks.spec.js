/** Figures in decks: slides play and pause them, and a clicker turns the slides. */
import { embed, FIGURES, reach, readings } from './figures.js';
import { hostPage, revealDeck } from './host-pages.js';
import { expect, test } from './site.js';

/** @import { Frame, Page } from '@playwright/test' */

const OPTIONS = { transition: 'none', backgroundTransition: 'none' };
/** Not done before the slide is left. */
const LONG = 'images=1000&batch=10&epochs=5000&lambda=0';

/** @param {Page} page @param {number} slide */
async function goTo(page, slide) {
  await page.waitForFunction(() =>
    /** @type {any} */ (globalThis).deck?.isReady(),
  );
  await page.evaluate(
    (to) => /** @type {any} */ (globalThis).deck.slide(to),
    slide,
  );
}

/** @param {Page} page @returns {Promise<number>} the slide it shows */
function slideOf(page) {
  return page.evaluate(
    () => /** @type {any} */ (globalThis).deck.getIndices().h,
  );
}

/**
 * @param {Page | Frame} place - with the figure
 * @param {string} name - of the figure
 * @returns {Promise<number>} its epoch once it stands still; NaN if it goes on
 */
function standing(place, name) {
  return place.evaluate(async (selector) => {
    const $figure = /** @type {any} */ (document.querySelector(selector));
    const epochs = [];
    for (let n = 0; n < 3; n += 1) {
      // Where nothing is seen there are no frames to wait for.
      const nothing = document.body.animate([], 300);
      await nothing.finished;
      epochs.push($figure.readings?.epoch);
    }
    return epochs[1] === epochs[2] ? epochs[1] : NaN;
  }, name);
}

/**
 * @param {Page | Frame} place - with the figure
 * @param {string} name - of the figure
 * @returns {Promise<number>} the epoch at which it comes to a halt
 */
async function halt(place, name) {
  let epoch = NaN;
  await expect
    .poll(async () => (epoch = await standing(place, name)))
    .not.toBeNaN();
  return epoch;
}

for (const transition of ['none', 'slide']) {
  test(`a frame plays while its slide is shown, with the transition ${transition}`, async ({
    open,
  }) => {
    const page = await open('host.html', {
      isPaced: true,
      prepare: (fresh) =>
        hostPage(
          fresh,
          revealDeck(
            [
              'One',
              `<iframe src="${embed('learning-speeds', LONG)}" width="900" height="640"></iframe>`,
              'Three',
            ],
            { ...OPTIONS, transition },
          ),
        ),
    });
    await goTo(page, 0);
    const frame = page.frames()[1];
    if (!frame) throw new Error('the deck has a frame');
    await readings(frame, 'learning-speeds');
    expect(await standing(frame, 'learning-speeds')).toBe(0);
    await goTo(page, 1);
    await reach(frame, 2, 'learning-speeds');
    await goTo(page, 2);
    const left = await halt(frame, 'learning-speeds');
    expect(left).toBeGreaterThan(1);
    await goTo(page, 1);
    await reach(frame, left + 1, 'learning-speeds');
  });

  test(`an element stands still while its slide is not shown, with the transition ${transition}`, async ({
    open,
  }) => {
    const page = await open('host.html', {
      isPaced: true,
      prepare: (fresh) =>
        hostPage(
          fresh,
          revealDeck(
            [
              'One',
              '<learning-speeds images="1000" batch="10" epochs="5000" lambda="0"></learning-speeds>',
              'Three',
            ],
            { ...OPTIONS, transition },
          ),
        ),
    });
    await goTo(page, 1);
    await readings(page, 'learning-speeds');
    await page
      .locator('learning-speeds')
      .getByRole('button', { name: 'Play' })
      .click();
    await reach(page, 2, 'learning-speeds');
    // The clicker, after that click.
    await page.keyboard.press('PageDown');
    expect(await slideOf(page)).toBe(2);
    const left = await halt(page, 'learning-speeds');
    await page.keyboard.press('PageUp');
    expect(await slideOf(page)).toBe(1);
    await reach(page, left + 1, 'learning-speeds');
  });
}

test('a link with play=0 waits for the lecturer, and comes to a halt all the same', async ({
  open,
}) => {
  const page = await open('host.html', {
    isPaced: true,
    prepare: (fresh) =>
      hostPage(
        fresh,
        revealDeck(
          [
            `<iframe src="${embed('learning-speeds', LONG, 'play=0')}" width="900" height="640"></iframe>`,
            'Two',
          ],
          OPTIONS,
        ),
      ),
  });
  const frame = page.frames()[1];
  if (!frame) throw new Error('the deck has a frame');
  await goTo(page, 0);
  await readings(frame, 'learning-speeds');
  expect(await standing(frame, 'learning-speeds')).toBe(0);
  await frame.getByRole('button', { name: 'Play' }).click();
  await reach(frame, 1, 'learning-speeds');
  await goTo(page, 1);
  await expect.poll(() => standing(frame, 'learning-speeds')).not.toBeNaN();
});

for (const { name, quick } of FIGURES) {
  test(`slides begin and end with ${name}, which asks for no megabytes`, async ({
    open,
  }) => {
    /** @type {string[]} */
    const fetched = [];
    const page = await open('host.html', {
      prepare: async (fresh) => {
        fresh.context().on('request', (request) => {
          if (/digits-(?:more|all)/.test(request.url())) {
            fetched.push(request.url());
          }
        });
        await hostPage(
          fresh,
          revealDeck(
            [
              `<iframe data-src="${embed(name, quick)}" width="900" height="640"></iframe>`,
              'Two',
            ],
            OPTIONS,
          ),
        );
      },
    });
    await goTo(page, 0);
    const frame = page.frameLocator('iframe');
    await frame.locator(name).waitFor();
    const $frame = page.frames()[1];
    if (!$frame) throw new Error('the deck has a frame');
    await readings($frame, name);
    // The figure does what the slide says, or has nothing to do.
    const canPlay = await $frame.evaluate(
      (selector) =>
        'play' in /** @type {any} */ (document.querySelector(selector)),
      name,
    );
    if (canPlay) {
      await expect(
        frame.getByRole('button', {
          name: /Pause|Again|All are trained/,
        }),
      ).not.toHaveCount(0);
    }
    // The clicker, wherever the focus is.
    await frame.locator(`${name} button`).first().focus();
    await page.keyboard.press('PageDown');
    await expect.poll(() => slideOf(page)).toBe(1);
    expect(fetched).toEqual([]);
  });
}

test('the clicker turns slides out of a frame, whatever has the focus in it', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        revealDeck(
          [
            'One',
            `<iframe src="${embed('exploding-window', 'open=data')}" width="900" height="640"></iframe>`,
            'Three',
          ],
          OPTIONS,
        ),
      ),
  });
  await goTo(page, 1);
  const figure = page.frameLocator('iframe').locator('exploding-window');
  const places = [
    figure.getByRole('button', { name: 'Reset', exact: true }),
    figure.locator('input[type="range"]').first(),
    figure.locator('input[role="spinbutton"]').first(),
    figure.locator('[role="slider"], svg [tabindex="0"]').first(),
    figure.locator('summary').first(),
  ];
  for (const place of places) {
    for (const [key, slide] of /** @type {const} */ ([
      ['PageDown', 2],
      ['PageUp', 0],
    ])) {
      await goTo(page, 1);
      await place.focus();
      const before = await figure.evaluate(
        ($figure) => /** @type {any} */ ($figure).state,
      );
      await page.keyboard.press(key);
      await expect.poll(() => slideOf(page)).toBe(slide);
      expect(
        await figure.evaluate(($figure) => /** @type {any} */ ($figure).state),
      ).toEqual(before);
    }
  }
  // A button has no use for arrows, a slider has.
  await goTo(page, 1);
  await places[0]?.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => slideOf(page)).toBe(2);
  await goTo(page, 1);
  await places[1]?.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('b');
  await page.waitForFunction(() =>
    /** @type {any} */ (globalThis).deck.isPaused(),
  );
  expect(await slideOf(page)).toBe(1);
});

test('an element that was clicked leaves the page keys to the deck', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `<style>exploding-window { font-size: 14px; text-align: start }</style>${revealDeck(
          ['One', '<exploding-window></exploding-window>', 'Three'],
          OPTIONS,
        )}`,
      ),
  });
  await goTo(page, 1);
  await readings(page, 'exploding-window');
  const figure = page.locator('exploding-window');
  for (const place of [
    figure.locator('input[type="range"]').first(),
    figure.locator('input[role="spinbutton"]').first(),
    figure.locator('[role="slider"], svg [tabindex="0"]').first(),
  ]) {
    await goTo(page, 1);
    await place.focus();
    await page.keyboard.press('PageDown');
    expect(await slideOf(page)).toBe(2);
    await goTo(page, 1);
    await place.focus();
    await page.keyboard.press('PageUp');
    expect(await slideOf(page)).toBe(0);
  }
});

test('another deck hears of the keys, and starts and stops the figure', async ({
  open,
}) => {
  const page = await open('host.html', {
    isPaced: true,
    prepare: (fresh) =>
      hostPage(
        fresh,
        `<iframe sandbox="allow-scripts" src="${embed('learning-speeds', LONG)}" width="960" height="600"></iframe>
        <script>
          globalThis.keys = [];
          addEventListener('message', ({ data }) => {
            if (data.from === 'unstable-gradients' && data.type === 'key') keys.push(data.key);
          });
        </script>`,
      ),
  });
  const figure = page.frameLocator('iframe').locator('learning-speeds');
  const frame = page.frames()[1];
  if (!frame) throw new Error('the page has a frame');
  await readings(frame, 'learning-speeds');
  await figure.getByRole('button', { name: 'Step one epoch' }).focus();
  for (const key of [
    'PageDown',
    'ArrowLeft',
    'Enter',
    'b',
    'Control+c',
    'Tab',
  ]) {
    await page.keyboard.press(key);
  }
  const keys = () => page.evaluate(() => /** @type {any} */ (globalThis).keys);
  await expect.poll(keys).toEqual(['PageDown', 'ArrowLeft', 'b']);
  /** @param {string} message */
  const say = (message) =>
    page.evaluate((text) => frames[0]?.postMessage(text, '*'), message);
  await say('slide:start');
  await reach(frame, 2, 'learning-speeds');
  await say('slide:stop');
  await expect.poll(() => standing(frame, 'learning-speeds')).not.toBeNaN();
});
