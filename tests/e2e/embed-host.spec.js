/** embed-host.js: a page with figures in frames sizes them, loads them in turn and asks them. */
import { hostPage } from './host-pages.js';
import { embed } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const CHAIN = 'weights=2,-3&biases=0.5,0';

/** What a careful host lets a page do, the site being its own. */
const POLICY = `<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; script-src 'self'; frame-src 'self'; style-src 'none'; img-src data:">`;

const SCRIPT = '<script type="module" src="embed-host.js"></script>';

/** @param {Page} page @param {number} count - frames that are to go by */
async function pass(page, count) {
  await page.evaluate(async (all) => {
    for (let n = 0; n < all; n += 1) await new Promise(requestAnimationFrame);
  }, count);
}

/** @param {Page} page @returns {Promise<[height: number, needed: number][]>} of each frame */
async function heights(page) {
  const all = [];
  for (const frame of page.frames().slice(1)) {
    const $frame = await frame.frameElement();
    const height = await $frame.evaluate(
      ($each) => /** @type {HTMLElement} */ ($each).clientHeight,
    );
    const needed = await frame.evaluate(() =>
      Math.ceil(document.documentElement.getBoundingClientRect().height),
    );
    all.push(/** @type {[number, number]} */ ([height, needed]));
  }
  return all;
}

for (const sandbox of ['', 'sandbox="allow-scripts"']) {
  test(`frames get the height of what is in them ${sandbox}`, async ({
    open,
  }) => {
    const frames = ['gradient-chain', 'learning-speeds']
      .flatMap((name) => [360, 960].map((width) => [name, width]))
      .map(
        ([name, width]) =>
          `<iframe ${sandbox} src="${embed(String(name))}" width="${width}" height="150"></iframe>`,
      );
    const page = await open('host.html', {
      prepare: (fresh) => hostPage(fresh, POLICY + SCRIPT + frames.join('')),
    });
    await page.evaluate(() => {
      const all = /** @type {any} */ (globalThis);
      all.resizes = 0;
      addEventListener('message', ({ data }) => {
        if (data?.type === 'resize') all.resizes += 1;
      });
    });
    // A frame of another origin is not laid out before it is near.
    for (let index = 0; index < frames.length; index += 1) {
      await page.locator('iframe').nth(index).scrollIntoViewIfNeeded();
      // What a run comes to is a sentence more.
      await expect(
        page.frameLocator('iframe').nth(index).locator('#sentence'),
      ).toContainText(/\d/);
      await expect
        .poll(async () => {
          const [height = 0, needed] = (await heights(page))[index] ?? [];
          return height > 500 && height === needed;
        })
        .toBe(true);
    }
    // And there they stay.
    const resizes = () =>
      page.evaluate(() => /** @type {any} */ (globalThis).resizes);
    const before = await resizes();
    await pass(page, 29);
    expect(await resizes()).toBe(before);
    // A drawer under the figure makes the frame higher, and lower again.
    await page.locator('iframe').first().scrollIntoViewIfNeeded();
    const narrow = page.frameLocator('iframe').first();
    const [[closed = 0] = []] = await heights(page);
    await narrow.locator('gradient-chain summary').first().click();
    await expect
      .poll(async () => (await heights(page))[0]?.[0] ?? 0)
      .toBeGreaterThan(closed + 20);
    await narrow.locator('gradient-chain summary').first().click();
    await expect.poll(async () => (await heights(page))[0]?.[0]).toBe(closed);
  });
}

test('a frame whose height is its author’s keeps it', async ({ open }) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `${SCRIPT}<iframe data-fixed src="${embed('gradient-chain')}" width="960" height="300"></iframe>`,
      ),
  });
  await page
    .frameLocator('iframe')
    .locator('gradient-chain canvas, gradient-chain svg')
    .first()
    .waitFor();
  await pass(page, 20);
  expect((await heights(page))[0]?.[0]).toBe(300);
});

