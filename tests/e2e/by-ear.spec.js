/** What those hear who cannot see the figures: headings, pictures in words, and a run. */
import { embed, FIGURES, readings, settle } from './figures.js';
import { expect, test } from './site.js';

/** Small runs that take some seconds at the pace of a lecture. */
const RUN = 'images=100&batch=100&pixels=7&hidden=8,5&epochs=40&pace=fast&play';

/** @type {Readonly<Record<string, string>>} How each figure that trains is set going. */
const PLAYED = {
  'learning-speeds': RUN,
  'neuron-gradients': RUN,
  'activation-saturation': RUN,
  'gradient-cures': RUN,
  'depth-accuracy': 'images=100&pixels=7&epochs=3&lambda=0.1&depths=1,2&play',
  'training-recipe': 'play',
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
      for (const $region of root.querySelectorAll('.ug-unseen[role=status]')) {
        const words = $region.textContent.trim();
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

for (const { name, quick } of FIGURES) {
  test(`${name} has headings, pictures in words, and says what it does`, async ({
    open,
  }) => {
    const page = await open(embed(name, PLAYED[name] ?? quick));
    await page.locator(`${name} .ug-body`).waitFor();
    await listen(page.locator(name));
    await settle(page);
    await readings(page, name);
    const $figure = page.locator(name);
    await expect($figure.getByRole('heading', { level: 1 })).toHaveCount(1);
    for (const $part of await $figure.locator('.plot-heading').all()) {
      await expect($part).toHaveRole('heading');
      await expect($part).toHaveAttribute('aria-level', '2');
    }
    for (const $picture of await $figure
      .locator('[role=img], svg[role=slider]')
      .all()) {
      await expect($picture).toHaveAccessibleName(/\p{L}{3}/u);
    }
    if (!PLAYED[name]) return;
    const told = /[Dd]one at (?:epoch|step) \d|% done, epoch \d/;
    const said = () => $figure.evaluate(() => Reflect.get(window, 'heard'));
    await expect
      .poll(async () => (await said()).join('\n'), { timeout: 15_000 })
      .toMatch(told);
    const all = await said();
    expect(new Set(all).size, all.join('\n')).toBe(all.length);
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
