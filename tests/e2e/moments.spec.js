/** Figures that open at an epoch, jump to one, and come back where they were. */
import { embed, follow, property, reach, readings, stand } from './figures.js';
import { askingPage, heard, hostPage } from './host-pages.js';
import { expect, test } from './site.js';

/** @import { Frame, Page } from '@playwright/test' */

const TRAINED = 'images=100&batch=10&pixels=7&epochs=20&hidden=8,5';

/** Every figure that runs, with the part of a link that makes it quick. */
const RUNNING = /** @type {const} */ ([
  ['learning-speeds', TRAINED],
  ['learning-speeds', `${TRAINED}&view=depths`],
  ['neuron-gradients', TRAINED],
  ['activation-saturation', TRAINED],
  [
    'gradient-cures',
    'images=100&batch=10&pixels=7&epochs=20&hidden=8,8&runs=4',
  ],
]);

/** @param {any} shown - readings @returns {any} what of them is the same on every machine */
function bits({ imagesPerSecond: _, ...shown }) {
  return shown;
}

/** @param {Page | Frame} page @param {string} name - of its figure @param {string} method @param {unknown[]} values */
function call(page, name, method, ...values) {
  return page.evaluate(
    ([selector, wanted, given]) =>
      /** @type {any} */ (document.querySelector(selector))[wanted](...given),
    /** @type {const} */ ([name, method, values]),
  );
}

for (const [name, part] of RUNNING) {
  const title = part.includes('depths') ? `${name} with four depths` : name;

  test(`${title} opens at an epoch with the same bits as by hand`, async ({
    open,
  }) => {
    const linked = await open(embed(name, part, 'epoch=7'));
    await stand(linked, 7, name);
    const shown = await readings(linked, name);

    const page = await open(embed(name, part));
    await expect(page.getByRole('button', { name: 'Step' })).toBeEnabled();
    for (let epoch = 1; epoch <= 7; epoch += 1) {
      await page.getByRole('button', { name: 'Step' }).click();
      await stand(page, epoch, name);
    }
    expect(bits(shown)).toEqual(bits(await readings(page, name)));

    await linked.getByRole('button', { name: 'Play' }).click();
    await stand(linked, 20, name);
    await call(page, name, 'play');
    await stand(page, 20, name);
    expect(bits(await readings(linked, name))).toEqual(
      bits(await readings(page, name)),
    );
  });

  test(`${title} jumps, plays until an epoch and plays from one`, async ({
    open,
  }) => {
    const page = await open(embed(name, part, 'epoch=5&play'));
    await stand(page, 20, name);
    const last = bits(await readings(page, name));
    await call(page, name, 'playUntil', 9);
    await stand(page, 9, name);
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
    const ninth = bits(await readings(page, name));
    await call(page, name, 'jumpTo', 20);
    await stand(page, 20, name);
    expect(bits(await readings(page, name))).toEqual(last);
    await call(page, name, 'jumpTo', 9);
    await stand(page, 9, name);
    expect(bits(await readings(page, name))).toEqual(ninth);
  });
}

test('a link with an epoch stays in the address until the state changes', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(embed(name, TRAINED, 'epoch=7'));
  await stand(page, 7, name);
  await expect.poll(() => page.url()).toContain('epoch=7');
  await page.reload();
  await stand(page, 7, name);
  await page.evaluate((selector) => {
    /** @type {any} */ (document.querySelector(selector)).state = { seed: 4 };
  }, name);
  await expect.poll(() => page.url()).toContain('seed=4');
  expect(page.url()).not.toContain('epoch=');
});

for (const [part, words] of [
  ['epoch=21', 'expected a whole number from 0 to 20.'],
  ['epoch=1.5', 'expected a whole number from 0'],
  ['epoch=', 'expected a whole number from 0'],
]) {
  test(`a link with ${part} changes nothing and says why`, async ({ open }) => {
    const name = 'learning-speeds';
    const page = await open(embed(name, TRAINED));
    await reach(page, 0, name);
    await follow(page, `figure=${name}&${TRAINED}&seed=9&${part}`);
    await expect(page.getByRole('alert').first()).toContainText(words ?? '');
    expect(await property(page, name, 'state')).toMatchObject({ seed: 1 });
  });
}

for (const name of ['depth-accuracy', 'training-recipe']) {
  test(`a link to ${name}, which shows no epoch of its runs, names none`, async ({
    open,
  }) => {
    const page = await open(embed(name, 'epoch=2'));
    await expect(page.getByRole('alert').first()).toContainText('epoch=2');
  });
}

