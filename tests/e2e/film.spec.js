/** The animation of a figure as a GIF, made in the page. */
import { readFile } from 'node:fs/promises';
import { download, embed, readings } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const TRAINED = 'images=100&batch=100&pixels=7&epochs=40&hidden=6,5';

/** Figures that move, a small run of each, and the drawer with the files. */
const MOVING = [
  ['learning-speeds', TRAINED, 'data'],
  ['neuron-gradients', TRAINED, 'data'],
  ['activation-saturation', TRAINED, 'data'],
  [
    'gradient-cures',
    'images=100&batch=50&pixels=7&epochs=20&hidden=6,5&runs=2',
    'data',
  ],
  ['gradient-through-time', 'width=4&length=10', 'table'],
];

/** @param {Buffer} gif @returns {{ frames: number, comment: string, colours: number }} what is in it */
function partsOf(gif) {
  let at = 13;
  let frames = 0;
  let comment = '';
  const seen = new Set();
  const table = (/** @type {number} */ flags) =>
    flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
  const blocks = () => {
    const from = at;
    while (gif[at]) at += (gif[at] ?? 0) + 1;
    at += 1;
    return gif.subarray(from, at);
  };
  at += table(gif[10] ?? 0);
  while (gif[at] !== 0x3b) {
    const [kind, label] = gif.subarray(at, at + 2);
    if (kind === 0x21) {
      at += 2;
      const content = blocks();
      for (let block = 0; label === 0xfe && content[block];) {
        const size = content[block] ?? 0;
        comment += content.toString('utf8', block + 1, block + 1 + size);
        block += size + 1;
      }
    } else if (kind === 0x2c) {
      frames += 1;
      at += 10 + table(gif[at + 9] ?? 0) + 1;
      seen.add(blocks().toString('base64'));
    } else throw new Error(`${kind} at ${at} of ${gif.length}`);
  }
  return { frames, comment, colours: seen.size };
}

/** @param {Page} page @param {string} name @param {string} drawer */
async function openDialog(page, name, drawer) {
  await page
    .locator(
      `${name} [data-control~="${drawer}"] [data-control="download-size"]`,
    )
    .click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('combobox', { name: 'Frames', exact: true })
    .selectOption('30');
  return dialog;
}

for (const [name = '', quick = '', drawer = ''] of MOVING) {
  const title = `${name}: its run comes as a GIF of many pictures, and stands where it stood`;
  // One is enough in Firefox: all of them passed there.
  const tag = name === 'neuron-gradients' ? [] : '@chromium';
  test(title, { tag }, async ({ open }) => {
    const page = await open(embed(name, quick, `open=${drawer}`));
    const figure = page.locator(name);
    const isRun = name !== 'gradient-through-time';
    if (name === 'gradient-cures') {
      await figure.locator('[data-control="step"]').click();
    } else if (isRun) {
      await readings(page, name);
      await figure.evaluate((/** @type {any} */ $it) => $it.jumpTo(7));
      await expect
        .poll(() => figure.evaluate((/** @type {any} */ $it) => $it.epochShown))
        .toBe(7);
    } else await readings(page, name);
    const dialog = await openDialog(page, name, drawer);
    const file = await download(page, () =>
      dialog.getByRole('button', { name: 'Make GIF' }).click(),
    );
    expect(file.suggestedFilename()).toMatch(/\.gif$/);
    const gif = await readFile(await file.path());
    expect(gif.toString('latin1', 0, 6)).toBe('GIF89a');
    const { frames, comment, colours } = partsOf(gif);
    expect(frames).toBeGreaterThan(name === 'gradient-cures' ? 14 : 20);
    expect(frames).toBeLessThanOrEqual(30);
    expect(colours, 'different pictures').toBeGreaterThan(frames / 2);
    expect(comment).toContain(`#figure=${name}&`);
    if (isRun) {
      const was = name === 'gradient-cures' ? 1 : 7;
      await expect
        .poll(() => figure.evaluate((/** @type {any} */ $it) => $it.epochShown))
        .toBe(was);
    }
  });
}

test('an animation stops when it is told to, and when the figure goes', async ({
  open,
}) => {
  const page = await open(embed('learning-speeds', TRAINED, 'open=data'));
  await readings(page, 'learning-speeds');
  const dialog = await openDialog(page, 'learning-speeds', 'data');
  await dialog
    .getByRole('combobox', { name: 'Frames', exact: true })
    .selectOption('120');
  await dialog.getByRole('button', { name: 'Make GIF' }).click();
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await expect(dialog.getByText('Stopped; no file was made.')).toBeVisible();
  await expect(page.locator('learning-speeds')).toHaveJSProperty(
    'epochShown',
    0,
  );
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const files = /** @type {string[]} */ ([]);
  page.on('download', (file) => files.push(file.suggestedFilename()));
  await dialog.getByRole('button', { name: 'Make GIF' }).click();
  await expect(dialog.getByText(/Making the GIF: [1-9]/)).toBeVisible();
  await page.locator('learning-speeds').evaluate(($it) => $it.remove());
  await page.waitForFunction(
    () => document.querySelector('learning-speeds') === null,
  );
  // Its last frame was on its way; nothing follows it.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestIdleCallback(resolve);
      }),
  );
  expect([errors, files]).toEqual([[], []]);
});
