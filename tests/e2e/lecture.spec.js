/** A lecture: scenes that a clicker turns, their notes, the dot, and the list they come from. */
import { writeScenes } from '../../www/site/scenes.js';
import { property, readings } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const RUN = 'images=100&batch=10&pixels=7&epochs=20&hidden=8,5';

const SCENES = [
  {
    link: 'figure=gradient-chain&weights=2,-3&biases=0.5,0&hide=presets',
    title: 'A chain of two',
    notes: 'Ask first:\nwhich factor is it?',
  },
  {
    link: `figure=learning-speeds&${RUN}&epoch=7`,
    title: '',
    notes: '',
    until: 12,
  },
  { link: 'figure=deep-circuits', title: 'Parity', notes: '' },
];

/** @param {Page} page @returns {import('@playwright/test').Locator} the place and the title of the scene */
function place(page) {
  return page.locator('footer [role="status"]');
}

/** @param {Page} page @param {object | string} scenes - in a file @param {string} [name] */
async function choose(page, scenes, name = 'lecture.json') {
  await page.locator('input[type="file"]').setInputFiles({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(
      typeof scenes === 'string' ? scenes : JSON.stringify(scenes),
    ),
  });
}

test('a clicker turns the scenes of a file, notes follow, and a reload keeps the place', async ({
  open,
}) => {
  const page = await open('lecture.html', { isPaced: true });
  await expect(page.getByText('There are no scenes yet.')).toBeVisible();
  await choose(page, writeScenes(SCENES));
  await expect(page.getByRole('listitem')).toHaveCount(3);

  // A bad file is refused whole.
  const bad = JSON.parse(writeScenes(SCENES));
  bad.scenes[1].until = 21;
  await choose(page, bad);
  await expect(page.getByRole('alert')).toContainText(
    'scene 2, until: expected a whole number from 8 to 20, got 21.',
  );
  await expect(page.getByRole('heading').first()).toHaveText('Your lecture');
  await expect(page.getByRole('listitem')).toHaveCount(3);

  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.locator('.notice')).toBeEmpty();
  await expect(place(page)).toContainText('1 / 3 A chain of two');
  const $chain = page.locator('gradient-chain');
  await expect($chain.locator('[data-control="presets"]')).toBeHidden();
  // As large as the window, and nothing to scroll.
  await expect
    .poll(async () => {
      const { width = 0, height = 0 } = (await $chain.boundingBox()) ?? {};
      const overflow = await page.evaluate(
        () => document.documentElement.scrollHeight - innerHeight,
      );
      return { width, isHigh: height > 820, isWhole: overflow <= 0 };
    })
    .toEqual({ width: 1280, isHigh: true, isWhole: true });

  const opening = page.waitForEvent('popup');
  await page.keyboard.press('s');
  const notes = await opening;
  await expect(notes.getByText('which factor is it?')).toBeVisible();
  await expect(notes.getByText('Next:')).toContainText('Speed of learning');
  await expect(page.getByText('which factor is it?')).toHaveCount(0);

  // Whatever has the focus, Page Down turns; an arrow is the slider's.
  const $slider = $chain.getByRole('slider').first();
  await $slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(place(page)).toContainText('1 / 3');

  // The next one is ready: measured, not trained, and out of sight.
  const $ahead = page.locator('.ahead > *');
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          /** @type {any} */ (document.querySelector('.ahead > *'))?.readings
            ?.epoch,
      ),
    )
    .toBe(0);
  await expect($ahead).toBeHidden();
  await expect(page.getByRole('slider', { name: 'Epoch shown' })).toHaveCount(
    0,
  );
  expect((await readings(page, 'learning-speeds')).epoch).toBe(0);
  await $ahead.evaluate(($figure) => Reflect.set($figure, 'wasReady', true));
  await page.keyboard.press('PageDown');
  await expect(place(page)).toContainText('2 / 3 Speed of learning');
  expect(await property(page, 'learning-speeds', 'wasReady')).toBe(true);
  await expect(page.locator('main > :not(.ahead)')).toHaveCount(1);
  await expect
    .poll(async () => (await readings(page, 'learning-speeds'))?.epoch)
    .toBe(12);
  await expect(notes.getByText('No notes for this scene.')).toBeVisible();

  // The figure's own keys, and the dot that stays from scene to scene.
  await page.keyboard.press('.');
  await expect
    .poll(async () => (await readings(page, 'learning-speeds'))?.epoch)
    .toBe(13);
  await page.keyboard.press('l');
  const $dot = page.locator('.ug-laser');
  await expect($dot).toHaveCount(1);
  await page.mouse.move(400, 300);
  await expect
    .poll(async () => {
      const dot = await $dot.boundingBox();
      return dot && [dot.x + dot.width / 2, dot.y + dot.height / 2];
    })
    .toEqual([400, 300]);
  // What fails out of sight is made anew, and touches nothing.
  await expect($ahead).toHaveCount(1);
  await $ahead.evaluate(($figure) => {
    Reflect.set($figure, 'wasReady', true);
    $figure.dispatchEvent(new CustomEvent('figureerror'));
  });
  await expect($ahead).toHaveCount(0);
  await page.keyboard.press(' ');
  await expect(place(page)).toContainText('3 / 3 Parity');
  expect(await property(page, 'deep-circuits', 'wasReady')).not.toBe(true);
  await expect($dot).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(place(page)).toContainText('3 / 3 Parity');

  await page.reload();
  await expect(place(page)).toContainText('3 / 3 Parity');
  await notes.getByRole('button', { name: 'Previous scene' }).click();
  await expect(place(page)).toContainText('2 / 3');
  await page.keyboard.press('PageUp');
  // As it was prepared, not as it was left.
  expect((await property(page, 'gradient-chain', 'state')).weights).toEqual([
    2, -3,
  ]);
  await page.keyboard.press('?');
  const $help = page.getByRole('dialog');
  await expect($help.getByRole('row', { name: 'Next scene' })).toBeVisible();
  await $help.getByRole('button', { name: 'Switch it on' }).click();
  await expect($dot).toHaveCount(1);
});