test('twenty frames load as they come near, two at a time', async ({
  open,
}) => {
  const frames = Array.from(
    { length: 20 },
    (_, index) =>
      `<iframe data-src="${embed('gradient-chain', `input=0.${index + 10}`)}" width="900" height="540"></iframe>`,
  );
  let most = 0;
  let begun = 0;
  const page = await open('host.html', {
    prepare: async (fresh) => {
      await fresh.exposeFunction('count', (/** @type {number} */ now) => {
        most = Math.max(most, now);
      });
      await fresh.route('**/embed.html', (route) => {
        begun += 1;
        return route.continue();
      });
      await hostPage(
        fresh,
        `${SCRIPT}<script>
          const started = new Set();
          const done = new Set();
          new MutationObserver((records) => {
            for (const { target } of records) started.add(target);
            count(started.size - done.size);
          }).observe(document, { subtree: true, attributeFilter: ['src'] });
          addEventListener('message', ({ data, source }) => {
            if (data.type !== 'ready') return;
            for (const frame of document.querySelectorAll('iframe'))
              if (frame.contentWindow === source) done.add(frame);
          });
        </script>${frames.join('<p>…</p>')}`,
      );
    },
  });
  await expect
    .poll(
      () =>
        page
          .frames()
          .slice(1)
          .filter((frame) => frame.url().includes('embed.html')).length,
    )
    .toBeGreaterThan(1);
  await pass(page, 88);
  expect(begun).toBeLessThan(8);
  expect(most).toBe(2);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect
    .poll(() =>
      page.evaluate(() =>
        document.querySelectorAll('iframe')[19]?.hasAttribute('src'),
      ),
    )
    .toBe(true);
  await expect(
    page.frameLocator('iframe >> nth=19').locator('gradient-chain'),
  ).toBeVisible();
  // Those in between were passed by.
  expect(begun).toBeLessThan(16);
  expect(most).toBe(2);
});

test('a frame that is made later loads too', async ({ open }) => {
  const page = await open('host.html', {
    prepare: (fresh) => hostPage(fresh, `${SCRIPT}<body></body>`),
  });
  await page.evaluate((address) => {
    const $frame = document.createElement('iframe');
    $frame.dataset['src'] = address;
    document.body.append($frame);
  }, embed('gradient-chain'));
  await expect(
    page.frameLocator('iframe').locator('gradient-chain'),
  ).toBeVisible();
});

for (const isLate of [false, true]) {
  test(`a handle asks a figure ${isLate ? 'that was there before' : 'that is still to come'}`, async ({
    open,
  }) => {
    const page = await open('host.html', {
      prepare: (fresh) =>
        hostPage(
          fresh,
          `<iframe sandbox="allow-scripts" src="${embed('learning-speeds', 'hidden=8,5&images=100&batch=100&pixels=7&epochs=20')}" width="960" height="600"></iframe>`,
        ),
    });
    if (isLate) {
      await page
        .frameLocator('iframe')
        .locator('learning-speeds canvas')
        .first()
        .waitFor();
      await pass(page, 29);
    }
    const found = await page.evaluate(async () => {
      const address = new URL('embed-host.js', location.href).href;
      const { figureIn } = await import(address);
      const figure = figureIn(document.querySelector('iframe'));
      await figure.ready;
      const { state } = await figureIn(document.querySelector('iframe')).get();
      const refusal = await figure
        .set({ rate: -1 })
        .catch((/** @type {any} */ { message, key }) => ({ message, key }));
      await figure.set({ seed: 5 });
      /** @param {number} wanted */
      const reached = (wanted) =>
        new Promise((resolve) => {
          const end = figure.on('readings', (/** @type {any} */ message) => {
            if (message.readings.epoch !== wanted) return;
            end();
            resolve(message.readings);
          });
        });
      const last = reached(20);
      await figure.play();
      const { cost } = /** @type {any} */ (await last);
      const third = reached(3);
      await figure.show(3);
      await third;
      const start = reached(0);
      const after = await figure.reset();
      await start;
      return { state, refusal, cost, seed: after.state.seed };
    });
    expect(found.refusal.key).toBe('rate');
    expect(found.refusal.message).toMatch(/expected/);
    expect(found.cost).toBeGreaterThan(0);
    expect(found.seed).toBe(found.state.seed);
  });
}

