/**
 * The larger files of digits: asked for, shown while they come, stopped and
 * resumed, on hosts that answer requests for a part and on hosts that do not.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from '../../scripts/serve.mjs';
import {
  call,
  change,
  embed,
  property,
  reach,
  readings,
  readingsOf,
  sandbox,
} from './figures.js';
import { DIST, expect, test } from './site.js';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { Frame, Page } from '@playwright/test' */

const NAME = 'learning-speeds';
const SMALL = 'images=100&batch=100&pixels=7&hidden=5&epochs=20';
const ALL = 'images=50000&batch=1000&pixels=7&hidden=5&epochs=2';
const STOP_AT = 3_000_000;

/**
 * How the host answers for the largest file: as any other; the first
 * `STOP_AT` bytes, and then nothing for long; as if the file had no more bytes;
 * not at all.
 *
 * @type {'whole' | 'slow' | 'short' | 'missing'}
 */
let way = 'whole';
let givesParts = true;
/** @type {{ range: string | undefined, status: number }[]} What was asked for of it. */
let asked = [];
/** @type {Buffer} */
let file;
/** The host's name for it. */
let tag = '';
/** @type {import('../../scripts/serve.mjs').RunningServer} */
let server;

/** @param {IncomingMessage} request @param {ServerResponse} response */
function answerFirst(request, response) {
  const isIt = /digits-all[^/]*\.bin$/.test(request.url ?? '');
  if (!isIt || request.method === 'HEAD') return false;
  if (!givesParts) delete request.headers.range;
  const { range } = request.headers;
  // In the order in which they are asked: one that is broken off may close late.
  const one = { range, status: 0 };
  asked.push(one);
  response.on('close', () => {
    one.status = response.statusCode;
  });
  if (way === 'whole') return false;
  if (way === 'missing') {
    response.writeHead(404).end('There is none here.');
    return true;
  }
  const from = Number(/\d+/.exec(range ?? '')?.[0] ?? 0);
  if (way === 'short' && from >= STOP_AT) {
    response.writeHead(416).end();
    return true;
  }
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': way === 'short' ? STOP_AT : file.length,
    ETag: tag,
  });
  response.write(file.subarray(0, STOP_AT));
  if (way === 'short') response.end();
  return true;
}

test.beforeAll(async () => {
  const assets = join(DIST, 'www/assets');
  const names = await readdir(assets);
  const name = names.find((each) => each.startsWith('digits-all')) ?? '';
  file = await readFile(join(assets, name));
  server = await startServer({ root: DIST, answerFirst });
  const url = `${server.url}www/assets/${name}`;
  tag = (await fetch(url, { method: 'HEAD' })).headers.get('ETag') ?? '';
});

test.afterAll(() => server.close());

test.beforeEach(() => {
  way = 'whole';
  givesParts = true;
  asked = [];
});

/** @param {Page | Frame} page */
const panel = (page) => page.getByRole('group', { name: 'Digits to fetch' });

/** @param {Page | Frame} page @param {string | RegExp} name */
const press = (page, name) => panel(page).getByRole('button', { name }).click();

/** @param {string} state */
const address = (state) => server.url + embed(NAME, state);

test('all digits are asked for, fetched with progress, and trained on', async ({
  open,
}) => {
  const page = await open(address(ALL));
  await expect(panel(page)).toContainText(
    /A run on 50\s000 images takes 10\.0\sMB more to fetch, and about 1\d\d\sMB of memory/,
  );
  expect(asked, 'nothing is fetched unasked').toEqual([]);
  expect(await readingsOf(page, NAME)).toBeNull();
  await press(page, /Fetch 10\.0\sMB and train on 50\s000 images/);
  await reach(page, 2, NAME);
  await expect(panel(page)).toHaveCount(0);
  expect(asked).toEqual([{ range: undefined, status: 200 }]);
  const { trainingAccuracy } = await readingsOf(page, NAME);
  expect(trainingAccuracy).toBeGreaterThan(0.05);
});