test(
  'a clicker goes through the figures of the page, scenes are collected there, ordered, and taken along as a link',
  { tag: '@chromium' },
  async ({ open }) => {
    const page = await open('index.html');
    const full = () =>
      page.evaluate(() => document.fullscreenElement?.localName);
    await page
      .locator('exploding-window')
      .getByRole('button', { name: 'Full screen' })
      .click();
    const fills = async (/** @type {string} */ name) => {
      await expect.poll(full).toBe(name);
      // It hears keys once it has been told, in a frame, that it fills the screen.
      await page.evaluate(() => new Promise(requestAnimationFrame));
    };
    // A key that comes while the browser changes the full screen is nobody's.
    await fills('exploding-window');
    await page.keyboard.press('PageUp');
    await fills('random-chains');
    await page.keyboard.press('PageUp');
    await fills('gradient-chain');
    await page.keyboard.press('l');
    await expect(page.locator('.ug-laser')).toBeVisible();
    await page.keyboard.press('l');
    await expect(page.locator('.ug-laser')).toHaveCount(0);
    await page.evaluate(() => document.exitFullscreen());

    const $chain = page.locator('gradient-chain');
    for (const number of [1, 2]) {
      await $chain.getByRole('button', { name: 'Copy link' }).click();
      await $chain.getByRole('button', { name: 'Add to lecture' }).click();
      await expect(
        $chain.getByText(`Scene ${number} of your lecture`),
      ).toBeVisible();
      await page.evaluate(() => {
        const $figure = document.querySelector('gradient-chain');
        Object.assign($figure ?? {}, { state: { input: 0.25 } });
      });
    }
    await $chain.getByRole('link', { name: 'Open the lecture' }).click();
    const $links = page.getByLabel('Link', { exact: true });
    await expect($links.nth(1)).toHaveValue(/input=0\.25/);
    await page.getByRole('button', { name: 'Move up: scene 2' }).click();
    await expect($links.nth(0)).toHaveValue(/input=0\.25/);
    await page.getByLabel('Notes').first().fill('Say hello.');
    await page.getByRole('button', { name: 'Remove: scene 2' }).click();
    await expect($links).toHaveCount(1);
    await page
      .getByRole('button', { name: 'Take the last change back' })
      .click();
    await expect($links).toHaveCount(2);

    // Where the browser lets no page copy, the link is there to be copied by hand.
    await page.evaluate(() =>
      Object.defineProperty(navigator, 'clipboard', { value: undefined }),
    );
    await page.getByRole('button', { name: 'Copy a link' }).click();
    // The links of the scenes are there before it.
    const $link = page.getByRole('textbox', { name: 'Link' }).first();
    await expect($link).toHaveValue(/scenes=/);
    const link = await $link.inputValue();
    const [, hash = ''] = link.split('#');
    const fresh = await open(`lecture.html#${hash}`);
    await expect(place(fresh)).toContainText('1 / 2');
    expect((await property(fresh, 'gradient-chain', 'state')).input).toBe(0.25);
    await fresh.keyboard.press('e');
    await expect(fresh.getByLabel('Notes').first()).toHaveValue('Say hello.');

    const cut = await open(`lecture.html#${hash.slice(0, -20)}`);
    await expect(cut.getByRole('alert')).toContainText('nothing was changed');
  },
);

test('a tab that is duplicated turns its own scenes, and leaves the notes of the first alone', async ({
  open,
}) => {
  const page = await open('lecture.html', { isPaced: true });
  await choose(page, writeScenes(SCENES));
  await page.getByRole('button', { name: 'Start' }).click();
  await page.reload();
  const opening = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Notes' }).click();
  const notes = await opening;
  await expect(notes.getByText('which factor is it?')).toBeVisible();
  const copying = page.waitForEvent('popup');
  // A page that is opened so has a copy of what the tab keeps, as a duplicate has.
  await page.evaluate(() => void window.open(location.href));
  const copy = await copying;
  const channelOf = (/** @type {Page} */ of) =>
    of.evaluate(() =>
      sessionStorage.getItem('unstable-gradients lecture channel'),
    );
  await expect(place(copy)).toContainText('1 / 3');
  await expect.poll(() => channelOf(copy)).not.toBe(await channelOf(page));
  await notes.getByRole('button', { name: 'Next scene' }).click();
  await expect(place(page)).toContainText('2 / 3');
  await expect(notes.getByText('No notes for this scene.')).toBeVisible();
  await expect(place(copy)).toContainText('1 / 3');
  await copy.close();
  await page.reload();
  await expect(place(page)).toContainText('2 / 3');
  await notes.getByRole('button', { name: 'Next scene' }).click();
  await expect(place(page)).toContainText('3 / 3');
});