test('attributes open a figure of a page at an epoch, off screen too', async ({
  open,
}) => {
  const run =
    'images="100" batch="10" pixels="7" epochs="20" hidden-layers="8,5"';
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `<script type="module" src="www/define.js"></script>
        <neuron-gradients ${run} epoch="21"></neuron-gradients>
        <div style="height: 9000px"></div>
        <learning-speeds ${run} epoch="7" autoplay></learning-speeds>`,
      ),
  });
  await stand(page, 7, 'learning-speeds');
  await expect(page.locator('neuron-gradients .ug-alert')).toHaveText(
    /The attribute epoch was ignored. Expected a whole number from 0 to 20/,
  );
  await page.locator('learning-speeds').scrollIntoViewIfNeeded();
  await stand(page, 20, 'learning-speeds');
});

for (const [title, attributes, back] of /** @type {const} */ ([
  ['comes back where it was', '', 9],
  [
    'that may keep nothing opens as its link says',
    'sandbox="allow-scripts"',
    5,
  ],
])) {
  test(
    `a frame that a deck unloads and loads again ${title}`,
    { tag: attributes ? '@chromium' : [] },
    async ({ open }) => {
      const name = 'learning-speeds';
      const src = embed(name, TRAINED, 'epoch=5');
      const page = await open('host.html', {
        prepare: (fresh) =>
          hostPage(
            fresh,
            `<iframe src="${src}" ${attributes} width=960 height=540></iframe>`,
          ),
      });
      const frame = () => /** @type {Frame} */ (page.frames()[1]);
      await stand(frame(), 5, name);
      await call(frame(), name, 'jumpTo', 9);
      await stand(frame(), 9, name);
      await loadAgain(page, src);
      await stand(frame(), back, name);
    },
  );
}

/** @param {Page} page @param {string} src - of its frame, which is unloaded and loaded again */
async function loadAgain(page, src) {
  await page.evaluate((address) => {
    const $frame = /** @type {HTMLIFrameElement} */ (
      document.querySelector('iframe')
    );
    $frame.remove();
    $frame.src = address;
    document.body.append($frame);
  }, src);
  await expect.poll(() => page.frames().length).toBe(2);
  const frame = /** @type {Frame} */ (page.frames()[1]);
  // Nothing can be asked of a page that another is about to take the place of.
  await frame.waitForURL(({ pathname }) => pathname.endsWith('/embed.html'));
  return frame;
}

/** @param {(path: string, options: object) => Promise<Page>} open @param {string} src @param {string} before - the frame, in the page */
async function framed(open, src, before = '') {
  const page = await open('host.html', {
    prepare: (/** @type {Page} */ fresh) =>
      hostPage(
        fresh,
        `${before}<iframe src="${src}" width=960 height=540></iframe>`,
      ),
  });
  await expect.poll(() => page.frames().length).toBe(2);
  return { page, frame: /** @type {Frame} */ (page.frames()[1]) };
}

test('a frame that is unloaded before it is where it was still comes back there', async ({
  open,
}) => {
  const name = 'learning-speeds';
  // Takes too long to be trained unseen.
  const src = embed(name, 'images=1000&hidden=100,100&epochs=500');
  const { page, frame } = await framed(open, src);
  await stand(frame, 0, name);
  await call(frame, name, 'step');
  await stand(frame, 1, name);
  const kept = () =>
    page.evaluate(() => Object.values({ ...sessionStorage }).join());
  await expect.poll(kept).toContain('epoch=1');
  await page.evaluate(() => {
    const $frame = document.querySelector('iframe');
    $frame?.remove();
    for (const [key, place] of Object.entries({ ...sessionStorage })) {
      sessionStorage.setItem(key, place.replace('epoch=1', 'epoch=400'));
    }
    document.body.style.paddingTop = '9000px';
    document.body.append($frame ?? '');
  });
  const unseen = await loadAgain(page, src);
  await unseen.locator(`${name} .ug-figure`).waitFor();
  const last = await loadAgain(page, src);
  await last.locator(`${name} .ug-figure`).waitFor();
  expect(await kept()).toContain('epoch=400');
  // What is done with it since counts.
  await call(last, name, 'step');
  await stand(last, 1, name);
  // Its events come with its frames, and those are few in Firefox out of sight.
  await last.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(resolve);
      }),
  );
  await call(last, name, 'reset');
  await stand(last, 0, name);
  await expect.poll(kept).toBe('');
});

test('a frame comes back with the drawers that its reader left open', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const src = embed(name, TRAINED, 'open=settings');
  const { page, frame } = await framed(open, src);
  await stand(frame, 0, name);
  await call(frame, name, 'jumpTo', 9);
  await stand(frame, 9, name);
  const opened = (/** @type {Frame} */ of) =>
    of.evaluate(
      (selector) =>
        [
          .../** @type {any} */ (document.querySelector(selector)).drawers,
        ].flatMap((drawer) => (drawer.isOpen ? drawer.name : [])),
      name,
    );
  expect(await opened(frame)).toEqual(['settings']);
  const $summary = '[data-control~="settings"] > summary';
  await frame.locator($summary).click();
  await expect.poll(() => opened(frame)).toEqual([]);
  const closed = await loadAgain(page, src);
  await stand(closed, 9, name);
  expect(await opened(closed)).toEqual([]);
  await closed.locator($summary).click();
  await expect.poll(() => opened(closed)).toEqual(['settings']);
  const again = await loadAgain(page, src);
  await stand(again, 9, name);
  expect(await opened(again)).toEqual(['settings']);
});

