/**
 * Makes the pictures that previews of links show, www/pictures/figure/NAME.png, of
 * the built site: node scripts/previews.mjs [NAME…]
 *
 * They are kept, as a build has no browser; look at them before they are committed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import config from '../playwright.config.js';
import { figures } from '../www/figures/index.js';
import { PICTURE, pictureFile } from './lib/figure-pages.mjs';
import { startServer } from './serve.mjs';

// It is CommonJS, and has no types.
const gifenc = createRequire(import.meta.url)('gifenc');

/** Device pixels a CSS pixel: so large, the stage fills the picture. */
const DENSITY = 1.2;
const COLOURS = 64;

const TRAINED = 'hidden=30,30,30&play';

/**
 * What is shown where the default state has little to see; with `play`, at its end.
 *
 * @type {Readonly<Record<string, string>>}
 */
const STATES = {
  'neuron-gradients': 'play',
  'learning-speeds': TRAINED,
  'depth-accuracy': 'images=1000&epochs=30&lambda=0.1&seeds=3&play',
  'activation-saturation': TRAINED,
  'gradient-cures': 'images=500&batch=10&lambda=0.01&epochs=10&play',
};

const { launchOptions } = config.use ?? {};
const named = process.argv.slice(2);
const server = await startServer({
  root: new URL('../dist/', import.meta.url).pathname,
});
const browser = await chromium.launch(launchOptions);
try {
  for (const { name } of figures) {
    if (named.length > 0 && !named.includes(name)) continue;
    const page = await browser.newPage({
      viewport: {
        width: PICTURE.width / DENSITY,
        height: PICTURE.height / DENSITY,
      },
      deviceScaleFactor: DENSITY,
      colorScheme: 'light',
    });
    const state = STATES[name];
    const rest = state ? `&${state}&pace=fast` : '';
    await page.goto(
      `${server.url}embed.html#figure=${name}${rest}&hide=toolbar,presets`,
    );
    await page.waitForFunction(
      (selector) =>
        /** @type {any} */ (document.querySelector(selector))?.readings,
      name,
    );
    if (state?.includes('play')) {
      await page
        .getByRole('button', { name: /Again|All are trained/ })
        .waitFor();
    }
    await page.mouse.move(0, 0);
    // What fades in or follows a run comes to rest.
    await page.waitForTimeout(1000);
    const shot = await page.screenshot({ animations: 'disabled' });
    const pixels = await page.evaluate(pixelsOf, shot.toString('base64'));
    const file = pictureFile(name);
    mkdirSync(dirname(file), { recursive: true });
    const png = indexedPng(Uint8Array.from(Buffer.from(pixels, 'base64')));
    writeFileSync(file, png);
    process.stdout.write(`${name}: ${(png.length / 1024).toFixed(1)} kB\n`);
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}

/** @param {string} png - in base64 @returns {Promise<string>} its pixels, RGBA, likewise */
async function pixelsOf(png) {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser does not draw');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  let text = '';
  for (let at = 0; at < data.length; at += 0x8000) {
    text += String.fromCharCode(...data.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

/**
 * @param {Uint8Array} pixels - RGBA, as many as a picture has
 * @returns {Buffer} a PNG with a palette: a third of the size
 */
function indexedPng(pixels) {
  const palette = gifenc.quantize(pixels, COLOURS);
  const indices = gifenc.applyPalette(pixels, palette);
  const rows = Buffer.alloc((PICTURE.width + 1) * PICTURE.height);
  for (let y = 0; y < PICTURE.height; y += 1) {
    const row = indices.subarray(y * PICTURE.width, (y + 1) * PICTURE.width);
    // Behind a filter of 0: none.
    rows.set(row, y * (PICTURE.width + 1) + 1);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(PICTURE.width, 0);
  head.writeUInt32BE(PICTURE.height, 4);
  // Eight bits, colours from a palette.
  head.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param {string} type @param {Buffer} data @returns {Buffer} a chunk of a PNG */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
