/** The animation of a figure as GIF and WebM, made in the page. */
import { readFile } from 'node:fs/promises';
import { BufferSource, EncodedPacketSink, Input, WEBM } from 'mediabunny';
import { download, embed, readings, stand } from './figures.js';
import { momentsOf } from '../../www/kit/film.js';
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

/** @param {Buffer} gif @returns {{ frames: number, comment: string, colours: number, sizes: Set<string> }} what is in it */
function partsOf(gif) {
  let at = 13;
  let frames = 0;
  let comment = '';
  const seen = new Set();
  const sizes = /** @type {Set<string>} */ (new Set());
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
      sizes.add(gif.toString('hex', at + 1, at + 9));
      at += 10 + table(gif[at + 9] ?? 0) + 1;
      seen.add(blocks().toString('base64'));
    } else throw new Error(`${kind} at ${at} of ${gif.length}`);
  }
  return { frames, comment, colours: seen.size, sizes };
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
      await stand(page, 1, name);
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
    const { frames, comment, colours, sizes } = partsOf(gif);
    expect(sizes.size, 'each covers the one before').toBe(1);
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

/** @param {Buffer} file @returns what is in it: its words, its codec, the times of its frames, and which stand alone */
async function readBack(file) {
  const source = new BufferSource(file);
  const input = new Input({ formats: [WEBM], source });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('no frames');
  const packets = [];
  for await (const each of new EncodedPacketSink(track).packets()) {
    packets.push(each);
  }
  return {
    tags: await input.getMetadataTags(),
    codec: await track.getCodec(),
    times: packets.map(({ timestamp }) => timestamp),
    keys: packets.flatMap(({ type }, index) => (type === 'key' ? [index] : [])),
  };
}

/**
 * @param {Page} page - in which it is played
 * @param {Buffer} file
 * @returns what a video of it is: its size, its length, and how its first and last pictures differ
 */
function played(page, file) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) =>
      letter.charCodeAt(0),
    );
    const $video = document.createElement('video');
    $video.muted = true;
    $video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/webm' }));
    const once = (/** @type {string} */ name) =>
      new Promise((resolve, reject) => {
        $video.addEventListener(name, resolve, { once: true });
        $video.addEventListener('error', () => reject($video.error));
      });
    await once('loadeddata');
    const { videoWidth: width, videoHeight: height, duration } = $video;
    const $canvas = Object.assign(document.createElement('canvas'), {
      width,
      height,
    });
    const context = $canvas.getContext('2d', { willReadFrequently: true });
    const pixels = async (/** @type {number} */ time) => {
      const isThere = once('seeked');
      $video.currentTime = time;
      await isThere;
      context?.drawImage($video, 0, 0);
      return context?.getImageData(0, 0, width, height).data ?? [];
    };
    const shown = /** @type {ArrayLike<number>[]} */ ([]);
    for (const share of [0.02, 0.3, 0.55, 0.98]) {
      shown.push(await pixels(share * duration));
    }
    const others = (/** @type {number} */ index) =>
      Array.from(shown[index] ?? []).filter(
        (value, at) => Math.abs(value - (shown[index - 1]?.[at] ?? 0)) > 60,
      ).length;
    const ground = Array.from(shown[3] ?? []).slice(0, 3);
    const changes = [1, 2, 3].map(others);
    return { width, height, duration, changes, ground };
  }, file.toString('base64'));
}

test('a run comes as WebM too, which plays for as long as was asked; without an encoder it is said', async ({
  open,
}) => {
  const page = await open(embed('learning-speeds', TRAINED, 'open=data'));
  await readings(page, 'learning-speeds');
  const dialog = await openDialog(page, 'learning-speeds', 'data');
  await dialog.getByRole('combobox', { name: 'Seconds' }).selectOption('4');
  const make = dialog.getByRole('button', { name: 'Make WebM' });
  const file = await download(page, () => make.click());
  expect(file.suggestedFilename()).toMatch(/\.webm$/);
  const webm = await readFile(await file.path());
  // Frames at most: those of one and the same epoch are one; and the last stands for twelve.
  const frames = momentsOf(40, 30, false).length;
  const length = (4 * (frames + 11)) / frames;
  const { tags, codec, times, keys } = await readBack(webm);
  expect(tags.title).toBe('Speed of learning in each hidden layer');
  expect(tags.description).toContain('Epoch 40.');
  expect(tags.raw?.['URL']).toContain('#figure=learning-speeds&');
  expect(['vp9', 'vp8']).toContain(codec);
  const wanted = [
    ...Array.from({ length: frames }, (_, frame) => (frame * 4) / frames),
    length - 0.001,
  ];
  expect(times).toHaveLength(wanted.length);
  for (const [index, time] of times.entries()) {
    // A file counts in ms.
    expect(Math.abs(time - (wanted[index] ?? 0))).toBeLessThan(0.00051);
  }
  expect(keys).toEqual(expect.arrayContaining([0, 20]));
  const player = await open('about:blank');
  const { width, height, duration, changes, ground } = await played(
    player,
    webm,
  );
  await player.close();
  expect(duration).toBeCloseTo(length, 2);
  const box = await page
    .locator('learning-speeds .plot-live')
    .first()
    .boundingBox();
  expect(Math.abs(width - (box?.width ?? 0))).toBeLessThan(3);
  expect(height).toBeGreaterThan(box?.height ?? 0);
  expect(Math.min(...changes), 'all four are different').toBeGreaterThan(20);
  for (const channel of ground) expect(channel).toBeGreaterThan(245);

  // Stopped midway, the encoder is let go.
  await dialog
    .getByRole('combobox', { name: 'Frames', exact: true })
    .selectOption('120');
  await make.click();
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await expect(make).toBeVisible();

  // Where there is no encoder, it says so, and the run stays as it is.
  await page.evaluate(() => Reflect.deleteProperty(window, 'VideoEncoder'));
  await make.click();
  await expect(dialog.getByRole('status')).toContainText(
    /The WebM could not be made: this browser has no encoder .* Make a GIF instead\./,
  );
  await expect(make).toBeVisible();
});

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