test('a frame whose reader has given files of their own comes back without', async ({
  open,
}) => {
  const name = 'depth-accuracy';
  const src = embed(name);
  const { page, frame } = await framed(open, src);
  const change = (/** @type {object} */ state) =>
    frame.evaluate(([selector, given]) => {
      /** @type {any} */ (document.querySelector(selector)).state = given;
    }, /** @type {const} */ ([name, state]));
  await frame.locator(`${name} button`).first().waitFor();
  await change({ data: 'own' });
  await expect
    .poll(() => property(frame, name, 'state'))
    .toMatchObject({ data: 'own' });
  const back = await loadAgain(page, src);
  await back.locator(`${name} button`).first().waitFor();
  expect(await property(back, name, 'state')).toMatchObject({ data: 'mnist' });
});

test('runs side by side that are told something drop what they were to open at', async ({
  open,
}) => {
  const name = 'gradient-cures';
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `<script type="module" src="www/define.js"></script>
        <div style="height: 9000px"></div>
        <${name} images="100" batch="10" pixels="7" epochs="20" hidden-layers="8,8" runs="4" epoch="7"></${name}>`,
      ),
  });
  await page.waitForFunction(
    (selector) =>
      'jumpTo' in /** @type {object} */ (document.querySelector(selector)),
    name,
  );
  await call(page, name, 'jumpTo', 3);
  await page.locator(name).scrollIntoViewIfNeeded();
  await stand(page, 3, name);
});

test('copying a link offers the one with the epoch shown', async ({ open }) => {
  const name = 'learning-speeds';
  const page = await open(embed(name, TRAINED));
  await reach(page, 0, name);
  const offer = page.getByRole('button', { name: /^With epoch/ });
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(offer).toHaveCount(0);
  await call(page, name, 'jumpTo', 12);
  await stand(page, 12, name);
  for (const button of ['Copy link', 'Copy embed code']) {
    await page.getByRole('button', { name: button }).click();
    const $text = page.locator('.ug-share-text');
    await expect($text).not.toHaveValue(/epoch=/);
    await page.getByRole('button', { name: 'With epoch 12 shown' }).click();
    await expect($text).toHaveValue(/epoch=12&(?:amp;)?check=12-/);
  }
});

test('Go to… jumps to an epoch and plays until one, from a sandboxed frame too', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `<iframe src="${embed(name, TRAINED)}" sandbox="allow-scripts" width=960 height=540></iframe>`,
      ),
  });
  await expect.poll(() => page.frames().length).toBe(2);
  const frame = /** @type {Frame} */ (page.frames()[1]);
  await stand(frame, 0, name);
  const ask = frame.getByRole('button', { name: 'Go to…' });
  const field = frame.getByRole('spinbutton', { name: 'Epoch, 0 to 20' });
  await ask.click();
  // As a hand does: Firefox's driver fills a number in behind what stands there.
  const write = async (/** @type {string} */ epoch) => {
    await field.press('ControlOrMeta+a');
    await field.pressSequentially(epoch);
  };
  await write('21');
  await frame.getByRole('button', { name: 'Jump there' }).click();
  await expect(field).toBeVisible();
  await write('12');
  await field.press('Enter');
  await stand(frame, 12, name);
  await ask.click();
  await expect(field).toHaveValue('12');
  await write('15');
  await frame.getByRole('button', { name: 'Play until then' }).click();
  await stand(frame, 15, name);
  await expect(field).toHaveCount(0);
});

