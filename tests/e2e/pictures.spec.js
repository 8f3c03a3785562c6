/**
 * Pictures of every figure, each compared with one that is kept in `pictures/`.
 * They are of Debian's Chromium and of the fonts that come with it; where those
 * change, or a figure is to look different, they are made anew and looked at:
 *
 *     npx playwright test pictures --update-snapshots
 *
 * One more is made for the README: `scripts/snapshots` takes it over into
 * docs/pictures/.
 */
import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { call, embed, FIGURES, reach, readings, settle } from './figures.js';
import { expect, test } from './site.js';

/** @import { BrowserContextOptions, Page } from '@playwright/test' */

const OUTPUT = new URL('../output/', import.meta.url);

/** Numbers of how fast this machine is differ from run to run. */
const TIMES = 'hide=images-per-second,work';

const RUN = 'images=100&batch=100&hidden=30,30,30&epochs=60&seed=4';

/**
 * What the figures show, where that is not what they show at first.
 *
 * @type {Readonly<Record<string, string>>}
 */
const STATES = {
  'neuron-gradients': `${RUN}&layer=2&neuron=3`,
  'learning-speeds': RUN,
  'activation-saturation': 'images=100&hidden=30,30,30&epochs=60&seed=4',
  'random-chains': 'chains=10000',
  'gradient-cures': 'images=100&batch=10&lambda=0.01&epochs=8&seed=4',
  'training-recipe': 'check=data&order=cost&searches=1&budget=4',
};

/**
 * @typedef {object} Look
 * @property {string} look - its name
 * @property {string[]} tag - of the window
 * @property {boolean} fullPage - whether what has to be scrolled to is in it
 * @property {BrowserContextOptions} context - of the browser
 */

/** @type {readonly Look[]} */
const LOOKS = [
  { look: 'light', tag: [], fullPage: true, context: {} },
  { look: 'dark', tag: [], fullPage: true, context: { colorScheme: 'dark' } },
  {
    look: 'slide',
    tag: [],
    fullPage: false,
    context: { viewport: { width: 960, height: 540 } },
  },
  { look: 'phone', tag: ['@phone'], fullPage: true, context: {} },
];

/**
 * Brings a figure where nothing moves any more.
 *
 * @param {Page} page - its embed
 * @param {string} name - of the figure
 */
async function comeToRest(page, name) {
  await settle(page);
  await readings(page, name);
  const epochs = Number(/epochs=(\d+)/.exec(STATES[name] ?? '')?.[1] ?? 0);
  if (epochs > 0) {
    await call(page, 'play', name);
    await reach(page, epochs, name);
    await expect(page.getByRole('button', { name: 'Again' })).toBeVisible();
  }
  if (name === 'training-recipe') {
    await call(page, 'play', name);
    await page.waitForFunction((selector) => {
      const { readings: shown } = /** @type {any} */ (
        document.querySelector(selector)
      );
      return Object.values(shown.verdicts).every(Boolean);
    }, name);
    await expect(
      page.getByRole('button', { name: 'Run all checks' }),
    ).toBeVisible();
  }
  await page.waitForLoadState('networkidle');
}

for (const { name } of FIGURES) {
  for (const { look, tag, fullPage, context } of LOOKS) {
    test(`${name} looks as kept, ${look}`, { tag }, async ({ open }) => {
      const picture = `${name}-${look}.png`;
      const { config } = test.info();
      const kept = test.info().snapshotPath(picture, { kind: 'screenshot' });
      expect(
        config.updateSnapshots !== 'none' || existsSync(kept),
        `There is no ${kept} to compare with. Make it, look at it, and keep it:
        npx playwright test pictures --update-snapshots`,
      ).toBe(true);

      const page = await open(embed(name, STATES[name] ?? '', TIMES), {
        context: { ...context, reducedMotion: 'reduce' },
      });
      await comeToRest(page, name);
      if (fullPage) {
        // For a picture larger than the window Chromium takes a finger for a mouse.
        const height = await page.evaluate(
          () => document.documentElement.scrollHeight,
        );
        const { width = 0 } = page.viewportSize() ?? {};
        await page.setViewportSize({ width, height });
      }
      await expect(page).toHaveScreenshot(picture);
    });
  }
}

for (const { look, tag, context } of LOOKS) {
  if (look !== 'slide' && look !== 'phone') continue;
  test(`four depths look as kept, ${look}`, { tag }, async ({ open }) => {
    const page = await open(
      embed('learning-speeds', RUN, TIMES, 'view=depths', 'play'),
      { context: { ...context, reducedMotion: 'reduce' } },
    );
    await page.waitForFunction(() => {
      /** @type {any} */
      const $figure = document.querySelector('learning-speeds');
      const { depths = [] } = $figure.readings ?? {};
      return depths[3]?.epoch === $figure.state.epochs;
    });
    await expect(page.getByRole('button', { name: 'Again' })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expect(page).toHaveScreenshot(`learning-speeds-depths-${look}.png`);
  });
}

test('the picture of the README shows a run that has ended', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(
    embed(
      name,
      'hidden=30,30,30,30&seed=4',
      'hide=presets,transport,settings,digits,toolbar',
    ),
    {
      context: {
        viewport: { width: 1120, height: 560 },
        deviceScaleFactor: 2,
      },
    },
  );
  await reach(page, 0, name);
  await call(page, 'play', name);
  await page.waitForFunction((selector) => {
    /** @type {any} */
    const $figure = document.querySelector(selector);
    return $figure.readings.epoch === $figure.state.epochs;
  }, name);
  await mkdir(OUTPUT, { recursive: true });
  const file = fileURLToPath(new URL('readme.png', OUTPUT));
  await page.screenshot({ path: file });
  const { size } = await stat(file);
  expect(size, 'bytes, of a picture that is not empty').toBeGreaterThan(20_000);
});
