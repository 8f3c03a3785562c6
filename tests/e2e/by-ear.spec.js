/** What those hear who cannot see the figures: headings, pictures in words, and a run. */
import { call, embed, FIGURES, readings, settle } from './figures.js';
import { expect, test } from './site.js';

/** Small runs that take some seconds at the pace of a lecture. */
const RUN = 'images=100&batch=100&pixels=7&hidden=8,5&epochs=40&pace=fast';

/** @type {Readonly<Record<string, string>>} What each figure that trains is to train. */
const PLAYED = {
  'learning-speeds': RUN,
  'neuron-gradients': RUN,
  'activation-saturation': RUN,
  'gradient-cures': RUN,
  'depth-accuracy': 'images=100&pixels=7&epochs=3&lambda=0.1&depths=1,2',
  'training-recipe': '',
};

/**
 * Writes down all that is announced from now on.
 *
 * @param {import('@playwright/test').Locator} $figure
 */
async function listen($figure) {
  await $figure.evaluate(($element) => {
    /** @type {string[]} */
    const heard = [];
    Object.assign(window, { heard });
    const root = $element.shadowRoot ?? $element;
    /** @type {Map<Element, string>} */
    const last = new Map();
    const write = () => {
      for (const $region of root.querySelectorAll('[role=status]')) {
        const words = ($region.textContent ?? '').trim().replace(/\s+/g, ' ');
        if (words && last.get($region) !== words) heard.push(words);
        last.set($region, words);
      }
    };
    write();
    new MutationObserver(write).observe(root, {
      ...{ subtree: true, childList: true, characterData: true },
    });
  });
}

/** Between two sentences. */
const SENTENCES = /(?<=[.!?]) /;

/** Lets what is said after a while be said soon, and be gone soon, and counts what is to come. */
function hasten() {
  const { setTimeout: wait, clearTimeout: clear } = window;
  const awaited = new Set();
  /** @param {any} task @param {number} [ms] @param {any[]} more */
  const sooner = (task, ms = 0, ...more) => {
    if (ms !== 1500 && ms !== 8000) return wait(task, ms, ...more);
    const timer = wait(() => {
      awaited.delete(timer);
      task(...more);
    }, ms / 5);
    awaited.add(timer);
    return timer;
  };
  /** @param {number | undefined} timer */
  const forget = (timer) => {
    awaited.delete(timer);
    clear(timer);
  };
  Object.assign(window, { awaited, setTimeout: sooner, clearTimeout: forget });
}

/**
 * @param {import('@playwright/test').Page} page - in Chromium
 * @returns {Promise<{ role: string, name: string, level: number }[]>} its accessibility
 *   tree, in the order in which it is read
 */
async function readAloud(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  /** @param {(typeof nodes)[number] | undefined} node @returns {any[]} */
  const inside = (node) => [
    ...(node && !node.ignored
      ? [
          {
            role: node.role?.value ?? '',
            name: node.name?.value ?? '',
            level: node.properties?.find(({ name }) => name === 'level')?.value
              .value,
          },
        ]
      : []),
    ...(node?.childIds ?? []).flatMap((id) => inside(byId.get(id))),
  ];
  return inside(nodes[0]);
}

/** @returns {Promise<void>} time enough for what is to be said */
async function thirtyFrames() {
  for (let frame = 0; frame < 30; frame += 1) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
}

/** @param {readonly string[]} texts @returns {string[]} those of their sentences that stand twice */
function saidTwice(texts) {
  const sentences = texts
    .flatMap((text) => text.trim().split(SENTENCES))
    .filter((text) => /(?:\S+ ){4}.*[.!?]$/.test(text));
  return sentences.filter((text, at) => sentences.indexOf(text) < at);
}

/** @param {import('@playwright/test').Locator} $figure @returns {Promise<string[]>} what was announced so far */
function heardFrom($figure) {
  return $figure.evaluate(() => Reflect.get(window, 'heard'));
}

for (const { name, quick, panels } of FIGURES) {
  test(`${name} has headings, pictures in words, and says what it does`, async ({
    open,
  }) => {
    const played = PLAYED[name];
    const page = await open(embed(name, played ?? quick, `open=${panels}`), {
      prepare: (fresh) => fresh.addInitScript(hasten),
    });
    await page.locator(`${name} .ug-body`).waitFor();
    const $figure = page.locator(name);
    await listen($figure);
    await settle(page);
    await readings(page, name);
    if (played !== undefined) {
      await call(page, 'play', name);
      const told = /[Dd]one at (?:epoch|step) \d|% done, epoch \d|: done\./;
      await expect
        .poll(async () => (await heardFrom($figure)).join('\n'))
        .toMatch(told);
      await call(page, 'pause', name);
      const all = await heardFrom($figure);
      expect(new Set(all).size, all.join('\n')).toBe(all.length);
      expect(saidTwice(all), all.join('\n')).toEqual([]);
    }

    for (const $picture of await $figure
      .locator('svg.plot[role], svg[role=group]')
      .all()) {
      await expect($picture).toHaveAccessibleName(/\p{L}{3}/u);
      await expect($picture).toHaveAccessibleDescription(/\p{L}{3}.*\.$/u);
    }
    for (const $image of await $figure.locator('canvas[role=img]').all()) {
      await expect($image).toHaveAccessibleName(/\p{L}{3}/u);
    }

    // What is to be announced is, and is gone after a while.
    await page.waitForFunction(() => Reflect.get(window, 'awaited').size === 0);
    await expect
      .poll(() => $figure.locator('.ug-unseen[role=status]').allTextContents())
      .not.toContainEqual(expect.stringMatching(/\S/));
    const tree = await readAloud(page);
    const levels = tree
      .filter(({ role }) => role === 'heading')
      .map(({ level }) => level);
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, at) => {
      expect(level, levels.join()).toBeGreaterThan(1);
      expect(level, levels.join()).toBeLessThanOrEqual((levels[at] ?? 0) + 1);
    });
    const drawers = await $figure.locator('details.ug-disclosure').count();
    expect(levels.length).toBeGreaterThan(drawers);
    const said = tree.filter(({ role }) =>
      /^(?:StaticText|image|slider|group|region)$/.test(role),
    );
    expect(saidTwice(said.map((node) => node.name))).toEqual([]);

    // A step of a slider says only what is new.
    const stood = new Set(
      tree.flatMap((node) => node.name.trim().split(SENTENCES)),
    );
    const before = await heardFrom($figure);
    const $slider = $figure.locator('input[type=range]:visible').first();
    const value = await $slider.inputValue();
    await $slider.press('ArrowLeft');
    if ((await $slider.inputValue()) === value) {
      await $slider.press('ArrowRight');
    }
    await settle(page);
    await $figure.evaluate(thirtyFrames);
    const news = (await heardFrom($figure)).slice(before.length);
    const old = news.flatMap((text) =>
      text.split(SENTENCES).filter((sentence) => stood.has(sentence)),
    );
    expect(old, news.join('\n')).toEqual([]);
  });
}

test('sound is off until its switch is pressed, and says so', async ({
  open,
}) => {
  const page = await open(embed('learning-speeds', FIGURES[1]?.quick ?? ''));
  await readings(page, 'learning-speeds');
  const $switch = page.getByRole('button', { name: 'Sound' });
  await expect($switch).toHaveAttribute('aria-pressed', 'false');
  await $switch.click();
  await expect($switch).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText(/octave is a factor of 100/)).toBeVisible();
  await $switch.click();
  await expect(page.getByText('Sound is off.')).toBeVisible();
});