test('keys run, step, reset and choose while the figure has the focus', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(embed(name, TRAINED));
  await stand(page, 0, name);
  await page.getByRole('button', { name: 'Copy link' }).focus();
  await page.keyboard.press('.');
  await stand(page, 1, name);
  await page.keyboard.press('ArrowRight');
  await stand(page, 2, name);
  await page.keyboard.press('k');
  await stand(page, 20, name);
  await page.keyboard.press('r');
  await stand(page, 0, name);
  await page.keyboard.press('n');
  await expect
    .poll(() => property(page, name, 'state'))
    .toMatchObject({
      hidden: [30, 30],
      epochs: 500,
    });
  await page.keyboard.press('n');
  await expect
    .poll(() => property(page, name, 'state'))
    .toMatchObject({
      hidden: [30, 30, 30],
    });

  // Fields and sliders keep their keys, and Page Down goes on to the page.
  const { hidden } = await property(page, name, 'state');
  const slider = page.locator('[data-control="epoch"] input[type="range"]');
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await page
    .locator('[data-control="epoch"] input:not([type="range"])')
    .focus();
  await page.keyboard.type('n.kr ');
  expect(await property(page, name, 'state')).toMatchObject({ hidden });
  await stand(page, 0, name);

  await page.getByRole('button', { name: 'Copy link' }).focus();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys of this figure' });
  await expect(dialog.getByRole('row')).toContainText([
    'Key',
    'Play or pause',
    'One step',
    'Reset',
    'Next preset',
    'Go to an epoch',
    'This list',
  ]);
  await page.keyboard.press('k');
  await stand(page, 0, name);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('g');
  await expect(page.getByRole('dialog', { name: 'Go to' })).toBeVisible();
});

test('in a frame the keys belong to the page around, until the figure fills the screen', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open('host.html', {
    prepare: (fresh) =>
      askingPage(
        fresh,
        embed(name, TRAINED),
        'allow="fullscreen" width=960 height=540',
      ),
  });
  await expect.poll(() => page.frames().length).toBe(2);
  const frame = /** @type {Frame} */ (page.frames()[1]);
  await stand(frame, 0, name);
  const { hidden } = await property(frame, name, 'state');
  await frame.getByRole('button', { name: 'Copy link' }).focus();
  const keys = ['.', 'n', 'k', 'r', 'g', '?', 'ArrowRight'];
  for (const key of keys) await page.keyboard.press(key);
  await expect
    .poll(async () => (await heard(page, 'key')).map(({ key }) => key))
    .toEqual(keys);
  await expect(frame.getByRole('dialog')).toHaveCount(0);
  expect((await property(frame, name, 'state')).hidden).toEqual(hidden);
  await stand(frame, 0, name);
  await frame.getByRole('button', { name: 'Full screen' }).click();
  await frame.waitForFunction(() => document.fullscreenElement !== null);
  await page.keyboard.press('.');
  await stand(frame, 1, name);
  await page.keyboard.press('?');
  await expect(frame.getByRole('dialog')).toContainText(
    'They work while the figure fills the screen',
  );
  expect(await heard(page, 'key')).toHaveLength(keys.length);
});

test('a browser that cannot tell what hides a figure plays it, and has its keys', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(embed(name, TRAINED, 'play'), {
    prepare: (fresh) =>
      fresh.addInitScript(() => {
        Reflect.deleteProperty(Element.prototype, 'checkVisibility');
      }),
  });
  await stand(page, 20, name);
  await page.getByRole('button', { name: 'Copy link' }).focus();
  await page.keyboard.press('r');
  await stand(page, 0, name);
});

test('the list of keys has only what the figure can do and shows', async ({
  open,
}) => {
  const page = await open(embed('exploding-window', 'hide=presets'));
  await readings(page, 'exploding-window');
  await page.getByRole('button', { name: 'Copy link' }).focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog').getByRole('row')).toContainText([
    'Key',
    'Reset',
    'This list',
  ]);
});

test('a key presses what has just been enabled, though no frame shows it yet', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(embed(name, TRAINED, 'epoch=20'));
  await stand(page, 20, name);
  await expect(page.getByRole('button', { name: 'Step' })).toBeDisabled();
  await page.evaluate((selector) => {
    const $figure = /** @type {any} */ (document.querySelector(selector));
    $figure.reset();
    $figure.dispatchEvent(new KeyboardEvent('keydown', { key: '.' }));
  }, name);
  await stand(page, 1, name);
});

test('on a full screen keys work whatever has the focus, in high contrast', async ({
  open,
}) => {
  const name = 'neuron-gradients';
  const page = await open(embed(name, TRAINED));
  await stand(page, 0, name);
  await page.getByRole('button', { name: 'Full screen' }).click();
  await page.waitForFunction(() => document.fullscreenElement !== null);
  // It hears keys once it has been told, in a frame, that it fills the screen.
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.evaluate(() => {
    // In Firefox only what has the focus itself can lose it.
    const $host = document.activeElement;
    const $focused = $host?.shadowRoot?.activeElement ?? $host;
    if ($focused instanceof HTMLElement) $focused.blur();
  });
  await page.keyboard.press('Space');
  await stand(page, 20, name);
  await page.keyboard.press('r');
  await stand(page, 0, name);
  await page.keyboard.press('ArrowRight');
  await stand(page, 1, name);
  const ink = await page
    .locator('.ug-figure')
    .evaluate(($figure) => getComputedStyle($figure).color);
  expect(ink).toBe('rgb(0, 0, 0)');
});