test('frames that were there before the script get their height, too', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `<iframe src="${embed('gradient-chain')}" width="960" height="150"></iframe>`,
      ),
  });
  await page
    .frameLocator('iframe')
    .locator('gradient-chain svg')
    .first()
    .waitFor();
  await pass(page, 30);
  expect((await heights(page))[0]?.[0]).toBe(150);
  await page.evaluate(
    (address) => import(address),
    new URL('embed-host.js', page.url()).href,
  );
  await expect
    .poll(async () => (await heights(page))[0]?.[0])
    .toBeGreaterThan(500);
});

test('what was asked of a frame that is loaded anew is answered, in words', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `<iframe src="${embed('gradient-chain', CHAIN)}" width="960" height="600"></iframe>`,
      ),
  });
  const words = await page.evaluate(async () => {
    const address = new URL('embed-host.js', location.href).href;
    const { figureIn } = await import(address);
    const $frame = /** @type {HTMLIFrameElement} */ (
      document.querySelector('iframe')
    );
    const figure = figureIn($frame);
    await figure.ready;
    const { src } = $frame;
    $frame.src = 'about:blank';
    await new Promise((resolve) => {
      $frame.addEventListener('load', resolve, { once: true });
    });
    const lost = figure
      .get()
      .catch((/** @type {Error} */ { message }) => message);
    $frame.src = src;
    return lost;
  });
  expect(words).toMatch(/loaded anew/);
});

test('only frames with figures get a height, and only one that is a height', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `${SCRIPT}<iframe src="other.html" height="150"></iframe>
        <iframe src="own-embed.html" height="150"></iframe>`,
        { 'other.html': '', 'own-embed.html': '' },
      ),
  });
  const found = [];
  for (const [index, height] of /** @type {const} */ ([
    [0, 400],
    [1, 400],
    [1, -1],
    [1, Infinity],
    [1, '99999'],
  ])) {
    await page.frames()[index + 1]?.evaluate(async (wanted) => {
      const told = new Promise((resolve) => {
        parent.addEventListener('message', resolve, { once: true });
      });
      const message = { from: 'unstable-gradients', type: 'resize' };
      parent.postMessage({ ...message, height: wanted }, '*');
      await told;
    }, height);
    found.push(
      await page
        .locator('iframe')
        .evaluateAll(($all) =>
          $all.map(($each) => /** @type {HTMLElement} */ ($each).style.height),
        ),
    );
  }
  expect(found).toEqual([
    ['', ''],
    ['', '400px'],
    ['', '400px'],
    ['', '400px'],
    ['', '400px'],
  ]);
});

for (const place of ['the page', 'a shadow tree']) {
  test(`what is asked of a frame taken out of ${place} is refused, in words`, async ({
    open,
  }) => {
    const page = await open('host.html', {
      prepare: (fresh) => hostPage(fresh, '<main></main>'),
    });
    const words = await page.evaluate(
      async ([src, isInShadow]) => {
        const address = new URL('embed-host.js', location.href).href;
        const { figureIn } = await import(address);
        const $host = document.createElement('div');
        const $frame = document.createElement('iframe');
        const figure = figureIn($frame);
        $frame.src = src;
        const root = isInShadow ? $host.attachShadow({ mode: 'open' }) : $host;
        root.append($frame);
        document.querySelector('main')?.append($host);
        await figure.ready;
        /** @param {Promise<unknown>} answer @returns {Promise<string>} */
        const refusal = (answer) =>
          answer.then(
            () => '',
            ({ message }) => message,
          );
        // It is asked, and then goes before it can answer.
        const before = refusal(figure.get());
        await Promise.resolve();
        await Promise.resolve();
        $host.remove();
        const after = refusal(figure.get());
        return Promise.all([before, after]);
      },
      /** @type {const} */ ([embed('gradient-chain'), place !== 'the page']),
    );
    expect(words).toEqual([
      'The frame is not in the page.',
      'The frame is not in the page.',
    ]);
  });
}
