/** Faults of the network and of timing: words in one place, a button, nobody else harmed. */
import { embed, property, readings, stand } from './figures.js';
import { expect, test } from './site.js';

test('a figure whose code does not come says so in its place, and the others work', async ({
  open,
}) => {
  let isMissing = true;
  const page = await open('index.html', {
    expected: [
      /deep-circuits|Failed to load resource|ERR_FAILED|ERR_INTERNET_DISC/,
    ],
    prepare: (tab) =>
      tab.route(/deep-circuits-[^/]*\.js$/, (route) =>
        isMissing ? route.abort() : route.continue(),
      ),
  });
  const missing = page.locator('deep-circuits');
  await expect(missing.getByRole('alert')).toContainText(
    /could not be loaded: a file of it did not come/,
  );
  await stand(page, 0, 'learning-speeds');
  // Without a network a page that loads itself again would be gone.
  await page.context().setOffline(true);
  await page.evaluate(() => Object.assign(window, { isSame: true }));
  await missing.getByRole('button', { name: 'Try again' }).click();
  await expect(missing.getByRole('alert')).toContainText(/does not answer/);
  expect(await page.evaluate(() => Reflect.get(window, 'isSame'))).toBe(true);
  await page.context().setOffline(false);
  isMissing = false;
  await missing.getByRole('button', { name: 'Try again' }).click();
  await expect(missing.locator('.ug-figure')).toBeVisible();
  await expect(missing.getByText(/could not be loaded/)).toHaveCount(0);
});

test('an embed names the figure that is missing, and shows it once it is there', async ({
  open,
}) => {
  let isMissing = true;
  const page = await open(embed('deep-circuits'), {
    expected: [/deep-circuits|Failed to load resource|ERR_FAILED/],
    prepare: (tab) =>
      tab.route(/deep-circuits-[^/]*\.js$/, (route) =>
        isMissing ? route.abort() : route.continue(),
      ),
  });
  await expect(page.getByRole('alert')).toContainText(/Parity and addition/);
  isMissing = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('deep-circuits .ug-figure')).toBeVisible();
});

test('a core that did not come can be asked for again', async ({ open }) => {
  let isMissing = true;
  const page = await open(embed('gradient-chain'), {
    expected: [/wasm|Failed to load resource|ERR_FAILED/],
    prepare: (tab) =>
      tab.route(/chain_bg[^/]*\.wasm$/, (route) =>
        isMissing
          ? route.fulfill({ body: '<p>Sign in</p>' })
          : route.continue(),
      ),
  });
  const figure = page.locator('gradient-chain');
  await expect(figure.getByText(/so this figure cannot compute/)).toBeVisible();
  isMissing = false;
  await figure.getByRole('button', { name: 'Try again' }).click();
  await expect(figure.getByText(/cannot compute/)).toHaveCount(0);
  await expect
    .poll(() => property(page, 'gradient-chain', 'readings'))
    .toBeTruthy();
});

test('of a burst of links the last one holds', async ({ open }) => {
  const page = await open(embed('exploding-window', 'weight=1'));
  await readings(page, 'exploding-window');
  const wrong = await page.evaluate(async () => {
    const $figure = /** @type {any} */ (
      document.querySelector('exploding-window')
    );
    const pause = (/** @type {number} */ ms) =>
      new Promise((resolve) => {
        // The moments of a burst are what is tested.
        window.setTimeout(resolve, ms);
      });
    let count = 0;
    for (let burst = 0; burst < 24; burst += 1) {
      for (let link = 0; link < 4; link += 1) {
        const weight = 5 + ((burst * 7 + link) % 40);
        location.hash = `#figure=exploding-window&weight=${weight}`;
        $figure.state = { bias: -(burst % 5) };
        await pause(burst % 3);
      }
      const last = 5 + ((burst * 7 + 3) % 40);
      await pause(25);
      // A busy page takes longer; one that went back to an older link stays there.
      for (let waits = 0; waits < 40; waits += 1) {
        if ($figure.state.weight === last) break;
        await pause(50);
      }
      if ($figure.state.weight !== last) count += 1;
    }
    return count;
  });
  expect(wrong).toBe(0);
});