test('the run before stays while it is asked, and can be moved', async ({
  open,
}) => {
  const page = await open(address(SMALL));
  await readings(page, NAME);
  await change(page, NAME, { images: 50_000, batch: 1000, epochs: 2 });
  await expect(panel(page)).toContainText('Until then the run before stays.');
  await page.getByRole('button', { name: 'Play' }).click();
  await reach(page, 20, NAME);
  await expect(panel(page)).toBeVisible();
  await change(page, NAME, { images: 100, batch: 100, epochs: 20 });
  await expect(panel(page)).toHaveCount(0);
  expect((await readingsOf(page, NAME)).epoch, 'its run is kept').toBe(20);
  expect(asked).toEqual([]);
});

test('play() is an answer to the question', async ({ open }) => {
  const page = await open(address(ALL));
  await expect(panel(page)).toBeVisible();
  await call(page, 'play', NAME);
  await reach(page, 2, NAME);
  expect(asked).toHaveLength(1);
});

for (const parts of [true, false]) {
  const words = parts
    ? 'are resumed where they were stopped'
    : 'begin again on a host that gives no parts';
  test(`digits ${words}`, async ({ open }) => {
    givesParts = parts;
    way = 'slow';
    const page = await open(address(ALL));
    await press(page, /^Fetch/);
    const bar = panel(page).getByRole('progressbar');
    await expect(bar).toHaveAttribute(
      'aria-valuetext',
      /^[34]\.\d of 10\.0\sMB$/,
    );
    await expect(panel(page)).toContainText('Fetching the digits');
    await press(page, 'Stop');
    await expect(panel(page)).toContainText('have not all come');
    await expect(panel(page).getByRole('button')).toBeFocused();
    way = 'whole';
    await press(page, 'Resume');
    await reach(page, 2, NAME);
    expect(asked[1]).toEqual(
      parts
        ? { range: `bytes=${STOP_AT}-`, status: 206 }
        : { range: undefined, status: 200 },
    );
    expect(asked).toHaveLength(2);
  });
}

test('a file that is cut short is fetched once more, and then refused', async ({
  open,
}) => {
  way = 'short';
  const page = await open(address(ALL), {
    expected: [/status of 416|status 416/],
  });
  await press(page, /^Fetch/);
  await expect(panel(page)).toContainText(
    /cut short or damaged .*expected \d+ bytes, got 3000000/,
  );
  way = 'whole';
  await press(page, 'Try again');
  await reach(page, 2, NAME);
});

test('a site without the file says so, and trains on fewer', async ({
  open,
}) => {
  way = 'missing';
  const page = await open(address(ALL), { expected: [/404/] });
  await press(page, /^Fetch/);
  await expect(panel(page)).toContainText('put up without the file of digits');
  await change(page, NAME, { images: 8000 });
  await reach(page, 0, NAME);
  await expect(panel(page)).toHaveCount(0);
});

test('digits come in a sandboxed frame of its own origin', async ({ open }) => {
  way = 'slow';
  // A page without a policy of its own: the frame's is what is tried.
  const page = await open(`${server.url}nothing.txt`, { expected: [/404/] });
  const frame = await sandbox(page, address(ALL));
  await press(frame, /^Fetch/);
  const bar = panel(frame).getByRole('progressbar');
  await expect(bar).toHaveAttribute('aria-valuetext', /^[34]\.\d of/);
  await press(frame, 'Stop');
  way = 'whole';
  await press(frame, 'Resume');
  await reach(frame, 2, NAME);
  expect(asked[1]).toEqual({ range: `bytes=${STOP_AT}-`, status: 206 });
});

test('digits come where no worker can start', async ({ open }) => {
  const page = await open(address(ALL), {
    prepare: (fresh) =>
      fresh.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker')),
  });
  await press(page, /^Fetch/);
  await reach(page, 2, NAME);
});

test('digits up to 8,000 images come unasked', async ({ open }) => {
  const page = await open(
    address('images=8000&batch=1000&pixels=7&hidden=5&epochs=2'),
  );
  await readings(page, NAME);
  await expect(panel(page)).toHaveCount(0);
  expect(asked).toEqual([]);
});

test('a comparison asks as well', async ({ open }) => {
  const page = await open(address(`${ALL}&open=compare-runs`));
  await page
    .getByRole('button', { name: /^Fetch 10\.0\sMB and start/ })
    .click();
  await expect(page.getByText(/4 runs: 4 done/)).toBeVisible();
  expect(await property(page, NAME, 'readings')).toBeNull();
});
