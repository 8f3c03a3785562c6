/** What those hear who cannot see the figures: headings, pictures in words, and a run. */
import { embed, FIGURES, readings, settle } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

/** Small runs that take some seconds at the pace of a lecture. */
const RUN =
  'images=100&batch=100&pixels=7&hidden=8,5&epochs=60&pace=normal&play=true';

/** @type {Readonly<Record<string, string>>} How each figure that trains is set going. */
const PLAYED = {
  'learning-speeds': RUN,
  'neuron-gradients': RUN,
  'activation-saturation': RUN,
  'gradient-cures': RUN,
  'depth-accuracy':
    'images=100&pixels=7&epochs=3&lambda=0.1&depths=1,2&play=true',
  'gradient-through-time': 'length=5&width=4&pace=fast&play=true',
  'training-recipe': 'play=true',
};

/** Collects what its live regions say. @param {Page} page @param {string} name */
async function listen(page, name) {
  await page.locator(name).evaluate(($figure) => {
    /** @type {string[]} */
    const log = [];
    Reflect.set(window, 'heard', log);
    const root = /** @type {ShadowRoot} */ ($figure.shadowRoot);
    new MutationObserver(() => {
      for (const $status of root.querySelectorAll('.ug-unseen[role=status]')) {
        const words = $status.textContent.trim();
        if (words && log.at(-1) !== words) log.push(words);
      }
    }).observe(root, { childList: true, characterData: true, subtree: true });
  });
}

for (const { name, quick } of FIGURES) {
  test(`${name} has headings, pictures in words, and says what it does`, async ({
    open,
  }) => {
    const page = await open(embed(name, PLAYED[name] ?? quick));
    await page.locator(`${name} .ug-body`).waitFor();
    await listen(page, name);
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
    const log = () =>
      page.evaluate(
        () => /** @type {string[]} */ (Reflect.get(window, 'heard')),
      );
    const told =
      /^(?:.*\b)?(?:[Dd]one at (?:epoch|step) \d|Remembers the bit|.*: \d+\u202f% done)/;
    await expect
      .poll(async () => (await log()).find((words) => told.test(words)), {
        timeout: 25_000,
      })
      .toBeTruthy();
    const said = await log();
    expect(new Set(said).size, said.join('\n')).toBe(said.length);
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