test('a style sheet that never answers hides nothing for long', async ({
  open,
  site,
}) => {
  const page = await open(embed('exploding-window'));
  let isStuck = true;
  await page.context().route(/www\/assets\/[^/]+\.css$/, async (route) => {
    if (!isStuck) await route.continue();
  });
  for (const [address, figure] of /** @type {const} */ ([
    ['index.html', 'main'],
    ['embed.html#figure=exploding-window', 'exploding-window'],
    ['lecture.html', 'main'],
  ])) {
    isStuck = true;
    const tab = await page.context().newPage();
    await tab.goto(new URL(address, site.url).href, { waitUntil: 'commit' });
    const late = tab.getByText(/style sheet of this page .*has not come yet/);
    await expect(late).toBeVisible({ timeout: 8000 });
    await expect(tab.locator(figure).first()).toBeVisible();
    // Frames are drawn, and not only laid out.
    await tab.evaluate(() => new Promise(requestAnimationFrame));
    isStuck = false;
    await tab.getByRole('button', { name: 'Try again' }).first().click();
    await expect(late).toHaveCount(0);
    const sheets = () => document.adoptedStyleSheets.length;
    expect(await tab.evaluate(sheets)).toBe(1);
    await tab.close();
  }
});

test('a trap of the core ends in numbers, or in words in one figure alone', async ({
  open,
}) => {
  const page = await open('index.html');
  for (const name of ['exploding-window', 'gradient-chain']) {
    await expect.poll(() => property(page, name, 'readings')).toBeTruthy();
  }
  const figure = page.locator('gradient-chain');
  /** @param {number} times - that the core is to trap */
  const trap = (times) =>
    page.evaluate(async (faults) => {
      const $chain = /** @type {any} */ (
        document.querySelector('gradient-chain')
      );
      const core = await $chain.core;
      const astray = Object.create(core.ChainNumbers.prototype, {
        __wbg_ptr: { value: 0xfffffff0 },
      });
      const compute = $chain.compute;
      let left = faults;
      $chain.compute = function trapped(/** @type {any} */ given) {
        left -= 1;
        if (left >= 0) astray.steepest;
        compute.call(this, given);
      };
      $chain.state = { target: $chain.state.target === 0.25 ? 0.75 : 0.25 };
    }, times);
  const words = figure.getByText(/could not compute or draw/);

  await trap(1);
  await expect
    .poll(async () => (await property(page, 'gradient-chain', 'readings')).cost)
    .toBeGreaterThan(0);
  await expect(words).toHaveCount(0);

  // A second later it would heal itself again.
  const from = await page.evaluate(() => performance.now());
  await page.waitForFunction((then) => performance.now() > then + 1100, from);
  await trap(2);
  await expect(words).toBeVisible();
  // The other figure has the same part of the core.
  await page.evaluate(() => {
    const $other = /** @type {any} */ (
      document.querySelector('exploding-window')
    );
    $other.state = { weight: 12 };
  });
  await expect
    .poll(
      async () => (await property(page, 'exploding-window', 'state')).weight,
    )
    .toBe(12);
  await expect(page.getByText(/could not compute or draw/)).toHaveCount(1);
  await figure.getByRole('button', { name: 'Try again' }).click();
  await expect(words).toHaveCount(0);
});

test('a page that comes back out of the browser’s memory goes on with its run', async ({
  playwright,
  site,
}, { project }) => {
  const browser = await playwright.chromium.launch({
    ...project.use.launchOptions,
    // Playwright would have each page loaded anew.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      window.addEventListener('pageshow', ({ persisted }) =>
        Object.assign(window, { isBack: persisted }),
      );
    });
    const name = 'learning-speeds';
    const epoch = async () =>
      (await property(page, name, 'readings'))?.epoch ?? -1;
    await page.goto(site.url + embed(name, 'epochs=10000&pace=fast'));
    await page.locator('[data-control=play]').click();
    await expect.poll(epoch).toBeGreaterThan(10);
    await page.goto(`${site.url}oembed/${name}.json`);
    // What comes back is not loaded, and no event says that it was.
    await page.goBack({ waitUntil: 'commit' });
    await page.waitForFunction(() => Reflect.get(window, 'isBack'));
    const before = await epoch();
    await expect.poll(epoch).toBeGreaterThan(before + 10);
  } finally {
    await browser.close();
  }
});
